"""Given names, family names, places and demonyms: what a word may be, never what it is.

A word is often several of them: "Jordan" is a country, a given name and a family name. The lists (`en/*.txt`, made by
`scripts/gazetteers/make.py`) are read when they are first asked for, and hold words as `plain` folds them. Of function
words they hold May and Will alone, and of common words those that many are called.
"""

from functools import cache, lru_cache
from importlib.resources import files

from hsreport.language.spellings import folded
from hsreport.language.words import is_known


@lru_cache(maxsize=1 << 16)
def plain(words: str) -> str:
    """Words as the lists have them: lower case, no accents, one blank for whatever stands between them."""
    if words.isascii() and words.isalpha():
        return words.lower()
    return folded(words)


def _lines(name: str) -> list[str]:
    """The lines of a list below its head."""
    text = files("hsreport.language").joinpath("en", name).read_text(encoding="utf-8")
    return text.partition("\n\n")[2].split("\n")[:-1]


@cache
def _entries(name: str) -> frozenset[str]:
    return frozenset(_lines(name))


@cache
def _genders() -> dict[str, str]:
    return {line[:-2]: line[-1] for line in _lines("given-names.txt")}


def gender(word: str) -> str:
    """The gender that a given name is mostly of: "m", "f", "u" for either or not known; "" for no known given name.

    Of a double name that is not listed, that of its first part: Jean-Luc, Ana Maria.
    """
    known, name = _genders(), plain(word)
    found = known.get(name, "")
    if not found and " " in name:
        parts = name.split()
        return known[parts[0]] if all(part in known for part in parts) else ""
    return found


def is_given(word: str) -> bool:
    """Whether somebody may have this given name."""
    return gender(word) != ""


def is_family(word: str) -> bool:
    """Whether somebody may have this family name; a double name is one when both parts are."""
    known, name = _entries("family-names.txt"), plain(word)
    return name in known or (" " in name and all(part in known for part in name.split()))


def is_place(words: str) -> bool:
    """Whether a country, region or town of 25,000 people or more has this name."""
    return plain(words) in _entries("places.txt")


def is_demonym(word: str) -> bool:
    """Whether this is said of the people, language or things of a place: Kenyan, Kenyans."""
    known, name = _entries("demonyms.txt"), plain(word)
    return name in known or (name.endswith("s") and name[:-1] in known)


@lru_cache(maxsize=1 << 14)
def is_strange(word: str) -> bool:
    """Whether a folded word in Latin letters is neither English nor of a place: what remains are names, mostly of people."""
    return len(word) > 2 and word.isascii() and not (is_known(word) or is_place(word) or is_demonym(word))
