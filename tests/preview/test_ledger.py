"""Rulings written and taken back: byte for byte, and never over what others wrote."""

from functools import partial
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hsreport import parse
from hsreport.config import read_config
from hsreport.errors import OutputError, SettingsError
from hsreport.model import Symposium
from hsreport.parse.rulings import rows_of
from hsreport.preview.ledger import Change, Ledger
from hsreport.preview.wishes import Person, Theme
from hsreport.settings import appended
from hsreport.values import LineRuling
from tests.parse.test_rulings import RULINGS, SOURCE


def ruling(given: LineRuling) -> Change:
    return partial(appended, table="ruling", rows=rows_of(given))


ONE, OTHER = map(ruling, (LineRuling("Twine is", 3, "Dan"), LineRuling("The crane", 5, joins=True)))


@pytest.mark.parametrize("before", [None, b"", b"# ours\r\nstyle = 'ministry'", b"draft = true\n\n\n"])
def test_undo_restores_the_file_byte_for_byte(tmp_path: Path, before: bytes | None) -> None:
    path = tmp_path / "hsreport.toml"
    if before is not None:
        path.write_bytes(before)
    ledger = Ledger(path)
    ledger.add(ONE)
    ledger.add(OTHER)
    both = path.read_bytes()
    ledger.undo()
    ledger.undo()
    ledger.undo()
    assert (path.read_bytes() if path.exists() else None) == before
    ledger.redo()
    ledger.redo()
    assert path.read_bytes() == both


def test_what_others_write_meanwhile_stays(tmp_path: Path) -> None:
    path = tmp_path / "hsreport.toml"
    ledger = Ledger(path)
    ledger.add(ONE)
    path.write_bytes(b"draft = true\n" + path.read_bytes())
    ledger.add(OTHER)
    ledger.undo()
    ledger.undo()
    assert path.read_bytes() == b"draft = true\n"
    ledger.redo()
    path.write_bytes(b"draft = false\n")
    with pytest.raises(OutputError, match="no longer in it"):
        ledger.undo()
    assert path.read_bytes() == b"draft = false\n"


def test_a_broken_file_is_not_made_worse(tmp_path: Path) -> None:
    path = tmp_path / "hsreport.toml"
    path.write_bytes(b"style = ")
    with pytest.raises(SettingsError, match="not TOML"):
        Ledger(path).add(ONE)
    assert path.read_bytes() == b"style = "


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(RULINGS, max_size=5))
def test_a_ruling_that_is_taken_back_gives_the_first_reading(tmp_path: Path, rulings: list[LineRuling]) -> None:
    path = tmp_path / "hsreport.toml"
    path.write_text('[[person]]\nname = "Dan Whitlock"\ninitials = "DW"\n', encoding="utf-8")
    ledger = Ledger(path)
    seen = [_read(path)]
    for each in rulings:
        ledger.add(ruling(each))
        seen.append(_read(path))
    for before in reversed(seen[:-1]):
        ledger.undo()
        assert _read(path) == before


def _read(path: Path) -> Symposium:
    found = read_config(path)
    return parse(SOURCE, found.ruling, found.people)


OURS = """# ours
[[pin]]
theme = "nets"  # by hand
point = 1
begins = "There are too many"
# a remark

[[person]]
name = "Dan Whitlock"
variants = [
  "Dan",
]
index = "Whitlock"

[limits]
seconds = 5
"""


def changed(path: Path, *wishes: Theme | Person) -> str:
    ledger = Ledger(path)
    for each in wishes:
        ledger.add(each.change("harbour.txt"))
    found = path.read_text(encoding="utf-8")
    read_config(path)
    for _ in wishes:
        ledger.undo()
    assert path.read_text(encoding="utf-8") == OURS
    return found


@pytest.fixture
def ours(tmp_path: Path) -> Path:
    path = tmp_path / "hsreport.toml"
    path.write_text(OURS, encoding="utf-8")
    return path


def test_a_theme_that_is_pinned_is_taken_out_and_any_other_is_struck(ours: Path) -> None:
    off = Theme("nets", "There are too many nets here", on=False, point=1)
    found = changed(ours, off)
    assert found == OURS.replace(OURS[7 : OURS.index("# a remark")], "")
    assert changed(ours, off, off).endswith(
        '\n[[strike]]\ntheme = "nets"\nbegins = "There are too many nets here"\npoint = 1\nsource = "harbour.txt"\n'
    )
    assert "[[strike]]" not in changed(ours, off, off, Theme("nets", off.begins, on=True, point=1))


def test_what_is_known_of_a_person_goes_into_the_entry_there_is(ours: Path) -> None:
    assert changed(ours, Person("Dan Whitlock", "Whitlock, Dan")).count("[[person]]") == 1
    found = OURS.replace('index = "Whitlock"\n', "").replace("[[person]]\n", '[[person]]\nindex = "Whitlock, Dan"\n')
    assert changed(ours, Person("Dan Whitlock", "Whitlock, Dan")) == found
    assert changed(ours, Person("Dan Whitlock", "")) == OURS.replace('index = "Whitlock"\n', "")
    assert changed(ours, Person("D. W.", same_as="Dan Whitlock")) == (
        f'{OURS}\n[[person]]\nname = "D. W."\nsame_as = "Dan Whitlock"\n'
    )


def test_a_same_as_that_is_taken_back_leaves_no_entry(tmp_path: Path) -> None:
    path = tmp_path / "hsreport.toml"
    path.write_text("draft = true\n", encoding="utf-8")
    ledger = Ledger(path)
    for same_as in ("Dan Whitlock", ""):
        ledger.add(Person("D. W.", same_as=same_as).change("harbour.txt"))
    assert path.read_text(encoding="utf-8").strip() == "draft = true"


def test_a_pin_taken_out_comes_back_although_the_file_was_changed(ours: Path) -> None:
    ledger = Ledger(ours)
    ledger.add(Theme("nets", "There are too many nets", on=False).change("harbour.txt"))
    ours.write_text(ours.read_text(encoding="utf-8") + "megabytes = 9\n", encoding="utf-8")
    ledger.undo()
    found = read_config(ours)
    assert (found.pin[0].theme, found.limits.megabytes) == ("nets", 9)
