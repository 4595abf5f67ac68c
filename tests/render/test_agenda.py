"""The agenda, and the list of tables and pictures: made from the model where there is something for them, in every kind of file."""

from pathlib import Path

import msgspec
import pytest
from lxml import html as html_parser

from hsreport import builtin_vocabulary, parse
from hsreport.build import report_of
from hsreport.model import Report
from hsreport.read.source import read_source, source_from_bytes
from hsreport.render.html.agenda import agenda_of, split_time
from hsreport.render.html.page import render_html
from hsreport.render.pdf.book import render_pdf
from hsreport.render.style.tokens import HouseStyle
from hsreport.render.word.file import render_docx
from hsreport.source import Source
from tests.render.word.opened import WordFile
from tests.test_pictures import chart, file_of
from tests.words import pdf_pages

TEXT = """# Symposium on Fog

Hull, 3-4 March 2014

## Monday, 3 March

### 09:30-10:00 Opening

Chair: Ann Wu, Harbour Office

Ms. Ann Reed, Harbour Office, said that the horn is old.

### 10.00 - 11.30 Session 1: What fog is

Moderator: Bo Lind, Weather Service

Lead-off: Alan Ferry, Port of Hull

Mr. Ferry said that fog is a cloud that sat down.

Table: Days of fog

| Month | Days |
|---|---|
| March | 12 |

![The horn](horn.png "The horn on its rock")

## Tuesday, 4 March

### Session 2: Who pays (2 p.m. to 3 p.m.)

| Payer | Share |
|---|---|
| Port | 3 |

Ms. Reed said that it gets up late.

### Walk to the horn

3.15 p.m.

Ms. Wu thanked all.
"""
AGENDA = [
    ("Monday, 3 March", "09:30-10:00", "Opening", "Ann Wu (chair), Ann Reed (opening remarks)"),
    ("Monday, 3 March", "10.00 - 11.30", "Session 1: What fog is", "Bo Lind (moderator), Alan Ferry (lead-off)"),
    ("Tuesday, 4 March", "2 p.m. to 3 p.m.", "Session 2: Who pays", "Ann Reed"),
    ("Tuesday, 4 March", "3.15 p.m.", "Walk to the horn", "Ann Wu (chair)"),
]
FIGURES = [("Days of fog", "Session 1: What fog is"), ("Payer, Share", "Session 2"), ("The horn on its rock", "Session 1: What fog is")]  # fmt: skip


def source_at(path: Path, text: str) -> Source:
    path.write_text(text, encoding="utf-8")
    (path.parent / "horn.png").write_bytes(file_of("PNG", chart()))
    return read_source(path)


def report_on(source: Source) -> Report:
    return report_of(source, builtin_vocabulary("human-security"))


@pytest.fixture
def fog(tmp_path: Path) -> Report:
    return report_on(source_at(tmp_path / "fog.md", TEXT))


@pytest.fixture
def full(style: HouseStyle) -> HouseStyle:
    return msgspec.structs.replace(style, parts=("cover", "contents", "agenda", "text", "figures"), draft=False)


def test_sessions_with_their_times_day_by_day(fog: Report):
    rows = [(day, row.time, row.words, row.people) for day, rows in agenda_of(fog) for row in rows]
    assert rows == AGENDA


def test_a_programme_gives_times_to_the_sessions_that_it_names(tmp_path: Path):
    text = "Symposium on Fog\n\nProgramme\n\n13:00 - 13:20 Opening\n13:20 - 14:00 What fog is\n\n"
    said = "Opening\n\nMs. Ann Reed said that the horn is old.\n\nWhat fog is\n\nMs. Reed said that it sat down.\n"
    ((_, rows),) = agenda_of(report_on(source_at(tmp_path / "fog.txt", text + said)))
    assert [(row.time, row.words) for row in rows] == [("13:00 - 13:20", "Opening"), ("13:20 - 14:00", "What fog is")]


@pytest.mark.parametrize(
    ("words", "time", "rest"),
    [
        ("Session 1 (9.30–11.00): Water", "9.30–11.00", "Session 1: Water"),
        ("Session One (11:30 a.m.-1:00 p.m.)", "11:30 a.m.-1:00 p.m.", "Session One"),
        ("10.15 Keynote", "10.15", "Keynote"),
        ("2–4 p.m. Workshop", "2–4 p.m.", "Workshop"),
        ("Closing (16h00)", "16h00", "Closing"),
        ("10:00 Uhr Begrüßung", "10:00", "Begrüßung"),
        ("2.10 Fish passes", "", "2.10 Fish passes"),
        ("Article 10.15", "", "Article 10.15"),
        ("Between 1997-2003", "", "Between 1997-2003"),
        ("[00:04:31] Part two", "", "[00:04:31] Part two"),
        ("20.02.2003 Opening", "", "20.02.2003 Opening"),
    ],
)
def test_what_is_a_time(words: str, time: str, rest: str):
    assert split_time(words) == (time, rest)


def test_the_web_page_has_both_parts_and_their_links(fog: Report, full: HouseStyle):
    tree = html_parser.fromstring(render_html(fog, full))
    cells = [[cell.text_content() for cell in row] for row in tree.xpath("//table[@class='timetable']/tbody/tr")]
    assert cells == [list(row[1:]) for row in AGENDA]
    listed = tree.xpath("//table[@class='listed']/tbody/tr")
    assert [(row[0].text_content(), row[1].text_content().split(",")[0].strip()) for row in listed] == FIGURES
    ids = set(tree.xpath("//@id"))
    assert all(link[1:] in ids for link in tree.xpath("//section[@class='agenda' or @class='figures']//a/@href"))


def test_the_pdf_gives_the_page_of_each(fog: Report, full: HouseStyle, tmp_path: Path):
    file = render_pdf(fog, full)
    (tmp_path / "fog.pdf").write_bytes(file.data)
    pages = [" ".join(page.split()) for page in pdf_pages(tmp_path / "fog.pdf")]
    (agenda,) = [page for page in pages if "Agenda Monday, 3 March Time What Who" in page]
    assert "09:30-10:00 Opening Ann Wu (chair)" in agenda
    (figures,) = [page for page in pages if "Pictures Picture Where" in page]
    assert f"The horn on its rock Session 1: What fog is, p. {file.pages['picture-1']}" in figures
    (contents,) = [page for page in pages if "Contents Agenda" in page]
    assert f"Tables and pictures {file.pages['figures']}" in contents


def test_word_has_them_and_reads_the_same_summary_back(fog: Report, full: HouseStyle, tmp_path: Path):
    source = read_source(tmp_path / "fog.md")
    made = render_docx(fog, full, render_pdf(fog, full).pages, source.lines)
    assert not made.findings
    shown = WordFile(made.data).of_style("heading 1", "Table Text")
    assert {"Agenda", "09:30-10:00", "Tables and pictures", "Days of fog"} <= set(shown)
    returned = parse(source_from_bytes(made.data, "fog.docx"))
    before, after = (
        [(each.kind, each.anchor, each.text) for each in symposium.passages()]
        for symposium in (fog.symposium, returned)
    )
    assert before == after


def test_they_are_left_out_where_there_is_nothing_for_them(report: Report, full: HouseStyle):
    assert agenda_of(report) == []
    page = render_html(report, full).decode()
    assert 'id="agenda"' not in page
    assert 'id="figures"' not in page


def test_they_are_left_out_where_they_are_not_asked_for(fog: Report, style: HouseStyle):
    page = render_html(fog, style).decode()
    assert 'id="agenda"' not in page
    assert 'id="figures"' not in page


def test_in_word_a_table_of_themes_and_a_chart_stay_on_one_page(make_report, style: HouseStyle):
    report = make_report(2)
    word = WordFile(render_docx(report, msgspec.structs.replace(style, parts=("cover", "glance", "charts"))).data)
    for name in ("GlanceThemes", "Chart"):
        *rows, last = word.find(f"//w:tbl[w:tblPr/w:tblStyle/@w:val='{name}']/w:tr")
        kept = [row.findall(".//w:keepNext", row.nsmap) for row in (*rows, last)]
        assert all(kept[:-1])
        assert not kept[-1]
