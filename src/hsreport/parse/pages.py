"""The lines of a source as they were before they were set on pages: numbers of lines, quotation marks of mail, columns."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from msgspec.structs import replace

from hsreport.source import Line

_LINE_NUMBER = re.compile(r"\s{0,4}(?P<number>\d{1,2})(?:\s+|$)")
_FEWEST = 10
"""How many lines in a row count on, at least, where a page has its lines numbered."""
_GOING_ON = 0.2
"""The share of such lines that begin in lower case, at least: a list of numbered items has none."""
_ONE_COLUMN = 0.8
"""The share of lines whose words begin in one column, at most, where they may all begin with a capital."""
_FOOT = 5
"""How many lines may stand between two pages."""


class Numbered(NamedTuple):
    """Which lines of a source begin with their number on the page, and which stand between such pages."""

    ends: dict[int, int]
    """By the place of a line, where its number ends."""
    between: frozenset[int]


def numbered(lines: Sequence[Line]) -> Numbered:
    """Find the pages of a transcript that number their lines: two or more that begin with 1, ten lines or more each."""
    pages = [page for page in _counting(lines) if len(page) >= _FEWEST]
    ends = {at: found.end() for page in pages for at in page if (found := _LINE_NUMBER.match(lines[at].text))}
    words = {at: text for at, end in ends.items() if (text := lines[at].text[end:])}
    one_column = max(Counter(ends[at] for at in words).values(), default=0) > _ONE_COLUMN * len(words)
    if len(pages) < 2 or (one_column and sum(text[0].islower() for text in words.values()) < _GOING_ON * len(words)):
        return Numbered({}, frozenset())
    gaps = [range(before[-1] + 1, after[0]) for before, after in pairwise(pages)]
    between = (at for gap in gaps for at in gap if sum(bool(lines[each].text.strip()) for each in gap) <= _FOOT)
    return Numbered(ends, frozenset(between))


def _counting(lines: Sequence[Line]) -> Iterator[list[int]]:
    """The places of lines whose numbers count from 1 on, with nothing but empty lines between."""
    page: list[int] = []
    for at, line in enumerate(lines):
        found = None if line.own or line.heading or line.cells else _LINE_NUMBER.match(line.text)
        if found and int(found["number"]) == len(page) + 1:
            page.append(at)
        elif line.text.strip():
            yield page
            page = [at] if found and int(found["number"]) == 1 else []
    yield page


def unnumbered(lines: Sequence[Line]) -> Sequence[Line]:
    """The lines without their numbers on the page."""
    ends = numbered(lines).ends
    column = min((end for at, end in ends.items() if end < len(lines[at].text)), default=0)
    return [
        replace(line, text=line.text[min(ends[at], column) :]) if at in ends else line for at, line in enumerate(lines)
    ]


_GUTTER = re.compile(r"(?<=\S) {3,}(?=\S)")
_NARROWEST_COLUMN = 25
"""How many characters a column of prose has at least."""


def columns(lines: Sequence[Line]) -> list[Sequence[Line]]:
    """The lines of a source; of a page that was set in two columns and read across, the left column before the right."""
    starts = Counter(gutter.end() for line in lines if (gutter := _GUTTER.search(line.text, _NARROWEST_COLUMN - 4)))
    column, count = max(starts.items(), key=lambda item: (item[1], -item[0]), default=(0, 0))
    parted = [at for at, line in enumerate(lines) if _is_parted(line.text, column)]
    prose = sum(len(lines[at].text[:column].strip()) > _NARROWEST_COLUMN for at in parted)
    if column < _NARROWEST_COLUMN or count < 8 or prose < 0.7 * len(parted):
        return [lines]
    first, last = parted[0], parted[-1]
    left = [replace(line, text=line.text[:column].rstrip()) for line in lines[first : last + 1]]
    right = [replace(line, text=line.text[column:], picture=None) for line in lines[first : last + 1]]
    return [lines[:first], left, right, lines[last + 1 :]]


def _is_parted(text: str, column: int) -> bool:
    """Whether a line has words on both sides of a gutter that ends at a column."""
    return (
        len(text) > column
        and text[column - 3 : column].isspace()
        and not text[column].isspace()
        and bool(text[:column].strip())
    )


TURN = ">>"
_QUOTED_MAIL = re.compile(r"(?:> ?)+")


def unquoted(lines: Sequence[Line]) -> Sequence[Line]:
    """The lines of a mail without the ">" that quoted ones begin with; the words stay where they stand.

    Where all begin with ">>" they are captions, in which that begins a turn.
    """
    quoted = [line.text for line in lines if line.text.startswith(">")]
    if len(quoted) < 3 or all(text.startswith(TURN) for text in quoted):
        return lines
    return [
        replace(line, text=" " * quote.end() + line.text[quote.end() :])
        if (quote := _QUOTED_MAIL.match(line.text))
        else line
        for line in lines
    ]
