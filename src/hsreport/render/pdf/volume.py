"""The PDF of a volume: each report laid out as a PDF of its own, the two halves of the indexes with the pages of these; then all joined.

A report knows nothing of the pages before it: where it begins is settled when all are laid out, and its folios are put on
last. So reports can be laid out side by side, and one that is laid out already is taken as it is.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from msgspec.structs import replace

from hsreport.language.numerals import roman
from hsreport.model import Volume
from hsreport.render.html.quotes import shown
from hsreport.render.html.templating import PartOfBook
from hsreport.render.html.volume import SHEET, volume_html
from hsreport.render.pdf.book import EMPTY, Attachment, Document, HtmlOf, PdfFile, Press
from hsreport.render.pdf.join import Laid, joined
from hsreport.render.style.tokens import HouseStyle

HALVES: tuple[PartOfBook, ...] = "index", "themes"
"""The parts behind the reports."""
LAST = "themes-"
"""The prefix of the last part, which no other part follows on a right-hand page."""

Layout = partial[Laid]
"""A part of a volume to be laid out: `laid_out`, and what it is given."""
Engine = Callable[[Sequence[Layout]], Sequence[Laid]]
"""Lays parts out, in their order."""


def html_of(volume: Volume, style: HouseStyle) -> HtmlOf:
    """Return what gives the HTML of a volume."""
    return lambda part, pages: volume_html(volume, style, medium="print", part=part, pages=pages)


def laid_out(html: str, style: HouseStyle, *, prefix: str, right: bool) -> Laid:
    """Lay out a part, without folios, to begin on a page on the right or on the left; `prefix` tells its tags from others'."""
    press = Press(lambda _part, _pages: html, style, SHEET, "css/unnumbered.css")
    return _part(press, press.lay_out("body", {}, 1 if right else 2), prefix)


def one_by_one(layouts: Sequence[Layout]) -> list[Laid]:
    """Lay out parts one after another."""
    return [layout() for layout in layouts]


def render_volume_pdf(
    volume: Volume, style: HouseStyle, *, attachments: Sequence[Attachment] = (), engine: Engine = one_by_one
) -> PdfFile:
    """Return the typeset volume, and the folio of each anchor in it; where the style has a right-hand start, each report has one."""
    printed = shown(volume, style)
    press = Press(html_of(printed, style), style, SHEET)
    alone = [replace(printed, title=each.title, contributions=(each,)) for each in printed.contributions]
    bodies = {each.contributions[0].prefix: html_of(each, style)("body", {}) for each in alone}
    reports, pages = _side_by_side(bodies, 1, style, engine)
    first = 1 + sum(report.pages for report in reports)
    halves = {f"{half}-": press.html(half, pages) for half in HALVES}
    back, found = _side_by_side(
        {key: half for key, half in halves.items() if not EMPTY.search(half)}, first, style, engine
    )
    front, of_front = press.settled("front", pages | found, roman)
    parts = [_part(press, front, "front-", attachments), *reports, *back]
    numbers = Press(press.html, style, SHEET, "css/folios.css")
    wide = sum(part.pages for part in back)
    blank = f'<html lang="{style.language}"><body>{"<p></p>" * (first - 1)}{"<p class=back></p>" * wide}'
    data = joined(parts, numbers.bind(numbers.set(blank)))
    return PdfFile(data, pages | found | of_front, press.unshown.union(*(part.unshown for part in parts)))


def _side_by_side(
    htmls: Mapping[str, str], first: int, style: HouseStyle, engine: Engine
) -> tuple[list[Laid], dict[str, str]]:
    """Lay out parts by their prefixes, the first on this page, and tell the folios in them.

    Again on the other side, where pages face each other and a part begins there after all.
    """
    known: dict[tuple[str, bool], Laid] = {}
    while True:
        chosen, pages, at = list[tuple[str, bool]](), dict[str, str](), first
        for prefix in htmls:
            side = not style.page.facing or bool(at % 2)
            chosen.append((prefix, side))
            if part := known.get((prefix, side)) or known.get((prefix, not side)):
                pages |= {anchor: str(at + page) for anchor, page in part.anchors.items()}
                at += part.pages
        wanted = [each for each in chosen if each not in known]
        if not wanted:
            return [known[each] for each in chosen], pages
        layouts = [partial(laid_out, htmls[prefix], style, prefix=prefix, right=side) for prefix, side in wanted]
        known |= zip(wanted, engine(layouts), strict=True)


def _part(press: Press, document: Document, prefix: str, attachments: Sequence[Attachment] = ()) -> Laid:
    """Return a document as a part of the book, whose links may lead to other parts, on as many pages as the style asks for."""
    blank = press.style.right_hand_start and len(document.pages) % 2 == 1 and prefix != LAST
    pages = [*document.pages, *([press.blank()] if blank else [])]
    anchors = {anchor: at for at, page in reversed([*enumerate(pages)]) for anchor in page.anchors}
    point = next((point for page in pages for point in page.anchors.values()), (0.0, 0.0))
    for kind, target, *_ in (link for page in pages for link in page.links):
        if kind == "internal" and target not in anchors:
            pages[0].anchors.setdefault(target, point)  # WeasyPrint leaves out links that lead nowhere
    data = press.bind(document.copy(pages), attachments, prefix)
    return Laid(data, len(pages), blank, anchors, press.unshown)
