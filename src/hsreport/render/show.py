"""The text forms of a report: an outline for people, JSON for programs, records for scoring."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import msgspec

from hsreport.model import MODEL_VERSION, Block, Narrative, Report, Session, Statement
from hsreport.values import SourceSpan

SCHEMA_ID = f"https://hsreport.invalid/schema/report-{MODEL_VERSION}.json"


def as_json(report: Report) -> str:
    """The whole report; `schema` describes it."""
    return msgspec.json.format(msgspec.json.encode(report), indent=2).decode() + "\n"


def schema() -> str:
    """The JSON Schema (draft 2020-12) of what `as_json` gives."""
    described = msgspec.json.schema(Report)
    whole = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": SCHEMA_ID, **described}
    return msgspec.json.format(msgspec.json.encode(whole), indent=2).decode() + "\n"


# --- Records ----------------------------------------------------------------------------------------


def as_records(report: Report) -> str:
    """Sessions, people and points, flat: one object with the keys title, sessions, people and points."""
    records = {
        "title": report.symposium.title,
        "sessions": [
            {"id": session.id, "title": session.title, "line": session.span.first}
            for session in report.symposium.sessions
        ],
        "people": [
            {
                "name": speaker.name.display,
                "index_name": speaker.name.heading,
                "appearances": [{"session": each.session, "role": each.role} for each in speaker.appearances],
            }
            for speaker in report.speakers
        ],
        "points": list(_points(report)),
    }
    return msgspec.json.format(msgspec.json.encode(records), indent=2).decode() + "\n"


def _points(report: Report) -> Iterator[dict[str, Any]]:
    """Points, and passages of discussion as points of nobody, in order."""
    names = {speaker.id: speaker.name.display for speaker in report.speakers}
    themes: defaultdict[str, list[str]] = defaultdict(list)
    for each in report.assignments:
        if each.strong:
            themes[each.anchor].append(each.theme)
    for session, block in report.symposium.walk():
        for anchor, span, text, number in _statements(block):
            yield {
                "line": span.first,
                "session": session.id if session else None,
                "speaker": names.get(report.said_by.get(number, "")),
                "text": text,
                "themes": themes[anchor],
            }


def _statements(block: Block) -> Iterator[tuple[str, SourceSpan, str, int]]:
    """Anchor, lines, words and number of each thing said in a block; discussion has the number 0."""
    if isinstance(block, Statement):
        yield from ((point.anchor, point.span, point.text, point.number) for point in block.points)
    elif isinstance(block, Narrative) and block.discussion:
        yield block.anchor, block.span, block.text, 0


# --- Outline ----------------------------------------------------------------------------------------

_WIDTH = 100
"""How many characters of a text the outline shows."""


def as_outline(report: Report) -> str:
    """A tree of sections, sessions, speakers and points, each line with the source line it comes from."""
    return "\n".join(f"{line:>5}  {'  ' * depth}{words}" for line, depth, words in _outline(report)) + "\n"


def _outline(report: Report) -> Iterator[tuple[int, int, str]]:
    names = {speaker.id: speaker.name.display for speaker in report.speakers}
    for item in report.symposium.head:
        yield item.span.first, 0, _cut(f"{item.kind}: {item.text}")
    for part in report.symposium.parts:
        heading = " ".join(filter(None, (part.label, part.title, getattr(part, "qualifier", ""))))
        yield part.span.first, part.level - 1, _cut(heading or "(opening text)")
        for each in part.roster if isinstance(part, Session) else ():
            yield each.span.first, part.level, f"{each.role}: {each.name.display}"
        for block in part.blocks:
            yield from ((line, part.level + depth, _cut(words)) for line, depth, words in _block(block, report, names))


def _block(block: Block, report: Report, names: dict[str, str]) -> Iterator[tuple[int, int, str]]:
    if not isinstance(block, Statement):
        yield block.span.first, 0, f"[{_kind(block)}] {block.text}"
        return
    who = {names.get(report.said_by.get(point.number, ""), "nobody") for point in block.points}
    yield block.span.first, 0, " and ".join(sorted(who)) or block.attribution.printed
    yield from ((point.span.first, 1, f"{point.number}. {point.text}") for point in block.points)


def _kind(block: Block) -> str:
    return "discussion" if isinstance(block, Narrative) and block.discussion else type(block).__name__.casefold()


def _cut(words: str) -> str:
    return words if len(words) <= _WIDTH else words[: _WIDTH - 1].rstrip() + "…"
