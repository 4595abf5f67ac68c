"""The words of a report in runs: names where they name who speaks, matched words, notes at their place.

Passages in another script than the document's are marked with their language, and set from their side.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

from markupsafe import Markup

from hsreport.entries import Extract
from hsreport.language.scripts import by_script
from hsreport.model import Action, Attribution, Note, Passage, PassageKind, Statement, Symposium

_ADDRESS = re.compile(r"https?://(?:[^\s<>()\[\]“”\"]|\([^\s<>()]*\))+(?<![.,;:!?'’])")
MarkedSpan = tuple[int, int, str]
"""First and last offset, and what stands between them: name, affiliation, mark."""


class Run(NamedTuple):
    """Words in one look; a note is a run too, at the place of its mark."""

    kind: str
    text: str
    note: Note | None = None


def runs(text: str, marks: Iterable[MarkedSpan], notes: Iterable[Note] = ()) -> tuple[Run, ...]:
    """Cut a text into runs, notes where their marks stood; where spans overlap the first one holds."""
    marks, start = tuple(marks), 0
    found: list[Run] = []
    for note in sorted(notes, key=lambda note: note.offset):
        found += _between(text, start, note.offset, marks)
        found.append(Run("note", note.text, note))
        start = note.offset
    return (*found, *_between(text, start, len(text), marks))


def _between(text: str, start: int, end: int, marks: Sequence[MarkedSpan]) -> Iterator[Run]:
    def kind_at(piece: tuple[int, int]) -> str:
        return next((kind for first, last, kind in marks if first <= piece[0] < last), "")

    end = min(end, len(text))
    cuts = sorted({start, end, *(at for first, last, _ in marks for at in (first, last) if start < at < end)})
    for kind, pieces in groupby(pairwise(cuts), kind_at):
        first, *_, last = (at for piece in pieces for at in piece)
        if text[first:last]:
            yield Run(kind, text[first:last])


def words_of(symposium: Symposium) -> dict[str, tuple[Run, ...]]:
    """Collect the words of every head item, heading, roster line, lead, point and paragraph, by anchor."""
    notes: dict[str, list[Note]] = {}
    for note in symposium.notes:
        notes.setdefault(note.anchor, []).append(note)
    printed = (passage for passage in symposium.passages() if passage.kind is not PassageKind.NOTE)
    return {
        passage.anchor: runs(passage.text, (*_marks(passage), *_addresses(passage.text)), notes.get(passage.anchor, ()))
        for passage in printed
    }


def _addresses(text: str) -> Iterator[MarkedSpan]:
    """Find the web addresses that a text spells out; what closes a sentence or a bracket behind one is no part of it."""
    for found in _ADDRESS.finditer(text):
        yield *found.span(), "address"


def printed_words(symposium: Symposium) -> Iterator[str]:
    """List every piece of text that is printed, notes included."""
    return (passage.text for passage in symposium.passages())


def _marks(passage: Passage) -> tuple[MarkedSpan, ...]:
    """Find the names and affiliations that say who somebody is, or whose words these are."""
    if person := passage.person:
        return _attribution_marks(person.printed, Attribution("", person.name, person.affiliation))
    if isinstance(passage.of, Action):
        action = passage.of
        return (*_found(action.text, action.owner, 0, None, "owner"), *_found(action.text, action.due, 0, None, "due"))
    if isinstance(passage.of, Statement):
        return _attribution_marks(passage.text, passage.of.attribution)
    return tuple(
        mark
        for voice in passage.naming
        for mark in _attribution_marks(passage.text, voice.attribution, voice.start, voice.end)
    )


def _attribution_marks(text: str, said: Attribution, start: int = 0, end: int | None = None) -> tuple[MarkedSpan, ...]:
    """Find the name of an attribution between two places of the text, then the affiliation behind it."""
    at = text.find(said.printed, start, end) if said.printed else -1
    names = (*((said.name.printed, said.name.display, said.name.family) if said.name else ()), said.printed)
    within = (at, at + len(said.printed)) if at >= 0 else (start, end)
    named = next(filter(None, (_found(text, name, *within, "name") for name in names)), ())
    behind = named[0][1] if named else within[0]
    return named + _found(text, said.affiliation.printed if said.affiliation else "", behind, end, "affiliation")


def _found(text: str, part: str, start: int, end: int | None, kind: str) -> tuple[MarkedSpan, ...]:
    at = text.find(part, start, end) if part else -1
    return ((at, at + len(part), kind),) if at >= 0 else ()


def extract_runs(extract: Extract) -> tuple[Run, ...]:
    """Cut an extract into runs, the words that match the theme marked."""
    return runs(extract.text, ((first, last, "mark") for first, last in extract.marks))


def shown_label(label: str) -> str:
    """Keep of a list mark what counts, as received: "(1)", "3."; "--" gives way to the number of the point."""
    return " ".join(mark for mark in label.split() if any(character.isalnum() for character in mark))


def foreign(text: str, language: str) -> str:
    """Escape a text as HTML and mark its passages in other scripts with their language."""
    pieces = (
        Markup('<span class="foreign" lang="{}">{}</span>').format(tag, words) if tag else Markup.escape(words)
        for words, tag in by_script(text, language)
    )
    return Markup("").join(pieces)


def side(runs: Iterable[Run]) -> str:
    """Give the `dir` attribute of a paragraph whose first letter is written from the right (UAX 9, P2 and P3); else nothing."""
    for run in runs:
        for letter in run.text if run.note is None else "":
            kind = unicodedata.bidirectional(letter)
            if kind in ("L", "R", "AL"):
                return "" if kind == "L" else Markup(' dir="rtl"')
    return ""
