"""`show --format cast`: who was taken for a person and why, who was not, and how the text prints who speaks."""

import pytest

from hsreport.build import report_of
from hsreport.enrich.themes.vocabulary import builtin_vocabulary
from hsreport.model import Report
from hsreport.read.source import source_from_bytes
from hsreport.render.text.cast import as_cast

TEXT = """Forum on Bees

Session 1: Hives

Moderator: Ms. Ada Thorn, Keeper
Panelist: Mr. Ben Oak, Grower

Ada Thorn: The hives at Zurrick Halloway are full.

Ben Oak: Mine are not.

Ada Thorn: Zurrick Halloway has more flowers.
"""


@pytest.fixture(scope="module")
def report() -> Report:
    return report_of(source_from_bytes(TEXT.encode(), "bees.txt"), builtin_vocabulary("human-security"))


def test_each_member_has_gender_statements_and_evidence(report: Report) -> None:
    thorn = next(member for member in report.symposium.cast if member.name.heading == "Thorn, Ada")
    assert (thorn.gender, thorn.absent) == ("f", False)
    assert "Ada Thorn" in thorn.spellings
    assert {"roster", "honorific"} <= {clue.name for clue in thorn.clues}
    assert thorn.score == pytest.approx(sum(clue.weight for clue in thorn.clues), abs=0.05)
    printed = as_cast(report)
    assert "  Thorn, Ada (she): 2 statements, score " in printed
    assert "  Oak, Ben (he): 1 statement, score " in printed


def test_the_doubtful_come_with_what_they_lack(report: Report) -> None:
    found = [each for each in report.symposium.doubtful if each.words == "Zurrick Halloway"]
    assert len(found) == 1
    assert 0 < found[0].score < found[0].wanted
    assert found[0].span.first == 8
    assert f"  Zurrick Halloway, line 8: score {found[0].score:g} of {found[0].wanted:g}" in as_cast(report)


def test_the_form_of_the_document_and_of_each_session(report: Report) -> None:
    whole, session = report.symposium.forms
    assert (whole.session, whole.form) == (None, "labels (colon)")
    assert (session.session, session.form) == ("1", "labels (colon)")
    colon = whole.shapes[0]
    assert (colon.shape, colon.named, colon.counts) == ("colon", 3, True)
    assert as_cast(report).endswith("  session 1: labels (colon)\n    colon: 3 of 3 name somebody (read)\n")


def test_a_text_of_nobody() -> None:
    report = report_of(source_from_bytes(b"Notes\n\nIt rained.\n", "rain.txt"), builtin_vocabulary("human-security"))
    assert as_cast(report) == "Cast\n  nobody\n\nDoubtful\n  nobody\n\nForm\n  document: prose\n"
