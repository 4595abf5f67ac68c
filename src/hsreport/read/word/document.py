"""Word (.docx): the words that a reader of the document sees, whoever wrote the file and with what.

A paragraph's number, counted from 1 through the document in reading order, stands for the number of its line; a row
of a table counts as one. Footnotes become "[^1]" and stand at the end. Changes that are tracked are read as
accepted. Headers, footers and comments are no part of the text.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from msgspec.structs import replace

from hsreport.findings import finding
from hsreport.inline import InlineKind, Piece, inlines_of, is_followed, put, text_of
from hsreport.language.letters import LOWERED, RAISED, shifted
from hsreport.ooxml.package import WordFile, open_word
from hsreport.ooxml.paragraphs import style_names, without_made
from hsreport.ooxml.record import records_of
from hsreport.ooxml.xml import NAME, VAL, Element, R, W, is_on, value
from hsreport.read.pictures import Album, captioned
from hsreport.read.tables import Cell, Reaching, caption, in_columns, row_of, rows_first
from hsreport.read.text import Reading, item, leading_bold, reading, unfollowed
from hsreport.read.word.looks import Look, looks, whole
from hsreport.read.word.numbers import BULLET, Numbers
from hsreport.read.word.pieces import (
    AROUND_BLOCKS,
    COMPATIBLE,
    boxes,
    broken,
    chosen,
    closed_up,
    drawn_words,
    inside,
    parted_by_empty_paragraphs,
    pictures,
)
from hsreport.read.word.returned import returned
from hsreport.read.word.signs import MATH, formula, symbol
from hsreport.source import Line
from hsreport.values import Finding, SourceSpan

_SPACED = 60
"""The space above a paragraph, in twentieths of a point, that sets it apart."""
_AROUND_RUNS = AROUND_BLOCKS | {W + tag for tag in ("hyperlink", "smartTag", "fldSimple", "dir", "bdo")}
_GONE = frozenset((W + "del", W + "moveFrom"))
_CALLS = {W + "footnoteReference": "footnote", W + "endnoteReference": "endnote"}
_WORDS = {W + "tab": "\t", W + "ptab": "\t", W + "br": "\n", W + "cr": "\n", W + "noBreakHyphen": "-"}
"""What stands in a run beside its text."""
_CAPTIONS = frozenset(("caption", "figure", "illustration"))
"""Styles of what stands below pictures, in Word and in LibreOffice."""
_QUOTATIONS = frozenset(("quote", "intense quote", "block text", "quotations", "quotation"))
_AGAIN = re.compile(r"\bNOTEREF\s+(\S+)")
_CODE = frozenset(("code block", "source code", "html preformatted", "preformatted text", "listing"))
_FORMULAS = frozenset((MATH + "oMath", MATH + "oMathPara"))
_SHIFTED = {"superscript": RAISED, "subscript": LOWERED}

_DELETED, _HIDDEN = "words deleted under tracked changes", "hidden words"
_SIGN = "the shape of a sign that only its font has; a bullet stands for it"
_FORMULA = "how a formula is set; its words stand in the line"
_CONTENTS, _EMBEDDED = "a table of contents", "another file that is embedded"


def read_word(data: bytes, name: str) -> Reading:
    """The lines of a Word file; of one that hsreport made, those of its source with what was changed in Word.

    Raises `SourceError` where it cannot be opened, or is too large unpacked.
    """
    file = open_word(data, name)
    if records := records_of(file.custom):
        return returned(file, records)
    without_made(file.body, style_names(file.styles))
    reader = _Reader(file)
    lines = reader.document()
    return reading(lines, "utf-8", reader.findings())._replace(pictures=reader.album.data)


class _Reader:
    """Goes through a document and counts what Word counts: paragraphs, items of lists, notes."""

    def __init__(self, file: WordFile) -> None:
        self.file = file
        self.looks = looks(file.styles)
        self.numbers = Numbers(file.numbering, self.looks)
        self.number = 0
        """The paragraph that has been reached."""
        self.before = Look()
        """How the paragraph before looked."""
        self.notes: list[tuple[str, str, str]] = []
        """For each note that was called: its kind, its id, what stands before its words."""
        self.boxes: list[Element] = []
        self.album = Album()
        self.pictures: list[Line] = []
        """Those of the paragraph, and the words of drawings in it, which stand below its own."""
        self.captions: set[int] = set()
        """The paragraphs that are captions."""
        self.left: defaultdict[str, set[int]] = defaultdict(set)
        """What is left out, and in which paragraphs."""
        self.unprinted: list[Finding] = []
        """Addresses that nobody can follow."""
        self.fields: list[bool] = []
        """For each field that is open in the paragraph, whether its result has begun: before that stands what it does."""
        self.again = False
        """Whether the field that is open calls a note again, so that its result says nothing."""
        starts = ((start.get(NAME) or "", start.getnext()) for start in file.body.iter(W + "bookmarkStart"))
        self.bookmarked = {
            name: [_CALLS[call.tag], call.get(W + "id") or ""]
            for name, run in starts
            for call in (() if run is None else run)
            if call.tag in _CALLS
        }
        """The kind and the id of the note that is called in each bookmark."""
        self.held: list[Piece] = []
        """The words of a paragraph whose end is deleted, which go on in the next."""
        self.by_space = not parted_by_empty_paragraphs(file.body)

    def document(self) -> list[Line]:
        return [*self._captioned(self._blocks(self.file.body)), *self._notes()]

    def findings(self) -> Iterator[Finding]:
        """What is not printed, and what was left out, a finding for each run of paragraphs."""
        yield from (*self.unprinted, *self.album.findings)
        for what, numbers in self.left.items():
            for _, run in groupby(enumerate(sorted(numbers)), lambda each: each[1] - each[0]):
                span = [number for _, number in run]
                yield finding("HS103", SourceSpan(span[0], span[-1]), what=what)

    # --- Blocks ---

    def _blocks(self, container: Element) -> Iterator[Line]:
        for child in container:
            if child.tag == W + "p":
                yield from self._paragraph(child)
            elif child.tag == W + "tbl":
                yield from self._table(child)
            elif child.tag in _FORMULAS:
                self.number += 1
                yield self._line(self._formula(child), own=True)
            elif child.tag == COMPATIBLE + "AlternateContent":
                yield from self._blocks(chosen(child))
            elif child.tag == W + "altChunk":
                self.number += 1
                self.left[_EMBEDDED].add(self.number)
            elif child.tag in AROUND_BLOCKS:
                yield from self._blocks(child)

    def _table(self, table: Element) -> list[Line]:
        reaching: Reaching = {}
        rows = [row for row in inside(table, "tr") if row.find(f"{W}trPr/{W}del") is None]
        return rows_first([line for row in rows for line in self._row(row, reaching)])

    def _row(self, row: Element, reaching: Reaching) -> list[Line]:
        start, column, cells, going_on = self.number, 0, list[Cell](), dict[int, tuple[int, Sequence[Line]]]()
        for cell in inside(row, "tc"):
            lines, properties = closed_up(self._blocks(cell)), cell.find(W + "tcPr")
            merge = properties.find(W + "vMerge") if properties is not None else None
            across = whole(value(properties, "gridSpan"), 1)
            if merge is None or merge.get(VAL) == "restart" or column not in reaching:
                cells.append(Cell(lines, across, 1 if merge is None else 2))
            else:
                going_on |= {at: (2, reaching[at][1]) for at in range(column, column + across) if at in reaching}
            column += across
        reaching.clear()
        reaching |= going_on
        head = row.find(f"{W}trPr/{W}tblHeader") is not None
        lines = [replace(line, heads=head and bool(line.cells)) for line in row_of(in_columns(cells, reaching))]
        if len([line for line in lines if not line.picture]) != 1:
            return lines
        self.number = start + 1
        return [replace(line, span=self._here, own=line.own and line.picture is not None) for line in lines]

    def _paragraph(self, paragraph: Element) -> list[Line]:
        self.number += 1
        properties = paragraph.find(W + "pPr")
        look = self.looks.of_paragraph(properties)
        self.fields.clear()
        runs, self.held = [*self.held, *self._runs(paragraph, look)], []
        mark, level = self.numbers.mark(look)
        words = any(piece.text.strip() for piece in runs)
        gone = properties is not None and properties.find(f"{W}rPr/{W}del") is not None
        following = paragraph.getnext()
        if gone and words and following is not None and following.tag == W + "p":
            self.held = runs
            return []
        if look.in_contents and words:
            self.left[_CONTENTS].add(self.number)
            return self._drained()
        code = look.name in _CODE
        if not words:
            bare = [] if gone or self.pictures else [replace(self._line("", own=False), code=code)]
            return [*bare, *self._drained()]
        if look.name in _CAPTIONS:
            self.captions.add(self.number)
        quoted, lines = look.name in _QUOTATIONS, self._lines(runs, look, mark, level)
        self.before = look
        return [*(replace(line, quoted=quoted, code=code) for line in lines), *self._drained()]

    @property
    def _here(self) -> SourceSpan:
        return SourceSpan(self.number, self.number)

    def _line(self, text: str, heading: int = 0, bold: str = "", *, own: bool, pieces: Sequence[Piece] = ()) -> Line:
        return Line(self._here, text, heading, bold, own=own, spans=put(inlines_of(pieces), text_of(pieces), text))

    def _lines(self, runs: list[Piece], look: Look, mark: str, level: int) -> list[Line]:
        """A paragraph's lines: one, unless it breaks them itself."""
        apart = self.by_space and self._space(look) >= _SPACED
        if look.heading:
            text = item(mark if mark != BULLET else "", " ".join(text_of(runs).split()))
            return [self._line(text, look.heading, own=apart, pieces=runs)]
        lines: list[Line] = []
        for piece in broken(runs):
            text = text_of(piece).rstrip()
            if not text.strip():
                lines += [self._line("", own=False)] if look.name in _CODE and lines else []
                continue
            shown = "  " * level + (item(mark, text.lstrip()) if mark and not lines else text)
            own, bold = apart and not lines, leading_bold(piece).strip()
            lines.append(self._line(shown, bold=bold, own=own, pieces=piece))
        return lines

    def _space(self, look: Look) -> int:
        """The space between the paragraph before and one of such looks, in twentieths of a point."""
        alike = look.contextual and self.before.contextual and look.style == self.before.style
        return 0 if alike else max(look.before, self.before.after)

    def _drained(self) -> list[Line]:
        """The pictures of the paragraph just read, and the lines of the text boxes that hang on it."""
        boxes, self.boxes, pictures, self.pictures = self.boxes, [], self.pictures, []
        return [*pictures, *(line for box in boxes for line in self._blocks(box))]

    def _captioned(self, lines: Iterable[Line]) -> list[Line]:
        """Lines, those of captions with the picture right above them, or of the table that is right below or above."""
        kept: list[Line] = []
        for line in lines:
            last = kept[-1] if kept else line
            below, above = (each.span.first in self.captions and not each.cells for each in (line, last))
            near = last.span.last == line.span.first - 1
            if near and below and last.picture:
                kept[-1] = captioned(last, [line])
            elif near and above and line.cells:
                kept[-1:] = [*caption([replace(last, own=True)]), line]
            else:
                kept += caption([line]) if near and below and last.cells else [line]
        return kept

    # --- Words ---

    def _runs(self, parent: Element, look: Look) -> Iterator[Piece]:
        """The words of a paragraph with how they look; its line ends are in them."""
        for child in parent:
            if child.tag == W + "r":
                yield from self._run(child, look)
            elif child.tag in _AROUND_RUNS:
                runs = list(self._runs(child, look))
                address = self.file.addresses.get(child.get(R + "id") or "") or ""
                self.unprinted += unfollowed(address, text_of(runs), self._here)
                link = frozenset(((InlineKind.LINK, address),) if is_followed(address) else ())
                yield from (piece._replace(looks=piece.looks | link) for piece in runs)
            elif child.tag in _GONE:
                self.left[_DELETED].add(self.number)
            elif child.tag in _FORMULAS:
                yield Piece(self._formula(child))
            elif child.tag == COMPATIBLE + "AlternateContent":
                yield from self._runs(chosen(child), look)

    def _run(self, run: Element, look: Look) -> Iterator[Piece]:
        properties = run.find(W + "rPr")
        looks, hidden = self.looks.of_run(properties, look)
        table = _SHIFTED.get(value(properties, "vertAlign"))
        if hidden:
            self.left[_HIDDEN].add(self.number)
            return
        for child in run:
            if child.tag in {W + "fldChar", W + "instrText"}:
                yield from (Piece(again, looks) for again in self._field(child))
            elif not all(self.fields):
                continue
            elif child.tag == W + "t":
                yield Piece(shifted(child.text or "", table) if table else child.text or "", looks)
            elif child.tag == W + "sym":
                if not (sign := symbol(child)):
                    self.left[_SIGN].add(self.number)
                yield Piece(sign or "•", looks)
            elif child.tag in _WORDS:
                yield Piece(_WORDS[child.tag], looks)
            elif child.tag in _CALLS:
                yield Piece(self._call(child), looks)
            elif child.tag == W + "ruby":
                for base in child.iterfind(W + "rubyBase"):
                    yield from self._runs(base, look)
            else:
                self._drawing(child)

    def _formula(self, element: Element) -> str:
        self.left[_FORMULA].add(self.number)
        return formula(element)

    def _drawing(self, drawing: Element) -> None:
        """Keep the text boxes, pictures and words of a drawing until the paragraph ends."""
        self.boxes += boxes(drawing)
        self.pictures += [self._line(words, own=True) for words in drawn_words(drawing, self.file.diagrams)]
        for relation, alt, name in pictures(drawing):
            found = self.file.pictures.get(relation, "//")
            self.pictures += filter(None, (self.album.line(found, self._here, alt, what=alt or name),))

    def _field(self, mark: Element) -> list[str]:
        """Begin a field, its result, or end it, or return the call of a note that it repeats; one that began in another paragraph has shown what it has to show."""
        step = mark.get(W + "fldCharType")
        if step == "begin":
            self.fields.append(False)
        elif step == "separate" and self.fields:
            self.fields[-1], self.again = not self.again, False
        elif step == "end" and self.fields:
            self.fields.pop()
        elif step is None and self.fields and (again := self._again(mark.text or "")):
            self.again = True
            return [again]
        return []

    # --- Notes ---

    def _call(self, call: Element) -> str:
        """The call of a note; where its author set a mark, that mark is among the words and in the note."""
        shown = f"[^{len(self.notes) + 1}]" if not is_on(call.get(W + "customMarkFollows") or "0") else ""
        self.notes.append((_CALLS[call.tag], call.get(W + "id") or "", f"{shown}: " if shown else ""))
        return shown

    def _again(self, code: str) -> str:
        """The call that a field repeats, if it calls a note again that has been called."""
        named = _AGAIN.search(code)
        called = self.bookmarked.get(named[1], "") if named else ""
        return next((before.removesuffix(": ") for *note, before in self.notes if note == called), "")

    def _notes(self) -> Iterator[Line]:
        """The notes that were called, a line for each, numbered on from the last paragraph."""
        parts = (("footnote", self.file.footnotes), ("endnote", self.file.endnotes))
        every = ((kind, note) for kind, part in parts if part is not None for note in part.iterfind(W + kind))
        written = {(kind, note.get(W + "id")): note for kind, note in every}
        for kind, identity, before in list(self.notes):
            self.number += 1
            self.fields.clear()
            note = written.get((kind, identity))
            runs = [self._runs(each, Look()) for each in note.iterfind(f".//{W}p")] if note is not None else []
            pieces = [piece for each in runs for piece in (*each, Piece(" "))]
            words = " ".join(text_of(pieces).split())
            if words:
                yield self._line(before + words, own=True, pieces=pieces)
            yield from self._drained()
