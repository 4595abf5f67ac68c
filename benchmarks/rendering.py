"""What a PDF costs, beside what others ask for the same content: hsreport, WeasyPrint, Typst, pandoc, Chromium.

    pip install --group bench
    python benchmarks/rendering.py [TIMES ...]

Every run is a cold process. At each size the makers take turns, so that whatever else the machine does hits them alike;
medians of wall time and of processor time, peak memory of the largest process, pages and bytes go to
benchmarks/RESULTS.md. All that comes before the rendering (reading, themes, indexes) is in hsreport's time and in no
other's.
"""

import json
import os
import platform
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import pikepdf
from reading import SEED, enlarged

from hsreport.build import report_of
from hsreport.config import config_for, vocabulary_of
from hsreport.model import Report, Statement
from hsreport.read.source import source_from_bytes
from hsreport.render.html.templating import render, stylesheet
from hsreport.render.style.tokens import load_style

ROUNDS = {1: 5, 10: 3}
"""Runs of each maker at a size; one where nothing is said."""
PAIRED = ("hsreport", "WeasyPrint", "Typst")
"""Makers at the largest size, where the others would take hours."""
RESULTS = Path(__file__).with_name("RESULTS.md")
NUMBERED = ".page::after { content: target-counter(attr(href), page) }"
TYPST = """\
import sys, typst
typst.compile(sys.argv[1], output=sys.argv[2], font_paths=[sys.argv[3]])
"""


class Run(NamedTuple):
    """What one run of a maker took: seconds, seconds of the processors, megabytes."""

    wall: float
    cpu: float
    memory: float


# --- The same content for each ------------------------------------------------------------------------


class _Unnumbered(dict[str, str]):
    """A page for every anchor that is asked for, each another one: nothing is drawn together."""

    def __contains__(self, anchor: object) -> bool:
        return True

    def __missing__(self, anchor: str) -> str:
        return f"[{anchor}]"


def naive_page(report: Report) -> str:
    """One HTML document from hsreport's own templates, its page numbers left to `target-counter`."""
    style = load_style("briefing")
    page = render(report, style, medium="print", pages=_Unnumbered(none=""))
    css = stylesheet(style, "print", lambda face: Path(face.file).as_uri())
    page = re.sub(r'(<a class="page"[^>]*>)[^<]*', r"\1", page)
    return page.replace("</head>", f"<style>{css}\n{NUMBERED}</style></head>", 1)


def typst_text(report: Report) -> str:
    """The same content as Typst asks for it: contents, numbered points, an index with pages."""
    lines = [
        f"#set document(title: {_quoted(report.symposium.title)})",
        '#set page(paper: "a4", numbering: "1")\n#set text(font: "Literata", size: 10.5pt)',
        "#let at(name) = context link(label(name), str(counter(page).at(label(name)).first()))",
        "#title()\n#outline()\n#pagebreak()",
    ]
    for part in report.symposium.parts:
        lines.append(f"#heading(level: {part.level}, {_quoted(f'{part.label} {part.title}')}) <{part.anchor}>")
        for block in part.blocks:
            if isinstance(block, Statement):
                lines.append(f"#strong({_quoted(block.lead)})\n")
                lines += [
                    f"#par[#{_quoted(f'{each.number} {each.text}')} #[] <{each.anchor}>]" for each in block.points
                ]
            else:
                lines.append(f"#par[#{_quoted(block.text)} #[] <{block.anchor}>]")
    return "\n".join([*lines, *_typst_back(report)])


def _typst_back(report: Report) -> list[str]:
    lines = ["#pagebreak()\n= Speaker index\n#columns(2)["]
    for entry in report.speaker_index:
        lines.append(f"#par[#{_quoted(entry.heading)}]")
        for sub in getattr(entry, "subentries", ()):
            pages = ", ".join(f'#at("{each.anchor}")' for each in sub.locators if each.number)
            lines.append(f"#par[#{_quoted(sub.text)} {pages}]")
    lines.append("]\n#pagebreak()\n= Thematic appendix\n#columns(2)[")
    for theme in report.appendix:
        lines.append(f"== #{_quoted(theme.theme.label)}")
        for each in theme.extracts:
            place = f'#at("{each.locator.anchor}")' if each.locator.number else ""
            lines.append(f"#par[#{_quoted(f'{each.speaker} {each.text}')} {place}]")
    return [*lines, "]"]


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


# --- Makers -------------------------------------------------------------------------------------------


def makers(folder: Path) -> Mapping[str, list[str]]:
    """The command of each; what it writes is `NAME.pdf`."""
    binaries = Path(sys.executable).parent
    page, fonts = str(folder / "naive.html"), load_style("briefing").font_files[0].file

    def out(name: str) -> str:
        return str(folder / f"{name}.pdf")

    return {
        "hsreport": [str(binaries / "hsreport"), "build", str(folder / "hsreport.txt"), "-o", str(folder), "-qf", "pdf"],
        "hsreport, all three": [str(binaries / "hsreport"), "build", str(folder / "hsreport.txt"), "-qo", str(folder)],
        "WeasyPrint": [str(binaries / "weasyprint"), "-q", "--pdf-variant", "pdf/a-3a", page, out("WeasyPrint")],
        "Typst": [sys.executable, "-c", TYPST, str(folder / "text.typ"), out("Typst"), str(Path(fonts).parent)],
        "pandoc, WeasyPrint": [
            "pandoc", "-f", "html", "--toc", f"--pdf-engine={binaries / 'weasyprint'}", page, "-o", out("pandoc, WeasyPrint"),
        ],
        "Chromium": [
            "chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer",
            f"--print-to-pdf={out('Chromium')}", page,
        ],
    }  # fmt: skip


def measured(command: list[str]) -> Run:
    """A command in a process of its own; an exit other than 0 ends the benchmark."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"failed: {' '.join(command)}")
    return Run(time.perf_counter() - start, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def prepare(times: int, folder: Path) -> None:
    """The content at a size, as each maker asks for it."""
    data = enlarged(times)
    (folder / "hsreport.txt").write_bytes(data)
    report = report_of(source_from_bytes(data, "hsreport.txt"), vocabulary_of(config_for(SEED)))
    (folder / "naive.html").write_text(naive_page(report), encoding="utf-8")
    (folder / "text.typ").write_text(typst_text(report), encoding="utf-8")


def compared(times: int, folder: Path) -> dict[str, list[Run]]:
    """All makers in turn on the seed at a size."""
    # In a process of its own: what a process holds counts for those that it starts.
    preparing = get_context("spawn").Process(target=prepare, args=(times, folder))
    preparing.start()
    preparing.join()
    runs: dict[str, list[Run]] = {}
    for _ in range(ROUNDS.get(times, 1)):
        for name, command in makers(folder).items():
            if (times > 1 and name == "hsreport, all three") or (times > 10 and name not in PAIRED):
                continue
            runs.setdefault(name, []).append(measured(command))
            print(times, name, runs[name][-1], file=sys.stderr, flush=True)
    return runs


# --- Results ------------------------------------------------------------------------------------------


def table(times: int, runs: Mapping[str, list[Run]], folder: Path) -> str:
    """The rows of a size, with ratios to WeasyPrint alone."""
    middle = {name: Run(*map(statistics.median, zip(*each, strict=True))) for name, each in runs.items()}
    base = middle["WeasyPrint"]
    lines = [
        f"## {times} times the seed",
        "",
        "| maker | wall, s | ratio | processor, s | ratio | memory, MB | ratio | pages | kB |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    for name, run in middle.items():
        made = folder / f"{name.partition(', all')[0]}.pdf"
        with pikepdf.open(made) as pdf:
            pages = len(pdf.pages)
        cells = (f"{value:.2f} | {value / reference:.2f}" for value, reference in zip(run[:2], base[:2], strict=True))
        memory = f"{run.memory:.0f} | {run.memory / base.memory:.2f}"
        lines.append(f"| {name} | {' | '.join(cells)} | {memory} | {pages} | {made.stat().st_size / 1000:.0f} |")
    return "\n".join([*lines, ""])


def versions() -> str:
    """What was compared, and on what."""
    asked: dict[str, Callable[[], str]] = {
        "hsreport": lambda: said([str(Path(sys.executable).parent / "hsreport"), "--version"]),
        "WeasyPrint": lambda: __import__("weasyprint").__version__,
        "Typst": lambda: __import__("importlib.metadata").metadata.version("typst"),
        "pandoc": lambda: said(["pandoc", "--version"]),
        "Chromium": lambda: said(["chromium", "--version"]),
        "Python": platform.python_version,
    }
    return "; ".join(f"{name} {each().removeprefix(name).strip()}" for name, each in asked.items())


def said(command: list[str]) -> str:
    """The first line that a command prints."""
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()[0]


HEAD = """\
# What a PDF costs

Made by `python benchmarks/rendering.py {sizes}` on {cores} cores. {versions}.

Medians of cold processes, taking turns. Ratios are to WeasyPrint on one document with `target-counter`, from the same
templates, tagged alike (PDF/A-3a). hsreport reads, indexes and renders; the others are given the finished content.
Typst has the same words with pages in contents and index, in a plain layout. pandoc has a table of contents without
pages in the index. Chromium knows no `target-counter`: there are no page numbers in what it prints. Where
other work runs on the machine, processor time is the steadier of the two.

"""


def main(sizes: list[int]) -> None:
    tables = []
    for times in sizes:
        with TemporaryDirectory() as name:
            folder = Path(name)
            tables.append(table(times, compared(times, folder), folder))
        head = HEAD.format(sizes=" ".join(map(str, sizes)), cores=os.cpu_count(), versions=versions())
        RESULTS.write_text(head + "\n".join(tables), encoding="utf-8")


if __name__ == "__main__":
    main([int(each) for each in sys.argv[1:]] or [1, 10, 100])
