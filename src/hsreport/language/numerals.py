"""Numbers as pages and lists print them: roman numerals, and letters."""

_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_ROMAN_MOST = 3999


def roman(number: int) -> str:
    """A number from 1 to 3999 in small roman numerals; any other in figures."""
    if not 0 < number <= _ROMAN_MOST:
        return str(number)
    printed = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        printed += letters * count
    return printed


def letters(number: int) -> str:
    """a, b, ... z, aa, bb, ... as word processors count; a number out of that range in figures."""
    times, at = divmod(number - 1, 26)
    return chr(ord("a") + at) * (times + 1) if 0 <= times < 8 else str(number)
