"""The words of a publication as its readers get them, and which lines of a source are not among them."""

import re
import subprocess
import unicodedata
from pathlib import Path

import docx
from lxml import html

MARK = re.compile(r"\s*(?:- ?-|-|\*|\(?\d{1,2}[.)]|[IVX]+\.)\s*")
"""What a list puts before its items, or a heading before its words: publications may set it anew."""


def letters(text: str) -> str:
    """The letters and digits of a text alone: quotes, dashes, hyphens and spaces are the typesetter's."""
    return re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", text).replace("\N{SOFT HYPHEN}", "")).casefold()


def text_of(path: Path) -> str:
    """The whole text of a PDF, Word file or web page."""
    return {".pdf": _pdf, ".docx": _docx, ".html": _html}[path.suffix](path)


def pdf_pages(path: Path) -> list[str]:
    """The text of each page of a PDF."""
    command = ["pdftotext", "-enc", "UTF-8", str(path), "-"]
    return subprocess.run(command, capture_output=True, check=True).stdout.decode().split("\f")[:-1]


def _pdf(path: Path) -> str:
    return "\n".join(pdf_pages(path))


def _docx(path: Path) -> str:
    package = docx.Document(str(path)).part.package
    parts = [
        part.blob for part in package.iter_parts() if re.search(r"/(document|footnotes)\.xml$", str(part.partname))
    ]
    return "".join("".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", blob.decode())) for blob in parts)


def _html(path: Path) -> str:
    page = html.document_fromstring(path.read_text(encoding="utf-8"))
    return "".join(page.xpath("//body//text()[not(ancestor::style)]"))


def lost_lines(source: Path, publication: Path) -> list[int]:
    """Numbers of the source's lines whose words do not stand in a publication, one after the other.

    A line may stand there in two pieces, as the last and the first of two pages.
    """
    body = letters(text_of(publication))
    lines = enumerate(source.read_text(encoding="utf-8").splitlines(), 1)
    return [number for number, line in lines if not _stands_in(letters(MARK.sub("", line, count=1)), body)]


def _stands_in(line: str, body: str) -> bool:
    first = next((cut for cut in range(len(line), 0, -1) if line[:cut] in body), 0)
    return line[first:] in body[body.find(line[:first]) + first :]
