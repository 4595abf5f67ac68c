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


class Wording(Value, frozen=True):
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
    old: Wording | None
    new: Wording | None


def changes(old: Report, new: Report) -> tuple[Change, ...]:
    """Compare two reports: changes in the order of the newer one, what was removed at the end."""
    return changes_of(tuple(wordings(old)), tuple(wordings(new)))


def changes_of(before: Sequence[Wording], after: Sequence[Wording]) -> tuple[Change, ...]:
    """Compare two sequences of wordings: changes in the order of the newer one, what was removed at the end."""
    found: list[Change] = []
    matcher = SequenceMatcher(None, [_key(each) for each in before], [_key(each) for each in after], autojunk=False)
    for kind, first, last, start, end in matcher.get_opcodes():
        if kind != "equal":
            found += _within(before[first:last], after[start:end])
    # What was removed is told last, when all that came has been looked at.
    found.sort(key=lambda change: change.kind is ChangeKind.REMOVED)
    return tuple(_with_moves(found))


def wordings(report: Report) -> Iterator[Wording]:
    """List everything that a report says, in order."""
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
            yield Wording(what, text, here, " and ".join(said_by or stated), number)


def _key(passage: Wording) -> tuple[str, str, str]:
    """Give what must be equal for a wording not to have changed; a point's number follows from its place."""
    return passage.what, passage.text, passage.speaker


def _within(before: Sequence[Wording], after: Sequence[Wording]) -> Iterator[Change]:
    """Pair wordings of one kind that are alike as edits, in their order; the others were added or removed."""
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


def _likeness(old: Wording, new: Wording) -> float:
    return SequenceMatcher(None, old.text.casefold(), new.text.casefold(), autojunk=False).ratio()


def _with_moves(found: Sequence[Change]) -> Iterator[Change]:
    """Turn what was removed in one place and added in another, in the same words, into moves."""
    left = [each.old for each in found if each.kind is ChangeKind.REMOVED and each.old]
    for each in found:
        old = next((old for old in left if each.new and (old.what, old.text) == (each.new.what, each.new.text)), None)
        if each.kind is ChangeKind.ADDED and old:
            left.remove(old)
            yield Change(ChangeKind.MOVED, old, each.new)
        elif each.kind is not ChangeKind.REMOVED or each.old in left:
            yield each
