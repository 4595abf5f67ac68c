"""`hsreport preview`: a source beside its publication, in the browser."""

from contextlib import suppress
from pathlib import Path

import click

from hsreport.cli.options import a_path, config_option, examples, tracked_option
from hsreport.errors import SettingsError
from hsreport.read.source import STANDARD_INPUT
from hsreport.values import Tracked

_EXTRA = {"pypdfium2", "starlette", "uvicorn"}


@click.command("preview", epilog=examples("hsreport preview summary.txt", "hsreport preview summary.txt --read-only"))
@click.argument("source", type=a_path)
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="Port to listen on.  [default: any free one]")
@click.option("--no-browser", is_flag=True, help="Print the address and open nothing.")
@click.option("--read-only", is_flag=True, help="Write no rulings.")
@tracked_option
@config_option
def preview_command(  # noqa: PLR0913  each is an option
    source: Path, config: Path | None, tracked: Tracked, *, port: int, no_browser: bool, read_only: bool
) -> None:
    """Show SOURCE beside its publication, and settle by click or key who says what.

    The page is new with each change of source, settings and style. Rulings go into hsreport.toml. Ctrl-C ends it.
    """
    try:
        from hsreport.preview.reading import Asked
        from hsreport.preview.server import serve
    except ModuleNotFoundError as missing:
        if missing.name not in _EXTRA:
            raise
        raise SettingsError(f"{missing.name} is missing", hint="pip install 'hsreport[preview]'") from None
    if source == STANDARD_INPUT or not source.is_file():
        raise SettingsError("there is no such file", file=str(source), hint="name a file: its changes are followed")

    def started(address: str) -> None:
        click.echo(f"{address}  (Ctrl-C ends it)")
        if not no_browser:
            click.launch(address)

    with suppress(KeyboardInterrupt):
        serve(Asked(source, config, tracked, read_only), port, started)
    click.echo("the preview has ended")
