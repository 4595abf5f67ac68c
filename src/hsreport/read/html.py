"""HTML: what a browser would show, line by line; nothing is run, fetched or resolved.

A line's number is that of the source on which its words begin; several lines may share one. Blocks with space
around them are set apart, as an empty line sets apart plain text; so are words behind two `br`.
"""

import re
from collections import Counter
from collections.abc import Callable

import webencodings  # type: ignore[import-untyped]
from msgspec.structs import replace

from hsreport.findings import finding
from hsreport.inline import InlineKind, Piece, inlines_of, is_followed, put, text_of
from hsreport.language.grammar import words
from hsreport.language.letters import LOWERED, RAISED, shifted
from hsreport.language.numerals import NUMERALS
from hsreport.read.elements import DROPPED, Element, events, is_author, is_hidden, is_time
from hsreport.read.pictures import Album, captioned
from hsreport.read.tables import Cell, Reaching, caption, in_columns, row_of, rows_first
from hsreport.read.text import Reading, decode, item, leading_bold, reading, refuse_larger
from hsreport.source import Line
from hsreport.values import Finding, SourceSpan

LIMIT = 16 * 1024 * 1024
"""The largest page that is read, in bytes; its tree may take a hundred times that in memory."""
_COUNTED = 65_535
"""The line from which on the parser does not tell lines apart; there line ends are counted."""

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_LISTS = words("ul ol menu dir")
_SPACED = words("p blockquote dl pre table hr figure details") | _LISTS | set(_HEADINGS)
"""Elements with space above and below, unless they are lists inside a list."""
_BLOCKS = _SPACED | words(
    "html body div center section article header footer nav main aside address form fieldset legend figcaption caption "
    "summary thead tbody tfoot tr td th li dt dd option select optgroup noscript marquee button textarea"
)
_INSIDE = {
    "pre": "pre", "blockquote": "set off", "dd": "indent", "sup": "raised", "sub": "lowered", "q": "quoted",
    **dict.fromkeys(words("b strong"), InlineKind.STRONG),
    **dict.fromkeys(words("i em cite dfn var"), InlineKind.EMPHASIS),
    **dict.fromkeys(words("s strike del"), InlineKind.STRIKE),
    **dict.fromkeys(words("code kbd samp tt"), InlineKind.CODE),
}  # fmt: skip
"""Elements, and what they do to all the words in them."""
_SPACE = re.compile(r"[ \t\n\r\f\v\x85\u2028\u2029]+")
_NUMBER = re.compile(r"-?\d{1,6}")
_DECLARED = re.compile(rb"<(?:meta\b[^>]*?charset|\?xml\b[^>]*?encoding)\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE)
_DECLARED_WITHIN = 4096
"""How many bytes at the start of a page are searched for the encoding that it declares."""


def read_html(data: bytes, name: str) -> Reading:
    """The lines of a web page.

    Raises `SourceError` where it is larger than `LIMIT`, its elements nest deeper than `DEEPEST`, or one text in it
    is longer than ten million bytes.
    """
    refuse_larger(data, LIMIT, name)
    declared = _DECLARED.search(data, 0, _DECLARED_WITHIN)
    text, encoding = decode(data, name, _codec(declared[1].decode()) if declared else "")
    sheet = _Sheet(Album(name))
    sheet.take_all(text, name)
    done = reading(sheet.lines, encoding, (*sheet.findings, *sheet.album.findings))
    return done._replace(pictures=sheet.album.data)


def lines_in(text: str, above: int, album: Album) -> list[Line]:
    """The lines of a piece of HTML that stands below so many lines of another format."""
    sheet = _Sheet(album, above)
    sheet.take_all(text, "")
    return sheet.lines


def _codec(label: str) -> str:
    """Name Python's codec for an encoding that a page declares, as browsers read it; empty where it is unknown, or cannot be."""
    known = webencodings.lookup(label)
    return known.codec_info.name if known and not known.name.startswith("utf-16") else ""


class _Sheet:
    """Goes down the elements and gathers lines; what is open is kept between them."""

    def __init__(self, album: Album, above: int = 0) -> None:
        self.album, self.above = album, above
        self.lines: list[Line] = []
        self.findings: list[Finding] = []
        self.row = above + 1
        """The line of the source that has been reached."""
        self.first = self.last = 0
        """Where the words of the open line stand; 0 while it has none."""
        self.pieces: list[Piece] = []
        self.links: list[str] = []
        """Where the links lead that are open."""
        self.gap = True
        """Whether space stands above the open line."""
        self.heading = 0
        self.inside: Counter[str] = Counter()
        """How many elements are open that do each of the things in `_INSIDE`."""
        self.lists: list[tuple[int, str, int]] = []
        """For each open list its last number, the kind of its numbers, none for bullets, and what is added for the next."""
        self.mark = ""
        self.cells: list[list[tuple[int, tuple[int, ...]]]] = []
        """For each open row of a table, of each cell how many lines there were when it began, and over how many columns and rows it reaches."""
        self.heads: list[bool] = []
        """For each open row of a table, whether all its cells are heads."""
        self.tables: list[tuple[int, Reaching]] = []
        """For each open table, how many lines there were when it began, and what reaches down in it."""
        self.held: list[Line] = []
        """The pictures among the words of the open line, which stand below it."""
        self.apart = ""
        """Between which elements a style sets words apart: the tag that was closed last, until there are words."""
        self.figures: list[int] = []
        """For each open figure, how many lines there were when it began."""

    def take_all(self, text: str, name: str) -> None:
        for event, element in events(text, name):
            self.take(event, element)
        self.end_line()

    def take(self, event: str, element: Element) -> None:
        """One step down the page; a remark or an instruction of the page only counts its lines."""
        if event == "start":
            if element.sourceline and element.sourceline < _COUNTED:
                self.row = max(self.row, self.above + element.sourceline)
            self._open(element.tag, element)
            dropped = element.tag in DROPPED
            hidden = not dropped and is_hidden(element)
            words = "".join(element.itertext()) if hidden else element.text or ""
            if hidden and words.strip():
                span = SourceSpan(self.row, self.row + words.rstrip().count("\n"))
                self.findings.append(finding("HS103", span, what="words that a browser hides"))
            self._words(words, kept=not dropped and not hidden)
            return
        if event == "end":
            self.inside["author"] -= is_author(element)
            self.apart = "named" if is_author(element) or is_time(element) else element.tag
            self._close(element.tag)
        else:
            self._words(element.text or "", kept=False)
        self._words(element.tail or "", kept=True)

    def _open(self, tag: str, element: Element) -> None:
        if tag in _BLOCKS:
            self.end_line()
            self.gap |= self._is_spaced(tag)
        self.heading = _HEADINGS.get(tag, self.heading)
        self.inside[_INSIDE.get(tag, "")] += 1
        self.inside["author"] += is_author(element)
        if self.apart and (is_author(element) or is_time(element) or tag == self.apart == "span"):
            self.apart = "named"
        if tag in _OPENING:
            _OPENING[tag](self, element)

    def _close(self, tag: str) -> None:
        if tag in _BLOCKS:
            self.end_line()
        if tag in _CLOSING:
            _CLOSING[tag](self)
        self.inside[_INSIDE.get(tag, "")] -= 1
        self.heading = 0 if tag in _HEADINGS else self.heading
        self.gap |= self._is_spaced(tag)

    def _is_spaced(self, tag: str) -> bool:
        return tag in _SPACED and not (tag in _LISTS and self.lists)

    def _words(self, text: str, *, kept: bool) -> None:
        if not kept:
            self.row += text.count("\n")
        elif not self.inside["pre"]:
            self._add(text)
        else:
            for at, part in enumerate(text.split("\n")):
                if at:
                    self.row += 1
                    self.break_line()
                self._add(part)

    def _add(self, text: str) -> None:
        words = text.strip()
        if words:
            above = text[: text.index(words[0])].count("\n")
            self.first = self.first or self.row + above
            self.last = self.row + above + words.count("\n")
        self.row += text.count("\n")
        table = RAISED if self.inside["raised"] else LOWERED if self.inside["lowered"] else None
        self._said(shifted(text, table) if table else text)

    def quote(self, marks: str) -> None:
        """Add the mark around words that the page only tags as quoted; those inside others have single ones."""
        self._said(marks[self.inside["quoted"] % 2])

    def _said(self, text: str) -> None:
        if not text:
            return
        looks = {(kind, "") for kind in InlineKind if self.inside[kind]}
        links = {(InlineKind.LINK, address) for address in self.links[-1:] if is_followed(address)}
        if self.apart == "named" and text[:1].isalnum() and self.pieces and self.pieces[-1].text[-1:].isalnum():
            self.pieces.append(Piece(" "))
        self.apart = ""
        self.pieces.append(Piece(text, frozenset(looks | links), self.inside["author"] > 0))

    def break_line(self) -> None:
        """The end of a line inside a block; a second one sets what follows apart, as an empty line does."""
        if self.heading:
            self.pieces.append(Piece(" "))
        elif self.first:
            self.end_line()
        else:
            if self.inside["pre"] and self.lines and self.lines[-1].code:
                self.lines.append(Line(SourceSpan(self.row - 1, self.row - 1), "", code=True))
            self.gap = True
            self.pieces.clear()

    def end_line(self) -> None:
        if not self.first:
            self.pieces.clear()
            return
        words = text_of(self.pieces)
        text = self._tidied(words)
        bold = "" if self.heading else self._tidied(leading_bold(self.pieces)).strip()
        code = self.inside["pre"] > 0 and not self.heading
        mark = "" if self.heading and self.mark == "-" else self.mark
        indent = "  " * max(0, len(self.lists) + self.inside["indent"] + self.inside["set off"] - bool(self.mark))
        text = text if code else indent + (item(mark, text.lstrip()) if mark else text)
        spans = put(inlines_of(self.pieces), words, text)
        line = Line(SourceSpan(self.first, self.last), text, self.heading, bold, own=self.gap, spans=spans)
        self.lines.append(replace(line, quoted=self.inside["set off"] > 0, code=code))
        self.lines += self.held
        self.held, self.pieces, self.first, self.mark, self.gap = [], [], 0, "", False

    def _tidied(self, text: str) -> str:
        """Words with single spaces; spaces that do not break still push a line to the right."""
        if self.inside["pre"]:
            return text.replace("\xa0", " ").rstrip()
        text = _SPACE.sub(" ", text).strip(" ").replace("\xa0", " ").rstrip()
        words = text.lstrip(" ")
        return text[: len(text) - len(words)] + re.sub(" {2,}", " ", words)


# --- What elements do to the lines in them ------------------------------------------------------------


def _open_list(sheet: _Sheet, element: Element) -> None:
    start = element.attrib.get("start", "")
    step = -1 if "reversed" in element.attrib and element.tag == "ol" else 1
    number = int(start) if _NUMBER.fullmatch(start) else 1 if step > 0 else sum(child.tag == "li" for child in element)
    sheet.lists.append((number - step, element.attrib.get("type", "1") if element.tag == "ol" else "", step))


def _open_item(sheet: _Sheet, element: Element) -> None:
    number, kind, step = sheet.lists[-1] if sheet.lists else (0, "", 1)
    value = element.attrib.get("value", "")
    number = int(value) if _NUMBER.fullmatch(value) else number + step
    if sheet.lists:
        sheet.lists[-1] = (number, kind, step)
    sheet.mark = f"{NUMERALS.get(kind, str)(number)}." if kind else "-"


def _close_item(sheet: _Sheet) -> None:
    sheet.mark = ""


def _open_row(sheet: _Sheet, _: Element) -> None:
    sheet.cells.append([])
    sheet.heads.append(True)


def _open_cell(sheet: _Sheet, element: Element) -> None:
    if sheet.cells:
        said = (element.attrib.get(name, "") for name in ("colspan", "rowspan"))
        size = tuple(int(each) if _NUMBER.fullmatch(each) else 1 for each in said)
        sheet.cells[-1].append((len(sheet.lines), size))
        sheet.heads[-1] &= element.tag == "th"


def _close_row(sheet: _Sheet) -> None:
    found, head = sheet.cells.pop(), sheet.heads.pop()
    starts = [*(start for start, _ in found), len(sheet.lines)]
    cells = [Cell(sheet.lines[start:end], *size) for (start, size), end in zip(found, starts[1:], strict=True)]
    row = row_of(in_columns(cells, sheet.tables[-1][1] if sheet.tables else {}))
    sheet.lines[starts[0] :] = [replace(line, heads=head and bool(line.cells)) for line in row]


def _close_caption(sheet: _Sheet) -> None:
    start = sheet.tables[-1][0] if sheet.tables else len(sheet.lines)
    if not any(line.cells or line.picture for line in sheet.lines[start:]):
        sheet.lines[start:] = caption(sheet.lines[start:])


def _close_table(sheet: _Sheet) -> None:
    start, _ = sheet.tables.pop()
    sheet.lines[start:] = rows_first(sheet.lines[start:])
    sheet.lines[start : start + 1] = [replace(line, own=True) for line in sheet.lines[start : start + 1]]


def _show(sheet: _Sheet, element: Element) -> None:
    """A picture as a line of its own, unless it only adorns the page; among words it stands below theirs."""
    address, alt = element.attrib.get("src", ""), element.attrib.get("alt")
    if alt is None or alt.strip() or sheet.figures:
        lines = sheet.held if sheet.first else sheet.lines
        lines += filter(None, (sheet.album.line(address, SourceSpan(sheet.row, sheet.row), alt or ""),))


def _close_figure(sheet: _Sheet) -> None:
    start = sheet.figures.pop()
    pictures = [line for line in sheet.lines[start:] if line.picture]
    words = [line for line in sheet.lines[start:] if not line.picture]
    if len(pictures) == 1 and words:
        sheet.lines[start:] = [captioned(pictures[0], words)]


_OPENING: dict[str, Callable[[_Sheet, Element], None]] = {
    "br": lambda sheet, _: sheet.break_line(),
    **dict.fromkeys(_LISTS, _open_list),
    "li": _open_item,
    "a": lambda sheet, element: sheet.links.append(element.attrib.get("href", "").strip()),
    "q": lambda sheet, _: sheet.quote("‘“"),
    "img": _show,
    "figure": lambda sheet, _: sheet.figures.append(len(sheet.lines)),
    "table": lambda sheet, _: sheet.tables.append((len(sheet.lines), {})),
    "tr": _open_row,
    "td": _open_cell,
    "th": _open_cell,
}
_CLOSING: dict[str, Callable[[_Sheet], object]] = {
    **dict.fromkeys(_LISTS, lambda sheet: sheet.lists.pop()),
    "li": _close_item,
    "a": lambda sheet: sheet.links.pop(),
    "q": lambda sheet: sheet.quote("’”"),
    "figure": _close_figure,
    "caption": _close_caption,
    "table": _close_table,
    "tr": _close_row,
}
