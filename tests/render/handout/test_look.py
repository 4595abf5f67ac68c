"""The house style as a handout wears it, read back from the pages."""

import re
import subprocess
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pikepdf
import pytest
from msgspec.structs import replace

from hsreport.editions.cut import Choice, Kind
from hsreport.errors import SettingsError
from hsreport.model import Report
from hsreport.render.handout.order import Order, file_stem, make, orders
from hsreport.render.pdf.impose import Layout, Sheets
from hsreport.render.style.tokens import HouseStyle
from hsreport.render.style.worn import SIZES_MM, Paper, contrast, gray, large_print, on_page, punched, with_notes
from hsreport.values import Format

MM = 72 / 25.4
SESSION = Choice(Kind.SESSION, "2")
PDF = [Format.PDF]


def made(report: Report, style: HouseStyle, order: Order, folder: Path) -> Path:
    path = folder / "handout.pdf"
    path.write_bytes(make(report, style, order, PDF).files[Format.PDF])
    return path


def words(path: Path, *pages: str) -> list[tuple[float, float, float, float, str]]:
    """Every word with its box in millimetres from the upper left of the page."""
    done = subprocess.run(["pdftotext", "-bbox", *pages, path, "-"], capture_output=True, check=True, text=True)
    found = re.findall(r'<word xMin="(.+?)" yMin="(.+?)" xMax="(.+?)" yMax="(.+?)">(.*?)</word>', done.stdout)
    return [(*(float(edge) / MM for edge in edges), word) for *edges, word in found]


def drawn(path: Path) -> str:
    """The operators of all pages."""
    with pikepdf.open(path) as pdf:
        return "\n".join(
            page.Contents.read_bytes().decode("latin-1")
            if isinstance(page.Contents, pikepdf.Stream)
            else "\n".join(each.read_bytes().decode("latin-1") for each in page.Contents)
            for page in pdf.pages
        )


# --- Large print ----------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def large(whole: Report, style: HouseStyle, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(whole, style, Order(SESSION, large=True), tmp_path_factory.mktemp("large"))


def test_large_print_has_nothing_smaller_than_18_pt(large: Path) -> None:
    done = subprocess.run(["pdftohtml", "-xml", "-stdout", "-i", large], capture_output=True, check=True, text=True)
    printed = [int(size) for size in re.findall(r'<fontspec [^>]*size="(\d+)"', done.stdout)]
    # pdftohtml counts in pixels of 1/108 inch: 18 pt are 27.
    assert printed
    assert min(printed) >= 27


def test_large_print_is_sans_upright_and_in_the_file(large: Path) -> None:
    listed = subprocess.run(["pdffonts", large], capture_output=True, check=True, text=True).stdout.splitlines()[2:]
    assert listed
    assert all("House-Inter" in line and "Italic" not in line and " yes yes yes " in line for line in listed)


def test_large_print_is_one_ragged_column_on_open_lines(large: Path, seed: Path) -> None:
    found = words(large)
    tops = sorted({round(top, 1) for _, top, *_ in words(large, "-f", "3", "-l", "3")})
    ((pitch, _),) = Counter(round(after - before, 1) for before, after in pairwise(tops)).most_common(1)
    assert pitch == pytest.approx(18 * 1.5 / MM, abs=0.1)
    assert min(left for left, *_ in found) >= 25
    assert max(right for _, _, right, _, _ in found) <= 210 - 25
    ends = [word for *_, word in found if word.endswith(("-", "\u00ad")) and len(word) > 1]
    assert all(word in seed.read_text(encoding="utf-8") for word in ends), "only words that have a hyphen break at it"


def test_large_print_fits_what_holds_thirty_characters(whole: Report, style: HouseStyle) -> None:
    four = Order(SESSION, Sheets(Layout.FOUR_UP, *SIZES_MM[Paper.A4]), large=True)
    with pytest.raises(SettingsError, match="holds 20 characters of 18 pt in a line, too few to read") as refused:
        make(whole, style, four, PDF)
    assert "--paper A3" in refused.value.hint
    assert make(whole, style, Order(SESSION, Sheets(Layout.FOUR_UP, *SIZES_MM[Paper.A3]), large=True), PDF)


# --- Paper, notes, holes, gray --------------------------------------------------------------------------


@pytest.mark.parametrize("paper", Paper)
@pytest.mark.parametrize("layout", Layout)
def test_pages_fit_their_paper(paper: Paper, layout: Layout, whole: Report, style: HouseStyle, tmp_path: Path) -> None:
    sheets = Sheets(layout, *SIZES_MM[paper])
    path = made(whole, style, Order(Choice(Kind.BRIEF), sheets), tmp_path)
    with pikepdf.open(path) as pdf:
        for page in pdf.pages:
            assert [float(edge) / MM for edge in page.mediabox][2:] == pytest.approx(sheets.size_mm, abs=0.1)
    for left, top, right, bottom, _ in words(path):
        assert 3 < left < right < sheets.size_mm[0] - 3
        assert 3 < top < bottom < sheets.size_mm[1] - 3


def test_ruled_notes_leave_the_right_to_the_pen(whole: Report, style: HouseStyle, tmp_path: Path) -> None:
    path = made(whole, style, Order(SESSION, lines=True), tmp_path)
    assert max(right for _, _, right, _, _ in words(path)) < 210 * 0.58
    look = with_notes(on_page(style, 210, 297))
    assert look.page.width_mm - look.page.right_mm < 210 * 0.58


def test_holes_find_20_mm_on_either_side(style: HouseStyle) -> None:
    for each in (on_page(style, 105, 148.5), with_notes(style), style):
        page = punched(each).page
        assert page.left_mm - page.gutter_mm >= 20
        assert page.right_mm >= 20


def test_gray_has_no_colour_and_keeps_its_contrast(whole: Report, style: HouseStyle, tmp_path: Path) -> None:
    operators = drawn(made(whole, style, Order(SESSION, gray=True), tmp_path))
    shades = re.findall(r"([\d.]+) ([\d.]+) ([\d.]+) (?:rg|RG|sc|SC|scn|SCN)\b", operators)
    assert shades
    assert {len(set(shade)) for shade in shades} == {1}
    colours = gray(style).colours
    for ink in (colours.ink, colours.quiet, colours.accent):
        assert contrast(ink, colours.paper) >= 4.5
    assert contrast(colours.accent, colours.paper) == pytest.approx(
        contrast(style.colours.accent, style.colours.paper), rel=0.02
    )


def test_contrast_is_reckoned_as_wcag_does() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_type_shrinks_by_half_as_much_as_the_page(style: HouseStyle) -> None:
    assert on_page(style, 210, 297) == style
    assert on_page(style, 148.5, 210).sizes.text_pt == pytest.approx(10.5 * 0.854, abs=0.02)
    assert on_page(style, 105, 148.5).sizes.text_pt == pytest.approx(10.5 * 0.75, abs=0.02)
    assert on_page(style, 215.9, 279.4).sizes == style.sizes
    assert large_print(style, 148.5, 210).sizes.text_pt == 18


def test_type_too_small_to_read_is_refused(whole: Report, style: HouseStyle) -> None:
    small = replace(style, sizes=replace(style.sizes, text_pt=8))
    with pytest.raises(SettingsError, match=r"the text would be 6 pt, too small to read"):
        make(whole, small, Order(SESSION, Sheets(Layout.FOUR_UP)), PDF)


# --- Orders ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("order", "formats", "message"),
    [
        (Order(SESSION, Sheets(Layout.TWO_UP)), [Format.DOCX], "the layout 2-up is for paper, not for docx"),
        (Order(SESSION, lines=True), [Format.PDF, Format.HTML], "ruled notes is for paper, not for html"),
        (Order(SESSION, large=True), [Format.DOCX], "large print is made as pdf and html"),
        (Order(Choice(Kind.SPEAKER, "Sen"), chatham_house=True), PDF, "cannot be told without telling who"),
        (Order(SESSION, Sheets(Layout.BOOKLET), punch=True), PDF, "stitched, not punched"),
    ],
)
def test_wishes_that_do_not_go_together(
    order: Order, formats: list[Format], message: str, whole: Report, style: HouseStyle
) -> None:
    with pytest.raises(SettingsError, match=message) as refused:
        make(whole, style, order, formats)
    assert refused.value.hint


def test_file_names_tell_handouts_apart(whole: Report) -> None:
    names = [
        file_stem("report", whole, each)
        for each in (
            Order(),
            *orders(whole, Order(all_sessions=True, lines=True)),
            Order(Choice(Kind.SPEAKER, "Sen"), large=True),
            Order(Choice(Kind.THEME, "Health"), gray=True),
            Order(Choice(Kind.BRIEF), Sheets(Layout.BOOKLET), chatham_house=True),
        )
    ]
    assert names == [
        "report-handout",
        "report-sessions/report-session-1-notes",
        "report-sessions/report-session-2-notes",
        "report-sessions/report-session-3-notes",
        "report-sessions/report-session-concluding-notes",
        "report-sen-amartya-large-print",
        "report-health-gray",
        f"summary-{whole.source.sha256[:8]}-brief-chatham-house-booklet",
    ]


def test_links_that_stay_behind_are_told(whole: Report, style: HouseStyle) -> None:
    (found,) = make(whole, style, Order(SESSION, Sheets(Layout.BOOKLET)), PDF).findings
    assert re.fullmatch(r"\d+ links and the outline are left out of imposed sheets", found.message)
