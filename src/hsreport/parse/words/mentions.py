"""Every run of words that could name a person, with the titles before it: candidates, not yet persons.

A run is capitalised words, initials and particles that stand together. Function words and adverbs that a sentence
begins with are left off its head; an office behind two names ends it ("Lincoln Chen | Director").
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from hsreport.language.gazetteer import is_given, is_place
from hsreport.language.people import (
    BEFORE_OFFICES,
    BODIES,
    DEGREES,
    FUNCTION,
    HONORIFICS,
    HONORIFICS_ALONE,
    OFFICES_ALSO_NAMES,
    PARTICLES,
    PRONOUNS,
    SUFFIXES,
    TITLES,
    is_plural,
    plain,
)

_TOKEN = re.compile(
    r"\((?:Mrs|Ms|Mr|Miss|Smt|Dr|Sr)\.?\)|a/[lp](?=\s[^\W\d_a-z])|(?:[^\W\d_]\.[-‐‑]?){1,4}(?![^\W\d_])|(?:['’]t|['’]s)(?=\s[^\W\d_a-z])|(?:[^\W\d_a-z]{1,4}/(?=[^\W\d_a-z][a-z]+\.))?[^\W\d_](?:[^\W\d_]|['’ʼ‐‑-](?=[^\W\d_])|(?<=g)['’](?=\s[^\W\d_a-z]))*\.?"
)
_INITIAL = re.compile(r"(?:[^\W\d_a-z]\.?[-‐‑]?){1,4}")
_ENDS, _LETTERS = re.compile(r"[^\W\d_a-z]{2,4}\."), re.compile(r"[^\W\d_a-z]{2,4}")
"""Letters for a name at a sentence's end, and others behind them: "WP disagreed with EL. DC said"."""
_PREFIXED = re.compile(r"(?:al|el|ad|as|ash|ul|d|l|dell|dall)[-‐‑’'](?=[^\W\d_a-z])")
_POSSESSIVE = re.compile(r"['’][sS]$|(?<!g)['’]$")
_ADVERB = re.compile(r"[^\W\d_a-z][a-z]{3,}ly")
ABBREVIATED = {"mohd", "md", "mr", "mrs", "ms", "dr", "prof", "rev", "hon", "fr", "st", "sr", "jr", "sen", "rep", "gov", "lt", "col", "gen", "capt", "sgt", "amb", "messrs", "mme", "mlle", "mx", "dra", "sra", "atty", "engr", "arch", "supt", "insp", "habil", "mult", "srta", "dna", "bro", "sis", "cde", "ald", "cllr", "drs", "adm", "brig", "maj", "eng", "ing"}  # fmt: skip
_CAPITAL_PARTICLES = {"van", "von", "de", "der", "den", "del", "della", "di", "da", "dos", "ter", "vander", "du"}
"""Particles that are left out of a key however they are written: "De Vries" is Dora de Vries."""
_MOST_WORDS = 6
_LONGEST_RUN = 60
"""How many capitalised words in a row may still hold names."""
_NO_NAME = BODIES | BEFORE_OFFICES


class Mention(NamedTuple):
    """Words that could name a person: where they stand, the titles before them, the words of the name."""

    start: int
    """Where the first title begins."""
    first: int
    """Where the name itself begins; `end` where nothing but an office stands."""
    end: int
    titles: tuple[str, ...]
    """Folded."""
    words: tuple[str, ...]
    """As printed, particles and suffixes included; empty for an office alone ("the Chair")."""
    key: tuple[str, ...]
    """The words folded, without particles and suffixes; an initial is its letter."""
    begins: bool = False
    """Whether a sentence could begin with it: its first capital says nothing."""

    @property
    def office(self) -> str:
        """The office that stands alone, empty where there is a name or several offices."""
        return "" if self.words else self.titles[-1]

    @property
    def honoured(self) -> bool:
        """Whether an honorific stands before the name ("Ms.", "Dr.")."""
        return any(title in HONORIFICS for title in self.titles)


class _Token(NamedTuple):
    text: str
    start: int
    end: int
    kind: str
    folded: str
    last: bool
    """Whether a run ends with it: a full stop or a possessive follows."""


_ELIDED = {"d’", "d'", "l’", "l'"}
_ALWAYS_TITLES = {"h.c", "habil", "mult"}
_OFFICE_PREFIXES = {"vice", "deputy", "ex", "co", "under"}
_SUFFIX_WORDS = {"junior", "filho", "neto"}
_DOCTORATE = re.compile(r"\b(?:Ph|Ed|Psy|Sc|Litt|Pharm)\.\s?D\b\.?")
_NAMES_TOO = {"will", "may"}
"""Function words that are given names as well."""


@lru_cache(maxsize=1 << 14)
def _kind(text: str) -> tuple[str, str]:
    """What a word could be in a name, and the word folded."""
    folded = plain(text.strip("()"))
    if text[0] == "(":
        return "title", folded
    if text[0] in "'’" or (text[0].islower() and folded in PARTICLES):
        return "particle", folded
    folded = folded.rpartition("/")[2]
    if folded in _ALWAYS_TITLES:
        return "title", folded
    kind = _capital_kind(text, folded) if text[0].isupper() else ""
    elided = text[:2] in _ELIDED and text[2:3].isupper()
    return kind or ("name" if elided or _PREFIXED.match(text) else "lower"), folded


def _capital_kind(text: str, folded: str) -> str:
    if len(text) > 1 and text.isalpha() and text.isupper() and folded in FUNCTION - _NAMES_TOO:
        return "lower"
    if folded in SUFFIXES and (text.endswith(".") or text.isupper() or folded in _SUFFIX_WORDS):
        return "suffix"
    if folded in TITLES or is_plural(folded) or folded.partition("-")[0] in _OFFICE_PREFIXES:
        return "title"
    initial = _INITIAL.fullmatch(text) and (text.endswith((".", "-")) or len(text) == 1)
    return "initial" if initial else "name"


def _tokens(text: str) -> Iterator[_Token]:
    for found in _TOKEN.finditer(_DOCTORATE.sub(lambda degree: " " * len(degree[0]), text)):
        word, start = found.group(), found.start()
        last = False
        owner = _POSSESSIVE.search(word) if len(word) > 2 else None
        if owner and word[0] not in "'’":
            word, last = word[: owner.start()], True
        kind, folded = _kind(word)
        if word.endswith(".") and kind != "initial" and folded not in ABBREVIATED and folded not in HONORIFICS:
            word, last = word[:-1], True
            kind, folded = _kind(word) if word else ("lower", "")
        yield _Token(word, start, start + len(word), kind, folded, last or (kind == "suffix"))


def _joined(text: str, left: _Token, right: _Token) -> bool:
    """Whether two words stand together: one space between them, none after an initial, a comma before a suffix."""
    between = text[left.end : right.start]
    parted = left.kind == "initial" and _ENDS.fullmatch(left.text) and _LETTERS.fullmatch(right.text)
    if left.last or parted:
        return False
    return (
        between in {" ", "\xa0"}
        or (not between and left.text.endswith((".", "-")))
        or (right.kind == "suffix" and between in {", ", ","})
    )


def _runs(text: str) -> Iterator[list[_Token]]:
    run: list[_Token] = []
    for token in _tokens(text):
        if run and not _joined(text, run[-1], token):
            yield run
            run = []
        if token.kind == "lower":
            if run:
                yield run
            run = []
        else:
            if token.folded == "sri" and run and run[-1].folded == "tan":
                run[-1] = run[-1]._replace(kind="title")
            run.append(token)
    if run:
        yield run


@lru_cache(maxsize=4096)
def mentions(text: str) -> tuple[Mention, ...]:
    """The candidates of a text in order; none overlaps another."""
    return tuple(mention for run in _runs(text) if len(run) <= _LONGEST_RUN for mention in _split(text, run))


def _split(text: str, run: list[_Token]) -> Iterator[Mention]:
    """The candidates in a run: an office behind two names begins another."""
    begins = _begins(text, run[0].start)
    run, dropped = _headed(run)
    names = 0
    for at, token in enumerate(run):
        names += token.kind in {"name", "initial"} and (names > 0 or token.folded not in _NO_NAME)
        if names and at + 1 < len(run) and token.kind == "title" and token.folded in HONORIFICS - HONORIFICS_ALONE:
            yield from _mention(run[:at], begins=begins and not dropped)
            yield from _split(text, run[at:])
            return
        office = (
            token.kind == "title" and not _is_cut_short(token) and token.folded not in OFFICES_ALSO_NAMES | HONORIFICS
        )
        if (
            names > 1
            and (office or (token.folded in BEFORE_OFFICES and at + 1 < len(run)))
            and not token.text.isupper()
        ):
            yield from _mention(run[:at], begins=begins and not dropped)
            yield from _split(text, run[at:])
            return
    yield from _mention(run, begins=begins and not dropped)


def _is_cut_short(token: _Token) -> bool:
    """Whether a word is a short form of a title without its full stop, and may be a name: "Sen", "Rep"."""
    return token.folded in ABBREVIATED and not token.text.endswith(".")


def _begins(text: str, at: int) -> bool:
    return not text[:at].strip(" \"“‘'([*_") or text[:at].rstrip(" \"“‘'([")[-1:] in ".!?:;—–"


def _headed(run: list[_Token]) -> tuple[list[_Token], bool]:
    """A run without the function words and adverbs at its head."""
    at = 0
    while at < len(run) - 1 and _is_lead(run, at):
        at += 1
    while (
        at < len(run)
        and run[at].kind == "particle"
        and (run[at].folded == "ten" or not any(token.kind == "name" for token in run[at:]))
    ):
        at += 1
    return run[at:], at > 0


def _is_lead(run: list[_Token], at: int) -> bool:
    token, following = run[at], run[at + 1]
    if token.folded in {"will", "may"} and following.folded not in FUNCTION:
        return False
    if token.kind == "initial":
        return token.text in {"A", "I", "Q"}
    return token.kind == "name" and (_is_function(token) or _ADVERB.fullmatch(token.text) is not None)


def _is_function(token: _Token) -> bool:
    """Whether a word is a function word; one with an accent, as Mỹ, is none."""
    return token.folded in FUNCTION and token.text.isascii()


def _mention(run: list[_Token], *, begins: bool) -> Iterator[Mention]:
    titled = _titles(run)
    titles, names = run[:titled], _after_body(run[titled:])
    titles = titles if len(names) == len(run) - titled else []
    while len(names) > 1 and _is_tail(names):
        names = names[:-1]
    words = [token for token in names if token.kind in {"name", "initial", "title"}]
    if len(words) > 1 and _is_office(words):
        yield Mention(run[0].start, names[-1].end, names[-1].end, _folded(run), (), (), begins)
        return
    function = len(words) == 1 and _is_function(words[0]) and not titles
    if not run or len(words) > _MOST_WORDS or function or _is_school(words):
        return
    if not words:
        if titles and not any(is_plural(token.folded) for token in titles):
            yield Mention(titles[0].start, titles[-1].end, titles[-1].end, _folded(titles), (), (), begins)
        return
    start = (titles or names)[0].start
    named = (token for at, token in enumerate(words) if token.folded not in _CAPITAL_PARTICLES or at == len(words) - 1)
    key = tuple(part for token in named for part in _key(token))
    key = key if max(map(len, key)) > 1 else ("".join(key),)
    yield Mention(
        start, names[0].start, names[-1].end, _folded(titles), tuple(token.text for token in names), key, begins
    )


def _is_office(words: list[_Token]) -> bool:
    """Whether words are an office and no name: "External Auditor", "Head Gardener"."""
    last = words[-1]
    return (
        last.kind == "title"
        and last.folded not in OFFICES_ALSO_NAMES | HONORIFICS
        and not any(token.kind == "initial" or is_given(token.folded) for token in words[:-1])
    )


def _is_school(words: list[_Token]) -> bool:
    """Whether letters stand before a place: "TU Berlin", "UC Davis"."""
    letters = len(words) == 2 and words[0].kind == "name" and words[0].text.isupper() and len(words[0].text) < 5
    return letters and not words[1].text.isupper() and is_place(words[1].folded)


def _after_body(names: list[_Token]) -> list[_Token]:
    """The name behind the last words of an office: "(Minister for) Foreign Affairs Makiko Tanaka"."""
    at = 0
    while at < len(names) - 2 and names[at].folded in _NO_NAME and not is_given(names[at].folded):
        at += 1
    return names[at:] if at and is_given(names[at].folded) and names[-1].folded not in BODIES else names


def _key(token: _Token) -> Iterable[str]:
    """The word of a key, or each letter of initials that stand together: "E.F." is "e" and "f"."""
    return token.folded.replace(".", "").replace("-", "") if token.kind == "initial" else (token.folded,)


def _folded(tokens: list[_Token]) -> tuple[str, ...]:
    return tuple(token.folded for token in tokens)


def _titles(run: list[_Token]) -> int:
    """How many words of a run are titles; a title behind which nothing stands is a name if another stands before it."""
    last = 0
    for at, token in enumerate(run):
        rest = run[at + 1 :]
        before = [other for other in run[last:at] if other.kind in {"name", "initial"} and other.folded not in _NO_NAME]
        plain_word = (
            len(before) == 1
            and before[0].kind == "name"
            and token.folded not in OFFICES_ALSO_NAMES
            and not is_given(before[0].folded)
            and bool(rest)
        )
        if token.kind == "title" and (not before or plain_word):
            ends = not any(other.kind in {"name", "title", "initial"} for other in rest)
            if ends and last and (token.folded in OFFICES_ALSO_NAMES or _is_cut_short(token)):
                break
            last = at + 1
    if last == len(run) == 1 and run[0].folded in HONORIFICS - {
        "father",
        "sister",
        "reverend",
        "brother",
        "madam",
        "rabbi",
        "imam",
        "monsignor",
    }:
        return 0
    return last


def _is_tail(names: list[_Token]) -> bool:
    """Whether the last word is no part of the name: a degree, a pronoun, a function word, a particle without a name."""
    last = names[-1]
    if last.kind == "particle" or last.folded == "phd":
        return True
    if _is_degree(last):
        named = next((token for token in reversed(names) if not _is_degree(token)), last)
        return not named.text.isupper() or len(named.text) == 1
    if last.folded in _NAMES_TOO and is_given(names[-2].folded):
        return False
    return (last.kind == "name" and last.folded in FUNCTION | PRONOUNS and len(last.text) > 1) or last.text == "I"


def _is_degree(token: _Token) -> bool:
    return token.folded in DEGREES and token.text.isupper() and len(token.text) > 1
