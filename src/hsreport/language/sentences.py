"""Where the sentences of a text begin and end."""

import re
from collections.abc import Iterator
from itertools import pairwise

_BEFORE_WORDS = frozenset(
    {"mr", "mrs", "ms", "dr", "prof", "hon", "rev", "gen", "col", "lt", "capt", "sgt", "amb", "gov", "sen", "rep", "st"}
    | {"jr", "sr", "cf", "vs", "viz", "e.g", "i.e", "al", "approx", "ca", "dept", "univ"}
)
_BEFORE_FIGURES = frozenset(
    {"no", "nos", "vol", "vols", "ch", "art", "arts", "sec", "para", "paras", "p", "pp", "fig", "res"}
    | {"jan", "feb", "mar", "apr", "jun", "jul", "aug", "sept", "sep", "oct", "nov", "dec"}
)
"""Abbreviations whose full stop does not end a sentence: the second sort only where a figure follows."""
_LONGEST = 8
"""Characters before a full stop in which an abbreviation is looked for."""
_END = re.compile(r"(?<![.!?…])[.!?…]++[\"”’')\]]*+\s++(?=[\"“‘'(\[]*[^\Wa-z_])|[。！？]++[」』）]*+")


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """First character and the one after the last of each sentence, without the space around it.

    A full stop ends a sentence where a capital or a figure follows and the word before is neither an initial
    nor a known abbreviation; a text without any is one sentence.
    """
    return [span for span in _stretches(text) if span[0] < span[1]]


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    ends = (found.end() for found in _END.finditer(text) if not _is_abbreviated(text, found))
    for start, end in pairwise((0, *ends, len(text))):
        part = text[start:end]
        yield start + len(part) - len(part.lstrip()), start + len(part.rstrip())


def _is_abbreviated(text: str, end: re.Match[str]) -> bool:
    """Whether a possible end of a sentence is the full stop of an initial or an abbreviation."""
    words = text[max(0, end.start() - _LONGEST) : end.start()].split()
    word = words[-1].lstrip("(\"“‘'[") if words else ""
    last = word.rpartition(".")[2]
    if end.group().strip() != ".":
        return False
    if word.lower() in _BEFORE_FIGURES:
        return text[end.end()].isdigit()
    return word.lower() in _BEFORE_WORDS or (len(last) == 1 and last.isupper())
