"""The web page: one file that needs no network, no script and no installed font."""

import re
from base64 import b64encode
from io import BytesIO
from pathlib import Path

from hsreport.model import Report
from hsreport.render.html.quotes import shown
from hsreport.render.html.templating import render, stylesheet
from hsreport.render.style.tokens import FontFile, HouseStyle, without_code

FEATURES = ("kern", "liga", "calt", "ccmp", "mark", "mkmk", "locl", "lnum", "onum", "pnum", "tnum", "smcp")
"""OpenType features that the style sheet may ask for; the others stay behind."""


def render_html(report: Report, style: HouseStyle) -> bytes:
    """Render the web page as UTF-8 bytes, its fonts embedded and subset: some 15 kB each as WOFF2."""
    return in_one_file(render(shown(report, style), style, medium="web"), style)


def in_one_file(page: str, style: HouseStyle, *sheets: str) -> bytes:
    """Embed the style sheet, more `sheets` of the templates and the fonts into a page of the templates."""
    characters = frozenset(re.sub("<[^>]*>", "", page))
    style = style if "<code" in page else without_code(style)
    css = stylesheet(style, "web", lambda face: _font_url(face, characters), *sheets)
    return page.replace("</head>", f"<style>\n{css}</style>\n</head>", 1).encode()


def _font_url(face: FontFile, characters: frozenset[str]) -> str:
    return f"data:font/woff2;base64,{b64encode(subset(Path(face.file), characters)).decode('ascii')}"


def subset(font: Path, characters: frozenset[str]) -> bytes:
    """Subset a font file to these characters, as WOFF2; the same bytes for the same input."""
    import uharfbuzz
    from fontTools.ttLib import TTFont

    wanted = uharfbuzz.SubsetInput()
    wanted.unicode_set.set({ord(character) for character in characters})
    wanted.layout_feature_tag_set.set({int.from_bytes(tag.encode(), "big") for tag in FEATURES})
    wanted.flags = uharfbuzz.SubsetFlags.NO_HINTING
    cut = uharfbuzz.subset(uharfbuzz.Face(uharfbuzz.Blob.from_file_path(font)), wanted)
    with TTFont(BytesIO(cut.blob.data), recalcTimestamp=False) as whole, BytesIO() as packed:
        whole.flavor = "woff2"
        whole.save(packed)
        return packed.getvalue()
