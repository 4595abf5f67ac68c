"""The pictures of "At a glance": who spoke how much, themes by session, and what they say to those who do not see them."""

import subprocess
from pathlib import Path
from xml.etree import ElementTree

import msgspec
import pytest

from hsreport.model import Report, Speaker
from hsreport.render.html.page import render_html
from hsreport.render.html.pictures import Frame, Picture, SpeakerCount, ems, lines_of, picture_of_themes, speaking
from hsreport.render.html.templating import render
from hsreport.render.html.view import view_of
from hsreport.render.pdf.book import render_pdf
from hsreport.render.style.tokens import HouseStyle, load_style
from hsreport.render.word.file import render_docx
from hsreport.values import PersonName
from tests.render.pdf.test_tags import Tagged

SVG = "{http://www.w3.org/2000/svg}"


def _with_speakers(report: Report, points: list[int], name: str = "Speaker {}") -> Report:
    names = (PersonName(name.format(at), *name.format(at).rsplit(" ", 1)) for at in range(len(points)))
    speakers = tuple(
        Speaker(f"s-{at}", each, points=tuple(range(1, count + 1)))
        for at, (each, count) in enumerate(zip(names, points, strict=True))
    )
    return msgspec.structs.replace(report, speakers=speakers)


def test_who_spoke_most_comes_first_and_who_made_no_point_is_not_shown(report: Report):
    found = speaking(_with_speakers(report, [1, 0, 3, 1]))
    assert found is not None
    assert found.bars == (SpeakerCount("Speaker 2", 3), SpeakerCount("Speaker 0", 1), SpeakerCount("Speaker 3", 1))
    assert found.words == "Points by speaker: Speaker 2 3, Speaker 0 1, Speaker 3 1."


@pytest.mark.parametrize(
    ("speakers", "room", "shown", "others", "points"), [(15, 20, 15, 0, 0), (16, 20, 14, 2, 4), (60, 8, 7, 53, 106)]
)
def test_of_many_speakers_the_first_are_shown(report, speakers, room, shown, others, points):
    found = speaking(_with_speakers(report, [2] * speakers), room)
    assert (len(found.bars), found.others, found.others_points) == (shown, others, points)
    assert (f"and {others} more speakers with {points} points" in found.words) == bool(others)


@pytest.mark.parametrize("points", [[], [4], [4, 0]])
def test_where_there_is_nothing_to_compare_there_is_no_picture(report: Report, style: HouseStyle, points: list[int]):
    alone = _with_speakers(report, points)
    assert speaking(alone) is None
    assert "glance-people" not in render(alone, style, medium="print")


FRAME = Frame(470, 20, 150, 8)


def _said(picture: Picture | None) -> list[str]:
    assert picture is not None
    return [shape.words for shape in picture.shapes if shape.words]


def test_themes_with_the_most_points_are_shown_in_the_order_of_their_table(report: Report):
    (matrix,) = view_of(report).matrices
    whole, least = picture_of_themes(matrix, FRAME), picture_of_themes(matrix, FRAME._replace(rows=1))
    assert [line for line in _said(whole) if line in ("Protection", "Education")] == ["Education", "Protection"]
    assert {"Education", "The table has 1 more."}.intersection(_said(least)) == {"The table has 1 more."}
    assert least is not None
    assert "Protection, most in Session 1 (2 of 3)" in least.words


def test_a_table_of_one_column_or_of_nothing_has_no_picture(report: Report):
    (matrix,) = view_of(report).matrices
    assert picture_of_themes(matrix._replace(columns=matrix.columns[:1]), FRAME) is None
    assert picture_of_themes(matrix._replace(rows=()), FRAME) is None


def test_heads_too_wide_for_their_columns_are_turned(report: Report):
    (matrix,) = view_of(report).matrices
    wide = matrix.columns[0]._replace(label="", title="Intergovernmental negotiations, without conclusion")
    for column, turned in ((matrix.columns[0], 0), (wide, 5)):
        five = matrix._replace(columns=(column,) * 5, rows=tuple(row._replace(counts=(1,) * 5) for row in matrix.rows))
        picture = picture_of_themes(five, FRAME)
        assert picture is not None
        assert [shape.kind for shape in picture.shapes].count("turned") == turned


@pytest.mark.parametrize(
    ("text", "room", "lines"),
    [
        ("Sadako Ogata", 9, ["Sadako Ogata"]),
        ("Sadako Ogata", 5, ["Sadako", "Ogata"]),
        ("Maria Konstantinopoulos of Ruritania", 8, ["Maria", "Konstantinopo…"]),
        ("人間の安全保障委員会", 6, ["人間の安全…"]),
        ("", 5, []),
    ],
)
def test_a_label_stands_on_two_lines_at_most(text: str, room: float, lines: list[str]):
    found = lines_of(text, room)
    assert found == lines
    assert all(ems(line) <= room for line in found)


def _pictures(html: str) -> list[ElementTree.Element]:
    parts = html.split("<svg ")[1:]
    return [ElementTree.fromstring(f'<svg xmlns="{SVG[1:-1]}" {each.split("</svg>")[0]}</svg>') for each in parts]


@pytest.mark.parametrize("name", ["briefing", "briefing-a5", "large-print"])
def test_nothing_in_a_picture_leaves_it(report: Report, name: str):
    crowd = _with_speakers(report, list(range(30, 0, -1)), "Maximiliane Konstantinopoulos-Wolff {}")
    for picture in _pictures(render(crowd, load_style(name), medium="print")):
        _, _, width, height = map(float, picture.get("viewBox", "").split())
        bars = [[float(bar.get(key, "")) for key in ("x", "y", "width")] for bar in picture.iter(f"{SVG}rect")]
        assert bars
        assert all(0 < x < x + long < width and 0 < y < height for x, y, long in bars)
        said = [(each, float(each.get("x", "")), float(each.get("y", ""))) for each in picture.iter(f"{SVG}text")]
        assert all(x + 10 * ems(each.text or "") <= width and y <= height for each, x, y in said)
        assert float(picture.get("height", "").removesuffix("pt")) < load_style(name).page.height_mm * 72 / 25.4 - 150


def test_bars_are_as_long_as_their_figures(report: Report, style: HouseStyle):
    people, _ = _pictures(render(_with_speakers(report, [8, 4, 1]), style, medium="print"))
    first, second, third = (float(bar.get("width", "")) for bar in people.iter(f"{SVG}rect"))
    assert (second / first, third / first) == pytest.approx((1 / 2, 1 / 8), rel=1e-3)


def test_the_pdf_has_them_as_tagged_figures_drawn_in_lines(report: Report, style: HouseStyle, tmp_path: Path):
    data = render_pdf(_with_speakers(report, [3, 1]), style).data
    tagged = Tagged(data)
    people, themes = tagged.all("Figure")
    assert str(people.Alt) == "Points by speaker: Speaker 0 3, Speaker 1 1."
    assert str(themes.Alt).startswith("Themes by session, as bars. ")
    assert not any(page.get_images() for page in tagged.pdf.pages)
    (tmp_path / "x.pdf").write_bytes(data)
    command = ["pdftotext", "-f", "3", "-l", "3", "-bbox", tmp_path / "x.pdf", "-"]
    places = ElementTree.fromstring(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    (page,) = (each for each in places.iter() if each.tag.endswith("page"))
    name = [each for each in page if each.text == "Speaker"][-1]
    left, bottom, right, top = map(float, people.A.BBox)
    assert left <= float(name.get("xMin", "")) < float(name.get("xMax", "")) < right
    assert bottom < float(page.get("height", "")) - float(name.get("yMax", "")) < top


def test_the_web_page_says_them_and_colours_them_as_the_reader_chose(report: Report, style: HouseStyle):
    page = render_html(_with_speakers(report, [3, 1]), style).decode()
    assert 'role="img" aria-label="Points by speaker: Speaker 0 3, Speaker 1 1."' in page
    assert "svg .accent { fill: var(--accent) }" in page


def test_word_has_the_figures_in_a_table(report: Report, style: HouseStyle):
    crowd = _with_speakers(report, [3] * 20)
    made = render(crowd, style, medium="word")
    assert "<svg" not in made
    assert '<tr><th scope="row">6 more</th><td>18</td></tr>' in made
    assert not [each for each in render_docx(crowd, style, {}).findings if each.code == "HS501"]
