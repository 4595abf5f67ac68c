"""`hsreport styles`, `init` and `extract`: looks listed and begun, and what is attached to a PDF."""

from collections.abc import Mapping
from pathlib import Path

import click

from hsreport.cli.options import a_path, examples
from hsreport.errors import OutputError
from hsreport.files import write_all
from hsreport.render.pdf.attachments import attachments_of
from hsreport.render.style.listing import OWN_TEMPLATE, own_style, style_list, style_text
from hsreport.render.style.tokens import load_style


@click.command("styles", epilog=examples("hsreport styles", "hsreport styles ministry"))
@click.argument("name", required=False)
def styles_command(name: str | None) -> None:
    """List the built-in house styles, or print all tokens of one: NAME is a built-in style or a .toml file."""
    click.echo(style_text(load_style(name)) if name else style_list(), nl=False)


@click.command("init", epilog=examples("hsreport init our-style.toml", "hsreport init our-style.toml --from ministry"))
@click.argument("path", type=a_path)
@click.option("--from", "base", default="briefing", show_default=True, help="The built-in style to start from.")
@click.option("--templates", is_flag=True, help="Also start a folder of templates beside it.")
def init_command(path: Path, base: str, *, templates: bool) -> None:
    """Write a house style of your own to PATH, every token in it to be changed; no file that is there is touched."""
    if path.suffix != ".toml":
        raise OutputError("a house style ends in .toml", file=str(path), hint=f"call it {path.stem}.toml")
    folder = f"{path.stem}-templates" if templates else ""
    files = {path: own_style(base, templates=folder).encode()}
    if templates:
        files[path.parent / folder / "report.html"] = OWN_TEMPLATE.encode()
    write_new(files)


@click.command(
    "extract", epilog=examples("hsreport extract build/summary.pdf", "hsreport extract summary.pdf -o record")
)
@click.argument("path", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="FILE.pdf")
@click.option("-o", "--output", type=a_path, default=Path(), metavar="DIR", help="Folder to write to.  [default: .]")
def extract_command(path: Path, output: Path) -> None:
    """Write the files attached to a PDF: the summary as received, and what was worked out of it, as JSON.

    Both are given back byte for byte. No file that is there is touched.
    """
    write_new(
        {output / Path(attached.name).name: attached.data for attached in attachments_of(path.read_bytes(), str(path))}
    )


def write_new(files: Mapping[Path, bytes]) -> None:
    """Write files where there are none, and print their paths."""
    for path in files:
        if path.exists():
            raise OutputError("it is there already", file=str(path), hint="choose another name or folder")
    write_all(files)
    for path in files:
        click.echo(path)
