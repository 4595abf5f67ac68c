"""`hsreport handout`: what people hold in the room."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import click
from msgspec.structs import replace

from hsreport.build import Outputs, handouts, publish
from hsreport.cli.options import Decorator, a_path, config_option, end_with, enum_option, input_for, print_findings
from hsreport.cli.review import review as review_names
from hsreport.config import config_for, known_formats, style_of
from hsreport.editions.cut import Choice, Kind
from hsreport.errors import OutputError, SettingsError
from hsreport.render.handout.order import Order
from hsreport.render.pdf.impose import Flip, Layout, Sheets
from hsreport.render.style.tokens import HouseStyle
from hsreport.render.style.worn import SIZES_MM, Paper

LAYOUTS_HELP = """Print what is handed out in the room: one edition of SOURCE, on the paper you have.

\b
single         2-up            4-up           booklet
+-------+   +-------+-------+   +---+---+   +-------+-------+
|       |   |       |       |   | 1 | 2 |   |       :       |
|   1   |   |   1   |   2   |   +---+---+   |   8   :   1   |
|       |   |       |       |   | 3 | 4 |   |       :       |
+-------+   +-------+-------+   +---+---+   +-------+-------+
a page      side by side,       four pages  front of the outer sheet;
a sheet     to be cut                       2 and 7 are on its back

A page is set for the place that it gets: it is never cut, and no smaller than can be read.
Points keep the numbers that they have in the full document.
"""
EXAMPLES = """\b
Examples:
  hsreport handout summary.txt --session 2 --notes
  hsreport handout summary.txt --all-sessions
  hsreport handout summary.txt --brief --rule chatham-house
  hsreport handout summary.txt --layout booklet --paper A3
"""
FLAGS = ("all_sessions", "large", "lines", "gray", "punch", "participants")


def _options(*options: Decorator) -> Decorator:
    """Return several options as one decorator, in the order of the help."""

    def decorate(command: Callable[..., None]) -> Callable[..., None]:
        for option in reversed(options):
            command = option(command)
        return command

    return decorate


_editions = _options(
    click.option("--session", metavar="ID", help="One session: roster, points, room for notes."),
    click.option("--speaker", metavar="NAME", help="Everything one person said, with its context."),
    click.option("--theme", metavar="ID", help="What was said on one theme of the appendix."),
    click.option("--brief", is_flag=True, help="One or two pages: at a glance, the concluding points, how to cite."),
    click.option("--all-sessions", is_flag=True, help="A folder with a handout for each session."),
)
_looks = _options(
    click.option("--large-print", "large", is_flag=True, help="18 pt sans serif, ragged, open lines, one column."),
    click.option("--notes", "lines", is_flag=True, help="Points on the left, ruled lines on the right."),
    click.option("--punch", is_flag=True, help="Keep 20 mm free for holes at both edges."),
    click.option("--gray", is_flag=True, help="No colour; what is read keeps its contrast."),
    click.option("--rule", type=click.Choice(["chatham-house"]), help="No attribution: nobody is named."),
    click.option("--participants", is_flag=True, help="With --rule: keep a list of who took part."),
    click.option("--review", is_flag=True, help="With --rule: list what may be a name; on a terminal, settle it."),
    click.option("--allow", is_flag=True, help="With --rule: write even where a name may be left in the wording."),
)
_paper = _options(
    enum_option("--layout", of=Layout, default=Layout.SINGLE, help="See above."),
    enum_option("--paper", of=Paper, help="What is printed on.  [default: A4, Letter in a style on Letter]"),
    enum_option("--flip", of=Flip, help="The edge that the printer turns over.  [default: upright]"),
    click.option(
        "--signature", type=int, default=0, metavar="PAGES", help="Pages of a booklet folded together.  [default: all]"
    ),
    click.option(
        "--creep",
        "creep_mm",
        type=float,
        default=0.1,
        show_default=True,
        metavar="MM",
        help="Thickness of a sheet of a booklet.",
    ),
    click.option("--crop-marks", is_flag=True, help="Marks where to cut; pages shrink to make room."),
    click.option("--fold-marks", is_flag=True, help="Marks where to fold."),
)
_files = _options(
    click.option("-o", "--output", metavar="DIR", help="Folder to write to.  [default: build]"),
    click.option("-f", "--formats", metavar="LIST", default="pdf", show_default=True, help="Any of pdf,docx,html."),
    click.option("--style", metavar="NAME_OR_FILE", help="House style.  [default: briefing]"),
    config_option,
)


@click.command("handout", help=LAYOUTS_HELP, short_help="Print what is handed out in the room.", epilog=EXAMPLES)
@click.argument("source", type=a_path)
@_editions
@_looks
@_paper
@_files
def handout_command(source: Path, config: Path | None, *, allow: bool, review: bool, **given: Any) -> None:  # noqa: ANN401
    """Write the handouts of a source and print their paths; what was found goes to standard error."""
    settings = config_for(source, config)
    formats = known_formats([name.strip() for name in given["formats"].split(",")])
    style = style_of(replace(settings, style=given["style"] or settings.style))
    order = replace(_order(given, style), settled=settings.anonymous)
    if review:
        review_names(input_for(source, settings), replace(order, chatham_house=True), config)
        return
    outputs = Outputs(Path(given["output"] or settings.output), formats)
    built = publish(handouts(input_for(source, settings), style, order, outputs, allow=allow))
    print_findings((*built.doubts, *built.findings), err=True)
    if not built.paths:
        raise OutputError(
            "names may be left in the wording; nothing was written",
            file=str(source),
            hint="settle them in hsreport.toml, [anonymous] things or people (--review asks for each); or reword the lines, or accept them with --allow",
        )
    end_with(built)


def _order(given: Mapping[str, Any], style: HouseStyle) -> Order:
    """Return the order that the options make. A `SettingsError` where two of them ask for different editions."""
    asked = [Choice(kind, given[kind]) for kind in (Kind.SESSION, Kind.SPEAKER, Kind.THEME) if given[kind] is not None]
    asked += [Choice(Kind.BRIEF)] * given["brief"]
    if len(asked) + given["all_sessions"] > 1:
        raise SettingsError(
            "one edition at a time", hint="--session, --speaker, --theme, --brief and --all-sessions exclude each other"
        )
    if given["participants"] and not given["rule"]:
        raise SettingsError("--participants goes with --rule", hint="rosters are in every other edition anyway")
    letter = (style.page.width_mm, style.page.height_mm) == SIZES_MM[Paper.LETTER]
    size = SIZES_MM[given["paper"] or (Paper.LETTER if letter else Paper.A4)]
    rest = (given[name] for name in ("flip", "signature", "creep_mm", "crop_marks", "fold_marks"))
    sheets = Sheets(given["layout"], *size, *rest)
    choice = asked[0] if asked else Choice()
    return Order(choice, sheets, chatham_house=bool(given["rule"]), **{flag: given[flag] for flag in FLAGS})
