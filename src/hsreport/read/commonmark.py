"""The parser of CommonMark behind a Markdown summary: its tree of blocks, and the tokens of the words in one."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Protocol

from hsreport.findings import finding
from hsreport.inline import InlineKind, Piece
from hsreport.language.letters import LOWERED, RAISED, shifted
from hsreport.read.text import unfollowed
from hsreport.values import Finding, SourceSpan

_DEEPEST = 100
"""How many lists, items and quotations may stand inside one another."""
_DEEPEST_LINKS = 5
"""How many brackets may stand inside one another."""
_MOST_BRACKETS = 1000
"""How many "[" a paragraph may hold and still be searched for links."""
_TAG = re.compile(
    r"<!--.*?(?:-->|\Z)|<(?P<dropped>script|style)\b.*?(?:</(?P=dropped)\s*>|\Z)|</?(?P<name>[a-z][a-z0-9]*)(?:[\s/][^<>]*)?>",
    re.IGNORECASE | re.DOTALL,
)
_SHIFT = re.compile(r"<(/?)(su[bp])\b", re.IGNORECASE)
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
    @property
    def previous_sibling(self) -> "Block | None": ...
    @property
    def next_sibling(self) -> "Block | None": ...


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

    class Parser(MarkdownIt):
        """One that takes drawings for pictures too."""

        def validateLink(self, url: str) -> bool:  # noqa: N802
            return super().validateLink(url) or url.lower().startswith("data:image/svg+xml")

    parser = MarkdownIt("commonmark", {"maxNesting": _DEEPEST}).enable(["table"])
    parser.block.ruler.at("reference", definition)
    parser.core.ruler.disable(["inline", "text_join"])
    inline = Parser("commonmark", {"maxNesting": _DEEPEST_LINKS}).enable(["strikethrough"])
    known: dict[str, object] = {}
    tree = SyntaxTreeNode(parser.parse("\n".join(rows), known))

    def words(content: str) -> Sequence[Token]:
        found: list[Token] = []
        if content.count("[") > _MOST_BRACKETS:
            return [Token("text", "", 0, content=content)]
        return inline.inline.parse(content, inline, known, found)

    return tree, words


# --- Words --------------------------------------------------------------------------------------------


def unprinted(tokens: Iterable[Node], span: SourceSpan) -> Iterator[Finding]:
    """A finding for each link that nobody can follow."""
    address, words = "", ""
    for token in tokens:
        if token.type == "link_open":
            address, words = str(token.attrs.get("href", "")), ""
        elif token.type == "link_close":
            yield from unfollowed(address, words, span)
        else:
            words += token.content


_MARKED = {
    "strong": InlineKind.STRONG,
    "em": InlineKind.EMPHASIS,
    "s": InlineKind.STRIKE,
    "link": InlineKind.LINK,
}


def broken(tokens: Iterable[Node]) -> list[list[Piece]]:
    """The words of a block, parted where its lines end."""
    lines: list[list[Piece]] = [[]]
    going: Counter[InlineKind] = Counter()
    address, table = "", None
    for token in tokens:
        name, _, step = token.type.rpartition("_")
        if name in _MARKED:
            going[_MARKED[name]] += 1 if step == "open" else -1
            address = str(token.attrs.get("href", address))
        looks = {(kind, address if kind is InlineKind.LINK else "") for kind in going if going[kind]}
        looks |= {(InlineKind.CODE, "")} if token.type == "code_inline" else set()
        if token.type == "html_inline" and (shift := _SHIFT.match(token.content)):
            table = None if shift[1] else RAISED if shift[2].casefold() == "sup" else LOWERED
        if token.type in {"softbreak", "hardbreak"}:
            lines.append([])
        elif token.type == "html_inline":
            lines[-1].append(Piece(untagged(token.content), frozenset(looks)))
        elif token.type == "image":
            lines[-1][-1:] = [piece._replace(text=piece.text.rstrip()) for piece in lines[-1][-1:]]
        else:
            lines[-1].append(Piece(shifted(token.content, table) if table else token.content, frozenset(looks)))
    return lines


def untagged(text: str) -> str:
    """A text without tags of HTML, and without scripts and remarks."""
    return _TAG.sub(_untagged, text)


def dropped(text: str, span: SourceSpan) -> Iterator[Finding]:
    """A finding for each script, sheet of styles or remark in a piece of HTML that has words."""
    for match in _TAG.finditer(text):
        what = match["dropped"] or ("remark" if match.group().startswith("<!--") else "")
        if what and re.search(r">[^<]*\w|<!--.*\w", match.group(), re.DOTALL):
            first = span.first + text.count("\n", 0, match.start())
            place = SourceSpan(first, first + match.group().rstrip().count("\n"))
            yield finding("HS103", place, what=f"a {what.casefold()} that a browser hides")


def _untagged(match: re.Match[str]) -> str:
    """What stays of a tag, a script or a remark: the ends of its lines, or all of it where HTML has no such tag."""
    from lxml.html.defs import tags

    name = (match["name"] or "").casefold()
    if name and name not in tags:
        return match.group()
    return "\n" * match.group().count("\n") or (" " if name == "br" else "")
