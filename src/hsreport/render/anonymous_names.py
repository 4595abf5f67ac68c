"""Where people are named inside a wording: their names in all spellings, with the offices and affiliations beside them."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from hsreport.model import Report, Session, Statement
from hsreport.read.grammar import ALSO_NAMES, LABEL, OFFICE_WORDS, OTHER_WORDS
from hsreport.read.people import role_of
from hsreport.render.anonymous_offices import (
    BEFORE,
    LONGEST_ABBREVIATION,
    TITLES,
    chunk,
    has_office,
    is_office,
    nouns_in,
    office_before,
)
from hsreport.spellings import folded, is_slip
from hsreport.values import Affiliation, PersonName, Role

ANYONE = "participant"

COMMON = ALSO_NAMES | OFFICE_WORDS | OTHER_WORDS
"""Words that name things as well as families: alone, with a capital, they are anyone's guess."""
ON_ROSTERS = {Role.MODERATOR, Role.CHAIR, Role.KEYNOTE, Role.SPEAKER, Role.PANELIST, Role.DISCUSSANT, Role.RAPPORTEUR}
ENOUGH = 60
"""Characters by which a line is known again."""
EMAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+\w")
NAME_WORD = re.compile(r"(?<![^\W\d_])(?=[^\W\d_])(?:[A-ZÀ-ÞĀ-Ž]\w+)|(?<=[/._@-])[^\W\d_]{3,}")
"""A word with a capital, or a piece of an address."""
SHORTEST = 3
"""Letters that a given name must have to be looked for alone."""

IN_PARENTHESES = re.compile(r"\s*[(\[][^)\]]{1,80}[)\]]")
TITLED = re.compile(rf"\b(?:{'|'.join(word.capitalize() for word in TITLES)})\.?\s+[A-Z][\w’'-]+")
SENTENCE_START = re.compile(r"(?:^|[.!?:]\s+)[\"“'(\[]*$")


class Named(NamedTuple):
    """Words that name one person, whatever stands for the person with them: "the Minister, Yoriko Kawaguchi,"."""

    start: int
    end: int
    noun: str
    """What the person is called instead; empty where the words say no part."""
    several: bool = False
    """Whether the noun is one for several people ("commissioners"), and so holds for the names after it."""


class Names:
    """The names of everybody who takes part, compiled once for many texts."""

    def __init__(self, report: Report) -> None:
        people = list(_people(report))
        self.spellings = dict.fromkeys(each for name in people for each in _spellings(name))
        families = {name.family or name.printed for name in people} - {""}
        self.sure = frozenset(each for each in families if each.casefold() not in COMMON)
        self.unsure = frozenset(families) - self.sure
        self.given = frozenset(name.given for name in people if len(name.given) >= SHORTEST) - self.sure
        participants = {folded(each) for each in self.spellings}
        introduced = (name.display for name in report.symposium.introduced)
        self.strangers = frozenset(each for each in introduced if folded(each) not in participants)
        self.affiliations = tuple(dict.fromkeys(each.printed for each in _affiliations(report)))
        self.organizations = tuple(sorted(set(_organizations(report)), key=len, reverse=True))
        self.parts = frozenset(part for name in people for part in _parts(name)) - (COMMON - ALSO_NAMES)
        self._whole = _either(self.spellings, re.IGNORECASE)
        self._family = _either({each for name in self.sure for each in (name, name.upper())} | set(_initials(report)))
        self._titled = _either({*families, *self.given})
        self._affiliation = _either(self.affiliations, re.IGNORECASE)

    def found_in(self, text: str) -> Iterator[Named]:
        """Everyone who is named in a text, in order, none overlapping."""
        end = 0
        for start, stop in self._bare(text):
            if start >= end:
                named = self._with_office(text, start, stop, end)
                end = named.end
                yield named

    def _bare(self, text: str) -> list[tuple[int, int]]:
        """The names alone: whole ones, families that no other word is, others behind a title; the longest of any."""
        spans = [match.span() for match in self._whole.finditer(text)]
        spans += [self._with_initials(text, *match.span()) for match in self._family.finditer(text)]
        for match in self._titled.finditer(text):
            before = BEFORE.search(text[: match.start()])
            if before and is_office(before["word"]):
                spans.append(match.span())
        return sorted(spans, key=lambda span: (span[0], -span[1]))

    def _with_initials(self, text: str, start: int, end: int) -> tuple[int, int]:
        """A family name with the initials, or a given name spelled otherwise, that stand before it."""
        while (before := BEFORE.search(text[:start])) and self._is_given(before["word"]):
            start = before.start()
        return start, end

    def _is_given(self, word: str) -> bool:
        initial = len(word.strip(".")) == 1 and word[0].isupper() and word != "A"
        near = (len(set(folded(word)) ^ set(folded(given))) <= 1 for given in self.given if word[0] == given[0])
        return initial or (word.casefold() not in COMMON and any(near))

    # --- Offices beside a name ---

    def _with_office(self, text: str, start: int, end: int, bound: int) -> Named:
        """A name with the office before it and the affiliation behind it; nothing before `bound` is taken."""
        before, words = office_before(text, start, bound)
        after, more = self._office_after(text, end)
        if (
            (before < start or after > end)
            and re.match(r",\s+(?!and\b)[a-z]", text[after:])
            and (after > end or text[:start].rstrip().endswith(","))
        ):
            after += 1
        nouns = [noun for word in (*reversed(words), *more) for noun in nouns_in(word)]
        noun, several = nouns[0] if nouns else ("", False)
        if not noun and (words or more):
            noun = ANYONE
        return Named(before, after, noun, several)

    def _office_after(self, text: str, end: int) -> tuple[int, list[str]]:
        start = end
        if match := IN_PARENTHESES.match(text, end):
            end = match.end()
        if (comma := re.match(r",?\s+", text[end:])) and (known := self._affiliation.match(text, end + comma.end())):
            return known.end(), known.group().split()
        found: list[str] = []
        while comma := re.match(r",\s+", text[end:]):
            stop, words = chunk(text, end + comma.end())
            fits = has_office(words) if not found else words and not text[stop : stop + 1].isspace()
            if not fits or self._names_anyone(text[end + comma.end() : stop]):
                break
            end, found = stop, [*found, *words]
        return (end, found) if found else (max(start, end), [])

    def _names_anyone(self, text: str) -> bool:
        return bool(self._whole.search(text) or self._family.search(text))

    # --- What is left ---

    def left_in(self, text: str) -> Iterator[str]:
        """Names in a text that may be someone's: common words, given names alone, unknown people with a title."""
        known = _either({*self.unsure, *self.given, *self.strangers})
        found = {match.group() for match in known.finditer(text)}
        found |= {match.group() for match in TITLED.finditer(text)}
        plain = folded(text)
        found |= {
            name for name in self.sure if re.search(rf"\b{re.escape(folded(name))}", plain) and len(name) > SHORTEST
        }
        yield from sorted(found | set(self._alike(text)) | set(_unread_roster(text)))

    def _alike(self, text: str) -> Iterator[str]:
        """Words that are a part of a name but for case, accents or a slip, and every e-mail address."""
        yield from EMAIL.findall(text)
        for word in NAME_WORD.findall(text):
            plain = folded(word)
            if plain in COMMON - ALSO_NAMES or plain == ANYONE:
                continue
            if plain in self.parts or any(is_slip(plain, each) for each in self.parts if each[0] == plain[0]):
                yield word

    def organizations_in(self, text: str) -> Iterator[str]:
        """Organizations of participants that a text speaks of."""
        yield from dict.fromkeys(match.group() for match in _either(self.organizations).finditer(text))


def _people(report: Report) -> Iterator[PersonName]:
    for speaker in report.speakers:
        yield speaker.name
        for variant in speaker.variants:
            given, _, family = variant.rpartition(" ")
            yield PersonName(variant, given, family)
    yield from (part.name for part in report.symposium.events)
    for part in report.symposium.parts:
        yield from (line.name for line in (part.roster if isinstance(part, Session) else ()))
        for block in part.blocks:
            if isinstance(block, Statement) and block.attribution.name:
                yield block.attribution.name


def _initials(report: Report) -> Iterator[str]:
    """Initials under which people speak in minutes: "RPR"."""
    for _, block in report.symposium.walk():
        printed = block.attribution.printed if isinstance(block, Statement) and block.attribution.name else ""
        if printed.isupper() and printed.isalpha() and len(printed) <= LONGEST_ABBREVIATION:
            yield printed


def _spellings(name: PersonName) -> Iterator[str]:
    """The spellings of a whole name: in either order, as the index has it, in parts."""
    whole = (name.printed, name.display, name.heading, f"{name.given} {name.family}", f"{name.family} {name.given}")
    yield from (each.strip() for each in whole if len(each.split()) > 1)


def _parts(name: PersonName) -> Iterator[str]:
    """The words of a name, folded, that are long enough to tell whose they are."""
    yield from (part for part in folded(f"{name.given} {name.family}").split() if len(part) >= SHORTEST)


def _unread_roster(text: str) -> Iterator[str]:
    """A line that begins as a roster does and stands as text: whoever is named in it was not read."""
    label = LABEL.match(text)
    if label and role_of(label["label"]) in ON_ROSTERS and text[label.end() :].strip():
        yield text[:ENOUGH]


def _affiliations(report: Report) -> Iterator[Affiliation]:
    yield from (each for speaker in report.speakers for each in speaker.affiliations)
    for part in report.symposium.parts:
        lines = part.roster if isinstance(part, Session) else ()
        yield from (line.affiliation for line in lines if line.affiliation)
        for block in part.blocks:
            if isinstance(block, Statement) and block.attribution.affiliation:
                yield block.attribution.affiliation


def _organizations(report: Report) -> Iterator[str]:
    """Organizations by name and by the letters in parentheses after it; who held the event gives nobody away."""
    for each in _affiliations(report):
        letters = re.search(r"\(([A-Z]{2,})\)", each.printed)
        for name in (re.sub(r"\s*\([A-Z]+\)", "", each.organization), letters[1] if letters else ""):
            if len(name) > 1 and name != report.symposium.organizer:
                yield name


def _either(words: Iterable[str], flags: re.RegexFlag = re.NOFLAG) -> re.Pattern[str]:
    """A pattern for any of the words, the longest first, whatever spaces part them; for none it matches nothing."""
    ordered = sorted(filter(None, words), key=lambda word: (-len(word), word))
    either = "|".join(r"\s+".join(map(re.escape, word.split())) for word in ordered)
    return re.compile(rf"(?<!\w)(?:{either or '(?!)'})(?!\w)", flags)
