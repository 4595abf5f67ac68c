"""Plain text: each line as it stands."""

from hsreport.read.text import Line, Reading, decode, reading, split_rows
from hsreport.values import SourceSpan


def read_plain(data: bytes, name: str) -> Reading:
    """The lines of a text file; what marks a heading in them is for the grammar to say."""
    text, encoding = decode(data, name)
    return reading((Line(SourceSpan(at, at), row) for at, row in enumerate(split_rows(text), 1)), encoding)
