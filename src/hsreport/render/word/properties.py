"""What a Word file says of itself: the core properties, and custom ones (ECMA-376, part 2, 8.3; part 1, 22.3).

Word shows a custom property under File, Info, Properties, Advanced Properties.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from importlib.metadata import version

from lxml import etree

from hsreport.ooxml.record import WordRecord
from hsreport.ooxml.xml import NOT_IN_XML, serialize
from hsreport.values import Value

PROPERTY_LENGTH = 255
CORE = ("title", "subject", "author", "keywords", "language")
CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
VARIANT = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
FORMAT_ID = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
"""The id that every custom property has."""
FIRST_NUMBER = 2
"""The numbers 0 and 1 are taken by the format."""
YEAR_LENGTH, FIRST_DAY = 4, "-01-01"


class Properties(Value, frozen=True):
    """What the file says of itself."""

    title: str = ""
    author: str = ""
    keywords: str = ""
    language: str = ""
    subject: str = ""
    created: str = ""
    """A date as W3C writes them, whole or a year or month; empty for none."""
    custom: Mapping[str, str] = {}
    """Custom properties by their names, in the order in which Word lists them."""


def origin_of(record: WordRecord) -> dict[str, str]:
    """Return the custom properties that tell where a file comes from."""
    return {
        "Source file": record.source.name,
        "Source SHA-256": record.source.sha256,
        "hsreport version": version("hsreport"),
    }


def core_part(properties: Properties) -> bytes:
    """Return title, subject, author, keywords, language and date."""
    from docx.oxml.coreprops import CT_CoreProperties

    core = CT_CoreProperties.new()
    for name in CORE:
        if value := _cut(getattr(properties, name)):
            setattr(core, f"{name}_text", value)
    if moment := _moment(properties.created):
        core.created_datetime = core.modified_datetime = moment
    return serialize(core)


def custom_part(custom: Mapping[str, str]) -> bytes:
    """Return the custom properties as texts."""
    root = etree.Element(f"{{{CUSTOM}}}Properties", nsmap={"op": CUSTOM, "vt": VARIANT})
    for number, (name, value) in enumerate(custom.items(), FIRST_NUMBER):
        entry = etree.SubElement(root, f"{{{CUSTOM}}}property", fmtid=FORMAT_ID, pid=str(number), name=_cut(name))
        etree.SubElement(entry, f"{{{VARIANT}}}lpwstr").text = _cut(value)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _cut(words: str) -> str:
    return NOT_IN_XML.sub("", words)[:PROPERTY_LENGTH]


def _moment(date: str) -> datetime | None:
    """Return the moment of a date: Word wants one to the second, so a year begins on its first day."""
    try:
        moment = datetime.fromisoformat(date + FIRST_DAY[max(len(date) - YEAR_LENGTH, 0) :])
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
