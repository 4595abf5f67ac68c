"""Lines as a plain summary."""

from collections.abc import Iterator, Sequence

from hsreport.source import CODE_LINE, Line

_UNDERLINES = {1: "=", 2: "-"}
"""What stands below a heading that only its format marks, by its level."""


def plain_text(lines: Sequence[Line]) -> str:
    """Print lines as plain text; headings that only their format marks are underlined."""
    return "".join(row + "\n" for line in lines for row in _rows(line))


def _rows(line: Line) -> Iterator[str]:
    if line.own and line.text.strip():
        yield ""
    yield from line.text.split(CODE_LINE) if line.code else [line.text]
    if line.heading:
        yield from (_UNDERLINES[min(line.heading, 2)] * max(len(line.text), 3), "")
