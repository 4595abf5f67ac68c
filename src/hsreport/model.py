"""The two pivots of hsreport: what a summary says (`Symposium`) and what was worked out of it (`Report`).

Every value is frozen; a stage returns new ones. What came from text carries a `SourceSpan`. An *anchor*
is the one name of a place in the document ("point-12", "session-2"): renderers make it an HTML id, a PDF
destination and a Word bookmark, and resolve pages from it themselves.
"""

from collections.abc import Iterator
from enum import StrEnum

from hsreport.entries import Assignment, CrossReference, IndexEntry, ThemeEntry
from hsreport.values import Affiliation, Finding, PersonName, Role, SourceSpan, Value

MODEL_VERSION = 2  # raised whenever a field of the JSON model changes meaning or goes away


class Participation(Value, frozen=True):
    """One person in one session: a roster line, or a part that a sentence gives."""

    name: PersonName
    role: Role
    span: SourceSpan
    label: str = ""
    """The role as printed before the name ("Lead-off"), empty where the line has none."""
    affiliation: Affiliation | None = None
    printed: str = ""
    """The roster line after its label, as received; empty for a part that a sentence gives."""
    anchor: str = ""


class Attribution(Value, frozen=True):
    """To whom the text gives a statement: the words that say so, and the name or the office in them."""

    printed: str
    name: PersonName | None = None
    office: str = ""
    """An office that stands for its holder in the session ("Chair"), where no name is given."""
    affiliation: Affiliation | None = None


# --- What the text says -----------------------------------------------------------------------------


class Voice(Value, frozen=True):
    """Who says which stretch of a point. Those of one point are in order and never overlap; what no voice covers is narrative."""

    attribution: Attribution
    start: int
    """Offsets into the point's text: the first character, and the one behind the last."""
    end: int
    span: SourceSpan
    """The lines of the stretch."""
    clues: tuple[str, ...] = ()
    """What it was read by ("label", "subject", "pronoun")."""
    score: float = 1.0
    """How sure it is, from 0 to 1."""


class Point(Value, frozen=True):
    """One dash, or one paragraph, of what a speaker said: the unit that is numbered, indexed and themed."""

    number: int
    """Counted from 1 through the whole document."""
    text: str
    span: SourceSpan
    label: str = ""
    """The list mark as received ("--", "(1)")."""
    depth: int = 0
    """How deep a nested dash stands under its neighbours; 0 for most."""
    voices: tuple[Voice, ...] = ()
    """Whose words it holds; none where all of them are those of the one that the statement is given to."""

    @property
    def anchor(self) -> str:
        return f"point-{self.number}"


class Statement(Value, frozen=True, tag_field="block", tag="statement"):
    """What one speaker said in one turn."""

    attribution: Attribution
    points: tuple[Point, ...]
    span: SourceSpan
    lead: str = ""
    """The words before the points that name the speaker; empty where the first point does."""
    label: str = ""
    """The number before the lead, as received ("(1)", "2.")."""
    anchor: str = ""
    lead_span: SourceSpan = SourceSpan(0, 0)

    def voices_of(self, point: Point) -> tuple[Voice, ...]:
        """The voices of one of its points; where that has none, one for its whole text from the statement's attribution."""
        return point.voices or (Voice(self.attribution, 0, len(point.text), point.span),)


class Narrative(Value, frozen=True, tag_field="block", tag="narrative"):
    """A paragraph of the rapporteur's own words, or a report of discussion from the floor."""

    text: str
    span: SourceSpan
    anchor: str = ""
    label: str = ""
    discussion: bool = False
    """Whether it reports a discussion that no one speaker can be given."""


class Heading(Value, frozen=True, tag_field="block", tag="heading"):
    """A heading inside a section or session that opens neither."""

    text: str
    span: SourceSpan
    anchor: str = ""
    label: str = ""


class Decision(Value, frozen=True, tag_field="block", tag="decision"):
    """What was decided or resolved: words of the meeting, nobody's own."""

    text: str
    span: SourceSpan
    anchor: str = ""
    label: str = ""


class Action(Value, frozen=True, tag_field="block", tag="action"):
    """What somebody is to do. `text` is the whole of it as received; `owner` and `due` are printed in it or beside it."""

    text: str
    span: SourceSpan
    anchor: str = ""
    label: str = ""
    owner: str = ""
    """Who is to do it, as printed ("JS", "the secretariat")."""
    name: PersonName | None = None
    """The owner's name, where the owner is somebody who takes part."""
    due: str = ""
    """By when, as printed ("by Friday", "March 2004")."""


Block = Heading | Narrative | Statement | Decision | Action


class Section(Value, frozen=True, tag_field="part", tag="section"):
    """A division in which the rapporteur speaks: "I. Significance". The opening text has no title."""

    title: str
    span: SourceSpan
    anchor: str = ""
    label: str = ""
    """The number as printed ("I.")."""
    level: int = 1
    blocks: tuple[Block, ...] = ()
    heading_span: SourceSpan = SourceSpan(0, 0)


class Session(Value, frozen=True, tag_field="part", tag="session"):
    """A division in which people take part: "Session 1: Human security in conflict"."""

    id: str
    """"1", "2", "concluding": unique in the document."""
    title: str
    span: SourceSpan
    anchor: str = ""
    label: str = ""
    """What stands before the title ("Session 1:")."""
    qualifier: str = ""
    """What stands after it in parentheses, as printed ("(Presentation)")."""
    level: int = 1
    roster: tuple[Participation, ...] = ()
    blocks: tuple[Block, ...] = ()
    heading_span: SourceSpan = SourceSpan(0, 0)


Part = Section | Session


class HeadKind(StrEnum):
    """What a line before the first section is."""

    TITLE = "title"
    THEME = "theme"
    KIND = "kind"
    DATE = "date"
    VENUE = "venue"
    ORGANIZER = "organizer"
    OTHER = "other"


class HeadItem(Value, frozen=True):
    """One item of the head, its lines joined, otherwise as received."""

    kind: HeadKind
    text: str
    span: SourceSpan
    place: int = 0
    """Counted from 0 among the items of its kind that begin on the same line, as lines of a web page may."""

    @property
    def anchor(self) -> str:
        place = f"-{self.place + 1}" if self.place else ""
        return f"head-{self.kind}-{self.span.first}{place}"


class Note(Value, frozen=True):
    """A note and the place of its mark; the mark is taken out of the text it stood in."""

    number: int
    mark: str
    text: str
    span: SourceSpan
    anchor: str = ""
    """The anchor of the block that held the mark; empty where no mark was found."""
    offset: int = 0
    """Where in that block's text the call stands, in characters."""


class Residue(Value, frozen=True):
    """A leftover of the web page or the typewriter, left out of the print."""

    text: str
    span: SourceSpan


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

    def head_text(self, kind: HeadKind) -> str:
        """All head items of one kind, joined by a space, as received."""
        return " ".join(item.text for item in self.head if item.kind == kind)

    @property
    def title(self) -> str:
        return self.head_text(HeadKind.TITLE)

    @property
    def sessions(self) -> tuple[Session, ...]:
        return tuple(part for part in self.parts if isinstance(part, Session))

    @property
    def sections(self) -> tuple[Section, ...]:
        return tuple(part for part in self.parts if isinstance(part, Section))

    def walk(self) -> Iterator[tuple[Session | None, Block]]:
        """Every block in order with the session it stands in; a deeper section belongs to the session above it."""
        session: Session | None = None
        for part in self.parts:
            if isinstance(part, Session):
                session = part
            elif session and part.level <= session.level:
                session = None
            yield from ((session, block) for block in part.blocks)


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
    version: int = MODEL_VERSION
