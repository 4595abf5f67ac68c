"""Handouts as LibreOffice lays out their Word files."""

from io import BytesIO

import pikepdf
import pytest

from hsreport.editions.cut import Choice, Kind
from hsreport.model import Report
from hsreport.render.handout.order import Order, make
from hsreport.render.style.tokens import HouseStyle
from hsreport.values import Format
from tests.libreoffice import as_pdf
from tests.render.handout.conftest import many_sessions, summary


@pytest.mark.slow
def test_a_brief_has_two_pages_too_and_an_edition_runs_on(
    whole: Report, unconcluded: Report, style: HouseStyle
) -> None:
    briefs = [(report, Choice(Kind.BRIEF)) for report in (whole, unconcluded, summary(*many_sessions(30)))]
    orders = [*briefs, (whole, Choice(Kind.SPEAKER, "Geremek"))]
    for report, choice in orders:
        word = make(report, style, Order(choice), [Format.DOCX]).files[Format.DOCX]
        with pikepdf.open(BytesIO(as_pdf(word))) as pdf:
            assert len(pdf.pages) == 2, choice
