"""What validators pass but people suffer, mended in the structure tree before it is written (WeasyPrint 70 needs it).

A paragraph that a page or a line breaks is one element again; the contents are a table of contents; a note stands at
its mark and not at the foot of a page; heads and folios are artifacts; the head of a table that is said again on the next
page is heard once; a link says where it leads; words in another language say in which. For PDF/UA-2 the tree is given
what ISO 14289-2 asks for besides: destinations in the structure, and notes that refer to their marks.
"""

from collections.abc import Callable, Iterator
from typing import Any

import pydyf

from hsreport.render.pdf.weasyprint70.tree import (
    Annotation,
    Document,
    Mark,
    Node,
    Object,
    Pdf,
    linked,
    object_of,
    read_tree,
    structure_root,
    write_tree,
)

ROLES = {
    "header": "Sect",
    "figure": "Div",
    "figcaption": "P",
    "pre": "P",
    "nav": "Sect",
    "em": "Span",
    "strong": "Span",
    "mark": "Span",
    "sup": "Span",
    "span::footnote-call": "Reference",
    "span::footnote-marker": "Lbl",
}
"""Roles of HTML elements that WeasyPrint has no better one for than NonStruct."""

CONTENTS = {"L": "TOC", "LI": "TOCI", "LBody": "Reference"}
"""Roles within the list of a contents, by those of any list."""

POINTS_A_PIXEL = 0.75

Kid = Node | Mark | Annotation

GROUPS = {"Document", "Sect", "Part", "Art", "Div", "Table", "THead", "TBody", "TR", "L", "LI", "TOC", "NonStruct"}
"""Roles that hold elements only, no words of their own."""


def mend(document: Document, pdf: Pdf, *, second: bool = False) -> None:
    """Mend the tree of a PDF that is about to be written; `second` for ISO 14289-2."""
    root = read_tree(document, pdf)
    _drop_continued(root)
    _join(root)
    for node in root.walk():
        _name(node)
        _head_cells(node)
    _gather_annotations(root, None)
    _place_notes(root, second=second)
    _flatten(root)
    _describe_lists(root)
    for node in root.walk():
        _say(pdf, node)
        _frame(pdf, node)
    if second:
        _second(pdf, root)
    write_tree(pdf, root)


def _drop_continued(node: Node) -> None:
    """Leave out the lines that say that an entry is continued: who hears a document has it in one piece."""
    node.kids = [kid for kid in node.kids if not (isinstance(kid, Node) and _says_continued(kid))]
    for child in node.nodes:
        _drop_continued(child)


def _says_continued(node: Node) -> bool:
    return node.tag.endswith("::before") and bool(node.get("data-continued"))


# --- One element again --------------------------------------------------------------------------------


def _join(node: Node) -> None:
    """Join kids that are pieces of one HTML element, broken by a line, a column or a page."""
    node.kids = _joined(node.kids)
    if node.role == "Table":
        _say_head_once(node)
        _leave_to_scopes(node)
    for child in node.nodes:
        _join(child)


def _joined(kids: list[Kid]) -> list[Kid]:
    joined: list[Kid] = []
    for kid in kids:
        last = joined[-1] if joined else None
        if isinstance(kid, Node) and isinstance(last, Node) and _is_piece(last, kid):
            last.kids += kid.kids
        else:
            joined.append(kid)
    return joined


def _is_piece(one: Node, other: Node) -> bool:
    return one.source is not None and one.source is other.source and (one.role, one.tag) == (other.role, other.tag)


def _say_head_once(table: Node) -> None:
    """Drop the heads that a table repeats on further pages; cells there name those of the first, which has their links."""
    heads = [node for node in table.nodes if node.role == "THead"]
    if len(heads) < 2:
        return
    first, *again = heads
    ids = [cell.element["ID"] for cell in first.walk() if "ID" in cell.element]
    same: dict[str, Any] = {}
    for head in again:
        repeated = (cell.element["ID"].string for cell in head.walk() if "ID" in cell.element)
        same |= dict(zip(repeated, ids, strict=False))
        _hand_links_on(head, first)
        table.kids.remove(head)
    for cell in table.walk():
        headers = cell.element.get("A", {}).get("Headers", [])
        headers[:] = [same.get(header.string, header) for header in headers]
    table.kids = _joined(table.kids)


def _leave_to_scopes(table: Node) -> None:
    """Let cells name no heads where some are merged: the names are counted as if none were, and the heads' scopes do."""
    said = [cell.element["A"] for cell in table.walk() if cell.role in ("TH", "TD") and "A" in cell.element]
    if any("ColSpan" in each or "RowSpan" in each for each in said):
        for each in said:
            each.pop("Headers", None)


def _hand_links_on(head: Node, first: Node) -> None:
    """Let the links of a table's first head have the annotations of those in a head that goes."""
    own = {id(node.source): node for node in first.walk() if node.role == "Link"}
    for node in head.walk():
        if node.role == "Link" and id(node.source) in own:
            own[id(node.source)].kids += [
                kid for inner in node.walk() for kid in inner.kids if isinstance(kid, Annotation)
            ]


def _flatten(node: Node) -> None:
    """Take out elements that hold nothing, and let words stand in the element around them."""
    kids: list[Kid] = []
    for kid in node.kids:
        if isinstance(kid, Node):
            _flatten(kid)
            bare = kid.role in ("Span", "NonStruct") and (kid.source is None or not kid.get("lang"))
            words = not any(isinstance(inner, Node) and inner.role in GROUPS | {"P"} for inner in kid.kids)
            if not kid.kids and kid.role not in ("TD", "TH"):
                continue
            if bare and words and (node.role not in GROUPS or not kid.kids):
                kids += kid.kids
                continue
        kids.append(kid)
    node.kids = kids


# --- Roles --------------------------------------------------------------------------------------------


def _name(node: Node) -> None:
    """Give a node the role that its HTML element asks for."""
    node.role = ROLES.get(node.tag, node.role)
    if "toc" in node.classes:
        for item in node.walk():
            item.role = CONTENTS.get(item.role, item.role)
    if "note" in node.classes and node.tag == "span":
        node.role = "Note"
    lang = node.get("lang")
    if lang and node.tag:
        node.element["Lang"] = pydyf.String(lang)


def _head_cells(node: Node) -> None:
    """Say whether the cell of a head belongs to a column or to a row."""
    if node.role == "TH":
        node.element["A"]["Scope"] = "/Row" if node.get("scope") == "row" else "/Column"


def _gather_annotations(node: Node, link: Node | None) -> None:
    """Let a link have the annotations of all it holds."""
    if link is not None:
        link.kids += [kid for kid in node.kids if isinstance(kid, Annotation)]
        node.kids = [kid for kid in node.kids if not isinstance(kid, Annotation)]
    for child in node.nodes:
        _gather_annotations(child, link or (node if node.role == "Link" else None))


def _place_notes(root: Node, *, second: bool) -> None:
    """Put each note behind the mark that calls it; the area at the foot of the page goes."""
    notes = {id(node.source): (parent, node) for parent, node in _pairs(root) if node.role == "Note"}
    for parent, call in list(_pairs(root)):
        if call.tag != "span::footnote-call" or id(call.source) not in notes:
            continue
        area, note = notes[id(call.source)]
        area.kids.remove(note)
        parent.kids.insert(parent.kids.index(call) + 1, note)
        note.element["ID"] = pydyf.String(note.get("id") or f"note-{len(notes)}")
        if second:
            note.role = "FENote"
            note.element["Ref"], call.element["Ref"] = pydyf.Array([call.reference]), pydyf.Array([note.reference])


def _pairs(node: Node) -> Iterator[tuple[Node, Node]]:
    """Yield every node with the one above it."""
    for kid in node.nodes:
        yield node, kid
        yield from _pairs(kid)


def _describe_lists(root: Node) -> None:
    """Make a list of terms one of items, each with its term as label and what is said of it as body."""
    for node in [listing for listing in root.walk() if listing.tag == "dl" and listing.role == "L"]:
        items: list[Kid] = []
        for item in node.nodes:
            body = item.nodes[0] if item.nodes else None
            if item.tag == "dd" and items and body is not None:
                items[-1].kids.append(body)  # type: ignore[union-attr]
                continue
            if item.tag == "dt" and body is not None:
                body.role = "Lbl"
            items.append(item)
        node.kids = items


# --- Words for what is not text -----------------------------------------------------------------------


def _say(pdf: Pdf, node: Node) -> None:
    """Let the annotations of a link say where it leads: its label for people who do not see it, or its own words."""
    if node.role != "Link" or node.source is None:
        return
    words = node.get("aria-label") or " ".join("".join(node.source.itertext()).split())
    for annotation in linked(pdf, node):
        if words:
            annotation["Contents"] = pydyf.String(words)


def _frame(pdf: Pdf, node: Node) -> None:
    """Give the frame of a picture in points from the foot of its page; WeasyPrint 70 gives pixels from the head."""
    if node.role == "Figure" and "A" in node.element:
        frame = node.element["A"]["BBox"]
        height = object_of(pdf, node.element["Pg"])["MediaBox"][3]
        left, top, right, bottom = (POINTS_A_PIXEL * side for side in frame)
        frame[:] = [left, height - bottom, right, height - top]


# --- ISO 14289-2 --------------------------------------------------------------------------------------


def _second(pdf: Pdf, root: Node) -> None:
    """Give notes the namespace of PDF 2.0, lists their numbering, and every destination its element."""
    namespace = structure_root(pdf)["Namespaces"][0]
    for node in root.walk():
        if node.role == "FENote":
            node.element["NS"] = namespace
        if node.role == "L":
            node.element["A"] = pydyf.Dictionary({"O": "/List", "ListNumbering": "/Unordered"})
    places = {name: node for node in root.walk() if node.tag and "::" not in node.tag and (name := node.get("id"))}
    for node in root.walk():
        if node.role == "TOCI":
            targets = (inner.get("href") for inner in node.walk() if inner.role == "Link")
            goals = [places[target[1:]] for target in targets if target and target[1:] in places]
            node.element["Ref"] = pydyf.Array([goal.reference for goal in goals[:1]])
    _aim(pdf, lambda name: places.get(name, root))
    headings = (node for node in root.walk() if node.tag in ("h1", "h2", "h3", "h4", "h5", "h6"))
    for outline in _outlines(pdf):
        outline["A"] = _go_to(next(headings, root), outline.pop("Dest"))


def _aim(pdf: Pdf, place_of: Callable[[str], Node]) -> None:
    """Let links lead to elements, and not to points on pages alone."""
    names = pdf.catalog["Names"]["Dests"]["Names"]
    points = {name.string: point for name, point in zip(names[::2], names[1::2], strict=True)}
    for annotation in pdf.objects:
        if isinstance(annotation, dict) and annotation.get("Type") == "/Annot" and "Dest" in annotation:
            name = annotation.pop("Dest").string
            annotation["A"] = _go_to(place_of(name), points[name])


def _go_to(node: Node, point: list[Any]) -> Object:
    """Return the action that leads to an element; readers of PDF 1 go to the point."""
    action: Object = pydyf.Dictionary(
        {"S": "/GoTo", "D": pydyf.Array(point), "SD": pydyf.Array([node.reference, *point[1:]])}
    )
    return action


def _outlines(pdf: Pdf) -> Iterator[Object]:
    """Yield the lines of the outline, in reading order."""
    return (
        outline for outline in pdf.objects if isinstance(outline, dict) and "Dest" in outline and "Title" in outline
    )
