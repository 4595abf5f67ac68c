"""Tables that stand in the text: rows brought together, their cells in runs, their columns of figures, on paper none wider than it."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, groupby
from typing import NamedTuple

from hsreport.model import Block, Row
from hsreport.render.html.runs import Run
from hsreport.render.style.tokens import HouseStyle

_FIGURE = re.compile(r"[\d\s.,·–%+−-]*\d[\d\s.,·–%*]*|[–—-]?|n/a", re.IGNORECASE)
"""A number, or what stands for one that is not there."""

_POINTS_A_MM, _CHARACTER, _LONG = 72 / 25.4, 0.95 * 0.56, 30
"""The mean width of a character in a table against the size of small words, and how many of a word are kept together on paper."""

Cells = tuple[tuple[Run, ...], ...]


class TableRow(NamedTuple):
    """The cells of a row in runs, and its anchor."""

    anchor: str
    cells: Cells


class Table(NamedTuple):
    """A table: its head, where the first row is one, its other rows, and the columns of figures behind the first, from 1."""

    head: TableRow | None
    rows: tuple[TableRow, ...]
    figures: frozenset[int]
    tight: frozenset[int] = frozenset()
    """The columns whose words must be broken anywhere to find room."""


def tables_among(blocks: Sequence[Block]) -> Iterator[tuple[bool, Sequence[Block]]]:
    """Yield the rows of each table together, and every other block alone, each with whether it is a table."""
    begins = accumulate(int(not isinstance(block, Row) or block.first) for block in blocks)
    for _, group in groupby(zip(begins, blocks, strict=True), lambda pair: (pair[0], isinstance(pair[1], Row))):
        found = [block for _, block in group]
        yield isinstance(found[0], Row), found


def table_of(rows: Sequence[Row], words: Mapping[str, Sequence[Run]]) -> Table:
    """Set the rows of a table; its first is the head where it holds no figure and has a word in each column but the first."""
    width = max(len(row.text.split("\t")) for row in rows)
    texts = [row.text.split("\t") + [""] * (width - 1 - row.text.count("\t")) for row in rows]
    headed = (
        len(rows) > 1
        and all(cell and not _is_figure(cell) for cell in texts[0][1:])
        and not _is_figure(texts[0][0] or "a")
    )
    body = texts[headed:]
    figures = frozenset(
        at for at, column in enumerate(zip(*body, strict=True)) if at and any(column) and all(map(_is_figure, column))
    )
    found = [TableRow(row.anchor, _cells(words[row.anchor], width)) for row in rows]
    return Table(found[0] if headed else None, tuple(found[headed:]), figures)


def _is_figure(cell: str) -> bool:
    return _FIGURE.fullmatch(cell) is not None


def _cells(runs: Iterable[Run], width: int) -> Cells:
    """Cut runs into as many cells, where their tabs stand."""
    cells: list[list[Run]] = [[]]
    for run in runs:
        first, *others = run.text.split("\t") if run.note is None else [run.text]
        cells[-1].append(run._replace(text=first))
        cells += ([run._replace(text=text)] for text in others)
    return tuple(tuple(run for run in cell if run.text) for cell in (*cells, *[[]] * (width - len(cells))))


def on_paper(table: Table, style: HouseStyle) -> Iterator[Table]:
    """Yield a table as one or more that find room beside each other's left edge: the first column stands in each."""
    page, every = style.page, [row for row in (table.head, *table.rows) if row]
    room = (page.width_mm - page.left_mm - page.right_mm) * _POINTS_A_MM / (style.sizes.small_pt * _CHARACTER)
    columns = zip(*(row.cells for row in every), strict=True)
    needs = [2 + max(len(word) for cell in column for word in _words(cell)) for column in columns]
    parts: list[list[int]] = [[0]]
    for at in range(1, len(needs)):
        if len(parts[-1]) > 1 and sum(min(needs[each], _LONG) for each in (*parts[-1], at)) > room:
            parts.append([0])
        parts[-1].append(at)
    for part in parts:
        rows = [_only(row, part, again=part is not parts[0]) for row in every]
        head = rows.pop(0) if table.head else None
        figures = frozenset(place for place, at in enumerate(part) if at in table.figures)
        tight = frozenset(place for place, at in enumerate(part) if needs[at] > _LONG)
        yield Table(head, tuple(rows), figures, tight)


def _words(cell: Iterable[Run]) -> list[str]:
    """Return the words of a cell, with the addresses that paper shows behind them."""
    texts = (f"{run.text} ({run.link.address})" if run.link and run.told else run.text for run in cell if not run.note)
    return "".join(texts).split() or [""]


def _only(row: TableRow, columns: Sequence[int], *, again: bool) -> TableRow:
    """Return some cells of a row; where its first stands again, it is no anchor and calls no notes."""
    first, *others = (row.cells[at] for at in columns)
    bare = tuple(run for run in first if run.note is None) if again else first
    return TableRow("" if again else row.anchor, (bare, *others))
