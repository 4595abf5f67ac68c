"""Rulings written and taken back: byte for byte, and never over what others wrote."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hsreport import parse
from hsreport.config import read_config
from hsreport.errors import OutputError, SettingsError
from hsreport.model import Symposium
from hsreport.preview.ledger import Ledger
from hsreport.values import LineRuling
from tests.parse.test_rulings import RULINGS, SOURCE

ONE, OTHER = LineRuling("Twine is", 3, "Dan"), LineRuling("The crane", 5, joins=True)


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
    for ruling in rulings:
        ledger.add(ruling)
        seen.append(_read(path))
    for before in reversed(seen[:-1]):
        ledger.undo()
        assert _read(path) == before


def _read(path: Path) -> Symposium:
    found = read_config(path)
    return parse(SOURCE, found.ruling, found.people)
