"""The PDF, made in the order books are made: the body, then the back matter with pages in its text, then the front.

So every part is laid out once, on pages that are known by then (the contents twice where they are long); the parts are
joined and written in one go, which keeps links, outline, fonts and tags whole. A short text is set as one. WeasyPrint is imported when a PDF is wanted, not before.
"""

import re
import warnings
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from functools import cache, partial
from html import escape
from pathlib import Path
from typing import Any, Protocol, Self

from hsreport.language.numerals import roman
from hsreport.model import Report
from hsreport.render.html.quotes import shown
from hsreport.render.html.templating import PartOfBook, render, stylesheet
from hsreport.render.html.view import BESIDE, is_short, view_of
from hsreport.render.pdf.libraries import loaded
from hsreport.render.pdf.weasyprint70.patches import continued_lines, done_once, finish, unshown
from hsreport.render.pdf.weasyprint70.patches import sheets as continued_sheets
from hsreport.render.style.tokens import HouseStyle
from hsreport.values import Standard, Value

EMPTY = re.compile(r"<body[^>]*>\s*</body>")
"""A part of the book that the templates give nothing for."""

SHORT = ("css/handout.css",)
"""The style sheet of a text without a cover: that of handouts."""
ATTEMPTS = 5
"""How often a part is set at most before it goes without pages of its own."""

PICTURE_DPI = 300
"""The dots an inch that a printer shows of a picture; further ones are left out."""

ARCHIVABLE = {Standard.UA_1: "pdf/a-3a", Standard.UA_2: "pdf/a-4f"}

UNDATED = datetime(1970, 1, 1, tzinfo=UTC)
"""The date of files that go with a PDF, since its makers ask for one and no clock is to be seen in it."""

HtmlOf = Callable[[PartOfBook, Mapping[str, str]], str]
"""Gives a part of a book with these pages in its text."""


class Attachment(Value, frozen=True):
    """A file that goes with a PDF; `relationship` is what it is to it (ISO 32000-2, 7.11.3)."""

    name: str
    data: bytes
    description: str = ""
    relationship: str = "Source"


class PdfFile(Value, frozen=True):
    """A PDF, and the printed folio of every anchor in it."""

    data: bytes
    pages: dict[str, str]
    unshown: frozenset[str] = frozenset()
    """Characters that no font has, for which the style's substitute is printed."""


class Page(Protocol):
    """A page that was laid out, the anchors on it, and the links: of which kind, and where to."""

    anchors: dict[str, tuple[float, ...]]
    links: Sequence[tuple[Any, ...]]
    width: float
    height: float


class Document(Protocol):
    """What is used of WeasyPrint's document."""

    pages: list[Page]

    def copy(self, pages: Iterable[Page]) -> Self: ...

    def write_pdf(self, **options: object) -> bytes: ...


def render_pdf(
    report: Report,
    style: HouseStyle,
    *,
    standard: Standard = Standard.UA_1,
    attachments: Sequence[Attachment] = (),
) -> PdfFile:
    """Return the typeset publication; the same bytes for the same input on every machine, with the fonts of the style."""
    press = Press(html_of(shown(report, style), style), style, *SHORT * is_short(report, style), standard=standard)
    whole, pages = laid_out(press, report)
    return PdfFile(press.bind(whole, attachments), pages, press.unshown)


def laid_out(press: "Press", report: Report) -> tuple[Document, dict[str, str]]:
    """Lay out a report, and tell the folio of every anchor in it."""
    if is_short(report, press.style):
        return press.settled("all", press.folios)
    return _book(press, view_of(shown(report, press.style), press.style).front)


def html_of(report: Report, style: HouseStyle) -> HtmlOf:
    """Return what gives the HTML of a report."""
    return lambda part, pages: render(report, style, medium="print", part=part, pages=pages)


def _book(press: "Press", before: Sequence[str]) -> tuple[Document, dict[str, str]]:
    """Set the body, then what stands after it and before it with the pages of what was set, the contents last."""
    body = press.lay_out("body", {})
    pages, laid = folios(body, str), dict[str, Document]()
    guess = {BESIDE[word].anchor: roman(at) for at, word in enumerate(before, 1)} | press.folios
    sides: list[tuple[PartOfBook, Callable[[int], str], int]] = [
        ("back", str, len(body.pages) + 1),
        ("front", roman, 1),
    ]
    for part, numeral, first in sides if "contents" in before else sides[::-1]:
        laid[part], found = press.settled(part, {**guess, **pages}, numeral, first)
        pages |= found
    front = laid["front"].pages
    filler = [press.blank()] if press.style.right_hand_start and len(front) % 2 else []
    return body.copy([*front, *filler, *body.pages, *laid["back"].pages]), pages


def folios(document: Document, numeral: Callable[[int], str], first: int = 1) -> dict[str, str]:
    """Return the folio of each anchor: of the page it starts on."""
    folio_of: dict[str, str] = {}
    for number, page in enumerate(document.pages, first):
        for anchor in page.anchors:
            folio_of.setdefault(anchor, numeral(number))
    return folio_of


class Press:
    """One font configuration and one style sheet for all parts of a book."""

    def __init__(self, html: HtmlOf, style: HouseStyle, *sheets: str, standard: Standard = Standard.UA_1) -> None:
        """Set up a press with the style sheet of the book, and more `sheets` of the templates after it."""
        with warnings.catch_warnings():
            # A machine without a font is no worry: the style brings its own.
            warnings.filterwarnings("ignore", "No fonts configured")
            with loaded():
                from weasyprint import CSS
                from weasyprint.text.fonts import FontConfiguration

        self.html, self.style, self.standard = html, style, standard
        self.fonts = FontConfiguration()
        self.folios: dict[str, str] = {}
        """A guess, where there is one: those of the last time."""
        self.unshown: frozenset[str] = frozenset()
        self.css = stylesheet(style, "print", lambda face: Path(face.file).as_uri(), *continued_sheets(), *sheets)
        self.sheet = CSS(string=self.css, font_config=self.fonts)

    def lay_out(self, part: PartOfBook, pages: Mapping[str, str], first: int = 1) -> Document:
        """Return a part of the book on pages counted from `first`, an odd one on the right."""
        return self.set(self.html(part, pages), first, part)

    def settled(
        self, part: PartOfBook, pages: Mapping[str, str], numeral: Callable[[int], str] = str, first: int = 1
    ) -> tuple[Document, dict[str, str]]:
        """Return a part and the folios in it, set again until it shows these; no pages where there is nothing in it."""
        html, found = "", dict[str, str]()
        for _ in range(ATTEMPTS):
            before, html = html, self.html(part, {**pages, **found})
            if html == before:
                break
            document = self.set(html, first, part)
            found = folios(document, numeral, first)
        else:
            document = self.lay_out(part, pages, first)
        return (document.copy([]) if part != "all" and EMPTY.search(html) else document), found

    def blank(self) -> Page:
        """Return a page with nothing on it."""
        return self.set(f'<html lang="{self.style.language}"><body class="blank">', 1).pages[0]

    def set(self, html: str, first: int = 1, _part: str = "") -> Document:
        """Return any HTML in the style of the book, on pages counted from `first`."""
        from weasyprint import HTML

        source = HTML(string=self._showable(html), base_url=None)
        sheets = [self.sheet, _start(first)]
        with done_once(), continued_lines():
            document: Document = source.render(font_config=self.fonts, stylesheets=sheets, **self._options)
        return document

    def _showable(self, html: str) -> str:
        """Put the style's substitute for characters that no font has; "?" for those of the substitute."""
        self.unshown |= unshown({*html, *self.style.unshown} - self.unshown, self.fonts)
        substitute = escape("".join("?" if sign in self.unshown else sign for sign in self.style.unshown))
        return html.translate({ord(sign): substitute.replace("{}", f"{ord(sign):04X}") for sign in self.unshown})

    @property
    def _options(self) -> dict[str, Any]:
        return {"pdf_variant": ARCHIVABLE[self.standard], "pdf_tags": True, "dpi": PICTURE_DPI}

    def bind(self, document: Document, attachments: Sequence[Attachment] = (), prefix: str = "") -> bytes:
        """Return a document as a PDF of the press's standard, with its tags mended and the files that are to go with it.

        What is known in the tags by a name is known by that after the prefix.
        """
        with done_once():
            return document.write_pdf(
                finisher=partial(finish, second=self.standard is Standard.UA_2, prefix=prefix),
                attachments=[*map(_attached, attachments)],
                **self._options,
            )


@cache
def _start(first: int) -> object:
    """Return the style sheet of a part whose pages are counted from `first`."""
    from weasyprint import CSS

    side = "right" if first % 2 else "left"
    return CSS(string=f"@page :first {{ counter-reset: page {first} }} html {{ break-before: {side} }}")


def _attached(file: Attachment) -> object:
    """Return what WeasyPrint writes into a PDF; it can be written once."""
    from weasyprint import Attachment as Attached

    return Attached(
        string=file.data,
        name=file.name,
        description=file.description,
        created=UNDATED,
        modified=UNDATED,
        relationship=file.relationship,
    )
