"""A document read by its steps: rosters, clues, cast, offices, headings, form, and at last who says what."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence, Set
from typing import NamedTuple

from msgspec.structs import replace

from hsreport.language import people, saying
from hsreport.language.letters import comparable
from hsreport.language.people import plain
from hsreport.parse.cast.casting import build_cast
from hsreport.parse.cast.clues import gather
from hsreport.parse.cast.introductions import introduced
from hsreport.parse.cast.known import settle, settled
from hsreport.parse.cast.members import Cast
from hsreport.parse.cast.offices import read_offices
from hsreport.parse.cast.places import place
from hsreport.parse.headings import HeadingLine
from hsreport.parse.lists.entries import inverted
from hsreport.parse.lists.people import is_person_line, person_at
from hsreport.parse.lists.rosters import read_rosters
from hsreport.parse.outline import COUNTED, headings
from hsreport.parse.paragraphs import Paragraph
from hsreport.parse.rulings import NO_LINES, Ruled
from hsreport.parse.speech.forms import Form
from hsreport.parse.speech.leads import Leads
from hsreport.parse.speech.naming import placed_name
from hsreport.parse.speech.turns import Reader
from hsreport.parse.speech.verdicts import Verdict
from hsreport.parse.speech.voices import heard
from hsreport.parse.words.labels import body_start
from hsreport.values import Finding, KnownPerson

_OPENING, _CLEARLY = 300, 0.9
"""In how many characters of a head's paragraph it shows that somebody speaks, and how surely."""


_TITLES = {"bare", "capitals", "weak", "bold", "hint"}
"""Styles of headings that lines of a head have too."""
_BELOW = re.compile(r"\d+\.\d")
"""The number of a heading inside a session: who presides there presides below it."""


class Read(NamedTuple):
    """The paragraphs of a document, and all that was worked out of them."""

    paragraphs: Sequence[Paragraph]
    form: Form
    verdicts: Sequence[Verdict]
    cut: int = 0
    """How many of the first paragraphs are the head."""
    findings: tuple[Finding, ...] = ()


def understand(
    paragraphs: Sequence[Paragraph], cut: int = 0, ruled: Ruled = NO_LINES, known: Sequence[KnownPerson] = ()
) -> Read:
    """Read a document by its steps: rosters, clues, cast, offices, form, turns; the first `cut` paragraphs are the head.

    What is `ruled` on a paragraph holds, and whoever is ruled to speak is of the cast; so are the people who are `known`, where
    the text names them.
    """
    plain_ones, places = zip(*(_comparable(here) for here in paragraphs), strict=True) if paragraphs else ((), ())
    rosters = ruled.listing(read_rosters(plain_ones), plain_ones)
    found_lines = headings(plain_ones, rosters.paragraphs)
    titles = {at: line.title for at, line in enumerate(found_lines) if line and line.style in COUNTED}
    evidence = settled(gather(plain_ones, rosters, ruled.names(), titles), known)
    cast = build_cast(evidence, rosters, inverted(plain_ones))
    settle(cast, known)
    cast.shorts.update(introduced(plain_ones, cast))
    owned = [at for at, line in enumerate(found_lines) if line and placed_name(plain_ones[at].text, cast)]
    cut = min(cut, owned[0]) if len(owned) > 2 else cut
    cut = min(_end_of_head(plain_ones, rosters.paragraphs, found_lines, cut), *ruled.by_paragraph, cut)
    lines = [
        ruled.heading(
            at,
            here,
            None
            if at < cut
            or saying.EXAMINES.fullmatch(here.text)
            or (found and found.kind != "session" and at + 1 not in rosters.paragraphs and _names_member(here, cast))
            else found,
        )
        for at, (here, found) in enumerate(zip(plain_ones, found_lines, strict=True))
    ]
    starts = [
        at
        for at, line in enumerate(lines)
        if line
        and not (_BELOW.match(line.label) or saying.ANSWERS.fullmatch(line.title) or place(line.title) is not None)
    ]
    form = Form(plain_ones, lines, rosters, cast, read_offices(plain_ones, rosters, cast, starts))
    leads = Leads(form)
    cut = 0 if cut and _begins_with_a_turn(leads) else next((at for at in range(1, cut) if _speaks(at, leads)), cut)
    verdicts = Reader(leads, ruled).read(cut)
    placed = [_placed(*pair) for pair in zip(verdicts, places, strict=True)]
    return Read(paragraphs, form, placed, cut, (*ruled.findings, *ruled.doubts(cast, paragraphs)))


def _end_of_head(
    paragraphs: Sequence[Paragraph], listed: Set[int], lines: Sequence[HeadingLine | None], cut: int
) -> int:
    """Where a head ends that was taken for `cut` paragraphs: at a list of three lines or more, at a heading that counts or of a series."""
    series = Counter(line.style for line in lines[cut:] if line and line.style not in _TITLES)
    begins = (
        at
        for at in range(1, cut)
        if {at, at + 1, at + 2} <= listed
        or ((line := lines[at]) and (line.style in COUNTED or (at > 1 and series[line.style] > 1)))
    )
    end = next(begins, cut)
    return end - 1 if end > 1 and people.LIST_LABEL.fullmatch(paragraphs[end - 1].text.strip(" :")) else end


def _comparable(here: Paragraph) -> tuple[Paragraph, Sequence[int] | None]:
    """A paragraph with its text as it is compared, and where each character of that stands in the text as typed."""
    text, places = comparable(here.text)
    if text == here.text and (here.text == here.raw or here.raw.isascii()):
        return here, None
    breaks = tuple((bisect_left(places, start), line) for start, line in here.breaks) if places else here.breaks
    cells = tuple(comparable(cell)[0] for cell in here.cells)
    return replace(
        here, text=text, raw=comparable(here.raw)[0], bold=comparable(here.bold)[0], cells=cells, breaks=breaks
    ), places


def _placed(verdict: Verdict, places: Sequence[int] | None) -> Verdict:
    """A verdict with its places in the text as typed."""
    if places is None:
        return verdict
    stretches = tuple(part._replace(start=places[part.start], end=places[part.end]) for part in verdict.stretches)
    return verdict._replace(stretches=stretches, words=places[verdict.words])


def _speaks(at: int, leads: Leads) -> bool:
    """Whether somebody speaks in a paragraph that was taken for a part of the head."""
    form = leads.form
    if at in form.rosters.paragraphs:
        return False
    if form.end_label(at) is not None or leads.is_lead_again(at):
        return True
    label = form.label(at)
    voices = heard(form.paragraphs[at].text[:_OPENING], form.setting(at)).voices
    return bool(label and label.who) or bool(
        voices and voices[0].score >= _CLEARLY and not isinstance(voices[0].who, str)
    )


def _begins_with_a_turn(leads: Leads) -> bool:
    """Whether the first line is the time and the name of a turn: a recording's text without a head."""
    starts = body_start(leads.form.paragraphs[0].text) > 0
    return starts and (leads.is_lead_again(0) or leads.form.label(0) is not None)


def _names_member(here: Paragraph, cast: Cast) -> bool:
    """Whether a line that could be a heading is the name or the office of somebody who takes part."""
    if plain(here.text.casefold().removeprefix("the ")) in people.OFFICES:
        return True
    found = person_at(here.text.rstrip(":")) if is_person_line(here.text.rstrip(":"), -2) else None
    return found is not None and not found[1].lstrip().startswith(":") and isinstance(cast.meant(found[0]), int)
