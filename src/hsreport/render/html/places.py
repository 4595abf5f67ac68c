"""Where an index entry points, as print has it: points and pages, those in a row drawn together."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from hsreport.entries import Locator


class Stretch(NamedTuple):
    """One number, or the first and the last of several that follow one another; each with its anchor."""

    first: str
    first_anchor: str
    last: str = ""
    last_anchor: str = ""


class Locations(NamedTuple):
    """Where an entry points: points, and the pages they are on where pages are known; else bare anchors."""

    points: tuple[Stretch, ...]
    pages: tuple[Stretch, ...]
    bare: tuple[str, ...]

    @property
    def several_pages(self) -> bool:
        return len(self.pages) > 1 or any(page.last for page in self.pages)


def locations_of(locators: Sequence[Locator], pages: Mapping[str, str]) -> Locations:
    """Draw locators together as print has them: three or more points in a row as a range (10–12), and two or more pages (5–6)."""
    points = [(str(locator.number), locator.anchor) for locator in locators if locator.number is not None]
    on_page: dict[str, str] = {}
    for locator in locators:
        if locator.anchor in pages:
            on_page.setdefault(pages[locator.anchor], locator.anchor)
    return Locations(
        points=_stretches(points, shortest=3),
        pages=_stretches(tuple(on_page.items()), shortest=2),
        bare=tuple(locator.anchor for locator in locators if locator.number is None),
    )


def _stretches(numbered: Sequence[tuple[str, str]], shortest: int) -> tuple[Stretch, ...]:
    """Collapse numbers that follow one another into ranges, from `shortest` numbers on."""
    found: list[Stretch] = []
    for row in _rows(numbered):
        if len(row) < shortest:
            found.extend(Stretch(*pair) for pair in row)
        else:
            found.append(Stretch(*row[0], *row[-1]))
    return tuple(found)


def _rows(numbered: Sequence[tuple[str, str]]) -> Iterator[list[tuple[str, str]]]:
    """Cut a sequence wherever a number does not follow the one before it; what is no number stands alone."""
    return ([pair for _, pair in row] for _, row in groupby(enumerate(numbered), _lead_over_place))


def _lead_over_place(placed: tuple[int, tuple[str, str]]) -> object:
    """Compute a key that numbers that follow one another share."""
    at, (number, _) = placed
    return int(number) - at if number.isdecimal() else number
