"""Who has the floor while a document is read: the open turn, who owns which list, whom a pronoun means."""

from collections.abc import Sequence
from typing import NamedTuple

from hsreport.parse.cast.members import Member
from hsreport.parse.paragraphs import Paragraph
from hsreport.parse.speech.voices import Voice

_RECENT = 4
"""Of how many who spoke last a pronoun may mean one."""

CLEARLY = 0.9
"""How sure the voice of a sentence is that opens a turn by itself."""


class Owner(NamedTuple):
    """Whom items and paragraphs belong to that stand further right than `indent`."""

    indent: float
    who: tuple[int, ...]
    clue: str
    family: str = ""
    """The list that the owner's own line is an item of."""

    def owns(self, here: Paragraph) -> bool:
        """Whether a paragraph stands under the owner's line: further right, or in a list of another kind."""
        family = here.marks[-1].family if here.marks else ""
        return self.indent < here.indent or (self.indent == here.indent and self.family not in {"", family})


class Floor:
    """The state of a reading, paragraph after paragraph."""

    def __init__(self, members: Sequence[Member]) -> None:
        self._members = members
        self.turn: tuple[int, ...] = ()
        """Those who speak now."""
        self.by = ""
        """How their turn was opened: "label", "lead", "heading", "signed", "prose"."""
        self.opened = -9
        """The paragraph that opened it, the list it is an item of, and its indent."""
        self.family, self.indent = "", 0
        self.owners: list[Owner] = []
        self.recent: list[int] = []
        """Those who spoke in the session, the last at the end."""
        self.named: tuple[int, ...] = ()
        """Those whom the sentence before names, whether they speak or not."""

    def close(self) -> None:
        """End the turn: nobody has the floor, and no list has an owner."""
        self.turn, self.by, self.owners = (), "", []

    def clear(self) -> None:
        """Begin a session: nobody who spoke before is meant by a pronoun."""
        self.close()
        self.named, self.recent = (), []

    def open(self, who: tuple[int, ...], by: str, at: int, here: Paragraph | None = None) -> None:
        """Begin a turn, which owns the items that stand under the line `here`, or all where it is no item itself."""
        self.turn, self.by, self.opened = who, by, at
        self.family, self.indent = (here.family, here.indent) if here else ("", 0)
        self.recent += who
        if here is None or not (here.marks or (by == "lead" and here.indent)):
            self.owners = [Owner(-1, who, by, self.family)]
            return
        above = (owner for owner in self.owners if owner.owns(here))
        self.owners = [*above, Owner(here.indent, who, by, here.family)]

    def nest(self, who: tuple[int, ...], here: Paragraph) -> None:
        """Let somebody own what stands under an item, inside the list of another."""
        self.owners = [*(kept for kept in self.owners if kept.indent < here.indent), Owner(here.indent, who, "item")]

    def owner(self, here: Paragraph) -> Owner | None:
        """Whose list an item stands in."""
        return next((owner for owner in reversed(self.owners) if owner.owns(here)), None)

    def meant(self, voice: Voice, now: tuple[int, ...], named: tuple[int, ...] = ()) -> tuple[int, ...]:
        """The members of a voice; a pronoun is who speaks, else one who spoke, else the one whom the sentence before names."""
        if not isinstance(voice.who, str):
            return voice.who
        for candidate in (now, self.turn):
            if len(candidate) == 1 and self._fits(voice, candidate[0]):
                return candidate
        fitting = tuple(dict.fromkeys(number for number in named if self._fits(voice, number)))
        spoke = (number for number in reversed(self.recent[-_RECENT:]) if self._fits(voice, number, surely=True))
        last = next(spoke, None)
        if last is not None and (not fitting or last in fitting):
            return (last,)
        return fitting if len(fitting) == 1 else ()

    def may_be(self, voice: Voice, who: tuple[int, ...]) -> bool:
        """Whether a pronoun that begins an item can stand for its owner."""
        return not isinstance(voice.who, str) or voice.start > 0 or len(who) != 1 or self._fits(voice, who[0])

    def _fits(self, voice: Voice, number: int, *, surely: bool = False) -> bool:
        gender = self._members[number].gender
        return gender == ("m" if voice.who == "he" else "f") or (gender == "u" and not surely)


def opens(voice: Voice, *, owned: bool) -> bool:
    """Whether the voice that an item begins with is that of somebody other than the list's owner."""
    if voice.clue == "pronoun":
        return False
    return voice.score >= CLEARLY or (voice.score >= 0.65 and not voice.start and not owned)
