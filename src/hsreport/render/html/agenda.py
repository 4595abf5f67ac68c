"""The agenda: when each session began, what it was about, and who spoke, where the text tells times."""

import re
from collections import defaultdict
from typing import NamedTuple

from hsreport.enrich.index import PARTS_PLAYED
from hsreport.model import HeadKind, Narrative, Part, PassageKind, Report, Section, Symposium
from hsreport.values import Role

_HALF, _MINUTES, _HOURS = r"\s?[ap]\.?\s?m\b\.?", r"[:.h][0-5]\d(?![:.]?\d)", r"(?:[01]?\d|2[0-4])"
_CLOCK, _ALONE = rf"{_HOURS}(?:{_MINUTES}(?:{_HALF})?|{_HALF})", r"(?<![\w:./\[–-])"
_TIMES = tuple(
    re.compile(rf"{before}(?P<time>{time})(?:\s(?:Uhr|h|hrs?|hours)\b)?{behind}", re.IGNORECASE)
    for before, time, behind in (
        (r"[(\[]?(?:from\s)?", rf"{_ALONE}(?:{_CLOCK}|{_HOURS})\s?(?:[-–—]|to\b|until\b)\s?{_CLOCK}", r"[)\]]?"),
        (r"\(?", rf"{_ALONE}{_HOURS}(?:{_MINUTES})?{_HALF}", r"\)?"),
        (r"^\(?", rf"\d\d{_MINUTES}", r"\)?(?=\W|$)"),
        (r"(?:\((?:at\s)?|(?:,|\s[-–—])\s(?:at\s)?|^)", rf"{_ALONE}{_HOURS}(?!\.){_MINUTES}", r"\)?"),
    )
)
"""Ways to print a time: from when to when, or with the half of the day, wherever it stands; else at the start, in parentheses, behind a comma."""
_EDGES = " \t,;:–—-"


class AgendaRow(NamedTuple):
    """A session, or what else the text gives a time: the time as printed, the rest of the heading, its anchor, who took part."""

    time: str
    words: str
    anchor: str
    people: str


def agenda_of(report: Report) -> list[tuple[str, list[AgendaRow]]]:
    """List sessions with their times, under each heading that holds nothing but sessions, as that of a day; none with fewer than two times."""
    symposium = report.symposium
    programme, people = _programme(symposium), people_of(report)
    dates = [item.text for item in symposium.head if item.kind is HeadKind.DATE]
    days: list[tuple[str, list[AgendaRow]]] = [(dates[-1] if len(dates) > 1 else "", [])]
    for part in symposium.parts:
        words = f"{part.label} {part.title}".strip()
        time, rest = _timed(part)
        time = time or programme.get(part.title.casefold(), "") or programme.get(words.casefold(), "")
        if isinstance(part, Section) and not time:
            days += [(words, [])] if words and not part.blocks else []
        else:
            names = people[part.id] if not isinstance(part, Section) else {}
            days[-1][1].append(AgendaRow(time, rest or words, part.anchor, _said(names)))
    timed = sum(1 for _, rows in days for row in rows if row.time)
    return [(day, rows) for day, rows in days if rows] if timed > 1 else []


def people_of(report: Report) -> defaultdict[str | None, dict[str, list[Role]]]:
    """Return who took part in each session, and outside them, as what: in the order of the rosters."""
    rosters = (person for session in report.symposium.sessions for person in session.roster)
    order = {person.anchor: at for at, person in enumerate(rosters)}
    found = [(appearance, speaker.name.display) for speaker in report.speakers for appearance in speaker.appearances]
    people: defaultdict[str | None, dict[str, list[Role]]] = defaultdict(dict)
    for appearance, name in sorted(found, key=lambda pair: order.get(pair[0].anchor, len(order))):
        people[appearance.session].setdefault(name, []).append(appearance.role)
    return people


def _said(people: dict[str, list[Role]]) -> str:
    """Name people with what they were besides speakers: "Ann Wu (chair), Bo Lind"."""
    said = []
    for name, roles in people.items():
        others = dict.fromkeys(role for role in roles if role not in (Role.SPEAKER, Role.PANELIST))
        played = ", ".join(PARTS_PLAYED.get(role, str(role)) for role in others)
        said.append(f"{name} ({played})" if played else name)
    return ", ".join(said)


def _timed(part: Part) -> tuple[str, str]:
    """Return the time of a part and the words of its heading without it: it stands there, or alone in the first paragraph."""
    qualifier = "" if isinstance(part, Section) else part.qualifier
    time, rest = split_time(f"{part.label} {part.title} {qualifier}".strip())
    if not time and part.blocks and isinstance(part.blocks[0], Narrative):
        time, left = split_time(f"{part.blocks[0].label} {part.blocks[0].text}".strip())
        time = "" if left else time
    return time, rest


def _programme(symposium: Symposium) -> dict[str, str]:
    """Return the times that the head, a paragraph or a row gives to what it names, by these words."""
    found: dict[str, str] = {}
    kinds = (PassageKind.HEAD, PassageKind.NARRATIVE, PassageKind.ROW)
    rows = ([split_time(cell) for cell in each.text.split("\t")] for each in symposium.passages() if each.kind in kinds)
    for row in rows:
        time = next((time for time, _ in row if time), "")
        for words in (words for _, words in row if time and words):
            found.setdefault(words.casefold(), time)
    return found


def split_time(words: str) -> tuple[str, str]:
    """Part the time of the day from other words: "Session 1 (9.30–11.00): Water" is "9.30–11.00", "Session 1: Water"."""
    for pattern in _TIMES:
        if found := pattern.search(words):
            before, after = words[: found.start()].rstrip(" ,–—-"), words[found.end() :].strip()
            colon = after.startswith(":")
            rest = before + (":" if colon else "") + " " + after.lstrip(_EDGES)
            return " ".join(found["time"].split()), rest.strip(_EDGES)
    return "", words
