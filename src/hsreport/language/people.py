"""Words at and in names: titles, offices, particles, and the nouns of bodies, loaded from `en/people.toml`.

All words are folded (`hsreport.language.spellings.folded` without its spaces for hyphens): compare with `plain`.
"""

import re
import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import Any

from hsreport.language import gazetteer
from hsreport.language.spellings import unaccented


def _load() -> dict[str, Any]:
    text = files("hsreport.language").joinpath("en/people.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def _words(*lists: str) -> frozenset[str]:
    return frozenset(" ".join(lists).split())


_DATA = _load()
MALE, FEMALE = _words(_DATA["honorifics"]["male"]), _words(_DATA["honorifics"]["female"])
BEFORE_GIVEN = _words(_DATA["honorifics"]["before_given"])
HONORIFICS = MALE | FEMALE | _words(_DATA["honorifics"]["any"])
HONORIFICS_ALONE = _words(_DATA["honorifics"]["alone"])
OFFICES = _words(_DATA["offices"]["words"], _DATA["offices"]["names"])
OFFICES_ALSO_NAMES = _words(_DATA["offices"]["names"])
CHAIRS = _words(_DATA["offices"]["chairs"])
PERSONS = OFFICES | _words(_DATA["offices"]["persons"])
OCCUPATION = re.compile(_DATA["offices"]["occupation"])
PRESIDES_HERE = re.compile(_DATA["offices"]["presides_here"], re.IGNORECASE)
ON_PANELS, TO_SPEAK, COMES = (_DATA["offices"][key] for key in ("on_panels", "to_speak", "comes"))
FORMER = re.compile(rf"\b(?:{_DATA['offices']['former']})\b", re.IGNORECASE)
BEFORE_OFFICES = _words(_DATA["offices"]["before"])
TITLES = HONORIFICS | OFFICES
PARTICLES, SUFFIXES = _words(_DATA["parts"]["particles"]), _words(_DATA["parts"]["suffixes"])
DEGREES = _words(_DATA["parts"]["degrees"])
BODIES = _words(_DATA["bodies"]["words"])
NAMED_AFTER, BEFORE_THINGS = _words(_DATA["bodies"]["named_after"]), _words(_DATA["bodies"]["before"])
OF_WHAT = _DATA["bodies"]["of_what"]
"""Bodies behind which "of" names a thing: "Ministry of Waters"."""
FUNCTION, PRONOUNS = _words(_DATA["function"]["words"]), _words(_DATA["function"]["pronouns"])
CALENDAR = _words(_DATA["function"]["calendar"])


@lru_cache(maxsize=1 << 16)
def plain(word: str) -> str:
    """A word folded for the lists of this module: "Rédacteur." gives "redacteur", "Co-Chair" gives "co-chair"."""
    return unaccented(word).strip(".,;:").replace("’", "'")


def is_office(word: str) -> bool:
    """Whether a folded word is an office or a profession: "minister", "hydrogeologist"."""
    return word in OFFICES or OCCUPATION.fullmatch(word) is not None


def is_plural(word: str) -> bool:
    """Whether a folded word is the plural of an office: "ministers"."""
    return (word.endswith("s") and word[:-1] in OFFICES) or word in {"chairmen", "selectmen", "aldermen"}


def _whole(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{pattern.strip()})", re.IGNORECASE)


LIST_LABEL, ABSENT_LABEL = _whole(_DATA["rosters"]["lists"]), _whole(_DATA["rosters"]["absent"])
MANY, DIRECT, LOOSE_AFTER, ANOTHER, INTRODUCED, TELLS, BEFORE_LIST, PRESIDES = (
    re.compile(_DATA["rosters"][key], re.IGNORECASE)
    for key in ("many", "direct", "loose_after", "another", "introduced", "tells", "before_list", "presides")
)
NAME_COLUMN, ROLE_COLUMN, SHORT_COLUMN, SAID_COLUMN = (
    _whole(_DATA["rosters"][f"{column}_column"]) for column in ("name", "role", "short", "said")
)


def bodies_in(key: tuple[str, ...]) -> int:
    """How many words of a folded name are nouns of bodies; "Bill Harper" has none, for a name stands first there."""
    first = len(key) > 1 and gazetteer.is_given(key[0]) and key[1] not in BODIES
    return sum(word in BODIES for word in key[1 if first else 0 :])
