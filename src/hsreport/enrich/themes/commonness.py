"""How common words are in a language: a background against which those of a document stand out."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

FUNCTION, COMMONEST, COMMON, RARE = range(4)
"""How rare a word is; function words have no subject of their own."""


@cache
def rarities(language: str) -> Mapping[str, int]:
    """How rare each listed word is, in lower case; empty for a language without a list, in which nothing is known.

    `language` is a BCP 47 tag. Lists are there for English.
    """
    source = files("hsreport.themes").joinpath(f"common-{language.partition('-')[0]}.txt")
    if not source.is_file():
        return {}
    text = "".join(line for line in source.read_text(encoding="utf-8").splitlines(keepends=True) if line[0] != "#")
    return {word: rarity for rarity, words in enumerate(text.strip().split("\n\n")) for word in words.split()}
