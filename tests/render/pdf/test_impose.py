"""Sheets: each page once, in the order that a folded stack reads; sizes, marks, and what PDF readers say of the file."""

import re
import subprocess
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hsreport.errors import SettingsError
from hsreport.render.pdf.book import render_pdf
from hsreport.render.pdf.impose import BLANK, Flip, Layout, Sheets, arranged, impose, upright_flip

MM = 72 / 25.4
PAPERS = {"A4": (210.0, 297.0), "Letter": (215.9, 279.4), "A3": (297.0, 420.0)}
FORM = re.compile(r"([-\d.]+) 0 0 ([-\d.]+) ([-\d.]+) ([-\d.]+) cm (/P\d) Do")


@cache
def numbered(count: int, width_mm: float, height_mm: float) -> bytes:
    """A PDF whose pages say their numbers."""
    file = BytesIO()
    with pikepdf.new() as pdf:
        font = pdf.make_indirect(
            pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Courier)
        )
        for number in range(count):
            page = pdf.add_blank_page(page_size=(width_mm * MM, height_mm * MM))
            page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font))
            page.Contents = pdf.make_stream(f"BT /F 20 Tf 40 100 Td (page {number}) Tj ET".encode())
        pdf.save(file)
    return file.getvalue()


def sound(data: bytes) -> bool:
    """What `qpdf --check` asks, by the same library: no fault of syntax, every stream readable."""
    with pikepdf.open(BytesIO(data)) as pdf:
        return not pdf.check_pdf_syntax() and not pdf.get_warnings()


class Seen(NamedTuple):
    """A page as it is seen on a side of a sheet: which, the middle of it, whether upright, how large."""

    number: int
    x: float
    y: float
    upright: bool
    scale: float


def seen(data: bytes, width_mm: float, height_mm: float) -> Iterator[list[Seen]]:
    """What stands on each side of the sheets, read back from their operators."""
    with pikepdf.open(BytesIO(data)) as pdf:
        for sheet in pdf.pages:
            content = sheet.Contents.read_bytes().decode()
            width, height = float(sheet.mediabox[2]), float(sheet.mediabox[3])
            turned = content.startswith("-1 0 0 -1")
            side = []
            for scale, same, x, y, name in FORM.findall(content):
                assert scale == same
                form = sheet.Resources.XObject[name].read_bytes().decode()
                number = int(re.search(r"\(page (\d+)\)", form)[1])
                middle = (
                    float(x) + float(scale) * width_mm * MM / 2,
                    float(y) + float(scale) * height_mm * MM / 2,
                )
                if turned:
                    middle = (width - middle[0], height - middle[1])
                side.append(Seen(number, *middle, not turned, float(scale)))
            yield side


def behind(side: list[Seen], flip: Flip, width: float, height: float) -> list[Seen]:
    """The back of a sheet as it shows through the paper when it was turned over that edge."""
    upright_edge = Flip.SHORT if width > height else Flip.LONG
    if flip is upright_edge:
        return [each._replace(x=width - each.x) for each in side]
    return [each._replace(y=height - each.y, upright=not each.upright) for each in side]


def folded(sides: list[list[Seen]], flip: Flip, size: tuple[float, float]) -> list[int]:
    """The pages of one signature as they are read: its sheets stacked, folded in the middle, turned leaf by leaf."""
    half = size[0] / 2
    sheets = [(front, behind(back, flip, *size)) for front, back in zip(sides[::2], sides[1::2], strict=True)]
    assert all(each.upright for sheet in sheets for side in sheet for each in side)

    def on(side: list[Seen], right: bool) -> int:
        return next((each.number for each in side if (each.x > half) is right), BLANK)

    # The outermost sheet lies below, its front outside. The right half of each front is a recto, its back the verso.
    first = [page for front, back in sheets for page in (on(front, True), on(back, True))]
    second = [page for front, back in reversed(sheets) for page in (on(back, False), on(front, False))]
    return first + second


@settings(max_examples=60, deadline=None)
@given(
    count=st.integers(1, 200),
    paper=st.sampled_from(sorted(PAPERS)),
    flip=st.sampled_from([None, *Flip]),
    signature=st.sampled_from([0, 4, 8, 16, 32]),
    creep=st.floats(0, 0.2),
)
def test_a_booklet_reads_in_order_when_it_is_folded(count, paper, flip, signature, creep):
    sheets = Sheets(Layout.BOOKLET, *PAPERS[paper], flip=flip, signature=signature, creep_mm=creep)
    page = sheets.page_mm
    booklet = impose(numbered(count, *page), sheets).data
    assert sound(booklet)
    sides = list(seen(booklet, *page))
    size = tuple(length * MM for length in sheets.size_mm)
    each = (signature or -(-count // 4) * 4) // 2
    read = [
        number
        for first in range(0, len(sides), each)
        for number in folded(sides[first : first + each], flip or upright_flip(sheets), size)
    ]
    assert read == [*range(count), *[BLANK] * (-count % 4)]


def test_a_booklet_folded_by_reordering_its_halves():
    """Twelve pages by hand: the halves cut apart and laid on one another are the book."""
    sides = arranged(12, Sheets(Layout.BOOKLET))
    assert [tuple(place.page + 1 for place in side.places) for side in sides] == [
        (12, 1), (2, 11),
        (10, 3), (4, 9),
        (8, 5), (6, 7),
    ]  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(
    count=st.integers(1, 200),
    paper=st.sampled_from(sorted(PAPERS)),
    layout=st.sampled_from([Layout.SINGLE, Layout.TWO_UP, Layout.FOUR_UP]),
    flip=st.sampled_from([None, *Flip]),
    marks=st.booleans(),
)
def test_sheets_read_from_the_upper_left_on_both_sides(count, paper, layout, flip, marks):
    sheets = Sheets(layout, *PAPERS[paper], flip=flip, crop_marks=marks)
    page, (width, height) = sheets.page_mm, (length * MM for length in sheets.size_mm)
    read: list[int] = []
    imposed = impose(numbered(count, *page), sheets).data
    assert sound(imposed)
    for at, printed in enumerate(seen(imposed, *page)):
        side = printed
        if at % 2:
            # As the reader sees the back after turning the sheet like a leaf; a sheet turned over the other edge hangs.
            through = behind(printed, flip or upright_flip(sheets), width, height)
            side = [each._replace(x=width - each.x) for each in through]
        assert all(each.upright for each in side)
        read += [each.number for each in sorted(side, key=lambda each: (-round(each.y), each.x))]
    assert read == list(range(count))


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("layout", Layout)
@pytest.mark.parametrize("marks", [False, True])
def test_sizes(paper: str, layout: Layout, marks: bool):
    """Paper and pages are right within 0.1 mm, and nothing hangs over an edge."""
    sheets = Sheets(layout, *PAPERS[paper], crop_marks=marks, creep_mm=0)
    page, (width, height) = sheets.page_mm, sheets.size_mm
    data = impose(numbered(9, *page), sheets).data
    with pikepdf.open(BytesIO(data)) as pdf:
        for sheet in pdf.pages:
            assert [float(edge) / MM for edge in sheet.mediabox] == pytest.approx([0, 0, width, height], abs=0.1)
    for side in seen(data, *page):
        for each in side:
            assert each.scale == pytest.approx(1)
            assert page[0] / 2 - 0.1 <= each.x / MM <= width - page[0] / 2 + 0.1
            assert page[1] / 2 - 0.1 <= each.y / MM <= height - page[1] / 2 + 0.1


def test_creep_moves_inner_pages_towards_the_fold():
    sheets = Sheets(Layout.BOOKLET, creep_mm=0.1)
    sides = list(seen(impose(numbered(40, *sheets.page_mm), sheets).data, *sheets.page_mm))
    fold = sheets.size_mm[0] * MM / 2
    away = [[abs(each.x - fold) / MM for each in side] for side in sides]
    assert all(left == pytest.approx(right) for left, right in away)
    outer = sheets.page_mm[0] / 2
    assert [left for left, _ in away] == pytest.approx([outer - 0.1 * (at // 2) for at in range(20)], abs=0.001)


def test_a_page_shrinks_to_a5_and_no_further():
    a4 = numbered(2, 210, 297)
    (side,) = seen(impose(a4, Sheets(Layout.TWO_UP)).data, 210, 297)
    assert {round(each.scale, 3) for each in side} == {0.707}
    with pytest.raises(SettingsError, match="would shrink to 50% in 4-up") as refused:
        impose(a4, Sheets(Layout.FOUR_UP))
    assert "up to 150 × 212 mm" in refused.value.hint
    assert impose(a4, Sheets(Layout.FOUR_UP, *PAPERS["A3"])).data


def test_small_pages_are_not_blown_up():
    sheets = Sheets(Layout.TWO_UP)
    (side,) = seen(impose(numbered(2, 100, 150), sheets).data, 100, 150)
    assert {each.scale for each in side} == {1}
    assert [each.x / MM for each in side] == pytest.approx([74.25, 222.75], abs=0.01)


@pytest.mark.parametrize("size", [2, 6, 10])
def test_a_signature_that_cannot_be_folded_is_refused(size: int):
    with pytest.raises(SettingsError, match=f"signature of {size} pages cannot be folded"):
        arranged(20, Sheets(Layout.BOOKLET, signature=size))


def test_marks_are_drawn_on_request():
    def strokes(**marks: bool) -> int:
        sheets = Sheets(Layout.FOUR_UP, **marks)
        with pikepdf.open(BytesIO(impose(numbered(4, 80, 100), sheets).data)) as pdf:
            return pdf.pages[0].Contents.read_bytes().count(b" m ")

    assert strokes() == 0
    assert strokes(crop_marks=True) == 12
    assert strokes(fold_marks=True) == 2


@pytest.mark.parametrize("layout", Layout)
def test_the_sheets_of_a_real_document(layout: Layout, report, style, tmp_path: Path):
    book = render_pdf(report, style).data
    sheets = Sheets(layout, 297, 420)
    imposed = impose(book, sheets)
    (tmp_path / "book.pdf").write_bytes(book)
    (tmp_path / "sheets.pdf").write_bytes(imposed.data)
    checked = subprocess.run(["qpdf", "--check", tmp_path / "sheets.pdf"], check=False, capture_output=True, text=True)
    assert (checked.returncode, checked.stderr) == (0, "")
    assert _words(tmp_path / "sheets.pdf") == _words(tmp_path / "book.pdf")
    assert _fonts(tmp_path / "sheets.pdf") == _fonts(tmp_path / "book.pdf")
    assert imposed.links > 20
    assert impose(book, sheets) == imposed
    with pikepdf.open(BytesIO(imposed.data)) as pdf:
        assert str(pdf.docinfo["/Title"]) == report.symposium.title
        assert str(pdf.Root.Lang) == "en"
        turned = {Layout.BOOKLET: "/DuplexFlipShortEdge"}.get(layout)
        assert pdf.Root.ViewerPreferences.get("/Duplex") == turned


def _words(path: Path) -> list[str]:
    text = subprocess.run(["pdftotext", "-raw", path, "-"], capture_output=True, check=True, text=True).stdout
    return sorted(text.split())


def _fonts(path: Path) -> list[str]:
    lines = subprocess.run(["pdffonts", path], capture_output=True, check=True, text=True).stdout.splitlines()[2:]
    assert all(" yes yes yes " in line for line in lines)
    return sorted(line.split()[0] for line in lines)
