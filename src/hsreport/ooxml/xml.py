"""The XML of a Word file that no library writes: runs, fields, bookmarks, links, footnotes (ECMA-376, part 1).

Everything here makes one element; children must come in the order of the schema, which the caller knows.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator
from typing import TypeAlias

from lxml import etree

Element: TypeAlias = etree._Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
"""Before the name of a tag or an attribute: `W + "p"` is a paragraph."""
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
PARAGRAPH = W + "p"
VAL, ID, NAME, TYPE, STYLE_ID = (W + key for key in ("val", "id", "name", "type", "styleId"))
IGNORABLE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Ignorable"
"""The attribute that names prefixes, which must be declared then."""
NAMESPACES = {"w": W[1:-1], "r": R[1:-1]}

NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters that XML 1.0 cannot hold; a form feed in a source is the likely one."""
PLAIN_ANCHOR = re.compile("[a-z][a-z0-9-]{0,39}")
BOOKMARK_LENGTH = 40

FROM_RIGHT = frozenset(("ar", "fa", "he", "ur", "yi", "Arab", "Hebr"))
"""Languages and scripts that are read from the right."""
EAST_ASIAN = frozenset(("ja", "ko", "zh"))

SEPARATORS = (("separator", -1), ("continuationSeparator", 0))
"""The footnotes that hold the rule above the notes, and their ids."""


def w(tag: str, /, *children: Element, **attributes: str | int) -> Element:
    """Return an element of WordprocessingML: `w("ind", left=360)`. Attributes are of the same namespace."""
    element = etree.Element(W + tag, nsmap=NAMESPACES)
    for key, given in attributes.items():
        element.set(W + key, str(given))
    element.extend(children)
    return element


def related(tag: str, relation: str, /, *children: Element, **attributes: str | int) -> Element:
    """Return an element that names another part, or an address outside, by the id of its relationship."""
    element = w(tag, *children, **attributes)
    element.set(R + "id", relation)
    return element


def serialize(element: Element) -> bytes:
    """Return a part as UTF-8 bytes, its namespaces declared once."""
    named = (element.get(IGNORABLE) or "").split()
    etree.cleanup_namespaces(element, top_nsmap=NAMESPACES, keep_ns_prefixes=named)
    return etree.tostring(element, xml_declaration=True, encoding="UTF-8", standalone=True)


def value(parent: Element | None, tag: str) -> str:
    """Return the value of a property, `<w:jc w:val="left"/>`; empty where it is not there."""
    given = parent.find(W + tag) if parent is not None else None
    return (given.get(VAL) or "") if given is not None else ""


def switch(parent: Element | None, tag: str) -> bool | None:
    """Tell whether a property that is on or off, `<w:b/>`, is on; None where it is not there."""
    given = parent.find(W + tag) if parent is not None else None
    return None if given is None else is_on(given.get(VAL) or "1")


def is_on(said: str) -> bool:
    """Tell whether the value of an attribute means yes."""
    return said not in ("0", "false", "off", "none")


def remove(element: Element) -> None:
    """Take an element out of the one that it stands in, with its content."""
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


# --- Words ------------------------------------------------------------------------------------------


def text(words: str, tag: str = "t") -> Element:
    """Return words that keep their spaces; what XML cannot hold is left out."""
    element = w(tag)
    element.text = NOT_IN_XML.sub("", words)
    if words.strip(" ") != words:
        element.set(XML_SPACE, "preserve")
    return element


def run(*content: Element, style: str = "", language: str = "", effects: Iterable[str] = ()) -> Element:
    """Return a run: words in one character style and one language; `effects` are properties over that of the style."""
    looks = [w("rStyle", val=style_id(style))] if style else []
    looks += [w(effect) for effect in sorted(effects)]
    looks += list(_language(language)) if language else []
    return w("r", *([w("rPr", *looks)] if looks else []), *content)


def _language(tag: str) -> Iterator[Element]:
    """Yield what Word is told of a run's language: from which side it is read, and the language where it is known."""
    main, _, script = tag.partition("-")
    from_right = main in FROM_RIGHT or script in FROM_RIGHT
    if from_right:
        yield w("rtl")
    if main != "und":
        yield w("lang", **{"bidi" if from_right else "eastAsia" if main in EAST_ASIAN else "val": tag})


def words(said: str, style: str = "") -> Element:
    """Return a run of words."""
    return run(text(said), style=style)


def paragraph(style: str, *content: Element) -> Element:
    """Return a paragraph in a named style."""
    return w("p", w("pPr", w("pStyle", val=style_id(style))), *content)


def style_id(name: str) -> str:
    """Return the id of the style of that name: "Heading 1" has "Heading1"."""
    return name.replace(" ", "")


# --- Fields, bookmarks, links -------------------------------------------------------------------------


def field(instruction: str, *shown: Element) -> list[Element]:
    """Return the runs of a field, with those that it shows until it is next worked out.

    `w:fldSimple` would be shorter, but pandoc and mammoth leave out what stands in it.
    """
    return [*field_start(instruction), *shown, field_end()]


def field_start(instruction: str) -> list[Element]:
    """Return the runs that open a field; `field_end` closes it, in the same paragraph or a later one."""
    code = code_runs((f" {instruction} ", ""))
    return [run(w("fldChar", fldCharType="begin")), *code, run(w("fldChar", fldCharType="separate"))]


def code_runs(*pieces: tuple[str, str]) -> list[Element]:
    """Return the code of a field, in pieces with the character style of each."""
    runs = []
    for said, style in pieces:
        code = w("instrText")
        code.text = NOT_IN_XML.sub("", said)
        code.set(XML_SPACE, "preserve")
        runs.append(run(code, style=style))
    return runs


def field_end() -> Element:
    """Return the run that closes a field."""
    return run(w("fldChar", fldCharType="end"))


def bookmark_name(anchor: str) -> str:
    """Return the bookmark of an anchor: point-12 is point_12. Word takes 40 letters, digits and underscores, a letter first.

    Anchors that do not fit get a digest in their name, so that no two anchors share a bookmark.
    """
    plain = re.sub(r"\W", "_", anchor, flags=re.ASCII)
    if PLAIN_ANCHOR.fullmatch(anchor):
        return plain
    digest = hashlib.sha256(anchor.encode("utf-8", "replace")).hexdigest()[:8]
    return f"a_{plain[: BOOKMARK_LENGTH - 11]}_{digest}"


def bookmarked(number: int, anchor: str, content: Iterable[Element]) -> list[Element]:
    """Return the content with a bookmark around it; `number` is unique in the file."""
    start = w("bookmarkStart", id=number, name=bookmark_name(anchor))
    return [start, *content, w("bookmarkEnd", id=number)]


def link(anchor: str, *content: Element) -> Element:
    """Return a link to a bookmark in this file."""
    return w("hyperlink", *content, anchor=bookmark_name(anchor), history=1)


# --- Footnotes ----------------------------------------------------------------------------------------


def footnote_call(number: int, mark: str) -> Element:
    """Return the mark in the text. `mark` is what the author wrote; where it is empty Word counts by itself."""
    if not mark:
        return run(w("footnoteReference", id=number), style="Footnote Reference")
    own = w("footnoteReference", customMarkFollows=1, id=number)
    return run(own, text(mark), style="Footnote Reference")


def footnote(number: int, mark: str, content: Iterable[Element]) -> Element:
    """Return the note that belongs to a call."""
    shown = words(mark, "Footnote Reference") if mark else run(w("footnoteRef"), style="Footnote Reference")
    return w("footnote", paragraph("Footnote Text", shown, words(" "), *content), id=number)


def footnotes(notes: Iterable[Element]) -> Element:
    """Return the root of the footnotes part, with the two rules that Word asks for."""
    rules = (w("footnote", paragraph("Normal", run(w(kind))), type=kind, id=number) for kind, number in SEPARATORS)
    return w("footnotes", *rules, *notes)
