"""The styles and the list of points of a Word file, made from a house style."""

from collections.abc import Iterator

from hsreport.ooxml.styles import (
    BUILT_IN,
    BY_NAME,
    CHARACTERS,
    LOGO_HIGHEST_MM,
    LOWER_CASE,
    PARAGRAPHS,
    TABLES,
    Look,
)
from hsreport.ooxml.xml import Element, style_id, w
from hsreport.render.style.tokens import HouseStyle

TWIPS_A_POINT = 20
TWIPS_A_MM = 1440 / 25.4
MM_A_POINT = 25.4 / 72
NUMBER_GAP_MM = 3.5
"""Between a point's number and its words."""
NESTED_INDENT_EM = 1.5
ROLE_EM = 8
"""The room for a role before names on pages without a gutter."""
POINT_LIST = 1
"""The list that counts points through the whole document."""

REGIONS = {"en": "en-GB", "ja": "ja-JP", "zh": "zh-CN", "ko": "ko-KR", "ar": "ar-SA", "sv": "sv-SE", "da": "da-DK"}
REGIONS |= {"cs": "cs-CZ", "el": "el-GR", "uk": "uk-UA", "hi": "hi-IN", "he": "he-IL", "vi": "vi-VN", "sl": "sl-SI"}
"""Where Word looks for spelling and hyphenation when a language comes without its country."""


def twips_of_mm(millimetres: float) -> int:
    """Return a length on the page in Word's unit, the twentieth of a point."""
    return round(millimetres * TWIPS_A_MM)


def twips(points: float) -> int:
    """Return a length in type in Word's unit."""
    return round(points * TWIPS_A_POINT)


def word_language(tag: str) -> str:
    """Return a language as Word wants it, with a country: "en" is "en-GB", "fr" is "fr-FR"."""
    if "-" in tag or len(tag) != 2:
        return tag
    return REGIONS.get(tag, f"{tag}-{tag.upper()}")


def side_margin_mm(style: HouseStyle) -> float:
    """Return the side margins of pages whose text takes the gutter too: front and back matter."""
    return max(style.page.left_mm - style.page.gutter_mm, 0)


# --- Styles -------------------------------------------------------------------------------------------


def styles_part(style: HouseStyle) -> Element:
    """Return every style of the vocabulary, and none besides."""
    return w(
        "styles",
        _defaults(style),
        w(
            "latentStyles",
            defLockedState=0,
            defUIPriority=99,
            defSemiHidden=1,
            defUnhideWhenUsed=1,
            defQFormat=0,
            count=376,
        ),
        *(_style(look, "paragraph", place, style) for place, look in enumerate(PARAGRAPHS, 1)),
        *_unseen_defaults(),
        *(_style(look, "character", place, style) for place, look in enumerate(CHARACTERS, 1 + len(PARAGRAPHS))),
        *(_table_style(name, bold, style) for name, bold in TABLES.items()),
    )


def _defaults(style: HouseStyle) -> Element:
    looks = w("rPr", *_run_looks(PARAGRAPHS[0], style), w("lang", val=word_language(style.language)))
    return w("docDefaults", w("rPrDefault", looks), w("pPrDefault"))


def _unseen_defaults() -> tuple[Element, ...]:
    """Return the three defaults that Word expects beside Normal."""
    margins = w("tblCellMar", *(w(side, w=0, type="dxa") for side in ("top", "left", "bottom", "right")))
    return (
        _named("character", "Default Paragraph Font", w("semiHidden"), default=1),
        _named("table", "Normal Table", w("semiHidden"), w("tblPr", w("tblInd", w=0, type="dxa"), margins), default=1),
        _named("numbering", "No List", w("semiHidden"), default=1),
    )


def _named(kind: str, name: str, *content: Element, **flags: int) -> Element:
    shown = name.lower() if name in LOWER_CASE else name
    return w("style", w("name", val=shown), *content, type=kind, styleId=style_id(name), **flags)


def _style(look: Look, kind: str, place: int, style: HouseStyle) -> Element:
    """Return a style as Word lists it, in the order of the table."""
    paragraph, words = list(_paragraph_looks(look, style)), list(_run_looks(look, style))
    flags = {"default": 1} if look.name == "Normal" else {} if look.name in BUILT_IN else {"customStyle": 1}
    return _named(
        kind,
        look.name,
        *([w("basedOn", val=style_id(look.base))] if look.base else []),
        *([w("next", val=style_id(look.follow))] if look.follow else []),
        w("uiPriority", val=place),
        w("qFormat"),
        *([w("pPr", *paragraph)] if paragraph else []),
        *([w("rPr", *words)] if words else []),
        **flags,
    )


def _table_style(name: str, bold: str, style: HouseStyle) -> Element:
    """Return a table style: hairlines between rows, a stronger one below the head, one column bold."""
    hairline = style.colours.rule
    borders = w("tblBorders", _line("bottom", hairline, 4), _line("insideH", hairline, 4))
    cell = w("tblCellMar", w("left", w=0, type="dxa"), w("right", w=twips(7), type="dxa"))
    under_head = w("tcPr", w("tcBorders", _line("bottom", style.colours.ink, 6)))
    return _named(
        "table",
        name,
        w("basedOn", val="NormalTable"),
        w("qFormat"),
        w("tblPr", w("tblInd", w=0, type="dxa"), borders, cell),
        w("tblStylePr", w("rPr", w("b", val=0)), under_head, type="firstRow"),
        *([w("tblStylePr", w("rPr", w("b")), type=bold)] if bold else []),
        customStyle=1,
    )


# --- Looks as properties, in the order of the schema --------------------------------------------------


def _run_looks(look: Look, style: HouseStyle) -> Iterator[Element]:
    size = _size(look, style)
    if look.font:
        font = getattr(style.fonts, look.font)
        yield w("rFonts", ascii=font, hAnsi=font, cs=font)
    yield from (w(effect if effect != "smallCaps" or style.small_caps else "b") for effect in look.effects)
    if look.colour:
        yield w("color", val=_colour(look.colour, style))
    if look.tracking:
        yield w("spacing", val=twips(look.tracking * size))
    if look.size or look.scale != 1:
        yield from (w("sz", val=round(2 * size)), w("szCs", val=round(2 * size)))
    if look.underline:
        yield w("u", val="single", color=_colour(look.underline, style))
    if look.raised:
        yield w("vertAlign", val="superscript")


def _paragraph_looks(look: Look, style: HouseStyle) -> Iterator[Element]:
    if look.keep:
        yield w("keepNext", val=int(look.keep in ("next", "both")))
        yield w("keepLines", val=int(look.keep in ("lines", "both")))
    if look.name == "Normal":
        yield w("widowControl")
    if look.special in ("number", "unnumbered") and style.point_numbers:
        yield w("numPr", w("numId", val=POINT_LIST if look.special == "number" else 0))
    if look.rule:
        yield _rule(look, style)
    yield from _tabs(look, style)
    yield from _spacing(look, style)
    yield from _indent(look, style)
    if look.together:
        yield w("contextualSpacing")
    if look.align:
        yield w("jc", val=_alignment(look, style))
    if look.level is not None:
        yield w("outlineLvl", val=look.level)


def _size(look: Look, style: HouseStyle) -> float:
    """Return the size of a style in points: its own, or that of the style it is based on."""
    if look.base and not look.size:
        return _size(BY_NAME[look.base], style) * look.scale
    return float(getattr(style.sizes, look.size or "text_pt")) * look.scale


def height_mm(name: str, style: HouseStyle) -> float:
    """Return the height of a paragraph of one line in a style, the space around it included."""
    look = BY_NAME[name]
    space = ((look.before or 0) + (look.after or 0)) * style.sizes.text_pt * style.sizes.leading
    return (space + look.leading * _size(look, style)) * MM_A_POINT


def _colour(token: str, style: HouseStyle) -> str:
    return str(getattr(style.colours, token)).removeprefix("#").upper()


def _alignment(look: Look, style: HouseStyle) -> str:
    justified = "both" if style.justify else "left"
    return justified if look.align == "text" else look.align


def _line(side: str, colour: str, eighths: int, space: int = 0) -> Element:
    """Return a line at a side; its width in eighths of a point."""
    return w(side, val="single", sz=eighths, space=space, color=colour.removeprefix("#").upper())


def _rule(look: Look, style: HouseStyle) -> Element:
    if look.rule == "left":
        return w("pBdr", _line("left", style.colours.accent, 6, 8))
    hair = style.colours.rule
    return w("pBdr", _line("bottom", hair, 4, 4), _line("between", hair, 4, 4))


def _tabs(look: Look, style: HouseStyle) -> Iterator[Element]:
    if look.special == "edge":
        edge = style.page.width_mm - 2 * side_margin_mm(style)
        yield w("tabs", w("tab", val="right", pos=twips_of_mm(edge)))
    elif look.special in _hanging(style):
        yield w("tabs", w("tab", val="left", pos=_hanging(style)[look.special][0]))


def _spacing(look: Look, style: HouseStyle) -> Iterator[Element]:
    """Yield the spacing: lines of a fixed height, so that a raised mark or a missing font does not spread them."""
    line = style.sizes.text_pt * style.sizes.leading
    space = {"before": _above(look, style), "after": look.after}
    values = {key: twips(lines * line) for key, lines in space.items() if lines is not None}
    height = line if look.name == "Normal" else look.leading * _size(look, style)
    if look.special == "picture":
        yield w("spacing", **values, line=240, lineRule="auto")
    elif height:
        yield w("spacing", **values, line=twips(height), lineRule="exact")
    elif values:
        yield w("spacing", **values)


def _above(look: Look, style: HouseStyle) -> float | None:
    """Return the lines above a paragraph; the title stands where it would without a logo above it."""
    if look.name != "Title" or not style.logo or look.before is None:
        return look.before
    logo = LOGO_HIGHEST_MM / MM_A_POINT / (style.sizes.text_pt * style.sizes.leading) + (BY_NAME["Logo"].after or 0)
    return max(look.before - logo, 1)


def _indent(look: Look, style: HouseStyle) -> Iterator[Element]:
    if look.special in _hanging(style):
        left, hanging = _hanging(style)[look.special]
        yield w("ind", left=left, hanging=hanging)
    elif look.left is not None:
        size = _size(look, style)
        yield w("ind", left=twips(look.left * size), **_first(twips((look.first or 0) * size)))


def _hanging(style: HouseStyle) -> dict[str, tuple[int, int]]:
    """Return where the lines of a style begin, and how far to the left of that the first one does, by what it has special."""
    gutter = twips_of_mm(style.page.gutter_mm)
    inside = gutter or twips(ROLE_EM * style.sizes.small_pt)
    gap = twips_of_mm(NUMBER_GAP_MM) if style.point_numbers else 0
    nested = twips(NESTED_INDENT_EM * style.sizes.text_pt)
    return {
        "gutter": (inside - gutter, inside),
        "event": (inside, inside),
        "number": (0, gap),
        "nested": (nested, gap),
        "unnumbered": (0, 0),
    }


def _first(indent: int) -> dict[str, int]:
    return {"hanging": -indent} if indent < 0 else {"firstLine": indent}


# --- The list of points ----------------------------------------------------------------------


def numbering_part(style: HouseStyle) -> Element:
    """Return one list that counts points through the document, its numbers set to the right in the margin."""
    number = next(look for look in CHARACTERS if look.name == "Point Number")
    looks = w("rPr", *_run_looks(number, style))
    level = w(
        "lvl",
        w("start", val=1),
        w("numFmt", val="decimal"),
        w("pStyle", val="Point"),
        w("suff", val="tab"),
        w("lvlText", val="%1"),
        w("lvlJc", val="right"),
        w("pPr", w("ind", left=0, hanging=twips_of_mm(NUMBER_GAP_MM))),
        looks,
        ilvl=0,
    )
    points = w("abstractNum", w("multiLevelType", val="multilevel"), level, abstractNumId=0)
    return w("numbering", points, w("num", w("abstractNumId", val=0), numId=POINT_LIST))
