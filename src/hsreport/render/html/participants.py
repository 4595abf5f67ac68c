"""Who took part, with affiliation and part played: a table of all by name, or one for each session."""

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from hsreport.enrich.index import PARTS_PLAYED
from hsreport.language.collation import sort_key
from hsreport.model import Appearance, Report, Speaker
from hsreport.render.html.view import contents_line


class Participant(NamedTuple):
    """A row of a table; `part` is what was done, by session in the table of all."""

    name: str
    affiliation: str
    part: str


class Participants(NamedTuple):
    """A table, under the name of a session or of nothing."""

    title: str
    rows: list[Participant]


def participants_of(report: Report, by: str) -> list[Participants]:
    """List who took part, in one alphabet by "name", or in one for each "session" and for what was outside them."""
    sessions = {session.id: contents_line(session) for session in report.symposium.sessions}
    people = sorted(report.speakers, key=lambda speaker: sort_key(speaker.name.heading))
    if by == "name":
        words: dict[str | None, str] = {None: ""} | {key: line.short for key, line in sessions.items()}
        return [Participants("", [_row(each, each.appearances, words) for each in people])]
    tables = []
    for key, title in [*((key, line.words) for key, line in sessions.items()), (None, "Outside the sessions")]:
        parts = ((each, [one for one in each.appearances if one.session == key]) for each in people)
        rows = [_row(each, own, {key: ""}) for each, own in parts if own]
        tables += [Participants(title, rows)] if rows else []
    return tables


def _row(speaker: Speaker, appearances: Iterable[Appearance], sessions: dict[str | None, str]) -> Participant:
    """Tell the parts of a person, those of one kind together: "lead-off, Session 1, Session 2; closing remarks"."""
    places: defaultdict[str, list[str]] = defaultdict(list)
    for each in appearances:
        places[PARTS_PLAYED.get(each.role, str(each.role))].append(sessions[each.session])
    parts = (", ".join(filter(None, dict.fromkeys((part, *where)))) for part, where in places.items())
    affiliation = speaker.affiliations[0].bare if speaker.affiliations else ""
    return Participant(speaker.name.heading, affiliation, "; ".join(parts))
