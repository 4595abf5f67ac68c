"""What a Word file of ours carries of its source: the lines as received, what they were read as, where each stands.

It travels in a custom XML part, which Word and LibreOffice keep when they save the file.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress

import msgspec

from hsreport.model import Block, Note, Part, Session, SourceRecord, Statement, Symposium
from hsreport.ooxml.xml import Element
from hsreport.source import Line
from hsreport.values import SourceSpan, Value

NAMESPACE = "urn:hsreport:word:1"
CALL_START, CALL_END = "\ue000", "\ue001"
"""Around the number of a note, where words call it."""


class Unit(Value, frozen=True):
    """A stretch of the source that is one paragraph of the Word file, or one note: its words, calls of notes included."""

    anchor: str
    words: str
    span: SourceSpan


class Place(Value, frozen=True):
    """A paragraph of the Word file as it was made: its anchor, the bookmark in it, the words that it showed."""

    anchor: str
    bookmark: str
    shown: str


class WordRecord(Value, frozen=True):
    """The source of a Word file, as the file carries it."""

    source: SourceRecord
    lines: tuple[Line, ...]
    symposium: Symposium
    places: tuple[Place, ...] = ()


def encoded(record: WordRecord) -> str:
    """The record as JSON in ASCII, for XML cannot hold every character of a source."""
    return json.dumps(msgspec.to_builtins(record), separators=(",", ":"))


def records_of(parts: Iterable[Element]) -> list[WordRecord]:
    """The records among custom parts that have lines: one, or two in a redline, the newer first.

    One of another version of hsreport, or damaged, is none.
    """
    found = []
    for part in parts:
        if part.tag == f"{{{NAMESPACE}}}record":
            with suppress(msgspec.DecodeError, UnicodeEncodeError):
                found.append(msgspec.json.decode(part.text or "", type=WordRecord))
    return [record for record in found if record.lines]


def units_of(symposium: Symposium) -> Iterator[Unit]:
    """Everything that the summary says in its own words, by place in the document, the notes last."""
    notes = symposium.notes
    for item in symposium.head:
        yield Unit(item.anchor, with_calls(item.text, item.anchor, notes), item.span)
    for part in symposium.parts:
        yield from _units_of_part(part, notes)
    for note in notes:
        yield Unit(f"note-{note.number}", note.text, note.span)


def _units_of_part(part: Part, notes: Iterable[Note]) -> Iterator[Unit]:
    if part.title or part.label:
        yield Unit(part.anchor, with_calls(part.title, part.anchor, notes), part.heading_span)
    if isinstance(part, Session):
        yield from (Unit(each.anchor, each.printed, each.span) for each in part.roster if each.printed)
    for block in part.blocks:
        yield from _units_of_block(block, notes)


def _units_of_block(block: Block, notes: Iterable[Note]) -> Iterator[Unit]:
    if not isinstance(block, Statement):
        yield Unit(block.anchor, with_calls(block.text, block.anchor, notes), block.span)
        return
    if block.lead:
        yield Unit(block.anchor, with_calls(block.lead, block.anchor, notes), block.lead_span)
    for point in block.points:
        yield Unit(point.anchor, with_calls(point.text, point.anchor, notes), point.span)


def note_numbers(notes: Iterable[Note], words: Mapping[str, str]) -> dict[str, str]:
    """The number of each footnote by its id, told by its words; empty where a note is new."""
    known = {" ".join(note.text.split()): str(note.number) for note in notes}
    return {identity: known.get(" ".join(said.split()), "") for identity, said in words.items()}


def call_of(note: object) -> str:
    """What stands for the call of a note among the words of a unit."""
    return f"{CALL_START}{note}{CALL_END}"


def with_calls(text: str, anchor: str, notes: Iterable[Note]) -> str:
    """The words at an anchor with the calls of their notes in place."""
    called = [note for note in notes if note.anchor == anchor]
    for note in sorted(called, key=lambda note: note.offset, reverse=True):
        text = f"{text[: note.offset]}{call_of(note.number)}{text[note.offset :]}"
    return text
