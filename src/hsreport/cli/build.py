"""`hsreport build`: sources to publications, many at once."""

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import NamedTuple

import click
from msgspec.structs import replace

from hsreport.batch import cores, in_processes
from hsreport.build import Built, Job, Outputs, Placed, publication, publish, refuse_clashes
from hsreport.cli.options import (
    config_option,
    each_of,
    end,
    enum_option,
    examples,
    formats_option,
    input_for,
    print_findings,
    reaches,
    sources_argument,
    tracked_option,
)
from hsreport.config import config_for, known_formats, style_of
from hsreport.read.source import STANDARD_INPUT, sources_at
from hsreport.values import Finding, Format, Severity, Standard, Tracked


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
@click.option("-j", "--jobs", type=click.IntRange(1), help="Sources built at once.  [default: the cores]")
@tracked_option
@config_option
@click.option("-q", "--quiet", is_flag=True, help="Print nothing but what went wrong.")
def build_command(
    sources: tuple[Path, ...],
    config: Path | None,
    *,
    jobs: int | None,
    quiet: bool,
    tracked: Tracked,
    **options: str | bool | Standard | tuple[Format, ...] | None,
) -> None:
    """Publish each SOURCE, a file, a folder or a quoted pattern such as "2024/*.md", as PDF, Word and web page.

    The paths written are printed at the end. A source that fails leaves its old outputs whole, and the others are
    still built.
    """
    given = {key: value for key, value in options.items() if value is not None}
    planned = _without_outputs(
        {source: _job(source, config, given, tracked) for place in sources for source in sources_at(place)}, sources
    )
    refuse_clashes(planned.values())
    each = list(planned)
    at_once = 1 if STANDARD_INPUT in each else min(jobs or cores(), len(each))
    with _progress(
        len(each) if at_once > 1 else sum(1 + len(job.targets) for job in planned.values()), shown=not quiet
    ) as step:
        if at_once > 1:
            built, errors = in_processes(each, partial(_publish, config, given, tracked), at_once, step)
        else:
            built, errors = each_of(planned.values(), lambda job: _outcome(publish(job, step)))
    unsound = [finding for result in built for finding in result.unsound]
    if not quiet:
        for path in (path for result in built for path in result.paths):
            click.echo(path)
        _mention([finding for result in built for finding in result.found])
    print_findings(unsound, err=True)
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
    """What is told of a source that was published: its files, what the checks found, what was found in the text."""

    paths: tuple[Path, ...]
    unsound: tuple[Placed, ...]
    found: tuple[Finding, ...]


def _outcome(built: Built) -> _Outcome:
    found = (finding for report in built.reports.values() for finding in report.findings)
    return _Outcome(built.paths, tuple(built.findings), tuple(found))


def _publish(config: Path | None, given: Mapping[str, object], tracked: Tracked, source: Path) -> _Outcome:
    """Publish a source in a process of its own."""
    return _outcome(publish(_job(source, config, given, tracked)))


def _job(source: Path, config_file: Path | None, given: Mapping[str, object], tracked: Tracked) -> Job:
    """Return a source with what is `given` on the command line laid over its configuration."""
    config = replace(config_for(source, config_file), **given)
    formats = known_formats(config.formats)
    outputs = Outputs(Path(config.output), formats, config.pdf_standard, config.refresh, config.comments)
    return publication(input_for(source, config, tracked), style_of(config), outputs)


@contextmanager
def _progress(steps: int, *, shown: bool) -> Iterator[Callable[[str], None]]:
    """Context manager: a progress bar on a terminal, nothing elsewhere; what it gives moves it on by one step."""
    hidden = not (shown and sys.stderr.isatty())
    with click.progressbar(length=steps, label="Building", file=sys.stderr, hidden=hidden) as bar:
        yield lambda _name: bar.update(1)


def _mention(findings: Sequence[Finding]) -> None:
    """Print how many findings the sources have, and how to read them."""
    counts = [(severity, sum(finding.severity is severity for finding in findings)) for severity in reversed(Severity)]
    told = ", ".join(f"{count} {severity}{'s' if count > 1 else ''}" for severity, count in counts if count)
    if told:
        click.echo(f"{told} in the text; `hsreport check` prints them", err=True)
