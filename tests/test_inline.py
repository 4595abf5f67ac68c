"""Marked words of a summary: what its format marks is marked in all that is made, and nothing else."""

import subprocess
from copy import deepcopy
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import docx
import pikepdf
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph as DocxParagraph
from docx.text.run import Run
from lxml import html

from hsreport.build import report_of
from hsreport.editions.chatham_house.rule import without_attribution
from hsreport.enrich.themes.vocabulary import builtin_vocabulary
from hsreport.inline import Inline, InlineKind, inlines_of, kept
from hsreport.model import Report, Symposium
from hsreport.ooxml.changes import Hand
from hsreport.parse.symposium import parse
from hsreport.read.source import source_from_bytes
from hsreport.render.html.page import render_html
from hsreport.render.pdf.book import render_pdf
from hsreport.render.style.tokens import HouseStyle
from hsreport.render.word.file import render_docx
from hsreport.render.word.redline import Edition, render_redline
from hsreport.source import Source
from tests.render.pdf.vera import broken_rules
from tests.render.word.openxml import errors_in_all

TEXT = """# Forum on **water**

## Session 1: The *big* dam

**Moderator:** Ann Wu (Institute for Water)

Speakers: Bo Lind (Mill *Trust*)

It opened with **three** questions, all from [the *first* report](https://a.example/x?q='1'&r=2) and `SELECT *`.[^1]

**Ann Wu:**

- Water is *scarce*, and ~~dams~~ help; see [the **data** here](https://data.example/a_b) and https://plain.example/x.

**Bo Lind:** It is ***very* much**[^2] left; [write to him](mailto:bo@mill.example), [a file](../x.html).

**Decision:** The **board** shall meet.

| River | *Flow* |
| --- | --- |
| **Oder** | 12 |
| [Elbe](https://elbe.example/) | 14 |

[^1]: See *the* note at [the site](https://note.example/).
[^2]: Plain note.
"""
PAGE = """<h1>Forum on <b>water</b></h1><h2>Session 1: The <i>big</i> dam</h2><p><b>Moderator:</b> Ann Wu</p>
<p><b>Ann Wu:</b> Water is <em>scarce</em>, and <del>dams</del>
help; see <a href="https://data.example/a_b">the <strong>data</strong>
here</a>, <code>SELECT *</code> or <a href="javascript:x()">this</a>.</p>
<table><tr><td><b>Oder</b></td><td>12 <i>m</i></td></tr><tr><td>Elbe</td><td>14</td></tr></table>"""


def marked(symposium: Symposium) -> set[tuple[str, str, str]]:
    """Everything that is marked: as what, its words, its address."""
    texts = {passage.anchor: passage.text for passage in symposium.passages()}
    return {
        (span.kind, texts[anchor][span.start : span.end], span.address)
        for anchor, spans in symposium.spans.items()
        for span in spans
    }


def report_on(text: str = TEXT, name: str = "a.md") -> Report:
    return report_of(source_of(text, name), builtin_vocabulary("human-security"))


def source_of(text: str, name: str = "a.md") -> Source:
    return source_from_bytes(text.encode(), name)


def word_of(text: str) -> bytes:
    return render_docx(report_on(text), HouseStyle(), {}, source_of(text).lines).data


IN_TEXT = {
    ("emphasis", "big", ""),
    ("emphasis", "Trust", ""),
    ("strong", "three", ""),
    ("link", "the first report", "https://a.example/x?q='1'&r=2"),
    ("emphasis", "first", ""),
    ("code", "SELECT *", ""),
    ("emphasis", "scarce", ""),
    ("strike", "dams", ""),
    ("link", "the data here", "https://data.example/a_b"),
    ("strong", "data", ""),
    ("strong", "very much", ""),
    ("emphasis", "very", ""),
    ("link", "write to him", "mailto:bo@mill.example"),
    ("strong", "Decision:", ""),
    ("strong", "board", ""),
    ("emphasis", "Flow", ""),
    ("strong", "Oder", ""),
    ("link", "Elbe", "https://elbe.example/"),
    ("emphasis", "the", ""),
    ("link", "the site", "https://note.example/"),
}


def test_marked_words_of_markdown_reach_the_passages_that_they_were_read_as() -> None:
    assert marked(report_on().symposium) == IN_TEXT


def test_marked_words_of_a_page_do_too() -> None:
    assert marked(parse(source_from_bytes(PAGE.encode(), "a.html"))) == {
        ("emphasis", "big", ""),
        ("emphasis", "scarce", ""),
        ("strike", "dams", ""),
        ("link", "the data here", "https://data.example/a_b"),
        ("strong", "data", ""),
        ("code", "SELECT *", ""),
        ("strong", "Oder", ""),
        ("emphasis", "m", ""),
    }


def test_marked_words_of_a_word_file_do_too() -> None:
    document, file = docx.Document(), BytesIO()
    document.add_heading("Forum on Ports", 1)
    document.add_heading("Session 1: Dams", 2)
    said = document.add_paragraph()
    said.add_run("Ann Wu:").bold = True
    said.add_run(" Water is ")
    said.add_run("scarce").italic = True
    said.add_run(", ")
    said.add_run("dams", style="Strong").font.strike = True
    relation = document.part.relate_to("https://a.example/x", RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), relation)
    link.append(said.add_run("the data")._r)
    said._p.append(link)
    cells = document.add_table(2, 2).rows[1].cells
    cells[0].paragraphs[0].add_run("Oder").bold = True
    cells[1].paragraphs[0].add_run("12")
    document.save(file)
    assert marked(parse(source_from_bytes(file.getvalue(), "a.docx"))) == {
        ("emphasis", "scarce", ""),
        ("strong", "dams", ""),
        ("strike", "dams", ""),
        ("link", "the data", "https://a.example/x"),
        ("strong", "Oder", ""),
    }


def test_they_change_nothing_of_what_is_read() -> None:
    """Without marks inside lines the reading is the same, whoever speaks."""
    bare = TEXT
    for mark in (
        "*big*",
        "*Trust*",
        "*first*",
        "**data**",
        "*scarce*",
        "**three**",
        "**board**",
        "*Flow*",
        "**Oder**",
        "***very* much**",
    ):
        bare = bare.replace(mark, mark.replace("*", ""))
    plain, own = report_on(bare), report_on()
    assert [passage.text for passage in plain.symposium.passages()] == [each.text for each in own.symposium.passages()]
    assert (plain.said_by, plain.speakers) == (own.said_by, own.speakers)


def test_a_link_that_leads_nowhere_is_its_words_and_a_finding() -> None:
    assert [each.message for each in report_on().findings if each.code == "HS108"] == [
        "the address behind “a file” leads nowhere from here: ../x.html"
    ]


# --- What is made -------------------------------------------------------------------------------------


def test_the_page_has_the_elements_of_html_each_link_once() -> None:
    style = HouseStyle(curl_quotes=True)
    page = html.fromstring(render_html(report_on(), style))
    links = [(each.text_content(), each.get("href")) for each in page.iter("a") if "link" in (each.get("class") or "")]
    assert links == [
        ("the first report", "https://a.example/x?q='1'&r=2"),
        ("the data here", "https://data.example/a_b"),
        ("write to him", "mailto:bo@mill.example"),
        ("Elbe", "https://elbe.example/"),
        ("the site", "https://note.example/"),
    ]
    (point,) = (each for each in page.iter("p") if "scarce" in each.text_content() and each.get("id"))
    assert [(each.tag, each.text_content()) for each in point.iter("strong", "em", "s")] == [
        ("em", "scarce"),
        ("s", "dams"),
        ("strong", "data"),
    ]
    assert [each.text_content() for each in page.get_element_by_id("row-2").iter("strong")] == ["Oder"]
    assert not page.get_element_by_id("head-title-1").findall("strong")


def test_paper_shows_the_addresses_that_the_words_do_not(tmp_path: Path) -> None:
    made = render_pdf(report_on(), HouseStyle()).data
    with pikepdf.open(BytesIO(made)) as book:
        addresses = {
            str(note["/A"]["/URI"])
            for page in book.pages
            for note in page.get("/Annots", ())
            if "/A" in note and "/URI" in note["/A"]
        }
    assert {"https://a.example/x?q='1'&r=2", "https://note.example/", "https://plain.example/x"} <= addresses
    words = "".join(text_of(made, tmp_path).split())
    assert "thedatahere(https://data.example/a_b)" in words
    assert "https://plain.example/x(" not in words
    assert not broken_rules({"a.pdf": made}, ("PDFUA-1", "PDFA-3A"), tmp_path)


def text_of(pdf: bytes, folder: Path) -> str:
    (folder / "read.pdf").write_bytes(pdf)
    return subprocess.run(["pdftotext", folder / "read.pdf", "-"], capture_output=True, text=True, check=True).stdout


def test_a_word_file_has_them_as_runs_and_links_in_text_and_notes(tmp_path: Path) -> None:
    made = word_of(TEXT)
    document = docx.Document(BytesIO(made))
    paragraphs = (DocxParagraph(each, document) for each in document.element.body.iter(qn("w:p")))
    point = next(each for each in paragraphs if "scarce" in each.text and each.hyperlinks)
    styled = [
        (run.style.name, run.text) for run in point.runs if run.style.name in {"Emphasis", "Struck", "Strong", "Code"}
    ]
    assert styled == [("Emphasis", "scarce"), ("Struck", "dams")]
    assert [(link.text, link.address) for link in point.hyperlinks] == [
        ("the data here", "https://data.example/a_b"),
        ("https://plain.example/x", "https://plain.example/x"),
    ]
    assert [run.bold for run in point.hyperlinks[0].runs] == [None, True, None]
    with ZipFile(BytesIO(made)) as file:
        assert b"https://note.example/" in file.read("word/_rels/footnotes.xml.rels")
        assert b"https://note.example/" not in file.read("word/_rels/document.xml.rels")
    other = (
        TEXT.replace("data.example", "other.example").replace("note.example", "new.example").replace("see", "so see")
    )
    old, new = (Edition(report_on(text), source_of(text).lines) for text in (TEXT, other))
    tracked = render_redline(old, new, HouseStyle(), {}, Hand("A", "2026-01-01T00:00:00Z")).data
    assert errors_in_all({"a": made, "redline": tracked}, tmp_path) == {}


def test_marks_come_back_from_word_with_the_words_that_were_left_alone() -> None:
    assert parse(back(word_of(TEXT))).spans == report_on().symposium.spans
    edited = docx.Document(BytesIO(word_of(TEXT)))
    for text in edited.element.body.iter(qn("w:t")):
        text.text = (text.text or "").replace("Water is", "Now and then water is").replace("here", "there")
    file = BytesIO()
    edited.save(file)
    found = marked(parse(back(file.getvalue())))
    here, there = (("link", f"the data {place}", "https://data.example/a_b") for place in ("here", "there"))
    assert found == IN_TEXT - {here} | {there}


def test_marks_that_are_set_in_word_come_back_and_those_taken_off_do_not() -> None:
    edited = docx.Document(BytesIO(word_of(TEXT)))
    every = [DocxParagraph(each, edited) for each in edited.element.body.iter(qn("w:p"))]

    def run_of(words: str) -> Run:
        return next(run for each in every for run in each.runs if words in run.text)

    def cut_out(words: str) -> Run:
        """A run of its own for words."""
        whole = run_of(words)
        before, _, after = whole.text.partition(words)
        whole.text = before
        own, rest = deepcopy(whole._r), deepcopy(whole._r)
        whole._r.addnext(own)
        own.addnext(rest)
        for element, text in ((own, words), (rest, after)):
            Run(element, whole._parent).text = text
        return Run(own, whole._parent)

    run_of("dams").style = None
    cut_out("help").bold = True
    cut_out("12").font.strike = True
    link = OxmlElement("w:hyperlink")
    outside = edited.part.relate_to("https://new.example/", RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link.set(qn("r:id"), outside)
    said = cut_out("left")
    said._r.addprevious(link)
    link.append(said._r)
    point = next(each for each in every if "scarce" in each.text)
    added = deepcopy(point._p)
    for element in [*added.iter(qn("w:bookmarkStart"), qn("w:bookmarkEnd"), qn("w:r"), qn("w:hyperlink"))]:
        element.getparent().remove(element)
    point._p.getparent().getparent().addnext(added)
    fresh = DocxParagraph(added, point._parent)
    fresh.add_run("Ships are ")
    fresh.add_run("slow").bold = True
    file = BytesIO()
    edited.save(file)
    found = marked(parse(back(file.getvalue())))
    assert found == IN_TEXT - {("strike", "dams", "")} | {
        ("strong", "help", ""),
        ("strike", "12", ""),
        ("link", "left", "https://new.example/"),
        ("strong", "slow", ""),
    }


def test_marks_that_are_set_in_a_note_come_back_too() -> None:
    made, changed = word_of(TEXT), BytesIO()
    with ZipFile(BytesIO(made)) as file, ZipFile(changed, "w") as copy:
        for name in file.namelist():
            data = file.read(name)
            if name == "word/footnotes.xml":
                plain, the = "<w:r><w:t>Plain note.</w:t></w:r>", '<w:rPr><w:rStyle w:val="Emphasis"/></w:rPr>'
                assert plain.encode() in data
                assert data.count(the.encode()) == 1
                data = data.replace(plain.encode(), plain.replace("<w:r>", "<w:r><w:rPr><w:b/></w:rPr>").encode())
                data = data.replace(the.encode(), b"")
            copy.writestr(name, data)
    found = marked(parse(back(changed.getvalue())))
    assert found == IN_TEXT - {("emphasis", "the", "")} | {("strong", "Plain note.", "")}


def test_what_is_set_upright_in_italic_words_is_emphasis_too() -> None:
    edited = docx.Document(
        BytesIO(word_of(TEXT + "\n## Session 2: Talk\n\nChair: Ann Wu\n\nThe quay of *Elm* lay dry.\n"))
    )
    every = (DocxParagraph(each, edited) for each in edited.element.body.iter(qn("w:p")))
    said = next(each for each in every if each.text == "The quay of Elm lay dry.")
    assert said.style.name == "Session Narrative"
    said.runs[-1].italic = False
    file = BytesIO()
    edited.save(file)
    found = marked(parse(back(file.getvalue())))
    assert found == IN_TEXT | {("emphasis", "Elm lay dry.", "")}


def back(data: bytes) -> Source:
    return source_from_bytes(data, "edited.docx")


# --- Editions -----------------------------------------------------------------------------------------


def test_under_the_chatham_house_rule_no_address_stands_behind_words() -> None:
    report = report_on(TEXT.replace("*very* much", "*Ann Wu* told"))
    bare = without_attribution(report, report).report
    found = marked(bare.symposium)
    assert ("strong", "three", "") in found
    assert not [each for each in found if each[0] == "link" or "Ann" in each[1]]
    assert "example" not in "".join(str(span) for spans in bare.symposium.spans.values() for span in spans)


# --- Places -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("new", "expected"),
    [("the big dam", ["big"]), ("at last the big dam", ["big"]), ("the small dam", []), ("the dam", [])],
)
def test_marks_go_with_the_words_that_an_edit_leaves(new: str, expected: list[str]) -> None:
    spans = (Inline(InlineKind.STRONG, 4, 7),)
    assert [new[span.start : span.end] for span in kept(spans, "the big dam", new)] == expected


def test_nothing_is_marked_where_nothing_is_said() -> None:
    assert inlines_of(()) == ()
