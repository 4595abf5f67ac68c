"""Rulings written to hsreport.toml one by one, and taken back: what others write into the file meanwhile stays."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from hsreport.errors import OutputError
from hsreport.files import restore
from hsreport.parse.rulings import added
from hsreport.settings import parse_toml
from hsreport.values import LineRuling


class _Edit(NamedTuple):
    """A change of the file: what stood there, nothing where there was no file, and what stood there then."""

    before: bytes | None
    after: bytes
    ruling: LineRuling

    @property
    def table(self) -> bytes:
        return self.after[len(self.before or b"") :]


class Ledger:
    """The rulings of one sitting, in their order."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.done: list[_Edit] = []
        self.undone: list[_Edit] = []

    def add(self, ruling: LineRuling) -> None:
        """Put a ruling at the end of what the file holds now. A `SettingsError` is raised where the file is not sound."""
        self._write(ruling)
        self.undone.clear()

    def undo(self) -> None:
        """Take the last ruling out: byte for byte where nobody else changed the file, else its table alone."""
        if not self.done:
            return
        edit, now = self.done[-1], self._now()
        head, found, tail = (now or b"").rpartition(edit.table)
        if now != edit.after and not found:
            raise OutputError(
                "the ruling is no longer in it as it was written",
                file=str(self.path),
                hint="somebody else changed the file; take the ruling out by hand",
            )
        restore(self.path, edit.before if now == edit.after else head + tail)
        self.undone.append(self.done.pop())

    def redo(self) -> None:
        """Put back what was taken out last."""
        if self.undone:
            self._write(self.undone[-1].ruling)
            self.undone.pop()

    def _write(self, ruling: LineRuling) -> None:
        before = self._now()
        after = added(before or b"", ruling)
        parse_toml(after.decode("utf-8", "replace"), str(self.path))
        restore(self.path, after)
        self.done.append(_Edit(before, after, ruling))

    def _now(self) -> bytes | None:
        return self.path.read_bytes() if self.path.is_file() else None


ACTIONS: dict[str, Callable[[Ledger], None]] = {"undo": Ledger.undo, "redo": Ledger.redo}
