"""House styles: the design tokens of a publication, read from TOML.

Lengths are plain numbers whose unit is in the key: `_mm` for paper and margins, `_pt` for type. The style
sheet gets them as custom properties, the Word file as style settings. docs/reference/style.md lists the keys.
"""

from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec
from msgspec.structs import replace

from hsreport.errors import SettingsError
from hsreport.settings import as_settings, close_match, parse_toml, templates_folder
from hsreport.values import Value

Length = Annotated[float, msgspec.Meta(gt=0)]
Margin = Annotated[float, msgspec.Meta(ge=0)]
Colour = Annotated[str, msgspec.Meta(pattern="^#[0-9a-fA-F]{6}$")]
Weight = Annotated[int, msgspec.Meta(ge=100, le=900)]
Beside = Literal["cover", "contents", "glance", "agenda", "charts", "text", "participants", "decisions", "index", "appendix", "figures", "colophon"]  # fmt: skip
"""What may be printed beside the text, and the text itself."""


class PageMeasures(Value, frozen=True):
    """Paper, and the margins around the text; `gutter_mm` is the part of the left margin that point numbers hang in."""

    width_mm: Length = 210
    height_mm: Length = 297
    top_mm: Margin = 30
    bottom_mm: Margin = 32
    left_mm: Margin = 48
    right_mm: Margin = 41
    gutter_mm: Margin = 20
    columns: Annotated[int, msgspec.Meta(ge=1, le=2)] = 2
    """Columns of index and appendix."""
    facing: bool = True
    """Whether running heads and folios change sides with the page, for print on both sides of the paper."""


class Fonts(Value, frozen=True):
    """Two families: one for text, one for headings, tables and figures, and a third for code, each with the stack used where it is missing."""

    text: str = "Literata"
    text_fallback: str = "Georgia, Cambria, 'Times New Roman', serif"
    display: str = "Inter"
    display_fallback: str = "system-ui, 'Segoe UI', Arial, sans-serif"
    code: str = "JetBrains Mono"
    code_fallback: str = "'Cascadia Mono', Consolas, Menlo, monospace"
    strong_weight: Weight = 600
    """The weight of names, headings and matched words."""


class FontFile(Value, frozen=True):
    """One whole font file of a family, in the templates' `fonts` folder or beside the style that names it."""

    family: str
    file: str
    weight: Weight = 400
    italic: bool = False


class Sizes(Value, frozen=True):
    """Type sizes in points; `leading` is the line's height in ems."""

    text_pt: Length = 10.5
    leading: Length = 1.42
    small_pt: Length = 8.75
    title_pt: Length = 26
    theme_pt: Length = 15
    heading_1_pt: Length = 18
    heading_2_pt: Length = 15
    heading_3_pt: Length = 12.5
    web_text_px: Length = 18


class Colours(Value, frozen=True):
    """Colours as #rrggbb; `ink`, `quiet` and `accent` are text on `paper` and keep a contrast of 4.5 or more."""

    paper: Colour = "#ffffff"
    ink: Colour = "#1b1c1e"
    quiet: Colour = "#55595f"
    accent: Colour = "#1d4f7c"
    rule: Colour = "#b4bac1"


class HouseStyle(Value, frozen=True):
    """The look of a publication."""

    title: str = "Briefing"
    """The style's own name, for lists."""
    language: str = "en"
    """Language of the text as a BCP 47 tag; hyphenation follows it."""
    organization: str = ""
    """Printed at the foot of the cover, and the author in the files' properties."""
    logo: str = ""
    """Path of a picture for the cover, relative to the style file that names it."""
    banner: str = ""
    """A classification line at the head and foot of each page ("FOR OFFICIAL USE")."""
    draft: bool = False
    """Whether editorial notes, slips as *see* references and the checksum of the source are printed too."""
    watermark: str = ""
    """Large pale words behind each page ("DRAFT")."""
    parts: tuple[Beside, ...] = ("cover", "contents", "glance", "text", "decisions", "index", "appendix", "colophon")
    """What is printed beside the text, in this order; where no "text" is, it follows what stands before it here."""
    participants: Literal["name", "session"] = "name"
    """What the list of participants is ordered by."""
    point_numbers: bool = True
    extracts: Literal["strongest", "all"] = "strongest"
    """Whether the appendix prints the words of a passage under the theme that they are strongest for, or under all of its themes."""
    justify: bool = False
    hyphenate: bool = False
    small_caps: bool = True
    """Whether speakers' names in the appendix are in small capitals; else they are bold."""
    figures: Literal["lining", "old-style"] = "lining"
    """The figures of running text in PDF and web page, if the font has them."""
    curl_quotes: bool = True
    """Whether PDF and web page show straight quotes curled where the language is known, and "--" of the head as a dash; the record and the Word file keep them."""
    embed_fonts: bool = True
    """Whether the Word file carries the font files."""
    right_hand_start: bool = True
    """Whether the body starts on a right-hand page, a blank one before it where it must be."""
    short_words: Annotated[int, msgspec.Meta(ge=0)] = 900
    """Words up to which PDF and web page have a masthead instead of a cover, and neither contents nor "At a glance"."""
    unshown: str = "[U+{}]"
    """What the PDF prints for a character that no font has; {} is its number in Unicode."""
    page: PageMeasures = PageMeasures()
    fonts: Fonts = Fonts()
    sizes: Sizes = Sizes()
    colours: Colours = Colours()
    dark: Colours = Colours(paper="#16181b", ink="#e4e6e8", quiet="#a4abb3", accent="#8fbde6", rule="#454b52")
    """The colours of the web page where the reader prefers dark."""
    font_files: tuple[FontFile, ...] = ()
    reference_docx: str = ""
    """Path of a Word file that gives the Word file its styles, pages and heads, relative to the style file."""
    templates: str = ""
    """A folder of templates that come before the built-in ones of the same name, relative to the style file."""


def style_names() -> tuple[str, ...]:
    """List the built-in house styles."""
    return tuple(sorted(path.stem for path in (templates_folder() / "styles").glob("*.toml")))


def without_code(style: HouseStyle) -> HouseStyle:
    """Leave out the font files that are for code alone, where there is none."""
    others = (style.fonts.text, style.fonts.display)
    faces = (face for face in style.font_files if face.family in others or face.family != style.fonts.code)
    return replace(style, font_files=tuple(faces))


def files_of(style: HouseStyle) -> list[Path]:
    """List the files that a style is made with: built-in templates and its own, fonts, logo and Word file."""
    named = (style.logo, style.reference_docx, *(face.file for face in style.font_files))
    folders = (templates_folder(), *([Path(style.templates)] if style.templates else []))
    return [
        *(path for each in folders for path in sorted(each.rglob("*")) if path.is_file()),
        *map(Path, filter(None, named)),
    ]


def load_style(name_or_path: str) -> HouseStyle:
    """Load a built-in style by its name, or the style of a .toml file; `extends` names the style it starts from.

    Raises `SettingsError` with the file, what is wrong in it, and the nearest known key.
    """
    path = _style_path(name_or_path, Path())
    return msgspec.convert(_tokens(path, ()), HouseStyle)


def _style_path(name: str, folder: Path) -> Path:
    """Resolve a style's name or path to its file; a path is relative to `folder`."""
    if name.endswith(".toml"):
        return folder / name
    if name in style_names():
        return templates_folder() / "styles" / f"{name}.toml"
    raise SettingsError(f"no house style is called “{name}”", hint=close_match(name, style_names()))


def _tokens(path: Path, heirs: tuple[Path, ...]) -> dict[str, Any]:
    """Read the tokens of a style file over those it extends, its paths made absolute."""
    if path in heirs:
        raise SettingsError(f"extends itself by way of {heirs[-1].name}", file=str(path), hint="take one “extends” out")
    own = _toml(path)
    base = own.pop("extends", None)
    for key in ("logo", "reference_docx", "templates"):
        if own.get(key):
            own[key] = _beside(path, own[key], path.parent)
    if isinstance(own.get("font_files"), list):
        own["font_files"] = [_own_font(path, face) for face in own["font_files"]]
    as_settings(own, HouseStyle, str(path))
    return _laid_over(_tokens(_style_path(str(base), path.parent), (*heirs, path)), own) if base else own


def _own_font(style_file: Path, face: object) -> object:
    if not isinstance(face, dict) or "file" not in face:
        return face
    return face | {"file": _beside(style_file, face["file"], templates_folder() / "fonts")}


def _beside(style_file: Path, name: object, otherwise: Path) -> object:
    """Resolve the path of a file that a style names: beside it, or else in a folder; what is no name stays as it is."""
    if not isinstance(name, str):
        return name
    beside = style_file.parent / name
    return str(beside if beside.exists() else otherwise / name)


def _toml(path: Path) -> dict[str, Any]:
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as wrong:
        reason = wrong.strerror if isinstance(wrong, OSError) else "not UTF-8 text"
        raise SettingsError(f"cannot be read: {reason}", file=str(path)) from None
    return parse_toml(text, str(path))


def _laid_over(base: dict[str, Any], own: dict[str, Any]) -> dict[str, Any]:
    both = {key: _laid_over(base[key], value) for key, value in own.items() if _is_table(value, base.get(key))}
    return base | own | both


def _is_table(*values: object) -> bool:
    return all(isinstance(value, dict) for value in values)
