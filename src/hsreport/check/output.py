"""Whether an output is sound: it opens, what it refers to is in it, and it needs nothing from outside."""

import re
import zipfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from io import BytesIO
from typing import NamedTuple

from hsreport.findings import finding
from hsreport.values import Finding

LOADING = frozenset(("img", "link", "script", "iframe", "source", "object", "video", "audio", "embed"))
"""Elements of a web page that load what an attribute of `ADDRESSES` names."""
ADDRESSES = ("src", "href", "data", "srcset")
CSS_URL = re.compile(r"""(?:url\(|@import)\s*["']?(?!data:|#|url)([^"')\s]+)""")
FIELD_TARGET = re.compile(r"\b(?:PAGEREF|REF|NOTEREF)\s+(\S+)")
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


class _Element(NamedTuple):
    """An element of a Word part or a web page."""

    tag: str
    attributes: Mapping[str, str]
    text: str


def _element(tag: object, attributes: Iterable[tuple[object, object]], text: object) -> _Element:
    return _Element(str(tag), {str(name): str(value) for name, value in attributes}, str(text or ""))


def check_output(kind: str, data: bytes) -> tuple[Finding, ...]:
    """Findings HS521 to HS526 about a file of the format `kind`; a sound file has none."""
    try:
        return tuple(_CHECKS[kind](data))
    except Exception as wrong:  # what a broken file raises is up to the library that opens it
        return (finding("HS521", None, format=kind, reason=wrong),)


def _pdf(data: bytes) -> Iterator[Finding]:
    """It has an outline, and every link leads to a destination in it."""
    import pikepdf

    nothing = pikepdf.Dictionary()
    with pikepdf.open(BytesIO(data)) as pdf:
        if not pdf.Root.get("/Outlines", nothing).get("/First"):
            yield finding("HS522", None)
        tree = pdf.Root.get("/Names", nothing).get("/Dests")
        names = set(pikepdf.NameTree(tree)) if tree is not None else set()
        links = [note for page in pdf.pages for note in page.get("/Annots", ()) if note.get("/Subtype") == "/Link"]
        targets = (link.get("/Dest", link.get("/A", nothing).get("/D")) for link in links)
        # A destination without a name is a page itself, and there by its nature.
        yield from _dead_links("pdf", {str(each) for each in targets if isinstance(each, pikepdf.String)} - names)


def _docx(data: bytes) -> Iterator[Finding]:
    """Bookmarks that links and fields name exist, and fields end that begin."""
    from lxml import etree

    with zipfile.ZipFile(BytesIO(data)) as package:
        names = [name for name in package.namelist() if re.fullmatch(r"word/[a-z]+\d*\.xml", name)]
        parts = [etree.fromstring(package.read(name)) for name in names]
    found = [_element(each.tag, each.attrib.items(), each.text) for part in parts for each in part.iter()]
    bookmarks = {each.attributes.get(f"{WORD}name", "") for each in found if each.tag == f"{WORD}bookmarkStart"}
    yield from _dead_links("docx", set(_bookmarks_named(found)) - bookmarks)
    marks = Counter(each.attributes.get(f"{WORD}fldCharType") for each in found if each.tag == f"{WORD}fldChar")
    if marks["begin"] != marks["end"]:
        yield finding("HS526", None, number=abs(marks["begin"] - marks["end"]))


def _bookmarks_named(elements: Iterable[_Element]) -> Iterator[str]:
    for each in elements:
        if each.tag == f"{WORD}hyperlink" and f"{WORD}anchor" in each.attributes:
            yield each.attributes[f"{WORD}anchor"]
        if each.tag == f"{WORD}instrText":
            yield from FIELD_TARGET.findall(each.text)


def _html(data: bytes) -> Iterator[Finding]:
    """Ids are unique, links within the page lead somewhere, nothing is loaded."""
    from lxml import html

    page = html.document_fromstring(data.decode("utf-8"))
    found = [_element(each.tag, each.attrib.items(), each.text) for each in page.iter()]
    ids = Counter(each.attributes["id"] for each in found if "id" in each.attributes)
    yield from (finding("HS524", None, target=name) for name, times in ids.items() if times > 1)
    links = {each.attributes.get("href", "") for each in found if each.tag == "a"}
    yield from _dead_links("html", {link[1:] for link in links if link.startswith("#")} - ids.keys())
    yield from (finding("HS525", None, target=url) for url in sorted(set(_loaded(found))))


def _loaded(elements: Iterable[_Element]) -> Iterator[str]:
    for each in elements:
        yield from CSS_URL.findall(each.text if each.tag == "style" else each.attributes.get("style", ""))
        if each.tag in LOADING:
            urls = (each.attributes.get(name, "data:") for name in ADDRESSES)
            yield from (url for url in urls if not url.startswith("data:"))


def _dead_links(kind: str, targets: set[str]) -> Iterator[Finding]:
    yield from (finding("HS523", None, format=kind, target=target) for target in sorted(targets))


_CHECKS: dict[str, Callable[[bytes], Iterator[Finding]]] = {"pdf": _pdf, "docx": _docx, "html": _html}
