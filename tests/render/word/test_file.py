"""The Word file, read part by part against the HTML it is made from and the rules of ECMA-376."""

import re
from datetime import UTC, datetime
from importlib.metadata import version
from io import BytesIO
from pathlib import Path

import msgspec
import pytest
from docx import Document
from lxml import html as html_parser

from hsreport.model import Report
from hsreport.ooxml.record import records_of
from hsreport.ooxml.xml import bookmark_name
from hsreport.render.style.tokens import HouseStyle
from hsreport.render.word.file import docx_from_html, render_docx
from hsreport.render.word.styles import word_language
from hsreport.render.word.vocabulary import PARAGRAPHS, TABLES
from hsreport.render.word.words import WORDS
from hsreport.source import Line
from hsreport.values import SourceSpan
from tests.render.word.opened import NS, W, WordFile, letters

HERE = Path(__file__).parent
REFERENCE = HERE.parents[2] / "docs" / "reference" / "html.md"


@pytest.fixture(scope="module")
def html() -> str:
    """One of everything in the vocabulary."""
    return (HERE / "vocabulary.html").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def word(html: str, style: HouseStyle) -> WordFile:
    return WordFile(docx_from_html(html, style).data)


def made(body: str, style: HouseStyle) -> tuple[WordFile, list[str]]:
    """The file made from a body, and the messages of its findings."""
    file = docx_from_html(f"<html lang='en'><body>{body}</body></html>", style)
    return WordFile(file.data), [each.message for each in file.findings]


def point(number: int, shown: str = "", depth: int = 0) -> str:
    nested = f' data-depth="{depth}"' if depth else ""
    return f'<p class="point" id="point-{number}"{nested}><span class="point-number">{shown or number}</span> Said.</p>'


# --- The vocabulary -----------------------------------------------------------------------------------


def test_nothing_of_the_vocabulary_or_of_the_templates_is_strange(
    html: str, report: Report, bare_report: Report, style: HouseStyle
):
    pages = {f"point-{number}": "1" for number in range(1, 7)}
    files = (docx_from_html(html, style), render_docx(report, style, pages), render_docx(bare_report, style))
    assert [file.findings for file in files] == [(), (), ()]


def test_the_reference_names_the_style_of_each_element():
    rows = [line.split("|") for line in REFERENCE.read_text(encoding="utf-8").splitlines() if line.startswith("| `")]
    said = {}
    for _, elements, *_, styles, _ in rows:
        called, names = re.findall("`([^`]+)`", elements), [name.strip() for name in styles.split(",")]
        said |= zip(called, names * len(called) if len(names) == 1 else names, strict=False)
    for table in (PARAGRAPHS, TABLES, WORDS):
        assert {key: said.get(key) for key in table} == table


def test_every_paragraph_and_run_has_a_style_that_is_defined(word: WordFile):
    used = set(word.find("//w:pStyle/@w:val | //w:rStyle/@w:val | //w:tblStyle/@w:val"))
    used |= set(word.find("//w:pStyle/@w:val | //w:rStyle/@w:val", "footnotes"))
    based = set(word.find("//w:basedOn/@w:val | //w:next/@w:val", "styles"))
    assert used | based <= set(word.styles)
    assert word.find("//w:p[not(w:pPr/w:pStyle)]") == []


def test_no_formatting_but_by_styles(word: WordFile):
    direct = {each.tag.removeprefix(W) for each in word.find("//w:r/w:rPr/*[not(self::w:rStyle)]")}
    assert direct == set()
    on_paragraphs = {each.tag.removeprefix(W) for each in word.find("//w:p/w:pPr/*")}
    assert on_paragraphs == {"pStyle", "keepNext", "pageBreakBefore", "spacing", "outlineLvl", "sectPr"}


def test_styles_of_paragraphs(word: WordFile):
    assert word.of_style("Title") == ["Symposium on Rivers and Cities"]
    assert word.of_style("Theme Line") == ["“Water that Divides, Water that Joins”"]
    assert word.of_style("Cover Line")[1:3] == ["14 May 2019", "Institute of Water"]
    assert word.of_style("heading 1") == [
        "At a glance",
        "I. Purpose",
        "II. Discussions",
        "Decisions and actions",
        "Speaker index",
        "Thematic appendix",
        "Editorial notes",
    ]
    assert word.of_style("heading 2")[0] == "Session 1: Floods (Presentation)"
    assert word.of_style("heading 3") == ["Annex: Sources"]
    assert word.of_style("Inner Heading") == ["a. Earlier meetings", "Treaties"]
    assert word.of_style("Theme Heading") == ["Floods", "Law and treaties"]
    assert word.of_style("Session Narrative") == ["(1) Statements followed."]
    assert word.of_style("Decision") == ["D1. Agreed: the treaty is to be read again."]
    assert word.of_style("Action") == ["Sousa is to send it round by June."]
    assert word.of_style("index 1")[0] == "Arai, Kenji, jurist"
    assert word.of_style("index 2")[1] == "floods 1–3 (pp.\xa01–2)"
    assert word.of_style("Index See") == ["Vries, Piet de, see De Vries, Piet"]


def test_styles_of_words(word: WordFile):
    assert word.runs("HeadingLabel") == ["I.", "a.", "II.", "Session 1:", "Session 2:", "Annex:"]
    assert word.runs("Label") == ["(1)", "1.", "(2)", "D1."]
    assert (word.runs("Owner"), word.runs("Due")) == (["Sousa"], ["by June"])
    assert word.runs("Qualifier") == ["(Presentation)"]
    assert word.runs("MatchedWords") == ["Floods", "treaty"]
    assert word.runs("ExtractSpeaker") == ["Piet de Vries", "Discussion", "Kenji Arai"]
    assert word.runs("EntryHeading")[0] == "Arai, Kenji"
    assert word.runs("Strong") == ["strong"]
    assert word.runs("Emphasis") == ["stressed", "see", "see also"]
    assert word.runs("Hyperlink") == ["of its own"]


def test_a_roster_has_the_role_before_the_first_who_has_it(word: WordFile):
    assert word.of_style("Roster")[:2] == [
        "Moderator\tAna Sousa, Director, Institute of Water",
        "Panelists\tPiet de Vries, Engineer, Rotterdam",
    ]
    assert word.of_style("Roster")[2].startswith("\tMaria Oliveira, ")
    assert word.of_style("Event Roster") == ["Opening\tMaria Oliveira", "Closing\tKenji Arai"]


def test_who_has_no_role_below_one_who_has_stands_apart(report: Report, style: HouseStyle):
    rows = [each for each in WordFile(render_docx(report, style).data).paragraphs if each.style == "Roster"]
    assert [each.words.split(",")[0] for each in rows[:3]] == [
        "Moderator\tYozo Yokota",
        "Lead-off\tSadako Ogata",
        "\tAmartya Sen",
    ]
    assert [len(each.element.xpath("w:pPr/w:spacing", namespaces=NS)) for each in rows[:3]] == [0, 0, 1]


def test_points_people_and_headings_stand_in_controls_tagged_with_their_anchors(word: WordFile):
    tags = word.find("//w:sdt/w:sdtPr/w:tag/@w:val")
    points = [f"point-{number}" for number in range(1, 7)]
    people = [f"roster-{number}" for number in range(1, 4)]
    headings = ["section-1", "heading-1", "section-2", "session-1", "session-2", "heading-2", "section-3"]
    assert sorted(tags) == sorted([*points, *people, *headings])
    assert set(word.find("//w:sdt/w:sdtPr/w:alias/@w:val")) == {"Point", "Person", "Heading"}
    ids = word.find("//w:sdt/w:sdtPr/w:id/@w:val")
    assert len(ids) == len(set(ids)) == len(tags) + 1
    for each in word.find("//w:sdt[w:sdtPr/w:tag]"):
        names = each.xpath(".//w:bookmarkStart/@w:name", namespaces=NS)
        assert bookmark_name(each.xpath("w:sdtPr/w:tag/@w:val", namespaces=NS)[0]) in names


def test_the_file_carries_its_source(report: Report, style: HouseStyle):
    file = WordFile(render_docx(report, style, lines=[Line(SourceSpan(1, 1), "As \x0c received \ufffe 𝔘")]).data)
    root = file.trees["customXml/item1.xml"]
    assert root.get("sha256") == report.source.sha256
    (record,) = records_of([root])
    assert (record.source, record.symposium) == (report.source, report.symposium)
    assert [line.text for line in record.lines] == ["As \x0c received \ufffe 𝔘"]
    shown = {place.anchor: place.shown for place in record.places}
    assert shown["point-1"] == 'Protection & empowerment must be "combined" - both <at once>.'
    assert shown["roster-1"] == "Moderator\tYozo Yokota, Professor, Chuo University"
    assert "speaker-index" not in shown
    assert b"datastoreItem" in file.raw["customXml/itemProps1.xml"]
    assert records_of([]) == []
    root.text = "{}"
    assert records_of([root]) == []


# --- Words and what is outside the vocabulary ------------------------------------------------------------


def test_white_space_as_html_has_it(style: HouseStyle):
    word, _ = made('<p class="narrative">\n  One <em> two </em>\n three<br> four\n</p>', style)
    assert word.of_style("Narrative") == ["One two three" + "four"]
    assert [each.text for each in word.find("//w:t")] == ["One ", "two ", "three", "four"]
    assert len(word.find("//w:br")) == 1


def test_what_is_outside_is_plain_text_and_reported(style: HouseStyle):
    body = """<div class="wrap"><p class="lead">Known.</p>loose <aside id="box">An <u>aside</u> <!-- no --> here.</aside>
    <ul><li>first</li><li>second</li></ul><img alt="A map" src="x.png"><script>no()</script></div>"""
    word, messages = made(body, style)
    plain = word.of_style("Normal")
    assert plain == ["loose", "An aside here.", "first", "second", "A map"]
    assert word.of_style("Lead") == ["Known."]
    assert word.runs("Emphasis") == []
    strange = ["div.wrap", "aside", "u", "ul", "li", "img"]
    assert [re.findall("“(.*?)”", message)[0] for message in messages] == strange
    assert "box" in {each.anchor for each in docx_from_html(f"<body>{body}</body>", style).findings}


def test_no_word_of_odd_html_is_lost(style: HouseStyle):
    body = """words at the root<h6>six</h6><table><caption>cap</caption><tr><td>cell</td></tr></table>
    <section class="session">loose in a session<dl class="roster"><dt class="role">Alone</dt></dl></section>
    <table class="findings"><tr><th>a</th><th>b</th></tr><tr><td>one</td><td>two</td><td>three</td></tr></table>
    <blockquote><p>quoted</p> tail</blockquote><p class="point">no anchor</p>"""
    word, _ = made(body, style)
    text = letters("".join(each.words for each in word.paragraphs))
    for each in html_parser.fragments_fromstring(body):
        for said in [each] if isinstance(each, str) else each.itertext():
            assert letters(said) in text


def test_a_link_that_leads_nowhere_is_words_alone(style: HouseStyle):
    word, messages = made(
        '<p class="lead">See <a href="#gone">there</a>, <a class="page" href="#gone">7</a>.</p>', style
    )
    assert word.of_style("Lead") == ["See there, 7."]
    assert word.find("//w:hyperlink") == []
    assert word.fields() == []
    assert messages == ["the link to “#gone” leads nowhere; Word shows its words alone"] * 2


def test_links_that_lead_outside_share_a_relationship(style: HouseStyle):
    there = '<a href="https://example.org/?a=1&amp;b=2">there</a>'
    word, _ = made(f'<p class="lead">{there} {there} <a href="mailto:a@example.org">mail</a></p>', style)
    relations = word.raw["word/_rels/document.xml.rels"].decode()
    assert relations.count('TargetMode="External"') == 2
    assert 'Target="https://example.org/?a=1&amp;b=2"' in relations


def test_characters_that_xml_cannot_hold_are_left_out(style: HouseStyle):
    word, _ = made('<p class="lead">form\x0cfeed bell\x07 𝔘ni\ufffecode &amp; &lt;b&gt;</p>', style)
    assert word.of_style("Lead") == ["form feed bell 𝔘nicode & <b>"]


def test_words_in_another_language_say_so(style: HouseStyle):
    word, _ = made('<p class="lead">A <em lang="fr">coup</em></p><p class="lead" lang="pt-BR">Bom</p>', style)
    assert word.find("//w:lang/@w:val") == ["fr-FR", "pt-BR"]
    assert word.find("//w:docDefaults//w:lang/@w:val", "styles") == ["en-GB"]
    assert [word_language(tag) for tag in ("en", "en-US", "ja", "gsw")] == ["en-GB", "en-US", "ja-JP", "gsw"]


# --- Fields, bookmarks, notes ---------------------------------------------------------------------------


def test_fields_are_closed_and_of_known_kinds(word: WordFile):
    kinds = {code.split()[0] for code, _ in word.fields()}
    assert kinds == {"TOC", "PAGEREF", "REF"}
    assert word.find("//w:fldSimple") == []


def test_the_contents_are_what_word_would_make_of_the_headings(word: WordFile):
    (code, shown), *_ = [each for each in word.fields() if each[0].startswith("TOC")]
    assert code == r'TOC \o "1-3" \h \z'
    depth = {"heading 1": "toc 1", "heading 2": "toc 2"}
    headings = [(depth[each.style], each.words) for each in word.paragraphs if each.style in depth]
    lines = [each for each in word.paragraphs if each.style.startswith("toc ")]
    without_qualifier = [(style, words.removesuffix(" (Presentation)")) for style, words in headings]
    assert [(each.style, each.words.split("\t")[0]) for each in lines] == without_qualifier
    assert shown == "".join(each.words for each in lines)
    assert lines[0].words == "At a glance\tiii"
    control = word.find("//w:sdt[w:sdtPr/w:docPartObj/w:docPartGallery/@w:val='Table of Contents']")
    assert len(control) == 1


def test_every_anchor_has_its_bookmark_and_every_link_its_anchor(html: str, word: WordFile):
    anchors = html_parser.document_fromstring(html).xpath("//@id")
    starts = word.find("//w:bookmarkStart")
    named = {name for name in word.bookmarks() if not name.startswith("made_")}
    assert {bookmark_name(anchor) for anchor in anchors} == named
    assert len(word.bookmarks()) == len(starts)
    assert sorted(word.find("//w:bookmarkStart/@w:id")) == sorted(word.find("//w:bookmarkEnd/@w:id"))
    assert len(set(word.find("//w:bookmarkStart/@w:id"))) == len(starts)
    wanted = set(word.find("//w:hyperlink/@w:anchor"))
    wanted |= {code.split()[1] for code, _ in word.fields() if code.startswith(("REF", "PAGEREF"))}
    assert wanted <= set(word.bookmarks())


@pytest.mark.parametrize("tag", ["section", "dl", "table", "ol", "dt", "p", "span", "article", "div"])
def test_an_anchor_on_any_element_can_be_linked_to(tag: str, style: HouseStyle):
    kinds = {
        "section": "session",
        "dl": "roster",
        "table": "findings",
        "ol": "toc",
        "dt": "role",
        "p": "lead",
        "span": "name",
    }
    inside = {"dl": "<dt class='role'>a</dt>", "table": "<tr><td>a</td></tr>", "ol": "<li class='toc-1'>a</li>"}
    element = f'<{tag} class="{kinds.get(tag, "x")}" id="here">{inside.get(tag, "")}</{tag}>'
    around = (
        f"<dl class='roster'>{element}</dl>"
        if tag == "dt"
        else f"<p class='lead'>{element}</p>"
        if tag == "span"
        else element
    )
    word, messages = made(f'{around}<p class="lead"><a href="#here">go</a></p>', style)
    assert set(word.bookmarks()) == {"here"}
    assert not [message for message in messages if "nowhere" in message]


def test_bookmark_names_are_such_as_word_takes():
    anchors = [
        "point-12",
        "Point-12",
        "point_12",
        "9",
        "é",
        "speaker-" + "x" * 50,
        "speaker-" + "x" * 51,
        "a b",
        "-",
        "_a",
    ]
    names = [bookmark_name(anchor) for anchor in anchors]
    assert names[0] == "point_12"
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[A-Za-z]\w{0,39}", name, re.ASCII) for name in names)


def test_the_first_of_two_equal_ids_has_the_bookmark(style: HouseStyle):
    word, _ = made('<p class="lead" id="a">one</p><p class="lead" id="a">two</p><p><a href="#a">x</a></p>', style)
    (start,) = word.find("//w:bookmarkStart")
    assert start.getparent().xpath("string(.)", namespaces=NS) == "one"


def test_points_are_a_list_that_counts_through_the_document(html: str, word: WordFile):
    printed = html_parser.document_fromstring(html).xpath("//span[@class='point-number']/text()")
    numbered = [each for each in word.paragraphs if each.style in ("Point", "Nested Point")]
    assert [str(number) for number, _ in enumerate(numbered, 1)] == printed
    assert not any(re.match(r"\d+ ", each.words) for each in numbered)
    assert word.runs("PointNumber") == []
    (level,) = word.find("//w:lvl", "numbering")
    assert level.find(f"{W}pStyle").get(f"{W}val") == "Point"
    assert word.styles["Point"].find(f"{W}pPr/{W}numPr/{W}numId").get(f"{W}val") == "1"
    assert word.styles["NestedPoint"].find(f"{W}basedOn").get(f"{W}val") == "Point"


def test_references_to_points_are_fields_that_follow_the_list(word: WordFile):
    references = [(code, shown) for code, shown in word.fields() if code.startswith("REF")]
    assert references[0] == (r"REF point_5 \n \h", "5")
    assert all(f"point_{shown}" in code for code, shown in references)
    pages = [each for each in word.fields() if each[0].startswith("PAGEREF")]
    assert (r"PAGEREF roster_1 \h", "1") in pages
    assert word.find("//w:hyperlink[@w:anchor='narrative_5']//w:t/text()") == ["Session 1"]


def test_a_number_that_the_list_would_not_give_is_written_out(style: HouseStyle):
    reference = '<p class="lead"><a class="point-ref" href="#point-7">7</a></p>'
    word, _ = made(point(1) + point(7) + point(2, depth=1) + reference, style)
    shown = [(each.style, each.words) for each in word.paragraphs]
    assert shown == [("Point", "Said."), ("Unnumbered Point", "7 Said."), ("Nested Point", "Said."), ("Lead", "7")]
    assert word.fields() == []
    assert word.find("//w:hyperlink/@w:anchor") == ["point_7"]
    unnumbered = word.styles["UnnumberedPoint"].find(f"{W}pPr/{W}numPr/{W}numId")
    assert unnumbered.get(f"{W}val") == "0"


def test_points_without_numbers(style: HouseStyle):
    bare = msgspec.structs.replace(style, point_numbers=False)
    word, _ = made('<p class="point" id="point-1">Said.</p><p class="point" data-depth="1">More.</p>', bare)
    assert [each.style for each in word.paragraphs] == ["Point", "Nested Point"]
    assert word.find("//w:style//w:numPr", "styles") == []


def test_notes_are_footnotes_with_the_marks_of_the_author(word: WordFile):
    calls = word.find("//w:footnoteReference")
    assert [each.get(f"{W}customMarkFollows") for each in calls] == ["1", "1"]
    assert word.runs("FootnoteReference") == ["*", "2"]
    notes = [each.xpath("string(.)", namespaces=NS) for each in word.find("//w:footnote", "footnotes")]
    assert notes == [
        "",
        "",
        "* This summary was made from notes; speakers have not seen it.",
        "2 In Porto and in Ghent.",
    ]
    assert word.find("//w:footnote/@w:type", "footnotes") == ["separator", "continuationSeparator"]
    ids = word.find("//w:footnote[not(@w:type)]/@w:id", "footnotes")
    assert [each.get(f"{W}id") for each in calls] == ids == ["1", "2"]


def test_notes_that_count_from_one_are_counted_by_word(style: HouseStyle):
    note = '<span class="note" data-mark="{}">Note.</span>'
    word, _ = made(
        f'<p class="lead">a{note.format("*")} b{note.format(1)} c{note.format(2)} d{note.format(7)}</p>', style
    )
    custom = [each.get(f"{W}customMarkFollows") for each in word.find("//w:footnoteReference")]
    assert custom == ["1", None, None, "1"]
    assert len(word.find("//w:footnoteRef", "footnotes")) == 2


# --- Pages ----------------------------------------------------------------------------------------------


def sections(word: WordFile) -> list[tuple[str, str, str | None, str | None]]:
    """Break, numerals, first folio and columns of each section."""
    found = []
    for each in word.find("//w:sectPr"):
        folio, columns = each.find(f"{W}pgNumType"), each.find(f"{W}cols")
        kind = each.find(f"{W}type").get(f"{W}val")
        found.append((kind, folio.get(f"{W}fmt"), folio.get(f"{W}start"), columns.get(f"{W}num")))
    return found


def test_sections(word: WordFile):
    assert sections(word) == [
        ("nextPage", "lowerRoman", None, None),
        ("nextPage", "lowerRoman", None, None),
        ("oddPage", "decimal", "1", None),
        ("continuous", "decimal", None, None),
        ("oddPage", "decimal", None, None),
        ("continuous", "decimal", None, "2"),
        ("continuous", "decimal", None, None),
        ("continuous", "decimal", None, "2"),
        ("continuous", "decimal", None, None),
    ]
    cover, *others = word.find("//w:sectPr")
    assert cover.find(f"{W}headerReference") is None
    assert cover.find(f"{W}titlePg") is not None
    assert all(
        len(each.findall(f"{W}headerReference")) == len(each.findall(f"{W}footerReference")) == 2 for each in others
    )


def test_running_heads_repeat_the_deepest_part_on_the_page(word: WordFile):
    body = word.find("//w:sectPr")[2:4]
    ids = [each.xpath("w:headerReference[@w:type='default']/@r:id", namespaces=RELATED)[0] for each in body]
    assert ids == ["headerHeading1", "headerHeading2"]
    title = "Symposium on Rivers and Cities"
    assert word.fields("headerHeading1") == [(r"STYLEREF 1 \l", title)]
    assert word.fields("headerHeading2") == [(r"STYLEREF 2 \l", title)]
    assert word.fields("headerLeft") == [("TITLE", title)]
    assert word.fields("footer")[0][0] == word.fields("footerLeft")[0][0] == "PAGE"
    assert word.find("//w:evenAndOddHeaders", "settings") != []


def test_a_title_too_long_for_a_head_is_cut_there(style: HouseStyle):
    html = "<html><head><title>A long title</title></head><body data-running='A long …'><section class='section'><h2>a</h2></section>"
    word = WordFile(docx_from_html(html, style).data)
    assert word.fields("headerLeft") == []
    assert word.find("//w:t/text()", "headerLeft") == ["A long …"]
    assert word.fields("headerHeading1") == [(r"STYLEREF 1 \l", "A long …")]


RELATED = NS | {"r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships"}


def test_pages_on_one_side_of_the_paper(html: str, style: HouseStyle):
    page = msgspec.structs.replace(style.page, facing=False, width_mm=215.9, height_mm=279.4)
    word = WordFile(docx_from_html(html, msgspec.structs.replace(style, page=page)).data)
    assert "oddPage" not in {kind for kind, *_ in sections(word)}
    assert not [name for name in word.names if "Left" in name]
    assert word.find("//w:evenAndOddHeaders", "settings") == []
    assert set(word.find("//w:pgSz/@w:w")) == {"12240"}
    assert set(word.find("//w:pgSz/@w:h")) == {"15840"}


def test_headings_stay_with_what_follows(word: WordFile):
    for style in ("Heading1", "Lead", "Roster", "Caption", "Index1", "IndexHeading", "ScopeNote"):
        assert word.styles[style].find(f"{W}pPr/{W}keepNext").get(f"{W}val") == "1", style
    assert word.styles["Index2"].find(f"{W}pPr/{W}keepNext").get(f"{W}val") == "0"
    assert word.styles["Normal"].find(f"{W}pPr/{W}widowControl") is not None
    levels = {key: each.find(f"{W}pPr/{W}outlineLvl") for key, each in word.styles.items()}
    shown = {key: each.get(f"{W}val") for key, each in levels.items() if each is not None}
    assert shown == {"Heading1": "0", "Heading2": "1", "Heading3": "2", "TOCHeading": "9", "ThemeSubheading": "9"}


def test_tables_have_header_rows_captions_and_descriptions(word: WordFile):
    for table in word.find("//w:tbl"):
        rows = table.findall(f"{W}tr")
        heads = [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows]
        assert heads == [True] + [False] * (len(rows) - 1)
        assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
        caption = table.getprevious()
        assert caption.find(f"{W}pPr/{W}pStyle").get(f"{W}val") == "Caption"
        assert table.find(f"{W}tblPr/{W}tblDescription").get(f"{W}val") == caption.xpath("string(.)", namespaces=NS)
        widths = [int(each.get(f"{W}w")) for each in table.findall(f"{W}tblGrid/{W}gridCol")]
        assert sum(widths) == int(table.find(f"{W}tblPr/{W}tblW").get(f"{W}w"))
        assert min(widths) > 300


def test_columns_of_figures_are_set_to_the_right(word: WordFile):
    assert word.of_style("Table Figure") == ["4", "2", "3", "·", "3", "1", "2", "3"]
    assert word.of_style("Table Figure Head") == ["Points", "Session 1", "Session 2", "All"]


def test_a_table_at_the_end_of_a_section_is_closed_by_a_small_paragraph(style: HouseStyle):
    table = '<table class="glance-themes"><tr><td>a</td></tr></table>'
    word, _ = made(
        f'<section class="glance">{table}</section><section class="section"><p class="lead">b</p></section>', style
    )
    assert [each.style for each in word.paragraphs] == ["Table Text", "Section Break", "Lead"]
    assert word.paragraphs[1].element.find(f"{W}pPr/{W}sectPr") is not None


def test_contents_without_lines_make_no_field(style: HouseStyle):
    word, _ = made('<nav class="contents"><h2>Contents</h2><ol class="toc"></ol></nav>', style)
    assert word.of_style("TOC Heading") == ["Contents"]
    assert word.fields() == []


def test_an_empty_body_is_a_file_all_the_same(style: HouseStyle):
    word, messages = made("", style)
    assert [each.words for each in word.paragraphs] == [""]
    assert messages == []
    assert len(word.find("//w:body/w:sectPr")) == 1


# --- House style ----------------------------------------------------------------------------------------


def test_the_tokens_of_the_house_style_are_in_the_styles(html: str, style: HouseStyle):
    changed = msgspec.structs.replace(
        style,
        justify=True,
        hyphenate=True,
        banner="FOR OFFICIAL USE",
        fonts=msgspec.structs.replace(style.fonts, text="Gentium", text_fallback="serif", display="Lato"),
        sizes=msgspec.structs.replace(style.sizes, text_pt=12, heading_1_pt=20.5),
        colours=msgspec.structs.replace(style.colours, accent="#aa0011"),
    )
    word = WordFile(docx_from_html(html, changed).data)
    first = word.styles["Heading1"]
    assert first.find(f"{W}rPr/{W}sz").get(f"{W}val") == "41"
    assert first.find(f"{W}rPr/{W}rFonts").get(f"{W}ascii") == "Lato"
    assert word.styles["Normal"].find(f"{W}rPr/{W}sz").get(f"{W}val") == "24"
    assert word.styles["HeadingLabel"].find(f"{W}rPr/{W}color").get(f"{W}val") == "AA0011"
    assert word.styles["Narrative"].find(f"{W}pPr/{W}jc").get(f"{W}val") == "both"
    assert word.find("//w:autoHyphenation", "settings") != []
    assert word.find("//w:font/@w:name", "fontTable") == ["Gentium", "Lato", "JetBrains Mono"]
    assert word.find("//w:altName/@w:val", "fontTable") == ["Segoe UI", "Cascadia Mono"]
    for part in ("headerHeading1", "headerLeft", "footer", "footerLeft"):
        assert word.find("//w:p[w:pPr/w:pStyle/@w:val='Banner']//w:t/text()", part) == ["FOR OFFICIAL USE"]


def test_the_cover_says_what_heads_and_grounds_of_pages_say(report: Report, style: HouseStyle):
    word = WordFile(render_docx(report, msgspec.structs.replace(style, banner="SECRET", watermark="DRAFT")).data)
    assert word.find("//w:body//w:t[contains(., 'SECRET')]/text()") == ["SECRET · DRAFT"]


def test_the_built_in_names_of_word(word: WordFile):
    names = {key: word.style_name(key) for key in word.styles}
    assert names["Heading1"] == "heading 1"
    assert names["TOC1"] == "toc 1"
    assert names["FootnoteText"] == "footnote text"
    assert names["Title"] == "Title"
    custom = {key for key, each in word.styles.items() if each.get(f"{W}customStyle")}
    assert {"Point", "ThemeLine", "Findings"} <= custom
    assert not custom & {"Normal", "Title", "Heading1", "Hyperlink", "Strong"}


# --- The file -------------------------------------------------------------------------------------------


def test_the_same_bytes_twice(report: Report, style: HouseStyle):
    assert render_docx(report, style).data == render_docx(report, style).data


def test_the_parts_are_those_that_are_needed(word: WordFile):
    assert word.names[0] == "[Content_Types].xml"
    assert {each.date_time for each in word.entries} == {(1980, 1, 1, 0, 0, 0)}
    assert sorted(name for name in word.names if name.endswith(".xml") and "/" in name) == [
        "docProps/core.xml",
        "word/document.xml",
        "word/fontTable.xml",
        "word/footer.xml",
        "word/footerLeft.xml",
        "word/footnotes.xml",
        "word/headerHeading1.xml",
        "word/headerHeading2.xml",
        "word/headerLeft.xml",
        "word/numbering.xml",
        "word/settings.xml",
        "word/styles.xml",
    ]


def test_nothing_makes_word_ask_on_opening(word: WordFile):
    asking = ("updateFields", "attachedTemplate", "mailMerge", "documentProtection", "writeProtection")
    assert not any(word.find(f"//w:{name}", "settings") for name in asking)
    assert word.find("//w:compatSetting[@w:name='compatibilityMode']/@w:val", "settings") == ["15"]
    assert b"TargetMode" in word.raw["word/_rels/document.xml.rels"]
    assert not [name for name in word.names if "vba" in name or "embeddings" in name]


def test_the_file_says_what_it_is_and_has_no_clock(
    html: str, style: HouseStyle, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    plain = WordFile(docx_from_html(html, style).data)
    assert b"created" not in plain.raw["docProps/core.xml"]
    assert b"python" not in plain.raw["docProps/core.xml"]
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1046649600")
    path = tmp_path / "dated.docx"
    path.write_bytes(docx_from_html(html, style).data)
    core = Document(str(path)).core_properties
    assert (core.title, core.author) == ("Symposium on Rivers and Cities", "Institute of Water")
    assert (core.keywords, core.language) == ("Floods, Law and treaties", "en")
    assert core.created == core.modified == datetime(2003, 3, 3, tzinfo=UTC)
    assert core.last_modified_by == ""


def test_long_titles_are_cut_to_what_properties_hold(style: HouseStyle):
    html = f"<html><head><title>{'long ' * 100}</title></head><body><p class='lead'>x</p></body></html>"
    core = WordFile(docx_from_html(html, style).data).raw["docProps/core.xml"].decode()
    assert len(re.findall("<dc:title>(.*)</dc:title>", core)[0]) == 255


def test_the_subject_and_the_date_of_the_event_are_properties(style: HouseStyle, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    meta = '<meta name="description" content="Rivers &amp; cities"><meta name="dcterms.created" content="{}">'
    moments = {"2003": (2003, 1, 1), "2003-03": (2003, 3, 1), "2003-03-04": (2003, 3, 4), "2003-13": None, "soon": None}
    for said, wanted in moments.items():
        data = docx_from_html(f"<html><head>{meta.format(said)}</head><body>x</body></html>", style).data
        core = Document(BytesIO(data)).core_properties
        assert core.subject == "Rivers & cities"
        assert core.created == (datetime(*wanted, tzinfo=UTC) if wanted else None)


def test_custom_properties_tell_where_the_file_comes_from(report: Report, style: HouseStyle):
    root = WordFile(render_docx(report, style).data).trees["docProps/custom.xml"]
    assert {each.get("name"): each.xpath("string(.)") for each in root} == {
        "Source file": "small.txt",
        "Source SHA-256": report.source.sha256,
        "hsreport version": version("hsreport"),
    }
    assert [each.get("pid") for each in root] == ["2", "3", "4"]
