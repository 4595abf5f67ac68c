"""Fields of a Word file worked out by the rules of ECMA-376, part 1, 17.16.5: what INDEX, TOC and PAGEREF should show.

Nothing of the program is used. The pages are given: of each bookmark, and so of the paragraph that it begins in.
"""

import re
import unicodedata
from collections.abc import Mapping
from typing import NamedTuple

from lxml import etree

from tests.render.word.opened import W, WordFile, words_of


class Xe(NamedTuple):
    """An XE field: its levels, what \\t says, the pages that it stands for."""

    levels: tuple[str, ...]
    see: str
    pages: tuple[str, ...]
    type: str = ""


def index_entries(word: WordFile, pages: Mapping[str, str]) -> list[Xe]:
    """Every XE field of the text, in order."""
    page_of = paragraph_pages(word, pages)
    found = []
    for paragraph in word.document.iter(f"{W}p"):
        for code in codes(paragraph):
            if code.startswith("XE "):
                said, switches = quoted(code[2:].strip())
                see = quoted(switches[2:].strip())[0] if switches.startswith(r"\t") else ""
                around = re.search(r"\\r (\w+)", switches)
                own = bookmark_pages(word, around[1], page_of) if around else (page_of[paragraph],)
                kind = re.search(r'\\f "(\w)"', switches)
                found.append(Xe(levels(said), plain(see), own, kind[1] if kind else ""))
    return found


def codes(paragraph: etree._Element) -> list[str]:
    """The codes of the fields in a paragraph that have no result."""
    found, code = [], ""
    for node in paragraph.iter(f"{W}fldChar", f"{W}instrText"):
        kind = node.get(f"{W}fldCharType")
        code = "" if kind == "begin" else code + (node.text or "")
        if kind == "end" and code.strip():
            found.append(code.strip())
    return found


def quoted(text: str) -> tuple[str, str]:
    """The argument in quotes at the start of a text, and the rest."""
    match = re.match(r'"((?:[^"\\]|\\.)*)"\s*', text)
    assert match, text
    return match[1], text[match.end() :]


def levels(said: str) -> tuple[str, ...]:
    """The levels of an entry: colons part them unless a backslash stands before."""
    return tuple(plain(each) for each in re.split(r"(?<!\\)(?:\\\\)*:", said))


def plain(said: str) -> str:
    return re.sub(r"\\(.)", r"\1", said)


def paragraph_pages(word: WordFile, pages: Mapping[str, str]) -> dict[etree._Element, str]:
    """The page on which each paragraph of the text begins: that of its bookmark, else that of the paragraph before."""
    found, page = {}, ""
    for paragraph in word.document.iter(f"{W}p"):
        names = [each.get(f"{W}name") for each in paragraph.iter(f"{W}bookmarkStart")]
        page = next((pages[name] for name in names if name in pages), page)
        found[paragraph] = page
    return found


def bookmark_pages(word: WordFile, name: str, page_of: Mapping[etree._Element, str]) -> tuple[str, ...]:
    """The first and the last page of a bookmark; one where they are the same."""
    start = word.bookmarks()[name]
    (end,) = word.find(f"//w:bookmarkEnd[@w:id='{start.get(f'{W}id')}']")
    ends = [next(each.iterancestors(f"{W}p")) for each in (start, end)]
    return tuple(dict.fromkeys(page_of[each] for each in ends))


def index_lines(entries: list[Xe], code: str) -> list[tuple[str, str]]:
    """Style and words of each line that an INDEX field of this code gives."""
    switch = {match[1]: plain(match[2]) for match in re.finditer(r'\\(\w) "((?:[^"\\]|\\.)*)"', code)}
    lines: list[tuple[str, str]] = []
    letter = "" if "h" in switch else None
    entries = [each for each in entries if each.type == switch.get("f", "")]
    for heading in sorted({each.levels[0] for each in entries}, key=alphabet):
        own = [each for each in entries if each.levels[0] == heading]
        if letter is not None and letter != alphabet(heading)[0].upper():
            letter = alphabet(heading)[0].upper()
            lines.append(("index heading", letter))
        see = dict.fromkeys(each.see for each in own if each.see)
        pages = dict.fromkeys(switch["g"].join(each.pages) for each in own if len(each.levels) == 1 and not each.see)
        shown = switch["e"] + switch["l"].join(pages) if pages else ""
        lines.append(("index 1", heading + shown + "".join(switch["k"] + each for each in see)))
        for sub in sorted({each.levels[1] for each in own if len(each.levels) > 1}, key=alphabet):
            ranges = [switch["g"].join(each.pages) for each in own if each.levels[1:] == (sub,)]
            lines.append(("index 2", sub + switch["e"] + switch["l"].join(dict.fromkeys(ranges))))
    return lines


def alphabet(said: str) -> str:
    """Words as an alphabet orders them: without accents, without case, a name's comma before any space."""
    bare = unicodedata.normalize("NFD", said).casefold().replace(", ", "\t")
    return "".join(each for each in bare if not unicodedata.combining(each))


def field_lines(word: WordFile, kind: str) -> tuple[str, list[tuple[str, str]]]:
    """The code of a field that spans paragraphs, and style and words of each line that it shows."""
    depth, code, inside, lines = 0, "", 0, []
    for each in word.paragraphs:
        touched = bool(inside)
        for node in each.element.iter(f"{W}fldChar", f"{W}instrText"):
            mark = node.get(f"{W}fldCharType")
            depth += {"begin": 1, "end": -1}.get(mark or "", 0)
            if mark is None and (node.text or "").strip().startswith(kind):
                code, inside, touched = (node.text or "").strip(), depth, True
            inside = 0 if depth < inside else inside
        if touched:
            lines.append((each.style, words_of(each.element)))
    return code, lines


def toc_lines(word: WordFile, pages: Mapping[str, str]) -> list[tuple[str, str]]:
    """What TOC \\o "1-3" gives: style and words of a line for each heading, with its page."""
    page_of = paragraph_pages(word, pages)
    found = []
    for each in word.paragraphs:
        depth = re.fullmatch(r"heading ([1-3])", each.style)
        if depth:
            found.append((f"toc {depth[1]}", f"{each.words}\t{page_of[each.element]}"))
    return found
