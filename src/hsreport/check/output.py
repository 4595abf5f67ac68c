"""Whether an output is sound: it opens, what it refers to is in it, and it needs nothing from outside."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from io import BytesIO
from itertools import chain

from hsreport.findings import finding
from hsreport.ooxml.package import word_parts
from hsreport.ooxml.xml import NAME, Element, W
from hsreport.values import Finding

LOADING = frozenset(("img", "link", "script", "iframe", "source", "object", "video", "audio", "embed"))
"""Elements of a web page that load what an attribute of `ADDRESSES` names."""
ADDRESSES = ("src", "href", "data", "srcset")
CSS_URL = re.compile(r"""(?:url\(|@import)\s*["']?(?!data:|#|url)([^"')\s]+)""")
FIELD_TARGET = re.compile(r"\b(?:PAGEREF|REF|NOTEREF)\s+(\S+)")


def check_output(kind: str, data: bytes) -> tuple[Finding, ...]:
    """Return findings HS521 to HS526 about a file of the format `kind`; a sound file has none."""
    try:
        return tuple(_CHECKS[kind](data))
    except Exception as wrong:  # what a broken file raises is up to the library that opens it
        return (finding("HS521", None, format=kind, reason=wrong),)


def _pdf(data: bytes) -> Iterator[Finding]:
    """Check that a document has an outline, which imposed sheets, without tags, have not; every link leads to a destination in it."""
    import pikepdf

    nothing = pikepdf.Dictionary()
    with pikepdf.open(BytesIO(data)) as pdf:
        if "/StructTreeRoot" in pdf.Root and not pdf.Root.get("/Outlines", nothing).get("/First"):
            yield finding("HS522", None)
        tree = pdf.Root.get("/Names", nothing).get("/Dests")
        names = set(pikepdf.NameTree(tree)) if tree is not None else set()
        links = [note for page in pdf.pages for note in page.get("/Annots", ()) if note.get("/Subtype") == "/Link"]
        targets = (link.get("/Dest", link.get("/A", nothing).get("/D")) for link in links)
        # A destination without a name is a page itself, and there by its nature.
        yield from _dead_links("pdf", {str(target) for target in targets if isinstance(target, pikepdf.String)} - names)


def _docx(data: bytes) -> Iterator[Finding]:
    """Check that bookmarks that links and fields name exist, and fields end that begin."""
    elements = list(chain.from_iterable(part.iter() for part in word_parts(data)))
    bookmarks = {element.get(NAME) for element in elements if element.tag == W + "bookmarkStart"}
    yield from _dead_links("docx", set(_bookmarks_named(elements)) - bookmarks)
    marks = Counter(element.get(W + "fldCharType") for element in elements if element.tag == W + "fldChar")
    if marks["begin"] != marks["end"]:
        yield finding("HS526", None, number=abs(marks["begin"] - marks["end"]))


def _bookmarks_named(elements: Iterable[Element]) -> Iterator[str]:
    for element in elements:
        if element.tag == W + "hyperlink":
            yield from filter(None, [element.get(W + "anchor")])
        if element.tag == W + "instrText":
            yield from FIELD_TARGET.findall(element.text or "")


def _html(data: bytes) -> Iterator[Finding]:
    """Check that ids are unique, links within the page lead somewhere, nothing is loaded."""
    from lxml import html

    page = html.document_fromstring(data.decode("utf-8"), parser=html.HTMLParser(huge_tree=True))
    elements = list(page.iter())
    ids = Counter(element.get("id") for element in elements if element.get("id") is not None)
    yield from (finding("HS524", None, target=name) for name, times in ids.items() if times > 1)
    links = {element.get("href") or "" for element in elements if element.tag == "a"}
    yield from _dead_links("html", {link[1:] for link in links if link.startswith("#")} - ids.keys())
    yield from (finding("HS525", None, target=url) for url in sorted(set(_loaded(elements))))


def _loaded(elements: Iterable[Element]) -> Iterator[str]:
    for element in elements:
        yield from CSS_URL.findall((element.text if element.tag == "style" else element.get("style")) or "")
        if element.tag in LOADING:
            urls = (element.get(name) or "data:" for name in ADDRESSES)
            yield from (url for url in urls if not url.startswith("data:"))


def _dead_links(kind: str, targets: set[str]) -> Iterator[Finding]:
    yield from (finding("HS523", None, format=kind, target=target) for target in sorted(targets))


_CHECKS: dict[str, Callable[[bytes], Iterator[Finding]]] = {"pdf": _pdf, "docx": _docx, "html": _html}
