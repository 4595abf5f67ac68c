"""Words at the head or the end of a paragraph that say who speaks: "X: ...", "<x> ...", "X -- ...", "... (X)".

The shapes are a table. A document keeps to one or two of them, so a shape counts where it recurs and where the
words in it are people's; `hsreport.parse.speech.forms` decides that.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from hsreport.language import saying
from hsreport.language.grammar import DAY, TIME
from hsreport.language.people import plain
from hsreport.parse.words.mentions import ABBREVIATED, Mention, mentions

_DATED = rf"[\[(]?{DAY}(?:T|,?\s(?:at\s)?){TIME}Z?"
STAMP = rf"[\[(]?(?:{DAY}(?:T|,?\s(?:at\s)?))?{TIME}Z?"
_CLOCK = re.compile(rf"\u200e?(?:{STAMP}(?:\s?[-–]\s?{TIME})?,?\s(?:[-–]\s)?\s*|Q\d{{1,4}}\.?\s+(?=[^\W\d_a-z]))")
_WHO = r"[^\W\d_](?:[^:：\n.?!;|<>]|\.(?=\s?[^\W\d_(])|\.(?=[-‐‑])|(?<=\b[^\W\d_])\.){0,58}?"
_ASIDE = r"(?P<aside>\s*[(（][^()（）]{1,80}[)）]|\s*\[[^\[\]]{1,60}\]|,\s[^:：\"“]{2,80}?|\s/\s[^:]{2,40}?)?"


_CHAT = re.compile(rf"\u200e?(?:{_DATED}),?\s(?:[-–]\s)?\s*\u200e?(?P<who>[^:：\n]{{1,40}}?):\s+")
"""Whatever stands between date and clock and a colon in a line of an exported chat: a number of a telephone, a name with a floor."""
CHAT_NEEDS = 3


class Shape(NamedTuple):
    """One way to print who speaks."""

    name: str
    pattern: re.Pattern[str]
    needs: int
    """How many paragraphs of a document must have it before it counts."""


SHAPES = (
    Shape("nick", re.compile(r"<\s?(?P<who>[^<>\s/][^<>/]{0,30}?)\s?>:?\s+"), 2),
    Shape("voice", re.compile(r"<v\s+(?P<who>[^<>]{1,40})>\s*"), 1),
    Shape("stamp", re.compile(rf"(?P<who>[^\W\d_][^:：\n.?!]{{1,40}}?)(?:,|\s[-–—])?\s+{STAMP}(?:\s|$)"), 2),
    Shape(
        "posted",
        re.compile(
            rf"(?P<who>[^\W\d_][^:：\n.?!]{{1,40}}?)\s+(?:{saying.POSTS})\s+(?:(?:on|at)\s)?(?:{STAMP}|{DAY}|[\w ]{{1,12}}\sago)[:.]?(?:\s|$)"
        ),
        2,
    ),
    Shape(
        "from",
        re.compile(
            r"(?:From\s+)?(?P<who>[^\W\d_][^:()]{1,40}?)(?P<aside>\s*\([^)]*\))?\s+to\s+(?:Everyone|All|all|everyone|[^\W\d_a-z][\w ]{1,30}(?:\([^)]*\))?):\s*"
        ),
        2,
    ),
    Shape(
        "question",
        re.compile(rf"(?:Q|A|Question|Answer)\s?\d*\s*[.:(]\s*(?P<who>{_WHO})(?:\)\s*:?|{_ASIDE}\s*[:：])\s+"),
        2,
    ),
    Shape(
        "asked",
        re.compile(r"(?:Q|A|Question|Answer)\s?\d*[a-z]?\s*[.:]?\s*[(\[](?P<who>[^\W\d_][^()\[\]]{1,40})[)\]]\s*:?\s+"),
        1,
    ),
    Shape("bare", re.compile(r"(?P<who>Q|A|Question|Answer)\s?\d*\s*[.:]\s+(?=\S)"), 2),
    Shape(
        "colon",
        re.compile(rf"(?:(?:>>|->|=>|→)\s*)?[*_]{{0,3}}@?(?P<who>{_WHO}){_ASIDE}\s*[:：][*_]{{0,3}}(?=\s|$)\s*"),
        1,
    ),
    Shape("semicolon", re.compile(rf"(?P<who>{_WHO});\s+(?=[^\W\d_a-z\"“].*[.?!]$)"), 1),
    Shape("bracket", re.compile(r"\[(?P<who>[^\W\d_][^\[\]\d:]{1,30})\]:?\s+(?=\S)"), 3),
    Shape("paren", re.compile(r"\((?P<who>[^\W\d_a-z][^()\d:]{1,30})\)\s+(?=\S)"), 3),
    Shape("arrow", re.compile(rf"(?P<who>{_WHO})\s*(?:→|->|=>|»)\s*(?:[^\s:]{{1,20}}:\s)?"), 2),
    Shape("dash", re.compile(rf"@?(?P<who>{_WHO}){_ASIDE}(?:\s+(?:--|[-–—])\s+|\s*—(?=\S))"), 2),
    Shape(
        "column",
        re.compile(
            r"(?P<who>[^\W\d_][\w.'’ -]{1,36}?)(?P<aside>,\s[^,:]{2,40}?)?(?:\s{2,}|\t+|\s?\.{3,}\s)(?=[^\s()])"
        ),
        3,
    ),
    Shape(
        "stop",
        re.compile(
            rf"(?P<who>(?:(?:{'|'.join(sorted(word.capitalize() for word in ABBREVIATED))})\.\s)*[^\W\d_a-z][\w'’-]*(?:\s(?:[^\W\d_a-z]\.|[^\W\d_a-z][\w'’-]*|[a-z]{{1,3}})){{0,5}}?)(?P<aside>\s\([a-z][^()]{{1,40}}\))?\.\s+(?=\S)"
        ),
        4,
    ),
)
_MARKED = re.compile(
    r"(?P<open>(?:[^\w\s\"“'‘«.…]|_){0,3})(?P<who>[^\W\d_][\w.'’ -]{0,40}?)(?P<aside>\s\([^()]{1,60}\))?\s?(?!://|/\S)(?P<close>(?:[^\w\s.,'’\"“”()…?!&-]|_){1,4}|[)\]])\s*(?=\S)"
)
"""Words between marks that no shape of the table has; the marks are the shape: "@x:", "x ::", "~x~"."""
MARKED_NEEDS = 3
SIGNED_IN = frozenset({"nick", "voice", "chat"})
"""Shapes that a program prints: whatever stands in them is somebody."""
_OPEN_QUOTE = re.compile(r"\s(?:\"[^\"]*|“[^”]*)$")
"""A quotation that goes on behind a label is a title: “Ann Wu, "Nets: a story"”."""
ENDS = (
    Shape(
        "end-dash",
        re.compile(
            r"(?:\s[-–—]{1,2}|[”\"’]\s?[-–—]{1,2})\s?(?P<who>[^\W\d_][\w.,&'’ -]{0,40}?)(?P<aside>\s\([^()]*\)|,\s[^.;:]{2,60})?\.?$"
        ),
        2,
    ),
    Shape("end-paren", re.compile(r"[(\[](?P<who>[^\W\d_][\w.,&'’ -]{0,40}?)(?:,[^()\[\]]{2,60})?[)\]][.;]?$"), 3),
    Shape("end-marked", re.compile(r"\s(?:[<{~|@]|via\s)\s?(?P<who>[^\W\d_][\w.'’ -]{0,24})\s?[>}~|]?$"), 3),
    Shape("end-bare", re.compile(r"[”\"]\s(?P<who>[^\W\d_a-z][\w.'’ -]{0,24})(?:,\s[^.;:\"”]{1,50})?$"), 2),
)


_PAIR = Shape(
    "end-paren", re.compile(r"[(\[](?P<who>[^\W\d_][^()\[\]]{0,40}?(?:,|&|/|\band\b)[^()\[\]]{2,40})[)\]][.;]?$"), 3
)
"""Two who say something together: "... (Auclair, Kahananui)"; what is no pair is a name and an office."""
INNER = re.compile(
    r"(?:(?<=[.!?/\])”\"])\s+|\s{2,}|\s/\s|\s·\s|\s(?:->|=>|→)\s)(?P<label>(?:the )?[^\W\d_][\w.'’ -]{0,40}?(?:\s\([^()]{1,40}\)|,\s[^:.]{3,50}?)?):\s+",
    re.IGNORECASE,
)
"""A label in the middle of a paragraph: behind a sentence, several spaces, a slash, an arrow."""

_TAG = re.compile(r"(?:\[[^\[\]]{2,30}\]|\([^()]{2,30}\)|#\w+)\s*[-–—:]?\s*(?=[^\W\d_a-z])")
"""A theme in brackets before a label: “[pits] Ann: ...”."""

_TAG_BEHIND = re.compile(r"\s(?:\[[a-z][^\[\]]{1,30}\]|#\w+)$")


class Label(NamedTuple):
    """Words that print who speaks."""

    shape: str
    who: str
    aside: str
    start: int
    """Where the words begin that are said, for a label at the head; where the label begins, for one at the end."""
    at: int = 0
    """Where `who` begins."""

    @property
    def is_marked(self) -> bool:
        """Whether its shape is only the marks around it."""
        return "…" in self.shape


def body_start(text: str) -> int:
    """Where a text begins behind the time of the clock: "20:04:30  Mr Bello: ..."."""
    clock = _CLOCK.match(text)
    return clock.end() if clock else 0


def is_chat(text: str) -> bool:
    """Whether a line is a message of an exported chat: date, clock, name, words."""
    return _CHAT.match(text) is not None


@lru_cache(maxsize=4096)
def labels(text: str, bold: str = "") -> tuple[Label, ...]:
    """Every label that a paragraph could begin with, one a shape at most, in the order of the table."""
    at = body_start(text)
    tag = _TAG.match(text, at)
    starts = (at, tag.end()) if tag else (at,)
    matches = ((shape, shape.pattern.match(text, start)) for shape in SHAPES for start in starts)
    found = [_label(shape, match) for shape, match in matches if match and not _OPEN_QUOTE.search(match[0])]
    found = [label for label in found if label.shape != "stop" or len(label.who) > 1]
    if chat := _CHAT.match(text):
        found.insert(0, Label("chat", chat["who"].strip(), "", chat.end(), chat.start("who")))
    if bold and text.startswith(bold, at):
        rest = re.compile(r"\s*(?P<aside>\([^()]*\))?\s*[:：.–—-]*\s*").match(text, at + len(bold))
        start = rest.end() if rest else at + len(bold)
        found.insert(0, Label("bold", bold.rstrip(" :：.–—-"), ((rest and rest["aside"]) or "").strip(), start))
    marked = _MARKED.match(text, at)
    if marked and (marked["open"] or marked["close"]) and all(label.start != marked.end() for label in found):
        aside = (marked["aside"] or "").strip()
        shape = f"{marked['open']}…{marked['close']}"
        found.append(Label(shape, marked["who"].strip(), aside, marked.end(), marked.start("who")))
    return tuple(label for label in found if label)


def recurring(texts: Iterable[str]) -> frozenset[str]:
    """The shapes of label that three texts or more begin or end with, for several names, one of them twice at least."""
    found: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for text in texts:
        for label in (*labels(text), *ends(text)):
            if may_part(label):
                found[label.shape][label.who] += 1
    return frozenset(
        shape for shape, names in found.items() if names.total() > 2 and len(names) > 1 and max(names.values()) > 1
    )


def may_part(label: Label) -> bool:
    """Whether a label could begin a line of its own: a name, a nickname, "Q." or "A."."""
    nick = label.shape == "colon" and label.who.islower() and label.who.isalpha()
    return nick or label.shape == "bare" or whole_mention(label.who) is not None


def ends(text: str) -> tuple[Label, ...]:
    """Every label that a paragraph could end with."""
    text = _TAG_BEHIND.sub("", text)
    tail = max(0, len(text) - 80)
    return tuple(
        Label(shape.name, match["who"].strip(), "", match.start(), match.start("who"))
        for shape in (_PAIR, *ENDS)
        if (match := shape.pattern.search(text, tail))
    )


def _label(shape: Shape, match: re.Match[str]) -> Label:
    aside = (match.groupdict().get("aside") or "").strip()
    return Label(shape.name, match["who"].strip(), aside, match.end(), match.start("who"))


_JOINED = re.compile(r"\s*(?:,\s+and|,|&|\+|/|\band\b)\s*")


@lru_cache(maxsize=4096)
def whole_mention(words: str) -> Mention | None:
    """The candidate that some words consist of, "the" before an office aside; None where they are anything else."""
    bare = re.sub(r"^(?:[Tt]he|THE)\s+", "", words.strip(' *_"“”'))
    found = mentions(bare)
    if len(found) == 1 and not found[0].start and found[0].end >= len(bare.rstrip(".")):
        return found[0]
    return None


def as_mention(name: str) -> Mention:
    """A name as the text would have it; a word that is no name elsewhere is one here."""
    words = tuple(name.split())
    return whole_mention(name) or Mention(0, 0, len(name), (), words, tuple(map(plain, words)))


def people_in(words: str) -> Iterator[str]:
    """The names of a label that has several: "P., C.", "Ruth & Benjie"."""
    parts = [part for part in _JOINED.split(words) if part]
    yield from parts if len(parts) > 1 else ()


_COLON = next(shape.pattern for shape in SHAPES if shape.name == "colon")
_ANNOUNCED = re.compile(
    rf"[\[(]?(?:(?:[Tt]he )?(?:[\w-]+\s+){{0,3}}(?:{saying.NOUNS})(?:\s+(?:on|about|concerning)\s+[^:：]{{2,80}}?)?\s+(?:by|of|from)\s+(?P<name>[^:：]{{3,160}}?)|(?P<owner>[^:：]{{3,80}}?)['’]s?\s+(?:[\w-]+\s+){{0,3}}(?:{saying.NOUNS}))\s*[:：]?[\])]?",
    re.IGNORECASE,
)


_POSTED = re.compile(
    rf"(?:[^:：.!?]{{3,60}},\s)?(?:{saying.POSTED_BY})\s(?P<name>[^:：]{{2,60}}?)(?:,?\s(?:on|at)\s.{{3,40}})?",
    re.IGNORECASE,
)


def has_colon_label(text: str) -> bool:
    """Whether a text begins with words before a colon that could name who speaks."""
    return _COLON.match(text) is not None


def announced(text: str) -> str:
    """The name in "Professor X's arguments:" or "Statement by Ms. Y, office"; empty where a line announces nobody."""
    found = _ANNOUNCED.fullmatch(text.strip()) if len(text) < 260 and text.rstrip()[-1:] not in ".?!" else None
    posted = _POSTED.fullmatch(text.strip())
    name = posted["name"] if posted else (found["name"] or found["owner"]) if found else ""
    words = re.split(r",|\s\(", name)[0].strip()
    return re.sub(r"^the\s+", "", words) if words and (whole_mention(words) or " " not in words) else ""
