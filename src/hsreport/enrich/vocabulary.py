"""Vocabularies: the themes of an appendix and the words that speak for them, read from TOML.

A term is one or more words. Each word stands for its whole family by the stemmer of the vocabulary's language;
docs/reference/vocabulary.md has the marks that make a word narrower or wider.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from importlib.resources import files
from typing import Annotated

import msgspec

from hsreport.enrich.phrases import STEMMERS, reading_count, word_count
from hsreport.errors import SettingsError
from hsreport.model import Theme
from hsreport.settings import as_settings, close_match, parse_toml
from hsreport.values import Value

Weight = Annotated[float, msgspec.Meta(ge=0, le=10)]
Phrase = Annotated[str, msgspec.Meta(min_length=1)]
Identifier = Annotated[str, msgspec.Meta(pattern="^[a-z][a-z0-9-]*$")]

MOST_READINGS = 1000
"""How many phrases a term with alternatives may stand for."""


class Term(Value, frozen=True):
    """Words that speak for a theme, and on what conditions."""

    words: Phrase
    weight: Weight = 1.0
    company: tuple[Phrase, ...] = ()
    """The term counts only where one of these stands in the same sentence."""
    unless: tuple[Phrase, ...] = ()
    """The term does not count where it is part of one of these."""


class ThemeTerms(Value, frozen=True):
    """A theme with all that its vocabulary says about finding it."""

    theme: Theme
    terms: tuple[Term, ...] = ()
    unless: tuple[Phrase, ...] = ()
    """No term of the theme counts where it is part of one of these."""


class Vocabulary(Value, frozen=True):
    """Themes in the order of print, the words that speak for them, and how much is enough."""

    title: str
    entries: tuple[ThemeTerms, ...]
    language: str = "en"
    """Language of the terms, as a BCP 47 tag; its stemmer matches them."""
    threshold: float = 1.0
    """The score from which a theme is assigned."""
    weak: float = 0.5
    """The score from which a theme is kept as a weak assignment, which is not printed."""
    session_title: float = 0.5
    """What the title of the session adds to a theme that it names, where the text itself speaks for it too."""
    gap: int = 3
    """How many words may stand where a term has "..."."""
    unless: tuple[Phrase, ...] = ()
    """No term at all counts where it is part of one of these."""

    @property
    def themes(self) -> tuple[Theme, ...]:
        return tuple(entry.theme for entry in self.entries)

    def phrases(self) -> Iterator[str]:
        """Everything that is looked for in a text: terms, the company they need, what they yield to."""
        yield from self.unless
        for entry in self.entries:
            yield from entry.unless
            for term in entry.terms:
                yield from (term.words, *term.company, *term.unless)


# --- The file -----------------------------------------------------------------------------------------


class _TermTable(Value, frozen=True):
    words: Phrase
    weight: Weight | None = None
    company: tuple[Phrase, ...] = ()
    unless: tuple[Phrase, ...] = ()


class _ThemeTable(Value, frozen=True):
    id: Identifier
    label: Phrase
    scope: str = ""
    broader: str = ""
    see_also: tuple[str, ...] = ()
    terms: tuple[Phrase | _TermTable, ...] = ()
    hints: tuple[Phrase | _TermTable, ...] = ()
    unless: tuple[Phrase, ...] = ()


class _File(Value, frozen=True):
    title: str
    theme: tuple[_ThemeTable, ...]
    language: str = "en"
    threshold: Annotated[float, msgspec.Meta(gt=0)] = 1.0
    weak: Annotated[float, msgspec.Meta(gt=0)] = 0.5
    hint: Weight = 0.5
    session_title: Weight = 0.5
    gap: Annotated[int, msgspec.Meta(ge=0, le=12)] = 3
    unless: tuple[Phrase, ...] = ()


def parse_vocabulary(text: str, file: str) -> Vocabulary:
    """The vocabulary in a TOML text; `file` is its name for messages.

    Raises `SettingsError` for what is no TOML, for an unknown key, theme or language (with the nearest known
    one), and for a term without a word.
    """
    raw = as_settings(parse_toml(text, file), _File, file)
    _refuse_strangers(raw, file)
    vocabulary = Vocabulary(
        title=raw.title,
        entries=tuple(_entry(table, raw.hint) for table in raw.theme),
        language=raw.language,
        threshold=raw.threshold,
        weak=min(raw.weak, raw.threshold),
        session_title=raw.session_title,
        gap=raw.gap,
        unless=raw.unless,
    )
    _refuse_unusable(vocabulary, file)
    return vocabulary


def builtin_names() -> tuple[str, ...]:
    """Names of the vocabularies that come with hsreport."""
    found = (path.name for path in files("hsreport.themes").iterdir())
    return tuple(sorted(name.removesuffix(".toml") for name in found if name.endswith(".toml")))


def builtin_vocabulary(name: str) -> Vocabulary:
    """The built-in vocabulary of that name; a `SettingsError` names the nearest one there is."""
    if name not in builtin_names():
        raise SettingsError(f"no vocabulary is called “{name}”", hint=close_match(name, builtin_names()))
    source = files("hsreport.themes").joinpath(f"{name}.toml")
    return parse_vocabulary(source.read_text(encoding="utf-8"), f"{name}.toml")


def _entry(table: _ThemeTable, hint: float) -> ThemeTerms:
    theme = Theme(table.id, table.label, table.scope, table.broader, table.see_also)
    terms = (*(_term(each, 1.0) for each in table.terms), *(_term(each, hint) for each in table.hints))
    return ThemeTerms(theme, terms, table.unless)


def _term(each: str | _TermTable, weight: float) -> Term:
    if isinstance(each, str):
        return Term(each, weight)
    return Term(each.words, weight if each.weight is None else each.weight, each.company, each.unless)


# --- What is wrong in it ------------------------------------------------------------------------------


def _refuse_strangers(raw: _File, file: str) -> None:
    """Ids given twice, relations to themes that are not there, a language without a stemmer."""
    twice = next((name for name, times in Counter(table.id for table in raw.theme).items() if times > 1), None)
    if twice:
        raise SettingsError(
            f"two themes have the id “{twice}”", file=file, hint="rename one, or put their terms together"
        )
    known = {table.id for table in raw.theme}
    for table in raw.theme:
        _refuse_unknown((*table.see_also, *filter(None, [table.broader])), known - {table.id}, table.id, file)
    if raw.language.partition("-")[0] not in STEMMERS:
        hint = close_match(raw.language, STEMMERS)
        raise SettingsError(f"no stemmer for the language “{raw.language}”", file=file, hint=hint)


def _refuse_unknown(named: Iterable[str], known: set[str], theme: str, file: str) -> None:
    for name in named:
        if name not in known:
            hint = close_match(name, sorted(known))
            raise SettingsError(f"theme “{theme}” refers to “{name}”, which is no other theme", file=file, hint=hint)


def _refuse_unusable(vocabulary: Vocabulary, file: str) -> None:
    """Terms without a word, and those whose alternatives multiply beyond measure."""
    for phrase in vocabulary.phrases():
        if not word_count(phrase):
            raise SettingsError(f"the term “{phrase}” has no word", file=file, hint="write at least one word or number")
        if reading_count(phrase) > MOST_READINGS:
            message = f"the term “{phrase}” stands for more than {MOST_READINGS} phrases"
            raise SettingsError(message, file=file, hint="make several terms of it, with fewer alternatives each")
