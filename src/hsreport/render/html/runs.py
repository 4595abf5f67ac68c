"""The words of a report in runs: names where they name who speaks, matched words, notes at their place."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

from hsreport.entries import Extract
from hsreport.model import Attribution, Block, Note, Session, Statement, Symposium
from hsreport.values import Affiliation, PersonName

Mark = tuple[int, int, str]
"""First and last offset, and what stands between them: name, affiliation, mark."""


class Run(NamedTuple):
    """Words in one look; a note is a run too, at the place of its mark."""

    kind: str
    text: str
    note: Note | None = None


def runs(text: str, marks: Iterable[Mark], notes: Iterable[Note] = ()) -> tuple[Run, ...]:
    """The text cut into runs, notes where their marks stood; where marks overlap the first one holds."""
    marks, start = tuple(marks), 0
    found: list[Run] = []
    for note in sorted(notes, key=lambda note: note.offset):
        found += _between(text, start, note.offset, marks)
        found.append(Run("note", note.text, note))
        start = note.offset
    return (*found, *_between(text, start, len(text), marks))


def _between(text: str, start: int, end: int, marks: Sequence[Mark]) -> Iterator[Run]:
    def kind_at(piece: tuple[int, int]) -> str:
        return next((kind for first, last, kind in marks if first <= piece[0] < last), "")

    end = min(end, len(text))
    cuts = sorted({start, end, *(at for first, last, _ in marks for at in (first, last) if start < at < end)})
    for kind, pieces in groupby(pairwise(cuts), kind_at):
        first, *_, last = (at for piece in pieces for at in piece)
        if text[first:last]:
            yield Run(kind, text[first:last])


def words_of(symposium: Symposium) -> dict[str, tuple[Run, ...]]:
    """The words of every head item, heading, roster line, lead, point and paragraph, by anchor."""
    notes: dict[str, list[Note]] = {}
    for note in symposium.notes:
        notes.setdefault(note.anchor, []).append(note)
    return {anchor: runs(text, marks, notes.get(anchor, ())) for anchor, text, marks in _texts(symposium)}


def printed_words(symposium: Symposium) -> Iterator[str]:
    """Every piece of text that is printed, notes included."""
    yield from (text for _, text, _ in _texts(symposium))
    yield from (note.text for note in symposium.notes)


def _texts(symposium: Symposium) -> Iterator[tuple[str, str, tuple[Mark, ...]]]:
    for item in symposium.head:
        yield item.anchor, item.text, ()
    for part in symposium.parts:
        yield part.anchor, part.title, ()
        for person in part.roster if isinstance(part, Session) else ():
            yield person.anchor, person.printed, _person_marks(person.printed, person.name, person.affiliation)
        for block in part.blocks:
            yield from _block_texts(block)


def _block_texts(block: Block) -> Iterator[tuple[str, str, tuple[Mark, ...]]]:
    if not isinstance(block, Statement):
        yield block.anchor, block.text, ()
        return
    if block.lead:
        yield block.anchor, block.lead, _attribution_marks(block.lead, block.attribution)
    for at, point in enumerate(block.points):
        naming = not at and not block.lead
        yield point.anchor, point.text, _attribution_marks(point.text, block.attribution) if naming else ()


def _attribution_marks(text: str, said: Attribution) -> tuple[Mark, ...]:
    """The name that an attribution gives, where it stands in the words that give it."""
    start = max(text.find(said.printed), 0)
    if said.name is None:
        return _found(text, said.office, start, "name")
    return _person_marks(text, said.name, said.affiliation, start)


def _person_marks(text: str, name: PersonName, from_where: Affiliation | None, start: int = 0) -> tuple[Mark, ...]:
    """A name, and after it the affiliation."""
    named = _found(text, name.printed, start, "name")
    return named + _found(
        text, from_where.printed if from_where else "", named[0][1] if named else start, "affiliation"
    )


def _found(text: str, part: str, start: int, kind: str) -> tuple[Mark, ...]:
    at = text.find(part, start) if part else -1
    return ((at, at + len(part), kind),) if at >= 0 else ()


def extract_runs(extract: Extract) -> tuple[Run, ...]:
    """The words of an extract, those that match the theme marked."""
    return runs(extract.text, ((first, last, "mark") for first, last in extract.marks))


def shown_label(label: str) -> str:
    """What counts in a list mark as received ("(1)", "3."); a mere dash gives way to the point's number."""
    return " ".join(mark for mark in label.split() if any(character.isalnum() for character in mark))
