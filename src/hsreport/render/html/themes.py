"""The themes as the appendix prints them: whose words stand under which theme, and where a mention is enough."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Literal, NamedTuple

from hsreport.entries import Extract, Locator, ThemeEntry
from hsreport.model import Report

MANY_EXTRACTS = 10
"""The extracts of a theme from which on each session has a sub-heading."""


class ExtractGroup(NamedTuple):
    """Extracts of a theme under one sub-heading; without a session's id they have none, "-" is for those outside any."""

    session: str
    extracts: tuple[Extract, ...]


class Mention(NamedTuple):
    """The passages of one person on a theme whose words stand under another theme."""

    name: str
    """The family name, or the whole one where two share it; what it is from, for words that are nobody's."""
    session: str
    """The id of the session of the first."""
    locators: tuple[Locator, ...]


class ThemeInPrint(NamedTuple):
    """A theme, the extracts printed under it, and what is only mentioned."""

    entry: ThemeEntry
    groups: tuple[ExtractGroup, ...]
    mentions: tuple[Mention, ...]
    mentioned: tuple[Locator, ...]
    """Where all that is only mentioned stands, in the order of the text."""


def themes_in_print(report: Report, printed: Literal["strongest", "all"]) -> Iterator[ThemeInPrint]:
    """Choose the extracts whose words are printed: all, or each sentence under the theme that it is the strongest evidence for."""
    homes: dict[tuple[str, tuple[int, int]], str] = {}
    every = [(entry, extract) for entry in report.appendix for extract in entry.extracts]
    for entry, extract in sorted(every, key=lambda pair: (-pair[1].score, len(pair[0].extracts))):
        homes.setdefault((extract.locator.anchor, extract.sentence), entry.theme.id)
    families = {speaker.name.display: speaker.name.family or speaker.name.display for speaker in report.speakers}
    for entry in report.appendix:
        here: list[Extract] = []
        elsewhere: list[Extract] = []
        for extract in entry.extracts:
            at_home = homes[extract.locator.anchor, extract.sentence] == entry.theme.id
            (here if at_home or printed == "all" else elsewhere).append(extract)
        mentioned = tuple(dict.fromkeys(extract.locator for extract in elsewhere))
        yield ThemeInPrint(entry, tuple(_groups(here)), tuple(_mentions(elsewhere, families)), mentioned)


def voice_of(extract: Extract) -> str:
    """Name who says an extract, or what it is from; empty for a point that is nobody's."""
    if extract.speaker or extract.locator.number is not None:
        return extract.speaker
    return "Summary" if extract.kind == "narrative" else extract.kind.capitalize()


def _groups(extracts: Sequence[Extract]) -> Iterator[ExtractGroup]:
    """Group extracts by session where they are many; else all are one group."""
    groups = [
        ExtractGroup(session, tuple(each))
        for session, each in groupby(extracts, key=lambda extract: extract.session or "-")
    ]
    few = len(extracts) < MANY_EXTRACTS or len(groups) == 1
    yield from [ExtractGroup("", tuple(extracts))] if few else groups


def _mentions(extracts: Sequence[Extract], families: dict[str, str]) -> Iterator[Mention]:
    """Draw extracts together by who speaks."""
    shared = Counter(families.values())
    found: defaultdict[str, list[Extract]] = defaultdict(list)
    for extract in extracts:
        family = families.get(extract.speaker, "")
        name = family if shared[family] == 1 else extract.speaker or voice_of(extract).lower()
        found[name].append(extract)
    for name, each in found.items():
        yield Mention(name, each[0].session, tuple(dict.fromkeys(extract.locator for extract in each)))
