"""What Word's accessibility checker asks of a file, a rule each, in every built-in style; and that each rule can fail.

The rules are those of Microsoft's checker and of WCAG 2.2 where they concern a Word file.
"""

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from lxml import etree
from msgspec.structs import replace

from hsreport.build import report_of
from hsreport.enrich.themes.vocabulary import builtin_vocabulary
from hsreport.model import Report
from hsreport.read.source import read_source
from hsreport.render.style.tokens import HouseStyle, load_style, style_names
from hsreport.render.style.worn import LEAST_CONTRAST, contrast
from hsreport.render.word.file import docx_from_html, render_docx
from tests.render.word.opened import NS, W, WordFile, words_of

CORE = "docProps/core.xml"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
SAYS_NOTHING = re.compile(
    r"\W*(here|click here|more|read more|link|this page|https?:\S*|www\.\S*|[\d\W]*)\W*", re.IGNORECASE
)
"""Words of a link that do not say where it leads."""
NO_LEVEL = 9
PAPER = "#ffffff"
WRONG = """<html lang="en"><body><header class="cover"><p class="kind">k</p></header><section class="section">
<h2>One</h2><section class="session" id="s"><h4>Three</h4><p class="narrative"><br></p><p class="narrative">
<a href="https://example.org/">https://example.org/</a></p></section></section><section class="glance">
<table class="findings"><tr><td>first</td></tr></table></section></body></html>"""
"""What breaks a rule with every element."""


@pytest.fixture(scope="module")
def seed_report(seed: Path) -> Report:
    return report_of(read_source(seed), builtin_vocabulary("human-security"))


@pytest.fixture(scope="module", params=style_names())
def look(request: pytest.FixtureRequest) -> HouseStyle:
    return replace(load_style(request.param), short_words=0)


@pytest.fixture(scope="module")
def files(look: HouseStyle, report: Report, seed_report: Report) -> list[WordFile]:
    """The seed, and a report with one of everything."""
    return [WordFile(render_docx(each, look).data) for each in (seed_report, report)]


@pytest.fixture
def wrong(style: HouseStyle) -> WordFile:
    return WordFile(docx_from_html(WRONG, style).data)


# --- Headings -------------------------------------------------------------------------------------------


def outline(word: WordFile) -> list[int]:
    """The outline level of each heading, from 1, in the order of the text."""
    levels = (_level(each.element, word) + 1 for each in word.paragraphs if each.words)
    return [level for level in levels if level <= NO_LEVEL]


def _level(paragraph: etree._Element, word: WordFile) -> int:
    properties = [paragraph.find(f"{W}pPr"), *(each.find(f"{W}pPr") for each in lineage(paragraph, word))]
    found = (each.find(f"{W}outlineLvl") for each in properties if each is not None)
    return next((int(each.get(f"{W}val")) for each in found if each is not None), NO_LEVEL)


def lineage(paragraph: etree._Element, word: WordFile) -> Iterator[etree._Element]:
    """The style of a paragraph, then those it is based on."""
    yield from ancestry(word.styles[paragraph.find(f"{W}pPr/{W}pStyle").get(f"{W}val")], word)


def ancestry(style: etree._Element, word: WordFile) -> Iterator[etree._Element]:
    yield style
    base = style.find(f"{W}basedOn")
    if base is not None:
        yield from ancestry(word.styles[base.get(f"{W}val")], word)


def jumps(levels: list[int]) -> list[tuple[int, int]]:
    return [(above, below) for above, below in pairwise([0, *levels]) if below > above + 1]


def test_headings_go_down_one_level_at_a_time(files: list[WordFile], wrong: WordFile):
    for word in files:
        assert len(set(outline(word))) > 1
        assert jumps(outline(word)) == []
    assert jumps(outline(wrong)) == [(1, 3)]


# --- Tables, pictures, links ----------------------------------------------------------------------------


def without_header_row(word: WordFile) -> list[str]:
    """The words of tables whose first row does not say that it is their head, or that have no description."""
    return [
        words_of(table)
        for table in word.find("//w:tbl")
        if table.find(f"{W}tr/{W}trPr/{W}tblHeader") is None or table.find(f"{W}tblPr/{W}tblDescription") is None
    ]


def test_tables_have_a_header_row_and_a_description(files: list[WordFile], wrong: WordFile):
    for word in files:
        assert word.find("//w:tbl")
        assert without_header_row(word) == []
        assert word.find("//w:gridSpan | //w:vMerge") == []
    assert without_header_row(wrong) == ["first"]


def undescribed(word: WordFile) -> list[str]:
    """The names of pictures, in any part, that have no words and are not marked as decoration."""
    pictures = (each for tree in word.trees.values() for each in tree.iter(DRAWING))
    return [each.get("name") for each in pictures if not each.get("descr") and not _is_decoration(each)]


def _is_decoration(picture: etree._Element) -> bool:
    return any(each.get("val") == "1" for each in picture.iter("{*}decorative"))


def test_pictures_have_words(files: list[WordFile], wrong: WordFile):
    assert [undescribed(word) for word in files] == [[], []]
    etree.SubElement(wrong.document, DRAWING, name="Picture 1")
    assert undescribed(wrong) == ["Picture 1"]


def mute_links(word: WordFile) -> list[str]:
    links = [words_of(each) for name in word.trees for each in word.trees[name].iter(f"{W}hyperlink")]
    return [each for each in links if SAYS_NOTHING.fullmatch(each)]


def test_links_say_where_they_lead(files: list[WordFile], wrong: WordFile):
    for word in files:
        assert word.find("//w:hyperlink")
        assert mute_links(word) == []
    assert mute_links(wrong) == ["https://example.org/"]


# --- Language and title ---------------------------------------------------------------------------------


def language(word: WordFile) -> tuple[str, str]:
    """The language of the words unless they say otherwise, and that of the file."""
    words = word.find("/w:styles/w:docDefaults/w:rPrDefault/w:rPr/w:lang", "styles")[0].get(f"{W}val")
    return words, word.trees[CORE].findtext("{http://purl.org/dc/elements/1.1/}language", "")


def test_the_language_is_told_of_the_file_and_of_words_in_another(files: list[WordFile], look: HouseStyle):
    for word in files:
        assert language(word) == ("en-GB", "en")
    foreign = WordFile(docx_from_html('<p class="narrative">a <span lang="fr">mot</span></p>', look).data)
    (run,) = foreign.find("//w:r[w:rPr/w:lang/@w:val='fr-FR']")
    assert words_of(run) == "mot"


def titles(word: WordFile) -> tuple[str, list[str]]:
    return word.trees[CORE].findtext("{http://purl.org/dc/elements/1.1/}title", ""), word.of_style("Title")


def test_the_file_has_the_title_that_its_cover_has(files: list[WordFile], wrong: WordFile):
    for word in files:
        told, (shown,) = titles(word)
        assert told == shown != ""
    assert titles(wrong) == ("", [])


# --- Looks ----------------------------------------------------------------------------------------------


def blanks(word: WordFile) -> list[str]:
    """The styles of paragraphs that hold nothing and end no section; the cells of a table may be empty."""
    empty = (each for each in word.paragraphs if not each.words.strip() and each.element.getparent().tag != f"{W}tc")
    holds = "w:pPr/w:sectPr | .//w:drawing | .//w:pict | .//w:fldChar"
    return [each.style for each in empty if not each.element.xpath(holds, namespaces=NS)]


def test_no_blank_paragraph_makes_a_space(files: list[WordFile], wrong: WordFile):
    assert [blanks(word) for word in files] == [[], []]
    assert blanks(wrong) == ["Session Narrative"]


def pale(word: WordFile) -> dict[str, float]:
    """The styles whose words stand out too little from the paper, and by how much they do."""
    found = {word.style_name(name): _contrast(style, word) for name, style in word.styles.items()}
    return {name: ratio for name, ratio in found.items() if ratio < LEAST_CONTRAST}


def _contrast(style: etree._Element, word: WordFile) -> float:
    inks = (each.find(f"{W}rPr/{W}color") for each in ancestry(style, word))
    ink = next((each.get(f"{W}val") for each in inks if each is not None), "000000")
    return contrast(f"#{ink}", PAPER)


def test_words_stand_out_from_the_paper(files: list[WordFile], wrong: WordFile):
    for word in files:
        assert pale(word) == {}
        assert word.find("//w:shd | //w:highlight | //w:r/w:rPr/w:color") == []
    wrong.styles["Roster"].find(f"{W}rPr").append(etree.fromstring(f'<w:color xmlns:w="{NS["w"]}" w:val="999999"/>'))
    assert pale(wrong).keys() == {"Roster", "Event Roster"}
