"""Wikitext, as MediaWiki has it: rewritten as Markdown, line by line, and read as that.

Of links within the wiki and of templates the words stay that a page would show; categories and switches ("__TOC__") are for the program.
"""

import re
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from hsreport.read.markdown import read_markdown
from hsreport.read.text import Reading, decode, split_rows
from hsreport.values import SourceSpan

_HEADING = re.compile(r"\s*(?P<level>={1,6})\s*(?P<title>.+?)\s*(?P=level)\s*")
_ITEM = re.compile(r"(?P<marks>[*#:;]+)\s*(?P<words>.*)")
_SWITCH = re.compile(r"__[A-Z]+__|\[\[Category:[^\]]*\]\]|<noinclude>.*?</noinclude>|</?nowiki>")
_TEMPLATE = re.compile(r"\{\{(?P<words>[^{}]*)\}\}")
_FILE = re.compile(r"\[\[(?:File|Image|Datei):[^\]|]*(?P<words>(?:\|(?:[^\[\]]|\[\[[^\]]*\]\])*)?)\]\]", re.IGNORECASE)
_LINK = re.compile(r"\[\[(?:[^\]|]*\|)?(?P<words>[^\]|]*)\]\]")
_OUTSIDE = re.compile(r"\[(?P<address>(?:https?|mailto):[^\s\]]+)(?:\s+(?P<words>[^\]]+))?\]")
_LAYOUT = re.compile(r"thumb|frame(?:less|d)?|border|left|right|cent(?:er|re)|none|upright.*|\d*x?\d+px|(?:alt|link|class|lang)=.*", re.IGNORECASE)  # fmt: skip
_ATTRIBUTES = re.compile(r"^\s*(?:[\w-]+\s*=\s*(?:\"[^\"]*\"|\S+)\s*)+\|(?!\|)")
_IS_LINKED = re.compile(r"\[\[[^\]\n]+\]\]|\{\{[^}\n]+\}\}|'''[^'\n]+'''")


def is_wikitext(text: str) -> bool:
    """Whether a text is wikitext under whatever name: several lines, and words among others, that nothing else marks so."""
    return len(re.findall(r"^={2,6}[^=\n]+={2,6}[ \t]*$", text, re.MULTILINE)) > 1 and len(_IS_LINKED.findall(text)) > 1


def read_wikitext(data: bytes, name: str) -> Reading:
    """The lines of a page's wikitext.

    Raises `SourceError` where it is larger than a Markdown file may be.
    """
    text, encoding = decode(data, name)
    numbered = list(_markdown(split_rows(text)))
    done = read_markdown("\n".join(row for _, row in numbered).encode(), name)
    numbers = [number for number, _ in numbered]

    def there(span: SourceSpan) -> SourceSpan:
        return SourceSpan(numbers[span.first - 1], numbers[span.last - 1])

    lines = tuple(replace(line, span=there(line.span)) for line in done.lines)
    findings = tuple(each if each.span is None else replace(each, span=there(each.span)) for each in done.findings)
    return done._replace(lines=lines, findings=findings, encoding=encoding)


def _markdown(rows: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Lines of Markdown, each with the number of the line that it is made of."""
    table: list[tuple[int, list[str]]] | None = None
    for number, row in enumerate(rows, 1):
        if row.lstrip().startswith("{|"):
            table = []
        elif table is None:
            yield number, _line(row)
        elif row.lstrip().startswith("|}"):
            yield from _rows(table)
            yield number, ""
            table = None
        else:
            _add(table, number, row.strip())
    yield from _rows(table or [])


def _add(table: list[tuple[int, list[str]]], number: int, row: str) -> None:
    """Take a line into a table: a new row, cells of the last, or more words of a cell."""
    if row.startswith("|-") or not table:
        table.append((number, []))
    if row.startswith(("|-", "|+")):
        return
    cells = [_words(_ATTRIBUTES.sub("", cell)) for cell in re.split(r"\|\||!!", row[1:])]
    place, found = table[-1]
    if row.startswith(("|", "!")):
        table[-1] = (place if found else number, [*found, *cells])
    elif found:
        found[-1] = f"{found[-1]} {_words(row)}"


def _rows(table: Sequence[tuple[int, list[str]]]) -> Iterator[tuple[int, str]]:
    for place, (number, cells) in enumerate(each for each in table if each[1]):
        if not place:
            yield number, ""
        yield number, f"| {' | '.join(cells)} |"
        if not place:
            yield number, "|---" * len(cells) + "|"


def _line(row: str) -> str:
    heading = _HEADING.fullmatch(row)
    if heading:
        return f"{'#' * len(heading['level'])} {_words(heading['title'])}"
    item = _ITEM.fullmatch(row)
    if item is None:
        return _words(row)
    outer, mark, words = 3 * (len(item["marks"]) - 1), item["marks"][-1], _words(item["words"])
    before = {"*": "- ", "#": "1. ", ":": "", ";": "**"}[mark]
    return f"{' ' * outer}{before}{words}{'**' if mark == ';' else ''}"


def _words(text: str) -> str:
    """The words of a line with Markdown's marks for wikitext's."""
    text = _FILE.sub(lambda match: _caption(match["words"]), _SWITCH.sub("", text))
    text = _LINK.sub(lambda match: match["words"], text)
    text = _TEMPLATE.sub(lambda match: " ".join(match["words"].split("|")[1:] or [match["words"]]), text)
    text = _OUTSIDE.sub(lambda match: f"[{match['words'] or match['address']}]({match['address']})", text)
    return text.replace("'''", "**").replace("''", "*").rstrip()


def _caption(words: str) -> str:
    """The words under a picture, what lays it out aside."""
    return " ".join(part for part in words.split("|")[1:] if not _LAYOUT.fullmatch(part.strip()))
