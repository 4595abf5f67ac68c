"""What was worked out for a folder, kept in it by the digest of what went in, so that it is not worked out again."""

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Generic, TypeVar

import msgspec

from hsreport.batch.processes import Task
from hsreport.errors import HsreportError
from hsreport.files import restore, write_all

_DIGEST = re.compile(r"[0-9a-f]{64}")
Result = TypeVar("Result")
Engine = Callable[[Iterable[Task[Result]]], Iterator[tuple[str, Result | HsreportError]]]
"""Does tasks; yields their names, which differ, with what came of them."""


class Kept(Generic[Result]):
    """The results of tasks in a folder; `kind` is what they are."""

    def __init__(self, folder: Path, kind: type[Result]) -> None:
        self.folder, self._kind = folder, kind
        self._used: set[Path] = set()

    def results(self, tasks: Sequence[tuple[bytes, Task[Result]]], engine: Engine[Result]) -> list[Result]:
        """Return what comes of tasks, given with what goes in; each result is kept as soon as it is there. Raises the first failure."""
        paths = {task.name: self.folder / hashlib.sha256(given).hexdigest() for given, task in tasks}
        self._used |= {*paths.values()}
        found: dict[str, Result] = {}
        for name, path in paths.items():
            with suppress(OSError, msgspec.MsgspecError):
                found[name] = msgspec.msgpack.decode(path.read_bytes(), type=self._kind)
        for name, result in engine([task for _, task in tasks if task.name not in found]):
            if isinstance(result, HsreportError):
                raise result
            write_all({paths[name]: msgspec.msgpack.encode(result)})
            found[name] = result
        return [found[name] for name in paths]

    def tidy(self) -> None:
        """Take away what was kept and not asked for this time; other files in the folder stay."""
        if self._used:
            for path in {path for path in self.folder.iterdir() if _DIGEST.fullmatch(path.name)} - self._used:
                restore(path, None)
