"""The forms in which a name may stand: spellings, families with their particles, initials, and patterns for any of them."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from hsreport.language.scripts import foreign_passage
from hsreport.language.spellings import folded
from hsreport.model import Report
from hsreport.values import PersonName

IN_PARENTHESES = re.compile(r"\s*[(\[（][^)\]）]{1,80}[)\]）]")
SHORTEST = 3
"""Letters that a part of a name must have to tell whose it is."""
ADDRESSED = re.compile(r"[\w.+-]*(?:@|\(at\))(?=\w)[\w.-]*\w")
"""An e-mail address, or what somebody is called on a network."""
ADDRESS = re.compile(rf"(?:https?://|www\.)[^\s<>()\[\]]*[\w/]|{ADDRESSED.pattern}")


class Named(NamedTuple):
    """Words that name one person, whatever stands for the person with them: "the Minister, Yoriko Kawaguchi,"."""

    start: int
    end: int
    noun: str
    """What the person is called instead; empty where the words say no part."""
    several: bool = False
    """Whether the noun is one for several people ("commissioners"), and so holds for the names after it."""


def families_of(name: PersonName) -> Iterator[str]:
    """List the forms of a family name, also with a particle before it: "Merwe", "van der Merwe", "Van der Merwe"."""
    yield name.family or name.printed
    if name.particle:
        whole = f"{name.particle} {name.family}"
        yield from (whole, whole[0].upper() + whole[1:])


def letters_of(name: PersonName) -> Iterator[str]:
    """List the initials of a person, in small letters: of all names, and of the first and the family name."""
    words = [word for word in re.split(r"[\s.-]+", f"{name.given} {name.family}") if word[:1].isalpha()]
    if len(words) > 1:
        yield from dict.fromkeys(
            ("".join(word[0] for word in words).casefold(), (words[0][0] + words[-1][0]).casefold())
        )


def dotted(letters: str) -> str:
    """Make a pattern for initials with stops, the last of which is left where it ends a sentence."""
    stops = r"\.[\s-]?".join(map(re.escape, letters.upper()))
    return rf"{stops}\.(?!\s+[A-Z]|\s*$)|{stops}(?=\.\s+[A-Z]|\.\s*$)"


def any_of(patterns: Iterable[str]) -> str:
    return "|".join(sorted(set(patterns), key=lambda pattern: (-len(pattern), pattern))) or "(?!)"


def spellings_of(name: PersonName) -> Iterator[str]:
    """List the spellings of a whole name: in either order, as the index has it, in parts."""
    whole = (name.printed, name.display, name.heading, f"{name.given} {name.family}", f"{name.family} {name.given}")
    yield from (spelling.strip() for spelling in whole if len(spelling.split()) > 1)


def parts_of(name: PersonName) -> Iterator[str]:
    """List the words of a name, folded, that are long enough to tell whose they are."""
    yield from (
        part
        for part in folded(re.sub(r"(?<=\w)[’']", " ", f"{name.given} {name.family}")).split()
        if len(part) >= SHORTEST
    )


def either(words: Iterable[str], flags: re.RegexFlag = re.NOFLAG) -> re.Pattern[str]:
    """Compile a pattern for any of the words, the longest first, whatever spaces part them; for none it matches nothing."""
    ordered = sorted(filter(None, words), key=lambda word: (-len(word), word))
    either = "|".join(r"\s+".join(map(re.escape, word.split())) for word in ordered)
    return re.compile(rf"(?<!\w)(?:{either or '(?!)'})(?!\w)", flags)


def in_other_scripts(report: Report, people: Iterable[PersonName], whole: re.Pattern[str]) -> Iterator[str]:
    """Find names in letters that no spaces part, and what stands in other letters in parentheses behind a name."""
    yield from (name.printed for name in people if foreign_passage().fullmatch(name.printed))
    for passage in report.symposium.passages():
        text = f"{passage.person.name.printed} {passage.text}" if passage.person else passage.text
        for match in whole.finditer(text):
            behind = IN_PARENTHESES.match(text, match.end())
            if behind and foreign_passage().fullmatch(inner := behind.group().strip("()[]（） ")):
                yield inner


def settled_name(name: str) -> PersonName:
    """A name as it was settled: the last word is taken for the family's."""
    given, _, family = name.rpartition(" ")
    return PersonName(name, given, family)
