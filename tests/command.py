"""The program as a user runs it: a process of its own."""

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

PROGRAM = Path(sys.executable).with_name("hsreport")


AS_ANYBODY = ("setpriv", "--bounding-set=-all", "--inh-caps=-all") if os.getuid() == 0 else ()
"""Put before a command, it is held to the rights of files even where the tests run as root."""


def hsreport(
    *arguments: object, before: Sequence[str] = (), cwd: Path | None = None, **more: object
) -> "subprocess.CompletedProcess[str]":
    """Run `hsreport` with these arguments and wait for it; its output as text."""
    command = [*before, str(PROGRAM), *map(str, arguments)]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, encoding="utf-8", check=False, **more)


def failed(done: "subprocess.CompletedProcess[str]", code: int, *words: str) -> None:
    """Assert that a run ended with that exit code, these words on standard error, and no traceback."""
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr
    for each in words:
        assert each in done.stderr
