"""The grammar of the genre, loaded from `grammar.toml` and `lexicon.toml` and compiled once.

A newcomer who meets a new way of writing adds a row to those files and a case to tests/cases; this
module only gives the rows their names.
"""

import re
import tomllib
from importlib.resources import files
from typing import Any, NamedTuple

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
    rf"(?P<label>(?:{_SESSION['numbered']})\s*(?:no\.?\s*)?(?P<number>{_NUMBER}))(?![\w’'])(?P<colon>\s*[:：.)–—-]*)\s*(?P<title>.*)",
    re.IGNORECASE,
)
SESSION_ORDINAL = re.compile(
    rf"(?P<label>(?:the )?(?P<number>{'|'.join(_SESSION['ordinals'])}|\d{{1,2}}(?:st|nd|rd|th)) (?:{_SESSION['numbered']}))(?P<colon>\s*[:：.)–—-]*)\s*(?P<title>.*)",
    re.IGNORECASE,
)
SESSION_NAMED = re.compile(
    rf"(?P<title>(?P<within>{_SESSION['within']})|{_SESSION['named']})(?![\w’'])(?P<rest>.*)", re.IGNORECASE
)
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
ORGANIZED = re.compile(_HEAD["organized"])
HELD_AT = re.compile(_HEAD["held_at"])

# --- Residue and notes ------------------------------------------------------------------------------

RESIDUE = _whole("|".join(_GRAMMAR["residue"]["patterns"]))
NOTE_TEXTS = tuple(re.compile(pattern) for pattern in _NOTES["text"])
NOTE_CALLS = tuple(re.compile(pattern) for pattern in _NOTES["calls"])

# --- Saying -----------------------------------------------------------------------------------------

_ADVERBS = rf"(?:(?:{_SAYING['adverbs']})\s+){{0,2}}"
_VERBS = "|".join((*_SAYING["verbs"].split(), _SAYING["presents"]))
SAID = re.compile(rf"\s+{_ADVERBS}(?P<verb>{_VERBS}|\w{{3,}}ed(?=\s+(?:that|how|why|whether)\b))\b(?!\s+to be\b)")
FLOOR = re.compile(_SAYING["floor"], re.IGNORECASE)
NOBODY, FLOOR_LABEL = _whole(_SAYING["nobody"]), _whole(_SAYING["floor_labels"])
PRESENTING = re.compile(rf"\b{_SAYING['presenting']}\b", re.IGNORECASE)
PRONOUN = re.compile(rf"(?:[A-Z][^.;:]{{0,60}},\s+)?(?P<pronoun>{_SAYING['pronouns']}){SAID.pattern}", re.IGNORECASE)
OFFICES = {
    Role(role): re.compile(rf"(?:[A-Z][^.;:]{{0,60}},\s+)?(?P<office>the\s+(?:{pattern})){SAID.pattern}", re.IGNORECASE)
    for role, pattern in _SAYING["offices"].items()
}
ENUMERATES = re.compile(rf"(?:{_SAYING['enumerates']}),\s", re.IGNORECASE)
NOUNS = _SAYING["nouns"]
ROLES_WERE = re.compile(
    rf"(?:\b|^)(?:the )?(?P<label>{'|'.join(row['label'] for row in _GRAMMAR['role'])})\s+{_SAYING['were']}\s",
    re.IGNORECASE,
)

# --- Names ------------------------------------------------------------------------------------------

HONORIFICS, OFFICE_WORDS, OTHER_WORDS, ALSO_NAMES = (
    words(_LEXICON[key]) for key in ("honorifics", "offices", "others", "also_names")
)
PARTICLES, SUFFIXES, FAMILIES_FIRST = (words(_LEXICON[key]) for key in ("particles", "suffixes", "families_first"))
_TITLES = "|".join(re.escape(title.capitalize()) for title in sorted(HONORIFICS))
TITLED = re.compile(rf"(?:{_TITLES})\.?\s+[A-Z]")
"""A title, and the first letter of the name behind it."""
FAMILIES_JAPANESE, GIVEN_HUNGARIAN = (words(_LEXICON[key]) for key in ("families_japanese", "given_hungarian"))
PARTICLES_KEPT, PARTICLES_GIVEN = (words(_LEXICON[key]) for key in ("particles_kept", "particles_given"))
SYLLABLES = re.compile(rf"(?:{_LEXICON['syllable']}){{1,2}}(?:[-’'](?:{_LEXICON['syllable']})){{0,2}}", re.IGNORECASE)
