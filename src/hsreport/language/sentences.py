"""Where the sentences of a text begin and end."""

import re
from itertools import pairwise

from hsreport.language.grammar import words

_TITLES = words(
    "mr mrs ms mx dr prof mme mlle hon rt rev fr amb col gen lt maj capt adm brig cdr sgt gov sen rep atty engr supt insp "
    "msgr smt sra dott ing mag dra drs h.e h.c"
)
_BEFORE_WORDS = _TITLES | words("cf vs viz e.g i.e approx ca mohd md")
"""Abbreviations whose full stop ends no sentence."""
_BEFORE_NAMES = words("jr sr st rd ave blvd al dept univ inc ltd co corp ret")
"""Abbreviations that end a sentence where a word of `_OPENERS` follows; so does an initial, unless it labels one ("Q. And?")."""
_BEFORE_FIGURES = words(
    "no nos vol vols ch art arts sec para paras p pp fig res jan feb mar apr jun jul aug sept sep oct nov dec"
)
"""Abbreviations whose full stop ends no sentence where a figure follows."""
_OPENERS = _TITLES | words(
    "the it this that these those they there she we but and if when while however as for in on at after"
)
"""Words that begin a sentence and no family name, as "He", "An" and "So" may."""
_LONGEST = 8
"""Characters before a full stop in which an abbreviation is looked for."""

_WORD = re.compile(r"\w+")
_BREAK = re.compile(
    r"(?<!\w)[\"“„«](?=\S)[^\"“”„«»]{1,1000}?(?=[.!?…]*[\"”“»](?!\w))"
    r"|‘(?=\S)[^‘]{1,1000}?(?=[.,!?…]+’(?!\w))"
    r"|「[^「」]{1,1000}(?=」)"
    r"|(?P<end>(?<![.!?…])[.!?…]++[\"”’'»)\]]*+\s++(?=[\"“„«‘'(\[]*[^\Wa-zß-öø-ÿ_])|[。！？]++[」』）]*+)"
)
"""A quotation but for its last marks, which holds no end of a sentence; or a place where a sentence may end."""


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """Find the first character of each sentence and the one after its last, without the space around it.

    A full stop ends a sentence where a capital or a figure follows and the word before is neither an initial nor a known
    abbreviation; a quotation of several sentences, some 1,000 characters at most, stays in the sentence that it stands in.

    >>> text = 'Mr. P. F. Hall agreed. “It rose. We left,” Ms. Wu of Acme Inc. said. See No. 5, plan B. The rest is open.'
    >>> [text[start:end] for start, end in sentence_spans(text)]
    ['Mr. P. F. Hall agreed.', '“It rose. We left,” Ms. Wu of Acme Inc. said.', 'See No. 5, plan B.', 'The rest is open.']
    """
    breaks = (place for place in _BREAK.finditer(text) if place["end"] and not _is_abbreviated(text, place))
    pieces = pairwise((0, *(place.end() for place in breaks), len(text)))
    spans = ((end - len(text[start:end].lstrip()), start + len(text[start:end].rstrip())) for start, end in pieces)
    return [(start, end) for start, end in spans if start < end]


def _is_abbreviated(text: str, end: re.Match[str]) -> bool:
    """Whether a possible end of a sentence is the full stop of an initial or an abbreviation."""
    if end.group().strip() not in {".", ".)"}:
        return False
    before = text[max(0, end.start() - _LONGEST) : end.start()].split()
    word = before[-1].rpartition("/")[2].lstrip("(\"“‘'[").lower() if before else ""
    following = _WORD.search(text, end.end())
    follows = following.group().lower() if following else ""
    initial = text[end.start() - 1].isupper() and len(word.rpartition(".")[2]) == 1
    if word in _BEFORE_FIGURES and not initial:
        return follows.isdigit()
    inside = len(before) > 1 and before[-2][-1].isalnum()
    if word in _BEFORE_NAMES or (initial and inside and word not in _BEFORE_WORDS):
        return follows not in _OPENERS
    return initial or word in _BEFORE_WORDS
