"""Passages in another script than the document's, as HTML: marked with their language, and set from their side."""

import unicodedata
from collections.abc import Iterable

from markupsafe import Markup

from hsreport.language.scripts import passages
from hsreport.render.html.runs import Run


def foreign(text: str, language: str) -> str:
    """Escape a text as HTML and mark its passages in other scripts with their language."""
    pieces = (
        Markup('<span class="foreign" lang="{}">{}</span>').format(tag, words) if tag else Markup.escape(words)
        for words, tag in passages(text, language)
    )
    return Markup("").join(pieces)


def side(runs: Iterable[Run]) -> str:
    """Give the `dir` attribute of a paragraph whose first letter is written from the right (UAX 9, P2 and P3); else nothing."""
    for run in runs:
        for letter in run.text if run.note is None else "":
            kind = unicodedata.bidirectional(letter)
            if kind in ("L", "R", "AL"):
                return "" if kind == "L" else Markup(' dir="rtl"')
    return ""
