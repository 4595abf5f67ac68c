"""A Word file as a package of parts (ECMA-376, part 2): opened with care, edited, and written with the same bytes each time.

Sizes are bounded before and while a part is unpacked, document types and entities are refused, and nothing outside the
file is fetched. Word or LibreOffice opens what is written here as any other file.
"""

import re
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from io import BytesIO
from typing import Any, NamedTuple

from lxml import etree

from hsreport.errors import SourceError
from hsreport.ooxml.xml import Element, R, W

UNPACKED_LIMIT = 64 * 1024 * 1024
"""How many bytes a file may have in all, unpacked."""
RATIO_LIMIT = 200
"""How many times larger than packed a part may be, if it is larger than `_SMALL`; text comes to some 20 times."""
PARTS_LIMIT = 5_000
FIRST_DATE = (1980, 1, 1, 0, 0, 0)
"""The earliest date that a zip file can hold, and the one that every part has."""
_SMALL = 1024 * 1024
_CHUNK = 64 * 1024
_XML = (".xml", ".rels")
_SAVE = "open it in Word or LibreOffice and save it as .docx"


_NOTES = ("footnotes", "endnotes")

# --- Reading ------------------------------------------------------------------------------------------


class _Refused(NamedTuple):
    """A format that is not read: how its files begin, which words they hold, and what to tell their owner."""

    start: bytes
    holds: bytes
    message: str
    hint: str
    suffix: str = ""
    """That of a format which LibreOffice makes a Word file of."""


_OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_REFUSED = (
    _Refused(_OLD_WORD, "EncryptedPackage".encode("utf-16-le"), "it is locked with a password", "open it in Word, take the password off (File, Info, Protect Document) and save it as .docx"),
    _Refused(_OLD_WORD, b"", "it is an old Word file (.doc)", "open it in Word or LibreOffice and save it as .docx", "doc"),
    _Refused(b"%PDF-", b"", "it is a PDF", "name the file it was made from, or copy its text into a .txt file"),
    _Refused(b"{\\rtf", b"", "it is a Rich Text file (.rtf)", "open it in Word or LibreOffice and save it as .docx", "rtf"),
    _Refused(b"PK\x03\x04", b"mimetypeapplication/vnd.oasis.opendocument", "it is an OpenDocument file (.odt)", "open it in LibreOffice and save it as .docx", "odt"),
)  # fmt: skip


def refuse_unread(data: bytes, name: str) -> None:
    """Raise a `SourceError` for a format that is not read."""
    if refused := _refused(data):
        raise SourceError(refused.message, file=name, hint=refused.hint)


def convertible(data: bytes) -> str:
    """Name the suffix of a format that is not read itself, but that LibreOffice makes a Word file of: "odt"; empty for any other."""
    refused = _refused(data)
    return refused.suffix if refused else ""


def _refused(data: bytes) -> _Refused | None:
    return next((each for each in _REFUSED if data.startswith(each.start) and each.holds in data), None)


class Part(NamedTuple):
    """A part of a package that python-docx has opened."""

    opened: Any

    @property
    def root(self) -> Element:
        """The XML of the part."""
        from docx.oxml import parse_xml

        element: Element | None = getattr(self.opened, "element", None)
        return parse_xml(self.opened.blob) if element is None else element

    @property
    def relations(self) -> list[Any]:
        """What it names, each as python-docx has it: `rId`, `reltype`, `is_external`, `target_part` or `target_ref`."""
        return list(self.opened.rels.values())

    def related(self, kind: str) -> "Iterator[Part]":
        """Yield the parts that it names by relations of this kind: "styles", "customXml"."""
        for relation in self.relations:
            if not relation.is_external and relation.reltype.endswith(f"/{kind}"):
                yield Part(relation.target_part)


class WordFile(NamedTuple):
    """The parts of a Word file that hold its text; None for those that it has not."""

    body: Element
    styles: Element | None
    numbering: Element | None
    footnotes: Element | None
    endnotes: Element | None
    custom: tuple[Element, ...] = ()
    """The roots of the parts with XML of other programs."""
    addresses: Mapping[str, str] = {}
    """The addresses outside that its links lead to, by the id of the relationship."""
    pictures: Mapping[str, bytes] = {}
    """The bytes of its pictures, by the id of the relationship; none of one that is too large."""
    diagrams: Mapping[str, Element] = {}
    """What its diagrams (SmartArt) are made from, by the id of the relationship."""


def open_word(data: bytes, name: str) -> WordFile:
    """Open the parts of a Word file that hold its text, whatever the name of its format (.docx, .docm, .dotx).

    Raises `SourceError` where it is broken, locked, too large unpacked, or no Word file.
    """
    main = open_package(data, name, media=False)
    with _telling(name):
        body = main.root.find(W + "body")
        if body is None:
            raise ValueError(name)
        parts = {kind: next(main.related(kind), None) for kind in ("styles", "numbering", *_NOTES)}
        roots = {kind: part.root if part else None for kind, part in parts.items()}
        custom = tuple(part.root for part in main.related("customXml"))
        relations = {each.rId: each for each in main.relations}
        for kind in _NOTES:
            relations |= _told_apart(kind, parts[kind], roots[kind])
        addresses = {identity: each.target_ref for identity, each in relations.items() if each.is_external}
        pictures = {
            identity: each.target_part.blob
            for identity, each in relations.items()
            if not each.is_external and each.reltype.endswith("/image")
        }
        diagrams = {
            each.rId: Part(each.target_part).root for each in main.relations if each.reltype.endswith("/diagramData")
        }
        return WordFile(body, **roots, custom=custom, addresses=addresses, pictures=pictures, diagrams=diagrams)


def _told_apart(kind: str, part: Part | None, root: Element | None) -> dict[str, Any]:
    """Return what the notes name, by ids that no other part has; links and pictures in the notes get those."""
    for element in () if root is None else root.iter("{*}hyperlink", "{*}blip"):
        for name in (R + "id", R + "embed"):
            if given := element.get(name):
                element.set(name, kind + given)
    return {kind + each.rId: each for each in part.relations} if part else {}


def open_package(data: bytes, name: str, *, media: bool = True) -> Part:
    """Open the main part of a Word file or template; without `media` its fonts are empty, and pictures where they are too large.

    Raises `SourceError` as `open_word` does.
    """
    from docx.opc.package import OpcPackage

    with _telling(name):
        main = Part(OpcPackage.open(BytesIO(_zipped(_unpacked(data, name, media=media)))).main_document_part)
        if main.root.tag != W + "document":
            raise ValueError(name)
        return main


@contextmanager
def _telling(name: str) -> Iterator[None]:
    """Context manager: what goes wrong in a file, as a `SourceError`."""
    from docx.opc.exceptions import OpcError
    from docx.oxml.exceptions import InvalidXmlError
    from lxml.etree import XMLSyntaxError

    try:
        yield
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, XMLSyntaxError) as error:
        raise SourceError("the file is broken", file=name, hint=f"{_SAVE} again, or ask for a new copy") from error
    except (OpcError, InvalidXmlError, AttributeError, IndexError, KeyError, TypeError, ValueError) as error:
        raise SourceError("it is no Word document", file=name, hint=f"{_SAVE} (“Word Document”)") from error
    except (NotImplementedError, RuntimeError) as error:
        raise SourceError("it is locked with a password", file=name, hint=f"take the password off: {_SAVE}") from error


def _unpacked(data: bytes, name: str, *, media: bool) -> Iterator[tuple[str, bytes]]:
    """Yield the parts of a package, each with its name; where `media` is not wanted, what is neither XML nor a picture is empty."""
    with zipfile.ZipFile(BytesIO(data)) as packed:
        _refuse_bomb(packed.infolist(), name)
        room = space = UNPACKED_LIMIT
        for entry in packed.infolist():
            if media or entry.filename.endswith(_XML):
                part = _unpacked_part(packed, entry, room, name)
                room -= len(part)
            else:
                part = _picture(packed, entry, space)
                space -= len(part)
            yield entry.filename, _STRICT.sub(_transitional, part) if entry.filename.endswith(_XML) else part


_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/")
"""How the names of Strict Open XML begin (ISO/IEC 29500-1); those of the Transitional (-4) have a year in them."""


def _transitional(name: re.Match[bytes]) -> bytes:
    return b"http://schemas.openxmlformats.org/" + name[1] + b"/2006/"


def _refuse_bomb(entries: list[zipfile.ZipInfo], name: str) -> None:
    """Look at the sizes that a package declares."""
    xml = [entry for entry in entries if entry.filename.endswith(_XML)]
    bloated = any(entry.file_size > max(_SMALL, RATIO_LIMIT * entry.compress_size) for entry in xml)
    if bloated or len(entries) > PARTS_LIMIT or sum(entry.file_size for entry in xml) > UNPACKED_LIMIT:
        raise _too_large(name)


def _unpacked_part(packed: zipfile.ZipFile, entry: zipfile.ZipInfo, room: int, name: str) -> bytes:
    """Return the bytes of a part, whatever size it declares."""
    part = bytearray()
    if entry.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        raise zipfile.BadZipFile(f"part packed by method {entry.compress_type}")
    with packed.open(entry) as stream:
        while chunk := stream.read(_CHUNK):
            part += chunk
            if len(part) > room:
                raise _too_large(name)
    if entry.filename.endswith(_XML) and re.search(b"<!(DOCTYPE|ENTITY)", part.replace(b"\0", b"")):
        raise SourceError("it declares entities, which no Word file does", file=name, hint=f"{_SAVE} again")
    return bytes(part)


def _picture(packed: zipfile.ZipFile, entry: zipfile.ZipInfo, room: int) -> bytes:
    """Return the bytes of a picture; none of one that is broken or too large, nor of what is no picture."""
    try:
        return _unpacked_part(packed, entry, room, entry.filename) if "/media/" in entry.filename else b""
    except (SourceError, zipfile.BadZipFile, zlib.error, EOFError):
        return b""


def _too_large(name: str) -> SourceError:
    return SourceError(
        f"unpacked it would come to more than {UNPACKED_LIMIT // _SMALL} MiB, or to over {RATIO_LIMIT} times its size",
        file=name,
        hint="save the summary alone, as .docx or as plain text",
    )


def word_parts(data: bytes) -> list[Element]:
    """Return the roots of the parts of a sound file that Word makes its text of: text, styles, heads, notes."""
    with zipfile.ZipFile(BytesIO(data)) as package:
        names = [name for name in package.namelist() if re.fullmatch(r"word/[a-z]+\d*\.xml", name)]
        return [etree.fromstring(package.read(name)) for name in names]


# --- Editing and writing ------------------------------------------------------------------------------


def edited(data: bytes, edits: Mapping[str, Callable[[Element], None]]) -> bytes:
    """Return a sound package with the root of each part that `edits` names, "word/document.xml", changed in place."""

    def part(name: str, content: bytes) -> bytes:
        if name not in edits:
            return content
        root = etree.fromstring(content, etree.XMLParser(resolve_entities=False))
        edits[name](root)
        return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)

    with zipfile.ZipFile(BytesIO(data)) as package:
        return _zipped((name, part(name, package.read(name))) for name in package.namelist())


class Related(NamedTuple):
    """A part, or an address outside, by the part that names it."""

    owner: str
    """The file of the part that names it, without folder and ending: "document" for the text; "" for the package itself."""
    relation: str
    """The id by which it does."""
    kind: str
    """The type of the relationship."""
    name: str
    """Its file in the package, or the address outside."""
    content_type: str = ""
    """Empty for an address outside."""
    data: bytes = b""

    @property
    def stem(self) -> str:
        """What others call it as their owner: "header1" for /word/header1.xml."""
        return self.name.rpartition("/")[2].partition(".")[0]


def written(parts: Iterable[Related]) -> bytes:
    """Return a package of parts, an owner before what it names; a file that several name is there once."""
    from docx.opc.package import OpcPackage
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part as Written

    package = OpcPackage()
    owners: dict[str, OpcPackage | Written] = {"": package}
    made: dict[str, Written] = {}
    for part in parts:
        owner = owners[part.owner]
        if not part.content_type:
            owner.load_rel(part.kind, part.name, part.relation, is_external=True)
            continue
        own = made.setdefault(part.name, Written(PackURI(part.name), part.content_type, part.data))
        owners.setdefault(part.stem, own)
        owner.load_rel(part.kind, own, part.relation)
    file = BytesIO()
    package.save(file)
    return edited(file.getvalue(), {})


def _zipped(parts: Iterable[tuple[str, bytes]]) -> bytes:
    """Return parts as a zip file that says nothing of the time and the machine."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in parts:
            entry = zipfile.ZipInfo(name, FIRST_DATE)
            entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 0
            target.writestr(entry, content)
    return file.getvalue()
