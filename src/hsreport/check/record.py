"""Whether a `Report` is sound: everything it refers to is there, and everything stands where it says.

What is found here is a fault of the program, not of the summary; a sound report has no findings of this kind.
"""

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from hsreport.findings import finding, in_order
from hsreport.model import IndexEntry, Locator, Part, Point, Report, Session, Statement, Symposium
from hsreport.values import Finding, SourceSpan


def check_record(report: Report) -> tuple[Finding, ...]:
    """Findings HS511 to HS515, in the order of the source."""
    return in_order((*_numbers(report), *_anchors(report), *_speakers(report), *_spans(report)))


def _numbers(report: Report) -> Iterator[Finding]:
    """Points are numbered from 1 without a gap."""
    points = tuple(_points(report.symposium))
    for wanted, point in enumerate(points, 1):
        if point.number != wanted:
            yield finding("HS511", point.span, found=point.number, wanted=wanted)
            return


def _anchors(report: Report) -> Iterator[Finding]:
    """Every anchor belongs to one place, and every reference leads to one."""
    places = Counter(_places(report))
    yield from (finding("HS512", None, anchor=anchor) for anchor, times in places.items() if anchor and times > 1)
    lost = {anchor for anchor in _references(report) if anchor not in places}
    yield from (finding("HS513", None, anchor=anchor) for anchor in sorted(lost))


def _places(report: Report) -> Iterator[str]:
    symposium = report.symposium
    yield from (item.anchor for item in symposium.head)
    yield from (each.anchor for each in symposium.events if each.anchor not in _block_anchors(symposium))
    for part in symposium.parts:
        yield part.anchor
        if isinstance(part, Session):
            yield from (each.anchor for each in part.roster)
    yield from _block_anchors(symposium)
    yield from (point.anchor for point in _points(symposium))
    yield from (entry.anchor for entry in report.speaker_index if isinstance(entry, IndexEntry))
    yield from (entry.anchor for entry in report.appendix)


def _block_anchors(symposium: Symposium) -> tuple[str, ...]:
    return tuple(block.anchor for _, block in symposium.walk())


def _references(report: Report) -> Iterator[str]:
    yield from (note.anchor for note in report.symposium.notes if note.anchor)
    yield from (each.anchor for speaker in report.speakers for each in speaker.appearances)
    yield from (each.anchor for each in report.assignments)
    yield from (locator.anchor for locator in _locators(report))
    yield from (entry.anchor for entry in report.speaker_index)


def _locators(report: Report) -> Iterator[Locator]:
    for entry in report.speaker_index:
        if isinstance(entry, IndexEntry):
            yield from (locator for each in entry.subentries for locator in each.locators)
    yield from (extract.locator for entry in report.appendix for extract in entry.extracts)


def _speakers(report: Report) -> Iterator[Finding]:
    """Who said a point is a speaker of the report, and both sides agree on it."""
    points = {point.number: point for point in _points(report.symposium)}
    said = {(number, speaker) for number, speaker in report.said_by.items()}
    listed = {(number, speaker.id) for speaker in report.speakers for number in speaker.points}
    for number, speaker in sorted(said ^ listed):
        point = points.get(number)
        yield finding("HS514", point.span if point else None, number=number, speaker=speaker)
    yield from (
        finding("HS514", None, number=number, speaker=speaker)
        for number, speaker in said & listed
        if number not in points
    )


def _spans(report: Report) -> Iterator[Finding]:
    """Spans lie within the source and within one another, in order."""
    whole = SourceSpan(1, report.source.lines)
    for part in report.symposium.parts:
        yield from _nested(whole, part.span, part.anchor)
        yield from (_ for block in part.blocks for _ in _nested(part.span, block.span, block.anchor))
        yield from _within_statements(part)
    yield from (_ for before, after in pairwise(report.symposium.parts) for _ in _after(before, after))


def _within_statements(part: Part) -> Iterator[Finding]:
    for block in part.blocks:
        if isinstance(block, Statement):
            yield from (_ for point in block.points for _ in _nested(block.span, point.span, point.anchor))


def _nested(outer: SourceSpan, inner: SourceSpan, anchor: str) -> Iterator[Finding]:
    if not outer.first <= inner.first <= inner.last <= outer.last:
        yield finding("HS515", inner, anchor=anchor, place=f"lines {outer.first} to {outer.last}")


def _after(before: Part, after: Part) -> Iterator[Finding]:
    if after.span.first <= before.span.first:
        yield finding("HS515", after.span, anchor=after.anchor, place=f"lines after {before.span.first}")


def _points(symposium: Symposium) -> Iterator[Point]:
    for _, block in symposium.walk():
        if isinstance(block, Statement):
            yield from block.points
