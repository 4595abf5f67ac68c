"""The package of a Word file: its parts, how they relate, its properties; the same bytes for the same parts."""

import hashlib
from collections.abc import Iterator, Mapping
from typing import NamedTuple
from uuid import NAMESPACE_OID, uuid5

from lxml import etree

from hsreport.ooxml.package import Related, written
from hsreport.ooxml.record import NAMESPACE
from hsreport.ooxml.xml import Element, R, W, serialize, w
from hsreport.render.style.tokens import HouseStyle
from hsreport.render.word.fonts import Embedded
from hsreport.render.word.properties import Properties, core_part, custom_part
from hsreport.render.word.styles import word_language

DATA_STORE = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
BESIDE = {
    "STYLES": "styles",
    "SETTINGS": "settings",
    "NUMBERING": "numbering",
    "FOOTNOTES": "footnotes",
    "FONT_TABLE": "fontTable",
}
"""The parts that every file has beside its text, and their files."""
CONTENT_TYPES = {
    "OFFICE_DOCUMENT": "WML_DOCUMENT_MAIN",
    "CORE_PROPERTIES": "OPC_CORE_PROPERTIES",
    "CUSTOM_PROPERTIES": "OFC_CUSTOM_PROPERTIES",
    "CUSTOM_XML": "application/xml",
    "CUSTOM_XML_PROPS": "OFC_CUSTOM_XML_PROPERTIES",
    "FONT": "application/vnd.openxmlformats-officedocument.obfuscatedFont",
}
"""The content type of each kind of part, by its name in python-docx or by itself; of others that is their kind."""
WORD_2013 = 15
"""The newest layout rules of Word; older ones open in compatibility mode."""


class Parts(NamedTuple):
    """The roots of a file's parts."""

    document: Element
    styles: Element
    settings: Element
    numbering: Element
    footnotes: Element
    font_table: Element
    heads: dict[str, Element]
    """Headers and footers by the id that the sections use."""
    records: tuple[Element, ...] = ()
    """What the file carries of its source; of two versions in a redline."""
    comments: Element | None = None
    fonts: tuple[Embedded, ...] = ()
    beside: tuple[Related, ...] = ()
    """What the parts name beside; an owner comes before what it names."""


def settings_part(style: HouseStyle) -> Element:
    """Return settings of the document. Nothing in it makes Word ask the reader a question on opening."""
    mode = w("compatSetting", name="compatibilityMode", uri="http://schemas.microsoft.com/office/word", val=WORD_2013)
    return w(
        "settings",
        w("zoom", percent=100),
        *([w("embedTrueTypeFonts")] if style.embed_fonts else []),
        w("defaultTabStop", val=720),
        *([w("autoHyphenation"), w("doNotHyphenateCaps")] if style.hyphenate else []),
        *([w("evenAndOddHeaders")] if style.page.facing else []),
        w("characterSpacingControl", val="doNotCompress"),
        w("footnotePr", w("footnote", id=-1), w("footnote", id=0)),
        w("compat", mode),
        w("themeFontLang", val=word_language(style.language)),
    )


def packed(parts: Parts, properties: Properties, addresses: Mapping[str, str]) -> bytes:
    """Return the file. `addresses` are the links that lead outside, by the id that the text uses."""
    return written(_related(parts, properties, addresses))


def _related(parts: Parts, properties: Properties, addresses: Mapping[str, str]) -> Iterator[Related]:
    """Yield all parts, each behind the one that names it."""
    yield _part("", "rId1", "OFFICE_DOCUMENT", "/word/document.xml", serialize(parts.document))
    yield _part("", "rId2", "CORE_PROPERTIES", "/docProps/core.xml", core_part(properties))
    if properties.custom:
        yield _part("", "rId3", "CUSTOM_PROPERTIES", "/docProps/custom.xml", custom_part(properties.custom))
    for kind, file in BESIDE.items():
        yield _part("document", kind.lower(), kind, f"/word/{file}.xml", serialize(getattr(parts, kind.lower())))
    for font in parts.fonts:
        yield _part("fontTable", font.relation, "FONT", f"/word/fonts/{font.relation}.odttf", font.data)
    for name, root in parts.heads.items():
        kind = "HEADER" if name.startswith("header") else "FOOTER"
        yield _part("document", name, kind, f"/word/{name}.xml", serialize(root))
    if parts.comments is not None:
        yield _part("document", "comments", "COMMENTS", "/word/comments.xml", serialize(parts.comments))
    yield from parts.beside
    for number, record in enumerate(map(serialize, parts.records), 1):
        yield _part("document", f"record{number}", "CUSTOM_XML", f"/customXml/item{number}.xml", record)
        described = _identity(record)
        yield _part(f"item{number}", "rId1", "CUSTOM_XML_PROPS", f"/customXml/itemProps{number}.xml", described)
    for owner in ("document", "footnotes"):
        links = dict.fromkeys(link.get(R + "id") for link in getattr(parts, owner).iter(W + "hyperlink"))
        for relation in (link for link in links if link in addresses):
            yield _part(owner, relation, "HYPERLINK", addresses[relation])


def _part(owner: str, relation: str, kind: str, name: str, data: bytes | None = None) -> Related:
    """Return a part, or an address outside where it has no data; `kind` is what python-docx calls its relationship."""
    from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE

    called = CONTENT_TYPES.get(kind, f"WML_{kind}")
    content = getattr(CONTENT_TYPE, called, called) if data is not None else ""
    return Related(owner, relation, getattr(RELATIONSHIP_TYPE, kind), name, content, data or b"")


def _identity(record: bytes) -> bytes:
    """Return the properties by which Word tells XML of our own from others: an id of its content, and its namespace."""
    identity = str(uuid5(NAMESPACE_OID, hashlib.sha256(record).hexdigest())).upper()
    described = etree.Element(f"{{{DATA_STORE}}}datastoreItem", nsmap={"ds": DATA_STORE})
    described.set(f"{{{DATA_STORE}}}itemID", f"{{{identity}}}")
    references = etree.SubElement(described, f"{{{DATA_STORE}}}schemaRefs")
    etree.SubElement(references, f"{{{DATA_STORE}}}schemaRef").set(f"{{{DATA_STORE}}}uri", NAMESPACE)
    return serialize(described)
