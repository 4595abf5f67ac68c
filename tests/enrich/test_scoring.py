"""Themes found are held against those marked: right, wrong, missed, by theme."""

import pytest

from hsreport.enrich.themes.scoring import MarkedLine, Marks, Tally, read_marks, tallies
from hsreport.errors import SettingsError

MARKS = Marks(
    "a.txt",
    (MarkedLine(3, ("x", "y")), MarkedLine(5, ("x",), ("z",))),
    (MarkedLine(9, ("y",)), MarkedLine(13)),
)


def test_what_is_right_wrong_and_missed() -> None:
    found = tallies(MARKS, {3: ["x", "w"], 5: ["z"], 9: ["y"], 11: ["x"], 13: ["x"]})
    assert found == {"x": Tally(1, 0, 1), "y": Tally(1, 0, 1), "w": Tally(0, 1, 0), "z": Tally()}


def test_figures() -> None:
    tally = Tally(3, 1, 2)
    assert (tally.precision, tally.recall) == (0.75, 0.6)
    assert tally.f1 == pytest.approx(2 * 0.75 * 0.6 / 1.35)
    assert (Tally().precision, Tally().recall, Tally().f1) == (1, 1, 1)
    assert sum([tally, Tally(1, 1, 1)], Tally()) == Tally(4, 2, 3)
    with pytest.raises(TypeError):
        tally + 1


def test_marks_are_read_whatever_else_the_file_says() -> None:
    data = b'{"document": "a.txt", "title": "T", "points": [{"line": 3, "speaker": "A", "themes": ["x"]}]}'
    assert read_marks(data, "m.json") == Marks("a.txt", (MarkedLine(3, ("x",)),))
    with pytest.raises(SettingsError, match="no marks: Object missing required field `document`"):
        read_marks(b"{}", "m.json")
