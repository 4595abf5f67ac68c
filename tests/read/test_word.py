"""Word files: the words that a reader of the document sees, whoever wrote the file."""

import io
import random
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from docx import Document
from docx.document import Document as DocumentType
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from hsreport.errors import SourceError
from hsreport.parse.symposium import parse
from hsreport.read.source import source_from_bytes
from hsreport.read.text import Reading
from hsreport.read.word.document import read_word
from hsreport.source import Line

DOCUMENT = "word/document.xml"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def saved(document: DocumentType) -> bytes:
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def with_part(data: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """A package with one part changed, or added where it is not there."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.namelist():
            new.writestr(entry, change(old.read(entry)) if entry == name else old.read(entry))
        if name not in old.namelist():
            new.writestr(name, change(b""))
    return made.getvalue()


def body(xml: str) -> bytes:
    """A document with these paragraphs, in the words of its XML, before a last one "End"."""
    document = Document()
    paragraph = document.add_paragraph("End")
    names = nsdecls("w", "r") + ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml"'  # fmt: skip
    for element in list(parse_xml(f"<w:body {names}>{xml}</w:body>")):
        paragraph._p.addprevious(element)
    return saved(document)


def reading(data: bytes) -> Reading:
    return read_word(data, "a.docx")


def lines(data: bytes) -> list[Line]:
    return [line for line in reading(data).lines if line.text]


def shown(data: bytes) -> list[str]:
    return [f"{each.span.first} {each.text}" for each in lines(data)]


def words(xml: str) -> str:
    """The words of the first paragraph of a document with this XML."""
    return lines(body(xml))[0].text


# --- Paragraphs ---


def test_headings_by_outline_level_in_any_language() -> None:
    document = Document()
    german = document.styles.add_style("berschrift1", WD_STYLE_TYPE.PARAGRAPH)
    german.base_style = document.styles["Heading 2"]
    document.add_paragraph("Title", style="Title")
    document.add_paragraph("One", style="Heading 1")
    document.add_paragraph("Two\nlines", style="berschrift1")
    plain = document.add_paragraph("Three")
    plain._p.get_or_add_pPr().append(parse_xml(f'<w:outlineLvl {nsdecls("w")} w:val="2"/>'))
    body_text = document.add_paragraph("Four", style="Heading 1")
    body_text._p.get_or_add_pPr().append(parse_xml(f'<w:outlineLvl {nsdecls("w")} w:val="9"/>'))
    found = [(each.text, each.heading) for each in lines(saved(document))]
    assert found == [("Title", 0), ("One", 1), ("Two lines", 2), ("Three", 3), ("Four", 0)]


def test_bold_runs_at_the_start_by_run_style_and_paragraph() -> None:
    document = Document()
    one = document.add_paragraph()
    one.add_run("Ada ").bold = True
    one.add_run("Birch:", style="Strong")
    one.add_run(" words")
    heavy = document.styles.add_style("Heavy", WD_STYLE_TYPE.PARAGRAPH)
    heavy.font.bold = True
    two = document.add_paragraph("Carl", style="Heavy")
    two.add_run(": words").bold = False
    document.add_paragraph("words").add_run("bold").bold = True
    assert [each.bold for each in lines(saved(document))] == ["Ada Birch:", "Carl", ""]


def test_empty_paragraphs_or_space_set_paragraphs_apart() -> None:
    spaced, parted = Document(), Document()
    for each in ("One", "two", "three"):
        spaced.add_paragraph(each)
        parted.add_paragraph(each)
        parted.add_paragraph()
    assert [each.own for each in reading(saved(spaced)).lines] == [False, True, True]
    assert [(each.span.first, each.text, each.own) for each in reading(saved(parted)).lines][:3] == [
        (1, "One", False), (2, "", False), (3, "two", False),
    ]  # fmt: skip
    for paragraph in spaced.paragraphs:
        paragraph.paragraph_format.space_after = 0
    assert not any(each.own for each in reading(saved(spaced)).lines)


@pytest.mark.parametrize(
    "kind", ["ms-word.document.macroEnabled", "openxmlformats-officedocument.wordprocessingml.template"]
)
def test_files_with_macros_and_templates_are_read(kind: str) -> None:
    def change(part: bytes) -> bytes:
        return part.replace(b"openxmlformats-officedocument.wordprocessingml.document.main", f"{kind}.main".encode())

    data = with_part(body("<w:p><w:r><w:t>Session 1</w:t></w:r></w:p>"), "[Content_Types].xml", change)
    assert shown(data) == ["1 Session 1", "2 End"]


def test_breaks_tabs_and_symbols() -> None:
    xml = '<w:p><w:r><w:t>One</w:t><w:br/><w:t>two</w:t><w:tab/><w:t>x</w:t><w:noBreakHyphen/><w:t>y</w:t><w:cr/></w:r><w:r><w:sym w:font="Symbol" w:char="F0B7"/><w:t xml:space="preserve"> three</w:t></w:r></w:p>'
    assert shown(body(xml)) == ["1 One", "1 two\tx-y", "1 • three", "2 End"]


def test_words_inside_links_fields_controls_and_formulas() -> None:
    xml = """<w:p><w:hyperlink><w:r><w:t>One</w:t></w:r></w:hyperlink><w:smartTag><w:r><w:t>Two</w:t></w:r></w:smartTag>
    <w:sdt><w:sdtContent><w:r><w:t>Three</w:t></w:r></w:sdtContent></w:sdt><w:r><w:fldChar w:fldCharType="begin"/></w:r>
    <w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>Four</w:t></w:r>
    <w:fldSimple w:instr="DATE"><w:r><w:t>Five</w:t></w:r></w:fldSimple><m:oMath><m:r><m:t>x=y</m:t></m:r></m:oMath>
    <w:r><w:ruby><w:rt><w:r><w:t>no</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>Six</w:t></w:r></w:rubyBase></w:ruby></w:r></w:p>"""
    assert words(xml) == "OneTwoThreeFourFivex=ySix"


def test_tracked_changes_are_read_as_accepted() -> None:
    xml = """<w:p><w:r><w:t xml:space="preserve">One </w:t></w:r><w:del><w:r><w:delText>no</w:delText></w:r></w:del>
    <w:ins><w:r><w:t>two</w:t></w:r></w:ins><w:moveFrom><w:r><w:t>no</w:t></w:r></w:moveFrom></w:p>
    <w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:del><w:r><w:delText>no</w:delText></w:r></w:del></w:p>"""
    assert [line.text for line in reading(body(xml)).lines] == ["One two", "End"]
    (left,) = reading(body(xml)).findings
    assert (left.code, left.message, left.span.first, left.span.last) == ("HS103", "left out: words deleted under tracked changes", 1, 2)  # fmt: skip


def test_hidden_words_are_left_out_and_reported() -> None:
    document = Document()
    document.add_paragraph("One ").add_run("no").font.hidden = True
    document.add_paragraph("two")
    secret = document.styles.add_style("Secret", WD_STYLE_TYPE.CHARACTER)
    secret.font.hidden = True
    document.add_paragraph("three ").add_run("no", style="Secret")
    found = reading(saved(document))
    assert [each.text for each in found.lines] == ["One", "two", "three"]
    assert [(each.message, each.span.first) for each in found.findings] == [("left out: hidden words", 1), ("left out: hidden words", 3)]  # fmt: skip


def test_text_boxes_are_read_once_after_their_paragraph() -> None:
    box = "<w:txbxContent><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:txbxContent>"
    xml = f"""<w:p><w:r><w:t>One</w:t></w:r><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>{box.format("two")}</w:drawing></mc:Choice>
    <mc:Fallback><w:pict><v:textbox>{box.format("no")}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>
    <w:r><w:pict><v:textbox>{box.format("three")}</v:textbox></w:pict></w:r></w:p>"""
    assert shown(body(xml)) == ["1 One", "2 two", "3 three", "4 End"]


def test_words_of_diagrams_and_of_word_art_are_read_below_their_paragraph() -> None:
    drawing = "http://schemas.openxmlformats.org/drawingml/2006/"
    xml = f"""<w:p><w:r><w:t>One</w:t></w:r><w:r><w:drawing><d:relIds xmlns:d="{drawing}diagram" r:dm="rIdD"/></w:drawing></w:r></w:p>
    <w:p><w:r><w:pict><v:shape><v:textpath string="four"/></v:shape></w:pict></w:r></w:p>"""
    point = "<d:pt><d:t><a:bodyPr/><a:p><a:r><a:t>{}</a:t></a:r><a:r><a:t>{}</a:t></a:r></a:p></d:t></d:pt>"
    model = f'<d:dataModel xmlns:d="{drawing}diagram" xmlns:a="{drawing}main"><d:ptLst>{point.format("tw", "o")}{point.format("three", "")}<d:pt/></d:ptLst></d:dataModel>'
    relation = f'<Relationship Id="rIdD" Type="{R}/diagramData" Target="diagrams/data1.xml"/></Relationships>'
    data = with_part(body(xml), "word/diagrams/data1.xml", lambda _: model.encode())
    data = with_part(
        data, "word/_rels/document.xml.rels", lambda old: old.replace(b"</Relationships>", relation.encode())
    )
    part = b'<Override PartName="/word/diagrams/data1.xml" ContentType="application/vnd.openxmlformats-officedocument.drawingml.diagramData+xml"/></Types>'
    data = with_part(data, "[Content_Types].xml", lambda old: old.replace(b"</Types>", part))
    assert shown(data) == ["1 One", "1 two", "1 three", "2 four", "3 End"]


def test_a_table_of_contents_and_an_embedded_file_are_reported() -> None:
    document = Document()
    document.styles.add_style("TOC 1", WD_STYLE_TYPE.PARAGRAPH)
    for each in ("Session 1", "Session 2"):
        document.add_paragraph(each, style="TOC 1")
    document.add_paragraph("One")
    document.element.body.insert(3, parse_xml(f"<w:altChunk {nsdecls('w')}/>"))
    found = reading(saved(document))
    assert [each.text for each in found.lines] == ["One"]
    assert [(each.message, each.span.first, each.span.last) for each in found.findings] == [
        ("left out: a table of contents", 1, 2), ("left out: another file that is embedded", 4, 4),
    ]  # fmt: skip


# --- Lists ---


@pytest.mark.parametrize(
    ("kind", "numbers"),
    [
        ("ordinal", "1st 2nd 3rd 4th 11th 12th 21st 101st 112th"),
        ("cardinalText", "One Two Three Four Eleven Twelve Twenty-one 101 112"),
        ("ordinalText", "First Second Third Fourth Eleventh Twelfth Twenty-first 101st 112th"),
        ("japaneseCounting", "一 二 三 四 十一 十二 二十一 百一 百十二"),
        ("hebrew1", "1 2 3 4 11 12 21 101 112"),
    ],
)
def test_numbers_are_in_the_words_that_word_has_for_them(kind: str, numbers: str) -> None:
    level = f'<w:lvl w:ilvl="0"><w:numFmt w:val="{kind}"/><w:lvlText w:val="%1"/></w:lvl>'
    places = (1, 2, 3, 4, 11, 12, 21, 101, 112)
    document = Document()
    numbering = document.part.numbering_part.element
    numbering.insert(0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="90">{level}</w:abstractNum>'))
    for number in places:
        start = f'<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{number}"/></w:lvlOverride>'
        numbering.append(
            parse_xml(f'<w:num {nsdecls("w")} w:numId="{1000 + number}"><w:abstractNumId w:val="90"/>{start}</w:num>')
        )
        properties = document.add_paragraph("x")._p.get_or_add_pPr()
        properties.append(parse_xml(f'<w:numPr {nsdecls("w")}><w:numId w:val="{1000 + number}"/></w:numPr>'))
    assert [line.text.removesuffix(" x") for line in lines(saved(document))] == numbers.split()


LEVELS = """<w:abstractNum {names} w:abstractNumId="90">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="Session %1:"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="3"/><w:numFmt w:val="lowerRoman"/><w:lvlText w:val="(%1.%2)"/></w:lvl>
<w:lvl w:ilvl="2"><w:numFmt w:val="upperLetter"/><w:lvlText w:val="%3)"/><w:lvlRestart w:val="0"/></w:lvl>
<w:lvl w:ilvl="3"><w:isLgl/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%2.%4"/></w:lvl>
<w:lvl w:ilvl="4"><w:numFmt w:val="bullet"/><w:lvlText w:val="o"/></w:lvl>
<w:lvl w:ilvl="5"><w:numFmt w:val="none"/><w:lvlText w:val=""/></w:lvl>
<w:lvl w:ilvl="6"><w:numFmt w:val="decimalZero"/><w:lvlText w:val="%7"/></w:lvl>
<w:lvl w:ilvl="7"><w:numFmt w:val="decimalEnclosedCircle"/><w:lvlText w:val="%8"/></w:lvl></w:abstractNum>"""
NUMS = (
    '<w:num {names} w:numId="90"><w:abstractNumId w:val="90"/></w:num>',
    '<w:num {names} w:numId="91"><w:abstractNumId w:val="90"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride></w:num>',
)


def numbered(*items: tuple[int, int]) -> list[str]:
    """What paragraphs "x" show that stand in a list at a level each."""
    document = Document()
    numbering = document.part.numbering_part.element
    numbering.insert(0, parse_xml(LEVELS.format(names=nsdecls("w"))))
    for num in NUMS:
        numbering.append(parse_xml(num.format(names=nsdecls("w"))))
    for number, level in items:
        properties = document.add_paragraph("x")._p.get_or_add_pPr()
        properties.append(parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'))  # fmt: skip
    return [line.text for line in lines(saved(document))]


def test_numbers_are_counted_as_word_counts_them() -> None:
    assert numbered((90, 0), (90, 1), (90, 1), (90, 0), (90, 1)) == [
        "Session 1: x", "  (1.iii) x", "  (1.iv) x", "Session 2: x", "  (2.iii) x",
    ]  # fmt: skip
    assert numbered((90, 2), (90, 0), (90, 2)) == ["    A) x", "Session 1: x", "    B) x"]
    assert numbered((90, 1), (90, 3)) == ["  (1.iii) x", "      3.1 x"]
    assert numbered((90, 0), (91, 0), (91, 0), (90, 0)) == [
        "Session 1: x",
        "Session 7: x",
        "Session 8: x",
        "Session 9: x",
    ]
    assert numbered((90, 4), (90, 5), (90, 6), (90, 7), (90, 8), (0, 0), (99, 0)) == [
        "        - x", "          x", "            01 x", "              ① x", "                1. x", "x", "x",
    ]  # fmt: skip


def test_lists_by_style() -> None:
    document = Document()
    for text, style in (("a", "List Bullet"), ("b", "List Number"), ("c", "List Number"), ("-- d", "List Bullet"), ("(1) e", "List Bullet")):  # fmt: skip
        document.add_paragraph(text, style=style)
    assert [line.text for line in lines(saved(document))] == ["- a", "1. b", "2. c", "-- d", "(1) e"]


# --- Tables ---


def attendance() -> DocumentType:
    document = Document()
    document.add_paragraph("Minutes of the Parser Group", style="Title")
    document.add_paragraph("12 April 2021")
    table = document.add_table(rows=0, cols=3)
    for row in (("Name", "Abbreviation", "Organization"), ("Brian Tolland", "BT", "Oak Works"), ("Philip Marsh", "PFM", "Elm Ltd.")):  # fmt: skip
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    document.add_heading("Session 1: Grammar", 1)
    document.add_paragraph("BT: This is the third draft.")
    document.add_paragraph("Rules are numbered.", style="List Bullet")
    document.add_paragraph("PFM: Why no tables?")
    return document


def test_an_attendance_table_explains_initials() -> None:
    data = saved(attendance())
    assert shown(data)[2:6] == ["3 Name\tAbbreviation\tOrganization", "4 Brian Tolland\tBT\tOak Works", "5 Philip Marsh\tPFM\tElm Ltd.", "6 Session 1: Grammar"]  # fmt: skip
    assert lines(data)[3].cells == ("Brian Tolland", "BT", "Oak Works")
    symposium = parse(source_from_bytes(data, "minutes.docx"))
    said = [(block.attribution.name.display, point.text) for _, block in symposium.walk() for point in getattr(block, "points", ())]  # fmt: skip
    assert said == [
        ("Brian Tolland", "This is the third draft."), ("Brian Tolland", "Rules are numbered."), ("Philip Marsh", "Why no tables?"),
    ]  # fmt: skip


def test_a_table_for_layout_is_read_cell_by_cell() -> None:
    document = Document()
    table = document.add_table(rows=2, cols=2)
    table.cell(0, 0).text = "(1)"
    table.cell(0, 1).text = "One\n\ntwo"
    table.cell(1, 0).text = "Menu"
    inner = table.cell(1, 1).add_table(rows=1, cols=2)
    inner.cell(0, 0).text, inner.cell(0, 1).text = "a", "b"
    table.cell(1, 1).add_paragraph("three")
    assert shown(saved(document)) == ["1 (1) One", "2 two", "3 Menu", "5 a\tb", "7 three"]


def test_rows_in_controls_are_read_and_deleted_rows_are_not() -> None:
    row = "<w:tr>{}<w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc></w:tr>"
    xml = f"<w:tbl><w:sdt><w:sdtContent>{row.format('', 'One')}</w:sdtContent></w:sdt>{row.format('<w:trPr><w:del/></w:trPr>', 'no')}</w:tbl><w:sdt><w:sdtContent><w:p><w:r><w:t>two</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    assert shown(body(xml)) == ["1 One", "2 two", "3 End"]


# --- Notes ---

NOTES = """<w:footnotes {names}><w:footnote w:id="-1" w:type="separator"><w:p/></w:footnote>
<w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> First note</w:t></w:r></w:p><w:p><w:r><w:t>goes on.</w:t></w:r></w:p></w:footnote>
<w:footnote w:id="5"><w:p><w:r><w:t>* Second note.</w:t></w:r></w:p></w:footnote></w:footnotes>"""
KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"


def test_footnotes_are_called_and_stand_at_the_end() -> None:
    xml = """<w:p><w:r><w:t>Session 1: Trees</w:t></w:r></w:p><w:p><w:r><w:t>Ada Birch: Trees grow.</w:t><w:footnoteReference w:id="2"/></w:r>
    <w:r><w:t xml:space="preserve"> Or not</w:t><w:footnoteReference w:id="5" w:customMarkFollows="1"/><w:t>*</w:t><w:footnoteReference w:id="9"/></w:r></w:p>"""
    data = with_part(body(xml), "word/footnotes.xml", lambda _: NOTES.format(names=nsdecls("w")).encode())
    data = with_part(data, "word/_rels/document.xml.rels", lambda part: part.replace(b"</Relationships>", f'<Relationship Id="rId99" Type="{KIND}" Target="footnotes.xml"/></Relationships>'.encode()))  # fmt: skip
    data = with_part(data, "[Content_Types].xml", lambda part: part.replace(b"</Types>", b'<Override PartName="/word/footnotes.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"/></Types>'))  # fmt: skip
    assert shown(data) == [
        "1 Session 1: Trees", "2 Ada Birch: Trees grow.[^1] Or not*[^3]", "3 End", "4 [^1]: First note goes on.", "5 * Second note.",
    ]  # fmt: skip


# --- Files of another program ---


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_a_file_by_libreoffice(tmp_path: Path) -> None:
    page = """<h1>Notes</h1><p>One <b>two</b></p><ol><li>First</li><li>Second<ul><li>Third</li></ul></li></ol>
    <table border=1><tr><td>Ada Birch</td><td>AB</td></tr></table><h2>Session 1: Trees</h2><p><b>Ms. Birch</b>: words<br>more</p>"""
    (tmp_path / "a.html").write_text(page, encoding="utf-8")
    command = ["soffice", "--headless", f"-env:UserInstallation=file://{tmp_path}/profile", "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(tmp_path), str(tmp_path / "a.html")]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    found = lines((tmp_path / "a.docx").read_bytes())
    assert [(each.text, each.cells) for each in found] == [
        ("Notes", ()), ("One two", ()), ("1. First", ()), ("2. Second", ()), ("  - Third", ()),
        ("Ada Birch\tAB", ("Ada Birch", "AB")), ("Session 1: Trees", ()), ("Ms. Birch: words", ()), ("more", ()),
    ]  # fmt: skip
    assert [(each.heading, each.bold) for each in found][6:8] == [(2, ""), (0, "Ms. Birch")]


# --- What is refused ---


def refusal(data: bytes) -> str:
    with pytest.raises(SourceError) as caught:
        reading(data)
    assert caught.value.hint
    assert caught.value.file == "a.docx"
    return caught.value.message


def one() -> bytes:
    document = Document()
    document.add_paragraph("One")
    return saved(document)


def in_body(xml: bytes) -> Callable[[bytes], bytes]:
    return lambda part: part.replace(b"<w:body>", b"<w:body>" + xml)


TOO_LARGE = "unpacked it would come to more than 64 MiB, or to over 200 times its size"
ENTITY = b'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (in_body(b"<w:p/>" * 1_000_000), TOO_LARGE),
        (in_body(random.Random(1).randbytes(33 * 1024**2).hex().encode()), TOO_LARGE),
        (in_body(b"<w:tbl><w:tr><w:tc>" * 1000), "the file is broken"),
        (lambda part: ENTITY + part.partition(b"?>")[2], "it declares entities, which no Word file does"),
        (lambda part: (ENTITY + part.partition(b"?>")[2]).decode().encode("utf-16"), "it declares entities, which no Word file does"),
        (lambda _: b"<a", "the file is broken"),
        (lambda _: b"<a/>", "it is no Word document"),
    ],
    ids=["bomb", "large", "deep", "entities", "entities in UTF-16", "cut off", "other XML"],
)  # fmt: skip
def test_hostile_documents_are_refused(change: Callable[[bytes], bytes], message: str) -> None:
    assert refusal(with_part(one(), DOCUMENT, change)) == message


def test_sizes_that_lie_are_found_out() -> None:
    bomb = with_part(one(), DOCUMENT, in_body(b"<w:p/>" * 1_000_000))
    entry = zipfile.ZipFile(io.BytesIO(bomb)).getinfo(DOCUMENT)
    sizes = entry.compress_size.to_bytes(4, "little") + entry.file_size.to_bytes(4, "little")
    assert refusal(bomb.replace(sizes, sizes[:4] + (3000).to_bytes(4, "little"))) == "the file is broken"


def test_pictures_are_never_unpacked() -> None:
    bomb = with_part(one(), "word/media/image1.png", lambda _: bytes(100_000_000))
    assert shown(bomb) == ["1 One"]


def test_files_that_are_broken_locked_or_something_else() -> None:
    data = one()
    assert refusal(data[:2000]) == refusal(b"PK\x03\x04rubbish") == "the file is broken"
    assert refusal(with_part(data, "[Content_Types].xml", lambda _: b"<Types/>")) == "it is no Word document"
    locked = re.sub(rb"(PK\x01\x02....|PK\x03\x04..)\0", lambda match: match[1] + b"\1", data, flags=re.DOTALL)
    assert refusal(locked) == "it is locked with a password"
    other = io.BytesIO()
    with zipfile.ZipFile(other, "w") as package:
        package.writestr("a.txt", "One")
    assert refusal(other.getvalue()) == "it is no Word document"
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_BZIP2) as package:
        package.writestr("[Content_Types].xml", "<Types/>")
    assert refusal(packed.getvalue()) == "the file is broken"
    many = io.BytesIO()
    with zipfile.ZipFile(many, "w") as package:
        for number in range(5001):
            package.writestr(f"{number}.txt", "")
    assert refusal(many.getvalue()) == TOO_LARGE


def test_damaged_files_are_read_or_refused() -> None:
    data, chance = saved(attendance()), random.Random(3)
    whole = [each.text for each in lines(data)]
    document = zipfile.ZipFile(io.BytesIO(data)).read(DOCUMENT)
    attributes = [match.span(1) for match in re.finditer(rb'="([^"]*)"', document)]
    read = 0
    for _ in range(150):
        first, last = chance.choice(attributes)
        damaged = document[:first] + chance.choice([b"", b"-1", b"99999999", b"x"]) + document[last:]
        with suppress(SourceError):
            read += len(reading(with_part(data, DOCUMENT, lambda _, damaged=damaged: damaged)).lines) >= len(whole)
        with suppress(SourceError):
            lines(data[: chance.randrange(len(data))])
    assert read > 50
