"""The brief of a summary: what of it fits the few pages that it may have, and what is told as left out."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from msgspec.structs import replace

from hsreport.editions.cut import Kind, anchors_of, most_wanted_first, points_alone, shortened
from hsreport.entries import Locator
from hsreport.model import Report
from hsreport.render.handout.pages import Handout, handout_html
from hsreport.render.html.places import locations_of
from hsreport.render.pdf.book import Press, html_of
from hsreport.render.style.tokens import HouseStyle

BRIEF_PAGES = 2
"""The most pages of a brief; in large print twice as many, for the same content."""
WORD_MM = 12
"""How much of each page a brief for Word leaves, since its lines may fall otherwise there."""
NOBODY: tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]] = ((), (), ())


def fitted(handout: Handout, style: HouseStyle, most: int = BRIEF_PAGES, *, for_word: bool = False) -> Handout:
    """Fit a handout to the pages that it may have: `most` for a brief, and a list of who took part comes on top.

    A brief that is too long goes without its table of themes; then without names at a glance, and without the sessions
    there, if with these not all points fit and they take more than half of the pages; without rosters and
    passages where no point fits beside them. It has as many points and passages as fit, and tells what it has not.
    """
    if handout.kind is not Kind.BRIEF:
        return handout
    if for_word:
        style = replace(style, page=replace(style.page, bottom_mm=style.page.bottom_mm + WORD_MM))
    frame = _Frame(
        handout, Press(html_of(handout.edition, style), style, *handout.sheets), style, most * (1 + handout.large)
    )
    return handout if frame.holds(handout) else frame.filled()


class _Frame(NamedTuple):
    """A brief that is too long, and the pages that it may have."""

    whole: Handout
    press: Press
    style: HouseStyle
    pages: int

    def filled(self) -> Handout:
        """Fill the pages of the brief, points before what is at a glance."""
        items = most_wanted_first(self.whole.edition)
        *with_glance, last = _sparer(self.whole)
        sparer = (*(spare for spare in with_glance if self._leaves_room(spare, items)), last)
        tried = (self._filled_up(spare, items) for spare in sparer)
        first = next(tried)
        return next((brief for brief in chain((first,), tried) if brief.edition.symposium.parts), first)

    def holds(self, brief: Handout, share: int = 1) -> bool:
        """Whether the pages, or this share of them, hold the brief without its list of who took part."""
        pages = self.press.set(handout_html(brief._replace(people=()), self.style, "print", "body")).pages
        return len(pages) <= max(self.pages // share, 1)

    def _leaves_room(self, spare: Handout, items: Sequence[str]) -> bool:
        """Whether all points fit beside what is at a glance, or half of the pages are left to them."""
        return self.holds(self._cut(spare, items)) or self.holds(self._cut(spare, ()), share=2)

    def _filled_up(self, spare: Handout, items: Sequence[str]) -> Handout:
        lengths = _lengths(self.whole.edition)
        return self._cut(spare, _most_that_fit(items, lengths, lambda kept: self.holds(self._cut(spare, kept))))

    def _cut(self, spare: Handout, kept: Iterable[str]) -> Handout:
        """Cut the brief to these points and passages, and to what `spare` has beside its points."""
        whole = self.whole.edition
        items = most_wanted_first(whole)
        edition = shortened(spare.edition, kept) if items else spare.edition
        there = set(anchors_of(edition.symposium))
        numbers = {passage.anchor: passage.point.number for passage in whole.symposium.passages() if passage.point}
        gone = [Locator(anchor, numbers.get(anchor)) for anchor in items if anchor not in there]
        gone.sort(key=lambda locator: locator.number or 0)
        brief = spare._replace(
            edition=edition,
            left_out=locations_of(gone, {}),
            points_left_out=sum(locator.number is not None for locator in gone),
        )
        return brief._replace(not_shown=tuple(_not_shown(self.whole, brief)))


def _sparer(handout: Handout) -> Iterator[Handout]:
    """Make the brief with less and less beside its points: without themes, without names and sessions at a glance, without all else."""
    bare = handout._replace(matrices=())
    yield bare
    if handout.named:
        yield bare._replace(glance=tuple(row._replace(people=NOBODY) for row in handout.glance))
    yield (without_glance := bare._replace(glance=()))
    yield without_glance._replace(edition=points_alone(handout.edition))


def _lengths(edition: Report) -> dict[str, int]:
    """Count the characters of each point and passage, by anchor."""
    return {passage.anchor: len(passage.text) for passage in edition.symposium.passages()}


def _most_that_fit(
    items: Sequence[str], lengths: Mapping[str, int], fit: Callable[[Sequence[str]], bool]
) -> Sequence[str]:
    """Take items from the first on until the pages are full; one that would not fit even alone is passed over, and all as long."""
    kept: list[str] = []
    while items:
        count = bisect_left(range(len(items)), x=True, key=lambda at: not fit([*kept, *items[: at + 1]]))
        kept += items[:count]
        if count == len(items) or fit([items[count]]):
            break
        items = [anchor for anchor in items[count + 1 :] if lengths[anchor] < lengths[items[count]]]
    return kept


def _not_shown(whole: Handout, brief: Handout) -> Iterator[str]:
    """Say what a brief without room does not show beside its points."""
    if whole.glance and not brief.glance:
        yield "the sessions at a glance"
    elif whole.named and not brief.named:
        yield "who took part in which session"
    if whole.glance and whole.matrices and not whole.large:
        yield "the table of themes"
    if _has_roster(whole.edition) and not (brief.named or _has_roster(brief.edition)):
        yield "the list of who took part"


def _has_roster(edition: Report) -> bool:
    return any(session.roster for session in edition.symposium.sessions)
