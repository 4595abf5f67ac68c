"""Passages in another script than the document's: which language they are in, as far as the script tells.

A language is named where its script is next to no other's: Japanese by its kana, Korean, Greek, Hebrew, Thai, Georgian,
Armenian. Where many languages share a script the tag says the script alone (BCP 47: "und-Cyrl", "und-Arab", "und-Hani").
"""

import re
from collections.abc import Iterator
from typing import NamedTuple


class Script(NamedTuple):
    """A script, by the letters that are in it."""

    tag: str
    letters: str
    """What stands between the brackets of a regular expression."""
    written_in: str
    """Languages that are written in it: a document in one of them does not mark it."""
    least: int = 1
    """Letters that make a passage; a lone Greek one is more likely a symbol."""


HAN = "\u2e80-\u2fdf\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
KANA = "\u3041-\u30ff\u31f0-\u31ff\uff66-\uff9f"
JAPANESE = "ja"

SCRIPTS = (
    Script("und-Hani", HAN + KANA, "ja zh ko"),
    Script("ko", "\u1100-\u11ff\u3130-\u318f\uac00-\ud7af", "ko"),
    Script("und-Cyrl", "\u0400-\u052f\u1c80-\u1c8f\u2de0-\u2dff\ua640-\ua69f", "ru uk be bg sr mk kk ky tg mn tt", 2),
    Script("el", "\u0370-\u03ff\u1f00-\u1fff", "el", 2),
    Script("he", "\u0590-\u05ff\ufb1d-\ufb4f", "he yi"),
    Script("und-Arab", "\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufefc", "ar fa ur ps ku sd ug"),
    Script("th", "\u0e00-\u0e7f", "th"),
    Script("und-Deva", "\u0900-\u097f", "hi mr ne sa"),
    Script("hy", "\u0530-\u058f", "hy"),
    Script("ka", "\u10a0-\u10ff\u1c90-\u1cbf", "ka"),
)
"""Scripts that are told from the letters of most documents; Latin is none of them."""

CLOSING = "[。、，．：；！？」』）】〉》・ー々]*"
"""Marks that end a passage in Chinese or Japanese and belong to it."""
PASSAGE = "|".join(
    rf"(?P<s{at}>[{each.letters}](?:[\W\d_]*[{each.letters}]){{{each.least - 1},}}{CLOSING if not at else ''})"
    for at, each in enumerate(SCRIPTS)
)
FOREIGN = re.compile(PASSAGE)


def passages(text: str, language: str) -> Iterator[tuple[str, str]]:
    """The text in pieces, each with its language's tag; empty for what is in the document's own, or in Latin letters."""
    start = 0
    for found in FOREIGN.finditer(text) if not text.isascii() else ():
        script = SCRIPTS[int((found.lastgroup or "s0")[1:])]
        if language.partition("-")[0] in script.written_in.split():
            continue
        yield text[start : found.start()], ""
        yield found.group(), JAPANESE if re.search(f"[{KANA}]", found.group()) else script.tag
        start = found.end()
    yield text[start:], ""
