"""The command line. Only this module prints and exits.

Exit codes: 0 done, 1 findings at or above the bar or a failure, 2 usage or settings.
"""

import sys
from collections.abc import Callable, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

import click
import msgspec

from hsreport import build as making
from hsreport.config import FORMATS, Config, config_for
from hsreport.errors import HsreportError
from hsreport.model import Report
from hsreport.read.source import read_source
from hsreport.render import show as forms
from hsreport.render.audit import audit
from hsreport.settings import close_match
from hsreport.values import Finding, Severity

SEVERITIES = [each.value for each in Severity]
"""From the mildest to the gravest."""
_FORMS = {"outline": forms.as_outline, "json": forms.as_json, "records": forms.as_records}


class _Failure(click.ClickException):
    """A failure of ours as click ends a program: message, hint, exit code."""

    def __init__(self, error: HsreportError) -> None:
        super().__init__(str(error))
        self.hint = error.hint
        self.exit_code = error.exit_code  # type: ignore[misc]

    def show(self, file: Any = None) -> None:
        click.echo(self.message, err=True)
        if self.hint:
            click.echo(f"  hint: {self.hint}", err=True)


class _Group(click.Group):
    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except HsreportError as error:
            raise _Failure(error) from error


def _examples(*lines: str) -> str:
    return "\b\nExamples:\n" + "\n".join(f"  {line}" for line in lines)


_sources = click.argument("sources", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="SOURCE...")
_source = click.argument("source", type=click.Path(path_type=Path))
_config = click.option("--config", type=click.Path(path_type=Path), help="Settings; else hsreport.toml beside SOURCE.")


@click.group(
    cls=_Group,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog=_examples(
        "hsreport build summary.txt",
        "hsreport check summary.txt --fail-on warning",
        "hsreport show summary.txt --format outline",
    ),
)
@click.version_option(version("hsreport"), prog_name="hsreport")
def main() -> None:
    """Turn a rapporteur's plain summary of a symposium into a PDF, a Word file and a web page."""


@main.command(
    epilog=_examples(
        "hsreport build summary.txt",
        "hsreport build seeds/*.txt -o build -f pdf,docx",
        "hsreport build summary.txt --style my-style.toml",
    )
)
@_sources
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Folder to write to; build/ unless set.")
@click.option("-f", "--formats", metavar="LIST", help="Any of pdf,docx,html, parted by commas; all unless set.")
@click.option("--style", metavar="NAME_OR_FILE", help="House style; briefing unless set.")
@_config
@click.option("-q", "--quiet", is_flag=True, help="Print errors only.")
def build(  # noqa: PLR0913, PLR0917 - one argument an option
    sources: tuple[Path, ...],
    output: Path | None,
    formats: str | None,
    style: str | None,
    config: Path | None,
    quiet: bool,
) -> None:
    """Make the publications of each SOURCE; prints the paths written."""
    for first, second in making.same_names(sources):
        raise click.UsageError(f"{first} and {second} would be written under one name; build them into two folders")
    jobs = [(source, _settings(source, config, formats, style)) for source in sources]
    steps = sum(
        2 + len(set(settings.formats) | ({"pdf"} if "docx" in settings.formats else set())) for _, settings in jobs
    )
    found: list[tuple[Path, Finding]] = []
    paths: list[Path] = []
    with _progress(steps, shown=not quiet) as step:
        for source, settings in jobs:
            built = making.build(source, settings, output or Path(settings.output or "build"), step)
            paths += built.paths
            found += [(source, each) for each in built.findings]
    if not quiet:
        click.echo("\n".join(str(path) for path in paths))
        _summarise(found)
    if any(each.severity is Severity.ERROR for _, each in found):
        _print_findings([pair for pair in found if pair[1].severity is Severity.ERROR], err=True)
        sys.exit(1)


def _settings(source: Path, config: Path | None, formats: str | None, style: str | None) -> Config:
    """The settings for a source, those of the command line laid over those of its file."""
    settings = config_for(source, config)
    wanted = tuple(name.strip() for name in formats.split(",")) if formats else settings.formats
    for unknown in (name for name in wanted if name not in FORMATS):
        raise click.BadParameter(f"unknown format “{unknown}”; {close_match(unknown, FORMATS)}", param_hint="--formats")
    return msgspec.structs.replace(settings, formats=wanted, style=style or settings.style)


class _progress:  # noqa: N801 - a context manager that reads like a function
    """A progress bar on a terminal, nothing elsewhere; gives the function that moves it on."""

    def __init__(self, steps: int, *, shown: bool) -> None:
        hidden = not (shown and sys.stderr.isatty())
        self.bar: Any = click.progressbar(length=steps, label="Building", file=sys.stderr, hidden=hidden)

    def __enter__(self) -> Callable[[], None]:
        self.bar.__enter__()
        return lambda: self.bar.update(1)

    def __exit__(self, *failure: object) -> None:
        self.bar.__exit__(*failure)


def _summarise(found: Sequence[tuple[Path, Finding]]) -> None:
    """How many findings there are, and how to read them."""
    counts = {name: sum(each.severity == name for _, each in found) for name in reversed(SEVERITIES)}
    told = ", ".join(f"{count} {name}{'s' if count > 1 else ''}" for name, count in counts.items() if count)
    if told:
        click.echo(f"Findings in the source: {told}; read them with: hsreport check", err=True)


@main.command(epilog=_examples("hsreport check summary.txt", "hsreport check *.txt --fail-on warning --format json"))
@_sources
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="text unless set.")
@click.option(
    "--fail-on",
    type=click.Choice(SEVERITIES),
    default="error",
    help="Exit with 1 from this severity on; error unless set.",
)
@_config
def check(sources: tuple[Path, ...], form: str, fail_on: str, config: Path | None) -> None:
    """Print what was found in each SOURCE: slips, doubts, things left out, each with its line and a hint."""
    found = [(source, each) for source in sources for each in _report(source, config).findings]
    if form == "json":
        click.echo(_as_json(found))
    else:
        _print_findings(found)
    if any(SEVERITIES.index(each.severity) >= SEVERITIES.index(fail_on) for _, each in found):
        sys.exit(1)


def _print_findings(found: Sequence[tuple[Path, Finding]], *, err: bool = False) -> None:
    for source, each in found:
        line = f":{each.span.first}" if each.span else ""
        click.echo(f"{source}{line}: {each.severity} {each.code}: {each.message}", err=err)
        if each.hint:
            click.echo(f"  hint: {each.hint}", err=err)


def _as_json(found: Sequence[tuple[Path, Finding]]) -> str:
    rows = [{"source": str(source), **msgspec.to_builtins(each)} for source, each in found]
    return msgspec.json.format(msgspec.json.encode(rows), indent=2).decode()


def _report(source: Path, config: Path | None) -> Report:

    return making.read_report(source, config_for(source, config))


@main.command(epilog=_examples("hsreport show summary.txt", "hsreport show summary.txt --format json > report.json"))
@_source
@click.option(
    "--format",
    "form",
    type=click.Choice([*_FORMS, "audit"]),
    default="outline",
    help="outline unless set.",
)
@_config
def show(source: Path, form: str, config: Path | None) -> None:
    """Print how SOURCE was read: as an outline, the whole model, flat records, or line by line."""
    report = _report(source, config)
    if form == "audit":
        click.echo(audit(report, [line.text for line in read_source(source).lines]), nl=False)
    else:
        click.echo(_FORMS[form](report), nl=False)


@main.command()
def schema() -> None:
    """Print the JSON Schema of `hsreport show --format json`."""
    click.echo(forms.schema(), nl=False)
