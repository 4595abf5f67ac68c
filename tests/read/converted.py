"""A plain text as people would send it in other formats: the same words, by the means of the other format."""

import html
import io
import re
from collections.abc import Callable, Iterator

SECTION, SESSION = re.compile(r"[IVX]+\. .*"), re.compile(r"(?:Concluding )?Session\b.{0,60}")


def _level(line: str) -> int:
    """The level of a heading; 0 for any other line."""
    return 1 if SECTION.fullmatch(line) else 2 if SESSION.fullmatch(line) else 0


def _blocks(text: str) -> Iterator[list[str]]:
    """The paragraphs of a text, each with its lines."""
    return (block.split("\n") for block in re.split(r"\n{2,}", text.strip("\n")))


def as_markdown(text: str) -> bytes:
    """Headings with # and ##; the rest as it stands."""
    rows = text.split("\n")
    return "\n".join(f"{'#' * _level(row)} {row}" if _level(row) else row for row in rows).encode()


def _as_element(lines: list[str]) -> str:
    tag = f"h{_level(lines[0])}" if _level(lines[0]) else "p"
    pushed = [re.sub("^ +", lambda space: "&nbsp;" * len(space[0]), html.escape(line)) for line in lines]
    return f"<{tag}>{'<br>'.join(pushed)}</{tag}>"


def as_html(text: str) -> bytes:
    """A page of p, br and headings; what stands to the right is pushed there by spaces that do not break."""
    body = "\n".join(_as_element(lines) for lines in _blocks(text))
    return f"<!DOCTYPE html><html><head><title>A page</title></head><body>{body}</body></html>".encode()


def as_html_of_paragraphs(text: str) -> bytes:
    """A page on which every line is a paragraph, all on one line of the source."""
    return "".join(_as_element([line]) for lines in _blocks(text) for line in lines).encode()


def as_word(text: str, *, spaced: bool = False) -> bytes:
    """Paragraphs, with empty ones between them or none, and headings by style."""
    from docx import Document

    document = Document()
    for lines in _blocks(text):
        for line in lines:
            document.add_paragraph(line, style=f"Heading {_level(line)}" if _level(line) else None)
        if not spaced:
            document.add_paragraph()
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def as_word_of_spaced_paragraphs(text: str) -> bytes:
    return as_word(text, spaced=True)


CONVERTED: tuple[tuple[str, Callable[[str], bytes]], ...] = (
    (".md", as_markdown),
    (".html", as_html),
    (".html", as_html_of_paragraphs),
    (".docx", as_word),
    (".docx", as_word_of_spaced_paragraphs),
)
