"""A volume as one Word file: a section for each report, one index that Word can work out, pages counted through."""

import re
from io import BytesIO

import pytest
from docx import Document

from hsreport.check.output import check_output
from hsreport.model import Volume
from hsreport.ooxml.xml import Element, W, bookmark_name
from hsreport.render.pdf.volume import render_volume_pdf
from hsreport.render.style.tokens import load_style
from hsreport.render.word.file import DocxFile, render_volume_docx
from tests.render.pdf.test_volume import volume

__all__ = ["volume"]


@pytest.fixture(scope="module")
def pages(volume: Volume) -> dict[str, str]:
    return render_volume_pdf(volume, load_style("briefing")).pages


@pytest.fixture(scope="module")
def file(volume: Volume, pages: dict[str, str]) -> DocxFile:
    return render_volume_docx(volume, load_style("briefing"), pages)


@pytest.fixture(scope="module")
def document(file: DocxFile) -> Element:
    return Document(BytesIO(file.data)).element


def test_it_is_sound_and_every_element_has_a_style(file: DocxFile) -> None:
    assert not file.findings
    assert not check_output("docx", file.data)


def test_each_report_is_a_section_on_pages_counted_through(document: Element) -> None:
    kinds = [section.find(W + "type").get(W + "val") for section in document.iter(W + "sectPr")]
    assert kinds.count("oddPage") == 4
    numbers = [number.get(W + "start") for number in document.iter(W + "pgNumType")]
    assert numbers.count("1") == 1


def test_headings_are_reports_then_their_sessions(document: Element) -> None:
    headed = [
        (style.get(W + "val"), "".join(text.text or "" for text in style.getparent().getparent().iter(W + "t")))
        for style in document.iter(W + "pStyle")
        if style.get(W + "val") in ("Heading1", "Heading2")
    ]
    assert headed[:4] == [
        ("Heading1", "Quays of 2001"), ("Heading2", "Session 1: Nets of 2001"),
        ("Heading1", "Quays of 2002"), ("Heading2", "Session 1: Nets of 2002"),
    ]  # fmt: skip


def test_one_index_whose_entries_stand_at_their_points(document: Element, pages: dict[str, str]) -> None:
    codes = ["".join(code.text or "" for code in run.iter(W + "instrText")) for run in document.iter(W + "p")]
    assert sum(len(re.findall("INDEX ", code)) for code in codes) == 1
    entries = [re.findall(r'XE "(.*?)"', code) for code in codes]
    at = {
        start.get(W + "name"): found
        for paragraph, found in zip(document.iter(W + "p"), entries, strict=True)
        for start in paragraph.iter(W + "bookmarkStart")
    }
    assert "Wu, Ann, Port Office:2002, Session 1, panelist" in at[bookmark_name("r2002-point-1")]
    assert "Wu, Ann, Port Office:Trade and markets" not in at[bookmark_name("r2002-point-2")]
    lines = ["".join(text.text or "" for text in paragraph.iter(W + "t")) for paragraph in document.iter(W + "p")]
    first = {
        re.findall(r"PAGEREF (\S+)", code)[0]: line.split("panelist ")[1]
        for line, code in zip(lines, codes, strict=True)
        if re.match(r"20\d\d, Session 1, panelist", line)
    }
    assert len(first) == 12
    for anchor in ("r2001-point-1", "r2002-point-2", "r2003-point-3"):
        assert re.split("[,–]", first[bookmark_name(anchor)])[0] == pages[anchor]
