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

from hsreport.editions.chatham_house.doubts import cut_short
from hsreport.editions.chatham_house.everybody import NOTHING_SETTLED, Settled
from hsreport.editions.chatham_house.wording import Rewording, Unnamer
from hsreport.editions.cut import with_blocks
from hsreport.entries import Assignment, Extract, ThemeEntry
from hsreport.findings import finding, in_order
from hsreport.inline import InlineKind
from hsreport.model import (
    Action,
    Attribution,
    Block,
    Narrative,
    Part,
    PassageKind,
    Picture,
    Report,
    Session,
    Statement,
    Symposium,
)
from hsreport.values import Author, Evidence, Finding

SOURCE_NAME = "the summary as received"


NOBODY = re.compile(r"(?:an?|\w+) [a-z]+s?[.;,]?", re.IGNORECASE)
"""What is left of a paragraph that only named people: "Three participants"."""


class Unattributed(NamedTuple):
    """A report without attribution, and what in its wording a person should look at."""

    report: Report
    findings: tuple[Finding, ...]


def without_attribution(report: Report, everybody: Report, settled: Settled = NOTHING_SETTLED) -> Unattributed:
    """Make an edition under the Chatham House Rule. `everybody` is the full document that it was cut from: it knows who took part.

    `settled` is what the author says of words that could be names.

    Points keep their numbers and statements their order; the editorial notes and pictures go, for they name and show people.
    """
    unnamer = Unnamer(everybody, settled)
    pictures = [block for _, block in report.symposium.walk() if isinstance(block, Picture)]
    left_out = [finding("HS533", pictures[0].span, number=len(pictures))] if pictures else []
    report = with_blocks(report, report.symposium.parts, lambda block: block not in pictures) if pictures else report
    texts = {
        passage.anchor: unnamer.reworded(passage.text, announcing=passage.kind is PassageKind.LEAD)
        for passage in report.symposium.passages()
        if not passage.person
    }
    assigned = {assignment.anchor for assignment in report.assignments}
    symposium = _symposium(report.symposium, texts, assigned, unnamer)
    bare = replace(
        report,
        symposium=symposium,
        source=replace(report.source, name=SOURCE_NAME),
        speakers=(),
        said_by={},
        voiced_by={},
        speaker_index=(),
        assignments=tuple(_assignment(assignment, texts) for assignment in report.assignments),
        appendix=tuple(_theme(entry, unnamer) for entry in report.appendix),
        findings=(),
        pictures={},
        author=Author(),
    )
    return Unattributed(bare, in_order((*left_out, *_doubts(report.symposium, symposium, texts, unnamer))))


def _doubts(
    old: Symposium, symposium: Symposium, texts: Mapping[str, Rewording], unnamer: Unnamer
) -> Iterator[Finding]:
    """Report what is left in the new wording that may tell who spoke; organizations, where somebody said it or was named."""
    for passage in old.passages():
        if not passage.person:
            for name in unnamer.names.guessed_in(passage.text):
                yield finding("HS534", passage.span, anchor=passage.anchor, found=name)
    families = unnamer.names.sure | unnamer.names.unsure
    cut = dict(cut_short(((passage.anchor, passage.text) for passage in old.passages()), families))
    asked = set[str]()
    for passage in symposium.passages():
        telling = passage.said or (passage.anchor in texts and bool(texts[passage.anchor].edits))
        begun = (
            [cut[passage.anchor]]
            if not unnamer.names.listed and passage.text.startswith(cut.get(passage.anchor, passage.text + "?"))
            else []
        )
        for name in {*unnamer.names.left_in(passage.text), *unnamer.names.unsettled(begun)}:
            if name not in asked & unnamer.names.unheard:
                yield finding("HS531", passage.span, anchor=passage.anchor, found=name)
            asked.add(name)
        for organization in unnamer.names.organizations_in(passage.text) if telling else ():
            yield finding("HS532", passage.span, anchor=passage.anchor, found=organization)


# --- The text -------------------------------------------------------------------------------------------


def _symposium(symposium: Symposium, texts: Mapping[str, Rewording], assigned: set[str], unnamer: Unnamer) -> Symposium:
    """Strip the text of names; paragraphs that said nothing but who was there are left out."""

    def new(text: str) -> str:
        return unnamer.reworded(text).text

    kept = {note.anchor for note in symposium.notes} | assigned
    bare = {anchor for anchor, words in texts.items() if words.edits and NOBODY.fullmatch(words.text)} - kept
    nobody = replace(symposium, parts=tuple(_part(part, bare, new) for part in symposium.parts))
    reworded = nobody.mapped(lambda passage: texts[passage.anchor].text)
    notes = (
        replace(note, offset=texts[note.anchor].moved(note.offset)) if note.anchor in texts else note
        for note in reworded.notes
    )
    spans = {
        anchor: tuple(span for span in found if span.kind is not InlineKind.LINK)
        for anchor, found in reworded.spans.items()
        if anchor in texts
    }
    return Symposium(
        reworded.head,
        reworded.parts,
        tuple(notes),
        organizer=new(symposium.organizer),
        venue=new(symposium.venue),
        spans=spans,
    )


def _part(part: Part, bare_rows: set[str], new: Callable[[str], str]) -> Part:
    """Strip a part of its roster and attributions, its label and qualifier of names."""
    kept = (block for block in part.blocks if not (isinstance(block, Narrative) and block.anchor in bare_rows))
    bare = replace(part, label=new(part.label), blocks=tuple(_nobodys(block, new) for block in kept))
    return replace(bare, qualifier=new(bare.qualifier), roster=()) if isinstance(bare, Session) else bare


def _nobodys(block: Block, new: Callable[[str], str]) -> Block:
    if isinstance(block, Statement):
        points = tuple(replace(point, voices=()) for point in block.points)
        return replace(block, attribution=Attribution(""), points=points)
    return replace(block, owner=new(block.owner), name=None) if isinstance(block, Action) else block


# --- What refers to it ----------------------------------------------------------------------------------


def _assignment(assignment: Assignment, texts: Mapping[str, Rewording]) -> Assignment:
    if assignment.anchor not in texts:
        return assignment
    words = texts[assignment.anchor]
    evidence = tuple(_evidence(one, words) for one in assignment.evidence)
    start, end = map(words.moved, assignment.extract)
    return replace(assignment, evidence=evidence, extract=(start, end))


def _evidence(piece: Evidence, words: Rewording) -> Evidence:
    return replace(piece, start=words.moved(piece.start), end=words.moved(piece.end))


def _theme(entry: ThemeEntry, unnamer: Unnamer) -> ThemeEntry:
    return replace(entry, extracts=tuple(_extract(extract, unnamer) for extract in entry.extracts))


def _extract(extract: Extract, unnamer: Unnamer) -> Extract:
    words = unnamer.reworded(extract.text)
    marks = ((words.moved(start), words.moved(end)) for start, end in extract.marks)
    return replace(
        extract, speaker="", text=words.text, marks=tuple((start, end) for start, end in marks if start < end)
    )
