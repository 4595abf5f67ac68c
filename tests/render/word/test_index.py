"""The live fields of the Word file, worked out by the standard's rules and held against what it shows."""

import re
from collections.abc import Callable

import pytest
from lxml import html as html_parser

from hsreport.build import report_of
from hsreport.enrich.themes.vocabulary import builtin_vocabulary
from hsreport.model import Report
from hsreport.ooxml.xml import bookmark_name
from hsreport.read.source import read_source, source_from_bytes
from hsreport.render.html.templating import render
from hsreport.render.style.tokens import HouseStyle
from hsreport.render.word.file import docx_from_html, render_docx
from hsreport.render.word.index import Entry, Mark, entries_of, escaped, shown_pages, xe
from tests.conftest import ROOT
from tests.render.word.fields import field_lines, index_entries, index_lines, levels, plain, toc_lines
from tests.render.word.opened import W, WordFile, words_of

SEED = ROOT / "seeds" / "symposium-2003.txt"


def folios(report: Report, style: HouseStyle) -> dict[str, str]:
    """A page for every anchor, in the order of the text, some to a page; the front matter in its own numbers."""
    root = html_parser.document_fromstring(render(report, style, medium="word"))
    front = {"contents": "ii", "glance": "iii"}
    anchors = [each for each in root.xpath("//@id") if each not in front and not each.startswith("head-")]
    return front | {anchor: str(1 + at // 4) for at, anchor in enumerate(anchors)}


@pytest.fixture(scope="module")
def seed() -> Report:
    return report_of(read_source(SEED), builtin_vocabulary("human-security"))


@pytest.fixture(scope="module", params=["seed", "long"])
def made(
    request: pytest.FixtureRequest, seed: Report, make_report: Callable[[int], Report], style: HouseStyle
) -> tuple[WordFile, dict[str, str]]:
    """A file, and the page of each of its bookmarks."""
    report = seed if request.param == "seed" else make_report(12)
    pages = folios(report, style)
    word = WordFile(render_docx(report, style, pages).data)
    return word, {bookmark_name(anchor): page for anchor, page in pages.items()}


def test_the_index_shows_what_its_field_gives(made: tuple[WordFile, dict[str, str]]):
    word, pages = made
    code, lines = field_lines(word, r'INDEX \c "2"')
    see_apart = [(style.replace("Index See", "index 1"), words) for style, words in lines]
    assert see_apart == index_lines(index_entries(word, pages), code)
    assert len(lines) > 10
    assert any("–" in words for _, words in lines)
    assert any("see " in words for _, words in lines)


def test_the_list_of_themes_shows_what_its_field_gives(seed: Report, style: HouseStyle):
    folio = folios(seed, style)
    word, pages = WordFile(render_docx(seed, style, folio).data), {bookmark_name(at): on for at, on in folio.items()}
    code, lines = field_lines(word, r'INDEX \c "1"')
    assert lines == index_lines(index_entries(word, pages), code)
    assert all(re.search(r" \d+(, \d+)*$", words) for _, words in lines)


def test_the_list_of_themes_names_every_point_of_the_appendix(seed: Report, style: HouseStyle):
    pages = folios(seed, style)
    word = WordFile(render_docx(seed, style, pages).data)
    entries = [each for each in index_entries(word, {bookmark_name(anchor): anchor for anchor in pages}) if each.type]
    assert {each.levels for each in entries} == {(entry.theme.label,) for entry in seed.appendix}
    for entry in seed.appendix:
        places = {page for each in entries if each.levels == (entry.theme.label,) for page in each.pages}
        wanted = [extract.locator.anchor for extract in entry.extracts]
        assert places == set(wanted)


def test_contents_of_three_levels_are_set_in_three_styles(style: HouseStyle):
    lines = "# Panel\n\n## Part\n\n### Day\n\n#### Session 1: Ink\n\nAda Feder\n\n- Ink dries.\n"
    report = report_of(source_from_bytes(lines.encode(), "panel.md"), builtin_vocabulary("human-security"))
    pages = folios(report, style)
    word = WordFile(render_docx(report, style, pages).data)
    _, shown = field_lines(word, "TOC")
    given = toc_lines(word, {bookmark_name(anchor): page for anchor, page in pages.items()})
    assert shown == given
    assert {"toc 1", "toc 2", "toc 3"} <= {each for each, _ in shown}


def test_the_contents_show_what_their_field_gives(made: tuple[WordFile, dict[str, str]]):
    word, pages = made
    _, lines = field_lines(word, "TOC")
    assert [words.replace(" (Presentation)", "") for _, words in toc_lines(word, pages)] == [
        words for _, words in lines
    ]
    assert [style for style, _ in toc_lines(word, pages)] == [style for style, _ in lines]


def test_every_reference_to_a_page_shows_the_page_of_its_bookmark(made: tuple[WordFile, dict[str, str]]):
    word, pages = made
    references = [(code.split()[1], shown) for code, shown in word.fields() if code.startswith("PAGEREF")]
    assert len(references) > 50
    assert all(pages[bookmark] == shown for bookmark, shown in references)


def test_the_index_names_every_point_that_the_report_gives_a_heading(seed: Report, style: HouseStyle):
    pages = folios(seed, style)
    word = WordFile(render_docx(seed, style, pages).data)
    every = {bookmark_name(anchor): anchor for anchor in pages}
    entries = index_entries(word, every)
    for heading in seed.speaker_index:
        own = [each for each in entries if each.levels[0].startswith(heading.heading)]
        assert own, heading
        for sub in getattr(heading, "subentries", ()):
            places = [page for each in own if each.levels[1:] == (sub.text,) for page in each.pages]
            wanted = [locator.anchor for locator in sub.locators]
            assert places[0] == wanted[0]
            assert places[-1] == wanted[-1]
            assert set(places) <= set(wanted)


def test_without_pages_the_index_gives_points(report: Report, style: HouseStyle):
    word = WordFile(render_docx(report, style).data)
    kinds = {code.split()[0] for code, _ in word.fields()}
    assert kinds == {"TOC", "REF"}
    assert word.of_style("index 2")[0] == "Session 1, lead-off 1, 2"


def test_the_name_is_set_in_the_field_as_in_the_line(report: Report, style: HouseStyle):
    word = WordFile(render_docx(report, style, folios(report, style)).data)
    codes = word.find("//w:instrText[../w:rPr/w:rStyle/@w:val='EntryHeading']/text()")
    assert {"Ogata, Sadako", "Sen, Amartia"} <= set(codes)


def test_colons_and_quotes_in_a_heading_are_words():
    entry = Entry('A "B": C', 'A "B": C, D', "say: this\\that;", (Mark("point-1"),), "")
    code = "".join(each.text for run in xe(entry, "") for each in run.iter(f"{W}instrText"))
    assert code == r' XE "A \"B\"\: C, D:say\: this\\that\;" '
    assert levels(r"A \"B\"\: C, D:say\: this\\that\;") == ('A "B": C, D', "say: this\\that;")
    assert plain(escaped('\\":;')) == '\\":;'


def test_a_page_is_named_once_and_an_unknown_one_not_at_all():
    entry = Entry("A", "A", "s", (Mark("a"), Mark("b"), Mark("a", "c"), Mark("b", "a"), Mark("x"), Mark("x", "c")))
    shown = [each.pages for each in shown_pages(entry, {"a": "1", "b": "1", "c": "2"})]
    assert shown == [("1",), ("1", "2"), ("2",)]


def test_sub_entries_stand_in_the_order_of_the_alphabet(style: HouseStyle):
    lines = "".join(f'<p class="subentry">{word} <span class="locators"><a class="page" href="#p">1</a></span></p>' for word in ("b", "Ä", "a"))  # fmt: skip
    html = f"""<p class="point" id="p">x</p><section class="speaker-index"><div class="columns">
    <p class="entry" id="e"><span class="heading">E</span></p>{lines}
    <p class="see"><span class="heading">S</span>, <em>see</em> <a href="#gone">G</a></p></div></section>"""
    word = WordFile(docx_from_html(f"<body>{html}</body>", style, {"p": "1"}).data)
    assert word.of_style("index 2") == ["a 1", "Ä 1", "b 1"]
    assert word.of_style("Index See") == ["S, see G"]
    assert len(index_entries(word, {"p": "1"})) == 3


def test_an_index_without_lines_makes_no_field(style: HouseStyle):
    html = '<body><section class="speaker-index"><div class="columns"></div></section></body>'
    assert entries_of(html_parser.document_fromstring(html)) == {}
    assert WordFile(docx_from_html(html, style, {"p": "1"}).data).fields() == []


def test_a_range_has_one_bookmark_however_often_it_is_named(made: tuple[WordFile, dict[str, str]]):
    word, _ = made
    names = word.find("//w:bookmarkStart/@w:name")
    assert len(names) == len(set(names))
    ids = word.find("//w:bookmarkStart/@w:id")
    assert sorted(ids) == sorted(word.find("//w:bookmarkEnd/@w:id"))
    assert len(ids) == len(set(ids))
    assert all(words_of(each.getparent()) for each in word.find("//w:bookmarkStart[contains(@w:name, '_to_')]"))
