"""A Word file as a package of parts, opened with care.

Only its XML is unpacked, never its pictures; sizes are bounded before and while it is, document types and
entities are refused, and nothing outside the file is fetched.
"""

import io
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple, Protocol, cast

from hsreport.errors import SourceError

UNPACKED_LIMIT = 64 * 1024 * 1024
"""How many bytes the XML of a file may have in all, unpacked."""
RATIO_LIMIT = 200
"""How many times larger than packed a part may be, if it is larger than `_SMALL`; text comes to some 20 times."""
PARTS_LIMIT = 5_000
_SMALL = 1024 * 1024
_CHUNK = 64 * 1024
_XML = (".xml", ".rels")
_SAVE = "open it in Word or LibreOffice and save it as .docx"

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


class _Refused(NamedTuple):
    """A format that is not read: how its files begin, which words they hold, and what to tell their owner."""

    start: bytes
    holds: bytes
    message: str
    hint: str


_OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_REFUSED = (
    _Refused(_OLD_WORD, "EncryptedPackage".encode("utf-16-le"), "it is locked with a password", "open it in Word, take the password off (File, Info, Protect Document) and save it as .docx"),
    _Refused(_OLD_WORD, b"", "it is an old Word file (.doc)", "open it in Word or LibreOffice and save it as .docx"),
    _Refused(b"%PDF-", b"", "it is a PDF", "name the file it was made from, or copy its text into a .txt file"),
    _Refused(b"{\\rtf", b"", "it is a Rich Text file (.rtf)", "open it in Word or LibreOffice and save it as .docx"),
    _Refused(b"PK\x03\x04", b"mimetypeapplication/vnd.oasis.opendocument", "it is an OpenDocument file (.odt)", "open it in LibreOffice and save it as .docx"),
)  # fmt: skip


class Element(Protocol):
    """What is used of an element of a part."""

    @property
    def tag(self) -> str: ...
    @property
    def text(self) -> str | None: ...
    def get(self, key: str) -> str | None: ...
    def find(self, path: str) -> "Element | None": ...
    def iterfind(self, path: str) -> "Iterator[Element]": ...
    def __iter__(self) -> "Iterator[Element]": ...


class WordFile(NamedTuple):
    """The parts of a Word file that hold its text; None for those that it has not."""

    body: Element
    styles: Element | None
    numbering: Element | None
    footnotes: Element | None
    endnotes: Element | None
    custom: tuple[Element, ...] = ()
    """The roots of the parts with XML of other programs."""


def open_word(data: bytes, name: str) -> WordFile:
    """The parts of a Word file.

    Raises `SourceError` where it is broken, locked, too large unpacked, or no Word file.
    """
    from docx import Document

    with _telling(name):
        package = Document(_without_media(data, name)).part
        return WordFile(
            cast("Element", package.element.body),
            _part(package, "styles"),
            _part(package, "numbering"),
            _part(package, "footnotes"),
            _part(package, "endnotes"),
            tuple(_parts(package, "customXml")),
        )


def open_package(data: bytes, name: str) -> object:
    """The main part of a Word file or template, with all that it is related to, pictures too; python-docx has its type.

    Raises `SourceError` as `open_word` does.
    """
    from docx.opc.package import OpcPackage
    from docx.oxml import parse_xml

    with _telling(name):
        _without_media(data, name)
        main = OpcPackage.open(io.BytesIO(data)).main_document_part
        if parse_xml(main.blob).tag != f"{W}document":
            raise ValueError(name)
        return main


@contextmanager
def _telling(name: str) -> Iterator[None]:
    """What goes wrong in a file, as a `SourceError`."""
    from docx.opc.exceptions import OpcError
    from docx.oxml.exceptions import InvalidXmlError
    from lxml.etree import XMLSyntaxError

    try:
        yield
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, XMLSyntaxError) as error:
        raise SourceError("the file is broken", file=name, hint=f"{_SAVE} again, or ask for a new copy") from error
    except (OpcError, InvalidXmlError, AttributeError, IndexError, KeyError, TypeError, ValueError) as error:
        hint = f"{_SAVE} (“Word Document”, not “Strict”)"
        raise SourceError("it is no Word document", file=name, hint=hint) from error
    except (NotImplementedError, RuntimeError) as error:
        raise SourceError("it is locked with a password", file=name, hint=f"take the password off: {_SAVE}") from error


def _part(package: object, kind: str) -> Element | None:
    """The root of the part to which a document is related by a relation of this kind."""
    return next(_parts(package, kind), None)


def _parts(package: object, kind: str) -> Iterator[Element]:
    """The roots of all parts to which a document is related by relations of this kind."""
    from docx.oxml import parse_xml

    relations = getattr(package, "rels").values()  # noqa: B009
    for each in relations:
        if not each.is_external and each.reltype.endswith(f"/{kind}"):
            yield cast("Element", parse_xml(each.target_part.blob))


def _without_media(data: bytes, name: str) -> io.BytesIO:
    """The package with its XML unpacked and everything else empty."""
    kept = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as packed, zipfile.ZipFile(kept, "w") as plain:
        _refuse_bomb(packed.infolist(), name)
        room = UNPACKED_LIMIT
        for entry in packed.infolist():
            part = _unpacked(packed, entry, room, name) if entry.filename.endswith(_XML) else b""
            room -= len(part)
            plain.writestr(zipfile.ZipInfo(entry.filename), part)
    return kept


def _refuse_bomb(entries: list[zipfile.ZipInfo], name: str) -> None:
    """Look at the sizes that a package declares."""
    xml = [entry for entry in entries if entry.filename.endswith(_XML)]
    bloated = any(entry.file_size > max(_SMALL, RATIO_LIMIT * entry.compress_size) for entry in xml)
    if bloated or len(entries) > PARTS_LIMIT or sum(entry.file_size for entry in xml) > UNPACKED_LIMIT:
        raise _too_large(name)


def _unpacked(packed: zipfile.ZipFile, entry: zipfile.ZipInfo, room: int, name: str) -> bytes:
    """The bytes of a part, whatever size it declares."""
    part = bytearray()
    if entry.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        raise zipfile.BadZipFile(f"part packed by method {entry.compress_type}")
    with packed.open(entry) as stream:
        while chunk := stream.read(_CHUNK):
            part += chunk
            if len(part) > room:
                raise _too_large(name)
    if b"<!DOCTYPE" in part.replace(b"\0", b"") or b"<!ENTITY" in part.replace(b"\0", b""):
        raise SourceError("it declares entities, which no Word file does", file=name, hint=f"{_SAVE} again")
    return bytes(part)


def _too_large(name: str) -> SourceError:
    return SourceError(
        f"unpacked it would come to more than {UNPACKED_LIMIT // _SMALL} MiB, or to over {RATIO_LIMIT} times its size",
        file=name,
        hint="save the summary alone, as .docx or as plain text",
    )


def refuse_unread(data: bytes, name: str) -> None:
    """Raise a `SourceError` for a format that is not read."""
    for each in _REFUSED:
        if data.startswith(each.start) and each.holds in data:
            raise SourceError(each.message, file=name, hint=each.hint)
