"""What one version of a summary says that another does not, by speaker and point."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from enum import StrEnum

from hsreport.model import Block, Narrative, Report, Session, Statement
from hsreport.values import Value

ALIKE = 0.5
"""From which share of equal letters on, words count as an edit of others."""


class ChangeKind(StrEnum):
    """What became of a passage."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    MOVED = "moved"


class Passage(Value, frozen=True):
    """Something that a summary says in one place."""

    what: str
    """title, heading, person, lead, point, discussion, narrative, note, ..."""
    text: str
    session: str = ""
    speaker: str = ""
    number: int | None = None
    """A point's."""


class Change(Value, frozen=True):
    """A passage before and after; None where it was not there."""

    kind: ChangeKind
    old: Passage | None
    new: Passage | None


def changes(old: Report, new: Report) -> tuple[Change, ...]:
    """What changed from one report to another, in the order of the newer one, what is gone at the end."""
    return changes_of(tuple(passages(old)), tuple(passages(new)))


def changes_of(before: Sequence[Passage], after: Sequence[Passage]) -> tuple[Change, ...]:
    """What changed from some passages to others, in the order of the newer ones, what is gone at the end."""
    found: list[Change] = []
    matcher = SequenceMatcher(None, [_key(each) for each in before], [_key(each) for each in after], autojunk=False)
    for kind, first, last, start, end in matcher.get_opcodes():
        if kind != "equal":
            found += _within(before[first:last], after[start:end])
    # What was removed is told last, when all that came has been looked at.
    found.sort(key=lambda change: change.kind is ChangeKind.REMOVED)
    return tuple(_with_moves(found))


def passages(report: Report) -> Iterator[Passage]:
    """Everything that a report says, in order."""
    names = {speaker.id: speaker.name.display for speaker in report.speakers}
    for item in report.symposium.head:
        yield Passage(str(item.kind), item.text)
    for part in report.symposium.parts:
        here = part.label.rstrip(" .:") or part.title
        heading = " ".join(filter(None, (part.label, part.title, getattr(part, "qualifier", ""))))
        yield from [Passage("heading", heading, here)] if heading else []
        for line in part.roster if isinstance(part, Session) else ():
            yield from [Passage(str(line.role), line.printed, here, line.name.display)] if line.printed else []
        for block in part.blocks:
            yield from _passages(block, here, report, names)
    for note in report.symposium.notes:
        yield Passage("note", note.text)


def _passages(block: Block, here: str, report: Report, names: dict[str, str]) -> Iterator[Passage]:
    if not isinstance(block, Statement):
        discussion = isinstance(block, Narrative) and block.discussion
        what = "discussion" if discussion else type(block).__name__.casefold()
        yield Passage(what, block.text, here)
        return
    said = block.attribution
    stated = said.name.display if said.name else said.office or said.printed
    if block.lead:
        yield Passage("lead", block.lead, here, stated)
    for point in block.points:
        said_by = " and ".join(names[each] for each in report.said_by.get(point.number, ()))
        yield Passage("point", point.text, here, said_by or stated, point.number)


def _key(passage: Passage) -> tuple[str, str, str]:
    """What must be equal for a passage not to have changed; a point's number follows from its place."""
    return passage.what, passage.text, passage.speaker


def _within(before: Sequence[Passage], after: Sequence[Passage]) -> Iterator[Change]:
    """The changes of a stretch: passages of one kind that are alike are edits, in their order; the others came or went."""
    gone = list(before)
    for new in after:
        alike = [each for each in gone if each.what == new.what and _likeness(each, new) >= ALIKE]
        old = max(alike, key=lambda each: _likeness(each, new), default=None)
        if old is None:
            yield Change(ChangeKind.ADDED, None, new)
        else:
            gone.remove(old)
            yield Change(ChangeKind.CHANGED, old, new)
    yield from (Change(ChangeKind.REMOVED, each, None) for each in gone)


def _likeness(old: Passage, new: Passage) -> float:
    return SequenceMatcher(None, old.text.casefold(), new.text.casefold(), autojunk=False).ratio()


def _with_moves(found: Sequence[Change]) -> Iterator[Change]:
    """The changes with what went in one place and came in another, in the same words, as moved."""
    left = [each.old for each in found if each.kind is ChangeKind.REMOVED and each.old]
    for each in found:
        old = next((old for old in left if each.new and (old.what, old.text) == (each.new.what, each.new.text)), None)
        if each.kind is ChangeKind.ADDED and old:
            left.remove(old)
            yield Change(ChangeKind.MOVED, old, each.new)
        elif each.kind is not ChangeKind.REMOVED or each.old in left:
            yield each
