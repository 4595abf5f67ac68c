"""Who says the words in the rows of a table: a column of names beside a column of words."""

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from itertools import groupby

from hsreport.language import people
from hsreport.parse.lists.tables import column_like, name_column
from hsreport.parse.paragraphs import Paragraph

_WORDS = 40
"""How many characters the other cells of a row have at least that hold what somebody said."""


class Rows:
    """The tables of a document; `members` gives the numbers of those whom the words of a cell name."""

    def __init__(self, paragraphs: Sequence[Paragraph], members: Callable[[str, int], tuple[int, ...] | None]) -> None:
        self._paragraphs, self._members = paragraphs, members

    @cached_property
    def _tables(self) -> Mapping[int, tuple[int, Sequence[str], int | None]]:
        """For each row of a table: where that begins, its first row, and the column of its names."""
        found: dict[int, tuple[int, Sequence[str], int | None]] = {}
        for is_row, group in groupby(range(len(self._paragraphs)), lambda at: len(self._paragraphs[at].cells) > 1):
            places = list(group)
            if is_row:
                rows = [self._paragraphs[at].cells for at in places]
                column = name_column(rows) if len(rows) > 1 else None
                found |= dict.fromkeys(places, (places[0], rows[0], column))
        return found

    def speaker(self, at: int) -> tuple[tuple[int, ...], int]:
        """Who says the words of a table's row, and where they begin in it; nobody where the table holds no words."""
        first, rows, column = self._tables.get(at, (at, (), None))
        cells = self._paragraphs[at].cells
        if (
            column is None
            or column >= len(cells)
            or (at == first and people.NAME_COLUMN.fullmatch(cells[column].strip()))
        ):
            return (), 0
        said = column_like(rows, people.SAID_COLUMN, column)
        sentence = any(re.search(r"[.!?]$", cell.strip()) for cell in _beside(cells, column))
        if said is None and not (sentence and first in self._of_words):
            return (), 0
        who = self._members(cells[column].split(",")[0], at) or self._members(cells[column], at)
        text, last = self._paragraphs[at].text, said is not None and column == len(cells) - 1
        begin = text.find(cells[column]) + len(cells[column]) if cells[column] in text else 0
        begin = text.find(cells[said]) if said is not None and last and said < len(cells) else begin
        gap = re.compile(r"[\s|]*").match(text, begin)
        start = gap.end() if gap else begin
        return who or (), start if who and text[start:].strip() else 0

    @cached_property
    def _of_words(self) -> frozenset[int]:
        """Where the tables begin of which most rows have something long beside the names."""
        long, every = Counter[int](), Counter[int]()
        for at, (first, _, column) in self._tables.items():
            if at > first and column is not None:
                every[first] += 1
                long[first] += sum(map(len, _beside(self._paragraphs[at].cells, column))) > _WORDS
        return frozenset(first for first, count in every.items() if 2 * long[first] > count)


def _beside(cells: Sequence[str], column: int) -> list[str]:
    return [cell for place, cell in enumerate(cells) if place != column]
