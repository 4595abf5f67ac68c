"""House styles as text: the list of those that are built in, all tokens of one, and the start of one's own."""

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import msgspec

from hsreport.render.style.tokens import HouseStyle, load_style, style_names
from hsreport.settings import templates_folder

OWN_TEMPLATE = """\
{# What differs from the built-in template, block by block; delete what you do not change. #}
{% extends "built-in/report.html" %}

{% block cover %}
{{ super() }}
{% endblock %}
"""
"""The first template of a user: it changes nothing, and shows where a change goes."""


def style_list() -> str:
    """List the built-in styles, a line for each: name, title, paper, size of text."""
    return "".join(f"{name:20}{_summary(load_style(name))}\n" for name in style_names())


def _summary(style: HouseStyle) -> str:
    page = style.page
    return f"{style.title:22}{page.width_mm:g} × {page.height_mm:g} mm, {style.fonts.text} {style.sizes.text_pt:g} pt"


def style_text(style: HouseStyle) -> str:
    """Print all tokens of a style as TOML, inherited ones included."""
    return "\n".join(_lines(_tokens(style))) + "\n"


def own_style(base: str, *, templates: str = "") -> str:
    """Write a style file that extends `base`, with each token as a comment to be uncommented and changed."""
    tokens = _tokens(load_style(base))
    own: dict[str, object] = {"extends": base, "title": f"{tokens.pop('title')}, our own"}
    if templates:
        own["templates"] = templates
        del tokens["templates"]
    head = ["# A house style of your own. Take the # off a line, and off the [table] above it, and change it.", ""]
    rest = (f"# {line}".rstrip() if line else "" for line in _lines(tokens))
    return "\n".join([*head, *_lines(own), *rest]) + "\n"


def _tokens(style: HouseStyle) -> dict[str, object]:
    """List the tokens by name; a file of the templates goes by its bare name, as a style would give it."""
    tokens: dict[str, object] = msgspec.to_builtins(style)
    fonts = str(templates_folder() / "fonts")
    tokens["font_files"] = [
        face | {"file": Path(face["file"]).name} if str(Path(face["file"]).parent) == fonts else face
        for face in msgspec.to_builtins(style.font_files)
    ]
    return tokens


def _lines(tokens: Mapping[str, object]) -> Iterator[str]:
    """Write plain values, then tables, then lists of tables: the order that TOML asks for."""
    plain = {key: value for key, value in tokens.items() if not isinstance(value, dict | list)}
    yield from _pairs(plain)
    for key, value in tokens.items():
        if isinstance(value, dict):
            yield from ("", f"[{key}]", *_pairs(value))
        for table in value if isinstance(value, list) else ():
            yield from ("", f"[[{key}]]", *_pairs(table))


def _pairs(table: Mapping[str, object]) -> Iterable[str]:
    """Write keys and values; a JSON string, number or truth value is one of TOML too."""
    return (f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in table.items())
