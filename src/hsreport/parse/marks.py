"""Marks at the heads of paragraphs: numbers, letters, dashes."""

import re
from collections.abc import Iterator, Sequence

from hsreport.language import grammar
from hsreport.values import Value


class ListMark(Value, frozen=True):
    """A mark at the head of a paragraph: its list family, the mark as received, what it was meant to be."""

    family: str
    label: str
    meant: str = ""

    @property
    def ordinal(self) -> int | None:
        """The number in the mark, None for a dash or a letter."""
        digits = re.search(r"\d+(?!.*\d)", self.label)
        return int(digits.group()) if digits else None


def marks_of(text: str) -> tuple[tuple[ListMark, ...], str]:
    """The marks at the head of a text, at most a number and a dash, and the rest; none where nothing follows."""
    found: list[ListMark] = []
    rest = text
    for mark, end in _next_marks(text):
        found.append(mark)
        rest = text[end:]
    return (tuple(found), rest) if rest.strip() else ((), text)


def _next_marks(text: str) -> Iterator[tuple[ListMark, int]]:
    """The mark at the head, and where its text begins; after a number also the dash or the inner number behind it."""
    first = _mark_at(text, 0, grammar.MARKS)
    if first is None:
        return
    second = _mark_at(text, first[1], grammar.MARKS) if first[0].family != "dash" else None
    if second and second[0].family in {"paren", "letter", "romanette"}:
        yield ListMark(second[0].family, text[: second[1]].strip()), second[1]
        return
    yield first
    if second and second[0].family == "dash":
        yield second


def _mark_at(text: str, at: int, rows: Sequence[grammar.Mark]) -> tuple[ListMark, int] | None:
    for row in rows:
        match = row.pattern.match(text, at)
        if match:
            return ListMark(row.family, match.group().strip(), row.meant), match.end()
    return None
