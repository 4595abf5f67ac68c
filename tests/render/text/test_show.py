"""The text forms: an outline that people can follow, and JSON that comes back."""

import msgspec
import pytest
from msgspec.structs import replace

from hsreport.build import report_of
from hsreport.enrich.themes.vocabulary import builtin_vocabulary
from hsreport.model import MODEL_VERSION, Report, SourceRecord
from hsreport.parse.symposium import parse
from hsreport.read.source import source_from_bytes
from hsreport.render.text.show import FORMS, WIDTH, as_json, as_outline
from hsreport.source import Source

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
