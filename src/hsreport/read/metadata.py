"""Metadata between two rules at the top of a Markdown file: what a reader should see of them, and what is for programs."""

import re
from collections.abc import Sequence

from msgspec.structs import replace

from hsreport.findings import finding
from hsreport.source import Line
from hsreport.values import Finding, SourceSpan

_MOST_METADATA = 60
"""How many lines of metadata may stand at the top, between two rules."""
_METADATA = re.compile(r"\s*|[\w -]{1,40}:(?:\s.*)?|\s+.*|- .*")
_KEY = re.compile(r"\w[\w -]{0,39}:")
_SHOWN = frozenset(
    ("title", "subtitle", "date", "venue", "location", "place", "organizer", "organiser", "author", "authors")
)
"""Keys of metadata whose values are words of the summary; the others are for programs."""


def metadata_length(rows: Sequence[str]) -> int:
    """How many lines at the top are metadata between two rules; 0 for none."""
    if len(rows) < 2 or rows[0].rstrip() != "---" or not _KEY.match(rows[1]):
        return 0
    for at, row in enumerate(rows[1:_MOST_METADATA], 1):
        if row.rstrip() in {"---", "..."}:
            return at + 1
        if not _METADATA.fullmatch(row):
            return 0
    return 0


def metadata(rows: Sequence[str]) -> tuple[list[Line], list[Finding]]:
    """The lines of metadata that a reader should see, without their keys: title, date, place, people; a finding for each other.

    A value that goes on further down stands whole on its first line.
    """
    lines: list[Line] = []
    left: list[Finding] = []
    shown, value = False, 0
    for at, row in enumerate(rows):
        key, colon, words = row.partition(":")
        named = bool(colon) and not row[:1].isspace()
        shown = key.strip().casefold() in _SHOWN if named else shown and row.strip("-. ") != ""
        text = (words if named else row).strip().removeprefix("- ").strip("\"'") if shown else ""
        if text and not named and lines[value].text and not row.strip().startswith("- "):
            lines[value] = replace(lines[value], text=f"{lines[value].text} {text}")
            text = ""
        elif text or named:
            value = at
        heading = int(named and bool(text) and key.strip().casefold() == "title")
        span = SourceSpan(at + 1, at + 1)
        lines.append(Line(span, text, heading=heading, own=bool(text)))
        left += [finding("HS103", span, what="metadata")] if not shown and row.strip("-. ") else []
    return lines, left
