"""What is known of the words of a language: how common, what part of speech, of what sort, how much of a subject.

The tables are data, for English a folder (`en/`, whose LICENSES.md says where they are from), for other languages a few
lists in `lists.toml`: there a noun is told by the article before it.
"""

import re
import tomllib
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from importlib.resources import files
from itertools import islice
from typing import NamedTuple

FUNCTION, COMMONEST, COMMON, RARE = range(4)
"""How rare a word is; function words have no subject of their own."""

NOUN, PLURAL, VERB, THIRD, PAST, PARTICIPLE, GERUND, ADJECTIVE, ADVERB, OTHER = "nsvzdpgjrx"
"""Parts of speech, as the tables write them; a third person ("treats") is told from a plural by its neighbours."""

TABLED = "en"
"""The language that has a table of words."""
TELLING = 0.15
"""The share of a text's words that must be function words of its language."""
ENOUGH = 2000
"""Words that are looked at to tell a language."""

_ENDINGS = (("ly", ADVERB), ("ed", PAST), ("ing", GERUND), ("ise", VERB), ("ize", VERB), ("ify", VERB))
_ADJECTIVE = re.compile(r".{2,}(?:ous|ful|able|ible|ive|less|ish|ic|ical|al)")
_UNINFLECTED = re.compile(r".*(?:ss|us|is|ous)|.{1,3}")
_ALIKE, _TIED = (
    re.compile(".*(?:fish|deer|sheep|salmon|trout|(?:air|space|water|hover)craft)"),
    re.compile("(.+?)(-(?:in|of|by|to|on|at)(?:-.+)?)"),
)
_AMERICAN = re.compile("is(?=e[sd]?$|ing$|ations?$)")
_LETTERS = re.compile(r"[^\W\d_]+")


class Word(NamedTuple):
    """A row of the table: a base form or an irregular one."""

    kinds: str = ""
    """Parts of speech that the word may be, the likeliest first."""
    number: str = ""
    """How headings have the noun: "s" in the plural, "m" not; empty where that is not known."""
    sort: str = ""
    """The class of most of the noun's senses, a letter: "p" persons, "z" times; `scripts/word_lists.py` has them all."""
    level: int = 0
    """How much of a subject the noun is: from 0, in no heading, to 9."""
    other: str = ""
    """The irregular plural, after ">"; of an irregular plural its singular."""
    before: str = ""
    """The words that make with the noun a heading of library catalogues: "drinking" before "fountain"."""


def _text(language: str, name: str) -> str:
    source = files("hsreport.language").joinpath(language, name)
    return source.read_text(encoding="utf-8") if source.is_file() else ""


def _subtag(language: str) -> str:
    return language.partition("-")[0]


@cache
def _lists() -> Mapping[str, Mapping[str, frozenset[str]]]:
    tables = tomllib.loads(files("hsreport.language").joinpath("lists.toml").read_text(encoding="utf-8"))
    return {code: {key: frozenset(text.split()) for key, text in table.items()} for code, table in tables.items()}


def listed(language: str, key: str) -> frozenset[str]:
    """A short list of a language, as `lists.toml` names it: "ties", "articles"; empty where it has none."""
    return _lists().get(_subtag(language), {}).get(key, frozenset())


@cache
def rarities(language: str) -> Mapping[str, int]:
    """How rare each listed word is, in lower case; empty for a language without a list, in which nothing is known.

    `language` is a BCP 47 tag. Common words are listed for English, function words for the languages of `lists.toml`.
    """
    if _subtag(language) != TABLED:
        return dict.fromkeys(sorted(listed(language, "function")), FUNCTION)
    lines = _text(TABLED, "common.txt").splitlines(keepends=True)
    paragraphs = "".join(line for line in lines if line[0] != "#").strip().split("\n\n")
    return {each: rarity for rarity, words in enumerate(paragraphs) for each in words.split()}


@cache
def boilerplate(language: str) -> frozenset[str]:
    """Words of the genre, that are no subject of any one meeting: "agenda", "participant"."""
    lines = _text(TABLED, "boilerplate.txt").splitlines() if _subtag(language) == TABLED else []
    return listed(language, "boilerplate") | frozenset(" ".join(line for line in lines if line[:1] != "#").split())


def language_of(texts: Iterable[str]) -> str:
    """The language whose function words the texts have most of; English where none has enough."""
    words = list(islice((each for text in texts for each in _LETTERS.findall(text.casefold())), ENOUGH))
    shares = {
        code: sum(rarities(code).get(each) == FUNCTION for each in words) / max(len(words), 1)
        for code in sorted(_lists(), key=lambda code: (code != TABLED, code))
    }
    best = max(shares, key=lambda code: shares[code])
    return best if shares[best] >= TELLING else TABLED


# --- The table of English words -------------------------------------------------------------------------


@cache
def _rows() -> list[str]:
    return _text(TABLED, "words.tsv").splitlines()


@lru_cache(maxsize=1 << 16)
def word(form: str) -> Word | None:
    """The row of an English word in lower case; None for one that the table does not have."""
    rows = _rows()
    at = bisect_left(rows, form + "\t")
    cells = rows[at].split("\t") if at < len(rows) else [""]
    if cells[0] != form:
        return None
    kinds, sort, level, other, before = (*cells[1:], "", "", "", "")[:5]
    kinds, _, number = kinds.partition("+")
    return Word(kinds, number, sort, int(level or 0), other, before)


@lru_cache(maxsize=1 << 16)
def singular(form: str) -> str:
    """The singular of an English noun: itself where no other is known."""
    known = word(form)
    if known and known.other[:1] not in {"", ">"}:
        return known.other
    if (known and NOUN in known.kinds) or not form.endswith("s") or _UNINFLECTED.fullmatch(form):
        return form
    bases = (form[:-3] + "y" if form.endswith("ies") else "", form[:-1], form[:-2] if form.endswith("es") else "")
    return next((base for base in bases if NOUN in (word(base) or Word()).kinds), bases[0] or form[:-1])


def plural(noun: str) -> str:
    """The plural of an English noun: "leaves", "policies"; by rule where the table has no other."""
    known = word(noun)
    if known and known.other[:1] == ">":
        return known.other[1:]
    if _ALIKE.fullmatch(noun) or (known and PLURAL in known.kinds):
        return noun
    if parts := _TIED.fullmatch(noun):
        return plural(parts[1]) + parts[2]
    if re.search(r"(?:s|x|z|ch|sh)$", noun):
        return noun + "es"
    return noun[:-1] + "ies" if re.search(r"[^aeiou]y$", noun) else noun + "s"


def is_heading(first: str, noun: str) -> bool:
    """Whether two words are a heading of library catalogues: "drinking fountain"."""
    known = word(noun)
    return known is not None and f" {first} " in f" {known.before} "


@lru_cache(maxsize=1 << 16)
def kinds(form: str) -> str:
    """The parts of speech that an English word may be, the likeliest first; guessed by its ending where not known."""
    if known := word(form) or word(_AMERICAN.sub("iz", form)):
        return known.kinds
    if "-" in form:
        last = kinds(form.rpartition("-")[2])
        return ADJECTIVE if last[:1] in {VERB, PAST, PARTICIPLE, GERUND, ADJECTIVE} else last
    if form.endswith("s") and (base := word(singular(form))):
        return "".join({NOUN: PLURAL, VERB: THIRD}.get(kind, "") for kind in base.kinds) or OTHER
    if ending := next((kind for ending, kind in _ENDINGS if form.endswith(ending)), ""):
        return ending
    return ADJECTIVE if _ADJECTIVE.fullmatch(form) else PLURAL if form.endswith("s") else NOUN


def is_known(form: str) -> bool:
    """Whether the table has an English word, in this form or as a singular, or all the parts of a hyphenated one."""
    return all(word(part) or word(singular(part)) for part in form.split("-"))


def content_words(text: str, language: str = TABLED) -> set[str]:
    """The words of a text, in lower case, that are neither function words nor of the genre."""
    found = (each for each in _LETTERS.findall(text.casefold()) if len(each) > 2)
    bases = {singular(each) if _subtag(language) == TABLED else each for each in found}
    return {each for each in bases if rarities(language).get(each, RARE) != FUNCTION} - boilerplate(language)
