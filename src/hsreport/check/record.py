"""Whether a `Report` is sound: everything it refers to is there, and everything stands where it says.

What is found here is a fault of the program, not of the summary; a sound report has no findings of this kind.
"""

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from hsreport.entries import IndexEntry, Locator
from hsreport.findings import finding, in_order
from hsreport.model import Point, Report, Session, Statement, Symposium
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
    yield from (finding("HS512", None, place=anchor) for anchor, times in places.items() if anchor and times > 1)
    lost = {anchor for anchor in _references(report) if anchor not in places}
    yield from (finding("HS513", None, place=anchor) for anchor in sorted(lost))


def _places(report: Report) -> Iterator[str]:
    symposium = report.symposium
    blocks = [block.anchor for _, block in symposium.walk()]
    yield from blocks
    yield from (item.anchor for item in symposium.head)
    # A part that a sentence of the narrative gives stands at that narrative.
    yield from {each.anchor for each in symposium.events}.difference(blocks)
    for part in symposium.parts:
        yield part.anchor
        yield from (each.anchor for each in (part.roster if isinstance(part, Session) else ()))
    yield from (point.anchor for point in _points(symposium))
    yield from (entry.anchor for entry in report.speaker_index if isinstance(entry, IndexEntry))
    yield from (entry.anchor for entry in report.appendix)


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
    """Who said a point is a speaker of the report, who has the point, and both are there."""
    points = {point.number: point.span for point in _points(report.symposium)}
    said = {(number, speaker) for number, speakers in report.said_by.items() for speaker in speakers}
    listed = {(number, speaker.id) for speaker in report.speakers for number in speaker.points}
    both = said & listed
    for number, speaker in sorted(said | listed):
        if (number, speaker) not in both or number not in points:
            yield finding("HS514", points.get(number), number=number, speaker=speaker)


def _spans(report: Report) -> Iterator[Finding]:
    """Spans lie within the source and within one another; parts come in the order of the source."""
    for outer, inner, anchor in _nesting(report):
        if not outer.first <= inner.first <= inner.last <= outer.last:
            yield _misplaced(anchor, inner, f"lines {outer.first} to {outer.last}")
    for before, after in pairwise(report.symposium.parts):
        if after.span.first <= before.span.first:
            yield _misplaced(after.anchor, after.span, f"lines after {before.span.first}")


def _nesting(report: Report) -> Iterator[tuple[SourceSpan, SourceSpan, str]]:
    """What should hold what, outer and inner, with the anchor of the inner."""
    whole = SourceSpan(1, report.source.lines)
    for part in report.symposium.parts:
        yield whole, part.span, part.anchor
        for block in part.blocks:
            yield part.span, block.span, block.anchor
            points = block.points if isinstance(block, Statement) else ()
            yield from ((block.span, point.span, point.anchor) for point in points)


def _misplaced(anchor: str, span: SourceSpan, lines: str) -> Finding:
    return finding("HS515", span, anchor=anchor, place=anchor, lines=lines)


def _points(symposium: Symposium) -> Iterator[Point]:
    for _, block in symposium.walk():
        if isinstance(block, Statement):
            yield from block.points
