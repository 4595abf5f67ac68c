"""The PDF of a volume, read back: every page that its index and contents show, its heads, its outline; and the standards."""

import re
import subprocess
from collections.abc import Iterator, Sequence
from functools import partial
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from msgspec.structs import replace

from hsreport.build import report_of
from hsreport.check.output import check_output
from hsreport.enrich.themes.vocabulary import builtin_vocabulary
from hsreport.enrich.volume import volume_of
from hsreport.model import Contribution, Volume
from hsreport.read.source import source_from_bytes
from hsreport.render.pdf.book import PdfFile
from hsreport.render.pdf.join import Laid
from hsreport.render.pdf.volume import Layout, one_by_one, render_volume_pdf
from hsreport.render.style.tokens import load_style
from hsreport.values import Standard
from tests.render.pdf.test_book import Book
from tests.render.pdf.test_standards import PROFILES, RECORD
from tests.render.pdf.vera import broken_rules

PEOPLE = "Ann Wu", "Bo Xi", "Max Ode", "Ito Ran"
CITED = re.compile(r"(20\d\d): ?([\d–, ]+) \(pp?\. ([\d–, ]+)\)")
FILLER = " ".join(["Schools and nets must be mended before the treaty on landmines can help refugees."] * 6)


def text(year: int, rounds: int) -> str:
    said = "".join(
        f"{who}:\n- Mark q{year}x{at * len(PEOPLE) + place + 1}z. {FILLER}\n\n"
        for at in range(rounds)
        for place, who in enumerate(PEOPLE)
    )
    roster = "".join(f"Panelist: {who}, Port Office\n" for who in PEOPLE)
    return f"Quays of {year}\n2 March {year}\n\nSession 1: Nets of {year}\n\n{roster}\n{said}"


@pytest.fixture(scope="module")
def volume() -> Volume:
    read = partial(report_of, vocabulary=builtin_vocabulary("human-security"))
    reports = {year: read(source_from_bytes(text(year, rounds).encode(), "x.txt")) for year, rounds in
               ((2001, 3), (2002, 2), (2003, 5))}  # fmt: skip
    return volume_of("Forums", [Contribution(str(year), f"Quays of {year}", each) for year, each in reports.items()])


@pytest.fixture(scope="module")
def file(volume: Volume) -> PdfFile:
    return render_volume_pdf(volume, load_style("briefing"), attachments=RECORD)


@pytest.fixture(scope="module")
def book(file: PdfFile, tmp_path_factory: pytest.TempPathFactory) -> Book:
    return Book(file, tmp_path_factory.mktemp("volume"))


def numbers(printed: str) -> Iterator[int]:
    """The numbers of "3, 10–12"."""
    for stretch in printed.split(","):
        first, _, last = stretch.strip().partition("–")
        yield from range(int(first), int(last or first) + 1)


def test_every_page_in_the_index_is_right(book: Book) -> None:
    page_of = {
        (year, int(point)): int(folio)
        for folio in book.body
        for year, point in re.findall(r"Mark q(\d+)x(\d+)z", book.words(folio))
    }
    assert len(page_of) == 40
    start, end = (int(book.file.pages[anchor]) for anchor in ("speaker-index", "thematic-appendix"))
    index = " ".join(book.words(str(folio)) for folio in range(start, end))
    cited = set()
    for year, points, pages in CITED.findall(index.replace("\u00a0", " ")):
        cited |= {(year, point) for point in numbers(points)}
        assert list(numbers(pages)) == sorted({page_of[year, point] for point in numbers(points)}), (year, points)
    assert cited == page_of.keys()


def test_every_page_of_the_contents_is_right(book: Book) -> None:
    lines = [line.rpartition(" ")[::2] for line in book.by_folio["ii"] if line[-1].isdigit()]
    titles = [title for title, _ in lines]
    assert titles[:3] == ["2001 Quays of 2001", "Session 1: Nets of 2001", "2002 Quays of 2002"]
    assert titles[-4:] == ["Sessions", "Speaker index", "Themes", "Colophon"]
    for title, folio in lines:
        assert re.sub(r"^20\d\d ", "", title) in book.words(folio)


def test_pages_go_on_counting_and_each_report_begins_on_the_right(book: Book) -> None:
    numbered = [int(folio) for folio in book.folios if folio.isdigit()]
    assert numbered == sorted(set(numbered))
    starts = [int(book.file.pages[f"r{year}-report"]) for year in (2001, 2002, 2003)]
    assert starts[0] == 1
    assert all(start % 2 for start in starts)


def test_each_report_has_running_heads_of_its_own(book: Book) -> None:
    for year, after in ((2001, "r2002-report"), (2002, "r2003-report"), (2003, "sessions")):
        pages = range(int(book.file.pages[f"r{year}-report"]) + 1, int(book.file.pages[after]))
        heads = [book.by_folio[str(page)][0] for page in pages if str(page) in book.by_folio]
        assert heads
        assert all(head in (f"Quays of {year}", f"Session 1: Nets of {year}") for head in heads)


def test_the_title_of_a_report_is_larger_than_the_headings_in_it(book: Book) -> None:
    first = str(book.folios.index("1") + 1)
    done = subprocess.run(
        ["pdftotext", "-bbox", "-f", first, "-l", first, book.path, "-"], check=True, capture_output=True, text=True
    )
    found = re.findall(r'yMin="([\d.]+)" xMax="[\d.]+" yMax="([\d.]+)">(\w+)', done.stdout)
    heights = {word: float(bottom) - float(top) for top, bottom, word in found}
    assert heights["Quays"] > heights["Nets"] > heights["landmines"]


def test_every_destination_is_on_the_page_that_is_told(file: PdfFile, book: Book) -> None:
    with pikepdf.open(BytesIO(file.data)) as pdf:
        sheet_of = {page.objgen: at for at, page in enumerate(pdf.pages)}
        places = pikepdf.NameTree(pdf.Root.Names.Dests)
        found = {str(name): book.folios[sheet_of[place[0].objgen]] for name, place in places.items()}
        outline = pdf.open_outline()
        titles = [(item.title, [below.title for below in item.children]) for item in outline.root]
        assert len(pdf.attachments) == 2
    anchors = {anchor for anchor in found if anchor in file.pages}
    assert {
        f"r{year}-point-{at}" for year, last in ((2001, 12), (2002, 8), (2003, 20)) for at in range(1, last)
    } <= anchors
    assert {anchor: found[anchor] for anchor in anchors} == {anchor: file.pages[anchor] for anchor in anchors} | {
        anchor: "" for anchor in anchors if file.pages[anchor] == "i"
    }
    assert titles[2] == ("Quays of 2001", ["Session 1: Nets of 2001"])
    assert not check_output("pdf", file.data)


def test_links_lead_from_part_to_part(file: PdfFile) -> None:
    with pikepdf.open(BytesIO(file.data)) as pdf:
        goals = set(pikepdf.NameTree(pdf.Root.Names.Dests))
        links = [[str(note.Dest) for note in page.get("/Annots", ()) if "/Dest" in note] for page in pdf.pages]
    assert {goal for page in links for goal in page} <= goals
    assert {"r2001-report", "r2003-report", "speaker-index"} <= set(links[1])
    cited = {goal for page in links[2:] for goal in page if "-point-" in goal}
    assert {goal[:5] for goal in cited} == {"r2001", "r2002", "r2003"}


def test_the_parts_hang_in_one_tree(file: PdfFile) -> None:
    with pikepdf.open(BytesIO(file.data)) as pdf:
        (whole,) = pdf.Root.StructTreeRoot.K
        assert (whole.S, [part.S for part in whole.K]) == ("/Document", ["/Part"] * 6)
        owners = pikepdf.NumberTree(pdf.Root.StructTreeRoot.ParentTree)
        for page in pdf.pages:
            for owner in (owner for owner in owners[page.StructParents] if owner is not None):
                held = [kid.Pg if isinstance(kid, pikepdf.Dictionary) and "/Pg" in kid else owner.Pg for kid in owner.K]
                assert page.objgen in {each.objgen for each in held}
            for note in page.get("/Annots", ()):
                assert note.objgen in {
                    kid.Obj.objgen for kid in owners[note.StructParent].K if not isinstance(kid, int) and "/Obj" in kid
                }
        named = [str(each.ID) for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and "/ID" in each]
        assert len(named) == len(set(named))


def test_what_parts_have_in_common_is_there_once(file: PdfFile) -> None:
    with pikepdf.open(BytesIO(file.data)) as pdf:
        held = [
            each.read_raw_bytes() for each in pdf.objects if isinstance(each, pikepdf.Stream) and "/Length1" in each
        ]
        assert len(held) == len(set(held))
        assert len(pdf.Root.OutputIntents) == 1
        labels = [page.label for page in pdf.pages]
    assert labels[:4] == ["i", "ii", "1", "2"]


def test_parts_that_face_each_other_are_laid_out_for_their_side(volume: Volume) -> None:
    style = replace(load_style("briefing"), right_hand_start=False)
    sides = []

    def engine(layouts: Sequence[Layout]) -> list[Laid]:
        sides.extend((each.keywords["prefix"], each.keywords["right"]) for each in layouts)
        return one_by_one(layouts)

    file = render_volume_pdf(volume, style, engine=engine)
    starts = {f"r{year}-": int(file.pages[f"r{year}-report"]) for year in (2001, 2002, 2003)}
    assert any(first % 2 == 0 for first in starts.values())
    assert {(label, bool(first % 2)) for label, first in starts.items()} <= set(sides)
    with pikepdf.open(BytesIO(file.data)) as pdf:
        assert len(pdf.pages) == len({page.label for page in pdf.pages})


def test_it_keeps_both_standards(file: PdfFile, tmp_path: Path) -> None:
    assert broken_rules({"volume.pdf": file.data}, PROFILES[Standard.UA_1], tmp_path) == set()
