"""Personal names: taking one apart, and finding those that stand in a line.

A run of capitalised words is a person only where nothing in it belongs to an office, an organization,
a place or the opening of a sentence (`lexicon.toml`), so that no attribution is invented. The order of
the parts follows the text: capitals mark the family name (FAMILY Given, given FAMILY); East Asian and
Vietnamese names are read family first where every part is a romanized syllable of that usage.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from hsreport.language import grammar
from hsreport.language.spellings import folded
from hsreport.values import PersonName

_WORD = re.compile(r"[^\W\d_](?:[\w'’`.-]*[\w.])?(?:/[A-Z][A-Za-z]*\.?)*")
_BETWEEN = re.compile(r"[ \t\u00a0]*(?:-[ \t]+)?")


class Mention(NamedTuple):
    """A person named in a text: where, and the words before the name that belong to it."""

    start: int
    """Where the name or its first title begins, in characters."""
    end: int
    name: PersonName
    titled: bool
    """Whether an honorific or an office stands right before the name."""


class _Token(NamedTuple):
    text: str
    start: int
    end: int
    kind: str


def _bare(word: str) -> str:
    return word.casefold().rstrip(".").replace("’", "'")


@lru_cache(maxsize=8192)
def _kind(word: str) -> str:
    """What one word can be: an honorific, an office, something else that names nobody, a particle or a name."""
    bare = _bare(word)
    stem = re.sub(r"'s$", "", bare)
    if {bare, word.casefold(), bare.rpartition("/")[2]} & grammar.HONORIFICS:
        return "honorific"
    if bare in grammar.OFFICE_WORDS:
        return "office"
    if re.match(r"(?:al|el|as|ad|an|ar|ash)-[^\W\d_]", word) and word[word.index("-") + 1].isupper():
        return "name"
    if word[0].islower():
        return "particle" if bare in grammar.PARTICLES else "lower"
    if bare in grammar.SUFFIXES:
        return "suffix"
    return "other" if stem in grammar.OTHER_WORDS else "name"


def _tokens(text: str) -> list[_Token]:
    """The words of a text; a full stop that ends a sentence is not part of one."""
    found = []
    for match in _WORD.finditer(text):
        word, end = match.group(), match.end()
        if word.endswith(".") and not _keeps_stop(word):
            word, end = word[:-1], end - 1
        possessive = re.search(r"['’]s$", word)
        if possessive:
            word, end = word[: possessive.start()], end - 2
        if word:
            found.append(_Token(word, match.start(), end, _kind(word)))
    return found


def _keeps_stop(word: str) -> bool:
    """Whether a final stop belongs to the word: an initial, an honorific, "Jr."."""
    bare = _bare(word)
    return len(bare) == 1 or "." in bare or bare in grammar.SUFFIXES or (_kind(word) == "honorific" and len(bare) < 8)


def _adjacent(text: str, left: _Token, right: _Token) -> bool:
    return _BETWEEN.fullmatch(text, left.end, right.start) is not None


def _suffix_follows(text: str, left: _Token, right: _Token) -> bool:
    return right.kind == "suffix" and text[left.end : right.start] in {" ", ", ", ","}


def _runs(text: str) -> Iterator[list[_Token]]:
    """Words that stand together and could be titles and a name: a lower-case word or a comma ends a run."""
    return (_settled(run) for run in _raw_runs(text))


def _settled(run: list[_Token]) -> list[_Token]:
    """A run in which a word that could be a family name is one where it ends a name: "Amartya Sen", "Ms. Hall"."""
    last = max((at for at, token in enumerate(run) if token.kind != "suffix"), default=0)
    ending, before = run[last], run[last - 1].kind if last else ""
    title = ending.kind == "honorific" and ending.text.isalpha() and before == "name"
    common = ending.kind == "other" and _bare(ending.text) in grammar.ALSO_NAMES
    if title or (common and before in {"name", "honorific"}):
        return [*run[:last], ending._replace(kind="name"), *run[last + 1 :]]
    return run


def _raw_runs(text: str) -> Iterator[list[_Token]]:
    run: list[_Token] = []
    for token in _tokens(text):
        joined = run and (_adjacent(text, run[-1], token) or _suffix_follows(text, run[-1], token))
        if run and (not joined or token.kind == "lower"):
            yield run
            run = []
        if token.kind != "lower":
            run.append(token)
    if run:
        yield run


def take_apart(printed: str, *, honorific: str = "") -> PersonName:
    """A name's given and family parts, suffix and honorific, in the order that the text itself shows."""
    tokens = _settled(_tokens(printed))
    honorifics = [token.text for token in tokens if token.kind == "honorific"]
    suffix = " ".join(token.text for token in tokens if token.kind == "suffix")
    words = [token.text for token in tokens if token.kind not in {"honorific", "suffix"}]
    parts = _order(words)
    return PersonName(
        printed.strip(),
        parts.given,
        parts.family,
        honorific or " ".join(honorifics),
        suffix,
        parts.family_first,
        parts.particle,
    )


class _Parts(NamedTuple):
    given: str
    family: str
    family_first: bool = False
    particle: str = ""


def _order(words: list[str]) -> _Parts:
    """A name's words told apart, by capitals, by the usage of a language, else the last word the family name."""
    capitals = [len(word) > 1 and word.isupper() and "." not in word for word in words]
    if any(capitals) and not all(capitals):
        family = [_cased(word) for word, upper in zip(words, capitals, strict=True) if upper]
        given = [word for word, upper in zip(words, capitals, strict=True) if not upper]
        return _Parts(" ".join(given), " ".join(family), capitals[0])
    if all(capitals):
        words = [_cased(word) for word in words]
    if len(words) > 1 and (_east_asian(words) or _hungarian(words)):
        return _Parts(" ".join(words[1:]), words[0], family_first=True)
    return _western(words)


def _western(words: list[str]) -> _Parts:
    """Given names, then the family name: the last word, or all from the first particle on."""
    last = len(words) - 1
    at = next((at for at in range(last) if _begins_family(words, at)), last)
    if 0 < at < last and words[at] in {"y", "e"}:
        return _Parts(" ".join(words[: at - 1]), " ".join(words[at - 1 :]))
    end = at
    while end < last and (words[end] in grammar.PARTICLES or words[end + 1] in grammar.PARTICLES):
        end += 1
    if end == at or words[at] in grammar.PARTICLES_KEPT:
        return _Parts(" ".join(words[:at]), " ".join(words[at:]))
    return _Parts(" ".join(words[:at]), " ".join(words[end:]), particle=" ".join(words[at:end]))


def _begins_family(words: list[str], at: int) -> bool:
    """Whether a word is a particle: in lower case, or with a capital ("De") where it is no given name ("Van Morrison")."""
    bare = words[at].casefold()
    if words[at] in grammar.PARTICLES:
        return True
    leads = at > 0 or bare not in grammar.PARTICLES_GIVEN or words[1] in grammar.PARTICLES
    return bare in grammar.PARTICLES and leads


def _cased(word: str) -> str:
    """A word in capitals as names are written: "MIZSEI" is "Mizsei", "O'BRIEN" is "O'Brien"."""
    return re.sub(r"[^\W\d_]+", lambda part: part.group().capitalize(), word)


def _hungarian(words: list[str]) -> bool:
    first, last = _bare(words[0]), _bare(words[-1])
    return len(words) < 4 and last in grammar.GIVEN_HUNGARIAN and first not in grammar.GIVEN_HUNGARIAN


def _east_asian(words: list[str]) -> bool:
    first, last = _bare(words[0]), _bare(words[-1])
    if len(words) == 2 and first in grammar.FAMILIES_JAPANESE:
        return last not in grammar.FAMILIES_JAPANESE
    if _bare(words[0]) not in grammar.FAMILIES_FIRST or len(words) > 4:
        return False
    if len(words) == 2 and "-" not in words[1] and _bare(words[1]) in grammar.FAMILIES_FIRST:
        return False
    return all(grammar.SYLLABLES.fullmatch(word) for word in words[1:])


@lru_cache(maxsize=1024)
def whole_name(text: str) -> PersonName | None:
    """The name that a text consists of, honorifics included; None where it is anything else, such as a table's row."""
    runs = list(_runs(text))
    if len(runs) != 1 or "\t" in text.strip() or len(_tokens(text)) != len(runs[0]):
        return None
    run = runs[0]
    while run and run[0].kind in {"honorific", "office"}:
        run = run[1:]
    names = [token for token in run if token.kind in {"name", "particle"}]
    titled = len(run) < len(runs[0])
    if not names or len(names) > 6 or any(token.kind in {"other", "office", "honorific"} for token in run):
        return None
    if len([token for token in names if token.kind == "name"]) < (1 if titled else 2):
        return None
    honorific = " ".join(token.text for token in runs[0][: len(runs[0]) - len(run)] if token.kind == "honorific")
    return take_apart(text[run[0].start : run[-1].end], honorific=honorific)


@lru_cache(maxsize=256)
def mentions(text: str, known: frozenset[str] = frozenset()) -> tuple[Mention, ...]:
    """The persons named in a text, in order; `known` holds family names, folded, that may stand alone."""
    runs = ([_as_known(token, known) for token in run] for run in _runs(text))
    found = (_mention(text, run, known) for run in runs)
    return tuple(mention for mention in found if mention)


def _as_known(token: _Token, known: frozenset[str]) -> _Token:
    """A word that is somebody's name in this document is one, whatever else it could be."""
    return token._replace(kind="name") if token.kind == "other" and folded(token.text) in known else token


def _mention(text: str, run: list[_Token], known: frozenset[str]) -> Mention | None:
    """The person at the end of a run of words: what stands before the name is dropped, what follows forbids it."""
    first = len(run)
    while first > 0 and run[first - 1].kind in {"name", "particle", "suffix"}:
        first -= 1
    name = run[first:]
    called = first > 0 and run[first - 1].kind == "honorific" and any(token.kind == "name" for token in name)
    while name and name[0].kind != "name" and _bare(name[0].text) != "al" and not called:
        name, first = name[1:], first + 1
    if not name or len(name) > 6:
        return None
    before = run[first - 1].kind if first else ""
    titled = before in {"honorific", "office"}
    words = [token for token in name if token.kind == "name"]
    if len(words) == 1 and not titled and folded(words[0].text) not in known:
        return None
    start = first
    while start > 0 and run[start - 1].kind in {"honorific", "office"}:
        start -= 1
    honorific = " ".join(token.text for token in run[start:first] if token.kind == "honorific")
    printed = text[name[0].start : name[-1].end]
    return Mention(run[start].start, name[-1].end, take_apart(printed, honorific=honorific), titled)
