"""Those on a panel by their places on it: “the second speaker”, "Speaker no. 2", “the last of the four”."""

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from itertools import groupby

from hsreport.language import grammar, people, saying
from hsreport.parse.cast.members import Cast
from hsreport.parse.paragraphs import Paragraph
from hsreport.parse.words.mentions import mentions

_MOST = 12
"""How many at most have places."""
_LAST = {"last": 0, "final": 0}
_ORDINALS = {word: number for number, word in enumerate(grammar.ORDINALS, 1)} | _LAST
_ORDINAL = rf"(?P<ordinal>{'|'.join(_ORDINALS)}|\d{{1,2}}(?:st|nd|rd|th))"
_NUMBERS = "|".join(word for word in grammar.NUMBER_WORDS if word not in grammar.ORDINALS)
_PLACE = (
    rf"(?:{_ORDINAL}(?:\s(?:and|or)\s(?:{'|'.join(_LAST)}))?"
    rf"\s(?:of\s(?:the\s|our\s|these\s)?(?:{_NUMBERS}|them|(?:{people.ON_PANELS})s)|{people.ON_PANELS}|{people.TO_SPEAK})"
    rf"|(?:{people.ON_PANELS})\s(?:no\.?\s?|nr\.?\s?|number\s|#\s?)?(?P<number>\d{{1,2}}|{_NUMBERS}))\b"
)
ALONE = re.compile(rf"\b[Tt]he (?P<ordinal>{'|'.join(_ORDINALS)})(?=\s(?:{saying.SAID})\b)")
"""One of several who were counted: “The second argued that”."""
_WHOLE, WITHIN = re.compile(rf"(?:the\s)?{_PLACE}", re.IGNORECASE), re.compile(rf"\b(?:the\s)?{_PLACE}", re.IGNORECASE)
_BEFORE = re.compile(rf"\b{_PLACE}(?:,|:|\s?[(–—-]|\s{people.COMES}(?:\sfrom)?)?\s?$", re.IGNORECASE)
_BEHIND = re.compile(
    rf"(?:\s\([^)]*\))?,?\s(?:who\s)?(?:{people.COMES}\s)?(?:as\s)?(?:the|our)\s{_PLACE}", re.IGNORECASE
)
_NEAR = 60
"""Within how many characters before a name its bearer's place stands."""


def place(words: str) -> int | None:
    """The place that words name, 0 for the last: 2 for "Second panelist" and "Speaker no. 2"."""
    found = _WHOLE.fullmatch(words.strip())
    return _number(found) if found else None


def places_around(text: str, start: int, end: int) -> Iterator[int]:
    """The places that the words around a name give its bearer: “the first speaker, Ms. X”."""
    for found in (_BEFORE.search(text[max(0, start - _NEAR) : start]), _BEHIND.match(text, end)):
        if found:
            yield _number(found)


def _number(found: re.Match[str]) -> int:
    word = (found["ordinal"] or found["number"]).casefold()
    return int(re.sub(r"\D", "", word)) if word[0].isdigit() else {**grammar.NUMBER_WORDS, **_ORDINALS}[word]


def counted(
    paragraphs: Sequence[Paragraph],
    cast: Cast,
    presiding: Collection[int],
    given: Collection[int],
    starts: Sequence[int],
) -> Iterator[tuple[int, int, int]]:
    """Where a text speaks of places: from which paragraph on, each place, who has it, by the order in which they were introduced.

    `given` are the paragraphs that give somebody a place in so many words: from there on nothing is counted.
    """
    asked = [
        (at, max(_number(found) for found in every))
        for at, here in enumerate(paragraphs)
        if (every := [*WITHIN.finditer(here.text), *ALONE.finditer(here.text)])
    ]
    for session, group in groupby(asked, lambda each: bisect_right(starts, each[0])):
        places = [*group]
        first, most = places[0][0], max(number for _, number in places)
        start = starts[session - 1] if session else 0
        if any(at <= places[-1][0] and (at >= start or at < starts[0]) for at in given):
            continue
        listed = _listed(paragraphs[:first], cast, presiding, (start, starts[0] if starts else 0), max(most, 2))
        yield from ((max(start, first - 1), number, member) for number, member in enumerate(listed, 1))
        yield from ((max(start, first - 1), 0, member) for member in listed[-1:])


def _listed(
    paragraphs: Sequence[Paragraph], cast: Cast, presiding: Collection[int], session: tuple[int, int], fewest: int
) -> list[int]:
    """The members of the last paragraphs in a row, all of a list or none, that name so many: of the session or before all sessions."""
    start, head = session
    row: list[int] = []
    for at in range(len(paragraphs) - 1, -1, -1):
        here = _named(paragraphs[at], cast, presiding) if at >= start or at < head else []
        row = row if at + 1 < len(paragraphs) and bool(paragraphs[at].marks) == bool(paragraphs[at + 1].marks) else []
        row = [*dict.fromkeys([*here, *row])] if here else []
        following = _named(paragraphs[at - 1], cast, presiding) if at else []
        if not following and fewest <= len(row) <= _MOST:
            return row
    return []


def _named(here: Paragraph, cast: Cast, presiding: Collection[int]) -> list[int]:
    named = (each for each in mentions(here.text) if len(each.key) > 1 or (each.key and each.titles))
    found = (cast.meant(each) for each in named if not people.PRESIDES_HERE.search(here.text, 0, each.start))
    return [member for member in found if isinstance(member, int) and member not in presiding]
