"""A Word file of ours that comes back: the source as received, with what was changed in Word changed in it.

Each paragraph is known by its bookmark, else by the tag of its content control, else by its words. Where it shows what
it showed when it was made, the lines that it came from stand as they were, marks, blank lines and slips included; where it shows
something else, its words are put into the place of the old ones. What is new stands in the manner of its neighbours. So
the grammar that read the summary reads it again, and a file that nobody touched gives the summary that it was made from.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from hsreport.findings import finding
from hsreport.inline import cut, kept, put
from hsreport.ooxml.package import WordFile
from hsreport.ooxml.paragraphs import WordParagraph, noted, style_names, word_paragraphs
from hsreport.ooxml.record import PICTURE, PICTURED, WordRecord, note_numbers, picture_words, units_of
from hsreport.read.pictures import Album
from hsreport.read.text import Reading, has_mark
from hsreport.read.word.stretches import CALL, Slot, Stretch, call_texts, stretches
from hsreport.source import Line
from hsreport.values import Finding, Image, SourceSpan

_POINTS = frozenset(("point", "nestedpoint", "unnumberedpoint"))
_LAST_NUMBER = re.compile(r"\d+(?=\D*$)")
_NOTE_ANCHOR = "note-"


def returned(file: WordFile, records: Sequence[WordRecord]) -> Reading:
    """The lines of the summary that a Word file of ours now holds; they are numbered anew.

    Of the two versions that a redline carries, the one that its paragraphs show is taken for the source.
    """
    back = max((_Return(file, record) for record in records), key=_Return.fit)
    shown = (each for line in back.lines() for each in back.pictured(line))
    kept = tuple(shown)
    lines = tuple(replace(line, span=SourceSpan(at, at)) for at, line in enumerate(kept, 1))
    places = {line.span.first: at for at, line in reversed([*enumerate(kept, 1)])}
    rulings = (replace(each, line=places.get(each.line, each.line)) for each in back.record.author.rulings)
    used = {line.picture.sha256 for line in lines if line.picture}
    pictures = {digest: data for digest, data in back.album.data.items() if digest in used}
    author = replace(back.record.author, rulings=tuple(rulings))
    return Reading(lines, "utf-8", tuple(back.findings), pictures, author)


class _Return:
    """Puts the paragraphs of a file into the source that they were made from."""

    def __init__(self, file: WordFile, record: WordRecord) -> None:
        self.record, self.findings = record, list[Finding]()
        lines = [
            replace(line, text=picture_words(line.picture) + line.text) if line.picture else line
            for line in record.lines
        ]
        self.stretches, self.tail = stretches(lines, units_of(record.symposium))
        self.slots = {slot.unit.anchor: (slot, stretch) for stretch in self.stretches for slot in stretch.slots}
        self.shown = {place.anchor: _plain(place.shown) for place in record.places}
        self.marked = {place.anchor: (place.shown, place.spans) for place in record.places}
        self.merged = {place.anchor: place.merged for place in record.places}
        self.anchors = {place.bookmark: place.anchor for place in record.places}
        self.calls = call_texts(self.stretches, record.symposium.notes)
        self.noted = noted(file.footnotes, style_names(file.styles), file.addresses)
        self.notes = {identity: note.words for identity, note in self.noted.items()}
        for note in record.symposium.notes:
            anchor = f"{_NOTE_ANCHOR}{note.number}"
            self.marked[anchor] = note.text, record.symposium.spans.get(anchor, ())
        numbers = note_numbers(record.symposium.notes, self.notes)
        self.album = Album()
        images = self.album.images(file.pictures)
        self.images = {image.sha256: image for image in images.values()}
        pictures = {relation: image.sha256 for relation, image in images.items()}
        paragraphs, self.called = word_paragraphs(
            file.body, style_names(file.styles), numbers, file.addresses, pictures
        )
        self.paragraphs = [each for each in paragraphs if not each.made]

    def fit(self) -> float:
        """The share of the paragraphs, then and now, that show under their bookmarks what they showed."""
        marked = ((self._by_bookmark(each), _plain(each.words)) for each in self.paragraphs)
        same = sum(self.shown.get(anchor) == words for anchor, words in marked)
        return 2 * same / (len(self.shown) + len(self.paragraphs) or 1)

    # --- Which paragraph is what ----------------------------------------------------------------------

    def _known(self) -> dict[int, str]:
        """The anchor of each paragraph that was there before, by its place."""
        left, found, spare = set(self.shown), dict[int, str](), list[str]()
        by_words: defaultdict[str, list[str]] = defaultdict(list)
        for anchor, shown in self.shown.items():
            by_words[shown].append(anchor)
        for at, paragraph in enumerate(self.paragraphs):
            marked, said = self._by_bookmark(paragraph), _plain(paragraph.words)
            others = [each for each in by_words.get(said, ()) if each in left]
            if marked and others and said != self.shown[marked]:
                self.findings.append(finding("HS105", None, anchor=marked, place=marked, other=others[0]))
                marked = others[0]
            if marked in left:
                found[at] = marked
                left.discard(marked)
            spare += [self.anchors[name] for name in paragraph.bookmarks if paragraph.merged and name in self.anchors]
        for at, paragraph in enumerate(self.paragraphs):
            said = _plain(paragraph.words)
            moved = spare if paragraph.merged else []
            candidates = [] if at in found else [*by_words.get(said, ()), paragraph.tag, *moved]
            anchor = next((each for each in candidates if each in left), "")
            if anchor:
                found[at] = anchor
                left.discard(anchor)
        return found

    def _by_bookmark(self, paragraph: WordParagraph) -> str:
        return next((self.anchors[name] for name in paragraph.bookmarks if name in self.anchors), "")

    # --- The lines --------------------------------------------------------------------------------------

    def lines(self) -> Iterator[Line]:
        """The lines of the source with what was changed changed in them."""
        known = self._known()
        for at, anchor in known.items():
            slot, stretch = self.slots[anchor]
            slot.merged = now if (now := self.paragraphs[at].merged) != self.merged[anchor] else None
            self._set(slot, stretch, self.paragraphs[at])
            self._mark(slot, self.paragraphs[at])
        self._keep_what_was_not_shown()
        self._hand_on()
        yield from self._in_order(known)
        yield from self.tail
        yield from self._new_notes()

    def _set(self, slot: Slot, stretch: Stretch, paragraph: WordParagraph) -> None:
        """The words of a unit now: those of the source where the paragraph shows what it showed."""
        words = paragraph.words
        was, now = self.shown[slot.unit.anchor], _plain(words)
        if was == now and slot.merged is None:
            slot.now = stretch.raw[slot.start : slot.end]
            return
        own = _plain(slot.unit.words)
        before, found, after = was.partition(own) if own else (was, "", "")
        slot.with_before = bool(before) and not now.startswith(before)
        slot.with_after = bool(after) and not now.endswith(after)
        now = words if stretch.lines[0].code else _cells(words) if paragraph.merged else now
        now = self._labelled(words) if slot.with_before else now.removeprefix(before) if found else now
        now = now if slot.with_after or not found else now.removesuffix(after)
        slot.now = self._with_calls(now.strip(" "), slot)

    def _mark(self, slot: Slot, paragraph: WordParagraph) -> None:
        """What is marked in a unit now that was not when the file was made, and what is so no longer."""
        shown, spans = self.marked[slot.unit.anchor]
        was, now, words = kept(spans, shown, paragraph.words), paragraph.spans, (slot.now or "").replace("\n", " ")
        new = [each for each in now if each not in was and paragraph.words[each.start : each.end] != each.address]
        slot.came = kept(new, paragraph.words, words)
        slot.gone = kept([each for each in was if each not in now], paragraph.words, words)

    def _labelled(self, words: str) -> str:
        """A paragraph as a line of its own: a tab parts a role from who has it."""
        role, tab, person = words.partition("\t")
        return _plain(f"{role}: {person}" if tab and role.strip() else person if tab else words)

    def _with_calls(self, words: str, slot: Slot | None = None) -> str:
        """Words with the calls of notes as the source writes them; a call at the end of a unit stands behind it already."""
        if slot and CALL.sub("", slot.unit.words) != slot.unit.words:
            ending = CALL.search(slot.unit.words)
            if ending and ending.end() == len(slot.unit.words) and words.endswith(ending[0]):
                words = words.removesuffix(ending[0])
            elif ending and ending.end() == len(slot.unit.words):
                slot.with_after = True
        return CALL.sub(lambda call: self.calls.get(call[1], f"[^{call[1]}]"), words)

    def _keep_what_was_not_shown(self) -> None:
        """Notes that are called, and units that the file never showed, stay."""
        called = {f"{_NOTE_ANCHOR}{number}": identity for number, identity in self.called.items()}
        loose = {f"{_NOTE_ANCHOR}{note.number}" for note in self.record.symposium.notes if not note.anchor}
        for anchor, (slot, stretch) in self.slots.items():
            was = stretch.raw[slot.start : slot.end]
            if anchor in called:
                now = self.notes.get(called[anchor], "")
                slot.now = was if _plain(now) == _plain(slot.unit.words) else now
                if called[anchor] in self.noted:
                    self._mark(slot, self.noted[called[anchor]])
            elif anchor in loose or (anchor not in self.shown and not anchor.startswith(_NOTE_ANCHOR)):
                slot.now = was

    def _hand_on(self) -> None:
        """Lines that belong to nothing stay where what stood behind them is gone."""
        loose: list[Line] = []
        for stretch in self.stretches:
            if stretch.text():
                stretch.before = loose + stretch.before
                loose = []
            else:
                loose += [line for line in stretch.before if line.text.strip()]
        self.tail = loose + self.tail

    def _in_order(self, known: dict[int, str]) -> Iterator[Line]:
        """The stretches in the order of the file, what is new behind what it stands behind.

        Where nothing was moved that is the order of the source: a file shows a roster before the words in its midst.
        """
        news: defaultdict[int, list[Line]] = defaultdict(list)
        order: dict[int, Stretch] = {}
        last: Stretch | None = None
        for at, paragraph in enumerate(self.paragraphs):
            if at in known:
                last = self.slots[known[at]][1]
                order.setdefault(id(last), last)
            else:
                news[id(last)] += self._new(paragraph, last, self._next(at, known))
        made = dict.fromkeys(id(self.slots[place.anchor][1]) for place in self.record.places)
        moved = [each for each in made if each in order] != list(order)
        yield from news[id(None)]
        for stretch in self._with_unshown(order.values()) if moved else self.stretches:
            yield from _lines_of(stretch) if stretch.text() else ()
            yield from news[id(stretch)]

    def _with_unshown(self, order: Iterable[Stretch]) -> Iterator[Stretch]:
        """The stretches of a file with those that it does not show, notes above all, behind those they stood behind."""
        shown = list(order)
        following: defaultdict[int, list[Stretch]] = defaultdict(list)
        last = id(None)
        for stretch in self.stretches:
            if stretch in shown:
                last = id(stretch)
            else:
                following[last].append(stretch)
        yield from following[id(None)]
        for stretch in shown:
            yield from (stretch, *following[id(stretch)])

    def pictured(self, line: Line) -> Iterator[Line]:
        """A line without what stands for pictures; where that is all before the words these are a caption, else they come first."""
        found = PICTURED.findall(line.text)
        words = PICTURED.sub("", line.text).strip()
        below = len(found) == 1 and line.text.startswith(PICTURE)
        if not found or (words and not below):
            yield replace(line, text=words, picture=None) if found else line
        for digest, alt in found:
            yield self._picture(replace(line, text=words if below else "", bold="", cells=(), own=True), digest, alt)

    def _picture(self, line: Line, digest: str, alt: str) -> Line:
        image = self.images.get(digest)
        if image and not alt:
            self.findings.append(finding("HS109", None, what=line.text or "in the Word file"))
        if image:
            return replace(line, picture=replace(image, alt=alt))
        self.findings.append(finding("HS107", None, what=f"{alt or line.text} (the file has no such PNG, JPEG or GIF)"))
        return replace(line, text=": ".join(filter(None, (alt, line.text))), picture=Image())

    # --- What is new ------------------------------------------------------------------------------------

    def _next(self, at: int, known: dict[int, str]) -> Stretch | None:
        following = (self.slots[known[place]][1] for place in range(at + 1, len(self.paragraphs)) if place in known)
        return next(following, None)

    def _new(self, paragraph: WordParagraph, last: Stretch | None, following: Stretch | None) -> Iterator[Line]:
        """A paragraph that was not there before, in the manner of the one before it, or else of the one behind it."""
        if paragraph.merged:
            words = self._with_calls(_cells(paragraph.words))
            spans = kept(paragraph.spans, paragraph.words, words)
            new = not (last and last.lines[-1].cells) and not (following and following.lines[0].cells)
            yield _row(words, paragraph.merged, Line(SourceSpan(1, 1), words, spans=spans, own=new))
            return
        words = self._with_calls(self._labelled(paragraph.words))
        spans = kept(paragraph.spans, paragraph.words, words)
        near = [each for each in (last, following) if each and self._is_like(each, paragraph.style)]
        if near:
            prefix = "" if has_mark(words) else _after(near[0].prefix(), itself=near[0] is last)
            yield from (line for line in near[-1].before[-1:] if near[-1] is following and not line.text.strip())
            yield replace(
                near[0].lines[0], text=prefix + words, bold="", cells=(), spans=put(spans, words, prefix + words)
            )
        else:
            yield Line(SourceSpan(1, 1), "")
            yield Line(SourceSpan(1, 1), words, spans=spans)
            yield Line(SourceSpan(1, 1), "")

    def _is_like(self, stretch: Stretch, style: str) -> bool:
        """Whether a stretch is of the kind that a style is for."""
        anchor = stretch.slots[-1].unit.anchor
        return anchor.startswith("point-") if style in _POINTS else style == "roster" and anchor.startswith("roster-")

    def _new_notes(self) -> Iterator[Line]:
        """The notes that were put in, at the end."""
        for number, identity in self.called.items():
            if f"{_NOTE_ANCHOR}{number}" not in self.slots and self.notes.get(identity):
                yield Line(SourceSpan(1, 1), "")
                yield Line(SourceSpan(1, 1), f"[^{number}]: {self.notes[identity]}")


def _after(prefix: str, *, itself: bool) -> str:
    """The mark of the item behind one: the same dash, the next number."""
    number = _LAST_NUMBER.search(prefix) if itself else None
    return f"{prefix[: number.start()]}{int(number[0]) + 1}{prefix[number.end() :]}" if number else prefix


def _lines_of(stretch: Stretch) -> Iterator[Line]:
    """The lines of a stretch: those of the source where nothing in it has changed."""
    yield from stretch.before
    text, marked = stretch.as_now()
    rows, at = text.split("\n"), 0
    each = len(stretch.slots) == len(stretch.lines)
    kept_ones = [
        pair for pair in zip(stretch.lines, stretch.slots, strict=False) if pair[1].now is not None or not each
    ]
    alone = each and len(kept_ones) == len(rows)
    lines = stretch.lines if len(rows) == len(stretch.lines) else stretch.lines[:1] * len(rows)
    pairs = kept_ones if alone else [(line, stretch.slots[0]) for line in lines]
    for (line, slot), row in zip(pairs, rows, strict=True):
        spans = cut(marked, at, at + len(row))
        at += len(row) + 1
        again = alone and slot.merged is not None
        if not again and (text == stretch.raw or row == line.text):
            yield replace(line, spans=spans)
        elif row.strip():
            made = _row(row, slot.merged if again else line.merged, line) if line.cells or again else line
            yield replace(made, text=row, bold="", spans=spans)


def _row(words: str, merged: str | None, like: Line) -> Line:
    """A line as a row of these words, tabs between its cells."""
    cells = tuple(words.split("\t"))
    cells = cells if len(cells) > 1 or len(like.cells) == 1 else ()
    return replace(like, text=words, cells=cells, merged=merged if merged and merged.strip(".") else "")


def _cells(words: str) -> str:
    """The cells of a row with one space for many in each."""
    return "\t".join(map(_plain, words.split("\t")))


def _plain(words: str) -> str:
    """Words with one space for many."""
    return " ".join(words.split())
