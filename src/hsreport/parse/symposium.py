"""From a source to a `Symposium`: what the text says, and where each word of it stands."""

import re
from collections.abc import Sequence, Set
from itertools import pairwise

from msgspec.structs import replace

from hsreport.findings import in_order
from hsreport.language import grammar
from hsreport.model import HeadItem, Residue, Symposium
from hsreport.parse.body import read_body
from hsreport.parse.evidence import candidate, cast_member, form_fits
from hsreport.parse.faults import before_title, left_out, stray_spaces, unprinted_numbers
from hsreport.parse.head import head_length, read_head
from hsreport.parse.notes import NoteText, attach_notes, note_texts
from hsreport.parse.paragraphs import Paragraph, paragraphs, running_heads
from hsreport.parse.rulings import HEAD, placed, split, with_roles
from hsreport.parse.spans import attach_spans
from hsreport.source import Source
from hsreport.values import Is, KnownPerson, LineRuling


def parse(source: Source, rulings: Sequence[LineRuling] = (), people: Sequence[KnownPerson] = ()) -> Symposium:
    """What a summary says; `rulings` are the entries `[[ruling]]` of hsreport.toml, what its author says of lines.

    `people` are the entries `[[person]]`: their names are theirs wherever they stand.

    Odd text is never an error: it is kept as narrative, and a finding says so; HS209 where nobody says anything.
    """
    name, given = source.record.name, rulings
    written, unsplit = split(given, paragraphs(source.lines), name)
    rulings = [each for each in given if not (each.splits_at or (each.role and not each.speaker))]
    ruled = placed(rulings, written, name)
    by = {at: each.kind for at, each in ruled.by_paragraph.items()}
    notes = {at: note for at, note in note_texts(written).items() if at not in by}
    notes |= {at: NoteText("", written[at].raw, written[at].span) for at, kind in by.items() if kind is Is.NOTE}
    heading = [HeadItem(HEAD[kind], written[at].raw, written[at].span) for at, kind in by.items() if kind in HEAD]
    heads = running_heads(written, source.lines)
    read_as = {at: kind is Is.RESIDUE for at, kind in by.items()}
    left = {
        at: each
        for at, each in enumerate(written)
        if read_as.get(at, at in heads or bool(grammar.RESIDUE.fullmatch(each.raw) and not each.cells))
    }
    residue = tuple(left.values())
    every = _with_pictures(written, {*notes, *left, *(at for at, kind in by.items() if kind in HEAD)})
    settled = placed([each for each in rulings if each.kind not in {Is.RESIDUE, Is.NOTE, *HEAD}], every, name)
    cut = head_length(every)
    body = read_body(every, cut, settled._replace(findings=(*unsplit, *ruled.findings)), people)
    parts, roles = with_roles(body.parts, given, written, name)
    head = read_head(every[: body.cut], heading)
    faults = (*stray_spaces(every), *left_out(residue), *unprinted_numbers(source.lines), *before_title(head))
    symposium = Symposium(
        head,
        parts,
        events=body.events,
        introduced=tuple(member.name for member in body.cast.members if member.name.given),
        residue=tuple(Residue(each.raw, each.span) for each in residue),
        organizer=_stated(every[:cut] + every[cut:][:6], "organizer"),
        venue=_stated(every[:cut] + every[cut:][:6], "venue"),
        findings=in_order((*source.findings, *body.findings, *roles, *faults)),
        cast=tuple(cast_member(member) for member in body.cast.members),
        doubtful=tuple(candidate(each, every) for each in body.cast.doubtful if each.score > 0),
        forms=tuple(form_fits(body.form, body.parts)),
    )
    return attach_spans(attach_notes(symposium, tuple(notes.values())), source.lines)


def _with_pictures(written: Sequence[Paragraph], left: Set[int]) -> tuple[Paragraph, ...]:
    """The paragraphs but those left out, whose pictures go to the one before, those at the top to the first."""
    places = [at for at in range(len(written)) if at not in left]
    bounds = pairwise([0, *places[1:], len(written)])
    return tuple(
        replace(written[at], pictures=tuple(line for here in written[first:end] for line in here.pictures))
        for at, (first, end) in zip(places, bounds, strict=False)
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
