"""Subjects of a text that no term of a vocabulary covers: proposals for an editor, no assignments."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from hsreport.enrich.themes.assign import ThemedText, assign
from hsreport.enrich.themes.phrases import PhraseTable
from hsreport.enrich.themes.vocabulary import ThemeTerms, Vocabulary
from hsreport.entries import Assignment
from hsreport.values import Value


class Suggestion(Value, frozen=True):
    """A theme that could be, with the texts it stands in."""

    entry: ThemeTerms
    anchors: tuple[str, ...]
    theme: str = ""
    """The theme that most of these texts have, for which the words may be terms; empty where it may be one of its own."""


def suggestions(
    found: Vocabulary, texts: Sequence[ThemedText], assignments: Iterable[Assignment], vocabulary: Vocabulary
) -> Iterator[Suggestion]:
    """The subjects found in the texts, the most important first, but those that a term of the vocabulary touches."""
    themes = _themes_by_anchor(assignments)
    where: defaultdict[str, list[str]] = defaultdict(list)
    for each in assign(texts, found):
        where[each.theme].append(each.anchor)
    terms = (term.words for entry in vocabulary.entries for term in entry.terms)
    table = PhraseTable(terms, vocabulary.language, vocabulary.gap)
    for entry in found.entries:
        if not any(table.hits(text) for text in (entry.theme.label, *(term.words for term in entry.terms))):
            anchors = tuple(where[entry.theme.id])
            yield Suggestion(entry, anchors, _prevalent(anchors, themes))


def _themes_by_anchor(assignments: Iterable[Assignment]) -> dict[str, set[str]]:
    themes: defaultdict[str, set[str]] = defaultdict(set)
    for each in assignments:
        if each.strong:
            themes[each.anchor].add(each.theme)
    return themes


def _prevalent(anchors: Sequence[str], themes: Mapping[str, set[str]]) -> str:
    """The theme that more than half of the texts have; the first by name of equals."""
    counted = Counter(theme for anchor in anchors for theme in themes.get(anchor, ()))
    best = min(counted, key=lambda theme: (-counted[theme], theme), default="")
    return best if counted[best] * 2 > len(anchors) else ""
