"""Editions of a report: what one session, one person or one theme takes of it, and the brief.

An edition is a `Report` of its own, so that the same templates set it. Points keep the numbers of the full document,
for these are what people cite; the speaker index and the thematic appendix hold what points into the edition.
"""

from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from operator import itemgetter
from typing import TypeVar

from msgspec.structs import replace

from hsreport.entries import CrossReference, IndexEntry, ThemeEntry
from hsreport.errors import SettingsError
from hsreport.model import Action, Block, Heading, Narrative, Part, Report, Row, Session, Speaker, Statement, Symposium
from hsreport.parts import CITED
from hsreport.settings import close_match
from hsreport.values import Value

CONCLUDING = "concluding"

Item = TypeVar("Item")


class Kind(StrEnum):
    """What an edition is cut to."""

    WHOLE = "whole"
    SESSION = "session"
    SPEAKER = "speaker"
    THEME = "theme"
    BRIEF = "brief"


class Choice(Value, frozen=True):
    """Which edition is wanted; `of` is the id of a session or theme, or a speaker's name or id."""

    kind: Kind = Kind.WHOLE
    of: str = ""


TOP_LEVEL = {Kind.SPEAKER: 2, Kind.THEME: 2}
"""The level of the highest heading of an edition that has a heading of its own above the parts; else 1."""
WITH_INDEX = frozenset((Kind.WHOLE, Kind.SESSION, Kind.THEME))
WITH_APPENDIX = frozenset((Kind.WHOLE, Kind.SESSION, Kind.SPEAKER))
"""Editions with this back matter: one of a person needs no index of people, one of a theme none of themes."""


def edition(report: Report, choice: Choice) -> Report:
    """Cut a report to one edition. A `SettingsError` names what there is where nothing is called so.

    The head, and notes whose marks are in what is left, stay, those that are only called again there at its end; findings belong to the full document.
    """
    if choice.kind is Kind.WHOLE:
        return report
    parts = _levelled(tuple(_PARTS[choice.kind](report, choice.of)), TOP_LEVEL.get(choice.kind, 1))
    cut = cut_to(report, parts)
    return replace(
        cut,
        speaker_index=cut.speaker_index if choice.kind in WITH_INDEX else (),
        appendix=cut.appendix if choice.kind in WITH_APPENDIX else (),
    )


def cut_to(report: Report, parts: tuple[Part, ...]) -> Report:
    """Cut a report to these parts, and what points into it to what points at them."""
    symposium = replace(report.symposium, parts=parts)
    there = set(anchors_of(symposium))
    spans = {anchor: spans for anchor, spans in symposium.spans.items() if anchor in there}
    again = {each.address for found in spans.values() for each in found}
    symposium = replace(
        symposium,
        notes=tuple(
            note if note.anchor in there else replace(note, anchor="", offset=0)
            for note in symposium.notes
            if note.anchor in there or f"#note-{note.number}" in again
        ),
        events=tuple(part for part in symposium.events if part.anchor in there),
        spans=spans,
    )
    return replace(
        report,
        symposium=symposium,
        speakers=tuple(_speakers(report.speakers, there)),
        said_by={number: who for number, who in report.said_by.items() if f"point-{number}" in there},
        voiced_by={number: who for number, who in report.voiced_by.items() if f"point-{number}" in there},
        assignments=tuple(assignment for assignment in report.assignments if assignment.anchor in there),
        speaker_index=tuple(_index(report.speaker_index, there)),
        appendix=tuple(_appendix(report.appendix, there)),
        findings=(),
    )


def most_wanted_first(report: Report) -> tuple[str, ...]:
    """Rank the anchors of points and passages: points that open a statement, what was discussed or settled, other points, the rest.

    A table has that of its first row.
    """
    blocks = [block for _, block in report.symposium.walk() if not _goes_on(block)]
    points = [(at, point.anchor) for block in blocks for at, point in enumerate(block.points)]
    rest = [block for block in blocks if not (isinstance(block, Heading) or block.kind in CITED or block.points)]
    return (
        *(anchor for at, anchor in points if at == 0),
        *(block.anchor for block in blocks if block.kind in CITED),
        *(anchor for at, anchor in sorted(points, key=itemgetter(0)) if at > 0),
        *(block.anchor for block in rest),
    )


def shortened(report: Report, wanted: Iterable[str]) -> Report:
    """Cut an edition to these of its points and passages, with what introduces them, a discussion excepted."""
    kept = set(wanted)
    return with_blocks(
        report,
        _of_points(report, kept, lambda session: session),
        lambda block: block.anchor in kept or block.kind not in CITED,
    )


def points_alone(report: Report) -> Report:
    """Strip an edition of rosters and passages."""
    parts = (replace(part, roster=()) if isinstance(part, Session) else part for part in report.symposium.parts)
    return with_blocks(report, parts, lambda block: isinstance(block, Heading) or bool(block.points))


def with_blocks(report: Report, parts: Iterable[Part], wanted: Callable[[Block], bool]) -> Report:
    """Cut a report to these parts, and to those of their blocks that are wanted."""
    return cut_to(report, tuple(replace(part, blocks=tuple(filter(wanted, part.blocks))) for part in parts))


def anchors_of(symposium: Symposium) -> Iterator[str]:
    """List the anchors of the head, the parts, the rosters, the blocks, the points and the notes."""
    return (passage.anchor for passage in symposium.passages())


# --- What of the text -----------------------------------------------------------------------------------


def session_named(report: Report, name: str) -> Session:
    """Look up a session by its id."""
    known = {session.id: session for session in report.symposium.sessions}
    return _known(known, name, "session")


def speaker_named(report: Report, name: str) -> Speaker:
    """Look up a speaker by id, name, index heading or other spelling; by the family name where only one has it."""
    known: dict[str, Speaker] = {}
    families: dict[str, list[Speaker]] = {}
    for speaker in report.speakers:
        names = (speaker.id, speaker.name.display, speaker.name.heading, speaker.name.printed, *speaker.variants)
        known |= {spelling.casefold(): speaker for spelling in names}
        families.setdefault(speaker.name.family.casefold(), []).append(speaker)
    alone = {family: people[0] for family, people in families.items() if len(people) == 1}
    asked = name.casefold().strip()
    if asked in known or asked in alone:
        return known.get(asked) or alone[asked]
    return _known({speaker.name.display: speaker for speaker in report.speakers}, name, "speaker")


def theme_named(report: Report, name: str) -> ThemeEntry:
    """Look up a theme of the appendix by its id or label."""
    known = {spelling: entry for entry in report.appendix for spelling in (entry.theme.label, entry.theme.id)}
    return _known(known, name, "theme")


def _known(known: dict[str, Item], name: str, what: str) -> Item:
    if name in known:
        return known[name]
    raise SettingsError(f"the text has no {what} “{name}”", hint=close_match(name, known))


def _with_deeper(report: Report, wanted: Part) -> Iterator[Part]:
    """List a part and the deeper sections under it."""
    rest = report.symposium.parts[report.symposium.parts.index(wanted) + 1 :]
    yield wanted
    for part in rest:
        if isinstance(part, Session) or part.level <= wanted.level:
            return
        yield part


def _brief(report: Report, _name: str) -> Iterator[Part]:
    """Choose the concluding session, else the last session, else the last part; one with content, and rather with points."""

    def worth(part: Part) -> tuple[bool, bool, bool, bool]:
        blocks = [block for deeper in _with_deeper(report, part) for block in deeper.blocks]
        session = isinstance(part, Session)
        concluding = isinstance(part, Session) and part.id == CONCLUDING
        return concluding and bool(blocks), bool(blocks), session, any(block.points for block in blocks)

    last_first = report.symposium.parts[::-1]
    return _with_deeper(report, max(last_first, key=worth)) if last_first else iter(())


def _speaker_parts(report: Report, name: str) -> Iterator[Part]:
    """Select what a person said, did or is to do, with the roster of the session and the words that lead to it."""
    speaker = speaker_named(report, name)
    own = {f"point-{number}" for number in speaker.points} | {appearance.anchor for appearance in speaker.appearances}
    tasks = (block for _, block in report.symposium.walk() if isinstance(block, Action) and block.name)
    own |= {
        task.anchor for task in tasks if task.name and task.name.display in (speaker.name.display, *speaker.variants)
    }
    return _of_points(report, own, lambda session: session)


def _theme_parts(report: Report, name: str) -> Iterator[Part]:
    """Select the points and discussions that the appendix has under a theme."""
    anchors = {extract.locator.anchor for extract in theme_named(report, name).extracts}
    return _of_points(report, anchors, lambda session: replace(session, roster=()))


_PARTS: dict[Kind, Callable[[Report, str], Iterator[Part]]] = {
    Kind.SESSION: lambda report, name: _with_deeper(report, session_named(report, name)),
    Kind.SPEAKER: _speaker_parts,
    Kind.THEME: _theme_parts,
    Kind.BRIEF: _brief,
}


def _of_points(report: Report, wanted: set[str], session_as: Callable[[Session], Session]) -> Iterator[Part]:
    """Select the parts that hold any of the wanted points and passages, cut to them."""
    for part in report.symposium.parts:
        blocks = tuple(_with_context(part.blocks, wanted))
        if blocks or any(line.anchor in wanted for line in part.roster):
            yield replace(session_as(part) if isinstance(part, Session) else part, blocks=blocks)


def _with_context(blocks: Iterable[Block], wanted: set[str]) -> Iterator[Block]:
    """Select the wanted blocks, before each the heading and the narrative that introduce it, each once; a table stays whole."""
    waiting: dict[type[Block], Block] = {}
    cut: Block | None = None
    for block in blocks:
        cut = (block if cut else None) if _goes_on(block) else _cut(block, wanted)
        if cut is not None:
            yield from waiting.values()
            yield cut
            waiting.clear()
        elif isinstance(block, Heading):
            waiting = {Heading: block}
        elif isinstance(block, Narrative):
            waiting[Narrative] = block


def _goes_on(block: Block) -> bool:
    """Tell whether a block is a further row of a table."""
    return isinstance(block, Row) and not block.first


def _cut(block: Block, wanted: set[str]) -> Block | None:
    """Cut a block to its wanted points; one without points stays whole or is None."""
    if not isinstance(block, Statement) or not block.points:
        return block if block.anchor in wanted else None
    points = tuple(point for point in block.points if point.anchor in wanted)
    return replace(block, points=points) if points else None


def _levelled(parts: tuple[Part, ...], top: int) -> tuple[Part, ...]:
    """Shift the levels of parts so that the highest is `top` and none is skipped."""
    steps = {level: at for at, level in enumerate(sorted({part.level for part in parts}), top)}
    return tuple(replace(part, level=steps[part.level]) for part in parts)


# --- What of the rest -----------------------------------------------------------------------------------


def _speakers(speakers: Iterable[Speaker], there: set[str]) -> Iterator[Speaker]:
    for speaker in speakers:
        points = tuple(number for number in speaker.points if f"point-{number}" in there)
        appearances = tuple(appearance for appearance in speaker.appearances if appearance.anchor in there)
        if points or appearances:
            yield replace(speaker, points=points, appearances=appearances)


def _index(entries: Iterable[IndexEntry | CrossReference], there: set[str]) -> Iterator[IndexEntry | CrossReference]:
    cut = {entry.anchor: _entry(entry, there) for entry in entries if isinstance(entry, IndexEntry)}
    for entry in entries:
        target = cut.get(entry.anchor)
        if target and target.subentries:
            yield target if isinstance(entry, IndexEntry) else entry


def _entry(entry: IndexEntry, there: set[str]) -> IndexEntry:
    left = ((sub, tuple(place for place in sub.locators if place.anchor in there)) for sub in entry.subentries)
    return replace(entry, subentries=tuple(replace(sub, locators=places) for sub, places in left if places))


def _appendix(entries: Iterable[ThemeEntry], there: set[str]) -> Iterator[ThemeEntry]:
    left = [
        replace(entry, extracts=tuple(extract for extract in entry.extracts if extract.locator.anchor in there))
        for entry in entries
    ]
    ids = {entry.theme.id for entry in left if entry.extracts}
    for entry in left:
        if entry.extracts:
            yield replace(entry, see_also=tuple(other for other in entry.see_also if other in ids))
