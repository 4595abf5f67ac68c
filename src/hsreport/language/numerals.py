"""Numbers as pages and lists print them: roman numerals, and letters."""

from collections.abc import Callable

_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_ROMAN_MOST = 3999


def roman(number: int) -> str:
    """Print a number from 1 to 3999 in small roman numerals; any other in figures."""
    if not 0 < number <= _ROMAN_MOST:
        return str(number)
    printed = ""
    for value, numeral in _ROMAN:
        count, number = divmod(number, value)
        printed += numeral * count
    return printed


def roman_value(printed: str) -> int | None:
    """Read a roman numeral, in capitals or small letters: "XIV" is 14; None for what is none, such as "IIX" or "mild"."""
    value, rest = 0, printed.casefold()
    for worth, numeral in _ROMAN:
        while rest.startswith(numeral):
            value, rest = value + worth, rest.removeprefix(numeral)
    return value if value and roman(value) == printed.casefold() else None


def letters(number: int) -> str:
    """Print a, b, ... z, aa, bb, ... as word processors count; a number out of that range in figures."""
    times, at = divmod(number - 1, 26)
    return chr(ord("a") + at) * (times + 1) if 0 <= times < 8 else str(number)


NUMERALS: dict[str, Callable[[int], str]] = {
    "a": letters,
    "A": lambda number: letters(number).upper(),
    "i": roman,
    "I": lambda number: roman(number).upper(),
}
"""Ways to print a number, by the letters that HTML knows them by."""
