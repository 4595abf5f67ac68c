"""The pictures of "At a glance", laid out: who spoke how much, themes by session; and the same in words.

Lengths are tenths of an em of the tables' type, so that a picture keeps its shape in every size.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import Literal, NamedTuple

from hsreport.model import Report
from hsreport.render.html.view import Matrix, ThemeRow
from hsreport.render.style.tokens import HouseStyle

MOST_SPEAKERS = 15
MOST_THEMES = 20
"""Rows that a picture holds; those with the greatest figures are shown, and it says how many are not."""
NAMED = 3
"""Themes that the words for a picture name; its table has them all."""
LETTER_EM, WIDE_LETTER_EM = 0.56, 1.0
"""The room that a letter asks for: of Latin and its like, and of Chinese and its like."""
LINE, GAP = 12.5, 5.5
"""From line to line of a label, and what lies between two labels."""
TALLEST_ROW, AROUND_ROWS = 2 * LINE + GAP, 130
"""A row whose label takes two lines, and what captions, heads and last lines take of a page."""
WEB_WIDTH, LONGEST_BAR = 470, 90
TURNED_HEAD_EMS = 11
PT_OF_MM = 72 / 25.4


class Frame(NamedTuple):
    """The room that a picture has: on paper from the outer margin of the numbers on, on the web the width of the text."""

    width: float
    rows: int
    width_mm: float
    em_pt: float


class Shape(NamedTuple):
    """A bar to the right, a rule down, or words on their base line: in ink, quiet, or quiet and turned upwards."""

    kind: Literal["bar", "rule", "ink", "quiet", "turned"]
    x: float
    y: float
    length: float = 0
    words: str = ""


class Picture(NamedTuple):
    """A picture laid out, and what it shows in words."""

    words: str
    frame: Frame
    height: float
    shapes: tuple[Shape, ...]


class SpeakerCount(NamedTuple):
    """How many points a speaker made."""

    name: str
    points: int


class Speaking(NamedTuple):
    """Who spoke how much, the most first; speakers left out are counted in `others` with their points."""

    bars: tuple[SpeakerCount, ...]
    others: int
    others_points: int

    @property
    def others_line(self) -> str:
        """Tell who is left out; empty where nobody is."""
        return f"{self.others} more speakers with {self.others_points} points" if self.others else ""

    @property
    def words(self) -> str:
        """Tell all the figures in words."""
        said = ", ".join(f"{bar.name} {bar.points}" for bar in self.bars)
        return f"Points by speaker: {said}" + (f", and {self.others_line}." if self.others else ".")


def frame_of(style: HouseStyle, medium: str) -> Frame:
    """Measure the room for a picture: on paper it has no more rows than a page holds if every label takes two lines."""
    page, em_pt = style.page, style.sizes.small_pt * 0.95
    outer_mm = page.left_mm - page.gutter_mm
    width_mm = page.width_mm - outer_mm - min(outer_mm, page.right_mm)
    if medium != "print":
        return Frame(WEB_WIDTH, MOST_THEMES, width_mm, em_pt)
    height = (page.height_mm - page.top_mm - page.bottom_mm) * PT_OF_MM / em_pt * 10
    width = round(width_mm * PT_OF_MM / em_pt * 10, 1)
    return Frame(width, max(int((height - AROUND_ROWS) / TALLEST_ROW), 3), width_mm, em_pt)


def speaking(report: Report, rows: int = MOST_SPEAKERS) -> Speaking | None:
    """Count points by speaker, in at most so many `rows`; None where fewer than two people made points."""
    bars = [SpeakerCount(speaker.name.display, len(speaker.points)) for speaker in report.speakers if speaker.points]
    bars.sort(key=lambda bar: -bar.points)
    most = min(MOST_SPEAKERS, rows)
    shown = bars if len(bars) <= most else bars[: most - 1]
    left = bars[len(shown) :]
    return Speaking(tuple(shown), len(left), sum(bar.points for bar in left)) if len(bars) > 1 else None


def picture_of_speakers(report: Report, frame: Frame) -> Picture | None:
    """Draw who spoke how much; None where there is nothing to compare."""
    spoke = speaking(report, frame.rows)
    if not spoke:
        return None
    names = [bar.name for bar in spoke.bars]
    room = _label_room(names, frame.width * 0.42)
    start, tops = room + 8, _tops(names, room, 0)
    unit = (frame.width - start - 24) / spoke.bars[0].points
    shapes = [Shape("rule", start, 0, tops[-1])]
    for (name, points), top in zip(spoke.bars, tops, strict=False):
        shapes += (*_label(name, room, top), *_bar(start, top, points, unit, gap=5))
    return _picture(spoke.words, frame, shapes, tops[-1], spoke.others_line and f"and {spoke.others_line}")


def picture_of_themes(matrix: Matrix, frame: Frame) -> Picture | None:
    """Draw themes by session, a column of bars for each, all on one scale; None where there is nothing to compare."""
    rows = _weightiest(matrix, frame.rows)
    if not rows or len(matrix.columns) < 2:
        return None
    room = _label_room([row.label for row in rows], frame.width * 0.4)
    width = (frame.width - room - 10) / len(matrix.columns)
    starts = [room + 10 + at * width for at in range(len(matrix.columns))]
    unit = min(width - 20, LONGEST_BAR) / max(max(row.counts) for row in rows)
    height, heads = _heads([column.short for column in matrix.columns], width)
    tops = _tops([row.label for row in rows], room, height)
    shapes: list[Shape] = []
    for head, x in zip(heads, starts, strict=True):
        shapes += (*(line._replace(x=x + line.x) for line in head), Shape("rule", x, height, tops[-1] - height))
    for row, top in zip(rows, tops, strict=False):
        shapes += _label(row.label, room, top)
        for count, x in zip(row.counts, starts, strict=True):
            shapes += _bar(x, top, count, unit, gap=4) if count else ()
    others = len(matrix.rows) - len(rows)
    line = f"The table has {others} more." if others else ""
    return _picture(_in_words(rows, matrix), frame, shapes, tops[-1], line)


def _weightiest(matrix: Matrix, most: int) -> tuple[ThemeRow, ...]:
    """Choose the themes with the most points, in the order of their table."""
    by_weight = sorted(matrix.rows, key=lambda row: -sum(row.counts))
    kept = {row.anchor for row in by_weight[: min(MOST_THEMES, most)] if any(row.counts)}
    return tuple(row for row in matrix.rows if row.anchor in kept)


def _in_words(rows: Sequence[ThemeRow], matrix: Matrix) -> str:
    most = sorted(rows, key=lambda row: -sum(row.counts))[:NAMED]
    said = "; ".join(f"{row.label}, {_peak(row, matrix)}" for row in most)
    return f"Themes by session, as bars. Most taken up: {said}. The figures are in the table of themes by session."


def _peak(row: ThemeRow, matrix: Matrix) -> str:
    count, column = max(zip(row.counts, matrix.columns, strict=True), key=lambda pair: pair[0])
    return f"most in {column.short} ({count} of {sum(row.counts)})"


def _picture(words: str, frame: Frame, shapes: Sequence[Shape], bottom: float, others: str) -> Picture:
    """Close a picture with a line that tells what it leaves out."""
    if not others:
        return Picture(words, frame, bottom, tuple(shapes))
    return Picture(words, frame, bottom + LINE + GAP + 3, (*shapes, Shape("quiet", 0, bottom + 13, words=others)))


def _label_room(labels: Sequence[str], most: float) -> float:
    """Measure the longest label, which may take a part of the picture at most."""
    return min(max(map(ems, labels)) * 10, most)


def _tops(labels: Sequence[str], room: float, first: float) -> list[float]:
    """Measure where each row begins, and where the last one ends."""
    return list(accumulate((len(lines_of(label, room / 10)) * LINE + GAP for label in labels), initial=first))


def _label(label: str, room: float, top: float) -> Iterator[Shape]:
    """Set a label on one line or two; the first stands on the line of its bars."""
    for at, line in enumerate(lines_of(label, room / 10)):
        yield Shape("ink", 0, top + 10 + at * LINE, words=line)


def _bar(x: float, top: float, count: int, unit: float, gap: float) -> tuple[Shape, Shape]:
    length = count * unit
    return Shape("bar", x, top + 3.4, length), Shape("ink", x + length + gap, top + 10, words=str(count))


def _heads(heads: Sequence[str], width: float) -> tuple[float, list[list[Shape]]]:
    """Set the heads of columns, level where their words fit into the width, else turned; the first value is how high they are."""
    room = (width - 6) / 10
    if max((ems(word) for head in heads for word in head.split()), default=0) > room:
        height = min(max(map(ems, heads)), TURNED_HEAD_EMS) * 10 + 6
        cut = (lines_of(head, TURNED_HEAD_EMS, 1) for head in heads)
        return height, [[Shape("turned", 9, height - 6, words=line) for line in lines] for lines in cut]
    level = [lines_of(head, room)[::-1] for head in heads]
    height = max(1, *map(len, level)) * LINE + 6
    return height, [
        [Shape("quiet", 0, height - 9 - up * LINE, words=line) for up, line in enumerate(lines)][::-1]
        for lines in level
    ]


def ems(text: str) -> float:
    """Estimate the width of a line in ems of its size; rather too wide than too narrow."""
    return sum(WIDE_LETTER_EM if unicodedata.east_asian_width(letter) in "WF" else LETTER_EM for letter in text)


def lines_of(text: str, room: float, most: int = 2) -> list[str]:
    """Wrap a label to at most so many lines, `room` ems wide, cut with an ellipsis where that is not enough."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if ems(longer) <= room or not lines[-1]:
            lines[-1] = longer
        else:
            lines.append(word)
    rest = " ".join(lines[most - 1 :])
    return [_cut(line, room) for line in [*lines[: most - 1], rest] if line]


def _cut(line: str, room: float) -> str:
    if ems(line) <= room:
        return line
    while line and ems(line) + LETTER_EM > room:
        line = line[:-1]
    return line.rstrip() + "…"
