"""Every file in tests/cases: a small source, and what it is read as."""

from pathlib import Path

import pytest

from hsreport.enrich.report import enrich
from hsreport.enrich.themes.vocabulary import builtin_vocabulary
from hsreport.errors import SourceError
from hsreport.parse.symposium import parse
from hsreport.read.source import source_from_bytes
from tests.conftest import ROOT

from .notation import notation

CASES = sorted((ROOT / "tests" / "cases").glob("*.case"))
LINE = "=== is read as ===\n"


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_case(path: Path, request: pytest.FixtureRequest) -> None:
    text = path.read_text(encoding="utf-8")
    source, _, expected = text.partition(LINE)
    comment, _, summary = source.partition("\n\n")
    assert comment.startswith("# "), "a case begins with what it shows"
    now = _read(summary)
    if request.config.getoption("--accept"):
        path.write_text(f"{source}{LINE}{now}", encoding="utf-8")
        return
    assert now == expected


def _read(summary: str) -> str:
    try:
        source = source_from_bytes(summary.encode(), "case.md" if "\n# " in summary else "case.txt")
        return notation(enrich(parse(source), source.record, builtin_vocabulary("human-security")))
    except SourceError as error:
        return f"{error}\nhint: {error.hint}\n"
