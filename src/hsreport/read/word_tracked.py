"""A Word file as it was before its tracked changes (ECMA-376, part 1, 17.13.5): as if all of them were rejected."""

import zipfile
from io import BytesIO

from lxml import etree

from hsreport.read.word_package import W, open_word

_PARTS = frozenset(f"word/{name}.xml" for name in ("document", "footnotes", "endnotes"))
_CAME, _WENT = (W + "ins", W + "moveTo"), (W + "del", W + "moveFrom")


def without_changes(data: bytes, name: str) -> bytes:
    """The file with what was put in taken out, and what was taken out put back; looks stay as they are.

    Raises `SourceError` where it is no Word file, or is too large unpacked.
    """
    open_word(data, name)
    settled = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as changed, zipfile.ZipFile(settled, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in changed.infolist():
            part = changed.read(entry)
            target.writestr(entry.filename, _rejected(part) if entry.filename in _PARTS else part)
    return settled.getvalue()


def _rejected(part: bytes) -> bytes:
    root = etree.fromstring(part, etree.XMLParser(resolve_entities=False))
    reject_changes(root)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def reject_changes(root: etree._Element) -> None:
    """Takes the changes out of a part."""
    for properties in list(root.iter(W + "pPr")):
        if properties.find(f"{W}rPr/{W}ins") is not None:
            _join(properties.getparent())
    for each in list(root.iter(*_CAME)):
        _replace(each, ())
    for each in list(root.iter(*_WENT)):
        _replace(each, tuple(each))
    for each in root.iter(W + "delText"):
        each.tag = W + "t"


def _join(paragraph: etree._Element | None) -> None:
    """Puts the words of a paragraph whose end was put in into the one behind it, which keeps its looks."""
    following = paragraph.getnext() if paragraph is not None else None
    if paragraph is not None and following is not None and following.tag == paragraph.tag:
        at = len(following) and following[0].tag == W + "pPr"
        following[at:at] = [each for each in list(paragraph) if each.tag != W + "pPr"]
        _replace(paragraph, ())


def _replace(element: etree._Element, content: tuple[etree._Element, ...]) -> None:
    parent = element.getparent()
    if parent is not None:
        for each in content:
            element.addprevious(each)
        parent.remove(element)
