"""Work that is done once instead of twice shows in nothing but time."""

import gc
from contextlib import nullcontext
from pathlib import Path

import pydyf
import pytest
from weasyprint.layout import block, inline

from hsreport.model import Report
from hsreport.render.pdf import book as pdf
from hsreport.render.pdf.book import render_pdf
from hsreport.render.pdf.weasyprint70 import once as pdf_once
from hsreport.render.pdf.weasyprint70.once import done_once
from hsreport.render.style.tokens import HouseStyle, load_style
from tests.command import lacking


@pytest.fixture(params=["briefing", "ministry"])
def any_style(request: pytest.FixtureRequest) -> HouseStyle:
    """Ragged and whole words, or justified and hyphenated: lines are broken in other ways."""
    return load_style(request.param)


def test_the_bytes_are_those_of_the_work_done_twice(
    make_report, any_style: HouseStyle, monkeypatch: pytest.MonkeyPatch
):
    report = make_report(3)
    once = render_pdf(report, any_style)
    monkeypatch.setattr(pdf, "done_once", nullcontext)
    assert render_pdf(report, any_style) == once


def test_the_bytes_do_not_hang_on_how_much_is_remembered(
    make_report, style: HouseStyle, monkeypatch: pytest.MonkeyPatch
):
    report = make_report(3)
    plain = render_pdf(report, style)
    monkeypatch.setattr(pdf_once, "MOST_LINES", 5)
    monkeypatch.setattr(pdf_once, "LONGEST_TEXT", 60)
    assert render_pdf(report, style) == plain


OUT_OF_THE_FLOW = {
    "float": '<span style="float: right; width: 3em">a float of some words</span>',
    "note": '<span class="note" data-mark="*">a note of some words</span>',
    "placed": '<span style="position: absolute; left: 3mm; top: 40mm">placed on the page</span>',
    "placed in its paragraph": '<span style="position: absolute; left: 0">placed</span>',
    "running": '<span style="position: running(head)">a running head</span>',
    "nothing": "",
}


@pytest.mark.parametrize("what", OUT_OF_THE_FLOW)
def test_columns_with_boxes_out_of_the_flow(
    what: str, report: Report, style: HouseStyle, monkeypatch: pytest.MonkeyPatch
):
    place = "position: relative" if what == "placed in its paragraph" else ""
    each = f'<p style="{place}">Some words {OUT_OF_THE_FLOW[what]} that are said again and again, line for line.</p>'
    html = f'<html lang="en"><body><h2>Index</h2><div class="columns">{each * (30 if what == "note" else 60)}</div>'

    def made() -> bytes:
        press = pdf.Press(pdf.html_of(report, style), style)
        return press.bind(press.set(html))

    once = made()
    monkeypatch.setattr(pdf, "done_once", nullcontext)
    assert made() == once


def test_lines_are_broken_once(make_report, style: HouseStyle, monkeypatch: pytest.MonkeyPatch):
    report, plain = make_report(3), inline.split_first_line
    calls: list[str] = []

    def counted(text: str, *how: object, **more: object) -> object:
        calls.append(text)
        return plain(text, *how, **more)

    monkeypatch.setattr(inline, "split_first_line", counted)
    render_pdf(report, style)
    once = len(calls)
    calls.clear()
    monkeypatch.setattr(pdf, "done_once", nullcontext)
    render_pdf(report, style)
    assert once < 0.7 * len(calls)


def test_all_is_as_it_was_afterwards_even_where_it_failed(report: Report, style: HouseStyle):
    def state() -> tuple[object, ...]:
        return (
            inline.split_first_line,
            block.block_box_layout,
            pydyf.PDF.write,
            pydyf.PDF.page_references,
            pydyf.Stream.data,
            gc.get_threshold(),
        )

    before = state()
    render_pdf(report, style)
    assert state() == before
    with pytest.raises(RuntimeError):
        _fail_in_between()
    assert state() == before


def _fail_in_between() -> None:
    with done_once():
        raise RuntimeError


@pytest.mark.slow
@pytest.mark.parametrize("style", ["briefing", "ministry"])
def test_a_pdf_has_the_same_bytes_at_any_time_where_fonttools_cuts_fonts_down(style: str, tmp_path: Path) -> None:
    source = tmp_path / "summary.txt"
    source.write_text(
        "Mills\n\nSession 1: Dams\n\nPanelists: Ann Wu, Mayor\n\nAnn Wu:\n\n-- Dams rot.\n", encoding="utf-8"
    )
    made = []
    for clock in (0, 86_400):
        out = tmp_path / str(clock)
        done = lacking("harfbuzz-subset", "build", source, "-f", "pdf", "--style", style, "-o", out, clock=clock)
        assert done.returncode == 0, done.stderr
        made.append((out / "summary.pdf").read_bytes())
    assert made[0] == made[1]
