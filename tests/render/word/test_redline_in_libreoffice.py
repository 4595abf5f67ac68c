"""A redline whose changes LibreOffice itself accepts or rejects: saved, it is the newer or the older version."""

import re
import zipfile
from pathlib import Path

import pytest

from hsreport.read.source import source_from_bytes
from hsreport.source import Source
from tests.conftest import ROOT
from tests.libreoffice import edited
from tests.read.test_returned import NOTED
from tests.render.word.test_redline import EDITS, PANEL, SEED, redline, source_of, texts

pytestmark = pytest.mark.slow

CASES = ROOT / "tests" / "cases"


def case(name: str) -> str:
    text = (CASES / f"{name}.case").read_text(encoding="utf-8")
    return text.partition("=== is read as ===\n")[0].partition("\n\n")[2]


def worked_over(text: str) -> str:
    """A summary as an editor leaves it: every seventh point gone, words changed in every fifth, one at the end."""
    lines, point = [], 0
    for line in text.split("\n"):
        is_point = line.lstrip().startswith("--")
        point += is_point
        if not is_point or point % 7:
            lines.append(re.sub(r"\b(?:of|in) the\b", "of every", line) if is_point and point % 5 == 0 else line)
    return "\n".join(lines).rstrip("\n") + "\n\n-- Nothing else was said.\n"


PAIRS = {
    **{name: (PANEL, new) for name, new in EDITS.items()},
    "notes": (
        NOTED,
        NOTED.replace("In May.", "In March.").replace("-- Ink is wet.‡\n", "").replace("‡ In June.\n", ""),
    ),
    "seed": (SEED, worked_over(SEED)),
    "turns": (case("transcript-turns"), case("transcript-turns").replace("week", "month")),
    "rosters": (case("roster-after-colon-lines"), case("roster-after-colon-lines").replace("yields", "prices")),
    "another summary": (case("public-debate"), PANEL),
}
WAYS = {f"{name}, {way}": (pair, pair[::-1])[way == "back"] for name, pair in PAIRS.items() for way in ("on", "back")}


@pytest.fixture(scope="module")
def settled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with each redline, and what is saved of it when all is accepted and when all is rejected."""
    folder = tmp_path_factory.mktemp("settled")
    jobs = {}
    for name, (old, new) in WAYS.items():
        (folder / f"{name}.docx").write_bytes(redline(old, new))
        for how in ("accept_all", "reject_all"):
            jobs[f"{name}, {how}"] = (folder / f"{name}.docx", [[how]])
    edited(folder, jobs)
    return folder


def saved(path: Path) -> Source:
    """What a file says in which no change is left to be settled."""
    with zipfile.ZipFile(path) as box:
        parts = b"".join(box.read(name) for name in box.namelist() if name.endswith(".xml"))
    assert re.findall(rb"<w:(?:ins|del|moveFrom|moveTo)\b", parts) == []
    return source_from_bytes(path.read_bytes(), "saved.docx")


@pytest.mark.parametrize("name", WAYS)
def test_accepted_it_is_the_newer_version_and_rejected_the_older(name: str, settled: Path) -> None:
    old, new = WAYS[name]
    assert old != new
    assert texts(saved(settled / f"{name}, accept_all.docx")) == texts(source_of(new))
    assert texts(saved(settled / f"{name}, reject_all.docx")) == texts(source_of(old))
