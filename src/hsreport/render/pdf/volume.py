"""The PDF of a volume: each report laid out as a PDF of its own, the indexes with the pages of these, the front; then all joined.

A report knows nothing of the pages before it: where it begins is settled when all are laid out, and its folios are put on
last. So reports can be laid out side by side, and one that is laid out already is taken as it is.
"""

from collections.abc import Callable, Sequence
from functools import partial

from msgspec.structs import replace

from hsreport.language.numerals import roman
from hsreport.model import Volume
from hsreport.render.html.quotes import shown
from hsreport.render.html.volume import SHEET, volume_html
from hsreport.render.pdf.book import Attachment, Document, HtmlOf, PdfFile, Press
from hsreport.render.pdf.join import Laid, joined
from hsreport.render.style.tokens import HouseStyle

Layout = partial[Laid]
"""A report of a volume to be laid out: `laid_out`, and what it is given."""
Engine = Callable[[Sequence[Layout]], Sequence[Laid]]
"""Lays reports out, in their order."""


def html_of(volume: Volume, style: HouseStyle) -> HtmlOf:
    """Return what gives the HTML of a volume."""
    return lambda part, pages: volume_html(volume, style, medium="print", part=part, pages=pages)


def laid_out(html: str, style: HouseStyle, *, prefix: str, right: bool) -> Laid:
    """Lay out a report, without folios, to begin on a page on the right or on the left; `prefix` tells its tags from others'."""
    press = Press(lambda _part, _pages: html, style, SHEET, "css/unnumbered.css")
    return _part(press, press.lay_out("body", {}, 1 if right else 2), prefix, even=style.right_hand_start)


def one_by_one(layouts: Sequence[Layout]) -> list[Laid]:
    """Lay out reports one after another."""
    return [layout() for layout in layouts]


def render_volume_pdf(
    volume: Volume, style: HouseStyle, *, attachments: Sequence[Attachment] = (), engine: Engine = one_by_one
) -> PdfFile:
    """Return the typeset volume, and the folio of each anchor in it; where the style has a right-hand start, each report has one."""
    printed = shown(volume, style)
    press = Press(html_of(printed, style), style, SHEET)
    reports = _reports(printed, style, engine)
    pages, first = dict[str, str](), 1
    for report in reports:
        pages |= {anchor: str(first + at) for anchor, at in report.anchors.items()}
        first += report.pages
    back, found = press.settled("back", pages, str, first)
    front, of_front = press.settled("front", pages | found, roman)
    parts = [
        _part(press, front, "front-", attachments, even=style.right_hand_start),
        *reports,
        _part(press, back, "back-"),
    ]
    numbers = Press(press.html, style, SHEET, "css/folios.css")
    folios = numbers.bind(numbers.set(f'<html lang="{style.language}"><body>{"<p></p>" * (first - 1)}'))
    data = joined(parts, folios)
    return PdfFile(data, pages | found | of_front, press.unshown.union(*(report.unshown for report in reports)))


def _reports(volume: Volume, style: HouseStyle, engine: Engine) -> list[Laid]:
    """Lay out all reports; again on the other side, where pages face each other and one begins there after all."""
    alone = [replace(volume, title=each.title, contributions=(each,)) for each in volume.contributions]
    htmls = [html_of(each, style)("body", {}) for each in alone]
    prefixes = [each.prefix for each in volume.contributions]
    known: dict[tuple[int, bool], Laid] = {}
    while True:
        chosen, first = list[tuple[int, bool]](), 1
        for at in range(len(htmls)):
            side = not style.page.facing or bool(first % 2)
            chosen.append((at, side))
            report = known.get((at, side)) or known.get((at, True))
            first += report.pages if report else 0
        wanted = [each for each in chosen if each not in known]
        if not wanted:
            return [known[each] for each in chosen]
        layouts = [partial(laid_out, htmls[at], style, prefix=prefixes[at], right=side) for at, side in wanted]
        known |= zip(wanted, engine(layouts), strict=True)


def _part(
    press: Press, document: Document, prefix: str, attachments: Sequence[Attachment] = (), *, even: bool = False
) -> Laid:
    """Return a document as a part of the book, whose links may lead to other parts; with `even`, on an even number of pages."""
    blank = even and len(document.pages) % 2 == 1
    pages = [*document.pages, *([press.blank()] if blank else [])]
    anchors = {anchor: at for at, page in reversed([*enumerate(pages)]) for anchor in page.anchors}
    point = next((point for page in pages for point in page.anchors.values()), (0.0, 0.0))
    for kind, target, *_ in (link for page in pages for link in page.links):
        if kind == "internal" and target not in anchors:
            pages[0].anchors.setdefault(target, point)  # WeasyPrint leaves out links that lead nowhere
    data = press.bind(document.copy(pages), attachments, prefix)
    return Laid(data, len(pages), blank, anchors, press.unshown)
