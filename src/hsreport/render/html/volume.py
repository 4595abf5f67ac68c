"""A volume as HTML: every report by its own templates, its anchors made those of the volume, between front and back."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from markupsafe import Markup

from hsreport.model import Contribution, Volume
from hsreport.render.html.page import in_one_file
from hsreport.render.html.places import Locations, locations_of
from hsreport.render.html.quotes import shown
from hsreport.render.html.templating import Medium, PartOfBook, filled, set_in
from hsreport.render.html.view import (
    MATRIX_COLUMNS,
    ContentsLine,
    Matrix,
    ThemeRow,
    by_letter,
    contents_line,
    in_batches,
)
from hsreport.render.style.tokens import HouseStyle

SHEET = "css/volume.css"
"""The style sheet that a volume has beside that of reports."""
REPORT = "report"
"""The anchor of a whole report, before its prefix."""
DEEPEST = 4
"""The deepest heading that Word's contents list; there a report has one of its own above those of its parts."""
_HEADING = re.compile("(</?h)([1-4])(?=[ >])")
_ANCHOR = re.compile(r'(?<=\sid=")|(?<=\shref="#)')


class Cited(NamedTuple):
    """Where an entry points in one report: its label, and the places."""

    label: str
    place: Locations


def render_volume(volume: Volume, style: HouseStyle) -> bytes:
    """Render the web page of a volume as UTF-8 bytes; like that of a report it needs nothing else."""
    return in_one_file(volume_html(shown(volume, style), style, medium="web"), style, SHEET)


def volume_html(
    volume: Volume,
    style: HouseStyle,
    *,
    medium: Medium,
    part: PartOfBook = "all",
    pages: Mapping[str, str] | None = None,
) -> str:
    """Render a volume as a whole HTML document, or one part of it.

    `pages` gives the folio of each anchor of the volume.
    """
    folios = pages or {}
    lines = _back(volume)
    anchors = [*(each.prefix + REPORT for each in volume.contributions), *(theme.anchor for theme in volume.themes)]
    return set_in(
        "volume.html",
        style,
        volume=volume,
        medium=medium,
        part=part,
        pages=folios,
        view={
            "contents": [*_contents(volume), *lines],
            "parts": dict.fromkeys(anchors),
            "themes": {},
            "back": {line.anchor: line for line in lines},
        },
        matrices=list(_matrices(volume)) if volume.themes else [],
        letters=by_letter(volume.index, draft=style.draft),
        cited=lambda citations: [Cited(each.report, locations_of(each.locators, folios)) for each in citations],
        of_report=lambda name, each: _of_report(name, each, style, medium=medium, pages=folios),
    )


def _of_report(
    template: str, each: Contribution, style: HouseStyle, *, medium: Medium, pages: Mapping[str, str]
) -> Markup:
    """Render a template of a single report for the volume: its anchors, and the links to them, get the report's prefix."""
    own = {anchor.removeprefix(each.prefix): page for anchor, page in pages.items() if anchor.startswith(each.prefix)}
    html = filled(template, each.report, style, medium=medium, pages=own)
    if medium == "word":
        html = _HEADING.sub(lambda tag: f"{tag[1]}{min(int(tag[2]) + 1, DEEPEST)}", html)
    return Markup(_ANCHOR.sub(each.prefix, html))  # noqa: S704 - it comes from templates


def _contents(volume: Volume) -> Iterator[ContentsLine]:
    """List the reports, and the parts of each one level below."""
    for each in volume.contributions:
        yield ContentsLine(1, each.label, each.title, each.prefix + REPORT)
        for line in map(contents_line, each.report.symposium.parts):
            if line.words:
                yield line._replace(level=line.level + 1, anchor=each.prefix + line.anchor)


def _back(volume: Volume) -> tuple[ContentsLine, ...]:
    return tuple(
        ContentsLine(1, "", title, anchor)
        for anchor, title, is_there in (
            ("sessions", "Sessions", any(each.report.symposium.sessions for each in volume.contributions)),
            ("speaker-index", "Speaker index", volume.index),
            ("thematic-appendix", "Themes", volume.themes),
            ("colophon", "Colophon", True),
        )
        if is_there
    )


def _matrices(volume: Volume) -> Iterator[Matrix]:
    """Count the passages on each theme by report, in as few tables as hold all reports."""
    columns = tuple(ContentsLine(1, each.label, "", each.prefix + REPORT) for each in volume.contributions)
    for batch in in_batches(columns, MATRIX_COLUMNS):
        rows = []
        for theme in volume.themes:
            times = {each.report: each.times for each in theme.reports}
            counts = tuple(times.get(column.label, 0) for column in batch)
            rows.append(ThemeRow(theme.theme.label, theme.anchor, counts, sum(times.values())))
        yield Matrix(batch, tuple(rows))
