"""The text forms of a report: an outline for people, JSON for programs, records to hold against marks made by hand."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Any

import msgspec

from hsreport.model import MODEL_VERSION, Block, HeadKind, Narrative, Part, Participation, Report, Session, Statement
from hsreport.render.text.audit import audit
from hsreport.source import Source
from hsreport.values import SourceSpan, Value

DIALECT = "https://json-schema.org/draft/2020-12/schema"
WIDTH = 110
"""Characters of a line of the outline."""


# --- JSON ---------------------------------------------------------------------------------------------


def as_json(report: Report) -> str:
    """The whole report with its version; `schema_json` describes it. The same text for the same report."""
    return _json(report)


def schema_json() -> str:
    """The JSON Schema (2020-12) of what `as_json` gives."""
    return _json({"$schema": DIALECT, "$id": f"urn:hsreport:report:{MODEL_VERSION}", **msgspec.json.schema(Report)})


def _json(value: object) -> str:
    return msgspec.json.format(msgspec.json.encode(value), indent=2).decode() + "\n"


# --- Records ------------------------------------------------------------------------------------------


def as_records(report: Report) -> str:
    """Sessions, people and points as flat records; a passage of discussion is a point that nobody said."""
    return _json(
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
        }
    )


def _said(report: Report) -> Iterator[dict[str, Any]]:
    who = _speaker_names(report)
    themes: defaultdict[str, list[str]] = defaultdict(list)
    for each in report.assignments:
        if each.strong:
            themes[each.anchor].append(each.theme)
    for session, block in report.symposium.walk():
        for anchor, span, text in _passages(block):
            yield {
                "line": span.first,
                "session": session.id if session else None,
                "speaker": next(iter(who.get(anchor, ())), None),
                "speakers": who.get(anchor, ()),
                "text": text,
                "themes": themes[anchor],
            }


def _passages(block: Block) -> Iterator[tuple[str, SourceSpan, str]]:
    if isinstance(block, Statement):
        yield from ((point.anchor, point.span, point.text) for point in block.points)
    elif isinstance(block, Narrative) and block.discussion:
        yield block.anchor, block.span, block.text


def _speaker_names(report: Report) -> dict[str, tuple[str, ...]]:
    """The display names of those who said it, by the anchor of the point."""
    names = {speaker.id: speaker.name.display for speaker in report.speakers}
    return {f"point-{number}": tuple(names[each] for each in said) for number, said in report.said_by.items()}


def _heading_line(part: Part) -> int:
    return part.heading_span.first or part.span.first


# --- Outline ------------------------------------------------------------------------------------------


class _Twig(Value, frozen=True):
    """A line of the outline with what hangs on it."""

    line: int
    words: str
    twigs: tuple["_Twig", ...] = ()


def as_outline(report: Report) -> str:
    """A tree of sessions, who took part, who spoke and what was said, each with its line in the source."""
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
    """The parts of the document, the deeper ones hung on those above them."""
    who = _speaker_names(report)
    open_levels: list[tuple[int, _Twig]] = []
    for part in reversed(report.symposium.parts):
        below = []
        while open_levels and open_levels[-1][0] > part.level:
            below.append(open_levels.pop()[1])
        heading = " ".join(filter(None, (part.label, part.title))) or "(opening text)"
        open_levels.append((part.level, _Twig(_heading_line(part), heading, (*_twigs_of(part, who), *below))))
    return tuple(twig for _, twig in reversed(open_levels))


def _twigs_of(part: Part, who: dict[str, tuple[str, ...]]) -> Iterator[_Twig]:
    if isinstance(part, Session):
        yield from (_of_roster(each) for each in part.roster if each.printed)
    for block in part.blocks:
        if not isinstance(block, Statement):
            yield _Twig(block.span.first, f"[{_kind(block)}] {block.text}")
            continue
        speaker = ", ".join(dict.fromkeys(name for each in block.points for name in who.get(each.anchor, ())))
        points = tuple(_Twig(each.span.first, f"{each.number}. {each.text}") for each in block.points)
        yield _Twig(block.span.first, speaker or f"(nobody known) {block.attribution.printed}", points)


def _of_roster(each: Participation) -> _Twig:
    affiliation = f", {each.affiliation.printed}" if each.affiliation else ""
    return _Twig(each.span.first, f"[{each.role}] {each.name.display}{affiliation}")


def _kind(block: Block) -> str:
    return "discussion" if isinstance(block, Narrative) and block.discussion else type(block).__name__.casefold()


def _drawn(twig: _Twig, stem: str = "", branch: str = "") -> Iterator[tuple[int, str]]:
    """The lines of a tree; `stem` is what stands before the twigs of a line, `branch` before the line itself."""
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
