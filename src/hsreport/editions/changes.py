"""What one version of a summary says that another does not, by speaker and point."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from enum import StrEnum

from hsreport.language.numerals import short_label
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
    matcher = SequenceMatcher(None, list(map(_key, before)), list(map(_key, after)), autojunk=False)
    for kind, first, last, start, end in matcher.get_opcodes():
        if kind != "equal":
            found += _within(before[first:last], after[start:end])
    # What was removed is told last, when all that came has been looked at.
    found.sort(key=lambda change: change.kind is ChangeKind.REMOVED)
    return tuple(_with_moves(found))


def wordings(report: Report) -> Iterator[Wording]:
    """List everything that a report says, in order."""
    names = {speaker.id: speaker.name.display for speaker in report.speakers}
    for passage in report.symposium.passages():
        here = short_label(passage.part.label) or passage.part.title if passage.part else ""
        text, number = passage.text, passage.point.number if passage.point else None
        if passage.of is passage.part:
            text = " ".join(filter(None, (passage.part.label, text, getattr(passage.part, "qualifier", ""))))
        what: StrEnum = passage.person.role if passage.person else passage.kind
        what = passage.of.kind if isinstance(passage.of, HeadItem) else what
        said_by = [names[who] for who in report.said_by.get(number or 0, ())]
        stated = [passage.person.name.display] if passage.person else [said.stated for said in passage.attributions]
        if text:
            yield Wording(str(what), text, here, " and ".join(said_by or stated), number)


def _key(passage: Wording) -> tuple[str, str, str]:
    """Give what must be equal for a wording not to have changed; a point's number follows from its place."""
    return passage.what, passage.text, passage.speaker


def _within(before: Sequence[Wording], after: Sequence[Wording]) -> Iterator[Change]:
    """Pair wordings of one kind that are alike as edits, in their order; the others were added or removed."""
    gone = list(before)
    for new in after:
        alike = [wording for wording in gone if wording.what == new.what and _likeness(wording, new) >= ALIKE]
        old = max(alike, key=lambda wording: _likeness(wording, new), default=None)
        if old is None:
            yield Change(ChangeKind.ADDED, None, new)
        else:
            gone.remove(old)
            yield Change(ChangeKind.CHANGED, old, new)
    yield from (Change(ChangeKind.REMOVED, wording, None) for wording in gone)


def _likeness(old: Wording, new: Wording) -> float:
    return SequenceMatcher(None, old.text.casefold(), new.text.casefold(), autojunk=False).ratio()


def _with_moves(found: Sequence[Change]) -> Iterator[Change]:
    """Turn what was removed in one place and added in another, in the same words, into moves."""
    left = [change.old for change in found if change.kind is ChangeKind.REMOVED and change.old]
    for change in found:
        new = change.new
        old = next((old for old in left if new and (old.what, old.text) == (new.what, new.text)), None)
        if change.kind is ChangeKind.ADDED and old:
            left.remove(old)
            yield Change(ChangeKind.MOVED, old, new)
        elif change.kind is not ChangeKind.REMOVED or change.old in left:
            yield change
