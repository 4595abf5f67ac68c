"""A Word file of the user's own, whose styles, theme, page and heads the Word file takes instead of the house style's.

What hsreport sets and that file has no style for is set in a style made from the house style, in the measures of that
file: its fonts, its sizes, its paper. So the house style is first brought into those measures.
"""

from collections.abc import Iterator, Mapping
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from lxml import etree
from msgspec.structs import replace

from hsreport.errors import SettingsError, SourceError
from hsreport.ooxml.package import Part, Related, open_package, refuse_unread
from hsreport.ooxml.xml import STYLE_ID, TYPE, VAL, Element, R, W, value
from hsreport.render.style.tokens import Colours, HouseStyle, Sizes

MM_A_TWIP = 25.4 / 1440
PLAIN_PT = 10
"""The size of words where nothing gives one (ECMA-376, part 1, 17.3.2.38)."""
TRAVELLING = frozenset(("image", "hyperlink", "font", "theme"))
"""What parts of that file may name and take along."""
NAMED = {"styles": "styles", "numbering": "numbering", "settings": "settings", "fontTable": "font_table"}


class Reference(NamedTuple):
    """What a Word file gives another one; each element is the reader's own."""

    styles: Element
    page: Mapping[str, Element]
    """pgSz and pgMar of its last section."""
    heads: Mapping[tuple[str, str], Element]
    """Its last headers and footers by kind (header) and page (default, first, even)."""
    first_page: bool
    """Whether the first page has heads of its own."""
    beside: tuple[Related, ...]
    """Its theme, and what numbering, font table and heads name."""
    numbering: Element | None = None
    settings: Element | None = None
    font_table: Element | None = None

    @property
    def facing(self) -> bool:
        """Whether left-hand pages have heads of their own."""
        return self.settings is not None and self.settings.find(W + "evenAndOddHeaders") is not None


def read_reference(name: str) -> Reference:
    """Return what a Word file or template gives. Raises `SettingsError` where it cannot be read as one."""
    try:
        data = Path(name).read_bytes()
        refuse_unread(data, name)
        main = open_package(data, name)
    except SourceError as wrong:
        raise SettingsError(wrong.message, file=name, hint=wrong.hint) from None
    except OSError as wrong:
        raise SettingsError(wrong.strerror or str(wrong), file=name, hint="check the name and your rights") from None
    return _reference(main)


def _named(part: Part, called: str, kinds: frozenset[str] = TRAVELLING) -> Iterator[Related]:
    """Yield what a part names, which is `called` so in the new file, and what that names in turn."""
    for named in part.relations:
        relation, kind = str(named.rId), str(named.reltype)
        if kind.rpartition("/")[2] not in kinds:
            continue
        if named.is_external:
            yield Related(called, relation, kind, str(named.target_ref))
            continue
        target = named.target_part
        relation = f"own{relation}" if called == "document" else relation
        own = Related(called, relation, kind, _place(str(target.partname)), str(target.content_type), target.blob)
        yield own
        yield from _named(Part(target), own.stem)


def _place(name: str) -> str:
    """Return where a part of that file stands in the new one, so that it meets none there."""
    folder, _, file = name.rpartition("/")
    return f"{folder}/own-{file}"


def _reference(main: Part) -> Reference:
    parts = {field: part for kind, field in NAMED.items() if (part := next(main.related(kind), None))}
    sections = list(main.root.iter(W + "sectPr"))
    heads = {(kind, at): Part(main.opened.related_parts[relation]) for kind, at, relation in _heads(sections)}
    owners = {"numbering": "numbering", "font_table": "fontTable"}
    named = [(parts[field], called) for field, called in owners.items() if field in parts]
    named += [(part, f"{kind}Own{at.title()}") for (kind, at), part in heads.items()]
    last = sections[-1] if sections else etree.Element(W + "sectPr")
    roots = {field: part.root for field, part in parts.items()}
    return Reference(
        styles=roots.pop("styles", etree.Element(W + "styles")),
        page={key: element for key in ("pgSz", "pgMar") if (element := last.find(W + key)) is not None},
        heads={place: part.root for place, part in heads.items()},
        first_page=last.find(W + "titlePg") is not None,
        beside=(
            *_named(main, "document", frozenset(("theme",))),
            *chain.from_iterable(_named(*owner) for owner in named),
        ),
        **roots,
    )


def _heads(sections: list[Element]) -> Iterator[tuple[str, str, str]]:
    """Yield kind, page and id of each header and footer; a section without one has that of the section before."""
    for section in sections:
        for kind in ("header", "footer"):
            for reference in section.iterfind(f"{W}{kind}Reference"):
                yield kind, reference.get(TYPE) or "default", reference.get(R + "id") or ""


# --- The house style in its measures --------------------------------------------------------------------


def house_style(reference: Reference, style: HouseStyle) -> HouseStyle:
    """Return the house style with the paper, sizes and colours of that file; its fonts are left to the styles of the file."""
    return replace(
        style,
        page=replace(style.page, **_page(reference), gutter_mm=0, facing=reference.facing),
        sizes=_sizes(reference.styles, style.sizes),
        colours=_colours(reference.styles, style.colours),
        embed_fonts=False,
    )


def _page(reference: Reference) -> dict[str, float]:
    """Return the paper and margins, those at the sides evened out: what they leave is as wide as in the file."""
    size, margins = (_lengths(reference.page.get(key)) for key in ("pgSz", "pgMar"))
    measures = {f"{key}_mm": margins[key] for key in ("top", "bottom") if key in margins}
    measures |= {key: size[short] for key, short in (("width_mm", "w"), ("height_mm", "h")) if short in size}
    if {"left", "right"} <= margins.keys():
        side = (margins["left"] + margins["right"] + margins.get("gutter", 0)) / 2
        measures |= {"left_mm": side, "right_mm": side}
    return measures


def _lengths(element: Element | None) -> dict[str, float]:
    attributes = [] if element is None else element.items()
    named = {etree.QName(key).localname: str(said).lstrip("-") for key, said in attributes}
    return {key: int(said) * MM_A_TWIP for key, said in named.items() if said.isdecimal()}


def _sizes(styles: Element, sizes: Sizes) -> Sizes:
    """Return the sizes of its text and headings; what it has no style for keeps its proportion to the text."""
    text = _size(styles, "normal") or PLAIN_PT
    ratio = text / sizes.text_pt
    scaled = {name: getattr(sizes, name) * ratio for name in sizes.__struct_fields__ if name.endswith("_pt")}
    own = {f"heading_{level}_pt": _size(styles, f"heading {level}") for level in (1, 2, 3)}
    return replace(sizes, **scaled | {name: size for name, size in own.items() if size} | {"text_pt": text})


def _size(styles: Element, name: str) -> float:
    said = _said(styles, name, "sz")
    return int(said) / 2 if said.isdecimal() else 0


def _colours(styles: Element, colours: Colours) -> Colours:
    ink = _hex(_said(styles, "normal", "color"), "#000000")
    return replace(colours, ink=ink, accent=_hex(_said(styles, "heading 1", "color"), ink))


def _hex(said: str, otherwise: str) -> str:
    return f"#{said}" if len(said) == 6 else otherwise


def _said(styles: Element, name: str, key: str) -> str:
    """Return what the words of a style have, by itself, by those that it is based on, or by default; empty if the style is not there."""
    written = {style.get(STYLE_ID) or "": style for style in styles.iterfind(W + "style")}
    style = next((style for style in written.values() if name_of(style) == name), None)
    if style is None and name != "normal":
        return ""
    seen: list[Element] = []
    while style is not None and style not in seen:
        seen.append(style)
        style = written.get(value(style, "basedOn"))
    places = (
        *((style, f"{W}rPr/{W}{key}") for style in seen),
        (styles, f".//{W}rPrDefault/{W}rPr/{W}{key}"),
    )
    elements = (owner.find(path) for owner, path in places)
    return next((element.get(VAL) or "" for element in elements if element is not None), "")


def name_of(style: Element) -> str:
    """Return the name of a style in small letters, in English for those that Word brings."""
    return value(style, "name").casefold()
