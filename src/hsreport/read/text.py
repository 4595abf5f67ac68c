"""What every reader of a format is made of: lines with hints, and the way from bytes to text.

Encodings are tried in the order byte-order mark, strict UTF-8, the one that the file itself declares, then
Windows-1252 (what old summaries are written in); every byte string is one of these, so nothing is guessed
from letter counts.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import dropwhile, takewhile
from textwrap import dedent
from typing import NamedTuple

from msgspec.structs import replace

from hsreport.errors import SourceError
from hsreport.findings import finding
from hsreport.inline import Piece, is_followed, is_shown, put, text_of
from hsreport.language import grammar
from hsreport.source import CODE_LINE, Line
from hsreport.values import Author, Finding, SourceSpan

SIZE_LIMIT = 64 * 1024 * 1024
"""The largest source that is read, in bytes: some 400 times the longest summary seen."""

_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_LINE_ENDS = re.compile(r"\r\n|\r|\n|\x0b|\x0c|\x85|\u2028|\u2029")

_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
"""What neither XML nor a page can hold; tabs and line ends are none of them."""


class Reading(NamedTuple):
    """What the reader of a format makes of a file."""

    lines: tuple[Line, ...]
    encoding: str = "utf-8"
    findings: tuple[Finding, ...] = ()
    pictures: Mapping[str, bytes] = {}
    """The bytes of pictures by their SHA-256."""
    author: Author = Author()
    """The rulings that a Word file of ours brings back."""


Reader = Callable[[bytes, str], Reading]
"""Takes the bytes of a file, and the name that messages call it by."""


def refuse_larger(data: bytes, limit: int, name: str) -> None:
    """Raise a `SourceError` where a file has more than `limit` bytes."""
    if len(data) > limit:
        message = f"it is larger than {limit // 1024**2} MiB"
        raise SourceError(message, file=name, hint="split it into its symposiums, or save it as plain text")


def decode(data: bytes, name: str, declared: str = "") -> tuple[str, str]:
    """The text of a file and the encoding it was read in; `declared` is the one that the file claims."""
    text, encoding = _decoded(data, declared)
    if "\0" in text:
        raise SourceError("it is a binary file, not text", file=name, hint="save the summary as plain text")
    return text, encoding


def _decoded(data: bytes, declared: str) -> tuple[str, str]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace"), encoding
    for encoding in filter(None, ("utf-8", declared)):
        try:
            return data.decode(encoding), encoding
        except (UnicodeDecodeError, LookupError):
            continue
    return data.decode("cp1252", errors="replace"), "cp1252"


def split_rows(text: str) -> list[str]:
    """The lines of a text, without their ends."""
    rows = _LINE_ENDS.split(text)
    if rows[-1] == "":
        rows.pop()
    return rows


def one_line(text: str) -> str:
    """A text without the white space around it, and without the line ends that an entity can bring into it."""
    return _LINE_ENDS.sub(" ", text).strip()


def reading(lines: Iterable[Line], encoding: str, findings: Iterable[Finding] = ()) -> Reading:
    """Lines as a reading without control characters, with a finding for each line that had some, and where it was not UTF-8."""
    received = tuple(_with_code(tuple(lines)))
    found = [*findings, *(_told(line) for line in received if _CONTROLS.search(line.text))]
    if received and not encoding.startswith("utf-8"):
        found.insert(0, finding("HS101", SourceSpan(1, received[-1].span.last), encoding=encoding))
    return Reading(tuple(map(_printable, received)), encoding, tuple(found))


def _with_code(lines: Sequence[Line]) -> Sequence[Line]:
    """Lines, those of each block of code as one; where most of a text is set as code it is none, but was typed."""
    if not any(line.code for line in lines):
        return lines
    typed = 2 * sum(len(line.text) for line in lines if line.code) > sum(len(line.text) for line in lines)
    blocks: list[list[Line]] = []
    for line in (replace(line, code=False) for line in lines) if typed else lines:
        last = blocks[-1][-1] if blocks else line
        if blocks and line.code and last.code and not (line.own and last.text):
            blocks[-1].append(line)
        else:
            blocks.append([line])
    return [_code(block) if block[0].code else block[0] for block in blocks]


def _code(lines: Sequence[Line]) -> Line:
    """Lines of code as one."""
    text = dedent("\n".join(line.text.rstrip().expandtabs(4) for line in lines)).strip("\n").replace("\n", CODE_LINE)
    span = SourceSpan(lines[0].span.first, lines[-1].span.last)
    return Line(span, text, own=True, cells=(text,), code=True) if text else Line(span, "")


def _told(line: Line) -> Finding:
    codes = sorted({f"U+{ord(each):04X}" for each in _CONTROLS.findall(line.text)})
    return finding("HS106", line.span, codes=", ".join(codes))


def _printable(line: Line) -> Line:
    if not _CONTROLS.search(line.text):
        return line
    text, cells = printable(line.text), tuple(map(printable, line.cells))
    return replace(line, text=text, spans=put(line.spans, line.text, text), bold=printable(line.bold), cells=cells)


def printable(text: str) -> str:
    """A text without control characters."""
    return _CONTROLS.sub("", text)


def read_plain(data: bytes, name: str) -> Reading:
    """The lines of a text file; what marks a heading in them is for the grammar to say."""
    text, encoding = decode(data, name)
    return reading((Line(SourceSpan(at, at), row) for at, row in enumerate(split_rows(text), 1)), encoding)


# --- Items of lists, bold words ----------------------------------------------------------------------


def item(mark: str, text: str) -> str:
    """An item of a list with its mark, unless it is a bullet before words that bring a mark of their own."""
    return text if not mark or (mark == "-" and has_mark(text)) else f"{mark} {text}"


def has_mark(text: str) -> bool:
    """Whether a text begins with the mark of a list, or is nothing but one."""
    return any(row.pattern.match(f"{text} ") for row in grammar.MARKS)


_CLOCK = re.compile(grammar.TIME)


def leading_bold(pieces: Iterable[Piece]) -> str:
    """The words at the start that are bold, or name a writer; a time of the clock before them aside."""
    behind = dropwhile(lambda piece: not piece.text.strip() or _CLOCK.fullmatch(piece.text.strip()), pieces)
    return text_of(takewhile(lambda piece: piece.bold or piece.names or not piece.text.strip(), behind))


def unfollowed(address: str, words: str, span: SourceSpan) -> Iterator[Finding]:
    """A finding where readers cannot follow the address behind some words, and do not see it."""
    if address and words.strip() and not is_followed(address) and not is_shown(address, words):
        yield finding("HS108", span, words=words, address=address)
