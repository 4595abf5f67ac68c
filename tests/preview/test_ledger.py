"""Rulings written and taken back: byte for byte, and never over what others wrote."""

from pathlib import Path

import pytest

from hsreport.errors import OutputError, SettingsError
from hsreport.parse.rulings import LineRuling
from hsreport.preview.ledger import Ledger

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
