"""What the pictures of "At a glance" show: who spoke how much, themes by session; and the same in words."""

import unicodedata
from typing import NamedTuple

from hsreport.model import Report
from hsreport.render.html.view import Matrix, ThemeRow

MOST_SPEAKERS = 15
MOST_THEMES = 20
"""Rows that a picture holds; those with the greatest figures are shown, and it says how many are not."""
NAMED = 3
"""Themes that the words for a picture name; its table has them all."""
LETTER_EM, WIDE_LETTER_EM = 0.56, 1.0
"""The room that a letter asks for: of Latin and its like, and of Chinese and its like."""


class Bar(NamedTuple):
    """How many points a speaker made."""

    name: str
    points: int


class Speaking(NamedTuple):
    """Who spoke how much, the most first; speakers left out are counted in `others` with their points."""

    bars: tuple[Bar, ...]
    others: int
    others_points: int

    @property
    def words(self) -> str:
        """The picture in words, all its figures in them."""
        said = ", ".join(f"{bar.name} {bar.points}" for bar in self.bars)
        return f"Points by speaker: {said}" + (f", and {self.others_line}." if self.others else ".")

    @property
    def others_line(self) -> str:
        """Who is left out, in words."""
        return f"{self.others} more speakers with {self.others_points} points"


class ThemePicture(NamedTuple):
    """Themes by session, those with the most points, in the order of their table."""

    matrix: Matrix
    rows: tuple[ThemeRow, ...]
    greatest: int
    """The greatest count in a session."""

    @property
    def others(self) -> int:
        """Themes that are left out."""
        return len(self.matrix.rows) - len(self.rows)

    @property
    def words(self) -> str:
        """What the picture shows, in words; the figures are in the table."""
        most = sorted(self.rows, key=lambda row: -sum(row.counts))[:NAMED]
        said = "; ".join(f"{row.label}, {_peak(row, self.matrix)}" for row in most)
        return f"Themes by session, as bars. Most taken up: {said}. The figures are in the table of themes by session."


def _peak(row: ThemeRow, matrix: Matrix) -> str:
    count, column = max(zip(row.counts, matrix.columns, strict=True), key=lambda each: each[0])
    return f"most in {column.short} ({count} of {sum(row.counts)})"


def speaking(report: Report, room: int = MOST_SPEAKERS) -> Speaking | None:
    """Who spoke how much, in no more rows than there is `room` for; None where fewer than two people made points."""
    bars = [Bar(each.name.display, len(each.points)) for each in report.speakers if each.points]
    bars.sort(key=lambda bar: -bar.points)
    most = min(MOST_SPEAKERS, room)
    shown = bars if len(bars) <= most else bars[: most - 1]
    left = bars[len(shown) :]
    return Speaking(tuple(shown), len(left), sum(bar.points for bar in left)) if len(bars) > 1 else None


def theme_picture(matrix: Matrix, room: int = MOST_THEMES) -> ThemePicture | None:
    """The picture of a table of themes, in no more rows than there is `room` for; None where it has one column, or nothing is counted in any."""
    by_weight = sorted(matrix.rows, key=lambda row: -sum(row.counts))
    kept = {row.anchor for row in by_weight[: min(MOST_THEMES, room)] if any(row.counts)}
    rows = tuple(row for row in matrix.rows if row.anchor in kept)
    if not rows or len(matrix.columns) < 2:
        return None
    return ThemePicture(matrix, rows, max(max(row.counts) for row in rows))


def ems(text: str) -> float:
    """About how wide a line is, in ems of its size; rather too wide than too narrow."""
    return sum(WIDE_LETTER_EM if unicodedata.east_asian_width(letter) in "WF" else LETTER_EM for letter in text)


def longest_word(text: str) -> float:
    """How wide the widest word is, in ems."""
    return max(map(ems, text.split()), default=0)


def lines_of(text: str, room: float, most: int = 2) -> list[str]:
    """A label on at most so many lines, `room` ems wide, cut with an ellipsis where that is not enough."""
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
