"""Tables that stand in the text: rows brought together, their cells in runs, their columns of figures, on paper none wider than it."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, groupby, product, takewhile
from typing import NamedTuple

from hsreport.model import Block, Row
from hsreport.render.html.runs import Run
from hsreport.render.style.tokens import HouseStyle

_FIGURE = re.compile(r"[\d\s.,·–%+−-]*\d[\d\s.,·–%*]*|[–—-]?|n/a", re.IGNORECASE)
"""A number, or what stands for one that is not there."""

_YEAR = re.compile(r"(?:1[5-9]|20)\d\d(?:\s?[/–-]\s?(?:\d\d)?\d\d)?")
_POINTS_A_MM, _CHARACTER, _LONG = 72 / 25.4, 0.95 * 0.56, 30
"""The mean width of a character in a table against the size of small words, and how many of a word are kept together on paper."""

Cells = tuple[tuple[Run, ...], ...]


class TableRow(NamedTuple):
    """The cells of a row in runs, its anchor, and how its cells go on with others, as `Row.merged` has it."""

    anchor: str
    cells: Cells
    merged: str


class Cell(NamedTuple):
    """A cell as it is drawn: its column, over how many columns and rows it reaches, its words."""

    column: int
    across: int
    down: int
    words: tuple[Run, ...]


class Table(NamedTuple):
    """A table: its rows, how many of them are its head, its caption, and the columns of figures behind the first, from 1."""

    rows: tuple[TableRow, ...]
    heads: int
    figures: frozenset[int]
    caption: TableRow | None = None
    tight: frozenset[int] = frozenset()
    """The columns whose words must be broken anywhere to find room."""

    @property
    def drawn(self) -> list[tuple[str, list[Cell]]]:
        """The anchor of each row, and its cells but those that others reach over."""
        signs, covered = [row.merged for row in self.rows], set[tuple[int, int]]()
        made: list[tuple[str, list[Cell]]] = []
        for at, row in enumerate(self.rows):
            made.append((row.anchor, []))
            for column, words in enumerate(row.cells):
                if (at, column) not in covered:
                    across, down = _reach(signs, at, self.heads if at < self.heads else len(signs), column)
                    covered.update(product(range(at, at + down), range(column, column + across)))
                    made[-1][1].append(Cell(column, across, down, words))
        return made


def _reach(signs: Sequence[str], row: int, end: int, column: int) -> tuple[int, int]:
    """Tell over how many columns and rows a cell reaches, the rows ending before `end`."""
    beside = signs[row][column + 1 :]
    across, down = 1 + len(beside) - len(beside.lstrip("<")), 1
    while row + down < end and signs[row + down][column : column + across] == "^" * across:
        down += 1
    return across, down


def tables_among(blocks: Sequence[Block]) -> Iterator[tuple[bool, Sequence[Block]]]:
    """Yield the rows of each table together, and every other block alone, each with whether it is a table."""
    begins = accumulate(int(not isinstance(block, Row) or block.first) for block in blocks)
    for _, group in groupby(zip(begins, blocks, strict=True), lambda pair: (pair[0], isinstance(pair[1], Row))):
        found = [block for _, block in group]
        yield isinstance(found[0], Row), found


def table_of(rows: Sequence[Row], words: Mapping[str, Sequence[Run]]) -> Table:
    """Set the rows of a table; its first is the head where the format says so, or where it holds no figure but years and has a word in each column but the first.

    What the head's cells reach down into belongs to the head.
    """
    captions, rows = [row for row in rows if row.is_caption], [row for row in rows if not row.is_caption]
    width = max(row.text.count("\t") + 1 for row in rows)
    texts = [row.text.split("\t") + [""] * (width - 1 - row.text.count("\t")) for row in rows]
    found = [TableRow(row.anchor, _cells(words[row.anchor], width), row.merged.ljust(width, ".")) for row in rows]
    heads = sum(1 for _ in takewhile(lambda row: row.heads, rows)) or int(_names_columns(texts, found[0].merged))
    heads += sum(1 for _ in takewhile(lambda row: "^" in row.merged, found[heads:])) if heads else 0
    heads = heads if heads < len(rows) else 0
    alone = (
        ["" if row.merged[at + 1 : at + 2] == "<" else cell for at, cell in enumerate(cells)]
        for cells, row in zip(texts[heads:], found[heads:], strict=True)
    )
    columns = enumerate(zip(*alone, strict=True))
    figures = frozenset(at for at, column in columns if at and any(column) and all(map(_is_figure, column)))
    caption = next((TableRow(row.anchor, _cells(words[row.anchor], 1), "") for row in captions), None)
    return Table(tuple(found), heads, figures, caption)


def _names_columns(texts: Sequence[Sequence[str]], merged: str) -> bool:
    """Tell whether the first row of a table is its head by its words."""
    (corner, *cells), (_, *below) = texts[0], texts[1] if len(texts) > 1 else texts[0]
    named = (
        sign == "<" if not cell else not _is_figure(cell) or (_is_year(cell) and not _is_year(under))
        for cell, sign, under in zip(cells, merged[1:], below, strict=True)
    )
    return len(texts) > 1 and not (_is_figure(corner) and corner) and all(named)


def _is_year(cell: str) -> bool:
    return _YEAR.fullmatch(cell) is not None


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
    page = style.page
    room = (page.width_mm - page.left_mm - page.right_mm) * _POINTS_A_MM / (style.sizes.small_pt * _CHARACTER)
    columns = zip(*(row.cells for row in table.rows), strict=True)
    needs = [2 + max(len(word) for cell in column for word in _words(cell)) for column in columns]
    parts = _parted(needs, room, len(needs))
    even = _parted(needs, room, 1 + -(-(len(needs) - 1) // len(parts)))
    parts = even if len(even) == len(parts) else parts
    for part in parts:
        again = part is not parts[0]
        rows = tuple(_only(row, part, again=again) for row in table.rows)
        figures = frozenset(place for place, at in enumerate(part) if at in table.figures)
        tight = frozenset(place for place, at in enumerate(part) if needs[at] > _LONG)
        yield table._replace(rows=rows, figures=figures, caption=None if again else table.caption, tight=tight)


def _parted(needs: Sequence[int], room: float, most: int) -> list[list[int]]:
    """Part columns so that each part begins with the first and finds room, with at most so many in one."""
    parts: list[list[int]] = [[0]]
    for at in range(1, len(needs)):
        part = parts[-1]
        full = len(part) == most or sum(min(needs[each], _LONG) for each in (*part, at)) > room
        if len(part) > 1 and full:
            parts.append([0])
        parts[-1].append(at)
    return parts


def _words(cell: Iterable[Run]) -> list[str]:
    """Return the words of a cell, with the addresses that paper shows behind them."""
    texts = (f"{run.text} ({run.link.address})" if run.link and run.told else run.text for run in cell if not run.note)
    return "".join(texts).split() or [""]


def _only(row: TableRow, columns: Sequence[int], *, again: bool) -> TableRow:
    """Return some cells of a row; where words stand again, they are no anchor and call no notes.

    What reached over from a column that stands elsewhere is said again.
    """
    cells, merged = [row.cells[at] for at in columns], "".join(row.merged[at] for at in columns)
    if not again:
        return TableRow(row.anchor, tuple(cells), merged)
    origin = len(row.merged[: columns[1] + 1].rstrip("<")) - 1
    places = {0: 0, 1: origin} if 0 < origin < columns[1] else {0: 0}
    for place, at in places.items():
        cells[place] = tuple(run for run in row.cells[at] if run.note is None)
        merged = merged[:place] + row.merged[at] + merged[place + 1 :]
    return TableRow("", tuple(cells), merged)
