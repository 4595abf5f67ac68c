"""Characters that the fonts of a house style lack, and where a font that has them is to be had."""

import unicodedata
from collections.abc import Iterable
from pathlib import Path

from hsreport.findings import finding
from hsreport.render.style.tokens import HouseStyle
from hsreport.values import Finding

CJK = ("CJK", "IDEOGRAPHIC", "HIRAGANA", "KATAKANA", "HANGUL", "BOPOMOFO", "FULLWIDTH", "HALFWIDTH")
"""What the Unicode names of Chinese, Japanese and Korean characters begin with."""
CJK_FONTS, OTHER_FONTS = "fonts-noto-cjk", "fonts-noto-core"
"""Debian's packages."""
SHOWN = 12
"""Characters that a finding names; it counts the others."""


def lacking(words: Iterable[str], style: HouseStyle) -> tuple[Finding, ...]:
    """Report characters that the fonts lack: a finding for each package of fonts that has them.

    A style without font files uses the machine's fonts alone: nothing is said of it.
    """
    held = _held(style)
    if not held:
        return ()
    wanted: dict[str, list[str]] = {}
    for character in sorted(set("".join(words)) - held):
        if character.isprintable() and not character.isspace():
            wanted.setdefault(_package(character), []).append(character)
    return tuple(_finding(package, characters, style) for package, characters in sorted(wanted.items()))


def _held(style: HouseStyle) -> frozenset[str]:
    """List the characters that every face of the text's family has."""
    import uharfbuzz

    faces = [Path(face.file) for face in style.font_files if face.family == style.fonts.text]
    sets = [set(uharfbuzz.Face(uharfbuzz.Blob.from_file_path(face)).unicodes) for face in faces]
    return frozenset(map(chr, set.intersection(*sets))) if sets else frozenset()


def _package(character: str) -> str:
    return CJK_FONTS if unicodedata.name(character, "").startswith(CJK) else OTHER_FONTS


def _finding(package: str, characters: list[str], style: HouseStyle) -> Finding:
    shown = " ".join(characters[:SHOWN]) + (" …" if len(characters) > SHOWN else "")
    number = f"{len(characters)} character" + ("s" if len(characters) > 1 else "")
    return finding("HS503", None, font=style.fonts.text, characters=shown, number=number, package=package)
