"""The pages of a Word file: its sections with their margins, columns and folios, and its running heads."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from hsreport.render.docx_styles import side_margin_mm, twips_of_mm
from hsreport.render.ooxml import PARAGRAPH, Element, field, paragraph, related, run, text, w
from hsreport.render.style import HouseStyle
from hsreport.values import Value

COLUMN_GAP_MM = 9
HEAD_DISTANCE_MM = 7
"""Between the running head and the text."""
FOLIO_DISTANCE_MM = 9
MM_A_POINT = 25.4 / 72


class Layout(Value, frozen=True):
    """How the pages of a stretch of the document are set."""

    matter: str
    """cover, front, body or back; a new one starts a new page."""
    head: str = ""
    """The style whose last words on the page the running head repeats; empty for pages without heads."""
    columns: int = 1


COVER = Layout("cover")
FRONT = Layout("front", "Heading 1")
BODY = Layout("body", "Heading 1")
BACK = Layout("back", "Heading 1")
COLUMNS = Layout("back", "Heading 1", columns=2)

FOLIOS: dict[str, dict[str, str | int]] = {
    "cover": {"fmt": "lowerRoman"},
    "front": {"fmt": "lowerRoman"},
    "body": {"fmt": "decimal", "start": 1},
    "back": {"fmt": "decimal"},
}


class Block(NamedTuple):
    """A paragraph or table and the pages it stands on."""

    layout: Layout
    element: Element


def sectioned(blocks: Iterable[Block], style: HouseStyle) -> Iterator[Element]:
    """The blocks with the properties of each section at its end, as Word wants them."""
    before: Layout | None = None
    stretches = [(layout, [block.element for block in group]) for layout, group in groupby(blocks, itemgetter(0))]
    for at, (layout, elements) in enumerate(stretches, 1):
        properties = _section(layout, before, style)
        yield from elements if at == len(stretches) else _closed(elements, properties)
        if at == len(stretches):
            yield properties
        before = layout


def _closed(elements: list[Element], properties: Element) -> list[Element]:
    """A section ends with a paragraph that holds its properties; what is no paragraph gets a small one after it."""
    if elements[-1].tag != PARAGRAPH:
        elements = [*elements, paragraph("Section Break")]
    elements[-1][0].append(properties)
    return elements


def _section(layout: Layout, before: Layout | None, style: HouseStyle) -> Element:
    page, new = style.page, before is None or before.matter != layout.matter
    folio = FOLIOS[layout.matter] if new else {"fmt": FOLIOS[layout.matter]["fmt"]}
    columns = {"num": layout.columns, "space": twips_of_mm(COLUMN_GAP_MM)} if layout.columns > 1 else {}
    return w(
        "sectPr",
        *_references(layout, style),
        w("type", val=_break(layout, style) if new else "continuous"),
        w("pgSz", w=twips_of_mm(page.width_mm), h=twips_of_mm(page.height_mm)),
        _margins(layout, style),
        w("pgNumType", **folio),
        w("cols", **columns),
        *([w("titlePg")] if layout.matter == "cover" else []),
    )


def _break(layout: Layout, style: HouseStyle) -> str:
    on_the_right = style.page.facing and style.right_hand_start and layout.matter in ("body", "back")
    return "oddPage" if on_the_right else "nextPage"


def _margins(layout: Layout, style: HouseStyle) -> Element:
    page, small = style.page, style.sizes.small_pt * 1.3 * MM_A_POINT
    wide = side_margin_mm(style)
    left, right = (wide, wide) if layout.matter in ("front", "back") else (page.left_mm, page.right_mm)
    lengths = {
        "top": page.top_mm,
        "right": right,
        "bottom": page.bottom_mm,
        "left": left,
        "header": max(page.top_mm - HEAD_DISTANCE_MM - small, 0),
        "footer": max(page.bottom_mm - FOLIO_DISTANCE_MM - small, 0),
        "gutter": 0,
    }
    return w("pgMar", **{side: twips_of_mm(length) for side, length in lengths.items()})


# --- Running heads ------------------------------------------------------------------------------------


def _references(layout: Layout, style: HouseStyle) -> Iterator[Element]:
    if not layout.head:
        return
    for kind in ("header", "footer"):
        yield related(f"{kind}Reference", head_id(kind, layout.head if kind == "header" else ""), type="default")
        if style.page.facing:
            yield related(f"{kind}Reference", head_id(kind, "left"), type="even")


def head_id(kind: str, what: str) -> str:
    """The id by which sections name a header or footer."""
    return kind + what.title().replace(" ", "")


def heads(layouts: Iterable[Layout], title: str, style: HouseStyle) -> dict[str, Element]:
    """The headers and footers that these layouts ask for, by their ids. `title` shows until Word has worked out the rest."""
    found: dict[str, Element] = {}
    for name in dict.fromkeys(layout.head for layout in layouts if layout.head):
        found[head_id("header", name)] = _edge("hdr", "Header", f'STYLEREF "{name}" \\l', title, style)
        found[head_id("footer", "")] = _edge("ftr", "Footer", "PAGE", "1", style)
        if style.page.facing:
            found[head_id("header", "left")] = _edge("hdr", "Header Left", 'STYLEREF "Title"', title, style)
            found[head_id("footer", "left")] = _edge("ftr", "Footer Left", "PAGE", "2", style)
    return found


def _edge(kind: str, look: str, instruction: str, shown: str, style: HouseStyle) -> Element:
    """The head or foot of a page, with the banner at its rim where the house style has one."""
    line = paragraph(look, *field(instruction, run(text(shown))))
    banner = [paragraph("Banner", run(text(style.banner)))] if style.banner else []
    return w(kind, *banner, line) if kind == "hdr" else w(kind, line, *banner)
