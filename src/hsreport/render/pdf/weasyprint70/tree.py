"""The structure tree of a PDF that WeasyPrint is about to write: each element with the HTML that it came from.

WeasyPrint 70 makes one structure element for every box and for every piece of a line, and forgets the HTML behind it.
`read_tree` walks boxes and elements side by side and gives nodes that know both; `write_tree` puts what was made of them
back, with a parent tree to match. Whatever is in no node by then becomes an artifact. The private names used here
(`Page._page_box`, the order of `weasyprint.pdf.tags`) are those of WeasyPrint 70; where the two sides do not agree, that
part of the tree stays as it is.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple, Protocol

Object = dict[str, Any]
"""A dictionary of a PDF, as pydyf has them."""


class Mark(NamedTuple):
    """A marked piece of a page's content: words, or a picture."""

    page: bytes
    number: int


class Annotation(NamedTuple):
    """A reference to a link's annotation, from the element it belongs to."""

    reference: bytes


class Box(Protocol):
    """What is used of a box that WeasyPrint laid out."""

    element: Any
    element_tag: str
    children: Sequence["Box"]
    style: Mapping[str, Any]


class Pdf(Protocol):
    """What is used of a pydyf.PDF."""

    catalog: Object
    pages: Object
    objects: list[Any]
    page_references: Sequence[bytes]


class Document(Protocol):
    """What is used of WeasyPrint's document."""

    pages: list[Any]


@dataclass(eq=False)
class Node:
    """A structure element on its way: what it is, what it holds, and the HTML element that it came from."""

    element: Object
    role: str
    source: Any = None
    """The HTML element, None where it has none."""
    tag: str = ""
    """The element's name, that of a pseudo-element after two colons; empty for a box that layout put around its words."""
    kids: list["Node | Mark | Annotation"] = field(default_factory=list)

    @property
    def reference(self) -> bytes:
        return self.element.reference  # type: ignore[attr-defined,no-any-return]

    @property
    def classes(self) -> list[str]:
        """The classes of the HTML element; none for its pseudo-elements."""
        return (self.get("class") or "").split() if self.tag and "::" not in self.tag else []

    def get(self, attribute: str) -> str | None:
        """Return an attribute of the HTML element."""
        return None if self.source is None else self.source.get(attribute)

    @property
    def nodes(self) -> list["Node"]:
        """The kids that are elements themselves."""
        return [kid for kid in self.kids if isinstance(kid, Node)]

    def walk(self) -> Iterator["Node"]:
        """Yield the node and all under it, in reading order."""
        yield self
        for kid in self.nodes:
            yield from kid.walk()


# --- From WeasyPrint ----------------------------------------------------------------------------------


def read_tree(document: Document, pdf: Pdf) -> Node:
    """Return the tree of a document, its root the element Document."""
    root = object_of(pdf, structure_root(pdf)["K"][0])
    boxes = [box for page in document.pages for box in _boxes(page._page_box)]
    return Node(root, "Document", kids=list(_kids(pdf, root, boxes)))


def object_of(pdf: Pdf, reference: bytes) -> Object:
    """Return what a reference refers to."""
    found: Object = pdf.objects[int(reference.split()[0])]
    return found


def _boxes(box: Box) -> list[Box]:
    """Return the boxes under a box that have an element each."""
    return list(_own_boxes(_children(box)))


def _children(box: Box) -> Iterable[Box]:
    if not getattr(box, "is_table_wrapper", False):
        return box.children
    table = box.get_wrapped_table()  # type: ignore[attr-defined]
    return [inner for child in box.children for inner in (child.children if child is table else [child])]


def _own_boxes(children: Iterable[Box]) -> Iterator[Box]:
    for placed in children:
        box = getattr(placed, "_box", placed)
        kind = type(box).__name__
        if kind == "LineBox" or (box.element is not None and box.element_tag in ("html", "body")):
            yield from _own_boxes(box.children)
        elif kind != "MarginBox":
            yield box


def _kids(
    pdf: Pdf, element: Object, boxes: list[Box], above: Box | None = None
) -> Iterator["Node | Mark | Annotation"]:
    """Yield what an element holds; its elements have the boxes, in the same order, unless something is unlike that."""
    held = [kid if isinstance(kid, int) else object_of(pdf, kid) for kid in element["K"]]
    if element["S"] == "/Link":
        boxes = [box for box in boxes if type(box).__name__ != "TextBox"]
    known = iter(boxes if len(boxes) == sum(map(_is_element, held)) else [])
    for kid, reference in zip(held, element["K"], strict=True):
        if isinstance(kid, int):
            yield Mark(element["Pg"], kid)
        elif not _is_element(kid):
            yield Annotation(reference)
        else:
            yield _node(pdf, kid, next(known, None), above)


def _is_element(value: object) -> bool:
    return isinstance(value, dict) and "S" in value


def _node(pdf: Pdf, element: Object, box: Box | None, above: Box | None) -> Node:
    role = element["S"].removeprefix("/")
    node = Node(element, role)
    if box is not None and box.element is not None:
        anonymous = above is not None and (above.element, above.element_tag) == (box.element, box.element_tag)
        node.source, node.tag = box.element, "" if anonymous else str(box.element_tag)
    if role == "LI" and box is not None and _wraps_its_body(pdf, element, box):
        body = object_of(pdf, element["K"][0])
        node.kids = [Node(body, "LBody", kids=list(_kids(pdf, body, _boxes(box), box)))]
    else:
        node.kids = list(_kids(pdf, element, _boxes(box) if box is not None else [], box))
    return node


def _wraps_its_body(pdf: Pdf, element: Object, box: Box) -> bool:
    """Tell whether one box was given both an item and its body, as where a list has no bullets."""
    held = element["K"]
    bare = box.element_tag in ("dt", "dd") or box.style["list_style_type"] == "none"
    return bare and len(held) == 1 and not isinstance(held[0], int) and object_of(pdf, held[0])["S"] == "/LBody"


# --- And back -----------------------------------------------------------------------------------------


def write_tree(pdf: Pdf, root: Node) -> None:
    """Put the nodes into the PDF. Elements that are no longer in the tree are emptied, what they held are artifacts."""
    before = {element.number for element in pdf.objects if _is_element(element) and "P" in element}
    kept = {node.element.number for node in root.walk()}  # type: ignore[attr-defined]
    owners: dict[Mark, bytes] = {}
    annotations: list[tuple[Object, bytes]] = []
    for node in root.walk():
        _write_node(node)
        owners |= {kid: node.reference for kid in node.kids if isinstance(kid, Mark)}
        annotations += [
            (object_of(pdf, kid.reference), node.reference) for kid in node.kids if isinstance(kid, Annotation)
        ]
    for number in before - kept:
        pdf.objects[number].clear()
    _write_parents(pdf, owners, annotations)
    _mark_artifacts(pdf, owners)


def _write_node(node: Node) -> None:
    element = node.element
    element["S"] = f"/{node.role}"
    pages = [kid.page for kid in node.kids if isinstance(kid, Mark)]
    if pages:
        element["Pg"] = pages[0]
    held: list[object] = []
    for kid in node.kids:
        if isinstance(kid, Node):
            kid.element["P"] = node.reference
            held.append(kid.reference)
        elif isinstance(kid, Mark):
            held.append(kid.number if kid.page == element["Pg"] else b"<</Type/MCR/Pg %b/MCID %d>>" % kid)
        else:
            held.append(kid.reference)
    element["K"][:] = held


def _write_parents(pdf: Pdf, owners: dict[Mark, bytes], annotations: list[tuple[Object, bytes]]) -> None:
    """Write the parent tree: for each page the element of every mark, then that of each annotation."""
    by_page: dict[bytes, dict[int, bytes]] = {}
    for mark, owner in owners.items():
        by_page.setdefault(mark.page, {})[mark.number] = owner
    numbers = object_of(pdf, structure_root(pdf)["ParentTree"])["Nums"]
    pages = pdf.page_references
    empty = type(numbers)
    numbers.clear()
    for at, page in enumerate(pages):
        own = by_page.get(page, {})
        numbers += [at, empty([own.get(number, b"null") for number in range(max(own, default=-1) + 1)])]
    for at, (reference, owner) in enumerate(annotations, len(pages)):
        numbers += [at, owner]
        object_of(pdf, reference["Obj"])["StructParent"] = at


def _mark_artifacts(pdf: Pdf, owners: dict[Mark, bytes]) -> None:
    """Mark as artifacts what no element holds: heads, folios, heads of tables that are said again."""
    for page in pdf.page_references:
        stream = pdf.objects[int(object_of(pdf, page)["Contents"].split()[0])].stream
        for at, operand in enumerate(stream):
            if operand == b"BDC" and Mark(page, stream[at - 1]["MCID"]) not in owners:
                stream[at - 2], stream[at - 1] = b"/Artifact", b"<</Type/Pagination>>"


def linked(pdf: Pdf, node: Node) -> list[Object]:
    """Return the annotations of a link."""
    kids = (kid for kid in node.kids if isinstance(kid, Annotation))
    return [object_of(pdf, object_of(pdf, kid.reference)["Obj"]) for kid in kids]


def structure_root(pdf: Pdf) -> Object:
    """Return the root that the element Document hangs on."""
    return object_of(pdf, pdf.catalog["StructTreeRoot"])
