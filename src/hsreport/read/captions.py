"""Captions of a recording (WebVTT, W3C): what each voice says, cue after cue, as a labelled paragraph.

Cues in a row of one voice are one paragraph, and so are those that break a sentence where no voice is named. Times, settings and the
names of cues are no words of anybody; styles and regions are left out as those of a web page are.
"""

import html
import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from hsreport.findings import finding
from hsreport.read.text import Reading, decode, one_line, reading, refuse_larger, split_rows
from hsreport.source import Line
from hsreport.values import Finding, SourceSpan

LIMIT = 8 * 1024 * 1024
"""The largest file of captions that is read, in bytes."""
HEADER = re.compile(r"\ufeff?WEBVTT(?:[ \t](?P<title>.*))?")
_TIME = r"(?:\d+:)?\d{2}:\d{2}[.,]\d{3}"
_TIMES = re.compile(rf"\s*{_TIME}[ \t]+-->[ \t]+{_TIME}(?:\s.*)?")
_NAME = re.compile(r"[^\W\d_a-z][\w.'’-]*(?:,? [^\W\d_a-z][\w.'’-]*){0,3}(?: \([^()]{1,20}\))?")
_VOICE = re.compile(r"<v(?:\.[^\s>]*)?\s+(?P<name>[^>]+)>")
_TAG = re.compile(r"</?[a-z0-9][^<>]*>|</[a-z]+>", re.IGNORECASE)
_COMMENT, _UNSEEN = "NOTE", ("STYLE", "REGION")
_ENDS = (".", "?", "!", "…", "”", '"')


class _Words(NamedTuple):
    """Words of one voice, or of nobody named, and the lines that they are from."""

    voice: str
    text: str
    span: SourceSpan


def are_captions(text: str) -> bool:
    """Whether a text holds captions without the head of a WebVTT file, as SubRip and meeting programs write them."""
    return sum(_TIMES.fullmatch(row) is not None for row in text.splitlines()) > 2


def read_captions(data: bytes, name: str) -> Reading:
    """The paragraphs of captions: "Ana Lima: Good morning. ..."; comments are left out with a finding.

    Raises `SourceError` where the file is larger than `LIMIT`.
    """
    refuse_larger(data, LIMIT, name)
    text, encoding = decode(data, name)
    rows = split_rows(text)
    header = HEADER.fullmatch(rows[0]) if rows else None
    title = (header["title"] or "").strip(" \t-–—") if header else ""
    blocks = [*_blocks(rows[1:] if header else rows, 2 if header else 1)]
    blocks = blocks if header else [*_with_voices(blocks)]
    lines = [Line(SourceSpan(1, 1), title, own=True)] if title else []
    cues = (
        words
        for first, block in blocks
        if not block[0].startswith((_COMMENT, *_UNSEEN))
        for words in _cue(first, block)
    )
    lines += (
        Line(words.span, f"{words.voice}: {words.text}" if words.voice else words.text, own=True)
        for words in _joined(cues)
    )
    return reading(lines, encoding, _left_out(blocks))


def _blocks(rows: Sequence[str], first: int) -> Iterator[tuple[int, list[str]]]:
    """Lines between blank ones, each with the number of its first."""
    for blank, group in groupby(enumerate(rows, first), lambda row: not row[1].strip()):
        if not blank:
            numbered = list(group)
            yield numbered[0][0], [row for _, row in numbered]


def _with_voices(blocks: Sequence[tuple[int, list[str]]]) -> Iterator[tuple[int, list[str]]]:
    """The cues with their voices marked, where most begin with a name alone on its line."""
    places = [next((at for at, row in enumerate(block[:2]) if _TIMES.fullmatch(row)), -1) + 1 for _, block in blocks]
    named = [
        at > 0 and len(block) > at + 1 and _NAME.fullmatch(block[at].strip()) is not None
        for at, (_, block) in zip(places, blocks, strict=True)
    ]
    for at, voiced, (first, block) in zip(places, named, blocks, strict=True):
        marked = voiced and 2 * sum(named) > len(blocks)
        yield first, [*block[:at], f"<v {block[at].strip()}>", *block[at + 1 :]] if marked else block


def _cue(first: int, block: Sequence[str]) -> Iterator[_Words]:
    """The words of a cue, parted where another voice begins."""
    times = next((at for at, row in enumerate(block[:2]) if _TIMES.fullmatch(row)), -1)
    span = SourceSpan(min(first + times + 1, first + len(block) - 1), first + len(block) - 1)
    pieces = _VOICE.split(" ".join(block[times + 1 :]))
    for voice, words in zip(["", *pieces[1::2]], pieces[::2], strict=True):
        text = one_line(html.unescape(_TAG.sub("", words)))
        if text:
            yield _Words(one_line(html.unescape(voice)), " ".join(text.split()), span)


def _joined(cues: Iterator[_Words]) -> Iterator[_Words]:
    """Cues of one voice in a row as one; where none is named, those that a sentence goes on over."""
    before: _Words | None = None
    for cue in cues:
        if before and cue.voice == before.voice and (cue.voice or not before.text.endswith(_ENDS)):
            span = SourceSpan(before.span.first, cue.span.last)
            before = _Words(before.voice, f"{before.text} {cue.text}", span)
            continue
        if before:
            yield before
        before = cue
    if before:
        yield before


def _left_out(blocks: Sequence[tuple[int, Sequence[str]]]) -> Iterator[Finding]:
    """Comments, which nobody sees who watches the recording."""
    for first, block in blocks:
        if block[0].startswith(_COMMENT):
            yield finding("HS103", SourceSpan(first, first + len(block) - 1), what="a comment in the captions")
