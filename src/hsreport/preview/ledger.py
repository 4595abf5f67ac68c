"""Rulings written to hsreport.toml one by one, and taken back: what others write into the file meanwhile stays."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from hsreport.errors import OutputError
from hsreport.files import restore
from hsreport.settings import Splice, parse_toml

Change = Callable[[bytes], Splice]
"""What is done to the bytes of the settings."""


class _Edit(NamedTuple):
    """A change of the file: what stood there, nothing where there was no file, and what stood there then."""

    before: bytes | None
    after: bytes
    splice: Splice
    change: Change


class Ledger:
    """The rulings of one sitting, in their order."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.done: list[_Edit] = []
        self.undone: list[_Edit] = []

    def add(self, change: Change) -> None:
        """Change what the file holds now, as a ruling is. A `SettingsError` is raised where the file is not sound."""
        self._write(change)
        self.undone.clear()

    def undo(self) -> None:
        """Take the last ruling out: byte for byte where nobody else changed the file, else its own words alone."""
        if not self.done:
            return
        edit, now = self.done[-1], self._now()
        old, new = edit.splice.old, edit.splice.new
        head, found, tail = (now or b"").rpartition(new) if new.strip() else (now or b"", b"\n", b"")
        if now != edit.after and not found:
            raise OutputError(
                "the ruling is no longer in it as it was written",
                file=str(self.path),
                hint="somebody else changed the file; take the ruling out by hand",
            )
        restore(self.path, edit.before if now == edit.after else head + old + tail)
        self.undone.append(self.done.pop())

    def redo(self) -> None:
        """Put back what was taken out last."""
        if self.undone:
            self._write(self.undone[-1].change)
            self.undone.pop()

    def _write(self, change: Change) -> None:
        before = self._now()
        splice = change(before or b"")
        after = splice.on(before or b"")
        parse_toml(after.decode("utf-8", "replace"), str(self.path))
        restore(self.path, after)
        self.done.append(_Edit(before, after, splice, change))

    def _now(self) -> bytes | None:
        return self.path.read_bytes() if self.path.is_file() else None


ACTIONS: dict[str, Callable[[Ledger], None]] = {"undo": Ledger.undo, "redo": Ledger.redo}
