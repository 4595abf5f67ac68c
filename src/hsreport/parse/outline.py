"""The outline of a document: which of its paragraphs are headings, told by all of them together."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence, Set
from itertools import pairwise, takewhile

from hsreport.language import grammar
from hsreport.language.grammar import TIME
from hsreport.parse.headings import (
    DATED,
    LISTS_PEOPLE,
    LONGEST,
    SENTENCE,
    HeadingLine,
    announces_person,
    heading_line,
    opens_session,
    split_number,
)
from hsreport.parse.lists.labels import label_at
from hsreport.parse.lists.people import is_person_line
from hsreport.parse.paragraphs import Paragraph
from hsreport.parse.words.labels import SIGNED_IN, has_colon_label, labels
from hsreport.parse.words.mentions import mentions

_LONGEST_WEAK = 100
_ENDS = (".", ";", ",", ":", "!", "：")
_NUMBERED_WORD = re.compile(r"[^\W\d_]+ (?:[A-Z]|\d{1,2}|[IVX]{1,4})\b\s*[:.–—-]?\s")
_CONTINUED = re.compile(r"\s*[(（][^()（）]{2,20}[)）]$")


def headings(paragraphs: Sequence[Paragraph], listed: Set[int] = frozenset()) -> list[HeadingLine | None]:
    """The heading that each paragraph is; where a format marks headings, no line is one by its place or capitals alone.

    `listed` are the paragraphs that hold rosters.
    """
    typed = _typed(paragraphs, listed)
    found = [
        typed.get(at)
        or (None if at in listed and not here.heading and not opens_session(here) else heading_line(here, following))
        for at, (here, following) in enumerate(pairwise((*paragraphs, None)))
        if here
    ]
    _complete(paragraphs, found, listed)
    styles = {line.style for line in found if line}
    for at in listed:
        here = paragraphs[at]
        if found[at] is None and len(here.marks) == 1 and here.family in styles - {"dash"} and label_at(here.text):
            found[at] = HeadingLine("section", here.family, here.label, here.text)
    _with_contents(paragraphs, found, listed)
    if sum(here.heading > 0 for here in paragraphs) < 2:
        return _with_weak(paragraphs, found, listed)
    return [None if line and line.style in {"bare", "capitals"} else line for line in found]


def _with_contents(paragraphs: Sequence[Paragraph], found: list[HeadingLine | None], listed: Set[int]) -> None:
    """Read a table of contents, two or more lines in a row that stand again further down: those are headings, it is none."""
    words = [_CONTINUED.sub("", split_number(here.text)[1]).casefold() for here in paragraphs]
    last = {text: at for at, text in enumerate(words)}
    heads = sorted((words[at], at) for at, line in enumerate(found) if line is not None)
    again = [at not in listed and _again(at, words[at], last, heads) for at in range(len(words))]
    for at, (place, below) in enumerate(pairwise((*again, 0))):
        if not place or not (below or (at and again[at - 1])) or is_person_line(paragraphs[at].text):
            continue
        there = paragraphs[place]
        if there.family == "dash":
            continue
        found[at] = None
        found[place] = found[place] or HeadingLine("section", there.family or "contents", there.label, there.text)


def _again(at: int, text: str, last: Mapping[str, int], heads: Sequence[tuple[str, int]]) -> int:
    """Where the words of a line stand again as a line, or those of a heading at the head of another; 0 for nowhere."""
    if len(text) > LONGEST or text.endswith(_ENDS):
        return 0
    if last[text] > at:
        return last[text]
    place = bisect_left(heads, (text, at))
    if place == len(heads) or heads[place] != (text, at):
        return 0
    longer = takewhile(lambda rank: heads[rank][0].startswith(text), range(place, len(heads)))
    return min((heads[rank][1] for rank in longer if heads[rank][1] > at), default=0)


_SET_OFF = {
    "day": re.compile(rf"(?P<number>)(?P<title>(?:{grammar.DAYS})\b.*)", re.IGNORECASE),
    "dated": re.compile(rf"(?P<number>)(?P<title>{DATED.pattern}.*)", re.IGNORECASE),
    "hash": re.compile(r"(?P<number>#{1,4})\s+(?P<title>.+)"),
    "starred": re.compile(r"(?P<number>[*_]{1,3}|-{2,4}|~{2,4})\s?(?P<title>[^*_~\s-][^*_~]*?)\s?(?P=number)"),
}
COUNTED = {
    "timed": re.compile(rf"(?P<number>{TIME}(?P<until>\s?[-–—]\s?{TIME})?)[,:]?\s+(?:[-–—]\s)?(?P<title>.+)"),
    "lettered": re.compile(r"(?P<number>[A-Z])[.)]\s+(?P<title>.+)"),
    "figure": re.compile(r"(?P<number>\d{1,2})\s+(?P<title>.+)"),
}
"""How headings are set off, timed as in a programme, or counted, where no format marks them."""


def _typed(paragraphs: Sequence[Paragraph], listed: Set[int]) -> dict[int, HeadingLine]:
    """Lines alone that are set off by signs, or by letters or figures that count, two or more of one kind."""
    found: dict[int, HeadingLine] = {}
    alone = {
        at: here.raw
        for at, here in enumerate(paragraphs)
        if here.gap and not here.heading and not here.cells and here.family != "roman"
    }
    for style, pattern in (_SET_OFF | COUNTED).items():
        begin = {at: match for at, raw in alone.items() if (match := pattern.fullmatch(raw))}
        every = {at: match for at, match in begin.items() if _is_titled(match)}
        matches = {at: match for at, match in every.items() if at not in listed}
        if style == "timed":
            matches = {at: match for at, match in matches.items() if _is_of_programme(match)}
        counted = style in COUNTED and style != "timed"
        series = ([match["number"] for match in each.values()] for each in (matches, begin))
        if len(matches) > 1 and (not counted or any(map(_counts, series))):
            parts = {at: match for at, match in every.items() if style == "timed" and _is_part(match["title"])}
            for at, match in (matches | parts).items():
                label = match["number"] if style in COUNTED else ""
                found[at] = HeadingLine("section", style, label, match["title"])
    return found


def _is_part(title: str) -> bool:
    """Whether a title says which part of a meeting somebody has: "Keynote: Ann Wu (Leeds)"."""
    label = label_at(title)
    return label is not None and label.role is not None and not label.plural


def _is_titled(match: re.Match[str]) -> bool:
    return _stands_between(match["title"]) and not match["title"][:1].islower()


def _is_of_programme(match: re.Match[str]) -> bool:
    """Whether a title stands behind a time, and no turn of somebody: a turn has no time at which it ends."""
    if any(label.shape in SIGNED_IN for label in labels(match.string)):
        return False
    return not is_person_line(match["title"]) if match["until"] else _could_be_title(match["title"])


def _counts(numbers: Sequence[str]) -> bool:
    """Whether letters or figures begin with the first, and each comes after the one before or is the first again."""
    places = [(len(number), number) for number in numbers]
    first = numbers[0] in {"A", "1"}
    return first and all(before < after or (after == places[0] != before) for before, after in pairwise(places))


def _complete(paragraphs: Sequence[Paragraph], found: list[HeadingLine | None], listed: Set[int]) -> None:
    """Take the lines into a series of numbered headings whose numbers it lacks: "3. Grading" between "2." and "4."."""
    for family in ("dot", "half", "paren", "decimal"):
        places = [at for at, line in enumerate(found) if line and line.style == family and not paragraphs[at].heading]
        if len(places) > 1:
            _complete_series(paragraphs, found, listed, places)


def _complete_series(
    paragraphs: Sequence[Paragraph], found: list[HeadingLine | None], listed: Set[int], places: Sequence[int]
) -> None:
    family = paragraphs[places[0]].family
    last: tuple[int, ...] = (0,)
    for at, here in enumerate(paragraphs):
        number = _number(here) if here.family == family and len(here.marks) == 1 else ()
        if not number or (found[at] is None and (not _counts_on(last, number) or not here.gap or at in listed)):
            continue
        later = bisect_right(places, at)
        after = _number(paragraphs[places[later]]) if later < len(places) else None
        if found[at] is not None:
            last = number
        elif _stands_between(here.text) and (after is None or after > number):
            found[at], last = HeadingLine("section", family, here.label, here.text), number


def _number(here: Paragraph) -> tuple[int, ...]:
    """The figures of the mark of a paragraph: (2, 1) for "2.1"."""
    return tuple(map(int, re.findall(r"\d+", here.marks[0].label)))


def _counts_on(last: tuple[int, ...], number: tuple[int, ...]) -> bool:
    """Whether a number comes right after another, or is the first below a later one: 2.2 or 3.1 after 2.1."""
    return number[-1] == (last[-1] + 1 if number[:-1] == last[:-1] else 1) and number > last


def _stands_between(text: str) -> bool:
    return len(text) <= _LONGEST_WEAK and not text.endswith(_ENDS) and not SENTENCE.search(text)


def _with_weak(
    paragraphs: Sequence[Paragraph], found: Sequence[HeadingLine | None], listed: Set[int]
) -> list[HeadingLine | None]:
    """The headings, and lines that are ones only because several look alike and each has something under it."""
    weak: dict[int, HeadingLine] = {}
    for at, here in enumerate(paragraphs[:-1]):
        if found[at] is None and (at not in listed or here.bold):
            line = _weak(here, paragraphs[at + 1])
            if line and found[at + 1] is None:
                weak[at] = line
    styles = Counter(line.style for at, line in weak.items() if at + 1 not in weak and at - 1 not in weak)
    styles["weak"] += sum(line is not None and line.style in {"bare", "capitals"} for line in found)
    return [
        weak[at]
        if line is None and at in weak and styles[weak[at].style] > 1 and at + 1 not in weak and at - 1 not in weak
        else line
        for at, line in enumerate(found)
    ]


def _weak(here: Paragraph, following: Paragraph) -> HeadingLine | None:
    """A line that could be a heading: short, no sentence, nobody's name, and other text below it."""
    text = here.text
    if here.cells or here.breaks or len(text) > _LONGEST_WEAK or not (text[:1].isupper() or text[:1] in "\"“‘'"):
        return None
    bold = here.bold and here.bold.rstrip(" :") == text.rstrip(" :") and not text.endswith((".", ","))
    if bold and not is_person_line(text):
        return HeadingLine("section", "bold", here.label, text)
    if not here.gap or not _could_be_title(text):
        return None
    if not here.marks:
        longer = len(following.text) > len(text) or following.marks or label_at(following.text) is not None
        return HeadingLine("section", "weak", "", text) if longer else None
    numbered = len(here.marks) == 1 and here.family in {"dot", "half", "paren", "roman", "decimal", "letter"}
    alone = numbered and following.family != here.family
    return HeadingLine("section", f"weak-{here.family}", here.label, text) if alone else None


def _could_be_title(text: str) -> bool:
    """Whether a line is no sentence, names nobody, and has no label of somebody who speaks or of a list."""
    if text.endswith(_ENDS) or SENTENCE.search(text) or LISTS_PEOPLE.match(text):
        return False
    asks = any(label.shape in {"bare", "question", "asked", "posted"} for label in labels(text))
    if (asks or has_colon_label(text)) and not _NUMBERED_WORD.match(text):
        return False
    named = any(mention.titles and not mention.start for mention in mentions(text))
    return not (named or is_person_line(text) or label_at(text) or announces_person(text))
