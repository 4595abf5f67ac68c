"""Which themes a text speaks of, and by what words: evidence, added up and held against a threshold.

The score of a theme is the sum of its evidence: the weight of each term found, once however often it stands
there, and a little for the title of the session and for the speaker's other points, where the text itself speaks of
the theme too.
"""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from msgspec.structs import replace

from hsreport.enrich.themes.phrases import Hit, PhraseTable, Span
from hsreport.enrich.themes.vocabulary import Term, Vocabulary
from hsreport.entries import Assignment
from hsreport.language.sentences import sentence_spans
from hsreport.model import Passage, Symposium
from hsreport.parts import CITED
from hsreport.values import Evidence, EvidencePart, SourceSpan


class ThemedText(NamedTuple):
    """A text that themes are looked for in."""

    anchor: str
    text: str
    session_title: str = ""
    skip: tuple[Span, ...] = ()
    """Where the text says who speaks, not what of: no word there counts."""
    speakers: tuple[str, ...] = ()
    """Ids of those who say it, where they are known."""
    number: int | None = None
    """The point's number; a discussion, a decision or an action has none."""
    span: SourceSpan = SourceSpan(0, 0)
    is_said: bool = True
    """Whether it is anything but the rapporteur's own words."""


def themed_texts(symposium: Symposium, said_by: Mapping[int, tuple[str, ...]] | None = None) -> tuple[ThemedText, ...]:
    """All that was said, discussed, settled and told, in the order of the document; `said_by` knows the speakers of a point."""
    who = said_by or {}
    return tuple(_themed(each, who) for each in symposium.passages() if each.themed)


def _themed(each: Passage, said_by: Mapping[int, tuple[str, ...]]) -> ThemedText:
    title = each.session.title if each.session else ""
    number = each.point.number if each.point else None
    return ThemedText(
        each.anchor,
        each.text,
        title,
        tuple(_naming(each)),
        said_by.get(number or 0, ()),
        number,
        each.span,
        each.kind in CITED,
    )


def _naming(each: Passage) -> Iterator[Span]:
    """Where a point says who speaks: the words of the attributions, affiliations included."""
    for voice in each.naming:
        printed = voice.attribution.printed
        start = each.text.find(printed, voice.start, voice.end) if printed else -1
        if start >= 0:
            yield start, start + len(printed)


def assign(texts: Iterable[ThemedText], vocabulary: Vocabulary) -> tuple[Assignment, ...]:
    """The themes of each text, in the order of the texts and, within one, of the vocabulary.

    Weak assignments come along, marked as such. Cost grows with the length of the texts and with the size of the
    vocabulary, not with their product.
    """
    indexer = made_ready(vocabulary)
    points: Counter[str] = Counter()
    found: list[_Said] = []
    for text in texts:
        points.update(text.speakers)
        found += ((text.speakers, each) for each in indexer.assigned(text))
    if vocabulary.speaker:
        found = _with_speakers(found, points, vocabulary)
    return tuple(each for _, each in found if each.score >= vocabulary.weak)


_Said = tuple[tuple[str, ...], Assignment]
"""An assignment, and the speakers of the text that it is for."""


@lru_cache(maxsize=8)
def made_ready(vocabulary: Vocabulary) -> "_Indexer":
    """The vocabulary made ready for matching, once for all the texts of a run."""
    return _Indexer(vocabulary)


def _with_speakers(found: Sequence[_Said], points: Mapping[str, int], vocabulary: Vocabulary) -> list[_Said]:
    """The assignments with what the speaker's other points say of the theme; `points` counts those of each speaker.

    Only what these carry by themselves counts, so that no two weak assignments make one another strong. Of several
    speakers the one whose points carry the theme the most counts.
    """
    carried = Counter((speaker, each.theme) for speakers, each in found if each.strong for speaker in speakers)

    def others(speakers: tuple[str, ...], each: Assignment) -> tuple[int, int]:
        shares = ((carried[speaker, each.theme] - each.strong, points[speaker] - 1) for speaker in speakers)
        return max((share for share in shares if share[0]), key=lambda share: share[0] / share[1], default=(0, 0))

    return [(speakers, _supported(each, *others(speakers, each), vocabulary)) for speakers, each in found]


def _supported(each: Assignment, carrying: int, others: int, vocabulary: Vocabulary) -> Assignment:
    """An assignment with the evidence that so many of the speaker's other points carry its theme."""
    if not carrying:
        return each
    weight = round(vocabulary.speaker * carrying / others, 3)
    evidence = Evidence(0, 0, f"{carrying} of {others}", weight, EvidencePart.SPEAKER)
    score = round(each.score + weight, 3)
    return replace(each, score=score, evidence=(*each.evidence, evidence), strong=score >= vocabulary.threshold)


class _Use(NamedTuple):
    """A term as its phrase is met: for which theme, and which phrases it needs or yields to."""

    theme: int
    term: Term
    company: frozenset[int]
    unless: frozenset[int]


class _Match(NamedTuple):
    """A term found in a text, in one of its sentences."""

    term: Term
    hit: Hit
    sentence: int


class _Indexer:
    """A vocabulary made ready for reading texts."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._table = PhraseTable(vocabulary.phrases(), vocabulary.language, vocabulary.gap)
        self._barred = [self._numbers((*entry.unless, *vocabulary.unless)) for entry in vocabulary.entries]
        """The phrases that no term of a theme may be part of, by the theme's place."""
        self._uses: defaultdict[int, list[_Use]] = defaultdict(list)
        for theme, entry in enumerate(vocabulary.entries):
            for term in entry.terms:
                use = _Use(theme, term, self._numbers(term.company), self._numbers(term.unless))
                self._uses[self._table.numbers[term.words]].append(use)
        self._exclusions = frozenset[int]().union(*self._barred, *(use.unless for use in self._all_uses()))
        self._titles: dict[str, dict[int, Evidence]] = {"": {}}

    def _numbers(self, phrases: Sequence[str]) -> frozenset[int]:
        return frozenset(self._table.numbers[phrase] for phrase in phrases)

    def _all_uses(self) -> Iterator[_Use]:
        return (use for uses in self._uses.values() for use in uses)

    def assigned(self, text: ThemedText) -> Iterator[Assignment]:
        """The themes that the words of one text and the title of its session speak for, in the order of the vocabulary."""
        hits = self._table.hits(text.text, text.skip)
        if not hits:
            return
        sentences = sentence_spans(text.text)
        found = self._matches(hits, sentences)
        for theme in sorted(found):
            evidence = _evidence(found[theme])
            if title := self._title(text.session_title).get(theme):
                evidence.append(title)
            score = round(sum(each.weight for each in evidence), 3)
            first, last = _carrying(found[theme], self._vocabulary.threshold)
            yield Assignment(
                self._vocabulary.entries[theme].theme.id,
                text.anchor,
                score,
                tuple(evidence),
                (sentences[first][0], sentences[last][1]),
                strong=score >= self._vocabulary.threshold,
            )

    def _title(self, title: str) -> dict[int, Evidence]:
        """What the title of a session adds to each theme that it names."""
        if title not in self._titles:
            weight = self._vocabulary.session_title
            found = self._matches(self._table.hits(title), [(0, len(title))]) if weight else {}
            self._titles[title] = {
                theme: Evidence(0, 0, matches[0].term.words, weight, EvidencePart.TITLE)
                for theme, matches in found.items()
                if sum(each.weight for each in _evidence(matches)) >= self._vocabulary.threshold
            }
        return self._titles[title]

    def _matches(self, hits: Sequence[Hit], sentences: Sequence[Span]) -> dict[int, list[_Match]]:
        """The terms that count, by theme."""
        starts = [start for start, _ in sentences]
        placed = [(hit, bisect_right(starts, hit.start) - 1) for hit in hits]
        present = {(hit.phrase, sentence) for hit, sentence in placed}
        barred = self._barred_words(hits)
        found: defaultdict[int, list[_Match]] = defaultdict(list)
        for hit, sentence in placed:
            for use in self._uses.get(hit.phrase, ()):
                alone = use.company and not any((phrase, sentence) in present for phrase in use.company)
                if not alone and not (barred and self._is_barred(use, hit, barred)):
                    found[use.theme].append(_Match(use.term, hit, sentence))
        return {theme: _outermost(matches) for theme, matches in found.items()}

    def _is_barred(self, use: _Use, hit: Hit, barred: dict[int, set[int]]) -> bool:
        """Whether a word of the hit is part of a phrase that the term yields to."""
        phrases = (phrase for word in range(hit.first, hit.last + 1) for phrase in barred.get(word, ()))
        return any(phrase in use.unless or phrase in self._barred[use.theme] for phrase in phrases)

    def _barred_words(self, hits: Sequence[Hit]) -> dict[int, set[int]]:
        """The exclusions that each word of the text is part of."""
        barred: defaultdict[int, set[int]] = defaultdict(set)
        for hit in hits:
            if hit.phrase in self._exclusions:
                for word in range(hit.first, hit.last + 1):
                    barred[word].add(hit.phrase)
        return barred


def _outermost(matches: list[_Match]) -> list[_Match]:
    """Matches in the order of the text, without those that lie within another of the same theme."""
    matches.sort(key=lambda each: (each.hit.first, -each.hit.last, -each.term.weight))
    kept: list[_Match] = []
    for each in matches:
        if not kept or each.hit.last > kept[-1].hit.last:
            kept.append(each)
    return kept


def _evidence(matches: Iterable[_Match]) -> list[Evidence]:
    """The matches as evidence; a term that comes again adds nothing."""
    counted: set[str] = set()
    evidence = []
    for term, hit, _ in matches:
        evidence.append(Evidence(hit.start, hit.end, term.words, 0.0 if term.words in counted else term.weight))
        counted.add(term.words)
    return evidence


def _carrying(matches: Sequence[_Match], threshold: float) -> tuple[int, int]:
    """The sentence with the most evidence, the first of equals; where none has enough alone, all that have some."""
    weights: defaultdict[int, float] = defaultdict(float)
    for each in matches:
        weights[each.sentence] += each.term.weight
    best = max(weights, key=lambda sentence: (weights[sentence], -sentence))
    if weights[best] >= threshold or len(weights) == 1:
        return best, best
    return min(weights), max(weights)
