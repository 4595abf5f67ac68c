"""A text read as far as a test needs it, and small ways to say what was read."""

from collections.abc import Iterator
from typing import NamedTuple

from hsreport.parse.body import Read, understand
from hsreport.parse.paragraphs import Paragraph, paragraphs
from hsreport.parse.speech.voices import heard
from hsreport.read.source import source_from_bytes

ROSTER = "Session 1: Rent\n\nModerator: Ana Lima, Rector\nSpeakers: Bob Stone, poet; Carla Ruiz, Minister of Labour\n\n"
"""Three people, one of each kind of part, for texts that are about something else."""


def written(text: str, name: str = "any.txt") -> tuple[Paragraph, ...]:
    """The paragraphs of a text."""
    return paragraphs(source_from_bytes(text.encode(), name).lines)


def read(text: str, name: str = "any.txt") -> Read:
    """A text read by all steps."""
    return understand(written(text, name))


def names(found: Read) -> list[str]:
    """The cast by name."""
    return [member.name.display for member in found.form.cast.members]


class Turn(NamedTuple):
    """What a paragraph was read as, with those who speak in it."""

    kind: str
    who: str = ""


def turns(found: Read) -> Iterator[Turn]:
    """Each paragraph: its kind, and the family names of its voices: "Stone | Ruiz", "Stone + Ruiz" for both at once."""
    members = found.form.cast.members
    for verdict in found.verdicts:
        voices = (" + ".join(members[number].name.family for number in each.who) for each in verdict.stretches)
        yield Turn(verdict.kind.value, " | ".join(voices))


class Said(NamedTuple):
    """A voice of a sentence."""

    who: str
    clue: str
    words: str


def said(sentence: str, found: Read) -> list[Said]:
    """The voices of a sentence that stands at the end of a text."""
    members = found.form.cast.members
    voices = heard(sentence, found.form.setting(len(found.paragraphs) - 1)).voices
    bounds = [*(voice.start for voice in voices), len(sentence)][1:]
    return [
        Said(
            voice.who if isinstance(voice.who, str) else " + ".join(members[each].name.family for each in voice.who),
            voice.clue,
            sentence[voice.start : end].strip(),
        )
        for voice, end in zip(voices, bounds, strict=True)
    ]
