"""Vocabularies: the themes of an appendix and the words that speak for them, read from TOML.

A term is one or more words. Each word stands for its whole family by the stemmer of the vocabulary's language;
docs/reference/vocabulary.md has the marks that make a word narrower or wider.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Annotated

import msgspec
from msgspec.structs import asdict, replace

from hsreport.enrich.themes.phrases import STEMMERS, reading_count, word_count
from hsreport.entries import Theme
from hsreport.errors import SettingsError
from hsreport.settings import as_settings, close_match, parse_toml
from hsreport.values import Value

Weight = Annotated[float, msgspec.Meta(ge=0, le=10)]
Phrase = Annotated[str, msgspec.Meta(min_length=1)]
Identifier = Annotated[str, msgspec.Meta(pattern="^[a-z][a-z0-9-]*$")]

Threshold = Annotated[float, msgspec.Meta(gt=0)]
Find = Callable[[str], "Vocabulary"]
"""How the vocabulary that a file extends is found by its name."""

AUTO = "auto"
"""The name that leaves it to each document which themes it has."""

MOST_READINGS = 1000
"""How many phrases a term with alternatives may stand for."""


class Order(StrEnum):
    """The order of the themes in print: that of the file, of their labels, or of how much is said on each."""

    FILE = "file"
    LABEL = "label"
    WEIGHT = "weight"


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
    speaker: float = 0.25
    """What a speaker's other points add where all of them carry the theme, and their share of it where some do."""
    continued: float = 0.0
    """What a text that goes on from the one before gets of the first theme of that."""
    order: Order = Order.FILE
    hint: float = 0.5
    """Weight of a term under `hints`."""
    gap: int = 3
    """How many words may stand where a term has "..."."""
    unless: tuple[Phrase, ...] = ()
    """No term at all counts where it is part of one of these."""
    laid: "Laid | None" = None
    """Set where each document is yet to get its themes: what is to be laid over them."""

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


class TermTable(Value, frozen=True):
    """A term with conditions, as a file has it."""

    words: Phrase
    weight: Weight | None = None
    company: tuple[Phrase, ...] = ()
    unless: tuple[Phrase, ...] = ()


class ThemeTable(Value, frozen=True):
    """A table `[[theme]]`: a theme, or what is added to the theme of that id in the vocabulary it extends."""

    id: Identifier
    label: str = ""
    scope: str = ""
    broader: str = ""
    see_also: tuple[str, ...] = ()
    terms: tuple[Phrase | TermTable, ...] = ()
    hints: tuple[Phrase | TermTable, ...] = ()
    unless: tuple[Phrase, ...] = ()
    without: tuple[Phrase, ...] = ()
    merges: tuple[str, ...] = ()
    """Ids of themes that this one takes the place of, with their terms."""
    dropped: bool = False
    """Whether the theme is left out."""


class Laid(Value, frozen=True):
    """What the author settles of themes that are chosen for each document."""

    tables: tuple[ThemeTable, ...] = ()
    order: Order | None = None
    """That of the vocabulary chosen unless set."""


class _File(Value, frozen=True):
    title: str
    extends: str = ""
    theme: tuple[ThemeTable, ...] = ()
    without: tuple[str, ...] = ()
    language: str | None = None
    threshold: Threshold | None = None
    weak: Threshold | None = None
    hint: Weight | None = None
    session_title: Weight | None = None
    speaker: Weight | None = None
    continued: Weight | None = None
    order: Order | None = None
    gap: Annotated[int, msgspec.Meta(ge=0, le=12)] | None = None
    unless: tuple[Phrase, ...] = ()


_OTHER_KEYS = {"extends", "theme", "without", "unless"}
"""The keys of a file that do more than set a value of the vocabulary."""


def parse_vocabulary(text: str, file: str, find: Find | None = None) -> Vocabulary:
    """The vocabulary in a TOML text; `file` is its name for messages.

    `find` gives the vocabulary that it extends; without it, that is one of those built in. Raises `SettingsError`
    for what is no TOML, for an unknown key, theme or language (with the nearest known one), and for a term
    without a word.
    """
    raw = as_settings(parse_toml(text, file), _File, file)
    base = (find or builtin_vocabulary)(raw.extends) if raw.extends else Vocabulary(raw.title, ())
    known = {entry.theme.id for entry in base.entries}
    _refuse_unknown(raw.without, known, f"“without” names “{{}}”, which is no theme of “{base.title}”", file)
    own = {key: value for key, value in asdict(raw).items() if key not in _OTHER_KEYS and value is not None}
    base = replace(_without(base, set(raw.without)), **own, unless=(*base.unless, *raw.unless))
    vocabulary = amended(replace(base, weak=min(base.weak, base.threshold)), raw.theme, file)
    if not (vocabulary.entries or vocabulary.laid):
        raise SettingsError("it has no theme", file=file, hint="add a table [[theme]], or say what it extends")
    return vocabulary


def amended(vocabulary: Vocabulary, tables: Iterable[ThemeTable], file: str) -> Vocabulary:
    """A vocabulary with the themes of a file laid over it: terms are added to a theme that is there.

    A label, a scope note or a broader theme takes the place of the old one. A theme that merges others has their terms too.
    Themes that are new come last. Raises `SettingsError` as `parse_vocabulary` does.
    """
    tables = tuple(tables)
    _refuse_twice(tables, file)
    if vocabulary.laid:
        return replace(vocabulary, laid=replace(vocabulary.laid, tables=(*vocabulary.laid.tables, *tables)))
    entries = {entry.theme.id: entry for entry in vocabulary.entries}
    for table in tables:
        _refuse_unknown(table.merges, set(entries), f"theme “{table.id}” merges “{{}}”, which is no theme", file)
        entries[table.id] = _entry(table, entries.get(table.id), vocabulary.hint, file)
        entries[table.id] = _with_merged(entries[table.id], [entries[each] for each in table.merges])
    gone = {each for table in tables for each in (*table.merges, table.id if table.dropped else "") if each}
    kept = {table.id for table in tables if table.id in table.merges and not table.dropped}
    result = _without(replace(vocabulary, entries=tuple(entries.values())), gone - kept)
    _refuse_strangers(result, file)
    _refuse_unusable(result, file)
    return result


def ordered(vocabulary: Vocabulary, order: Order | None) -> Vocabulary:
    """A vocabulary with its themes in another order; in its own for None."""
    if order and vocabulary.laid:
        return replace(vocabulary, laid=replace(vocabulary.laid, order=order))
    return replace(vocabulary, order=order or vocabulary.order)


def laid_over(found: Vocabulary, laid: Laid, file: str) -> Vocabulary:
    """A vocabulary that was chosen for a document, with the tables that concern it laid over it.

    The themes that they name stand first, in their order. A table without terms, for a theme that is not there, is left out.
    """
    known = {theme.id for theme in found.themes}
    tables = (replace(each, merges=tuple(sorted(known.intersection(each.merges)))) for each in laid.tables)
    concerned = [each for each in tables if each.id in known or each.terms or each.hints or each.merges]
    result = ordered(amended(found, concerned, file), laid.order)
    named = {table.id: at for at, table in enumerate(concerned)}
    return replace(result, entries=tuple(sorted(result.entries, key=lambda each: named.get(each.theme.id, len(named)))))


def builtin_names() -> tuple[str, ...]:
    """Names of the vocabularies that come with hsreport."""
    found = (path.name for path in files("hsreport.themes").iterdir())
    return tuple(sorted(name.removesuffix(".toml") for name in found if name.endswith(".toml")))


@cache
def builtin_vocabulary(name: str) -> Vocabulary:
    """The built-in vocabulary of that name; a `SettingsError` names the nearest one there is."""
    if name == AUTO:
        return Vocabulary(AUTO, (), laid=Laid())
    if name not in builtin_names():
        raise SettingsError(f"no vocabulary is called “{name}”", hint=close_match(name, (AUTO, *builtin_names())))
    source = files("hsreport.themes").joinpath(f"{name}.toml")
    return parse_vocabulary(source.read_text(encoding="utf-8"), f"{name}.toml")


def _without(base: Vocabulary, gone: set[str]) -> Vocabulary:
    """A vocabulary without some themes, and without references to them."""
    kept = tuple(
        replace(
            entry,
            theme=replace(
                entry.theme,
                broader="" if entry.theme.broader in gone else entry.theme.broader,
                see_also=tuple(each for each in entry.theme.see_also if each not in gone),
            ),
        )
        for entry in base.entries
        if entry.theme.id not in gone
    )
    return replace(base, entries=kept)


def _entry(table: ThemeTable, old: ThemeTerms | None, hint: float, file: str) -> ThemeTerms:
    """A theme as its table has it, laid over what was known of it."""
    before = old or ThemeTerms(Theme(table.id, ""))
    theme = Theme(
        table.id,
        table.label or before.theme.label,
        table.scope or before.theme.scope,
        table.broader or before.theme.broader,
        tuple(dict.fromkeys((*before.theme.see_also, *table.see_also))),
    )
    if not theme.label:
        raise SettingsError(
            f"theme “{table.id}” has no label", file=file, hint="give it one, or the id of a known theme"
        )
    listed = {term.words for term in before.terms}
    _refuse_unknown(table.without, listed, f"theme “{table.id}” has no term “{{}}” to leave out", file)
    terms = (*(_term(each, 1.0) for each in table.terms), *(_term(each, hint) for each in table.hints))
    gone = {*table.without, *(term.words for term in terms)}
    kept = (term for term in before.terms if term.words not in gone)
    return ThemeTerms(theme, (*kept, *terms), (*before.unless, *table.unless))


def _with_merged(entry: ThemeTerms, merged: Sequence[ThemeTerms]) -> ThemeTerms:
    """A theme with the terms of others, each once."""
    terms = {term.words: term for each in (*merged, entry) for term in each.terms}
    unless = dict.fromkeys((*entry.unless, *(phrase for each in merged for phrase in each.unless)))
    return replace(entry, terms=tuple(terms.values()), unless=tuple(unless))


def _term(each: str | TermTable, weight: float) -> Term:
    if isinstance(each, str):
        return Term(each, weight)
    return Term(each.words, weight if each.weight is None else each.weight, each.company, each.unless)


# --- What is wrong in it ------------------------------------------------------------------------------


def _refuse_twice(tables: Iterable[ThemeTable], file: str) -> None:
    twice = next((name for name, times in Counter(table.id for table in tables).items() if times > 1), None)
    if twice:
        raise SettingsError(
            f"two themes have the id “{twice}”", file=file, hint="rename one, or put their terms together"
        )


def _refuse_strangers(vocabulary: Vocabulary, file: str) -> None:
    """Relations to themes that are not there, a language without a stemmer."""
    known = {theme.id for theme in vocabulary.themes}
    for theme in vocabulary.themes:
        named = (*theme.see_also, *filter(None, [theme.broader]))
        _refuse_unknown(
            named, known - {theme.id}, f"theme “{theme.id}” refers to “{{}}”, which is no other theme", file
        )
    if vocabulary.language.partition("-")[0] not in STEMMERS:
        hint = close_match(vocabulary.language, STEMMERS)
        raise SettingsError(f"no stemmer for the language “{vocabulary.language}”", file=file, hint=hint)


def _refuse_unknown(named: Iterable[str], known: set[str], message: str, file: str) -> None:
    """Refuse the first name that is not known; it stands for the braces in the message."""
    for name in named:
        if name not in known:
            raise SettingsError(message.format(name), file=file, hint=close_match(name, sorted(known)))


def _refuse_unusable(vocabulary: Vocabulary, file: str) -> None:
    """Terms without a word, and those whose alternatives multiply beyond measure."""
    for phrase in vocabulary.phrases():
        if not word_count(phrase):
            raise SettingsError(f"the term “{phrase}” has no word", file=file, hint="write at least one word or number")
        if reading_count(phrase) > MOST_READINGS:
            message = f"the term “{phrase}” stands for more than {MOST_READINGS} phrases"
            raise SettingsError(message, file=file, hint="make several terms of it, with fewer alternatives each")
