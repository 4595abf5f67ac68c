"""Which reader reads a file: told by its first bytes where they are plain, else by the suffix of its name."""

import re
from pathlib import PurePath
from typing import NamedTuple

from hsreport.errors import SourceError
from hsreport.findings import finding
from hsreport.read.html import read_html
from hsreport.read.markdown import read_markdown
from hsreport.read.plain import read_plain
from hsreport.read.text import Reader, Reading
from hsreport.read.word import read_word


class SourceFormat(NamedTuple):
    """A format that is read: what messages call it, the suffixes of its files, its reader."""

    name: str
    suffixes: tuple[str, ...]
    read: Reader


class _Refused(NamedTuple):
    """A format that is not read: how its files begin, which words they hold, and what to tell their owner."""

    start: bytes
    holds: bytes
    message: str
    hint: str


_PLAIN = SourceFormat("plain text", (".txt", ".text"), read_plain)
_MARKDOWN = SourceFormat("Markdown", (".md", ".markdown", ".mdown"), read_markdown)
_HTML = SourceFormat("HTML", (".html", ".htm", ".xhtml"), read_html)
_WORD = SourceFormat("Word", (".docx", ".docm"), read_word)

FORMATS = (_PLAIN, _MARKDOWN, _HTML, _WORD)

_OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_REFUSED = (
    _Refused(_OLD_WORD, "EncryptedPackage".encode("utf-16-le"), "it is locked with a password", "open it in Word, take the password off (File, Info, Protect Document) and save it as .docx"),
    _Refused(_OLD_WORD, b"", "it is an old Word file (.doc)", "open it in Word or LibreOffice and save it as .docx"),
    _Refused(b"%PDF-", b"", "it is a PDF", "name the file it was made from, or copy its text into a .txt file"),
    _Refused(b"{\\rtf", b"", "it is a Rich Text file (.rtf)", "open it in Word or LibreOffice and save it as .docx"),
    _Refused(b"PK\x03\x04", b"mimetypeapplication/vnd.oasis.opendocument", "it is an OpenDocument file (.odt)", "open it in LibreOffice and save it as .docx"),
)  # fmt: skip
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_SNIFFED = 4096
"""How many bytes at the start of a file without a telling suffix are looked at."""
_HTML_START = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL)  # fmt: skip
_MARKDOWN_HEADING = re.compile(rb"^#{1,6} +\S", re.MULTILINE)
_MARKDOWN_BOLD = re.compile(rb"\*\*\S[^*\n]*\*\*")


def read_format(data: bytes, name: str) -> Reading:
    """The lines of a file in whatever format it is; a finding where its name says another.

    Raises `SourceError` for formats that are not read, with the way to save them as one that is.
    """
    refuse_unread(data, name)
    suffix, found = _by_suffix(name), _by_content(data)
    named = None if suffix is _PLAIN and _marked_up(data) else suffix
    chosen = found if found is _WORD or named in {None, _WORD} else named
    chosen = chosen or _PLAIN
    done = chosen.read(data, name)
    if suffix in {None, chosen}:
        return done
    told = finding("HS104", None, format=chosen.name, suffix=chosen.suffixes[0])
    return done._replace(findings=(told, *done.findings))


def refuse_unread(data: bytes, name: str) -> None:
    """Raise a `SourceError` for a format that is not read."""
    for each in _REFUSED:
        if data.startswith(each.start) and each.holds in data:
            raise SourceError(each.message, file=name, hint=each.hint)


def _marked_up(data: bytes) -> bool:
    """Whether a text is Markdown under another name: headings, and words in bold, more than one of each."""
    start = data[:_SNIFFED]
    return len(_MARKDOWN_HEADING.findall(start)) > 1 and len(_MARKDOWN_BOLD.findall(start)) > 1


def _by_suffix(name: str) -> SourceFormat | None:
    suffix = PurePath(name).suffix.casefold()
    return next((each for each in FORMATS if suffix in each.suffixes), None)


def _by_content(data: bytes) -> SourceFormat:
    if data.startswith(_ZIP):
        return _WORD
    start = data[:_SNIFFED]
    if _HTML_START.match(start):
        return _HTML
    return _MARKDOWN if _MARKDOWN_HEADING.search(start) else _PLAIN
