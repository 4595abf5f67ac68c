"""The house style as a handout wears it: on other paper, in large print, with lines for notes, without colour.

Each is a function from a style to a style, so that they combine; what tokens cannot say is in css/handout.css.
"""

from enum import StrEnum

from msgspec.structs import replace

from hsreport.errors import SettingsError
from hsreport.render.style.tokens import Colours, Fonts, HouseStyle, PageMeasures, Sizes
from hsreport.render.style.tokens import FontFile as Face
from hsreport.settings import templates_folder


class Paper(StrEnum):
    """Paper that offices print on."""

    A4 = "A4"
    LETTER = "Letter"
    A3 = "A3"


SIZES_MM = {Paper.A4: (210.0, 297.0), Paper.LETTER: (215.9, 279.4), Paper.A3: (297.0, 420.0)}
"""Width and height, upright: ISO 216, and ANSI/ASME Y14.1 for Letter."""

LARGE_PT, LARGE_LEADING = 18, 1.5
"""After the Large Print Guidelines of the American Council of the Blind (2022) and UKAAF G003 (2019)."""
LARGE_MARGIN_MM = 25.4
LARGE_SIZES = Sizes(LARGE_PT, LARGE_LEADING, 20, 28, 20, 24, 22, 20, 24)
SANS = "Inter"

PUNCHED_MM = 20
"""What stays free for holes: their centres lie 12 mm from the edge (ISO 838), and they are 6 mm wide."""
NOTES_SHARE = 0.42
"""How much of the page's width is ruled for notes."""
NOTES_GAP_MM = 8
FEWEST_CHARACTERS = 30
"""Characters of a line under which text falls apart."""
CHARACTER_EMS = 0.52
SMALLEST_PT = 7
MM_OF_PT = 25.4 / 72
LEAST_CONTRAST = 4.5


def on_page(style: HouseStyle, width_mm: float, height_mm: float) -> HouseStyle:
    """Scale the style to another page: margins in proportion, type by half as much, so that small pages stay legible."""
    page, across, down = style.page, width_mm / style.page.width_mm, height_mm / style.page.height_mm
    scale = (1 + (across * down) ** 0.5) / 2
    moved = replace(
        page,
        width_mm=width_mm,
        height_mm=height_mm,
        top_mm=page.top_mm * down,
        bottom_mm=page.bottom_mm * down,
        left_mm=page.left_mm * across,
        right_mm=page.right_mm * across,
        gutter_mm=page.gutter_mm * across,
    )
    return replace(style, page=moved, sizes=_scaled(style.sizes, 1 if abs(scale - 1) < 0.05 else scale))


def _scaled(sizes: Sizes, scale: float) -> Sizes:
    lengths = {key: round(getattr(sizes, key) * scale, 2) for key in Sizes.__struct_fields__ if key.endswith("_pt")}
    return replace(sizes, **lengths)


def large_print(style: HouseStyle, width_mm: float, height_mm: float) -> HouseStyle:
    """Set 18 point sans serif on open lines, ragged, in one column, without hyphens: the size does not shrink with the page."""
    fonts = templates_folder() / "fonts"
    page = PageMeasures(
        width_mm,
        height_mm,
        top_mm=LARGE_MARGIN_MM + 4,
        bottom_mm=LARGE_MARGIN_MM + 4,
        left_mm=LARGE_MARGIN_MM + 14,
        right_mm=LARGE_MARGIN_MM,
        gutter_mm=14,
        columns=1,
        facing=False,
    )
    if width_mm < SIZES_MM[Paper.A4][0]:
        page = replace(page, left_mm=26, gutter_mm=14, right_mm=12, top_mm=22, bottom_mm=22)
    return replace(
        style,
        page=page,
        fonts=replace(Fonts(), text=SANS, display=SANS, text_fallback=Fonts().display_fallback),
        font_files=(
            Face(SANS, f"{fonts}/Inter-Regular.ttf"),
            Face(SANS, f"{fonts}/Inter-SemiBold.ttf", 600),
            Face(Fonts().code, f"{fonts}/JetBrainsMono-Regular.ttf"),
            Face(Fonts().code, f"{fonts}/JetBrainsMono-SemiBold.ttf", 600),
        ),
        sizes=LARGE_SIZES,
        colours=replace(style.colours, ink="#000000", quiet="#000000", accent="#000000", rule="#6b6b6b"),
        justify=False,
        hyphenate=False,
        right_hand_start=False,
    )


def with_notes(style: HouseStyle) -> HouseStyle:
    """Move the text to the left, with room for notes on the right."""
    page = style.page
    left = min(page.left_mm, page.gutter_mm + 18)
    right = page.width_mm * NOTES_SHARE + NOTES_GAP_MM
    return replace(style, page=replace(page, left_mm=left, right_mm=right, columns=1, facing=False))


def punched(style: HouseStyle) -> HouseStyle:
    """Keep both edges free for holes, whichever side of the paper the page is printed on."""
    page = style.page
    left, right = max(page.left_mm, PUNCHED_MM + page.gutter_mm), max(page.right_mm, PUNCHED_MM)
    return replace(style, page=replace(page, left_mm=left, right_mm=right))


def gray(style: HouseStyle) -> HouseStyle:
    """Turn every colour into the gray of the same lightness; text is darkened to a contrast of 4.5 to 1."""
    paper = style.colours.paper
    keys = ("ink", "quiet", "accent")
    read = {key: _legible(_gray_of(getattr(style.colours, key)), _gray_of(paper)) for key in keys}
    return replace(style, colours=Colours(_hex(_gray_of(paper)), rule=_hex(_gray_of(style.colours.rule)), **read))


def _gray_of(colour: str) -> int:
    """Find the level of gray that is as light as a colour."""
    light = _luminance(colour)
    return min(range(256), key=lambda level: abs(_luminance(_hex(level)) - light))


def _legible(level: int, paper: int) -> str:
    while level and contrast(_hex(level), _hex(paper)) < LEAST_CONTRAST:
        level -= 1
    return _hex(level)


def _hex(level: int) -> str:
    return f"#{level:02x}{level:02x}{level:02x}"


def contrast(one: str, other: str) -> float:
    """Compute the contrast ratio of two colours after WCAG 2.2: 1 to 21."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def refuse_narrow(style: HouseStyle, hint: str) -> None:
    """Raise a `SettingsError` where a page holds too few characters in a line, or its type would be too small to read."""
    page, size = style.page, style.sizes.text_pt
    held = int((page.width_mm - page.left_mm - page.right_mm) / (size * MM_OF_PT * CHARACTER_EMS))
    paper = f"a page of {page.width_mm:.0f} × {page.height_mm:.0f} mm"
    if held < FEWEST_CHARACTERS:
        raise SettingsError(f"{paper} holds {held} characters of {size:g} pt in a line, too few to read", hint=hint)
    if size < SMALLEST_PT:
        raise SettingsError(f"on {paper} the text would be {size:g} pt, too small to read", hint=hint)
