"""The small values that everything else is made of: places in a source, findings, names, roles.

They stand under the model, so that findings and errors can speak of places without knowing symposiums.
"""

import re
from enum import StrEnum
from typing import Annotated

import msgspec
from msgspec.structs import replace


class Value(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A frozen record; `msgspec.structs.replace` makes a changed copy."""


class SourceSpan(Value, frozen=True, order=True):
    """First and last line in the source as received, counted from 1, both included."""

    first: int
    last: int


class Severity(StrEnum):
    """How much a finding matters: a note informs, a warning wants a look, an error wants a mend."""

    NOTE = "note"
    WARNING = "warning"
    ERROR = "error"


class Finding(Value, frozen=True):
    """Something in a source or an output that a person should know of; `hsreport.findings` lists the codes."""

    code: str
    severity: Severity
    message: str
    span: SourceSpan | None = None
    hint: str = ""
    anchor: str = ""
    """The place in the document that the finding concerns, where it is known."""
    candidates: tuple[str, ...] = ()
    """Who could be meant, where it is not sure who is."""


class Format(StrEnum):
    """What a report is published as; also the ending of the file's name."""

    PDF = "pdf"
    DOCX = "docx"
    HTML = "html"


class Standard(StrEnum):
    """The standards that a PDF keeps, accessible and archivable at once."""

    UA_1 = "ua-1+a-3a"
    """ISO 14289-1 and ISO 19005-3, level A: PDF 1.7."""
    UA_2 = "ua-2+a-4f"
    """ISO 14289-2 and ISO 19005-4 with files: PDF 2.0."""


class Tracked(StrEnum):
    """What is done with the tracked changes of a Word file that is read."""

    ACCEPT = "accept"
    REJECT = "reject"


class Role(StrEnum):
    """The part a person has in a session, or in the event as a whole."""

    MODERATOR = "moderator"
    CHAIR = "chair"
    OPENING = "opening"
    KEYNOTE = "keynote"
    LEAD_OFF = "lead-off"
    SPEAKER = "speaker"
    PANELIST = "panelist"
    DISCUSSANT = "discussant"
    RAPPORTEUR = "rapporteur"
    MESSAGE = "message"
    CLOSING = "closing"


class EvidencePart(StrEnum):
    """What speaks for a theme: words of the text, its session's title, the speaker's other points, the text before, an editor."""

    WORDS = "words"
    TITLE = "title"
    SPEAKER = "speaker"
    NEIGHBOUR = "neighbour"
    HAND = "hand"


class PersonName(Value, frozen=True):
    """A personal name taken apart; `printed` is how the text has it, slips included."""

    printed: str
    given: str = ""
    family: str = ""
    honorific: str = ""
    suffix: str = ""
    family_first: bool = False
    particle: str = ""
    """A particle that an index puts behind the given name: "van der" in "Berg, Jan van der"."""

    @property
    def display(self) -> str:
        """The name in reading order, without honorifics: "Sadako Ogata"."""
        family = " ".join(part for part in (self.particle, self.family) if part)
        parts = (family, self.given) if self.family_first else (self.given, family)
        return " ".join(part for part in (*parts, self.suffix) if part)

    @property
    def heading(self) -> str:
        """The name as an index heading: "Ogata, Sadako"; "King, Martin Luther, Jr."; "Berg, Jan van der"."""
        given = " ".join(part for part in (self.given, self.particle) if part)
        return ", ".join(part for part in (self.family, given, self.suffix) if part)


class Affiliation(Value, frozen=True):
    """Where a person comes from; `printed` is the text's own wording, the rest what could be told apart."""

    printed: str
    position: str = ""
    organization: str = ""

    @property
    def bare(self) -> str:
        """As printed, without parentheses around the whole of it."""
        enclosed = re.fullmatch(r"[(（]([^()（）]*)[)）]", self.printed)
        return enclosed[1] if enclosed else self.printed


class Image(Value, frozen=True):
    """A picture without its bytes, which are kept by their SHA-256; all is empty for one that is not printed."""

    sha256: str = ""
    media_type: str = ""
    width: int = 0
    height: int = 0
    """In points of a screen, 96 to the inch."""
    alt: str = ""
    """What it shows, in words for those who do not see it."""


class Evidence(Value, frozen=True, gc=False):
    """What speaks for a theme, where it stands in the text, what it adds to the score.

    The places are 0 and 0 where it is not words of the text. `term` is then the term that the title has, or how many of
    the speaker's other points carry the theme ("2 of 3"), or which text is gone on from ("point 4"), or the setting that
    says so ("pin").
    """

    start: int
    end: int
    term: str
    weight: float = 1.0
    part: EvidencePart = EvidencePart.WORDS


class Limits(Value, frozen=True):
    """What a source may take when many are built; 0 for no limit."""

    seconds: Annotated[float, msgspec.Meta(ge=0)] = 0
    megabytes: Annotated[int, msgspec.Meta(ge=0)] = 0


class KnownPerson(Value, frozen=True):
    """What the people who know say of a person: an entry `[[person]]` of hsreport.toml."""

    name: str
    index: str = ""
    """The index heading, "Family, Given"; worked out from the name where it is empty."""
    variants: tuple[str, ...] = ()
    affiliation: str = ""
    initials: str = ""
    """What the text calls the person by letters or a nickname."""
    same_as: str = ""
    """The name of whom this is but another name."""
    not_a_person: bool = False
    """Whether the name is that of a thing or a place."""


NOBODY = "nobody"


class Is(StrEnum):
    """What a paragraph can be ruled to be."""

    SESSION = "session"
    SECTION = "section"
    HEADING = "heading"
    """A heading within the session that is open."""
    TITLE = "title"
    DATE = "date"
    VENUE = "venue"
    ROSTER = "roster"
    NOTE = "note"
    NARRATIVE = "narrative"
    DISCUSSION = "discussion"
    DECISION = "decision"
    ACTION = "action"
    RESIDUE = "residue"
    """Left out of the print."""


class LineRuling(Value, frozen=True):
    """What an author says of a paragraph: an entry `[[ruling]]` of hsreport.toml."""

    begins: Annotated[str, msgspec.Meta(min_length=1)]
    """The first words of the paragraph, as they stand in the source."""
    line: int = 0
    """The line on which it begins; where several begin with the words, the nearest is meant."""
    speaker: str | tuple[str, ...] = ()
    """Who says it; "nobody" for what nobody says."""
    kind: Is | None = msgspec.field(name="is", default=None)
    joins: bool = False
    """Whether it goes on with what the one who spoke before it says."""
    splits_at: str = ""
    """Words within it with which another paragraph begins."""
    role: Role | None = None
    """The part that the people of the paragraph, those who say it or are listed in it, have in its session."""
    source: str = ""
    """Name of the file that the ruling is for; empty for any."""

    @property
    def speakers(self) -> tuple[str, ...]:
        names = (self.speaker,) if isinstance(self.speaker, str) else self.speaker
        return tuple(name for name in names if name.strip() not in {"", NOBODY})


class Author(Value, frozen=True):
    """What the author of a summary says of how it is read; a Word file carries it, and brings it back."""

    rulings: tuple[LineRuling, ...] = ()
    people: tuple[KnownPerson, ...] = ()

    def under(self, settings: "Author", source: str) -> "Author":
        """These with what settings say of a source, which holds where both speak of a line or a person."""
        mine = (replace(each, source="") for each in settings.rulings if each.source in {"", source})
        named = {person.name for person in settings.people}
        brought = (person for person in self.people if person.name not in named)
        return Author((*self.rulings, *mine), (*brought, *settings.people))
