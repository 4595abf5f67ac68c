"""Tables that stand in a summary: every cell in its column, in what is read, in all that is made, and on the way back."""

import re
import subprocess
from collections.abc import Callable
from copy import deepcopy
from io import BytesIO
from pathlib import Path

import docx
import pikepdf
import pytest
from docx.oxml.ns import qn
from docx.oxml.table import CT_Tc
from docx.table import Table
from lxml import html

from hsreport import builtin_vocabulary, enrich, parse
from hsreport.model import Report, Row
from hsreport.read.source import source_from_bytes
from hsreport.render.html.page import render_html
from hsreport.render.html.templating import stylesheet
from hsreport.render.pdf.book import render_pdf
from hsreport.render.style.tokens import HouseStyle, load_style
from hsreport.render.text.markdown import markdown
from hsreport.render.word.file import render_docx
from tests.libreoffice import as_pdf
from tests.render.html.test_web_page import check, looked_at
from tests.render.pdf.vera import broken_rules
from tests.render.word.opened import WordFile, without_record
from tests.render.word.openxml import errors_in_all, unsound
from tests.rich import report_on as rich_report

HEAD = """# Forum on Quays

## Session 1: What was built

Chair: Ann Wu, Port Office

**Bo Lind:**

- See the table.

"""
TABLE = """| Year | Quays[^1] | Cost in % |
|---|---|---|
| 2019 | 4 | 1.5 |
| 2020 |  | −2.25 |
| Sum of **all**, Ann Wu says | 4 |  |
"""
TAIL = """
- Quays last long.

[^1]: Without ferries.
"""
CELLS = [
    ["Year", "Quays", "Cost in %"],
    ["2019", "4", "1.5"],
    ["2020", "", "−2.25"],
    ["Sum of all, Ann Wu says", "4", ""],
]


def rows(data: str | bytes, name: str) -> list[list[str]]:
    symposium = parse(source_from_bytes(data.encode() if isinstance(data, str) else data, name))
    return [block.text.split("\t") for _, block in symposium.walk() if isinstance(block, Row)]


def report_on(data: bytes, name: str) -> Report:
    source = source_from_bytes(data, name)
    return enrich(parse(source), source.record, builtin_vocabulary("human-security"))


@pytest.fixture(scope="module")
def tabled() -> Report:
    return report_on((HEAD + TABLE + TAIL).encode(), "quays.md")


def test_rows_keep_their_columns_and_are_no_ones_points(tabled: Report) -> None:
    assert rows(HEAD + TABLE + TAIL, "a.md") == CELLS
    assert [passage.text for passage in tabled.symposium.passages() if passage.point] == [
        "See the table.",
        "Quays last long.",
    ]
    assert [note.anchor for note in tabled.symposium.notes] == ["row-1"]


def test_a_table_of_a_page_and_of_a_word_file_is_read_alike() -> None:
    cells = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in CELLS)
    page = f"<h1>Forum on Quays</h1><h2>Session 1: Built</h2><p>Chair: Ann Wu, Port Office</p><table>{cells}</table><p>End.</p>"
    assert rows(page, "a.html") == CELLS
    document, file = docx.Document(), BytesIO()
    for level, words in enumerate(("Forum on Quays", "Session 1: Built"), 1):
        document.add_heading(words, level)
    document.add_paragraph("Chair: Ann Wu, Port Office")
    table = document.add_table(0, 3)
    for row in CELLS:
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.text = words
    document.save(file)
    assert rows(file.getvalue(), "a.docx") == CELLS


MERGED_PAGE = """<h1>Forum on Quays</h1><h2>Session 1: Built</h2><p>Chair: Ann Wu, Port Office</p><table>
<tr><th>Port<th colspan=2>Built<th>Cost</tr><tr><td rowspan=2>Elm<td>2019<td rowspan="2">4<td rowspan=2>1.5</tr>
<tr><td>2020</tr><tr><td>Oak<td>2020<td>5<td rowspan=9>3<tr><td colspan=2>Ash and Elm<td>6</tr>
<tr><td>2021<td><td></table><p>End.</p>"""
MERGED = [
    ["Port", "Built", "", "Cost"],
    ["Elm", "2019", "4", "1.5"],
    ["", "2020", "", ""],
    ["Oak", "2020", "5", "3"],
    ["Ash and Elm", "", "6", ""],
    ["2021", "", "", ""],
]


def test_merged_cells_stand_in_their_columns_and_are_said_once() -> None:
    assert rows(MERGED_PAGE, "a.html") == MERGED
    document, file = docx.Document(), BytesIO()
    for level, words in enumerate(("Forum on Quays", "Session 1: Built"), 1):
        document.add_heading(words, level)
    document.add_paragraph("Chair: Ann Wu, Port Office")
    table = document.add_table(6, 4)
    for made, row in zip(table.rows, MERGED, strict=True):
        for cell, words in zip(made.cells, row, strict=True):
            cell.text = words
    for first, last in (
        ((0, 1), (0, 2)),
        ((1, 0), (2, 0)),
        ((1, 2), (2, 2)),
        ((1, 3), (2, 3)),
        ((3, 3), (4, 3)),
        ((4, 0), (4, 1)),
    ):
        table.cell(*first).merge(table.cell(*last))
    document.save(file)
    assert rows(file.getvalue(), "a.docx") == MERGED


def test_a_name_that_reaches_over_rows_has_the_words_of_each() -> None:
    page = """<h1>Forum on Quays</h1><h2>Session 1: Built</h2><p>Chair: Ann Wu, Port Office</p><p>Panelist: Bo Lind, Pilot</p><table>
<tr><th>Speaker<th>Statement</tr><tr><td rowspan=2>Ann Wu<td>The quay must be mended this year.</tr>
<tr><td>It cannot wait for the summer.</tr><tr><td>Bo Lind<td>It cannot be paid for.</tr></table>"""
    report = report_on(page.encode(), "a.html")
    assert [(report.said_by[at], report.said_by[1] == report.said_by[at]) for at in (1, 2, 3)] == [
        (report.said_by[1], True), (report.said_by[1], True), (report.said_by[3], False)
    ]  # fmt: skip


def test_two_tables_one_after_the_other_stay_two() -> None:
    symposium = parse(source_from_bytes((HEAD + TABLE + "\n" + TABLE + TAIL).encode(), "a.md"))
    assert [block.first for _, block in symposium.walk() if isinstance(block, Row)] == [True, False, False, False] * 2


def test_tables_of_people_and_of_words_are_none() -> None:
    people = "| Name | Office |\n|---|---|\n| Ivo Marek | Pilot |\n| Eva Stern | Judge |\n"
    said = "| Speaker | Statement |\n|---|---|\n| Ann Wu | The quay must be mended this year. |\n| Bo Lind | It cannot be paid for. |\n"
    text = f"# Forum\n\n## Session 1: A\n\nChair: Ann Wu, Port Office\nPanelist: Bo Lind, Pilot\n\n{said}"
    symposium = parse(source_from_bytes(text.encode(), "a.md"))
    assert [passage.text for passage in symposium.passages() if passage.point] == [
        "The quay must be mended this year.", "It cannot be paid for.",
    ]  # fmt: skip
    assert not any(row[0] in {"Ann Wu", "Bo Lind"} for row in rows(text, "a.md"))
    listed = parse(source_from_bytes((HEAD.replace("Chair: Ann Wu, Port Office", people) + TAIL).encode(), "a.md"))
    assert {"Ivo Marek", "Eva Stern"} <= {member.name.display for member in listed.cast}


def test_every_cell_stands_in_its_column_in_the_page(tabled: Report, style: HouseStyle) -> None:
    table = html.document_fromstring(render_html(tabled, style)).find(".//table[@class='rows']")
    for call in table.iterfind(".//sup"):
        call.drop_tree()
    assert [[cell.text_content() for cell in row] for row in table.iter("tr")] == CELLS
    assert [cell.get("scope") for cell in table.find("thead/tr")] == ["col"] * 3
    assert [[cell.get("class") for cell in row] for row in table.iter("tr")] == [[None, "figure", "figure"]] * 4


@pytest.mark.slow
def test_the_page_is_sound_and_wide_tables_scroll_alone(style: HouseStyle, tmp_path: Path) -> None:
    wide = "\n".join(
        "|" + "|".join(f"{words} {at}" for at in range(12)) + "|" for words in ("Cost in million of year", "1")
    )
    head, _, row = wide.partition("\n")
    text = f"{HEAD}{head}\n{'|---' * 12}|\n{row}\n{TAIL}"
    (tmp_path / "a.html").write_bytes(render_html(report_on(text.encode(), "a.md"), style))
    assert check(tmp_path / "a.html") == []
    looks = looked_at(tmp_path / "a.html")
    assert [look["violations"] for look in looks] == [[]] * len(looks)
    assert all(look["overflow"] <= 0 for look in looks)


def test_every_cell_stands_in_its_column_in_the_word_file_and_comes_back(
    tabled: Report, style: HouseStyle, tmp_path: Path
) -> None:
    data = render_docx(tabled, style, {}).data
    path = tmp_path / "quays.docx"
    path.write_bytes(data)
    (table,) = [each for each in docx.Document(str(path)).tables if each.style.name == "Rows"]
    assert [[cell.text for cell in row.cells] for row in table.rows] == CELLS
    assert errors_in_all({"quays": data}, tmp_path) == {}
    assert unsound(WordFile(data)) == []


def test_every_cell_stands_in_its_column_in_the_tags_of_the_pdf(
    tabled: Report, style: HouseStyle, tmp_path: Path
) -> None:
    data = render_pdf(tabled, style).data
    (tmp_path / "a.pdf").write_bytes(data)
    with pikepdf.open(tmp_path / "a.pdf") as pdf:
        kinds = [[str(cell.S) for cell in row.K] for row in tags(pdf.Root.StructTreeRoot, "/TR")]
    assert ["/TH"] * 3 in kinds
    assert kinds.count(["/TD"] * 3) >= 3
    assert broken_rules({"a.pdf": data}, ("PDFUA-1", "PDFA-3A"), tmp_path) == set()


def tags(node: pikepdf.Object, kind: str) -> list[pikepdf.Object]:
    """The elements of a kind below another in the tree of tags."""
    kids = node.get("/K", [])
    below = [
        kid for kid in (kids if isinstance(kids, pikepdf.Array) else [kids]) if isinstance(kid, pikepdf.Dictionary)
    ]
    found = [each for kid in below if "/S" in kid for each in tags(kid, kind)]
    return [node, *found] if node.get("/S") == kind else found


def edited(data: bytes, path: Path, row: int, column: int, words: str) -> bytes:
    path.write_bytes(data)
    document = docx.Document(str(path))
    (table,) = [each for each in document.tables if each.style.name == "Rows"]
    table.rows[row].cells[column].paragraphs[0].add_run(words)
    document.save(str(path))
    return path.read_bytes()


def test_what_is_changed_in_a_cell_stays_in_its_column(tabled: Report, style: HouseStyle, tmp_path: Path) -> None:
    lines = source_from_bytes((HEAD + TABLE + TAIL).encode(), "quays.md").lines
    data = render_docx(tabled, style, {}, lines).data
    assert rows(data, "a.docx") == CELLS
    assert rows(edited(data, tmp_path / "a.docx", 2, 1, "7"), "a.docx") == [
        *CELLS[:2],
        ["2020", "7", "−2.25"],
        CELLS[3],
    ]


def test_a_row_alone_is_a_paragraph() -> None:
    assert rows(HEAD + TABLE.partition("\n")[0] + "\n|---|---|---|\n" + TAIL, "a.md") == []


# --- Cell by cell -------------------------------------------------------------------------------------


def test_figures_stand_right_though_a_cell_reaches_over_their_columns() -> None:
    page = (
        b"<h1>Forum</h1><h2>Session 1: Catches</h2><p>Ann Wu said this:</p><table><tr><th>Port<th>Spring<th>Fall</tr>"
    )
    page += b"<tr><td>Elm<td>120<td>98</tr><tr><td>Oak<td colspan=2>not counted</tr></table>"
    shown = html.document_fromstring(render_html(report_on(page, "a.html"), HouseStyle()))
    cells = {cell.text_content(): cell.get("class") for cell in shown.iterfind(".//table[@class='rows']//td")}
    assert cells == {"Elm": None, "120": "figure", "98": "figure", "Oak": None, "not counted": None}


Drawn = list[list[tuple[str, int, int]]]
"""For each row the words of its cells, and over how many columns and rows each reaches."""


def in_page(data: bytes) -> Drawn:
    table = html.document_fromstring(data).find(".//table[@class='rows']")
    for call in table.iterfind(".//sup"):
        call.drop_tree()
    return [
        [(cell.text_content(), int(cell.get("colspan", 1)), int(cell.get("rowspan", 1))) for cell in row]
        for row in table.iter("tr")
    ]


def in_word(data: bytes) -> Drawn:
    """Cells that go on with those above are counted there, and have no words."""
    (table,) = [each for each in docx.Document(BytesIO(data)).tables if each.style.name == "Rows"]
    made: Drawn = []
    above: dict[int, tuple[int, int]] = {}
    for row in table.rows:
        made.append([])
        column = 0
        for cell in row._tr.tc_lst:
            said = "".join(text.text or "" for text in cell.iter(qn("w:t")))
            if cell.vMerge == "continue":
                assert said == ""
                at, place = above[column]
                words, across, down = made[at][place]
                made[at][place] = words, across, down + 1
            else:
                above[column] = len(made) - 1, len(made[-1])
                made[-1].append((said, cell.grid_span, 1))
            column += cell.grid_span
        assert column == len(table.columns)
    return made


def in_tags(pdf: bytes, path: Path) -> list[Drawn]:
    """The cells of each table, as the tree of tags has them, without notes."""
    path.write_bytes(pdf)
    done = subprocess.run(["pdfinfo", "-struct-text", path], capture_output=True, text=True, check=True)
    found: list[Drawn] = []
    skipped = within = 1000
    for line in done.stdout.splitlines():
        element, indent = line.strip(), len(line) - len(line.lstrip())
        skipped, within = (each if indent > each else 1000 for each in (skipped, within))
        if element.startswith("Table"):
            found.append([])
        elif element == "TR":
            found[-1].append([])
        elif element[:2] in {"TH", "TD"} and element[:5] != "THead":
            found[-1][-1].append(("", 1, 1))
            within = indent
        elif element.startswith(("Reference", "Note")):
            skipped = min(skipped, indent)
        elif within < indent < skipped and element.startswith(('"', "/ColSpan", "/RowSpan")):
            words, across, down = found[-1][-1][-1]
            across, down = (
                int(element.split()[1]) if element.startswith(name) else size
                for name, size in (("/ColSpan", across), ("/RowSpan", down))
            )
            found[-1][-1][-1] = words + (element[1:-1] if element[0] == '"' else ""), across, down
    return found


DRAWN = [
    [("Port", 1, 1), ("Built", 2, 1), ("Cost", 1, 1)],
    [("Elm", 1, 2), ("2019", 1, 1), ("4", 1, 2), ("1.5", 1, 2)],
    [("2020", 1, 1)],
    [("Oak", 1, 1), ("2020", 1, 1), ("5", 1, 1), ("3", 1, 3)],
    [("Ash and Elm", 2, 1), ("6", 1, 1)],
    [("2021", 1, 1), ("", 1, 1), ("", 1, 1)],
]
TWO_HEADS = """<h1>Forum on Quays</h1><h2>Session 1: Built</h2><p>Chair: Ann Wu, Port Office</p><table>
<tr><th rowspan=2>Port<th colspan=2>Built in</tr><tr><th>2019<th>2020</tr><tr><td>Elm<td>4<td>5</tr>
<tr><td rowspan=2 colspan=2>Oak, Ash<td>6</tr><tr><td>7</table><p>End.</p>"""
TWO_HEADS_DRAWN = [
    [("Port", 1, 2), ("Built in", 2, 1)],
    [("2019", 1, 1), ("2020", 1, 1)],
    [("Elm", 1, 1), ("4", 1, 1), ("5", 1, 1)],
    [("Oak, Ash", 2, 2), ("6", 1, 1)],
    [("7", 1, 1)],
]
GROUPED = """<h1>Forum on Quays</h1><h2>Session 1: Built</h2><p>Chair: Ann Wu, Port Office</p><table>
<tr><th>Port<th>Year<th>Cost</tr><tr><td>Elm<td>2019<td rowspan=2>4</tr><tr><td colspan=2>Lower Elm</tr>
<tr><td colspan=3>Ports of the north</tr><tr><td>Oak<td>2020<td>5</tr><tr><td>Ash<td><td></tr></table><p>End.</p>"""
GROUPED_DRAWN = [
    [("Port", 1, 1), ("Year", 1, 1), ("Cost", 1, 1)],
    [("Elm", 1, 1), ("2019", 1, 1), ("4", 1, 2)],
    [("Lower Elm", 2, 1)],
    [("Ports of the north", 3, 1)],
    [("Oak", 1, 1), ("2020", 1, 1), ("5", 1, 1)],
    [("Ash", 1, 1), ("", 1, 1), ("", 1, 1)],
]
PLAIN = [[(cell, 1, 1) for cell in row] for row in CELLS]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("text", "name", "drawn"),
    [
        (HEAD + TABLE + TAIL, "a.md", PLAIN),
        (MERGED_PAGE, "a.html", DRAWN),
        (TWO_HEADS, "a.html", TWO_HEADS_DRAWN),
        (GROUPED, "a.html", GROUPED_DRAWN),
    ],
)
def test_page_pdf_and_word_file_have_the_same_cells_merged_alike(
    text: str, name: str, drawn: Drawn, style: HouseStyle, tmp_path: Path
) -> None:
    report, source = report_on(text.encode(), name), source_from_bytes(text.encode(), name)
    page, word, pdf = render_html(report, style), render_docx(report, style, {}, source.lines).data, render_pdf(report, style).data  # fmt: skip
    assert in_page(page) == drawn
    assert in_word(word) == drawn
    assert drawn in in_tags(pdf, tmp_path / "a.pdf")
    for back in (word, without_record(word)):
        again = report_on(back, "a.docx")
        assert in_page(render_html(again, style)) == drawn
    assert broken_rules({"a.pdf": pdf}, ("PDFUA-1", "PDFA-3A"), tmp_path) == set()
    assert errors_in_all({"a": word}, tmp_path) == {}
    (tmp_path / "a.html").write_bytes(page)
    assert check(tmp_path / "a.html") == []


def test_merged_cells_go_through_markdown_and_edits_in_word(style: HouseStyle, tmp_path: Path) -> None:
    source = source_from_bytes(MERGED_PAGE.encode(), "a.html")
    written = markdown(source.lines, {})
    assert "| ^^ | 2020 | ^^ | ^^ |" in written
    assert in_page(render_html(report_on(written.encode(), "a.md"), style)) == DRAWN
    grouped = markdown(source_from_bytes(GROUPED.encode(), "a.html").lines, {})
    assert in_page(render_html(report_on(grouped.encode(), "a.md"), style)) == GROUPED_DRAWN
    data = edited(render_docx(report_on(MERGED_PAGE.encode(), "a.html"), style, {}, source.lines).data, tmp_path / "a.docx", 2, 1, "/21")  # fmt: skip
    changed = [row if at != 2 else [("2020/21", 1, 1)] for at, row in enumerate(DRAWN)]
    assert in_page(render_html(report_on(data, "a.docx"), style)) == changed


def test_what_reaches_over_columns_that_paper_parts_is_said_again(style: HouseStyle, tmp_path: Path) -> None:
    head = "| Port | " + " | ".join(["Built in the port", *["<<"] * 29]) + " |"
    text = HEAD + table_of(2, 31).replace(table_of(2, 31).partition("\n")[0], head) + TAIL
    report = report_on(text.encode(), "a.md")
    assert in_page(render_html(report, style))[0] == [("Port", 1, 1), ("Built in the port", 30, 1)]
    first, *others = (table for table in in_tags(render_pdf(report, style).data, tmp_path / "a.pdf") if table[0][0][0] == "Port")  # fmt: skip
    assert {row[0][0] for row in first} == {"Port", "0.0", "1.0"}
    assert others
    assert all(table[0] == [("Port", 1, 1), ("Built in the port", len(table[1]) - 1, 1)] for table in (first, *others))


# --- Captions -----------------------------------------------------------------------------------------


def captions(data: bytes) -> list[str]:
    return [each.text_content() for each in html.document_fromstring(data).iterfind(".//table[@class='rows']/caption")]


ABOVE = HEAD + ": Quays by **year**[^1]\n" + TABLE + TAIL


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (ABOVE, "Quays by year1"),
        (HEAD + "Table: Quays by year\n\n" + TABLE + TAIL, "Quays by year"),
        (HEAD + TABLE + ": Quays by year\n" + TAIL, "Quays by year"),
        (HEAD + TABLE + "\n: Quays by year\n" + TAIL, "Quays by year"),
        (HEAD + "Table 2: Quays by year\n\n" + TABLE + TAIL, "Table 2: Quays by year"),
    ],
)
def test_a_caption_of_markdown_is_one_in_all_that_is_made_and_comes_back(
    text: str, said: str, style: HouseStyle, tmp_path: Path
) -> None:
    report, source = report_on(text.encode(), "a.md"), source_from_bytes(text.encode(), "a.md")
    page = render_html(report, style)
    assert captions(page) == [said]
    assert said[:-1] not in [each.text for each in html.document_fromstring(page).iter("p")]
    data = render_docx(report, style, {}, source.lines).data
    words = said.removesuffix("1")
    assert [each.text for each in docx.Document(BytesIO(data)).paragraphs if each.text == words and each.style.name == "Caption"] == [words]  # fmt: skip
    for back in (data, without_record(data)):
        assert captions(render_html(report_on(back, "a.docx"), style)) == [said]
    assert captions(render_html(report_on(markdown(source.lines, {}).encode(), "a.md"), style)) == [said]
    assert in_tags(render_pdf(report, style).data, tmp_path / "a.pdf")
    assert errors_in_all({"a": data}, tmp_path) == {}


def test_a_caption_stands_with_its_own_table_in_pages_and_word_files(style: HouseStyle) -> None:
    rows = "<tr><th>Port<th>Cost<tr><td>Elm<td>{}"
    page = f"<h1>Forum on Quays</h1><h2>Session 1: Built</h2><p>Chair: Ann Wu</p><table><caption>First</caption>{rows.format(1)}</table><table>{rows.format(2)}</table><p>It ended.</p>"
    report = report_on(page.encode(), "a.html")
    assert captions(render_html(report, style)) == ["First"]
    firsts = [block.first for _, block in report.symposium.walk() if isinstance(block, Row)]
    assert firsts == [True, False, False, True, False]
    document, file = docx.Document(), BytesIO()
    for level, words in enumerate(("Forum on Quays", "Session 1: Built"), 1):
        document.add_heading(words, level)
    document.add_paragraph("Chair: Ann Wu")
    for at, words in enumerate(("First", "Second")):
        document.add_paragraph(words, "Caption")
        table = document.add_table(2, 2)
        for cell, text in zip(table._cells, ("Port", "Cost", "Elm", str(at)), strict=True):
            cell.text = text
    document.add_paragraph("Third", "Caption")
    document.add_paragraph("It ended.")
    document.save(file)
    report = report_on(file.getvalue(), "a.docx")
    assert captions(render_html(report, style)) == ["First", "Second"]
    assert "Third" in [block.text for _, block in report.symposium.walk() if not isinstance(block, Row)]


def test_a_caption_that_labels_people_does_not_hide_them() -> None:
    people = (
        "<table><caption>{}</caption><tr><th>Name<th>Office<tr><td>Ivo Marek<td>Pilot<tr><td>Eva Stern<td>Judge</table>"
    )
    for said in ("Panelists", "Table 1. Who took part"):
        page = f"<h1>Forum</h1><h2>Session 1: Built</h2>{people.format(said)}<p>Ivo Marek: It is so.</p>"
        symposium = parse(source_from_bytes(page.encode(), "a.html"))
        assert {"Ivo Marek", "Eva Stern"} <= {member.name.display for member in symposium.cast}


# --- Wide and long ------------------------------------------------------------------------------------


def table_of(rows: int, columns: int) -> str:
    """A table in which no two cells are alike."""
    head = [f"h{at}" for at in range(columns)]
    cells = [head, ["---"] * columns, *([f"{row}.{at}" for at in range(columns)] for row in range(rows))]
    return "\n".join(f"|{'|'.join(row)}|" for row in cells)


def test_a_table_too_wide_for_paper_goes_on_below_and_no_word_leaves_the_page(
    style: HouseStyle, tmp_path: Path
) -> None:
    address = "https://far.example/" + "on-and-on-" * 20
    text = HEAD + table_of(2, 30).replace("1.7|", f"[there]({address})|").replace("h0", "Port[^1]") + TAIL
    (tmp_path / "a.pdf").write_bytes(render_pdf(report_on(text.encode(), "a.md"), style).data)
    found = subprocess.run(["pdftotext", "-bbox", tmp_path / "a.pdf", "-"], capture_output=True, text=True, check=True)
    words = re.findall(r'<word xMin="([\d.]+)" yMin="[\d.]+" xMax="([\d.]+)" yMax="[\d.]+">(.+)</word>', found.stdout)
    assert max(float(right) for _, right, _ in words) < style.page.width_mm / 25.4 * 72
    said = [word for *_, word in words]
    assert {f"{row}.{at}" for row in (0, 1) for at in range(30)} - set(said) == {"1.7"}
    assert address in "".join(said)
    assert said.count("Without") == 1
    assert broken_rules({"a.pdf": (tmp_path / "a.pdf").read_bytes()}, ("PDFUA-1",), tmp_path) == set()


def test_a_table_of_more_columns_than_word_has_stands_in_it_whole_and_comes_back(style: HouseStyle) -> None:
    text = HEAD + table_of(2, 70) + TAIL
    source = source_from_bytes(text.encode(), "a.md")
    data = render_docx(report_on(text.encode(), "a.md"), style, {}, source.lines).data
    (table,) = [each for each in docx.Document(BytesIO(data)).tables if each.style.name == "Rows"]
    assert len(table.columns) == 63
    assert table.rows[1].cells[-1].text.split("\t") == [f"0.{at}" for at in range(62, 70)]
    assert rows(data, "a.docx") == rows(text, "a.md")


@pytest.mark.slow
@pytest.mark.parametrize(("down", "across"), [(2, 1000), (10_000, 3)])
def test_a_table_of_any_size_is_made_whole(down: int, across: int, style: HouseStyle) -> None:
    report = report_on((HEAD + table_of(down, across) + TAIL).encode(), "a.md")
    cells = {f"{row}.{at}" for row in range(down) for at in range(across)}
    table = html.document_fromstring(render_html(report, style)).find(".//table[@class='rows']")
    assert {cell.text_content() for cell in table.iter("td")} == cells
    word = WordFile(render_docx(report, style, {}).data)
    assert cells <= {cell for text in word.find("//w:tbl//w:t/text()") for cell in text.split()}
    with pikepdf.open(BytesIO(render_pdf(report, style).data)) as pdf:
        assert len(tags(pdf.Root.StructTreeRoot, "/TD")) >= len(cells)


def test_no_rule_of_print_asks_every_element_what_follows_it(style: HouseStyle) -> None:
    """That would take the square of a long table's, or a long document's, time."""
    rules = re.findall(r"([^{},]*):has\(\+", stylesheet(style, "print", lambda _: ""))
    assert rules
    assert not [rule for rule in rules if not re.search(r"[.\w)]$", rule)]


def test_a_wide_table_lies_on_its_side_in_word_and_no_figure_is_broken(tmp_path: Path) -> None:
    figures = [f"{row}{at}.5" for row in (1, 2) for at in range(18)]
    for style in ("briefing", "large-print"):
        data = render_docx(rich_report(), load_style(style)).data
        (tmp_path / f"{style}.pdf").write_bytes(as_pdf(data))
        assert errors_in_all({style: data}, tmp_path) == {}
        with pikepdf.open(tmp_path / f"{style}.pdf") as pdf:
            sizes = [[round(float(side)) for side in page.mediabox[2:]] for page in pdf.pages]
            assert sizes.count([842, 595]) == 1
        lying = str(1 + sizes.index([842, 595]))
        command = ["pdftotext", "-f", lying, "-l", lying, tmp_path / f"{style}.pdf", "-"]
        printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
        assert sorted(word for word in printed if "." in word) == sorted(figures)


def heads(text: str | bytes, name: str) -> list[int]:
    """How many rows head each table of the page that is made of a source."""
    data = text if isinstance(text, bytes) else text.encode()
    page = html.document_fromstring(render_html(report_on(data, name), HouseStyle()))
    return [len(table.findall("thead/tr")) for table in page.iterfind(".//table[@class='rows']")]


PAGE = "<h1>Forum on quays</h1><h2>Session 1: Built</h2><p>Chair: Ann Wu, Port Office</p><p>It began.</p><table>{}</table><p>It ended.</p>"
BELOW = "<tr><td>Elm<td>4<td>5<tr><td>Oak<td>6<td>7"


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        (f"<tr><th>Port<th>2019<th>2020{BELOW}", 1),
        (f"<tr><th>Port<th>1<th>2{BELOW}", 1),
        (f"<tr><th>Port<th colspan=2>Built<tr><th><th>1<th>2{BELOW}", 2),
        (f"<tr><td>Port<td>2019<td>2020/21{BELOW}", 1),
        (f"<tr><td>Ash<td>3<td>4{BELOW}", 0),
        ("<tr><td>Built<td>2019<td>2020<tr><td>Mended<td>2020<td>2021", 0),
    ],
)
def test_a_row_heads_its_table_where_the_source_says_so_or_its_words_do(rows: str, found: int) -> None:
    page = PAGE.format(rows)
    assert heads(page, "a.html") == [found]
    source = source_from_bytes(page.encode(), "a.html")
    word = render_docx(report_on(page.encode(), "a.html"), HouseStyle(), {}, source.lines).data
    assert heads(without_record(word), "a.docx") == heads(word, "a.docx") == [found]
    written = markdown(source.lines, {})
    assert heads(written, "a.md") == [min(found, 1) if "colspan" in rows else found]
    assert markdown(source_from_bytes(written.encode(), "a.md").lines, {}) == written


# --- Tables edited in Word ------------------------------------------------------------------------------

BEFORE = "# Forum on quays\n\n## Session 1: Built\n\nChair: Ann Wu, Port Office\n\nIt began.\n\n"
IN_MARKDOWN = "| Port | Spring | Fall |\n|---|---|---|\n| Elm | 4 | 5 |\n| Oak | 6 | << |\n| ^^ | 7 | 8 |\n"
IN_HTML = (
    "<tr><th>Port<th>Spring<th>Fall\n<tr><td>Elm<td>4<td>5\n<tr><td rowspan=2>Oak<td colspan=2>6\n<tr><td>7<td>8\n"
)


def merge_across(table: Table) -> None:
    table.cell(1, 1).merge(table.cell(1, 2))


def merge_down(table: Table) -> None:
    table.cell(1, 0).merge(table.cell(2, 0))


def part_down(table: Table) -> None:
    for merge in list(table._tbl.iter(qn("w:vMerge"))):
        merge.getparent().remove(merge)


def part_across(table: Table) -> None:
    (wide,) = (cell for row in table._tbl.tr_lst for cell in row.tc_lst if cell.grid_span == 2)
    wide.grid_span = 1
    wide.addnext(bare(wide, ""))


def put_in_a_row(table: Table) -> None:
    row = table.rows[1]._tr
    new = deepcopy(row)
    for cell, words in zip(list(new.tc_lst), ("Ash", "1", "2"), strict=True):
        new.replace(cell, bare(cell, words))
    row.addnext(new)


def put_in_a_column(table: Table) -> None:
    for number, row in enumerate(table._tbl.tr_lst):
        row.append(bare(table._tbl.tr_lst[0].tc_lst[0], f"new {number}"))


def bare(cell: CT_Tc, words: str) -> CT_Tc:
    """A cell like another, with other words."""
    made = deepcopy(cell)
    made.clear_content()
    made.add_p().add_r().text = words
    return made


@pytest.mark.parametrize(
    ("edit", "found"),
    [
        (merge_across, {1: ("Elm\t4 5\t", "..<")}),
        (merge_down, {1: ("Elm Oak\t4\t5", ""), 2: ("\t6\t", "^.<")}),
        (part_down, {3: ("\t7\t8", "")}),
        (part_across, {2: ("Oak\t6\t", "")}),
    ],
)
@pytest.mark.parametrize(
    ("text", "name"),
    [(BEFORE + IN_MARKDOWN + "\nIt ended.\n", "a.md"), (PAGE.format(IN_HTML), "a.html"), (PAGE.format(IN_HTML.replace("\n", "")), "a.html")],
)  # fmt: skip
def test_cells_merged_and_parted_in_word_are_so_in_the_summary(
    edit: Callable[[Table], None], found: dict[int, tuple[str, str]], text: str, name: str
) -> None:
    before = ("Port\tSpring\tFall", ""), ("Elm\t4\t5", ""), ("Oak\t6\t", "..<"), ("\t7\t8", "^..")
    assert in_word_after(edit, text, name) == [found.get(at, row) for at, row in enumerate(before)]


def test_rows_and_columns_put_in_in_word_are_such() -> None:
    text = BEFORE + IN_MARKDOWN + "\nIt ended.\n"
    assert in_word_after(put_in_a_row, text, "a.md")[1:3] == [("Elm\t4\t5", ""), ("Ash\t1\t2", "")]
    assert in_word_after(put_in_a_column, text, "a.md") == [
        ("Port\tSpring\tFall\tnew 0", ""),
        ("Elm\t4\t5\tnew 1", ""),
        ("Oak\t6\t\tnew 2", "..<."),
        ("\t7\t8\tnew 3", "^..."),
    ]


def in_word_after(edit: Callable[[Table], None], text: str, name: str) -> list[tuple[str, str]]:
    """The rows, and which of their cells are merged, of what comes back after an edit of the table in Word."""
    data = text.encode()
    made = render_docx(report_on(data, name), HouseStyle(), {}, source_from_bytes(data, name).lines).data
    document = docx.Document(BytesIO(made))
    (table,) = [each for each in document.tables if each.style.name == "Rows"]
    edit(table)
    file = BytesIO()
    document.save(file)
    blocks = parse(source_from_bytes(file.getvalue(), "a.docx")).walk()
    return [(block.text, block.merged) for _, block in blocks if isinstance(block, Row)]
