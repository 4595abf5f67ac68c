"""The text forms of a report: an outline for people, JSON for programs, records to hold against marks made by hand."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Any

import msgspec
from msgspec.structs import replace

from hsreport.entries import Assignment
from hsreport.model import (
    MODEL_VERSION,
    Action,
    Decision,
    HeadKind,
    Part,
    Participation,
    Passage,
    PassageKind,
    Picture,
    Report,
    Statement,
)
from hsreport.render.text.audit import audit
from hsreport.render.text.cast import as_cast
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
    """Print a report, which has the version of its model, or any value: the same text for the same value.

    Of pictures it has the hashes, not the bytes.
    """
    value = replace(value, pictures={}) if isinstance(value, Report) else value
    return msgspec.json.format(msgspec.json.encode(value), indent=2).decode() + "\n"


# --- Records ------------------------------------------------------------------------------------------


def as_records(report: Report) -> str:
    """Print sessions, people and points as flat records; a passage of discussion is a point that nobody said."""
    passages = list(report.symposium.passages())
    return as_json(
        {
            "title": report.symposium.title,
            "sessions": [
                {"id": session.id, "title": session.title, "line": _heading_line(session)}
                for session in report.symposium.sessions
            ],
            "people": [
                {
                    "name": speaker.name.display,
                    "index_name": speaker.name.heading,
                    "appearances": [{"session": part.session, "role": part.role} for part in speaker.appearances],
                }
                for speaker in report.speakers
            ],
            "points": list(_said(report)),
            "decisions": [_settled(passage) for passage in passages if isinstance(passage.of, Decision)],
            "actions": [
                {**_settled(passage), "owner": action.name.display if action.name else action.owner, "due": action.due}
                for passage in passages
                if isinstance(action := passage.of, Action)
            ],
            "themes": list(_themed(report)),
        }
    )


def _said(report: Report) -> Iterator[dict[str, Any]]:
    names = {speaker.id: speaker.name.display for speaker in report.speakers}
    themes: defaultdict[str, list[str]] = defaultdict(list)
    for assigned in report.assignments:
        if assigned.strong:
            themes[assigned.anchor].append(assigned.theme)
    kinds = (PassageKind.POINT, PassageKind.DISCUSSION)
    for passage in (passage for passage in report.symposium.passages() if passage.kind in kinds):
        for line, said in _rows(passage, report, names):
            yield {
                "line": line,
                "number": passage.point.number if passage.point else None,
                "session": passage.session.id if passage.session else None,
                "speaker": said[0] if said else None,
                "speakers": said,
                "text": passage.text,
                "themes": themes[passage.anchor],
            }


def _themed(report: Report) -> Iterator[dict[str, Any]]:
    """List the themes in print with the lines on which the words begin that they are for."""
    passages = {each.anchor: each for each in report.symposium.passages()}
    lines: defaultdict[str, set[int]] = defaultdict(set)
    for assigned in report.assignments:
        if assigned.strong:
            lines[assigned.theme] |= _lines_of(assigned, passages[assigned.anchor])
    for entry in report.appendix:
        yield {"id": entry.theme.id, "label": entry.theme.label, "lines": sorted(lines[entry.theme.id])}


def _lines_of(assigned: Assignment, passage: Passage) -> set[int]:
    """The first lines of the voices that an assignment is for; that of the passage where it has none."""
    words = [(each.start, each.end) for each in assigned.evidence if each.end] or [assigned.extract]
    voices = (each for each in passage.voices if any(each.start < end and start < each.end for start, end in words))
    return {voice.span.first for voice in voices} or {passage.span.first}


def _settled(passage: Passage) -> dict[str, Any]:
    return {
        "line": passage.span.first,
        "session": passage.session.id if passage.session else None,
        "text": passage.text,
    }


def _rows(passage: Passage, report: Report, names: dict[str, str]) -> list[tuple[int, list[str]]]:
    """List the lines on which voices of a point begin, with whose they are; for a passage without voices its first line."""
    number = passage.point.number if passage.point else 0
    if number not in report.voiced_by:
        return [(passage.span.first, [names[who] for who in report.said_by.get(number, ())])]
    rows: dict[int, list[str]] = {}
    for voice, who in zip(passage.voices, report.voiced_by[number], strict=True):
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
    yield from (_of_roster(person) for person in part.roster if person.printed)
    for block in part.blocks:
        if not isinstance(block, Statement):
            task = ", ".join(filter(None, (block.owner, block.due))) if isinstance(block, Action) else ""
            words = block.text or (block.image.alt if isinstance(block, Picture) else "")
            yield _Twig(block.span.first, f"[{block.kind}{task and ': '}{task}] {words}")
            continue
        speaker = ", ".join(dict.fromkeys(name for point in block.points for name in who.get(point.number, ())))
        points = tuple(_Twig(point.span.first, f"{point.number}. {point.text}") for point in block.points)
        yield _Twig(block.span.first, speaker or f"(nobody known) {block.attribution.printed}", points)


def _of_roster(person: Participation) -> _Twig:
    affiliation = f", {person.affiliation.printed}" if person.affiliation else ""
    return _Twig(person.span.first, f"[{person.role}] {person.name.display}{affiliation}")


def _drawn(twig: _Twig, stem: str = "", branch: str = "") -> Iterator[tuple[int, str]]:
    """Draw the lines of a tree; `stem` stands before the twigs of a line, `branch` before the line itself."""
    words = f"{branch}{twig.words}"
    yield twig.line, words if len(words) <= WIDTH else f"{words[: WIDTH - 1].rstrip()}…"
    for child in twig.twigs:
        last = child is twig.twigs[-1]
        yield from _drawn(child, stem + ("   " if last else "│  "), stem + ("└─ " if last else "├─ "))


FORMS: dict[str, Callable[[Report, Source], str]] = {
    "outline": lambda report, _: as_outline(report),
    "json": lambda report, _: as_json(report),
    "records": lambda report, _: as_records(report),
    "cast": lambda report, _: as_cast(report),
    "audit": lambda report, source: audit(report, [(line.span, line.text) for line in source.lines]),
}
"""What `hsreport show --format` may name."""
