"""The Word file as other programs have it: pandoc, mammoth, python-docx, LibreOffice."""

import json
import re
import subprocess
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import mammoth
import pytest
from docx import Document
from lxml import html as html_parser

from hsreport.model import Report
from hsreport.render.style.tokens import HouseStyle
from hsreport.render.word.file import docx_from_html, render_docx
from tests.libreoffice import as_pdf
from tests.render.word.opened import letters

HERE = Path(__file__).parent


@pytest.fixture(scope="module")
def html() -> str:
    return (HERE / "vocabulary.html").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def path(html: str, style: HouseStyle, tmp_path_factory: pytest.TempPathFactory) -> Path:
    found = tmp_path_factory.mktemp("word") / "vocabulary.docx"
    found.write_bytes(docx_from_html(html, style).data)
    return found


@pytest.fixture(scope="module")
def said(html: str) -> list[str]:
    """The words of every element of the body that holds words of its own."""
    body = html_parser.document_fromstring(html).find("body")
    return [letters(text) for text in body.itertext() if letters(text)]


def test_pandoc_reads_every_word_and_number(path: Path, said: list[str]):
    read = subprocess.run(["pandoc", "-s", "-t", "json", path], capture_output=True, text=True, check=True)
    document = json.loads(read.stdout)
    headings = [each["c"][0] for each in document["blocks"] if each["t"] == "Header"]
    assert headings == [1, 1, 1, 3, 1, 2, 2, 3, 3, 1, 1, 1, 2, 2, 1, 1]
    lists = [(each["c"][0][0], len(each["c"][1])) for each in document["blocks"] if each["t"] == "OrderedList"]
    assert lists == [(1, 4), (5, 2)]
    assert read.stdout.count('"t":"Note"') == 2
    text = letters("".join(re.findall(r'"t":"Str","c":"((?:[^"\\]|\\.)*)"', read.stdout)))
    points = {str(number) for number in range(1, 7)}
    assert [each for each in said if each not in text and each not in points] == []


def test_mammoth_reads_every_word(path: Path, said: list[str]):
    with path.open("rb") as file:
        page = mammoth.convert_to_html(file)
    tree = html_parser.document_fromstring(page.value)
    text = letters(tree.text_content())
    points = {str(number) for number in range(1, 7)}
    assert [each for each in said if each not in text and each not in points] == []
    listed = 5  # mammoth does not follow the nested point to the style that its own is based on
    assert len(tree.xpath("//ol/li[not(starts-with(@id, 'footnote'))]")) == listed
    assert len(tree.xpath("//li[starts-with(@id, 'footnote')]")) == 2
    assert tree.xpath("//h2")[0].text_content() == "Session 1: Floods (Presentation)"
    assert len(tree.xpath("//table/thead")) == 5
    assert [message.message for message in page.messages if "ignored" in message.message] == []


def test_python_docx_opens_it(report: Report, style: HouseStyle):
    document = Document(BytesIO(render_docx(report, style).data))
    assert document.styles["Heading 1"].paragraph_format.keep_with_next
    assert "Symposium on Human Security" in [each.text for each in document.paragraphs if each.style.name == "Title"]
    assert len(document.sections) > 4


# --- LibreOffice ----------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def printed(
    make_report: Callable[[int], Report], style: HouseStyle, tmp_path_factory: pytest.TempPathFactory
) -> list[str]:
    """The pages of a long report as LibreOffice prints them."""
    folder = tmp_path_factory.mktemp("office")
    pdf = folder / "long.pdf"
    pdf.write_bytes(as_pdf(render_docx(make_report(12), style, {"point-1": "1"}).data))
    text = subprocess.run(["pdftotext", "-layout", pdf, "-"], capture_output=True, text=True, check=True)
    return text.stdout.split("\f")[:-1]


def folios(printed: list[str]) -> list[str]:
    """The last line of each page where that is a folio, else nothing: the cover and blank pages have none."""
    last = [(page.split() or [""])[-1] for page in printed]
    return [each if re.fullmatch(r"\d+|[ivx]+", each) else "" for each in last]


def test_libreoffice_prints_front_matter_in_roman_and_the_body_from_one(printed: list[str]):
    found = folios(printed)
    assert found[:3] == ["", "ii", "iii"]
    numbers = [int(each) for each in found if each.isdigit()]
    assert numbers[0] == 1
    assert numbers == sorted(set(numbers))
    assert len(numbers) > 8


def test_libreoffice_prints_each_point_under_its_number(printed: list[str]):
    text = "\n".join(printed)
    starts = re.findall(
        r"^ *(\d+) +(?:Protection & empowerment|Refugees need|3. Amartia Sen said|\(\d\) Conclusion)",
        text,
        re.MULTILINE,
    )
    assert [int(each) for each in starts] == list(range(1, 73))


def test_libreoffice_prints_notes_at_the_foot_of_their_page(printed: list[str]):
    assert "This is a translation." in printed[0]
    (page,) = [each for each in printed if "Adopted on the second day." in each]
    assert "agreed on its report" in page


def test_libreoffice_prints_running_heads_on_all_pages_but_the_cover(printed: list[str]):
    first_lines = [page.strip().splitlines()[0].strip() if page.strip() else "" for page in printed]
    assert all(line == "Symposium on Human Security" for line in first_lines[1:] if line)
