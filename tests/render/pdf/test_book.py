"""The PDF, read back page by page: what the indexes and the contents say must be so."""

import hashlib
import os
import re
import subprocess
import sys
from collections.abc import Callable
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import msgspec
import pikepdf
import pytest

from hsreport.language.numerals import roman
from hsreport.model import HeadKind, Report, Statement
from hsreport.render.pdf.book import PdfFile, render_pdf
from hsreport.render.style.tokens import HouseStyle
from tests.conftest import ROOT

ROUNDS = 12


FOLIO = re.compile(r"\d+|[ivx]+")


class Book:
    """A PDF as its reader has it: the lines of each sheet as they lie, and its words in reading order, by folio."""

    def __init__(self, file: PdfFile, folder: Path) -> None:
        self.file = file
        self.path = folder / "book.pdf"
        self.path.write_bytes(file.data)
        self.sheets = self._read("-layout")
        self.folios = [page[-1] if page and FOLIO.fullmatch(page[-1]) else "" for page in self.sheets]
        self.by_folio = {folio: page for folio, page in zip(self.folios, self.sheets, strict=True) if folio}
        self._flow = dict(zip(self.folios, self._read(), strict=True))

    def _read(self, *how: str) -> list[list[str]]:
        done = subprocess.run(["pdftotext", *how, self.path, "-"], check=True, capture_output=True, text=True)
        return [
            [" ".join(line.split()) for line in page.splitlines() if line.strip()]
            for page in done.stdout.split("\f")[:-1]
        ]

    def words(self, folio: str) -> str:
        """The words of a page in reading order, columns one after the other."""
        return " ".join(self._flow[folio])

    @property
    def body(self) -> list[str]:
        """The folios of the body."""
        end = int(self.file.pages["speaker-index"])
        return [folio for folio in self.by_folio if folio.isdigit() and int(folio) < end]

    @property
    def back(self) -> list[str]:
        """The folios of the back matter."""
        return [folio for folio in self.by_folio if folio.isdigit() and folio not in self.body]


@pytest.fixture(scope="module")
def book(report: Report, style: HouseStyle, tmp_path_factory: pytest.TempPathFactory) -> Book:
    return Book(render_pdf(report, style), tmp_path_factory.mktemp("pdf"))


@pytest.fixture(scope="module")
def long_report(make_report: Callable[[int], Report]) -> Report:
    return make_report(ROUNDS)


@pytest.fixture(scope="module")
def long_book(long_report: Report, style: HouseStyle, tmp_path_factory: pytest.TempPathFactory) -> Book:
    return Book(render_pdf(long_report, style), tmp_path_factory.mktemp("pdf"))


def _numbers(printed: str) -> list[int]:
    """The numbers of "1, 3, 5–7"."""
    found: list[int] = []
    for stretch in printed.split(","):
        first, _, last = stretch.strip().partition("–")
        found.extend(range(int(first), int(last or first) + 1))
    return found


def _points(report: Report) -> dict[int, str]:
    blocks = (block for part in report.symposium.parts for block in part.blocks)
    return {point.number: point.text for block in blocks if isinstance(block, Statement) for point in block.points}


@pytest.mark.parametrize("which", ["book", "long_book"])
def test_every_indexed_point_is_on_the_page_that_the_index_gives(which: str, request, report, long_report):
    printed: Book = request.getfixturevalue(which)
    points = _points(report if which == "book" else long_report)
    places = re.findall(r"(\d[\d, –]*) \(pp?\. ([\d, –]+)\)", " ".join(map(printed.words, printed.back)))
    assert {number for numbers, _ in places for number in _numbers(numbers)} == set(points)
    for numbers, pages in places:
        found = {page for number in _numbers(numbers) for page in _pages_of(printed, number, points[number])}
        assert found == set(_numbers(pages)), (numbers, pages)


def _pages_of(book: Book, number: int, text: str) -> list[int]:
    """The pages where a point begins, by its number and first words."""
    start = re.compile(rf"^{number} (\(\d\) |\d\. )?{re.escape(text[:24])}")
    return [int(folio) for folio in book.body if any(start.match(line) for line in book.by_folio[folio])]


@pytest.mark.parametrize("which", ["book", "long_book"])
def test_the_contents_give_the_page_of_each_heading(which: str, request):
    printed: Book = request.getfixturevalue(which)
    lines = [re.fullmatch(r"(.+) (\d+|[ivx]+)", line) for line in printed.by_folio["ii"][2:-1]]
    assert len([line for line in lines if line]) == len(lines) > 7
    for line in filter(None, lines):
        assert any(each.startswith(line[1]) for each in printed.by_folio[line[2]][1:]), line[0]


def test_pages_are_counted_on_through_body_and_back_matter(long_book: Book):
    arabic = [page[-1] for page in long_book.sheets if page and page[-1].isdigit()]
    assert arabic == [str(number) for number in range(1, len(arabic) + 1)]
    front = [page[-1] for page in long_book.sheets[1 : -len(arabic)] if page]
    assert front == [roman(number) for number in range(2, len(front) + 2)]


def test_the_cover_has_neither_head_nor_folio(book: Book, report: Report):
    assert " ".join(book.sheets[0]).startswith(report.symposium.title)
    assert " ".join(book.sheets[0]).count(report.symposium.title) == 1
    assert book.folios[0] == ""


def test_the_body_starts_on_a_right_hand_page(
    long_book: Book, book: Book, report: Report, style: HouseStyle, tmp_path: Path
):
    for each in (book, long_book):
        assert each.sheets.index(each.by_folio["1"]) % 2 == 0
    run_on = Book(render_pdf(report, msgspec.structs.replace(style, right_hand_start=False)), tmp_path)
    assert run_on.sheets.index(run_on.by_folio["1"]) == 3


def test_running_heads_title_on_the_left_part_on_the_right(long_book: Book, long_report: Report):
    for folio, page in long_book.by_folio.items():
        if folio.isdigit() and int(folio) % 2 == 0:
            assert page[0] == long_report.symposium.title
    assert long_book.by_folio["1"][0].startswith(("I. Significance", "Session 1:"))
    odd = [long_book.by_folio[folio][0] for folio in long_book.back if int(folio) % 2]
    assert odd
    assert set(odd) <= {"Speaker index", "Thematic appendix", "Editorial notes", "Colophon"}


def test_pages_that_do_not_face_each_other_carry_the_part_on_the_right(
    report: Report, style: HouseStyle, tmp_path: Path
):
    single = msgspec.structs.replace(style, page=msgspec.structs.replace(style.page, facing=False))
    assert Book(render_pdf(report, single), tmp_path).by_folio["2"][0] in {"Concluding Session", "Speaker index"}


def test_no_heading_stands_at_the_foot_of_a_page(long_book: Book):
    for folio in long_book.body:
        last = long_book.by_folio[folio][-2]
        assert not re.match(r"(Session 1:|Concluding Session|Opening statements|Moderator|Lead-off|I+\. )", last)
        assert not re.fullmatch(r"(\(1\) Sadako Ogata, .* presentation\.|Co-Chair Ogata .*:|[A-Z])", last)


def _goes_on(line: str) -> bool:
    """Whether a line is from the middle of the long points."""
    return set(line.split()) <= {"A", "longer", "sentence", "follows", "it", "here."}


def test_no_line_of_a_point_is_left_alone(long_book: Book):
    """Where a page breaks a point, two lines at least stand on either side."""
    pages = [long_book.by_folio[folio][1:-1] for folio in long_book.body]
    broken = [(before, after) for before, after in pairwise(pages) if _goes_on(after[0])]
    assert broken
    for before, after in broken:
        assert _goes_on(before[-1]), "its first line stands alone"
        assert _goes_on(after[1]), "its last line stands alone"


def test_notes_stand_at_the_foot_of_their_page(book: Book):
    assert book.sheets[0][-1] == "* This is a translation."
    assert "1 Adopted on the second day." in book.by_folio["1"][-3:]


def test_the_same_bytes_on_a_machine_without_fonts(book: Book, tmp_path: Path):
    """In another process, with another hash seed, time zone and locale."""
    (tmp_path / "fonts.conf").write_text(f"<fontconfig><cachedir>{tmp_path}</cachedir></fontconfig>", encoding="utf-8")
    script = (
        "import hashlib; from tests.render.conftest import _report; from hsreport.render.pdf.book import render_pdf;"
        "from hsreport.render.style.tokens import load_style; from msgspec.structs import replace;"
        "print(hashlib.sha256(render_pdf(_report(), replace(load_style('briefing'), short_words=0, draft=True)).data).hexdigest())"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        check=True,
        capture_output=True,
        text=True,
        cwd=ROOT,
        env=os.environ
        | {"PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo", "LC_ALL": "C", "FONTCONFIG_FILE": str(tmp_path / "fonts.conf")},
    )
    assert done.stderr == ""
    assert done.stdout.strip() == hashlib.sha256(book.file.data).hexdigest()


def test_only_the_fonts_of_the_style_are_in_it(book: Book):
    listed = subprocess.run(["pdffonts", book.path], check=True, capture_output=True, text=True).stdout.splitlines()[2:]
    assert len(listed) >= 4
    assert all("+House-" in line and " yes yes yes " in line for line in listed)


def test_title_author_outline_links_and_tags_are_there(book: Book, report: Report):
    with pikepdf.open(BytesIO(book.file.data)) as pdf:
        assert str(pdf.docinfo["/Title"]) == report.symposium.title
        assert str(pdf.docinfo["/Author"]) == "Ministry of Foreign Affairs"
        assert str(pdf.docinfo["/CreationDate"]) == "D:200303"
        assert (
            str(pdf.docinfo["/Subject"])
            == "“Its Role in an Era of Threats”"
            != report.symposium.head_text(HeadKind.THEME)
        )
        assert str(pdf.docinfo["/Keywords"]) == "Education, Protection"
        assert pdf.Root.Lang == "en"
        assert "/StructTreeRoot" in pdf.Root
        with pdf.open_outline() as outline:
            titles = [item.title for item in outline.root]
        assert titles[:4] == [report.symposium.title, "Contents", "At a glance", "I. Significance"]
        assert titles[-4:] == ["Speaker index", "Thematic appendix", "Editorial notes", "Colophon"]
        named = {str(name) for name in pdf.Root.Names.Dests.Names[::2]}
        targets = {str(note.Dest) for page in pdf.pages for note in page.get("/Annots", []) if "/Dest" in note}
        assert targets
        assert targets <= named


def test_banner_and_watermark_are_on_every_page(report: Report, style: HouseStyle, tmp_path: Path):
    own = msgspec.structs.replace(style, banner="FOR OFFICIAL USE & REVIEW", watermark="DRAFT")
    book = Book(render_pdf(report, own), tmp_path)
    for page in book.sheets:
        assert (page[0], page[-1]) == ("FOR OFFICIAL USE & REVIEW", "FOR OFFICIAL USE & REVIEW")


def test_the_marks_of_both_standards_are_in_the_metadata(book: Book):
    with pikepdf.open(BytesIO(book.file.data)) as pdf, pdf.open_metadata() as meta:
        assert (meta["pdfaid:part"], meta["pdfaid:conformance"]) == ("3", "A")
        assert meta["{http://www.aiim.org/pdfua/ns/id/}part"] == "1"


def test_every_anchor_has_its_folio(book: Book):
    assert {f"point-{number}" for number in range(1, 7)} <= set(book.file.pages)
    assert book.file.pages["glance"] == "iii"
    assert book.file.pages["session-1"] == "1"


def test_a_contents_of_several_pages_moves_the_page_after_it(make_report, style: HouseStyle, tmp_path: Path):
    """The front matter names a page of its own; the guess is mended where the contents are long."""
    book = Book(render_pdf(make_report(24), style), tmp_path)
    assert book.file.pages["glance"] == "iv"
    assert "At a glance iv" in book.words("ii")


def test_a_report_without_sessions(bare_report: Report, style: HouseStyle, tmp_path: Path):
    book = Book(render_pdf(bare_report, style), tmp_path)
    assert not any("Contents" in page for page in book.sheets)


@pytest.mark.parametrize(("number", "numeral"), [(1, "i"), (4, "iv"), (9, "ix"), (14, "xiv"), (38, "xxxviii")])
def test_roman_numerals(number: int, numeral: str):
    assert roman(number) == numeral
