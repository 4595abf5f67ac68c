"""What the commands share: paths, options, examples, and a report by the settings of its source."""

from pathlib import Path

import click

from hsreport.build import report_of
from hsreport.config import config_for, vocabulary_of
from hsreport.model import Report
from hsreport.source import Source
from hsreport.values import Tracked

a_path = click.Path(readable=False, path_type=Path)
config_option = click.option(
    "--config", type=a_path, metavar="FILE", help="Settings; else hsreport.toml beside SOURCE."
)
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


def examples(*lines: str) -> str:
    return "\n".join(("\b", "Examples:", *(f"  {line}" for line in lines)))
