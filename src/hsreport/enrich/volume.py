"""Several reports as one volume: what each is called, one index of everybody, one list of themes."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

from msgspec.structs import replace

from hsreport.enrich.people.across import AuthorityEntry, Person, across
from hsreport.enrich.people.speakers import unique_ids
from hsreport.entries import (
    Citation,
    CrossReference,
    CumulativeEntry,
    CumulativeLine,
    CumulativeTheme,
    IndexEntry,
    Locator,
    Subentry,
    Theme,
    ThemeEntry,
    ThemeInReport,
)
from hsreport.language.collation import letter_of, sort_key
from hsreport.model import Contribution, HeadKind, Report, Volume

_YEAR = re.compile(r"(?<!\d)(?:1[89]|20)\d\d(?!\d)")

Located = tuple[Contribution, Locator]


def labels_of(reports: Sequence[tuple[str, Report]]) -> list[str]:
    """Call each report, given with the name of its file, by its year, else by that name; one that is taken gets a letter."""
    taken: set[str] = set()
    found = []
    for name, report in reports:
        dated = (report.symposium.head_text(HeadKind.DATE), report.symposium.title, name)
        plain = next((year[0] for text in dated if (year := _YEAR.search(text))), name)
        label = next(label for label in (plain, *(f"{plain}{each}" for each in _endings())) if label not in taken)
        taken.add(label)
        found.append(label)
    return found


def _endings() -> Iterator[str]:
    yield from "abcdefghijklmnopqrstuvwxyz"
    yield from (f"-{number}" for number in range(2, 10_000))


def volume_of(
    title: str,
    contributions: Sequence[Contribution],
    authority: Sequence[AuthorityEntry] = (),
    editors: Sequence[str] = (),
) -> Volume:
    """Bind reports, whose prefixes differ, into a volume. What is said of a person in any index is in the one index."""
    people, findings = across([(each.label, each.report) for each in contributions], authority)
    ids = list(unique_ids(person.name for person in people))
    anchors = {
        (place.at, place.speaker.id): f"speaker-{identity}"
        for identity, person in zip(ids, people, strict=True)
        for place in person.places
    }
    entries = chain.from_iterable(_entries(person, anchors, contributions) for person in people)
    headings = {person.name.heading for person in people}
    kept = [
        each for each in dict.fromkeys(entries) if isinstance(each, CumulativeEntry) or each.heading not in headings
    ]
    index = tuple(sorted(kept, key=lambda entry: sort_key(entry.heading)))
    return Volume(title, tuple(contributions), tuple(editors), index, tuple(_themes(contributions)), findings)


def _entries(
    person: Person, anchors: Mapping[tuple[int, str], str], contributions: Sequence[Contribution]
) -> Iterator[CumulativeEntry | CrossReference]:
    """Make a person's heading with all that single indices say of her, and *see* references from what these call her."""
    heading, anchor = person.name.heading, anchors[person.places[0].at, person.places[0].speaker.id]
    sessions: list[CumulativeLine] = []
    themes: defaultdict[str, list[Located]] = defaultdict(list)
    own = ((place, entry) for place in person.places for entry in contributions[place.at].report.speaker_index)
    for place, entry in own:
        contribution = contributions[place.at]
        if entry.anchor != f"speaker-{place.speaker.id}":
            continue
        if entry.heading != heading:
            is_slip = isinstance(entry, CrossReference) and entry.is_slip
            yield CrossReference(entry.heading, letter_of(entry.heading), heading, anchor, is_slip)
        known = {each.theme.label for each in contribution.report.appendix}
        for line in entry.subentries if isinstance(entry, IndexEntry) else ():
            located = [(contribution, locator) for locator in line.locators]
            if line.text in known:
                themes[line.text] += located
            else:
                sessions.append(CumulativeLine(line.text, tuple(_citations(located)), place.label))
    spoken = (CumulativeLine(label, tuple(_citations(themes[label]))) for label in sorted(themes, key=sort_key))
    yield CumulativeEntry(heading, letter_of(heading), anchor, person.affiliation, (*sessions, *spoken))


def _citations(located: Iterable[Located]) -> Iterator[Citation]:
    """Draw locators, each with its report, together by report; their anchors become those of the volume."""
    by_report: defaultdict[str, list[Locator]] = defaultdict(list)
    for contribution, locator in located:
        by_report[contribution.label].append(in_volume(locator, contribution))
    yield from (Citation(label, tuple(each)) for label, each in by_report.items())


def in_volume(locator: Locator, contribution: Contribution) -> Locator:
    """Give a locator of a report its place in the volume."""
    return replace(locator, anchor=contribution.prefix + locator.anchor)


def _themes(contributions: Sequence[Contribution]) -> Iterator[CumulativeTheme]:
    """List the themes of all reports by their labels; those of one id and label are one."""
    found: defaultdict[tuple[str, str], list[tuple[Contribution, ThemeEntry]]] = defaultdict(list)
    for contribution in contributions:
        for entry in contribution.report.appendix:
            found[entry.theme.label, entry.theme.id].append((contribution, entry))
    seen: Counter[str] = Counter()
    for label, identity in sorted(found, key=lambda key: (sort_key(key[0]), key)):
        seen[identity] += 1
        reports = tuple(_in_report(contribution, entry) for contribution, entry in found[label, identity])
        theme: Theme = found[label, identity][0][1].theme
        ending = f"-{seen[identity]}" if seen[identity] > 1 else ""
        yield CumulativeTheme(theme, f"theme-{identity}{ending}", reports)


def _in_report(contribution: Contribution, entry: ThemeEntry) -> ThemeInReport:
    voices: defaultdict[str, list[Locator]] = defaultdict(list)
    for extract in entry.extracts:
        voices[extract.speaker or ("summary" if extract.kind == "narrative" else extract.kind)].append(
            in_volume(extract.locator, contribution)
        )
    said = tuple(Subentry(name, tuple(locators)) for name, locators in voices.items())
    return ThemeInReport(contribution.label, len(entry.extracts), said)
