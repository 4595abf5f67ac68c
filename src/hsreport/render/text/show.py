"""The text forms of a report: an outline for people, JSON for programs, records to hold against marks made by hand."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Any

import msgspec

from hsreport.model import (
    MODEL_VERSION,
    Action,
    Decision,
    HeadKind,
    Part,
    Participation,
    Passage,
    PassageKind,
    Report,
    Statement,
)
from hsreport.render.text.audit import audit
from hsreport.source import Source
from hsreport.values import Value

DIALECT = "https://json-schema.org/draft/2020-12/schema"
WIDTH = 110
"""Characters of a line of the outline."""


# --- JSON ---------------------------------------------------------------------------------------------


def schema_json() -> str:
    """Print the JSON Schema (2020-12) of what `as_json` prints of a report."""
    return as_json({"$schema": DIALECT, "$id": f"urn:hsreport:report:{MODEL_VERSION}", **msgspec.json.schema(Report)})


def as_json(value: object) -> str:
    """Print a report, which has the version of its model, or any value: the same text for the same value."""
    return msgspec.json.format(msgspec.json.encode(value), indent=2).decode() + "\n"


# --- Records ------------------------------------------------------------------------------------------


def as_records(report: Report) -> str:
    """Print sessions, people and points as flat records; a passage of discussion is a point that nobody said."""
    return as_json(
        {
            "title": report.symposium.title,
            "sessions": [
                {"id": each.id, "title": each.title, "line": _heading_line(each)} for each in report.symposium.sessions
            ],
            "people": [
                {
                    "name": each.name.display,
                    "index_name": each.name.heading,
                    "appearances": [{"session": part.session, "role": part.role} for part in each.appearances],
                }
                for each in report.speakers
            ],
            "points": list(_said(report)),
            "decisions": [_settled(each) for each in report.symposium.passages() if isinstance(each.of, Decision)],
            "actions": [
                {**_settled(each), "owner": each.of.name.display if each.of.name else each.of.owner, "due": each.of.due}
                for each in report.symposium.passages()
                if isinstance(each.of, Action)
            ],
        }
    )


def _said(report: Report) -> Iterator[dict[str, Any]]:
    names = {speaker.id: speaker.name.display for speaker in report.speakers}
    themes: defaultdict[str, list[str]] = defaultdict(list)
    for assigned in report.assignments:
        if assigned.strong:
            themes[assigned.anchor].append(assigned.theme)
    for each in report.symposium.passages():
        for line, said in _rows(each, report, names) if each.point or each.kind is PassageKind.DISCUSSION else ():
            yield {
                "line": line,
                "number": each.point.number if each.point else None,
                "session": each.session.id if each.session else None,
                "speaker": said[0] if said else None,
                "speakers": said,
                "text": each.text,
                "themes": themes[each.anchor],
            }


def _settled(each: Passage) -> dict[str, Any]:
    return {"line": each.span.first, "session": each.session.id if each.session else None, "text": each.text}


def _rows(each: Passage, report: Report, names: dict[str, str]) -> list[tuple[int, list[str]]]:
    """List the lines on which voices of a point begin, with whose they are; for a passage without voices its first line."""
    number = each.point.number if each.point else 0
    if number not in report.voiced_by:
        return [(each.span.first, [names[who] for who in report.said_by.get(number, ())])]
    rows: dict[int, list[str]] = {}
    for voice, who in zip(each.voices, report.voiced_by[number], strict=True):
        row = rows.setdefault(voice.span.first, [])
        row += [names[who]] if who and names[who] not in row else []
    return list(rows.items())


def _heading_line(part: Part) -> int:
    return part.heading_span.first or part.span.first


# --- Outline ------------------------------------------------------------------------------------------


class _Twig(Value, frozen=True):
    """A line of the outline with what hangs on it."""

    line: int
    words: str
    twigs: tuple["_Twig", ...] = ()


def as_outline(report: Report) -> str:
    """Print a tree of sessions, who took part, who spoke and what was said, each with its line in the source."""
    symposium = report.symposium
    titles = [item.span.first for item in symposium.head if item.kind is HeadKind.TITLE]
    head = (
        _Twig(item.span.first, f"[{item.kind}] {item.text}")
        for item in symposium.head
        if item.kind is not HeadKind.TITLE
    )
    tree = _Twig(min(titles, default=1), symposium.title or report.source.name, (*head, *_grown(report)))
    return "".join(f"{line:>5}  {words}\n" for line, words in _drawn(tree))


def _grown(report: Report) -> tuple[_Twig, ...]:
    """Nest the parts of the document by their levels."""
    names = {speaker.id: speaker.name.display for speaker in report.speakers}
    who = {number: [names[identity] for identity in said] for number, said in report.said_by.items()}
    open_levels: list[tuple[int, _Twig]] = []
    for part in reversed(report.symposium.parts):
        below = []
        while open_levels and open_levels[-1][0] > part.level:
            below.append(open_levels.pop()[1])
        heading = " ".join(filter(None, (part.label, part.title))) or "(opening text)"
        open_levels.append((part.level, _Twig(_heading_line(part), heading, (*_twigs_of(part, who), *below))))
    return tuple(twig for _, twig in reversed(open_levels))


def _twigs_of(part: Part, who: dict[int, list[str]]) -> Iterator[_Twig]:
    yield from (_of_roster(each) for each in part.roster if each.printed)
    for block in part.blocks:
        if not isinstance(block, Statement):
            task = ", ".join(filter(None, (block.owner, block.due))) if isinstance(block, Action) else ""
            yield _Twig(block.span.first, f"[{block.kind}{task and ': '}{task}] {block.text}")
            continue
        speaker = ", ".join(dict.fromkeys(name for each in block.points for name in who.get(each.number, ())))
        points = tuple(_Twig(each.span.first, f"{each.number}. {each.text}") for each in block.points)
        yield _Twig(block.span.first, speaker or f"(nobody known) {block.attribution.printed}", points)


def _of_roster(each: Participation) -> _Twig:
    affiliation = f", {each.affiliation.printed}" if each.affiliation else ""
    return _Twig(each.span.first, f"[{each.role}] {each.name.display}{affiliation}")


def _drawn(twig: _Twig, stem: str = "", branch: str = "") -> Iterator[tuple[int, str]]:
    """Draw the lines of a tree; `stem` stands before the twigs of a line, `branch` before the line itself."""
    words = f"{branch}{twig.words}"
    yield twig.line, words if len(words) <= WIDTH else f"{words[: WIDTH - 1].rstrip()}…"
    for each in twig.twigs:
        last = each is twig.twigs[-1]
        yield from _drawn(each, stem + ("   " if last else "│  "), stem + ("└─ " if last else "├─ "))


FORMS: dict[str, Callable[[Report, Source], str]] = {
    "outline": lambda report, _: as_outline(report),
    "json": lambda report, _: as_json(report),
    "records": lambda report, _: as_records(report),
    "audit": lambda report, source: audit(report, [(line.span, line.text) for line in source.lines]),
}
"""What `hsreport show --format` may name."""
