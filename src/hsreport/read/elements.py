"""The elements of a page as a browser would go through them, and which of them it would not show."""

import re
from collections.abc import Iterator, Mapping
from typing import Protocol

from hsreport.errors import SourceError
from hsreport.language.grammar import words

DEEPEST = 255
"""How many elements may stand inside one another."""
DROPPED = words("script style template title iframe noframes noembed")
_AUTHORS = words(
    "author sender from from_name user username user-name nick nickname speaker name display-name displayname who"
)
_TIMES = words("time date timestamp ts stamp clock when datetime")
_HIDDEN = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse))\b", re.IGNORECASE)
"""Declarations of an element's own style by which a browser does not show it."""
_END = re.compile(r"</(?:html|body)\s*>", re.IGNORECASE)
"""The end of a page; what follows belongs to it nevertheless."""


class Element(Protocol):
    """What is used of an element of the tree."""

    @property
    def tag(self) -> str: ...
    @property
    def text(self) -> str | None: ...
    @property
    def tail(self) -> str | None: ...
    @property
    def sourceline(self) -> int | None: ...
    @property
    def attrib(self) -> Mapping[str, str]: ...
    def itertext(self) -> Iterator[str]: ...
    def __iter__(self) -> Iterator["Element"]: ...


def events(text: str, name: str) -> Iterator[tuple[str, Element]]:
    """Starts and ends of the elements of a page, in its own order; a dropped one comes without what is in it."""
    from lxml import etree, html

    parser = html.HTMLParser(encoding="utf-8", huge_tree=False)
    unified = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    unended = _END.sub(lambda end: "\n" * end[0].count("\n"), unified)
    try:
        root = html.document_fromstring(unended.encode("utf-8"), parser=parser)
    except etree.ParserError:
        return
    if any(error.level_name == "FATAL" for error in parser.error_log):
        raise SourceError(
            f"its elements nest deeper than {DEEPEST}, or one text in it is longer than ten million bytes",
            file=name,
            hint="open it in a browser, select all, and save the words as plain text",
        )
    walker = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
    for event, element in walker:
        if event == "start" and (element.tag in DROPPED or is_hidden(element)):
            walker.skip_subtree()
        yield event, element


def is_hidden(element: Element) -> bool:
    """Whether a browser would not show an element."""
    given = element.attrib
    closed = element.tag == "dialog" and "open" not in given
    shown = element.tag in {"html", "body"}  # Scripts often show a page that its own style hides at first.
    return not shown and (closed or "hidden" in given or _HIDDEN.search(given.get("style", "")) is not None)


def is_author(element: Element) -> bool:
    """Whether a page says by a class or a property that words name who wrote what stands beside them."""
    return not _AUTHORS.isdisjoint(_kinds(element))


def is_time(element: Element) -> bool:
    return element.tag == "time" or not _TIMES.isdisjoint(_kinds(element))


def _kinds(element: Element) -> list[str]:
    return f"{element.attrib.get('class', '')} {element.attrib.get('itemprop', '')}".casefold().split()
