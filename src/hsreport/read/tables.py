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


class Columns(NamedTuple):
    """The lines of the cells of a row, column by column, and how those go on with others, as `Line.merged` has it."""

    lines: Sequence[Sequence[Line]]
    merged: str = ""


def in_columns(cells: Iterable[Cell], reaching: Reaching) -> Columns:
    """The cells of a row in columns; `reaching` is what reaches into it, and then into the next.

    What reaches over several columns leaves the others empty. What reaches down is said again in each row; not so a figure,
    lest it be added up twice, and what is more than a line.
    """
    cells = list(cells)
    own = [line for cell in cells for line in cell.lines]
    above = dict(reaching)
    reaching.clear()
    columns: list[Sequence[Line]] = []
    merged = ""

    def put_down(lines: Sequence[Line], left: int, sign: str) -> None:
        nonlocal merged
        merged += sign
        if left > 0:
            reaching[len(columns)] = (left, lines)
        columns.append(lines)

    def reach_down() -> None:
        while len(columns) in above:
            left, lines = above.pop(len(columns))
            put_down(lines, left - 1, "^")
            said = len(lines) == 1 and own and not lines[0].picture and any(map(str.isalpha, lines[0].text))
            columns[-1] = [replace(line, span=own[0].span) for line in lines if said]

    for cell in cells:
        reach_down()
        for at in range(max(1, min(cell.across, _WIDEST))):
            put_down(() if at else cell.lines, min(cell.down, _WIDEST) - 1, "<" if at else ".")
    reach_down()
    return Columns(columns, merged if merged.strip(".") else "") if own else Columns(())


def row_of(columns: Columns) -> list[Line]:
    """A table's row as one line, its cells parted by tabs, the pictures in it behind it.

    Where a cell holds more than a line the table was used for layout, and the cells' lines follow one another; a
    cell that holds nothing but the mark of a list gives it to the line behind it.
    """
    cells, merged = columns
    if pictures := [line for cell in cells for line in cell if line.picture]:
        bare = row_of(Columns([[line for line in cell if not line.picture] for cell in cells], merged))
        return [*bare, *pictures] if bare and bare[0].cells else [line for cell in cells for line in cell]
    filled = [cell for cell in cells if cell]
    if len(filled) > 1 and len(filled[0]) == 1 and _is_mark(filled[0][0].text):
        return _behind_mark(filled[0][0], [line for cell in filled[1:] for line in cell])
    lines = [line for cell in filled for line in cell]
    words = tuple(cell[0].text.strip() if cell else "" for cell in cells)
    row = is_row(words) or "^" in merged
    if not row or len(lines) > len(filled) or any(line.cells or line.heading for line in lines):
        sign = merged or "." * len(words)
        return [replace(line, merged=sign) for line in lines] if len(lines) == 1 and len(words) > 1 else lines
    return [replace(_joined(lines, "\t"), bold=lines[0].bold, cells=words, merged=merged)]


def _joined(lines: Sequence[Line], between: str) -> Line:
    """The words of lines as one."""
    span = SourceSpan(lines[0].span.first, lines[-1].span.last)
    text, spans = "", list[Inline]()
    for line in lines:
        text = f"{text}{between}{line.text.strip()}" if text else line.text.strip()
        spans += put(line.spans, line.text, text)
    return Line(span, text, spans=tuple(spans))


def caption(lines: Sequence[Line]) -> list[Line]:
    """The words above or below a table as its caption: a row of one cell."""
    words = _joined(lines, " ") if lines else None
    return [replace(words, cells=(words.text,), own=lines[0].own)] if words else []


def is_row(cells: Sequence[str]) -> bool:
    """Whether cells make a row: more than one is filled, or one with a figure; words alone may be a heading over the whole table."""
    filled = [cell for cell in cells if cell]
    return len(filled) > 1 or (len(cells) > 1 and any(filled) and not any(map(str.isalpha, filled[0])))


def rows_first(lines: Sequence[Line]) -> list[Line]:
    """The lines of a table, pictures that stood in it behind its rows, unless it was used for layout.

    Its last row is one, however few of its cells are filled: it heads nothing.
    """
    rows = [line for line in lines if not line.picture]
    if len(rows) > 1 and rows[-2].cells and rows[-1].merged and not rows[-1].cells and "<" not in rows[-1].merged:
        rows[-1] = replace(
            rows[-1], cells=(rows[-1].text.strip(), *[""] * (len(rows[-1].merged) - 1)), merged="", own=False
        )
    shown = iter(rows)
    mixed = [line if line.picture else next(shown) for line in lines]
    return [*rows, *(line for line in lines if line.picture)] if all(line.cells for line in rows) else mixed


def _is_mark(text: str) -> bool:
    return any(row.pattern.fullmatch(f"{text} ") for row in grammar.MARKS)


def _behind_mark(mark: Line, lines: list[Line]) -> list[Line]:
    first = lines[0]
    span = SourceSpan(mark.span.first, first.span.last)
    text = item(mark.text, first.text)
    return [Line(span, text, bold=first.bold, own=mark.own, spans=put(first.spans, first.text, text)), *lines[1:]]
