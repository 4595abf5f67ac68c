"""What the commands share: paths, options, examples, sources by their settings, and how findings are printed."""

import sys
from collections.abc import Callable, Iterable
from enum import StrEnum
from pathlib import Path
from typing import NoReturn, TypeVar

import click

from hsreport.build import Built, Input, Placed
from hsreport.config import Config, known_formats, vocabulary_of
from hsreport.errors import HsreportError
from hsreport.values import Format, Severity, Tracked

Item = TypeVar("Item")
Result = TypeVar("Result")

GRAVITY = {severity: rank for rank, severity in enumerate(Severity)}

a_path = click.Path(readable=False, path_type=Path)
config_option = click.option(
    "--config", type=a_path, metavar="FILE", help="Settings; else hsreport.toml beside SOURCE."
)
sources_argument = click.argument("sources", nargs=-1, required=True, type=a_path, metavar="SOURCE...")
Decorator = Callable[[Callable[..., None]], Callable[..., None]]


def enum_option(*names: str, of: type[StrEnum], default: StrEnum | None = None, help: str) -> Decorator:  # noqa: A002
    """Return an option that takes the value of an enumeration, "ua-1+a-3a", and gives its member; without default, None."""
    return click.option(
        *names,
        type=click.Choice([member.value for member in of]),
        callback=lambda _context, _option, given: given and of(given),
        default=default and default.value,
        show_default=default is not None,
        help=help,
    )


fail_on_option = enum_option(
    "--fail-on", of=Severity, default=Severity.ERROR, help="Exit with 1 where a finding is as grave as this."
)
tracked_option = enum_option(
    "--tracked", of=Tracked, default=Tracked.ACCEPT, help="What to do with the tracked changes of a Word file."
)

jobs_option = click.option(
    "-j", "--jobs", type=click.IntRange(1), help="Sources worked on at once.  [default: the cores]"
)
scheduler_option = click.option("--scheduler", metavar="ADDRESS", help="Work on a dask cluster: tcp://HOST:PORT.")


def _formats(_context: click.Context, _option: click.Parameter, given: str | None) -> tuple[Format, ...] | None:
    return known_formats([name.strip() for name in given.split(",")]) if given is not None else None


formats_option = click.option(
    "-f", "--formats", metavar="LIST", callback=_formats, help=f"Any of {','.join(Format)}.  [default: all]"
)


def examples(*lines: str) -> str:
    """Return examples for the end of a command's help."""
    return "\n".join(("\b", "Examples:", *(f"  {line}" for line in lines)))


def input_for(source: Path, config: Config, tracked: Tracked = Tracked.ACCEPT) -> Input:
    """Return a source to be read by its settings."""
    return Input(source, vocabulary_of(config), config.people, config.rulings, tracked)


def print_findings(findings: Iterable[Placed], *, err: bool = False) -> None:
    """Print each finding with its file and line, and a hint."""
    for file, finding in findings:
        line = f":{finding.span.first}" if finding.span else ""
        click.echo(f"{file}{line}: {finding.severity} {finding.code}: {finding.message}", err=err)
        click.echo(f"  hint: {finding.hint}", err=err)


def reaches(findings: Iterable[Placed], bar: Severity) -> bool:
    """Tell whether a finding is as grave as the bar."""
    return any(GRAVITY[finding.severity] >= GRAVITY[bar] for _, finding in findings)


def end_with(built: Built) -> NoReturn:
    """Print the paths written, and end the program: with 1 where a report or a file is not sound."""
    for path in built.paths:
        click.echo(path)
    sys.exit(int(reaches(built.findings, Severity.ERROR)))


def each_of(items: Iterable[Item], work: Callable[[Item], Result]) -> tuple[list[Result], list[HsreportError]]:
    """Return what `work` makes of each item, and the errors of those it fails on: one bad source does not stop the others."""
    results: list[Result] = []
    errors: list[HsreportError] = []
    for item in items:
        try:
            results.append(work(item))
        except HsreportError as error:
            errors.append(error)
    return results, errors


def end(errors: Iterable[HsreportError], *, reached: bool = False) -> NoReturn:
    """End the program with the gravest exit code: that of an error, 1 where the bar was reached, or 0."""
    code = int(reached)
    for error in errors:
        click.echo(str(error), err=True)
        if error.hint:
            click.echo(f"  hint: {error.hint}", err=True)
        code = max(code, error.exit_code)
    sys.exit(code)
