"""`hsreport build`: sources to publications, many at once."""

import hashlib
import os
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache, partial
from importlib.metadata import version
from itertools import chain
from pathlib import Path
from typing import NamedTuple

import click
import msgspec
from msgspec.structs import replace

from hsreport.batch.cluster import on_cluster
from hsreport.batch.manifest import Entry, Manifest, digest_of, source_digest
from hsreport.batch.processes import Task, cores, in_processes
from hsreport.build import Built, Input, Job, Outputs, Placed, made_and_checked, publication, refuse_clashes
from hsreport.cli.options import (
    config_option,
    each_of,
    end,
    enum_option,
    examples,
    formats_option,
    input_for,
    jobs_option,
    print_findings,
    reaches,
    scheduler_option,
    sources_argument,
    tracked_option,
)
from hsreport.config import Config, read_config, settings_file, style_of
from hsreport.errors import HsreportError
from hsreport.files import write_all
from hsreport.findings import RULES
from hsreport.read.source import STANDARD_INPUT, sources_at
from hsreport.render.style.tokens import HouseStyle, files_of
from hsreport.values import Format, Limits, Severity, Standard, Tracked


@click.command(
    "build",
    epilog=examples(
        "hsreport build summary.txt",
        "hsreport build seeds -o build -f pdf,docx",
        "hsreport build summary.txt --style my-style.toml",
    ),
)
@sources_argument
@click.option("-o", "--output", metavar="DIR", help="Folder to write to.  [default: build]")
@formats_option
@click.option("--style", metavar="NAME_OR_FILE", help="House style.  [default: briefing]")
@click.option("--draft/--no-draft", default=None, help="Editorial notes, slips and checksum too.  [default: no]")
@enum_option("--pdf-standard", of=Standard, help=f"What the PDF keeps.  [default: {Standard.UA_1}]")
@click.option("--reference-docx", metavar="FILE", help="A Word file that gives the Word file its styles.")
@click.option("--comments/--no-comments", default=None, help="Findings as comments in the Word file.  [default: no]")
@click.option(
    "--refresh/--no-refresh", default=None, help="Pages of the Word file as LibreOffice lays it out.  [default: no]"
)
@jobs_option
@scheduler_option
@click.option("--force", is_flag=True, help="Build what is unchanged since the last batch too.")
@tracked_option
@config_option
@click.option("-q", "--quiet", is_flag=True, help="Print nothing but what went wrong.")
def build_command(  # noqa: PLR0913
    sources: tuple[Path, ...],
    config: Path | None,
    *,
    jobs: int | None,
    quiet: bool,
    force: bool,
    scheduler: str | None,
    tracked: Tracked,
    **options: str | bool | Standard | tuple[Format, ...] | None,
) -> None:
    """Publish each SOURCE, a file, a folder or a quoted pattern such as "2024/*.md", as PDF, Word and web page.

    The paths written are printed at the end. A source that fails leaves its old outputs whole, and the others are
    still built.
    """
    given = {key: value for key, value in options.items() if value is not None}
    batch = _Batch(config, given, tracked)
    found = [source for place in sources for source in sources_at(place)]
    planned = _without_outputs({source: batch.job(source) for source in found}, sources)
    refuse_clashes(planned.values())
    alone = STANDARD_INPUT in planned or (len(planned) == 1 and sources[0] in planned and not scheduler)
    steps = sum(1 + len(job.targets) for job in planned.values()) if alone else len(planned)
    run = _Run(batch, () if alone else tuple(planned))
    with _progress(steps, shown=not quiet) as step:
        if alone:
            made, errors = each_of(planned.values(), lambda job: _outcome(*made_and_checked(job, step)).write())
        else:
            engine = partial(in_processes, processes=min(jobs or cores(), len(planned)))
            if scheduler:
                engine = partial(on_cluster, address=scheduler, files=run.files())
            results = run.results(engine, force=force, step=step).values()
            made = [result for result in results if isinstance(result, _Outcome)]
            errors = [result for result in results if isinstance(result, HsreportError)]
    unsound = [finding for result in made for finding in result.unsound]
    if not quiet:
        _tell(made, run, len(planned))
    print_findings(
        [*unsound, *((each.path, each.finding) for each in run.manifests.values() if each.finding)], err=True
    )
    end(errors, reached=reaches(unsound, Severity.ERROR))


def _without_outputs(planned: Mapping[Path, Job], named: Sequence[Path]) -> dict[Path, Job]:
    """Leave out what was found in a folder or by a pattern and is an output of another source."""
    outputs = {
        target.resolve()
        for source, job in planned.items()
        if source.resolve() not in (own := {path.resolve() for path in job.targets})
        for target in own
    }
    return {source: job for source, job in planned.items() if source in named or source.resolve() not in outputs}


class _Outcome(NamedTuple):
    """What is told of a source that was made: its files, what the checks found, how many findings of each code the text has."""

    files: Mapping[Path, bytes]
    unsound: tuple[Placed, ...]
    found: Counter[str]

    def write(self) -> "_Outcome":
        """Put the files in their places; what they hold is not kept."""
        write_all(self.files)
        return self._replace(files=dict.fromkeys(self.files, b""))


def _outcome(files: Mapping[Path, bytes], built: Built) -> _Outcome:
    found = Counter(finding.code for report in built.reports.values() for finding in report.findings)
    return _Outcome(files, tuple(built.findings), found)


class _Settings(NamedTuple):
    """What the sources of a settings file have in common, and its digest, files that the style names included."""

    given: Input
    style: HouseStyle
    outputs: Outputs
    limits: Limits
    digest: str


@cache
def _settings(file: Path | None, given: tuple[tuple[str, object], ...], tracked: Tracked) -> _Settings:
    config = replace(read_config(file) if file else Config(), **dict(given))
    outputs = Outputs(Path(config.output), config.formats, config.pdf_standard, config.refresh, config.comments)
    known = input_for(Path(), config, tracked), style_of(config), outputs
    told = (*known[:2], *outputs[1:], version("hsreport"), os.environ.get("SOURCE_DATE_EPOCH"))
    hashed = msgspec.json.encode(told, enc_hook=str, order="deterministic")
    return _Settings(*known, config.limits, f"{hashlib.sha256(hashed).hexdigest()}{digest_of(files_of(known[1]))}")


class _Batch:
    """Sources that are built with the same words on the command line; it is all that a process needs to know."""

    def __init__(self, config: Path | None, given: Mapping[str, object], tracked: Tracked) -> None:
        self._config, self._given, self._tracked = config, tuple(given.items()), tracked

    def settings(self, source: Path) -> _Settings:
        return _settings(settings_file(source, self._config), self._given, self._tracked)

    def job(self, source: Path) -> Job:
        """Return a source with what is given on the command line laid over its configuration."""
        known = self.settings(source)
        return publication(known.given._replace(path=source), known.style, known.outputs)

    def made(self, source: Path) -> _Outcome:
        return _outcome(*made_and_checked(self.job(source)))


class _Run:
    """A batch with the manifests of its folders: what is unchanged is left out, what was built is noted."""

    def __init__(self, batch: _Batch, sources: Sequence[Path]) -> None:
        self.batch, self.sources = batch, sources
        self.manifests = {
            folder: Manifest(folder) for folder in {batch.settings(each).outputs.folder for each in sources}
        }
        self.unchanged: list[Entry] = []

    def tasks(self, *, force: bool, step: Callable[[str], object]) -> Iterator[Task[_Outcome]]:
        """Yield what is to be built."""
        for source in self.sources:
            known = self.batch.settings(source)
            entry = None if force else self.manifests[known.outputs.folder].unchanged(source, known.digest)
            if entry:
                self.unchanged.append(entry)
                step(str(source))
            else:
                yield Task(str(source), partial(self.batch.made, source), known.limits)

    def files(self) -> list[Path]:
        """List the files that the styles are made with, and a source for each folder that these are in."""
        styles = (files_of(self.batch.settings(each).style) for each in self.sources)
        return list(dict.fromkeys(chain({each.parent: each for each in self.sources}.values(), *styles)))

    def results(
        self,
        engine: Callable[[Iterable[Task[_Outcome]]], Iterator[tuple[str, _Outcome | HsreportError]]],
        *,
        force: bool,
        step: Callable[[str], object],
    ) -> dict[str, _Outcome | HsreportError]:
        """Return what came of each source that is not unchanged, in the order of the sources, its files written."""
        done: dict[str, _Outcome | HsreportError] = {}
        try:
            for name, result in engine(self.tasks(force=force, step=step)):
                done[name] = self._noted(Path(name), result)
                step(name)
        finally:
            for manifest in self.manifests.values():
                manifest.write()
        return {str(source): done[str(source)] for source in self.sources if str(source) in done}

    def _noted(self, source: Path, result: _Outcome | HsreportError) -> _Outcome | HsreportError:
        known = self.batch.settings(source)
        manifest = self.manifests[known.outputs.folder]
        try:
            if isinstance(result, HsreportError):
                raise result
            written = result.write()
        except HsreportError as error:
            manifest.note(source, Entry(error=str(error)))
            return error
        counts = result.found + Counter(finding.code for _, finding in result.unsound)
        fault = "a file is not sound" if reaches(result.unsound, Severity.ERROR) else ""
        manifest.note(source, Entry(source_digest(source), known.digest, manifest.digests(result.files), counts, fault))
        return written


@contextmanager
def _progress(steps: int, *, shown: bool) -> Iterator[Callable[[str], None]]:
    """Context manager: a progress bar on a terminal, nothing elsewhere; what it gives moves it on by one step."""
    hidden = not (shown and sys.stderr.isatty())
    began = time.monotonic()

    def rate(done: str | None) -> str:
        return f"{60 * bar.pos / (time.monotonic() - began):.0f} a minute" if done else ""

    with click.progressbar(length=steps, label="Building", file=sys.stderr, hidden=hidden, item_show_func=rate) as bar:
        yield lambda name: bar.update(1, name)


def _tell(made: Sequence[_Outcome], run: _Run, planned: int) -> None:
    """Print the paths of what was made, and tell what was not made anew, and that there are notes."""
    for path in (path for result in made for path in result.files):
        click.echo(path)
    if run.unchanged:
        unchanged = f"{len(run.unchanged)} of {planned} unchanged since the last build"
        click.echo(f"{unchanged}; --force builds them too", err=True)
    _mention(chain((each.found for each in made), (each.findings for each in run.unchanged)))


def _mention(found: Iterable[Mapping[str, int]]) -> None:
    """Print how many findings the sources have, and how to read them."""
    counts = Counter[Severity]()
    for code, count in chain.from_iterable(each.items() for each in found):
        counts[RULES[code].severity] += count
    told = ", ".join(
        f"{counts[each]} {each}{'s' if counts[each] > 1 else ''}" for each in reversed(Severity) if counts[each]
    )
    if told:
        click.echo(f"{told} in the text; `hsreport check` prints them", err=True)
