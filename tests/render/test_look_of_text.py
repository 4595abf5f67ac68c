"""Small capitals, figures, quotes and hyphens as the house style asks for them; the record stays as it was."""

import re
import subprocess
from pathlib import Path

import msgspec
import pytest

from hsreport.build import report_of
from hsreport.editions.cut import Choice, Kind, edition
from hsreport.enrich.themes.vocabulary import builtin_vocabulary
from hsreport.model import Note, Report
from hsreport.read.source import source_from_bytes
from hsreport.render.handout.pages import handout_web, prepared
from hsreport.render.html.page import render_html
from hsreport.render.html.quotes import curled_text, shown
from hsreport.render.pdf.book import Press, html_of, render_pdf
from hsreport.render.style.tokens import HouseStyle
from hsreport.render.word.file import render_docx
from hsreport.values import SourceSpan
from tests.render.pdf.test_continued import _within
from tests.render.word.opened import WordFile

TEXT = """\
Symposium on "Rivers"

Session 1: The "Blue" Book of '98
Moderator: Anna Bergman, Ministry of Water

Anna Bergman said:
-- The delegates' phrase "it's a 'right'" was 5' 10" long in 1998.
-- Donaudampfschifffahrtsgesellschaft und Wasserwirtschaftsverwaltung. %s
"""


def _report(text: str = TEXT % "") -> Report:
    return report_of(source_from_bytes(text.encode(), "x.txt"), builtin_vocabulary("human-security"))


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ('He said "yes", then "no."', "He said “yes”, then “no.”"),
        ("the 'right' of '98, delegates' and it's", "the ‘right’ of ’98, delegates’ and it’s"),
        ("\"'Yes', he said\"", "“‘Yes’, he said”"),
        ('("a") and said:"b"', "(“a”) and said:“b”"),
        ('5\' 10" tall, "in 1998", the 1990\'s', "5' 10\" tall, “in 1998”, the 1990’s"),
        ('a " b', "a ” b"),
        ("“curled” it’s", "“curled” it’s"),
        ("'tis said, 'Twas so, rock 'n' roll, ask 'em", "’tis said, ’Twas so, rock ’n’ roll, ask ’em"),
        (
            """The "US"'s role; "'inner' words" and "words 'inner'" too""",
            "The “US”’s role; “‘inner’ words” and “words ‘inner’” too",
        ),
        ("""A board of 3'5" at 40°26'46"N""", """A board of 3'5" at 40°26'46"N"""),
    ],
)
def test_straight_quotes_curled(typed: str, printed: str):
    assert curled_text(typed, "en") == printed
    assert len(printed) == len(typed)


@pytest.mark.parametrize(("language", "printed"), [("de-AT", "„a“ ‚b‘"), ("pl", "„a” ‚b’"), ("sv", "”a” ’b’")])
def test_quotes_of_the_language(language: str, printed: str):
    assert curled_text("\"a\" 'b'", language) == printed


def test_the_style_says_whether_quotes_are_curled(style: HouseStyle, tmp_path: Path):
    report, curly, style = _report(), style, msgspec.structs.replace(style, curl_quotes=False)
    straight = {'"Rivers"', 'The "Blue" Book', "it's a 'right'"}
    curved = {"“Rivers”", "The “Blue” Book", "it’s a ‘right’"}
    for own, words in ((style, straight), (curly, curved)):
        page = render_html(report, own).decode().replace("&#34;", '"').replace("&#39;", "'")
        (tmp_path / "x.pdf").write_bytes(render_pdf(report, own).data)
        printed = subprocess.run(["pdftotext", tmp_path / "x.pdf", "-"], check=True, capture_output=True, text=True)
        assert {each for each in straight | curved if each in page} == words
        assert {each for each in straight | curved if each in " ".join(printed.stdout.split())} == words
    assert render_docx(report, curly).data == render_docx(report, style).data
    assert shown(report, curly).source == report.source
    assert shown(report, style) is report


def test_hyphens_of_the_head_are_dashes_and_its_notes_stay_where_they_stood(style: HouseStyle):
    symposium = _report().symposium
    title = msgspec.structs.replace(symposium.head[0], text="Rivers -- a--b* --- c")
    note = Note(1, "*", "said so", SourceSpan(9, 9), title.anchor, 14)
    typed = msgspec.structs.replace(
        _report(), symposium=msgspec.structs.replace(symposium, head=(title,), notes=(note,))
    )
    found = shown(typed, style).symposium
    assert (found.title, found.notes[0].offset) == ("Rivers – a—b* --- c", 12)
    assert shown(typed, msgspec.structs.replace(style, language="fr")) is typed


def test_hyphens_behind_a_sessions_number_are_a_dash_in_print_alone(style: HouseStyle):
    report = report_of(
        source_from_bytes(b"Rivers\n\nSession 2 -- Dams\n\nMs. Ann Wu: They leak.\n", "rivers.txt"),
        builtin_vocabulary("human-security"),
    )
    assert report.symposium.sessions[0].label == "Session 2 --"
    assert "Session 2 –" in render_html(report, style).decode()


def test_a_handout_curls_them_too(style: HouseStyle):
    report, choice = _report(), Choice(Kind.SESSION, "1")
    page = handout_web(
        prepared(edition(report, choice), report, choice), msgspec.structs.replace(style, curl_quotes=True)
    )
    assert "The “Blue” Book of ’98" in page.decode()


def test_names_are_in_small_capitals_of_the_font_or_bold(report: Report, style: HouseStyle):
    bold = msgspec.structs.replace(style, small_caps=False)
    for own, looks in ((style, ("small-caps", 400)), (bold, ("normal", 600))):
        pages = Press(html_of(report, own), own).lay_out("back", {}).pages
        names = [box for page in pages for box in _within(page._page_box) if _class(box) == "speaker"]  # type: ignore[attr-defined]
        assert {(box.style["font_variant_caps"], box.style["font_weight"]) for box in names} == {looks}
    effects = {
        own.small_caps: [
            each.tag.rpartition("}")[2]
            for each in WordFile(render_docx(report, own).data).find(
                "//w:style[w:name/@w:val='Extract Speaker']/w:rPr/*", "styles"
            )
        ]
        for own in (style, bold)
    }
    assert effects == {True: ["smallCaps", "spacing"], False: ["b", "spacing"]}


def _class(box) -> str:
    return box.element.get("class", "") if box.element is not None and box.element_tag == "span" else ""


def test_old_style_figures_are_other_glyphs_of_the_same_words(style: HouseStyle, tmp_path: Path):
    report = _report()
    widths = {}
    for figures in ("lining", "old-style"):
        own = msgspec.structs.replace(style, figures=figures)
        (tmp_path / "x.pdf").write_bytes(render_pdf(report, own).data)
        drawn = subprocess.run(
            ["pdftotext", "-bbox", tmp_path / "x.pdf", "-"], check=True, capture_output=True, text=True
        )
        widths[figures] = re.findall(r'xMin="([\d.]+)".*xMax="([\d.]+)".*>1998\.<', drawn.stdout)
    assert len(widths["lining"]) == len(widths["old-style"]) >= 1
    assert widths["lining"] != widths["old-style"]


@pytest.mark.parametrize(("language", "broken"), [("de", True), ("xx", False)])
def test_words_are_divided_in_the_styles_language(language: str, broken: bool, style: HouseStyle, tmp_path: Path):
    own = msgspec.structs.replace(style, hyphenate=True, justify=True, language=language)
    long = "Donaudampfschifffahrtsgesellschaft und Wasserwirtschaftsverwaltung sowie " * 6
    (tmp_path / "x.pdf").write_bytes(render_pdf(_report(TEXT % long), own).data)
    drawn = subprocess.run(["pdftotext", tmp_path / "x.pdf", "-"], check=True, capture_output=True, text=True).stdout
    ends = re.findall(r"(\w+)[\u2010\u00ad-]\n(\w+)", drawn)
    assert bool(ends) is broken
    whole = {"Donaudampfschifffahrtsgesellschaft", "Wasserwirtschaftsverwaltung"}
    assert {first + rest for first, rest in ends} <= whole
