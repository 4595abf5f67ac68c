"""`hsreport show`, `schema` and `new`: a source as it was read, and the start of one."""

from pathlib import Path

import click

from hsreport.cli.options import a_path, config_option, examples, input_for, tracked_option
from hsreport.config import config_for
from hsreport.errors import OutputError
from hsreport.files import write_all
from hsreport.render.text.show import FORMS, schema_json
from hsreport.settings import templates_folder
from hsreport.values import Tracked

_FORMS_HELP = """Print how SOURCE was read.

\b
outline  for people: sessions, speakers and points, with their lines
json     the whole report; `hsreport schema` describes it
records  sessions, people and points, flat
cast     who was taken for a person and why, who was not, and how the text prints who speaks
audit    every line of the source, and what it became
"""


@click.command(
    "show",
    help=_FORMS_HELP,
    epilog=examples("hsreport show summary.txt", "hsreport show summary.txt --format json > report.json"),
)
@click.argument("source", type=a_path)
@click.option("--format", "form", type=click.Choice(list(FORMS)), default="outline", show_default=True)
@tracked_option
@config_option
def show_command(source: Path, form: str, tracked: Tracked, config: Path | None) -> None:
    """Print how SOURCE was read."""
    given = input_for(source, config_for(source, config), tracked)
    received = given.read()
    click.echo(FORMS[form](given.report(received), received), nl=False)


@click.command("schema", epilog=examples("hsreport schema > report.schema.json"))
def schema_command() -> None:
    """Print the JSON Schema of `hsreport show --format json`."""
    click.echo(schema_json(), nl=False)


@click.command("new", epilog=examples("hsreport new summary.txt"))
@click.argument("path", type=a_path)
def new_command(path: Path) -> None:
    """Write a starter summary to PATH, to be filled in; a file that is there is never touched."""
    if path.exists():
        raise OutputError("it is there already", file=str(path), hint="choose another name")
    write_all({path: (templates_folder() / "starter.txt").read_bytes()})
    click.echo(path)
