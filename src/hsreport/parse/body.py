"""The body of a summary: headings, rosters, statements and narrative, read down the page.

Each paragraph is offered to the rules of `_RULES` in order; the first that takes it decides what it is,
the last takes everything.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from hsreport.model import Part, Participation
from hsreport.parse import faults, rosters, turns
from hsreport.parse.page import Page
from hsreport.parse.paragraphs import Paragraph
from hsreport.parse.people import Known
from hsreport.values import Finding

_RULES: tuple[Callable[[Page, int], bool], ...] = (
    rosters.opens_part,
    rosters.on_roster,
    turns.gives_floor,
    turns.takes_turn,
    turns.names_nobody,
    turns.interrupts,
    turns.goes_on,
    turns.says,
    turns.says_more,
    turns.narrates,
)


class Body(NamedTuple):
    """What the body of a summary holds."""

    parts: tuple[Part, ...]
    events: tuple[Participation, ...]
    findings: tuple[Finding, ...]


def read_body(paragraphs: Sequence[Paragraph], known: Known) -> Body:
    """Everything after the head."""
    page = Page(paragraphs, known)
    for at in range(len(paragraphs)):
        _take(page, at)
    return _finished(page)


def _take(page: Page, at: int) -> None:
    here = page.paragraphs[at]
    page.findings += faults.strayed_marks(here)
    before = len(page.parts)
    for rule in _RULES:
        if rule(page, at):
            break
    if len(page.parts) == before:
        page.findings += faults.skipped_number(here, page.part.ordinals)
    page.part.extend(here.span)


def _finished(page: Page) -> Body:
    drafts = [draft for draft in page.parts if draft.heading or draft.blocks]
    steps = sorted({draft.level for draft in drafts})
    for draft in drafts:
        draft.level = steps.index(draft.level) + 1
    events = tuple(event for draft in drafts for event in draft.events())
    return Body(tuple(draft.finished(page.anchors) for draft in drafts), events, tuple(page.findings))
