"""Inline mark-up of a source, carried from its lines to the passages that they were read as."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import accumulate

from msgspec.structs import replace

from hsreport.inline import Inline, InlineKind, clipped, in_order, is_followed, kept, moved, squeezed
from hsreport.model import Passage, PassageKind, Symposium
from hsreport.source import Line

_SET_BY_STYLE = frozenset((PassageKind.HEAD, PassageKind.HEADING, PassageKind.ROSTER, PassageKind.LEAD))
"""Passages whose looks a style gives."""
_BEHIND_NAME = 3
"""How many characters behind a name may still be part of the label that it is: a colon, a bracket."""


def attach_spans(symposium: Symposium, lines: Sequence[Line]) -> Symposium:
    """The symposium with what is marked in its passages; links that nobody can follow, and bold of a heading or a label, are left out; calls of notes again stay."""
    if not any(line.spans for line in lines):
        return symposium
    sheet, calls = _Sheet(lines), defaultdict[str, list[int]](list)
    for note in symposium.notes:
        calls[note.anchor].append(note.offset)
    found: dict[str, tuple[Inline, ...]] = {}
    for passage in symposium.passages():
        own = sheet.spans_of(passage, sorted(calls[passage.anchor]))
        again = symposium.spans.get(passage.anchor, ())
        if spans := in_order((*(each for each in own if not _plays_a_part(each, passage)), *again)):
            found[passage.anchor] = spans
    return replace(symposium, spans=found)


class _Sheet:
    """All lines as one text without spaces, and what is marked in it."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.first = list(accumulate((line.span.first for line in lines), max))
        self.last = list(accumulate((line.span.last for line in lines), max))
        self.text, self.starts, self.spans = "", [0], list[Inline]()
        texts: list[str] = []
        for line in lines:
            text, places = squeezed(line.text)
            there = range(self.starts[-1], self.starts[-1] + len(text))
            self.spans += clipped(line.spans, places, there)
            self.starts.append(self.starts[-1] + len(text))
            texts.append(text)
        self.text = "".join(texts)
        self.begins = [span.start for span in self.spans]
        self.reached = list(accumulate((span.end for span in self.spans), max))
        self.at = 0
        """Where the passage before ended."""

    def spans_of(self, passage: Passage, calls: Sequence[int]) -> Iterator[Inline]:
        """What is marked in a passage, whose words stand on its lines in one piece, or parted by calls of notes."""
        start = self.starts[bisect_left(self.last, passage.span.first)]
        end = self.starts[bisect_right(self.first, passage.span.last)]
        at = max(start, self.at if self.at < end else start)
        for first, last in zip((0, *calls), (*calls, len(passage.text)), strict=True):
            words, places = squeezed(passage.text[first:last])
            here = self.text.find(words, at, end)
            here = here if here >= 0 else self.text.find(words, start, end)
            if words and here < 0:
                near = kept([*moved(self._among(start, end), -start)], self.text[start:end], words)
                yield from clipped(near, range(len(words)), [first + place for place in places])
            if not words or here < 0:
                continue
            at = self.at = here + len(words)
            there = [first + place for place in places]
            yield from clipped(self._among(here, at), range(here, at), there)

    def _among(self, start: int, end: int) -> list[Inline]:
        """What is marked in a stretch of the text."""
        return self.spans[bisect_right(self.reached, start) : bisect_left(self.begins, end)]


def _plays_a_part(span: Inline, passage: Passage) -> bool:
    """Whether it is a link that leads nowhere, or what made a heading or a label of the words."""
    if span.kind is InlineKind.LINK:
        return not is_followed(span.address)
    whole = span.end - span.start == len(passage.text.strip())
    if passage.kind in _SET_BY_STYLE:
        return span.kind is InlineKind.STRONG or (span.kind is InlineKind.EMPHASIS and whole)
    names = [
        (passage.text.find(said, voice.start), len(said))
        for voice in passage.naming
        for said in (voice.attribution.printed,)
        if said
    ]
    return span.kind is InlineKind.STRONG and any(
        at >= 0 and at - _BEHIND_NAME <= span.start <= at and span.end <= at + length + _BEHIND_NAME
        for at, length in names
    )
