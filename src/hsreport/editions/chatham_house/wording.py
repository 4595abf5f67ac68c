"""A wording in which nobody is named: whoever was is "a commissioner", "two panelists" or "a participant"."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from hsreport.editions.chatham_house.doubts import PRESENT
from hsreport.editions.chatham_house.everybody import NOTHING_SETTLED, Settled
from hsreport.editions.chatham_house.forms import Named
from hsreport.editions.chatham_house.names import ANYONE, Names
from hsreport.editions.chatham_house.offices import has_office
from hsreport.editions.chatham_house.strangers import SENTENCE_START
from hsreport.model import Report

NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
BETWEEN = re.compile(r"\s*(?:,|;|,?\s*and|&|,?\s*as well as)\s+")
STOPPED, SENTENCE_END = re.compile(r"\s*[.;]\s*"), re.compile(r"\s*(?:[.;]|$)")
DETERMINED = re.compile(r"(?:\b(?:the|an?|this|our|its)\s+|\w[-_./])$", re.IGNORECASE)
POSSESSIVE = re.compile(r"[’']s\b")


class Edit(NamedTuple):
    """Characters `start` to `end` of a text, and what takes their place."""

    start: int
    end: int
    new: str


class Rewording(NamedTuple):
    """A text after its edits, which also says where a place of the old text went."""

    text: str
    edits: tuple[Edit, ...] = ()

    def moved(self, offset: int) -> int:
        """Map a place of the old text to the new one; a place inside an edit goes to where that begins."""
        shift = 0
        for edit in self.edits:
            if offset < edit.end:
                return min(offset, edit.start) + shift
            shift += len(edit.new) - (edit.end - edit.start)
        return offset + shift


class Unnamer:
    """Takes the names of everybody in a report out of any wording."""

    def __init__(self, everybody: Report, settled: Settled = NOTHING_SETTLED) -> None:
        self.names = Names(everybody, settled)

    def reworded(self, text: str, *, announcing: bool = False) -> Rewording:
        """Reword a text so that it names nobody; where it names none, and announces nobody, it stays the same."""
        found = self.names.found_in(text, announcing=announcing)
        people = list(found)
        if present := _present(text, people):
            return Rewording(text[: present.start] + present.new, (present,))
        edits = tuple(_edit(text, row) for row in _together(text, people))
        if announcing and not edits and text and not has_office(re.findall(r"\w+", text)):
            edits = (Edit(0, len(text.rstrip(" :：-–—")), f"A {ANYONE}"),)
        new, at = "", 0
        for edit in edits:
            new += text[at : edit.start] + edit.new
            at = edit.end
        return Rewording(new + text[at:], edits)


def _present(text: str, people: Sequence[Named]) -> Edit | None:
    """Replace a list of who was present by their number; None where it is no such list, or someone on it is not known."""
    label = PRESENT.match(text)
    if not label or not people:
        return None
    at, starts = label.end(), []
    for entry in text[label.end() :].split(";"):
        starts.append(at + len(entry) - len(entry.lstrip()))
        at += len(entry) + 1
    if [named.start for named in people] != starts:
        return None
    return Edit(label.end(), len(text), _number_of(people, ANYONE) if len(people) > 1 else f"a {ANYONE}")


def _together(text: str, found: Iterable[Named]) -> Iterator[list[Named]]:
    """Group people named in one row ("A, B and C")."""
    row: list[Named] = []
    for named in found:
        if row and not _one_row(text, row, named):
            yield row
            row = []
        row.append(named)
    if row:
        yield row


def _one_row(text: str, row: Sequence[Named], named: Named) -> bool:
    """Whether a person stands in a row with those before: by a comma or an "and", or each as a sentence alone."""
    between = text[row[-1].end : named.start]
    alone = SENTENCE_START.search(text[: row[0].start]) and SENTENCE_END.match(text, named.end)
    return bool(BETWEEN.fullmatch(between) or (alone and STOPPED.fullmatch(between)))


def _edit(text: str, people: Sequence[Named]) -> Edit:
    start, end = people[0].start, people[-1].end
    words = _words(people)
    if len(people) > 1 and (own := POSSESSIVE.match(text, end)):
        words, end = f"{words}’", own.end()
    if len(people) == 1 and not DETERMINED.search(text[:start]):
        words = f"{'an' if words[0] in 'aeiou' else 'a'} {words}"
    if text[start].isupper() and SENTENCE_START.search(text[:start]):
        words = words[0].upper() + words[1:]
    return Edit(start, end, words)


def _words(people: Sequence[Named]) -> str:
    """Choose one noun for one person, a number and a noun for several; where their nouns differ all are participants."""
    nouns, held = set(), ""
    for person in people:
        held = person.noun if person.several else held if not person.noun else ""
        nouns.add(person.noun or held or ANYONE)
    noun = nouns.pop() if len(nouns) == 1 else ANYONE
    return noun if len(people) == 1 else _number_of(people, noun)


def _number_of(people: Sequence[Named], noun: str) -> str:
    count = NUMBERS[len(people)] if len(people) < len(NUMBERS) else str(len(people))
    return f"{count} {noun}s"
