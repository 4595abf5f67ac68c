"""`hsreport rule` and `hsreport rules`: readings settled by hand."""

import json
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn

from hsreport.config import read_config
from tests.command import hsreport

TEXT = """Harbour Forum

This is what was said in May about the harbour and its nets.

Session 1: Nets
Moderator: Ann Wu, Port Office

Dan: there are too many nets in the harbour.

Twine is dear. It costs more than fuel.

Somebody thanked everybody.
"""


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "harbour.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_a_ruling_is_written_and_holds(source: Path) -> None:
    settings = source.with_name("hsreport.toml")
    settings.write_text("# ours\nformats = ['html']", encoding="utf-8")
    done = hsreport("rule", source, "--line", 10, "--speaker", "Dan Whitlock")
    assert done.stdout.splitlines() == ["line 8: Dan → Dan Whitlock", "line 10: narrative → Dan Whitlock"]
    assert settings.read_text(encoding="utf-8").startswith("# ours\nformats = ['html']\n\n[[ruling]]\nline = 10\n")
    assert "Dan Whitlock" in hsreport("show", source).stdout
    assert read_config(settings).formats == ("html",)


def test_all_rulings_are_listed_with_what_they_change(source: Path) -> None:
    hsreport("rule", source, "--line", 10, "--joins")
    hsreport("rule", source, "--line", 12, "--is", "decision")
    hsreport("rule", source, "--line", 8, "--speaker", "Dan")
    assert hsreport("rules", source).stdout.splitlines() == [
        "“Twine is dear. It costs more” (joins)",
        "  line 10: narrative → Dan",
        "“Somebody thanked everybody.” (is decision)",
        "  line 12: discussion → decision",
        "“Dan: there are too many nets” (Dan)",
        "  nothing is read otherwise",
    ]


def test_a_role_is_settled(source: Path) -> None:
    done = hsreport("rule", source, "--line", 8, "--role", "keynote")
    assert done.stdout == "line 8: Dan → Dan (keynote)\n"
    assert hsreport("rules", source).stdout.splitlines() == [
        "“Dan: there are too many nets” (role keynote)",
        "  line 8: Dan → Dan (keynote)",
    ]


def test_a_ruling_that_finds_no_place_is_listed_as_such(source: Path) -> None:
    hsreport("rule", source, "--line", 10, "--splits-at", "It  costs more")
    hsreport("rule", source, "--line", 12, "--is", "decision")
    source.write_text(TEXT.replace("Somebody", "Nobody"), encoding="utf-8")
    assert hsreport("rules", source).stdout.splitlines() == [
        "“Twine is dear. It costs more” (splits at “It  costs more”)",
        "  nothing is read otherwise",
        "“Somebody thanked everybody.” (is decision)",
        "  no paragraph, or more than one, begins so",
    ]


def test_taking_the_rulings_out_gives_the_first_reading(source: Path) -> None:
    before = hsreport("show", source).stdout
    hsreport("rule", source, "--line", 10, "--speaker", "Ann Wu", "--speaker", "Dan")
    assert "Ann Wu" in hsreport("show", source).stdout.split("Twine")[0].splitlines()[-2]
    source.with_name("hsreport.toml").unlink()
    assert hsreport("show", source).stdout == before


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--line", 9, "--joins"), "line 9 is empty, or is not there"),
        (("--line", 10), "give one of --speaker, --is, --role, --joins and --splits-at"),
        (("--line", 10, "--joins", "--is", "action"), "give one of --speaker, --is, --role, --joins and --splits-at"),
        (("--line", 10, "--is", "poem"), "'poem' is not one of"),
    ],
)
def test_what_cannot_be_ruled(source: Path, options: tuple[object, ...], words: str) -> None:
    done = hsreport("rule", source, *options)
    assert done.returncode == 2
    assert words in done.stderr
    assert not source.with_name("hsreport.toml").exists()


def test_rulings_travel_with_the_word_file_and_come_back_with_it(source: Path, tmp_path: Path) -> None:
    source.with_name("hsreport.toml").write_text(
        '[[person]]\nname = "Dan Whitlock"\nvariants = ["Dan"]\nindex = "Whitlock, Dan"\n', encoding="utf-8"
    )
    hsreport("rule", source, "--line", 10, "--joins")
    hsreport("rule", source, "--line", 12, "--is", "decision")
    hsreport("build", source, "-f", "docx", "-o", tmp_path / "out")
    away = tmp_path / "away"
    away.mkdir()
    document = docx.Document(str(tmp_path / "out" / "harbour.docx"))
    (run,) = (each for each in document.element.body.iter(qn("w:t")) if "than fuel" in (each.text or ""))
    run.text = run.text.replace("fuel", "oil")
    document.save(str(away / "back.docx"))
    back = away / "back.docx"
    assert hsreport("rules", back).stdout.splitlines() == [
        "“Twine is dear. It costs more” (joins)",
        "  line 10: narrative → Dan Whitlock",
        "“Somebody thanked everybody.” (is decision)",
        "  line 12: discussion → decision",
    ]
    said = [
        (each["speaker"], each["text"])
        for each in json.loads(hsreport("show", back, "--format", "records").stdout)["points"]
    ]
    assert ("Dan Whitlock", "Twine is dear. It costs more than oil.") in said
    hsreport("rule", back, "--line", 12, "--is", "discussion")
    assert not {"HS406", "HS407"} & set(hsreport("check", back).stdout.replace(":", " ").split())
    assert hsreport("rules", back).stdout.splitlines()[-2:] == [
        "“Somebody thanked everybody.” (is discussion)",
        "  line 12: decision → discussion",
    ]
