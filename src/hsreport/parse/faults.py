"""Slips of the source that the reader sees and reads through: each is a finding, none changes a word."""

import re
from collections.abc import Iterator, Sequence

from hsreport.findings import finding
from hsreport.model import HeadItem, HeadKind
from hsreport.parse.pages import numbered
from hsreport.parse.paragraphs import Paragraph
from hsreport.source import Line
from hsreport.values import Finding, SourceSpan

_STRAY_SPACE = re.compile(r"\b[A-Z]\w+ -[A-Z]\w+|\b[a-z]{3,} -[a-z]{3,}")


def strayed_marks(here: Paragraph) -> Iterator[Finding]:
    """Dashes that were typed otherwise than meant."""
    for mark in here.marks:
        if mark.meant:
            yield finding("HS202", here.span, found=mark.label, meant=mark.meant)


def skipped_number(here: Paragraph, last: dict[str, int]) -> Iterator[Finding]:
    """A number that does not follow the last one of its list in `last`, which is brought up to date."""
    ordinal = here.marks[0].ordinal if here.marks else None
    if ordinal is None:
        return
    before = last.get(here.family)
    if before is not None and ordinal not in {1, before + 1}:
        yield finding("HS201", here.span, found=ordinal, before=before, wanted=before + 1)
    last[here.family] = ordinal


def stray_spaces(every: Sequence[Paragraph]) -> Iterator[Finding]:
    """A space before a hyphen inside a word: "Secretary -General"."""
    for each in (each for each in every if not each.code):
        for found in _STRAY_SPACE.findall(each.text):
            yield finding("HS206", each.span, found=found, meant=found.replace(" -", "-"))


def left_out(residue: Sequence[Paragraph]) -> Iterator[Finding]:
    """Leftovers of a web page or a typewriter."""
    for each in residue:
        yield finding("HS102", each.span, text=each.raw)


def unprinted_numbers(lines: Sequence[Line]) -> Iterator[Finding]:
    """The numbers that the lines of a transcript have on its pages."""
    places = sorted(numbered(lines).ends)
    if places:
        span = SourceSpan(lines[places[0]].span.first, lines[places[-1]].span.last)
        yield finding("HS103", span, what=f"the numbers of {len(places)} lines")


def before_title(head: Sequence[HeadItem]) -> Iterator[Finding]:
    """Lines that stand above the title and are nothing that a head is known to begin with."""
    title = next((at for at, item in enumerate(head) if item.kind is HeadKind.TITLE), 0)
    for item in head[:title]:
        if item.kind is HeadKind.OTHER:
            yield finding("HS207", item.span, text=item.text)
