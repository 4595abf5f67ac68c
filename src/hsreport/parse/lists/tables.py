"""Tables with a column of names."""

import re
from collections.abc import Iterator, Sequence

from hsreport.language import people
from hsreport.language.grammar import role_of
from hsreport.parse.lists.entries import Entry, entry_of
from hsreport.parse.lists.labels import Label
from hsreport.parse.lists.people import likeness, person_at
from hsreport.parse.paragraphs import Paragraph

_INITIALS = re.compile(r"[^\W\d_a-z]{1,3}[\w]{0,2}|[a-z][\w-]{1,11}")


def tables(paragraphs: Sequence[Paragraph], _: set[int]) -> Iterator[Entry]:
    """A column of names, with columns for roles and initials."""
    at = 0
    while at < len(paragraphs):
        end = at
        while end < len(paragraphs) and len(paragraphs[end].cells) > 1:
            end += 1
        if end > at + 1:
            yield from _table(paragraphs, at, end)
        at = max(end, at + 1)


def name_column(rows: Sequence[Sequence[str]]) -> int | None:
    """The column of a table that holds people's names, by its head or by what stands in it; None for no such table."""
    width = max(len(row) for row in rows)
    for column in range(min(width, len(rows[0]))):
        if people.NAME_COLUMN.fullmatch(rows[0][column].strip().rstrip(":")):
            return column
    shares = [_share(rows, column) for column in range(min(width, 30))]
    best = max(range(len(shares)), key=lambda column: shares[column], default=None)
    return best if best is not None and shares[best] >= 0.6 else None


def _share(rows: Sequence[Sequence[str]], column: int) -> float:
    cells = [row[column] for row in rows if column < len(row) and row[column].strip()]
    names = [found for cell in cells if len(cell) < 90 and (found := person_at(cell)) and likeness(*found) >= 0.6]
    return len(names) / len(cells) if len(cells) > 1 else 0.0


def column_like(head: Sequence[str], pattern: re.Pattern[str], but: int) -> int | None:
    """The column whose head a pattern matches, other than one."""
    return next((at for at, cell in enumerate(head) if at != but and pattern.fullmatch(cell.strip().rstrip(":"))), None)


def _table(paragraphs: Sequence[Paragraph], start: int, end: int) -> Iterator[Entry]:
    rows = [paragraphs[at].cells for at in range(start, end)]
    names = name_column(rows)
    if names is None:
        return
    role_at = column_like(rows[0], people.ROLE_COLUMN, names)
    short_at = column_like(rows[0], people.SHORT_COLUMN, names)
    short_at = short_at if short_at is not None else _shorts(rows, names)
    says = column_like(rows[0], people.SAID_COLUMN, names) is not None
    for at, row in enumerate(rows, start):
        if (
            names >= len(row)
            or (says and len(row[names]) < 4 and row[names].isupper())
            or (at == start and people.NAME_COLUMN.fullmatch(row[names].strip()))
        ):
            continue
        beside = [cell for place, cell in enumerate(row) if place not in {names, short_at} and 0 < len(cell) < 80]
        role = next(
            (found for cell in beside for word in re.split(r"[,;/]| and ", cell) if (found := role_of(word.strip()))),
            None,
        )
        label = Label(
            "",
            role if role_at is None or role else None,
            any(people.ABSENT_LABEL.fullmatch(cell.strip()) for cell in beside),
            0,
            plural=False,
        )
        for entry in entry_of(at, row[names], label):
            short = row[short_at].strip() if short_at is not None and short_at < len(row) else entry.short
            yield entry._replace(
                rest=", ".join(filter(None, (entry.rest, *beside))),
                short=short if re.fullmatch(r"[\w.-]{1,12}", short) else "",
            )


def _shorts(rows: Sequence[Sequence[str]], names: int) -> int | None:
    """A column of initials, different in each row."""
    for column in range(min(len(rows[-1]), 30)):
        cells = [row[column].strip() for row in rows[1:] if column < len(row)]
        differ = column != names and len(cells) > 1 and len(set(cells)) == len(cells)
        if differ and all(_INITIALS.fullmatch(cell) for cell in cells):
            return column
    return None
