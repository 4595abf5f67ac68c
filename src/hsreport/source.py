"""A summary as received: its bytes, and its lines with what their format says of them."""

from hsreport.inline import Inline
from hsreport.model import SourceRecord
from hsreport.values import Author, Finding, Image, SourceSpan, Value

CODE_LINE = "\u2028"
"""What parts the lines of a block of code."""


class Line(Value, frozen=True):
    """One line of a source, without its line end, and what its format says of it."""

    span: SourceSpan
    text: str
    heading: int = 0
    """Level of a heading, 1 for the highest; 0 for what is no heading."""
    bold: str = ""
    """Words at the start of the line that the format sets in bold."""
    cells: tuple[str, ...] = ()
    """The cells of a table row; one alone is the caption of the table beside it."""
    merged: str = ""
    """A sign for each cell: "<" where it goes on with the one before, "^" with the one above, else "."; empty where none does. A line without cells that has some is the only one filled in its row."""
    heads: bool = False
    """Whether the format says that the row heads its table."""
    own: bool = False
    """Whether the format sets the line apart from the one before, so that the two are never joined."""
    code: bool = False
    """Whether the format sets it as code; lines of code that follow one another become one, U+2028 between them."""
    spans: tuple[Inline, ...] = ()
    """What the format marks among the words."""
    quoted: bool = False
    """Whether the format sets it as a quotation."""
    picture: Image | None = None
    """The picture that it is, the words being its caption."""


class Source(Value, frozen=True):
    """A summary as received."""

    name: str
    sha256: str
    lines: tuple[Line, ...]
    encoding: str = "utf-8"
    findings: tuple[Finding, ...] = ()
    data: bytes = b""
    """The bytes as they came."""
    pictures: tuple[tuple[str, bytes], ...] = ()
    """The SHA-256 of each of its pictures, and its bytes."""
    author: Author = Author()
    """What a Word file of ours brings back of its author's rulings."""

    @property
    def record(self) -> SourceRecord:
        return SourceRecord(self.name, self.sha256, self.lines[-1].span.last, self.encoding)
