"""What the PDF of a volume costs: one worker, two, a report more, and all in one document as it is not done.

    python benchmarks/volume.py [REPORTS [TIMES]]

REPORTS are 50 unless given, each the seed with its sessions TIMES over (2). Every run is a cold process; memory is that of its largest
process. Seconds are wall time; the ratios are what to look at. Prints a table in Markdown.
"""

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import pikepdf
from reading import enlarged

from hsreport.build import Input, ToBind, contributions_of
from hsreport.config import Config, vocabulary_of
from hsreport.enrich.volume import volume_of
from hsreport.language.numerals import roman
from hsreport.render.html.quotes import shown
from hsreport.render.html.volume import SHEET
from hsreport.render.pdf.book import Press, folios
from hsreport.render.pdf.volume import html_of
from hsreport.render.style.tokens import load_style

PROGRAM = (sys.executable, "-m", "hsreport", "volume")


def in_one_document(sources: Sequence[Path]) -> bytes:
    """Return the same volume, laid out and written as one document in one process."""
    reports = [ToBind(Input(source, vocabulary_of(Config()))) for source in sources]
    style = load_style("briefing")
    volume = shown(volume_of("Proceedings", contributions_of(reports, [each.given.read() for each in reports])), style)
    press = Press(html_of(volume, style), style, SHEET)
    body = press.lay_out("body", {})
    pages = folios(body, str)
    back, found = press.settled("back", pages, str, len(body.pages) + 1)
    front, _ = press.settled("front", pages | found, roman)
    return press.bind(front.copy([*front.pages, *body.pages, *back.pages]))


def timed(*command: object) -> tuple[float, float]:
    """Return the seconds that a command takes, and the megabytes of its largest process."""
    began = time.monotonic()
    process = subprocess.Popen([*map(str, command)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, code, used = os.wait4(process.pid, 0)
    if code:
        sys.exit(f"it failed: {command}")
    return time.monotonic() - began, used.ru_maxrss / 1024


def main(reports: int, times: int, folder: Path) -> None:
    """Make so many sources, bind them in each way, and print the table."""
    sources = [folder / f"{1900 + at}.txt" for at in range(reports + 1)]
    for at, source in enumerate(sources):
        source.write_bytes(enlarged(times).replace(b"2003", str(1900 + at).encode()))
    first, single = sources[:-1], folder / "single.pdf"
    runs = {
        "one document": timed(sys.executable, __file__, "--single", single, *first),
        "one worker": timed(*PROGRAM, *first, "-f", "pdf", "-j", 1, "-o", folder / "one"),
        "two workers": timed(*PROGRAM, *first, "-f", "pdf", "-j", 2, "-o", folder / "two"),
        "a report more, one worker": timed(*PROGRAM, *sources, "-f", "pdf", "-j", 1, "-o", folder / "one"),
    }
    print("| way | seconds | to one worker | MB | to one document | pages | kB |\n|---|---|---|---|---|---|---|")
    files = (single, *(folder / name / "volume.pdf" for name in ("two", "two", "one")))
    for (way, (seconds, memory)), file in zip(runs.items(), files, strict=True):
        with pikepdf.open(file) as pdf:
            pages = len(pdf.pages)
        speed, share = seconds / runs["one worker"][0], memory / runs["one document"][1]
        kilobytes = file.stat().st_size // 1000
        print(f"| {way} | {seconds:.1f} | {speed:.2f} | {memory:.0f} | {share:.2f} | {pages} | {kilobytes} |")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--single"]:
        Path(sys.argv[2]).write_bytes(in_one_document([Path(name) for name in sys.argv[3:]]))
    else:
        given = [int(word) for word in sys.argv[1:]]
        with TemporaryDirectory() as place:
            main(given[0] if given else 50, given[1] if len(given) > 1 else 2, Path(place))
