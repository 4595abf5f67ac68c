"""Pages that are kept from one version of a report to the next: they look as those of the PDF do that is built from nothing."""

import pypdfium2
import pytest
from PIL import Image, ImageChops

from hsreport.build import report_of
from hsreport.enrich.themes.vocabulary import builtin_vocabulary
from hsreport.read.source import source_from_bytes
from hsreport.render.pdf.book import render_pdf
from hsreport.render.pdf.warm import Sheets, WarmPress, warmed
from hsreport.render.style.tokens import load_style
from tests.conftest import ROOT

pytestmark = pytest.mark.slow

POINT = "-- It is necessary for the people of the world to cooperate and make efforts to find solutions"
EDITS = {
    "a word": (POINT, f"{POINT}, in harbours too"),
    "a paragraph, after which all pages begin elsewhere": ("I. Significance", "Herring is dear.\n\nI. Significance"),
    "a point more, and what comes after it is numbered anew": ("-- Global", "-- Ships are few.\n\n-- Global"),
    "nothing that shows": ("II. Discussions\n", "II. Discussions \n"),
    "the title": ("International Symposium on Human Security", "Symposium on the Sea"),
}
"""What is changed in the seed, one after the other."""


def pictures(pdf: bytes) -> list[Image.Image]:
    pages = pypdfium2.PdfDocument(pdf) if pdf else ()
    return [page.render(scale=0.7).to_pil() for page in pages]


def differ(one: Image.Image, other: Image.Image) -> bool:
    """Tell whether more differs than the grey of a letter's edge, which hangs on what else is in the font."""
    return max(most for _, most in ImageChops.difference(one, other).getextrema()) > 80


@pytest.mark.parametrize("name", ["ministry", "briefing"])
def test_pages_that_are_kept_look_as_those_that_are_built(name: str) -> None:
    style, vocabulary = load_style(name), builtin_vocabulary("human-security")
    text, presses, drawn = (
        (ROOT / "seeds" / "symposium-2003.txt").read_text(encoding="utf-8"),
        list[WarmPress](),
        dict[int, Image.Image](),
    )
    kept = list[int]()
    for old, new in [("", ""), *EDITS.values()]:
        assert old in text
        text = text.replace(old, new, 1)
        report = report_of(source_from_bytes(text.encode(), "any.txt"), vocabulary)
        presses = [warmed(presses, report, style, 1)]
        sheets: Sheets = presses[0].sheets(report)
        drawn |= zip(sheets.new, pictures(sheets.pdf), strict=True)
        built = pictures(render_pdf(report, style).data)
        pairs = zip((drawn[sheet] for sheet in sheets.numbers), built, strict=True)
        assert [at for at, pair in enumerate(pairs) if differ(*pair)] == []
        kept.append(len(sheets.numbers) - len(sheets.new))
    assert kept[0] == 0
    assert kept[1] >= len(sheets.numbers) // 2
