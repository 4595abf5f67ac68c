"""Notes and their marks: a note's text is taken from its place and hung where its mark stands."""

import re
from collections import defaultdict, deque
from collections.abc import Callable, Iterator, Sequence

from msgspec.structs import replace

from hsreport.findings import finding, in_order
from hsreport.language import grammar
from hsreport.model import Block, HeadItem, Note, Part, Statement, Symposium
from hsreport.parse.paragraphs import Paragraph
from hsreport.values import Finding, SourceSpan, Value

Edit = Callable[[str, str, SourceSpan], str]
"""Takes a text, its anchor and its lines, and gives back the text to stand there."""


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
        called |= {match["mark"] for match in _calls(here.raw)}
    return found


def _is_bullet(mark: str) -> bool:
    """Whether a mark could as well begin an item of a list."""
    return re.fullmatch(r"\W+", mark) is not None or mark.startswith("[")


def _note_text(here: Paragraph) -> NoteText | None:
    if grammar.RESIDUE.fullmatch(here.raw):
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

    def hang(text: str, anchor: str, span: SourceSpan) -> str:
        for call in sorted(_calls(text), key=lambda match: match.start(), reverse=True):
            if waiting.get(call["mark"]):
                note = waiting[call["mark"]].popleft()
                hung.append(Note(0, note.mark, note.text, note.span, anchor, call.start()))
                text = text[: call.start()] + text[call.end() :]
            else:
                found.append(finding("HS204", span, mark=call["mark"], anchor=anchor))
        return text

    edited = _edited(symposium, hang)
    for left in (note for notes in waiting.values() for note in notes):
        hung.append(Note(0, left.mark, left.text, left.span))
        found.append(finding("HS205", left.span, mark=left.mark))
    numbered = tuple(replace(note, number=number) for number, note in enumerate(hung, 1))
    return replace(edited, notes=numbered, findings=in_order((*symposium.findings, *found)))


def _edited(symposium: Symposium, edit: Edit) -> Symposium:
    """The symposium with every text that can hold a mark passed through `edit`, in order."""
    head = tuple(_edited_text(item, edit) for item in symposium.head)
    return replace(symposium, head=head, parts=tuple(_edited_part(part, edit) for part in symposium.parts))


def _edited_text(item: HeadItem, edit: Edit) -> HeadItem:
    return replace(item, text=edit(item.text, item.anchor, item.span))


def _edited_part(part: Part, edit: Edit) -> Part:
    title = edit(part.title, part.anchor, SourceSpan(part.span.first, part.span.first))
    blocks: list[Block] = []
    for block in part.blocks:
        if isinstance(block, Statement):
            lead = edit(block.lead, block.anchor, SourceSpan(block.span.first, block.span.first))
            points = tuple(replace(point, text=edit(point.text, point.anchor, point.span)) for point in block.points)
            blocks.append(replace(block, lead=lead, points=points))
        else:
            blocks.append(replace(block, text=edit(block.text, block.anchor, block.span)))
    return replace(part, title=title, blocks=tuple(blocks))
