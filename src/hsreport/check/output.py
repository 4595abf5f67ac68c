"""Is a file sound? Each publication is opened again and what it refers to is looked for."""

import io
import re
import zipfile
from collections.abc import Callable, Iterator

from hsreport.findings import finding
from hsreport.values import Finding

_HREF = re.compile(r'<a\b[^>]*\bhref="([^"]*)"')
_ID = re.compile(r'\bid="([^"]*)"')
_LOADED = re.compile(r'\b(?:src|srcset)="(?!data:)([^"]*)"|url\(["\']?(?!data:|#)([^)"\']+)|<link\b[^>]*href="([^"]*)"')


def check_output(kind: str, data: bytes) -> tuple[Finding, ...]:
    """What is wrong with a file of the given format: links that lead nowhere, things loaded from elsewhere."""
    return tuple(finding("HS512", None, kind=kind, problem=problem) for problem in _CHECKS[kind](data))


def _html(data: bytes) -> Iterator[str]:
    text = data.decode("utf-8")
    ids = _ID.findall(text)
    for repeated in sorted({each for each in ids if ids.count(each) > 1} if len(set(ids)) < len(ids) else ()):
        yield f"the id “{repeated}” is given twice"
    for target in sorted({href[1:] for href in _HREF.findall(text) if href.startswith("#")} - set(ids)):
        yield f"a link leads to “{target}”, which is not there"
    for found in _LOADED.findall(text):
        yield f"it loads “{''.join(found)}” from elsewhere"


def _docx(data: bytes) -> Iterator[str]:
    with zipfile.ZipFile(io.BytesIO(data)) as box:
        xml = box.read("word/document.xml").decode("utf-8")
    marks = set(re.findall(r'<w:bookmarkStart\b[^>]*w:name="([^"]*)"', xml))
    wanted = set(re.findall(r'<w:hyperlink\b[^>]*w:anchor="([^"]*)"', xml)) | set(
        re.findall(r"\b(?:PAGEREF|REF) (\S+)", xml)
    )
    for target in sorted(wanted - marks):
        yield f"a link or field names the bookmark “{target}”, which is not there"
    if xml.count('w:fldCharType="begin"') != xml.count('w:fldCharType="end"'):
        yield "a field is not closed"


def _pdf(data: bytes) -> Iterator[str]:
    import pikepdf

    with pikepdf.open(io.BytesIO(data)) as pdf:
        names = (
            {str(name) for name in pikepdf.NameTree(pdf.Root.Names.Dests)}
            if "/Dests" in pdf.Root.get("/Names", {})
            else set()
        )
        for number, page in enumerate(pdf.pages, 1):
            for target in _missing(page, names):
                yield f"a link on its page {number} leads to “{target}”, which is not there"
        if not pdf.open_outline().root:
            yield "it has no outline"


def _missing(page: object, names: set[str]) -> Iterator[str]:
    for note in page.get("/Annots", ()):  # type: ignore[attr-defined]
        target = note.get("/Dest", note.get("/A", {}).get("/D") if "/A" in note else None)
        if (
            target is not None
            and type(target).__name__ != "Array"
            and not hasattr(target, "as_list")
            and str(target) not in names
        ):
            yield str(target)


_CHECKS: dict[str, Callable[[bytes], Iterator[str]]] = {"pdf": _pdf, "docx": _docx, "html": _html}
