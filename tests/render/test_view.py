"""What the templates show: words in runs, locators, tables."""

import msgspec
import pytest

from hsreport.model import HeadItem, HeadKind, Locator, Note, Report, Section, Session
from hsreport.render.view import (
    AT_A_GLANCE,
    ContentsLine,
    Run,
    extract_runs,
    place_of,
    roster_groups,
    runs,
    shown_label,
    view_of,
)
from hsreport.values import SourceSpan

HERE = SourceSpan(1, 1)


def _kinds(found: tuple[Run, ...]) -> list[tuple[str, str]]:
    return [(run.kind, run.text) for run in found]


def _points(*numbers: int) -> list[Locator]:
    return [Locator(f"point-{number}", number) for number in numbers]


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


def test_an_office_is_marked_where_no_name_is_given(report: Report):
    session = report.symposium.sessions[0]
    statement = next(block for block in session.blocks if getattr(block, "lead", ""))
    chair = msgspec.structs.replace(
        statement,
        lead="The Chair closed.",
        attribution=msgspec.structs.replace(statement.attribution, printed="The Chair", name=None, office="Chair"),
    )
    part = msgspec.structs.replace(session, blocks=(chair,))
    found = view_of(Report(msgspec.structs.replace(report.symposium, parts=(part,), notes=()), report.source))
    assert _kinds(found.words[chair.anchor]) == [("", "The "), ("name", "Chair"), ("", " closed.")]


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


def test_a_roster_line_without_a_role_goes_with_the_one_above(report: Report):
    groups = roster_groups(report.symposium.sessions[0])
    assert [(group.role, [person.name.printed for person in group.people]) for group in groups] == [
        ("Moderator", ["Yozo Yokota"]),
        ("Lead-off", ["Sadako Ogata", "Amartya Sen"]),
    ]


def test_a_roster_that_starts_without_a_role_gets_the_roles_name(report: Report):
    session = report.symposium.sessions[0]
    unnamed = msgspec.structs.replace(session, roster=session.roster[2:])
    assert [group.role for group in roster_groups(unnamed)] == ["Speaker"]


def test_a_part_that_a_sentence_gives_is_not_printed_as_a_roster(report: Report):
    session = report.symposium.sessions[0]
    silent = tuple(msgspec.structs.replace(person, printed="") for person in session.roster)
    assert roster_groups(msgspec.structs.replace(session, roster=silent)) == ()


def test_points_in_a_row_are_a_range_from_three_on():
    place = place_of(_points(1, 2, 4, 5, 6, 9), {})
    assert [(each.first, each.last) for each in place.points] == [("1", ""), ("2", ""), ("4", "6"), ("9", "")]
    assert (place.points[2].first_anchor, place.points[2].last_anchor) == ("point-4", "point-6")
    assert place.pages == ()


def test_pages_in_a_row_are_a_range_from_two_on():
    pages = {"point-1": "3", "point-2": "3", "point-3": "4", "point-7": "9"}
    place = place_of(_points(1, 2, 3, 7), pages)
    assert [(each.first, each.last) for each in place.pages] == [("3", "4"), ("9", "")]
    assert place.several_pages


def test_roman_pages_make_no_range():
    place = place_of([Locator("a"), Locator("b")], {"a": "iii", "b": "iv"})
    assert [each.first for each in place.pages] == ["iii", "iv"]
    assert place.bare == ("a", "b")


def test_one_page_is_one_page():
    assert not place_of(_points(1, 2), {"point-1": "3", "point-2": "3"}).several_pages


def test_the_contents_name_what_there_is(report: Report, bare_report: Report):
    assert [line.anchor for line in view_of(report).contents] == [
        "glance",
        "section-2",
        "section-3",
        "session-1",
        "session-concluding",
        "speaker-index",
        "thematic-appendix",
        "editorial-notes",
        "colophon",
    ]
    assert [line.anchor for line in view_of(bare_report).contents] == ["colophon"]
    assert view_of(report).contents[0] is AT_A_GLANCE


def test_at_a_glance_names_each_person_once_in_the_first_column_that_is_theirs(report: Report):
    first, last = view_of(report).glance
    assert first.people == (("Yozo Yokota",), ("Sadako Ogata",), ("Amartya Sen",))
    assert last.people == ((), (), ("Sadako Ogata",))
    assert (first.points, last.points) == (3, 3)


def test_the_matrix_counts_strong_assignments_by_session(report: Report):
    (matrix,) = view_of(report).matrices
    assert [column.short for column in matrix.columns] == ["Session 1", "Concluding Session"]
    assert [(row.label, row.counts, row.total) for row in matrix.rows] == [
        ("Education", (1, 0), 1),
        ("Protection", (2, 1), 3),
    ]


def test_many_sessions_take_several_matrices_of_like_width(make_report):
    matrices = view_of(make_report(6)).matrices
    assert [len(matrix.columns) for matrix in matrices] == [6, 6]
    assert view_of(make_report(6)).matrices[0].rows[0].total == 1


def test_the_index_is_grouped_by_letter(report: Report):
    assert [(letter, len(entries)) for letter, entries in view_of(report).letters] == [
        ("O", 1),
        ("S", 2),
        ("T", 1),
        ("Y", 1),
    ]


def test_a_running_head_is_cut_between_words():
    title = "On the many ways in which people and states may come to live in security together"
    line = ContentsLine(1, "Session 1:", title, "a")
    assert line.head == "Session 1: On the many ways in which people and states may come …"
    assert ContentsLine(1, "I.", "Short", "a").head == "I. Short"


def test_a_part_without_title_and_label_is_not_in_the_contents():
    sections = (Section("", HERE, "section-1"), Section("", HERE, "section-2", "II."))
    head = (HeadItem(HeadKind.TITLE, "T", HERE), HeadItem(HeadKind.TITLE, "U", HERE))
    session = Session("1", "S", HERE, "session-1")
    from hsreport.model import SourceRecord, Symposium

    report = Report(Symposium(head, (*sections, session)), SourceRecord("a.txt", "", 1))
    assert [line.words for line in view_of(report).contents] == ["At a glance", "II.", "S", "Colophon"]
