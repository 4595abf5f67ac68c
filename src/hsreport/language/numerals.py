"""Numbers as pages and lists print them: roman numerals, and letters."""

import re
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


def short_label(printed: str) -> str:
    """The label of a heading without its closing mark: "Session 2" of "Session 2:"; none of a time ("10.15", "9:30–11:00")."""
    is_time = re.match(r"(?:\d{1,2}[:h]|\d\d\.)\d\d(?![.:]?\d)", printed)
    return "" if is_time else printed.rstrip(" .:-–—")


_ONES = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]  # fmt: skip
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_ORDINALS = {"one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth", "nine": "ninth", "twelve": "twelfth"}  # fmt: skip


def cardinal(number: int) -> str:
    """Print a number from 0 to 99 in English words: "twenty-one"; any other in figures."""
    if not 0 <= number < 100:
        return str(number)
    tens, ones = divmod(number, 10)
    return _ONES[number] if number < 20 else _TENS[tens - 2] + (f"-{_ONES[ones]}" if ones else "")


def place(number: int) -> str:
    """Print a place in figures: "21st", "12th"."""
    teens = number % 100 in (11, 12, 13)
    return f"{number}{'th' if teens else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"


def ordinal(number: int) -> str:
    """Print a place from 1 to 99 in English words: "twenty-first"; any other in figures."""
    if not 0 < number < 100:
        return place(number)
    before, dash, last = cardinal(number).rpartition("-")
    return before + dash + _ORDINALS.get(last, re.sub("y$", "ie", last) + "th")


def kanji(number: int) -> str:
    """Print a number from 1 to 9999 as Japanese and Chinese count: "二十一"; any other in figures."""
    if not 0 < number < 10_000:
        return str(number)
    digits = zip(f"{number:04}", "千百十 ", strict=True)
    return "".join(("" if digit == "1" and unit != " " else "零一二三四五六七八九"[int(digit)]) + unit.strip() for digit, unit in digits if digit != "0")  # fmt: skip


NUMERALS: dict[str, Callable[[int], str]] = {
    "a": letters,
    "A": lambda number: letters(number).upper(),
    "i": roman,
    "I": lambda number: roman(number).upper(),
}
"""Ways to print a number, by the letters that HTML knows them by."""
