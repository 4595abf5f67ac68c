"""The subjects of a document, found in the document itself: a vocabulary of the headings that an indexer would choose.

Words are weighed by how often they are here and how rare elsewhere, by how much of a subject they are in the catalogues of
libraries, and by whether a title has them; those that go together make a phrase. Headings are taken one by one, the best
first; they count less for texts that have headings already.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import chain, combinations
from math import sqrt
from typing import NamedTuple

from hsreport.enrich.themes.assign import ThemedText
from hsreport.enrich.themes.nouns import MARK, Reader, Token, mass
from hsreport.enrich.themes.phrases import stemmer
from hsreport.enrich.themes.vocabulary import Order, Term, ThemeTerms, Vocabulary
from hsreport.entries import Theme
from hsreport.language.words import (
    RARE,
    TABLED,
    boilerplate,
    is_heading,
    language_of,
    listed,
    plural,
    rarities,
    singular,
    word,
)

Pair = tuple[str, str]
"""The stems of a phrase: that of the noun which is spoken of, and the other."""

RARITY = (0.0, 0.4, 0.7, 1.0)
"""What a word counts by how rare it is in its language."""
SORTS = {"a": 1.3, "v": 1.3, "s": 1.3, "i": 1.3, "e": 1.3, "d": 0.1, "z": 0.2, "p": 0.7, "f": 0.7, "k": 0.8, "l": 0.8}
"""What a noun counts by its class: acts, events, processes, states and possessions more; quantities and times little."""
UNCOUNTED = frozenset("biw")
STUFF = frozenset("otu")
UNCOUNTED_ENDING = re.compile(r"(?:ing|ware|ism|ness|ship|ics|tion|sion|ment|ance|ence|ity)$")
"""Classes and endings of nouns that have a plural but rarely need it: attributes, states, phenomena, food and stuff, what is done."""
IN_TITLE, IN_KNOWN_PHRASE, IN_PHRASE, OPENING = 1.4, 1.3, 1.2, 0.3
"""What a word counts that a title has, that stands in a heading of catalogues or any phrase, and more for each text that it opens."""
SHARED, SHARED_KNOWN = 0.5, 0.3
"""Which part of a word's occurrences a phrase must have to be the heading instead; less does for one in catalogues."""
DISCOUNT = 0.6
"""What a stretch of text counts for each heading that it has already."""
BEST, SLOPE, LEAST = 0.9, 0.4, 0.3
"""How likely the first word is a heading, by how much the likelihood falls, and what a heading must be worth."""
FEW, SCALE, MOST = 8, 25, 14
"""How many words of a document are likely headings, at least and at most, and how many headings a short one has, at most."""
STRETCH = 30
"""Words of a text that have headings of their own; a long text has several such stretches."""
RELATED = 0.5
"""Which part of the texts of the smaller of two headings they must share to refer to each other."""


class Family:
    """A word of the document in all its forms: how often it is there, in which texts, as which nouns, in which phrases."""

    def __init__(self, stem: str) -> None:
        self.stem = stem
        self.times = self.mass = self.opened = 0
        self.bases, self.forms = Counter[str](), Counter[str]()
        self.texts = dict[int, None]()
        self.stretches = set[int]()
        self.phrases = Counter[Pair]()
        self.is_titled = False

    @property
    def base(self) -> str:
        """The commonest noun."""
        return min(self.bases, key=lambda base: (-self.bases[base], len(base), base), default="")

    @property
    def form(self) -> str:
        """The commonest form of a noun."""
        return min(self.forms, key=lambda form: (-self.forms[form], len(form), form), default="")


class Heading(NamedTuple):
    """A heading that could be printed: the words that speak for it, by stem, where they stand, and how likely it is."""

    label: str
    stems: tuple[str, ...]
    texts: frozenset[int]
    stretches: frozenset[int]
    chance: float = 0.0


def found_vocabulary(
    texts: Sequence[ThemedText], titles: Iterable[str], names: frozenset[str], most: int | None = None
) -> Vocabulary:
    """The document's own subjects as a vocabulary, the most important first; it may have none.

    `names` are the words of the names of its people, folded; `most` says how many themes it has, as many as an index
    would unless given.
    """
    language = language_of(text.text for text in texts)
    document = _Document(texts, titles, Reader([text.text for text in texts], names, language), language)
    size = most or MOST + max(0, len(texts) - 3 * MOST) // 10
    chosen = _joined(_chosen(_headings(document, _chances(document, max(SCALE, 2 * size))), size), language)
    related = _related(chosen)
    entries = tuple(_entry(each, document, related[at]) for at, each in enumerate(chosen))
    return Vocabulary(
        "The document’s own subjects",
        entries,
        language,
        session_title=0.0,
        speaker=0.0,
        continued=1.0,
        order=Order.LABEL,
    )


class _Document:
    """The words of a document's texts and the phrases they stand in."""

    def __init__(self, texts: Sequence[ThemedText], titles: Iterable[str], reader: Reader, language: str) -> None:
        self.size, self.language = 0, language
        self.families: dict[str, Family] = {}
        self._wordings: defaultdict[Pair, Counter[str]] = defaultdict(Counter)
        self._doubtful: set[Pair] = set()
        self._stem = stemmer(language)
        self._genre = boilerplate(language) if language == TABLED else set(map(self._stem, boilerplate(language)))
        for at, text in enumerate(texts):
            sentences = list(reader.sentences(text.text, text.skip))
            words = (pair for said in sentences for pair in zip(said, mass(said), strict=True))
            self._count(at, [pair for pair in words if pair[0].kind != MARK])
            for sentence in sentences:
                self._count_phrases(reader, sentence)
        in_titles = (said for each in titles for said in reader.sentences(each.lower() if each.isupper() else each))
        for token in chain.from_iterable(in_titles):
            if family := self.families.get(self._stem(token.base)):
                family.is_titled = True

    def _count(self, text: int, words: Sequence[tuple[Token, bool]]) -> None:
        """Count the words of a text, each with whether it is one of stuff; the first noun opens the text."""
        stretches, opening = max(1, round(len(words) / STRETCH)), 1
        for at, (token, is_mass) in enumerate(words):
            if len(token.base) > 2:
                stem = self._stem(token.base)
                family = self.families.setdefault(stem, Family(stem))
                family.times += 1
                family.texts[text] = None
                family.stretches.add(self.size + at * stretches // len(words))
                family.mass += is_mass
                if token.is_noun:
                    family.opened, opening = family.opened + opening, 0
                    family.bases[token.base] += 1
                    family.forms[token.base if "'" in token.form else token.form] += 1
        self.size += stretches

    def _count_phrases(self, reader: Reader, sentence: Sequence[Token]) -> None:
        for phrase in reader.phrases(sentence):
            pair = self._stem(phrase.head), self._stem(phrase.other)
            if phrase.is_doubtful and pair not in self._doubtful:
                self._doubtful.add(pair)
                continue
            if pair[0] != pair[1] and self.families.keys() >= set(pair) and not self.is_genre(phrase.head):
                self._wordings[pair][phrase.printed] += 1
                for stem in pair:
                    self.families[stem].phrases[pair] += 1

    def is_genre(self, base: str) -> bool:
        """Whether a noun is of the genre, in any form in a language without a table."""
        return (base if self.language == TABLED else self._stem(base)) in self._genre

    def wording(self, pair: Pair) -> str:
        """The commonest wording of a phrase, the first of equals."""
        return self._wordings[pair].most_common(1)[0][0]

    def is_known(self, pair: Pair) -> bool:
        """Whether a phrase is a heading of library catalogues."""
        first, *rest = self.wording(pair).split()
        return len(rest) == 1 and self.language == TABLED and is_heading(first, singular(rest[0]))


# --- Words --------------------------------------------------------------------------------------------


def _merit(family: Family, document: _Document) -> float:
    """How well a word would do as a heading."""
    base, rarity = family.base, rarities(document.language)
    if len(base) < 3 or document.is_genre(base):
        return 0.0
    worth = RARITY[min(rarity.get(base, RARE), rarity.get(family.form, RARE))]
    worth *= family.times + OPENING * family.opened
    worth *= family.bases.total() / family.times * sqrt(len(family.texts) / family.times)
    worth *= IN_TITLE if family.is_titled else 1.0
    if family.phrases:
        worth *= IN_KNOWN_PHRASE if any(map(document.is_known, family.phrases)) else IN_PHRASE
    return worth * (_subject_worth(base, family) if document.language == TABLED else 1.0)


def _subject_worth(base: str, family: Family) -> float:
    """How much of a subject an English noun is; one that the table does not know may be a slip unless it comes again."""
    known = word(base)
    if known is None:
        return float(family.times > 1)
    return SORTS.get(known.sort, 1.0) * (0.6 + known.level / 5)


def _chances(document: _Document, scale: int) -> dict[str, float]:
    """How likely each word is a heading, by its rank, the likeliest first."""
    merits = {family.stem: _merit(family, document) for family in document.families.values()}
    ranked = sorted((stem for stem, worth in merits.items() if worth), key=lambda stem: (-merits[stem], stem))
    step = SLOPE / max(FEW, min(document.size, scale))
    return {stem: chance for rank, stem in enumerate(ranked) if (chance := BEST - step * rank) >= LEAST}


# --- Headings -----------------------------------------------------------------------------------------


def _headings(document: _Document, chances: Mapping[str, float]) -> list[Heading]:
    """Words that could be headings, the likeliest first, those that go together made a phrase."""
    found: list[Heading] = []
    taken: set[str] = set()
    for stem, chance in chances.items():
        if stem not in taken and (heading := _heading(document.families[stem], document, chances, taken)):
            taken.update(heading.stems)
            found.append(heading._replace(chance=chance))
    return found


def _heading(
    family: Family, document: _Document, chances: Mapping[str, float], taken: Collection[str]
) -> Heading | None:
    """The heading for a word: itself, or the phrase that stands for it; none where that is a heading already."""
    texts = frozenset(family.texts)
    pair = _best_phrase(family, document, chances)
    alone = Heading(_in_print(family.base, family, document), (family.stem,), texts, frozenset(family.stretches))
    if not pair:
        return alone if family.base not in listed(document.language, "general") else None
    partner = document.families[pair[1] if pair[0] == family.stem else pair[0]]
    is_bound = family.phrases[pair] >= SHARED * partner.times
    if partner.stem in taken:
        return None if is_bound or texts <= partner.texts.keys() else alone
    if is_bound and partner.stem in chances:
        stems, together = (family.stem, partner.stem), texts.union(partner.texts)
        return Heading(_phrase_in_print(pair, document), stems, together, alone.stretches.union(partner.stretches))
    return alone._replace(label=_phrase_in_print(pair, document))


def _best_phrase(family: Family, document: _Document, chances: Mapping[str, float]) -> Pair | None:
    """The phrase that stands for a word: most of its occurrences are in it."""
    known = {pair: document.is_known(pair) for pair in family.phrases}
    enough = (
        pair for pair, at in family.phrases.items() if at >= family.times * (SHARED_KNOWN if known[pair] else SHARED)
    )
    return min(
        enough,
        key=lambda pair: (
            -family.phrases[pair] * (1 + known[pair]),
            -sum(chances.get(stem, 0.0) for stem in pair),
            pair,
        ),
        default=None,
    )


def _in_print(base: str, family: Family, document: _Document) -> str:
    """A noun in the number that headings have it in."""
    if document.language != TABLED:
        return family.form
    plurals = sum(times for form, times in family.forms.items() if form != singular(form))
    known = word(base)
    is_single = bool(UNCOUNTED_ENDING.search(base))
    if known and known.number == "s":
        is_single = False
    elif known:
        is_single |= known.number == "m" or known.sort in UNCOUNTED
    is_single |= known is not None and known.sort in STUFF and family.mass > plurals
    return base if is_single and 2 * plurals <= family.bases.total() else plural(base)


def _phrase_in_print(pair: Pair, document: _Document) -> str:
    """A phrase in its commonest wording, an English one with its noun in the number of headings."""
    *before, last = document.wording(pair).split()
    if document.language == TABLED:
        last = _in_print(singular(last), document.families[pair[len(before) > 1]], document)
    return " ".join((*before, last))


def _chosen(pool: Iterable[Heading], most: int) -> list[Heading]:
    """The best headings, one by one."""
    left, chosen, covered = list(pool), list[Heading](), Counter[int]()

    def worth(heading: Heading) -> float:
        return heading.chance * sum(DISCOUNT ** covered[at] for at in heading.stretches) / len(heading.stretches)

    while left and len(chosen) < most:
        best = max(left, key=worth)
        if worth(best) < LEAST:
            break
        left.remove(best)
        chosen.append(best)
        covered.update(best.stretches)
    return chosen


def _joined(chosen: Iterable[Heading], language: str) -> list[Heading]:
    """The headings, those that stand for the very same texts made one, both named where the texts are several."""
    by_texts: defaultdict[frozenset[int], list[Heading]] = defaultdict(list)
    for each in chosen:
        by_texts[each.texts].append(each)
    return [_as_one(same, language) for same in by_texts.values()]


def _as_one(same: Sequence[Heading], language: str) -> Heading:
    first, *rest = same
    if not rest or len(first.texts) == 1:
        return first
    are_words = language == TABLED and " " not in first.label + rest[0].label
    label = f"{first.label} and {rest[0].label}" if are_words else first.label
    return first._replace(label=label, stems=tuple(stem for each in same for stem in each.stems))


# --- The vocabulary -----------------------------------------------------------------------------------


def _identity(heading: Heading) -> str:
    return re.sub(r"[^\w]+", "-", heading.label.casefold()).strip("-")


def _related(chosen: Sequence[Heading]) -> defaultdict[int, list[str]]:
    """The ids of the headings that share texts with each."""
    related: defaultdict[int, list[str]] = defaultdict(list)
    for (at, one), (to, other) in combinations(enumerate(chosen), 2):
        shared = len(one.texts & other.texts)
        if shared > 1 and shared >= RELATED * min(len(one.texts), len(other.texts)):
            related[at].append(_identity(other))
            related[to].append(_identity(one))
    return related


def _entry(heading: Heading, document: _Document, related: Iterable[str]) -> ThemeTerms:
    bases = dict.fromkeys(document.families[stem].base or stem for stem in heading.stems)
    label = heading.label[0].upper() + heading.label[1:]
    return ThemeTerms(Theme(_identity(heading), label, see_also=tuple(related)), tuple(map(Term, bases)))
