"""Characters that the fonts lack are named, with a package that has them."""

import subprocess
from pathlib import Path

import msgspec
import pikepdf
import pytest

from hsreport.build import report_of
from hsreport.enrich.themes.vocabulary import builtin_vocabulary
from hsreport.model import Report
from hsreport.read.source import source_from_bytes
from hsreport.render.html.runs import printed_words
from hsreport.render.pdf.book import render_pdf
from hsreport.render.style.glyphs import lacking
from hsreport.render.style.tokens import HouseStyle

TEXT = """\
Symposium on Rivers

Session 1: Water
Moderator: Anna Bergman, Ministry of Water

Anna Bergman said:
-- {words}
"""


def _report(words: str) -> Report:
    return report_of(
        source_from_bytes(TEXT.format(words=words).encode(), "x.txt"), builtin_vocabulary("human-security")
    )


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Łódź, Ελλάδα, Київ – “so” it is.", []),
        ("She said 日本 and 日本 again.", [("2 characters", "日 本", "fonts-noto-cjk")]),
        ("The カ and the 한.", [("2 characters", "カ 한", "fonts-noto-cjk")]),
        ("The word سلام.", [("4 characters", "س ل ا م", "fonts-noto-core")]),
        ("A mark กิ and 水.", [("1 character", "水", "fonts-noto-cjk"), ("2 characters", "ก ิ", "fonts-noto-core")]),
    ],
)
def test_what_is_lacking(words: str, found: list[tuple[str, str, str]], style: HouseStyle):
    findings = lacking(printed_words(_report(words).symposium), style)
    assert [each.code for each in findings] == ["HS503"] * len(found)
    for (number, shown, package), finding in zip(found, findings, strict=True):
        assert f"Literata lacks {number}, " in finding.message
        assert set(shown.split()) == set(finding.message.rpartition(": ")[2].split())
        assert f"install {package} " in finding.hint


def test_of_many_the_first_are_named(style: HouseStyle):
    (found,) = lacking(map(chr, range(0x4E00, 0x4E40)), style)
    assert "64 characters" in found.message
    assert found.message.endswith("一 丁 丂 七 丄 丅 丆 万 丈 三 上 下 …")


def test_a_style_without_fonts_of_its_own_lacks_nothing(style: HouseStyle):
    assert lacking(["日本"], msgspec.structs.replace(style, font_files=())) == ()


def test_lines_in_other_scripts_come_out_in_their_order(style: HouseStyle, tmp_path: Path):
    words = "人間の安全保障は、人々の生存と生活と尊厳を守る。" * 4
    file = tmp_path / "x.pdf"
    file.write_bytes(render_pdf(_report(words), style).data)
    text = subprocess.run(["pdftotext", file, "-"], check=True, capture_output=True, text=True).stdout
    assert words in "".join(text.split())
    assert "Noto" in subprocess.run(["pdffonts", file], check=True, capture_output=True, text=True).stdout


@pytest.mark.parametrize(("substitute", "printed"), [("[U+{}]", "[U+F0123]"), ("\U000f0124", "?")])
def test_what_no_font_has_is_printed_by_a_substitute_that_the_style_names(
    substitute: str, printed: str, style: HouseStyle, tmp_path: Path
):
    report, file = _report("A sign \U000f0123 of ours 👩‍👧."), tmp_path / "x.pdf"
    made = render_pdf(report, msgspec.structs.replace(style, unshown=substitute))
    file.write_bytes(made.data)
    text = subprocess.run(["pdftotext", file, "-"], check=True, capture_output=True, text=True).stdout
    assert f"A sign {printed} of ours " in " ".join(text.split())
    assert _notdefs(file) == 0
    first, *_ = lacking(printed_words(report.symposium), style, made.unshown)
    assert "which no font has and “[U+{}]” stands for: " in first.message


def test_emoji_have_a_package_of_their_own(style: HouseStyle):
    (found,) = lacking("Emoji 👩‍👧 and 🇯🇵", style, frozenset("👩👧🇯🇵"))
    assert found.message == "Literata lacks 4 characters, which no font has and “[U+{}]” stands for: 🇯 🇵 👧 👩"
    assert found.hint.startswith("install fonts-noto-color-emoji ")


def _notdefs(file: Path) -> int:
    """Count the glyphs 0 in what a PDF draws in fonts whose text is written as glyphs."""
    with pikepdf.open(file) as pdf:
        shown = (
            bytes(piece)
            for page in pdf.pages
            for operands, operator in pikepdf.parse_content_stream(page)
            if str(operator) in ("Tj", "TJ")
            for operand in operands
            for piece in (operand if isinstance(operand, pikepdf.Array) else [operand])
            if isinstance(piece, pikepdf.String)
        )
        return sum(glyphs[at : at + 2] == b"\0\0" for glyphs in shown for at in range(0, len(glyphs), 2))
