"""Spellings of one name: what is left out of account, and what a slip of the typewriter makes of a word."""

import re
import unicodedata

from rapidfuzz.distance import OSA

LONG_ENOUGH = 5
"""Letters a word must have for one wrong letter in it to be taken for a slip."""

FAR_LONGER = 9
"""Letters a word must have for two wrong letters."""


def folded(text: str) -> str:
    """A name without case, accents, hyphens and stops, for comparing."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return re.sub(r"[^\w]+", " ", plain.replace("'", "").replace("’", "")).strip()


def is_slip(found: str, meant: str, *, far: bool = False) -> bool:
    """Whether two folded words differ as a typing slip makes them differ: a letter wrong, missing, doubled or swapped; `far` allows two in a long word."""
    if found == meant or min(len(found), len(meant)) < LONG_ENOUGH:
        return False
    slips = 1 + (far and min(len(found), len(meant)) >= FAR_LONGER)
    return OSA.distance(found, meant, score_cutoff=slips) <= slips
