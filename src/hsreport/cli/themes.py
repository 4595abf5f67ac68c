"""`hsreport themes`: vocabularies listed, shown, checked, tested, and what could be added to them."""

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import click
from msgspec.structs import replace

from hsreport.build import Input
from hsreport.cli.options import a_path, config_option, fail_on_option, input_for, print_findings, reaches
from hsreport.config import config_for, load_vocabulary
from hsreport.enrich.themes.assign import themed_texts
from hsreport.enrich.themes.auto import for_document, own_subjects
from hsreport.enrich.themes.inspection import inspect
from hsreport.enrich.themes.scoring import Marks, Tally, read_marks, tallies
from hsreport.enrich.themes.skos import as_skos
from hsreport.enrich.themes.suggest import suggestions
from hsreport.enrich.themes.vocabulary import ThemeTerms, Vocabulary, builtin_names, builtin_vocabulary
from hsreport.errors import SettingsError
from hsreport.values import Severity

_sources = click.argument("sources", nargs=-1, type=a_path, metavar="[SOURCE]...")
_vocabulary = click.option(
    "-v", "--vocabulary", metavar="NAME_OR_FILE", help="A vocabulary instead of the one that the settings name."
)


@click.group("themes")
def themes() -> None:
    """Look into the vocabularies that themes are assigned by, and try them."""


@themes.command("list")
def list_command() -> None:
    """List the vocabularies that are built in."""
    for name in builtin_names():
        vocabulary = builtin_vocabulary(name)
        terms = sum(len(entry.terms) for entry in vocabulary.entries)
        click.echo(
            f"{name:<18} {len(vocabulary.entries):>3} themes {terms:>5} terms  {vocabulary.language}  {vocabulary.title}"
        )


# --- show ---------------------------------------------------------------------------------------------


def _as_text(vocabulary: Vocabulary) -> str:
    return "".join(f"{line}\n" for line in _lines(vocabulary))


def _lines(vocabulary: Vocabulary) -> Iterator[str]:
    yield f"{vocabulary.title} ({vocabulary.language}); threshold {vocabulary.threshold}, weak from {vocabulary.weak}"
    for entry in vocabulary.entries:
        yield from ("", *_entry_lines(entry))


def _entry_lines(entry: ThemeTerms) -> Iterator[str]:
    theme = entry.theme
    yield f"{theme.id}: {theme.label}"
    for name, value in (
        ("scope", theme.scope),
        ("broader", theme.broader),
        ("see also", ", ".join(theme.see_also)),
        ("unless", ", ".join(entry.unless)),
    ):
        if value:
            yield f"  {name}: {value}"
    for term in entry.terms:
        company = f" with {' or '.join(term.company)}" if term.company else ""
        unless = f" unless {' or '.join(term.unless)}" if term.unless else ""
        yield f"  {term.weight:g}  {term.words}{company}{unless}"


_SHOWN: dict[str, Callable[[Vocabulary], str]] = {
    "text": _as_text,
    "turtle": lambda vocabulary: as_skos(vocabulary, ".ttl"),
    "rdf": lambda vocabulary: as_skos(vocabulary, ".rdf"),
}
"""What `--format` may name."""


@themes.command("show")
@click.argument("vocabulary", metavar="NAME_OR_FILE")
@click.option("--format", "form", type=click.Choice(list(_SHOWN)), default="text", show_default=True)
def show_command(vocabulary: str, form: str) -> None:
    """Print a vocabulary: its themes, what they are about, and by which terms they are known.

    As Turtle or RDF/XML it is SKOS.
    """
    click.echo(_SHOWN[form](load_vocabulary(vocabulary)), nl=False)


# --- check --------------------------------------------------------------------------------------------


@themes.command("check")
@click.argument("vocabulary", metavar="NAME_OR_FILE")
@_sources
@fail_on_option
def check_command(vocabulary: str, sources: tuple[Path, ...], fail_on: Severity) -> None:
    """Print what is doubtful in a vocabulary.

    Terms that clash, that stand in each other's way or never count, that catch words of another meaning; with SOURCE,
    also those that are in none of them.
    """
    words = load_vocabulary(vocabulary)
    reports = [Input(source, words).report() for source in sources]
    texts = [text for report in reports for text in themed_texts(report.symposium)]
    findings = [(Path(vocabulary), finding) for finding in inspect(words, texts)]
    print_findings(findings)
    sys.exit(int(reaches(findings, fail_on)))


# --- test ---------------------------------------------------------------------------------------------


@themes.command("test")
@click.argument("marks", nargs=-1, required=True, type=a_path, metavar="MARKS...")
@_vocabulary
@config_option
@click.option("--at-least", type=float, default=0.0, metavar="F1", help="Exit with 1 where the F1 of all is lower.")
def test_command(marks: tuple[Path, ...], vocabulary: str | None, config: Path | None, at_least: float) -> None:
    """Score a vocabulary against documents that a person has marked.

    MARKS are JSON files; each names its document. Printed are precision, recall and F1 by theme.
    """
    total: dict[str, Tally] = {}
    for path in marks:
        for theme, tally in _tallied(path, vocabulary, config).items():
            total[theme] = total.get(theme, Tally()) + tally
    whole = sum(total.values(), Tally())
    click.echo(f"{'theme':<24} {'precision':>9} {'recall':>9} {'F1':>9} {'right':>6} {'wrong':>6} {'missed':>6}")
    for name, tally in (*sorted(total.items()), ("all", whole)):
        figures = f"{tally.precision:>9.3f} {tally.recall:>9.3f} {tally.f1:>9.3f}"
        click.echo(f"{name:<24} {figures} {tally.right:>6} {tally.wrong:>6} {tally.missed:>6}")
    sys.exit(int(whole.f1 < at_least))


def _tallied(path: Path, vocabulary: str | None, config: Path | None) -> dict[str, Tally]:
    try:
        marks = read_marks(path.read_bytes(), str(path))
    except OSError as wrong:
        raise SettingsError(f"cannot be read: {wrong.strerror}", file=str(path)) from None
    source = _document(path, marks)
    report = _settled(source, vocabulary, config).report()
    lines = {text.anchor: text.span.first for text in themed_texts(report.symposium)}
    assigned_to: dict[int, list[str]] = {}
    for assigned in report.assignments:
        if assigned.strong:
            assigned_to.setdefault(lines[assigned.anchor], []).append(assigned.theme)
    return tallies(marks, assigned_to)


def _document(path: Path, marks: Marks) -> Path:
    """Return the document of marks: as its path is seen from their folder or one above it, or beside them by its name alone."""
    folders = (path.resolve().parent, *path.resolve().parents)
    places = [*(folder / marks.document for folder in folders), path.parent / Path(marks.document).name]
    for place in places:
        if place.is_file():
            return place
    raise SettingsError(f"its document “{marks.document}” is not there", file=str(path), hint="put it beside the marks")


# --- suggest ------------------------------------------------------------------------------------------


@themes.command("suggest")
@click.argument("source", type=a_path)
@_vocabulary
@config_option
@click.option("--most", type=int, default=30, show_default=True, metavar="N", help="Themes to print.")
def suggest_command(source: Path, vocabulary: str | None, config: Path | None, most: int) -> None:
    """Print subjects of SOURCE that no term covers, as tables [[theme]] for a vocabulary or for hsreport.toml.

    Where "auto" chooses the themes, these are all that it finds, under their ids. A comment says in which points each is, and
    which theme most of these have. Nothing is assigned by it.
    """
    given = _settled(source, vocabulary, config)
    report = given.report()
    texts = themed_texts(report.symposium, report.said_by)
    shown = {text.anchor: str(text.number or f"line {text.span.first}") for text in texts}
    own = own_subjects(texts, report.symposium, report.speakers, most)
    chosen = for_document(given.vocabulary, texts, report.symposium, report.speakers)
    for suggested in suggestions(
        own, texts, report.assignments, given.vocabulary if chosen.is_own else chosen.vocabulary
    ):
        shared = (
            f"; most have “{suggested.theme}”"
            if suggested.theme and suggested.theme != suggested.entry.theme.id
            else ""
        )
        places = ", ".join(shown[anchor] for anchor in suggested.anchors)
        click.echo(f"[[theme]]  # {places}{shared}")
        click.echo(f"id = {_quoted(suggested.entry.theme.id)}\nlabel = {_quoted(suggested.entry.theme.label)}")
        click.echo(f"terms = [{', '.join(_quoted(term.words) for term in suggested.entry.terms)}]\n")


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


# --- Reading ------------------------------------------------------------------------------------------


def _settled(source: Path, vocabulary: str | None, config_file: Path | None) -> Input:
    """Return a source to be read by its settings, with the vocabulary given instead of the one that they name."""
    config = config_for(source, config_file)
    return input_for(source, replace(config, vocabulary=vocabulary) if vocabulary else config)
