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
def style() -> HouseStyle:
    return load_style("briefing-a5")


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
    """The boxes that each entry was broken into, by what it is called; without those in plain sight of what goes before."""
    found: dict[str, list[Any]] = {}
    document = Press(html_of(report, style), style).lay_out(
        "back", {f"point-{n}": str(n // 9 + 1) for n in range(6 * ROUNDS)}
    )
    for column in (column for page in document.pages for column in _columns(page._page_box)):  # type: ignore[attr-defined]
        for box in _within(column):
            name = box.element.get("data-continued") if box.element is not None else None
            if name and box.element_tag == box.element.tag:
                found.setdefault(name, []).append(box)
    return found


def _columns(page: Any) -> Iterator[Any]:
    """The columns of a page, but where they end well above its foot the first alone."""
    foot = page.content_box_y() + page.height
    columns = [box for box in _within(page) if getattr(box, "is_column", False)]
    for column in columns:
        if column.position_x == columns[0].position_x or foot - column.position_y - column.height < 60:
            yield column


@pytest.mark.parametrize("name", ["briefing-a5", "large-print"])
def test_an_entry_says_that_it_is_continued_where_it_is(name: str, long_report: Report):
    pieces = _pieces(long_report, load_style(name))
    assert {len(each) > 1 for each in pieces.values()} == {True, False}
    for called, (first, *others) in pieces.items():
        assert "(continued)" not in _text(first)
        for other in others:
            assert _text(other).startswith(f"{called} (continued)")
            assert _text(other).count("(continued)") == 1


def test_beside_what_goes_before_it_with_half_a_page_free_there_is_no_line(make_report: Callable[[int], Report]):
    style = load_style("briefing")
    texts = [
        [_text(box) for box in _within(page._page_box) if getattr(box, "is_column", False)]  # type: ignore[attr-defined]
        for page in Press(html_of(make_report(6), style), style).lay_out("back", {"point-1": "1"}).pages
    ]
    (columns,) = [each for each in texts if any("Refugees need protection" in text for text in each)]
    assert all("Refugees need protection" in text for text in columns)
    assert len(columns) == 2
    assert not any("(continued)" in text for text in columns)


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
