"""Publishes damaged documents of the corpus for hours in one process, and tells whether its memory stays flat.

    python benchmarks/soak.py [--hours H] [--seed NUMBER]

Each document is damaged, read and audited as benchmarks/mutations.py does, and set as a web page; every hundredth as PDF and
Word file too. Ends with 1 where one raised an error or lost a line, or where the memory in use at the end is over 1.05 times
that after the first tenth of the time.
"""

import argparse
import random
import sys
import time
import traceback
from pathlib import Path

from attribution import CORPUS, marked
from mutations import damaged, try_out

from hsreport import builtin_vocabulary
from hsreport.build import report_of
from hsreport.errors import SourceError
from hsreport.read.source import source_from_bytes
from hsreport.render.html.page import render_html
from hsreport.render.pdf.book import render_pdf
from hsreport.render.style.tokens import load_style
from hsreport.render.word.file import render_docx

GROWTH = 1.05
STYLE = load_style("briefing")


def rendered(text: str, name: str, *, every: bool) -> str:
    """What goes wrong in setting a text; empty where nothing does."""
    try:
        report = report_of(source_from_bytes(text.encode(), name), builtin_vocabulary("human-security"))
        render_html(report, STYLE)
        if every:
            render_docx(report, STYLE, render_pdf(report, STYLE).pages)
    except SourceError:
        return ""
    except Exception:
        return traceback.format_exc(limit=-4)
    return ""


def in_use() -> int:
    """The memory of this process in MiB (Linux)."""
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * 4096 >> 20


def main() -> None:
    options = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    options.add_argument("--hours", type=float, default=1.0)
    options.add_argument("--seed", type=int, default=0)
    asked = options.parse_args()
    texts = [document.path.read_text(encoding="utf-8") for document in marked([CORPUS, CORPUS / "more"], "all")]
    begun, number, failed, early = time.monotonic(), asked.seed, 0, 0
    while (gone := (time.monotonic() - begun) / (3600 * asked.hours)) < 1:
        chance = random.Random(number)  # noqa: S311
        text = damaged(chance, texts)
        name = f"soak-{number}{chance.choice(('.txt', '.txt', '.md', '.html'))}"
        wrong = try_out(text, name) + rendered(text, name, every=number % 100 == 0)
        if wrong:
            failed += 1
            Path(name).write_text(text, encoding="utf-8", newline="")
            print(f"{name}: {wrong}", flush=True)
        number += 1
        early = early or (in_use() if gone > 0.1 else 0)
    grown = in_use() / early if early else 1.0
    print(
        f"{number - asked.seed} documents, {failed} wrong, memory {grown:.2f} times that of the first tenth ({in_use()} MiB)"
    )
    sys.exit(bool(failed) or grown > GROWTH)


if __name__ == "__main__":
    main()
