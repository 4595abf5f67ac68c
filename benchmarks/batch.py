"""What many reports cost: one process, two, cold processes, and a dask cluster of two workers, side by side.

    pip install 'hsreport[cluster]'
    python benchmarks/batch.py [REPORTS [LINES]]

REPORTS are 200 unless given, each the first LINES of the seed, or all of it. The ways take turns on parts of the reports, so that whatever else the machine does hits them alike. Seconds are wall time;
the ratios are what to look at. Prints a table in Markdown.
"""

import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from reading import SEED

TURN = 50
"""Reports that a way builds in one turn."""
ADDRESS = "tcp://127.0.0.1:18786"


def program(*words: object) -> None:
    """Run hsreport in a process of its own."""
    subprocess.run([sys.executable, "-m", "hsreport", "build", "-q", *map(str, words)], check=True)


def cold(sources: Sequence[Path], out: Path) -> None:
    """Run a process for each source."""
    for source in sources:
        program(source, "-o", out)


def dask(role: str, *words: str) -> "subprocess.Popen[bytes]":
    """Start a part of a cluster."""
    command = [sys.executable, "-m", f"distributed.cli.dask_{role}", *words, "--no-dashboard"]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def main(reports: int, lines: int | None, folder: Path) -> None:
    """Build so many copies of the seed, or of its first lines, in each way, and print the table."""
    text = b"".join(SEED.read_bytes().splitlines(keepends=True)[:lines])
    sources = [folder / f"report-{at:03}.txt" for at in range(reports)]
    for at, source in enumerate(sources):
        source.write_bytes(text + f"\nReport {at} ends here.\n".encode())
    ways: dict[str, Callable[[Sequence[Path], Path], None]] = {
        "one process": lambda each, out: program(*each, "-o", out, "-j", "1"),
        "two processes": lambda each, out: program(*each, "-o", out, "-j", "2"),
        "cold processes": cold,
        "dask, two workers": lambda each, out: program(*each, "-o", out, "--scheduler", ADDRESS),
    }
    took: Counter[str] = Counter()
    for first in range(0, reports, TURN):
        for name, way in ways.items():
            began = time.monotonic()
            way(sources[first : first + TURN], folder / name)
            took[name] += time.monotonic() - began  # type: ignore[assignment]
    print(
        f"{reports} reports, {min(TURN, reports)} in a turn, PDF, Word and web page of each\n\n| way | s a report | ratio |\n|---|---|---|"
    )
    for name in ways:
        print(f"| {name} | {took[name] / reports:.2f} | {took[name] / took['one process']:.2f} |")


if __name__ == "__main__":
    with TemporaryDirectory() as place:
        parts = [dask("scheduler", "--host", ADDRESS), *(dask("worker", ADDRESS, "--nthreads", "1") for _ in range(2))]
        try:
            given = [int(word) for word in sys.argv[1:]]
            main(given[0] if given else 200, given[1] if len(given) > 1 else None, Path(place))
        finally:
            for part in parts:
                part.terminate()
