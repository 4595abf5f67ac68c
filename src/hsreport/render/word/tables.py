"""Tables of a Word file: a caption above, header rows that repeat, columns as wide as their words ask for."""

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise, zip_longest
from typing import Literal

from hsreport.ooxml.xml import Element, paragraph, run, style_id, w
from hsreport.render.style.tokens import HouseStyle
from hsreport.render.word.styles import twips, twips_of_mm
from hsreport.render.word.words import WHITE_SPACE, Desk, Line, words_of

FIGURES = re.compile(r"[\d\s.,·–%+−*-]*")
CHARACTER_EM = 0.52
MOST_COLUMNS = 63
"""How many Word allows; it opens no file with more."""
PAD = 2
"""Characters that the space between two columns takes."""


def table(element: Element, name: str, desk: Desk, style: HouseStyle, width_mm: float) -> Iterator[Element]:
    """Yield the caption in a paragraph of its own, then the table in the style of that name, as wide as the text."""
    captions = element.findall("caption")
    for caption in captions:
        yield paragraph("Caption", *desk.bookmarked(element.get("id"), Line(desk, "caption").of(caption)))
    rows = [_cells(row) for row in element.iter("tr")]
    columns = [row[:MOST_COLUMNS] for row in rows]
    widths = column_widths(columns, twips_of_mm(width_mm), twips(style.sizes.small_pt * CHARACTER_EM))
    figures = _columns_of_figures(rows)
    yield w(
        "tbl",
        _properties(name, sum(widths), " ".join(map(words_of, captions))),
        w("tblGrid", *(w("gridCol", w=width) for width in widths)),
        *(_row(row, widths, figures, desk, "Row" if name == "Rows" else "Table") for row in rows),
    )


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


def _content(row: Sequence[Element], place: int, desk: Desk) -> list[Element]:
    """Return the words of a cell; those that Word has no column for stand in its last, tabs between them."""
    content: list[Element] = []
    for cell in row[place:] if place == MOST_COLUMNS - 1 else row[place : place + 1]:
        content += [run(w("tab"))] if cell is not row[place] else []
        content += desk.bookmarked(cell.get("id"), Line(desk, "table").of(cell))
    return content


def _is_head(row: Sequence[Element]) -> bool:
    return all(cell.tag == "th" for cell in row)


def _row(
    row: Sequence[Element], widths: Sequence[int], figures: frozenset[int], desk: Desk, styles: Literal["Row", "Table"]
) -> Element:
    """Set a row; the styles of one that the text has are called after it, those of the program's own after the table."""
    head = _is_head(row)
    properties = w("trPr", w("cantSplit"), *([w("tblHeader")] if head else []))
    look = ("Text", "Figure"), ("Head", "Figure Head")
    cells = (
        w(
            "tc",
            w("tcPr", w("tcW", w=width, type="dxa"), *([w("vAlign", val="bottom")] if head else [])),
            paragraph(f"{styles} {look[head][place in figures]}", *_content(row, place, desk)),
        )
        for place, (_, width) in enumerate(zip(row, widths, strict=False))
    )
    return w("tr", properties, *cells)


def _columns_of_figures(rows: Sequence[Sequence[Element]]) -> frozenset[int]:
    """Return the columns behind the first that hold nothing but numbers below their heads."""
    columns = zip(*(row for row in rows if not _is_head(row)), strict=False)
    return frozenset(place for place, cells in enumerate(columns) if place and all(map(_is_figure, cells)))


def _is_figure(cell: Element) -> bool:
    return cell.tag == "td" and FIGURES.fullmatch(words_of(cell)) is not None


# --- Widths -------------------------------------------------------------------------------------------


def column_widths(rows: Sequence[Sequence[Element]], whole: int, character: float) -> list[int]:
    """Return widths that add up to `whole`: as wide as the lines of each column, the widest giving way first.

    No column gets narrower than its longest word. `character` is the mean width of one, in the unit of `whole`.
    """
    columns = [[line for cell in column for line in _lines(cell)] for column in zip_longest(*rows)]
    needs = [max(len(word) for line in column for word in line.split() or [""]) + PAD for column in columns]
    wishes = [max(map(len, column)) + PAD for column in columns]
    weights = needs
    for widest in range(max(wishes, default=0)):
        granted = [max(need, min(wish, widest)) for need, wish in zip(needs, wishes, strict=True)]
        weights = granted if sum(granted) <= whole / character else weights
    edges = [round(whole * reached / sum(weights)) for reached in accumulate(weights, initial=0)]
    return [end - start for start, end in pairwise(edges)]


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
