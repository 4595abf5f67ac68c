"""Tables that stand in a summary: every cell in its column, in what is read, in all that is made, and on the way back."""

import re
import subprocess
from io import BytesIO
from pathlib import Path

import docx
import pikepdf
import pytest
from lxml import html

from hsreport import builtin_vocabulary, enrich, parse
from hsreport.model import Report, Row
from hsreport.read.source import source_from_bytes
from hsreport.render.html.page import render_html
from hsreport.render.html.templating import stylesheet
from hsreport.render.pdf.book import render_pdf
from hsreport.render.style.tokens import HouseStyle
from hsreport.render.word.file import render_docx
from tests.render.html.test_web_page import check, looked_at
from tests.render.pdf.vera import broken_rules
from tests.render.word.opened import WordFile
from tests.render.word.openxml import errors_in_all, unsound

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
    ["Elm", "2020", "", ""],
    ["Oak", "2020", "5", "3"],
    ["Ash and Elm", "", "6", ""],
    ["2021", "", "", ""],
]


def test_merged_cells_stand_in_their_columns_words_said_again_and_figures_not() -> None:
    assert rows(MERGED_PAGE, "a.html") == MERGED
    document, file = docx.Document(), BytesIO()
    for level, words in enumerate(("Forum on Quays", "Session 1: Built"), 1):
        document.add_heading(words, level)
    document.add_paragraph("Chair: Ann Wu, Port Office")
    table = document.add_table(6, 4)
    for at, row in enumerate(MERGED):
        for cell, words in zip(table.rows[at].cells, row, strict=True):
            cell.text = words if (at, words) != (2, "Elm") else ""
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


@pytest.mark.parametrize(("text", "name"), [(HEAD + TABLE + TAIL, "a.md"), (MERGED_PAGE, "a.html")])
def test_page_pdf_and_word_file_have_the_same_cells(text: str, name: str, style: HouseStyle, tmp_path: Path) -> None:
    report, expected = report_on(text.encode(), name), rows(text, name)
    table = html.document_fromstring(render_html(report, style)).find(".//table[@class='rows']")
    for call in table.iterfind(".//sup"):
        call.drop_tree()
    assert [[cell.text_content() for cell in row] for row in table.iter("tr")] == expected
    word = docx.Document(BytesIO(render_docx(report, style, {}).data))
    (made,) = [each for each in word.tables if each.style.name == "Rows"]
    assert [[cell.text for cell in row.cells] for row in made.rows] == expected
    (tmp_path / "a.pdf").write_bytes(render_pdf(report, style).data)
    assert expected in tables_in_tags(tmp_path / "a.pdf")


def tables_in_tags(pdf: Path) -> list[list[list[str]]]:
    """The words in the cells of each table, as the tree of tags has them, without notes."""
    done = subprocess.run(["pdfinfo", "-struct-text", pdf], capture_output=True, text=True, check=True)
    found: list[list[list[str]]] = []
    skipped = within = 1000
    for line in done.stdout.splitlines():
        element, indent = line.strip(), len(line) - len(line.lstrip())
        skipped, within = (each if indent > each else 1000 for each in (skipped, within))
        if element.startswith("Table"):
            found.append([])
        elif element == "TR":
            found[-1].append([])
        elif element[:2] in {"TH", "TD"} and element[:5] != "THead":
            found[-1][-1].append("")
            within = indent
        elif element.startswith(("Reference", "Note")):
            skipped = min(skipped, indent)
        elif element.startswith('"') and within < indent < skipped:
            found[-1][-1][-1] += element[1:-1]
    return found


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
