"""Words and addresses that are longer than any line: broken at the edge of the text wherever they stand, in every style and handout."""

import re
import subprocess
from pathlib import Path

import msgspec
import pytest

from hsreport import builtin_vocabulary
from hsreport.build import report_of
from hsreport.editions.cut import Choice, Kind
from hsreport.model import Report
from hsreport.read.source import source_from_bytes
from hsreport.render.handout.order import Order, make
from hsreport.render.pdf.book import render_pdf
from hsreport.render.style.tokens import HouseStyle, load_style, style_names
from hsreport.values import Format
from tests.render.test_parts import TURNED

LONG = "Harbour" * 20
AT = f"https://harbour.example/{'nets-and-ropes-' * 9}end"
TEXT = f"""# Symposium on {LONG}

"{LONG}"

12 May 2004, {LONG}

## Opening of {LONG} 10:00

The harbour of {LONG} was opened, as {AT} tells.[^1]

[^1]: {LONG} and {AT}

## Session 1: {LONG} (10:30)

Moderator: Ann {LONG}, {LONG}

Panelists: Bo Lind, {LONG}

**Bo Lind,** {LONG}, said about {LONG}:

- The refugees of {LONG} need protection, says {AT}

- See **{LONG}**{LONG}.

Ann {LONG} said that conflict is {LONG}.

Resolved: that {LONG} be kept.

Action: Bo Lind to mend {LONG} by Friday.

Table: {LONG}

| {LONG} | Days |
|---|---|
| {LONG} | {AT} |
"""


@pytest.fixture(scope="module")
def long_words() -> Report:
    return report_of(source_from_bytes(TEXT.encode(), f"{LONG}.md"), builtin_vocabulary("human-security"))


def edges(pdf: bytes, folder: Path) -> list[tuple[float, float, float]]:
    """Left and right edge of every word in millimetres, and the width of its page."""
    (folder / "a.pdf").write_bytes(pdf)
    told = subprocess.run(["pdftotext", "-bbox", folder / "a.pdf", "-"], check=True, capture_output=True, text=True)
    found, width = [], 0.0
    for page, left, right in re.findall(r'<page width="([\d.]+)"|<word xMin="(.+?)" .*?xMax="(.+?)"', told.stdout):
        width = float(page) / 72 * 25.4 if page else width
        found += [] if page else [(float(left) / 72 * 25.4, float(right) / 72 * 25.4, width)]
    return found


@pytest.mark.slow
@pytest.mark.parametrize("short", [True, False])
@pytest.mark.parametrize("name", style_names())
def test_in_every_style(name: str, short: bool, long_words: Report, tmp_path: Path):
    parts = (*TURNED, "decisions", "agenda", "figures")
    style = msgspec.structs.replace(load_style(name), parts=parts, short_words=900 * short)
    margin = min(style.page.left_mm - style.page.gutter_mm, style.page.right_mm)
    found = edges(render_pdf(long_words, style).data, tmp_path)
    assert len(found) > 100
    assert min(left for left, _, _ in found) > margin - 1
    assert [words for words in found if words[1] > words[2] - margin + 1] == []


@pytest.mark.parametrize(
    "order",
    [
        Order(),
        Order(Choice(Kind.SESSION, "1")),
        Order(Choice(Kind.SPEAKER, "Bo Lind")),
        pytest.param(Order(Choice(Kind.BRIEF)), marks=pytest.mark.slow),
        Order(Choice(Kind.SESSION, "1"), large=True),
        Order(Choice(Kind.SESSION, "1"), lines=True),
    ],
    ids=["whole", "session", "speaker", "brief", "large", "lines"],
)
def test_in_every_handout(order: Order, long_words: Report, style: HouseStyle, tmp_path: Path):
    found = edges(make(long_words, style, order, [Format.PDF]).files[Format.PDF], tmp_path)
    assert len(found) > 20
    assert [words for words in found if not 8 < words[0] < words[1] < words[2] - 8] == []
