"""Files put in their places, all of a set or none: the only place where files are written."""

import os
from collections.abc import Mapping
from pathlib import Path

from hsreport.errors import OutputError


def write_all(files: Mapping[Path, bytes]) -> None:
    """Put every file in its place, or none: each is written and synced beside its place, then all are moved there."""
    waiting: dict[Path, Path] = {}
    try:
        for path, data in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            waiting[path] = path.with_name(f".{path.name}.{os.getpid()}")
            _write_synced(waiting[path], data)
        for path, beside in waiting.items():
            beside.replace(path)
    except OSError as wrong:
        raise _output_error(wrong, path) from None
    finally:
        for beside in waiting.values():
            beside.unlink(missing_ok=True)


def restore(path: Path, data: bytes | None) -> None:
    """Put a file back as it was; where it was not there, take it away."""
    if data is None:
        path.unlink(missing_ok=True)
    else:
        write_all({path: data})


def _write_synced(path: Path, data: bytes) -> None:
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _output_error(wrong: OSError, path: Path) -> OutputError:
    reason = wrong.strerror or str(wrong)
    return OutputError(f"cannot be written: {reason}", file=str(path), hint="make room, or name another folder with -o")
