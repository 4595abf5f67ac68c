"""Tables that stand in the text: rows brought together, their cells in runs, their columns of figures."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, groupby
from typing import NamedTuple

from hsreport.model import Block, Row
from hsreport.render.html.runs import Run

_FIGURE = re.compile(r"[\d\s.,·–%+−-]*\d[\d\s.,·–%*]*|[–—-]?|n/a", re.IGNORECASE)
"""A number, or what stands for one that is not there."""

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
