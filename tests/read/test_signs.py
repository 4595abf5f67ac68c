"""Signs of Word files that are no plain text: raised figures, characters of symbol fonts, formulas; fields in fields."""

import pytest
from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from tests.read.test_word import body, reading, saved, with_part


def words(xml: str) -> list[str]:
    return [line.text for line in reading(body(xml)).lines if line.text != "End"]


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def field(step: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{step}"/></w:r>'


def test_figures_above_and_below_the_line_are_other_figures() -> None:
    raised, lowered = '<w:vertAlign w:val="superscript"/>', '<w:vertAlign w:val="subscript"/>'
    xml = f"<w:p>{run('10')}{run('6', raised)}{run(' H')}{run('2', lowered)}{run('O, the 3')}{run('rd', raised)}</w:p>"
    assert words(xml) == ["10⁶ H₂O, the 3rd"]


@pytest.mark.parametrize(
    ("font", "code", "sign"),
    [("Symbol", "F0B3", "≥"), ("Symbol", "F06D", "μ"), ("Symbol", "F0E5", "∑"), ("Symbol", "00B7", "•"), ("Wingdings", "F0FC", "✓"), ("Wingdings", "F0FD", "☒"), ("Wingdings", "no", "•")],
)  # fmt: skip
def test_characters_of_symbol_fonts_are_what_they_show(font: str, code: str, sign: str) -> None:
    assert words(f'<w:p>{run("Five ")}<w:r><w:sym w:font="{font}" w:char="{code}"/></w:r></w:p>') == [f"Five {sign}"]


def test_a_sign_that_only_its_font_has_is_a_finding() -> None:
    read = reading(body(f'<w:p>{run("Five ")}<w:r><w:sym w:font="House Logo" w:char="F021"/></w:r></w:p>'))
    assert read.lines[0].text == "Five •"
    assert [(each.code, each.span and each.span.first) for each in read.findings] == [("HS103", 1)]


@pytest.mark.parametrize(
    ("xml", "shown"),
    [
        ("<m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>20</m:t></m:r></m:den></m:f>", "1/20"),
        ("<m:f><m:num><m:r><m:t>a+b</m:t></m:r></m:num><m:den><m:r><m:t>c</m:t></m:r></m:den></m:f>", "(a+b)/c"),
        ("<m:sSup><m:e><m:r><m:t>10</m:t></m:r></m:e><m:sup><m:r><m:t>-6</m:t></m:r></m:sup></m:sSup>", "10⁻⁶"),
        ("<m:sSup><m:e><m:r><m:t>x</m:t></m:r></m:e><m:sup><m:r><m:t>k+1</m:t></m:r></m:sup></m:sSup>", "x^(k+1)"),
        ("<m:sSub><m:e><m:r><m:t>x</m:t></m:r></m:e><m:sub><m:r><m:t>2</m:t></m:r></m:sub></m:sSub>", "x₂"),
        ("<m:rad><m:deg/><m:e><m:r><m:t>2x</m:t></m:r></m:e></m:rad>", "√2x"),
    ],
)
def test_formulas_stand_on_one_line_and_fractions_stay_apart(xml: str, shown: str) -> None:
    assert words(f"<w:p>{run('So ')}<m:oMath>{xml}</m:oMath></w:p>") == [f"So {shown}"]
    read = reading(body(f"<m:oMathPara><m:oMath>{xml}</m:oMath></m:oMathPara>"))
    assert read.lines[0].text == shown
    (found,) = read.findings
    assert found.message == "left out: how a formula is set; its words stand in the line"


def test_of_a_field_in_the_code_of_another_nothing_is_shown() -> None:
    inner = field("begin") + run("MERGEFIELD sex").replace("w:t", "w:instrText") + field("separate") + run("FEMALE") + field("end")  # fmt: skip
    xml = f"<w:p>{run('Dear ')}{field('begin')}{inner}{field('separate')}{run('Madam')}{field('end')}{run(', hello.')}</w:p>"
    assert words(xml) == ["Dear Madam, hello."]


def test_a_field_without_end_hides_nothing_behind_its_paragraph() -> None:
    assert words(f"<w:p>{run('One')}{field('begin')}</w:p><w:p>{run('Two')}</w:p>") == ["One", "Two"]


def test_blocks_for_newer_programs_are_read_once() -> None:
    choice, fallback = f"<w:p>{run('Newer')}</w:p>", f"<w:p>{run('Older')}</w:p>"
    xml = f'<mc:AlternateContent><mc:Choice Requires="wps">{choice}</mc:Choice><mc:Fallback>{fallback}</mc:Fallback></mc:AlternateContent>'
    assert words(xml) == ["Newer"]


def test_a_paragraph_whose_end_is_deleted_goes_on_in_the_next() -> None:
    mark = '<w:pPr><w:rPr><w:del w:id="1" w:author="A"/></w:rPr></w:pPr>'
    assert words(f"<w:p>{mark}{run('One half ')}</w:p><w:p>{run('meets two.')}</w:p>") == ["One half meets two."]


def test_strict_open_xml_is_read() -> None:
    def strict(part: bytes) -> bytes:
        return part.replace(
            b"schemas.openxmlformats.org/wordprocessingml/2006/", b"purl.oclc.org/ooxml/wordprocessingml/"
        )

    read = reading(with_part(body(f"<w:p>{run('One')}</w:p>"), "word/document.xml", strict))
    assert [line.text for line in read.lines] == ["One", "End"]


def test_a_picture_is_a_finding_with_its_description() -> None:
    names = 'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    drawing = f'<w:drawing><wp:inline {names}><wp:docPr id="1" name="Picture 1" descr="Rents by year"/><a:blip/></wp:inline></w:drawing>'
    read = reading(body(f"<w:p>{run('One')}<w:r>{drawing}</w:r></w:p>"))
    assert [(each.code, each.span and each.span.first, each.message) for each in read.findings] == [
        ("HS107", 1, "a picture is not printed: Rents by year (nothing is fetched; save it beside the source)")
    ]


def test_a_link_that_nobody_can_follow_is_a_finding() -> None:
    document = Document()
    for words, address in (
        ("the data", "https://a.example/x"),
        ("a file", "data.xlsx"),
        ("https://b.example", "https://b.example/"),
        ("a@c.example", "mailto:a@c.example"),
    ):
        relation = document.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        link = parse_xml(
            f'<w:hyperlink {nsdecls("w", "r")} r:id="{relation}"><w:r><w:t>{words}</w:t></w:r></w:hyperlink>'
        )
        document.add_paragraph("See ")._p.append(link)
    read = reading(saved(document))
    assert [line.text for line in read.lines] == [
        "See the data",
        "See a file",
        "See https://b.example",
        "See a@c.example",
    ]
    assert [(each.code, each.span and each.span.first, each.message) for each in read.findings] == [
        ("HS108", 2, "the address behind “a file” leads nowhere from here: data.xlsx")
    ]


def test_words_are_kept_where_no_paragraph_follows_a_deleted_end() -> None:
    mark = '<w:pPr><w:rPr><w:del w:id="1" w:author="A"/></w:rPr></w:pPr>'
    table = f"<w:tbl><w:tr><w:tc><w:p>{run('Cell')}</w:p></w:tc></w:tr></w:tbl>"
    assert words(f"<w:p>{mark}{run('Before a table')}</w:p>{table}") == ["Before a table", "Cell"]
