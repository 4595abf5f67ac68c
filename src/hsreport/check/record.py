"""Whether a `Report` is sound: everything it refers to is there, and everything stands where it says.

What is found here is a fault of the program, not of the summary; a sound report has no findings of this kind.
"""

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from hsreport.entries import IndexEntry, Locator
from hsreport.findings import finding, in_order
from hsreport.model import Report
from hsreport.values import Finding, SourceSpan


def check_record(report: Report) -> tuple[Finding, ...]:
    """Return findings HS511 to HS516, in the order of the source."""
    return in_order((*_numbers(report), *_anchors(report), *_speakers(report), *_spans(report), *_voices(report)))


def _numbers(report: Report) -> Iterator[Finding]:
    """Check that points are numbered from 1 without a gap."""
    points = filter(None, (passage.point for passage in report.symposium.passages()))
    for wanted, point in enumerate(points, 1):
        if point.number != wanted:
            yield finding("HS511", point.span, found=point.number, wanted=wanted)
            return


def _anchors(report: Report) -> Iterator[Finding]:
    """Check that every anchor belongs to one place, and every reference leads to one."""
    places = Counter(_places(report))
    yield from (finding("HS512", None, place=anchor) for anchor, times in places.items() if anchor and times > 1)
    lost = {anchor for anchor in _references(report) if anchor not in places}
    yield from (finding("HS513", None, place=anchor) for anchor in sorted(lost))


def _places(report: Report) -> Iterator[str]:
    passages = [passage.anchor for passage in report.symposium.passages()]
    yield from passages
    # A part that a sentence of the narrative gives stands at that narrative.
    yield from {event.anchor for event in report.symposium.events}.difference(passages)
    yield from (entry.anchor for entry in report.speaker_index if isinstance(entry, IndexEntry))
    yield from (entry.anchor for entry in report.appendix)


def _references(report: Report) -> Iterator[str]:
    yield from (note.anchor for note in report.symposium.notes if note.anchor)
    yield from (appearance.anchor for speaker in report.speakers for appearance in speaker.appearances)
    yield from (assigned.anchor for assigned in report.assignments)
    yield from (locator.anchor for locator in _locators(report))
    yield from (entry.anchor for entry in report.speaker_index)


def _locators(report: Report) -> Iterator[Locator]:
    for entry in report.speaker_index:
        if isinstance(entry, IndexEntry):
            yield from (locator for subentry in entry.subentries for locator in subentry.locators)
    yield from (extract.locator for entry in report.appendix for extract in entry.extracts)


def _speakers(report: Report) -> Iterator[Finding]:
    """Check that whoever said a point is a speaker of the report, who has the point, and both are there."""
    points = {passage.point.number: passage.span for passage in report.symposium.passages() if passage.point}
    said = {(number, speaker) for number, speakers in report.said_by.items() for speaker in speakers}
    listed = {(number, speaker.id) for speaker in report.speakers for number in speaker.points}
    both = said & listed
    for number, speaker in sorted(said | listed):
        if (number, speaker) not in both or number not in points:
            yield finding("HS514", points.get(number), number=number, speaker=speaker)


def _spans(report: Report) -> Iterator[Finding]:
    """Check that spans lie within the source and within one another; parts come in the order of the source."""
    for outer, inner, anchor in _nesting(report):
        if not outer.first <= inner.first <= inner.last <= outer.last:
            yield _misplaced(anchor, inner, f"lines {outer.first} to {outer.last}")
    for before, after in pairwise(report.symposium.parts):
        if after.span.first <= before.span.first:
            yield _misplaced(after.anchor, after.span, f"lines after {before.span.first}")


def _nesting(report: Report) -> Iterator[tuple[SourceSpan, SourceSpan, str]]:
    """Yield what should hold what, outer and inner, with the anchor of the inner."""
    whole = SourceSpan(1, report.source.lines)
    yield from ((whole, part.span, part.anchor) for part in report.symposium.parts)
    for passage in report.symposium.passages():
        if passage.part and passage.block:
            outer, inner = (passage.block, passage.point) if passage.point else (passage.part, passage.block)
            yield outer.span, inner.span, passage.anchor
            yield from ((passage.span, voice.span, passage.anchor) for voice in passage.voices)


def _voices(report: Report) -> Iterator[Finding]:
    """Check that the voices of a point are in order within its words, and each is somebody's or nobody's."""
    for passage in report.symposium.passages():
        ends = [place for voice in passage.voices for place in (voice.start, voice.end)]
        counted = not passage.point or len(report.voiced_by.get(passage.point.number, ())) in (
            0,
            len(passage.point.voices),
        )
        if ends != sorted(ends) or not all(0 <= end <= len(passage.text) for end in ends) or not counted:
            yield finding("HS516", passage.span, anchor=passage.anchor, place=passage.anchor)


def _misplaced(anchor: str, span: SourceSpan, lines: str) -> Finding:
    return finding("HS515", span, anchor=anchor, place=anchor, lines=lines)
