"""The HTML: every word in it, the vocabulary kept, every link going somewhere, the media's differences."""

import re
from pathlib import Path

import msgspec
import pytest
from lxml import html

from hsreport.errors import SettingsError
from hsreport.model import Report
from hsreport.render.html.templating import render, stylesheet
from hsreport.render.style.tokens import HouseStyle
from tests.conftest import ROOT

VOCABULARY = ROOT / "docs" / "reference" / "html.md"
PLAIN = {
    "html",
    "head",
    "body",
    "meta",
    "title",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "caption",
    "ol",
    "li",
    "img",
    "h2",
    "h3",
    "h4",
    "h5",
    "dt",
    "dd",
    "div",
}
PAGES = {f"point-{number}": str(number // 3 + 1) for number in range(1, 7)} | {"narrative-1": "1", "roster-1": "1"}


def _tree(report: Report, style: HouseStyle, **kinds):
    return html.document_fromstring(render(report, style, **kinds))


def _texts(tree, path: str) -> list[str]:
    return [" ".join("".join(each.itertext()).split()) for each in tree.xpath(path)]


def _class(name: str, tag: str = "*") -> str:
    return f"//{tag}[contains(concat(' ', @class, ' '), ' {name} ')]"


@pytest.fixture
def word(report: Report, style: HouseStyle):
    return _tree(report, style, medium="word", pages=PAGES)


@pytest.fixture
def web(report: Report, style: HouseStyle):
    return _tree(report, style, medium="web")


def test_every_element_is_in_the_vocabulary(report: Report, style: HouseStyle):
    described = VOCABULARY.read_text(encoding="utf-8")
    known = set(re.findall(r"`([^`]*)`", described))
    for medium in ("web", "print", "word"):
        for element in _tree(report, style, medium=medium, pages=PAGES).iter(html.etree.Element):
            names = [f"{element.tag}.{name}" for name in element.get("class", "").split()]
            if element.tag not in PLAIN:
                assert known & {element.tag, *names}, names


def test_every_word_of_the_report_is_printed_as_received(report: Report, style: HouseStyle):
    body = " ".join("".join(_tree(report, style, medium="web").body.itertext()).split())
    for part in report.symposium.parts:
        for block in part.blocks:
            texts = [getattr(block, "lead", ""), getattr(block, "text", ""), *(point.text for point in block.points)]
            for text in texts:
                assert " ".join(text.split()) in body.replace("agreed on1 its", "agreed on its")
    assert 'must be "combined" - both <at once>.' in body


def test_no_anchor_twice_and_every_link_goes_somewhere(report: Report, style: HouseStyle):
    for medium in ("web", "word"):
        tree = _tree(report, style, medium=medium, pages=PAGES)
        anchors = tree.xpath("//@id")
        assert len(anchors) == len(set(anchors))
        assert {href.removeprefix("#") for href in tree.xpath("//a/@href")} <= set(anchors)


def test_the_parts_of_the_book_make_up_the_whole(report: Report, style: HouseStyle):
    whole = _tree(report, style, medium="print").xpath("//@id")
    parts = [_tree(report, style, medium="print", part=part).xpath("//@id") for part in ("front", "body", "back")]
    assert [anchor for part in parts for anchor in part] == whole
    assert all(parts)


def test_points_carry_their_number_and_labels_that_count(word):
    assert _texts(word, _class("point", "p"))[0].startswith("1 Protection & empowerment")
    assert _texts(word, _class("point", "p"))[2] == "3 3. Amartia Sen said that education comes first."
    assert _texts(word, _class("point", "p"))[3].startswith("4 (1) Conclusion")
    assert word.xpath("//*[@id='point-5']/@data-depth") == ["1"]


def test_point_numbers_can_be_left_out(report: Report, style: HouseStyle):
    tree = _tree(report, msgspec.structs.replace(style, point_numbers=False), medium="word", pages=PAGES)
    assert not tree.xpath(_class("point-number"))
    assert _texts(tree, _class("subentry"))[0] == "Session 1, lead-off p. 1"
    without_pages = _tree(report, msgspec.structs.replace(style, point_numbers=False), medium="web")
    assert _texts(without_pages, _class("subentry"))[0] == "Session 1, lead-off 1, 2"


def test_locators_show_points_then_pages(word):
    assert _texts(word, _class("subentry")) == [
        "Session 1, lead-off 1, 2 (p. 1)",
        "Protection and empowerment 1, 2, 4–6 (pp. 1–3)",
        "Education 3 (p. 2)",
        "opening p. 1",
        "moderator p. 1",
    ]
    assert word.xpath("//p[@class='subentry'][2]//a[@class='page']/@href") == ["#point-1", "#point-6"]


def test_without_pages_a_bare_locator_is_a_link_on_the_words(web):
    assert web.xpath("//p[@class='subentry'][a[not(@class)]]/a/@href") == ["#narrative-1", "#roster-1"]
    assert _texts(web, _class("extract"))[-1].endswith("water. Session 1")
    assert not web.xpath(_class("page"))


def test_see_and_see_also(word):
    assert _texts(word, _class("see", "p")) == ["Sen, Amartia, see Sen, Amartya"]
    assert _texts(word, _class("see-also", "p")) == ["see also Protection"]


def test_notes_are_at_their_mark_but_linked_on_the_web(word, web):
    assert _texts(word, _class("kind", "p")) == ["(Summary)This is a translation."]
    assert word.xpath("//span[@class='note']/@data-mark") == ["*", "1"]
    assert _texts(web, _class("kind", "p")) == ["(Summary)*"]
    assert _texts(web, "//section[@class='notes']//li")[0].startswith("This is a translation.")


def test_organizer_and_venue_are_printed_once(report: Report, style: HouseStyle, word):
    assert _texts(word, _class("organizer", "p")) == ["Ministry of Foreign Affairs"]
    assert _texts(word, _class("venue", "p")) == ["Akasaka Prince Hotel"]
    silent = msgspec.structs.replace(report.symposium, organizer="", venue="")
    tree = _tree(msgspec.structs.replace(report, symposium=silent), style, medium="word")
    assert not tree.xpath(_class("organizer")) + tree.xpath(_class("venue")) + tree.xpath("//meta[@name='author']")


def test_findings_have_their_line_and_hint(word):
    assert _texts(word, "//section[@class='editorial-notes']//tbody//th") == ["28", "27–28"]
    assert word.xpath("//section[@class='editorial-notes']//td/a/@href") == ["#point-3"]


def test_a_report_without_sessions_has_neither_tables_nor_indexes(bare_report: Report, style: HouseStyle):
    tree = _tree(bare_report, style, medium="word")
    assert _texts(tree, "//h2") == ["Colophon"]


def test_a_style_can_bring_a_logo_and_an_organization(report: Report, style: HouseStyle, tmp_path: Path):
    (tmp_path / "crest.png").write_bytes(b"picture")
    own = msgspec.structs.replace(style, logo=str(tmp_path / "crest.png"), organization="The Ministry")
    tree = _tree(report, own, medium="web")
    assert tree.xpath("//header//img/@src") == ["data:image/png;base64,cGljdHVyZQ=="]
    assert _texts(
        _tree(report, msgspec.structs.replace(style, banner="SECRET"), medium="web"), "//p[@class='banner']"
    ) == ["SECRET"]
    assert tree.xpath("//header//img/@alt") == _texts(tree, _class("imprint")) == ["The Ministry"]
    with pytest.raises(SettingsError, match="cannot be read"):
        render(report, msgspec.structs.replace(style, logo=str(tmp_path / "none.png")), medium="web")


def test_the_style_sheet_holds_the_tokens(style: HouseStyle):
    css = stylesheet(style, "print", lambda face: f"font:{face.weight}")
    assert f"--accent: {style.colours.accent};" in css
    assert f"size: {style.page.width_mm}mm {style.page.height_mm}mm" in css
    assert css.count("@font-face") == len(style.font_files)
    assert style.dark.paper not in css
    assert "text-align: justify" not in css
    assert "text-align: justify" in stylesheet(msgspec.structs.replace(style, justify=True), "print", lambda _: "")


def test_a_family_that_the_style_does_not_bring_keeps_its_name(style: HouseStyle):
    own = msgspec.structs.replace(style, fonts=msgspec.structs.replace(style.fonts, text="Georgia"))
    assert '--text-font: "Georgia"' in stylesheet(own, "web", lambda _: "")


# --- Templates of a user --------------------------------------------------------------------------------


@pytest.fixture
def own(style: HouseStyle, tmp_path: Path):
    """A style with one template of its own."""

    def with_template(text: str, name: str = "report.html") -> HouseStyle:
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
        return msgspec.structs.replace(style, templates=str(tmp_path))

    return with_template


def test_a_template_extends_the_built_in_one_block_by_block(own, report: Report, style: HouseStyle):
    changed = own(
        '{% extends "built-in/report.html" %}'
        '{% block cover %}{{ super() }}<p class="imprint">{{ report.source.lines }}</p>{% endblock %}'
        "{% block colophon %}{% endblock %}"
    )
    page = _tree(report, changed, medium="print")
    assert _texts(page, _class("imprint")) == ["40"]
    assert not page.xpath("//section[@class='colophon']")
    assert len(page.xpath(_class("point"))) == len(_tree(report, style, medium="print").xpath(_class("point"))) == 6


def test_one_part_may_be_written_anew(own, report: Report):
    changed = own(
        '<section class="colophon"><h2 id="colophon">{{ symposium.title }}</h2></section>', "parts/colophon.html"
    )
    assert _texts(_tree(report, changed, medium="word"), "//*[@id='colophon']") == [report.symposium.title]


def test_a_style_sheet_begins_with_the_built_in_one(own, style: HouseStyle):
    changed = own('{% include "built-in/css/print.css" %}\n.cover h1 { color: red }', "css/print.css")
    assert stylesheet(changed, "print", lambda face: face.file).startswith(
        stylesheet(style, "print", lambda face: face.file)
    )


@pytest.mark.parametrize(
    ("text", "message", "line"),
    [
        ("<p>\n{{ repot.source }}", "'repot' is undefined", 2),
        ("<p>\n\n{% if %}", "Expected an expression", 3),
        ('{% include "none.html" %}', "none.html", 1),
        ("{{ ''.__class__.__mro__ }}", "access to attribute '__class__' of 'str' object is unsafe", 1),
    ],
)
def test_what_is_wrong_in_a_template_is_told_with_its_line(own, report: Report, text: str, message: str, line: int):
    changed = own(text)
    with pytest.raises(SettingsError) as caught:
        render(report, changed, medium="print")
    assert message in caught.value.message
    assert str(caught.value).startswith(f"{changed.templates}/report.html:{line}: error: ")


def test_what_is_wrong_in_a_style_sheet_is_told_too(own):
    with pytest.raises(SettingsError, match="'qqq' is undefined"):
        stylesheet(own("{{ qqq }}", "css/print.css"), "print", lambda face: face.file)
