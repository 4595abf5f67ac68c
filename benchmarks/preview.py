"""How soon the preview's page is new after a saved change: the seed text, in Chromium, against reading it alone.

Run: python benchmarks/preview.py [SOURCE] [ROUNDS] [TIMES]; with TIMES the text stands so often in one file.
"""

import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from hsreport.preview.reading import Asked, read

SEED = Path(__file__).parents[1] / "seeds" / "symposium-2003.txt"


def seconds_to_show(page: Page, source: Path, text: str, word: str) -> float:
    """Save the text with a word at its end, and wait until the publication has it."""
    begun = time.perf_counter()
    source.write_text(f"{text}\n\n{word}\n", encoding="utf-8")
    page.wait_for_function(
        "word => document.querySelector('iframe').contentDocument.body.textContent.includes(word)", arg=word
    )
    return time.perf_counter() - begun


def seconds_to_read(source: Path) -> float:
    begun = time.perf_counter()
    read(Asked(source))
    return time.perf_counter() - begun


def main(source: Path = SEED, rounds: int = 15, times: int = 1) -> None:
    """Print the medians and how many times as long as reading the page takes."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as play:
        copy = Path(shutil.copy(source, folder))
        text = "\n\n".join([copy.read_text(encoding="utf-8")] * times)
        copy.write_text(text, encoding="utf-8")
        command = [Path(sys.executable).with_name("hsreport"), "preview", copy, "--no-browser"]
        preview = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        address = preview.stdout.readline().split()[0] if preview.stdout else ""
        page = play.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"]).new_page()
        page.goto(address)
        page.wait_for_selector("#lines > li")
        shows = [seconds_to_show(page, copy, text, f"Wordno{at}x") for at in range(rounds)]
        preview.send_signal(signal.SIGINT)
        preview.wait()
        reads = [seconds_to_read(copy) for _ in range(rounds)]
    show, alone = statistics.median(shows), statistics.median(reads)
    print(
        f"shown {show:.3f} s (worst {max(shows):.3f}), read and rendered alone {alone:.3f} s, ratio {show / alone:.2f}"
    )


if __name__ == "__main__":
    main(*(kind(given) for kind, given in zip((Path, int, int), sys.argv[1:], strict=False)))
