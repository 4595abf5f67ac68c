"""Straight quotes as print has them, for a style that asks for it: each gives way to one curled mark, and nothing moves but what stands behind "--" in the head or in the label of a heading.

The record keeps what was typed: only what the PDF and the web page show is curled, never the attached files, and never the
Word file, which may come back as a source. A mark after a figure that closes nothing stays: it may say feet or inches.
"""

import re
from typing import Any, TypeVar

import msgspec

from hsreport.language.saying import ELIDED
from hsreport.render.style.tokens import HouseStyle

QUOTES = {
    "de": "„“‚‘",
    "cs": "„“‚‘",
    "sk": "„“‚‘",
    "sl": "„“‚‘",
    "pl": "„”‚’",
    "hu": "„”‚’",
    "sv": "””’’",
    "fi": "””’’",
}
"""Double marks that open and close, then single ones, where they are not those of English."""
ENGLISH = "“”‘’"
APOSTROPHE = "’"
STRAIGHT = re.compile("[\"']")
HYPHENS = re.compile("(?<!-)--(?!-)")
BEFORE_OPENING = re.compile(r"[\s(\[{\-–—/“‘„‚]?")
_WORD = re.compile(r"[^\W\d_]+")
AS_TYPED = frozenset(("source", "findings", "spans"))
"""Fields of a report that tell of files, of what stood in them, and of addresses."""

Held = TypeVar("Held")


def shown(value: Held, style: HouseStyle) -> Held:
    """Curl the straight quotes of a report, or of what holds one, where the style asks for it and the language is known."""
    if not style.curl_quotes or _base(style.language) not in ("en", *QUOTES):
        return value
    return msgspec.convert(_walked(msgspec.to_builtins(value), style.language), type(value))


def _walked(value: object, language: str) -> object:
    if isinstance(value, dict) and value.get("block") == "code":
        return value
    if isinstance(value, dict):
        walked = {key: field if key in AS_TYPED else _walked(field, language) for key, field in value.items()}
        if isinstance(label := walked.get("label"), str):
            walked["label"] = HYPHENS.sub(_dash, label)
        return _dashed(walked) if "head" in walked else walked
    if isinstance(value, list | tuple):
        return [_walked(field, language) for field in value]
    return curled_text(value, language) if isinstance(value, str) else value


def _dashed(symposium: dict[str, Any]) -> dict[str, Any]:
    """Give the head dashes where two hyphens were typed; the calls of its notes stay where they stood."""
    texts = {f"head-{each['kind']}-{each['span']['first']}": each["text"] for each in symposium["head"]}
    head = [each | {"text": HYPHENS.sub(_dash, each["text"])} for each in symposium["head"]]
    before = [(each, texts.get(each["anchor"], "")[: each["offset"]]) for each in symposium["notes"]]
    notes = [each | {"offset": each["offset"] - len(HYPHENS.findall(text))} for each, text in before]
    return symposium | {"head": head, "notes": notes}


def _dash(found: re.Match[str]) -> str:
    spaced = found.string[found.end() :][:1].isspace() or found.string[: found.start()][-1:].isspace()
    return "–" if spaced else "—"


def _base(language: str) -> str:
    return language.partition("-")[0].lower()


def curled_text(text: str, language: str) -> str:
    """Curl the straight quotes of a text as the language has them; its length stays."""
    marks = QUOTES.get(_base(language), ENGLISH)
    unclosed: set[str] = set()
    pieces: list[str] = []
    done, opened = 0, False
    for found in STRAIGHT.finditer(text):
        pieces.append(text[done : found.start()])
        before, after = text[: found.start()][-1:], text[found.end() :][:1]
        before = (" " if opened else "a") if before and done == found.start() else before
        known = len(unclosed)
        elided = found[0] == "'" and marks == ENGLISH and _is_elided(text, found.end())
        pieces.append(APOSTROPHE if elided else _mark(found[0], before, after, unclosed, marks))
        done, opened = found.end(), len(unclosed) > known
    return "".join((*pieces, text[done:]))


def _is_elided(text: str, start: int) -> bool:
    """Whether a word that begins here has lost its first letters: "'tis", "rock 'n' roll"."""
    word = _WORD.match(text, start)
    return word is not None and word[0].casefold() in ELIDED


def _mark(typed: str, before: str, after: str, unclosed: set[str], marks: str) -> str:
    """Choose what a quote becomes between two characters; where it opens, it is noted among the `unclosed`."""
    if typed == "'" and before.isdigit() and after.isdigit():
        return typed
    first = 0 if typed == '"' else 2
    opening, closing = marks[first], marks[first + 1]
    word_goes_on = typed == "'" and after.isalnum()
    if _opens(typed, before, after, unclosed):
        if typed == "'" and after.isdigit():
            return APOSTROPHE
        unclosed.add(typed)
        return opening
    if typed in unclosed and not word_goes_on:
        unclosed.remove(typed)
        return closing
    if before.isdigit() and not word_goes_on:
        return typed
    return APOSTROPHE if typed == "'" else closing


def _opens(typed: str, before: str, after: str, unclosed: set[str]) -> bool:
    if BEFORE_OPENING.fullmatch(before):
        return bool(after.strip())
    return typed == '"' and typed not in unclosed and after.isalnum() and not before.isalnum()
