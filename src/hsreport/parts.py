"""What a summary consists of: head, sections and sessions, blocks, points and their voices, notes.

Every text among these is a `Passage` too. A new kind of block is a class here: all that walks a document takes it for what
it says, prints it under its kind, and carries it to the other formats.
"""

from collections.abc import Iterator
from enum import StrEnum
from typing import ClassVar, NamedTuple

from hsreport.values import Affiliation, Image, PersonName, Role, SourceSpan, Value


class PassageKind(StrEnum):
    """What a text is."""

    HEAD = "head"
    HEADING = "heading"
    """Of a section or session, or inside one."""
    ROSTER = "roster"
    LEAD = "lead"
    POINT = "point"
    NARRATIVE = "narrative"
    DISCUSSION = "discussion"
    DECISION = "decision"
    ACTION = "action"
    CODE = "code"
    ROW = "row"
    PICTURE = "picture"
    NOTE = "note"


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
    """To whom the text gives a statement: the words that say so ("Ms. Kay", "The Chair"), and the name of who is meant."""

    printed: str
    name: PersonName | None = None
    affiliation: Affiliation | None = None

    @property
    def stated(self) -> str:
        """Who it is, as far as the words alone tell."""
        return self.name.display if self.name else self.printed


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
    kind: ClassVar = PassageKind.LEAD

    def voices_of(self, point: Point) -> tuple[Voice, ...]:
        """The voices of one of its points; where that has none, one for its whole text from the statement's attribution."""
        return point.voices or (Voice(self.attribution, 0, len(point.text), point.span),)


class TextBlock(Value, frozen=True):
    """A block that is one text, without points."""

    text: str
    span: SourceSpan
    anchor: str = ""
    label: str = ""
    points: ClassVar[tuple[Point, ...]] = ()


class Narrative(TextBlock, frozen=True, tag_field="block", tag="narrative"):
    """A paragraph of the rapporteur's own words, or a report of discussion from the floor."""

    discussion: bool = False
    """Whether it reports a discussion that no one speaker can be given."""
    quoted: bool = False
    """Whether it is set as a quotation, or as where one is from."""

    @property
    def kind(self) -> PassageKind:
        return PassageKind.DISCUSSION if self.discussion else PassageKind.NARRATIVE


class Heading(TextBlock, frozen=True, tag_field="block", tag="heading"):
    """A heading inside a section or session that opens neither."""

    kind: ClassVar = PassageKind.HEADING


class Decision(TextBlock, frozen=True, tag_field="block", tag="decision"):
    """What was decided or resolved: words of the meeting, nobody's own."""

    kind: ClassVar = PassageKind.DECISION


class Action(TextBlock, frozen=True, tag_field="block", tag="action"):
    """What somebody is to do. `text` is the whole of it as received; `owner` and `due` are printed in it or beside it."""

    owner: str = ""
    """Who is to do it, as printed ("JS", "the secretariat")."""
    name: PersonName | None = None
    """The owner's name, where the owner is somebody who takes part."""
    due: str = ""
    """By when, as printed ("by Friday", "March 2004")."""
    kind: ClassVar = PassageKind.ACTION


class Code(TextBlock, frozen=True, tag_field="block", tag="code"):
    """A block of code; U+2028 parts its lines."""

    kind: ClassVar = PassageKind.CODE


class Row(TextBlock, frozen=True, tag_field="block", tag="row"):
    """A row of a table that stands in the text; tabs part its cells, empty ones keep their places."""

    first: bool = False
    """Whether a table begins with it."""
    merged: str = ""
    """A sign for each cell: "<" where it goes on with the one before, "^" with the one above, else "."; empty where none does."""
    heads: bool = False
    """Whether the format says that it heads the table."""
    kind: ClassVar = PassageKind.ROW

    @property
    def is_caption(self) -> bool:
        """Whether it is the caption of the table: one cell over all columns."""
        return "\t" not in self.text


class Picture(TextBlock, frozen=True, tag_field="block", tag="picture"):
    """A picture where it stood; `text` is its caption, or the words left of one that is not printed."""

    image: Image = Image()
    kind: ClassVar = PassageKind.PICTURE


Block = Heading | Narrative | Statement | Decision | Action | Code | Row | Picture


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
    roster: ClassVar[tuple[Participation, ...]] = ()
    kind: ClassVar = "section"


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
    kind: ClassVar = "session"


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


# --- Every text --------------------------------------------------------------------------------------

CITED = frozenset((PassageKind.POINT, PassageKind.DISCUSSION, PassageKind.DECISION, PassageKind.ACTION))
"""What was said and settled, not the rapporteur's own words."""


class Passage(NamedTuple):
    """A text and where it stands. A part without a title has one, a statement without a lead too: their texts are empty."""

    kind: PassageKind
    anchor: str
    text: str
    span: SourceSpan
    of: HeadItem | Part | Participation | Block | Point | Note
    """What holds the text."""
    part: Part | None = None
    session: Session | None = None
    """The session it stands in; a deeper section belongs to the session above it."""
    block: Block | None = None

    @property
    def point(self) -> Point | None:
        return self.of if isinstance(self.of, Point) else None

    @property
    def person(self) -> Participation | None:
        """Whose line of a roster it is."""
        return self.of if isinstance(self.of, Participation) else None

    @property
    def voices(self) -> tuple[Voice, ...]:
        """Whose words a point holds."""
        if isinstance(self.block, Statement) and isinstance(self.of, Point):
            return self.block.voices_of(self.of)
        return ()

    @property
    def naming(self) -> tuple[Voice, ...]:
        """The voices whose attribution stands among the words of a point: without voices of its own, if no lead names the speaker."""
        opens = isinstance(self.block, Statement) and not self.block.lead and self.block.points[0] is self.of
        return self.voices if opens or (self.point and self.point.voices) else ()

    @property
    def attributions(self) -> tuple[Attribution, ...]:
        """To whom a lead, or a voice of a point, gives words."""
        own = (self.of.attribution,) if isinstance(self.of, Statement) else ()
        return own or tuple(voice.attribution for voice in self.voices)

    @property
    def said(self) -> bool:
        """Whether it is somebody's words, or says who speaks."""
        return self.kind in (PassageKind.LEAD, PassageKind.POINT)

    @property
    def themed(self) -> bool:
        """Whether themes are looked for in it: in what was said and settled, and in the rapporteur's own words."""
        return self.kind in CITED or self.kind is PassageKind.NARRATIVE


def passages_of(part: Part, session: Session | None) -> Iterator[Passage]:
    """The texts of a part in their order."""
    yield Passage(PassageKind.HEADING, part.anchor, part.title, part.heading_span, part, part, session)
    for person in (person for person in part.roster if person.printed):
        yield Passage(PassageKind.ROSTER, person.anchor, person.printed, person.span, person, part, session)
    for block in part.blocks:
        text, span = (block.lead, block.lead_span) if isinstance(block, Statement) else (block.text, block.span)
        yield Passage(block.kind, block.anchor, text, span, block, part, session, block)
        for point in block.points:
            yield Passage(PassageKind.POINT, point.anchor, point.text, point.span, point, part, session, block)
