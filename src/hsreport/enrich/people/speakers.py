"""Who is who: every name of a symposium matched to a person, with that person's parts and points."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from hsreport.enrich.people.matching import Match, People
from hsreport.enrich.people.occurrences import Occurrence, Stretch, occurrences
from hsreport.findings import finding
from hsreport.language.spellings import folded
from hsreport.model import Appearance, Passage, Session, Speaker, Symposium, Voice
from hsreport.values import Affiliation, Finding, KnownPerson, PersonName, Role, SourceSpan

_SPEAKING = frozenset({Role.SPEAKER, Role.PANELIST, Role.LEAD_OFF, Role.KEYNOTE, Role.DISCUSSANT})

_LASTING = frozenset({Role.CHAIR, Role.MODERATOR, Role.PANELIST})
"""Parts that a list for the whole event gives in each of its sessions."""


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
    for at, each in sorted(enumerate(named), key=lambda placed: not placed[1].name.given):
        register.enter(each, at)
    return register.identified(symposium)


class _Register:
    """People as they are entered, occurrence with the occurrences of the name."""

    def __init__(self, known: Sequence[KnownPerson], introduced: Sequence[PersonName]) -> None:
        self.people = People()
        self.entries: list[list[Occurrence]] = []
        self.names: list[PersonName] = []
        self.first: dict[int, tuple[SourceSpan, int]] = {}
        self.known: dict[int, KnownPerson] = {}
        self.spoken: dict[Stretch, int] = {}
        self.in_session: defaultdict[str, set[int]] = defaultdict(set)
        self.slips: dict[tuple[str, int], int] = {}
        self.findings: list[Finding] = []
        for person in (person for person in known if not person.not_a_person):
            number = self._new(name_given(person))
            self.known[number] = person
            for variant in (*[person.name] * bool(person.index), *person.variants):
                self.people.alias(_spelled(variant), number)
        self._introduce(introduced)

    def _introduce(self, names: Sequence[PersonName]) -> None:
        """Enter everybody whom the text introduces: each is a person of their own, or one set by hand who is not yet taken."""
        exact = {name: self.people.exact(name) for name in names}
        taken = {number for number in exact.values() if number is not None}
        for name in names:
            likely = [exact[name]] if exact[name] is not None else self.people.full(name).people
            if len(likely) == 1 and likely[0] in self.known and (exact[name] is not None or likely[0] not in taken):
                self.people.alias(name, likely[0])
                taken.add(likely[0])
            else:
                self._new(name)

    def _new(self, name: PersonName) -> int:
        self.entries.append([])
        self.names.append(name)
        return self.people.add(name)

    def enter(self, each: Occurrence, at: int) -> None:
        """Give an occurrence, `at` of all, to the person it names, to a new one, or to nobody."""
        near = self.in_session[each.session.id] if each.session else set()
        match = self.people.full(each.name) if each.name.given else self.people.alone(each.name, near)
        if len(match.people) > 1:
            candidates = sorted(self._first(number).display for number in match.people)
            printed = each.name.printed
            self.findings.append(finding("HS306", each.span, found=printed, candidates=candidates))
            return
        number = match.people[0] if match.people else self._new(each.name)
        self.entries[number].append(each)
        self.first[number] = min(self.first.get(number, (each.span, at)), (each.span, at))
        self._note(each, number, match)
        if each.session:
            self.in_session[each.session.id].add(number)
        self.spoken |= dict.fromkeys(each.spoken, number)

    def _note(self, each: Occurrence, number: int, match: Match) -> None:
        if match.slip:
            self.slips[(each.name.printed, each.span.first)] = number
            if each.name.given:
                self.people.alias(each.name, number)

    def _first(self, number: int) -> PersonName:
        return self.entries[number][0].name if self.entries[number] else self.names[number]

    def identified(self, symposium: Symposium) -> Identified:
        order = sorted(self.first, key=self.first.__getitem__)
        ids = unique_ids(self._name(number) for number in order)
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
            return name_given(self.known[number])
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


def name_given(person: KnownPerson) -> PersonName:
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
    """List the parts of a person in the order of the text; who only speaks in a session has there the part of the whole event."""
    lasting = (occurrence.role for occurrence in entry if not occurrence.session and occurrence.role in _LASTING)
    spoke_as = next(lasting, None) or Role.SPEAKER
    with_part = {occurrence.session.id for occurrence in entry if occurrence.session and occurrence.role}
    for occurrence in sorted(entry, key=lambda occurrence: occurrence.span):
        session = occurrence.session.id if occurrence.session else None
        if occurrence.role:
            yield Appearance(session, occurrence.role, occurrence.anchor)
        elif session not in with_part:
            with_part.add(session or "")
            yield Appearance(session, spoke_as if session else Role.SPEAKER, occurrence.anchor)


def _affiliations(entry: Sequence[Occurrence]) -> tuple[Affiliation, ...]:
    """List every affiliation that the text gives, the roster's first, occurrence wording once."""
    rosters_first = sorted(entry, key=lambda occurrence: occurrence.role is None)
    given = [occurrence.affiliation for occurrence in rosters_first if occurrence.affiliation]
    once = {folded(affiliation.printed): affiliation for affiliation in reversed(given)}
    return tuple(reversed(once.values()))


def unique_ids(names: Iterable[PersonName]) -> Iterator[str]:
    """Name each person by an id of its own: "ogata-sadako", then "ogata-sadako-2"."""
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
    lines = {
        part.anchor or session.anchor: (session, part) for session in symposium.sessions for part in session.roster
    }
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
