"""From a source to a `Symposium`: what the text says, and where each word of it stands."""

import re
from collections.abc import Sequence

from hsreport.errors import SourceError
from hsreport.findings import in_order
from hsreport.language import grammar
from hsreport.model import Residue, Session, Statement, Symposium
from hsreport.parse.body import Body, read_body
from hsreport.parse.faults import before_title, left_out, stray_spaces
from hsreport.parse.head import head_length, read_head
from hsreport.parse.notes import attach_notes, note_texts
from hsreport.parse.paragraphs import Paragraph, paragraphs
from hsreport.parse.people import known_people
from hsreport.source import Source


def parse(source: Source) -> Symposium:
    """What a summary says.

    Odd text is never an error: it is kept as narrative, and a finding says so. Raises `SourceError` only
    where there is nothing to report on: no session, and nobody who says anything.
    """
    written = paragraphs(source.lines)
    notes = note_texts(written)
    left = {at: each for at, each in enumerate(written) if grammar.RESIDUE.fullmatch(each.raw)}
    residue = tuple(left.values())
    every = tuple(each for at, each in enumerate(written) if at not in notes and at not in left)
    cut = head_length(every)
    known = known_people(every)
    body = read_body(every[cut:], known)
    _refuse_nothing(body, source)
    head = read_head(every[:cut])
    found = (*source.findings, *body.findings, *stray_spaces(every), *left_out(residue), *before_title(head))
    symposium = Symposium(
        head,
        body.parts,
        events=body.events,
        introduced=known.full,
        residue=tuple(Residue(each.raw, each.span) for each in residue),
        organizer=_stated(every[:cut] + every[cut:][:6], "organizer"),
        venue=_stated(every[:cut] + every[cut:][:6], "venue"),
        findings=in_order(found),
    )
    return attach_notes(symposium, tuple(notes.values()))


def _refuse_nothing(body: Body, source: Source) -> None:
    blocks = (block for part in body.parts for block in part.blocks)
    if any(isinstance(part, Session) for part in body.parts) or any(isinstance(block, Statement) for block in blocks):
        return
    raise SourceError(
        "no session and no speaker was found",
        file=source.name,
        hint="looked for headings such as “Session 1: ...”, roster lines such as “Moderator: ...”, names before dashes, "
        "and sentences such as “Mr. X said ...”",
    )


_STATED_WITHIN = 2000
"""Who held an event stands in the first characters of a paragraph."""


def _stated(opening: Sequence[Paragraph], what: str) -> str:
    """Who held the event, or where, as a sentence of the opening says it."""
    for each in opening:
        held = grammar.ORGANIZED.search(each.text, 0, _STATED_WITHIN)
        place = grammar.HELD_AT.search(each.text, held.end(), _STATED_WITHIN) if held else None
        if held and what == "organizer":
            return re.sub(r"^the\s+", "", held["organizer"])
        if place and what == "venue":
            return place["venue"]
    return ""
