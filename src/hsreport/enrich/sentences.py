"""Where the sentences of a text begin and end."""

import re
from collections.abc import Iterator
from itertools import pairwise

_ABBREVIATIONS = """
mr mrs ms dr prof hon rev gen col lt capt sgt amb gov sen rep st jr sr no nos vol vols ch art arts sec para p pp fig cf vs
viz e.g i.e al approx ca dept univ inst ltd corp jan feb mar apr jun jul aug sept sep oct nov dec
"""
_ABBREVIATED = frozenset(_ABBREVIATIONS.split())
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
    ends = (found.end() for found in _END.finditer(text) if not _is_abbreviated(text, found.start()))
    for start, end in pairwise((0, *ends, len(text))):
        part = text[start:end]
        yield start + len(part) - len(part.lstrip()), start + len(part.rstrip())


def _is_abbreviated(text: str, stop: int) -> bool:
    """Whether the word before a full stop is an initial or an abbreviation."""
    words = text[max(0, stop - _LONGEST) : stop].split()
    word = words[-1].lstrip("(\"“‘'[") if words else ""
    last = word.rpartition(".")[2]
    return text[stop] == "." and (word.casefold() in _ABBREVIATED or (len(last) == 1 and last.isupper()))
