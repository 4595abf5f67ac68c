"""Where an index entry points, as print has it."""

from hsreport.entries import Locator
from hsreport.render.html.places import locations_of


def _points(*numbers: int) -> list[Locator]:
    return [Locator(f"point-{number}", number) for number in numbers]


def test_points_in_a_row_are_a_range_from_three_on():
    place = locations_of(_points(1, 2, 4, 5, 6, 9), {})
    assert [(each.first, each.last) for each in place.points] == [("1", ""), ("2", ""), ("4", "6"), ("9", "")]
    assert (place.points[2].first_anchor, place.points[2].last_anchor) == ("point-4", "point-6")
    assert place.pages == ()


def test_pages_in_a_row_are_a_range_from_two_on():
    pages = {"point-1": "3", "point-2": "3", "point-3": "4", "point-7": "9"}
    place = locations_of(_points(1, 2, 3, 7), pages)
    assert [(each.first, each.last) for each in place.pages] == [("3", "4"), ("9", "")]
    assert place.several_pages


def test_roman_pages_make_no_range():
    place = locations_of([Locator("a"), Locator("b")], {"a": "iii", "b": "iv"})
    assert [each.first for each in place.pages] == ["iii", "iv"]
    assert place.bare == ("a", "b")


def test_one_page_is_one_page():
    assert not locations_of(_points(1, 2), {"point-1": "3", "point-2": "3"}).several_pages
