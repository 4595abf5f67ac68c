"""Who is who: every name of a symposium matched to a person, with that person's parts and points."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from hsreport.enrich.people.matching import KnownPerson, Match, People
from hsreport.enrich.people.occurrences import Occurrence, Stretch, occurrences
from hsreport.findings import finding
from hsreport.language.spellings import folded
from hsreport.model import Appearance, Passage, Session, Speaker, Symposium, Voice
from hsreport.values import Affiliation, Finding, PersonName, Role, SourceSpan

_SPEAKING = frozenset({Role.SPEAKER, Role.PANELIST, Role.LEAD_OFF, Role.KEYNOTE, Role.DISCUSSANT})
_STANDS_FOR: dict[str, tuple[Role, ...]] = {Role.CHAIR: (Role.MODERATOR,), Role.MODERATOR: (Role.CHAIR,)}
"""Offices that texts name loosely: "the Chair" of a session that has a moderator."""


class Identified(NamedTuple):
    """The people of a symposium, whose words each point and each of its voices is, and what was noticed on the way."""

    speakers: tuple[Speaker, ...]
    said_by: dict[int, tuple[str, ...]]
    voiced_by: dict[int, tuple[str, ...]]
    findings: tuple[Finding, ...]

    def voices_in(self, passage: Passage, spans: Sequence[tuple[int, int]]) -> list[tuple[Voice, str]]:
        """Rank the voices that cover any of these stretches of a point, the one that covers the most first, each with its speaker's id."""
        number = passage.point.number if passage.point else 0
        ids = self.voiced_by.get(number) or self.said_by.get(number) or ("",)
        shares = [
            (sum(max(0, min(voice.end, end) - max(voice.start, start)) for start, end in spans), voice, who)
            for voice, who in zip(passage.voices, ids, strict=False)
        ]
        return [(voice, who) for share, voice, who in sorted(shares, key=lambda weighed: -weighed[0]) if share]


def identify(symposium: Symposium, known: Sequence[KnownPerson] = ()) -> Identified:
    """Match every name of a symposium to a person; people come in the order in which they first appear."""
    register = _Register(known, symposium.introduced)
    named = list(occurrences(symposium))
    for occurrence in sorted(named, key=lambda occurrence: not occurrence.name.given):
        if not occurrence.office:
            register.enter(occurrence)
    register.give_offices(occurrence for occurrence in named if occurrence.office)
    return register.identified(symposium)


class _Register:
    """People as they are entered, occurrence with the occurrences of the name."""

    def __init__(self, known: Sequence[KnownPerson], introduced: Sequence[PersonName]) -> None:
        self.people = People()
        self.entries: list[list[Occurrence]] = []
        self.known: dict[int, KnownPerson] = {}
        self.spoken: dict[Stretch, int] = {}
        self.in_session: defaultdict[str, set[int]] = defaultdict(set)
        self.slips: dict[tuple[str, int], int] = {}
        self.findings: list[Finding] = []
        self.introduced, self.met = introduced, People()
        for name in introduced:
            self.met.add(name)
        for person in known:
            number = self._new(_name_given(person))
            self.known[number] = person
            for variant in person.variants:
                self.people.alias(_spelled(variant), number)

    def _new(self, name: PersonName) -> int:
        self.entries.append([])
        return self.people.add(name)

    def enter(self, occurrence: Occurrence) -> None:
        """Give an occurrence to the person it names, to a new one, or to nobody."""
        near = self.in_session[occurrence.session.id] if occurrence.session else set()
        match = self.people.full(occurrence.name) if occurrence.name.given else self.people.alone(occurrence.name, near)
        if len(match.people) > 1:
            candidates = " or ".join(sorted(self._first(number).display for number in match.people))
            printed = occurrence.name.printed
            self.findings.append(finding("HS306", occurrence.span, found=printed, candidates=candidates))
            return
        if not match.people:
            occurrence = occurrence._replace(name=self._introduced(occurrence.name))
        number = match.people[0] if match.people else self._new(occurrence.name)
        self.entries[number].append(occurrence)
        self._note(occurrence, number, match)
        if occurrence.session:
            self.in_session[occurrence.session.id].add(number)
        self.spoken |= dict.fromkeys(occurrence.spoken, number)

    def _introduced(self, name: PersonName) -> PersonName:
        """Complete a name to that of the one person whom it can mean among those introduced anywhere; else keep it."""
        match = self.met.full(name) if name.given else self.met.alone(name, set())
        return self.introduced[match.people[0]] if len(match.people) == 1 else name

    def _note(self, occurrence: Occurrence, number: int, match: Match) -> None:
        if match.slip:
            self.slips[(occurrence.name.printed, occurrence.span.first)] = number
            if occurrence.name.given:
                self.people.alias(occurrence.name, number)

    def _first(self, number: int) -> PersonName:
        return self.entries[number][0].name if self.entries[number] else PersonName(self.known[number].name)

    def give_offices(self, offices: Iterable[Occurrence]) -> None:
        """Give words of "the Chair" to the one person who holds that part in the session."""
        holders: defaultdict[tuple[str | None, str], set[int]] = defaultdict(set)
        for number, entry in enumerate(self.entries):
            for occurrence in entry:
                if occurrence.role:
                    holders[(occurrence.session.id if occurrence.session else None, occurrence.role)].add(number)
                    holders[(None, occurrence.role)].add(number)
        for occurrence in offices:
            if occurrence.session:
                roles = (occurrence.office, *_STANDS_FOR.get(occurrence.office, ()))
                held = [holders[(place, role)] for place in (occurrence.session.id, None) for role in roles]
                first = next(filter(None, held), set())
                if len(first) == 1:
                    self.spoken |= dict.fromkeys(occurrence.spoken, *first)
                else:
                    self.findings.append(finding("HS308", occurrence.span, found=occurrence.name.printed))

    def identified(self, symposium: Symposium) -> Identified:
        order = sorted(
            (number for number, entry in enumerate(self.entries) if entry),
            key=lambda number: min(occurrence.span for occurrence in self.entries[number]),
        )
        ids = _unique_ids(self._name(number) for number in order)
        by_number = dict(zip(order, ids, strict=True))
        points: defaultdict[int, dict[int, None]] = defaultdict(dict)
        said_by: defaultdict[int, dict[str, None]] = defaultdict(dict)
        for (point, _), number in sorted(self.spoken.items()):
            points[number][point] = None
            said_by[point][by_number[number]] = None
        speakers = tuple(self._speaker(number, by_number[number], tuple(points[number])) for number in order)
        voiced_by = {
            point.number: tuple(
                by_number.get(self.spoken.get((point.number, at), -1), "") for at, _ in enumerate(point.voices)
            )
            for point in filter(None, (passage.point for passage in symposium.passages()))
            if point.voices
        }
        found = (*self.findings, *self._slip_findings(), *self._strangers(), *_roster_findings(symposium, speakers))
        return Identified(speakers, {point: tuple(ids) for point, ids in said_by.items()}, voiced_by, found)

    def _name(self, number: int) -> PersonName:
        """Choose the spelling for a person: the one set by hand, else the fullest of the commonest."""
        if number in self.known:
            return _name_given(self.known[number])
        names = (occurrence.name for occurrence in self.entries[number])
        full = [name for name in names if name.given] or [self._first(number)]
        counts = Counter(name.display for name in full)
        return max(full, key=lambda name: counts[name.display])

    def _speaker(self, number: int, identity: str, points: tuple[int, ...]) -> Speaker:
        entry, name = self.entries[number], self._name(number)
        own = folded(name.display)
        spellings = dict.fromkeys(occurrence.name.display for occurrence in entry if occurrence.name.given)
        variants = tuple(spelling for spelling in spellings if _differs(folded(spelling), own))
        appearances = tuple(dict.fromkeys(_appearances(entry)))
        by_hand = self.known[number].affiliation if number in self.known else ""
        affiliations = (Affiliation(by_hand),) if by_hand else _affiliations(entry)
        return Speaker(identity, name, variants, affiliations, appearances, points)

    def _strangers(self) -> Iterator[Finding]:
        """Report people whose full name stands nowhere."""
        for number, entry in enumerate(self.entries):
            if entry and number not in self.known and not any(occurrence.name.given for occurrence in entry):
                yield finding("HS307", entry[0].span, found=entry[0].name.printed)

    def _slip_findings(self) -> Iterator[Finding]:
        for (printed, line), number in self.slips.items():
            yield finding("HS301", SourceSpan(line, line), found=printed, meant=self._name(number).display)


def _name_given(person: KnownPerson) -> PersonName:
    """Take apart a name set by hand, by its index heading where there is one."""
    family, _, given = person.index.partition(", ")
    if person.index:
        return PersonName(person.name, given, family, family_first=person.name.startswith(family + " "))
    return _spelled(person.name)


def _spelled(name: str) -> PersonName:
    """Take apart a name whose last word is the family name."""
    given, _, family = name.rpartition(" ")
    return PersonName(name, given, family)


def _differs(spelling: str, own: str) -> bool:
    """Whether a spelling is another one and not a shorter or longer form of the same."""
    return not set(spelling.split()) <= set(own.split()) and not set(own.split()) <= set(spelling.split())


def _appearances(entry: Sequence[Occurrence]) -> Iterator[Appearance]:
    """List the parts of a person in the order of the text; who only speaks in a session is a speaker there."""
    with_part = {occurrence.session.id for occurrence in entry if occurrence.session and occurrence.role}
    for occurrence in sorted(entry, key=lambda occurrence: occurrence.span):
        session = occurrence.session.id if occurrence.session else None
        if occurrence.role:
            yield Appearance(session, occurrence.role, occurrence.anchor)
        elif session not in with_part:
            with_part.add(session or "")
            yield Appearance(session, Role.SPEAKER, occurrence.anchor)


def _affiliations(entry: Sequence[Occurrence]) -> tuple[Affiliation, ...]:
    """List every affiliation that the text gives, the roster's first, occurrence wording once."""
    rosters_first = sorted(entry, key=lambda occurrence: occurrence.role is None)
    given = [occurrence.affiliation for occurrence in rosters_first if occurrence.affiliation]
    once = {folded(affiliation.printed): affiliation for affiliation in reversed(given)}
    return tuple(reversed(once.values()))


def _unique_ids(names: Iterable[PersonName]) -> Iterator[str]:
    seen: Counter[str] = Counter()
    for name in names:
        slug = re.sub(r"\s+", "-", folded(name.heading)) or "person"
        seen[slug] += 1
        yield slug if seen[slug] == 1 else f"{slug}-{seen[slug]}"


def _roster_findings(symposium: Symposium, speakers: Sequence[Speaker]) -> Iterator[Finding]:
    """Report who speaks without standing on the session's roster, and who stands there and never speaks."""
    said = {
        passage.point.number: (passage.session, passage.block.span)
        for passage in symposium.passages()
        if passage.session and passage.block and passage.point
    }
    talkative = {session.id for session, _ in said.values()}
    lines = {part.anchor: (session, part) for session in symposium.sessions for part in session.roster}
    for speaker in speakers:
        first = {said[number][0].id: said[number] for number in reversed(speaker.points) if number in said}
        listed = {appearance.session for appearance in speaker.appearances if appearance.anchor in lines}
        for session, span in (first[identity] for identity in sorted(first.keys() - listed)):
            if sum(bool(part.printed) and part.role in _SPEAKING for part in session.roster) > 1:
                yield _about(speaker, session, "HS304", span)
        for appearance in speaker.appearances:
            silent = appearance.session in talkative and appearance.session not in first
            if silent and appearance.role in _SPEAKING and appearance.anchor in lines:
                yield _about(speaker, lines[appearance.anchor][0], "HS305", lines[appearance.anchor][1].span)


def _about(speaker: Speaker, session: Session, code: str, span: SourceSpan) -> Finding:
    place = f"session {session.id}" if session.id.isdigit() else session.title
    return finding(code, span, speaker=speaker.name.display, session=place)
