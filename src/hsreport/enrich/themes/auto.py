"""Which themes a document gets where none are named: those of the shipped vocabularies that fit it, else its own subjects."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from hsreport.enrich.themes.assign import ThemedText, assign
from hsreport.enrich.themes.inspection import in_quotes
from hsreport.enrich.themes.subjects import found_vocabulary
from hsreport.enrich.themes.vocabulary import Vocabulary, builtin_names, builtin_vocabulary, laid_over
from hsreport.findings import finding
from hsreport.language.spellings import folded
from hsreport.model import Speaker, Symposium
from hsreport.values import Finding

SAMPLE = 24
"""Texts that a vocabulary is tried on, at most, taken evenly from the document."""
FEWEST = 8
"""Texts below which nothing can be told from how many speak of a vocabulary's themes."""
COVERED, THEMES_EACH = 0.8, 1.5
"""Which part of the texts a vocabulary must speak of, and how many themes they must have on average."""
COVERED_IF_NAMED = 0.5
"""Which part is enough where a title names the vocabulary's subject."""
MOSTLY_SAID = 0.33
"""Which part of the texts must be points and discussion for these alone to say what the subjects are."""


class Chosen(NamedTuple):
    """The vocabulary for a document, and what to say of the choice."""

    vocabulary: Vocabulary
    findings: tuple[Finding, ...] = ()
    is_own: bool = False
    """Whether the themes were found in the document itself."""


def for_document(
    vocabulary: Vocabulary, texts: Sequence[ThemedText], symposium: Symposium, speakers: Iterable[Speaker]
) -> Chosen:
    """The vocabulary itself, or where it leaves the choice open, what is chosen for this document."""
    if not vocabulary.laid:
        return Chosen(vocabulary)
    titles = _titles(symposium)
    shipped = (builtin_vocabulary(name) for name in builtin_names())
    fitting = [each for each in shipped if fits(each, texts, titles)]
    found = _together(fitting) if fitting else own_subjects(texts, symposium, speakers)
    chosen = laid_over(found, vocabulary.laid, "hsreport.toml")
    if fitting:
        return Chosen(chosen, (finding("HS404", None, what=found.title),))
    return Chosen(
        chosen,
        (finding("HS405", None, what=in_quotes([theme.label for theme in found.themes]) or "none"),),
        is_own=True,
    )


def own_subjects(
    texts: Sequence[ThemedText], symposium: Symposium, speakers: Iterable[Speaker], most: int | None = None
) -> Vocabulary:
    """The subjects of a document as a vocabulary, `most` of them or as many as an index would have."""
    said = [text for text in texts if text.is_said]
    telling = said if len(said) >= MOSTLY_SAID * len(texts) else texts
    return found_vocabulary(telling, _titles(symposium), _names(symposium, speakers), most)


def _titles(symposium: Symposium) -> list[str]:
    return [*(item.text for item in symposium.head), *(session.title for session in symposium.sessions)]


def fits(vocabulary: Vocabulary, texts: Sequence[ThemedText], titles: Iterable[str]) -> bool:
    """Whether a document is about what a vocabulary is about: most of its texts have several of the themes."""
    sample = [text for text in texts if text.is_said][:: len(texts) // SAMPLE + 1]
    found = [each for each in assign(sample, vocabulary) if each.strong]
    covered = len({each.anchor for each in found})
    if covered >= COVERED_IF_NAMED * len(sample) and any(folded(vocabulary.title) in folded(title) for title in titles):
        return covered > 0
    return len(sample) >= FEWEST and covered >= COVERED * len(sample) and len(found) >= THEMES_EACH * len(sample)


def _together(vocabularies: Sequence[Vocabulary]) -> Vocabulary:
    """Several vocabularies as one; a theme that two have is the first one's."""
    first, *others = vocabularies
    entries = {entry.theme.id: entry for each in (*reversed(others), first) for entry in each.entries}
    return (
        replace(first, title=", ".join(each.title for each in vocabularies), entries=tuple(entries.values()))
        if others
        else first
    )


def _names(symposium: Symposium, speakers: Iterable[Speaker]) -> frozenset[str]:
    """The words of the names of everyone in the document."""
    people = (name for speaker in speakers for name in (speaker.name.display, *speaker.variants))
    introduced = (name.display for name in symposium.introduced)
    return frozenset(word for name in (*people, *introduced) for word in folded(name).split() if len(word) > 2)
