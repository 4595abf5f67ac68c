"""Where a sentence can be cut so that what is left still reads: at the ends of its clauses."""

import re
from collections.abc import Sequence

LONGEST = 220
"""Characters up to which a passage is left whole."""
SHORTEST = 80
"""Characters that a cut leaves at least, where the passage has them."""

_END = re.compile(
    r"[;:；：]\s+|\s+[-–—]{1,3}\s+|[.!?]\s+"
    r"|,\s+(?=(?:and|but|or|nor|yet|so|while|whereas|which|who|whose|because|since|although|though|as|if|where|when)\b)"
)

Span = tuple[int, int]
"""First character and the one after the last."""


def cut_to_clauses(text: str, passage: Span, needed: Sequence[Span]) -> Span:
    """The part of a passage, from the end of a clause to the end of a clause, that holds all spans needed.

    A passage that is short, or that needs nothing, is left whole; a few words alone are not left. Commas end a clause
    only before an English conjunction.
    """
    start, end = passage
    if end - start <= LONGEST or not needed:
        return passage
    breaks = [start, *(found.end() for found in _END.finditer(text, start, end) if start < found.end() < end), end]
    first = max(at for at, place in enumerate(breaks) if place <= max(start, min(span[0] for span in needed)))
    last = min(at for at, place in enumerate(breaks) if place >= min(end, max(span[1] for span in needed)))
    while breaks[last] - breaks[first] < SHORTEST:
        first, last = (first, last + 1) if last + 1 < len(breaks) else (first - 1, last)
    return breaks[first], breaks[last]
