"""What the appendix prints in full, and what it only mentions."""

from pathlib import Path

import lxml.html
import msgspec
import pytest

from hsreport import builtin_vocabulary, enrich, parse
from hsreport.model import Report
from hsreport.read.source import read_source
from hsreport.render.html.page import render_html
from hsreport.render.html.themes import themes_in_print
from hsreport.render.style.tokens import HouseStyle
from hsreport.values import PersonName


@pytest.fixture(scope="module")
def report(seed: Path) -> Report:
    source = read_source(seed)
    return enrich(parse(source), source.record, builtin_vocabulary("human-security"))


def test_a_sentence_is_printed_once_and_no_passage_is_left_out(report: Report) -> None:
    printed = [
        (extract.locator.anchor, extract.sentence)
        for theme in themes_in_print(report, "strongest")
        for group in theme.groups
        for extract in group.extracts
    ]
    assert len(printed) == len(set(printed))
    every = {(extract.locator.anchor, extract.sentence) for entry in report.appendix for extract in entry.extracts}
    assert set(printed) == every
    for theme in themes_in_print(report, "strongest"):
        there = [extract.locator for group in theme.groups for extract in group.extracts] + list(theme.mentioned)
        assert sorted(place.anchor for place in there) == sorted(each.locator.anchor for each in theme.entry.extracts)
        assert sorted(theme.mentioned, key=lambda place: place.anchor) == sorted(
            (place for mention in theme.mentions for place in mention.locators), key=lambda place: place.anchor
        )


def test_all_extracts_are_printed_where_the_style_asks_for_them(report: Report) -> None:
    for theme in themes_in_print(report, "all"):
        assert tuple(extract for group in theme.groups for extract in group.extracts) == theme.entry.extracts
        assert not theme.mentions


def test_a_mention_has_the_family_name_and_the_numbers(report: Report, style: HouseStyle) -> None:
    page = lxml.html.fromstring(render_html(report, style))
    lines = {
        section.find("h3").text: " ".join(line.text_content().split())
        for section in page.iterfind(".//section[@class='theme']")
        for line in section.iterfind("p[@class='see-also']")
        if line.find("em").text == "also"
    }
    assert lines["Refugees, migrants and people on the move"] == "also Ogata 2, 34"
    full = lxml.html.fromstring(render_html(report, msgspec.structs.replace(style, extracts="all")))
    assert len(full.xpath("//p[contains(@class, 'extract')]")) == sum(len(each.extracts) for each in report.appendix)


def test_people_who_share_a_family_name_are_named_in_full(report: Report) -> None:
    name = PersonName("Ada Ogata", "Ada", "Ogata")
    twice = msgspec.structs.replace(
        report, speakers=(*report.speakers, msgspec.structs.replace(report.speakers[0], name=name))
    )
    names = {mention.name for theme in themes_in_print(twice, "strongest") for mention in theme.mentions}
    assert "Sadako Ogata" in names
    assert "Ogata" not in names
