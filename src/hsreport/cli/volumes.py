"""`hsreport volume` and `people`: many reports as one book, and who the people in it are."""

from collections.abc import Sequence
from pathlib import Path

import click
from msgspec.structs import replace

from hsreport.build import Binding, Outputs, ToBind, contributions_of, publish, volume
from hsreport.cli.files import write_new
from hsreport.cli.options import (
    a_path,
    config_option,
    end_with,
    examples,
    formats_option,
    input_for,
    print_findings,
    tracked_option,
)
from hsreport.config import (
    ReportFile,
    VolumeFile,
    authority_in,
    config_for,
    known_formats,
    read_volume_file,
)
from hsreport.enrich.people.across import across
from hsreport.read.source import STANDARD_INPUT
from hsreport.render.style.tokens import load_style
from hsreport.render.text.people import authority_text
from hsreport.values import Format, Tracked

AUTHORITY = "people.toml"

_sources = click.argument("sources", nargs=-1, required=True, type=a_path, metavar="SOURCE...")


@click.command(
    "volume",
    epilog=examples(
        "hsreport volume 2001.txt 2002.txt 2003.docx -o proceedings --title Proceedings", "hsreport volume volume.toml"
    ),
)
@_sources
@click.option("-o", "--output", metavar="DIR", help="Folder to write to.  [default: build]")
@formats_option
@click.option("--style", metavar="NAME_OR_FILE", help="House style.  [default: briefing]")
@click.option("--title", metavar="WORDS", help="What the volume is called.")
@click.option("--people", metavar="FILE", help=f"The authority file.  [default: {AUTHORITY} beside the first SOURCE]")
@tracked_option
@config_option
def volume_command(
    sources: tuple[Path, ...], config: Path | None, tracked: Tracked, **options: str | tuple[Format, ...] | None
) -> None:
    """Publish several SOURCEs as one book, with one index of everybody who speaks in them.

    SOURCE may also be one volume.toml, which names the reports and what each is called.
    """
    described = _described(sources)
    settled = replace(described, **{key: value for key, value in options.items() if value is not None})
    reports = _to_bind(settled, config, tracked)
    beside = sources[0].parent / AUTHORITY
    people = Path(settled.people) if settled.people else beside if beside.is_file() else None
    binding = Binding(settled.title, settled.editors, authority_in(people) if people else ())
    outputs = Outputs(Path(settled.output), known_formats(settled.formats))
    stem = sources[0].stem if sources[0].suffix == ".toml" else "volume"
    built = publish(volume(reports, binding, load_style(settled.style), outputs, stem))
    print_findings(built.doubts, err=True)
    print_findings(built.findings, err=True)
    end_with(built)


@click.command("people", epilog=examples("hsreport people 2001.txt 2002.txt", "hsreport people volume.toml -o -"))
@_sources
@click.option(
    "-o", "--output", type=a_path, metavar="FILE", help=f"The file to write; - prints it.  [default: {AUTHORITY}]"
)
@tracked_option
@config_option
def people_command(sources: tuple[Path, ...], output: Path | None, config: Path | None, tracked: Tracked) -> None:
    """Write a first authority file of everybody who speaks in SOURCEs, with what is in doubt as comments.

    No file that is there is touched.
    """
    reports = _to_bind(_described(sources), config, tracked)
    contributions = contributions_of(reports, [each.given.read() for each in reports])
    people, _ = across([(each.label, each.report) for each in contributions])
    text = authority_text(people)
    if output == STANDARD_INPUT:
        click.echo(text, nl=False)
    else:
        write_new({output or Path(AUTHORITY): text.encode()})


def _to_bind(described: VolumeFile, config: Path | None, tracked: Tracked) -> list[ToBind]:
    """Return the reports of a volume, each to be read by its settings."""
    inputs = [input_for(Path(each.source), config_for(Path(each.source), config), tracked) for each in described.report]
    return [ToBind(given, each.label, each.title) for given, each in zip(inputs, described.report, strict=True)]


def _described(sources: Sequence[Path]) -> VolumeFile:
    """Return the volume that a file describes, or that sources are."""
    if len(sources) == 1 and sources[0].suffix == ".toml":
        return read_volume_file(sources[0])
    return VolumeFile(tuple(ReportFile(str(source)) for source in sources))
