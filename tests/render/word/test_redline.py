"""Two versions as tracked changes: accepted they are the newer one, rejected the older one."""

from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from hsreport.build import report_of
from hsreport.editions.changes import Wording, wordings
from hsreport.enrich.themes.vocabulary import builtin_vocabulary
from hsreport.errors import HsreportError
from hsreport.model import Statement
from hsreport.ooxml.changes import Hand, changed_spans
from hsreport.read.source import source_from_bytes
from hsreport.render.style.tokens import load_style
from hsreport.render.word.redline import Edition, render_redline
from hsreport.source import Source
from hsreport.values import Tracked
from tests.conftest import ROOT
from tests.read.test_returned import NOTED, summaries
from tests.render.word.opened import W, WordFile, repacked
from tests.render.word.openxml import errors_in, errors_in_all

STYLE, VOCABULARY, PAGES = load_style("briefing"), builtin_vocabulary("human-security"), {"point-1": "1"}
BY = Hand("Ada Feder", "2003-02-25T00:00:00Z")
SEED = (ROOT / "seeds" / "symposium-2003.txt").read_text(encoding="utf-8")

PANEL = """Panel on Ink

Session 1: Quills

Moderator: Ada Feder, clerk
Ida Fisch, poet

1. Ada Feder

-- Ink dries in the sun.
-- Goose feathers are cheap.
-- Quills must be cut.

2. Ida Fisch

-- Paper is dear in winter.
"""


def source_of(text: str) -> Source:
    return source_from_bytes(text.encode(), "summary.txt")


def edition(text: str) -> Edition:
    source = source_of(text)
    return Edition(report_of(source, VOCABULARY), source.lines)


def redline(old: str, new: str, by: Hand = BY) -> bytes:
    return render_redline(edition(old), edition(new), STYLE, PAGES, by).data


def texts(source: Source) -> list[str]:
    return [line.text for line in source.lines]


def said(source: Source) -> list[Wording]:
    return list(wordings(report_of(source, VOCABULARY)))


def marked(data: bytes, kind: str) -> list[str]:
    """The words in each mark of a kind."""
    found = WordFile(data).find(f"//w:{kind}[w:r]")
    return ["".join(each.text or "" for each in mark.iter(f"{W}t", f"{W}delText")) for mark in found]


# --- Accepted and rejected ----------------------------------------------------------------------------


EDITS = {
    "words changed": PANEL.replace("in the sun", "in the warm wind"),
    "a point added": PANEL.replace("-- Goose", "-- Soot is black.\n-- Goose"),
    "a point added at the end": PANEL + "-- Wax is soft.\n",
    "a point taken out": PANEL.replace("-- Goose feathers are cheap.\n", ""),
    "the last point taken out": PANEL.replace("2. Ida Fisch\n\n-- Paper is dear in winter.\n", ""),
    "a point moved to another speaker": PANEL.replace("-- Ink dries in the sun.\n", "") + "-- Ink dries in the sun.\n",
    "points exchanged": PANEL.replace("Ink dries in the sun", "@").replace("Quills must be cut", "Ink dries in the sun").replace("@", "Quills must be cut"),
    "title and affiliation": PANEL.replace("Panel on", "Forum on").replace("Ida Fisch, poet", "Ida Fisch, printer"),
    "a session added": PANEL.replace("2. Ida", "Session 2: Sheets\n\nModerator: Ida Fisch, poet\n\n1. Ida"),
    "a paragraph before all": PANEL.replace("Session 1", "I. Purpose\n\nThe panel met.\n\nSession 1"),
}  # fmt: skip


@pytest.mark.parametrize("name", EDITS)
def test_accepted_it_is_the_newer_version_and_rejected_the_older(name: str) -> None:
    for old, new in (PANEL, EDITS[name]), (EDITS[name], PANEL):
        data = redline(old, new)
        assert texts(source_from_bytes(data, "r.docx")) == texts(source_of(new))
        assert texts(source_from_bytes(data, "r.docx", Tracked.REJECT)) == texts(source_of(old))


@pytest.mark.slow
def test_the_open_xml_sdk_finds_no_error(tmp_path: Path) -> None:
    files = {name: redline(PANEL, new) for name, new in EDITS.items()}
    assert errors_in_all({**files, "back": redline(EDITS["a session added"], PANEL)}, tmp_path) == {}


@cache
def all_summaries() -> list[tuple[str, str]]:
    return [*summaries().items(), ("noted", NOTED)]


@st.composite
def two_versions(draw: st.DrawFn) -> tuple[str, str]:
    """A summary, and the same with lines changed, taken out and moved."""
    _, old = draw(st.sampled_from(all_summaries()))
    lines = old.split("\n")
    for _ in range(draw(st.integers(1, 4))):
        at, to = (draw(st.integers(0, len(lines) - 1)) for _ in range(2))
        kind = draw(st.sampled_from(["word", "word", "gone", "moved"]))
        line = lines.pop(at)
        if kind == "word":
            words = line.split(" ")
            words[draw(st.integers(0, len(words) - 1))] += draw(st.sampled_from([" walrus", "s", ""]))
            lines.insert(at, " ".join(words))
        elif kind == "moved":
            lines.insert(to, line)
    return old, "\n".join(lines)


def test_a_note_that_nothing_calls_is_that_of_the_version_asked_for() -> None:
    old = "Ports\n\nSession 1: Cranes\n\nOle Dahl, engineer\n\n-- Cranes are old.\n\n[^3]: Nobody asked.\n"
    new = old.replace("Nobody asked", "Somebody asked")
    data = redline(old, new)
    assert said(source_from_bytes(data, "r.docx")) == said(source_of(new))
    assert said(source_from_bytes(data, "r.docx", Tracked.REJECT)) == said(source_of(old))


@pytest.mark.slow
@settings(max_examples=25, deadline=None)
@given(two_versions())
def test_any_two_versions_come_back(versions: tuple[str, str]) -> None:
    try:
        old, new = map(source_of, versions)
        data = redline(*versions)
    except HsreportError:
        return
    assert said(source_from_bytes(data, "r.docx")) == said(new)
    assert said(source_from_bytes(data, "r.docx", Tracked.REJECT)) == said(old)


def test_a_note_is_marked_by_its_call(tmp_path: Path) -> None:
    new = NOTED.replace("In May.", "In March.").replace("-- Ink is wet.‡\n", "").replace("‡ In June.\n", "")
    data = redline(NOTED, new)
    assert said(source_from_bytes(data, "r.docx")) == said(source_of(new))
    assert said(source_from_bytes(data, "r.docx", Tracked.REJECT)) == said(source_of(NOTED))
    (tmp_path / "r.docx").write_bytes(data)
    assert errors_in(tmp_path / "r.docx") == []


# --- What is marked -----------------------------------------------------------------------------------


def test_only_the_words_that_changed_are_marked() -> None:
    data = redline(PANEL, PANEL.replace("dries in the sun", "sets on the stone"))
    assert marked(data, "ins") == ["sets on", "stone"]
    assert marked(data, "del") == ["dries in", "sun"]


def test_a_whole_paragraph_is_marked_with_its_end() -> None:
    data = redline(PANEL, EDITS["a point moved to another speaker"])
    assert marked(data, "ins") == marked(data, "del") == ["Ink dries in the sun."]
    word = WordFile(data)
    assert [len(word.find(f"//w:p[w:pPr/w:rPr/w:{kind}]")) for kind in ("ins", "del")] == [1, 1]


def test_marks_have_an_author_an_id_and_a_date_where_there_is_one() -> None:
    marks = WordFile(redline(PANEL, EDITS["words changed"])).find("//w:ins|//w:del")
    assert {(each.get(f"{W}author"), each.get(f"{W}date")) for each in marks} == {tuple(BY)}
    ids = [each.get(f"{W}id") for each in WordFile(redline(SEED, PANEL)).find("//w:ins|//w:del|//w:bookmarkStart")]
    assert len(ids) == len(set(ids))
    assert b"w:date=" not in etree.tostring(WordFile(redline(PANEL, SEED, Hand("x"))).document)


def test_versions_of_the_same_words_have_no_marks() -> None:
    assert marked(redline(PANEL, PANEL), "ins") == []
    assert redline(PANEL, SEED) == redline(PANEL, SEED)


def test_two_changes_with_a_space_between_them_are_one() -> None:
    assert list(changed_spans(["a", "b", "c", "d"], ["a", "x", "y", "d"])) == [(1, 3, 1, 3)]
    assert list(changed_spans(["a", " ", "b", "c"], ["x", " ", "y", "c"])) == [(0, 3, 0, 3)]


def test_who_accepts_some_changes_gets_these() -> None:
    new = PANEL.replace("in the sun", "in the warm wind").replace("is dear in", "is cheap in")
    root = WordFile(redline(PANEL, new))
    for each in root.find("//w:ins[contains(., 'cheap')]"):
        each.getparent().remove(each)
    for each in root.find("//w:del[contains(., 'dear')]"):
        for words in each.iter(f"{W}delText"):
            words.tag = f"{W}t"
        each.tag = f"{W}smartTag"
    data = repacked(root)
    points = [point.text for block in report_of(source_from_bytes(data, "r.docx"), VOCABULARY).symposium.sessions[0].blocks if isinstance(block, Statement) for point in block.points]  # fmt: skip
    assert points[0] == "Ink dries in the warm wind."
    assert points[-1] == "Paper is dear in winter."
