"""What speaks for and against each candidate: clues counted over the whole document, weighed by `clues.toml`.

A clue is a weight, never a verdict. A candidate is known by its key, its folded words: all mentions of it count together.
"""

import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib.resources import files
from types import MappingProxyType
from typing import NamedTuple

from msgspec.structs import replace

from hsreport.language import gazetteer, grammar, people, saying
from hsreport.language.people import plain
from hsreport.language.words import is_known
from hsreport.parse.lists.people import INVERTED, is_person_line, likeness, person_at
from hsreport.parse.lists.rosters import Rosters
from hsreport.parse.paragraphs import Paragraph
from hsreport.parse.words.labels import INNER, SIGNED_IN, ends, labels, whole_mention
from hsreport.parse.words.mentions import Mention, mentions
from hsreport.parse.words.verbs import Does, verb_after

Key = tuple[str, ...]
_DATA = tomllib.loads(files("hsreport.parse.cast").joinpath("clues.toml").read_text(encoding="utf-8"))
WEIGHTS: Mapping[str, float] = _DATA["weight"]
MOST: Mapping[str, int] = _DATA["most"]
SURE: float = _DATA["sure"]
POOLED: float = _DATA["pooled"]
POOLED_MOST: float = _DATA["pooled_most"]

_LONGEST = 20_000
_WINDOW = 300
"""How far behind a name clues are looked for, in characters."""
_DOES = {Does.SAYS: "says", Does.ACTS: "acts", Does.STOPS: "acts"}
QUOTES = re.compile(r"(?:\s\([^)]*\)|,\s[^,.;:“\"]{1,40})?:\s[“\"]")
"""A colon and a quotation: “..., it was Ann Wu, 17: "..."”."""
_BEFORE = (
    ("the", re.compile(r"\b[Tt]he\s$")),
    (
        "preposition",
        re.compile(
            rf"\b(?:in|at|to|near|throughout|across|into|via|(?i:(?:{people.OF_WHAT})\s(?:of\sState\s)?(?:(?:of|for)\s(?:[^\W\d_][\w'’-]*\s){{1,3}}?)?(?:of|for|on)))\s$"
        ),
    ),
    ("inversion", re.compile(rf"[,”\"’'?!»]\s(?:{saying.TALK})\s$")),
    ("agent", re.compile(rf"\b(?:{saying.AGENT}|chaired|moderated|facilitated|led) by\s$")),
)
_BEHIND = (
    ("who", re.compile(r",?\s+who(?:se)?\b")),
    ("owner", re.compile(rf"['’]s?\s+(?:\w+\s)?(?:{saying.NOUNS})\b")),
    (
        "apposition",
        re.compile(
            r"\s\([^\W\d_a-z][^()]{3,80}\)|,\s(?:an?|the|our|former|then)\s|,\s(?:[^\W\d_]+\s){0,4}(?i:of|for|at)\s"
        ),
    ),
    ("pronoun", re.compile(r"[^.]{0,140}[.;]\s+(?:He|She)\b|[^.]{0,80}\b(?:he|she|his|her)\b")),
    ("says", QUOTES),
    ("thing", re.compile(r"[^.]{0,60}\b(?:its|itself)\b")),
)
_PART_BEHIND = re.compile(
    rf"(?:\s*\([^)]{{1,120}}\)|,\s[^.;:]{{2,120}}?,)?\s+(?:\w+ly\s+|also\s+)?(?:{'|'.join(row.sentence.pattern for row in grammar.ROLES if row.sentence)})",
    re.IGNORECASE,
)
_PART_BEFORE = re.compile(
    rf"(?:{'|'.join(row.before.pattern for row in grammar.ROLES if row.before)})\b[^.;:]{{0,90}}$", re.IGNORECASE
)
_LOWER = re.compile(r"(?<![^\W\d_])[a-zà-ÿ][^\W\d_]*(?:['’][^\W\d_]+)?")


_OF_BODIES_TOO = {"says", "acts", "inversion", "the", "thing", "preposition"}
"""Clues that a body has as well as a person."""


class Tally(NamedTuple):
    """All that a document says of one candidate."""

    clues: Counter[str]
    surfaces: Counter[tuple[str, ...]]
    """The words as printed, and how often."""
    honours: Counter[str]
    """Honorifics before it."""
    first: int
    """The paragraph that mentions it first."""


class Evidence(NamedTuple):
    """What a document says of every candidate, and which words it writes in lower case."""

    tallies: Mapping[Key, Tally]
    lower: Mapping[str, int]


_ANSWER = re.compile(r"^[QA][.:]\s+")
"""What is no initial where questions and answers are marked so: "A. Peter Marsh, of Hull."."""


def gather(
    paragraphs: Sequence[Paragraph],
    rosters: Rosters,
    ruled: Iterable[tuple[int, Mention]] = (),
    titles: Mapping[int, str] = MappingProxyType({}),
) -> Evidence:
    """The clues of all candidates; `ruled` are those of whom the author says that they speak, and where.

    `titles` are the words of headings that have a letter or a figure before them, which is no initial.
    """
    tallies: dict[Key, Tally] = {}
    listed: defaultdict[int, set[Key]] = defaultdict(set)

    def note(key: Key, words: tuple[str, ...], at: int, *clues: str) -> Tally:
        tally = tallies.setdefault(key, Tally(Counter(), Counter(), Counter(), at))
        tally.clues.update(clues)
        tally.surfaces[words] += 1
        return tally

    for entry in rosters.entries:
        clues = ("roster", "explained") if entry.short else ("roster",)
        tally = note(entry.mention.key, entry.mention.words, entry.paragraph, *clues, *_titles(entry.mention))
        tally.honours.update(title for title in entry.mention.titles if title in people.HONORIFICS)
        listed[entry.paragraph].add(entry.mention.key)
    for at, mention in ruled:
        note(mention.key, mention.words, at, "ruled")
    for at, here in enumerate(_without_letters(paragraphs, titles)):
        if at in rosters.paragraphs:
            continue
        if _frames(here, paragraphs[at + 1] if at + 1 < len(paragraphs) else None):
            first = mentions(here.text)[0]
            note(first.key, first.words, at, "frame")
        turned = person_at(here.text) if here.gap and not here.marks and INVERTED.match(here.text) else None
        if turned:
            note(turned[0].key, turned[0].words, at, "alone")
        for mention in mentions(here.text):
            if mention.words:
                tally = note(mention.key, mention.words, at, *_titles(mention), *_context(here, mention))
                tally.honours.update(title for title in mention.titles if title in people.HONORIFICS)
    _note_labels(paragraphs, rosters, tallies)
    for word in (*_explained(paragraphs), *_places_behind(rosters)):
        tallies.pop((word,), None)
    lower = Counter(word.lower() for here in paragraphs for word in _LOWER.findall(here.text))
    return Evidence(tallies, lower)


def _places_behind(rosters: Rosters) -> Iterator[str]:
    """The places and letters that stand behind names on lists: nobody's names."""
    behind = (part for entry in rosters.entries for part in entry.rest.split(", "))
    yield from (plain(part) for part in behind if part.isupper() or gazetteer.is_place(part.casefold()))


def _without_letters(paragraphs: Sequence[Paragraph], titles: Mapping[int, str]) -> Iterator[Paragraph]:
    """The paragraphs without the letters that count headings, or that mark questions and answers: no initials of a name."""
    answered = sum(here.text.startswith(("Q. ", "Q: ")) for here in paragraphs) > 1
    for at, here in enumerate(paragraphs):
        text = titles.get(at) or (_ANSWER.sub("", here.text) if answered else here.text)
        yield here if text == here.text else replace(here, text=text)


_SHORT_FORM = re.compile(r"\((?P<short>[A-Z]{3,8})\)")
_LISTED_FORM = re.compile(r"(?P<short>[A-Z]{3,8})(?:\s{2,}|\t+|\s[–—=-]\s|:\s)(?P<meant>[^\W\d_a-z][^.;:]{5,80})")
_LONG_FORM = 100
"""In how many characters before its abbreviation the name of a body stands."""


def _explained(paragraphs: Sequence[Paragraph]) -> Iterator[str]:
    """The abbreviations of bodies that a text explains, folded: "Lake Region Initiative (LRI)", "LRI   Lake Region Initiative"."""
    for here in paragraphs:
        pairs = [
            (found["short"], here.text[max(0, found.start() - _LONG_FORM) : found.start()])
            for found in _SHORT_FORM.finditer(here.text)
        ]
        listed = _LISTED_FORM.fullmatch(here.text) if len(here.text) < _LONG_FORM else None
        for short, meant in (*pairs, *([(listed["short"], listed["meant"])] if listed else [])):
            named = [word for word in re.split(r"[\s-]+", meant) if word[:1].isupper()][-len(short) :]
            if "".join(word[0] for word in named) == short and not gazetteer.is_given(plain(named[0])):
                yield short.casefold()


def _frames(here: Paragraph, following: Paragraph | None) -> bool:
    """Whether a line is a name with an office, and what was said follows as a list."""
    listed = following is not None and bool(following.marks) and following.marks[-1].family != here.family
    return listed and len(here.text) < 160 and is_person_line(here.text.rstrip(":"), 0.4)


def _titles(mention: Mention) -> Iterator[str]:
    if mention.honoured:
        yield "honorific"
    elif mention.titles:
        yield "office"


def _context(here: Paragraph, mention: Mention) -> Iterator[str]:
    """What stands around a mention speaks for."""
    text = here.text
    before, behind = text[max(0, mention.start - 60) : mention.start], text[mention.end : mention.end + _WINDOW]
    if not mention.titles:
        yield from (clue for clue, pattern in _BEFORE if pattern.search(before))
    yield from (clue for clue, pattern in _BEHIND if pattern.match(behind))
    if _PART_BEHIND.match(behind) or (
        len(mention.key) > 1 and _PART_BEFORE.search(text, max(0, mention.start - 150), mention.start)
    ):
        yield "part"
    verb = verb_after(behind)
    if verb:
        yield _DOES[verb.does]
    if here.heading and not mention.start and re.match(r"\s*(?:$|[:,(]|[–—-])", behind):
        yield "heading"
    placed = here.gap and not here.marks and re.match(r",|\s\(", behind) and is_person_line(text)
    if not mention.start and len(mention.key) > 1 and (placed or mention.end >= len(text.rstrip(" :."))):
        yield "alone"
    if here.bold and not mention.start and here.bold.rstrip(" :") == text[: mention.end]:
        yield "bold"


def _note_labels(paragraphs: Sequence[Paragraph], rosters: Rosters, tallies: dict[Key, Tally]) -> None:
    """Count how often each candidate is a whole label; nicknames are candidates by that alone."""
    places: defaultdict[Key, set[tuple[int, int]]] = defaultdict(set)
    shown: dict[Key, tuple[tuple[str, ...], str]] = {}
    for at, here in enumerate(paragraphs):
        if at in rosters.paragraphs or here.cells:
            continue
        alone = whole_mention(here.text.rstrip(":")) if not here.heading and len(here.text) < 40 else None
        if alone and alone.words:
            places[alone.key].add((at, 0))
            shown.setdefault(alone.key, (alone.words, "alone"))
        for match in INNER.finditer(here.text[:_LONGEST]):
            key, words = _label_key("inner", match["label"].split(",")[0])
            if key:
                places[key].add((at, match.start()))
                shown.setdefault(key, (words, "inner"))
        for label in (*labels(here.text, here.bold), *ends(here.text)):
            if label.is_marked:
                continue
            inside = person_at(label.aside.strip(" ()[]（）,"))
            named = inside is not None and (
                bool(inside[0].titles) or (len(inside[0].key) > 1 and likeness(*inside) > 1)
            )
            key, words = _label_key(label.shape, label.aside.strip(" ()[]（）,") if named else label.who)
            if key:
                places[key].add((at, 0))
                shown.setdefault(key, (words, label.shape))
    for key, found in places.items():
        words, shape = shown[key]
        if shape in {"alone", "inner"} and len(found) < 2:
            continue
        if key not in tallies and not (shape in SIGNED_IN or len(found) > 1):
            continue
        tally = tallies.setdefault(key, Tally(Counter(), Counter({words: 1}), Counter(), min(found)[0]))
        tally.clues["label"] += 1
        tally.clues["label-again"] += len(found) > 1
        tally.clues["nick"] += shape in SIGNED_IN


def _label_key(shape: str, who: str) -> tuple[Key, tuple[str, ...]]:
    whole = whole_mention(who) if "_" not in who else None
    if whole and whole.words and not (shape == "dash" and whole.key[0] in people.FUNCTION):
        return whole.key, whole.words
    if shape in {"voice", "chat"}:
        inside = next((mention for mention in mentions(who) if mention.words), None)
        return (inside.key, inside.words) if inside else ((), ())
    if shape == "nick" or (
        shape == "colon"
        and re.fullmatch(r"[a-z][\w.\[\]`^|-]{1,20}|[^\W\d_]\w*[_\d]\w*", who)
        and plain(who) not in people.FUNCTION
    ):
        return (plain(who),), (who,)
    return (), ()


def score(key: Key, tally: Tally, lower: Mapping[str, int]) -> tuple[float, Counter[str]]:
    """The sum of a candidate's weighed clues, and the clues, those that its own words give included."""
    clues = Counter(tally.clues)
    clues.update(dict(_own(key, tally, lower)))
    total = sum(WEIGHTS[clue] * min(count, MOST.get(clue, 1)) for clue, count in clues.items() if clue in WEIGHTS)
    return total, clues


def _own(key: Key, tally: Tally, lower: Mapping[str, int]) -> Iterator[tuple[str, int]]:
    """What the words of a candidate say by themselves."""
    several = len(key) > 1
    bodies = people.bodies_in(key)
    place = gazetteer.is_place(" ".join(key))
    alone = tally.clues["label"] or tally.clues["roster"]
    first = gazetteer.is_given(key[0]) and (alone or (several and not place))
    if first or (several and not place and gazetteer.is_given(key[-1]) and key[0] not in people.BODIES):
        yield "given", 1
    if gazetteer.is_family(key[-1]):
        yield "family", 1
    if several and not place and tally.clues.keys() - _OF_BODIES_TOO and all(map(gazetteer.is_strange, key)):
        yield "strange", 1
    if several and len(key[0]) == 1 and len(key[-1]) > 2 and not lower.get(key[-1]):
        yield "initial", 1
    if bodies and not (tally.clues["honorific"] and len(key) == 1):
        given = several and gazetteer.is_given(key[0]) and key[0] not in people.BODIES
        yield ("body-behind-given" if given else "body"), 1
    if place:
        yield "place", 1
    if gazetteer.is_demonym(key[0]):
        yield "demonym", 1
    if any(word in people.OFFICES - people.OFFICES_ALSO_NAMES for word in key):
        yield "office-within", 1
    yield from _ordinary(key, lower)


def _ordinary(key: Key, lower: Mapping[str, int]) -> Iterator[tuple[str, int]]:
    if len(key) == 1:
        word = key[0]
        if word in people.CALENDAR and not gazetteer.is_given(word):
            yield "calendar", 1
        if word in people.FUNCTION:
            yield "function", 1
        if lower.get(word) or (is_known(word) and not gazetteer.is_given(word) and not gazetteer.is_family(word)):
            yield "ordinary", 1
        return
    known = people.BODIES | people.FUNCTION | people.TITLES | people.CALENDAR
    if all(not lower.get(word) and word not in known for word in key) and not any(
        gazetteer.is_place(word) and not gazetteer.is_family(word) for word in key
    ):
        yield "unusual", 1
    if all(lower.get(word) or word in known for word in key) and not gazetteer.is_given(key[0]):
        yield "ordinary", 1
    if any(word in people.FUNCTION and not gazetteer.is_given(word) for word in key[1:]):
        yield "function", 1
