"""`hsreport volume` and `people`: many reports as one book, and who the people in it are."""

from collections.abc import Sequence
from functools import partial
from importlib.metadata import version
from pathlib import Path

import click
import msgspec
from msgspec.structs import replace

from hsreport.batch.cluster import on_cluster
from hsreport.batch.kept import Kept
from hsreport.batch.manifest import digest_of
from hsreport.batch.processes import Task, cores, in_processes
from hsreport.build import Binding, Outputs, ToBind, contributions_of, publish, volume
from hsreport.cli.files import write_new
from hsreport.cli.options import (
    a_path,
    config_option,
    end_with,
    examples,
    formats_option,
    input_for,
    jobs_option,
    print_findings,
    scheduler_option,
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
from hsreport.render.pdf.join import Laid
from hsreport.render.pdf.volume import Engine, Layout
from hsreport.render.style.tokens import HouseStyle, files_of, load_style
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
@jobs_option
@scheduler_option
@tracked_option
@config_option
def volume_command(
    sources: tuple[Path, ...],
    config: Path | None,
    *,
    jobs: int | None,
    scheduler: str | None,
    tracked: Tracked,
    **options: str | tuple[Format, ...] | None,
) -> None:
    """Publish several SOURCEs as one book, with one index of everybody who speaks in them.

    SOURCE may also be one volume.toml, which names the reports and what each is called. Reports that are as they were are
    not laid out again for the PDF.
    """
    described = _described(sources)
    settled = replace(described, **{key: value for key, value in options.items() if value is not None})
    reports = _to_bind(settled, config, tracked)
    beside = sources[0].parent / AUTHORITY
    people = Path(settled.people) if settled.people else beside if beside.is_file() else None
    stem = sources[0].stem if sources[0].suffix == ".toml" else "volume"
    binding = Binding(settled.title, settled.editors, authority_in(people) if people else (), stem)
    outputs = Outputs(Path(settled.output), known_formats(settled.formats))
    style, kept = load_style(settled.style), Kept(outputs.folder / f".{stem}.laid-out", Laid)
    engine = _engine(kept, style, jobs or cores(), scheduler)
    built = publish(volume(reports, binding, style, outputs, engine))
    kept.tidy()
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


def _engine(kept: Kept[Laid], style: HouseStyle, jobs: int, scheduler: str | None) -> Engine:
    """Return what lays reports out at once, here or on a cluster, but for those that are kept."""
    files = files_of(style)
    known = f"{version('hsreport')} {version('weasyprint')} {digest_of(files)}"

    def lay_out(layouts: Sequence[Layout]) -> list[Laid]:
        tasks = []
        for layout in layouts:
            given = msgspec.json.encode((known, layout.args, layout.keywords), enc_hook=str, order="deterministic")
            tasks.append((given, Task(layout.keywords["prefix"][1:-1], layout)))
        at_once = partial(in_processes, processes=min(jobs, len(tasks)))
        return kept.results(tasks, partial(on_cluster, address=scheduler, files=files) if scheduler else at_once)

    return lay_out


def _described(sources: Sequence[Path]) -> VolumeFile:
    """Return the volume that a file describes, or that sources are."""
    if len(sources) == 1 and sources[0].suffix == ".toml":
        return read_volume_file(sources[0])
    return VolumeFile(tuple(ReportFile(str(source)) for source in sources))
