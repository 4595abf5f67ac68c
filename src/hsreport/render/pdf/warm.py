"""The pages of a report that is laid out again and again while it changes: those that come out as they were are kept, and drawn once."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from itertools import count
from typing import NamedTuple

from hsreport.model import Report
from hsreport.render.html.quotes import shown
from hsreport.render.html.view import is_short
from hsreport.render.pdf.book import PICTURE_DPI, SHORT, Document, Press, html_of, laid_out
from hsreport.render.pdf.weasyprint70.patches import done_once, keeper, sheet_of
from hsreport.render.style.tokens import HouseStyle

POINT = 0.75
"""Points to a CSS pixel."""

Places = Mapping[str, tuple[int, float]]
"""By the name of a passage the page it begins on, counted from 0, and how many points below the top of that."""


class Sheets(NamedTuple):
    """The sheets of a report in their order, and those of them that are new."""

    numbers: Sequence[int]
    new: Sequence[int]
    pdf: bytes
    """The new ones, without tags and with nothing attached."""
    sizes: Sequence[tuple[int, int]]
    """Width and height of each, in points."""
    places: Places


class WarmPress(Press):
    """A press that stays set up: a part that has the same HTML is not set again, and a page of it only if it has to be."""

    def __init__(self, report: Report, style: HouseStyle, first: int) -> None:
        """Set up a press whose sheets are counted from `first`."""
        super().__init__(html_of(shown(report, style), style), style, *SHORT * is_short(report, style))
        self._keepers = defaultdict[str, Callable[[], AbstractContextManager[None]]](keeper)
        self._set: dict[str, tuple[str, int, Document]] = {}
        self._drawn: Sequence[int] = ()
        self._number = count(first).__next__

    def set(self, html: str, first: int = 1, part: str = "") -> Document:
        """Return a part of the book, as it was if nothing in it changed."""
        if self._set.get(part, ())[:2] != (html, first):
            with self._keepers[part]():
                self._set[part] = html, first, super().set(html, first)
        return self._set[part][2]

    def sheets(self, report: Report) -> Sheets:
        """Lay a report out; each new sheet gets another number."""
        self.html = html_of(shown(report, self.style), self.style)
        document, self.folios = laid_out(self, report)
        at = {page: sheet_of(page, self._number) for page in document.pages}
        new = [page for page, sheet in at.items() if sheet not in self._drawn]
        with done_once():
            pdf = document.copy(new).write_pdf(uncompressed_pdf=True, dpi=PICTURE_DPI) if new else b""
        places = dict[str, tuple[int, float]]()
        for place, page in enumerate(document.pages):
            for name, (_, y, *_) in page.anchors.items():
                places.setdefault(name, (place, y * POINT))
        self._drawn = [*at.values()]
        sizes = [(round(page.width * POINT), round(page.height * POINT)) for page in document.pages]
        return Sheets(self._drawn, [at[page] for page in new], pdf, sizes, places)


def warmed(presses: Iterable[WarmPress], report: Report, style: HouseStyle, first: int) -> WarmPress:
    """Return a press for a report: one that is set up with its style, or another whose sheets are counted from `first`."""
    other = WarmPress(report, style, first)
    return next((press for press in presses if (press.style, press.css) == (style, other.css)), other)
