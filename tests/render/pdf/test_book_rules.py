"""The rules of books, page by page, in every built-in style: on the seed, and on a document ten times its length."""

import subprocess
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import msgspec
import pytest

from hsreport.build import report_of
from hsreport.enrich.themes.vocabulary import builtin_vocabulary
from hsreport.language.numerals import roman
from hsreport.model import Report
from hsreport.read.source import source_from_bytes
from hsreport.render.pdf.book import Press, folios, html_of, render_pdf
from hsreport.render.style.tokens import HouseStyle, load_style, style_names
from tests.conftest import ROOT

SEED = (ROOT / "seeds" / "symposium-2003.txt").read_text(encoding="utf-8")
CUT = SEED.index("II. Discussions")
HEADINGS = {"h2", "h3", "h4", "h5"}
KEPT = {"lead", "role", "letter", "entry"}
"""Classes of paragraphs that never end a page or column."""


@cache
def _report(times: int) -> Report:
    text = SEED[:CUT] + SEED[CUT:] * times
    return report_of(source_from_bytes(text.encode(), "seed.txt"), builtin_vocabulary("human-security"))


LONG = ("ministry",)
"""The style that the long document is tried in, whose lines are justified."""


class Book:
    """The parts of a book as they were laid out."""

    def __init__(self, report: Report, style: HouseStyle) -> None:
        press = Press(html_of(report, style), style)
        self.style = style
        self.body = press.lay_out("body", {})
        first, pages = len(self.body.pages) + 1, folios(self.body, str)
        self.back = press.lay_out("back", pages, first)
        self.front = press.lay_out("front", pages | folios(self.back, str, first))

    @property
    def columns(self) -> list[list[Any]]:
        """The blocks of each column, or of each page that has none, from top to bottom."""
        pages = [page._page_box for part in (self.front, self.body, self.back) for page in part.pages]  # type: ignore[attr-defined]
        return [column for page in pages for column in _columns(page)]


BOOKS = [*((name, 1) for name in style_names()), *(pytest.param((name, 10), marks=pytest.mark.slow) for name in LONG)]


@pytest.fixture(scope="module", params=BOOKS, ids=lambda each: f"{each[0]}-x{each[1]}")
def book(request) -> Book:
    name, times = request.param
    return Book(_report(times), load_style(name))


def _children(box: Any) -> list[Any]:
    return [getattr(each, "_box", each) for each in getattr(box, "children", ())]


def _walk(box: Any) -> Iterator[Any]:
    yield box
    for child in _children(box):
        yield from _walk(child)


def _flow(page: Any) -> list[Any]:
    """What stands on a page beside heads, folios and notes."""
    return [each for each in _children(page) if type(each).__name__ not in ("MarginBox", "FootnoteAreaBox")]


def _columns(page: Any) -> list[list[Any]]:
    """The blocks of lines on a page, by column where it has any."""
    boxes = [box for each in _flow(page) for box in _blocks(each)]
    columns = [box for box in boxes if getattr(box, "is_column", False)]
    return [[*filter(_lines, _blocks(column))] for column in columns] or [[*filter(_lines, boxes)]]


def _blocks(box: Any) -> Iterator[Any]:
    return (each for each in _walk(box) if type(each).__name__ != "InlineBlockBox")


def _lines(box: Any) -> list[Any]:
    return [each for each in _children(box) if type(each).__name__ == "LineBox"]


def _text(box: Any) -> str:
    return "".join(getattr(each, "text", "") for each in _walk(box))


def _classes(box: Any) -> set[str]:
    return set((box.element.get("class") or "").split())


def _margins(page: Any) -> dict[str, str]:
    """What stands in the margins, by their names in CSS."""
    boxes = [each for each in _children(page._page_box) if type(each).__name__ == "MarginBox"]
    return {each.at_keyword: text for each in boxes if (text := _text(each))}


def _side(style: HouseStyle, number: int) -> str:
    return "left" if style.page.facing and number % 2 == 0 else "right"


def test_no_heading_nor_what_leads_on_ends_a_page_or_column(book: Book):
    ends = [blocks[-1] for blocks in book.columns if blocks]
    assert len(ends) > 20
    wrong = [_text(box) for box in ends if box.element_tag in HEADINGS or KEPT & _classes(box)]
    assert wrong == []


def test_a_paragraph_that_is_broken_has_two_lines_on_either_side(book: Book):
    broken = [
        (len(_lines(one[-1])), len(_lines(other[0])), _text(other[0]))
        for one, other in pairwise(_without_continued(book))
        if one and other and one[-1].element is other[0].element
    ]
    assert broken
    assert [each for each in broken if min(each[:2]) < 2] == []


def _without_continued(book: Book) -> list[list[Any]]:
    return [[box for box in blocks if not box.element_tag.endswith("::before")] for blocks in book.columns]


def test_the_last_line_of_a_paragraph_is_not_stretched(book: Book):
    blocks = [box for blocks in book.columns for box in blocks if box.element_tag == "p" and "point" in _classes(box)]
    stretched = [[_stretch(line) for line in _lines(box)] for box in blocks]
    ends = {id(box.element): lines for lines, box in zip(stretched, blocks, strict=True)}
    whole = [lines for lines, box in zip(stretched, blocks, strict=True) if lines is ends[id(box.element)]]
    assert len(whole) > 10
    assert not any(lines[-1] for lines in whole)
    assert any(any(lines[:-1]) for lines in whole) is book.style.justify


def _stretch(line: Any) -> float:
    return max((getattr(each, "justification_spacing", 0) for each in _walk(line)), default=0)


def test_the_head_of_a_table_stands_on_each_of_its_pages(book: Book):
    pieces = [
        box
        for page in book.front.pages
        for box in _walk(page._page_box)  # type: ignore[attr-defined]
        if type(box).__name__ == "TableBox"
    ]
    assert len(pieces) >= 2
    for table in pieces:
        head, *rest = _children(table)
        assert head.is_header
        assert _text(head).startswith(("Session", "Theme"))
        assert rest


def test_a_table_of_themes_is_in_one_piece(book: Book):
    boxes = [box for page in book.front.pages for box in _walk(page._page_box) if type(box).__name__ == "TableBox"]  # type: ignore[attr-defined]
    tables = [id(box.element) for box in boxes if "glance-themes" in _classes(box)]
    assert tables
    assert len(tables) == len(set(tables))


def test_running_heads_have_the_title_left_and_the_session_right(book: Book):
    current = ""
    for number, page in enumerate((*book.body.pages, *book.back.pages), 1):
        starts = [box for box in _walk(page._page_box) if box.element is not None and box.element.get("data-running")]  # type: ignore[attr-defined]
        parts = [box.element for box in starts if box.element_tag in HEADINGS]
        heads = [part.get("data-running") for part in parts if part.get("data-running") != "Colophon"]
        current = heads[-1] if heads else current
        side = _side(book.style, number)
        head = _report(1).symposium.title if side == "left" else current
        assert _margins(page) == {f"@top-{side}": head, f"@bottom-{side}": str(number)} or not current


def test_the_front_matter_counts_in_roman_and_its_cover_has_no_head(book: Book):
    cover, *pages = book.front.pages
    assert _margins(cover) == {}
    assert pages
    for number, page in enumerate(pages, 2):
        assert _margins(page)[f"@bottom-{_side(book.style, number)}"] == roman(number)


@pytest.mark.parametrize("name", style_names())
def test_notes_stand_at_the_foot_of_the_page_of_their_mark_or_the_next(name: str, make_report):
    style = load_style(name)
    document = Press(html_of(make_report(2), style), style).lay_out("body", {})
    boxes = [(page._page_box, box) for page in document.pages for box in _walk(page._page_box)]  # type: ignore[attr-defined]
    calls = [(page, box) for page, box in boxes if box.element_tag == "span::footnote-call"]
    notes = {
        id(box.element): (page, box) for page, box in boxes if box.element_tag == "span" and "note" in _classes(box)
    }
    sheets = [page._page_box for page in document.pages]  # type: ignore[attr-defined]
    assert calls
    for page, call in calls:
        on, note = notes[id(call.element)]
        # WeasyPrint 70 takes a note over to the next page where a line below its mark has no other room.
        assert sheets.index(on) - sheets.index(page) in (0, 1)
        assert note.position_y > max(each.position_y for column in _columns(on) for each in column)
        foot = on.content_box_y() + on.height
        assert note.position_y + note.margin_height() == pytest.approx(foot, abs=1)


@pytest.mark.parametrize("rounds", [1, 24])
@pytest.mark.parametrize("right", [True, False])
def test_the_body_starts_on_the_right_after_a_blank_page_where_it_must(
    rounds: int, right: bool, make_report, tmp_path: Path
):
    style = msgspec.structs.replace(load_style("briefing"), right_hand_start=right)
    file = tmp_path / "book.pdf"
    file.write_bytes(render_pdf(make_report(rounds), style).data)
    done = subprocess.run(["pdftotext", "-layout", file, "-"], check=True, capture_output=True, text=True)
    words = [page.split() for page in done.stdout.split("\f")[:-1]]
    first = next(at for at, page in enumerate(words) if page[-1:] == ["1"])
    blank = [at for at, page in enumerate(words) if not page]
    in_front = len([page for page in words[:first] if page])
    assert blank == ([first - 1] if right and in_front % 2 else [])
    assert first == in_front + len(blank)
    assert [page[-1] for page in words[first:]] == [str(at + 1) for at in range(len(words) - first)]
