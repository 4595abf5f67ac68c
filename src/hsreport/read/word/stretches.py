"""A source cut into stretches: lines that belong together, and where in them the words of each unit stand."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from hsreport.inline import Inline, in_order, kept, moved, squeezed
from hsreport.language import grammar
from hsreport.model import Note
from hsreport.ooxml.record import CALL_END, CALL_START, Unit
from hsreport.source import Line

CALL = re.compile(f"{CALL_START}([^{CALL_END}]*){CALL_END}")
_ITEM = re.compile(r"\s*(?:[^\w\s]{1,3}\s+|[(\[]?\w{1,4}[.)\]]\s+){0,2}")
"""What may stand before the words of an item of a list."""


@dataclass(eq=False)
class Slot:
    """Where the words of a unit stand in the text of their stretch, and the words that stand there now."""

    unit: Unit
    start: int
    end: int
    now: str | None = None
    """None where they are gone."""
    with_before: bool = False
    """Whether the words now bring what stood before them: a number, a role."""
    with_after: bool = False
    came: tuple[Inline, ...] = ()
    """What is newly marked in those words."""
    gone: tuple[Inline, ...] = ()
    """What is no longer."""
    merged: str | None = None
    """How the cells of a row go on with others now; None where that has not changed."""


@dataclass(eq=False)
class Stretch:
    """Lines that belong together, and the lines before them that belong to nothing."""

    lines: list[Line]
    before: list[Line]
    slots: list[Slot] = field(default_factory=list)

    @property
    def raw(self) -> str:
        return "\n".join(line.text for line in self.lines)

    @property
    def spans(self) -> tuple[Inline, ...]:
        """What is marked in the text as it was."""
        starts = accumulate((len(line.text) + 1 for line in self.lines), initial=0)
        return tuple(span for start, line in zip(starts, self.lines, strict=False) for span in moved(line.spans, start))

    def text(self) -> str:
        """The text with the words that stand there now; empty where none do."""
        return self.as_now()[0]

    def as_now(self) -> tuple[str, tuple[Inline, ...]]:
        """The text with the words that stand there now, empty where none do, and what is marked in it."""
        raw, at, found = self.raw, 0, ""
        came, gone = list[Inline](), set[Inline]()
        for slot in self.slots:
            glue = raw[at : slot.start]
            at = slot.end
            if slot.now is not None:
                found += (re.match(r"\s*", glue) or [""])[0] if slot.with_before else glue
                came += moved(slot.came, len(found))
                gone |= set(moved(slot.gone, len(found)))
                found += slot.now
        last = self.slots[-1]
        if all(slot.now is None for slot in self.slots):
            return "", ()
        text = found if last.with_after or last.now is None else found + raw[at:]
        return text, in_order({*kept(self.spans, raw, text)} - gone | {*came})

    def prefix(self) -> str:
        """What stands before the first words, where that is no more than the mark of a list."""
        glue = self.raw[: self.slots[0].start]
        return glue if _ITEM.fullmatch(glue) else ""


def stretches(lines: Sequence[Line], units: Iterable[Unit]) -> tuple[list[Stretch], list[Line]]:
    """The stretches of a source in order, and the lines after the last of them."""
    found: list[Stretch] = []
    waiting = list(lines)
    for group in _groups(units):
        first, last = group[0].span.first, max(unit.span.last for unit in group)
        before = [line for line in waiting if line.span.last < first]
        inside = [line for line in waiting[len(before) :] if line.span.first <= last]
        waiting = waiting[len(before) + len(inside) :]
        if inside:
            stretch = Stretch(inside, before)
            stretch.slots = list(_merged_rows(group, inside) or _slots(group, stretch.raw))
            found.append(stretch)
        else:
            waiting = before + waiting
    return found, waiting


def _groups(units: Iterable[Unit]) -> Iterator[list[Unit]]:
    """Units that share lines."""
    group: list[Unit] = []
    for unit in sorted(units, key=lambda unit: unit.span.first):
        if group and unit.span.first > max(each.span.last for each in group):
            yield group
            group = []
        group.append(unit)
    if group:
        yield group


def _merged_rows(group: Sequence[Unit], lines: Sequence[Line]) -> list[Slot]:
    """Rows of merged cells, of which each has its whole line: words of other rows may stand in it again."""
    if (
        len(group) != len(lines)
        or not any(line.merged for line in lines)
        or any(CALL.search(unit.words) for unit in group)
    ):
        return []
    starts = accumulate((len(line.text) + 1 for line in lines), initial=0)
    return [Slot(unit, at, at + len(line.text)) for unit, line, at in zip(group, lines, starts, strict=False)]


def _slots(group: Sequence[Unit], raw: str) -> Iterator[Slot]:
    at = 0
    for unit in group:
        start, end = located(unit.words, raw, at)
        if start < 0:
            only = _ITEM.match(raw)
            start, end = (only.end() if only else 0, len(raw)) if len(group) == 1 else (at, at)
        yield Slot(unit, start, end)
        at = end


def located(words: str, raw: str, at: int) -> tuple[int, int]:
    """Where words stand in a text from `at` on, whatever its line ends did to them; -1 where they do not.

    What calls a note stands between them; a call at their end is left outside.
    """
    pieces = [squeezed(piece)[0] for piece in CALL.split(words)[::2]]
    letters, places = squeezed(raw[at:])
    if not any(pieces) or not letters:
        return (at, at) if not any(pieces) else (-1, -1)
    start, cursor = -1, 0
    for piece in filter(None, pieces):
        here = letters.find(piece, cursor)
        if here < 0 or (start >= 0 and here > cursor + 20):
            return -1, -1
        start, cursor = (here if start < 0 else start), here + len(piece)
    return at + places[start], at + places[cursor - 1] + 1


def call_texts(found: Iterable[Stretch], notes: Iterable[Note]) -> dict[str, str]:
    """How the source calls each note, with the space that goes with the call, by the note's number."""
    raw_of = {slot.unit.anchor: stretch.raw for stretch in found for slot in stretch.slots}
    return {str(note.number): _call_in(raw_of.get(note.anchor, ""), note.mark) for note in notes}


def _call_in(raw: str, mark: str) -> str:
    calls = (call for pattern in grammar.NOTE_CALLS for call in pattern.finditer(raw) if call["mark"] == mark)
    return next((call[0] for call in calls if call.start() > 0), f"[^{mark}]")
