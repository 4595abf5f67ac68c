"""The pages of the Word layout: each bookmark's page in a PDF that LibreOffice printed, as the number printed on it."""

from collections.abc import Callable, Mapping
from io import BytesIO
from typing import NamedTuple

from hsreport.errors import OutputError
from hsreport.language.numerals import roman
from hsreport.ooxml.package import edited
from hsreport.ooxml.xml import ID, PARAGRAPH, Element, W, bookmark_name, w
from hsreport.render.word.file import DocxFile, WordPages

ROUNDS = 4
"""How often a file is laid out at most; pages of one figure more may move what follows them."""
PROBE = "body_begins"
"""The bookmark that is put where the pages begin to count from 1."""


class Layout(NamedTuple):
    """What a program made of a Word file: its name and version, and the folio of each destination."""

    program: str
    folios: Mapping[str, str]


def refreshed(
    make: Callable[[Mapping[str, str]], DocxFile], pages: Mapping[str, str], lay_out: Callable[[bytes], bytes]
) -> DocxFile:
    """Return a Word file that shows the pages of its own layout; `pages` are those to begin with, and the anchors to be told.

    Raises `OutputError` where the layout does not come to rest.
    """
    shown = WordPages(pages)
    for _ in range(ROUNDS):
        file = make(shown)
        layout = layout_of(lay_out(probed(file.data)))
        own = {anchor: layout.folios.get(destination(bookmark_name(anchor)), "") for anchor in pages}
        last, shown = shown, WordPages({anchor: folio for anchor, folio in own.items() if folio})
        shown.program = layout.program
        if shown == last and shown.program == last.program:
            return file
    raise OutputError("its pages do not come to rest in LibreOffice", hint="build without --refresh")


def probed(data: bytes) -> bytes:
    """Return a Word file with a bookmark where its pages begin to count from 1."""
    return edited(data, {"word/document.xml": _probe})


def _probe(root: Element) -> None:
    first = _first_of_body(root)
    number = 1 + max((int(start.get(ID, "0")) for start in root.iter(W + "bookmarkStart")), default=0)
    first.insert(1, w("bookmarkStart", id=number, name=PROBE))
    first.insert(2, w("bookmarkEnd", id=number))


def _first_of_body(root: Element) -> Element:
    """Return the first paragraph of the first section that counts anew, else of all."""
    paragraphs: list[Element] = []
    for element in root.iter(PARAGRAPH, W + "sectPr"):
        if element.tag == PARAGRAPH:
            paragraphs.append(element)
            continue
        count = element.find(W + "pgNumType")
        if count is not None and count.get(W + "start"):
            break
        paragraphs = []
    return paragraphs[0]


def layout_of(pdf: bytes) -> Layout:
    """Return the folio of each destination in a PDF printed by LibreOffice: small Roman numbers before the body, then from 1."""
    import pikepdf

    with pikepdf.open(BytesIO(pdf)) as file:
        numbers = {page.obj.objgen: at for at, page in enumerate(file.pages)}
        pages = {str(name): numbers[place[0].objgen] for name, place in file.Root.Dests.items()}
        program = str(file.docinfo.get("/Producer", "LibreOffice"))
    body = pages.pop(destination(PROBE))
    return Layout(program, {name: str(at - body + 1) if at >= body else roman(at + 1) for name, at in pages.items()})


def destination(bookmark: str) -> str:
    """Return what LibreOffice calls a bookmark in a PDF: it writes underscores as their code."""
    return "/" + bookmark.replace("_", "5F")
