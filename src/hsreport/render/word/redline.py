"""Two versions of a summary as one Word file: the newer one, with what changed from the older one as tracked changes.

Accepting all of them gives the newer version, rejecting all the older one, in Word as in hsreport: the file carries both
records. What hsreport makes itself (contents, tables, indexes) is that of the newer version and is not marked.
"""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from typing import NamedTuple

from hsreport.editions.changes import ChangeKind, Wording, changes_of
from hsreport.model import Report
from hsreport.ooxml.carried import anchors_of, record_part
from hsreport.ooxml.changes import (
    Hand,
    Marks,
    deleted_paragraph,
    mark_whole_inserted,
    mark_words,
    reject_changes,
    said_in,
)
from hsreport.ooxml.paragraphs import NOTE, bookmarks_in, is_made, noted, style_of
from hsreport.ooxml.record import WordRecord, note_numbers
from hsreport.ooxml.xml import ID, NAME, PARAGRAPH, TYPE, Element, W, paragraph, remove
from hsreport.render.html.templating import render
from hsreport.render.style.tokens import HouseStyle
from hsreport.render.word.file import DocxFile, Draft, draft_of
from hsreport.render.word.package import packed
from hsreport.source import Line

GONE = "gone_"
"""How the bookmarks begin of paragraphs of the older version that went."""
_START, _END, _SECTION = (W + tag for tag in ("bookmarkStart", "bookmarkEnd", "sectPr"))
_CALL = W + "footnoteReference"


class Edition(NamedTuple):
    """A version of a summary: what was worked out of it, and its lines."""

    report: Report
    lines: tuple[Line, ...]


class _Told(NamedTuple):
    """A paragraph in which the summary speaks: itself, its bookmark, its words."""

    element: Element
    bookmark: str
    said: str


def render_redline(old: Edition, new: Edition, style: HouseStyle, pages: Mapping[str, str], hand: Hand) -> DocxFile:
    """Return the newer edition as a Word file, with tracked changes from the older one; `pages` are the folios of the newer one."""
    return _Redline(_Version(old, style, {}), _Version(new, style, pages), hand).file()


class _Version:
    """An edition as a Word file that is not yet packed."""

    def __init__(self, edition: Edition, style: HouseStyle, pages: Mapping[str, str]) -> None:
        html = render(edition.report, style, medium="word", part="all", pages=pages)
        self.record = WordRecord(
            edition.report.source, edition.lines, edition.report.symposium, author=edition.report.author
        )
        self.draft: Draft = draft_of(html, style, pages)
        self.document, self.footnotes = self.draft.parts.document, self.draft.parts.footnotes
        self.anchors = anchors_of(self.record)
        self.note_of = {note.get(ID) or "": note for note in self.footnotes}
        self.notes = _words_of_notes(self.draft)
        self.told = list(self._told())

    def _told(self) -> Iterator[_Told]:
        """Yield the paragraphs of the summary itself."""
        for element in self.document.iter(PARAGRAPH):
            names = bookmarks_in(element)
            bookmark = next((name for name in names if name in self.anchors), "")
            said = said_in(element, self.notes)
            if bookmark and said.strip() and not is_made(style_of(element, {}), names):
                yield _Told(element, bookmark, said)


class _Redline:
    """Puts an older version into a newer one."""

    def __init__(self, old: _Version, new: _Version, hand: Hand) -> None:
        self.old, self.new = old, new
        ids = [int(start.get(ID) or 0) for start in new.document.iter(_START)]
        self.number = max(ids, default=0)
        self.marks = Marks(hand, self.number + len(old.told))
        self.places: dict[str, str] = {}
        """The anchor in the older version of each bookmark."""

    def file(self) -> DocxFile:
        """Return the file, and what could not be set in the newer version."""
        self._without_note_bookmarks()
        pairs = self._pairs()
        self._carry_notes()
        kept = dict(pairs)
        for at, told in enumerate(self.new.told):
            if at not in set(kept.values()):
                _insert(told.element, self.marks)
        for before, after in pairs:
            self._keep(self.old.told[before], self.new.told[after])
        self._put_back(kept)
        self._arrange_notes()
        return self._packed()

    def _packed(self) -> DocxFile:
        parts = self.new.draft.parts
        notes = _words_of_notes(self.new.draft)
        rejected = deepcopy(parts.document)
        reject_changes(rejected)
        draft = self.new.draft
        addresses = {**self.old.draft.addresses, **draft.addresses}
        new, old = (note_numbers(version.record.symposium.notes, notes) for version in (self.new, self.old))
        records = (
            record_part(self.new.record, parts.document, addresses, None, new),
            record_part(self.old.record, rejected, addresses, self.places, old),
        )
        return DocxFile(packed(parts._replace(records=records), draft.properties, addresses), draft.findings)

    # --- What is the same paragraph -------------------------------------------------------------------

    def _pairs(self) -> list[tuple[int, int]]:
        """Return the places, before and after, of each paragraph that is in both versions, in an order that both have."""
        before, after = (_passages(version.told) for version in (self.old, self.new))
        changes = changes_of(before, after)
        edited = [
            (change.old.number, change.new.number)
            for change in changes
            if change.kind is ChangeKind.CHANGED and change.old and change.new
        ]
        gone = {change.old.number for change in changes if change.old}
        came = {change.new.number for change in changes if change.new}
        same = zip(
            [passage.number for passage in before if passage.number not in gone],
            [passage.number for passage in after if passage.number not in came],
            strict=True,
        )
        return _rising(sorted((old, new) for old, new in (*same, *edited) if old is not None and new is not None))

    # --- The paragraphs -------------------------------------------------------------------------------

    def _keep(self, old: _Told, new: _Told) -> None:
        """Mark the changes in a paragraph of both versions."""
        self.places[new.bookmark] = self.old.anchors[old.bookmark]
        if old.said != new.said:
            mark_words(old.element, new.element, (self.old.notes, self.new.notes), self.marks)

    def _put_back(self, kept: Mapping[int, int]) -> None:
        """Put what went where it stood: behind what stood before it, or, in another part, before what stood behind it."""
        last: Element | None = None
        for at, told in enumerate(self.old.told):
            if at in kept:
                last = _block(self.new.told[kept[at]].element)
                continue
            gone = self._deleted(told)
            following = next((kept[later] for later in range(at + 1, len(self.old.told)) if later in kept), None)
            beside = at > 0 and _block(told.element).getprevious() is _block(self.old.told[at - 1].element)
            if last is not None and (beside or following is None):
                last.addnext(gone)
            elif following is not None:
                _block(self.new.told[following].element).addprevious(gone)
            else:
                self.new.document[0].insert(0, gone)
            last = gone

    def _deleted(self, old: _Told) -> Element:
        self.number += 1
        name = f"{GONE}{self.number}"
        self.places[name] = self.old.anchors[old.bookmark]
        return deleted_paragraph(old.element, (self.number, name), self.old.notes, self.marks)

    # --- Notes ----------------------------------------------------------------------------------------

    def _without_note_bookmarks(self) -> None:
        """Take the bookmarks around calls away: they name the note of one version, and a call may be of both."""
        gone = [start for start in self.new.document.iter(_START) if (start.get(NAME) or "").startswith(NOTE)]
        ids = {mark.get(ID) for mark in gone}
        gone += [end for end in self.new.document.iter(_END) if end.get(ID) in ids]
        for mark in gone:
            remove(mark)

    def _carry_notes(self) -> None:
        """Put the notes of the older version behind those of the newer one, for the calls that went."""
        count = len(self.new.footnotes)
        for call in self.old.document.iter(_CALL):
            identity = call.get(ID) or ""
            note = deepcopy(self.old.note_of[identity])
            note.set(ID, str(count))
            call.set(ID, str(count))
            self.old.notes[str(count)] = self.old.notes[identity]
            self.new.footnotes.append(note)
            count += 1

    def _arrange_notes(self) -> None:
        """Leave the notes that are called, numbered in the order of their calls: LibreOffice tells them by their place."""
        notes = {note.get(ID): note for note in self.new.footnotes if note.get(TYPE) is None}
        for note in notes.values():
            remove(note)
        for number, call in enumerate(self.new.document.iter(_CALL), start=1):
            note = notes[call.get(ID)]
            for element in (call, note):
                element.set(ID, str(number))
            self.new.footnotes.append(note)


def _passages(told: Sequence[_Told]) -> list[Wording]:
    return [Wording(style_of(paragraph.element, {}), paragraph.said, number=at) for at, paragraph in enumerate(told)]


def _rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the most pairs of which the second places rise as the first ones do."""
    ends: list[int] = []
    chains: list[list[tuple[int, int]]] = []
    for pair in pairs:
        at = bisect_left(ends, pair[1])
        chain = [*(chains[at - 1] if at else []), pair]
        ends[at : at + 1], chains[at : at + 1] = [pair[1]], [chain]
    return chains[-1] if chains else []


def _insert(element: Element, marks: Marks) -> None:
    """Mark a paragraph as one that came, with the picture that it is the caption of; the content control around it goes.

    The end of a section gets a place of its own.
    """
    above = element.getprevious()
    if above is not None and style_of(element, {}) == "caption" and style_of(above, {}) == "picture":
        mark_whole_inserted(above, marks)
    block = _block(element)
    if block is not element and block.tag != element.tag:
        block.addprevious(element)
        remove(block)
    section = element[0].find(_SECTION)
    if section is not None:
        ending = paragraph("Section Break")
        ending[0].append(section)
        element.addnext(ending)
    mark_whole_inserted(element, marks)


def _block(element: Element) -> Element:
    """Return the paragraph, or the content control that it stands in."""
    parent = element.getparent()
    inside = parent is not None and parent.tag == W + "sdtContent"
    around = parent.getparent() if inside and parent is not None else None
    return element if around is None else around


def _words_of_notes(draft: Draft) -> dict[str, str]:
    """Return the words of each footnote by its id, as the reader has them."""
    return {identity: note.words for identity, note in noted(draft.parts.footnotes, {}, {}).items()}
