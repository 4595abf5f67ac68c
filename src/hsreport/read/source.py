"""The text as received: bytes to numbered lines, the encoding told, nothing changed.

Encodings are tried in the order byte-order mark, strict UTF-8, Windows-1252 (what old summaries are
written in); every byte string is one of these, so nothing is guessed from letter counts.
"""

import hashlib
import re
from pathlib import Path

from hsreport.errors import SourceError
from hsreport.findings import finding
from hsreport.model import SourceRecord
from hsreport.values import Finding, SourceSpan, Value

SIZE_LIMIT = 64 * 1024 * 1024
"""The largest source that is read, in bytes: some 400 times the longest summary seen."""

_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_LINE_ENDS = re.compile(r"\r\n|\r|\n|\x0b|\x0c|\x85|\u2028|\u2029")


class Line(Value, frozen=True):
    """One line of a source, without its line end, and what its format says of it."""

    span: SourceSpan
    text: str
    heading: int = 0
    """Level of a heading, 1 for the highest; 0 for what is no heading."""
    bold: str = ""
    """Words at the start of the line that the format sets in bold."""
    cells: tuple[str, ...] = ()
    """The cells of a table row."""
    own: bool = False
    """Whether the format makes the line a paragraph of its own, never to be joined to the next."""


class Source(Value, frozen=True):
    """A summary as received."""

    name: str
    sha256: str
    lines: tuple[Line, ...]
    encoding: str = "utf-8"
    findings: tuple[Finding, ...] = ()

    @property
    def record(self) -> SourceRecord:
        return SourceRecord(self.name, self.sha256, len(self.lines), self.encoding)


def read_source(path: Path) -> Source:
    """The file at `path` as numbered lines.

    Raises `SourceError` where it is missing, not a file, empty, too large (`SIZE_LIMIT`) or no text.
    """
    try:
        if path.is_dir():
            raise SourceError("it is a directory", file=str(path), hint="name the summary itself, a text file")
        if path.stat().st_size > SIZE_LIMIT:
            raise SourceError("it is larger than 64 MiB", file=str(path), hint="split it into its symposiums")
        data = path.read_bytes()
    except OSError as error:
        raise SourceError(
            error.strerror or str(error), file=str(path), hint="check the name and your rights"
        ) from error
    return source_from_bytes(data, str(path))


def source_from_bytes(data: bytes, name: str) -> Source:
    """The bytes of a summary as numbered lines; `name` is how messages call it."""
    if not data.strip():
        raise SourceError("the file is empty", file=name, hint="write the summary into it; README shows the form")
    text, encoding = _decode(data)
    if "\0" in text:
        raise SourceError("it is a binary file, not text", file=name, hint="save the summary as plain text")
    lines = _LINE_ENDS.split(text)
    if lines[-1] == "":
        lines.pop()
    found = () if encoding.startswith("utf-8") else (finding("HS101", SourceSpan(1, len(lines)), encoding=encoding),)
    numbered = tuple(Line(SourceSpan(number, number), line) for number, line in enumerate(lines, 1))
    return Source(Path(name).name, hashlib.sha256(data).hexdigest(), numbered, encoding, found)


def _decode(data: bytes) -> tuple[str, str]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace"), encoding
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace"), "cp1252"
