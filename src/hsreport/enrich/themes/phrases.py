"""Finding many phrases in a text at once: one pass, whatever their number.

A phrase is written as words, each of which stands for its family: by stem ("protection" finds "protects"); in
capitals, as that abbreviation and its plural ("NGO"); after "=", as that very word, its case minded only where
it has capitals ("=arms"); before "*", as all words that begin so ("ethnic*"). "a|b" is either word, and "..."
stands for a few words or none.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from itertools import islice, product
from math import prod
from typing import NamedTuple

import snowballstemmer

STEMMERS = {
    "ar": "arabic", "ca": "catalan", "cs": "czech", "da": "danish", "de": "german", "el": "greek", "en": "english",
    "eo": "esperanto", "es": "spanish", "et": "estonian", "eu": "basque", "fa": "persian", "fi": "finnish",
    "fr": "french", "ga": "irish", "hi": "hindi", "hu": "hungarian", "hy": "armenian", "id": "indonesian",
    "it": "italian", "lt": "lithuanian", "nb": "norwegian", "ne": "nepali", "nl": "dutch", "no": "norwegian",
    "pl": "polish", "pt": "portuguese", "ro": "romanian", "ru": "russian", "sr": "serbian", "st": "sesotho",
    "sv": "swedish", "ta": "tamil", "tr": "turkish", "yi": "yiddish",
}  # fmt: skip
"""Language subtags with a Snowball stemmer, and its name."""

ABBREVIATION = 4
"""Letters up to which a word in capitals is an abbreviation and nothing else: AIDS is not aid, WATER is water."""

_WORD = re.compile(r"[^\W_]+(?:['’]s\b)?")
_GAPS = {"...", "…"}
_STOP = re.compile(r"[.;:!?()\[\]。；：！？]")
_STOP_OR_COMMA = re.compile(r"[.,;:!?()\[\]。，、；：！？]")

Span = tuple[int, int]
"""First character and the one after the last."""
Keyed = tuple[tuple[bool, str], ...]
"""A phrase as keys in order, each with whether a gap may stand before it."""
State = tuple[int, int, bool]
"""A place in the tree, the word of text that led there, and whether a gap was passed on the way."""


class Hit(NamedTuple):
    """A phrase found: its number, the first and last word of text that it covers, and their characters."""

    phrase: int
    first: int
    last: int
    start: int
    end: int


@cache
def stemmer(language: str) -> Callable[[str], str]:
    """What gives a word in lower case its stem in a language, by its BCP 47 tag; it remembers those it was asked for."""
    return cache(snowballstemmer.stemmer(STEMMERS[language.partition("-")[0]]).stemWord)


def words_of(text: str) -> list[list[Span]]:
    """Where the words of a text are, those that no comma or stop parts together."""
    runs: list[list[Span]] = []
    for word in _WORD.finditer(text):
        if not runs or _STOP_OR_COMMA.search(text, runs[-1][-1][1], word.start()):
            runs.append([])
        runs[-1].append(word.span())
    return runs


def word_count(phrase: str) -> int:
    """How many words are written in a phrase."""
    return len(_WORD.findall(phrase))


def reading_count(phrase: str) -> int:
    """How many phrases a phrase with alternatives stands for, at most."""
    return prod(chunk.count("|") + 1 for chunk in phrase.split())


def samples(phrase: str, most: int = 64) -> list[str]:
    """Texts that a phrase finds, one for each choice of alternatives and nothing in its gaps; no more than `most`."""
    chunks = (chunk.split("|") for chunk in phrase.split() if chunk not in _GAPS)
    slots = [[each.strip("=*") for each in chunk if word_count(each)] for chunk in chunks]
    return [" ".join(choice) for choice in islice(product(*slots), most)]


def words_by_stem(phrase: str) -> list[str]:
    """The words of a phrase of one word that are found by their stem alone, each of its alternatives."""
    if len(phrase.split()) != 1:
        return []
    return [each for each in phrase.split("|") if each.isalpha() and not _singular(each).isupper()]


class PhraseTable:
    """Phrases in a tree by their words; `numbers` gives each one's number by its writing.

    Building takes a step for each word of a phrase; `hits` takes one for each word of text and a few more where
    a phrase begins.
    """

    def __init__(self, phrases: Iterable[str], language: str, gap: int) -> None:
        self.numbers = {phrase: number for number, phrase in enumerate(dict.fromkeys(phrases))}
        self._gap = gap
        self._stem = stemmer(language)
        self._steps: dict[tuple[int, str], int] = {}
        self._leaps: dict[tuple[int, str], int] = {}
        """The node after a node and a key: right after it, and after a gap."""
        self._gaps: set[int] = set()
        """The nodes that a gap may follow."""
        self._ends: dict[int, list[int]] = {}
        """The phrases that end at a node."""
        for phrase, number in self.numbers.items():
            for keyed in _spelled_out(phrase, self._stem):
                self._insert(keyed, number)
        self._known = frozenset(key for ways in (self._steps, self._leaps) for _, key in ways)
        self._openings = sorted({len(key) - 1 for key in self._known if key.endswith("*")})
        self._keys = _Keys(self._answers)

    def _insert(self, keyed: Keyed, number: int) -> None:
        node = 0
        for after_gap, key in keyed:
            if after_gap:
                self._gaps.add(node)
            ways = self._leaps if after_gap else self._steps
            node = ways.setdefault((node, key), len(self._steps) + len(self._leaps) + 1)
        self._ends.setdefault(node, []).append(number)

    def _answers(self, word: str) -> tuple[str, ...]:
        """The keys in this table that a word of text answers to."""
        bare = word[:-2] if word[-2:-1] in {"'", "’"} else word
        lower = bare.casefold()
        answers = {"=" + lower, "=" + _singular(bare), *(lower[:length] + "*" for length in self._openings)}
        if not (1 < len(bare) <= ABBREVIATION and bare.isupper()):
            answers.add(self._stem(lower))
        return tuple(sorted(answers & self._known))

    def hits(self, text: str, skip: Sequence[Span] = ()) -> list[Hit]:
        """Every phrase in a text, by where it begins; no word that begins within `skip` counts.

        Words that stand apart are no phrase: a comma or a stop parts them, within a gap a stop alone.
        """
        keys = [self._keys[word] for word in _WORD.findall(text)]
        begun = [at for at, known in enumerate(keys) if known]
        if not begun:
            return []
        spans = [word.span() for word in _WORD.finditer(text)]
        for at in begun if skip else ():
            if any(start <= spans[at][0] < end for start, end in skip):
                keys[at] = ()
        found = (
            Hit(phrase, first, last, spans[first][0], spans[last][1])
            for first in begun
            for phrase, last, has_gap in self._from(keys, first)
            if last == first or not (_STOP if has_gap else _STOP_OR_COMMA).search(text, spans[first][1], spans[last][0])
        )
        return list(dict.fromkeys(found))

    def _from(self, keys: Sequence[tuple[str, ...]], first: int) -> Iterator[State]:
        """The phrases that begin at a word: number, last word, and whether they have a gap."""
        states = [(node, first, False) for key in keys[first] if (node := self._steps.get((0, key)))]
        leapt: set[State] = set()
        while states:
            node, at, has_gap = states.pop()
            yield from ((phrase, at, has_gap) for phrase in self._ends.get(node, ()))
            if at + 1 < len(keys):
                states += [(step, at + 1, has_gap) for key in keys[at + 1] if (step := self._steps.get((node, key)))]
            if node in self._gaps:
                new = self._over_gap(keys, node, at) - leapt
                leapt |= new
                states += new

    def _over_gap(self, keys: Sequence[tuple[str, ...]], node: int, at: int) -> set[State]:
        reach = range(at + 1, min(at + 2 + self._gap, len(keys)))
        return {(step, to, True) for to in reach for key in keys[to] if (step := self._leaps.get((node, key)))}


class _Keys(dict[str, tuple[str, ...]]):
    """The keys of each word met so far, so that a word is stemmed once."""

    def __init__(self, answers: Callable[[str], tuple[str, ...]]) -> None:
        super().__init__()
        self._answers = answers

    def __missing__(self, word: str) -> tuple[str, ...]:
        self[word] = keys = self._answers(word)
        return keys


def _singular(word: str) -> str:
    """An abbreviation without the s of its plural ("NGOs"); any other word as it is."""
    return word[:-1] if len(word) > 2 and word[-1] == "s" and word[:-1].isupper() else word


def _spelled_out(phrase: str, stem: Callable[[str], str]) -> set[Keyed]:
    """Every way to read a phrase, as keys: one for each choice among its alternatives."""
    slots: list[list[Keyed]] = []
    after_gap = False
    for chunk in phrase.split():
        if chunk in _GAPS:
            after_gap = bool(slots)
            continue
        slots.append([_keyed(each, stem, after_gap=after_gap) for each in chunk.split("|") if word_count(each)])
        after_gap = False
    return {tuple(part for slot in choice for part in slot) for choice in product(*slots)}


def _keyed(written: str, stem: Callable[[str], str], *, after_gap: bool) -> Keyed:
    """The keys of one alternative, which a hyphen or a slash may make several words."""
    words = _WORD.findall(written)
    keys = [_key(word, stem, exact=written[0] == "=") for word in words]
    if written[-1] == "*":
        keys[-1] = words[-1].casefold() + "*"
    return tuple((after_gap and not at, key) for at, key in enumerate(keys))


def _key(word: str, stem: Callable[[str], str], *, exact: bool) -> str:
    singular = _singular(word)
    if exact or (len(singular) > 1 and singular.isupper()):
        return "=" + singular
    return stem(word.casefold())
