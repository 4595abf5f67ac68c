"""The grammar of the genre, loaded from `grammar.toml` and `lexicon.toml` and compiled once.

A newcomer who meets a new way of writing adds a row to those files and a case to tests/cases; this
module only gives the rows their names.
"""

import re
import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import Any, NamedTuple

from hsreport.language.spellings import is_slip
from hsreport.values import Role


def _load(name: str) -> dict[str, Any]:
    return tomllib.loads(files("hsreport.language").joinpath(name).read_text(encoding="utf-8"))


def words(text: str) -> frozenset[str]:
    """A list of words parted by spaces, as a set."""
    return frozenset(text.split())


def _whole(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{pattern})\s*", re.IGNORECASE)


class Mark(NamedTuple):
    """A mark that begins an item of a list; `meant` is set where the mark is a slip of the pen."""

    family: str
    pattern: re.Pattern[str]
    meant: str


class RoleRow(NamedTuple):
    """How a role shows: as a label, as the verb of a sentence, as its opening, or before a name."""

    role: Role
    label: re.Pattern[str]
    sentence: re.Pattern[str] | None
    opener: re.Pattern[str] | None
    before: re.Pattern[str] | None


_GRAMMAR = _load("grammar.toml")
_LEXICON = _load("lexicon.toml")
_SAYING, _SESSION, _HEAD, _NOTES = (_GRAMMAR[key] for key in ("saying", "session", "head", "notes"))


def _optional(pattern: str | None) -> re.Pattern[str] | None:
    return re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE) if pattern else None


# --- Lists and labels -------------------------------------------------------------------------------

MARKS = tuple(Mark(row["family"], re.compile(row["pattern"]), row.get("meant", "")) for row in _GRAMMAR["mark"])
ROLES = tuple(
    RoleRow(
        Role(row["role"]), _whole(row["label"]), *(_optional(row.get(key)) for key in ("sentence", "opener", "before"))
    )
    for row in _GRAMMAR["role"]
)


@lru_cache(maxsize=2048)
def role_of(label: str) -> Role | None:
    """The role that a printed label means, None where it is no label of a role: "Panellists" but not "Apologies"."""
    return next((row.role for row in ROLES if row.label.fullmatch(label.strip())), None)


def slipped_role(label: str) -> Role | None:
    """The role that a label of one word means but for a typing slip: "Moderater"."""
    meant = (known for known in _GRAMMAR["slips"]["labels"].split() if is_slip(label.casefold(), known))
    return next(map(role_of, meant), None)


LABEL = re.compile(
    rf"(?P<label>{'|'.join(row['label'] for row in _GRAMMAR['role'])})\s*(?P<colon>[:：])\s*", re.IGNORECASE
)

LABEL_SLIP = re.compile(
    rf"(?P<label>{'|'.join(row['label'] for row in _GRAMMAR['role'])})(?:\s*[;；]\s*|\s+)(?=[A-Z])", re.IGNORECASE
)
"""A label whose colon was forgotten, or came out as a semicolon."""

# --- Headings ---------------------------------------------------------------------------------------

_NUMBER = rf"(?:\d{{1,3}}|[IVX]{{1,5}}|[A-H]|{'|'.join(_SESSION['numbers'])})"
SESSION_NUMBERED = re.compile(
    rf"(?P<label>(?:{_SESSION['before']})?(?:{_SESSION['numbered']})\s*(?:no\.?\s*)?(?P<number>{_NUMBER}))(?![\w’'])(?P<colon>\s*[:：.)/–—-]*)\s*(?P<title>.*)",
    re.IGNORECASE,
)
SESSION_ORDINAL = re.compile(
    rf"(?P<label>(?:the )?(?P<number>{'|'.join(_SESSION['ordinals'])}|\d{{1,2}}(?:st|nd|rd|th)) (?:{_SESSION['numbered']}))(?P<colon>\s*[:：.)–—-]*)\s*(?P<title>.*)",
    re.IGNORECASE,
)
SESSION_NAMED = re.compile(
    rf"(?P<title>(?P<within>{_SESSION['within']})|{_SESSION['named']})(?![\w’'])(?P<rest>.*)", re.IGNORECASE
)
DAYS: str = _SESSION["days"]
ORDINALS: tuple[str, ...] = tuple(_SESSION["ordinals"])
NUMBER_WORDS: dict[str, int] = {
    word: number for words_of in ("numbers", "ordinals") for number, word in enumerate(_SESSION[words_of], 1)
}

# --- The head ---------------------------------------------------------------------------------------

HEAD_KIND = _whole(rf"[(（\[]?\s*(?:{_HEAD['kind']})\s*[)）\]]?")
HEAD_KEYS = {
    key: re.compile(rf"(?:{pattern})\s*[:：]\s*(?=\S)|[\[(](?:{pattern})[\])]\s*", re.IGNORECASE)
    for key, pattern in _HEAD["keys"].items()
}
HEAD_DATE = re.compile(
    rf"(?:\b(?:{_HEAD['months']})\b\.?.{{0,20}}\b\d{{4}}\b|\b\d{{1,2}}(?:st|nd|rd|th)?\b.{{0,20}}\b(?:{_HEAD['months']})\b|\b(?:{_HEAD['months']})\s+\d{{1,2}}(?:st|nd|rd|th)?\b|\b\d{{4}}[-/.]\d{{1,2}}[-/.]\d{{1,2}}\b|\b\d{{1,2}}[-/.]\d{{1,2}}[-/.]\d{{4}}\b)",
    re.IGNORECASE,
)
DAY = rf"(?:\d{{1,4}}[-/.]\d{{1,2}}[-/.]\d{{1,4}}|\d{{1,2}}\.?\s(?:{_HEAD['months']})\.?,?(?:\s\d{{4}})?|(?:{_HEAD['months']})\.?\s\d{{1,2}}(?:,?\s\d{{4}})?|(?:{_HEAD['days']}))"
"""A day as it stands before a clock: in figures, with the name of its month, or by a word."""
TIME = r"[\[(]?\d{1,2}[:.h]\d{2}(?:[:.]\d{2})?(?:[.,]\d{1,3})?(?:\s?[apAP]\.?[mM]\.?)?[\])]?"
"""A time of the clock: "9:05", "[10.30]", "(4:15 pm)", "00:01:02.345"."""
ORGANIZED = re.compile(_HEAD["organized"])
HELD_AT = re.compile(_HEAD["held_at"])

# --- Residue and notes ------------------------------------------------------------------------------

RESIDUE = _whole("|".join(_GRAMMAR["residue"]["patterns"]))
NOTE_TEXTS = tuple(re.compile(pattern) for pattern in _NOTES["text"])
NOTE_CALLS = tuple(re.compile(pattern) for pattern in _NOTES["calls"])

# --- Saying -----------------------------------------------------------------------------------------

FLOOR = re.compile(_SAYING["floor"], re.IGNORECASE)
ENUMERATES = re.compile(rf"(?:{_SAYING['enumerates']}),\s", re.IGNORECASE)
ROLES_WERE = re.compile(
    rf"(?:\b|^)(?:the )?(?P<label>{'|'.join(row['label'] for row in _GRAMMAR['role'])})\s+{_SAYING['were']}\s",
    re.IGNORECASE,
)

# --- Names ------------------------------------------------------------------------------------------

HONORIFICS = words(_LEXICON["honorifics"])
FAMILIES_FIRST = words(_LEXICON["families_first"])
_TITLES = "|".join(re.escape(title.capitalize()) for title in sorted(HONORIFICS))
TITLED = re.compile(rf"(?:{_TITLES})\.?\s+[A-Z]")
"""A title, and the first letter of the name behind it."""
FAMILIES_JAPANESE, GIVEN_HUNGARIAN = (words(_LEXICON[key]) for key in ("families_japanese", "given_hungarian"))
PARTICLES_KEPT, PARTICLES_GIVEN = (words(_LEXICON[key]) for key in ("particles_kept", "particles_given"))
SYLLABLES = re.compile(rf"(?:{_LEXICON['syllable']}){{1,2}}(?:[-’'](?:{_LEXICON['syllable']})){{0,2}}", re.IGNORECASE)
