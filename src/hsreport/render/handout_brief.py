"""The brief of a summary: what of it fits the few pages that it may have, and what is told as left out."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from hsreport.model import Locator
from hsreport.render.handout import Kind, anchors_of, most_wanted_first, points_of, shortened
from hsreport.render.handout_pages import Handout, handout_html
from hsreport.render.pdf import Press
from hsreport.render.places import place_of
from hsreport.render.style import HouseStyle

BRIEF_PAGES = 2
"""The most pages of a brief; in large print twice as many, for the same content."""
NOBODY: tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]] = ((), (), ())


def fitted(handout: Handout, style: HouseStyle, most: int = BRIEF_PAGES) -> Handout:
    """A handout on the pages that it may have: `most` for a brief, and a list of who took part comes on top.

    A brief that is too long goes without its table of themes; then without names at a glance, and without the sessions
    there, if with these not all points fit and they take more than half of the pages. It has as many points and passages
    as fit, and tells what it has not.
    """
    if handout.kind is not Kind.BRIEF:
        return handout
    frame = _Frame(handout, Press(handout.edition, style, *handout.sheets), style, most * (1 + handout.large))
    return handout if frame.holds(handout) else frame.filled()


class _Frame(NamedTuple):
    """A brief that is too long, and the pages that it may have."""

    whole: Handout
    press: Press
    style: HouseStyle
    pages: int

    def filled(self) -> Handout:
        """The brief with as much as the pages hold, points before what is at a glance."""
        items = most_wanted_first(self.whole.edition)
        sparer = (each for each in _sparer(self.whole) if not each.glance or self._leaves_room(each, items))
        tried = (self._filled_up(spare, items) for spare in sparer)
        first = next(tried)
        return next((each for each in chain((first,), tried) if each.edition.symposium.parts), first)

    def holds(self, brief: Handout, share: int = 1) -> bool:
        """Whether the pages, or this share of them, hold the brief without its list of who took part."""
        pages = self.press.set(handout_html(brief._replace(people=()), self.style, "print", "body")).pages
        return len(pages) <= max(self.pages // share, 1)

    def _leaves_room(self, spare: Handout, items: Sequence[str]) -> bool:
        """Whether all points fit beside what is at a glance, or half of the pages are left to them."""
        return self.holds(self._cut(spare, items)) or self.holds(self._cut(spare, ()), share=2)

    def _filled_up(self, spare: Handout, items: Sequence[str]) -> Handout:
        return self._cut(spare, _most_that_fit(items, lambda kept: self.holds(self._cut(spare, kept))))

    def _cut(self, spare: Handout, kept: Iterable[str]) -> Handout:
        """A brief with what `spare` has at a glance and with these points and passages alone."""
        whole = self.whole.edition
        edition = shortened(whole, kept)
        there = set(anchors_of(edition.symposium))
        numbers = {point.anchor: point.number for _, block in whole.symposium.walk() for point in points_of(block)}
        gone = [Locator(each, numbers.get(each)) for each in most_wanted_first(whole) if each not in there]
        gone.sort(key=lambda each: each.number or 0)
        not_shown = tuple(_not_shown(self.whole, spare))
        return spare._replace(edition=edition, left_out=place_of(gone, {}), not_at_a_glance=not_shown)


def _sparer(handout: Handout) -> tuple[Handout, ...]:
    """The brief with less and less at a glance: without themes, without names, without sessions."""
    bare = handout._replace(matrices=())
    nameless = bare._replace(glance=tuple(row._replace(people=NOBODY) for row in handout.glance))
    return bare, nameless, bare._replace(glance=())


def _most_that_fit(items: Sequence[str], fit: Callable[[Sequence[str]], bool]) -> Sequence[str]:
    """The items, from the first, until the pages are full; one that would not fit even by itself is passed over."""
    kept: list[str] = []
    while items:
        count = bisect_left(range(len(items)), x=True, key=lambda at: not fit([*kept, *items[: at + 1]]))
        kept += items[:count]
        if count < len(items) and fit([items[count]]):
            break
        items = items[count + 1 :]
    return kept


def _not_shown(whole: Handout, spare: Handout) -> Iterator[str]:
    """What a brief without room has not at a glance, in words."""
    if whole.glance and not spare.glance:
        yield "the sessions at a glance"
    elif whole.named and not spare.named:
        yield "who took part in which session"
    if whole.glance and whole.matrices and not whole.large:
        yield "the table of themes"
