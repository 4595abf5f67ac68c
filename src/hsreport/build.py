"""From a source file to its publications: the whole way once."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from hsreport.check.output import check_output
from hsreport.check.record import check_record
from hsreport.enrich.people.matching import KnownPerson
from hsreport.enrich.report import enrich
from hsreport.enrich.themes.rulings import NO_RULINGS, Rulings
from hsreport.enrich.themes.vocabulary import Vocabulary
from hsreport.errors import OutputError
from hsreport.files import write_all
from hsreport.model import Report
from hsreport.office import lay_out
from hsreport.parse.symposium import parse
from hsreport.read.source import STANDARD_INPUT, read_source
from hsreport.render.html.page import render_html
from hsreport.render.pdf.book import Attachment, PdfFile, render_pdf
from hsreport.render.style.glyphs import lacking
from hsreport.render.style.tokens import HouseStyle
from hsreport.render.text.show import as_json
from hsreport.render.word.file import DocxFile, render_docx
from hsreport.render.word.refresh import refreshed
from hsreport.source import Source
from hsreport.values import Finding, Format, Standard, Tracked

Step = Callable[[str], object]
"""Told the name of each step when it is done, for a progress bar."""


class Job(NamedTuple):
    """A source, and how and where it is to be published."""

    source: Path
    output: Path
    """The folder that the files go into."""
    style: HouseStyle
    vocabulary: Vocabulary
    formats: tuple[Format, ...] = tuple(Format)
    people: tuple[KnownPerson, ...] = ()
    rulings: Rulings = NO_RULINGS
    pdf_standard: Standard = Standard.UA_1
    tracked: Tracked = Tracked.ACCEPT
    """What becomes of the tracked changes of a Word file that is the source."""
    refresh: bool = False
    """Whether the pages that the Word file shows are those of LibreOffice's layout, else of the PDF."""
    comments: bool = False
    """Whether the Word file has the findings as comments."""

    @property
    def targets(self) -> dict[Format, Path]:
        """The file of each format; what came on standard input is called "summary"."""
        stem = "summary" if self.source == STANDARD_INPUT else self.source.stem
        return {each: self.output / f"{stem}.{each}" for each in self.formats}


class Built(NamedTuple):
    """What came of a job: the report, the files written, and what the checks found, with the file it concerns."""

    report: Report
    paths: tuple[Path, ...]
    findings: tuple[tuple[Path, Finding], ...]


def build(job: Job, step: Step = len) -> Built:
    """Publish a source in all formats of its settings; all are made before the first file is touched.

    Raises `SourceError` where there is nothing to publish, `SettingsError` where a file that the style names is
    missing, `OutputError` where a file cannot be written. What stood there before is whole then.
    """
    _refuse_target(job)
    source = read_source(job.source, job.tracked)
    report = report_of(source, job.vocabulary, job.people, job.rulings)
    step("read")
    made = _Bindery(source, report, job)
    files: dict[Path, bytes] = {}
    found = [(job.source, each) for each in check_record(report)]
    for wanted, path in job.targets.items():
        files[path], notes = _RENDERERS[wanted](made)
        found += [(path, each) for each in (*notes, *check_output(wanted, files[path]))]
        step(wanted)
    write_all(files)
    return Built(report, tuple(files), tuple(found))


def report_of(
    source: Source, vocabulary: Vocabulary, people: Sequence[KnownPerson] = (), rulings: Rulings = NO_RULINGS
) -> Report:
    """All that is worked out of a source; nothing is rendered."""
    return enrich(parse(source), source.record, vocabulary, people, rulings)


def refuse_clashes(jobs: Iterable[Job]) -> None:
    """Raise an `OutputError` where two sources would be written to one file."""
    owners: dict[Path, Path] = {}
    for job in jobs:
        for path in job.targets.values():
            other = owners.setdefault(path.resolve(), job.source)
            if other.resolve() != job.source.resolve():
                raise OutputError(
                    f"{other} and {job.source} would both be written to it",
                    file=str(path),
                    hint="rename one source, or build them into two folders (-o)",
                )


def _refuse_target(job: Job) -> None:
    for path in job.targets.values():
        if path.is_dir():
            raise OutputError("it is a directory", file=str(path), hint="move it away, or name another folder with -o")
        if path.resolve() == job.source.resolve():
            raise OutputError("it is the source itself", file=str(path), hint="name another folder with -o")


# --- Formats ------------------------------------------------------------------------------------------


class _Bindery:
    """One report on its way to several formats; the Word file shows the pages of the PDF, which is made once."""

    def __init__(self, source: Source, report: Report, job: Job) -> None:
        self.source, self.report, self.style, self.job = source, report, job.style, job

    @cached_property
    def pdf(self) -> PdfFile:
        return render_pdf(self.report, self.style, standard=self.job.pdf_standard, attachments=self._record)

    @property
    def _record(self) -> tuple[Attachment, Attachment]:
        """What the PDF carries: the source as received, and what was worked out of it."""
        model = as_json(self.report).encode()
        return (
            Attachment(self.source.name, self.source.data, "The summary as received"),
            Attachment("report.json", model, "What hsreport worked out of it", "Data"),
        )


_Output = tuple[bytes, tuple[Finding, ...]]


def _pdf(made: _Bindery) -> _Output:
    return made.pdf.data, lacking(made.report, made.style)


def _docx(made: _Bindery) -> _Output:
    def make(pages: Mapping[str, str]) -> DocxFile:
        return render_docx(made.report, made.style, pages, made.source.lines, comments=made.job.comments)

    pages = made.pdf.pages
    file = refreshed(make, pages, lay_out) if made.job.refresh else make(pages)
    return file.data, file.findings


def _html(made: _Bindery) -> _Output:
    return render_html(made.report, made.style), ()


_RENDERERS: dict[Format, Callable[[_Bindery], _Output]] = {Format.PDF: _pdf, Format.DOCX: _docx, Format.HTML: _html}
