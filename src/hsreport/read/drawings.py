"""Drawings (SVG) as pictures of points, so that they are the same in page, PDF and Word file.

They are drawn by a process of its own, which is ended where it takes too long or too much memory. Nothing in a drawing is run,
and one that refers to anything outside itself is not drawn.
"""

import re
import subprocess
import sys
from collections.abc import Iterator

from lxml import etree

from hsreport.settings import templates_folder

MOST_BYTES = 8 * 1024 * 1024
SECONDS = 20
_SHARPER = 3
"""How many points a drawing gets for each of its own, 96 to the inch, for print."""
_DRAWING = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:<\?.*?\?>\s*|<!--.*?-->\s*|<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>\s*)*<(?:\w+:)?svg[\s>/]", re.DOTALL)  # fmt: skip
_LENGTH = re.compile(r"\s*\+?(\d+(?:\.\d*)?|\.\d+)\s*(px|pt|pc|mm|cm|in)?\s*")
_UNITS = {"px": 1.0, "pt": 4 / 3, "pc": 16.0, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0}
_INSIDE = re.compile(r"#|data:image/(?:png|jpeg|gif|webp);base64,", re.IGNORECASE)
_DRAW = """
import sys
try:
    import resource
    resource.setrlimit(resource.RLIMIT_AS, (3 << 30, 3 << 30))
except ImportError:
    pass
import resvg_py
wide, high, fonts = sys.argv[1:]
drawn = resvg_py.svg_to_bytes(
    svg_string=sys.stdin.buffer.read().decode(), width=int(wide), height=int(high), background="white", dpi=96, font_dirs=[fonts],
    font_family="Inter", serif_family="Literata", sans_serif_family="Inter",
)
sys.stdout.buffer.write(bytes(drawn))
"""


def is_drawing(data: bytes) -> bool:
    """Tell whether a file is an SVG."""
    return _DRAWING.match(data[:65536]) is not None


def drawn(data: bytes, largest: tuple[int, int]) -> tuple[bytes, float]:
    """Return a drawing as PNG, at most so large, and how many of its points make one of a screen.

    Raises `ValueError` for one that is damaged, refers to what is outside, or takes too much time or memory.
    """
    if len(data) > MOST_BYTES:
        raise ValueError("it is too large")
    try:
        root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))
    except etree.XMLSyntaxError as error:
        raise ValueError("it is damaged") from error
    if any(not _INSIDE.match(address) for address in _references(root)):
        raise ValueError("it refers to what is outside it")
    wide, high = _size(root)
    root.set("width", str(wide))
    root.set("height", str(high))
    scale = min(_SHARPER, largest[0] / wide, largest[1] / high)
    size = (str(max(1, round(side * scale))) for side in (wide, high))
    command = [sys.executable, "-c", _DRAW, *size, str(templates_folder() / "fonts")]
    try:
        done = subprocess.run(command, input=etree.tostring(root), capture_output=True, timeout=SECONDS, check=False)  # noqa: S603
    except subprocess.TimeoutExpired as error:
        raise ValueError("it is too large") from error
    if done.returncode:
        raise ValueError("it is damaged")
    return done.stdout, scale


def _references(root: etree._Element) -> Iterator[str]:
    """Yield what the elements of a drawing refer to; links are followed by nobody."""
    for element in root.iter("{*}*"):
        if etree.QName(element).localname != "a":
            yield from (
                str(each).strip() for name, each in element.attrib.items() if str(name).rpartition("}")[2] == "href"
            )


def _size(root: etree._Element) -> tuple[float, float]:
    """Return width and height in points of the screen; the shape of its view where it does not say them."""
    given = [_LENGTH.fullmatch(str(root.get(side, ""))) for side in ("width", "height")]
    numbers = re.findall(r"[-+.\deE]+", str(root.get("viewBox", "")))
    view = [float(each) for each in numbers[2:4]] if len(numbers) == 4 else [300.0, 150.0]
    found = [float(each[1]) * _UNITS[each[2] or "px"] if each else 0.0 for each in given]
    if not all(found):
        known = next((side / of for side, of in zip(found, view, strict=True) if side and of), 1.0)
        found = [side * known for side in view]
    wide, high = (max(1.0, side) for side in found)
    return wide, high
