"""From a `Report` to HTML by the templates: the one text that the PDF, the Word file and the web page are made from."""

import os
import traceback
from base64 import b64encode
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from importlib.metadata import version
from mimetypes import guess_type
from pathlib import Path
from typing import Literal

from jinja2 import (
    BaseLoader,
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    PrefixLoader,
    StrictUndefined,
    TemplateError,
    TemplateSyntaxError,
)
from jinja2.sandbox import ImmutableSandboxedEnvironment

from hsreport.errors import SettingsError
from hsreport.model import HeadKind, Picture, Report
from hsreport.render.html.agenda import agenda_of
from hsreport.render.html.dates import created
from hsreport.render.html.participants import participants_of
from hsreport.render.html.places import locations_of
from hsreport.render.html.rows import on_paper, table_of, tables_among
from hsreport.render.html.runs import bare_lead, extract_runs, foreign, goes_on, shown_label, side
from hsreport.render.html.themes import themes_in_print, voice_of
from hsreport.render.html.view import BESIDE, is_short, roster_groups, speaking, view_of
from hsreport.render.style.tokens import FontFile, HouseStyle
from hsreport.settings import templates_folder
from hsreport.values import SourceSpan

Medium = Literal["web", "print", "word"]
PartOfBook = Literal["all", "front", "body", "back", "index", "themes"]

_HINT = "docs/reference/html.md lists what a template is given, and the elements it may use"


def font_family(style: HouseStyle, name: str) -> str:
    """Name a family as the style sheet does: its own name, or one that no installed font has if the style brings it."""
    return f"House {name}" if any(face.family == name for face in style.font_files) else name


GIVEN = (
    agenda_of,
    bare_lead,
    extract_runs,
    font_family,
    goes_on,
    locations_of,
    on_paper,
    participants_of,
    roster_groups,
    shown_label,
    side,
    speaking,
    table_of,
    tables_among,
    themes_in_print,
    voice_of,
)
"""Functions that a template may call, beside `picture_url`."""


@cache
def _environment(own: str) -> Environment:
    """Set up the built-in templates; those in the folder `own` come first, and run in a sandbox."""
    kind = ImmutableSandboxedEnvironment if own else Environment
    found = kind(
        loader=_loader(own),
        autoescape=lambda name: name is not None and name.endswith((".html", ".svg")),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    found.globals |= {function.__name__: function for function in (*GIVEN, picture_url)}
    found.globals |= {"beside": BESIDE, "program_version": version("hsreport")}
    found.filters |= {"foreign": foreign}
    return found


def _loader(own: str) -> BaseLoader:
    """Look in the folder `own`, then among the built-in templates; "built-in/report.html" is always the built-in one."""
    built_in = FileSystemLoader(templates_folder())
    first = [FileSystemLoader(own)] if own else []
    return ChoiceLoader([*first, built_in, PrefixLoader({"built-in": built_in})])


@contextmanager
def _refusing(own: str) -> Iterator[None]:
    """Context manager: an error in a user's template is raised as a `SettingsError` with its file and line."""
    try:
        yield
    except TemplateError as wrong:
        if not own:
            raise
        file, line = _place(wrong, own)
        raise SettingsError(
            wrong.message or str(wrong), file=file, span=SourceSpan(line, line) if line else None, hint=_HINT
        ) from None


def _place(wrong: TemplateError, own: str) -> tuple[str, int]:
    """Find the innermost line of a user's template that an error came through."""
    if isinstance(wrong, TemplateSyntaxError):
        return wrong.filename or own, wrong.lineno
    frames = traceback.extract_tb(wrong.__traceback__)
    return next(
        ((frame.filename, frame.lineno or 0) for frame in reversed(frames) if frame.filename.startswith(own)), (own, 0)
    )


def render(
    report: Report,
    style: HouseStyle,
    *,
    medium: Medium,
    part: PartOfBook = "all",
    pages: Mapping[str, str] | None = None,
) -> str:
    """Render a report as a whole HTML document, or one part of the book, in the vocabulary of docs/reference/html.md.

    `pages` gives the folio of each anchor; without it nothing shows a page. The style sheet is not in it:
    `stylesheet` gives that.
    """
    short = is_short(report, style)
    return filled("report.html", report, style, medium=medium, part=part, pages=pages or {}, short=short)


def filled(template: str, report: Report, style: HouseStyle, **words: object) -> str:
    """Render a template with what all of them are given about a report, and `words` of its own."""
    about = {
        "report": report,
        "symposium": report.symposium,
        "view": view_of(report, style),
        "created": created(report.symposium.head_text(HeadKind.DATE), os.environ),
    }
    return set_in(template, style, **about, **words)


def set_in(template: str, style: HouseStyle, **words: object) -> str:
    """Render a template of a style with `words`."""
    with _refusing(style.templates):
        found = _environment(style.templates).get_template(template)
        return found.render(style=style, logo=data_url(Path(style.logo)) if style.logo else "", **words)


def stylesheet(style: HouseStyle, medium: Medium, font_url: Callable[[FontFile], str], *more: str) -> str:
    """Render the style sheet of a medium: font faces, tokens as custom properties, rules, last those in `more`.

    `font_url` says where the bytes of a font file are to be had: a file or a data URL.
    """
    names = ("css/faces.css", "css/tokens.css", "css/base.css", f"css/{medium}.css", *more)
    with _refusing(style.templates):
        sheets = (_environment(style.templates).get_template(name) for name in names)
        return "\n".join(sheet.render(style=style, medium=medium, font_url=font_url) for sheet in sheets)


def data_url(file: Path) -> str:
    """Encode a picture as a data URL. Raises `SettingsError` where it cannot be read."""
    try:
        return _data_url(guess_type(file.name)[0], file.read_bytes())
    except OSError as wrong:
        raise SettingsError(f"cannot be read: {wrong.strerror}", file=str(file)) from None


def picture_url(report: Report, picture: Picture) -> str:
    """Encode a picture of the text as a data URL; empty for one that is not printed."""
    data = report.pictures.get(picture.image.sha256)
    return _data_url(picture.image.media_type, data) if data else ""


def _data_url(kind: str | None, data: bytes) -> str:
    return f"data:{kind};base64,{b64encode(data).decode('ascii')}"
