"""Findings as Word comments at their place."""

from pathlib import Path

import pytest

from hsreport.build import report_of
from hsreport.enrich.themes.vocabulary import builtin_vocabulary
from hsreport.read.source import read_source, source_from_bytes
from hsreport.render.style.tokens import HouseStyle
from hsreport.render.word.file import render_docx
from hsreport.source import Source
from tests.conftest import ROOT
from tests.render.word.opened import NS, W, WordFile, words_of
from tests.render.word.openxml import errors_in

SEED = ROOT / "seeds" / "symposium-2003.txt"


@pytest.fixture(scope="module")
def source() -> Source:
    return read_source(SEED)


@pytest.fixture(scope="module")
def data(source: Source, style: HouseStyle) -> bytes:
    report = report_of(source, builtin_vocabulary("human-security"))
    return render_docx(report, style, {"point-1": "1"}, source.lines, comments=True).data


def commented(word: WordFile, number: str) -> str:
    """The words that a comment is about."""
    (start,) = word.find(f"//w:commentRangeStart[@w:id='{number}']")
    return words_of(next(start.iterancestors(f"{W}p")))


def test_a_comment_stands_at_the_words_that_its_finding_is_about(data: bytes):
    word = WordFile(data)
    comments = {words_of(each): each.get(f"{W}id") for each in word.find("//w:comment", "comments")}
    (slip,) = [key for key in comments if key.startswith("HS203")]
    assert "read as Peter Sutherland's" in slip
    assert "Even though the issue of intellectual property" in commented(word, comments[slip])
    (comma,) = [key for key in comments if key.startswith("HS302")]
    assert commented(word, comments[comma]).startswith("\tLincoln Chen Director")
    assert "Hint: write “Lincoln Chen, Director" in comma


def test_every_comment_has_its_beginning_its_end_and_its_call(data: bytes):
    word = WordFile(data)
    ids = [each.get(f"{W}id") for each in word.find("//w:comment", "comments")]
    assert len(ids) > 4
    for kind in ("commentRangeStart", "commentRangeEnd", "commentReference"):
        assert sorted(word.find(f"//w:{kind}/@w:id")) == sorted(ids)
    assert {each.get(f"{W}author") for each in word.find("//w:comment", "comments")} == {"hsreport"}
    assert word.part("comments").xpath("//@w:date", namespaces=NS) == []


def test_a_file_with_comments_is_sound_and_comes_back(data: bytes, source: Source, tmp_path: Path):
    path = tmp_path / "commented.docx"
    path.write_bytes(data)
    assert errors_in(path) == []
    returned = source_from_bytes(data, "commented.docx")
    assert [line.text for line in returned.lines] == [line.text for line in source.lines]


def test_comments_are_there_only_where_they_are_asked_for(source: Source, style: HouseStyle):
    report = report_of(source, builtin_vocabulary("human-security"))
    assert "word/comments.xml" not in WordFile(render_docx(report, style, None, source.lines).data).names
