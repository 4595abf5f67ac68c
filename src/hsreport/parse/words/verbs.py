"""The verb of a sentence whose subject has been found: does it say, do something else, or say nothing at all?"""

import re
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from hsreport.language import saying


class Does(StrEnum):
    """What a subject does by its verb."""

    SAYS = "says"
    ACTS = "acts"
    """Any other finite verb: it is speech under somebody who is surely a person."""
    STOPS = "stops"
    """What is never speech: arrived, was born, chaired."""


class Verb(NamedTuple):
    """A verb, what its subject does by it, and where it begins."""

    does: Does
    start: int
    word: str


_NAMED = r"(?:[^\W\d_a-z][\w'’.&-]*)"
_SKIPPED = re.compile(
    r"\s*\((?:[^()]|\([^()]*\)){1,160}\)|\s*\[[^\]]{1,60}\]"
    rf"|\s(?:of|from|at|for|representing|on behalf of|with)\s(?:the\s|our\s)?{_NAMED}(?:\s(?:of|and|the|for|de|&|in)(?:\sthe)?(?=\s)|\s{_NAMED}|\s\d+)*"
    rf"|\s(?:of|from|for|at|representing)\s(?:the|an?|our|his|her)\s(?:[\w'’-]+\s){{0,5}}?[\w'’-]+(?=\s(?:{saying.SAID})\b)"
    r"|\s(?:of|from|for|at|representing)\s(?:the|an?|our|his|her)\s[^,.;:()]{2,60}(?=,\s)"
    rf"|,?\s(?:{saying.FILLERS})\b,?|,\s(?:who|whose|which|himself|herself)\b(?:[^,.;:]|\b(?:Mr|Mrs|Ms|Dr|Prof|Smt)\.){{2,120}},|,\s(?:an?|the|our|my|his|her|its|their|then|former)\s[^,.;:()]{{2,90}},|['’]s\s(?:party|team|delegation)\b"
)
_WORD = re.compile(r",?\s+([^\W\d_A-Z][^\W\d_]*(?:['’]t)?)\b|['’](d|ll|ve)\s")
_BEHIND_APPOSITION = re.compile(rf"[,–—)-]\s+(?:(?:{saying.FILLERS})\s)?(?P<word>[a-z]+)\b", re.IGNORECASE)
_JOINED = re.compile(r"\b(?:and|or|who|which|to|by|of|the|a|an|in|for|that)\s+$")
_LISTED = re.compile(r"\s*(?:,|and\b|of\b|$)")
_LIMIT = re.compile(r"[;:]\s|\.\s(?=[\"“‘]?[^\W\d_a-z])")
_LONGEST_APPOSITION = 170
_ALSO_NOUNS = frozenset(saying.NOUNS.split("|"))
"""Words that are nouns at the end of a line: "Key points:"."""
_PAST = re.compile(r"[a-z]{3,}ed")
_PRESENT = re.compile(r"[a-z]{2,}[^s'i]s")


@lru_cache(maxsize=8192)
def verb_after(text: str) -> Verb | None:
    """The verb that a text goes on with behind a name, an apposition between them or not; None where there is none."""
    at = _skipped(text)
    if text[at : at + 2] == ", " or text[at : at + 3] in {" – ", " — ", " - "}:
        behind = _behind_apposition(text, at)
        if behind:
            return behind
    found = _WORD.match(text, at)
    if not found:
        return None
    if found[2]:
        return Verb(Does.ACTS, found.start(2), found[2]) if found[2] != "ve" else None
    return _verb(text, found.start(1), found[1])


def _skipped(text: str) -> int:
    at = 0
    for _ in range(5):
        found = _SKIPPED.match(text, at)
        if not found or found.end() == at:
            break
        at = found.end()
    return at - 1 if text[at - 1 : at] == "," and at else at


def _behind_apposition(text: str, at: int) -> Verb | None:
    limit = _LIMIT.search(text, at, at + _LONGEST_APPOSITION)
    end = limit.start() if limit else at + _LONGEST_APPOSITION
    for found in _BEHIND_APPOSITION.finditer(text, at, end):
        word = found["word"].lower()
        reports = word in saying.SAY and (word.endswith(("ed", "s")) or word in saying.FINITE)
        if reports and not _JOINED.search(text, 0, found.start("word")) and not _is_noun(text, found.end()):
            return _verb(text, found.start("word"), found["word"])
    return None


def _is_noun(text: str, at: int) -> bool:
    """Whether a word that could be a verb is the noun of a list: ", notes," or ", views and"."""
    return _LISTED.match(text, at) is not None and not text.startswith(" of the", at)


def _verb(text: str, at: int, word: str) -> Verb | None:
    bare = word.lower().replace("’", "'")
    if bare in _ALSO_NOUNS and not text[at + len(word) :].strip(" :："):
        return None
    if saying.STOP.match(text, at):
        return Verb(Does.STOPS, at, bare)
    if bare in saying.SAY or saying.PHRASES.match(text, at):
        return Verb(Does.SAYS, at, bare)
    if bare in saying.FINITE or (bare not in saying.NOT_VERBS and (_PAST.fullmatch(bare) or _PRESENT.fullmatch(bare))):
        return Verb(Does.ACTS, at, bare)
    return None
