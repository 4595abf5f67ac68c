"""A text as it is compared: letters composed (NFC), format characters left out, every space a plain one.

What was typed stays the record; the places say where in it each character stands (Unicode Standard Annex 15, and the
general categories Cf and Zs of the Unicode Character Database).
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence

_CLUSTER = re.compile(r".[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\u3099\u309a]*", re.DOTALL)
_SPACES = str.maketrans(
    dict.fromkeys("\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f", " ")
)


def comparable(text: str) -> tuple[str, Sequence[int] | None]:
    r"""The text to compare, and for each of its characters, and its end, the place in the text as typed; None for the same places.

    >>> comparable("Ru\\u0308diger\\xa0A\\u00adde")
    ('Rüdiger Ade', [0, 1, 3, 4, 5, 6, 7, 8, 9, 11, 12, 13])
    """
    if text.isascii():
        return text, None
    spaced = text.translate(_SPACES)
    if unicodedata.is_normalized("NFC", spaced) and not any(
        unicodedata.category(letter) == "Cf" for letter in set(spaced)
    ):
        return spaced, None
    letters: list[str] = []
    places: list[int] = []
    for cluster in _CLUSTER.finditer(spaced):
        kept = "".join(letter for letter in cluster[0] if unicodedata.category(letter) != "Cf")
        composed = unicodedata.normalize("NFC", kept)
        letters.append(composed)
        places += [cluster.start()] * len(composed)
    return "".join(letters), [*places, len(text)]


RAISED = str.maketrans("0123456789+-−=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱ")
LOWERED = str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")
"""Characters and those of Unicode that stand above the line, or below it."""


def shifted(text: str, table: Mapping[int, int | str | None]) -> str:
    """Words above or below the line in characters that stand there, so that 10⁶ is not 106; those without stay ("19th")."""
    return text.translate(table) if all(ord(each) in table for each in text) else text
