"""What is doubtful in a vocabulary: terms that never match, that clash or stand in each other's way, or catch too much."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import takewhile

from hsreport.enrich.themes.assign import ThemedText
from hsreport.enrich.themes.phrases import Hit, PhraseTable, samples, stemmer, words_by_stem, words_of
from hsreport.enrich.themes.vocabulary import Term, ThemeTerms, Vocabulary
from hsreport.findings import finding
from hsreport.language.words import TABLED, listed, rarities
from hsreport.values import Finding

INFLECTIONS = listed(TABLED, "inflections") | {""}
"""Endings of English words that leave the meaning of the word before them; others may not."""
SHOWN = 5
"""Words or terms that a finding lists; of more it gives the number."""


def inspect(vocabulary: Vocabulary, texts: Sequence[ThemedText] = ()) -> tuple[Finding, ...]:
    """Findings on a vocabulary, kind by kind, in its order. With `texts`, also on terms that are in none of them.

    Which words a term catches beyond its own is looked up among the common words of the language (English has a
    list) and in the texts.
    """
    families = _families(vocabulary, texts)
    return (
        *_clashes(vocabulary),
        *(found for entry in vocabulary.entries for found in _shadows(entry, vocabulary)),
        *(found for entry in vocabulary.entries for found in _wide(entry, families, vocabulary.language)),
        *(_unmet(vocabulary, texts) if texts else ()),
    )


def _clashes(vocabulary: Vocabulary) -> Iterator[Finding]:
    """Terms that carry two themes alone, so that neither is told from the other by them."""
    owners: defaultdict[str, set[str]] = defaultdict(set)
    for entry in vocabulary.entries:
        for term in entry.terms:
            if term.weight >= vocabulary.threshold and not term.company:
                owners[term.words].add(entry.theme.id)
    table = PhraseTable(owners, vocabulary.language, vocabulary.gap)
    by_number = list(owners.values())
    for words, own in owners.items():
        everywhere = _whole_in_all(words, table)
        themes = sorted(own.union(*(by_number[number] for number in everywhere)))
        if len(themes) > 1:
            yield finding("HS411", None, words=words, themes=in_quotes(themes))


def _whole_in_all(words: str, table: PhraseTable) -> set[int]:
    """The phrases that cover whatever a phrase finds, from its first word to its last."""
    found = ({hit.phrase for hit in table.hits(sample) if _is_whole(hit, sample)} for sample in samples(words))
    return set[int].intersection(*found)


def _is_whole(hit: Hit, sample: str) -> bool:
    return hit.start == 0 and hit.end == len(sample)


def _shadows(entry: ThemeTerms, vocabulary: Vocabulary) -> Iterator[Finding]:
    """Terms that add nothing to another of their theme, and those that an exclusion never lets count."""
    free = {term.words: term for term in entry.terms if not term.company and not term.unless}
    table = PhraseTable(free, vocabulary.language, vocabulary.gap)
    others = list(free.values())
    barring = PhraseTable((*entry.unless, *vocabulary.unless), vocabulary.language, vocabulary.gap)
    for term in entry.terms:
        found = set[int].intersection(*({hit.phrase for hit in table.hits(each)} for each in samples(term.words)))
        stronger = [other.words for other in map(others.__getitem__, sorted(found)) if _outdoes(other, term)]
        if stronger:
            yield finding("HS412", None, theme=entry.theme.id, words=term.words, other=stronger[0])
        if _whole_in_all(term.words, barring):
            yield finding("HS413", None, theme=entry.theme.id, words=term.words)


def _outdoes(other: Term, term: Term) -> bool:
    return other.words != term.words and other.weight >= term.weight


def _families(vocabulary: Vocabulary, texts: Iterable[ThemedText]) -> defaultdict[str, set[str]]:
    """The words of the language and of the texts by their stem."""
    stem = stemmer(vocabulary.language)
    families: defaultdict[str, set[str]] = defaultdict(set)
    printed = (text.text[slice(*word)] for text in texts for run in words_of(text.text) for word in run)
    known = (word.casefold() for word in printed if word.isalpha())
    for word in {*rarities(vocabulary.language), *known}:
        families[stem(word)].add(word)
    return families


def _wide(entry: ThemeTerms, families: Mapping[str, set[str]], language: str) -> Iterator[Finding]:
    """Single words whose stem joins them with words that may mean something else."""
    stem = stemmer(language)
    for term in entry.terms:
        for word in words_by_stem(term.words):
            strangers = sorted(other for other in families[stem(word)] if not _are_inflections(word, other))
            if strangers:
                yield finding("HS414", None, theme=entry.theme.id, words=word, others=in_quotes(strangers))


def _are_inflections(one: str, other: str) -> bool:
    """Whether two words of one stem differ by endings alone that leave the meaning."""
    shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
    return any({one[at:], other[at:]} <= INFLECTIONS for at in range(shared + 1))


def _unmet(vocabulary: Vocabulary, texts: Sequence[ThemedText]) -> Iterator[Finding]:
    """For each theme, its terms that are in none of the texts."""
    phrases = [term.words for entry in vocabulary.entries for term in entry.terms]
    table = PhraseTable(phrases, vocabulary.language, vocabulary.gap)
    met = {hit.phrase for text in texts for hit in table.hits(text.text, text.skip)}
    for entry in vocabulary.entries:
        unmet = [term.words for term in entry.terms if table.numbers[term.words] not in met]
        if unmet:
            count = f"{len(unmet)} of {len(entry.terms)}"
            yield finding("HS415", None, theme=entry.theme.id, count=count, words=in_quotes(unmet))


def in_quotes(words: Sequence[str]) -> str:
    """The first words of a list, in quotes."""
    more = f" and {len(words) - SHOWN} more" if len(words) > SHOWN else ""
    return ", ".join(f"“{word}”" for word in words[:SHOWN]) + more
