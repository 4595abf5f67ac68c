"""The command line: the only module that prints and exits.

Exit codes: 0 done; 1 findings at or above the bar, or a failure; 2 wrong usage or settings; 130 stopped by Ctrl-C.
"""

import signal
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple, NoReturn, TypeVar

import click
import msgspec
from msgspec.structs import replace

from hsreport.batch import cores, in_processes
from hsreport.build import Built, Job, Outputs, Placed, publication, publish, refuse_clashes
from hsreport.check.record import check_record
from hsreport.check.sureness import sureness
from hsreport.cli.files import extract_command, init_command, styles_command
from hsreport.cli.handout import handout_command
from hsreport.cli.options import (
    a_path,
    config_option,
    enum_option,
    examples,
    fail_on_option,
    formats_option,
    input_for,
    print_findings,
    reaches,
    tracked_option,
)
from hsreport.cli.rules import rule_command, rules_command
from hsreport.cli.show import new_command, schema_command, show_command
from hsreport.cli.themes import themes
from hsreport.cli.versions import diff_command, text_command
from hsreport.cli.volumes import volume_command
from hsreport.config import config_for, known_formats, style_of
from hsreport.errors import HsreportError, OutputError
from hsreport.findings import RULES
from hsreport.read.source import STANDARD_INPUT
from hsreport.values import Finding, Format, Severity, Standard, Tracked

Item = TypeVar("Item")
Result = TypeVar("Result")


class _Program(click.Group):
    """A group of commands that ends with a message wherever something fails."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except HsreportError as error:
            _end([error])
        except BrokenPipeError:
            raise
        except KeyboardInterrupt:
            click.echo("stopped; every file that was there is whole", err=True)
            sys.exit(128 + signal.SIGINT)
        except OSError as wrong:
            _end([OutputError(str(wrong))])


_sources = click.argument("sources", nargs=-1, required=True, type=a_path, metavar="SOURCE...")


@click.group(
    cls=_Program,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog=examples(
        "hsreport build summary.txt",
        "hsreport check summary.txt --fail-on warning",
        "hsreport show summary.txt",
    ),
)
@click.version_option(version("hsreport"), message="hsreport %(version)s")
def main() -> None:
    """Turn a rapporteur's summary of a symposium into a typeset PDF, an editable Word file and a web page.

    SOURCE is a text, Markdown, HTML or Word file, or "-" for standard input.
    """
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


# --- build --------------------------------------------------------------------------------------------


@main.command(
    "build",
    epilog=examples(
        "hsreport build summary.txt",
        "hsreport build seeds/*.txt -o build -f pdf,docx",
        "hsreport build summary.txt --style my-style.toml",
    ),
)
@_sources
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
    """Publish each SOURCE as PDF, Word and web page.

    The paths written are printed at the end. A source that fails leaves its old outputs whole, and the others are
    still built.
    """
    given = {key: value for key, value in options.items() if value is not None}
    each = list(dict.fromkeys(sources))
    planned = [_job(source, config, given, tracked) for source in each]
    refuse_clashes(planned)
    at_once = 1 if STANDARD_INPUT in each else min(jobs or cores(), len(each))
    with _progress(len(each) if at_once > 1 else sum(1 + len(job.targets) for job in planned), shown=not quiet) as step:
        if at_once > 1:
            built, errors = in_processes(each, partial(_publish, config, given, tracked), at_once, step)
        else:
            built, errors = _each(planned, lambda job: _outcome(publish(job, step)))
    unsound = [finding for result in built for finding in result.unsound]
    if not quiet:
        for path in (path for result in built for path in result.paths):
            click.echo(path)
        _mention([finding for result in built for finding in result.found])
    print_findings(unsound, err=True)
    _end(errors, reached=reaches(unsound, Severity.ERROR))


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


# --- check --------------------------------------------------------------------------------------------


@main.command(
    "check", epilog=examples("hsreport check summary.txt", "hsreport check *.txt --fail-on warning --format json")
)
@_sources
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@fail_on_option
@tracked_option
@config_option
def check_command(
    sources: tuple[Path, ...], form: str, fail_on: Severity, tracked: Tracked, config: Path | None
) -> None:
    """Print what was found in each SOURCE.

    Slips, doubts, what was left out of the print: each with its line, and a hint what to do. The last line says how
    sure it is who says what, as a whole.
    """
    read, errors = _each(
        dict.fromkeys(sources), lambda source: (source, input_for(source, config_for(source, config), tracked).report())
    )
    flat = [(source, finding) for source, report in read for finding in (*report.findings, *check_record(report))]
    if form == "json":
        _print_json(flat)
    else:
        print_findings(flat)
        for source, report in read:
            click.echo(f"{source}: {sureness(report)}" if len(read) > 1 else sureness(report))
    _end(errors, reached=reaches(flat, fail_on))


def _print_json(findings: Iterable[Placed]) -> None:
    rows = [
        {"file": str(file), "name": RULES[finding.code].name, **msgspec.to_builtins(finding)}
        for file, finding in findings
    ]
    click.echo(msgspec.json.format(msgspec.json.encode(rows), indent=2))


for _command in (extract_command, init_command, styles_command, show_command, schema_command, new_command):
    main.add_command(_command)
main.add_command(themes)
main.add_command(handout_command)
main.add_command(text_command)
main.add_command(diff_command)
main.add_command(rule_command)
main.add_command(rules_command)
main.add_command(volume_command)


# --- Failing ------------------------------------------------------------------------------------------


def _each(items: Iterable[Item], work: Callable[[Item], Result]) -> tuple[list[Result], list[HsreportError]]:
    """Return what `work` makes of each item, and the errors of those it fails on: one bad source does not stop the others."""
    results: list[Result] = []
    errors: list[HsreportError] = []
    for item in items:
        try:
            results.append(work(item))
        except HsreportError as error:
            errors.append(error)
    return results, errors


def _end(errors: Iterable[HsreportError], *, reached: bool = False) -> NoReturn:
    """End the program with the gravest exit code: that of an error, 1 where the bar was reached, or 0."""
    code = int(reached)
    for error in errors:
        click.echo(str(error), err=True)
        if error.hint:
            click.echo(f"  hint: {error.hint}", err=True)
        code = max(code, error.exit_code)
    sys.exit(code)
