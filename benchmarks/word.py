"""What a Word file costs, beside pandoc's of the same content: hsreport's from the summary, pandoc's from HTML.

    python benchmarks/word.py [TIMES]

Every run is a cold process, and the makers take turns, so that whatever else the machine does hits them alike. Medians
go to benchmarks/RESULTS-word.md.
"""

import json
import os
import platform
import statistics
import sys
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from reading import SEED, enlarged
from rendering import Run, measured, said

from hsreport.build import report_of
from hsreport.config import config_for, vocabulary_of
from hsreport.read.source import source_from_bytes
from hsreport.render.html.templating import render
from hsreport.render.pdf.book import render_pdf
from hsreport.render.style.tokens import load_style

ROUNDS = 5
RESULTS = Path(__file__).with_name("RESULTS-word.md")
WORD = """\
import json, sys
from pathlib import Path
from hsreport import builtin_vocabulary, enrich, load_style, parse, read_source, render_docx

source = read_source(Path(sys.argv[1]))
report = enrich(parse(source), source.record, builtin_vocabulary("human-security"))
pages = json.loads(Path(sys.argv[2]).read_text())
Path(sys.argv[3]).write_bytes(render_docx(report, load_style("briefing"), pages, source.lines).data)
"""
"""All that `hsreport build` does for a Word file but the PDF, whose pages are given to it as they are to pandoc."""
HEAD = """\
# What a Word file costs

Made by `python benchmarks/word.py {times}` on {cores} cores. {pandoc}; Python {python}.

Medians of {rounds} cold processes each, taking turns, at {times} times the seed; ratios are to pandoc. The pages are given to
both: pandoc reads one finished HTML document from hsreport's templates; hsreport reads the summary, finds people and themes,
indexes them and writes the Word file. Where other work runs on the machine, processor time is the steadier of the two.

| maker | wall, s | ratio | processor, s | ratio | kB |
|---|---|---|---|---|---|
"""


def makers(folder: Path) -> Mapping[str, list[str]]:
    """The command of each; what it writes is `NAME.docx`."""
    given = [str(folder / name) for name in ("summary.txt", "pages.json", "hsreport.docx")]
    return {
        "pandoc": ["pandoc", "-f", "html", str(folder / "page.html"), "-o", str(folder / "pandoc.docx")],
        "hsreport": [sys.executable, "-c", WORD, *given],
    }


def prepared(times: int, folder: Path) -> None:
    """The summary, its pages and the finished HTML."""
    data, style = enlarged(times), load_style("briefing")
    report = report_of(source_from_bytes(data, "summary.txt"), vocabulary_of(config_for(SEED)))
    pages = render_pdf(report, style).pages
    (folder / "summary.txt").write_bytes(data)
    (folder / "pages.json").write_text(json.dumps(dict(pages)), encoding="utf-8")
    page = render(report, style, medium="word", part="all", pages=pages)
    (folder / "page.html").write_text(page, encoding="utf-8")


def row(name: str, run: Run, base: Run, size: int) -> str:
    """The row of a maker."""
    cells = (f"{value:.2f} | {value / reference:.2f}" for value, reference in zip(run[:2], base[:2], strict=True))
    return f"| {name} | {' | '.join(cells)} | {size / 1000:.0f} |\n"


def main(times: int = 10) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        prepared(times, folder)
        runs: dict[str, list[Run]] = {}
        for _ in range(ROUNDS):
            for maker, command in makers(folder).items():
                runs.setdefault(maker, []).append(measured(command))
                print(maker, runs[maker][-1], file=sys.stderr, flush=True)
        middle = {maker: Run(*map(statistics.median, zip(*each, strict=True))) for maker, each in runs.items()}
        sizes = {maker: (folder / f"{maker}.docx").stat().st_size for maker in runs}
    head = HEAD.format(
        times=times,
        rounds=ROUNDS,
        cores=os.cpu_count(),
        pandoc=said(["pandoc", "--version"]),
        python=platform.python_version(),
    )
    rows = (row(maker, run, middle["pandoc"], sizes[maker]) for maker, run in middle.items())
    RESULTS.write_text(head + "".join(rows), encoding="utf-8")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
