"""A name taken apart: given and family names, particles, suffix, in the order that the text or the usage of a language shows."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from hsreport.language import gazetteer, grammar, people
from hsreport.language.people import plain
from hsreport.values import PersonName


class _Parts(NamedTuple):
    given: str
    family: str
    family_first: bool = False
    particle: str = ""


def person_name(words: Sequence[str], *, family: str = "", honorific: str = "") -> PersonName:
    """The name that words make; `family` are those that the document itself shows to be the family name.

    "Jan van der Berg" is entered under Berg, "Ogata Sadako" under Ogata where Ogata is a Japanese family name, "SEN
    Amartya" under Sen by its capitals.
    """
    behind = [
        at > 0 and (plain(word) in people.SUFFIXES or (at > 1 and _is_degree(word))) for at, word in enumerate(words)
    ]
    suffix = " ".join(word for word, is_behind in zip(words, behind, strict=True) if is_behind)
    names = [word.strip(",") for word, is_behind in zip(words, behind, strict=True) if not is_behind]
    parts = _shown(names, family) if family and not (len(names) > 1 and _east_asian(names)) else None
    parts = parts or _order(names)
    return PersonName(" ".join(words), parts.given, parts.family, honorific, suffix, parts.family_first, parts.particle)


def _shown(words: list[str], family: str) -> _Parts | None:
    """The parts where the family name is known: the last words, or the first if they are no given name."""
    own = family.split()
    count = len(own)
    if count >= len(words):
        return None
    mixed = not all(word.isupper() for word in words)
    cased = [
        _cased(word) if word.isupper() and "." not in word and len(word) > (1 if mixed else 2) else word
        for word in words
    ]
    if words[-count:] == own and own[0] in people.PARTICLES:
        return _western(cased)
    if words[-count:] == own:
        western = _western(cased)
        if western.family.split()[-count:] == cased[-count:] and count == 1:
            return western
        return _Parts(" ".join(cased[:-count]), " ".join(cased[-count:]))
    if (
        words[:count] == own
        and words[count] not in people.PARTICLES
        and not (count == 1 and gazetteer.is_given(own[0]) and not gazetteer.is_family(own[0]))
    ):
        return _Parts(" ".join(cased[count:]), " ".join(cased[:count]), family_first=True)
    return None


def _order(words: list[str]) -> _Parts:
    """A name's words told apart, by capitals, by the usage of a language, else the last word the family name."""
    capitals = [len(word) > 1 and word.isupper() and "." not in word for word in words]
    written = [
        upper for word, upper in zip(words, capitals, strict=True) if len(word.rstrip(".")) > 1 and word[1:2] != "."
    ]
    if any(written) and not all(written):
        family = [_cased(word) for word, upper in zip(words, capitals, strict=True) if upper]
        given = [word for word, upper in zip(words, capitals, strict=True) if not upper]
        return _Parts(" ".join(given), " ".join(family), capitals[0])
    if any(written):
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
    while end < last and (words[end] in people.PARTICLES or words[end + 1] in people.PARTICLES):
        end += 1
    if end == at or words[at] in grammar.PARTICLES_KEPT:
        return _Parts(" ".join(words[:at]), " ".join(words[at:]))
    return _Parts(" ".join(words[:at]), " ".join(words[end:]), particle=" ".join(words[at:end]))


def _begins_family(words: list[str], at: int) -> bool:
    """Whether a word is a particle: in lower case, or with a capital ("De") where it is no given name ("Van Morrison")."""
    bare = words[at].casefold()
    if words[at] in people.PARTICLES or words[at] in {"'t", "’t"}:
        return True
    leads = at > 0 or bare not in grammar.PARTICLES_GIVEN or words[1] in people.PARTICLES
    return bare in people.PARTICLES - {"st", "y", "ap"} and leads


def _is_degree(word: str) -> bool:
    """Whether a word behind a name is a degree ("RN") and no name that looks like one ("MA")."""
    return word.isupper() and plain(word) in people.DEGREES and not gazetteer.is_family(word)


def _cased(word: str) -> str:
    """A word in capitals as names are written: "MIZSEI" is "Mizsei", "O'BRIEN" is "O'Brien"; initials stay ("RN")."""
    if len(word) < 4 and not gazetteer.is_family(word) and not gazetteer.is_given(word):
        return word
    return re.sub(r"[^\W\d_]+", lambda part: part.group().capitalize(), word)


def _hungarian(words: list[str]) -> bool:
    first, last = words[0].casefold(), words[-1].casefold()
    return len(words) < 4 and last in grammar.GIVEN_HUNGARIAN and first not in grammar.GIVEN_HUNGARIAN


def _east_asian(words: list[str]) -> bool:
    first, last = words[0].casefold(), words[-1].casefold()
    if len(words) == 2 and first in grammar.FAMILIES_JAPANESE:
        return last not in grammar.FAMILIES_JAPANESE
    if first not in grammar.FAMILIES_FIRST or len(words) > 4:
        return False
    if len(words) == 2 and "-" not in words[1] and last in grammar.FAMILIES_FIRST:
        return False
    return all(grammar.SYLLABLES.fullmatch(word) for word in words[1:])
