"""From sources to files: publications, handouts and redlines, all made and checked before the first one is written."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, partial
from itertools import chain, combinations
from pathlib import Path
from typing import NamedTuple

from msgspec.structs import replace

from hsreport.check.output import check_output
from hsreport.check.record import check_record
from hsreport.enrich.people.across import AuthorityEntry
from hsreport.enrich.report import enrich
from hsreport.enrich.themes.rulings import NO_RULINGS, Rulings
from hsreport.enrich.themes.vocabulary import Vocabulary
from hsreport.enrich.volume import labels_of, volume_of
from hsreport.errors import MissingLibraryError, OutputError, SettingsError
from hsreport.files import write_all
from hsreport.findings import finding, in_order
from hsreport.model import Contribution, Report
from hsreport.office import lay_out
from hsreport.ooxml.changes import Hand
from hsreport.parse.symposium import parse
from hsreport.read.source import STANDARD_INPUT, read_source
from hsreport.render.handout.order import Order, file_stem, orders
from hsreport.render.handout.order import make as make_handout
from hsreport.render.html.page import render_html
from hsreport.render.html.runs import printed_words
from hsreport.render.html.volume import render_volume
from hsreport.render.pdf.book import Attachment, render_pdf
from hsreport.render.pdf.volume import Engine, one_by_one, render_volume_pdf
from hsreport.render.style.glyphs import lacking
from hsreport.render.style.tokens import HouseStyle
from hsreport.render.text.show import as_json
from hsreport.render.word.file import render_docx, render_volume_docx
from hsreport.render.word.redline import Edition, render_redline
from hsreport.render.word.refresh import refreshed
from hsreport.source import Source
from hsreport.values import Author, Finding, Format, KnownPerson, Severity, Standard, Tracked

Step = Callable[[str], object]
"""Told the name of each step when it is done, for a progress bar."""
Placed = tuple[Path, Finding]
"""A finding and the file it is about."""


class Input(NamedTuple):
    """A source, and what is known for its reading."""

    path: Path
    vocabulary: Vocabulary
    people: tuple[KnownPerson, ...] = ()
    rulings: Rulings = NO_RULINGS
    tracked: Tracked = Tracked.ACCEPT
    """What becomes of the tracked changes of a Word file that is the source."""

    @property
    def stem(self) -> str:
        """What its outputs are called; what comes on standard input is called "summary"."""
        return "summary" if self.path == STANDARD_INPUT else self.path.stem

    def read(self) -> Source:
        """Return the source as received."""
        return read_source(self.path, self.tracked)

    def report(self, source: Source | None = None) -> Report:
        """Return all that is worked out of it, or of another source that is read as it is."""
        return report_of(source or self.read(), self.vocabulary, self.people, self.rulings)


class Product(NamedTuple):
    """A file that was made and is not yet written, and what was found in making it."""

    path: Path
    format: Format
    data: bytes
    findings: tuple[Finding, ...] = ()


class Made(NamedTuple):
    """What came of a job: its reports by source, its files, and what in a source stands against handing them out."""

    reports: Mapping[Path, Report]
    products: Sequence[Product]
    doubts: Sequence[Placed] = ()
    unmade: Sequence[Placed] = ()
    """The files that cannot be made on this machine."""


class Job(NamedTuple):
    """What is to be made of one or more sources: `publication`, `handouts` and `redline` give one."""

    sources: tuple[Path, ...]
    make: Callable[[Step], Made]
    """Makes all files; none is written."""
    targets: tuple[Path, ...] = ()
    """The files that are known before the sources are read."""
    allow: bool = True
    """Whether they are written although a doubt is an error."""


class Built(NamedTuple):
    """What a job wrote, with the doubts that it had, and what the checks found; no paths where doubts held the files back."""

    reports: Mapping[Path, Report]
    paths: tuple[Path, ...]
    doubts: Sequence[Placed]
    findings: Sequence[Placed]


def publish(job: Job, step: Step = len) -> Built:
    """Make the files of a job, check reports and files, and write all of them or, where one cannot be written, none.

    Raises `SourceError` where there is nothing to publish, `SettingsError` where a file that the style names is
    missing, `OutputError` where a file cannot be written. What stood there before is whole then.
    """
    files, built = made_and_checked(job, step)
    write_all(files)
    return built


def made_and_checked(job: Job, step: Step = len) -> tuple[Mapping[Path, bytes], Built]:
    """Make the files of a job and check them; what is returned tells what is to be written, and nothing is."""
    _refuse_targets(job.targets, job.sources)
    made = job.make(step)
    files = {product.path: product.data for product in made.products}
    _refuse_targets(files, job.sources)
    if not job.allow and any(finding.severity is Severity.ERROR for _, finding in made.doubts):
        files = {}
    return files, Built(made.reports, tuple(files), made.doubts, tuple(_checked(made)))


def _checked(made: Made) -> Iterator[Placed]:
    """Yield what was found in making the files, and what the checks of reports and files find."""
    for path, report in made.reports.items():
        yield from ((path, finding) for finding in check_record(report))
    yield from made.unmade
    for product in made.products:
        findings = (*product.findings, *check_output(product.format, product.data))
        yield from ((product.path, finding) for finding in findings)


def report_of(
    source: Source, vocabulary: Vocabulary, people: Sequence[KnownPerson] = (), rulings: Rulings = NO_RULINGS
) -> Report:
    """Return all that is worked out of a source; nothing is rendered."""
    author = source.author.under(Author(rulings.ruling, tuple(people)), source.name)
    read = parse(source, author.rulings, author.people)
    report = enrich(read, source.record, vocabulary, author.people, rulings)
    return replace(report, pictures=dict(source.pictures), author=author)


def refuse_clashes(jobs: Iterable[Job]) -> None:
    """Raise an `OutputError` where two sources would be written to one file."""
    owners: dict[Path, Path] = {}
    for job in jobs:
        for path in job.targets:
            other = owners.setdefault(path.resolve(), job.sources[0])
            if other.resolve() != job.sources[0].resolve():
                raise OutputError(
                    f"{other} and {job.sources[0]} would both be written to it",
                    file=str(path),
                    hint="rename one source, or build them into two folders (-o)",
                )


def _refuse_targets(targets: Iterable[Path], sources: Sequence[Path]) -> None:
    for path in targets:
        if path.is_dir():
            raise OutputError("it is a directory", file=str(path), hint="move it away, or name another folder with -o")
        if path.resolve() in {source.resolve() for source in sources}:
            raise OutputError("it is the source itself", file=str(path), hint="name another file or folder with -o")


# --- Jobs ---------------------------------------------------------------------------------------------


class Outputs(NamedTuple):
    """Where the files of a source go, and what they are."""

    folder: Path
    formats: tuple[Format, ...] = tuple(Format)
    standard: Standard = Standard.UA_1
    refresh: bool = False
    """Whether the pages that the Word file shows are those of LibreOffice's layout, else of the PDF."""
    comments: bool = False
    """Whether the Word file has the findings as comments."""


def publication(given: Input, style: HouseStyle, outputs: Outputs) -> Job:
    """Return a source in several formats. The Word file shows the pages of the PDF, which is made once for both."""
    targets = {form: outputs.folder / f"{given.stem}.{form}" for form in outputs.formats}

    def make(step: Step) -> Made:
        source = given.read()
        report = given.report(source)
        step("read")
        pdf = cache(lambda: render_pdf(report, style, standard=outputs.standard, attachments=_record(source, report)))

        def docx() -> tuple[bytes, tuple[Finding, ...]]:
            render = partial(render_docx, report, style, lines=source.lines, comments=outputs.comments)
            try:
                file = refreshed(render, pdf().pages, lay_out) if outputs.refresh else render(pdf().pages)
            except MissingLibraryError as missing:
                file = render()
                return file.data, (*file.findings, finding("HS506", None, how=missing.hint))
            return file.data, file.findings

        renderers: dict[Format, Callable[[], tuple[bytes, tuple[Finding, ...]]]] = {
            Format.PDF: lambda: (pdf().data, lacking(printed_words(report.symposium), style, pdf().unshown)),
            Format.DOCX: docx,
            Format.HTML: lambda: (render_html(report, style), ()),
        }
        products, unmade = list[Product](), list[Placed]()
        for form, path in targets.items():
            try:
                products.append(Product(path, form, *renderers[form]()))
            except MissingLibraryError as missing:
                unmade.append((path, finding("HS505", None, reason=missing.message, how=missing.hint)))
            step(form)
        return Made({given.path: report}, products, unmade=unmade)

    return Job((given.path,), make, tuple(targets.values()))


def _record(source: Source, report: Report) -> tuple[Attachment, Attachment]:
    """Return what the PDF carries: the source as received, and what was worked out of it."""
    return (
        Attachment(source.name, source.data, "The summary as received"),
        Attachment("report.json", as_json(report).encode(), "What hsreport worked out of it", "Data"),
    )


def handouts(given: Input, style: HouseStyle, order: Order, outputs: Outputs, *, allow: bool = False) -> Job:
    """Return the handouts of a source that are ordered. Their names tell what sets them apart."""

    def make(step: Step) -> Made:
        report = given.report()
        step("read")
        made = {
            outputs.folder / file_stem(given.stem, report, each): make_handout(report, style, each, outputs.formats)
            for each in orders(report, order)
        }
        products = [
            Product(path.with_name(f"{path.name}.{form}"), form, data)
            for path, handout in made.items()
            for form, data in handout.files.items()
        ]
        findings = in_order(chain.from_iterable(handout.findings for handout in made.values()))
        return Made({given.path: report}, products, [(given.path, finding) for finding in findings])

    return Job((given.path,), make, allow=allow)


def redline(old: Input, new: Input, target: Path, style: HouseStyle, hand: Hand) -> Job:
    """Return two versions of a summary as a Word file in which what changed is tracked; it shows the pages of the newer one's PDF."""

    def make(step: Step) -> Made:
        before, after = map(_edition, (old, new))
        step("read")
        file = render_redline(before, after, style, render_pdf(after.report, style).pages, hand)
        return Made(
            {old.path: before.report, new.path: after.report}, [Product(target, Format.DOCX, file.data, file.findings)]
        )

    return Job((old.path, new.path), make, (target,))


def _edition(given: Input) -> Edition:
    source = given.read()
    return Edition(given.report(source), source.lines)


class ToBind(NamedTuple):
    """A report that goes into a volume: its source, and its label and title, empty where these are to be worked out."""

    given: Input
    label: str = ""
    title: str = ""


class Binding(NamedTuple):
    """What is known of a volume beside its reports."""

    title: str
    editors: tuple[str, ...] = ()
    authority: tuple[AuthorityEntry, ...] = ()
    stem: str = "volume"
    """What its files are called."""


def contributions_of(reports: Sequence[ToBind], sources: Sequence[Source], read: Step = len) -> list[Contribution]:
    """Work reports out of their sources and name them; `read` is told of each. Raises `SettingsError` where labels are alike."""
    found = []
    for each, source in zip(reports, sources, strict=True):
        found.append((each.given.stem, each.given.report(source)))
        read("read")
    labels = labels_of(found)
    contributions = [
        Contribution(each.label or label, each.title or report.symposium.title or stem, report)
        for each, label, (stem, report) in zip(reports, labels, found, strict=True)
    ]
    for one, other in combinations(contributions, 2):
        if one.prefix == other.prefix:
            hint = "give each report a label of its own under [[report]]"
            raise SettingsError(f"the labels “{one.label}” and “{other.label}” are alike", hint=hint)
    return contributions


def volume(
    reports: Sequence[ToBind], binding: Binding, style: HouseStyle, outputs: Outputs, engine: Engine = one_by_one
) -> Job:
    """Return several reports as one book, which `engine` lays out for the PDF."""
    targets = {form: outputs.folder / f"{binding.stem}.{form}" for form in outputs.formats}
    paths = tuple(each.given.path for each in reports)

    def make(step: Step) -> Made:
        sources = [each.given.read() for each in reports]
        contributions = contributions_of(reports, sources, step)
        bound = volume_of(binding.title, contributions, binding.authority, binding.editors)
        attached = [
            replace(file, name=f"{one.label}-{file.name}")
            for one, source in zip(contributions, sources, strict=True)
            for file in _record(source, one.report)
        ]
        pdf = cache(lambda: render_volume_pdf(bound, style, attachments=attached, engine=engine))
        printed = chain.from_iterable(printed_words(one.report.symposium) for one in bound.contributions)

        def docx() -> tuple[bytes, tuple[Finding, ...]]:
            file = render_volume_docx(bound, style, pdf().pages)
            return file.data, file.findings

        renderers: dict[Format, Callable[[], tuple[bytes, tuple[Finding, ...]]]] = {
            Format.PDF: lambda: (pdf().data, lacking(printed, style, pdf().unshown)),
            Format.DOCX: docx,
            Format.HTML: lambda: (render_volume(bound, style), ()),
        }
        products = []
        for form, path in targets.items():
            products.append(Product(path, form, *renderers[form]()))
            step(form)
        made = {path: each.report for path, each in zip(paths, contributions, strict=True)}
        return Made(made, products, [(outputs.folder / binding.stem, finding) for finding in bound.findings])

    return Job(paths, make, tuple(targets.values()))
