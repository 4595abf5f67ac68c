"""Entries of index and appendix that a column or page breaks: they say so where they go on, there alone, and unheard."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from hsreport.model import Report
from hsreport.render.pdf.book import Press, html_of, render_pdf
from hsreport.render.style.tokens import HouseStyle, load_style
from tests.render.pdf.test_tags import Tagged

ROUNDS = 24


@pytest.fixture(scope="module")
def long_report(make_report: Callable[[int], Report]) -> Report:
    return make_report(ROUNDS)


def _within(box: Any) -> Iterator[Any]:
    yield box
    for child in getattr(box, "children", ()):
        yield from _within(getattr(child, "_box", child))


def _text(box: Any) -> str:
    return "".join(getattr(each, "text", "") for each in _within(box))


def _pieces(report: Report, style: HouseStyle) -> dict[str, list[Any]]:
    """The boxes that each entry was broken into, by what it is called."""
    found: dict[str, list[Any]] = {}
    for page in (
        Press(html_of(report, style), style)
        .lay_out("back", {f"point-{n}": str(n // 9 + 1) for n in range(6 * ROUNDS)})
        .pages
    ):
        for box in _within(page._page_box):  # type: ignore[attr-defined]
            name = box.element.get("data-continued") if box.element is not None else None
            if name and box.element_tag == box.element.tag:
                found.setdefault(name, []).append(box)
    return found


@pytest.mark.parametrize("name", ["briefing", "large-print"])
def test_an_entry_says_that_it_is_continued_where_it_is(name: str, long_report: Report):
    pieces = _pieces(long_report, load_style(name))
    assert {len(each) > 1 for each in pieces.values()} == {True, False}
    for called, (first, *others) in pieces.items():
        assert "(continued)" not in _text(first)
        for other in others:
            assert _text(other).startswith(f"{called} (continued)")
            assert _text(other).count("(continued)") == 1


def test_the_line_takes_room_of_its_own(long_report: Report, style: HouseStyle):
    rests = [box for boxes in _pieces(long_report, style).values() for box in boxes[1:]]
    assert rests
    for box in rests:
        line, after = box.children[:2]
        assert line.position_y == pytest.approx(box.position_y)
        assert after.position_y >= line.position_y + line.height
        assert box.position_y + box.height >= box.children[-1].position_y + box.children[-1].height - 0.01


def test_it_is_not_heard(long_report: Report, style: HouseStyle):
    tagged = Tagged(render_pdf(long_report, style).data)
    assert "(continued)" not in tagged.text(tagged.document)
    (theme,) = [each for each in tagged.all("Sect") if tagged.text(each).startswith("Protection")]
    assert tagged.text(theme).count("Refugees need protection.") == ROUNDS
