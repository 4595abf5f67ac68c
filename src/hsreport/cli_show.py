"""`hsreport show`, `schema` and `new`: a source as it was read, and the start of one."""

from pathlib import Path

import click

from hsreport.build import report_of, write_all
from hsreport.config import config_for, vocabulary_of
from hsreport.errors import OutputError
from hsreport.model import Report
from hsreport.read.source import Source, read_source
from hsreport.render.show import FORMS, schema_json
from hsreport.render.style import templates_folder
from hsreport.values import Tracked

_a_path = click.Path(readable=False, path_type=Path)

tracked_option = click.option(
    "--tracked",
    type=click.Choice([each.value for each in Tracked]),
    callback=lambda _context, _option, given: Tracked(given),
    default=Tracked.ACCEPT.value,
    show_default=True,
    help="What to do with the tracked changes of a Word file.",
)


def report_from(received: Source, source: Path, config_file: Path | None = None) -> Report:
    """What is worked out of a source by the settings that it has."""
    config = config_for(source, config_file)
    return report_of(received, vocabulary_of(config), config.person, config.rulings)


def _examples(*lines: str) -> str:
    return "\n".join(("\b", "Examples:", *(f"  {line}" for line in lines)))


_FORMS_HELP = """Print how SOURCE was read.

\b
outline  for people: sessions, speakers and points, with their lines
json     the whole report; `hsreport schema` describes it
records  sessions, people and points, flat
audit    every line of the source, and what it became
"""


@click.command(
    "show",
    help=_FORMS_HELP,
    epilog=_examples("hsreport show summary.txt", "hsreport show summary.txt --format json > report.json"),
)
@click.argument("source", type=_a_path)
@click.option("--format", "form", type=click.Choice(list(FORMS)), default="outline", show_default=True)
@tracked_option
@click.option("--config", type=_a_path, metavar="FILE", help="Settings; else hsreport.toml beside SOURCE.")
def show_command(source: Path, form: str, tracked: Tracked, config: Path | None) -> None:
    """Print how SOURCE was read."""
    received = read_source(source, tracked)
    click.echo(FORMS[form](report_from(received, source, config), received), nl=False)


@click.command("schema", epilog=_examples("hsreport schema > report.schema.json"))
def schema_command() -> None:
    """Print the JSON Schema of `hsreport show --format json`."""
    click.echo(schema_json(), nl=False)


@click.command("new", epilog=_examples("hsreport new summary.txt"))
@click.argument("path", type=_a_path)
def new_command(path: Path) -> None:
    """Write a starter summary to PATH, to be filled in; a file that is there is never touched."""
    if path.exists():
        raise OutputError("it is there already", file=str(path), hint="choose another name")
    write_all({path: (templates_folder() / "starter.txt").read_bytes()})
    click.echo(path)
