"""How soon the preview is new after a saved change: its web page in Chromium, against reading the text alone; its PDF, against a build.

Run: python benchmarks/preview.py [SOURCE] [ROUNDS] [TIMES]; with TIMES the text stands so often in one file.
"""

import gc
import resource
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from hsreport.preview.pages import made
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


def seconds_of_pages(source: Path, text: str, rounds: int) -> list[tuple[float, float, float, float]]:
    """Change a line, another one each time; tell how long the PDF takes then, in a process that has made it, and how long a build.

    Each by the clock, and of the processor.
    """
    lines = text.split("\n")
    said = [at for at, line in enumerate(lines) if line.lstrip().startswith("--")]
    command = [Path(sys.executable).with_name("hsreport"), "build", source, "-f", "pdf", "-o", source.parent / "build"]
    found = []
    made(Asked(source), 1)
    for step in range(rounds):
        gc.collect()
        at = said[(2 * step + 1) * len(said) // (2 * rounds)]
        source.write_text("\n".join([*lines[:at], f"{lines[at]} Indeed.", *lines[at + 1 :]]), encoding="utf-8")
        begun, used = time.perf_counter(), time.process_time()
        made(Asked(source), 1)
        warm = time.perf_counter() - begun, time.process_time() - used
        begun, used = time.perf_counter(), _of_children()
        subprocess.run(command, check=True, capture_output=True)
        found.append((*warm, time.perf_counter() - begun, _of_children() - used))
    return found


def _of_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main(source: Path = SEED, rounds: int = 15, times: int = 1) -> None:
    """Print the medians, and how many times as long as reading the page takes, and the PDF of the time of a build."""
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
        pages = seconds_of_pages(copy, text, rounds)
    for what, warm, build in (("clock", 0, 2), ("processor", 1, 3)):
        again, cold = (statistics.median(each[at] for each in pages) for at in (warm, build))
        ratio = statistics.median(each[warm] / each[build] for each in pages)
        worst = max(each[warm] / each[build] for each in pages)
        print(f"PDF again, {what}: {again:.2f} s, built {cold:.2f} s, ratio {ratio:.2f} (worst {worst:.2f})")
    show, alone = statistics.median(shows), statistics.median(reads)
    print(
        f"shown {show:.3f} s (worst {max(shows):.3f}), read and rendered alone {alone:.3f} s, ratio {show / alone:.2f}"
    )


if __name__ == "__main__":
    main(*(kind(given) for kind, given in zip((Path, int, int), sys.argv[1:], strict=False)))
