"""How a text says that somebody spoke, loaded from `en/saying.toml` and compiled once."""

import re
import tomllib
from importlib.resources import files
from typing import Any


def _load() -> dict[str, Any]:
    return tomllib.loads(files("hsreport.language").joinpath("en/saying.toml").read_text(encoding="utf-8"))


def _joined(pattern: str) -> str:
    """A pattern that is written over several lines, as one."""
    return "".join(line.strip() for line in pattern.strip().splitlines())


_DATA = _load()
_VERBS = _DATA["verbs"]
SAY = frozenset(_VERBS["say"].split())
FINITE = frozenset(_VERBS["auxiliary"].split()) | frozenset(_VERBS["irregular"].split())
NOT_VERBS = frozenset(_VERBS["not_verbs"].split())
STOP = re.compile(rf"(?:{_joined(_VERBS['stop'])})", re.IGNORECASE)
PHRASES = re.compile(rf"(?:{_VERBS['phrases']})", re.IGNORECASE)
"""Several words that report speech together: "set out", "was of the view"."""
WROTE = re.compile(_VERBS["wrote"])
"""Behind the name of who wrote the text."""
EXAMINES = re.compile(_VERBS["examines"], re.IGNORECASE)
"""A line of a transcript that says who asks from here on: "BY MR. X:"."""
FILLERS = _VERBS["fillers"]
NOUNS, AGENT, NOT_AGENT = _VERBS["nouns"], _VERBS["agent"], _VERBS["not_agent"]
TALK = "|".join(_VERBS["talk"].split())
SAID = "|".join(sorted(word for word in SAY if word.endswith(("ed", "s")) or word in FINITE))
ACCORDING, POSTS, POSTED_BY, DONE_WITH = (_VERBS[key] for key in ("according", "posts", "posted_by", "done_with"))
NOT_SUBJECT = frozenset(_VERBS["not_subject"].split())
STANCE = re.compile(_VERBS["stance"], re.IGNORECASE)
FLOOR = re.compile(_joined(_DATA["floor"]["subject"]), re.IGNORECASE)
FLOOR_LABEL = re.compile(_joined(_DATA["floor"]["label"]), re.IGNORECASE)
ANSWERS = re.compile(rf"(?:{_DATA['floor']['answers']})(?: session)?", re.IGNORECASE)
NARRATIVE = re.compile(rf"(?:{_joined(_DATA['narrative']['opens'])})", re.IGNORECASE)


def _words(key: str, flags: re.RegexFlag = re.IGNORECASE) -> re.Pattern[str]:
    return re.compile(_joined(_DATA["lists"][key]), flags)


OF_TALK, FOLLOWS, ONLY_LEADS, LISTING, THAT, SPOKEN = (
    _words(key) for key in ("of_talk", "follows", "only_leads", "listing", "that", "spoken")
)
ELIDED = frozenset(_DATA["lists"]["elided"].split())
ARTICLES = frozenset(_DATA["lists"]["articles"].split())
LEADING = frozenset({"", *_DATA["lists"]["leading"].split()})
"""What may stand before the office of somebody at the head of a sentence."""
PRONOUN = _words("pronoun", re.NOFLAG)
WHO_SPEAKS = _words("who_speaks")
ASKED = _words("asked")
OWN_POINTS = _words("own_points")
INTRODUCES = re.compile(_DATA["lists"]["introduces"])


def _label(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{words})\b\.?\s*(?:\([^)]*\)\s*)?(?:[:：–—]|\s-\s|\.(?=\s|$)|$)", re.IGNORECASE)


ABSTRACT = re.compile(rf"(?:{_VERBS['abstract']})\s*[:：]\s+", re.IGNORECASE)
DECISION, ACTION, OTHER = (_label(_DATA["narrative"][key]) for key in ("decision", "action", "other"))
ACTION_WORDS = _DATA["narrative"]["action"]
