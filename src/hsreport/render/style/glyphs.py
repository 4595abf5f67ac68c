"""Characters that the fonts of a house style lack, and where a font that has them is to be had."""

import re
import unicodedata
from collections.abc import Iterable
from pathlib import Path

from hsreport.findings import finding
from hsreport.render.style.tokens import HouseStyle
from hsreport.values import Finding

CJK = ("CJK", "IDEOGRAPHIC", "HIRAGANA", "KATAKANA", "HANGUL", "BOPOMOFO", "FULLWIDTH", "HALFWIDTH")
"""What the Unicode names of Chinese, Japanese and Korean characters begin with."""
CJK_FONTS, EMOJI_FONTS, OTHER_FONTS = "fonts-noto-cjk", "fonts-noto-color-emoji", "fonts-noto-core"
"""Debian's packages."""
EMOJI = re.compile(
    "[\U0001f1e6-\U0001f1ff\U0001f300-\U0001f64f\U0001f680-\U0001f6ff\U0001f900-\U0001f9ff\U0001fa70-\U0001faff]"
)
SHOWN = 12
"""Characters that a finding names; it counts the others."""


def lacking(words: Iterable[str], style: HouseStyle, unshown: frozenset[str] = frozenset()) -> tuple[Finding, ...]:
    """Report characters that the fonts lack: a finding for each package of fonts that has them.

    `unshown` are those that no font of the machine has. A style without font files uses the machine's fonts alone:
    nothing but these is said of it.
    """
    held, printed = _held(style), set("".join(words))
    wanted: dict[tuple[bool, str], list[str]] = {}
    for character in sorted(printed - held if held else printed & unshown):
        if (character.isprintable() and not character.isspace()) or character in unshown:
            wanted.setdefault((character not in unshown, _package(character)), []).append(character)
    return tuple(_finding(*where, characters, style) for where, characters in sorted(wanted.items()))


def _held(style: HouseStyle) -> frozenset[str]:
    """List the characters that every face of the text's family has."""
    import uharfbuzz

    faces = [Path(face.file) for face in style.font_files if face.family == style.fonts.text]
    sets = [set(uharfbuzz.Face(uharfbuzz.Blob.from_file_path(face)).unicodes) for face in faces]
    return frozenset(map(chr, set.intersection(*sets))) if sets else frozenset()


def _package(character: str) -> str:
    if EMOJI.match(character):
        return EMOJI_FONTS
    return CJK_FONTS if unicodedata.name(character, "").startswith(CJK) else OTHER_FONTS


def _finding(elsewhere: bool, package: str, characters: list[str], style: HouseStyle) -> Finding:
    shown = " ".join(characters[:SHOWN]) + (" …" if len(characters) > SHOWN else "")
    number = f"{len(characters)} character" + ("s" if len(characters) > 1 else "")
    whence = "the machine's own fonts give" if elsewhere else f"no font has and “{style.unshown}” stands for"
    return finding(
        "HS503", None, font=style.fonts.text, characters=shown, number=number, whence=whence, package=package
    )
