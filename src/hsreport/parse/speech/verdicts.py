"""What a paragraph was read as: its kind, and from where to where in it who speaks."""

from enum import StrEnum
from typing import NamedTuple

from hsreport.parse.cast.weighing import CERTAINTY
from hsreport.parse.paragraphs import Paragraph


class Kind(StrEnum):
    """What a paragraph is."""

    HEADING = "heading"
    ROSTER = "roster"
    LEAD = "lead"
    """It only names who speaks; what is said follows."""
    SPEECH = "speech"
    FLOOR = "floor"
    NARRATIVE = "narrative"
    DECISION = "decision"
    ACTION = "action"


class Stretch(NamedTuple):
    """From where to where in a paragraph's text somebody speaks, by which clue, how surely."""

    start: int
    end: int
    who: tuple[int, ...]
    clue: str
    score: float


class Verdict(NamedTuple):
    """What a paragraph is, and who speaks in it."""

    kind: Kind
    stretches: tuple[Stretch, ...] = ()
    words: int = 0
    """Where in its text the words begin that are said, behind a label."""
    candidates: tuple[int, ...] = ()
    """Who could have spoken, where nobody surely does."""


def speech(here: Paragraph, who: tuple[int, ...], clue: str, words: int = 0) -> Verdict:
    """A paragraph that is all of somebody's from the character `words` on."""
    return Verdict(Kind.SPEECH, (Stretch(words, len(here.text), who, clue, CERTAINTY[clue]),), words)
