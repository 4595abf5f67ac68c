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
from hsreport.inline import Inline, InlineKind, is_shown
from hsreport.language.scripts import by_script
from hsreport.model import Action, Attribution, Note, Passage, Statement, Symposium

_ADDRESS = re.compile(r"https?://(?:[^\s<>()\[\]“”\"]|\([^\s<>()]*\))+(?<![.,;:!?'’])")
_SPELT = "address"
MarkedSpan = tuple[int, int, str]
"""First and last offset, and what stands between them: name, affiliation, mark."""


class Run(NamedTuple):
    """Words in one look; a note is a run too, at the place of its mark."""

    kind: str
    text: str
    note: Note | None = None
    spans: tuple[Inline, ...] = ()
    """What is marked in all of it, from the outside."""
    told: bool = False
    """Whether it is of a link whose words do not say where that leads."""

    @property
    def link(self) -> Inline | None:
        return next((span for span in self.spans if span.kind is InlineKind.LINK), None)

    @property
    def again(self) -> str:
        """The mark of the note that these words call again, as its first call shows it."""
        called = self.link and self.link.address.startswith("#note-")
        return unicodedata.normalize("NFKC", self.text.strip("[]")) if called else ""


def runs(
    text: str, marks: Iterable[MarkedSpan], notes: Iterable[Note] = (), spans: Sequence[Inline] = ()
) -> tuple[Run, ...]:
    """Cut a text into runs, notes where their marks stood; where marks overlap the first one holds, spans all do."""
    marks, start = tuple(marks), 0
    found: list[Run] = []
    for note in sorted(notes, key=lambda note: note.offset):
        found += _between(text, start, note.offset, marks, spans)
        found.append(Run("note", note.text, note))
        start = note.offset
    return (*found, *_between(text, start, len(text), marks, spans))


def _between(text: str, start: int, end: int, marks: Sequence[MarkedSpan], spans: Sequence[Inline]) -> Iterator[Run]:
    def looks_at(piece: tuple[int, int]) -> tuple[str, tuple[Inline, ...]]:
        inside = sorted((span for span in spans if span.start <= piece[0] < span.end), key=_from_outside)
        linked = any(span.kind is InlineKind.LINK for span in inside)
        kinds = (kind for first, last, kind in marks if first <= piece[0] < last and not (linked and kind == _SPELT))
        return next(kinds, ""), tuple(inside)

    end = min(end, len(text))
    edges = (*(at for mark in marks for at in mark[:2]), *(at for span in spans for at in (span.start, span.end)))
    cuts = sorted({start, end, *(at for at in edges if start < at < end)})
    for (kind, inside), pieces in groupby(pairwise(cuts), looks_at):
        first, *_, last = (at for piece in pieces for at in piece)
        links = (span for span in inside if span.kind is InlineKind.LINK)
        told = any(not is_shown(span.address, text[span.start : span.end]) for span in links)
        if text[first:last]:
            yield Run(kind, text[first:last], None, inside, told)


def _from_outside(span: Inline) -> int:
    return list(InlineKind).index(span.kind)


def words_of(symposium: Symposium) -> dict[str, tuple[Run, ...]]:
    """Collect the words of every head item, heading, roster line, lead, point, paragraph and note, by anchor."""
    notes: dict[str, list[Note]] = {}
    for note in symposium.notes:
        notes.setdefault(note.anchor, []).append(note)
    return {
        passage.anchor: runs(
            passage.text,
            (*_marks(passage), *_addresses(passage.text)),
            notes.get(passage.anchor, ()),
            symposium.spans.get(passage.anchor, ()),
        )
        for passage in symposium.passages()
    }


def _addresses(text: str) -> Iterator[MarkedSpan]:
    """Find the web addresses that a text spells out; what closes a sentence or a bracket behind one is no part of it."""
    for found in _ADDRESS.finditer(text):
        yield *found.span(), _SPELT


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


def bare_lead(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    """Leave out the colon or dash that ends a lead right behind a name, where the words do not go on from it."""
    *before, last = runs
    if not before or last.kind or any(letter.isalnum() for letter in last.text):
        return runs
    return (*before, last._replace(text=re.sub(r"[\s:–—-]+$", "", last.text)))


def goes_on(statement: Statement) -> bool:
    """Tell whether the first point of a statement goes on with the sentence of its lead."""
    first = statement.points[0]
    return bool(statement.lead) and not first.label and first.text[:1].islower()


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
