"""How sure the reading of a summary is as a whole: one line that says whether it can be relied on."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from hsreport.language import saying
from hsreport.model import Narrative, Report, Statement

SURE = 0.8
"""The score from which on a voice is sure; below it, it is likely."""
MOSTLY_OPEN = 0.2
"""The share of paragraphs that are probably speech and given to nobody from which on all narrative is in doubt."""
_SHORTEST = 5
"""Words that a paragraph must have for somebody to say something in it."""
_SPOKEN = re.compile(r"\b(?:I|we|my|our|you)\b|[A-Za-z]['’](?:m|ve|re)\b")
_QUOTED = re.compile(r"[\"“«]")
_WORD = re.compile(r"[a-z]+")
_ANY, _SAYS, _FIRST_PERSON, _QUOTES, _IN_DOUBT = 0.15, 0.2, 0.35, 0.2, 0.3
"""How much more often than others paragraphs hold a statement that were read as narrative: any, those with a verb of saying, with
“I” or “we”, with a quotation, with a finding that names who could speak: near the shares of such paragraphs in marked documents."""
_OUTSIDE = 0.6
"""What is left of that outside the sessions of a document that has some."""
_DOUBTED = 0.3
"""From which on such a paragraph alone counts as open."""


class Sureness(NamedTuple):
    """How many statements were surely given to the right person, how many probably, and how many paragraphs are open."""

    sure: int
    likely: int
    open: int

    @property
    def total(self) -> int:
        return self.sure + self.likely + self.open

    @property
    def mostly_open(self) -> bool:
        return 2 * self.open >= self.total

    def __str__(self) -> str:
        counts = f"{self.total} statement{'' if self.total == 1 else 's'}: {self.sure} sure, {self.likely} likely, {self.open} open"
        return f"{counts}; most of it is open" if self.mostly_open else counts


def sureness(report: Report) -> Sureness:
    """How sure the reading is, told from the text alone.

    Open is a paragraph of which a finding says that somebody could speak in it, or that reads like speech and was given to nobody; in
    a document where many are, every paragraph that nobody was found to say.
    """
    scores = list(_scores(report))
    doubts = [doubt for _, doubt in _doubts(report)]
    expected = sum(doubts)
    if not scores or expected >= MOSTLY_OPEN * (expected + len(scores)):
        return Sureness(0, len(scores), max(len(doubts), len(scores)))
    sure = sum(score >= SURE for score in scores)
    return Sureness(sure, len(scores) - sure, sum(doubt >= _DOUBTED for doubt in doubts))


def _scores(report: Report) -> Iterator[float]:
    """How sure each statement is: that of the least sure of its voices; 0 where it is nobody's."""
    for statement in (block for _, block in report.symposium.walk() if isinstance(block, Statement)):
        for point in statement.points:
            known = bool(report.said_by.get(point.number))
            yield min((voice.score for voice in statement.voices_of(point)), default=0.0) if known else 0.0


def open_lines(report: Report) -> set[int]:
    """The lines on which paragraphs begin that count as open."""
    return {line for line, doubt in _doubts(report) if doubt >= _DOUBTED}


def _doubts(report: Report) -> Iterator[tuple[int, float]]:
    """For each paragraph of narrative its line, and how probable it is that it holds a statement."""
    in_doubt = {each.span.first for each in report.findings if each.code == "HS208" and each.span}
    parted = bool(report.symposium.sessions)
    for session, block in report.symposium.walk():
        if isinstance(block, Narrative) and not block.discussion and not _tells_of_the_event(block.text):
            place = _OUTSIDE if parted and session is None else 1.0
            yield block.span.first, place * _doubt(block.text, named=block.span.first in in_doubt)


def _tells_of_the_event(text: str) -> bool:
    """Whether a paragraph is too short to hold a statement, or tells of the event itself: who came, when it ended."""
    start = text.lstrip("*_ ")
    return len(text.split()) < _SHORTEST or bool(saying.NARRATIVE.match(text) or saying.OTHER.match(start))


def _doubt(text: str, *, named: bool) -> float:
    words = set(_WORD.findall(text))
    return (
        _ANY
        + _SAYS * bool(words & saying.SAY)
        + _FIRST_PERSON * bool(_SPOKEN.search(text))
        + _QUOTES * bool(_QUOTED.search(text))
        + _IN_DOUBT * named
    )
