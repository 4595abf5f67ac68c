"""Tables of a source: which of their rows are rows, and the cells of those in their columns."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from hsreport.inline import Inline, put
from hsreport.language import grammar
from hsreport.read.text import item
from hsreport.source import Line
from hsreport.values import SourceSpan

_WIDEST = 100
"""Over how many columns or rows a cell may reach."""


class Cell(NamedTuple):
    """The lines of a cell, and over how many columns and rows it reaches."""

    lines: Sequence[Line]
    across: int = 1
    down: int = 1


Reaching = dict[int, tuple[int, Sequence[Line]]]
"""What reaches down into the rows of a table that follow, by its column: into how many of them, and its lines."""


def in_columns(cells: Iterable[Cell], reaching: Reaching) -> list[Sequence[Line]]:
    """The lines of the cells of a row, column by column; `reaching` is what reaches into it, and then into the next.

    What reaches over several columns leaves the others empty. What reaches down is said again in each row; not so a figure,
    lest it be added up twice, and what is more than a line.
    """
    cells = list(cells)
    own = [line for cell in cells for line in cell.lines]
    above = dict(reaching)
    reaching.clear()
    columns: list[Sequence[Line]] = []

    def put_down(lines: Sequence[Line], left: int) -> None:
        if left > 0:
            reaching[len(columns)] = (left, lines)
        columns.append(lines)

    def reach_down() -> None:
        while len(columns) in above:
            left, lines = above.pop(len(columns))
            put_down(lines, left - 1)
            said = len(lines) == 1 and own and not lines[0].picture and any(map(str.isalpha, lines[0].text))
            columns[-1] = [replace(line, span=own[0].span) for line in lines if said]

    for cell in cells:
        reach_down()
        for at in range(max(1, min(cell.across, _WIDEST))):
            put_down(() if at else cell.lines, min(cell.down, _WIDEST) - 1)
    reach_down()
    return columns if own else []


def row_of(cells: Sequence[Sequence[Line]]) -> list[Line]:
    """A table's row as one line, its cells parted by tabs, the pictures in it behind it.

    Where a cell holds more than a line the table was used for layout, and the cells' lines follow one another; a
    cell that holds nothing but the mark of a list gives it to the line behind it.
    """
    if pictures := [line for cell in cells for line in cell if line.picture]:
        row = row_of([[line for line in cell if not line.picture] for cell in cells])
        return [*row, *pictures] if row and row[0].cells else [line for cell in cells for line in cell]
    filled = [cell for cell in cells if cell]
    if len(filled) > 1 and len(filled[0]) == 1 and _is_mark(filled[0][0].text):
        return _behind_mark(filled[0][0], [line for cell in filled[1:] for line in cell])
    lines = [line for cell in filled for line in cell]
    words = tuple(cell[0].text.strip() if cell else "" for cell in cells)
    if not is_row(words) or len(lines) > len(filled) or any(line.cells or line.heading for line in lines):
        return lines
    span = SourceSpan(lines[0].span.first, lines[-1].span.last)
    text, spans = "", list[Inline]()
    for line in lines:
        text = f"{text}\t{line.text.strip()}" if text else line.text.strip()
        spans += put(line.spans, line.text, text)
    return [Line(span, text, bold=lines[0].bold, cells=words, spans=tuple(spans))]


def is_row(cells: Sequence[str]) -> bool:
    """Whether cells make a row: more than one is filled, or one with a figure; words alone may be a heading over the whole table."""
    filled = [cell for cell in cells if cell]
    return len(filled) > 1 or (len(cells) > 1 and any(filled) and not any(map(str.isalpha, filled[0])))


def rows_first(lines: Sequence[Line]) -> list[Line]:
    """The lines of a table, pictures that stood in it behind its rows, unless it was used for layout."""
    rows = [line for line in lines if not line.picture]
    return [*rows, *(line for line in lines if line.picture)] if all(line.cells for line in rows) else list(lines)


def _is_mark(text: str) -> bool:
    return any(row.pattern.fullmatch(f"{text} ") for row in grammar.MARKS)


def _behind_mark(mark: Line, lines: list[Line]) -> list[Line]:
    first = lines[0]
    span = SourceSpan(mark.span.first, first.span.last)
    text = item(mark.text, first.text)
    return [Line(span, text, bold=first.bold, own=mark.own, spans=put(first.spans, first.text, text)), *lines[1:]]
