"""The web page: one file, complete in itself."""

import re
from base64 import b64decode
from io import BytesIO
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from lxml import html

from hsreport.model import Report
from hsreport.render.html.page import render_html, subset
from hsreport.render.style.tokens import HouseStyle, without_code


@pytest.fixture(scope="module")
def page(report: Report, style: HouseStyle) -> str:
    return render_html(report, style).decode()


def test_the_same_bytes_twice(report: Report, style: HouseStyle, page: str):
    assert render_html(report, style).decode() == page


def test_nothing_is_fetched_and_nothing_runs(page: str):
    tree = html.document_fromstring(page)
    assert not tree.xpath("//script | //link | //iframe | //@onclick")
    assert all(url.startswith("data:") for url in re.findall(r"url\(\"?([^)\"]*)", page))
    assert not re.search(r"https?://", page)


def test_it_suits_phones_paper_and_the_dark(page: str):
    assert '<meta name="viewport" content="width=device-width, initial-scale=1">' in page
    assert "@media (prefers-color-scheme: dark)" in page
    assert "@media print" in page
    assert html.document_fromstring(page).get("lang") == "en"


def test_the_fonts_hold_the_characters_that_are_used(page: str, style: HouseStyle):
    fonts = [TTFont(BytesIO(b64decode(data))) for data in re.findall(r"data:font/woff2;base64,([^\"]+)", page)]
    assert len(fonts) == len(without_code(style).font_files), "code is nowhere, nor is its font"
    used = {ord(character) for character in "Human Security 12346“”↩"}
    assert all(used - set(font.getBestCmap()) <= {ord("↩")} for font in fonts)
    assert len(page) < 200_000


def test_a_subset_keeps_greek_and_cyrillic_and_small_capitals(style: HouseStyle):
    regular = Path(next(face.file for face in style.font_files if face.family == style.fonts.text))
    font = TTFont(BytesIO(subset(regular, frozenset("Ωя a"))))
    assert set(font.getBestCmap()) == {ord(character) for character in "Ωя a"}
    assert "smcp" in {record.FeatureTag for record in font["GSUB"].table.FeatureList.FeatureRecord}
