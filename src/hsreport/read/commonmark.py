"""The parser of CommonMark behind a Markdown summary: its tree of blocks, and the tokens of the words in one."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Protocol

_DEEPEST = 100
"""How many lists, items and quotations may stand inside one another."""
_DEEPEST_LINKS = 5
"""How many brackets may stand inside one another."""
_MOST_BRACKETS = 1000
"""How many "[" a paragraph may hold and still be searched for links."""
_NOTE = re.compile(r"\[\^[^\]\s]+\]:")


class Node(Protocol):
    """What is used of a node of the parser's tree, or of a token of its words."""

    @property
    def type(self) -> str: ...
    @property
    def map(self) -> Sequence[int] | None: ...
    @property
    def markup(self) -> str: ...
    @property
    def info(self) -> str: ...
    @property
    def content(self) -> str: ...
    @property
    def attrs(self) -> Mapping[str, str | int | float]: ...
    @property
    def tag(self) -> str: ...


class Block(Node, Protocol):
    @property
    def children(self) -> "Sequence[Block]": ...


def whole_notes(rows: Iterable[str]) -> Iterator[str]:
    """The lines of a text, each further paragraph of a note, which stands to the right, put behind its first."""
    kept: list[str] = []
    note = -1
    for at, row in enumerate(rows):
        if _NOTE.match(row):
            note = at
        elif note >= 0 and row.startswith(("    ", "\t")) and row.strip():
            kept[note] += " " + row.strip()
            kept.append("")
            continue
        elif row.strip():
            note = -1
        kept.append(row)
    return iter(kept)


def parsed(rows: Sequence[str]) -> tuple[Block, Callable[[str], Sequence[Node]]]:
    """The tree of blocks, and a function that takes the words of one apart."""
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock, reference
    from markdown_it.token import Token
    from markdown_it.tree import SyntaxTreeNode

    def definition(state: StateBlock, first: int, end: int, silent: bool) -> bool:
        is_note = state.src.startswith("[^", state.bMarks[first] + state.tShift[first])
        return not is_note and reference(state, first, end, silent)

    parser = MarkdownIt("commonmark", {"maxNesting": _DEEPEST}).enable(["table"])
    parser.block.ruler.at("reference", definition)
    parser.core.ruler.disable(["inline", "text_join"])
    inline = MarkdownIt("commonmark", {"maxNesting": _DEEPEST_LINKS}).enable(["strikethrough"])
    known: dict[str, object] = {}
    tree = SyntaxTreeNode(parser.parse("\n".join(rows), known))

    def words(content: str) -> Sequence[Token]:
        found: list[Token] = []
        if content.count("[") > _MOST_BRACKETS:
            return [Token("text", "", 0, content=content)]
        return inline.inline.parse(content, inline, known, found)

    return tree, words
