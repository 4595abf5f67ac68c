"""Passages in other scripts: marked with what the script tells of their language, read from their own side."""

from pathlib import Path

import pytest

from hsreport.build import report_of
from hsreport.enrich.themes.vocabulary import builtin_vocabulary
from hsreport.language.scripts import by_script
from hsreport.model import Report
from hsreport.read.source import source_from_bytes
from hsreport.render.html.page import render_html
from hsreport.render.html.runs import Run, foreign, side
from hsreport.render.pdf.book import render_pdf
from hsreport.render.style.tokens import HouseStyle
from hsreport.render.word.file import render_docx
from hsreport.values import Standard
from tests.render.pdf.test_standards import PROFILES
from tests.render.pdf.test_tags import Tagged
from tests.render.pdf.vera import broken_rules
from tests.render.word.opened import WordFile

ARABIC = "قال الوزير إن الأمن (human security) ضروري."
TEXT = f"""\
Symposium on Rivers

Session 1: Water and 水と平和
Moderator: Anna Bergman, Ministry of Water

Anna Bergman said:
-- The phrase 人間の安全保障 was new.
-- {ARABIC}
-- It was Безопасность человека there, and 안보.
"""


@pytest.fixture(scope="module")
def mixed() -> Report:
    return report_of(source_from_bytes(TEXT.encode(), "x.txt"), builtin_vocabulary("human-security"))


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("Łódź is “plain”, as is α or Ж.", []),
        ("The word 人間の安全保障。 stands", [("人間の安全保障。", "ja")]),
        ("北京 and 안보는 모든", [("北京", "und-Hani"), ("안보는 모든", "ko")]),
        ("Ελλάδα, Київ, 2003", [("Ελλάδα", "el"), ("Київ", "und-Cyrl")]),
        ("שלום, עולם! and ภาษาไทย", [("שלום, עולם", "he"), ("ภาษาไทย", "th")]),
        ("سلام 12 سلام. end", [("سلام 12 سلام", "und-Arab")]),
        ("हिन्दी, հայերեն, ქართული", [("हिन्दी", "und-Deva"), ("հայերեն", "hy"), ("ქართული", "ka")]),
    ],
)
def test_passages_by_script(text: str, marked: list[tuple[str, str]]):
    found = list(by_script(text, "en"))
    assert "".join(words for words, _ in found) == text
    assert [each for each in found if each[1]] == marked


@pytest.mark.parametrize(("text", "language"), [("Київ and more", "uk"), ("東京 and カナ", "ja-JP"), ("سلام", "fa")])
def test_the_documents_own_script_is_not_marked(text: str, language: str):
    assert foreign(text, language) == text
    assert 'class="foreign"' in foreign(text, "de")


def test_words_are_escaped_on_both_sides_of_a_mark():
    assert foreign("<b> 東京 & more", "en") == (
        '&lt;b&gt; <span class="foreign" lang="und-Hani">東京</span> &amp; more'
    )


@pytest.mark.parametrize(
    ("pieces", "found"),
    [(["12 “سلام” x"], ' dir="rtl"'), (["… ", "שלום and more"], ' dir="rtl"'), (["A שלום"], ""), (["12."], "")],
)
def test_the_first_letter_decides_the_side(pieces: list[str], found: str):
    assert side([Run("", piece) for piece in pieces]) == found


def test_the_web_page_says_language_and_side(mixed: Report, style: HouseStyle):
    page = render_html(mixed, style).decode()
    assert 'The phrase <span class="foreign" lang="ja">人間の安全保障</span> was new.' in page
    assert '<p class="point" id="point-2" dir="rtl">' in page
    assert page.count('dir="rtl"') == 1


def test_the_pdf_says_the_language_and_keeps_its_standards(mixed: Report, style: HouseStyle, tmp_path: Path):
    data = render_pdf(mixed, style).data
    tagged = Tagged(data)
    spoken = {tagged.text(each).strip(): str(each.Lang) for each in tagged.walk() if "/Lang" in each}
    assert {words: spoken.get(words) for words in ("人間の安全保障", "Безопасность человека", "안보", "水と平和")} == {
        "人間の安全保障": "ja",
        "Безопасность человека": "und-Cyrl",
        "안보": "ko",
        "水と平和": "ja",
    }
    assert broken_rules({"mixed.pdf": data}, PROFILES[Standard.UA_1], tmp_path) == set()


def test_word_says_them_in_its_own_way(mixed: Report, style: HouseStyle):
    file = render_docx(mixed, style)
    assert not file.findings
    word = WordFile(file.data)
    assert set(word.find("//w:lang/@w:eastAsia")) == {"ja-JP", "ko-KR"}
    (paragraph,) = word.find("//w:p[w:pPr/w:bidi]")
    assert "".join(paragraph.itertext()).endswith(ARABIC)
    from_right = paragraph.findall(".//{*}r[{*}rPr]")
    said = ["".join(run.itertext()) for run in from_right if run.find("{*}rPr/{*}rtl") is not None]
    assert said == ["قال الوزير إن الأمن", "ضروري"]
