"""A summary that has everything: no validator finds anything in what is made of it, in any style."""

import re
import subprocess
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import docx
import pikepdf
import pytest
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html
from pikepdf import NameTree

from hsreport.editions.cut import Choice, Kind, edition
from hsreport.model import Code, Narrative, Report, Symposium
from hsreport.parse.symposium import parse
from hsreport.read.source import read_source, source_from_bytes
from hsreport.render.html.page import render_html
from hsreport.render.pdf.book import render_pdf
from hsreport.render.style.tokens import HouseStyle, load_style, style_names
from hsreport.render.text.markdown import markdown
from hsreport.render.word.file import render_docx
from hsreport.source import Source
from hsreport.values import Standard
from tests.command import hsreport
from tests.libreoffice import edited
from tests.render.html.test_web_page import check, looked_at
from tests.render.pdf.test_standards import PROFILES, RECORD
from tests.render.pdf.vera import broken_rules
from tests.render.word.opened import WordFile, without_record
from tests.render.word.openxml import errors_in_all, unsound
from tests.rich import TEXT, address_of, chart, report_on, source_of
from tests.test_inline import marked


@pytest.fixture(scope="module")
def source() -> Source:
    return source_of()


@pytest.fixture(scope="module")
def rich() -> Report:
    return report_on()


@pytest.fixture(scope="module")
def styles() -> dict[str, HouseStyle]:
    return {name: load_style(name) for name in style_names()}


@pytest.mark.slow
@pytest.mark.parametrize("standard", Standard)
def test_the_pdf_keeps_its_standards_in_every_style(
    standard: Standard, rich: Report, styles: dict[str, HouseStyle], tmp_path: Path
) -> None:
    pdfs = {
        f"{name}.pdf": render_pdf(rich, style, standard=standard, attachments=RECORD).data
        for name, style in styles.items()
    }
    assert broken_rules(pdfs, PROFILES[standard], tmp_path) == set()


@pytest.mark.slow
def test_the_word_file_is_sound_in_every_style(
    rich: Report, source: Source, styles: dict[str, HouseStyle], tmp_path: Path
) -> None:
    made = {name: render_docx(rich, style, {}, source.lines) for name, style in styles.items()}
    assert {name: file.findings for name, file in made.items() if file.findings} == {}
    assert errors_in_all({name: file.data for name, file in made.items()}, tmp_path) == {}
    assert [unsound(WordFile(file.data)) for file in made.values()] == [[]] * len(styles)


@pytest.mark.slow
def test_the_page_is_valid_and_for_everybody_in_every_style(
    rich: Report, styles: dict[str, HouseStyle], tmp_path: Path
) -> None:
    for name, style in styles.items():
        page = tmp_path / f"{name}.html"
        page.write_bytes(render_html(rich, style))
        assert check(page) == [], name
        for look in looked_at(page):
            assert (look["violations"], look["overflow"] > 0, look["loaded"]) == ([], False, []), name


# --- Quotations, and notes that are called again ------------------------------------------------------

QUOTED = "<blockquote><p>The sea gives and takes.</p><p><cite>— Old saying</cite></p></blockquote>"


def quotations(symposium: Symposium) -> list[str]:
    return [block.text for _, block in symposium.walk() if isinstance(block, Narrative) and block.quoted]


def test_a_quotation_and_its_source_are_set_off_in_all_that_is_made(rich: Report, source: Source) -> None:
    said = ["The sea gives and the sea takes.", "Old saying of the port"]
    assert quotations(rich.symposium) == said
    page = html.document_fromstring(render_html(rich, HouseStyle()))
    shown = [each.text_content() for each in page.iterfind(".//blockquote/p[@class='quotation']")]
    assert shown == [said[0], f"— {said[1]}"]
    data = render_docx(rich, HouseStyle(), {}, source.lines).data
    in_word = [each.text for each in docx.Document(BytesIO(data)).paragraphs if each.style.name == "Quotation"]
    assert in_word == shown
    assert quotations(parse(source_from_bytes(data, "a.docx"))) == said
    lines = source_from_bytes(without_record(data), "a.docx").lines
    assert [line.text for line in lines if line.quoted] == shown
    with pikepdf.open(BytesIO(render_pdf(rich, HouseStyle()).data)) as pdf:
        tags = [str(each.get("/S")) for each in pdf.objects if isinstance(each, pikepdf.Dictionary)]
    assert tags.count("/BlockQuote") == 2


CODE = "gate open --all\n  wait 10"


def codes(symposium: Symposium) -> list[str]:
    return [block.text.replace("\u2028", "\n") for _, block in symposium.walk() if isinstance(block, Code)]


def test_code_keeps_its_lines_in_all_that_is_made_and_comes_back(rich: Report, source: Source, tmp_path: Path) -> None:
    assert codes(rich.symposium) == [CODE]
    assert [each.text_content() for each in html.document_fromstring(render_html(rich, HouseStyle())).iter("pre")] == [CODE]  # fmt: skip
    data = render_docx(rich, HouseStyle(), {}, source.lines).data
    (made,) = [each for each in docx.Document(BytesIO(data)).paragraphs if each.style.name == "Code Block"]
    assert made.text == CODE
    for back in (data, without_record(data)):
        assert codes(parse(source_from_bytes(back, "a.docx"))) == [CODE]
    (tmp_path / "a.pdf").write_bytes(render_pdf(rich, HouseStyle()).data)
    printed = subprocess.run(["pdftotext", "-layout", tmp_path / "a.pdf", "-"], capture_output=True, text=True, check=True).stdout  # fmt: skip
    first, second = (
        next(row for row in printed.split("\n") if words in row) for words in ("gate open --all", "wait 10")
    )
    assert second.index("wait") > first.index("gate")
    assert f"```\n{CODE}\n```\n" in markdown(source.lines, dict(source.pictures))
    document = docx.Document(BytesIO(data))
    (made,) = [each for each in document.paragraphs if each.style.name == "Code Block"]
    made.add_run("0")
    document.save(str(tmp_path / "a.docx"))
    assert codes(parse(read_source(tmp_path / "a.docx"))) == [f"{CODE}0"]


@pytest.mark.parametrize(
    ("text", "name", "found"),
    [
        ("It began.\n\n    if (gate == 7) {\n        wait();\n    }\n\nIt ended.", "a.md", ["if (gate == 7) {\n    wait();\n}"]),
        ("It began.\n\n    The gate was shut.\n    -- Nobody saw it.\n\nIt ended.", "a.md", []),
        ("It began in the *port* of Elm.\n\n```\na [^1]\n\n\nAnn Wu: b\n```\n\nIt ended there.", "a.md", ["a [^1]\n\n\nAnn Wu: b"]),
        ("<p>It began in the port of Elm, in rain.<pre>a\n\n  b  c</pre><pre>d</pre><p>It ended there.", "a.html", ["a\n\n  b  c", "d"]),
        ("It began in the port of Elm.\n\n<pre>\na\n  b\n</pre>\n\nIt ended there.", "a.md", ["a\n  b"]),
        ("- It began.\n\n  ```\n  a\n    b\n  ```\n- ```\n  c\n  d\n  ```\n- It ended.", "a.md", ["a\n  b", "c\nd"]),
        ("1. It began.\n2. ```\n   c\n   ```\n", "a.md", ["c"]),
        ("<ul><li>It began.<pre>a\n  b</pre><li><pre>c\nd</pre><li>It ended.</ul>", "a.html", ["a\n  b", "c\nd"]),
    ],
)  # fmt: skip
def test_what_is_set_as_code_is_code_and_nobodys_words(text: str, name: str, found: list[str]) -> None:
    head = (
        HEAD if name == "a.md" else "<h1>Forum on quays</h1><h2>Session 1: Built</h2><p>Chair: Ann Wu, Port Office</p>"
    )
    symposium = parse(source_of(head + text, name))
    assert codes(symposium) == found
    assert [passage.text for passage in symposium.passages() if passage.point] == []


@pytest.mark.parametrize(("text", "name"), [("<pre>{}</pre>", "a.html"), ("```\n{}\n```", "a.md")])
def test_a_summary_that_is_all_set_as_code_is_read_as_typed(text: str, name: str) -> None:
    said = "Forum on quays\n\nSession 1: Built\n\nChair: Ann Wu, Port Office\n\nAnn Wu: The quay stood for years."
    symposium = parse(source_of(text.format(said), name))
    assert [passage.text for passage in symposium.passages() if passage.point] == ["The quay stood for years."]


def test_a_web_page_has_quotations_too() -> None:
    page = f"<h1>Forum on quays</h1><h2>Session 1: Built</h2><p>Chair: Ann Wu, Port Office</p>{QUOTED}<p>It ended.</p>"
    assert quotations(parse(source_from_bytes(page.encode(), "a.html"))) == ["The sea gives and takes.", "Old saying"]


def test_a_note_with_a_name_that_is_called_again_is_printed_once(rich: Report) -> None:
    symposium = rich.symposium
    assert [note.mark for note in symposium.notes].count("two") == 1
    assert not [each for each in rich.findings if each.code == "HS204"]
    again = next(each for each in symposium.passages() if each.text.startswith("It is "))
    assert again.text == "It is done.[two]"
    marked = {each.address: again.text[each.start : each.end] for each in symposium.spans[again.anchor]}
    assert marked == {"": "done", "#note-2": "[two]"}


def test_a_call_of_a_note_again_leads_to_it_in_all_that_is_made_and_comes_back(
    rich: Report, source: Source, tmp_path: Path
) -> None:
    page = html.document_fromstring(render_html(rich, HouseStyle()))
    again = [("1", "#note-1"), ("1", "#note-1"), ("two", "#note-2")]
    calls = list(page.iterfind(".//sup[@class='note-call']/a"))
    assert [(each.text, each.get("href")) for each in calls if each.get("class") == "note-again"] == again
    assert [(each.text, each.get("href")) for each in calls if each.get("id")] == [("1", "#note-1"), ("two", "#note-2"), ("t", "#note-3")]  # fmt: skip
    data = render_docx(rich, HouseStyle(), {}, source.lines).data
    codes = [str(code).split() for code in WordFile(data).find("//w:instrText[contains(., 'NOTEREF')]/text()")]
    assert codes == [["NOTEREF", f"note_{number}", "\\h"] for number in (1, 1, 2)]
    bare = parse(source_from_bytes(without_record(data), "a.docx"))
    linked = [each.address for spans in bare.spans.values() for each in spans if each.address.startswith("#")]
    assert linked == ["#note-1", "#note-1"], "a mark of an author's own is words to anybody else"
    document = docx.Document(BytesIO(data))
    every = (Paragraph(each, document._body) for each in document.element.body.iter(qn("w:p")))
    (last,) = [each for each in every if each.text.startswith("It is done")]
    last.add_run(" Surely.")
    document.save(str(tmp_path / "a.docx"))
    assert next(line.text for line in read_source(tmp_path / "a.docx").lines if "Surely" in line.text) == "- It is done.[^two] Surely."  # fmt: skip
    with pikepdf.open(BytesIO(render_pdf(rich, HouseStyle()).data)) as pdf:
        names = {str(name) for name in NameTree(pdf.Root.Names.Dests)}
        leads = [str(each.Dest) for sheet in pdf.pages for each in sheet.get("/Annots", []) if "/Dest" in each]
    assert [name for name in leads if name.startswith("note-")] == ["note-1", "note-1", "note-2"]
    assert {"note-1", "note-2"} <= names


def test_a_note_that_an_edition_only_calls_again_is_printed_at_its_end(rich: Report) -> None:
    cut = edition(rich, Choice(Kind.SESSION, "2"))
    page = html.document_fromstring(render_html(cut, HouseStyle()))
    assert page.get_element_by_id("note-2").text_content().startswith("A first paragraph.")
    links = {link.get("href")[1:] for link in page.iter("a") if link.get("href").startswith("#")}
    assert "note-2" in links <= {each.get("id") for each in page.iter()}
    word = WordFile(render_docx(cut, HouseStyle(), {}).data)
    assert not word.find("//w:instrText[contains(., 'NOTEREF')]")
    assert unsound(word) == []


def test_a_long_word_of_several_looks_is_broken_on_paper(tmp_path: Path) -> None:
    said = f"**Ada Feder:** See the Report.on.**health**.{'and.on.' * 12}end now."
    (tmp_path / "a.pdf").write_bytes(render_pdf(report_on(HEAD + said), HouseStyle()).data)
    found = subprocess.run(["pdftotext", "-bbox", tmp_path / "a.pdf", "-"], capture_output=True, text=True, check=True)
    rights = [float(each) for each in re.findall(r'xMax="([\d.]+)"', found.stdout)]
    page = HouseStyle().page
    assert max(rights) <= (page.width_mm - page.right_mm) / 25.4 * 72 + 1


def test_lists_in_lists_stand_further_in_the_deeper_they_are(rich: Report, source: Source) -> None:
    points = [point for _, block in rich.symposium.walk() for point in block.points]
    assert [point.depth for point in points[:5]] == [0, 1, 2, 3, 0]
    page = html.document_fromstring(render_html(rich, HouseStyle()))
    assert [each.get("data-depth") for each in page.iterfind(".//p[@class='point']")][:5] == [None, "1", "2", "3", None]
    word = docx.Document(BytesIO(render_docx(rich, HouseStyle(), {}, source.lines).data))
    said = [Paragraph(each, word._body) for each in word.element.body.iter(qn("w:p"))]
    (leaks, most, nobody) = (
        next(each for each in said if each.text.startswith(words)) for words in ("It leaks at", "It leaks m", "Nobody")
    )
    assert {each.style.name for each in (leaks, most, nobody)} == {"Nested Point"}
    step = leaks.style.paragraph_format.left_indent
    assert [each.paragraph_format.left_indent for each in (leaks, most, nobody)] == [None, 2 * step, 3 * step]


def test_a_note_that_nothing_calls_is_printed_at_the_end_of_all_that_is_made(tmp_path: Path) -> None:
    text = HEAD + "**Ada Feder:** The quay stood.\n\n[^9]: A note that *nobody* calls.\n"
    report, source = report_on(text), source_of(text)
    assert [each.code for each in report.findings if each.code.startswith("HS20")] == ["HS205"]
    page = html.document_fromstring(render_html(report, HouseStyle()))
    assert page.get_element_by_id("note-1").text_content().strip() == "A note that nobody calls."
    assert {link.get("href")[1:] for link in page.iter("a") if link.get("href").startswith("#")} <= {each.get("id") for each in page.iter()}  # fmt: skip
    data = render_docx(report, HouseStyle(), {}, source.lines).data
    assert "9 A note that nobody calls." in [each.text for each in docx.Document(BytesIO(data)).paragraphs]
    assert told(source_from_bytes(data, "a.docx")) == told(source)
    made = render_pdf(report, HouseStyle()).data
    (tmp_path / "a.pdf").write_bytes(made)
    printed = subprocess.run(["pdftotext", tmp_path / "a.pdf", "-"], capture_output=True, text=True, check=True).stdout
    assert printed.count("9 A note that nobody calls.") == 1
    assert broken_rules({"a.pdf": made}, PROFILES[Standard.UA_1], tmp_path) == set()
    assert errors_in_all({"a": data}, tmp_path) == {}


# --- There and back -----------------------------------------------------------------------------------

WORDS = st.lists(
    st.sampled_from(("quay", "tide", "gate", "weir", "pier", "lock", "dune", "reef")), min_size=1, max_size=3
)
PLAIN = WORDS.map(" ".join)
MARKED = st.recursive(
    PLAIN,
    lambda inner: st.one_of(
        st.tuples(st.sampled_from(("**{}**", "*{}*", "~~{}~~", "[{}](https://a.example/x?y=1&z=2)")), inner).map(
            lambda pair: pair[0].format(pair[1])
        ),
        PLAIN.map("`{}`".format),
    ),
    max_leaves=3,
)
SENTENCE = st.lists(MARKED, min_size=1, max_size=4).map(lambda words: f"Here {' and '.join(words)} stood.")
CELL = st.one_of(MARKED, st.just(""), st.sampled_from(("1", "−2.5", "30 %")))
CAPTION = st.sampled_from(("{1}", "Table: {0}\n\n{1}", "{1}\n\n: {0}", "{1}\n: {0}"))
SIGNS = st.sampled_from(("...", "...", "..<", ".<<", ".<.", "^..", "^.<"))
"""How the cells of a row go on with those before and above."""
ROW = st.tuples(st.lists(CELL, min_size=3, max_size=3), SIGNS).map(
    lambda row: [{"<": "<<", "^": "^^"}.get(sign, cell) for cell, sign in zip(*row, strict=True)]
)
TABLE = st.builds(
    lambda rows, caption, words: caption.format(
        words, "\n".join(f"| {' | '.join(row)} |" for row in (["Year", "*Sum*", "Part"], ["---"] * 3, ["1", "2", ""], *rows))
    ),
    st.lists(ROW, min_size=1, max_size=3), CAPTION, SENTENCE,
)  # fmt: skip
PICTURE = st.builds('![{}]({} "{}")'.format, st.one_of(PLAIN, st.just("")), st.sampled_from([address_of(chart((8, size))) for size in (6, 9)]), st.one_of(PLAIN, st.just("")))  # fmt: skip
BLOCK = st.one_of(
    SENTENCE,
    SENTENCE.map("- {}".format),
    SENTENCE.map("**Ada Feder:** {}".format),
    SENTENCE.map("> {}".format),
    SENTENCE.map("### What {}".format),
    st.lists(
        st.builds("{}{}".format, st.sampled_from(("", "  ", "Ada Feder: ", "- ", "## ")), PLAIN), min_size=1, max_size=3
    )
    .map("\n\n".join)
    .map("```\n{}\n```".format),
    TABLE,
    PICTURE,
    st.tuples(SENTENCE, PICTURE).map(" ".join),
)
HEAD = "# Forum on the barrage\n\n## Session 1: The wall\n\nChair: Ada Feder, Harbour Board\n\nPanelist: Bruno Salt, Pilot\n\n"


BUILT = ("image", "first", "merged", "heads", "depth", "quoted")


def told(source: Source) -> list[tuple[object, ...]]:
    """Everything that a source says, with what is marked in it, its pictures, and how its tables are built."""
    symposium = parse(source)
    return [
        (each.kind, each.text, *(getattr(each.of, name, None) for name in BUILT), symposium.spans.get(each.anchor, ()))
        for each in symposium.passages()
    ]


@given(st.lists(BLOCK, min_size=1, max_size=8))
@settings(max_examples=40)
def test_a_word_file_brings_every_mark_table_and_picture_back(blocks: list[str]) -> None:
    text = HEAD + "\n\n".join(blocks)
    source = source_of(text)
    back = source_from_bytes(render_docx(report_on(text), HouseStyle(), {}, source.lines).data, "a.docx")
    assert told(back) == told(source)
    assert back.pictures == source.pictures


@given(st.lists(BLOCK, min_size=1, max_size=8))
@settings(max_examples=100)
def test_markdown_that_is_written_is_read_as_what_it_was_written_from(blocks: list[str]) -> None:
    source = source_of(HEAD + "\n\n".join(blocks))
    written = markdown(source.lines, dict(source.pictures))
    again = source_of(written)
    assert told(again) == told(source)
    assert again.pictures == source.pictures
    assert markdown(again.lines, dict(again.pictures)) == written


def test_the_command_writes_markdown_and_warns_where_plain_text_loses_marks(tmp_path: Path) -> None:
    (tmp_path / "rich.md").write_text(TEXT, encoding="utf-8")
    plain = hsreport("text", "rich.md", cwd=tmp_path)
    assert "-o FILE.md" in plain.stderr
    done = hsreport("text", "rich.md", "-o", "again.md", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert told(read_source(tmp_path / "again.md")) == told(source_of())


@pytest.mark.parametrize("words", ["a * b * c", "x_y_z", "# no heading", "> none", "+ plus", "[a](b)", "`q`", "1 < 2 & 3", "a|b|c", "~~x~~", "\\ back", "==="])  # fmt: skip
def test_what_would_be_mark_up_is_words_in_markdown(words: str) -> None:
    source = source_from_bytes(f"Forum\n\nIt rained.\n\n{words}\n\nIt ended.\n".encode(), "a.txt")
    assert [line.text for line in source_of(markdown(source.lines, {})).lines] == [line.text for line in source.lines]


def test_a_word_file_has_them_without_what_it_carries_of_its_source(rich: Report, source: Source) -> None:
    """It is read as anybody's, but for words in styles of their own, whose looks say nothing."""
    data = render_docx(rich, HouseStyle(), {}, source.lines).data
    found = marked(parse(source_from_bytes(without_record(data), "a.docx")))
    in_styles = {
        ("link", "[two]", "#note-2"),
        ("emphasis", "wait", ""),
        ("strong", "Decision:", ""),
        ("strong", "meet", ""),
    }
    assert marked(rich.symposium) - found == in_styles


@pytest.mark.slow
def test_libre_office_brings_them_back_too(rich: Report, source: Source, tmp_path: Path) -> None:
    (tmp_path / "made.docx").write_bytes(render_docx(rich, HouseStyle(), {}, source.lines).data)
    edited(tmp_path, {"saved": (tmp_path / "made.docx", [])})
    back = source_from_bytes((tmp_path / "saved.docx").read_bytes(), "saved.docx")
    assert told(back) == told(source)
    assert back.pictures == source.pictures


@pytest.mark.slow
@given(st.lists(st.lists(BLOCK, min_size=1, max_size=8), min_size=5, max_size=5))
@settings(max_examples=5)
def test_libre_office_brings_every_mark_table_and_picture_back(documents: list[list[str]]) -> None:
    texts = [HEAD + "\n\n".join(blocks) for blocks in documents]
    with TemporaryDirectory() as name:
        folder = Path(name)
        for at, text in enumerate(texts):
            made = render_docx(report_on(text), HouseStyle(), {}, source_of(text).lines).data
            (folder / f"made{at}.docx").write_bytes(made)
        edited(folder, {f"saved{at}": (folder / f"made{at}.docx", []) for at in range(len(texts))})
        for at, text in enumerate(texts):
            back = source_from_bytes((folder / f"saved{at}.docx").read_bytes(), "a.docx")
            assert told(back) == told(source_of(text))
            assert back.pictures == source_of(text).pictures
