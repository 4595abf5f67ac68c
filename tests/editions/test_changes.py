"""What changed between two versions of a summary, told by speaker and point."""

import pytest
from msgspec.structs import replace

from hsreport.build import report_of
from hsreport.editions.changes import Change, changes, wordings
from hsreport.enrich.report import enrich
from hsreport.enrich.themes.vocabulary import builtin_vocabulary
from hsreport.model import Report
from hsreport.read.source import source_from_bytes
from tests import voiced

SUMMARY = """Panel on Ink

Session 1: Quills

Moderator: Ada Feder, clerk
Ida Fisch, poet

1. Ada Feder

-- Ink dries in the sun.
-- Goose feathers are cheap.

2. Ida Fisch

-- Paper is dear in winter.[^1]

(3) From the floor came a question on gum.

[^1]: As of 2009.
"""


def report(text: str) -> Report:
    return report_of(source_from_bytes(text.encode(), "any.txt"), builtin_vocabulary("human-security"))


def brief(change: Change) -> tuple[str, str, str, str]:
    old, new = change.old, change.new
    here = new or old
    assert here
    return change.kind.value, here.what, old.text if old else "", new.text if new else ""


def test_nothing_changed() -> None:
    assert changes(report(SUMMARY), report(SUMMARY)) == ()
    assert changes(report(SUMMARY), report("\n" + SUMMARY)) == ()


DRIES, CHEAP, DEAR = "Ink dries in the sun.", "Goose feathers are cheap.", "Paper is dear in winter."


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("in the sun", "in the wind", [("changed", "point", DRIES, "Ink dries in the wind.")]),
        (f"-- {CHEAP}\n", "", [("removed", "point", CHEAP, "")]),
        (f"-- {CHEAP}\n", f"-- {CHEAP}\n-- So is wax.\n", [("added", "point", "", "So is wax.")]),
        ("Panel on Ink", "Panel on Inks", [("changed", "title", "Panel on Ink", "Panel on Inks")]),
        (": Quills", ": Quill pens", [("changed", "heading", "Session 1: Quills", "Session 1: Quill pens")]),
        (", clerk", ", judge", [("changed", "moderator", "Ada Feder, clerk", "Ada Feder, judge")]),
        ("on gum", "on glue", [("changed", "discussion", "From the floor came a question on gum.", "From the floor came a question on glue.")]),
        ("of 2009", "of 2010", [("changed", "note", "As of 2009.", "As of 2010.")]),
        (CHEAP, "Wax!", [("added", "point", "", "Wax!"), ("removed", "point", CHEAP, "")]),
    ],
)  # fmt: skip
def test_a_change(old: str, new: str, told: list[tuple[str, str, str, str]]) -> None:
    assert SUMMARY.count(old) == 1
    assert [brief(each) for each in changes(report(SUMMARY), report(SUMMARY.replace(old, new)))] == told


def test_a_moved_point_has_both_its_places() -> None:
    moved = SUMMARY.replace(f"-- {DRIES}\n", "").replace(f"{DEAR}[^1]\n", f"{DEAR}[^1]\n-- {DRIES}\n")
    (change,) = changes(report(SUMMARY), report(moved))
    assert brief(change) == ("moved", "point", DRIES, DRIES)
    assert change.old
    assert change.new
    assert (change.old.speaker, change.old.number) == ("Ada Feder", 1)
    assert (change.new.speaker, change.new.number) == ("Ida Fisch", 3)


def test_another_speaker_of_the_same_words() -> None:
    found = changes(report(SUMMARY), report(SUMMARY.replace("2. Ida Fisch", "2. Otto Kiel, printer")))
    (point,) = [each for each in found if each.new and each.new.what == "point"]
    assert brief(point) == ("changed", "point", DEAR, DEAR)
    assert point.old
    assert point.new
    assert (point.old.speaker, point.new.speaker) == ("Ida Fisch", "Otto Kiel")


def test_words_of_several_voices_and_what_was_settled_are_told_as_such() -> None:
    later = replace(voiced.DECISION, text="Agreed: the network on landmines meets again in 2006.")
    session = replace(
        voiced.SESSION, blocks=tuple(later if block is voiced.DECISION else block for block in voiced.SESSION.blocks)
    )
    old, new = (
        voiced.report(),
        enrich(replace(voiced.SYMPOSIUM, parts=(session,)), voiced.report().source, voiced.VOCABULARY),
    )
    assert [brief(each) for each in changes(old, new)] == [("changed", "decision", voiced.DECISION.text, later.text)]
    point = next(each for each in wordings(old) if each.what == "point")
    assert (point.number, point.speaker) == (1, "Ana Kay and Bo Li and Mia Mori")
