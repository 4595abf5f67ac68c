"""Words in runs: names, affiliations, matched words, notes."""

import msgspec
import pytest
from lxml import html

from hsreport.model import Narrative, Note, Point, Report
from hsreport.render.html.runs import Run, bare_lead, extract_runs, runs, shown_label, words_of
from hsreport.render.html.templating import render
from hsreport.render.html.view import view_of
from hsreport.render.style.tokens import HouseStyle
from hsreport.values import SourceSpan

HERE = SourceSpan(1, 1)


def _kinds(found: tuple[Run, ...]) -> list[tuple[str, str]]:
    return [(run.kind, run.text) for run in found]


def test_runs_keep_every_character():
    text = "One two three"
    found = runs(text, [(4, 7, "mark"), (5, 13, "name")], [Note(1, "*", "n", HERE, "a", 3)])
    assert _kinds(found) == [("", "One"), ("note", "n"), ("", " "), ("mark", "two"), ("name", " three")]
    assert "".join(run.text for run in found if run.note is None) == text


def test_a_note_past_the_end_stands_at_the_end():
    assert _kinds(runs("ab", [], [Note(1, "*", "n", HERE, "a", 9)])) == [("", "ab"), ("note", "n")]


def test_an_empty_text_has_no_runs():
    assert runs("", []) == ()


def test_the_name_is_marked_in_the_lead_and_the_affiliation_after_it(report: Report):
    words = view_of(report).words
    assert _kinds(words["statement-1"]) == [
        ("name", "Sadako Ogata"),
        ("", ", "),
        ("affiliation", "Co-Chair of the Commission"),
        ("", ", made a presentation."),
    ]
    assert [run for run in words["point-1"] if run.kind] == []


def test_without_a_lead_the_name_is_marked_in_the_first_point(report: Report):
    assert _kinds(view_of(report).words["point-3"])[0] == ("name", "Amartia Sen")


def test_a_name_is_marked_where_the_words_of_attribution_stand(report: Report):
    """The family name alone, not an earlier word that happens to hold it."""
    assert _kinds(view_of(report).words["statement-100"]) == [
        ("", "Co-Chair "),
        ("name", "Ogata"),
        ("", " summarized as follows:"),
    ]


def test_an_office_is_marked_where_it_stands_for_the_name(report: Report):
    session = report.symposium.sessions[0]
    statement = next(block for block in session.blocks if getattr(block, "lead", ""))
    chair = msgspec.structs.replace(
        statement,
        lead="The Chair closed.",
        attribution=msgspec.structs.replace(statement.attribution, printed="The Chair"),
    )
    part = msgspec.structs.replace(session, blocks=(chair,))
    found = view_of(Report(msgspec.structs.replace(report.symposium, parts=(part,), notes=()), report.source))
    assert _kinds(found.words[chair.anchor]) == [("name", "The Chair"), ("", " closed.")]


def test_notes_stand_at_their_mark(report: Report):
    words = view_of(report).words
    assert _kinds(words["head-kind-3"]) == [("", "(Summary)"), ("note", "This is a translation.")]
    assert _kinds(words["narrative-2"])[:2] == [
        ("", "The Commission agreed on"),
        ("note", "Adopted on the second day."),
    ]


def test_matched_words_are_marked(report: Report):
    extract = report.appendix[1].extracts[0]
    assert _kinds(extract_runs(extract)) == [("mark", "Refugees"), ("", " need "), ("mark", "protection"), ("", ".")]


@pytest.mark.parametrize(("label", "shown"), [("--", ""), ("- -", ""), ("(1)", "(1)"), ("3. --", "3."), ("", "")])
def test_a_dash_gives_way_to_the_number_of_the_point(label: str, shown: str):
    assert shown_label(label) == shown


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("See https://a.example/x?y=1&z=(2).", "https://a.example/x?y=1&z=(2)"),
        ("(at http://a.example)", "http://a.example"),
        ("“https://a.example/b”, he said", "https://a.example/b"),
        ("no address: a.example", None),
    ],
)
def test_addresses_that_the_text_spells_out_are_marked(text: str, address: str | None, report: Report) -> None:
    section = msgspec.structs.replace(report.symposium.parts[0], blocks=(Narrative(text, HERE, "narrative-1"),))
    found = words_of(msgspec.structs.replace(report.symposium, parts=(section,), notes=()))["narrative-1"]
    assert [run.text for run in found if run.kind == "address"] == ([address] if address else [])
    assert "".join(run.text for run in found) == text


@pytest.mark.parametrize(
    ("lead", "shown"),
    [
        ([("name", "Ann Wu"), ("", ":")], "Ann Wu"),
        ([("", "For the motion, "), ("name", "Ann Wu"), ("", " –")], "For the motion, Ann Wu"),
        ([("name", "Ann Wu"), ("", " noted as follows:")], "Ann Wu noted as follows:"),
        ([("name", "Ann Wu")], "Ann Wu"),
        ([("", "They asked:")], "They asked:"),
    ],
)
def test_a_name_alone_loses_the_mark_behind_it(lead: list[tuple[str, str]], shown: str):
    assert "".join(run.text for run in bare_lead(tuple(Run(*each) for each in lead))) == shown


def test_a_point_that_goes_on_from_its_lead_stands_on_its_line_but_in_word(report: Report, style: HouseStyle):
    session = report.symposium.sessions[1]
    said = msgspec.structs.replace(
        session.blocks[0], lead="Co-Chair Ogata –", points=(Point(4, "a list of materials", HERE),)
    )
    part = msgspec.structs.replace(session, blocks=(said,))
    turned = msgspec.structs.replace(report, symposium=msgspec.structs.replace(report.symposium, parts=(part,)))
    web = html.fromstring(render(turned, style, medium="web"))
    assert [" ".join(each.text_content().split()) for each in web.find_class("statement")] == [
        "4 Co-Chair Ogata – a list of materials"
    ]
    assert web.find_class("lead")[0].get("id") == said.anchor
    assert '<p class="lead" id="statement-100">' in render(turned, style, medium="word")
