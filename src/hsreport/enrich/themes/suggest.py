"""Phrases that stand out in a text and that no term of a vocabulary covers: proposals for an editor, no assignments.

A phrase of one to three words stands out by how often it is there and how rare its words are in the language.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from hsreport.enrich.themes.assign import ThemedText
from hsreport.enrich.themes.commonness import COMMON, FUNCTION, RARE, rarities
from hsreport.enrich.themes.phrases import PhraseTable, Span, stemmer, words_of
from hsreport.enrich.themes.vocabulary import Vocabulary
from hsreport.entries import Assignment
from hsreport.values import Value

LONGEST = 3
"""Words of a phrase, at most."""


class Suggestion(Value, frozen=True):
    """A phrase that no term covers, in its most frequent spelling, with the texts it stands in."""

    phrase: str
    anchors: tuple[str, ...]
    score: float
    theme: str = ""
    """The theme that most of these texts have, for which it may be a term; empty where it may be a theme of its own."""


_Stems = tuple[str, ...]


class _Found(NamedTuple):
    """A phrase at one place: its words by stem, as printed, and how rare they are together."""

    stems: _Stems
    printed: str
    rarity: int


def suggestions(
    texts: Sequence[ThemedText], assignments: Iterable[Assignment], vocabulary: Vocabulary, *, least: int = 2
) -> tuple[Suggestion, ...]:
    """Phrases that stand in `least` texts or more, those that stand out most first."""
    reader = _Reader(vocabulary)
    spellings: defaultdict[_Stems, Counter[str]] = defaultdict(Counter)
    where: defaultdict[_Stems, list[str]] = defaultdict(list)
    rarity: dict[_Stems, int] = {}
    for text in texts:
        for found in reader.phrases(text):
            spellings[found.stems][found.printed] += 1
            where[found.stems].append(text.anchor)
            rarity[found.stems] = found.rarity
    themes = _themes_by_anchor(assignments)
    kept = {stems: tuple(dict.fromkeys(at)) for stems, at in where.items() if len(set(at)) >= least}
    within = _within(kept, where)
    result = (
        Suggestion(
            min(spellings[stems].most_common(), key=lambda each: (-each[1], each[0].swapcase()))[0],
            anchors,
            float(len(where[stems]) * rarity[stems]),
            _prevalent(anchors, themes),
        )
        for stems, anchors in kept.items()
        if (stems, len(where[stems])) not in within
    )
    return tuple(sorted(result, key=lambda each: (-each.score, each.phrase)))


def _within(kept: Iterable[_Stems], where: Mapping[_Stems, Sequence[str]]) -> set[tuple[_Stems, int]]:
    """The phrases within those that are kept, each with how often the longer one is there."""
    return {
        (longer[first:last], len(where[longer]))
        for longer in kept
        for first in range(len(longer))
        for last in range(first + 1, len(longer) + 1)
        if last - first < len(longer)
    }


def _themes_by_anchor(assignments: Iterable[Assignment]) -> dict[str, set[str]]:
    themes: defaultdict[str, set[str]] = defaultdict(set)
    for each in assignments:
        if each.strong:
            themes[each.anchor].add(each.theme)
    return themes


def _prevalent(anchors: Sequence[str], themes: dict[str, set[str]]) -> str:
    """The theme that more than half of the texts have; the first by name of equals."""
    counted = Counter(theme for anchor in anchors for theme in themes.get(anchor, ()))
    best = min(counted, key=lambda theme: (-counted[theme], theme), default="")
    return best if counted[best] * 2 > len(anchors) else ""


class _Reader:
    """Reads phrases that could be terms and that none of a vocabulary touches."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        terms = (term.words for entry in vocabulary.entries for term in entry.terms)
        self._table = PhraseTable(terms, vocabulary.language, vocabulary.gap)
        self._stem = stemmer(vocabulary.language)
        self._rarities: dict[str, int] = {}
        """The rarity of the commonest word of each family."""
        for word, rarity in rarities(vocabulary.language).items():
            self._rarities.setdefault(self._stem(word), rarity)

    def phrases(self, text: ThemedText) -> Iterator[_Found]:
        """The phrases of a text; words that a term covers, or that name the speaker, are in none."""
        taken = [*text.skip, *((hit.start, hit.end) for hit in self._table.hits(text.text, text.skip))]
        for run in words_of(text.text):
            free = [None if _touches(span, taken) else text.text[slice(*span)] for span in run]
            for first in range(len(free)):
                yield from self._from(free[first : first + LONGEST])

    def _from(self, words: Sequence[str | None]) -> Iterator[_Found]:
        """The phrases that begin with the first word, shortest first."""
        for length in range(1, len(words) + 1):
            phrase = words[:length]
            if phrase[-1] is None:
                return
            known = [word for word in phrase if word is not None]
            rarity = [self._rarity(word) for word in known]
            stands_out = sum(rarity) >= COMMON and max(rarity) >= min(COMMON, length + 1)
            if FUNCTION not in (rarity[0], rarity[-1]) and stands_out:
                yield _Found(tuple(self._stem(word.casefold()) for word in known), " ".join(known), sum(rarity))

    def _rarity(self, word: str) -> int:
        """How rare a word is; figures and single letters have no subject."""
        if len(word) < 2 or not word.isalpha():
            return FUNCTION
        return self._rarities.get(self._stem(word.casefold()), RARE)


def _touches(span: Span, taken: Iterable[Span]) -> bool:
    return any(start < span[1] and span[0] < end for start, end in taken)
