"""A Word file whose styles, page and heads are those of a Word file of the user's own."""

import subprocess
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from msgspec.structs import replace

from hsreport.build import report_of
from hsreport.enrich.themes.vocabulary import builtin_vocabulary
from hsreport.errors import SettingsError
from hsreport.parse.symposium import parse
from hsreport.read.source import read_source, source_from_bytes
from hsreport.render.style.tokens import HouseStyle
from hsreport.render.word.file import render_docx
from hsreport.source import Source
from tests.command import failed, hsreport
from tests.conftest import ROOT
from tests.libreoffice import as_pdf
from tests.render.word.opened import W, WordFile, repacked
from tests.render.word.openxml import errors_in_all, unsound

PAGES = {"point-1": "1", "point-2": "1", "roster-1": "1"}
SUMMARY = """Panel on Ink

Session 1: Quills

Moderator: Ada Feder, clerk
Ida Fisch, poet

1. Ida Fisch, poet
  -- Ink dries.
  -- Ink is wet.
"""


def letterhead(picture: Path) -> bytes:
    """A house's own template: its sizes, paper, numbered headings, and heads with a picture, the first page's too."""
    document = Document()
    document.styles["Normal"].font.size = Pt(13)
    document.styles["Heading 1"].font.color.rgb = RGBColor(0x0B, 0x5E, 0x2A)
    document.styles.add_style("Point", WD_STYLE_TYPE.PARAGRAPH).font.italic = True
    section = document.sections[0]
    section.page_width, section.page_height = Mm(176), Mm(250)
    section.left_margin = section.right_margin = Mm(27)
    section.different_first_page_header_footer = True
    section.header.paragraphs[0].add_run("Office of Ink")
    section.first_page_header.paragraphs[0].add_run().add_picture(str(picture), Mm(20))
    section.footer.paragraphs[0].text = "Quill Street 1"
    made = BytesIO()
    document.save(made)
    return made.getvalue()


def localised(data: bytes) -> bytes:
    """The same as a Word in another language writes it, its ids those of that language, and one of ours for another style."""
    word = WordFile(
        data,
    )
    named = {"Heading1": "berschrift1", "Point": "Punkt", "ListBullet": "Heading1"}
    for tree in word.trees.values():
        for each in tree.iter(*(f"{W}{tag}" for tag in ("style", "basedOn", "next", "link", "pStyle"))):
            key = f"{W}styleId" if each.tag == f"{W}style" else f"{W}val"
            each.set(key, named.get(each.get(key), each.get(key)))
    return repacked(word)


def numbered(data: bytes) -> bytes:
    """The same with its first headings numbered by a list of its own."""
    document = Document(BytesIO(data))
    properties = document.styles["Heading 1"].element.get_or_add_pPr()
    number = OxmlElement("w:numPr")
    number.append(OxmlElement("w:numId"))
    number[0].set(qn("w:val"), "1")
    properties.insert_element_before(number, "w:spacing", "w:outlineLvl")
    made = BytesIO()
    document.save(made)
    return made.getvalue()


@pytest.fixture(scope="module")
def references(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("references")
    picture = ROOT / "docs" / "images" / "pages.png"
    own = letterhead(picture)
    pandoc = subprocess.run(["pandoc", "--print-default-data-file", "reference.docx"], capture_output=True, check=True)
    files = {
        "plain": _plain(),
        "own": own,
        "localised": localised(own),
        "numbered": numbered(own),
        "pandoc": pandoc.stdout,
    }
    found = {}
    for name, data in files.items():
        found[name] = folder / f"{name}.docx"
        found[name].write_bytes(data)
    return found


def _plain() -> bytes:
    made = BytesIO()
    Document().save(made)
    return made.getvalue()


@pytest.fixture(scope="module")
def source(seed: Path) -> Source:
    return read_source(seed)


@pytest.fixture(scope="module")
def files(source: Source, references: dict[str, Path], style: HouseStyle) -> dict[str, bytes]:
    report = report_of(source, builtin_vocabulary("human-security"))
    return {
        name: render_docx(report, replace(style, reference_docx=str(path), banner="SECRET"), PAGES, source.lines).data
        for name, path in references.items()
    }


@pytest.mark.slow
def test_the_open_xml_sdk_finds_no_more_than_in_the_file_itself(
    files: dict[str, bytes], references: dict[str, Path], tmp_path: Path
):
    before = errors_in_all({name: path.read_bytes() for name, path in references.items()}, tmp_path)
    after = errors_in_all(files, tmp_path)
    assert {name: new for name, each in after.items() if (new := _bare(each) - _bare(before.get(name, [])))} == {}
    assert not {"plain", "own", "localised", "numbered"} & after.keys()


def _bare(errors: list[str]) -> set[str]:
    """Errors without their places."""
    return {each.rpartition(" ")[0] for each in errors}


def test_ids_fields_and_bookmarks_are_sound(files: dict[str, bytes]):
    assert {name: wrong for name, data in files.items() if (wrong := unsound(WordFile(data)))} == {}


def test_a_file_comes_back_as_its_source(files: dict[str, bytes], source: Source):
    for name, data in files.items():
        assert parse(source_from_bytes(data, "back.docx")).parts == parse(source).parts, name


@pytest.mark.parametrize("name", ["own", "localised", "numbered"])
def test_what_the_reference_says_of_a_style_is_seen(files: dict[str, bytes], name: str):
    word = WordFile(files[name])
    point, heading, normal = (word.styles[each] for each in ("Point", "Heading1", "Normal"))
    assert point.find(f"{W}rPr/{W}i") is not None
    assert heading.find(f"{W}rPr/{W}color").get(f"{W}val") == "0B5E2A"
    assert normal.find(f"{W}rPr/{W}sz").get(f"{W}val") == "26"
    assert word.style_name("Heading1").casefold() == "heading 1"


def test_a_style_that_is_lacking_follows_its_nearest(files: dict[str, bytes]):
    word = WordFile(files["own"])
    inner, note = word.styles["InnerHeading"], word.styles["ScopeNote"]
    assert inner.find(f"{W}basedOn").get(f"{W}val") == "Heading3"
    assert list(inner.iter(f"{W}rFonts")) == []
    assert note.find(f"{W}rPr/{W}sz").get(f"{W}val") == str(round(2 * 13 * 8.75 / 10.5))
    pandoc = WordFile(files["pandoc"])
    assert pandoc.style_name(pandoc.styles["Narrative"].find(f"{W}basedOn").get(f"{W}val")) == "Body Text"


def test_points_are_counted_by_a_list(files: dict[str, bytes]):
    for data in files.values():
        word = WordFile(data)
        number = word.styles["Point"].find(f"{W}pPr/{W}numPr/{W}numId").get(f"{W}val")
        (listed,) = word.find(f"/w:numbering/w:num[@w:numId='{number}']/w:abstractNumId/@w:val", "numbering")
        level = word.find(f"/w:numbering/w:abstractNum[@w:abstractNumId='{listed}']/w:lvl", "numbering")[0]
        assert (level.find(f"{W}pStyle").get(f"{W}val"), level.find(f"{W}lvlText").get(f"{W}val")) == ("Point", "%1")


def test_page_and_heads_are_those_of_the_reference(files: dict[str, bytes]):
    word = WordFile(files["own"])
    assert {each.get(f"{W}w") for each in word.find("//w:pgSz")} == {str(round(176 * 1440 / 25.4))}
    cover, *others = word.find("//w:sectPr")
    assert {each.get(f"{W}type") for each in cover.iter(f"{W}headerReference")} == {"first"}
    assert {each.get(f"{W}type") for each in others[-1].iter(f"{W}headerReference", f"{W}footerReference")} == {
        "default"
    }
    said = ["".join(word.part(f"headerOwn{page}").itertext()) for page in ("Default", "First")]
    assert said == ["SECRETOffice of Ink", ""]
    assert any(name.startswith("word/media/own-") for name in word.names)


def test_libreoffice_prints_it(files: dict[str, bytes], tmp_path: Path):
    (tmp_path / "printed.pdf").write_bytes(as_pdf(files["own"]))
    command = ["pdftotext", tmp_path / "printed.pdf", "-"]
    printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    cover, *pages = [page for page in printed.split("\f") if page.strip()]
    assert "Office of Ink" not in cover
    assert [page for page in pages if "Office of Ink" not in page] == []
    assert "Thematic appendix" in printed


def test_the_same_bytes_and_a_file_of_ours_as_reference(
    source: Source, style: HouseStyle, files: dict[str, bytes], references: dict[str, Path], tmp_path: Path
):
    report = report_of(source, builtin_vocabulary("human-security"))
    own = replace(style, reference_docx=str(references["own"]), banner="SECRET")
    assert render_docx(report, own, PAGES, source.lines).data == files["own"]
    (tmp_path / "ours.docx").write_bytes(render_docx(report, style, PAGES).data)
    again = WordFile(render_docx(report, replace(style, reference_docx=str(tmp_path / "ours.docx")), PAGES).data)
    assert unsound(again) == []
    assert len(again.find("/w:numbering/w:num", "numbering")) == 1


BAD: dict[str, tuple[Callable[[], bytes], str]] = {
    "text.docx": (lambda: b"words", "the file is broken"),
    "old.docx": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 ", "it is an old Word file (.doc)"),
    "locked.docx": (
        lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
        "it is locked with a password",
    ),
}


@pytest.mark.parametrize("name", BAD)
def test_what_is_no_word_file_is_refused(name: str, source: Source, style: HouseStyle, tmp_path: Path):
    make, message = BAD[name]
    (tmp_path / name).write_bytes(make())
    report = report_of(source, builtin_vocabulary("human-security"))
    with pytest.raises(SettingsError) as caught:
        render_docx(report, replace(style, reference_docx=str(tmp_path / name)))
    assert (caught.value.message, caught.value.file) == (message, str(tmp_path / name))


def test_it_is_named_on_the_command_line_or_in_the_settings(references: dict[str, Path], tmp_path: Path):
    (tmp_path / "ink.txt").write_text(SUMMARY, encoding="utf-8")
    build = ("build", tmp_path / "ink.txt", "-f", "docx", "-o", tmp_path)
    assert hsreport(*build, "--reference-docx", references["own"]).returncode == 0
    given = (tmp_path / "ink.docx").read_bytes()
    (tmp_path / "own.dotx").write_bytes(references["own"].read_bytes())
    (tmp_path / "hsreport.toml").write_text('reference_docx = "own.dotx"\n', encoding="utf-8")
    assert hsreport(*build).returncode == 0
    assert (tmp_path / "ink.docx").read_bytes() == given
    message = f"{tmp_path / 'none.docx'}: error: No such file or directory\n  hint: check the name and your rights\n"
    failed(hsreport(*build, "--reference-docx", tmp_path / "none.docx"), 2, message)
    assert (tmp_path / "ink.docx").read_bytes() == given
