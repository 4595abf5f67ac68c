"""Spellings of one name: what is left out of account, and what a slip of the typewriter makes of a word."""

import re
import unicodedata

from rapidfuzz.distance import OSA

LONG_ENOUGH = 5
"""Letters a word must have for one wrong letter in it to be taken for a slip."""

FAR_LONGER = 9
"""Letters a word must have for two wrong letters."""


_MARKS = str.maketrans(dict.fromkeys("‘’‛`´′ʹʻʼʾʿ＇", "'") | dict.fromkeys("\u2010\u2011", "-"))
"""Apostrophes and hyphens of every make, and what a keyboard has for them."""

_LETTERS = str.maketrans(dict(zip("łđðøıħŧŋəɓɗƙƴȷ", "lddoihtnabdkyj", strict=True)) | {"æ": "ae", "œ": "oe", "þ": "th"})
"""Letters that Unicode takes for no accented ones, and what is written where a keyboard lacks them."""

_PARTS_OF_LETTERS = (0, 7, 8, 9)
"""Combining classes of marks that are no accents: vowel signs, nukta, voicing of kana, virama."""


def unaccented(word: str) -> str:
    """Fold case, accents and format characters; hyphens and other punctuation stay, apostrophes are straight.

    >>> [unaccented(word) for word in ("Wałęsa", "O’Brien-Ødegård", "Straße", "Şahin\u00adoğlu")]
    ['walesa', "o'brien-odegard", 'strasse', 'sahinoglu']
    """
    if word.isascii():
        return word.casefold().replace("`", "'")
    apart = unicodedata.normalize("NFKD", word.translate(_MARKS)).casefold().translate(_LETTERS)
    return unicodedata.normalize("NFC", "".join(letter for letter in apart if not _is_left_out(letter)))


def _is_left_out(character: str) -> bool:
    """Whether a character is an accent, or formats only: a soft hyphen, a zero-width space, a mark of direction."""
    return unicodedata.category(character) == "Cf" or unicodedata.combining(character) not in _PARTS_OF_LETTERS


def folded(name: str) -> str:
    """Fold a name for comparing: `unaccented`, without apostrophes, hyphens and stops as spaces.

    >>> folded("Dr. Jean-Luc  O’Brien"), folded("dr jean luc obrien")
    ('dr jean luc obrien', 'dr jean luc obrien')
    """
    return re.sub(r"[^\w]+", " ", unaccented(name).replace("'", "")).strip()


def is_slip(found: str, meant: str, *, far: bool = False) -> bool:
    """Whether two folded words differ as a typing slip makes them differ: a letter wrong, missing, doubled or swapped; `far` allows two in a long word."""
    if found == meant or min(len(found), len(meant)) < LONG_ENOUGH:
        return False
    slips = 1 + (far and min(len(found), len(meant)) >= FAR_LONGER)
    return OSA.distance(found, meant, score_cutoff=slips) <= slips
