"""What a Word file of ours carries of its source: the lines as received, what they were read as, where each stands.

It travels in a custom XML part, which Word and LibreOffice keep when they save the file.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress

import msgspec

from hsreport.inline import Inline
from hsreport.model import Note, Passage, Picture, SourceRecord, Symposium
from hsreport.ooxml.xml import Element
from hsreport.source import Line
from hsreport.values import Author, Image, SourceSpan, Value

NAMESPACE = "urn:hsreport:word:1"
CALL_START, CALL_END = "\ue000", "\ue001"
"""Around the number of a note, where words call it."""
AGAIN = "#note-"
"""How the address begins of a link that calls a note again, before its number."""
PICTURE = "\ue002"
PICTURED = re.compile(f"{PICTURE}([^{PICTURE}]*){PICTURE}([^{PICTURE}]*){PICTURE}")
"""What stands for a picture among words: its SHA-256 and its alternative text."""


class Unit(Value, frozen=True):
    """A stretch of the source that is one paragraph of the Word file, or one note: its words, calls of notes included."""

    anchor: str
    words: str
    span: SourceSpan


class Place(Value, frozen=True):
    """A paragraph of the Word file as it was made: its anchor, the bookmark in it, the words that it showed, what was marked in them, and of a row how its cells went on."""

    anchor: str
    bookmark: str
    shown: str
    spans: tuple[Inline, ...] = ()
    merged: str = ""


class WordRecord(Value, frozen=True):
    """The source of a Word file, as the file carries it."""

    source: SourceRecord
    lines: tuple[Line, ...]
    symposium: Symposium
    places: tuple[Place, ...] = ()
    author: Author = Author()


def encoded(record: WordRecord) -> str:
    """Return the record as JSON in ASCII, for XML cannot hold every character of a source."""
    return json.dumps(msgspec.to_builtins(record), separators=(",", ":"))


def records_of(parts: Iterable[Element]) -> list[WordRecord]:
    """Return the records among custom parts that have lines: one, or two in a redline, the newer first.

    One of another version of hsreport, or damaged, is none.
    """
    records = []
    for part in parts:
        if part.tag == f"{{{NAMESPACE}}}record":
            with suppress(msgspec.DecodeError, UnicodeEncodeError):
                records.append(msgspec.json.decode(part.text or "", type=WordRecord))
    return [record for record in records if record.lines]


def units_of(symposium: Symposium) -> Iterator[Unit]:
    """Yield everything that the summary says in its own words, by place in the document, the notes last."""
    for passage in symposium.passages():
        words = with_calls(passage, symposium)
        if isinstance(passage.of, Picture):
            words = picture_words(passage.of.image) + words
        if words or (passage.of is passage.part and passage.part.label):
            yield Unit(passage.anchor, words, passage.span)


def picture_words(image: Image) -> str:
    """Return what stands for a picture before its caption; nothing for one that is not printed."""
    return f"{PICTURE}{image.sha256}{PICTURE}{image.alt}{PICTURE}" if image.sha256 else ""


def note_numbers(notes: Iterable[Note], words: Mapping[str, str]) -> dict[str, str]:
    """Return the number of each footnote by its id, told by its words; empty where a note is new."""
    known = {" ".join(note.text.split()): str(note.number) for note in notes}
    return {identity: known.get(" ".join(said.split()), "") for identity, said in words.items()}


def call_of(note: object) -> str:
    """Return what stands for the call of a note among the words of a unit."""
    return f"{CALL_START}{note}{CALL_END}"


def with_calls(passage: Passage, symposium: Symposium) -> str:
    """Return the words of a passage with the calls of their notes in place, those that call one again too."""
    calls = [(note.offset, note.offset, str(note.number)) for note in symposium.notes if note.anchor == passage.anchor]
    spans = (each for each in symposium.spans.get(passage.anchor, ()) if each.address.startswith(AGAIN))
    calls += [(each.start, each.end, each.address.removeprefix(AGAIN)) for each in spans]
    text = passage.text
    for start, end, number in sorted(calls, reverse=True):
        text = f"{text[:start]}{call_of(number)}{text[end:]}"
    return text
