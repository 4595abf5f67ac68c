"""The date in a file's properties."""

import pytest

from hsreport.render.html.dates import created


@pytest.mark.parametrize(
    ("printed", "date"),
    [
        ("March 2003", "2003-03"),
        ("25 February 2003", "2003-02-25"),
        ("February 25th, 2003", "2003-02-25"),
        ("the 3rd of Sept. 1999", "1999-09-03"),
        ("23–24 May, 2001", "2001-05-23"),
        ("2003-02-25", "2003-02-25"),
        ("Spring 2003", "2003"),
        ("last week", ""),
        ("", ""),
    ],
)
def test_the_date_that_a_head_prints(printed: str, date: str):
    assert created(printed, {}) == date


def test_the_date_that_is_asked_for_comes_first():
    assert created("March 2003", {"SOURCE_DATE_EPOCH": "1046131200"}) == "2003-02-25T00:00:00Z"
    assert created("March 2003", {"SOURCE_DATE_EPOCH": "soon"}) == "2003-03"
