"""The PDF, made in the order books are made: the body, then the back matter with pages in its text, then the front.

So every part is laid out once, on pages that are known by then; the parts are joined and written in one go, which
keeps links, outline, fonts and tags whole. WeasyPrint is imported when a PDF is wanted, not before.
"""

import warnings
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Protocol, Self

from hsreport.model import Report
from hsreport.render.style import HouseStyle
from hsreport.render.templating import PartOfBook, render, stylesheet
from hsreport.render.view import AT_A_GLANCE
from hsreport.values import Value

VARIANT = "pdf/a-3a"
"""Archivable and tagged: ISO 19005-3, level A. The tags make it ISO 14289-1 (PDF/UA-1) as well, which `_identify` adds."""

NUMERALS = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


class PdfFile(Value, frozen=True):
    """A PDF, and the printed folio of every anchor in it."""

    data: bytes
    pages: dict[str, str]


class Page(Protocol):
    """A page that was laid out, and the anchors on it."""

    anchors: dict[str, tuple[float, float]]


class Document(Protocol):
    """What is used of WeasyPrint's document."""

    pages: list[Page]

    def copy(self, pages: Iterable[Page]) -> Self: ...

    def write_pdf(self, **options: object) -> bytes: ...


class Stream(Protocol):
    """An object of a PDF that holds bytes."""

    stream: list[bytes]


class Written(Protocol):
    """What is used of a pydyf.PDF."""

    catalog: Mapping[str, bytes]
    objects: Sequence[Stream]


def render_pdf(report: Report, style: HouseStyle) -> PdfFile:
    """The typeset publication; the same bytes for the same input on every machine, with the fonts of the style."""
    press = _Press(report, style)
    body = press.lay_out("body", {})
    pages = _folios(body, str)
    after_body = len(body.pages) + 1
    back = press.lay_out("back", pages, after_body)
    pages = _folios(back, str, after_body) | pages
    front = _front(press, pages)
    pages = _folios(front, roman) | pages
    filler = [press.blank()] if style.right_hand_start and len(front.pages) % 2 else []
    whole = front.copy([*front.pages, *filler, *body.pages, *back.pages])
    return PdfFile(whole.write_pdf(pdf_variant=VARIANT, finisher=_identify), pages)


def roman(number: int) -> str:
    """A number below 40 or so as a lower-case roman numeral, for front matter."""
    for value, numeral in NUMERALS:
        if number >= value:
            return numeral + roman(number - value)
    return ""


def _front(press: "_Press", pages: Mapping[str, str]) -> Document:
    """The front matter; its own page in the contents is guessed, and set again where the guess is wrong."""
    guess = {AT_A_GLANCE.anchor: roman(3)}
    front = press.lay_out("front", {**pages, **guess})
    own = {anchor: page for anchor, page in _folios(front, roman).items() if anchor in guess}
    return front if own in (guess, {}) else press.lay_out("front", {**pages, **own})


def _folios(document: Document, numeral: Callable[[int], str], first: int = 1) -> dict[str, str]:
    """The folio of each anchor: of the page it starts on."""
    folios: dict[str, str] = {}
    for number, page in enumerate(document.pages, first):
        for anchor in page.anchors:
            folios.setdefault(anchor, numeral(number))
    return folios


def _identify(_: Document, pdf: Written) -> None:
    """Adds the mark of PDF/UA-1 to the metadata: WeasyPrint 70 writes that of one standard alone."""
    metadata = pdf.objects[int(pdf.catalog["Metadata"].split()[0])]
    mark = Path(__file__).with_name("pdfua.xmp").read_bytes()
    metadata.stream = [part.replace(b"</rdf:RDF>", mark + b"</rdf:RDF>") for part in metadata.stream]


class _Press:
    """One font configuration and one style sheet for all parts of a book."""

    def __init__(self, report: Report, style: HouseStyle) -> None:
        with warnings.catch_warnings():
            # A machine without a font is no worry: the style brings its own.
            warnings.filterwarnings("ignore", "No fonts configured")
            from weasyprint import CSS
            from weasyprint.text.fonts import FontConfiguration

        self.report, self.style = report, style
        self.fonts = FontConfiguration()
        sheet = stylesheet(style, "print", lambda face: Path(face.file).as_uri())
        self.sheet = CSS(string=sheet, font_config=self.fonts)

    def lay_out(self, part: PartOfBook, pages: Mapping[str, str], first: int = 1) -> Document:
        """A part of the book on pages counted from `first`, an odd one on the right."""
        return self._set(render(self.report, self.style, medium="print", part=part, pages=pages), first)

    def blank(self) -> Page:
        """A page with nothing on it."""
        return self._set(f'<html lang="{self.style.language}"><body class="blank">', 1).pages[0]

    def _set(self, html: str, first: int) -> Document:
        from weasyprint import CSS, HTML

        side = "right" if first % 2 else "left"
        start = CSS(string=f"@page :first {{ counter-reset: page {first} }} html {{ break-before: {side} }}")
        source = HTML(string=html, base_url=None)
        document: Document = source.render(font_config=self.fonts, stylesheets=[self.sheet, start], pdf_variant=VARIANT)
        return document
