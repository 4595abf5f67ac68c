"""The order of an index: the Unicode Collation Algorithm, and the letter that an entry stands under."""

import unicodedata
from functools import cache
from string import ascii_uppercase

import pyuca  # type: ignore[import-untyped]

SortKey = tuple[int, ...]


@cache
def _collator() -> pyuca.Collator:
    """The collator with Unicode's default table; reading it takes about 80 ms."""
    return pyuca.Collator()


@cache
def _latin() -> dict[int, str]:
    """The letters A to Z by their primary weight, which all their variants share."""
    return {_collator().sort_key(letter)[0]: letter for letter in ascii_uppercase}


def sort_key(heading: str) -> SortKey:
    """Where a heading stands in the order of the Unicode Collation Algorithm (UTS #10).

    Signs before the first letter do not count. The comma after a family name weighs less than any space, so that
    "Chen, Lincoln" comes before "Chen Wu, Ming".
    """
    key: SortKey = _collator().sort_key(_from_first_letter(heading).replace(", ", "\t"))
    return key


def letter_of(heading: str) -> str:
    """The letter that a heading stands under: A to Z for Latin (Ö under O, Ł under L), "#" where there is no letter."""
    first = _from_first_letter(heading)[:1]
    if not first.isalpha():
        return "#"
    return _latin().get(sort_key(first)[0]) or unicodedata.normalize("NFD", first)[0].upper()


def _from_first_letter(heading: str) -> str:
    start = next((at for at, character in enumerate(heading) if character.isalnum()), 0)
    return heading[start:]
