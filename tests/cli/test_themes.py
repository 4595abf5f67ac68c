"""`hsreport themes` as its users run it."""

import json
import re
import tomllib
from pathlib import Path

import pytest

from tests.command import failed, hsreport
from tests.conftest import ROOT

GOLD = ROOT / "tests" / "golden" / "symposium-2003.json"
SMALL = 'title = "Small"\n[[theme]]\nid = "aid"\nlabel = "Aid"\nscope = "Help."\nterms = ["ODA", "imports"]\n'


@pytest.fixture
def small(tmp_path: Path) -> Path:
    path = tmp_path / "small.toml"
    path.write_text(SMALL, encoding="utf-8")
    return path


def test_list() -> None:
    lines = hsreport("themes", "list").stdout.splitlines()
    assert [line.split()[0] for line in lines] == ["human-security", "public-policy"]
    assert re.fullmatch(r"human-security +18 themes +\d+ terms  en  Human security", lines[0])


def test_show(small: Path) -> None:
    with small.open("a") as file:
        file.write('hints = [{ words = "grant", company = ["donor"], unless = ["grant of arms"] }]\n')
    assert hsreport("themes", "show", small).stdout == (
        "Small (en); threshold 1.0, weak from 0.5\n\naid: Aid\n  scope: Help.\n  1  ODA\n  1  imports\n"
        "  0.5  grant with donor unless grant of arms\n"
    )
    failed(hsreport("themes", "show", "human-securty"), 2, "no vocabulary is called", "did you mean “human-security”?")


def test_check(small: Path, seed: Path) -> None:
    alone = hsreport("themes", "check", small)
    assert (alone.returncode, alone.stdout.splitlines()[0]) == (
        0,
        f"{small}: note HS414: aid: “imports” also finds “importance”, “important”, “importantly”",
    )
    assert "HS415" not in alone.stdout
    with_text = hsreport("themes", "check", small, seed, "--fail-on", "note")
    assert with_text.returncode == 1
    small.write_text(SMALL.replace("imports", "zeppelin"))
    assert "aid: 1 of 2 terms are in none of the texts: “zeppelin”" in hsreport("themes", "check", small, seed).stdout


def test_test(tmp_path: Path, small: Path) -> None:
    done = hsreport("themes", "test", GOLD, "--at-least", "0.9")
    assert done.returncode == 0
    lines = done.stdout.splitlines()
    assert lines[0].split() == ["theme", "precision", "recall", "F1", "right", "wrong", "missed"]
    assert {line.split()[0] for line in lines[1:-1]} >= {"health", "education", "aid"}
    precision, _, f1 = map(float, lines[-1].split()[1:4])
    assert min(precision, f1) >= 0.9
    poor = hsreport("themes", "test", GOLD, "-v", small, "--at-least", "0.9")
    assert poor.returncode == 1
    assert float(poor.stdout.splitlines()[-1].split()[3]) < 0.5
    lost = tmp_path / "marks.json"
    lost.write_text(json.dumps({"document": "nowhere.txt", "points": []}))
    failed(hsreport("themes", "test", lost), 2, "its document “nowhere.txt” is not there", "put it beside the marks")
    failed(hsreport("themes", "test", tmp_path / "none.json"), 2, "No such file or directory")


def test_the_document_is_found_beside_the_marks(tmp_path: Path, seed: Path) -> None:
    (tmp_path / seed.name).write_bytes(seed.read_bytes())
    (tmp_path / "marks.json").write_bytes(GOLD.read_bytes())
    assert hsreport("themes", "test", tmp_path / "marks.json").stdout == hsreport("themes", "test", GOLD).stdout


def test_suggest_prints_tables_that_settings_take(seed: Path, small: Path, tmp_path: Path) -> None:
    printed = hsreport("themes", "suggest", seed, "-v", small, "--most", "5").stdout
    tables = tomllib.loads(printed)["theme"]
    assert len(tables) == 5
    assert all(re.search(r"^\[\[theme\]\]  # (?:line )?\d+", block) for block in printed.strip().split("\n\n"))
    (tmp_path / "hsreport.toml").write_text(f'vocabulary = "{small}"\n{printed}')
    again = hsreport("themes", "suggest", seed, "--config", tmp_path / "hsreport.toml").stdout
    assert not {each["id"] for each in tables} & {each["id"] for each in tomllib.loads(again).get("theme", [])}


def test_suggest_proposes_little_beside_a_vocabulary_that_fits(seed: Path) -> None:
    ids = {each["id"] for each in tomllib.loads(hsreport("themes", "suggest", seed).stdout)["theme"]}
    assert not ids & {"terrorism", "landmines", "poverty", "human-security"}
