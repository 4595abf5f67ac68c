"""The Chatham House Rule: a report from which nobody learns who said what.

The rule (Chatham House, 2002): what was received may be used, but neither the identity nor the affiliation of the
speakers, nor that of any other participant, may be revealed. So attribution, rosters and the speaker index go, and
whoever is named inside the wording becomes "a commissioner", "two panelists" or "a participant". Names that the program cannot
be sure of, and organizations of participants inside a point, are findings: the first kind stops the build.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from msgspec.structs import replace

from hsreport.editions.chatham_house.wording import Rewording, Unnamer
from hsreport.editions.cut import points_of
from hsreport.entries import Assignment, Extract, ThemeEntry
from hsreport.findings import finding, in_order
from hsreport.model import Attribution, Block, Narrative, Part, Point, Report, Session, Statement, Symposium
from hsreport.values import Evidence, Finding, SourceSpan

SOURCE_NAME = "the summary as received"


NOBODY = re.compile(r"(?:an?|\w+) [a-z]+s?[.;,]?", re.IGNORECASE)
"""What is left of a paragraph that only named people: "Three participants"."""


class Unattributed(NamedTuple):
    """A report without attribution, and what in its wording a person should look at."""

    report: Report
    findings: tuple[Finding, ...]


def without_attribution(report: Report, everybody: Report) -> Unattributed:
    """An edition under the Chatham House Rule. `everybody` is the full document that it was cut from: it knows who took part.

    Points keep their numbers and statements their order; the editorial notes go, for they name people.
    """
    unnamer = Unnamer(everybody)
    texts = {place.anchor: unnamer.reworded(place.text, announcing=place.lead) for place in _places(report.symposium)}
    assigned = {each.anchor for each in report.assignments}
    symposium = _symposium(report.symposium, texts, assigned, unnamer)
    bare = replace(
        report,
        symposium=symposium,
        source=replace(report.source, name=SOURCE_NAME),
        speakers=(),
        said_by={},
        voiced_by={},
        speaker_index=(),
        assignments=tuple(_assignment(each, texts) for each in report.assignments),
        appendix=tuple(_theme(entry, unnamer) for entry in report.appendix),
        findings=(),
    )
    return Unattributed(bare, in_order(_doubts(symposium, texts, unnamer)))


class _Place(NamedTuple):
    """Words that are printed: a title, a lead, a point, a paragraph, a note."""

    anchor: str
    text: str
    span: SourceSpan
    said: bool = False
    """Whether someone said it, or it says who speaks."""
    lead: bool = False
    """Whether it says who speaks."""


def _places(symposium: Symposium) -> Iterator[_Place]:
    yield from (_Place(item.anchor, item.text, item.span) for item in symposium.head)
    yield from (_Place(f"note-{note.number}", note.text, note.span) for note in symposium.notes)
    for part in symposium.parts:
        yield _Place(part.anchor, part.title, part.heading_span)
        for block in part.blocks:
            text = block.lead if isinstance(block, Statement) else block.text
            lead = isinstance(block, Statement)
            yield _Place(block.anchor, text, block.span, said=lead, lead=lead)
            yield from (_Place(point.anchor, point.text, point.span, said=True) for point in points_of(block))


def _doubts(symposium: Symposium, texts: Mapping[str, Rewording], unnamer: Unnamer) -> Iterator[Finding]:
    """What is left in the new wording that may tell who spoke; organizations, where somebody said it or was named."""
    for place in _places(symposium):
        telling = place.said or (place.anchor in texts and bool(texts[place.anchor].edits))
        for name in unnamer.names.left_in(place.text):
            yield finding("HS531", place.span, anchor=place.anchor, found=name)
        for organization in unnamer.names.organizations_in(place.text) if telling else ():
            yield finding("HS532", place.span, anchor=place.anchor, found=organization)


# --- The text -------------------------------------------------------------------------------------------


def _symposium(symposium: Symposium, texts: Mapping[str, Rewording], assigned: set[str], unnamer: Unnamer) -> Symposium:
    """The text without names; paragraphs that said nothing but who was there are left out."""

    def new(text: str) -> str:
        return unnamer.reworded(text).text

    notes = (
        replace(
            note,
            text=texts[f"note-{note.number}"].text,
            offset=texts[note.anchor].moved(note.offset) if note.anchor in texts else note.offset,
        )
        for note in symposium.notes
    )
    kept = {note.anchor for note in symposium.notes} | assigned
    bare = {anchor for anchor, words in texts.items() if words.edits and NOBODY.fullmatch(words.text)} - kept
    return Symposium(
        head=tuple(replace(item, text=texts[item.anchor].text) for item in symposium.head),
        parts=tuple(_part(part, texts, bare, new) for part in symposium.parts),
        notes=tuple(notes),
        organizer=new(symposium.organizer),
        venue=new(symposium.venue),
    )


def _part(part: Part, texts: Mapping[str, Rewording], bare_rows: set[str], new: Callable[[str], str]) -> Part:
    kept = (each for each in part.blocks if not (isinstance(each, Narrative) and each.anchor in bare_rows))
    blocks = tuple(_block(block, texts) for block in kept)
    bare = replace(part, title=texts[part.anchor].text, label=new(part.label), blocks=blocks)
    return replace(bare, qualifier=new(bare.qualifier), roster=()) if isinstance(bare, Session) else bare


def _block(block: Block, texts: Mapping[str, Rewording]) -> Block:
    text = texts[block.anchor].text
    if not isinstance(block, Statement):
        return replace(block, text=text)
    points = tuple(_point(point, texts) for point in block.points)
    return replace(block, lead=text, attribution=Attribution(""), points=points)


def _point(point: Point, texts: Mapping[str, Rewording]) -> Point:
    return replace(point, text=texts[point.anchor].text)


# --- What refers to it ----------------------------------------------------------------------------------


def _assignment(each: Assignment, texts: Mapping[str, Rewording]) -> Assignment:
    if each.anchor not in texts:
        return each
    words = texts[each.anchor]
    evidence = tuple(_evidence(one, words) for one in each.evidence)
    return replace(each, evidence=evidence, extract=(words.moved(each.extract[0]), words.moved(each.extract[1])))


def _evidence(each: Evidence, words: Rewording) -> Evidence:
    return replace(each, start=words.moved(each.start), end=words.moved(each.end))


def _theme(entry: ThemeEntry, unnamer: Unnamer) -> ThemeEntry:
    return replace(entry, extracts=tuple(_extract(each, unnamer) for each in entry.extracts))


def _extract(extract: Extract, unnamer: Unnamer) -> Extract:
    words = unnamer.reworded(extract.text)
    marks = ((words.moved(start), words.moved(end)) for start, end in extract.marks)
    return replace(
        extract, speaker="", text=words.text, marks=tuple((start, end) for start, end in marks if start < end)
    )
