"""Lines as Markdown, with all that their format said of them: what is marked, tables, quotations, pictures."""

import re
from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise, zip_longest

from msgspec.structs import replace

from hsreport.inline import Inline, InlineKind
from hsreport.language import grammar
from hsreport.source import CODE_LINE, Line
from hsreport.values import SourceSpan

_SIGNS = re.compile(r"(\[\^[^\]\s]+\])|([\\`*_\[\]<&~|])")
"""Calls of notes, and signs that would be mark-up."""
_OPENING = re.compile(r"#{1,6}(?:\s|$)|>|\+\s|[-=]+$")
"""Where what would make more of a line than its words needs a backslash."""
_AROUND = {InlineKind.STRONG: "**", InlineKind.EMPHASIS: "*", InlineKind.STRIKE: "~~", InlineKind.LINK: "["}


def markdown(lines: Sequence[Line], pictures: Mapping[str, bytes]) -> str:
    """Print lines as Markdown; `pictures` has the bytes of each by its SHA-256, which become its address."""
    rows, above = list[str](), Line(SourceSpan(0, 0), "")
    for line in lines:
        if line.merged and not line.cells and len(above.cells) > 1:
            line = replace(line, cells=(line.text, *[""] * (len(line.merged) - 1)))  # noqa: PLW2901
        alone = line.own or line.heading or line.picture or above.heading or above.picture
        if (
            (alone or bool(above.cells) != bool(line.cells))
            and (line.text.strip() or line.picture)
            and rows
            and rows[-1]
        ):
            rows.append("")
        rows += _rows(line, pictures, begins=len(above.cells) < 2 or not rows[-1])
        above = line
    return "".join(f"{row}\n" for row in rows)


def _rows(line: Line, pictures: Mapping[str, bytes], *, begins: bool) -> Iterator[str]:
    words = _marked(line.text, line.spans)
    if line.picture and line.picture.sha256:
        caption = ' "{}"'.format(_escaped(line.text).replace('"', '\\"')) if line.text else ""
        data = b64encode(pictures[line.picture.sha256]).decode()
        yield f"![{_escaped(line.picture.alt)}](data:{line.picture.media_type};base64,{data}{caption})"
    elif line.code:
        fence = max(re.findall(r"`{3,}", line.text), default="``") + "`"
        yield from (fence, *line.text.split(CODE_LINE), fence)
    elif line.cells:
        filled = iter(words.split("\t"))
        cells = [next(filled, "").strip() if cell else "" for cell in line.cells]
        signs = ({"<": "<<", "^": "^^"}.get(sign) for sign in line.merged)
        shown = [sign or cell for cell, sign in zip_longest(cells, signs)]
        row, rule = f"| {' | '.join(shown)} |", ["|---" * len(cells) + "|"] if begins and len(cells) > 1 else []
        yield from ["|" + "   |" * len(cells), *rule] if rule and not line.heads else []
        yield row if len(cells) > 1 else f": {words}"
        yield from rule if line.heads else []
    else:
        text = words.lstrip()
        indent = words[: len(words) - len(text)]
        listed = any(mark.pattern.match(line.text.lstrip()) for mark in grammar.MARKS)
        before = "#" * line.heading + " " if line.heading else "> " if line.quoted else indent if listed else indent[:3]
        plain = not _OPENING.match(text) or (listed and not text.startswith("+"))
        yield before + ("" if plain else "\\") + text


def _escaped(text: str) -> str:
    return _SIGNS.sub(lambda sign: sign[1] or f"\\{sign[2]}", text)


def _marked(text: str, spans: Sequence[Inline]) -> str:
    """Write a text with its marks, each opened and closed within those around it."""
    order = list(InlineKind)
    made, going = "", list[Inline]()
    edges = sorted({0, len(text), *(at for span in spans for at in (span.start, span.end))})
    for start, end in pairwise(edges):
        here = sorted((span for span in spans if span.start <= start < span.end), key=lambda each: (-each.end, order.index(each.kind)))  # fmt: skip
        made += _closed(going, here)
        for span in here[len(going) :]:
            made += _AROUND.get(span.kind, "")
            going.append(span)
        code = any(span.kind is InlineKind.CODE for span in here)
        made += f"``{text[start:end]}``" if code and "`" in text else f"`{text[start:end]}`" if code else _escaped(text[start:end])  # fmt: skip
    return made + _closed(going, [])


def _closed(going: list[Inline], wanted: Sequence[Inline]) -> str:
    """Close the marks that are not wanted any more, and those inside them, from the inside."""
    made = ""
    while going != list(wanted[: len(going)]):
        span = going.pop()
        made += f"](<{span.address}>)" if span.kind is InlineKind.LINK else _AROUND.get(span.kind, "")
    return made
