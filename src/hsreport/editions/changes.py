"""What one version of a summary says that another does not, by speaker and point."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from enum import StrEnum

from hsreport.model import HeadItem, Report
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
    for each in report.symposium.passages():
        here = each.part.label.rstrip(" .:") or each.part.title if each.part else ""
        text, number = each.text, each.point.number if each.point else None
        if each.of is each.part:
            text = " ".join(filter(None, (each.part.label, text, getattr(each.part, "qualifier", ""))))
        what = str(each.of.kind if isinstance(each.of, HeadItem) else each.person.role if each.person else each.kind)
        said_by = [names[who] for who in report.said_by.get(number or 0, ())]
        stated = [each.person.name.display] if each.person else [said.stated for said in each.attributions]
        if text:
            yield Passage(what, text, here, " and ".join(said_by or stated), number)


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
