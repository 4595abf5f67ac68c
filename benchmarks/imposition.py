"""What a booklet costs beside the pages in it: a document of some 100 pages, laid out once, then put on sheets.

    python benchmarks/imposition.py [TIMES]

TIMES is how often the sessions of the seed are repeated (10 gives some 100 pages). Prints seconds for making the pages
and for each layout, the median of five runs, and the share of the first.
"""

import statistics
import sys
import time
from io import BytesIO
from pathlib import Path

import pikepdf

from hsreport import builtin_vocabulary, enrich, load_style, parse, render_pdf
from hsreport.read.source import source_from_bytes
from hsreport.render.pdf.impose import Layout, Sheets, impose

SEED = Path(__file__).parent.parent / "seeds" / "symposium-2003.txt"
RUNS = 5
A3 = (297, 420)


def enlarged(times: int) -> bytes:
    """The seed with its sessions repeated."""
    text = SEED.read_text(encoding="utf-8")
    cut = text.index("II. Discussions")
    return (text[:cut] + text[cut:] * times).encode()


def seconds(data: bytes, layout: Layout) -> float:
    start = time.perf_counter()
    impose(data, Sheets(layout, *A3, signature=16 if layout is Layout.BOOKLET else 0))
    return time.perf_counter() - start


def main(times: int = 10) -> None:
    start = time.perf_counter()
    source = source_from_bytes(enlarged(times), "seed.txt")
    report = enrich(parse(source), source.record, builtin_vocabulary("human-security"))
    pages = render_pdf(report, load_style("briefing")).data
    building = time.perf_counter() - start
    with pikepdf.open(BytesIO(pages)) as pdf:
        print(f"{len(pdf.pages)} pages built in {building:.2f} s")
    for layout in Layout:
        taken = statistics.median(seconds(pages, layout) for _ in range(RUNS))
        print(f"{layout:8} {taken:6.3f} s  {taken / building:.3f} of building")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
