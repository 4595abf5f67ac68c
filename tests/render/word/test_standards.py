"""Every built-in style and every option by the Open XML SDK, and by our own look at ids, fields and bookmarks."""

import struct
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree
from msgspec.structs import replace

from hsreport.build import report_of
from hsreport.enrich.themes.vocabulary import builtin_vocabulary
from hsreport.model import Report
from hsreport.ooxml.changes import Hand
from hsreport.read.source import read_source, source_from_bytes
from hsreport.render.style.tokens import HouseStyle, load_style, style_names
from hsreport.render.word.file import docx_from_html, render_docx
from hsreport.render.word.redline import Edition, render_redline
from hsreport.source import Source
from tests.render.word.opened import W, WordFile
from tests.render.word.openxml import errors_in, errors_in_all, unsound

VOCABULARY = Path(__file__).parent / "vocabulary.html"
STRANGE = """<p>words<table><tr><td>a</td></tr></table><section class="session" id="s"><aside lang="fr">b</aside></section>
<p class="point" id="point-9"><span class="point-number">9</span> c<span class="note" data-mark="†">d <em>e</em></span></p>
<p class="lead"><a href="https://example.org/">f</a> <a class="page" href="#s">g</a></p>
<section class="glance"><table class="findings"><tr><th>h</th></tr></table></section>"""
PAGES = {"point-1": "1", "point-2": "1", "point-3": "2", "roster-1": "1"}
FAMILIES = ("briefing", "ministry", "large-print")
"""The styles that the others are variants of on other paper."""
SWITCHES = ("point_numbers", "justify", "hyphenate", "small_caps", "right_hand_start")


@pytest.fixture(scope="module")
def source(seed: Path) -> Source:
    return read_source(seed)


@pytest.fixture(scope="module")
def seed_report(source: Source) -> Report:
    return report_of(source, builtin_vocabulary("human-security"))


@pytest.fixture(scope="module")
def crest(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A picture of one red point."""
    chunks = (b"IHDR" + struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0), b"IDAT" + zlib.compress(b"\0\xc0\0\0"), b"IEND")
    body = b"".join(struct.pack(">I", len(each) - 4) + each + struct.pack(">I", zlib.crc32(each)) for each in chunks)
    path = tmp_path_factory.mktemp("crest") / "crest.png"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + body)
    return path


def switched(style: HouseStyle, crest: Path) -> HouseStyle:
    """A style with every switch the other way, and all that a style may have."""
    page = replace(style.page, facing=not style.page.facing, columns=3 - style.page.columns)
    other = {name: not getattr(style, name) for name in SWITCHES}
    own = {"banner": "FOR <OFFICIAL> USE", "watermark": "DRAFT & more", "organization": "Ministry", "logo": str(crest)}
    return replace(style, page=page, **own, **other)


def redline(source: Source, style: HouseStyle) -> bytes:
    """Tracked changes between a summary and one with a line changed, taken out, moved."""
    lines = [line.text for line in source.lines]
    edited = [*lines[:60], lines[61] + " and more", lines[60], *lines[63:]]
    versions = (source, source_from_bytes("\n".join(edited).encode(), "newer.txt"))
    old, new = (Edition(report_of(each, builtin_vocabulary("human-security")), each.lines) for each in versions)
    return render_redline(old, new, style, PAGES, Hand("Ada Feder", "2003-02-25T00:00:00Z")).data


@pytest.fixture(scope="module")
def files(source: Source, seed_report: Report, report: Report, crest: Path) -> dict[str, bytes]:
    """Each style as it is and with every option; some with comments alone, and as a redline."""
    found = {}
    for name in style_names():
        style = load_style(name)
        found[name] = render_docx(report, style, PAGES).data
        found[f"{name}, switched"] = render_docx(
            seed_report, switched(style, crest), PAGES, source.lines, comments=True
        ).data
        if name in FAMILIES:
            found[f"{name}, commented"] = render_docx(seed_report, style, PAGES, source.lines, comments=True).data
            found[f"{name}, redline"] = redline(source, style)
    return found


@pytest.fixture(scope="module")
def odd_files(bare_report: Report, make_report: Callable[[int], Report], style: HouseStyle) -> dict[str, bytes]:
    texts = {"vocabulary": VOCABULARY.read_text(encoding="utf-8"), "strange": STRANGE, "empty": ""}
    reports = {"bare": bare_report, "long": make_report(12)}
    return {name: docx_from_html(text, style).data for name, text in texts.items()} | {
        name: render_docx(each, style).data for name, each in reports.items()
    }


@pytest.mark.slow
def test_the_open_xml_sdk_finds_no_error(files: dict[str, bytes], odd_files: dict[str, bytes], tmp_path: Path):
    assert errors_in_all(files | odd_files, tmp_path) == {}


@pytest.mark.slow
def test_ids_fields_and_bookmarks_are_sound(files: dict[str, bytes], odd_files: dict[str, bytes]):
    found = {name: unsound(WordFile(data)) for name, data in (files | odd_files).items()}
    assert {name: wrong for name, wrong in found.items() if wrong} == {}


# --- That they see what is wrong --------------------------------------------------------------------------


def test_the_validator_would_find_an_error(tmp_path: Path):
    path = tmp_path / "wrong.docx"
    path.write_bytes(b"no zip")
    assert errors_in(path)


def _first(word: WordFile, tag: str) -> etree._Element:
    return next(word.document.iter(f"{W}{tag}"))


def _drop(word: WordFile, tag: str) -> None:
    element = _first(word, tag)
    element.getparent().remove(element)


def _same_control(word: WordFile) -> None:
    first, second, *_ = word.find("//w:sdtPr/w:id")
    second.set(f"{W}val", first.get(f"{W}val"))


def _last_field_mark(word: WordFile) -> None:
    mark = word.find("//w:fldChar")[-1]
    mark.getparent().remove(mark)


def _point_nowhere(word: WordFile) -> None:
    code = next(each for each in word.document.iter(f"{W}instrText") if "PAGEREF" in each.text)
    code.text = " PAGEREF nowhere \\h "


FAULTS: dict[str, tuple[Callable[[WordFile], object], str]] = {
    "a control's id": (_same_control, "control 1 twice"),
    "the end of a field": (_last_field_mark, "field open after separate"),
    "the end of a bookmark": (lambda word: _drop(word, "bookmarkEnd"), "bookmarkStart or bookmarkEnd"),
    "a link": (lambda word: _first(word, "hyperlink").set(f"{W}anchor", "nowhere"), "no bookmark nowhere"),
    "a page": (_point_nowhere, "no bookmark nowhere"),
    "a note": (lambda word: _first(word, "footnoteReference").set(f"{W}id", "99"), "no footnote 99"),
    "a style": (lambda word: _first(word, "pStyle").set(f"{W}val", "Nothing"), "no style Nothing"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_file_that_is_not_sound_is_told(name: str, odd_files: dict[str, bytes]):
    spoil, told = FAULTS[name]
    word = WordFile(odd_files["vocabulary"])
    spoil(word)
    assert told in "\n".join(unsound(word))
