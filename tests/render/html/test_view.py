"""What the templates show: contents, rosters, tables."""

import msgspec

from hsreport.model import Report, Section, Session, SourceRecord, Symposium
from hsreport.render.html.view import BESIDE, ContentsLine, roster_groups, view_of
from hsreport.render.style.tokens import HouseStyle
from hsreport.values import Role, SourceSpan

HERE = SourceSpan(1, 1)


def test_a_roster_line_without_a_role_goes_with_the_one_above_unless_its_part_is_another(report: Report):
    session = report.symposium.sessions[0]
    led = msgspec.structs.replace(session.roster[2], role=Role.LEAD_OFF, printed="Kim Lee")
    groups = roster_groups(msgspec.structs.replace(session, roster=(*session.roster[:2], led, session.roster[2])))
    assert [(group.role, [person.printed.split(",")[0] for person in group.people]) for group in groups] == [
        ("Moderator", ["Yozo Yokota"]),
        ("Lead-off", ["Sadako Ogata", "Kim Lee"]),
        ("", ["Amartya Sen"]),
    ]


def test_a_roster_that_starts_without_a_role_gets_the_roles_name(report: Report):
    session = report.symposium.sessions[0]
    unnamed = msgspec.structs.replace(session, roster=session.roster[2:])
    assert [group.role for group in roster_groups(unnamed)] == ["Speaker"]


def test_a_part_that_a_sentence_gives_is_not_printed_as_a_roster(report: Report):
    session = report.symposium.sessions[0]
    silent = tuple(msgspec.structs.replace(person, printed="") for person in session.roster)
    assert roster_groups(msgspec.structs.replace(session, roster=silent)) == ()


def test_the_contents_name_what_there_is(report: Report, bare_report: Report):
    assert [line.anchor for line in view_of(report, HouseStyle(draft=True)).contents] == [
        "glance",
        "section-2",
        "section-3",
        "session-1",
        "session-concluding",
        "speaker-index",
        "thematic-appendix",
        "editorial-notes",
    ]
    assert [line.anchor for line in view_of(bare_report).contents] == []
    assert view_of(report).contents[0] is BESIDE["glance"]
    assert "notes" not in view_of(report).back


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
    session = Session("1", "S", HERE, "session-1")
    report = Report(Symposium((), (*sections, session)), SourceRecord("a.txt", "", 1))
    assert [line.words for line in view_of(report).contents] == ["At a glance", "II.", "S"]
