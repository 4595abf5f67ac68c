"""Tools that are slow to start: each is started by the first test that needs it, and ends with the tests."""

import subprocess
from pathlib import Path


class Server:
    """A program that answers each line that it is told with lines of its own and then an empty one.

    All files of tests that import one are run by the same worker.
    """

    _running: "list[subprocess.Popen[str]]" = []

    def __init__(self, *command: str | Path) -> None:
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self._running.append(self._process)

    def ask(self, line: str) -> list[str]:
        """The lines of its answer."""
        self._process.stdin.write(f"{line}\n")
        self._process.stdin.flush()
        answer = []
        while (found := self._process.stdout.readline()) != "\n":
            assert found, f"{self._process.args} has ended with {self._process.wait()}"
            answer.append(found.rstrip("\n"))
        return answer

    @classmethod
    def end_all(cls) -> None:
        """Close what they read from, upon which they end, and wait for it."""
        for each in cls._running:
            each.communicate()
        cls._running.clear()
