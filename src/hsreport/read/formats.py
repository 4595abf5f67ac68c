"""Which reader reads a file: told by its first bytes where they are plain, else by the suffix of its name."""

import re
from pathlib import PurePath
from typing import NamedTuple

from hsreport.errors import SourceError
from hsreport.findings import finding
from hsreport.office import convert, program
from hsreport.ooxml.package import convertible, refuse_unread
from hsreport.read.captions import are_captions, read_captions
from hsreport.read.html import read_html
from hsreport.read.markdown import read_markdown
from hsreport.read.text import Reader, Reading, read_plain
from hsreport.read.wikitext import is_wikitext, read_wikitext
from hsreport.read.word.document import read_word


class SourceFormat(NamedTuple):
    """A format that is read: what messages call it, the suffixes of its files, its reader."""

    name: str
    suffixes: tuple[str, ...]
    read: Reader


_PLAIN = SourceFormat("plain text", (".txt", ".text"), read_plain)
_MARKDOWN = SourceFormat("Markdown", (".md", ".markdown", ".mdown"), read_markdown)
_HTML = SourceFormat("HTML", (".html", ".htm", ".xhtml"), read_html)
_WORD = SourceFormat("Word", (".docx", ".docm"), read_word)

_CAPTIONS = SourceFormat("WebVTT", (".vtt", ".srt"), read_captions)

_WIKITEXT = SourceFormat("wikitext", (".wiki", ".mediawiki", ".wikitext"), read_wikitext)

FORMATS = (_PLAIN, _MARKDOWN, _HTML, _WORD, _CAPTIONS, _WIKITEXT)
SUFFIXES = (*(suffix for each in FORMATS for suffix in each.suffixes), ".odt", ".rtf", ".doc")
"""How the names of files end that are read, those that LibreOffice converts included."""

_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_SNIFFED = 4096
"""How many bytes at the start of a file without a telling suffix are looked at."""
_HTML_START = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL)  # fmt: skip
_CAPTIONS_START = re.compile(rb"(?:\xef\xbb\xbf)?WEBVTT(?=[ \t\r\n]|$)")
_MARKDOWN_HEADING = re.compile(rb"^#{1,6} +\S", re.MULTILINE)
_MARKDOWN_BOLD = re.compile(rb"\*\*\S[^*\n]*\*\*")


def read_format(data: bytes, name: str) -> Reading:
    """The lines of a file in whatever format it is; a finding where its name says another.

    Raises `SourceError` for formats that are not read, with the way to save them as one that is.
    """
    if (other := convertible(data)) and (office := program()):
        return _converted(data, name, office, other)
    refuse_unread(data, name)
    suffix, found = _by_suffix(name), _by_content(data)
    named = None if suffix is _PLAIN and _marked_up(data) else suffix
    surely = found is _WORD or _CAPTIONS_START.match(data) is not None
    likely = found in {_CAPTIONS, _WIKITEXT} and suffix is _PLAIN
    chosen = found if surely or likely or named in {None, _WORD} else named or _PLAIN
    done = chosen.read(data, name)
    if suffix in {None, chosen}:
        return done
    told = finding("HS104", None, format=chosen.name, suffix=chosen.suffixes[0])
    return done._replace(findings=(told, *done.findings))


def _converted(data: bytes, name: str, office: str, suffix: str) -> Reading:
    """The lines of a file as LibreOffice makes a Word file of it."""
    word = convert(office, data, suffix, "docx")
    if word is None:
        hint = "open it there and save it as .docx; take off a password first"
        raise SourceError("LibreOffice makes no Word file of it", file=name, hint=hint)
    return read_word(word, name)


def _marked_up(data: bytes) -> bool:
    """Whether a text is Markdown under another name: headings, of a lower level or with words in bold, more than one of each."""
    start = data[:_SNIFFED]
    several = len(_MARKDOWN_HEADING.findall(start)) > 1
    return several and (
        len(_MARKDOWN_BOLD.findall(start)) > 1 or len(re.findall(rb"^##+ +\S", start, re.MULTILINE)) > 1
    )


def _by_suffix(name: str) -> SourceFormat | None:
    suffix = PurePath(name).suffix.casefold()
    return next((each for each in FORMATS if suffix in each.suffixes), None)


def _by_content(data: bytes) -> SourceFormat:
    if data.startswith(_ZIP):
        return _WORD
    start = data[:_SNIFFED]
    if _HTML_START.match(start):
        return _HTML
    text = start.decode("utf-8", "replace")
    if _CAPTIONS_START.match(start) or are_captions(text):
        return _CAPTIONS
    if is_wikitext(text):
        return _WIKITEXT
    return _MARKDOWN if _MARKDOWN_HEADING.search(start) else _PLAIN
