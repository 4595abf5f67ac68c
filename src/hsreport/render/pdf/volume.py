"""The PDF of a volume: each report on pages of its own, the next going on counting where it ends; then the indexes, then the front.

Every report is laid out by itself, with its own running heads, once. All are joined and written in one go, which keeps links,
outline, fonts and tags whole.
"""

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from hsreport.language.numerals import roman
from hsreport.model import Volume
from hsreport.render.html.quotes import shown
from hsreport.render.html.templating import PartOfBook
from hsreport.render.html.volume import SHEET, volume_html
from hsreport.render.pdf.book import Attachment, Page, PdfFile, Press, folios
from hsreport.render.style.tokens import HouseStyle
from hsreport.values import Standard


class VolumePress(Press):
    """A press for what is printed of a volume."""

    def __init__(self, volume: Volume, style: HouseStyle, standard: Standard) -> None:
        super().__init__(volume.contributions[0].report, style, SHEET, standard=standard)
        self.volume = volume

    def html(self, part: PartOfBook, pages: Mapping[str, str]) -> str:
        return volume_html(self.volume, self.style, medium="print", part=part, pages=pages)


def render_volume_pdf(
    volume: Volume,
    style: HouseStyle,
    *,
    standard: Standard = Standard.UA_1,
    attachments: Sequence[Attachment] = (),
) -> PdfFile:
    """Return the typeset volume, and the folio of each anchor in it; where the style has a right-hand start, each report has one."""
    press = VolumePress(shown(volume, style), style, standard)
    body: list[Page] = []
    pages: dict[str, str] = {}
    for each in press.volume.contributions:
        _fill(body, press)
        html = volume_html(replace(press.volume, contributions=(each,)), style, medium="print", part="body")
        report = press.set(html, len(body) + 1)
        pages |= folios(report, str, len(body) + 1)
        body += report.pages
    back, found = press.settled("back", pages, str, len(body) + 1)
    front, of_front = press.settled("front", pages | found, roman)
    opening = list(front.pages)
    _fill(opening, press)
    whole = front.copy([*opening, *body, *back.pages])
    return PdfFile(press.bind(whole, attachments), pages | found | of_front, press.unshown)


def _fill(pages: list[Page], press: Press) -> None:
    """Let what follows begin on a right-hand page, where the style asks for it."""
    if press.style.right_hand_start and len(pages) % 2:
        pages.append(press.blank())
