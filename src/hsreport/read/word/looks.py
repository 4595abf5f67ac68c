"""How paragraphs of a Word file look: what their styles say, whatever language the styles are named in."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from msgspec.structs import replace

from hsreport.inline import InlineKind
from hsreport.ooxml.xml import Element, W, is_on, switch, value
from hsreport.values import Value

_BODY_LEVEL = 9
"""The outline level of what is no heading."""
_SWITCHES = {"bold": "b", "italic": "i", "struck": "strike", "hidden": "vanish"}
"""The properties of words that are on or off."""
_KINDS = {"bold": InlineKind.STRONG, "italic": InlineKind.EMPHASIS, "struck": InlineKind.STRIKE}
_CODE = re.compile(r"\b(?:code|verbatim char)\b")
"""The names of styles for code: “Code”, “HTML Code”, pandoc's “Verbatim Char”."""
_NEVER = "0"
"""The number of the list that takes a paragraph out of the list of its style."""


class Look(Value, frozen=True):
    """What is known of a paragraph's or a run's looks; None where nothing says."""

    style: str = ""
    """The id of the style."""
    name: str = ""
    """The name of the style, in English for those that Word brings, in small letters."""
    outline: int = _BODY_LEVEL
    number: str = ""
    """The list that it is numbered by."""
    level: int = -1
    """Its level in that list, from 0; -1 where the list itself says."""
    before: int = 0
    """Space above, in twentieths of a point."""
    after: int = 0
    contextual: bool = False
    """Whether there is no space between paragraphs of its style."""
    bold: bool | None = None
    italic: bool | None = None
    struck: bool | None = None
    hidden: bool | None = None

    @property
    def heading(self) -> int:
        """Its level as a heading, from 1; 0 for none."""
        return self.outline + 1 if 0 <= self.outline < _BODY_LEVEL else 0

    @property
    def in_contents(self) -> bool:
        """Whether it is a line of a table of contents that Word made."""
        return self.name.startswith(("toc ", "contents ")) or self.name == "table of figures"

    @property
    def in_list(self) -> bool:
        return self.number not in {"", _NEVER}


class Looks(NamedTuple):
    """The styles of a file, each with what it inherits."""

    styles: Mapping[str, Look]
    paragraph: Look

    def of_paragraph(self, properties: Element | None) -> Look:
        """The look of a paragraph by its properties and its style."""
        if properties is None:
            return self.paragraph
        base = self.styles.get(value(properties, "pStyle"), self.paragraph)
        return _over(base, properties, None)

    def of_run(self, properties: Element | None, paragraph: Look) -> tuple[frozenset[tuple[InlineKind, str]], bool]:
        """What a run is marked as, and whether it is hidden."""
        style = self.styles.get(value(properties, "rStyle"), Look())

        def is_set(field: str, tag: str) -> bool:
            said = (switch(properties, tag), getattr(style, field), getattr(paragraph, field))
            return next((bool(on) for on in said if on is not None), False)

        on = {field for field, tag in _SWITCHES.items() if is_set(field, tag)}
        kinds = {_KINDS[field] for field in on & set(_KINDS)} | (
            {InlineKind.CODE} if _CODE.search(style.name) else set()
        )
        return frozenset((kind, "") for kind in kinds), "hidden" in on


def looks(styles: Element | None) -> Looks:
    """The looks of all styles of a file."""
    if styles is None:
        return Looks({}, Look())
    written = {style.get(W + "styleId") or "": style for style in styles.iterfind(W + "style")}
    base = _over(Look(), styles.find(f"{W}docDefaults/{W}pPrDefault/{W}pPr"), styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr"))  # fmt: skip
    resolved: dict[str, Look] = {}
    for style, element in written.items():
        look = base if element.get(W + "type") == "paragraph" else Look()
        for each in reversed(list(_chain(style, written))):
            look = _over(look, each.find(W + "pPr"), each.find(W + "rPr"))
        resolved[style] = replace(look, style=style, name=value(element, "name").casefold())
    default = next((style for style, each in written.items() if _is_default(each)), "")
    return Looks(resolved, resolved.get(default, base))


def _is_default(style: Element) -> bool:
    return style.get(W + "type") == "paragraph" and is_on(style.get(W + "default") or "0")


def _chain(style: str, written: Mapping[str, Element]) -> Iterator[Element]:
    """A style and those that it is based on; styles that stand on themselves end the chain."""
    seen: set[str] = set()
    while style in written and style not in seen:
        seen.add(style)
        yield written[style]
        style = value(written[style], "basedOn")


def _over(base: Look, paragraph: Element | None, run: Element | None) -> Look:
    """A look with what the properties of a paragraph and of its words change."""
    given = {field: switch(run, tag) for field, tag in _SWITCHES.items()}
    look = replace(base, **{field: on for field, on in given.items() if on is not None})
    if paragraph is None:
        return look
    numbers, space = paragraph.find(W + "numPr"), paragraph.find(W + "spacing")
    contextual = switch(paragraph, "contextualSpacing")
    return replace(
        look,
        outline=whole(value(paragraph, "outlineLvl"), look.outline),
        number=value(numbers, "numId") or look.number,
        level=whole(value(numbers, "ilvl"), look.level),
        before=whole(space.get(W + "before"), look.before) if space is not None else look.before,
        after=whole(space.get(W + "after"), look.after) if space is not None else look.after,
        contextual=look.contextual if contextual is None else contextual,
    )


def whole(text: str | None, otherwise: int) -> int:
    """A whole number as an attribute has it, or another where it has none."""
    return int(text) if text and text.isdecimal() and len(text) < 7 else otherwise
