"""`hsreport text` and `hsreport diff`: a file that was edited as a summary again, and what changed in it."""

import os
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path

import click
import msgspec

from hsreport.build import publish, redline
from hsreport.cli.options import a_path, end_with, input_for, print_findings, tracked_option
from hsreport.config import config_for, style_of
from hsreport.editions.changes import Change, changes, wordings
from hsreport.errors import OutputError
from hsreport.files import write_all
from hsreport.model import Report
from hsreport.ooxml.changes import Hand
from hsreport.read.source import source_from_bytes
from hsreport.render.html.dates import created
from hsreport.render.text.markdown import markdown
from hsreport.render.text.plain import plain_text
from hsreport.values import Tracked

# --- text ---------------------------------------------------------------------------------------------


@click.command("text", short_help="Print SOURCE as a plain summary.")
@click.argument("source", type=a_path)
@click.option("-o", "--output", type=a_path, metavar="FILE", help="File to write to.  [default: standard output]")
@tracked_option
def text_command(source: Path, output: Path | None, tracked: Tracked) -> None:
    """Print SOURCE as a plain summary, which is read as SOURCE is; into a FILE that ends in .md as Markdown, with all its marks.

    A Word file that hsreport made gives the summary that it was made from, with what was edited in Word edited in it. Where
    plain text cannot say what SOURCE says by its format, a warning tells so.
    """
    given = input_for(source, config_for(source), tracked)
    received = given.read()
    marked = output is not None and output.suffix.lower() in {".md", ".markdown"}
    written = markdown(received.lines, dict(received.pictures)) if marked else plain_text(received.lines)
    again = source_from_bytes(written.encode(), "summary.md" if marked else "summary.txt")
    if _said(given.report(again)) != _said(given.report(received)):
        click.echo(f"{source}: warning: the text is not read quite as the file is", err=True)
        hint = (
            "compare with `hsreport diff`"
            if marked
            else "write it as Markdown (-o FILE.md), or compare with `hsreport diff`"
        )
        click.echo(f"  hint: {hint}", err=True)
    if output:
        write_all({output: written.encode()})
    else:
        click.echo(written, nl=False)


def _said(report: Report) -> tuple[object, ...]:
    """What a report says, with what is marked in it and its pictures."""
    return list(wordings(report)), list(report.symposium.spans.values()), report.pictures


# --- diff ---------------------------------------------------------------------------------------------


@click.command("diff", short_help="Print what changed from OLD to NEW.")
@click.argument("old", type=a_path)
@click.argument("new", type=a_path)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("-o", "--output", type=a_path, metavar="FILE.docx", help="Write NEW with the changes tracked in it.")
@click.option("--author", default="hsreport", show_default=True, help="Who the tracked changes are by.")
@tracked_option
def diff_command(old: Path, new: Path, form: str, output: Path | None, tracked: Tracked, **by: str) -> None:
    """Print what changed from OLD to NEW, by speaker and point. Each may be a file of any format that is read.

    With -o the changes are written, as tracked changes of a Word file: accept all for NEW, reject all for OLD.
    """
    before, after = input_for(old, config_for(old)), input_for(new, config_for(new), tracked)
    if output:
        if output.suffix.lower() != ".docx":
            raise OutputError(
                "tracked changes are for Word", file=str(output), hint="give it a name that ends in .docx"
            )
        hand = Hand(by["author"], created("", os.environ))
        built = publish(redline(before, after, output, style_of(config_for(new)), hand))
        print_findings(built.findings, err=True)
        end_with(built)
    changed = changes(before.report(), after.report())
    if form == "json":
        click.echo(msgspec.json.format(msgspec.json.encode(changed), indent=2))
        return
    for row in told(changed):
        click.echo(row)


def told(changed: Sequence[Change]) -> Iterator[str]:
    """Yield changes for people, under the speaker and the session of each."""
    for place, group in groupby(changed, _place):
        yield place
        for change in group:
            yield f"  {_name(change)} {change.kind}"
            yield from (f"    {row}" for row in _words(change))


def _words(change: Change) -> Iterator[str]:
    """Yield the words before and after, once where they are the same."""
    old, new = change.old, change.new
    if old and new and old.text == new.text:
        yield f"= {new.text}"
        if old.speaker != new.speaker:
            yield f"speaker was {old.speaker}"
        return
    yield from [f"- {old.text}"] if old else []
    yield from [f"+ {new.text}"] if new else []


def _place(change: Change) -> str:
    passage = change.new or change.old
    return (
        ", ".join(filter(None, (passage.speaker, passage.session)))
        if passage and (passage.speaker or passage.session)
        else "Document"
    )


def _name(change: Change) -> str:
    """Return what changed, and its number: a point 3, or one that is now 5."""
    earlier = change.old or change.new
    numbers = [passage.number for passage in (change.old, change.new) if passage and passage.number is not None]
    if earlier is None or not numbers:
        return earlier.what if earlier else ""
    now = f", now {numbers[-1]}" if numbers[-1] != numbers[0] else ""
    return f"{earlier.what} {numbers[0]}{now}"
