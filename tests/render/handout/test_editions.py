"""Editions hold what they should of the model, and say themselves where it stands."""

import re
import subprocess
from io import BytesIO
from pathlib import Path

import mammoth
import msgspec
import pikepdf
import pytest
from lxml import html

from hsreport.check.output import check_output
from hsreport.editions.cut import Choice, Kind, anchors_of, edition
from hsreport.entries import IndexEntry
from hsreport.errors import SettingsError
from hsreport.model import HeadItem, HeadKind, Report, Section, Session, Statement
from hsreport.render.handout.brief import fitted
from hsreport.render.handout.order import Order, make
from hsreport.render.handout.pages import handout_docx, handout_pdf, handout_web, prepared
from hsreport.render.html.page import render_html
from hsreport.render.pdf.book import PdfFile
from hsreport.render.pdf.impose import Layout, Sheets
from hsreport.render.style.tokens import HouseStyle
from hsreport.values import Format, SourceSpan
from tests.render.handout.conftest import LONG, many_sessions, meeting, said, summary


def numbers(report: Report) -> list[int]:
    return [point.number for _, block in report.symposium.walk() for point in block.points]


def choices(report: Report) -> list[Choice]:
    return [
        Choice(),
        Choice(Kind.BRIEF),
        *(Choice(Kind.SESSION, session.id) for session in report.symposium.sessions),
        *(Choice(Kind.SPEAKER, speaker.id) for speaker in report.speakers),
        *(Choice(Kind.THEME, entry.theme.id) for entry in report.appendix),
    ]


# --- What an edition holds ------------------------------------------------------------------------------


def test_the_sessions_together_are_all_points_of_sessions_each_once(whole: Report) -> None:
    held = [numbers(edition(whole, Choice(Kind.SESSION, session.id))) for session in whole.symposium.sessions]
    assert [number for each in held for number in each] == numbers(whole)
    for session, own in zip(whole.symposium.sessions, held, strict=True):
        blocks = [block for block in session.blocks if isinstance(block, Statement)]
        assert own == [point.number for block in blocks for point in block.points]


def test_a_speaker_has_all_that_is_theirs_and_nothing_else(whole: Report) -> None:
    for speaker in whole.speakers:
        assert tuple(numbers(edition(whole, Choice(Kind.SPEAKER, speaker.id)))) == speaker.points
    assert sorted(number for each in whole.speakers for number in each.points) == numbers(whole)


def test_a_theme_has_its_points_and_its_discussions(whole: Report) -> None:
    for entry in whole.appendix:
        cut = edition(whole, Choice(Kind.THEME, entry.theme.id))
        wanted = [extract.locator for extract in entry.extracts]
        assert numbers(cut) == [each.number for each in wanted if each.number]
        assert {each.anchor for each in wanted} <= set(anchors_of(cut.symposium))


def test_the_brief_has_the_concluding_points(whole: Report) -> None:
    assert numbers(edition(whole, Choice(Kind.BRIEF))) == list(range(30, 38))


def test_a_brief_without_a_concluding_session_has_the_last_that_has_points(whole: Report) -> None:
    parts = tuple(part for part in whole.symposium.parts if not (isinstance(part, Session) and part.id == "concluding"))
    rest = msgspec.structs.replace(whole, symposium=msgspec.structs.replace(whole.symposium, parts=parts))
    assert numbers(edition(rest, Choice(Kind.BRIEF))) == list(range(24, 30))


def test_what_points_into_an_edition_is_in_it(whole: Report) -> None:
    """Nothing in the index, the appendix, the notes or the assignments leads out of the edition."""
    for choice in choices(whole):
        cut = edition(whole, choice)
        there = set(anchors_of(cut.symposium))
        index = [entry for entry in cut.speaker_index if isinstance(entry, IndexEntry)]
        located = [each.anchor for entry in index for sub in entry.subentries for each in sub.locators]
        located += [extract.locator.anchor for entry in cut.appendix for extract in entry.extracts]
        located += [each.anchor for each in cut.assignments]
        located += [note.anchor for note in cut.symposium.notes]
        assert set(located) <= there, choice
        assert {entry.anchor for entry in cut.speaker_index} == {entry.anchor for entry in index}
        assert {each for entry in cut.appendix for each in entry.see_also} <= {each.theme.id for each in cut.appendix}
        assert set(cut.said_by) <= set(numbers(cut))


def test_an_index_has_every_point_of_its_edition(whole: Report) -> None:
    for session in whole.symposium.sessions:
        cut = edition(whole, Choice(Kind.SESSION, session.id))
        index = [entry for entry in cut.speaker_index if isinstance(entry, IndexEntry)]
        located = {each.number for entry in index for sub in entry.subentries for each in sub.locators}
        assert located - {None} == set(numbers(cut))


def test_the_full_document_is_an_edition_too(whole: Report) -> None:
    assert edition(whole, Choice()) is whole


def test_levels_begin_at_the_top_and_skip_none(whole: Report) -> None:
    for choice in choices(whole)[1:]:
        levels = sorted({part.level for part in edition(whole, choice).symposium.parts})
        top = 2 if choice.kind in (Kind.SPEAKER, Kind.THEME) else 1
        assert levels == list(range(top, top + len(levels)))


def test_deeper_sections_belong_to_their_session(whole: Report) -> None:
    session, *rest = whole.symposium.sessions
    deeper = Section("Deeper", session.span, "section-9", level=3, blocks=session.blocks[:1])
    bare = msgspec.structs.replace(session, blocks=session.blocks[1:])
    symposium = msgspec.structs.replace(whole.symposium, parts=(bare, deeper, *rest))
    cut = edition(msgspec.structs.replace(whole, symposium=symposium), Choice(Kind.SESSION, session.id))
    assert [(part.anchor, part.level) for part in cut.symposium.parts] == [("session-1", 1), ("section-9", 2)]
    assert sorted(numbers(cut)) == list(range(1, 10))


def test_a_person_who_only_presided_has_the_roster(whole: Report) -> None:
    (part,) = edition(whole, Choice(Kind.SPEAKER, "Yozo Yokota")).symposium.parts
    assert isinstance(part, Session)
    assert (part.id, part.blocks, len(part.roster)) == ("1", (), 5)


def test_who_spoke_outside_the_sessions_has_the_paragraph_that_says_so(whole: Report) -> None:
    (part,) = edition(whole, Choice(Kind.SPEAKER, "Annan")).symposium.parts
    assert [block.anchor for block in part.blocks] == ["narrative-1", "narrative-2"]


@pytest.mark.parametrize(
    "name", ["geremek-bronislaw", "Bronislaw Geremek", "bonislaw geremek", "Geremek, Bronislaw", " GEREMEK "]
)
def test_a_speaker_is_found_by_any_name(whole: Report, name: str) -> None:
    assert numbers(edition(whole, Choice(Kind.SPEAKER, name))) == [4, 5, 6, 23]


@pytest.mark.parametrize(
    ("choice", "hint"),
    [
        (Choice(Kind.SESSION, "7"), "known here: 1, 2, 3, concluding"),
        (Choice(Kind.SPEAKER, "Sadako Ogatta"), "did you mean “Sadako Ogata”?"),
        (Choice(Kind.THEME, "heath"), "did you mean “health”?"),
    ],
)
def test_what_the_text_has_not_is_refused_with_what_it_has(whole: Report, choice: Choice, hint: str) -> None:
    with pytest.raises(SettingsError, match=f"the text has no {choice.kind}") as refused:
        edition(whole, choice)
    assert refused.value.hint == hint


# --- On its pages ---------------------------------------------------------------------------------------


def pages_of(file: PdfFile, folder: Path, *how: str) -> list[str]:
    """The words of each page in reading order; with "-layout" as they lie, numbers beside their points."""
    path = folder / "handout.pdf"
    path.write_bytes(file.data)
    text = subprocess.run(["pdftotext", *how, path, "-"], check=True, capture_output=True, text=True).stdout
    return [" ".join(page.split()) for page in text.split("\f")[:-1]]


def set_(whole: Report, choice: Choice, style: HouseStyle, **more: object) -> PdfFile:
    return handout_pdf(fitted(prepared(edition(whole, choice), whole, choice)._replace(**more), style), style)


@pytest.mark.parametrize("session", ["1", "2", "3", "concluding"])
def test_the_index_of_a_session_gives_its_own_pages(
    whole: Report, session: str, style: HouseStyle, tmp_path: Path
) -> None:
    choice = Choice(Kind.SESSION, session)
    file = set_(whole, choice, style)
    printed, lying = pages_of(file, tmp_path), pages_of(file, tmp_path, "-layout")
    cut = edition(whole, choice)
    texts = {point.number: point.text for _, block in cut.symposium.walk() for point in block.points}
    back = next(at for at, page in enumerate(printed) if "Speaker index" in page)
    given: dict[int, set[str]] = {}
    for points, places in re.findall(r"(\d[\d, –]*) \(pp?\. ([\d, –]+)\)", " ".join(printed[back:])):
        for number in _numbers(points):
            given.setdefault(number, set()).update(_numbers(places))
    assert set(given) == set(texts)
    for number, pages in given.items():
        start = re.compile(rf"\b{number} (?:\(\d\) |\d\. )?{re.escape(texts[number][:30])}")
        (own,) = [at for at, page in enumerate(lying[:back], 1) if start.search(page)]
        assert own in pages


def _numbers(printed: str) -> list[int]:
    found: list[int] = []
    for stretch in printed.split(","):
        first, _, last = stretch.strip().partition("–")
        found.extend(range(int(first), int(last or first) + 1))
    return found


def test_every_point_is_printed_once_with_the_number_of_the_full_document(
    whole: Report, style: HouseStyle, tmp_path: Path
) -> None:
    for choice in (Choice(Kind.SPEAKER, "Sen"), Choice(Kind.THEME, "health"), Choice(Kind.BRIEF)):
        body = " ".join(pages_of(set_(whole, choice, style), tmp_path, "-layout"))
        for _, block in edition(whole, choice).symposium.walk():
            for point in block.points:
                start = re.compile(rf"\b{point.number} (?:\(\d\) |\d\. )?{re.escape(point.text[:40])}")
                assert len(start.findall(body)) == 1, (choice, point.number)


def test_the_brief_fits_two_pages_and_says_how_to_cite(whole: Report, style: HouseStyle, tmp_path: Path) -> None:
    printed = pages_of(set_(whole, Choice(Kind.BRIEF), style), tmp_path)
    assert len(printed) <= 2
    assert "At a glance" in printed[0]
    assert "How to cite International Symposium on Human Security, Summary, March 2003, point 30." in printed[-1]


@pytest.mark.parametrize(("large", "most"), [(False, 2), (True, 4)])
def test_a_brief_has_as_many_points_as_fit_and_tells_which_are_left_out(
    large: bool, most: int, unconcluded: Report, style: HouseStyle, tmp_path: Path
) -> None:
    assert numbers(unconcluded) == list(range(1, 29))
    formats = (Format.PDF, Format.HTML) if large else tuple(Format)
    files = make(unconcluded, style, Order(Choice(Kind.BRIEF), large=large), formats).files
    printed = pages_of(PdfFile(files[Format.PDF], {}), tmp_path)
    assert len(printed) <= most
    text = " ".join(printed)
    told = re.search(r"Left out for want of room, and in the full document: points ([\d–, ]+)[;.]", text)
    assert told
    left_out = _numbers(told[1])
    page = html.document_fromstring(files[Format.HTML].decode())
    kept = [int(number) for number in page.xpath("//span[@class='point-number']/text()")]
    assert sorted(left_out + kept) == list(range(1, 29))
    assert {1, 15} <= set(kept)
    assert len(kept) > 3
    assert "discussions took place" in text
    assert told[0] in " ".join(page.text_content().split())
    if not large:
        assert told[0] in " ".join(mammoth.extract_raw_text(BytesIO(files[Format.DOCX])).value.split())


def discussed(times: int) -> str:
    return f"(1) In the question-and-answer session, discussions took place. {LONG * times}"


@pytest.mark.parametrize("choice", [Choice(Kind.BRIEF), Choice(Kind.SESSION, "1")])
def test_a_handout_heads_and_links_as_the_publication_does(choice: Choice, report: Report, style: HouseStyle) -> None:
    head = (HeadItem(HeadKind.TITLE, "גשרים", SourceSpan(1, 1)), *report.symposium.head[1:])
    symposium = msgspec.structs.replace(report.symposium, head=head, organizer="Rivers Trust", venue="上野")
    whole = msgspec.structs.replace(report, symposium=symposium)
    masthead = html.document_fromstring(make(whole, style, Order(choice), [Format.HTML]).files[Format.HTML].decode())
    cover = html.document_fromstring(render_html(whole, style).decode())
    lines = [
        {(each.tag, each.get("class"), each.get("dir"), html.tostring(each).strip()) for each in page.find(".//header")}
        for page in (masthead, cover)
    ]
    assert lines[0] == lines[1]
    assert ("h1", "title", "rtl") in {each[:3] for each in lines[0]}
    assert masthead.xpath("//p[@class='venue']/span/@lang") == ["und-Hani"]
    for page in (masthead, cover):
        assert {each.removeprefix("#") for each in page.xpath("//table//a/@href")} <= set(page.xpath("//@id"))


THEMES, SESSIONS = "the table of themes", "the sessions at a glance"
NAMES, LIST = "who took part in which session", "the list of who took part"
OFFICE = "Director of the Department of Rivers and Other Waters of the Republic of Many Hills and Valleys"
MANY = [f"Ana {letter}{other}nholm, {OFFICE}" for letter in "ABCDEFGHKL" for other in "aeiou"]


@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize(
    ("lines", "told", "told_in_large", "columns"),
    [
        pytest.param(many_sessions(30), [NAMES, THEMES], [SESSIONS], 2, id="30 sessions"),
        pytest.param(many_sessions(90), [SESSIONS, THEMES], [SESSIONS], 0, id="90 sessions", marks=pytest.mark.slow),
        pytest.param(meeting(1, *said(1, 99)), ["point 1", THEMES], ["point 1"], 5, id="endless point"),
        pytest.param(
            meeting(1, *said(2), *said(1, 99, "Bo Ek"), *said(2)),
            ["point 3", THEMES],
            ["point 3"],
            5,
            id="endless point between",
        ),
        pytest.param(["I. Why", "", "Rivers matter.", "", "II. What", "", *said(3)], [], [], 5, id="sections"),
        pytest.param(
            meeting(1, discussed(99), "", *said(4)), ["a passage", THEMES], ["a passage"], 5, id="endless discussion"
        ),
        pytest.param(
            meeting(1, discussed(99), "", discussed(99)),
            ["2 passages", THEMES],
            ["2 passages"],
            5,
            id="two of them",
            marks=pytest.mark.slow,
        ),
        pytest.param([*meeting(1, *said(3)), "Concluding Session", "Chair: Bo Lind"], [], [], 5, id="empty conclusion"),
        pytest.param(
            ["Session 1: Care", "Speakers:", *MANY, "", *said(4)],
            [SESSIONS, THEMES, LIST],
            [SESSIONS, LIST],
            0,
            id="many people",
            marks=pytest.mark.slow,
        ),
    ],
)
def test_a_brief_is_brief_and_tells_what_it_has_not(
    lines: list[str],
    told: list[str],
    told_in_large: list[str],
    columns: int,
    *,
    large: bool,
    style: HouseStyle,
    tmp_path: Path,
) -> None:
    report = summary(*lines)
    files = make(report, style, Order(Choice(Kind.BRIEF), large=large), [Format.PDF, Format.HTML]).files
    printed = pages_of(PdfFile(files[Format.PDF], {}), tmp_path)
    assert len(printed) <= 2 * (1 + large)
    page = html.document_fromstring(files[Format.HTML].decode())
    line = page.xpath("string(//p[contains(@class, 'left-out')])").partition("document: ")[2].rstrip(".")
    assert line == "; ".join(told_in_large if large else told)
    assert line in " ".join(printed)
    assert large or len(page.xpath("//table[@class='glance-sessions']/thead//th")) == columns
    kept = page.xpath("//span[@class='point-number']/text()")
    assert [each.strip() for each in kept[:1]] == re.findall(r", point (\d+)\.", printed[-1])


def test_a_brief_without_point_numbers_counts_what_it_has_not(unconcluded: Report, style: HouseStyle) -> None:
    style = msgspec.structs.replace(style, point_numbers=False)
    page = make(unconcluded, style, Order(Choice(Kind.BRIEF)), [Format.HTML]).files[Format.HTML].decode()
    assert re.search(r"in the full document: \d\d points; the table of themes\.", page)


@pytest.mark.slow
def test_a_brief_on_small_pages_is_on_one_sheet(unconcluded: Report, whole: Report, style: HouseStyle) -> None:
    for report in (unconcluded, whole):
        for layout in (Layout.TWO_UP, Layout.FOUR_UP, Layout.BOOKLET):
            files = make(report, style, Order(Choice(Kind.BRIEF), Sheets(layout)), [Format.PDF]).files
            with pikepdf.open(BytesIO(files[Format.PDF])) as pdf:
                assert len(pdf.pages) == (2 if layout is Layout.BOOKLET else 1), layout


def test_a_session_gets_lines_for_notes_where_its_last_page_has_room(whole: Report, style: HouseStyle) -> None:
    assert _patterned(set_(whole, Choice(Kind.SESSION, "1"), style)) == [False, True, False]
    assert not any(_patterned(set_(whole, Choice(Kind.SESSION, "3"), style)))


def _patterned(file: PdfFile) -> list[bool]:
    """Of each page, whether something on it is drawn again and again."""
    with pikepdf.open(BytesIO(file.data)) as pdf:
        return [b"/Pattern cs" in page.Contents.read_bytes() for page in pdf.pages]


def test_what_follows_a_short_edition_is_on_the_page_where_it_ends(
    whole: Report, style: HouseStyle, tmp_path: Path
) -> None:
    printed = pages_of(set_(whole, Choice(Kind.SPEAKER, "Geremek"), style), tmp_path)
    assert len(printed) == 2
    assert "Education is important" in printed[-1]
    assert "Themes Conflict, peace and disarmament 4–6 (p. 1)" in printed[-1]


def test_the_marks_of_both_standards_are_in_every_edition(whole: Report, style: HouseStyle, tmp_path: Path) -> None:
    for choice in choices(whole)[1:4]:
        path = tmp_path / "edition.pdf"
        path.write_bytes(set_(whole, choice, style).data)
        with pikepdf.open(path) as pdf, pdf.open_metadata() as meta:
            assert (meta["pdfaid:part"], meta["pdfaid:conformance"]) == ("3", "A")
            assert meta["{http://www.aiim.org/pdfua/ns/id/}part"] == "1"
            assert "/StructTreeRoot" in pdf.Root


@pytest.mark.slow
def test_word_and_web_editions_are_sound(whole: Report, style: HouseStyle) -> None:
    for choice in choices(whole)[:9]:
        handout = prepared(edition(whole, choice), whole, choice)
        pdf = handout_pdf(handout, style)
        word = handout_docx(handout, style)
        assert word.findings == (), choice
        assert check_output("docx", word.data) == (), choice
        assert check_output("html", handout_web(handout, style)) == (), choice
        assert [each.code for each in check_output("pdf", pdf.data)] == [], choice


def test_the_same_bytes_twice(whole: Report, style: HouseStyle) -> None:
    choice = Choice(Kind.SESSION, "1")
    assert set_(whole, choice, style) == set_(whole, choice, style)


def test_no_pdf_is_laid_out_where_none_is_asked_for(
    whole: Report, style: HouseStyle, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("weasyprint.HTML.render", lambda *_given, **_named: pytest.fail("a PDF was laid out"))
    assert b"<html" in make(whole, style, Order(), (Format.HTML,)).files[Format.HTML]
