"""From a `Report` to HTML by the templates: the one text that the PDF, the Word file and the web page are made from."""

from base64 import b64encode
from collections.abc import Callable, Mapping
from functools import cache
from importlib.metadata import version
from mimetypes import guess_type
from pathlib import Path
from typing import Literal

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from hsreport.errors import SettingsError
from hsreport.model import Report
from hsreport.render.places import place_of
from hsreport.render.style import FontFile, HouseStyle, templates_folder
from hsreport.render.view import AT_A_GLANCE, extract_groups, roster_groups, view_of
from hsreport.render.words import extract_runs, shown_label

Medium = Literal["web", "print", "word"]
PartOfBook = Literal["all", "front", "body", "back"]


@cache
def _environment() -> Environment:
    found = Environment(
        loader=FileSystemLoader(templates_folder()),
        autoescape=select_autoescape(("html", "svg")),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    found.globals |= {
        "at_a_glance": AT_A_GLANCE,
        "extract_groups": extract_groups,
        "extract_runs": extract_runs,
        "place_of": place_of,
        "program_version": version("hsreport"),
        "roster_groups": roster_groups,
        "shown_label": shown_label,
    }
    return found


def render(
    report: Report,
    style: HouseStyle,
    *,
    medium: Medium,
    part: PartOfBook = "all",
    pages: Mapping[str, str] | None = None,
) -> str:
    """A whole HTML document, or one part of the book, in the vocabulary of docs/reference/html.md.

    `pages` gives the folio of each anchor; without it nothing shows a page. The style sheet is not in it:
    `stylesheet` gives that.
    """
    template = _environment().get_template("report.html")
    return template.render(
        report=report,
        symposium=report.symposium,
        style=style,
        medium=medium,
        part=part,
        pages=pages or {},
        view=view_of(report),
        logo=data_url(Path(style.logo)) if style.logo else "",
    )


def stylesheet(style: HouseStyle, medium: Medium, font_url: Callable[[FontFile], str]) -> str:
    """The style sheet of a medium: font faces, tokens as custom properties, then the rules.

    `font_url` says where the bytes of a font file are to be had: a file or a data URL.
    """
    names = ("css/faces.css", "css/tokens.css", "css/base.css", f"css/{medium}.css")
    sheets = (_environment().get_template(name) for name in names)
    return "\n".join(sheet.render(style=style, medium=medium, font_url=font_url, family=family) for sheet in sheets)


def data_url(file: Path) -> str:
    """A picture as a URL that holds its bytes. Raises `SettingsError` where it cannot be read."""
    try:
        encoded = b64encode(file.read_bytes()).decode("ascii")
    except OSError as wrong:
        raise SettingsError(f"cannot be read: {wrong.strerror}", file=str(file)) from None
    return f"data:{guess_type(file.name)[0]};base64,{encoded}"


def family(style: HouseStyle, name: str) -> str:
    """The name that a family has in the style sheet: its own, or one that no installed font has if the style brings it."""
    return f"House {name}" if any(face.family == name for face in style.font_files) else name
