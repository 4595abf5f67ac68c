"""Everybody who is in a report, with what they are called and where they come from."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from hsreport.editions.chatham_house.forms import SHORTEST
from hsreport.editions.chatham_house.offices import LONGEST_ABBREVIATION
from hsreport.model import Action, Attribution, Report
from hsreport.values import Affiliation, PersonName, Value


class Settled(Value, frozen=True):
    """What the author says of words that could be names: the table `[anonymous]` of hsreport.toml."""

    things: tuple[str, ...] = ()
    """Words that name no person, and may stay."""
    people: tuple[str, ...] = ()
    """Names of people, wherever a word of them stands."""


NOTHING_SETTLED = Settled()


def mentioned(report: Report) -> Iterator[PersonName]:
    """List everybody whom the reading took for a person, and those whose full names stand in the text."""
    yield from (member.name for member in report.symposium.cast)
    yield from report.symposium.introduced


def called_in(report: Report, people: Iterable[PersonName]) -> Iterator[str]:
    """List single words by which the text calls those who take part: given names, nicknames, what the reading took for them."""
    taking_part = {name.display for name in people}
    givens = Counter(name.given for name in {name.display: name for name in people}.values())
    for member in report.symposium.cast:
        if member.name.display in taking_part:
            yield from (spelling for spelling in member.spellings if " " not in spelling and len(spelling) >= SHORTEST)
    yield from (given for given, times in givens.items() if times == 1 and len(given) >= SHORTEST and " " not in given)


def people_of(report: Report) -> Iterator[PersonName]:
    for speaker in report.speakers:
        yield speaker.name
        for variant in speaker.variants:
            given, _, family = variant.rpartition(" ")
            yield PersonName(variant, given, family)
    yield from (part.name for part in report.symposium.events)
    yield from (passage.person.name for passage in report.symposium.passages() if passage.person)
    yield from (said.name for said in attributed(report) if said.name)


def attributed(report: Report) -> Iterator[Attribution]:
    """To whom words are given, or something to do."""
    for passage in report.symposium.passages():
        yield from passage.attributions
        yield from [Attribution(passage.of.owner, passage.of.name)] if isinstance(passage.of, Action) else []


def initials_of(report: Report) -> Iterator[str]:
    """List initials under which people speak in minutes: "RPR"."""
    for said in attributed(report):
        if (
            said.name
            and said.printed.isupper()
            and said.printed.isalpha()
            and len(said.printed) <= LONGEST_ABBREVIATION
        ):
            yield said.printed


def affiliations_of(report: Report) -> Iterator[Affiliation]:
    yield from (affiliation for speaker in report.speakers for affiliation in speaker.affiliations)
    for passage in report.symposium.passages():
        yield from [passage.person.affiliation] if passage.person and passage.person.affiliation else []
        yield from (said.affiliation for said in passage.attributions if said.affiliation)


def organizations_of(report: Report) -> Iterator[str]:
    """List organizations by name and by the letters in parentheses after it; who held the event gives nobody away."""
    for affiliation in affiliations_of(report):
        letters = re.search(r"\(([A-Z]{2,})\)", affiliation.printed)
        for name in (re.sub(r"\s*\([A-Z]+\)", "", affiliation.organization), letters[1] if letters else ""):
            if len(name) > 1 and name != report.symposium.organizer:
                yield name
