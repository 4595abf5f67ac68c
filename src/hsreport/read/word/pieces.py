"""What stands around the words of a Word file: rows and cells through their wrappers, drawings, text boxes, empty paragraphs."""

from collections.abc import Iterable, Iterator, Mapping

from msgspec.structs import replace

from hsreport.inline import Piece
from hsreport.ooxml.xml import Element, R, W
from hsreport.source import Line

_EMPTY_SHARE = 0.1
"""The share of empty paragraphs from which on they, and not space, set paragraphs apart."""
COMPATIBLE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
AROUND_BLOCKS = frozenset(W + tag for tag in ("sdt", "sdtContent", "customXml", "ins", "moveTo"))


def parted_by_empty_paragraphs(body: Element) -> bool:
    """Whether a document has so many empty paragraphs that they part the others."""
    paragraphs = list(body.iterfind(W + "p"))
    empty = sum(all(not (text.text or "").strip() for text in each.iterfind(f".//{W}t")) for each in paragraphs)
    return empty > _EMPTY_SHARE * len(paragraphs)


def closed_up(lines: Iterable[Line]) -> list[Line]:
    """Lines without the empty ones between them; what stood behind those is set apart."""
    kept: list[Line] = []
    apart = False
    for line in lines:
        if line.text or line.picture:
            kept.append(replace(line, own=True) if apart else line)
        apart = not (line.text or line.picture)
    return kept


def inside(parent: Element, tag: str) -> Iterator[Element]:
    """The rows of a table or the cells of a row, through whatever wraps them."""
    for child in parent:
        if child.tag == W + tag:
            yield child
        elif child.tag in AROUND_BLOCKS:
            yield from inside(child, tag)


def broken(runs: list[Piece]) -> list[list[Piece]]:
    """Runs parted at the ends of lines."""
    lines: list[list[Piece]] = [[]]
    for piece in runs:
        first, *rest = piece.text.split("\n")
        lines[-1].append(piece._replace(text=first))
        lines += ([piece._replace(text=part)] for part in rest)
    return lines


def chosen(alternatives: Element) -> Element:
    """Of contents for newer and for older programs, those for the newer."""
    return next((each for each in alternatives if each.tag == COMPATIBLE + "Choice"), alternatives)


def pictures(parent: Element) -> Iterator[tuple[str, str, str]]:
    """The pictures in a drawing: the id of the relationship, the alternative text, the name."""
    shown = chosen(parent) if parent.tag == COMPATIBLE + "AlternateContent" else parent
    for picture in shown.iter("{*}blip", "{*}imagedata"):
        described = next(shown.iter("{*}docPr", "{*}imagedata"))
        name = described.get("name") or described.get("title") or "without description"
        yield picture.get(R + "embed") or picture.get(R + "id") or "", described.get("descr") or "", name


def drawn_words(parent: Element, diagrams: Mapping[str, Element]) -> Iterator[str]:
    """The words of the diagrams and the word art in a drawing, paragraph by paragraph."""
    shown = chosen(parent) if parent.tag == COMPATIBLE + "AlternateContent" else parent
    for drawn in shown.iter("{*}relIds", "{*}textpath"):
        diagram = diagrams.get(drawn.get(R + "dm") or "")
        paragraphs = () if diagram is None else diagram.iterfind(".//{*}t/{*}p")
        yield from filter(None, ["".join(map(str, each.itertext())).strip() for each in paragraphs])
        yield from filter(None, [(drawn.get("string") or "").strip()])


def boxes(parent: Element) -> Iterator[Element]:
    """The text boxes in a drawing, each once, those inside another left to it."""
    if parent.tag == W + "txbxContent":
        yield parent
        return
    for child in chosen(parent) if parent.tag == COMPATIBLE + "AlternateContent" else parent:
        yield from boxes(child)
