"""`hsreport rule` and `hsreport rules`: the reading of lines settled by hand, and what that changed."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import click
from msgspec.structs import replace

from hsreport.cli.options import a_path, config_option, enum_option, examples, input_for
from hsreport.config import FILE_NAME, config_for
from hsreport.enrich.themes.rulings import NO_RULINGS
from hsreport.errors import SettingsError
from hsreport.files import write_all
from hsreport.model import Passage, Point, Report
from hsreport.parse.paragraphs import paragraphs
from hsreport.parse.rulings import first_words, placed, rows_of, split
from hsreport.read.source import read_source
from hsreport.settings import appended
from hsreport.values import NOBODY, Is, LineRuling, Role

_source = click.argument("source", type=a_path)


@click.command(
    "rule",
    epilog=examples(
        'hsreport rule summary.txt --line 53 --speaker "Dan Whitlock"',
        "hsreport rule summary.txt --line 53 --speaker nobody",
        "hsreport rule summary.txt --line 60 --is decision",
    ),
)
@_source
@click.option("--line", type=int, required=True, help="A line of the paragraph that is meant.")
@click.option("--speaker", multiple=True, metavar="NAME", help=f"Who says it, or {NOBODY}; more than once for several.")
@enum_option("--is", of=Is, help="What it is.")
@enum_option("--role", of=Role, help="The part of whoever says it, or is listed there, in its session.")
@click.option("--joins", is_flag=True, help="It goes on with what the one who spoke before it says.")
@click.option("--splits-at", metavar="WORDS", default="", help="Words within it with which another paragraph begins.")
@config_option
def rule_command(
    source: Path,
    line: int,
    speaker: tuple[str, ...],
    config: Path | None,
    splits_at: str,
    **what: Is | Role | bool | None,
) -> None:
    """Settle how a line of SOURCE is read, and print what that changes.

    The ruling is put at the end of hsreport.toml, what stands there before is not touched.
    """
    kind, role, joins = what["is"] or None, what["role"] or None, bool(what["joins"])
    if bool(speaker) + bool(kind) + bool(role) + joins + bool(splits_at) != 1:
        raise click.UsageError("give one of --speaker, --is, --role, --joins and --splits-at")
    who = speaker[0] if len(speaker) == 1 else speaker
    ruling = LineRuling(
        _words_at(source, line),
        line,
        who,
        Is(str(kind)) if kind else None,
        joins,
        splits_at,
        Role(str(role)) if role else None,
        source.name,
    )
    path = config or source.parent / FILE_NAME
    before = path.read_bytes() if path.is_file() else b""
    settings = config_for(source, config)
    both = (settings, replace(settings, ruling=(*settings.ruling, ruling)))
    old, new = (_reading(input_for(source, each).report()) for each in both)
    write_all({path: appended(before, "ruling", rows_of(ruling)).on(before)})
    click.echo("\n".join(_changes(old, new)) or "nothing is read otherwise")


@click.command("rules", epilog=examples("hsreport rules summary.txt"))
@_source
@config_option
def rules_command(source: Path, config: Path | None) -> None:
    """List the rulings on lines of SOURCE, each with what it changes; those that a Word file brings back are among them."""
    given = input_for(source, config_for(source, config))
    received = given.read()
    report = given.report(received)
    every, lines = report.author.rulings, paragraphs(received.lines)
    parted, _ = split(every, lines, source.name)
    alone = given._replace(rulings=NO_RULINGS)
    for ruling in every:
        others = replace(report.author, rulings=tuple(other for other in every if other is not ruling))
        click.echo(f"“{ruling.begins}” ({_meaning(ruling)})")
        before = alone.report(replace(received, author=others))
        changes = list(_changes(_reading(before), _reading(report)))
        found = placed([ruling], lines if ruling.splits_at else parted, source.name).by_paragraph
        nothing = "nothing is read otherwise" if found else "no paragraph, or more than one, begins so"
        click.echo("\n".join(f"  {change}" for change in changes or [nothing]))


def _words_at(source: Path, line: int) -> str:
    """Take the first words of the paragraph that a line is in."""
    here = next(
        (here for here in paragraphs(read_source(source).lines) if here.span.first <= line <= here.span.last), None
    )
    if here is None:
        raise SettingsError(f"line {line} is empty, or is not there", file=str(source), hint="give a line with words")
    return first_words(here)


def _meaning(ruling: LineRuling) -> str:
    if ruling.joins or ruling.splits_at:
        return "joins" if ruling.joins else f"splits at “{ruling.splits_at}”"
    if ruling.role:
        return f"role {ruling.role}"
    return f"is {ruling.kind}" if ruling.kind else ", ".join(ruling.speakers) or NOBODY


def _reading(report: Report) -> Mapping[int, str]:
    """Tell for each line of a source what begins on it, or who says that."""
    names = {speaker.id: speaker.name.display for speaker in report.speakers}
    roles = {
        (one.id, part.session): f" ({part.role})"
        for one in report.speakers
        for part in one.appearances
        if part.role is not Role.SPEAKER
    }

    def who(passage: Passage, point: Point) -> str:
        here = passage.session.id if passage.session else None
        return ", ".join(names[each] + roles.get((each, here), "") for each in report.said_by[point.number])

    return {
        passage.span.first: who(passage, passage.point) or NOBODY if passage.point else str(passage.kind)
        for passage in report.symposium.passages()
        if passage.span
    }


def _changes(old: Mapping[int, str], new: Mapping[int, str]) -> Iterator[str]:
    for line in sorted(old.keys() | new.keys()):
        before, after = old.get(line, "part of the paragraph above"), new.get(line, "part of the paragraph above")
        if before != after:
            yield f"line {line}: {before} → {after}"
