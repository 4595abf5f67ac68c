"""From the HTML vocabulary to the paragraphs and tables of a Word file, by the tables at the top."""

from collections.abc import Iterable, Iterator, Mapping

from msgspec.structs import replace

from hsreport.ooxml.package import Related
from hsreport.ooxml.paragraphs import MADE, is_made, style_of
from hsreport.ooxml.styles import LOGO_HIGHEST_MM, LOGO_WIDEST_MM
from hsreport.ooxml.xml import PARAGRAPH, Element, field_end, field_start, paragraph, run, w, words
from hsreport.render.style.tokens import HouseStyle
from hsreport.render.word.index import entries_of, entry_line, in_order
from hsreport.render.word.pages import BODY, FRONT, Block, Layout, measure_mm
from hsreport.render.word.pictures import picture
from hsreport.render.word.styles import NESTED_INDENT_EM, twips
from hsreport.render.word.tables import is_wide, table
from hsreport.render.word.vocabulary import (
    CONTROLS,
    DIVISIONS,
    HIGHEST_SHARE,
    HOLDERS,
    INDEXES,
    INNER_LEVEL,
    OUTLINE,
    PARAGRAPHS,
    PARTS,
    RUNNING_ON,
    TABLES,
    TOC,
    Division,
)
from hsreport.render.word.words import WORDLESS, Desk, Line, looked_up, names


class Compositor:
    """Sets the blocks of a document one after the other."""

    def __init__(self, root: Element, style: HouseStyle, pages: Mapping[str, str]) -> None:
        self.style, self.pages = style, pages
        self.blocks: list[Block] = []
        self.pictures: list[Related] = []
        self._points = counted_points(root)
        self._heads = running_heads(root)
        self._new_page = False
        self._runs_on = "run-on" in next(root.iter("body"), root).get("class", "").split()
        """Whether every division goes on on the page where the one before it ends."""
        self._role: list[Element] = []
        """The role of a roster that waits for its first person."""
        self._apart = False
        """Whether the next person of a roster has no role, but stands below somebody who has one."""
        self._of_gallery = False
        """Whether anything stands in a control of a gallery."""
        self._making = False
        """Whether what is set now is no part of the summary."""
        self.desk = Desk(root, frozenset(self._points))
        self.entries = entries_of(root) if pages else {}
        """The entries of the index, by the line that shows each; none where no pages are known."""

    def walk(self, element: Element, division: str, layout: Layout) -> None:
        """Set everything in an element; words that stand loose in it become plain paragraphs."""
        self._loose(element, element.text, layout)
        for child in in_order(element) if self.entries else element:
            self._block(child, division, layout)
            self._loose(element, child.tail, layout)

    def _block(self, element: Element, division: str, layout: Layout) -> None:
        called, start = names(element), len(self.blocks)
        if kind := looked_up(PARAGRAPHS, element, division):
            if kind == "Logo" and not self.pictures:
                self._logo(element, layout)
            else:
                self._paragraph(element, kind, division, layout)
            return
        if held := next((name for name in called if name in DIVISIONS), ""):
            self._division(element, held, division, layout)
        elif "ol.toc" in called:
            self._contents(element, layout)
        elif "dt.role" in called:
            self._role += self.desk.bookmarked(element.get("id"), Line(self.desk, "roster").of(element, "Role"))
            self._apart = not self._role
        elif "figure.picture" in called:
            self._picture(element, layout)
        elif kind := looked_up(TABLES, element, division):
            if "table.rows" in called:
                self._space_below()
                layout = replace(layout, turned=is_wide(element, self.style, measure_mm(layout, self.style)))
            made = list(table(element, kind, self.desk, self.style, measure_mm(layout, self.style)))
            if self.blocks and "heading" in style_of(self.blocks[-1].element, {}):
                made[0][0].extend([w("spacing", before=0)] if len(made) > 1 else [])
            self._add(layout, *made)
        elif element.tag not in WORDLESS:
            self._stranger(element, division, layout)
        self._anchor(element, start, layout)

    def _add(self, layout: Layout, *elements: Element) -> None:
        self.blocks.extend(Block(layout, element, self._making) for element in elements)

    def _space_below(self) -> None:
        """Keep the paragraph before a table of the text away from it, since a table of Word has no space above."""
        before = list(self.blocks[-1].element.iter(PARAGRAPH)) if self.blocks else []
        if before and {child.tag for child in before[-1][0]} <= {w("pStyle").tag, w("bidi").tag}:
            before[-1][0].append(w("spacing", after=twips(self.style.sizes.small_pt)))

    def _anchor(self, element: Element, start: int, layout: Layout) -> None:
        """Give the first paragraph of an element the bookmark of the element's own anchor, if that has none yet."""
        anchor = element.get("id", "")
        if not anchor or anchor in self.desk.placed:
            return
        if start == len(self.blocks):
            self._add(layout, paragraph("Section Break"))
        first = next(self.blocks[start].element.iter(PARAGRAPH))
        first.extend(self.desk.bookmarked(anchor, list(first)[1:]))

    # --- Divisions and paragraphs -----------------------------------------------------------------

    def _division(self, element: Element, name: str, around: str, layout: Layout) -> None:
        """Walk a division on the pages that it asks for."""
        division, kind = name.partition(".")[2], DIVISIONS[name]
        own = self._pages_of(element, kind, layout)
        starts_page = kind.starts_page and not self._runs_on and RUNNING_ON not in names(element)
        self._new_page = self._new_page or starts_page
        start, outside = len(self.blocks), self._making
        self._making = outside or kind.made
        self.walk(element, around if kind.seen_through else division, own)
        if division == "masthead" and len(self.blocks) > start:
            self._stand_as_cover(-1)
        if self.entries and (code := INDEXES.get((around, division))):
            self._index_field(code.replace('"2"', f'"{self.style.page.columns}"'), start)
        if self._role:
            self._add(own, paragraph("Roster", *self._role))
            self._role = []
        self._making = outside

    def _stand_as_cover(self, at: int) -> None:
        """Wrap a block as one of the gallery of covers, unless the file has one of a gallery.

        LibreOffice 7.4 takes controls for form fields that stand before the first of a gallery, and prints the XE fields in them.
        """
        if self.blocks and not self._of_gallery and self.blocks[at].element.tag == PARAGRAPH:
            self.blocks[at] = self.blocks[at]._replace(
                element=self._building_block("Cover Pages", self.blocks[at].element)
            )

    def _pages_of(self, element: Element, kind: Division, layout: Layout) -> Layout:
        """Return the pages that a division stands on: its own, or those of what is around or before it."""
        own, before = kind.pages or layout, self.blocks[-1].layout if self.blocks else BODY
        if (after := element.getnext()) is not None and "header.masthead" in names(element):
            own = next((FRONT for name in names(after) if DIVISIONS.get(name, kind).made and not self._runs_on), own)
        if own.matter in ("front", "back") and kind.pages:
            own = replace(
                own, matter="back" if any(block.layout.matter == "body" for block in self.blocks) else "front"
            )
        if "section.report" in names(element):
            own = replace(own, report=element.get("id", ""))
        elif layout.report:
            own = replace(own, report=layout.report, matter="body")
        if "section.cite" in names(element):
            return replace(before, columns=1)
        if element in self._heads:
            own = replace(own, head=self._heads[element])
        return replace(own, matter=layout.matter, wide=layout.wide) if self._runs_on else own

    def _paragraph(self, element: Element, kind: str, division: str, layout: Layout) -> None:
        heading = "Heading" in kind
        counted = self._points.get(element.get("id", "")) is element
        entry = self.entries.get(element)
        if entry and not entry.see:
            content = list(entry_line(entry, self.pages))
        else:
            around = "heading" if heading else "pre" if element.tag == "pre" else division
            content = Line(self.desk, around, counted=counted).of(element)
        apart = False
        if kind == "Point":
            kind = self._point_style(element, counted=counted)
        elif kind.endswith("Roster"):
            content, self._role = [*self._role, run(w("tab")), *content], []
            apart, self._apart = self._apart, False
        made = paragraph(kind, *self.desk.bookmarked(element.get("id"), content))
        if element.get("dir") == "rtl" and not heading:
            made[0].append(w("bidi"))
        if (depth := int(element.get("data-depth", "0"))) > 1:
            made[0].append(w("ind", left=twips(depth * NESTED_INDENT_EM * self.style.sizes.text_pt)))
        if apart:
            made[0].append(w("spacing", before=twips(self.style.sizes.small_pt * 0.7)))
        if heading:
            made[0].extend(self._heading_looks(element, kind))
        control = looked_up(CONTROLS, element, division)
        anchor = element.get("id", "")
        if control and anchor:
            self._stand_as_cover(0)
            made = self.desk.controlled(anchor, control, made)
        own = self._making or (division in ("cover", "masthead") and not anchor)
        self.blocks.append(Block(layout, made, own))

    def _logo(self, element: Element, layout: Layout) -> None:
        """Add the picture in its line, no part of the summary; its description stands for one that Word does not show."""
        image = element.find(".//img")
        room_mm = LOGO_WIDEST_MM, LOGO_HIGHEST_MM
        made = picture(image, room_mm) if image is not None else None
        if made:
            self.pictures.append(made.part)
            self.blocks.append(Block(layout, paragraph("Logo", made.run), made=True))
        elif image is not None:
            self.desk.report_picture()

    def _picture(self, element: Element, layout: Layout) -> None:
        """Add a picture of the text, and the caption below it, which has the bookmark where there is one."""
        image, caption, page = element.find("img"), element.find("figcaption"), self.style.page
        content = (
            [] if caption is None else self.desk.bookmarked(element.get("id"), Line(self.desk, "caption").of(caption))
        )
        if image is not None:
            room_mm = measure_mm(layout, self.style), HIGHEST_SHARE * (page.height_mm - page.top_mm - page.bottom_mm)
            made = picture(image, room_mm, len(self.pictures) + 1)
            if made:
                self.pictures.append(made.part)
                shown = paragraph("Picture", *self.desk.bookmarked(element.get("id"), [made.run]))
                shown[0].extend([w("keepNext")] if content else [])
                self._add(layout, shown)
        if content:
            below = paragraph("Caption", *content)
            below[0].extend((w("keepNext", val=0), w("spacing", before=twips(self.style.sizes.small_pt / 2))))
            self._add(layout, below)

    def _heading_looks(self, element: Element, kind: str) -> Iterator[Element]:
        """Yield what no style can say of a heading: that it starts a page, and how deep one within a session is."""
        if self._new_page:
            yield from (w("pageBreakBefore"), w("spacing", before=0))
            self._new_page = False
        level = OUTLINE.get(str(element.tag), INNER_LEVEL)
        if kind == "Inner Heading" and level != INNER_LEVEL:
            yield w("outlineLvl", val=level)

    def _point_style(self, element: Element, *, counted: bool) -> str:
        """Return the style of a point; that of one that Word must not count is without number."""
        if self.style.point_numbers and not counted:
            return "Unnumbered Point"
        return "Nested Point" if element.get("data-depth") else "Point"

    def _contents(self, element: Element, layout: Layout) -> None:
        """Add the contents as a field, with the lines that it shows until Word works it out, in the control Word has for it."""
        start = len(self.blocks)
        self.walk(element, "contents", layout)
        lines = [block.element for block in self.blocks[start:]]
        del self.blocks[start:]
        if lines:
            lines[0][1:1] = field_start(TOC)
            lines[-1].append(field_end())
            self._add(layout, self._building_block("Table of Contents", *lines))

    def _building_block(self, gallery: str, *content: Element) -> Element:
        """Wrap elements in the control that Word has for one of its galleries."""
        self._of_gallery = True
        part = w("docPartObj", w("docPartGallery", val=gallery), w("docPartUnique"))
        return w("sdt", w("sdtPr", w("id", val=self.desk.new_control()), part), w("sdtContent", *content))

    def _index_field(self, code: str, start: int) -> None:
        """Make the lines from `start` on the result of an INDEX field."""
        if start < len(self.blocks):
            self.blocks[start].element[1:1] = field_start(code)
            self.blocks[-1].element.append(field_end())

    # --- What the vocabulary does not know ----------------------------------------------------------

    def _stranger(self, element: Element, division: str, layout: Layout) -> None:
        """Set an element outside the vocabulary: take it apart where it holds blocks, else make it a plain paragraph."""
        self.desk.report_stranger(element)
        if any(inner.tag in HOLDERS for inner in element.iterdescendants()):
            self.walk(element, division, layout)
        else:
            content = self.desk.bookmarked(element.get("id"), Line(self.desk, division).of(element))
            self._add(layout, *([paragraph("Normal", *content)] if content else []))

    def _loose(self, element: Element, said: str | None, layout: Layout) -> None:
        if said and said.strip():
            self.desk.report_stranger(element)
            self._add(layout, paragraph("Normal", words(" ".join(said.split()))))


# --- Looking ahead --------------------------------------------------------------------------------------


def counted_points(root: Element) -> dict[str, Element]:
    """Return the points, by anchor, whose printed number is the one that a list through the document gives them."""
    counted: dict[str, Element] = {}
    for point in root.iter("p"):
        anchor, number = point.get("id", ""), point.find("span[@class='point-number']")
        wanted = str(len(counted) + 1)
        if (
            "p.point" in names(point)
            and anchor not in ("", *counted)
            and number is not None
            and (number.text or "").strip() == wanted
        ):
            counted[anchor] = point
    return counted


def running_heads(root: Element) -> dict[Element, str]:
    """Return which headings the running heads of a part repeat: of its second level if it has one, else of its first."""
    groups: list[list[Element]] = [[]]
    for part in root.iter("section"):
        if not PARTS.intersection(names(part)):
            continue
        if part.find("h2") is not None:
            groups.append([])
        groups[-1].append(part)
    return {part: _deepest(group) for group in groups for part in group}


def _deepest(group: list[Element]) -> str:
    deeper = any(part.find("h3[@data-running]") is not None for part in group)
    return "Heading 2" if deeper else "Heading 1"


def mark_made(blocks: Iterable[Block], desk: Desk) -> None:
    """Put a bookmark around each paragraph that the program made and that its style does not tell from others.

    One around a whole division would do in Word; LibreOffice 7.4 ends it in the first table.
    """
    for block in blocks:
        for made in block.element.iter(PARAGRAPH) if block.made else ():
            if not is_made(style_of(made, {}), ()):
                number = desk.new_bookmark()
                made.insert(1, w("bookmarkStart", id=number, name=f"{MADE}{number}"))
                made.append(w("bookmarkEnd", id=number))
