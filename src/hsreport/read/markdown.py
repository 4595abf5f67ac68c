"""Markdown: CommonMark with tables, its mark-up taken off; each line of the source is in exactly one line read.

A paragraph keeps its lines apart, as plain text does, because rapporteurs write rosters that way. Footnotes
stay as written, and so does what is nested deeper than the parser goes or holds more
brackets than it searches, which would cost time out of all proportion.
"""

import html
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

from msgspec.structs import replace

from hsreport.inline import Piece, cut, inlines_of, put, text_of
from hsreport.read.commonmark import Block, Node, broken, dropped, parsed, unprinted, untagged, whole_notes
from hsreport.read.html import lines_in
from hsreport.read.metadata import metadata, metadata_length
from hsreport.read.pictures import Album
from hsreport.read.tables import caption
from hsreport.read.text import (
    Reading,
    decode,
    has_mark,
    leading_bold,
    one_line,
    reading,
    refuse_larger,
    split_rows,
)
from hsreport.source import Line
from hsreport.values import Finding, SourceSpan

LIMIT = 8 * 1024 * 1024
"""The largest Markdown file that is read, in bytes."""
_QUOTE = re.compile(r"(?: {0,3}> ?)+")
_SHOWN = re.compile(r"<(?:img|table|figure)\b", re.IGNORECASE)
_CAPTION = re.compile(r"(?:Table)?\s*:\s+(?=\S)|(?=Table\s+\w{1,4}[.:]\s)")
"""How the caption right above or below a table begins."""
_SIGNS = {"<<": "<", "^^": "^"}
"""Cells that go on with the one before, or above."""
_CODED = re.compile(r"[{}=;<>$\\|]|--\w|\(\)")
_CELL_END = re.compile(r"(?<!\\)\|")
_APART = frozenset({"blockquote", "fence", "code_block", "html_block"})
"""Blocks that nothing behind them goes on with."""

Marks = tuple[str, ...]
"""The marks of the items that begin at a block."""


class _Page(NamedTuple):
    """The lines of a source, and the parser that takes words apart."""

    rows: Sequence[str]
    words: Callable[[str], Sequence[Node]]
    album: Album
    left: list[Finding]
    """What is not printed: metadata for programs, addresses that nobody can follow."""
    among: list[Line]
    """The pictures among words that have not been shown yet."""

    def pieces(self, content: str, span: SourceSpan) -> list[list[Piece]]:
        """The words of a block, parted where its lines end."""
        tokens = self.words(content)
        self.left.extend(unprinted(tokens, span))
        for token in tokens:
            if token.type == "image":
                src, title = (str(token.attrs.get(name, "")) for name in ("src", "title"))
                here = SourceSpan(span.last, span.last)
                self.among.extend(filter(None, (self.album.line(src, here, token.content, title),)))
            elif token.type == "html_inline" and _SHOWN.match(token.content):
                self.among.extend(lines_in(token.content, span.last - 1, self.album))
        return broken(tokens)

    def shown(self) -> list[Line]:
        """The pictures among the words just taken, which stand below them."""
        found = list(self.among)
        self.among.clear()
        return found

    def line(self, span: SourceSpan, words: str | Sequence[Piece], marks: Marks = (), bold: str = "") -> Line:
        """A line as far to the right as its source stands, behind the marks of the items that it begins."""
        row = _unquoted(self.rows[span.first - 1])
        indent = row[: len(row) - len(row.lstrip())]
        pieces = [Piece(words)] if isinstance(words, str) else words
        words = text_of(pieces)
        text = one_line(words)
        text = indent + " ".join((*marks, text)) if text else ""
        return Line(span, text, bold=bold, spans=put(inlines_of(pieces), words, text))


def read_markdown(data: bytes, name: str) -> Reading:
    """The lines of a Markdown file.

    Raises `SourceError` where it is larger than `LIMIT`.
    """
    refuse_larger(data, LIMIT, name)
    text, encoding = decode(data, name)
    rows = split_rows(text)
    top = metadata_length(rows)
    head, left = metadata(rows[:top])
    rows = [*(line.text for line in head), *whole_notes(rows[top:])]
    tree, words = parsed([""] * top + rows[top:])
    page = _Page(rows, words, Album(name), left, [])
    lines = list(_every_row(_block(tree, page, ()), rows))
    done = reading([*head, *lines[top:]], encoding, (*page.album.findings, *page.left))
    return done._replace(pictures=page.album.data)


# --- Blocks -------------------------------------------------------------------------------------------


def _block(node: Block, page: _Page, marks: Marks) -> list[Line]:
    return _BLOCKS.get(node.type, _inside)(node, page, marks)


def _inside(node: Block, page: _Page, marks: Marks) -> list[Line]:
    """The lines of the blocks inside another; the first takes the marks."""
    lines: list[Line] = []
    apart = False
    for child in node.children:
        found = _block(child, page, () if lines else marks)
        if found and apart:
            found[0] = replace(found[0], own=True)
        apart = child.type in _APART
        lines += found
    return lines


def _list(node: Block, page: _Page, marks: Marks) -> list[Line]:
    """Items with their marks; a bullet alone in its list stays an asterisk, because it may be a note's."""
    bullet = "*" if len(node.children) == 1 and node.children[0].markup == "*" else "-"
    lines: list[Line] = []
    for item in node.children:
        mark = f"{item.info}{item.markup}" if item.info else bullet
        outer = marks[:-1] if marks[-1:] == ("-",) == (mark,) else marks
        lines += _inside(item, page, (*outer, mark)) or [_row(page.rows, _span(item).first)]
        marks = ()
    return lines


def _paragraph(node: Block, page: _Page, marks: Marks) -> list[Line]:
    """A line for each picture that stands alone on its own, and the lines of the words between them."""
    beside = {near.type for near in (node.previous_sibling, node.next_sibling) if near}
    if not marks and "table" in beside and _CAPTION.match(node.children[0].content):
        return _caption(page.line(_span(node), _whole(node.children, page, _span(node))))
    lines: list[Line] = []
    number, rows = _span(node).first, node.children[0].content.split("\n")
    for alone, group in groupby(rows, lambda row: _picture(row, page)):
        content = list(group)
        span = SourceSpan(number, number + len(content) - 1)
        number += len(content)
        if alone:
            src, alt, title = alone
            numbers = range(span.first, span.last + 1)
            lines += filter(None, (page.album.line(src, SourceSpan(at, at), alt, title) for at in numbers))
        else:
            lines += _prose("\n".join(content), span, page, () if any(not line.picture for line in lines) else marks)
    return lines


def _picture(row: str, page: _Page) -> tuple[str, str, str] | None:
    """Address, alternative text and caption of the picture that a line is, and nothing else."""
    if not row.lstrip().startswith(("![", "[![")):
        return None
    found = [token for token in page.words(row) if token.type == "image" or token.content.strip()]
    if len(found) != 1 or found[0].type != "image":
        return None
    src, title = (str(found[0].attrs.get(name, "")) for name in ("src", "title"))
    return src, found[0].content, title


def _prose(content: str, span: SourceSpan, page: _Page, marks: Marks) -> list[Line]:
    """A line for each line of the source, or one for all where mark-up runs over their ends.

    What begins in lower case and with no mark goes on with the line above it, as it would in a browser.
    """
    pieces = page.pieces(content, span)
    even = len(pieces) == span.last - span.first + 1
    firsts = [at for at, piece in enumerate(pieces) if at == 0 or (even and not _goes_on(_text(piece)))]
    lines: list[Line] = []
    for at, end in pairwise([*firsts, len(pieces)]):
        words = [each for piece in pieces[at:end] for each in (*piece, Piece(" "))]
        here = SourceSpan(span.first + at, span.first + end - 1) if even else span
        lines.append(page.line(here, words, () if lines else marks, one_line(leading_bold(words))))
    return [*lines, *page.shown()]


def _goes_on(text: str) -> bool:
    return text[:1].islower() and not has_mark(text)


def _heading(node: Block, page: _Page, marks: Marks) -> list[Line]:
    text = _whole(node.children, page, _span(node))
    return [replace(page.line(_span(node), text, marks), heading=int(node.tag[1:])), *page.shown()]


def _table(node: Block, page: _Page, marks: Marks) -> list[Line]:
    """A line for each row; the first has the line under it too, which only parts it from the rest, or the bare head above it."""
    rows = [row for part in node.children for row in part.children]
    lines: list[Line] = []
    for row in rows:
        above = _span(rows[0] if not lines else row).first
        span = SourceSpan(above, _span(row).last + (row is rows[0]))
        found = [_whole(cell.children, page, span) for cell in row.children] + [
            [Piece(cell)] for cell in _beyond(row, page)
        ]
        merged = "".join(_SIGNS.get(text_of(cell).strip(), ".") for cell in found)
        found = [[] if sign in "<^" else cell for cell, sign in zip(found, merged, strict=True)]
        cells = tuple(map(_text, found))
        filled = [cell for cell in found if _text(cell)]
        words = [piece for cell in filled for piece in (*cell, Piece("\t"))]
        line = page.line(span, words, () if lines else marks)
        if lines and row is rows[-1] and len(filled) == 1 and _CAPTION.match(cells[0]):
            lines += _caption(line)
        elif len(cells) > 1 and line.text:
            lines.append(replace(line, cells=cells, merged=merged if merged.strip(".") else "", heads=row is rows[0]))
        elif line.text or lines:
            lines.append(replace(line, own=True))
    return [*lines, *page.shown()]


def _caption(line: Line) -> list[Line]:
    """The words above or below a table, without what marks them, as its caption."""
    text = _CAPTION.sub("", line.text, 1)
    spans = cut(line.spans, len(line.text) - len(text), len(line.text))
    return caption([replace(line, text=text, spans=spans)])


def _beyond(row: Block, page: _Page) -> Marks:
    """The cells of a row beyond those of the table's head, which a browser would not show."""
    written = _unquoted(page.rows[_span(row).first - 1]).strip().removeprefix("|").removesuffix("|")
    return tuple(cell.strip() for cell in _CELL_END.split(written)[len(row.children) :])


def _fence(node: Block, page: _Page, marks: Marks) -> list[Line]:
    """The lines of code; a fence that nobody closed is none, and its lines stay lines."""
    span = _span(node)
    closed = span.last > span.first and _unquoted(page.rows[span.last - 1]).lstrip().startswith(node.markup)
    return _as_code(node.content, span) if closed else _code(node, page, marks)


def _as_code(content: str, span: SourceSpan) -> list[Line]:
    """The lines of a block of code, its fences with the first and the last."""
    rows = content.removesuffix("\n").split("\n")
    first = span.last - len(rows)
    spans = [SourceSpan(first + at, first + at) for at in range(len(rows))]
    spans[0], spans[-1] = SourceSpan(span.first, spans[0].last), SourceSpan(spans[-1].first, span.last)
    spans = [span] if len(rows) == 1 else spans
    return [Line(here, row, own=not at, code=True) for at, (here, row) in enumerate(zip(spans, rows, strict=True))]


def _code(node: Block, page: _Page, marks: Marks) -> list[Line]:
    """Indented lines, as they stand, unless they have signs of code: most are none but dashes set far to the right."""
    first, rows = _span(node).first, [row for row in node.content.split("\n") if row.strip()]
    if (
        rows
        and not marks
        and 2 * sum(_CODED.search(row) is not None for row in rows) >= len(rows)
        and not any(map(has_mark, rows))
    ):
        return [
            Line(SourceSpan(at, at), row, own=at == first, code=True)
            for at, row in enumerate(node.content.rstrip("\n").split("\n"), first)
        ]
    lines = [_row(page.rows, number) for number in _numbers(node)]
    if marks:
        lines[0] = page.line(SourceSpan(first, first), lines[0].text.strip(), marks)
    return lines


def _tags(node: Block, page: _Page, marks: Marks) -> list[Line]:
    """Lines of HTML without their tags; those of tables and pictures as a web page has them."""
    span = _span(node)
    page.left.extend(dropped(node.content, span))
    found = [] if marks or not _SHOWN.search(node.content) else lines_in(node.content, span.first - 1, page.album)
    if found:
        firsts = [span.first, *(line.span.first for line in found[1:]), span.last + 1]
        spans = [SourceSpan(first, max(first, end - 1)) for first, end in pairwise(firsts)]
        return [replace(line, span=here) for line, here in zip(found, spans, strict=True)]
    rows = [html.unescape(row) for row in untagged(node.content).split("\n")]
    rows += [""] * (span.last - span.first + 1 - len(rows))
    spans = [SourceSpan(number, number) for number in _numbers(node)]
    if not marks and node.content.lstrip().lower().startswith("<pre"):
        return [Line(here, row, own=not at, code=True) for at, (here, row) in enumerate(zip(spans, rows, strict=False))]
    lines = [page.line(here, one_line(row)) for here, row in zip(spans, rows, strict=False)]
    return [page.line(spans[0], one_line(rows[0]), marks), *lines[1:]] if marks else lines


def _quotation(node: Block, page: _Page, marks: Marks) -> list[Line]:
    return [replace(line, quoted=True) for line in _inside(node, page, marks)]


_BLOCKS: dict[str, Callable[[Block, _Page, Marks], list[Line]]] = {
    "bullet_list": _list,
    "ordered_list": _list,
    "blockquote": _quotation,
    "paragraph": _paragraph,
    "heading": _heading,
    "table": _table,
    "fence": _fence,
    "code_block": _code,
    "html_block": _tags,
    "hr": lambda node, page, _: [_row(page.rows, _span(node).first)],
}


def _span(node: Node) -> SourceSpan:
    first, end = node.map or (0, 1)
    return SourceSpan(first + 1, max(end, first + 1))


def _numbers(node: Node) -> range:
    return range(_span(node).first, _span(node).last + 1)


# --- Words --------------------------------------------------------------------------------------------


def _whole(blocks: Iterable[Node], page: _Page, span: SourceSpan) -> list[Piece]:
    """The words of a heading or a cell, on one line."""
    lines = (line for block in blocks for line in page.pieces(block.content, span) if _text(line))
    return [piece for at, line in enumerate(lines) for piece in (*([Piece(" ")] if at else []), *line)]


def _text(pieces: Iterable[Piece]) -> str:
    return one_line(text_of(pieces))


def _unquoted(row: str) -> str:
    quote = _QUOTE.match(row)
    return row[quote.end() :] if quote else row


# --- Every line ---------------------------------------------------------------------------------------


def _every_row(lines: Iterable[Line], rows: Sequence[str]) -> Iterator[Line]:
    """The lines read, and between them the lines of the source that none of them came from."""
    done = 0
    for line in lines:
        yield from (_row(rows, number) for number in range(done + 1, line.span.first))
        yield line
        done = line.span.last
    yield from (_row(rows, number) for number in range(done + 1, len(rows) + 1))


def _row(rows: Sequence[str], number: int) -> Line:
    return Line(SourceSpan(number, number), _unquoted(rows[number - 1]).rstrip())
