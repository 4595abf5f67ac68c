"""The command line: the only module that prints and exits.

Exit codes: 0 done; 1 findings at or above the bar, or a failure; 2 wrong usage or settings; 130 stopped by Ctrl-C.
"""

import signal
import sys
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path

import click
import msgspec

from hsreport.build import Placed
from hsreport.check.record import check_record
from hsreport.check.sureness import sureness
from hsreport.cli.build import build_command
from hsreport.cli.files import extract_command, init_command, styles_command
from hsreport.cli.handout import handout_command
from hsreport.cli.options import (
    config_option,
    each_of,
    end,
    examples,
    fail_on_option,
    input_for,
    print_findings,
    reaches,
    sources_argument,
    tracked_option,
)
from hsreport.cli.preview import preview_command
from hsreport.cli.rules import rule_command, rules_command
from hsreport.cli.show import new_command, schema_command, show_command
from hsreport.cli.themes import themes
from hsreport.cli.versions import diff_command, text_command
from hsreport.cli.volumes import people_command, volume_command
from hsreport.config import config_for
from hsreport.errors import MORE_MEMORY, HsreportError, OutputError
from hsreport.findings import RULES
from hsreport.values import Severity, Tracked


class _Program(click.Group):
    """A group of commands that ends with a message wherever something fails."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except HsreportError as error:
            end([error])
        except BrokenPipeError:
            raise
        except KeyboardInterrupt:
            click.echo("stopped; every file that was there is whole", err=True)
            sys.exit(128 + signal.SIGINT)
        except MemoryError:
            end([OutputError("there is too little memory; nothing was written", hint=MORE_MEMORY)])
        except OSError as wrong:
            end([OutputError(str(wrong))])


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


# --- check --------------------------------------------------------------------------------------------


@main.command(
    "check", epilog=examples("hsreport check summary.txt", "hsreport check *.txt --fail-on warning --format json")
)
@sources_argument
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
    read, errors = each_of(
        dict.fromkeys(sources), lambda source: (source, input_for(source, config_for(source, config), tracked).report())
    )
    flat = [(source, finding) for source, report in read for finding in (*report.findings, *check_record(report))]
    if form == "json":
        _print_json(flat)
    else:
        print_findings(flat)
        for source, report in read:
            click.echo(f"{source}: {sureness(report)}" if len(read) > 1 else sureness(report))
    end(errors, reached=reaches(flat, fail_on))


def _print_json(findings: Iterable[Placed]) -> None:
    rows = [
        {"file": str(file), "name": RULES[finding.code].name, **msgspec.to_builtins(finding)}
        for file, finding in findings
    ]
    click.echo(msgspec.json.format(msgspec.json.encode(rows), indent=2))


for _command in (
    build_command,
    extract_command,
    init_command,
    styles_command,
    show_command,
    schema_command,
    new_command,
):
    main.add_command(_command)
main.add_command(themes)
main.add_command(handout_command)
main.add_command(text_command)
main.add_command(diff_command)
main.add_command(rule_command)
main.add_command(rules_command)
main.add_command(volume_command)
main.add_command(people_command)
main.add_command(preview_command)
