"""From numbered lines to paragraphs: marks taken off their heads, hard-wrapped lines joined."""

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import accumulate, islice, pairwise
from typing import NamedTuple

from msgspec.structs import replace

from hsreport.language import grammar, people
from hsreport.language.grammar import role_of
from hsreport.parse.marks import ListMark, marks_of
from hsreport.parse.pages import TURN, columns, numbered, unnumbered, unquoted
from hsreport.parse.words.labels import ends, labels, may_part, recurring
from hsreport.source import Line
from hsreport.values import SourceSpan, Value

_SOFT_LENGTH = 100
"""Lines longer than this many characters show that a text is not wrapped by hand."""
_NARROWEST = 34
"""The narrowest width, in characters, at which a text counts as wrapped."""
_GOING_ON = 0.4
_MOSTLY = 0.6
"""The share of lines in lower case, whatever stands before them, from which on that tells nothing."""
_MORE = 0.1
"""How much larger that share is than among the lines behind those that were not broken."""
_SHORT = 40
"""A line of at most so many characters is not gone on with by the next, whatever that begins with."""
"""The share of broken lines whose next line begins in lower case, in a text that was wrapped."""
_SLACK = 10
"""How far short of the right edge a line may end and still have been broken by wrapping, in characters."""
_UNBROKEN = 160
"""How long lines are, at least, that nobody has broken."""
_SPACED = 0.9
"""The share of lines with an empty one behind them from which on that parts no paragraphs."""
_FULL = 60
"""How many characters a line has at least that has words of a sentence and no end of it."""
_CAPTIONS = 4
"""More lines than this that begin with ">>" make a text captions."""
_UNDERLINE = re.compile(r"={3,}|-{3,}|~{3,}")
_NUMBERED = re.compile(r"(\d{1,3})\s+(?=[^\W\d_a-z])")
_WORD = re.compile(r"\w+")
_DRAWN_IN = {"colon", "dash"}
_LOOSE = {"stop", "column"}
"""Shapes of label that a line of prose can begin with by chance."""
_KEY = re.compile(r"[\w -]{1,40}:(?:\s|$)")


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
    merged: str = ""
    quoted: bool = False
    code: bool = False
    heads: bool = False
    marks: tuple[ListMark, ...] = ()
    text: str = ""
    """The words after the marks."""
    pictures: tuple[Line, ...] = ()
    """The pictures that stand below it, before the next; above it too where it is the first."""
    breaks: tuple[tuple[int, int], ...] = ()
    """Where in `text` each further line of the source begins: the offset, and the line."""

    def line_at(self, offset: int) -> int:
        """The line of the source on which a character of the text stands."""
        return next((line for start, line in reversed(self.breaks) if start <= offset), self.span.first)

    def parted(self, offset: int) -> tuple["Paragraph", "Paragraph"]:
        """The paragraph as two, the second from a character of the text on."""
        line, before = self.line_at(offset), len(self.raw) - len(self.text)
        first = replace(
            self,
            raw=self.raw[: before + offset].rstrip(),
            text=self.text[:offset].rstrip(),
            span=SourceSpan(self.span.first, line),
            pictures=(),
            breaks=tuple(each for each in self.breaks if each[0] < offset),
        )
        breaks = tuple((start - offset, number) for start, number in self.breaks if start > offset)
        rest, span = self.text[offset:], SourceSpan(line, self.span.last)
        return first, Paragraph(rest, span, self.indent, text=rest, pictures=self.pictures, breaks=breaks)

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
    indented: bool = False
    """Whether paragraphs begin with an indented line and no blank line parts them."""
    lower: bool = False
    """Whether lines begin in lower case whatever stands before them, as in quick notes."""
    labels: frozenset[str] = frozenset()
    """The shapes of label with which lines begin again and again."""
    captions: bool = False
    """Whether ">>" begins each turn."""


def paragraphs(lines: Sequence[Line]) -> tuple[Paragraph, ...]:
    """The paragraphs of a source in order; empty lines part them and are dropped."""
    return tuple(_marked(here) for column in columns(unnumbered(unquoted(lines))) for here in _in_column(column))


def _in_column(lines: Sequence[Line]) -> list[Paragraph]:
    going = _going_on(lines)
    wrap = _wrapping([line for line in lines if not line.picture])
    found: list[Paragraph] = []
    gap = True
    above: tuple[Line, ...] = ()
    for at, line in enumerate(lines):
        if line.picture and found:
            found[-1] = replace(found[-1], pictures=(*found[-1].pictures, line))
        elif line.picture:
            above += (line,)
        if line.picture or not line.text.strip():
            gap = not line.cells
            continue
        if found and at in going:
            found[-1] = _joined(found[-1], line, wrap)
        elif found and not gap and not _is_metadata(found) and _underlines(line.text.strip(), found[-1]):
            span = SourceSpan(found[-1].span.first, line.span.last)
            found[-1] = replace(found[-1], heading=1 if "=" in line.text else 2, span=span)
        elif found and not gap and _continues(found[-1], line, wrap):
            found[-1] = _joined(found[-1], line, wrap)
        else:
            found.append(_paragraph(line, gap=gap))
        gap = False
    if found and above:
        found[0] = replace(found[0], pictures=(*above, *found[0].pictures))
    return found


def _going_on(lines: Sequence[Line]) -> frozenset[int]:
    """The places of the lines that go on with the one before, in a text that has an empty line behind each."""
    full = [at for at, line in enumerate(lines) if line.text.strip() and not line.picture]
    places = list(pairwise(full))
    if sum(after > before + 1 for before, after in places) < _SPACED * len(places):
        return frozenset()
    going = {after for before, after in places if _breaks_off(lines[before].text, lines[after].text)}
    lower = {after for _, after in places if lines[after].text.lstrip()[0].islower()}
    fits = len(lower) >= _GOING_ON / 2 * len(places) and len(lower & going) >= _SPACED * len(lower)
    return frozenset(going if fits else ())


def _breaks_off(before: str, after: str) -> bool:
    """Whether a full line ends inside a sentence, and the next is no item of a list."""
    return len(before.strip()) > _FULL and before.rstrip()[-1] not in ".?!:;" and not marks_of(after.strip())[0]


def _is_metadata(found: Sequence[Paragraph]) -> bool:
    """Whether the lines so far are metadata that a rule opened: "---", "title: ..."."""
    return found[0].raw == "---" and _KEY.match(found[-1].raw) is not None


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
    pairs = [
        (line.text.rstrip(), following.text.strip())
        for line, following in pairwise(lines)
        if line.text.strip() and following.text.strip()
    ]
    short = [after for before, after in pairs if len(before) <= _SHORT and not before.endswith(",")]
    captions = sum(line.text.startswith(TURN) for line in lines) > _CAPTIONS
    shapes = recurring(line.text.strip() for line in lines) - _LOOSE
    lengths = sorted(len(line.text.rstrip()) for line in lines if line.text.strip())
    width = lengths[int(0.95 * (len(lengths) - 1))] if lengths else 0
    unbroken = width > _UNBROKEN
    loose = _Wrap(
        None,
        frozenset(),
        lower=unbroken or (len(short) > 3 and _share_lower(short) > _MOSTLY),
        labels=shapes,
        captions=captions,
    )
    if not _NARROWEST <= width <= _SOFT_LENGTH:
        return loose
    broken = [after for before, after in pairs if no_room(len(before), after, width)]
    others = [after for before, after in pairs if not no_room(len(before), after, width)]
    if not broken or _share_lower(broken) < max(_GOING_ON, _share_lower(others) + _MORE):
        return loose
    words = frozenset(word.casefold() for line in lines for word in _WORD.findall(line.text))
    return _Wrap(width, words, _begins_indented(lines), labels=shapes, captions=captions)


def _share_lower(lines: Sequence[str]) -> float:
    return sum(line[0].islower() for line in lines) / len(lines) if lines else 0.0


def _begins_indented(lines: Sequence[Line]) -> bool:
    """Whether single lines stand further right than those on either side of them, again and again."""
    indents = [len(line.text) - len(line.text.lstrip()) if line.text.strip() else None for line in lines]
    single = sum(
        before == after == 0 and here is not None and here > 1
        for before, here, after in zip(indents, indents[1:], indents[2:], strict=False)
    )
    return single > 2


def no_room(length: int, following: str, width: int) -> bool:
    """Whether the next word would not have fitted on a line of this length."""
    return length + 1 + len(following.split(maxsplit=1)[0]) > width - _SLACK


def _paragraph(line: Line, *, gap: bool) -> Paragraph:
    text = line.text.expandtabs(4)
    indent = len(text) - len(text.lstrip())
    own, words = gap or line.own, line.text.strip()
    labels = len(line.cells) == 1 and not line.code and (role_of(words) or people.LIST_LABEL.fullmatch(words))
    cells = () if labels else line.cells
    said = line.heading, line.bold, cells, line.merged, line.quoted, line.code, line.heads
    return Paragraph(words, line.span, indent, own, *said)


def _continues(before: Paragraph, line: Line, wrap: _Wrap) -> bool:
    """Whether a line was broken off the one before: the next word would not have fitted there."""
    text = line.text.strip()
    begins = wrap.captions and text.startswith((TURN, "["))
    if line.own or line.heading or line.cells or before.heading or before.cells or begins:
        return False
    if (
        marks_of(text)[0]
        or grammar.LABEL.match(text)
        or grammar.RESIDUE.fullmatch(text)
        or _counts_on(before.raw, text)
    ):
        return False
    last = _last_line(before)
    if grammar.TITLED.match(text) and _ends_entry(before, last, line):
        return False
    if (wrap.indented and line.text[:2].isspace()) or _part(last, text, wrap.labels):
        return False
    goes_on = len(last) > _SHORT and last[-1] not in ".?!:;" and not wrap.lower
    if text[0].islower() and (goes_on or last[-1] == ","):
        return True
    goes_on = wrap.captions and before.raw.startswith(TURN)
    return goes_on or (wrap.width is not None and no_room(before.indent + len(last), text, wrap.width))


def _ends_entry(before: Paragraph, last: str, line: Line) -> bool:
    """Whether a line with a title at its head is the next one on a list: behind a label, or one that begins so, set in."""
    indent = len(line.text.expandtabs(4)) - len(line.text.expandtabs(4).lstrip())
    labelled = grammar.LABEL.match(before.raw) and before.raw[-1] not in ",;"
    return bool(labelled or (before.indent == indent > 0 and grammar.TITLED.match(last)))


def _counts_on(before: str, text: str) -> bool:
    """Whether two paragraphs begin with a number and the next one, as notes do that have no other mark."""
    numbers = [int(found[1]) for found in (_NUMBERED.match(before), _NUMBERED.match(text)) if found]
    return len(numbers) > 1 and numbers[1] == numbers[0] + 1


def _part(last: str, text: str, shapes: frozenset[str]) -> bool:
    """Whether one of a text's own shapes of label stands between two lines."""
    if last[-1:] in ".?!" and {
        label.shape for label in labels(text) if label.shape in _DRAWN_IN and may_part(label)
    }.intersection(label.shape for label in labels(last) if may_part(label)):
        return True
    around = (*labels(text), *ends(last)) if shapes else ()
    return any(label.shape in shapes and may_part(label) for label in around)


def _last_line(paragraph: Paragraph) -> str:
    return paragraph.raw[paragraph.raw.rfind("\n") + 1 :]


def _joined(before: Paragraph, line: Line, wrap: _Wrap) -> Paragraph:
    """The paragraph with one more line; line ends are kept until all lines are there."""
    span = SourceSpan(before.span.first, line.span.last)
    breaks = (*before.breaks, (0, line.span.first))
    text = line.text.strip()
    tail, head = re.search(r"(\w+)-$", _last_line(before)), _WORD.match(text)
    if tail and head and text[0].islower():
        whole = (tail.group(1) + head.group()).casefold() in wrap.words
        return replace(before, raw=(before.raw[:-1] if whole else before.raw) + "\n" + text, span=span, breaks=breaks)
    return replace(before, raw=f"{before.raw} \n{text}", span=span, breaks=breaks)


def _marked(paragraph: Paragraph) -> Paragraph:
    pieces = paragraph.raw.split("\n")
    raw = "".join(pieces)
    marks, text = ((), raw) if paragraph.heading or paragraph.code else marks_of(raw)
    text = text or raw
    starts = accumulate(map(len, pieces[:-1]), initial=text and len(text) - len(raw))
    breaks = tuple((start, line) for start, (_, line) in zip(islice(starts, 1, None), paragraph.breaks, strict=True))
    return replace(paragraph, raw=raw, marks=marks, text=text, breaks=breaks)


_PAGE_MARK = re.compile(r"\s{3,}\S|\bpage\b|\d+ of \d+", re.IGNORECASE)


def running_heads(written: Sequence[Paragraph], lines: Sequence[Line]) -> frozenset[int]:
    """The lines at the head or foot of pages: those that stand again but for the number, or between pages of numbered lines."""
    between = {lines[at].span.first for at in numbered(lines).between}
    places: defaultdict[str, list[int]] = defaultdict(list)
    for at, here in enumerate(written):
        if len(here.raw) < _SOFT_LENGTH and not here.marks and not here.cells and _PAGE_MARK.search(here.raw):
            places[re.sub(r"\d+", "0", here.raw)].append(at)
    again = {at for found in places.values() if len(found) > 1 for at in found}
    return frozenset(again.union(at for at, here in enumerate(written) if here.span.first in between))
