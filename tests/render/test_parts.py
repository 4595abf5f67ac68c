"""What is printed beside the text, and in which order; charts and the list of participants."""

import re
from pathlib import Path

import msgspec
import pytest
from lxml import html as html_parser

from hsreport.config import read_config, style_of
from hsreport.errors import SettingsError
from hsreport.model import Report, Speaker
from hsreport.render.html.page import render_html
from hsreport.render.html.participants import participants_of
from hsreport.render.html.templating import render
from hsreport.render.html.view import beside, speaking
from hsreport.render.pdf.book import render_pdf
from hsreport.render.style.tokens import HouseStyle
from hsreport.render.word.file import render_docx
from hsreport.values import PersonName
from tests.render.word.opened import WordFile
from tests.words import pdf_pages

TURNED = ("index", "participants", "text", "appendix", "charts", "glance", "contents", "colophon")
HEADS = ["Speaker index", "Participants", "I. Significance", "Thematic appendix", "Who spoke how much", "At a glance"]


@pytest.fixture
def turned(style: HouseStyle) -> HouseStyle:
    return msgspec.structs.replace(style, parts=TURNED, draft=False)


@pytest.fixture
def crowd(report: Report) -> Report:
    return _with_speakers(report, [3, 0, 8, 1])


def _with_speakers(report: Report, points: list[int]) -> Report:
    people = (
        Speaker(f"s-{at}", PersonName(f"Ann S{at}", "Ann", f"S{at}"), points=tuple(range(1, count + 1)))
        for at, count in enumerate(points)
    )
    return msgspec.structs.replace(report, speakers=tuple(people))


def test_a_web_page_and_a_word_file_have_the_parts_in_their_order(crowd: Report, turned: HouseStyle):
    tree = html_parser.fromstring(render_html(crowd, turned))
    assert [" ".join(each.text_content().split()) for each in tree.iter("h2") if each.text_content() in HEADS] == HEADS
    made = render_docx(crowd, turned, {"point-1": "1"})
    assert not [each for each in made.findings if each.code in ("HS501", "HS502")]
    heads = WordFile(made.data).of_style("heading 1", "TOC Heading")
    assert [head for head in heads if head in HEADS or head == "Contents"] == [*HEADS, "Contents"]
    assert "Editorial notes" not in heads


def test_a_book_has_roman_pages_before_the_text_and_a_contents_that_names_both(crowd, turned, tmp_path: Path):
    file = render_pdf(crowd, turned)
    assert (file.pages["speaker-index"], file.pages["participants"], file.pages["point-1"]) == ("i", "ii", "1")
    (tmp_path / "turned.pdf").write_bytes(file.data)
    pages = [" ".join(page.split()) for page in pdf_pages(tmp_path / "turned.pdf")]
    assert pages[0].startswith("Speaker index Symposium on Human Security")
    (contents,) = (page for page in pages if "Contents Speaker index" in page)
    for head, anchor in (
        ("Speaker index", "speaker-index"),
        ("Participants", "participants"),
        ("At a glance", "glance"),
    ):
        assert f"{head} {file.pages[anchor]} " in contents


@pytest.mark.parametrize(
    ("parts", "front", "back"),
    [
        ((), [], []),
        (("index", "cover", "colophon"), ["cover", "index"], ["colophon"]),
        (("participants", "index"), [], ["participants", "index"]),
        (("cover", "text", "contents", "cover"), ["cover"], ["contents"]),
    ],
)
def test_where_the_text_stands(parts, front, back):
    assert beside(HouseStyle(parts=parts)) == (front, back)
    assert "notes" in beside(HouseStyle(parts=parts, draft=True))[1]


def test_the_text_alone_is_a_publication_too(report: Report, style: HouseStyle):
    bare = msgspec.structs.replace(style, parts=(), draft=False)
    assert set(render_pdf(report, bare).pages.values()) == {"1", "2"}
    word = WordFile(render_docx(report, bare).data)
    assert word.of_style("Masthead") == ["Symposium on Human Security"]
    assert not word.of_style("Title", "toc 1", "Index 1", "Colophon")
    assert 'class="masthead"' in render_html(report, bare).decode()


@pytest.mark.parametrize(
    ("text", "said", "hint"),
    [
        ('draft = true\nparts = ["cover", "indx"]', "2: error: parts[1]: unknown word “indx”", "did you mean “index”?"),
        ('# order\norder = "lable"', "2: error: order: unknown word “lable”", "did you mean “label”?"),
        ('[[ruling]]\nis = "sesion"', "2: error: ruling[0].is: unknown word “sesion”", "did you mean “session”?"),
        ('\nprats = ["index"]', "2: error: unknown key “prats”", "did you mean “parts”?"),
        ('style = "a"\nparts = 3', "2: error: parts: Expected `array | null`, got `int`", ""),
    ],
)
def test_a_wrong_word_is_refused_with_file_line_and_the_nearest_right_one(text, said, hint, tmp_path: Path):
    (tmp_path / "hsreport.toml").write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError) as caught:
        read_config(tmp_path / "hsreport.toml")
    assert (str(caught.value), caught.value.hint) == (f"{tmp_path / 'hsreport.toml'}:{said}", hint)


def test_a_wrong_word_in_a_style_that_is_extended_is_told_of_the_file_it_stands_in(tmp_path: Path):
    (tmp_path / "base.toml").write_text('title = "Base"\nfigures = "linning"\n', encoding="utf-8")
    (tmp_path / "own.toml").write_text('extends = "base.toml"\n', encoding="utf-8")
    (tmp_path / "hsreport.toml").write_text('style = "own.toml"', encoding="utf-8")
    with pytest.raises(SettingsError, match=r"base\.toml:2: error: figures: unknown word “linning”") as caught:
        style_of(read_config(tmp_path / "hsreport.toml"))
    assert caught.value.hint == "did you mean “lining”?"


def test_the_configuration_comes_before_the_style(tmp_path: Path):
    (tmp_path / "own.toml").write_text('extends = "briefing"\nparts = ["cover"]', encoding="utf-8")
    (tmp_path / "hsreport.toml").write_text('style = "own.toml"', encoding="utf-8")
    assert style_of(read_config(tmp_path / "hsreport.toml")).parts == ("cover",)
    (tmp_path / "hsreport.toml").write_text('style = "own.toml"\nparts = []', encoding="utf-8")
    assert style_of(read_config(tmp_path / "hsreport.toml")).parts == ()


def test_who_spoke_most_comes_first_and_who_made_no_point_is_not_shown(crowd: Report):
    assert speaking(crowd) == (("Ann S2", 8), ("Ann S0", 3), ("Ann S3", 1))


def test_of_many_speakers_the_last_row_sums_up_the_rest(report: Report):
    assert len(speaking(_with_speakers(report, [2] * 15))) == 15
    assert speaking(_with_speakers(report, [2] * 16))[13:] == (("Ann S13", 2), ("2 more", 4))


@pytest.mark.parametrize("points", [[], [4], [4, 0]])
def test_where_there_is_nothing_to_compare_there_is_no_chart(report: Report, turned: HouseStyle, points: list[int]):
    assert "charts" not in render(_with_speakers(report, points), turned, medium="print")


def test_bars_are_as_long_as_their_figures_and_only_where_charts_are_listed(crowd, style, turned):
    widths = [
        float(width)
        for width in re.findall(r'class="bar" style="width: ([\d.]+)%', render_html(crowd, turned).decode())
    ]
    assert widths == [80, 30, 10]
    assert 'class="bar"' not in render_html(crowd, style).decode()
    assert "bar" not in render(crowd, turned, medium="word")


def test_participants_by_name_with_all_their_parts(report: Report):
    ((title, rows),) = participants_of(report, "name")
    assert title == ""
    assert [(row.name, row.part) for row in rows] == [
        ("Ogata, Sadako", "lead-off, Session 1; speaker, Concluding Session"),
        ("Sen, Amartya", "speaker, Session 1; closing remarks"),
        ("Yokota, Yozo", "moderator, Session 1; speaker, Session 1"),
    ]


def test_participants_by_session(report: Report):
    tables = participants_of(report, "session")
    assert [(title, [row.part for row in rows]) for title, rows in tables] == [
        ("Session 1: People in conflict", ["lead-off", "speaker", "moderator; speaker"]),
        ("Concluding Session", ["speaker"]),
        ("Outside the sessions", ["closing remarks"]),
    ]
