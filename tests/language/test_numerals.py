"""Numbers are printed and read as lists and pages have them."""

import pytest

from hsreport.language.numerals import NUMERALS, roman, roman_value


@pytest.mark.parametrize(
    ("kind", "number", "printed"),
    [
        ("i", 4, "iv"),
        ("I", 1999, "MCMXCIX"),
        ("i", 0, "0"),
        ("I", 4000, "4000"),
        ("a", 26, "z"),
        ("A", 28, "BB"),
        ("a", 0, "0"),
    ],
)
def test_numbers_in_print(kind: str, number: int, printed: str) -> None:
    assert NUMERALS[kind](number) == printed


def test_roman_numerals_are_read_as_they_are_printed() -> None:
    assert [roman_value(roman(number)) for number in range(1, 4000)] == list(range(1, 4000))


@pytest.mark.parametrize("printed", ["", "IIX", "mild", "X1", "IIII"])
def test_what_is_no_roman_numeral(printed: str) -> None:
    assert roman_value(printed) is None
