"""Spellings that differ inside one document: names in running text, organizations on rosters."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from hsreport.enrich.people.occurrences import occurrences
from hsreport.findings import finding
from hsreport.language.spellings import folded, is_slip
from hsreport.model import Passage, PassageKind, Speaker, Symposium
from hsreport.values import Affiliation, Finding, SourceSpan

_PAIR = re.compile(r"(?=\b([A-ZÀ-Þ][\w’'-]+) ([A-ZÀ-Þ][\w’'-]+))")
_RAPPORTEURS = {PassageKind.NARRATIVE, PassageKind.DISCUSSION, PassageKind.DECISION, PassageKind.ACTION}
_SPELLINGS = 20
"""More wordings than this that differ in one word are different things."""


def name_slips(symposium: Symposium, speakers: Sequence[Speaker]) -> Iterator[Finding]:
    """Report names in the rapporteur's own sentences that are a speaker's but for a slip."""
    families: defaultdict[str, set[str]] = defaultdict(set)
    for speaker in speakers:
        if speaker.name.given:
            families[folded(speaker.name.family)].add(speaker.name.display)
    for passage in symposium.passages():
        if passage.kind in _RAPPORTEURS:
            yield from _slips_in(passage, families)


def _slips_in(passage: Passage, families: dict[str, set[str]]) -> Iterator[Finding]:
    for given, family in _PAIR.findall(passage.text):
        for meant in sorted(families.get(folded(family), ())):
            if is_slip(folded(f"{given} {family}"), folded(meant)):
                yield finding("HS301", passage.span, anchor=passage.anchor, found=f"{given} {family}", meant=meant)


def affiliation_slips(symposium: Symposium) -> Iterator[Finding]:
    """Report organizations that one line spells otherwise than the rest: the rarer spelling."""
    places = list(_segments(symposium))
    counts = Counter(segment for segment, _ in places)
    neighbours: defaultdict[tuple[str, ...], set[str]] = defaultdict(set)
    for segment in counts:
        for key in _with_one_word_out(segment):
            neighbours[key].add(segment)
    for segment, span in places:
        near = {
            other
            for key in _with_one_word_out(segment)
            for other in _few(neighbours[key])
            if is_slip(folded(segment), folded(other))
        }
        better = [other for other in near if (counts[other], segment) > (counts[segment], other)]
        if better:
            meant = max(better, key=lambda other: (counts[other], other))
            yield finding("HS303", span, found=segment, meant=meant)


def _few(segments: set[str]) -> set[str]:
    """Keep the segments, unless there are so many that what differs is no spelling ("University of ...")."""
    return segments if len(segments) <= _SPELLINGS else set()


def _segments(symposium: Symposium) -> Iterator[tuple[str, SourceSpan]]:
    """List each part between commas of each affiliation, with its line."""
    given: list[tuple[Affiliation | None, SourceSpan]] = [
        (part.affiliation, part.span) for session in symposium.sessions for part in session.roster
    ]
    given += [
        (occurrence.affiliation, SourceSpan(occurrence.span.first, occurrence.span.first))
        for occurrence in occurrences(symposium)
        if not occurrence.role
    ]
    for affiliation, span in given:
        parts = affiliation.printed.split(",") if affiliation else []
        yield from ((part.strip(), span) for part in parts if len(part.split()) > 1)


def _with_one_word_out(segment: str) -> Iterator[tuple[str, ...]]:
    words = folded(segment).split()
    for at in range(len(words)):
        yield (str(at), *words[:at], *words[at + 1 :])
