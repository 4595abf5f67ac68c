"""The way from bytes to lines: encodings, formats, standard input, what is refused and how."""

import io
import sys
import zipfile
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from docx import Document

from hsreport.enrich.people.speakers import identify
from hsreport.errors import SourceError
from hsreport.language import numerals
from hsreport.office import convert, program
from hsreport.parse.symposium import parse
from hsreport.read import text as texts
from hsreport.read.source import read_source, source_from_bytes
from hsreport.source import Source

from .converted import CONVERTED, as_word

SUMMARY = "Session 1: Trees\n\nAda Birch, engineer\n\n-- Trees grow.\n"


def refusal(data: bytes, name: str) -> SourceError:
    with pytest.raises(SourceError) as caught:
        source_from_bytes(data, name)
    assert caught.value.hint
    assert caught.value.file == name
    return caught.value


def what_it_says(source: Source) -> list[object]:
    """Title, sessions with their people, and who said which point."""
    symposium = parse(source)
    who = identify(symposium)
    names = {speaker.id: speaker.name.display for speaker in who.speakers}
    people = [
        (each.label, each.title, [(person.name.display, person.role) for person in each.roster])
        for each in symposium.sessions
    ]
    points = [point for _, block in symposium.walk() for point in getattr(block, "points", ())]
    said = [(point.text, " and ".join(names[each] for each in who.said_by.get(point.number, ()))) for point in points]
    return [symposium.title, *(note.text for note in symposium.notes), *people, *said]


@pytest.mark.parametrize(("suffix", "convert"), CONVERTED, ids=lambda each: getattr(each, "__name__", each))
def test_a_summary_says_the_same_in_every_format(seed: Path, suffix: str, convert) -> None:
    text = seed.read_text(encoding="utf-8")
    said = what_it_says(read_source(seed))
    assert len(said) > 40
    assert what_it_says(source_from_bytes(convert(text), f"symposium{suffix}")) == said


# --- Encodings ---


@pytest.mark.parametrize(
    ("data", "encoding", "word"),
    [
        ("naïve\n".encode(), "utf-8", "naïve"),
        ("naïve\n".encode("utf-8-sig"), "utf-8-sig", "naïve"),
        ("naïve\n".encode("utf-16"), "utf-16", "naïve"),
        (b"na\xefve \x96 x\n", "cp1252", "naïve – x"),
    ],
)
def test_encodings_by_mark_then_utf_8_then_windows(data: bytes, encoding: str, word: str) -> None:
    source = source_from_bytes(data, "a.txt")
    assert (source.encoding, source.lines[0].text) == (encoding, word)
    said = [(each.code, each.message) for each in source.findings]
    assert said == (
        [] if encoding.startswith("utf-8") else [("HS101", f"the file was read as {encoding}, not as UTF-8")]
    )


def test_the_record_tells_how_many_lines_the_source_has() -> None:
    assert source_from_bytes(b"one\r\ntwo\rthree\n", "a.txt").record.lines == 3
    assert source_from_bytes(b"<p>one\n<p>two\n\n<p>three\n", "a.html").record.lines == 4


@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.md"])
def test_control_characters_are_left_out_and_told(name: str) -> None:
    source = source_from_bytes(b"<p>first</p>\n\n\x1b[1mbold\x1b and \x07loud\tagain\n", name)
    assert source.lines[-1].text.split() == ["[1mbold", "and", "loud", "again"]
    (found,) = source.findings
    assert (found.code, found.span.first) == ("HS106", 3)
    assert found.message == "control characters, which no page can show, were left out: U+0007, U+001B"


# --- Formats ---


@pytest.mark.parametrize(
    ("name", "data", "text"),
    [
        ("a.txt", b"# One", "# One"),
        ("a.md", b"# One", "One"),
        ("a.HTM", b"<b>One</b>", "One"),
        ("stdin", b"<!DOCTYPE html>\n<p>One", "One"),
        ("stdin", b"\xef\xbb\xbf<?xml version='1.0'?><!-- x --><html><p>One", "One"),
        ("stdin", b"# One\n", "One"),
        ("stdin", b"One <b>\n", "One <b>"),
        ("a", as_word("One"), "One"),
    ],
)
def test_the_reader_is_chosen_by_suffix_then_by_content(name: str, data: bytes, text: str) -> None:
    source = source_from_bytes(data, name)
    assert source.lines[0].text == text
    assert not source.findings


@pytest.mark.parametrize(
    ("name", "data", "message", "hint"),
    [
        ("a.txt", as_word("One"), "the file was read as Word, which it is by its content", "give its name the ending “.docx”"),
        ("a.docx", b"<html><p>One", "the file was read as HTML, which it is by its content", "give its name the ending “.html”"),
        ("a.docx", b"One", "the file was read as plain text, which it is by its content", "give its name the ending “.txt”"),
    ],
)  # fmt: skip
def test_a_name_that_says_another_format_is_reported(name: str, data: bytes, message: str, hint: str) -> None:
    source = source_from_bytes(data, name)
    assert source.lines[0].text == "One"
    assert [(each.code, each.message, each.hint) for each in source.findings] == [("HS104", message, hint)]


OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (OLD, "it is an old Word file (.doc)"),
        (OLD + "EncryptedPackage".encode("utf-16-le"), "it is locked with a password"),
        (b"%PDF-1.7\n", "it is a PDF"),
        (b"{\\rtf1 One}", "it is a Rich Text file (.rtf)"),
        (b"PK\x03\x04" + bytes(26) + b"mimetypeapplication/vnd.oasis.opendocument.text", "it is an OpenDocument file (.odt)"),
        (b"One\0Two", "it is a binary file, not text"),
        (b" \n\t\n", "the file is empty"),
        (b"<!-- One -->", "there are no words in it"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("name", ["a.html", "stdin"])
def test_what_cannot_be_read_is_refused_with_the_way_out(
    data: bytes, message: str, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    if name == "stdin" and data.startswith(b"<!--"):
        return
    assert refusal(data, name).message == message


@pytest.mark.slow
@pytest.mark.parametrize("suffix", ["odt", "rtf", "doc"])
def test_what_libreoffice_reads_is_read_with_its_help(suffix: str) -> None:
    document, file, office = Document(), io.BytesIO(), program()
    document.add_heading("Forum on Trees", 1)
    document.add_paragraph("Ada Birch said that oaks grow.", style="List Bullet")
    for cell, words in zip(document.add_table(1, 3).rows[0].cells, ("2019", "", "4"), strict=True):
        cell.text = words
    document.add_paragraph("They are old.")
    document.save(file)
    assert office
    other = convert(office, file.getvalue(), "docx", suffix)
    assert other
    read = source_from_bytes(other, f"a.{suffix}")
    assert [(line.text, line.cells) for line in read.lines if line.text] == [
        (line.text, line.cells) for line in source_from_bytes(file.getvalue(), "a.docx").lines if line.text
    ]
    assert read.data == other


@pytest.mark.slow
def test_libreoffice_fetches_nothing() -> None:
    asked: list[str] = []

    class Telling(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

    office = program()
    assert office
    other = convert(office, as_word("One words"), "docx", "odt")
    assert other
    with ThreadingHTTPServer(("127.0.0.1", 0), Telling) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        picture = (
            '<draw:frame draw:name="a" text:anchor-type="as-char" svg:width="2cm" svg:height="2cm"><draw:image '
            f'xlink:href="http://127.0.0.1:{server.server_port}/a.png" xlink:show="embed" xlink:actuate="onLoad"/></draw:frame>One'
        )
        linked = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(other)) as old, zipfile.ZipFile(linked, "w") as new:
            for name in old.namelist():
                new.writestr(name, old.read(name).replace(b"One", picture.encode()))
        assert [line.text for line in source_from_bytes(linked.getvalue(), "a.odt").lines if line.text] == ["One words"]
        server.shutdown()
    assert asked == []


@pytest.mark.slow
def test_what_libreoffice_cannot_open_is_refused() -> None:
    assert refusal(OLD, "a.doc").message == "LibreOffice makes no Word file of it"


# --- Files and standard input ---


def test_a_file_that_is_not_there_is_a_failure_with_a_hint(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="No such file") as caught:
        read_source(tmp_path / "none.txt")
    assert caught.value.hint == "check the name and your rights"
    with pytest.raises(SourceError, match="it is a directory"):
        read_source(tmp_path)


@pytest.mark.parametrize("data", [SUMMARY.encode(), as_word(SUMMARY), b"<html>" + SUMMARY.encode()], ids=["text", "Word", "HTML"])  # fmt: skip
def test_a_dash_reads_standard_input(data: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    source = read_source(Path("-"))
    assert source.name == "standard input"
    assert source.lines[0].text.startswith("Session 1: Trees")


def test_a_source_beyond_the_limit_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hsreport.read.source.SIZE_LIMIT", 10)
    (tmp_path / "a.txt").write_bytes(b"0123456789")
    assert read_source(tmp_path / "a.txt").lines[0].text == "0123456789"
    (tmp_path / "a.txt").write_bytes(b"0123456789a")
    with pytest.raises(SourceError, match="larger than"):
        read_source(tmp_path / "a.txt")


@pytest.mark.parametrize(("name", "size"), [("a.md", 8), ("a.html", 16)])
def test_marked_up_sources_have_limits_of_their_own(name: str, size: int) -> None:
    assert refusal(b"x" * (size * 1024**2 + 1), name).message == f"it is larger than {size} MiB"
    assert size * 1024**2 < texts.SIZE_LIMIT


# --- Marks and rows, whatever the format ---


@pytest.mark.parametrize(("number", "shown"), [(1, "i"), (4, "iv"), (1994, "mcmxciv"), (0, "0"), (4000, "4000")])
def test_roman_numerals(number: int, shown: str) -> None:
    assert numerals.roman(number) == shown


@pytest.mark.parametrize(("number", "shown"), [(1, "a"), (26, "z"), (27, "aa"), (54, "bbb"), (0, "0"), (1000, "1000")])
def test_letters_as_word_processors_count(number: int, shown: str) -> None:
    assert numerals.letters(number) == shown


@pytest.mark.parametrize(
    ("mark", "words", "shown"),
    [("-", "one", "- one"), ("-", "-- one", "-- one"), ("-", "(1) one", "(1) one"), ("2.", "-- one", "2. -- one"), ("", "one", "one")],
)  # fmt: skip
def test_a_bullet_gives_way_to_a_mark_that_is_written(mark: str, words: str, shown: str) -> None:
    assert texts.item(mark, words) == shown
