"""The fonts of a Word file: its font table, and the house style's fonts as parts that travel in it.

A font part is obfuscated as ECMA-376, part 1, 17.8.1 has it, and a font travels only where its own rights let it. The
fonts are whole, and the file does not ask Word to cut them down on saving: the next editor may need other letters.
"""

import hashlib
from functools import cache
from io import BytesIO
from itertools import cycle
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias
from uuid import NAMESPACE_OID, UUID, uuid5

from hsreport.errors import SettingsError
from hsreport.ooxml.xml import Element, related, w
from hsreport.render.style.tokens import FontFile, HouseStyle

Font: TypeAlias = Any
"""A font as fontTools opens it, which has no types."""

GENERIC_FAMILIES = frozenset(("serif", "sans-serif", "monospace", "cursive", "fantasy", "system-ui"))
SLOTS = {"Regular": (False, False), "Bold": (True, False), "Italic": (False, True), "BoldItalic": (True, True)}
"""The faces that Word knows of a family, in the order of the schema: whether each is bold, and italic."""
REGULAR, BOLD = 400, 700
BOLD_FROM = 500
"""The lightest weight that may stand in for bold."""
TRUETYPE = (b"\x00\x01\x00\x00", b"true")
"""How the files begin that Word takes as embedded fonts."""
HIDDEN = 32
"""The bytes at the beginning of a font that are obfuscated."""
INSTALLABLE, RESTRICTED = 0, 0x0002
"""Values of OS/2 fsType: no bar to embedding, and none without leave."""
OPEN_LICENCE = "Open Font License"
"""It allows embedding, whatever fsType says."""
FAMILY, FACE, LICENCE, TYPE_FAMILY, TYPE_FACE = 1, 2, 13, 16, 17
"""Numbers in a font's table of names."""
MAC_STYLE = {"Regular": 0, "Bold": 1, "Italic": 2, "BoldItalic": 3}
SELECTION = {"Regular": 0x40, "Bold": 0x20, "Italic": 0x01, "BoldItalic": 0x21}
"""Bits of head.macStyle and OS/2.fsSelection that say which face of a family a font is."""


class Embedded(NamedTuple):
    """A font as it stands in the file."""

    family: str
    slot: str
    key: UUID
    """What its first bytes are obfuscated with; the same for the same font."""
    data: bytes

    @property
    def relation(self) -> str:
        """The id by which the font table names it, and the name of its file."""
        return f"{self.family}{self.slot}".replace(" ", "")


def font_table(style: HouseStyle, fonts: tuple[Embedded, ...] = ()) -> Element:
    """Return the families, each with the one to take where it is missing, and the fonts of it that travel along."""
    named = style.fonts
    families = {
        named.text: (named.text_fallback, "roman", "variable"),
        named.display: (named.display_fallback, "swiss", "variable"),
        named.code: (named.code_fallback, "modern", "fixed"),
    }
    return w("fonts", *(_font(name, *families[name], fonts) for name in families))


def _font(name: str, stack: str, kind: str, pitch: str, fonts: tuple[Embedded, ...]) -> Element:
    named = [family.strip(" '\"") for family in stack.split(",")]
    other = [w("altName", val=family) for family in named if family and family not in GENERIC_FAMILIES][:1]
    own = [font for font in fonts if font.family == name]
    return w(
        "font",
        *other,
        *(w("panose1", val=panose) for font in own[:1] if (panose := _panose(font))),
        w("family", val=kind),
        w("pitch", val=pitch),
        *(related(f"embed{font.slot}", font.relation, fontKey=f"{{{font.key}}}".upper()) for font in own),
        name=name,
    )


def _panose(font: Embedded) -> str:
    """Return the ten figures by which a likeness is found where a font is missing; empty where the font has none."""
    with _opened(obfuscated(font.data, font.key)) as opened:
        panose = bytes(vars(opened["OS/2"].panose).values())
    return panose.hex().upper() if any(panose) else ""


# --- Fonts that travel along --------------------------------------------------------------------------


def embedded_fonts(style: HouseStyle) -> tuple[Embedded, ...]:
    """Return the faces of the house style's families, as far as it has files of them; none with `embed_fonts = false`.

    The face whose weight is nearest `strong_weight` stands as the bold one. Word takes TrueType only. Raises
    `SettingsError` where a file cannot be read.
    """
    families = dict.fromkeys((style.fonts.text, style.fonts.display, style.fonts.code)) if style.embed_fonts else {}
    faces = ((family, slot, _face(family, slot, style)) for family in families for slot in SLOTS)
    made = ((family, slot, _travelling(face.file, family, slot)) for family, slot, face in faces if face)
    return tuple(_embedded(family, slot, data) for family, slot, data in made if data)


def obfuscated(data: bytes, key: UUID) -> bytes:
    """Return a font with its first 32 bytes turned by the key, its bytes in reverse; done twice it gives the font again."""
    turned = bytes(byte ^ other for byte, other in zip(data[:HIDDEN], cycle(key.bytes[::-1]), strict=False))
    return turned + data[HIDDEN:]


def _embedded(family: str, slot: str, data: bytes) -> Embedded:
    key = uuid5(NAMESPACE_OID, hashlib.sha256(data).hexdigest())
    return Embedded(family, slot, key, obfuscated(data, key))


def _face(family: str, slot: str, style: HouseStyle) -> FontFile | None:
    bold, italic = SLOTS[slot]
    wanted = style.fonts.strong_weight if bold else REGULAR
    faces = [face for face in style.font_files if (face.family, face.italic) == (family, italic)]
    faces = [face for face in faces if (face.weight >= BOLD_FROM) is bold]
    return min(faces, key=lambda face: abs(face.weight - wanted), default=None)


@cache
def _travelling(file: str, family: str, slot: str) -> bytes:
    """Return a font file as Word wants it: the family's face of that slot by its own names. Empty where it may not travel.

    A file that says so already is taken byte for byte; of others only names, style bits and rights are set.
    """
    try:
        data = Path(file).read_bytes()
    except OSError as wrong:
        raise SettingsError(f"cannot be read: {wrong.strerror}", file=file) from None
    if not data.startswith(TRUETYPE):
        return b""
    with _opened(data) as font:
        if not _may_travel(font):
            return b""
        return _renamed(font, family, slot) if _is_other(font, family, slot) else data


def _opened(data: bytes) -> Font:
    from fontTools.ttLib import TTFont

    return TTFont(BytesIO(data), recalcTimestamp=False, recalcBBoxes=False, lazy=True)


def _may_travel(font: Font) -> bool:
    return font["OS/2"].fsType != RESTRICTED or OPEN_LICENCE in (font["name"].getDebugName(LICENCE) or "")


def _is_other(font: Font, family: str, slot: str) -> bool:
    own = (font["name"].getDebugName(FAMILY), font["head"].macStyle & MAC_STYLE["BoldItalic"], font["OS/2"].fsType)
    return own != (family, MAC_STYLE[slot], own[2] & ~RESTRICTED)


def _renamed(font: Font, family: str, slot: str) -> bytes:
    names, numbers = font["name"], font["OS/2"]
    for number in (TYPE_FAMILY, TYPE_FACE):
        names.removeNames(nameID=number)
    for number, said in ((FAMILY, family), (FACE, slot.replace("BoldI", "Bold I"))):
        names.setName(said, number, 3, 1, 0x409)
    font["head"].macStyle = MAC_STYLE[slot]
    numbers.fsSelection = numbers.fsSelection & ~(SELECTION["BoldItalic"] | SELECTION["Regular"]) | SELECTION[slot]
    numbers.usWeightClass = BOLD if SLOTS[slot][0] else REGULAR
    numbers.fsType = INSTALLABLE if numbers.fsType == RESTRICTED else numbers.fsType
    with BytesIO() as file:
        font.save(file, reorderTables=None)
        return file.getvalue()
