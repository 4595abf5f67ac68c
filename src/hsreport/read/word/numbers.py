"""The numbers of lists in a Word file, which it counts itself and writes nowhere."""

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

from hsreport.language.numerals import NUMERALS, cardinal, kanji, ordinal, place
from hsreport.ooxml.xml import Element, W, switch, value
from hsreport.read.word.looks import Look, Looks, whole

BULLET = "-"

_KINDS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda number: f"{number:02}",
    "lowerLetter": NUMERALS["a"],
    "upperLetter": NUMERALS["A"],
    "lowerRoman": NUMERALS["i"],
    "upperRoman": NUMERALS["I"],
    "decimalEnclosedCircle": lambda number: chr(0x2460 + number - 1) if 0 < number <= 20 else str(number),
    "ordinal": place,
    "cardinalText": lambda number: cardinal(number).capitalize(),
    "ordinalText": lambda number: ordinal(number).capitalize(),
    **dict.fromkeys(
        ("japaneseCounting", "chineseCounting", "chineseCountingThousand", "taiwaneseCountingThousand"), kanji
    ),
    "none": lambda _: "",
}
"""The kinds of numbers; any other is counted in figures."""


class _Level(NamedTuple):
    """One level of a list: where it starts, how its numbers look, and whether a higher level restarts it."""

    start: int = 1
    kind: str = "decimal"
    text: str = "%1."
    restarts: bool = True
    legal: bool = False
    """Whether all its numbers are in figures."""
    style: str = ""
    """The style whose paragraphs stand on it."""


class _List(NamedTuple):
    """A list: the pattern that it shares its count with, its levels, and those that it starts anew."""

    pattern: str
    levels: Mapping[int, _Level]
    starts: Mapping[int, int]


class Numbers:
    """The lists of a file, and how far each has been counted."""

    def __init__(self, numbering: Element | None, looks: Looks) -> None:
        self._lists = _lists(numbering, looks) if numbering is not None else {}
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()

    def mark(self, look: Look) -> tuple[str, int]:
        """The mark that the next paragraph of such looks has, and its level; no mark outside lists."""
        found = self._lists.get(look.number) if look.in_list else None
        if found is None:
            return "", 0
        level = look.level if look.level >= 0 else _level_of(look.style, found)
        this = found.levels.get(level, _Level(text=f"%{level + 1}."))
        if this.kind == "bullet":
            return BULLET, level
        counts = self._count(look.number, found, level)
        kinds = {at: "decimal" if this.legal else each.kind for at, each in found.levels.items()}

        def printed(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            start = found.levels[at].start if at in found.levels else 1
            return _KINDS.get(kinds.get(at, "decimal"), str)(counts.get(at, start))

        return re.sub(r"%([1-9])", printed, this.text).strip(), level

    def _count(self, number: str, found: _List, level: int) -> Mapping[int, int]:
        """The counts of a list, one more at the level."""
        counts = self._counts.setdefault(found.pattern, {})
        start = found.levels[level].start if level in found.levels else 1
        if (number, level) not in self._begun and level in found.starts:
            counts[level] = found.starts[level]
        else:
            counts[level] = counts.get(level, start - 1) + 1
        self._begun.add((number, level))
        for deeper in [at for at in counts if at > level]:
            if deeper not in found.levels or found.levels[deeper].restarts:
                del counts[deeper]
        return counts


def _level_of(style: str, found: _List) -> int:
    return next((at for at, level in found.levels.items() if level.style and level.style == style), 0)


def _lists(numbering: Element, looks: Looks) -> dict[str, _List]:
    patterns = {each.get(W + "abstractNumId") or "": each for each in numbering.iterfind(W + "abstractNum")}
    lists = {each.get(W + "numId") or "": each for each in numbering.iterfind(W + "num")}
    return {
        number: _list(each, _pattern_of(number, lists, patterns, looks), patterns) for number, each in lists.items()
    }


def _pattern_of(number: str, lists: Mapping[str, Element], patterns: Mapping[str, Element], looks: Looks) -> str:
    """The pattern of a list; one that stands for a style's list is that list's."""
    pattern = value(lists[number], "abstractNumId")
    style = value(patterns.get(pattern), "numStyleLink")
    linked = looks.styles[style].number if style in looks.styles else ""
    return value(lists[linked], "abstractNumId") if linked in lists else pattern


def _list(element: Element, pattern: str, patterns: Mapping[str, Element]) -> _List:
    levels = dict(_levels(patterns.get(pattern)))
    starts: dict[int, int] = {}
    for override in element.iterfind(W + "lvlOverride"):
        levels |= _levels(override)
        start = value(override, "startOverride")
        if start:
            starts[whole(override.get(W + "ilvl"), 0)] = whole(start, 1)
    return _List(pattern, levels, starts)


def _levels(parent: Element | None) -> dict[int, _Level]:
    if parent is None:
        return {}
    return {whole(level.get(W + "ilvl"), 0): _level(level) for level in parent.iterfind(W + "lvl")}


def _level(element: Element) -> _Level:
    return _Level(
        whole(value(element, "start"), 1),
        value(element, "numFmt") or "decimal",
        value(element, "lvlText"),
        value(element, "lvlRestart") != "0",
        bool(switch(element, "isLgl")),
        value(element, "pStyle"),
    )
