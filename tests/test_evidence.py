"""Every assignment shows what made it: 200 of them, taken by chance, are looked up in all that is published."""

import json
import random
import re
import tomllib
from collections import defaultdict
from pathlib import Path
from typing import Any, NamedTuple

import docx
import pytest
from lxml import html

from tests.command import hsreport
from tests.conftest import ROOT
from tests.words import letters, text_of

pytestmark = pytest.mark.slow

SAMPLE = 200
SPEAKERS = ("Ana Kay", "Bo Lindqvist", "Mary Okoro", "Piet Visser", "Rosa Delgado")


class Case(NamedTuple):
    """An assignment, the text that it is for, and the extract that the appendix has of it."""

    document: str
    assignment: dict[str, Any]
    text: str
    extract: dict[str, Any]


def generated() -> str:
    """A summary made of the marked points, in four sessions of five speakers."""
    points = [
        each["text"]
        for name in ("marked-points.toml", "held-out-points.toml")
        for each in tomllib.loads((ROOT / "tests" / "enrich" / name).read_text(encoding="utf-8"))["point"]
    ]
    lines = ["Symposium on Many Things", "", "May 2004"]
    for session in range(4):
        lines += ["", f"Session {session + 1}: Health and aid", "", *(f"Speaker: {name}" for name in SPEAKERS)]
        for at, name in enumerate(SPEAKERS):
            mine = points[session * 5 + at :: 20]
            lines += ["", f"({at + 1}) {name}", "", *(f"-- {text}" for text in mine)]
    return "\n".join(lines) + "\n"


@pytest.fixture(scope="module")
def published(seed: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Path]]:
    """The files of two documents, by document and kind."""
    folder = tmp_path_factory.mktemp("evidence")
    made = folder / "generated.txt"
    made.write_text(generated(), encoding="utf-8")
    settings = folder / "hsreport.toml"
    settings.write_text('vocabulary = "human-security"\nstyle = "all.toml"\n')
    (folder / "all.toml").write_text('extends = "briefing"\nextracts = "all"\ncurl_quotes = false\n')
    files: dict[str, dict[str, Path]] = {}
    for source in (seed, made):
        hsreport("build", source, "-o", folder, "--config", settings).check_returncode()
        report = folder / f"{source.stem}.json"
        report.write_text(hsreport("show", source, "--format", "json", "--config", settings).stdout, encoding="utf-8")
        files[source.stem] = {kind: folder / f"{source.stem}.{kind}" for kind in ("pdf", "docx", "html", "json")}
    return files


def texts_of(value: Any) -> dict[str, str]:
    """The text of every point and narrative of a report, by anchor."""
    found: dict[str, str] = {}
    for part in value["symposium"]["parts"]:
        for block in part["blocks"]:
            found |= {f"point-{each['number']}": each["text"] for each in block.get("points", ())}
            if block["block"] == "narrative":
                found[block["anchor"]] = block["text"]
    return found


@pytest.fixture(scope="module")
def cases(published: dict[str, dict[str, Path]]) -> list[Case]:
    every: list[Case] = []
    for document, files in published.items():
        report = json.loads(files["json"].read_text(encoding="utf-8"))
        texts = texts_of(report)
        extracts = {
            (entry["theme"]["id"], each["locator"]["anchor"]): each
            for entry in report["appendix"]
            for each in entry["extracts"]
        }
        every += [
            Case(document, each, texts[each["anchor"]], extracts[each["theme"], each["anchor"]])
            for each in report["assignments"]
            if each["strong"]
        ]
    return random.Random(8).sample(every, SAMPLE)


def test_json_says_which_words_and_they_stand_in_the_point(cases: list[Case]) -> None:
    for case in cases:
        evidence = case.assignment["evidence"]
        words = [case.text[each["start"] : each["end"]] for each in evidence if each["part"] == "words"]
        assert words
        assert all(word and word == word.strip() for word in words)
        assert case.assignment["score"] == pytest.approx(sum(each["weight"] for each in evidence), abs=0.002)
        for start, end in case.extract["marks"]:
            assert case.extract["text"][start:end] in case.text
        assert letters(case.extract["text"]) in letters(case.text)


def shown_on_the_web(files: dict[str, Path]) -> dict[tuple[str, str], set[str]]:
    """The marked words by theme and letters of the extract."""
    page = html.document_fromstring(files["html"].read_text(encoding="utf-8"))
    return {
        (theme.xpath("string(h3/@id)"), line.xpath("string(.//span[@class='locators']//a/@href)")): {
            mark.text_content() for mark in line.xpath(".//mark")
        }
        for theme in page.xpath("//section[@class='theme']")
        for line in theme.xpath(".//p[starts-with(@class, 'extract')]")
    }


def test_the_web_page_marks_the_words(cases: list[Case], published: dict[str, dict[str, Path]]) -> None:
    shown = {document: shown_on_the_web(files) for document, files in published.items()}
    for case in cases:
        marked = shown[case.document][f"theme-{case.assignment['theme']}", f"#{case.assignment['anchor']}"]
        assert marked == {case.extract["text"][start:end] for start, end in case.extract["marks"]}
        assert marked
        assert all(word in case.text for word in marked)


def shown_in_word(file: Path) -> dict[str, list[set[str]]]:
    """The marked words of every extract, by the heading of its theme."""
    found: defaultdict[str, list[set[str]]] = defaultdict(list)
    theme = ""
    for paragraph in docx.Document(str(file)).paragraphs:
        name = paragraph.style.name if paragraph.style else ""
        theme = paragraph.text if name == "Theme Heading" else theme
        if name == "Extract":
            runs = [run for run in paragraph.runs if run.style and run.style.name == "Matched Words"]
            found[theme].append({run.text for run in runs})
    return found


def test_the_word_file_marks_the_words(cases: list[Case], published: dict[str, dict[str, Path]]) -> None:
    shown = {document: shown_in_word(files["docx"]) for document, files in published.items()}
    labels = {
        document: {
            entry["theme"]["id"]: entry["theme"]["label"]
            for entry in json.loads(files["json"].read_text(encoding="utf-8"))["appendix"]
        }
        for document, files in published.items()
    }
    for case in cases:
        marked = {case.extract["text"][start:end] for start, end in case.extract["marks"]}
        assert marked in shown[case.document][labels[case.document][case.assignment["theme"]]]


def test_the_pdf_has_the_extract(cases: list[Case], published: dict[str, dict[str, Path]]) -> None:
    back = {}
    for document, files in published.items():
        text = text_of(files["pdf"])
        back[document] = letters(text[text.rindex("Words that made the assignment") :])
    found = [letters(case.extract["text"]) in back[case.document] for case in cases]
    assert sum(found) >= SAMPLE * 0.9, "extracts that run over a column have its edge in them"
    words = {
        (case.document, letters(case.extract["text"][start:end]))
        for case in cases
        for start, end in case.extract["marks"]
    }
    assert all(re.search(word, back[document]) for document, word in words)
