"""`hsreport handout --rule chatham-house --review` as a user runs it."""

import os
import pty
import subprocess
import tomllib
from pathlib import Path

import pytest

from hsreport.cli.review import with_settled
from hsreport.editions.chatham_house.everybody import Settled
from hsreport.errors import SettingsError
from tests.command import PROGRAM, hsreport

TEXT = """Symposium on Rivers

Session 1: Water

Moderator: Nils Lindqvist, Professor, Delta University
Panelists: Petra Novak, Director, River Institute

Petra Novak, Director, River Institute

-- Water is a right. Some saw the Brydges by the Zofia.
"""
ORDER = ("--rule", "chatham-house", "--review")


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "rivers.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_what_may_be_a_name_is_listed_with_its_sentence(source: Path) -> None:
    done = hsreport("handout", source, *ORDER)
    assert done.returncode == 0
    assert done.stdout == (
        f"{source}:10: “Brydges”\n"
        "  now:       Some saw the Brydges by the Zofia.\n"
        "  if a name: Some saw the participant by the Zofia.\n"
        f"{source}:10: “Zofia”\n"
        "  now:       Some saw the Brydges by the Zofia.\n"
        "  if a name: Some saw the Brydges by the participant.\n"
    )
    assert [path.name for path in source.parent.iterdir()] == [source.name]


def test_answers_on_a_terminal_let_the_edition_pass(source: Path) -> None:
    settings = source.parent / "hsreport.toml"
    settings.write_text('# ours\nstyle = "briefing"\n', encoding="utf-8")
    answering, terminal = pty.openpty()
    os.write(answering, b"person\nthing\n")
    done = subprocess.run(
        [PROGRAM, "handout", source, *ORDER], stdin=terminal, capture_output=True, text=True, check=True
    )
    assert done.stdout.endswith(f"{settings}\n")
    assert settings.read_text(encoding="utf-8") == (
        '# ours\nstyle = "briefing"\n\n[anonymous]\nthings = ["Zofia"]\npeople = ["Brydges"]\n'
    )
    passed = hsreport("handout", source, *ORDER[:2], "-f", "html", "-o", source.parent / "out")
    assert passed.returncode == 0, passed.stderr
    page = Path(passed.stdout.strip()).read_text(encoding="utf-8")
    assert "Zofia" in page
    assert "Brydges" not in page


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("", ""),
        ('style = "briefing"', 'style = "briefing"\n'),
        ('[anonymous]\nthings = ["Old"] # why\n\n[[person]]\nname = "Ann Wu"\n', '\n[[person]]\nname = "Ann Wu"\n'),
        ('[anonymous]\npeople = [\n  "Bo",\n]\n', ""),
        ("# [anonymous]\n[anonymous]\n", "# [anonymous]\n"),
    ],
)
def test_the_rest_of_the_settings_stays(text: str, kept: str) -> None:
    settled = Settled(things=("Zofia “Hall”", 'a "b" \\'), people=("Ann",))
    new = with_settled(text, settled, "hsreport.toml")
    assert kept in new
    assert tomllib.loads(new)["anonymous"] == {"things": [*settled.things], "people": [*settled.people]}


def test_a_table_that_cannot_be_changed_is_left_to_its_author() -> None:
    with pytest.raises(SettingsError, match=r"its \[anonymous\] cannot be changed"):
        with_settled('anonymous = { things = ["x"] }\n', Settled(things=("x", "y")), "hsreport.toml")
