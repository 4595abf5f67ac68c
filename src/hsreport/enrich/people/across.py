"""Who is the same person in several reports: brought together with caution, for words are put into a mouth by it.

One full name is one person, unless the affiliations speak against it. A name cut short, with initials or with a slip needs
an affiliation in common. Two speakers of one report are two people. Who stays in doubt stays apart, and is a finding.
The secretariat's authority file, people.toml, settles doubt.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from hsreport.enrich.people.matching import People
from hsreport.enrich.people.speakers import name_given
from hsreport.findings import finding
from hsreport.language.gazetteer import is_place
from hsreport.language.people import DEGREES, FUNCTION, OFFICES
from hsreport.language.spellings import folded, is_slip
from hsreport.model import Report, Speaker
from hsreport.values import Finding, KnownPerson, PersonName, Value

NOT_TELLING = OFFICES | FUNCTION | DEGREES
"""Words of an affiliation that tell nobody from anybody."""


class AuthorityEntry(Value, frozen=True):
    """What the secretariat says of a person: an entry `[[person]]` of people.toml.

    A spelling may stand behind the label of a report, "2003: John Smith", and is meant in that report alone then.
    """

    name: str
    index: str = ""
    """The index heading, "Family, Given"; worked out of the reports where it is empty."""
    also: tuple[str, ...] = ()
    """Other spellings of the person."""
    distinct_from: tuple[str, ...] = ()
    """Spellings that are somebody else's, however near."""
    affiliation: str = ""


class InReport(NamedTuple):
    """A speaker of one report of several."""

    label: str
    at: int
    """The place of the report among all."""
    speaker: Speaker

    @property
    def shown(self) -> str:
        """Name and report, as findings and people.toml tell them: “John Smith” (2003)."""
        return f"“{self.speaker.name.display}” ({self.label})"


class Person(NamedTuple):
    """One person, in all reports that have her."""

    name: PersonName
    places: tuple[InReport, ...]
    """In the order of the reports."""
    affiliation: str
    """As the authority file has it, else as the reports do: where these differ, each with the label of its report."""
    doubts: tuple[InReport, ...] = ()
    """Who stayed apart and could be the same person."""


def across(
    reports: Sequence[tuple[str, Report]], authority: Sequence[AuthorityEntry] = ()
) -> tuple[tuple[Person, ...], tuple[Finding, ...]]:
    """Bring the speakers of labelled reports together; people come in the order in which they first appear."""
    everybody = [InReport(label, at, each) for at, (label, report) in enumerate(reports) for each in report.speakers]
    register = _Register(authority, {label for label, _ in reports})
    for each in sorted(everybody, key=lambda each: (not _spelled_out(each.speaker.name), not each.speaker.name.given)):
        register.enter(each)
    return register.people(), tuple(register.findings())


class _Register:
    """People as they are entered: everybody in `places` under one number is one person."""

    def __init__(self, authority: Sequence[AuthorityEntry], labels: set[str]) -> None:
        self.authority, self.names = authority, People()
        self.places: defaultdict[int, list[InReport]] = defaultdict(list)
        self.settled: dict[int, AuthorityEntry] = {}
        self.doubts: dict[InReport, tuple[int, ...]] = {}
        self.own = [{_spelling(name, labels) for name in (entry.name, *entry.also)} for entry in authority]
        self.others = [{_spelling(name, labels) for name in entry.distinct_from} for entry in authority]
        self.number_of: dict[int, int] = {}

    def enter(self, each: InReport) -> None:
        """Give a speaker to the person who it is, or to a new one."""
        known = self._known(each)
        number = self.number_of.get(known) if known is not None else self._found(each)
        if number is None:
            number = self.names.add(each.speaker.name)
        if known is not None:
            self.number_of[known], self.settled[number] = number, self.authority[known]
        self.names.alias(each.speaker.name, number)
        self.places[number].append(each)

    def _known(self, each: InReport) -> int | None:
        """Whose entry of the authority file names a speaker: one that names the report first."""
        for label in (each.label, ""):
            named = [at for at, own in enumerate(self.own) if any((label, key) in own for key in _keys(each))]
            named = [at for at in named if label or not self._is_other(each, at)]
            if len(named) == 1:
                return named[0]
        return None

    def _is_other(self, each: InReport, entry: int) -> bool:
        return any({(each.label, key), ("", key)} & self.others[entry] for key in _keys(each))

    def _found(self, each: InReport) -> int | None:
        """Return the one person who a speaker is by name and affiliation; the others who it could be are kept as doubts."""
        entry_of = {number: at for at, number in self.number_of.items()}
        likely = tuple(
            number
            for number in self.names.likely(each.speaker.name)
            if each.at not in {place.at for place in self.places[number]}
            and not (number in entry_of and self._is_other(each, entry_of[number]))
        )
        agreeing = [number for number in likely if any(_agree(each, place) for place in self.places[number])]
        same = [number for number in likely if self._is_same_name(each, number)]
        open_to = [number for number in same if not any(_contradict(each, place) for place in self.places[number])]
        sure = [number for number in same if number in agreeing] or agreeing or open_to
        if len(sure) == 1:
            return sure[0]
        if likely:
            self.doubts[each] = likely
        return None

    def _is_same_name(self, each: InReport, number: int) -> bool:
        """Tell whether a person bears the full name of a speaker; a second given name may be missing."""
        name, others = each.speaker.name, [place.speaker.name for place in self.places[number]]
        return _spelled_out(name) and any(_spelled_out(other) and _core(name) == _core(other) for other in others)

    def people(self) -> tuple[Person, ...]:
        apart: defaultdict[int, list[InReport]] = defaultdict(list)
        number_of = {place: number for number, places in self.places.items() for place in places}
        for each, likely in self.doubts.items():
            for number in likely:
                apart[number].append(each)
                apart[number_of[each]] += self.places[number]
        found = (self._person(number, apart[number]) for number in self.places)
        return tuple(sorted(found, key=lambda person: person.places[0].at))

    def _person(self, number: int, doubts: Iterable[InReport]) -> Person:
        places = sorted(self.places[number], key=lambda place: place.at)
        settled = self.settled.get(number)
        name = _name(places)
        if settled and (settled.index or settled.name != name.display):
            name = name_given(KnownPerson(settled.name, settled.index))
        affiliation = settled.affiliation if settled else ""
        return Person(name, tuple(places), affiliation or _affiliation(places), tuple(dict.fromkeys(doubts)))

    def findings(self) -> Iterator[Finding]:
        for each, likely in self.doubts.items():
            candidates = [self.places[number][0].shown for number in likely]
            yield finding("HS601", None, found=each.shown, candidates=candidates)
        for at, entry in enumerate(self.authority):
            if at not in self.number_of:
                yield finding("HS602", None, name=entry.name)


def _spelling(words: str, labels: set[str]) -> tuple[str, str]:
    label, colon, name = words.partition(": ")
    return (label, folded(name)) if colon and label in labels else ("", folded(words))


def _keys(each: InReport) -> set[str]:
    return {folded(name) for name in (each.speaker.name.display, *each.speaker.variants)}


def _spelled_out(name: PersonName) -> bool:
    return len(folded(name.given).partition(" ")[0]) > 1


def _core(name: PersonName) -> frozenset[str]:
    """Return the words of a name without middle names, in any order."""
    return frozenset((*folded(name.family).split(), folded(name.given).partition(" ")[0]))


def _agree(one: InReport, other: InReport) -> bool:
    """Tell whether two speakers have an affiliation in common: a part between commas that tells who it is of."""
    return any(
        left == right or is_slip(left, right) or _holds(left, right) or _holds(right, left)
        for left in _telling(one)
        for right in _telling(other)
    )


def _holds(long: str, short: str) -> bool:
    return short.count(" ") > 0 and set(short.split()) <= set(long.split())


def _contradict(one: InReport, other: InReport) -> bool:
    return bool(_telling(one) and _telling(other)) and not _agree(one, other)


def _telling(each: InReport) -> set[str]:
    """Return the parts of a speaker's affiliations that tell of a body, folded: no places, no bare offices."""
    parts = (part for known in each.speaker.affiliations for part in re.split(r"[,;()（）]", known.printed))
    return {
        folded(part) for part in parts if not is_place(part.strip()) and not set(folded(part).split()) <= NOT_TELLING
    }


def _name(places: Sequence[InReport]) -> PersonName:
    """Choose the name: the fullest of the commonest."""
    names = [place.speaker.name for place in places]
    counts = Counter(name.display for name in names)
    return max(names, key=lambda name: (_spelled_out(name), counts[name.display], len(name.display)))


def _affiliation(places: Sequence[InReport]) -> str:
    told = {place.label: place.speaker.affiliations[0].bare for place in places if place.speaker.affiliations}
    if len({folded(words) for words in told.values()}) < 2:
        return next(iter(told.values()), "")
    labels: defaultdict[str, list[str]] = defaultdict(list)
    for label, words in told.items():
        labels[words].append(label)
    return "; ".join(f"{words} ({', '.join(each)})" for words, each in labels.items())
