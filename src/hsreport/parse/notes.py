"""Notes and their marks: a note's text is taken from its place and hung where its mark stands."""

import re
from collections import defaultdict, deque
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from hsreport.findings import finding, in_order
from hsreport.inline import Inline, InlineKind
from hsreport.language import grammar
from hsreport.language.letters import RAISED, shifted
from hsreport.model import Note, Passage, PassageKind, Symposium
from hsreport.parse.paragraphs import Paragraph
from hsreport.values import Finding, SourceSpan, Value


class NoteText(Value, frozen=True):
    """The text of a note, its mark taken off."""

    mark: str
    text: str
    span: SourceSpan


def note_texts(every: Sequence[Paragraph]) -> dict[int, NoteText]:
    """The paragraphs that are notes, by their place: "[^1]: ...", "Note: ...", "* ..." where a mark calls for one."""
    found = {}
    called: set[str] = set()
    for at, here in enumerate(every):
        note = _note_text(here)
        if note and (note.mark in called or not _is_bullet(note.mark)):
            found[at] = note
        called |= {match["mark"] for match in _calls(here.raw) if not here.code}
    return found


def _is_bullet(mark: str) -> bool:
    """Whether a mark could as well begin an item of a list."""
    return re.fullmatch(r"\W+", mark) is not None or mark.startswith("[")


_STARRED = re.compile(r"(\*{1,3})(?:\s?[^*]+\1$|(?=\S)[^*]{1,80}(?<=\S)\1)")
"""Words set off by stars on both sides: a heading, a label."""


def _note_text(here: Paragraph) -> NoteText | None:
    if here.code or grammar.RESIDUE.fullmatch(here.raw) or _STARRED.match(here.raw):
        return None
    for pattern in grammar.NOTE_TEXTS:
        match = pattern.match(here.raw)
        if match:
            return NoteText(match["mark"], here.raw[match.end() :], here.span)
    return None


def _calls(text: str) -> Iterator[re.Match[str]]:
    for pattern in grammar.NOTE_CALLS:
        yield from (match for match in pattern.finditer(text) if match.start() > 0)


def attach_notes(symposium: Symposium, notes: Sequence[NoteText]) -> Symposium:
    """The symposium with each note at its mark, in the order of the text; marks and notes left over are findings."""
    waiting: defaultdict[str, deque[NoteText]] = defaultdict(deque)
    for note in notes:
        waiting[note.mark].append(note)
    hung: list[Note] = []
    found: list[Finding] = []
    numbers: dict[str, int] = {}
    again: defaultdict[str, list[Inline]] = defaultdict(list)

    def hang(passage: Passage) -> str:
        text, anchor, done, made = passage.text, passage.anchor, 0, ""
        silent = passage.person or passage.kind is PassageKind.CODE
        for call in () if silent else sorted(_calls(text), key=lambda match: match.start()):
            if call.start() < done:
                continue
            mark, made, done = call["mark"], made + text[done : call.start()], call.end()
            if waiting.get(mark):
                note = waiting[mark].popleft()
                hung.append(Note(0, note.mark, note.text, note.span, anchor, len(made)))
                numbers[mark] = len(hung)
            elif mark in numbers:
                shown = shifted(mark, RAISED) if mark.isdecimal() else call[0].replace("[^", "[")
                address = f"#note-{numbers[mark]}"
                again[anchor].append(Inline(InlineKind.LINK, len(made), len(made) + len(shown), address))
                made += shown
            else:
                found.append(finding("HS204", passage.span, mark=mark, anchor=anchor))
                made += call[0]
        return made + text[done:]

    edited = symposium.mapped(hang)
    for left in (note for notes in waiting.values() for note in notes):
        hung.append(Note(0, left.mark, left.text, left.span))
        found += [finding("HS205", left.span, mark=left.mark)] if left.mark else []
    numbered = tuple(replace(note, number=number) for number, note in enumerate(hung, 1))
    return replace(
        edited,
        notes=numbered,
        spans={at: tuple(each) for at, each in again.items()},
        findings=in_order((*symposium.findings, *found)),
    )
