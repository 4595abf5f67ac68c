"""Who is listed as taking part: rosters, attendance lists, tables of people, biographies.

A labelled line ("Moderator: ...") is a roster where people and their offices follow and nobody speaks; lines below it
without a label go on with it until a blank line or something else. A line that is not read does not end the list.
"""

from collections.abc import Collection, Sequence
from typing import NamedTuple

from hsreport.parse.lists.entries import Entry
from hsreport.parse.lists.labelled import labelled
from hsreport.parse.lists.shapes import (
    by_places,
    in_rows,
    legends,
    running,
    under_headings,
    voices_in_notes,
    with_roles,
)
from hsreport.parse.lists.tables import tables
from hsreport.parse.paragraphs import Paragraph


class Rosters(NamedTuple):
    """All lists of people in a document, and the paragraphs that hold them."""

    entries: tuple[Entry, ...]
    paragraphs: frozenset[int]

    def without(self, paragraphs: Collection[int]) -> "Rosters":
        """The lists but for what stands in these paragraphs."""
        entries = tuple(entry for entry in self.entries if entry.paragraph not in paragraphs)
        return Rosters(entries, self.paragraphs.difference(paragraphs))


def read_rosters(paragraphs: Sequence[Paragraph]) -> Rosters:
    """Every list of people in a document."""
    entries: list[Entry] = []
    lines: set[int] = set()
    for region in (labelled, tables, with_roles, under_headings, in_rows, by_places, legends, running, voices_in_notes):
        for entry in region(paragraphs, lines):
            entries.append(entry)
            lines.add(entry.paragraph)
    return Rosters(tuple(sorted(entries, key=lambda entry: entry.paragraph)), frozenset(lines))
