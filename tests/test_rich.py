"""A summary that has everything: no validator finds anything in what is made of it, in any style."""

from pathlib import Path

import pytest

from hsreport.model import Report
from hsreport.render.html.page import render_html
from hsreport.render.pdf.book import render_pdf
from hsreport.render.style.tokens import HouseStyle, load_style, style_names
from hsreport.render.word.file import render_docx
from hsreport.source import Source
from hsreport.values import Standard
from tests.render.html.test_web_page import check, looked_at
from tests.render.pdf.test_standards import PROFILES, RECORD
from tests.render.pdf.vera import broken_rules
from tests.render.word.opened import WordFile
from tests.render.word.openxml import errors_in_all, unsound
from tests.rich import report_on, source_of


@pytest.fixture(scope="module")
def source() -> Source:
    return source_of()


@pytest.fixture(scope="module")
def rich() -> Report:
    return report_on()


@pytest.fixture(scope="module")
def styles() -> dict[str, HouseStyle]:
    return {name: load_style(name) for name in style_names()}


@pytest.mark.slow
@pytest.mark.parametrize("standard", Standard)
def test_the_pdf_keeps_its_standards_in_every_style(
    standard: Standard, rich: Report, styles: dict[str, HouseStyle], tmp_path: Path
) -> None:
    pdfs = {
        f"{name}.pdf": render_pdf(rich, style, standard=standard, attachments=RECORD).data
        for name, style in styles.items()
    }
    assert broken_rules(pdfs, PROFILES[standard], tmp_path) == set()


@pytest.mark.slow
def test_the_word_file_is_sound_in_every_style(
    rich: Report, source: Source, styles: dict[str, HouseStyle], tmp_path: Path
) -> None:
    made = {name: render_docx(rich, style, {}, source.lines) for name, style in styles.items()}
    assert {name: file.findings for name, file in made.items() if file.findings} == {}
    assert errors_in_all({name: file.data for name, file in made.items()}, tmp_path) == {}
    assert [unsound(WordFile(file.data)) for file in made.values()] == [[]] * len(styles)


@pytest.mark.slow
def test_the_page_is_valid_and_for_everybody_in_every_style(
    rich: Report, styles: dict[str, HouseStyle], tmp_path: Path
) -> None:
    for name, style in styles.items():
        page = tmp_path / f"{name}.html"
        page.write_bytes(render_html(rich, style))
        assert check(page) == [], name
        for look in looked_at(page):
            assert (look["violations"], look["overflow"] > 0, look["loaded"]) == ([], False, []), name
