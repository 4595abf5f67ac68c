"""What became of every line of a source: the promise that no word is lost, for anyone to check."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from hsreport.model import HeadItem, Note, Passage, Picture, Report, Session
from hsreport.values import SourceSpan

_HAS_WORDS = re.compile(r"\w")
LOST = "lost"
"""What a line that nothing accounts for is called; the tests prove that there is none."""


class Fate(NamedTuple):
    """What a line became: in words, its kind in a word, and the anchor of the place."""

    words: str
    kind: str
    anchor: str = ""


def audit(report: Report, lines: Iterable[tuple[SourceSpan, str]]) -> str:
    """Print each line with its number and what it became, tab-separated; “7-9” where it is three of the source."""
    became = fates(report)
    return "".join(
        f"{_place(span)}\t{'; '.join(fate.words for fate in fate_of(became, span, text))}\t{text}\n"
        for span, text in lines
    )


def _place(span: SourceSpan) -> str:
    return str(span.first) if span.first == span.last else f"{span.first}-{span.last}"


def fate_of(became: Mapping[int, Sequence[Fate]], span: SourceSpan, text: str) -> Sequence[Fate]:
    """What became of a line; a line without a letter or a digit, as “>” in a mail, may be empty."""
    word = LOST if _HAS_WORDS.search(text) else "empty"
    return became.get(span.first, [Fate(word, word)])


def fates(report: Report) -> dict[int, list[Fate]]:
    """Map line numbers to what each line became; a line with a lead and a point became both."""
    became: dict[int, list[Fate]] = {}
    for span, fate in _fates(report):
        for line in range(span.first, span.last + 1):
            if fate not in became.setdefault(line, []):
                became[line].append(fate)
    return became


def _fates(report: Report) -> Iterator[tuple[SourceSpan, Fate]]:
    names = {speaker.id: speaker.name.display for speaker in report.speakers}
    for passage in report.symposium.passages():
        if passage.text or isinstance(passage.of, Picture) or (passage.of is passage.part and passage.part.label):
            yield passage.span, Fate(_became(passage, report, names), passage.kind, passage.anchor)
    yield from ((leftover.span, Fate("residue", "residue")) for leftover in report.symposium.residue)


def _became(passage: Passage, report: Report, names: Mapping[str, str]) -> str:
    """Say what a passage is."""
    part = (
        f"session {passage.part.id}"
        if isinstance(passage.part, Session)
        else passage.part and (passage.part.label or passage.part.title)
    )
    if passage.point:
        who = " and ".join(names[one] for one in report.said_by.get(passage.point.number, ()))
        return f"point {passage.point.number} of {who or 'nobody'}"
    if passage.person:
        return f"{passage.person.role} of {part}: {passage.person.name.display}"
    if isinstance(passage.of, HeadItem):
        return str(passage.of.kind)
    if isinstance(passage.of, Note):
        return f"note {passage.of.mark}".rstrip()
    if passage.attributions:
        return f"lead of {passage.attributions[0].printed}"
    return f"heading of {part}" if passage.of is passage.part else str(passage.kind)
