"""A sound report has no findings; one that was broken is found out, with the anchor and the line."""

from collections.abc import Callable
from typing import Any

import pytest
from msgspec.structs import replace

from hsreport.check.record import check_record
from hsreport.model import Report, Session, Statement
from hsreport.values import Severity, SourceSpan
from tests import voiced

FAR = SourceSpan(900, 901)


def altered(values: tuple[Any, ...], kind: type, **changes: object) -> tuple[Any, ...]:
    """The values with the first one of a kind changed."""
    at = next(number for number, value in enumerate(values) if isinstance(value, kind))
    return (*values[:at], replace(values[at], **changes), *values[at + 1 :])


def with_session(report: Report, **changes: object) -> Report:
    return replace(
        report, symposium=replace(report.symposium, parts=altered(report.symposium.parts, Session, **changes))
    )


def with_statement(report: Report, **changes: object) -> Report:
    session = report.symposium.sessions[0]
    return with_session(report, blocks=altered(session.blocks, Statement, **changes))


def with_point(report: Report, **changes: object) -> Report:
    statement = next(block for block in report.symposium.sessions[0].blocks if isinstance(block, Statement))
    point, *others = statement.points
    return with_statement(report, points=(replace(point, **changes), *others))


def without(values: dict[int, tuple[str, ...]], key: int) -> dict[int, tuple[str, ...]]:
    return {each: value for each, value in values.items() if each != key}


BROKEN: dict[str, tuple[Callable[[Report], Report], str, str]] = {
    "a point's number": (lambda it: with_point(it, number=41), "HS511", "point 41 stands where point 1 should"),
    "an anchor used twice": (
        lambda it: with_session(it, anchor="statement-1"), "HS512", "two places have the anchor “statement-1”"
    ),
    "a locator without a place": (
        lambda it: replace(it, symposium=replace(it.symposium, parts=it.symposium.parts[:-1])),
        "HS513",
        "no place has the anchor “point-37”",
    ),
    "a see reference without an entry": (
        lambda it: replace(it, speaker_index=tuple(e for e in it.speaker_index if e.heading != "Geremek, Bronislaw")),
        "HS513",
        "no place has the anchor “speaker-geremek-bronislaw”",
    ),
    "a point whose speaker is gone": (
        lambda it: replace(it, speakers=tuple(each for each in it.speakers if each.id != "geremek-bronislaw")),
        "HS514",
        "point 4 and speaker “geremek-bronislaw” do not know of one another",
    ),
    "a speaker whose point is another's": (
        lambda it: replace(it, said_by=without(it.said_by, 4)),
        "HS514",
        "point 4 and speaker “geremek-bronislaw” do not know of one another",
    ),
    "a session beyond the source": (lambda it: with_session(it, span=FAR), "HS515", "does not lie within lines 1 to 160"),
    "a statement outside its session": (lambda it: with_statement(it, span=FAR), "HS515", "does not lie within lines"),
    "a point outside its statement": (lambda it: with_point(it, span=FAR), "HS515", "“point-1” does not lie within lines"),
    "parts out of order": (
        lambda it: replace(it, symposium=replace(it.symposium, parts=it.symposium.parts[::-1])),
        "HS515",
        "does not lie within lines after",
    ),
}  # fmt: skip


def test_the_seed_is_sound(report: Report) -> None:
    assert check_record(report) == ()


@pytest.mark.parametrize("case", BROKEN)
def test_what_is_broken_is_found(report: Report, case: str) -> None:
    break_it, code, words = BROKEN[case]
    found = [each for each in check_record(break_it(report)) if each.code == code]
    assert found
    assert any(words in each.message for each in found), found
    assert {each.severity for each in found} == {Severity.ERROR}


def test_a_report_with_voices_is_sound() -> None:
    assert check_record(voiced.report()) == ()


def with_voices(*places: tuple[int, int]) -> Report:
    """The report whose first point has its first voices in other places."""
    report = voiced.report()
    old = voiced.MIXED.voices
    voices = (
        *(replace(voice, start=at, end=end) for voice, (at, end) in zip(old, places, strict=False)),
        *old[len(places) :],
    )
    return replace(report, symposium=with_point(report, voices=voices).symposium)


@pytest.mark.parametrize("places", [((0, 900),), ((0, 90), (40, 112)), ((-1, 20),), ((20, 10),)])
def test_voices_that_overlap_or_reach_beyond_their_words_are_found(places: tuple[tuple[int, int], ...]) -> None:
    assert [(each.code, each.anchor) for each in check_record(with_voices(*places))] == [("HS516", "point-1")]


def test_a_voice_that_nobody_accounts_for_is_found() -> None:
    found = check_record(replace(voiced.report(), voiced_by={1: ("kay-ana",)}))
    assert [each.code for each in found] == ["HS516"]


def test_a_voice_outside_the_lines_of_its_point_is_found() -> None:
    voices = (replace(voiced.MIXED.voices[0], span=FAR), *voiced.MIXED.voices[1:])
    assert [each.code for each in check_record(with_point(voiced.report(), voices=voices))] == ["HS515"]
