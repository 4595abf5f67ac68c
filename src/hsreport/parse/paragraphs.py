"""From numbered lines to paragraphs: marks taken off their heads, hard-wrapped lines joined."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from msgspec.structs import replace

from hsreport.language import grammar
from hsreport.source import Line
from hsreport.values import SourceSpan, Value

_SOFT_LENGTH = 100
"""Lines longer than this many characters show that a text is not wrapped by hand."""
_NARROWEST = 50
"""The narrowest width, in characters, at which a text counts as wrapped."""
_GOING_ON = 0.4
"""The share of broken lines whose next line begins in lower case, in a text that was wrapped."""
_SLACK = 10
"""How far short of the right edge a line may end and still have been broken by wrapping, in characters."""
_UNDERLINE = re.compile(r"={3,}|-{3,}|~{3,}")
_WORD = re.compile(r"\w+")


class ListMark(Value, frozen=True):
    """A mark at the head of a paragraph: its list family, the mark as received, what it was meant to be."""

    family: str
    label: str
    meant: str = ""

    @property
    def ordinal(self) -> int | None:
        """The number in the mark, None for a dash or a letter."""
        digits = re.search(r"\d+(?!.*\d)", self.label)
        return int(digits.group()) if digits else None


class Paragraph(Value, frozen=True):
    """Lines that belong together, joined by spaces."""

    raw: str
    """The words as received, marks included."""
    span: SourceSpan
    indent: int = 0
    gap: bool = True
    """Whether an empty line stands before it."""
    heading: int = 0
    bold: str = ""
    cells: tuple[str, ...] = ()
    marks: tuple[ListMark, ...] = ()
    text: str = ""
    """The words after the marks."""

    @property
    def family(self) -> str:
        """The list it is an item of; empty for a plain paragraph."""
        return self.marks[0].family if self.marks else ""

    @property
    def label(self) -> str:
        return " ".join(mark.label for mark in self.marks)


class _Wrap(NamedTuple):
    """How a text is wrapped: at which width (None for not at all), and which words it has."""

    width: int | None
    words: frozenset[str]


def paragraphs(lines: Sequence[Line]) -> tuple[Paragraph, ...]:
    """The paragraphs of a source in order; empty lines part them and are dropped."""
    wrap = _wrapping(lines)
    found: list[Paragraph] = []
    gap = True
    for line in lines:
        if not line.text.strip():
            gap = True
            continue
        if found and not gap and _underlines(line.text.strip(), found[-1]):
            span = SourceSpan(found[-1].span.first, line.span.last)
            found[-1] = replace(found[-1], heading=1 if "=" in line.text else 2, span=span)
        elif found and not gap and _continues(found[-1], line, wrap):
            found[-1] = _joined(found[-1], line, wrap)
        else:
            found.append(_paragraph(line, gap=gap))
        gap = False
    return tuple(_marked(each) for each in found)


def _underlines(text: str, before: Paragraph) -> bool:
    """Whether a line is drawn under a heading."""
    single = before.span.first == before.span.last and not before.cells and not before.heading
    return (
        single
        and _UNDERLINE.fullmatch(text) is not None
        and len(before.raw) <= _SOFT_LENGTH
        and before.raw[-1] not in ".;,"
    )


def _wrapping(lines: Sequence[Line]) -> _Wrap:
    """The width at which a text was wrapped by hand: lines stop there, and the next goes on in lower case."""
    lengths = sorted(len(line.text.rstrip()) for line in lines if line.text.strip())
    width = lengths[int(0.95 * (len(lengths) - 1))] if lengths else 0
    if not _NARROWEST <= width <= _SOFT_LENGTH:
        return _Wrap(None, frozenset())
    pairs = [
        (line.text.rstrip(), following.text.strip())
        for line, following in pairwise(lines)
        if line.text.strip() and following.text.strip()
    ]
    broken = [after for before, after in pairs if _no_room(len(before), after, width)]
    if sum(after[0].islower() for after in broken) < _GOING_ON * len(broken) or not broken:
        return _Wrap(None, frozenset())
    words = frozenset(word.casefold() for line in lines for word in _WORD.findall(line.text))
    return _Wrap(width, words)


def _no_room(length: int, following: str, width: int) -> bool:
    """Whether the next word would not have fitted on a line of this length."""
    return length + 1 + len(following.split(maxsplit=1)[0]) > width - _SLACK


def _paragraph(line: Line, *, gap: bool) -> Paragraph:
    text = line.text.expandtabs(4)
    indent = len(text) - len(text.lstrip())
    own = gap or line.own
    return Paragraph(line.text.strip(), line.span, indent, own, line.heading, line.bold, line.cells)


def _continues(before: Paragraph, line: Line, wrap: _Wrap) -> bool:
    """Whether a line was broken off the one before: the next word would not have fitted there."""
    text = line.text.strip()
    if line.own or line.heading or line.cells or before.heading or before.cells:
        return False
    if _marks(text)[0] or grammar.LABEL.match(text) or grammar.RESIDUE.fullmatch(text):
        return False
    if grammar.TITLED.match(text) and grammar.LABEL.match(before.raw) and before.raw[-1] not in ",;":
        return False
    last = _last_line(before)
    if text[0].islower() and len(last) > 40 and last[-1] not in ".?!:;":
        return True
    if wrap.width is None:
        return False
    return _no_room(before.indent + len(last), text, wrap.width)


def _last_line(paragraph: Paragraph) -> str:
    return paragraph.raw[paragraph.raw.rfind("\n") + 1 :]


def _joined(before: Paragraph, line: Line, wrap: _Wrap) -> Paragraph:
    """The paragraph with one more line; line ends are kept until all lines are there."""
    span = SourceSpan(before.span.first, line.span.last)
    text = line.text.strip()
    tail, head = re.search(r"(\w+)-$", _last_line(before)), _WORD.match(text)
    if tail and head and text[0].islower():
        whole = (tail.group(1) + head.group()).casefold() in wrap.words
        return replace(before, raw=(before.raw[:-1] if whole else before.raw) + "\n" + text, span=span)
    return replace(before, raw=f"{before.raw} \n{text}", span=span)


def _marked(paragraph: Paragraph) -> Paragraph:
    raw = paragraph.raw.replace("\n", "")
    if paragraph.heading:
        return replace(paragraph, raw=raw, text=raw)
    marks, text = _marks(raw)
    return replace(paragraph, raw=raw, marks=marks, text=text or raw)


def _marks(text: str) -> tuple[tuple[ListMark, ...], str]:
    """The marks at the head of a text, at most a number and a dash, and the rest; none where nothing follows."""
    found: list[ListMark] = []
    rest = text
    for mark, end in _next_marks(text):
        found.append(mark)
        rest = text[end:]
    return (tuple(found), rest) if rest.strip() else ((), text)


def _next_marks(text: str) -> Iterator[tuple[ListMark, int]]:
    """The mark at the head, and where its text begins; after a number also the dash or the inner number behind it."""
    first = _mark_at(text, 0, grammar.MARKS)
    if first is None:
        return
    second = _mark_at(text, first[1], grammar.MARKS) if first[0].family != "dash" else None
    if second and second[0].family in {"paren", "letter", "romanette"}:
        yield ListMark(second[0].family, text[: second[1]].strip()), second[1]
        return
    yield first
    if second and second[0].family == "dash":
        yield second


def _mark_at(text: str, at: int, rows: Sequence[grammar.Mark]) -> tuple[ListMark, int] | None:
    for row in rows:
        match = row.pattern.match(text, at)
        if match:
            return ListMark(row.family, match.group().strip(), row.meant), match.end()
    return None
