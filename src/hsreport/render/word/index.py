"""The speaker index as Word makes one: XE fields at the places, an INDEX field with the lines that they give.

The lines shown are worked out from the XE fields by the rules of ECMA-376, part 1, 17.16.5 (INDEX, XE), so that
F9 changes pages and nothing else: sub-entries stand in the order of the alphabet, a page is named once, several points in
a row are a range by a bookmark around them. An INDEX gives pages and nothing else: of the thematic appendix, the list of
themes with their pages is one, by entries of a type of their own; the extracts are text.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import NamedTuple

from hsreport.language.collation import sort_key
from hsreport.ooxml.xml import Element, W, bookmark_name, code_runs, field, field_end, run, text, w, words
from hsreport.render.word.words import Desk, looked_up, names, words_of

INDEX = 'INDEX \\c "2" \\e " " \\g "–" \\h "A" \\k ", " \\l ", "'
"""Two columns, a letter above each group; what stands before pages, within a range, before "see", between pages.

The field stands whole within a section of as many columns: LibreOffice 7.4 takes the columns from the switch, and
prints heads and folios twice over where a section begins within a field.
"""

TYPE = "t"
"""The type of the entries of themes; those of speakers are of the default type."""
THEMES = f'INDEX \\c "1" \\e " " \\f "{TYPE}" \\g "–" \\k ", " \\l ", "'

LINES = {"p.entry": "entry", "p.subentry": "subentry", "p.see": "see", "p.theme-entry": "theme"}


class Mark(NamedTuple):
    """Where an entry points: an anchor, or the first and the last of a range."""

    first: str
    last: str = ""

    @property
    def range_name(self) -> str:
        """The bookmark around a range."""
        return bookmark_name(f"{self.first}-to-{self.last}")


class Entry(NamedTuple):
    """What one XE field says, and where it points; `printed` is the part of the heading that is set as a name."""

    printed: str
    heading: str
    sub: str
    marks: tuple[Mark, ...] = ()
    see: str = ""
    type: str = ""


def entries_of(root: Element) -> dict[Element, Entry]:
    """Return the entries of the index in a document, by the line that shows each."""
    entries: dict[Element, Entry] = {}
    places: dict[str, tuple[Mark, ...]] = {}
    anchor, heading = "", ("", "")
    for line in _lines(root):
        kind = looked_up(LINES, line, "")
        if kind == "entry":
            anchor, heading = line.get("id", ""), (_printed(line), _words(line))
        elif kind == "theme":
            entries[line] = Entry(_printed(line), _words(line), "", _marks(line), type=TYPE)
        elif kind == "subentry":
            entries[line] = Entry(*heading, _words(line), _marks(line))
            places.setdefault(anchor, entries[line].marks[:1])
        else:
            entries[line] = _see(line)
    return {
        line: entry._replace(marks=places.get(entry.marks[0].first, ())) if entry.see else entry
        for line, entry in entries.items()
    }


def in_order(element: Element) -> list[Element]:
    """Return the children of an element, sub-entries and themes in a row in the order that INDEX puts them in."""
    rows = groupby(element, lambda child: looked_up(LINES, child, "") in ("subentry", "theme"))
    return [
        child
        for to_sort, row in rows
        for child in (sorted(row, key=lambda line: sort_key(_words(line))) if to_sort else row)
    ]


_INDEXED = {"section.speaker-index", "section.thematic-appendix"}


def _lines(root: Element) -> Iterator[Element]:
    for division in root.iter("section"):
        if _INDEXED.intersection(names(division)):
            yield from (line for line in division.iter("p") if looked_up(LINES, line, ""))


def _printed(line: Element) -> str:
    name = line.find("span[@class='heading']")
    return " ".join(words_of(name).split()) if name is not None else ""


def _words(line: Element) -> str:
    """Return the words of a line without the places that it gives."""
    places = "".join(words_of(span) for span in line.iter("span") if "span.locators" in names(span))
    return " ".join(words_of(line).removesuffix(places).split())


def _see(line: Element) -> Entry:
    """Return a reference; its place is for now the anchor of the entry that it refers to."""
    printed, whole = _printed(line), _words(line)
    link = line.find("a")
    target = link.get("href", "").removeprefix("#") if link is not None else ""
    return Entry(printed, printed, "", (Mark(target),), whole.removeprefix(printed).lstrip(", "))


def _marks(line: Element) -> tuple[Mark, ...]:
    """Return where a line points: the points that it names, or, where it names none, the places whose pages it gives."""
    links = [link for link in line.iter("a") if "a.point-ref" in names(link)]
    links = links or [link for link in line.iter("a") if "a.page" in names(link)]
    marks: list[Mark] = []
    goes_on = False
    for link in links:
        anchor = link.get("href", "").removeprefix("#")
        if goes_on:
            marks[-1] = Mark(marks[-1].first, anchor)
        else:
            marks.append(Mark(anchor))
        goes_on = (link.tail or "").strip() == "–"
    return tuple(marks)


# --- The lines shown ----------------------------------------------------------------------------------


class Shown(NamedTuple):
    """A page of a line, or the first and last of several, with the bookmarks that have them."""

    pages: tuple[str, ...]
    bookmarks: tuple[str, ...]


def shown_pages(entry: Entry, pages: Mapping[str, str]) -> Iterator[Shown]:
    """Yield the pages of an entry as INDEX gives them, each once."""
    seen: set[tuple[str, ...]] = set()
    for mark in entry.marks:
        anchors = [anchor for anchor in mark if anchor in pages]
        folios = tuple(dict.fromkeys(pages[anchor] for anchor in anchors))
        if folios and folios not in seen:
            seen.add(folios)
            yield Shown(folios, tuple(map(bookmark_name, anchors)))


def entry_line(entry: Entry, pages: Mapping[str, str]) -> Iterator[Element]:
    """Yield the runs of a sub-entry, or of an entry that has pages itself: its words, then its pages as fields."""
    yield words(entry.sub) if entry.sub else words(entry.heading, "Entry Heading")
    for at, shown in enumerate(shown_pages(entry, pages)):
        yield words(", " if at else " ")
        for nth, (page, bookmark) in enumerate(zip(shown.pages, shown.bookmarks, strict=False)):
            if nth:
                yield words("–")
            yield from field(f"PAGEREF {bookmark} \\h", run(text(page), style="Page Reference"))


# --- The fields at the places -------------------------------------------------------------------------


def place_entries(entries: Iterable[Entry], document: Element, desk: Desk) -> None:
    """Put the XE fields of the entries, and the bookmarks of their ranges, where the entries point."""
    starts = {start.get(W + "name"): start for start in document.iter(W + "bookmarkStart")}
    ends = {end.get(W + "id"): end for end in document.iter(W + "bookmarkEnd")}
    for entry in entries:
        for mark in entry.marks:
            start = starts.get(bookmark_name(mark.first))
            if start is None:
                continue
            last = starts.get(bookmark_name(mark.last)) if mark.last else None
            around = last is not None and _range(mark, start, ends[last.get(W + "id")], starts, desk)
            _after(start, list(xe(entry, mark.range_name if around else "")))


def _range(mark: Mark, start: Element, end: Element, starts: dict[str | None, Element], desk: Desk) -> bool:
    """Put a bookmark around a range, once."""
    if mark.range_name not in starts:
        number = desk.new_bookmark()
        starts[mark.range_name] = w("bookmarkStart", id=number, name=mark.range_name)
        start.addprevious(starts[mark.range_name])
        end.addnext(w("bookmarkEnd", id=number))
    return True


def _after(start: Element, runs: list[Element]) -> None:
    for piece in reversed(runs):
        start.addnext(piece)


def xe(entry: Entry, range_name: str) -> Iterator[Element]:
    """Yield the runs of an XE field; the name is set as in the index, which INDEX takes over."""
    rest = escaped(entry.heading.removeprefix(entry.printed)) + (f":{escaped(entry.sub)}" if entry.sub else "")
    switches = f' \\f "{entry.type}"' if entry.type else ""
    switches += (f' \\t "{escaped(entry.see)}"' if entry.see else "") + (f" \\r {range_name}" if range_name else "")
    yield run(w("fldChar", fldCharType="begin"))
    yield from code_runs((' XE "', ""), (escaped(entry.printed), "Entry Heading"), (f'{rest}"{switches} ', ""))
    yield field_end()


def escaped(said: str) -> str:
    """Return words as the text of an XE field has them: colons part levels, quotes end the text, unless escaped."""
    for sign in '\\":;':
        said = said.replace(sign, f"\\{sign}")
    return said
