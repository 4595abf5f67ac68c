"""The package of a Word file: its parts, how they relate, its properties; the same bytes for the same parts."""

import hashlib
from collections.abc import Mapping
from io import BytesIO
from typing import NamedTuple
from uuid import NAMESPACE_OID, uuid5
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from lxml import etree

from hsreport.ooxml.xml import Element, serialize, w
from hsreport.render.style.tokens import HouseStyle
from hsreport.render.word.fonts import Embedded
from hsreport.render.word.properties import Properties, core_part, custom_part
from hsreport.render.word.styles import word_language

DATA_STORE = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
FIRST_DATE = (1980, 1, 1, 0, 0, 0)
"""The earliest date that a zip file can hold."""
BESIDE = ("STYLES", "SETTINGS", "NUMBERING", "FOOTNOTES", "FONT_TABLE")
"""The parts that every file has beside its text."""
OBFUSCATED_FONT = "application/vnd.openxmlformats-officedocument.obfuscatedFont"
WORD_2013 = 15
"""The newest layout rules of Word; older ones open in compatibility mode."""


class Beside(NamedTuple):
    """A part, or an address outside, that another part names: a picture, a theme."""

    owner: str
    """The part that names it: the name of its file, or of a head; "document" for the text."""
    relation: str
    """The id by which it does."""
    kind: str
    """The type of the relationship."""
    name: str
    """Its file in the package, or the address outside."""
    content_type: str = ""
    """Empty for an address outside."""
    data: bytes = b""


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
    beside: tuple[Beside, ...] = ()
    """What the parts name beside; an owner comes before what it names."""


def settings_part(style: HouseStyle) -> Element:
    """Settings of the document. Nothing in it makes Word ask the reader a question on opening."""
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
    """The file. `addresses` are the links that lead outside, by the id that the text uses."""
    from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
    from docx.opc.package import OpcPackage
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    def part(name: str, kind: str, root: Element) -> Part:
        return Part(PackURI(f"/word/{name}.xml"), getattr(CONTENT_TYPE, kind), serialize(root))

    package, document = OpcPackage(), part("document", "WML_DOCUMENT_MAIN", parts.document)
    core = Part(PackURI("/docProps/core.xml"), CONTENT_TYPE.OPC_CORE_PROPERTIES, core_part(properties))
    package.relate_to(document, RELATIONSHIP_TYPE.OFFICE_DOCUMENT)
    package.relate_to(core, RELATIONSHIP_TYPE.CORE_PROPERTIES)
    if properties.custom:
        own = Part(PackURI("/docProps/custom.xml"), CONTENT_TYPE.OFC_CUSTOM_PROPERTIES, custom_part(properties.custom))
        package.relate_to(own, RELATIONSHIP_TYPE.CUSTOM_PROPERTIES)
    for name in BESIDE:
        root: Element = getattr(parts, name.lower())
        relation = getattr(RELATIONSHIP_TYPE, name)
        document.load_rel(relation, part(_file_name(name), f"WML_{name}", root), name.lower())
    _relate_fonts(document.part_related_by(RELATIONSHIP_TYPE.FONT_TABLE), parts.fonts)
    for relation_id, root in parts.heads.items():
        kind = "HEADER" if relation_id.startswith("header") else "FOOTER"
        document.load_rel(getattr(RELATIONSHIP_TYPE, kind), part(relation_id, f"WML_{kind}", root), relation_id)
    if parts.comments is not None:
        document.load_rel(RELATIONSHIP_TYPE.COMMENTS, part("comments", "WML_COMMENTS", parts.comments), "comments")
    _relate_beside(document, parts.beside)
    for number, record in enumerate(parts.records, 1):
        _relate_custom(document, number, record)
    for relation_id, address in addresses.items():
        document.load_rel(RELATIONSHIP_TYPE.HYPERLINK, address, relation_id, is_external=True)
    file = BytesIO()
    package.save(file)
    return _with_pinned_times(file)


def _relate_beside(document: object, beside: tuple[Beside, ...]) -> None:
    """Adds what parts name; a file that several name is there once."""
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    relations = getattr(document, "rels").values()  # noqa: B009
    owners = {"document": document} | {
        _stem(each.target_part.partname): each.target_part for each in relations if not each.is_external
    }
    made: dict[str, Part] = {}
    for each in beside:
        load = getattr(owners[each.owner], "load_rel")  # noqa: B009
        if not each.content_type:
            load(each.kind, each.name, each.relation, is_external=True)
            continue
        part = made.setdefault(each.name, Part(PackURI(each.name), each.content_type, each.data))
        owners.setdefault(_stem(each.name), part)
        load(each.kind, part, each.relation)


def _stem(name: str) -> str:
    return name.rpartition("/")[2].partition(".")[0]


def _relate_fonts(table: object, fonts: tuple[Embedded, ...]) -> None:
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    for font in fonts:
        part = Part(PackURI(f"/word/fonts/{font.relation}.odttf"), OBFUSCATED_FONT, font.data)
        getattr(table, "load_rel")(RELATIONSHIP_TYPE.FONT, part, font.relation)  # noqa: B009


def _relate_custom(document: object, number: int, root: Element) -> None:
    """Adds a part with XML of our own, and the properties by which Word tells it from others."""
    from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    data = serialize(root)
    identity = str(uuid5(NAMESPACE_OID, hashlib.sha256(data).hexdigest())).upper()
    described = etree.Element(f"{{{DATA_STORE}}}datastoreItem", nsmap={"ds": DATA_STORE})
    described.set(f"{{{DATA_STORE}}}itemID", f"{{{identity}}}")
    references = etree.SubElement(described, f"{{{DATA_STORE}}}schemaRefs")
    etree.SubElement(references, f"{{{DATA_STORE}}}schemaRef").set(f"{{{DATA_STORE}}}uri", etree.QName(root).namespace)
    kind = CONTENT_TYPE.OFC_CUSTOM_XML_PROPERTIES
    part = Part(PackURI(f"/customXml/item{number}.xml"), "application/xml", data)
    part.load_rel(
        RELATIONSHIP_TYPE.CUSTOM_XML_PROPS,
        Part(PackURI(f"/customXml/itemProps{number}.xml"), kind, serialize(described)),
        "rId1",
    )
    getattr(document, "load_rel")(RELATIONSHIP_TYPE.CUSTOM_XML, part, f"record{number}")  # noqa: B009


def _file_name(name: str) -> str:
    """FONT_TABLE is kept as fontTable."""
    first, *rest = name.lower().split("_")
    return first + "".join(map(str.capitalize, rest))


def _with_pinned_times(file: BytesIO) -> bytes:
    pinned = BytesIO()
    with ZipFile(file) as source, ZipFile(pinned, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            entry = ZipInfo(name, FIRST_DATE)
            entry.compress_type, entry.create_system = ZIP_DEFLATED, 0
            target.writestr(entry, source.read(name))
    return pinned.getvalue()
