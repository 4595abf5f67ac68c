"""Signs of a Word file that are no plain text: characters of symbol fonts, and formulas."""

import re

from hsreport.language.letters import LOWERED, RAISED, shifted
from hsreport.ooxml.xml import Element, W

MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"

_HEXADECIMAL = re.compile(r"[0-9A-Fa-f]{2,6}")
_SYMBOL = (
    " !∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_\u203eαβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼"
    + "\0" * 33
    + "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑"
)
"""The characters of the font Symbol, from its code 0x20 on (Adobe's Symbol encoding)."""
_WINGDINGS = {
    0x22: "✂", 0x28: "☎", 0x2A: "✉", 0x4A: "☺", 0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0x75: "◆", 0x76: "❖",
    0x9F: "•", 0xA1: "○", 0xA7: "▪", 0xA8: "◻", 0xD8: "➢", 0xDF: "←", 0xE0: "→", 0xE1: "↑", 0xE2: "↓", 0xE8: "➔",
    0xF0: "⇨", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
}  # fmt: skip
"""What people take from Wingdings, by its code there."""


def symbol(element: Element) -> str:
    """Name the character that `w:sym` shows; empty where its font is not known."""
    char = element.get(W + "char") or ""
    code = int(char, 16) & 0xFF if _HEXADECIMAL.fullmatch(char) else 0
    font = (element.get(W + "font") or "").casefold()
    if font == "symbol":
        return _SYMBOL[code - 32 : code - 31].strip("\0") if code >= 32 else ""
    return _WINGDINGS.get(code, "") if font == "wingdings" else ""


_PARTED = {"f": "/", "sSup": "^", "sSub": "_", "sSubSup": "_^"}
"""What stands between the parts of a formula that are not on one line."""
_CLOSES = {"^": RAISED, "_": LOWERED}


def formula(element: Element) -> str:
    """Write a formula on one line: "1/20", "10⁶", "x^(n+k)"; the parts of a fraction never run together."""
    if element.tag == MATH + "t":
        return element.text or ""
    kind = str(element.tag).removeprefix(MATH)
    parts = [formula(child) for child in element if not str(child.tag).endswith("Pr")]
    if kind not in _PARTED or len(parts) != len(_PARTED[kind]) + 1:
        return ("√" + _grouped("".join(parts))) if kind == "rad" else "".join(parts)
    if kind == "f":
        return "/".join(map(_grouped, parts))
    return parts[0] + "".join(_script(sign, part) for sign, part in zip(_PARTED[kind], parts[1:], strict=True))


def _script(sign: str, part: str) -> str:
    small = shifted(part, _CLOSES[sign])
    return small if small != part or not part else sign + _grouped(part)


def _grouped(part: str) -> str:
    return part if part.replace(".", "").replace(",", "").isalnum() else f"({part})"
