"""How well a vocabulary does: the themes that were found, held against those that a person marked."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

import msgspec

from hsreport.errors import SettingsError


class MarkedLine(msgspec.Struct, frozen=True):
    """A point by the line on which it starts, the themes it must have, and those that count neither way.

    Without `themes` the point is not marked for any.
    """

    line: int
    themes: tuple[str, ...] | None = None
    optional: tuple[str, ...] = ()


class Marks(msgspec.Struct, frozen=True):
    """A document with its marks; any other key of the file is passed over."""

    document: str
    """The source file, as seen from the marks or from a folder above them."""
    points: tuple[MarkedLine, ...]
    discussion_passages: tuple[MarkedLine, ...] = ()


class Tally(NamedTuple):
    """How often a theme was found where it is marked, where it is not, and missed."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    def __add__(self, other: object) -> "Tally":
        return Tally(*map(sum, zip(self, other, strict=True))) if isinstance(other, Tally) else NotImplemented

    @property
    def precision(self) -> float:
        """Of what was found, how much is right; 1 where nothing was found."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        """Of what is marked, how much was found; 1 where nothing is marked."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of the two."""
        total = 2 * self.right + self.wrong + self.missed
        return 2 * self.right / total if total else 1.0


def read_marks(data: bytes, file: str) -> Marks:
    """The marks in a JSON file; a `SettingsError` says what is wrong with it."""
    try:
        return msgspec.json.decode(data, type=Marks)
    except msgspec.DecodeError as wrong:
        raise SettingsError(
            f"no marks: {wrong}", file=file, hint="docs/reference/vocabulary.md shows the form"
        ) from None


def tallies(marks: Marks, found: Mapping[int, Iterable[str]]) -> dict[str, Tally]:
    """The tally of each theme that is marked or found; `found` gives the themes of a point by its line.

    Lines that are not marked count neither way.
    """
    total: dict[str, Tally] = {}
    for each in (*marks.points, *marks.discussion_passages):
        if each.themes is None:
            continue
        here, wanted = set(found.get(each.line, ())), set(each.themes)
        for theme in here | wanted:
            wrong = theme in here - wanted - set(each.optional)
            one = Tally(int(theme in here & wanted), int(wrong), int(theme in wanted - here))
            total[theme] = total.get(theme, Tally()) + one
    return total
