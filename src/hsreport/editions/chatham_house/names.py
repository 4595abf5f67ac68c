"""Where people are named inside a wording: their names in all spellings, with the offices and affiliations beside them."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence

from hsreport.editions.chatham_house.doubts import (
    INITIALLED,
    NO_INITIALS,
    TITLED,
    doubtful_in,
    doubts_in,
    foreign_in,
    may_be_somebody,
    names_nobody,
)
from hsreport.editions.chatham_house.everybody import (
    NOTHING_SETTLED,
    Settled,
    affiliations_of,
    called_in,
    initials_of,
    mentioned,
    organizations_of,
    people_of,
)
from hsreport.editions.chatham_house.forms import (
    ADDRESS,
    ADDRESSED,
    IN_PARENTHESES,
    SHORTEST,
    Named,
    any_of,
    dotted,
    either,
    families_of,
    in_other_scripts,
    letters_of,
    parts_of,
    settled_name,
    spellings_of,
)
from hsreport.editions.chatham_house.offices import (
    BEFORE,
    TITLES,
    chunk,
    has_office,
    is_office,
    nouns_in,
    office_before,
    opens_a_name,
)
from hsreport.editions.chatham_house.strangers import (
    CAPITALIZED,
    SENTENCE_START,
    THINGS,
    is_a_word,
    is_common,
    is_nothing_else,
    is_only_a_name,
    is_word,
    may_be_called,
    strangers,
    strangers_in,
    things_in,
    unlisted,
)
from hsreport.language import gazetteer
from hsreport.language.people import PARTICLES
from hsreport.language.spellings import folded, is_slip
from hsreport.model import Report
from hsreport.values import PersonName

ANYONE, STRANGER = "participant", "person"
"""What somebody is called who takes part, and somebody who is only spoken of."""

NAME_WORD = re.compile(r"(?<![^\W\d_])(?=[^\W\d_])(?:[A-ZÀ-ÞĀ-Ž]\w+)|(?<=[/._@-])[^\W\d_]{3,}")
"""A word with a capital, or a piece of an address."""
WORDS = re.compile(r"[^\W\d_]+")
BESIDE = re.compile(rf"\b(?:{ANYONE}|{STRANGER})s? ({CAPITALIZED})")
"""A word that was left standing behind a name: "a participant Gen"."""
LISTED = re.compile(
    rf"\b(?:{ANYONE}|{STRANGER})s?(?:,| and|, and) (?P<name>{CAPITALIZED}(?: {CAPITALIZED})?)(?=,|;|\.| and\b)"
)
"""Words that were left between people in a list."""
NEIGHBOUR_BEFORE = re.compile(rf"(?<![\w@/.])({CAPITALIZED}) $")
NEIGHBOUR_AFTER = re.compile(rf"[ -]({CAPITALIZED})(?![\w@/])")
BLANKS = " .,;:\n"
BEHIND = re.compile(r",\s+")
BEHIND_ANNOUNCED = re.compile(r",\s+|\s+(?:of|from)\s+(?:the\s+)?(?=[A-Z])")
"""What stands between a name and an office; where a speaker is announced, any link to where the speaker comes from."""


class Names:
    """The names of everybody who takes part, compiled once for many texts."""

    def __init__(self, report: Report, settled: Settled = NOTHING_SETTLED) -> None:
        people = [*people_of(report), *(settled_name(name) for name in settled.people)]
        self.things = frozenset(map(folded, settled.things))
        texts = [passage.text for passage in report.symposium.passages()]
        self.doubtful = frozenset(doubtful_in(report, texts))
        self.bodies = {text[at:to] for text in texts for at, to in things_in(text)}
        self.spellings = dict.fromkeys(spelling for name in people for spelling in spellings_of(name))
        families = {family for name in people for family in families_of(name)} - {""}
        told = {word for name in settled.people for word in name.split()}
        called = told | {word for word in called_in(report, people) if not is_a_word(word)}
        self.sure = called | {family for family in families if not self._is_unsure(family, report)}
        self.unsure = frozenset(families) - self.sure
        self.given = frozenset(name.given for name in people if len(name.given) > 1) - self.sure
        self._meet_others(report, people, told)
        self.affiliations = tuple(dict.fromkeys(affiliation.printed for affiliation in affiliations_of(report)))
        self.organizations = tuple(sorted(set(organizations_of(report)), key=len, reverse=True))
        self._compile(report, people, families)

    def _meet_others(self, report: Report, people: Sequence[PersonName], told: Collection[str]) -> None:
        """Gather those who are named and take no part, and what is in doubt; `told` are the words of names that the author lists."""
        texts = [passage.text for passage in report.symposium.passages()]
        participants = {folded(spelling) for spelling in self.spellings}
        self.parts = frozenset(part for name in people for part in parts_of(name)) - THINGS
        spoken_of = [
            settled_name(name)
            for passage in report.symposium.passages()
            for name in strangers(passage.text)
            if self.parts.isdisjoint(folded(name).split())
        ]
        once = {text[at:to] for text in texts for at, to in strangers_in(text)}
        self.also_places = frozenset(name for name in once if gazetteer.is_place(name)) | {
            last for name in once if " " in name and gazetteer.is_place(last := name.split()[-1])
        }
        doubted = [settled_name(words) for words in self.doubtful if folded(words) not in self.things]
        others = [
            name for name in (*mentioned(report), *spoken_of, *doubted) if folded(name.display) not in participants
        ]
        own = {name for name in others if " " in name.display}
        self.strangers = frozenset(spelling for name in own for spelling in spellings_of(name))
        words = {name.family or name.display for name in others if not is_a_word(name.family or name.display)}
        words |= {word for name in others for word in WORDS.findall(name.display) if is_only_a_name(word)}
        words |= {word for name in doubted for word in WORDS.findall(name.display) if is_nothing_else(word)}
        listed = {part for name in told for part in folded(name).split()}
        known = sum(not listed.isdisjoint(folded(speaker.name.display).split()) for speaker in report.speakers)
        self.listed = bool(told) and 2 * known >= len(report.speakers)
        """Whether the author names most of those who speak, so that whoever else is named is none of them."""
        self.unheard = frozenset() if self.listed else frozenset(unlisted(texts))
        self.strange = frozenset(words - self.sure)

    def _compile(self, report: Report, people: Sequence[PersonName], families: Collection[str]) -> None:
        """Make the patterns that find the names."""
        self._whole = either(self.spellings, re.IGNORECASE)
        self._another = either({*self.strangers, *self.strange})
        self._family = either({form for name in self.sure for form in (name, name.upper())} | set(initials_of(report)))
        small = (name for name in self.sure if not is_a_word(name) and len(name) >= SHORTEST)
        self._small = re.compile(
            rf"(?<![^\W_])(?:{any_of(re.escape(name) for name in small if name.casefold() not in PARTICLES)})(?![^\W_])",
            re.IGNORECASE,
        )
        self._titled = either({*families, *self.given})
        belonging = either({*self.affiliations, *self.organizations}, re.IGNORECASE).pattern
        self._belonging = re.compile(rf"(?:,|,?\s+(?:of|from|for|at|with)(?:\s+the)?)?\s+{belonging}", re.IGNORECASE)
        self.letters = frozenset(letters for name in people for letters in letters_of(name))
        self._dotted = re.compile(rf"(?<![\w.])(?:{any_of(map(dotted, self.letters - NO_INITIALS))})(?!\w)")
        self._other_script = re.compile(any_of(map(re.escape, in_other_scripts(report, people, self._whole))))
        self.by_letters = bool(set(initials_of(report)))

    def _is_unsure(self, family: str, report: Report) -> bool:
        """Whether a family name alone may mean a thing; one that is a town's too, where the text says "in" or "from" it."""
        if not is_common(family.casefold()) or family.casefold() in THINGS:
            return is_common(family.casefold())
        as_place = re.compile(rf"\b(?:in|from|at|to|near|of)\s+{re.escape(family)}\b")
        return any(as_place.search(each.text) for each in report.symposium.passages())

    def found_in(self, text: str, *, announcing: bool = False) -> Iterator[Named]:
        """Find everyone who is named in a text, in order, without overlaps; in one announcing who speaks, with all that goes along."""
        end = 0
        known = self._bare(text)
        strangers = self._others(text, known)
        for start, stop in sorted((*known, *strangers), key=lambda span: (span[0], -span[1])):
            first = stop - len(text[max(start, end) : stop].lstrip(BLANKS))
            if stop > end and stop > first:
                named = self._with_office(text, first, stop, end, announcing=announcing)
                if (start, stop) in strangers and not named.noun:
                    named = named._replace(noun=STRANGER)
                end = named.end
                yield named

    def _bare(self, text: str) -> list[tuple[int, int]]:
        """Find the names of participants alone: whole ones, families that no other word is, others behind a title."""
        spans = [match.span() for match in self._whole.finditer(text)]
        spans += [
            self._with_initials(text, *match.span())
            for one in (self._family, self._small)
            for match in one.finditer(text)
        ]
        spans += [match.span() for match in NAME_WORD.finditer(text) if self._is_part(match.group())]
        spans += [match.span() for match in ADDRESS.finditer(text) if self._holds_part(match.group())]
        spans += [match.span() for one in (self._dotted, self._other_script) for match in one.finditer(text)]
        for match in self._titled.finditer(text):
            before = BEFORE.search(text[: match.start()])
            if before and is_office(before["word"]):
                spans.append(match.span())
        return [self._with_neighbours(text, *span) for span in spans]

    def _others(self, text: str, known: Iterable[tuple[int, int]]) -> set[tuple[int, int]]:
        """Find the names of those who are only spoken of: who was read as a person, or has a title or initials."""
        taken = {place for start, end in known for place in range(start, end)}
        titled = (match for match in TITLED.finditer(text) if not names_nobody(match.group()))
        things = {place for start, end in things_in(text) for place in range(start, end)}
        another = (match for match in self._another.finditer(text) if match.start() not in things)
        others = (*another, *(match for one in (INITIALLED, ADDRESSED) for match in one.finditer(text)))
        spans = (match.span() for match in (*titled, *(match for match in others if not self._is_thing(match.group()))))
        return {
            self._with_neighbours(text, start, end)
            for start, end in (*spans, *strangers_in(text))
            if taken.isdisjoint(range(start, end)) and folded(text[start:end]) not in self.things
        }

    def guessed_in(self, text: str) -> Iterator[str]:
        """The names of strangers in a text that their words alone tell of."""
        told = {*strangers_in(text), *(match.span() for match in either(self.doubtful).finditer(text))}
        yield from dict.fromkeys(text[start:end] for start, end in sorted(told & self._others(text, self._bare(text))))

    def _is_thing(self, words: str) -> bool:
        """Whether words that could be a name are ruled or known to be none: "Mr. Chairman", "H.E. Ms"."""
        return folded(words) in self.things or words.rsplit(maxsplit=1)[-1].casefold() in THINGS | {*TITLES}

    def _with_initials(self, text: str, start: int, end: int) -> tuple[int, int]:
        """Extend a family name to the initials, or a given name spelled otherwise, that stand before it."""
        while (before := BEFORE.search(text[:start])) and self._is_given(before["word"]):
            start = before.start()
        initials = re.search(r"(?<!\w)(?:[^\W\d_]\.[\s-]*)+$", text[:start])
        return initials.start() if initials else start, end

    def _with_neighbours(self, text: str, start: int, end: int) -> tuple[int, int]:
        """Extend a name to words right beside it by which somebody may be called: "Obi" before "Nkemelu"."""
        while (before := NEIGHBOUR_BEFORE.search(text, max(0, start - 40), start)) and (
            is_nothing_else(before[1])
            or (may_be_called(before[1]) and not SENTENCE_START.search(text[: before.start()]))
        ):
            start = before.start(1)
        while (after := NEIGHBOUR_AFTER.match(text, end)) and may_be_called(after[1]):
            end = after.end()
        return start - 2 * bool(re.search(r"\b[DLO][’']$", text[:start], re.IGNORECASE)), end

    def _is_given(self, word: str) -> bool:
        initial = len(word.strip(".")) == 1 and word[0].isupper() and word != "A"
        if word.endswith(".") and not initial:
            return False
        near = (len(set(folded(word)) ^ set(folded(given))) <= 1 for given in self.given if word[0] == given[0])
        return initial or (not is_common(word.casefold()) and any(near))

    # --- Offices beside a name ---

    def _with_office(self, text: str, start: int, end: int, bound: int, *, announcing: bool) -> Named:
        """Extend a name to the office before it and the affiliation behind it, but not beyond `bound`."""
        before, words = office_before(text, start, bound)
        after, more = self._office_after(text, end, announcing=announcing)
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

    def _office_after(self, text: str, end: int, *, announcing: bool) -> tuple[int, list[str]]:
        """Find what goes with a name: parentheses, affiliations of the document, offices; any in capitals in an announcement."""
        start = end
        if match := IN_PARENTHESES.match(text, end):
            end = match.end()
        found: list[str] = []
        while known := self._belonging.match(text, end):
            end, found = known.end(), [*found, *known.group().split()]
        behind = BEHIND_ANNOUNCED if announcing else BEHIND
        while comma := behind.match(text, end):
            stop, words = chunk(text, comma.end())
            fits = (
                words
                if announcing
                else has_office(words)
                if not found
                else words and not text[stop : stop + 1].isspace()
            )
            if not fits or opens_a_name(words) or self._names_anyone(text[comma.end() : stop]):
                break
            end, found = stop, [*found, *words]
        return (end, found) if found else (max(start, end), [])

    def _names_anyone(self, text: str) -> bool:
        return bool(self._whole.search(text) or self._family.search(text))

    # --- What is left ---

    def left_in(self, text: str) -> Iterator[str]:
        """Find names in a text that may be someone's: common words, given names alone, unknown people with a title."""
        least = 2 if self.by_letters else SHORTEST
        letters = {initials.upper() for initials in self.letters if len(initials) >= least}
        known = either({*self.unsure, *self.given, *self.also_places, *self.unheard, *letters})
        found = {match.group() for match in known.finditer(text)}
        plain = folded(WORDS.sub(lambda word: "" if self._is_other(word.group()) else word.group(), text))
        found |= {
            name
            for name in self.sure
            if len(name) > SHORTEST and re.search(rf"\b{re.escape(folded(name))}\w{{0,2}}\b", plain)
        }
        found |= set(foreign_in(text))
        if not self.listed:
            found |= set(doubts_in(text)) - {*self.organizations, *self.bodies}
            found |= {name for name in BESIDE.findall(text) if gazetteer.is_given(name)}
            found |= {name for name in LISTED.findall(text) if may_be_somebody(name)}
        every = {folded(name): name for name in sorted(found | set(self._alike(text)), reverse=True)}
        yield from sorted(self.unsettled(every.values()))

    def unsettled(self, names: Iterable[str]) -> Iterator[str]:
        """Leave out the names that are settled to be things."""
        return (name for name in names if folded(name) not in self.things)

    def _is_other(self, word: str) -> bool:
        """Whether a word of a text is English and not somebody's name with a capital: "merchant", "Annex"."""
        return is_word(word.casefold()) and (word.islower() or word.casefold() not in self.parts)

    def _alike(self, text: str) -> Iterator[str]:
        """Find words that are a part of a name but for case, accents or a slip."""
        for word in (match.group() for match in NAME_WORD.finditer(text)):
            plain = folded(word)
            if plain in self.parts - {ANYONE} or (self._is_slip(plain) and not is_common(plain)):
                yield word

    def _is_slip(self, plain: str) -> bool:
        return any(part[0] == plain[0] and is_slip(plain, part) for part in self.parts)

    def _is_part(self, word: str) -> bool:
        """Whether a word with a capital is surely a part of a name, a slip in it aside."""
        plain = folded(word)
        return is_nothing_else(word) and (plain in self.parts or self._is_slip(plain))

    def _holds_part(self, address: str) -> bool:
        return any(part in folded(address) for part in self.parts if len(part) > SHORTEST)

    def organizations_in(self, text: str) -> Iterator[str]:
        """Find organizations of participants that a text speaks of."""
        yield from dict.fromkeys(match.group() for match in either(self.organizations).finditer(text))
