"""What the Word file carries so that it can come back: its source, and bookmarks on what is no part of the summary."""

from collections.abc import Iterable, Iterator, Mapping

from lxml import etree
from msgspec.structs import replace

from hsreport.ooxml.paragraphs import NOTE, WordParagraph, word_paragraphs
from hsreport.ooxml.record import NAMESPACE, Place, WordRecord, encoded, units_of
from hsreport.ooxml.xml import Element, bookmark_name


def record_part(
    record: WordRecord,
    body: Element,
    addresses: Mapping[str, str],
    anchors: Mapping[str, str] | None = None,
    notes: Mapping[str, str] | None = None,
) -> Element:
    """Return the record as XML, with the place of everything that the summary says in its own words.

    `addresses` are the links' by the ids of their relationships; `anchors` gives the anchor of each bookmark where that does not follow from its name; `notes` the number of each
    footnote by its id where its call is in no bookmark.
    """
    root = etree.Element(f"{{{NAMESPACE}}}record", nsmap={"hs": NAMESPACE})
    root.set("sha256", record.source.sha256)
    given = anchors_of(record) if anchors is None else dict(anchors)
    places = _places(word_paragraphs(body, {}, notes or {}, addresses)[0], given)
    root.text = encoded(replace(record, places=tuple(places)))
    return root


def _places(paragraphs: Iterable[WordParagraph], anchors: dict[str, str]) -> Iterator[Place]:
    """Yield the places, in the order of the file."""
    for paragraph in paragraphs:
        name = next((name for name in paragraph.bookmarks if name in anchors), "")
        if name and not paragraph.made:
            yield Place(anchors.pop(name), name, paragraph.words, paragraph.spans, paragraph.merged)


def anchors_of(record: WordRecord) -> dict[str, str]:
    """Return the anchor of each bookmark around what the summary says, notes left out."""
    named = ((bookmark_name(unit.anchor), unit.anchor) for unit in units_of(record.symposium))
    return {name: anchor for name, anchor in named if not name.startswith(NOTE)}
