"""Tables of a Word file: a caption above, header rows that repeat, columns as wide as their words ask for."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, pairwise, zip_longest
from typing import Literal, NamedTuple

from hsreport.ooxml.xml import PARAGRAPH, Element, W, paragraph, run, style_id, w
from hsreport.render.style.tokens import HouseStyle
from hsreport.render.word.styles import twips, twips_of_mm
from hsreport.render.word.words import WHITE_SPACE, Desk, Line, names, words_of

FIGURES = re.compile(r"[\d\s.,·–%+−*-]*")
CHARACTER_EM = 0.52
MOST_COLUMNS = 63
"""How many Word allows; it opens no file with more."""
TABLE_SCALE, SOMEWHAT_SMALLER, SMALLEST = 0.93, 0.85, 0.7
"""The size of a table's words against that of small ones; against that, how small they get to find room on an upright sheet, and at all."""
RUN, ROW, RUN_LOOKS, BEHIND_SIZE = W + "r", W + "tr", W + "rPr", {W + "rtl", W + "lang"}
BROKEN = 30
"""Characters of a word from which on it may be broken for the sake of the other columns."""
LOW = 0.6
"""The share of a page that a table of the program's own may take to be kept on one."""
PAD = 2
"""Characters that the space between two columns takes."""


def table(element: Element, name: str, desk: Desk, style: HouseStyle, width_mm: float) -> Iterator[Element]:
    """Yield the caption in a paragraph of its own, then the table in the style of that name, as wide as the text."""
    captions = element.findall("caption")
    for caption in captions:
        anchor = caption.get("id") or element.get("id")
        yield paragraph("Caption", *desk.bookmarked(anchor, Line(desk, "caption").of(caption)))
    rows = list(_in_columns(map(_cells, element.iter("tr"))))
    columns = [_alone(row) for row in rows]
    room = _room(style, width_mm)
    widths = column_widths(columns, twips_of_mm(width_mm), twips(style.sizes.small_pt * CHARACTER_EM))
    scale = room / asked if (asked := _asked(columns)) > room else 1
    figures = frozenset(place for place, cells in enumerate(zip_longest(*columns)) if place and _are_figures(cells))
    made = w(
        "tbl",
        _properties(name, sum(widths), " ".join(map(words_of, captions))),
        w("tblGrid", *(w("gridCol", w=width) for width in widths)),
        *(_row(row, widths, figures, desk, "Row" if name == "Rows" else "Table") for row in rows),
    )
    if scale < 1:
        _set_smaller(made, round(2 * TABLE_SCALE * style.sizes.small_pt * max(scale, SMALLEST)))
    page = style.page
    is_low = (
        len(rows) * 2 * style.sizes.small_pt < LOW * twips_of_mm(page.height_mm - page.top_mm - page.bottom_mm) / 20
    )
    if "table.whole" in names(element) or (is_low and name in ("Glance Themes", "Chart")):
        _keep_together(made)
    yield made


def is_wide(element: Element, style: HouseStyle, width_mm: float) -> bool:
    """Tell whether a table asks for more room than so much, though its words were somewhat smaller."""
    columns = [_alone(row) for row in _in_columns(map(_cells, element.iter("tr")))]
    return _asked(columns) * SOMEWHAT_SMALLER > _room(style, width_mm)


def _room(style: HouseStyle, width_mm: float) -> float:
    """Return how many characters find room beside each other."""
    return twips_of_mm(width_mm) / twips(style.sizes.small_pt * CHARACTER_EM)


def _asked(rows: Sequence[Sequence[Element | None]]) -> int:
    """Return how many characters ask for room so that no word is broken but very long ones."""
    columns = (
        (word for cell in column if cell is not None for word in words_of(cell).split())
        for column in zip_longest(*rows)
    )
    return sum(min(max(map(len, words), default=0), BROKEN) + PAD for words in columns)


def _set_smaller(table: Element, half_points: int) -> None:
    """Set the words of a table in another size than that of their styles."""
    for each in table.iter(RUN):
        looks = each.find(RUN_LOOKS)
        if looks is None:
            each.insert(0, looks := w("rPr"))
        place = next((at for at, look in enumerate(looks) if look.tag in BEHIND_SIZE), len(looks))
        looks[place:place] = [w("sz", val=half_points), w("szCs", val=half_points)]


def _keep_together(table: Element) -> None:
    """Keep the rows of a table on one page."""
    for row in list(table.iter(ROW))[:-1]:
        for each in row.iter(PARAGRAPH):
            each[0].insert(1, w("keepNext"))


def _properties(name: str, width: int, description: str) -> Element:
    described = [w("tblDescription", val=description)] if description else []
    flags = {"firstRow": 1, "lastRow": 0, "firstColumn": 1, "lastColumn": 1, "noHBand": 1, "noVBand": 1}
    return w(
        "tblPr",
        w("tblStyle", val=style_id(name)),
        w("tblW", w=width, type="dxa"),
        w("tblLayout", type="fixed"),
        w("tblLook", val="01E0", **flags),
        *described,
    )


def _cells(row: Element) -> list[Element]:
    return [cell for cell in row if cell.tag in ("th", "td")]


class Place(NamedTuple):
    """A cell in a row: its column, over how many it reaches, whether it goes on in the row below, and with one in the row above."""

    cell: Element
    column: int
    across: int
    down: bool
    again: bool


def _in_columns(rows: Iterable[Sequence[Element]]) -> Iterator[list[Place]]:
    """Yield the cells of each row, those that reach down into it among them."""
    above: dict[int, tuple[Element, int]] = {}
    for row in rows:
        places, below, cells, column = list[Place](), dict[int, tuple[Element, int]](), iter(row), 0
        while (cell := above[column][0] if column in above else next(cells, None)) is not None:
            left = above[column][1] if column in above else int(cell.get("rowspan", 1))
            across = int(cell.get("colspan", 1))
            places.append(Place(cell, column, across, left > 1, column in above))
            below |= {column: (cell, left - 1)} if left > 1 else {}
            column += across
        above = below
        yield places


def _alone(row: Sequence[Place]) -> list[Element | None]:
    """Return the cell of each column that Word has, None where one reaches over more."""
    found = [
        place.cell if place.across == 1 and not place.again else None for place in row for _ in range(place.across)
    ]
    return found[:MOST_COLUMNS]


def _content(row: Sequence[Place], place: Place, desk: Desk) -> list[Element]:
    """Return the words of a cell; those that Word has no column for stand in its last, tabs between them."""
    content: list[Element] = []
    last = place.column + place.across >= MOST_COLUMNS
    for each in (each for each in row if each.column >= place.column) if last else [place]:
        content += [run(w("tab"))] if each is not place else []
        content += desk.bookmarked(each.cell.get("id"), Line(desk, "table").of(each.cell)) if not each.again else []
    return content


def _is_head(row: Sequence[Place]) -> bool:
    return all(place.cell.tag == "th" for place in row)


def _row(
    row: Sequence[Place], widths: Sequence[int], figures: frozenset[int], desk: Desk, styles: Literal["Row", "Table"]
) -> Element:
    """Set a row; the styles of one that the text has are called after it, those of the program's own after the table."""
    head = _is_head(row)
    properties = w("trPr", w("cantSplit"), *([w("tblHeader")] if head else []))
    look = ("Text", "Figure"), ("Head", "Figure Head")
    made: list[Element] = []
    for place in (each for each in row if each.column < MOST_COLUMNS):
        over = widths[place.column : place.column + place.across]
        size = w("tcW", w=sum(over), type="dxa"), *([w("gridSpan", val=len(over))] if len(over) > 1 else [])
        merge = [w("vMerge", val="continue" if place.again else "restart")] if place.again or place.down else []
        figure = place.across == 1 and place.column in figures
        words = paragraph(f"{styles} {look[head][figure]}", *_content(row, place, desk))
        made.append(w("tc", w("tcPr", *size, *merge, *([w("vAlign", val="bottom")] if head else [])), words))
    return w("tr", properties, *made)


def _are_figures(cells: Iterable[Element | None]) -> bool:
    """Tell whether the cells of a column hold nothing but numbers below its heads."""
    body = [cell for cell in cells if cell is not None and cell.tag == "td"]
    return any(map(words_of, body)) and all(FIGURES.fullmatch(words_of(cell)) for cell in body)


# --- Widths -------------------------------------------------------------------------------------------


def column_widths(rows: Sequence[Sequence[Element | None]], whole: int, character: float) -> list[int]:
    """Return widths that add up to `whole`: as wide as the lines of each column, heads giving way first, then the widest.

    No column gets narrower than its longest word of usual length. `character` is the mean width of one, in the unit of `whole`.
    """
    columns = [[line for cell in column for line in _lines(cell)] for column in zip_longest(*rows)]
    longest = (max(len(word) for line in column for word in line.split() or [""]) for column in columns)
    needs = [min(each, BROKEN) + PAD for each in longest]
    wishes = [max(map(len, column)) + PAD for column in columns]
    if sum(wishes) > whole / character:
        below = ([line for cell in column if _is_below(cell) for line in _lines(cell)] for column in zip_longest(*rows))
        wishes = [max(need, *(len(line) + PAD for line in column)) for need, column in zip(needs, below, strict=True)]
    weights = needs
    for widest in range(max(wishes, default=0)):
        granted = [max(need, min(wish, widest)) for need, wish in zip(needs, wishes, strict=True)]
        weights = granted if sum(granted) <= whole / character else weights
    edges = [round(whole * reached / sum(weights)) for reached in accumulate(weights, initial=0)]
    return [end - start for start, end in pairwise(edges)]


def _is_below(cell: Element | None) -> bool:
    """Tell whether a cell is no head of a column."""
    return cell is None or cell.get("scope") not in ("col", "colgroup")


def _lines(cell: Element | None) -> list[str]:
    """Return the lines of a cell as its author broke them."""
    if cell is None:
        return [""]
    lines = [cell.text or ""]
    for inner in cell.iterdescendants():
        if inner.tag == "br":
            lines.append("")
        lines[-1] += (inner.text or "") + (inner.tail or "")
    return [WHITE_SPACE.sub(" ", line).strip() for line in lines]
