"""The logo and the watermark of a house style, in the Word file."""

import subprocess
from pathlib import Path

import pytest
from docx import Document
from msgspec.structs import replace
from PIL import Image

from hsreport.build import report_of
from hsreport.enrich.themes.vocabulary import builtin_vocabulary
from hsreport.parse.symposium import parse
from hsreport.read.source import read_source, source_from_bytes
from hsreport.render.style.tokens import load_style
from hsreport.render.word.file import DocxFile, render_docx
from tests.libreoffice import as_pdf
from tests.render.word.opened import W, WordFile
from tests.render.word.openxml import errors_in_all, unsound

SUMMARY = b"Panel on Ink\n\nSession 1: Quills\n\nModerator: Ada Feder, clerk\n\n1. Ada Feder\n  -- Ink dries.\n"
SOURCE = source_from_bytes(SUMMARY, "ink.txt")
PAGES = {"point-1": "1", "roster-1": "1"}
EMU_A_MM = 36_000


def made(**own: object) -> DocxFile:
    report = report_of(SOURCE, builtin_vocabulary("human-security"))
    return render_docx(report, replace(load_style("briefing"), short_words=0, **own), PAGES, SOURCE.lines)


def headers(word: WordFile) -> list[str]:
    return [name for name in word.names if name.startswith("word/header")]


@pytest.fixture
def crest(tmp_path: Path) -> Path:
    path = tmp_path / "crest.png"
    Image.new("RGB", (1200, 300), "#123456").save(path)
    return path


def test_the_logo_stands_on_the_cover_with_its_description(crest: Path):
    file = made(logo=str(crest), organization="Office of Ink")
    word = WordFile(file.data)
    (line,) = [each for each in word.paragraphs if each.style == "Logo"]
    assert line is word.paragraphs[0]
    (about,) = line.element.iter("{*}docPr")
    assert about.get("descr") == "Office of Ink"
    (extent,) = line.element.iter("{*}extent")
    assert (int(extent.get("cx")) / EMU_A_MM, int(extent.get("cy")) / EMU_A_MM) == pytest.approx((70, 17.5))
    assert word.raw["word/media/logo.png"] == crest.read_bytes()
    assert file == made(logo=str(crest), organization="Office of Ink")


def test_a_small_logo_keeps_its_size(tmp_path: Path):
    Image.new("RGB", (96, 48)).save(tmp_path / "small.jpg")
    (extent,) = WordFile(made(logo=str(tmp_path / "small.jpg")).data).document.iter("{*}extent")
    assert (int(extent.get("cx")), int(extent.get("cy"))) == (914_400, 457_200)


@pytest.mark.parametrize("name", ["crest.svg", "broken.png"])
def test_a_picture_that_word_does_not_show_is_reported(name: str, tmp_path: Path):
    (tmp_path / name).write_text('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>')
    file = made(logo=str(tmp_path / name))
    assert [each.code for each in file.findings] == ["HS504"]
    assert not list(WordFile(file.data).document.iter("{*}drawing"))


@pytest.mark.parametrize("ending", ["png", "jpg"])
def test_a_picture_that_was_cut_off_is_reported(ending: str, tmp_path: Path):
    path = tmp_path / f"crest.{ending}"
    Image.new("RGB", (40, 40)).save(path)
    path.write_bytes(path.read_bytes()[:20])
    assert [each.code for each in made(logo=str(path)).findings] == ["HS504"]


def test_a_logo_has_a_description_without_an_organization_too(crest: Path):
    (about,) = WordFile(made(logo=str(crest)).data).document.iter("{*}docPr")
    assert about.get("descr") == "Logo"


def test_a_watermark_goes_without_what_xml_cannot_hold():
    word = WordFile(made(watermark="DR\x01AFT").data)
    (said,) = {
        each.get("string")
        for name in headers(word)
        for each in word.trees[name].iter("{*}textpath")
        if each.get("string")
    }
    assert said == "DRAFT"


def test_the_watermark_is_behind_every_page_the_cover_too():
    word = WordFile(made(watermark="DRAFT & more").data)
    shapes = [
        shape for name in headers(word) for shape in word.trees[name].iter("{urn:schemas-microsoft-com:vml}shape")
    ]
    assert len(shapes) == len(headers(word)) >= 3
    assert {each.find("{*}textpath").get("string") for each in shapes} == {"DRAFT & more"}
    assert len({each.get("id") for each in shapes}) == len(shapes)
    (first,) = word.find("//w:sectPr[w:titlePg]")
    assert [each.get(f"{W}type") for each in first.iterfind(f"{W}headerReference")] == ["first"]
    assert not list(WordFile(made().data).document.iter(f"{W}pict"))
    assert "headerCover" not in "".join(headers(WordFile(made().data)))


def test_libreoffice_prints_both(crest: Path):
    plain, own = (as_pdf(each.data) for each in (made(), made(logo=str(crest), watermark="DRAFT")))
    assert own.count(b"/Image") > plain.count(b"/Image")


def test_a_small_cover_with_all_of_it_is_one_page(seed: Path, tmp_path: Path):
    Image.new("RGB", (400, 400), "#123456").save(tmp_path / "square.png")
    own = {
        "logo": str(tmp_path / "square.png"),
        "watermark": "DRAFT",
        "banner": "RESTRICTED",
        "organization": "Office of Ink",
    }
    file = render_docx(
        report_of(read_source(seed), builtin_vocabulary("human-security")),
        replace(load_style("briefing-a5"), short_words=0, **own),
    )
    (tmp_path / "word.pdf").write_bytes(as_pdf(file.data))
    command = ["pdftotext", "-f", "2", "-l", "2", tmp_path / "word.pdf", "-"]
    assert "Contents" in subprocess.run(command, capture_output=True, text=True, check=True).stdout


def test_a_file_with_both_reads_back_as_its_summary(crest: Path):
    file = made(logo=str(crest), watermark="DRAFT", organization="Office of Ink")
    back = parse(source_from_bytes(file.data, "ink.docx"))
    said = parse(SOURCE)
    assert back.title == said.title
    assert [part.title for part in back.parts] == [part.title for part in said.parts]
    assert [block.points[0].text for _, block in back.walk()] == ["Ink dries."]
    assert "DRAFT" not in str(back)


@pytest.mark.parametrize("first", [False, True])
def test_a_reference_file_has_the_watermark_in_its_heads_and_on_the_cover(first: bool, tmp_path: Path):
    own = Document()
    own.sections[0].different_first_page_header_footer = first
    own.sections[0].header.paragraphs[0].text = "Office of Ink"
    own.sections[0].first_page_header.paragraphs[0].text = "Ink Street 1"
    own.save(str(tmp_path / "own.docx"))
    word = WordFile(made(watermark="DRAFT", reference_docx=str(tmp_path / "own.docx")).data)
    assert all(list(word.trees[name].iter("{urn:schemas-microsoft-com:vml}shape")) for name in headers(word))
    (cover,) = word.find("//w:sectPr[w:titlePg]")
    assert [each.get(f"{W}type") for each in cover.iterfind(f"{W}headerReference")] == ["first"]
    assert unsound(word) == []
    assert (
        errors_in_all({"own": made(watermark="DRAFT", reference_docx=str(tmp_path / "own.docx")).data}, tmp_path) == {}
    )
