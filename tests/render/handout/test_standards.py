"""Handouts by the validator: PDF/UA-1 and PDF/A-3a, whatever the edition wears."""

from pathlib import Path

import pytest

from hsreport.editions.cut import Choice, Kind
from hsreport.model import Report
from hsreport.render.handout.order import Order, make
from hsreport.render.pdf.impose import Layout, Sheets
from hsreport.render.style.tokens import HouseStyle
from hsreport.values import Format
from tests.render.pdf.vera import broken_rules

pytestmark = pytest.mark.slow

ORDERS = {
    "whole": Order(),
    "session": Order(Choice(Kind.SESSION, "1")),
    "speaker": Order(Choice(Kind.SPEAKER, "Geremek")),
    "moderator": Order(Choice(Kind.SPEAKER, "Yokota")),
    "theme": Order(Choice(Kind.THEME, "health")),
    "brief": Order(Choice(Kind.BRIEF)),
    "large": Order(Choice(Kind.SESSION, "2"), large=True),
    "large-brief": Order(Choice(Kind.BRIEF), large=True),
    "notes": Order(Choice(Kind.SESSION, "2"), lines=True, gray=True, punch=True),
    "chatham-house": Order(chatham_house=True, participants=True),
    "chatham-house-brief": Order(Choice(Kind.BRIEF), Sheets(Layout.SINGLE, 215.9, 279.4), chatham_house=True),
}


def test_every_edition_keeps_both_standards(whole: Report, style: HouseStyle, tmp_path: Path) -> None:
    made = {f"{name}.pdf": make(whole, style, order, [Format.PDF]).files[Format.PDF] for name, order in ORDERS.items()}
    assert broken_rules(made, ("PDFUA-1", "PDFA-3A"), tmp_path) == set()
