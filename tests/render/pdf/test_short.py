"""Short texts in print: no cover, no contents, and page numbers that are right."""

from pathlib import Path

import msgspec
import pytest

from hsreport import builtin_vocabulary, enrich, parse
from hsreport.model import Report
from hsreport.read.source import read_source, source_from_bytes
from hsreport.render.html.page import render_html
from hsreport.render.pdf.book import render_pdf
from hsreport.render.style.tokens import HouseStyle
from hsreport.render.word.file import render_docx
from tests.libreoffice import as_pdf
from tests.render.word.opened import WordFile
from tests.words import pdf_pages

TEXT = """Harbour Forum

Session 1: Nets
Moderator: Ann Wu, Port Office

Bo Lind
- The nets must be mended before the winter.

Ivo Marek
- The harbour needs a crane.
"""


@pytest.fixture
def short(style: HouseStyle) -> HouseStyle:
    return msgspec.structs.replace(style, short_words=900)


def text_of_pages(pdf: bytes, folder: Path) -> list[str]:
    (folder / "short.pdf").write_bytes(pdf)
    return pdf_pages(folder / "short.pdf")


def report_on(text: str, folder: Path) -> Report:
    path = folder / "harbour.txt"
    path.write_text(text, encoding="utf-8")
    source = read_source(path)
    return enrich(parse(source), source.record, builtin_vocabulary("human-security"))


def test_two_points_make_at_most_two_pages_without_contents(short: HouseStyle, tmp_path: Path) -> None:
    pages = text_of_pages(render_pdf(report_on(TEXT, tmp_path), short).data, tmp_path)
    assert len(pages) <= 2
    assert pages[0].split()[:2] == ["Harbour", "Forum"]
    assert "Speaker index" in pages[0]
    assert not any("Contents" in page or "At a glance" in page for page in pages)


def test_pages_in_the_index_are_those_that_the_points_are_on(short: HouseStyle, tmp_path: Path) -> None:
    more = "".join(
        f"- Each berth of quay {at} was measured twice, in the spring and after the storms.\n" for at in range(40)
    )
    file = render_pdf(report_on(TEXT + more, tmp_path), short)
    pages = text_of_pages(file.data, tmp_path)
    assert len(pages) > 2
    for number in (1, 2, 20, 42):
        words = f"quay {number - 3} was" if number > 2 else ["nets must be", "needs a crane"][number - 1]
        assert words in " ".join(pages[int(file.pages[f"point-{number}"]) - 1].split())


def test_a_text_beyond_the_bound_has_cover_and_contents(style: HouseStyle, tmp_path: Path) -> None:
    bound = msgspec.structs.replace(style, short_words=10)
    pages = text_of_pages(render_pdf(report_on(TEXT, tmp_path), bound).data, tmp_path)
    assert any("Contents" in page for page in pages)


def test_the_web_page_begins_with_the_words(short: HouseStyle, style: HouseStyle, tmp_path: Path) -> None:
    report = report_on(TEXT, tmp_path)
    assert 'class="contents"' not in render_html(report, short).decode()
    assert 'class="masthead"' in render_html(report, short).decode()
    assert 'class="contents"' in render_html(report, style).decode()


def test_word_has_two_points_on_one_page_with_a_live_index_and_the_same_way_back(
    short: HouseStyle, tmp_path: Path
) -> None:
    (tmp_path / "harbour.txt").write_text(TEXT, encoding="utf-8")
    source = read_source(tmp_path / "harbour.txt")
    report = report_on(TEXT, tmp_path)
    made = render_docx(report, short, render_pdf(report, short).pages, source.lines).data
    word = WordFile(made)
    assert word.of_style("Masthead") == ["Harbour Forum"]
    assert not word.of_style("Title", "TOC Heading")
    (page,) = text_of_pages(as_pdf(made), tmp_path)
    assert "Speaker index" in page
    assert "XE" not in page
    assert parse(source_from_bytes(made, "harbour.docx")) == report.symposium
