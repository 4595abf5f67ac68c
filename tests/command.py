"""The program as a user runs it: in this process, or as a process of its own where it is about processes."""

import os
import subprocess
import sys
from collections.abc import Sequence
from contextlib import chdir, nullcontext
from pathlib import Path
from typing import NamedTuple

from click.testing import CliRunner

from hsreport.cli import main

PROGRAM = Path(sys.executable).with_name("hsreport")


AS_ANYBODY = ("setpriv", "--bounding-set=-all", "--inh-caps=-all") if os.getuid() == 0 else ()
"""Put before a command, it is held to the rights of files even where the tests run as root."""


class Run(NamedTuple):
    """How a run ended, and what it printed."""

    returncode: int
    stdout: str
    stderr: str

    def check_returncode(self) -> None:
        assert self.returncode == 0, self.stderr


def hsreport(*arguments: object, cwd: Path | None = None, given: str = "") -> Run:
    """Run `hsreport` with these arguments in this process, `given` on standard input; what is no exit is raised."""
    with chdir(cwd) if cwd else nullcontext():
        done = CliRunner().invoke(main, list(map(str, arguments)), given, prog_name="hsreport", catch_exceptions=False)
    return Run(done.exit_code, done.stdout, done.stderr)


def process(*arguments: object, before: Sequence[str] = (), cwd: Path | None = None, **more: object) -> Run:
    """Run `hsreport` as a process of its own, the words of `before` before its name, and wait for it."""
    command = [*before, str(PROGRAM), *map(str, arguments)]
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, encoding="utf-8", check=False, **more)
    return Run(done.returncode, done.stdout, done.stderr)


LACKING = """
import sys, time, cffi
lacking, clock, plain, now = sys.argv.pop(1), float(sys.argv.pop(1)), cffi.FFI.dlopen, time.time
time.time = lambda: now() + clock
def dlopen(ffi, name, flags=0):
    if lacking in name:
        raise OSError(f"cannot load library '{name}'")
    return plain(ffi, name, flags)
cffi.FFI.dlopen = dlopen
from hsreport.cli import main
main(prog_name="hsreport")
"""


def lacking(library: str, *arguments: object, clock: float = 0) -> Run:
    """Run `hsreport` in a process that cannot load the libraries of that name, its clock so many seconds fast."""
    command = [sys.executable, "-c", LACKING, library, str(clock), *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    return Run(done.returncode, done.stdout, done.stderr)


def failed(done: Run, code: int, *words: str) -> None:
    """Assert that a run ended with that exit code, these words on standard error, and no traceback."""
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr
    for each in words:
        assert each in done.stderr
