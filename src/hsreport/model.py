"""The two pivots of hsreport: what a summary says (`Symposium`) and what was worked out of it (`Report`).

Every value is frozen; a stage returns new ones. What came from text carries a `SourceSpan`. An *anchor*
is the one name of a place in the document ("point-12", "session-2"): renderers make it an HTML id, a PDF
destination and a Word bookmark, and resolve pages from it themselves.
"""

import re
from collections.abc import Callable, Iterator

from msgspec.structs import replace

from hsreport.entries import Assignment, CrossReference, CumulativeEntry, CumulativeTheme, IndexEntry, ThemeEntry
from hsreport.inline import Inline, kept, moves
from hsreport.parts import (
    Action,
    Attribution,
    Block,
    Code,
    Decision,
    Heading,
    HeadItem,
    HeadKind,
    Narrative,
    Note,
    Part,
    Participation,
    Passage,
    PassageKind,
    Picture,
    Point,
    Residue,
    Row,
    Section,
    Session,
    Statement,
    Voice,
    passages_of,
)
from hsreport.reading import Candidate, CastMember, FormFit
from hsreport.values import Affiliation, Author, Finding, PersonName, Role, Value

__all__ = [
    "MODEL_VERSION", "Action", "Appearance", "Attribution", "Block", "Code", "Contribution", "Decision", "HeadItem", "HeadKind", "Heading",
    "Narrative", "Note", "Part", "Participation", "Passage", "PassageKind", "Picture", "Point", "Report", "Residue", "Row", "Section",
    "Session", "SourceRecord", "Speaker", "Statement", "Symposium", "Voice", "Volume",
]  # fmt: skip
"""Every value of the two, wherever it is written down."""

MODEL_VERSION = 2  # raised whenever a field of the JSON model changes meaning or goes away


class Symposium(Value, frozen=True):
    """What the text says, in its own order. `events` are the parts people had outside any session."""

    head: tuple[HeadItem, ...]
    parts: tuple[Part, ...]
    notes: tuple[Note, ...] = ()
    events: tuple[Participation, ...] = ()
    introduced: tuple[PersonName, ...] = ()
    """Full names that the text gives anywhere."""
    residue: tuple[Residue, ...] = ()
    organizer: str = ""
    """Who held the event, wherever the text says so; `venue` likewise."""
    venue: str = ""
    findings: tuple[Finding, ...] = ()
    cast: tuple[CastMember, ...] = ()
    """Everybody who was taken for a person, in the order of the text; `doubtful` are those who were not."""
    doubtful: tuple[Candidate, ...] = ()
    forms: tuple[FormFit, ...] = ()
    """The ways in which the document and each of its sessions print who speaks."""
    spans: dict[str, tuple[Inline, ...]] = {}
    """What is marked among the words of passages, by their anchors."""

    def head_text(self, kind: HeadKind) -> str:
        """All head items of one kind, joined by a space, as received."""
        return " ".join(item.text for item in self.head if item.kind == kind)

    @property
    def title(self) -> str:
        return self.head_text(HeadKind.TITLE)

    @property
    def sessions(self) -> tuple[Session, ...]:
        return tuple(part for part in self.parts if isinstance(part, Session))

    def passages(self) -> Iterator[Passage]:
        """Every text of the document in order: the head, each part with its heading, roster and blocks, then the notes."""
        yield from (Passage(PassageKind.HEAD, item.anchor, item.text, item.span, item) for item in self.head)
        session: Session | None = None
        for part in self.parts:
            if isinstance(part, Session):
                session = part
            elif session and part.level <= session.level:
                session = None
            yield from passages_of(part, session)
        for note in self.notes:
            yield Passage(PassageKind.NOTE, f"note-{note.number}", note.text, note.span, note)

    def mapped(self, edit: Callable[[Passage], str]) -> "Symposium":
        """The symposium with what `edit` gives for each passage in the place of its text; voices and marked words keep theirs."""
        old = list(self.passages())
        new = list(map(edit, old))
        texts = iter(new)
        spans = {
            passage.anchor: kept(self.spans[passage.anchor], passage.text, text)
            for passage, text in zip(old, new, strict=True)
            if passage.anchor in self.spans
        }
        head = tuple(replace(item, text=next(texts)) for item in self.head)
        parts = tuple(_with_texts(part, texts) for part in self.parts)
        notes = tuple(replace(note, text=next(texts)) for note in self.notes)
        return replace(self, head=head, parts=parts, notes=notes, spans=spans)

    def walk(self) -> Iterator[tuple[Session | None, Block]]:
        """Every block in order with the session it stands in."""
        return ((each.session, each.block) for each in self.passages() if each.block and each.of is each.block)


def _with_texts(part: Part, texts: Iterator[str]) -> Part:
    """A part with other texts for its own, as many and in the same order as `passages_of` gives them."""
    part = replace(part, title=next(texts))
    if isinstance(part, Session):
        roster = (replace(person, printed=next(texts)) if person.printed else person for person in part.roster)
        part = replace(part, roster=tuple(roster))
    return replace(part, blocks=tuple(_block_with(block, texts) for block in part.blocks))


def _block_with(block: Block, texts: Iterator[str]) -> Block:
    if not isinstance(block, Statement):
        return replace(block, text=next(texts))
    lead = next(texts)
    return replace(block, lead=lead, points=tuple(_point_with(point, next(texts)) for point in block.points))


def _point_with(point: Point, text: str) -> Point:
    """A point with another text, its voices where their words went."""
    if text == point.text or not point.voices:
        return replace(point, text=text)
    moved = moves(point.text, text)
    voices = (replace(voice, start=moved(voice.start), end=moved(voice.end)) for voice in point.voices)
    return replace(point, text=text, voices=tuple(voices))


# --- What was worked out ----------------------------------------------------------------------------


class SourceRecord(Value, frozen=True):
    """Which file the report was made from."""

    name: str
    sha256: str
    lines: int
    encoding: str = "utf-8"


class Appearance(Value, frozen=True):
    """A speaker's part in one session, or in the event where `session` is None."""

    session: str | None
    role: Role
    anchor: str


class Speaker(Value, frozen=True):
    """A person after names were matched: one heading, whatever the spellings."""

    id: str
    name: PersonName
    variants: tuple[str, ...] = ()
    """Other spellings of the name that the text prints (not mere shortenings)."""
    affiliations: tuple[Affiliation, ...] = ()
    appearances: tuple[Appearance, ...] = ()
    points: tuple[int, ...] = ()


class Report(Value, frozen=True):
    """A symposium with who is who, themes and indexes: everything that a renderer needs."""

    symposium: Symposium
    source: SourceRecord
    speakers: tuple[Speaker, ...] = ()
    said_by: dict[int, tuple[str, ...]] = {}
    """Point number to the ids of all whose words it holds, in the order of its voices; one that names nobody is not in it."""
    assignments: tuple[Assignment, ...] = ()
    speaker_index: tuple[IndexEntry | CrossReference, ...] = ()
    appendix: tuple[ThemeEntry, ...] = ()
    findings: tuple[Finding, ...] = ()
    """All findings so far, those of the symposium included, in the order of the source."""
    voiced_by: dict[int, tuple[str, ...]] = {}
    """Point number to the speaker id of each of its voices, empty for one that is nobody's; only points that have voices."""
    pictures: dict[str, bytes] = {}
    """The bytes of the pictures by their SHA-256; not in what is written of a report."""
    author: Author = Author()
    """What was ruled on the reading."""
    version: int = MODEL_VERSION


# --- Several reports ----------------------------------------------------------------------------------


class Contribution(Value, frozen=True):
    """A report of a volume: its short name ("2003"), which citations give, and what the contents call it."""

    label: str
    title: str
    report: Report

    @property
    def prefix(self) -> str:
        """What its anchors begin with in the volume: one hyphen ends it, so that no two can meet."""
        return "r" + re.sub(r"[\W_]+", "", self.label.casefold()) + "-"


class Volume(Value, frozen=True):
    """Several reports as one book, with one index of everybody in them and one list of themes."""

    title: str
    contributions: tuple[Contribution, ...]
    editors: tuple[str, ...] = ()
    index: tuple[CumulativeEntry | CrossReference, ...] = ()
    themes: tuple[CumulativeTheme, ...] = ()
    findings: tuple[Finding, ...] = ()
