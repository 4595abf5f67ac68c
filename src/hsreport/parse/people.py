"""Lines that name a person and where that person comes from; rosters; who the document knows."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from hsreport.language import grammar
from hsreport.language.spellings import folded, is_slip
from hsreport.parse.names import mentions, take_apart, whole_name
from hsreport.parse.paragraphs import Paragraph
from hsreport.values import Affiliation, PersonName, Role

_PART = re.compile(
    r"(?P<name>[^,，(（;\t]+?)(?:\s*[,，]\s*|\s*\t+\s*|\s+[-–—]+\s+|\s*(?=[(（]))(?P<rest>.+)", re.DOTALL
)
_TURN_LABEL = re.compile(
    r"(?P<label>(?:[^:：.?!]|(?<=\b\w)\.|(?<=\b[A-Z]\w)\.|(?<=\b[A-Z]\w\w)\.|(?<=\b[A-Z]\w\w\w)\.){2,60}?)\s*[:：](?=\s|$)"
)
"""Words before a colon; full stops only after initials and titles ("J.", "Mr.", "Prof.")."""
_INITIALS = re.compile(r"[A-Z]{2,5}")
_POSSESSIVE = re.compile(
    rf"(?P<name>[^:：]{{3,80}}?)[’']s?\s+(?:[\w-]+\s+){{0,3}}(?:{grammar.NOUNS})\s*[:：]?", re.IGNORECASE
)
_NOUN_BY = re.compile(
    rf"(?:[\w-]+\s+){{0,3}}(?:{grammar.NOUNS})(?:\s+(?:on|about|concerning)\s+[^:：]{{2,80}}?)?\s+(?:by|of|from)\s+(?P<name>[^:：]{{3,160}}?)\s*[:：]?",
    re.IGNORECASE,
)
_ANY_NAME = re.compile(r"(?!The )(?:[A-Z][\w’'.-]+ ){1,3}[A-Z][\w’'-]+")
_IN_BRACKETS = re.compile(r"[(（](?P<word>[A-Z]{2,5})[)）]")
_SUFFIX = re.compile(r"(?P<suffix>(?:Jr|Sr)\.?|II|III|IV)(?:,|$)")
_IN_BRACKETS_AT_END = re.compile(r"\s*[(（][^()（）]*[)）]$")
_NEXT_PERSON = re.compile(rf"(?<=[)）])\s*,\s*(?:and\s+)?|,\s*(?:and\s+)?(?={grammar.TITLED.pattern})")
"""Where the next person of a line begins: after a place in brackets, or before a title."""
_LONGEST = 260
"""A line longer than this many characters is prose, whatever it starts with."""
_INTRODUCED_WITHIN = 20_000
"""People are introduced in the first characters of a paragraph; a longer one is no prose."""
_LONGEST_ROSTER = 4000
"""A line of several people is no longer than this many characters."""
_COLUMNS = 30
"""People are introduced in the first columns of a table."""
_SINGULAR_ONLY = frozenset(
    {Role.MODERATOR, Role.CHAIR, Role.LEAD_OFF, Role.KEYNOTE, Role.RAPPORTEUR, Role.OPENING, Role.CLOSING}
)


class PersonLine(NamedTuple):
    """A person and affiliation as one line gives them; `missing_comma` where nothing parts the two."""

    name: PersonName
    affiliation: Affiliation | None
    missing_comma: bool = False


class RosterLine(NamedTuple):
    """What a roster line says: its label, the role it means (None for none printed), and the people."""

    label: str
    role: Role | None
    people: tuple[tuple[str, PersonLine], ...]


class Known(NamedTuple):
    """Who the document knows: names that may stand alone in prose, and labels that open turns."""

    names: frozenset[str]
    listed: frozenset[str]
    """The family names on rosters and lists of those present."""
    turns: frozenset[str]
    full: tuple[PersonName, ...]
    """Everyone with a given name whom a title or a list introduces."""
    initials: dict[str, PersonName]
    """Whom initials stand for, where a list of those present explains them."""


def announcing(text: str) -> str:
    """The name in “Professor X's arguments” or “Statement by Ms. Y, office”; empty where a line announces nobody."""
    for pattern in (_POSSESSIVE, _NOUN_BY):
        match = pattern.fullmatch(text.strip(" []")) if len(text) <= _LONGEST else None
        words = match["name"].split(",")[0].strip() if match else ""
        if words and (whole_name(words) or whole_name(re.sub(r"^the\s+", "", words)) or " " not in words):
            return words
    return ""


@lru_cache(maxsize=256)
def person_line(text: str) -> PersonLine | None:
    """“Name, position, organization”, “Name (organization)”, “Name - country”, a comma missing or not."""
    if len(text) > _LONGEST or text.rstrip().endswith((".", "?", "!", ":")):
        return None
    name = whole_name(text)
    if name:
        return PersonLine(name, None)
    parted = _PART.match(text)
    suffix = _SUFFIX.match(parted["rest"]) if parted else None
    if parted and suffix:
        name = whole_name(f"{parted['name']}, {suffix['suffix']}")
        rest = parted["rest"][suffix.end() :].strip()
        return PersonLine(name, affiliation(rest) if rest else None) if name else None
    name = whole_name(parted["name"]) if parted else None
    if parted and name:
        rest = parted["rest"]
        return PersonLine(name, None if _are_initials(rest.strip("()（） "), name) else affiliation(rest))
    return _without_comma(text)


def _without_comma(text: str) -> PersonLine | None:
    """“Lincoln Chen Director, ...”: a full name that runs straight into an office."""
    words = text.split()
    for cut in range(2, min(5, len(words))):
        office = words[cut].rstrip(",").casefold()
        if office in grammar.OFFICE_WORDS and words[cut][0].isupper():
            name = whole_name(" ".join(words[:cut]))
            return PersonLine(name, affiliation(" ".join(words[cut:])), missing_comma=True) if name else None
    return None


def _are_initials(word: str, name: PersonName) -> bool:
    """Whether a word in capitals is made of a name's letters, in their order: "RPR" for Rob Palmer."""
    letters = iter(name.display.casefold())
    return _INITIALS.fullmatch(word) is not None and all(letter in letters for letter in word.casefold())


def affiliation(text: str) -> Affiliation:
    """Position and organization: the offices first, then the rest; a single part is told by its words."""
    printed = text.strip()
    enclosed = re.fullmatch(r"[(（](.*)[)）]", printed)
    bare = enclosed[1] if enclosed else printed
    parts = [part.strip() for part in bare.split(",")]
    offices = 0
    while offices < len(parts) and _is_position(parts[offices]):
        offices += 1
    return Affiliation(printed, ", ".join(parts[:offices]), ", ".join(parts[offices:]))


def _is_position(part: str) -> bool:
    """Whether the words before "of" or "for" are an office and no organization."""
    head = re.split(r"\b(?:of|for|at|to|in)\b", part, maxsplit=1)[0]
    words = {word.casefold().strip(".") for word in re.findall(r"[\w'’-]+", head)}
    offices = words & (grammar.OFFICE_WORDS | grammar.HONORIFICS)
    return bool(offices) and not words & (grammar.OTHER_WORDS - grammar.OFFICE_WORDS)


@lru_cache(maxsize=256)
def roster_line(text: str) -> RosterLine | None:
    """A line of a roster: "Moderator: ...", several people after ";" or ",", or a person without a label."""
    if len(text) > _LONGEST_ROSTER or is_attendance(text):
        return None
    enclosed = re.fullmatch(r"[(（]([^()（）]+)[)）]", text)
    text = enclosed[1] if enclosed else text
    label = grammar.LABEL.match(text) or _label_without_colon(text)
    several = enclosed is not None or (label is not None and label["label"].casefold().endswith(("s", "panel")))
    rest = text[label.end() :] if label else text
    people = _people(rest, several=several, pair=enclosed is not None) or (_unlikely_name(rest) if label else ())
    if not people:
        return None
    return RosterLine(label["label"] if label else "", role_of(label["label"]) if label else None, people)


def _label_without_colon(text: str) -> re.Match[str] | None:
    """“Chairman Dr. X”, “Moderator; Ms. Y”: a label that a titled name follows."""
    label = grammar.LABEL_SLIP.match(text)
    person = person_line(text[label.end() :]) if label and text[:1].isupper() else None
    return label if person and person.name.honorific else None


def _unlikely_name(text: str) -> tuple[tuple[str, PersonLine], ...]:
    """A name of common words after a label, where an office follows it: "Moderator: Faith Church, Professor"."""
    parted = _PART.match(text)
    if not parted or not _ANY_NAME.fullmatch(parted["name"]) or not affiliation(parted["rest"]).position:
        return ()
    return ((text, PersonLine(take_apart(parted["name"]), affiliation(parted["rest"]))),)


def is_attendance(text: str) -> bool:
    """Whether a line lists those present with their initials: "Brian Terlson (BT), Mark Miller (MM), ..."."""
    return len(_IN_BRACKETS.findall(text, 0, _LONGEST_ROSTER)) > 2


def _with_places(text: str) -> list[str]:
    """The pieces of “Name (place), Name, Name (place)”; none where one is no name."""
    pieces = re.split(r",\s*(?:and\s+)?(?![^()（）]*[)）])", text) if _IN_BRACKETS_AT_END.search(text) else []
    return pieces if all(whole_name(_IN_BRACKETS_AT_END.sub("", piece)) for piece in pieces) else []


def _people(text: str, *, several: bool, pair: bool) -> tuple[tuple[str, PersonLine], ...]:
    """The people of a roster line; commas part people only under a plural label and between three names or more (two in a `pair`)."""
    pieces = [piece.strip() for piece in re.split(r"[;；]\s*", text) if piece.strip()]
    if len(pieces) == 1 and several:
        apart = _with_places(text) or [piece for piece in _NEXT_PERSON.split(text) if piece]
        pieces = apart if all(map(person_line, apart)) else pieces
    if len(pieces) == 1:
        names = [piece.strip() for piece in re.split(r",\s*(?:and\s+)?|\s+and\s+", text) if piece.strip()]
        listed = len(names) > 1 and all(whole_name(name) for name in names)
        pieces = names if listed and ((several and len(names) > 2 - pair) or "," not in text) else pieces
    lines = [(piece, person_line(piece)) for piece in pieces]
    return tuple((piece, line) for piece, line in lines if line) if all(line for _, line in lines) else ()


def role_of(label: str) -> Role | None:
    """The role that a printed label means, None where it is no label of a role."""
    return next((row.role for row in grammar.ROLES if row.label.fullmatch(label.strip())), None)


def role_after(label: str, role: Role | None) -> Role:
    """The role of a line that follows a labelled one without a label of its own.

    "Panelists:" goes on for the lines below it; "Lead-off:" and "Moderator:" are one person's, and those
    below are plain speakers.
    """
    if role is None or (label and role in _SINGULAR_ONLY and not label.casefold().endswith("s")):
        return Role.SPEAKER
    return role


def known_people(paragraphs: Sequence[Paragraph]) -> Known:
    """Everyone whom rosters, name headings and titles introduce, by the names that may stand for them."""
    found: list[PersonName] = []
    listed: list[PersonName] = []
    turns: Counter[str] = Counter()
    initials: dict[str, PersonName] = {}
    for each in paragraphs:
        line = roster_line(each.text) if len(each.text) <= _LONGEST else None
        listed += [person.name for _, person in line.people] if line else []
        found += [mention.name for mention in mentions(each.text[:_INTRODUCED_WITHIN]) if mention.titled]
        initials |= _explained(each)
        label = turn_label(each.text)
        if label:
            turns[label] += 1
    initials = _used(turns, [*listed, *found]) | initials
    listed += initials.values()
    families = frozenset(folded(name.family) for name in listed)
    full = tuple({name.display: name for name in (*listed, *found) if name.given}.values())
    used_often = frozenset(label for label, count in turns.items() if count > 1)
    return Known(_alone([*found, *listed]), families, used_often, full, initials)


def _used(turns: Counter[str], people: Iterable[PersonName]) -> dict[str, PersonName]:
    """Whom initials before a colon stand for without a list: “JS: ...”, where they are those of one person alone.

    Where those of several people are used so, everyone's may stand in prose too.
    """
    meant: dict[str, dict[str, PersonName]] = {}
    for name in people:
        letters = "".join(word[0] for word in re.split(r"[\s-]+", name.display) if word)
        meant.setdefault(letters.upper(), {})[name.display.casefold()] = name
    alone = {label: next(iter(names.values())) for label, names in meant.items() if len(names) == 1 and len(label) > 1}
    found = {label: name for label, name in alone.items() if label in turns}
    return alone if len(found) > 1 else {label: name for label, name in found.items() if turns[label] > 1}


def _explained(here: Paragraph) -> dict[str, PersonName]:
    """The initials that a line or a table row explains: "Brian Terlson (BT), ...", "| Brian Terlson | BT |"."""
    pairs = []
    text = here.text[:_INTRODUCED_WITHIN]
    for found in _IN_BRACKETS.finditer(text):
        before = text[max(0, found.start() - 60) : found.start()]
        pairs.append((re.split(r"[,;:(（]", before)[-1], found["word"]))
    names = [(whole_name(re.sub(r"^\s*and\s+", "", name.strip())), word.strip()) for name, word in pairs]
    listed = len(names) > 2 and all(name for name, _ in names)
    explained = dict(_explained_in_row(here.cells[:_COLUMNS]))
    return explained | {word: name for name, word in names if name and (listed or _are_initials(word, name))}


def _explained_in_row(cells: Sequence[str]) -> Iterator[tuple[str, PersonName]]:
    """Initials made of the letters of a name in the row, and those right behind one that share its first letter."""
    for at, cell in enumerate(cells):
        name = whole_name(cell)
        for place, word in enumerate(cells if name else ()):
            beside = place == at + 1 and _INITIALS.fullmatch(word) and word[0] == cell[0].upper()
            if name and (beside or _are_initials(word, name)):
                yield word, name


def turn_label(text: str) -> str:
    """The words before a colon that could name who speaks; empty where there are none."""
    match = _TURN_LABEL.match(text)
    return match["label"] if match else ""


def _alone(people: Iterable[PersonName]) -> frozenset[str]:
    """Family names, and given names that only one person has."""
    full = {name.display.casefold(): name for name in people if name.given}
    given = Counter(folded(name.given.split()[0]) for name in full.values())
    families = {folded(name.family) for name in people if len(name.family) > 1}
    words = {word for family in families for word in family.split()[-1:]} | families
    return frozenset(words | {name for name, count in given.items() if count == 1 and len(name) > 2})


def speaker_name(text: str, known: Known) -> PersonName | None:
    """The person whom a label or a heading names: a full or titled name, or one that the document knows."""
    name = known.initials.get(text.strip()) or whole_name(text)
    if name:
        return name
    word = text.strip()
    bare = _without_particles(word)
    return take_apart(word) if {folded(word), folded(bare)} & known.names and bare[:1].isupper() else None


def slipped_name(text: str, known: Known) -> PersonName | None:
    """The person whose family name a line is but for a slip, where only one on a roster could be meant."""
    word = text.strip()
    meant = [each for each in known.listed if is_slip(folded(word), each)]
    return take_apart(word) if len(meant) == 1 and word[:1].isupper() else None


def names_speaker(here: Paragraph, known: Known) -> bool:
    """Whether a line that is marked as a heading is the name of somebody who takes part, and thus opens a turn."""
    person = person_line(here.text) if here.heading else None
    return person is not None and (bool(person.name.honorific) or is_listed(person.name, known))


def is_listed(name: PersonName, known: Known) -> bool:
    """Whether somebody of that name is on a roster or a list of those present, a slip in the name or not."""
    return folded(name.family) in known.listed or slipped_name(name.family, known) is not None


def _without_particles(name: str) -> str:
    words = name.split()
    while len(words) > 1 and words[0].casefold() in grammar.PARTICLES:
        words = words[1:]
    return " ".join(words)
