"""The fonts that travel in a Word file, taken out of it again by the rule of ECMA-376, part 1, 17.8.1."""

import subprocess
from io import BytesIO
from pathlib import Path

import msgspec
import pytest
from fontTools.ttLib import TTFont

from hsreport.errors import SettingsError
from hsreport.model import Report
from hsreport.render.style.tokens import FontFile, HouseStyle
from hsreport.render.word.file import render_docx
from hsreport.settings import templates_folder
from tests.libreoffice import as_pdf
from tests.render.word.opened import NS, W, WordFile

R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
FONTS = templates_folder() / "fonts"


def font_files(word: WordFile) -> dict[str, bytes]:
    """Each font by family and face, its first 32 bytes turned back by the key of its entry, last byte first."""
    rels = word.trees.get("word/_rels/fontTable.xml.rels", ())
    targets = {each.get("Id"): f"word/{each.get('Target')}" for each in rels}
    found = {}
    for each in word.part("fontTable").xpath("//*[@w:fontKey]", namespaces=NS):
        key = bytes.fromhex(each.get(f"{W}fontKey").strip("{}").replace("-", ""))[::-1]
        raw = word.raw[targets[each.get(R)]]
        name = each.getparent().get(f"{W}name") + each.tag.removeprefix(f"{W}embed")
        found[name] = bytes(byte ^ key[at % 16] for at, byte in enumerate(raw[:32])) + raw[32:]
    return found


@pytest.fixture(scope="module")
def fonts(report: Report, style: HouseStyle) -> dict[str, bytes]:
    return font_files(WordFile(render_docx(report, style).data))


def test_the_fonts_come_out_byte_for_byte(fonts: dict[str, bytes]):
    assert sorted(fonts) == ["InterBold", "InterRegular", "LiterataBold", "LiterataItalic", "LiterataRegular"]
    for name in ("Inter-Regular", "Literata-Regular", "Literata-Italic"):
        assert fonts[name.replace("-", "")] == (FONTS / f"{name}.ttf").read_bytes(), name


def test_the_semi_bold_is_the_bold_of_its_family(fonts: dict[str, bytes]):
    for family in ("Inter", "Literata"):
        bold, whole = TTFont(BytesIO(fonts[f"{family}Bold"])), TTFont(FONTS / f"{family}-SemiBold.ttf")
        assert [bold["name"].getDebugName(number) for number in (1, 2, 16, 17)] == [family, "Bold", None, None]
        assert (bold["head"].macStyle, bold["OS/2"].fsSelection & 0x61, bold["OS/2"].usWeightClass) == (1, 0x20, 700)
        for table in ("glyf", "hmtx", "GPOS", "GSUB"):
            assert bold.getTableData(table) == whole.getTableData(table), table
        assert bold.getBestCmap() == whole.getBestCmap()


def test_without_them_the_families_are_named_alone(report: Report, style: HouseStyle):
    word = WordFile(render_docx(report, msgspec.structs.replace(style, embed_fonts=False)).data)
    assert font_files(word) == {}
    assert [name for name in word.names if "fonts/" in name] == []
    assert word.find("//w:embedTrueTypeFonts", "settings") == []
    assert word.find("//w:altName/@w:val", "fontTable") == ["Georgia", "Segoe UI", "Cascadia Mono"]


def test_a_font_whose_rights_forbid_it_stays_out(report: Report, style: HouseStyle, tmp_path: Path):
    font = TTFont(FONTS / "Literata-Regular.ttf")
    font["OS/2"].fsType = 2
    font.save(tmp_path / "open.ttf")
    font["name"].removeNames(nameID=13)
    font.save(tmp_path / "closed.ttf")
    (tmp_path / "post.otf").write_bytes(b"OTTO" + bytes(60))
    for name, wanted in {"open.ttf": ["LiterataRegular"], "closed.ttf": [], "post.otf": []}.items():
        faces = (FontFile("Literata", str(tmp_path / name)),)
        word = WordFile(render_docx(report, msgspec.structs.replace(style, font_files=faces)).data)
        assert list(font_files(word)) == wanted, name


def test_a_missing_file_is_told(report: Report, style: HouseStyle):
    faces = (FontFile("Literata", "/nowhere/literata.ttf"),)
    with pytest.raises(SettingsError, match="cannot be read"):
        render_docx(report, msgspec.structs.replace(style, font_files=faces))


def test_libreoffice_prints_with_them_where_they_are_not_installed(report: Report, style: HouseStyle, tmp_path: Path):
    installed = subprocess.run(["fc-list", ":", "family"], capture_output=True, text=True, check=True).stdout
    assert "Literata" not in installed
    pdf = tmp_path / "word.pdf"
    pdf.write_bytes(as_pdf(render_docx(report, style).data))
    used = subprocess.run(["pdffonts", pdf], capture_output=True, text=True, check=True).stdout
    for name in ("Literata-Regular", "Literata-SemiBold", "Inter-Regular", "Inter-SemiBold"):
        assert name in used
