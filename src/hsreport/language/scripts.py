"""Passages in another script than the document's: which language they are in, as far as the script tells.

A language is named where its script is next to no other's: Japanese by its kana, Korean, Greek, Hebrew, Thai, Georgian,
Armenian. Where many languages share a script the tag says the script alone (BCP 47: "und-Cyrl", "und-Arab", "und-Hani").
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple


class Script(NamedTuple):
    """A script: the tag that it gives a passage, and its letters by their ISO 15924 codes."""

    tag: str
    codes: str
    written_in: str
    """Languages that are written in it: a document in one of them does not mark it."""
    least: int = 1
    """Letters that make a passage; a lone Greek one is more likely a symbol."""


SCRIPTS = (
    Script("und-Hani", "Hani Hira Kana", "ja zh ko"),
    Script("ko", "Hang", "ko"),
    Script("und-Cyrl", "Cyrl", "ru uk be bg sr mk kk ky tg mn tt", 2),
    Script("el", "Grek", "el", 2),
    Script("he", "Hebr", "he yi"),
    Script("und-Arab", "Arab", "ar fa ur ps ku sd ug"),
    Script("th", "Thai", "th"),
    Script("und-Deva", "Deva", "hi mr ne sa"),
    Script("hy", "Armn", "hy"),
    Script("ka", "Geor", "ka"),
)
"""Scripts that are told from the letters of most documents; Latin is none of them."""

_CLOSING = "[。、，．：；！？」』）】〉》・ー々]*"
"""Marks that end a passage in Chinese or Japanese and belong to it."""
_LENGTHENED = "ーｰـ"
"""Letters of several scripts that only lengthen another."""


@cache
def foreign_passage() -> re.Pattern[str]:
    """Compile the pattern of a passage in a script of `SCRIPTS`, with a group `s0`, `s1`, ... for each."""
    classes = [_letters(script.codes.split()) for script in SCRIPTS]
    return re.compile(
        "|".join(
            rf"(?P<s{at}>[{letters}](?:[\W\d_{_LENGTHENED}]*[{letters}]){{{script.least - 1},}}{'' if at else _CLOSING})"
            for at, (script, letters) in enumerate(zip(SCRIPTS, classes, strict=True))
        )
    )


def _letters(codes: list[str]) -> str:
    """Collect the characters of scripts, as what stands between the brackets of a regular expression."""
    from fontTools.unicodedata import Scripts

    ends = (*Scripts.RANGES[1:], 0x110000)
    ranges = zip(Scripts.RANGES, ends, Scripts.VALUES, strict=True)
    return "".join(f"{chr(first)}-{chr(end - 1)}" for first, end, code in ranges if code in codes)


def by_script(text: str, language: str) -> Iterator[tuple[str, str]]:
    """Cut a text into pieces, each with its language's tag; empty for what is in the document's own, or in Latin letters.

    >>> list(by_script("Peace (平和) is", "en")), list(by_script("平和", "ja"))
    ([('Peace (', ''), ('平和', 'und-Hani'), (') is', '')], [('平和', '')])
    """
    start = 0
    for match in foreign_passage().finditer(text) if not text.isascii() else ():
        script = SCRIPTS[int((match.lastgroup or "s0")[1:])]
        if language.partition("-")[0] in script.written_in.split():
            continue
        yield text[start : match.start()], ""
        yield match.group(), "ja" if re.search("[ぁ-ヿㇰ-ㇿｦ-ﾟ]", match.group()) else script.tag
        start = match.end()
    yield text[start:], ""
