"""The words of a paragraph, from HTML to runs: character styles, fields, links, notes, bookmarks."""

import hashlib
import re
from collections.abc import Iterator, Mapping
from typing import cast

from hsreport.findings import finding
from hsreport.ooxml.xml import (
    Element,
    bookmark_name,
    bookmarked,
    field,
    footnote,
    footnote_call,
    link,
    related,
    run,
    text,
    w,
)
from hsreport.render.word.styles import word_language
from hsreport.values import Finding

WORDS = {
    "span.label": "Label",
    "heading span.label": "Heading Label",
    "contents span.label": "",
    "table span.label": "",
    "span.qualifier": "Qualifier",
    "span.name": "Speaker Name",
    "span.affiliation": "Affiliation",
    "span.owner": "Owner",
    "span.due": "Due",
    "span.point-number": "Point Number",
    "span.heading": "Entry Heading",
    "span.speaker": "Extract Speaker",
    "span.reason": "Reason",
    "span.locators": "",
    "span.of-report": "",
    "span.foreign": "",
    "span.digest": "Digest",
    "mark": "Matched Words",
    "em": "Emphasis",
    "strong": "Strong",
    "s": "Struck",
    "code": "Code",
    "pre code": "",
}
"""Inline elements and their character styles; the word before the element is the kind of block or division around it."""

EFFECTS = {"strong": "b", "em": "i", "s": "strike", "code": ""}
"""What these do to words that have a character style already."""

WHITE_SPACE = re.compile(r"[ \t\n\r\f]+")
OUTSIDE = re.compile("(https?|mailto):")
WORDLESS = frozenset(("head", "script", "style", "template", "hr", "wbr", "meta", "link", "title"))


TAG_LENGTH = 64

WITHOUT_BOOKMARK = frozenset(("html", "body", "thead", "tbody", "tfoot", "tr", "colgroup", "col")) | WORDLESS
"""Elements whose place Word cannot name."""


def names(element: Element) -> tuple[str, ...]:
    """Return what a table may call an element: its tag with each of its classes, then its tag alone."""
    return (*(f"{element.tag}.{name}" for name in element.get("class", "").split()), str(element.tag))


def words_of(element: Element) -> str:
    """Return all words in an element, as they stand."""
    return "".join(map(str, element.itertext()))


def looked_up(table: Mapping[str, str], element: Element, around: str) -> str | None:
    """Return what a table says of an element, the entry for its surroundings first; None where it says nothing."""
    called = names(element)
    keys = (*(f"{around} {name}" for name in called), *called)
    return next((table[key] for key in keys if key in table), None)


class Desk:
    """What all paragraphs of one document share: its anchors, notes, addresses outside, and findings."""

    def __init__(self, root: Element, counted: frozenset[str]) -> None:
        self.anchors = frozenset(placed.get("id", "") for placed in root.iter() if placed.tag not in WITHOUT_BOOKMARK)
        self.noted = frozenset(note.get("id", "") for note in root.iter("span") if "span.note" in names(note))
        """Anchors of the notes that are called."""
        self.counted = counted
        """Anchors of the points that Word numbers by itself."""
        self.notes: list[Element] = []
        self.counted_notes = 0
        """How many of the notes Word numbers by itself."""
        self.addresses: dict[str, str] = {}
        """Addresses outside, by the id of their relationship."""
        self.findings: list[Finding] = []
        self.placed: set[str] = set()
        """Anchors that have their bookmark."""
        self._strange: set[str] = set()
        self._bookmarks = self._controls = 0

    def new_control(self) -> int:
        """Return the id of a content control that is to be made, unique in the file."""
        self._controls += 1
        return self._controls

    def controlled(self, anchor: str, kind: str, block: Element) -> Element:
        """Return a block in a content control, which is called by its kind and tagged with its anchor."""
        identity = w("id", val=self.new_control())
        properties = w("sdtPr", w("alias", val=kind), w("tag", val=anchor[:TAG_LENGTH]), identity)
        return w("sdt", properties, w("sdtContent", block))

    def new_bookmark(self) -> int:
        """Return the number of a bookmark that is to be made, unique in the file."""
        self._bookmarks += 1
        return self._bookmarks

    def bookmarked(self, anchor: str | None, content: list[Element]) -> list[Element]:
        """Return the content with the bookmark of its anchor; the first place that has the anchor gets it."""
        if not anchor or anchor in self.placed:
            return content
        self.placed.add(anchor)
        return bookmarked(self.new_bookmark(), anchor, content)

    def address(self, url: str) -> str:
        """Return the id of the relationship to an address outside, in any file the same."""
        relation = f"link{hashlib.sha256(url.encode()).hexdigest()[:16]}"
        self.addresses[relation] = url
        return relation

    def report_stranger(self, element: Element) -> None:
        """Report an element outside the vocabulary, once for each kind."""
        name = names(element)[0]
        if name not in self._strange:
            self._strange.add(name)
            anchor = next(
                (around.get("id", "") for around in (element, *element.iterancestors()) if around.get("id")), ""
            )
            self.findings.append(finding("HS501", None, anchor=anchor, element=name))

    def report_picture(self) -> None:
        """Report a picture that is of no kind that Word shows."""
        self.findings.append(finding("HS504", None))

    def report_loose_link(self, target: str) -> None:
        """Report a link that leads nowhere."""
        self.findings.append(finding("HS502", None, target=target))


class Line:
    """The words of one paragraph, with white space as HTML has it: one space for many, none at the edges."""

    def __init__(self, desk: Desk, around: str, *, counted: bool = False) -> None:
        self.desk, self.around = desk, around
        self.counted = counted
        """Whether Word numbers the paragraph, so that the number is not written."""
        self._at_space = True
        self._last: Element | None = None
        self._effects: list[str] = []

    def of(self, element: Element, style: str = "") -> list[Element]:
        """Return the content of an element, in a character style."""
        content = list(self._inside(element, style, element.get("lang", "")))
        self._trim()
        return [piece for piece in content if len(piece) or piece.attrib]

    def _inside(self, element: Element, style: str, language: str) -> Iterator[Element]:
        yield from self._said(element.text or element.get("alt"), style, language)
        for child in element:
            yield from self._child(child, style, child.get("lang", language))
            yield from self._said(child.tail, style, language)

    def _said(self, words: str | None, style: str, language: str) -> Iterator[Element]:
        if self.around == "pre":
            for at, row in enumerate((words or "").split("\n")):
                yield from [run(w("br"))] if at else []
                yield from [run(text(row), style=style, language=word_language(language))] if row else []
            return
        said = WHITE_SPACE.sub(" ", words or "")
        said = said.removeprefix(" ") if self._at_space else said
        if said:
            self._at_space, self._last = said.endswith(" "), text(said)
            yield run(
                self._last, style=style, language=word_language(language), effects=filter(None, set(self._effects))
            )

    def _trim(self) -> None:
        """Take away the space at the end of a line."""
        if self._last is not None and self._at_space:
            self._last.text = (self._last.text or "").rstrip(" ")
            if not self._last.text:
                cast(Element, self._last.getparent()).clear()
        self._at_space, self._last = True, None

    def _child(self, child: Element, style: str, language: str) -> list[Element]:
        return self.desk.bookmarked(child.get("id"), list(self._content(child, style, language)))

    def _content(self, child: Element, style: str, language: str) -> Iterator[Element]:
        called = names(child)
        if child.tag == "br":
            self._trim()
            yield run(w("br"))
        elif child.tag == "a":
            yield from self._link(child, style, language)
        elif "span.note" in called:
            yield self._note(child)
        elif "span.point-number" in called and self.counted:
            self._at_space = True
        elif child.tag not in WORDLESS:
            own = looked_up(WORDS, child, self.around)
            if own is None:
                self.desk.report_stranger(child)
            effect = EFFECTS.get(str(child.tag), "") if style else ""
            self._effects.append(effect)
            yield from self._inside(child, style if style and child.tag in EFFECTS else own or style, language)
            self._effects.pop()

    def _note(self, note: Element) -> Element:
        """Return a footnote; Word counts it by itself where that gives the author's mark (it counts those without one)."""
        desk, mark = self.desk, note.get("data-mark", "")
        number = len(desk.notes) + 1
        own = "" if mark == str(desk.counted_notes + 1) else mark
        desk.counted_notes += not own
        desk.notes.append(footnote(number, own, ()))
        desk.notes[number - 1][0].extend(Line(desk, "note").of(note))
        self._at_space = False
        return footnote_call(number, own)

    def _link(self, element: Element, style: str, language: str) -> Iterator[Element]:
        called, href = names(element), element.get("href", "")
        target = href.removeprefix("#")
        style = "Footnote Reference" if "a.note-again" in called else style
        if OUTSIDE.match(href):
            yield related("hyperlink", self.desk.address(href), *self._inside(element, "Hyperlink", language))
        elif target not in self.desk.anchors:
            self.desk.report_loose_link(href)
            yield from self._inside(element, style, language)
        elif "a.page" in called:
            if self.around == "contents":
                self._trim()
                yield run(w("tab"))
            yield from field(f"PAGEREF {bookmark_name(target)} \\h", *self._inside(element, "Page Reference", language))
        elif "a.point-ref" in called:
            yield from self._point_reference(target, list(self._inside(element, "Point Reference", language)))
        elif target in self.desk.noted:
            yield from field(f"NOTEREF {bookmark_name(target)} \\h", *self._inside(element, style, language))
        else:
            yield link(target, *self._inside(element, style, language))

    def _point_reference(self, target: str, shown: list[Element]) -> list[Element]:
        """Return the number of a point, which Word works out anew where it counts the point; else a link with the number."""
        if target in self.desk.counted:
            return field(f"REF {bookmark_name(target)} \\n \\h", *shown)
        return [link(target, *shown)]
