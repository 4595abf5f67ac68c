"""Inline mark-up: which words of a text are strong, stressed, struck, code or a link, and where they go when the text changes."""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from enum import StrEnum
from typing import NamedTuple

from msgspec.structs import replace

from hsreport.values import Value


class InlineKind(StrEnum):
    """What a format says of words; in this order, from the outside, where it says several things."""

    LINK = "link"
    STRONG = "strong"
    EMPHASIS = "emphasis"
    STRIKE = "strike"
    CODE = "code"


class Inline(Value, frozen=True):
    """Marked words of a text."""

    kind: InlineKind
    start: int
    """Offsets into the text: the first character, and the one behind the last."""
    end: int
    address: str = ""
    """Where a link leads."""


class Piece(NamedTuple):
    """Words of one look: each thing that their format says of them, with the address where that is a link."""

    text: str
    looks: frozenset[tuple[InlineKind, str]] = frozenset()
    names: bool = False
    """Whether their format says that they name who wrote what follows."""

    @property
    def bold(self) -> bool:
        return (InlineKind.STRONG, "") in self.looks


ADDRESS = re.compile(r"(?:https?://|mailto:)[^\s<>\"{}|\\^`\x00-\x20\x7f-\x9f]+", re.IGNORECASE)
_UNSEEN = frozenset(("-", "\u00ad", "\ufffe", "\uffff", *map(chr, (*range(32), *range(127, 160)))))
"""What a line end may have put between words or into them, and what no page can hold."""


def is_followed(address: str) -> bool:
    """Tell whether readers can follow an address: one of the web, or of mail."""
    return ADDRESS.fullmatch(address) is not None


def is_shown(address: str, words: str) -> bool:
    """Whether the words of a link say where it leads, or it leads to a place of the same document."""
    bare = (address.partition(":")[2] or address).strip("/")
    return address.startswith("#") or bare in {words.strip("/ "), words.partition(":")[2].strip("/ ")}


def text_of(pieces: Iterable[Piece]) -> str:
    """All words of some pieces."""
    return "".join(piece.text for piece in pieces)


def inlines_of(pieces: Iterable[Piece]) -> tuple[Inline, ...]:
    """Return what is marked in the text that pieces make, without the spaces around marked words."""
    found: list[Inline] = []
    going: dict[tuple[InlineKind, str], int] = {}
    text = ""
    for piece in (*pieces, Piece("")):
        for look in [look for look in going if look not in piece.looks]:
            start = going.pop(look)
            words = text[start:].strip()
            start += text[start:].find(words)
            found += [Inline(look[0], start, start + len(words), look[1])] if words else []
        going |= {look: len(text) for look in piece.looks if look not in going}
        text += piece.text
    return in_order(found)


def in_order(inlines: Iterable[Inline]) -> tuple[Inline, ...]:
    """Return them by place, longer ones first."""
    order = list(InlineKind)
    return tuple(sorted(inlines, key=lambda each: (each.start, -each.end, order.index(each.kind), each.address)))


# --- Where words go --------------------------------------------------------------------------------


def squeezed(text: str) -> tuple[str, Sequence[int]]:
    """Return a text without what line ends do to it, and the place in the text of each character that is left."""
    places = [at for at, letter in enumerate(text) if letter not in _UNSEEN and not letter.isspace()]
    return "".join(text[at] for at in places), places


def put(inlines: Iterable[Inline], words: str, text: str) -> tuple[Inline, ...]:
    """Return what is marked in a text that ends in these words, whatever became of their spaces."""
    inlines = tuple(inlines)
    if not inlines:
        return ()
    (said, places), (shown, there) = squeezed(words), squeezed(text)
    at = shown.rfind(said)
    return tuple(clipped(inlines, places, there[at : at + len(said)])) if at >= 0 else ()


def clipped(inlines: Iterable[Inline], places: Sequence[int], there: Sequence[int]) -> Iterable[Inline]:
    """Yield what is marked of the characters that stand at `places`, at the places where each of them now stands."""
    for each in inlines:
        first, last = bisect_left(places, each.start), bisect_left(places, each.end) - 1
        if first <= last:
            yield replace(each, start=there[first], end=there[last] + 1)


def cut(inlines: Iterable[Inline], start: int, end: int) -> tuple[Inline, ...]:
    """Return what is marked between two places of a text, counted from the first of them."""
    return tuple(
        replace(each, start=max(each.start, start) - start, end=min(each.end, end) - start)
        for each in inlines
        if each.start < end and each.end > start
    )


def moved(inlines: Iterable[Inline], by: int) -> Iterator[Inline]:
    """Yield what is marked, so many characters further on."""
    return (replace(each, start=each.start + by, end=each.end + by) for each in inlines)


def moves(old: str, new: str) -> Callable[[int], int]:
    """Return a function that says where a place of a text is after an edit."""
    steps = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()

    def place_of(place: int) -> int:
        start, new_start, new_end = next(((i, k, m) for _, i, j, k, m in steps if place <= j), (0, 0, 0))
        return min(new_start + place - start, new_end)

    return place_of


def kept(inlines: Sequence[Inline], old: str, new: str) -> tuple[Inline, ...]:
    """Return what is still marked after an edit: words that it left alone."""
    if not inlines or old == new:
        return tuple(inlines)
    place_of = moves(old, new)
    after = (replace(each, start=place_of(each.start), end=place_of(each.end)) for each in inlines)
    return tuple(
        now for was, now in zip(inlines, after, strict=True) if old[was.start : was.end] == new[now.start : now.end]
    )
