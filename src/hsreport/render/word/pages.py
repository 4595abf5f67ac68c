"""The pages of a Word file: its sections with their margins, columns and folios, and its running heads."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from hsreport.ooxml.xml import PARAGRAPH, Element, W, field, paragraph, related, w, words
from hsreport.render.style.tokens import HouseStyle
from hsreport.render.word.pictures import watermark
from hsreport.render.word.styles import height_mm, side_margin_mm, twips_of_mm
from hsreport.values import Value

COLUMN_GAP_MM = 9
HEADER = W + "hdr"


class Layout(Value, frozen=True):
    """How the pages of a stretch of the document are set."""

    matter: str
    """cover, front, body or back; a new one starts a new page."""
    head: str = ""
    """The style whose last words on the page the running head repeats; empty for pages without heads."""
    columns: int = 1
    wide: bool = False
    """Whether the text has the room of the gutter too."""
    turned: bool = False
    """Whether the sheet lies on its long side, for a wide table."""
    report: str = ""
    """The anchor of the report of a volume that it is of; a new one starts a new page."""


COVER = Layout("cover")
FRONT = Layout("front", "Heading 1", wide=True)
BODY = Layout("body", "Heading 1")
BACK = Layout("back", "Heading 1", wide=True)
COLUMNS = Layout("back", "Heading 1", columns=2, wide=True)

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
    made: bool = False
    """Whether the program made it, so that it is no part of the summary."""


def sectioned(blocks: Iterable[Block], style: HouseStyle) -> Iterator[Element]:
    """Yield the blocks with the properties of each section at its end, as Word wants them."""
    before: Layout | None = None
    stretches = [(layout, [block.element for block in group]) for layout, group in groupby(blocks, itemgetter(0))]
    for at, (layout, elements) in enumerate(stretches, 1):
        properties = _section(layout, before, style)
        yield from elements if at == len(stretches) else _closed(elements, properties)
        if at == len(stretches):
            yield properties
        before = layout


def _closed(elements: list[Element], properties: Element) -> list[Element]:
    """End a section with a paragraph that holds its properties; what is no paragraph gets a small one after it."""
    if elements[-1].tag != PARAGRAPH:
        elements = [*elements, paragraph("Section Break")]
    elements[-1][0].append(properties)
    return elements


def _section(layout: Layout, before: Layout | None, style: HouseStyle) -> Element:
    page, matter = style.page, before is None or before.matter != layout.matter
    turned = before is not None and before.turned != layout.turned
    new = before is None or matter or before.report != layout.report
    folio = FOLIOS[layout.matter] if matter else {"fmt": FOLIOS[layout.matter]["fmt"]}
    wide, high = sheet_mm(layout, style)
    count = min(layout.columns, page.columns)
    columns = {"num": count, "space": twips_of_mm(COLUMN_GAP_MM)} if count > 1 else {}
    return w(
        "sectPr",
        *_references(layout, style),
        w("type", val=_break(layout, style) if new else "nextPage" if turned else "continuous"),
        w("pgSz", w=twips_of_mm(wide), h=twips_of_mm(high), **({"orient": "landscape"} if layout.turned else {})),
        _margins(layout, style),
        w("pgNumType", **folio),
        w("cols", **columns),
        *([w("titlePg")] if layout.matter == "cover" else []),
    )


def _break(layout: Layout, style: HouseStyle) -> str:
    on_the_right = style.page.facing and style.right_hand_start and layout.matter in ("body", "back")
    return "oddPage" if on_the_right else "nextPage"


def _margins(layout: Layout, style: HouseStyle) -> Element:
    """Return margins, and where head and foot begin: such that with their own space they end where the text begins.

    LibreOffice 7.4 asks for that: on the first page of a section that starts on an odd page it sets the text right
    below the head.
    """
    page = style.page
    left, right = sides_mm(layout, style)
    banner = height_mm("Banner", style) if style.banner else 0
    lengths = {
        "top": page.top_mm,
        "right": right,
        "bottom": page.bottom_mm,
        "left": left,
        "header": max(page.top_mm - height_mm("Header", style) - banner, 0),
        "footer": max(page.bottom_mm - height_mm("Footer", style) - banner, 0),
        "gutter": 0,
    }
    return w("pgMar", **{side: twips_of_mm(length) for side, length in lengths.items()})


def sheet_mm(layout: Layout, style: HouseStyle) -> tuple[float, float]:
    """Return width and height of the paper as it lies."""
    sides = style.page.width_mm, style.page.height_mm
    return (max(sides), min(sides)) if layout.turned else sides


def measure_mm(layout: Layout, style: HouseStyle) -> float:
    """Return the width of the text."""
    return sheet_mm(layout, style)[0] - sum(sides_mm(layout, style))


def sides_mm(layout: Layout, style: HouseStyle) -> tuple[float, float]:
    """Return the margins left and right of the text."""
    wide = side_margin_mm(style)
    return (wide, wide) if layout.wide or layout.turned else (style.page.left_mm, style.page.right_mm)


# --- Running heads ------------------------------------------------------------------------------------


def _references(layout: Layout, style: HouseStyle) -> Iterator[Element]:
    if not layout.head:
        if layout.matter == "cover" and style.watermark:
            yield related("headerReference", head_id("header", "cover"), type="first")
        return
    for kind in ("header", "footer"):
        yield related(f"{kind}Reference", head_id(kind, layout.head if kind == "header" else ""), type="default")
        if style.page.facing:
            yield related(f"{kind}Reference", head_id(kind, "left"), type="even")


def head_id(kind: str, what: str) -> str:
    """Return the id by which sections name a header or footer."""
    return kind + what.title().replace(" ", "")


def heads(layouts: Iterable[Layout], running: str, title: str, style: HouseStyle) -> dict[str, Element]:
    """Return the headers and footers that these layouts ask for, by their ids.

    `running` is the title as heads show it. A left-hand head is the file's property, so that it follows a change of the
    title, or words where the title is too long for a head; the others show `running` until Word has worked them out.
    They name their style by its level: a name would have to be in the language of the reader's Word.
    """
    made: dict[str, Element] = {}
    left = field("TITLE", words(running)) if running == title else [words(running)]
    for name in dict.fromkeys(layout.head for layout in layouts if layout.head):
        level = name.rpartition(" ")[2]
        made[head_id("header", name)] = _edge("hdr", "Header", field(f"STYLEREF {level} \\l", words(running)), style)
        made[head_id("footer", "")] = _edge("ftr", "Footer", field("PAGE", words("1")), style)
    if made and style.watermark:
        made[head_id("header", "cover")] = w("hdr", paragraph("Header"))
    if made and style.page.facing:
        made[head_id("header", "left")] = _edge("hdr", "Header Left", left, style)
        made[head_id("footer", "left")] = _edge("ftr", "Footer Left", field("PAGE", words("2")), style)
    return watermarked(made, style)


def _edge(kind: str, look: str, content: Iterable[Element], style: HouseStyle) -> Element:
    return dressed(w(kind, paragraph(look, *content)), style)


def dressed(head: Element, style: HouseStyle, *, first: bool = False) -> Element:
    """Return the head or foot of a page, with the banner at its rim where the house style has one; the `first` page goes without."""
    if style.banner and not first:
        head.insert(0 if head.tag == HEADER else len(head), paragraph("Banner", words(style.banner)))
    return head


def watermarked(heads: dict[str, Element], style: HouseStyle) -> dict[str, Element]:
    """Return headers and footers, the headers with the house style's watermark, if it has one."""
    headers = [head for head in heads.values() if head.tag == HEADER] if style.watermark else []
    for number, head in enumerate(headers, 1):
        next(head.iter(PARAGRAPH)).append(watermark(style, number))
    return heads
