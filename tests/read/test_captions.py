"""Captions of a recording (WebVTT): labelled paragraphs, with the lines of their cues."""

import pytest

from hsreport.errors import SourceError
from hsreport.read.captions import LIMIT
from hsreport.read.source import source_from_bytes

CAPTIONS = """WEBVTT - Round table on ferries

STYLE
::cue { color: red }

NOTE made by a machine

1
00:00:01.000 --> 00:00:04.000
<v Ana Lima>Good morning. I begin with
the timetable.</v>

00:00:04.500 --> 00:00:06.000 align:start
<v Ana Lima>It was late again &amp; again.</v>

01:00:07.000 --> 01:00:09.000
<v.loud Bob Stone>The <i>night</i> boat was not.</v> <v Ana Lima>It was.</v>

01:01:07.000 --> 01:01:09.000
All went on board

01:01:09.000 --> 01:01:12.000
and left. Nobody waved.

01:01:12.000 --> 01:01:14.000
--&gt; The end.
"""


@pytest.mark.parametrize("name", ["captions.vtt", "captions"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_each_voice_is_a_labelled_paragraph(name: str, end: str) -> None:
    source = source_from_bytes(("\ufeff" + CAPTIONS.replace("\n", end)).encode(), name)
    assert [(line.span.first, line.span.last, line.text) for line in source.lines] == [
        (1, 1, "Round table on ferries"),
        (10, 14, "Ana Lima: Good morning. I begin with the timetable. It was late again & again."),
        (17, 17, "Bob Stone: The night boat was not."),
        (17, 17, "Ana Lima: It was."),
        (20, 23, "All went on board and left. Nobody waved."),
        (26, 26, "--> The end."),
    ]
    assert [(each.code, each.span and each.span.first) for each in source.findings] == [("HS103", 6)]


def test_captions_under_the_name_of_a_text_are_read_as_captions() -> None:
    source = source_from_bytes(CAPTIONS.encode(), "captions.txt")
    assert source.lines[1].text.startswith("Ana Lima: Good morning.")
    assert source.findings[0].code == "HS104"


def test_captions_that_are_too_large_are_refused() -> None:
    with pytest.raises(SourceError, match="MiB"):
        source_from_bytes(b"WEBVTT\n\n" + b"a" * LIMIT, "large.vtt")


@pytest.mark.parametrize("name", ["call.srt", "call.txt"])
def test_names_alone_above_what_is_said_are_voices(name: str) -> None:
    cues = [("Nina Falk", "It leaks."), ("Marek Zych", "A bucket an hour,\nno less."), ("Nina Falk", "I see.")]
    text = "".join(
        f"{at}\n0:00:0{at},000 --> 0:00:0{at},900\n{who}\n{words}\n\n" for at, (who, words) in enumerate(cues, 1)
    )
    lines = source_from_bytes(text.encode(), name).lines
    assert [line.text for line in lines if line.text] == [
        "Nina Falk: It leaks.",
        "Marek Zych: A bucket an hour, no less.",
        "Nina Falk: I see.",
    ]
