"""The text forms: an outline that people can follow, and JSON that comes back."""

import json

import msgspec
import pytest
from msgspec.structs import replace

from hsreport.build import report_of
from hsreport.enrich.report import enrich
from hsreport.enrich.themes.vocabulary import builtin_vocabulary
from hsreport.model import MODEL_VERSION, Report, SourceRecord
from hsreport.parse.symposium import parse
from hsreport.read.source import source_from_bytes
from hsreport.render.text.audit import fates
from hsreport.render.text.show import FORMS, WIDTH, as_json, as_outline, as_records
from hsreport.source import Source
from hsreport.values import SourceSpan
from tests import voiced

TEXT = """Bees and People

The meeting was held in March.

I. Significance

Everybody was welcome.

II. Discussions

Session 1: Health

Chair: Anna Bergman, Beekeeper

Anna Bergman:
-- Bees need health.
-- Health needs bees.

A lively discussion took place on wasps.

Session 2: Wealth

Bruno Klein:
-- {long}
"""
OUTLINE = """\
    1  Bees and People
    3  ├─ [other] The meeting was held in March.
    5  ├─ I. Significance
    7  │  └─ [narrative] Everybody was welcome.
    9  └─ II. Discussions
   11     ├─ Session 1: Health
   13     │  ├─ [chair] Anna Bergman, Beekeeper
   15     │  ├─ Anna Bergman
   16     │  │  ├─ 1. Bees need health.
   17     │  │  └─ 2. Health needs bees.
   19     │  └─ [discussion] A lively discussion took place on wasps.
   21     └─ Session 2: Wealth
   23        └─ Bruno Klein
   24           └─ 3. {cut}…
"""


@pytest.fixture(scope="module")
def source() -> Source:
    return source_from_bytes(TEXT.format(long="honey " * 40).encode(), "bees.txt")


@pytest.fixture(scope="module")
def bees(source: Source) -> Report:
    return report_of(source, builtin_vocabulary("human-security"))


def test_outline(bees: Report) -> None:
    shown = as_outline(bees)
    cut = shown.splitlines()[-1].partition("3. ")[2].rstrip("…")
    assert shown == OUTLINE.format(cut=cut)
    assert max(len(line) for line in shown.splitlines()) <= WIDTH + len("  123  ")


def test_outline_of_what_nobody_is_known_to_have_said(source: Source) -> None:
    report = Report(parse(source), source.record)
    assert "├─ (nobody known) Anna Bergman\n" in as_outline(report)


def test_outline_of_a_text_without_title(bees: Report) -> None:
    assert as_outline(replace(bees, symposium=replace(bees.symposium, head=()))).startswith("    1  bees.txt\n")


def test_json_comes_back_as_the_same_report(bees: Report) -> None:
    assert msgspec.json.decode(as_json(bees), type=Report) == bees
    assert msgspec.json.decode(as_json(bees))["version"] == MODEL_VERSION


def test_records_of_passages(bees: Report, source: Source) -> None:
    points = msgspec.json.decode(FORMS["records"](bees, source))["points"]
    assert [(each["line"], each["session"], each["speaker"]) for each in points] == [
        (16, "1", "Anna Bergman"),
        (17, "1", "Anna Bergman"),
        (19, "1", None),
        (24, "2", "Bruno Klein"),
    ]
    assert "health" in points[0]["themes"]


@pytest.mark.parametrize("form", FORMS)
def test_every_form_ends_with_one_line_end(bees: Report, source: Source, form: str) -> None:
    shown = FORMS[form](bees, source)
    assert shown.endswith("\n")
    assert not shown.endswith("\n\n")


def test_a_source_record_is_all_that_a_report_knows_of_its_file(bees: Report, source: Source) -> None:
    assert bees.source == SourceRecord("bees.txt", source.sha256, 24)


def test_a_point_has_a_row_for_each_line_on_which_a_voice_begins() -> None:
    told = json.loads(as_records(voiced.report()))
    assert [(each["line"], each["number"], each["speaker"], each["speakers"]) for each in told["points"]] == [
        (8, 1, "Ana Kay", ["Ana Kay"]),
        (9, 1, "Bo Li", ["Bo Li"]),
        (11, 1, "Mia Mori", ["Mia Mori"]),
        (14, 2, "Bo Li", ["Bo Li"]),
        (15, 3, "Bo Li", ["Bo Li"]),
    ]


def test_voices_that_begin_on_one_line_share_its_row() -> None:
    line = SourceSpan(8, 8)
    voices = tuple(replace(voice, span=line) for voice in voiced.MIXED.voices)
    statement = replace(voiced.SESSION.blocks[1], points=(replace(voiced.MIXED, voices=voices, span=line),), span=line)
    session = replace(voiced.SESSION, blocks=(statement,))
    report = enrich(replace(voiced.SYMPOSIUM, parts=(session,)), voiced.report().source, voiced.VOCABULARY)
    (row,) = json.loads(as_records(report))["points"]
    assert (row["line"], row["speaker"], row["speakers"]) == (8, "Ana Kay", ["Ana Kay", "Bo Li", "Mia Mori"])


def test_what_is_settled_is_told_as_such() -> None:
    told = json.loads(as_records(voiced.report()))
    assert told["decisions"] == [{"line": 17, "session": "1", "text": voiced.DECISION.text}]
    assert told["actions"] == [
        {"line": 18, "session": "1", "text": voiced.DRAFT.text, "owner": "Ana Kay", "due": "by 1 May"},
        {"line": 19, "session": "1", "text": voiced.SEND.text, "owner": "the secretariat", "due": ""},
    ]
    tree = as_outline(voiced.report())
    assert "8     ├─ Ana Kay, Bo Li, Mia Mori" in tree
    assert f"[decision] {voiced.DECISION.text}" in tree
    assert f"[action: Kay, by 1 May] {voiced.DRAFT.text}" in tree
    lines = {line: [fate.words for fate in each] for line, each in fates(voiced.report()).items()}
    assert (lines[9], lines[17], lines[18]) == (["point 1 of Ana Kay and Bo Li and Mia Mori"], ["decision"], ["action"])
    assert fates(voiced.report())[9][0].anchor == "point-1"


def test_json_holds_voices_and_whose_they_are() -> None:
    told = msgspec.json.decode(as_json(voiced.report()), type=Report)
    assert told == voiced.report()
    assert told.voiced_by == {1: ("kay-ana", "li-bo", "mori-mia")}


def test_themes_have_the_lines_of_the_voices_that_speak_of_them() -> None:
    themes = {each["id"]: (each["label"], each["lines"]) for each in json.loads(as_records(voiced.report()))["themes"]}
    assert themes["health"] == ("Health", [8])
    assert themes["development"] == ("Development and poverty", [9, 14])
