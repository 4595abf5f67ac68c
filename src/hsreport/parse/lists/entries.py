"""One person on a list, and all of a line that holds several: commas, semicolons, family names first, initials explained."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from hsreport.language import gazetteer, people
from hsreport.language.grammar import role_of
from hsreport.language.people import plain
from hsreport.parse.lists.labels import Label, label_at
from hsreport.parse.lists.people import AFTER_NAME, INVERTED, LONGEST_LINE, is_office, likeness, person_at
from hsreport.parse.paragraphs import Paragraph
from hsreport.parse.words.labels import whole_mention
from hsreport.parse.words.mentions import Mention
from hsreport.values import Role

LONGEST_LIST = 4000


LETTERS = r"(?:[^\W\d_a-z]{1,5}\d?|[^\W\d_a-z][a-z]{1,2}[^\W\d_a-z]{1,2})"
"""What a list may have for a name: "AW", "BdG"."""
_SHORT = re.compile(
    rf"\s*(?:[(（\[](?P<short>{LETTERS}|[a-z][\w-]{{1,11}})[)）\]]|(?:[–—-]\s)?[(（\[]?@(?P<handle>\w[\w.-]{{1,38}})[)）\]]?)"
)


_NUMBERED = re.compile(r"(?:^|,?\s+)\(?\d{1,2}[.)]\s+(?=[^\W\d_a-z])")
"""The number of a person within a line: "1. Mr. Rossi 2. Ms. Dubois"."""


class Entry(NamedTuple):
    """One person on a list: where it stands, the candidate, what is said of that person, the part."""

    paragraph: int
    mention: Mention
    printed: str
    """The item as printed, the name included."""
    rest: str
    """What stands behind the name: affiliation, office."""
    role: Role | None
    label: str
    short: str = ""
    """Initials or a nickname that the list explains."""
    absent: bool = False
    missing_comma: bool = False


_LEADERS = re.compile(r"\s?\.{4,}\s?")
"""Dots that lead from a name to what stands in another column."""
_LABELLED = re.compile(r"(?:(?<=[^\W\d_])\.|\s/)\s(?=[^\W\d_a-z][a-z-]+(?: [a-z]+){0,2}:\s)")


def items(at: int, text: str, label: Label) -> Iterator[Entry]:
    """The people of one line or cell."""
    for piece in re.split(r"\s*[;；]\s*", unnumbered(text).strip()):
        own = label_at(piece)
        inner = own if own and own.end < len(piece) and ":" in piece[: own.end] else None
        now = inner or label
        yield from people_of(at, piece[inner.end :] if inner else piece, now)


def unnumbered(text: str) -> str:
    """A line whose people are numbered, or have labels behind full stops, with semicolons between them instead."""
    text = _LABELLED.sub("; ", _LEADERS.sub(" ", text))
    return _NUMBERED.sub("; ", text).removeprefix("; ") if _NUMBERED.match(text) else text


def people_of(at: int, text: str, label: Label) -> Iterator[Entry]:
    """The people of a piece that no semicolon parts: commas part people where each begins like a name."""
    turned = INVERTED.match(text) if not label.end else None
    if turned and (turned["family"].isupper() or " " not in turned["family"]) and _is_turned(text):
        yield from entry_of(at, text, label)
        return
    parts = list(_parted(text))
    several = label.plural or ("," not in text and len(parts) > 1)
    begins = [
        number for number, part in enumerate(parts) if _begins_person(part, number, label, parts, several=several)
    ]
    ahead = parts[0] if begins[:1] == [1] and is_office(parts[0]) else ""
    for place, number in enumerate(begins):
        until = begins[place + 1] if place + 1 < len(begins) else len(parts)
        printed = ", ".join(parts[number:until]).strip(" ,")
        for entry in entry_of(at, people.ANOTHER.sub("", printed), label):
            yield entry._replace(rest=entry.rest or ahead)
            ahead = ""


def _is_turned(text: str) -> bool:
    """Whether a piece is one person with the family name first."""
    found = person_at(text)
    return found is not None and found[0].end > text.index(",")


def _parted(text: str) -> Iterator[str]:
    """The pieces between commas, slashes, bullets or columns outside brackets, and on either side of "and" where both are names."""
    for piece in re.split(r"(?:\s*,\s*|\s+[/•·|]\s+|\s{3,})(?![^()（）]*[)）])", text.strip().rstrip(",")):
        sides = re.split(r"\s+(?:and|&)\s+", piece)
        if len(sides) > 1 and all(_is_name(side) for side in sides):
            yield from sides
        elif piece.strip():
            yield piece


def _is_name(text: str) -> bool:
    found = person_at(text)
    return found is not None and (bool(found[0].titles) or len(found[0].key) > 1) and likeness(*found) >= 0.6


def _begins_person(part: str, number: int, label: Label, parts: Sequence[str], *, several: bool) -> bool:
    found = person_at(people.ANOTHER.sub("", part))
    if found is None:
        return bool(
            several
            and label.role is None
            and re.fullmatch(r"@?[a-z][\w.-]{1,19}(?:\s*\([^()]*\))?", part)
            and are_nicks(", ".join(parts))
            and not _is_name(parts[0])
        )
    if number == 0:
        return likeness(*found) > -1.5 or label.role is not None
    if plain(found[0].words[0]) in people.SUFFIXES | people.DEGREES or _is_office_alone(part):
        return False
    single = len(found[0].key) == 1 and not found[0].titles
    if not several:
        return False
    if single:
        return (
            label.role is None
            and not any(word in people.OFFICES | people.BODIES for word in found[0].key)
            and (gazetteer.is_given(found[0].key[0]) or len(parts) > 3)
            and not gazetteer.is_place(found[0].key[0])
        )
    alike = len(parts) > 2 and all(other.endswith(")") for other in parts)
    return alike or likeness(*found) >= (
        1.6 if label.role is not None and any(_is_position(other) for other in parts[1:]) else 0.9
    )


def _is_office_alone(text: str) -> bool:
    """“Chief Gardener”: words that are all offices, two or more, whatever else they may be."""
    words = [plain(word) for word in text.split()]
    return len(words) > 1 and all(word in people.OFFICES | people.BEFORE_OFFICES for word in words)


def behind_office(text: str) -> str:
    """What stands behind the office before a name: "HM Senior Coroner, Mrs Ann Wu"; all of it where none does."""
    office, comma, rest = text.partition(",")
    return rest.strip() if comma and is_office(office) and not _is_name(office) else text


def _is_position(text: str) -> bool:
    words = {plain(word) for word in re.findall(r"[\w'’-]+", text)}
    return bool(words & (people.OFFICES - people.OFFICES_ALSO_NAMES)) or bool(words & people.BODIES)


def entry_of(at: int, printed: str, label: Label) -> Iterator[Entry]:
    found = person_at(printed)
    if found is None:
        nick = re.match(r"@?(?P<name>[\w.-]{2,20})", printed)
        if nick and label.role is None:
            name = nick["name"]
            handle = Mention(0, 0, nick.end(), (), (name,), (plain(name),))
            yield Entry(at, handle, printed, printed[nick.end() :], None, label.words, name, label.absent)
        return
    mention, rest = found
    match = _SHORT.match(rest)
    short = (match["handle"] or match["short"]) if match else ""
    bare = rest[match.end() :] if match and (match["handle"] or _explains(short, mention)) else rest
    missing = bool(re.match(r"\s+[^\W\d_a-z]", rest)) and not AFTER_NAME.match(rest)
    words = bare.strip().lstrip(",，–—-/|=\t ").strip()
    own = own_role(words)
    presides = own in {Role.CHAIR, Role.MODERATOR} and words.endswith((")", "）"))
    yield Entry(
        at,
        mention,
        printed,
        words,
        own if presides else label.role or own,
        f"{label.words} {label.numbered}".strip(),
        short if bare != rest else "",
        label.absent,
        missing,
    )


def own_role(rest: str) -> Role | None:
    """The part that a list gives to one of its people alone: "Ann Wu (moderator)"."""
    parts = re.split(r"\s*[(),;（）]\s*", rest)
    return next((role for part in parts if (role := role_of(part)) and role is not Role.SPEAKER), None)


def _explains(short: str, mention: Mention) -> bool:
    """Whether letters are those of a name in their order: "RPR" for Rob Palmer."""
    letters = iter("".join(mention.words).casefold())
    return all(letter in letters for letter in short.casefold() if letter.isalpha())


def are_nicks(rest: str) -> bool:
    """Whether a list behind a label is of short names, nicknames among them: "fen, Lukas P., Gwen (from 20h)"."""
    parts = [part.strip() for part in re.sub(r"\s*[(（][^()（）]*[)）]", "", rest.rstrip(".")).split(",")]
    return len(parts) > 1 and all(re.fullmatch(r"@?[\w.'’-]{1,20}(?: [\w.'’-]{1,20}){0,2}", part) for part in parts)


def inverted(paragraphs: Sequence[Paragraph]) -> dict[tuple[str, ...], str]:
    """Names that lists print as "FAMILY, Given": the words in reading order, to the family name."""
    pieces = (piece for here in paragraphs for piece in (*here.cells, here.text[:LONGEST_LINE]))
    matches = (match for piece in pieces if (match := INVERTED.match(piece)) and _is_inverted(match))
    return {
        tuple(plain(word) for word in f"{match['given']} {match['family']}".split()): match["family"]
        for match in matches
    }


def _is_inverted(match: re.Match[str]) -> bool:
    """Whether the words before a comma are a family name, and those behind it a given name."""
    family, given = match["family"], match["given"]
    if not whole_mention(family) or set(map(plain, family.split())) & (people.BODIES | people.OFFICES):
        return False
    return (family.isupper() and not given.isupper()) or gazetteer.is_given(given.split()[0])
