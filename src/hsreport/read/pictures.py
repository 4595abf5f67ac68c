"""Pictures of a summary: found beside it or in it, opened with care, made small enough for print.

Nothing is fetched from a network, and no file outside the folder of the source is opened. What is kept is a PNG or a JPEG
that holds nothing but the picture: no place, no camera, no transparency.
"""

import hashlib
import re
import warnings
from base64 import b64decode
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import unquote, unquote_to_bytes

from msgspec.structs import replace

from hsreport.findings import finding
from hsreport.read.drawings import drawn, is_drawing
from hsreport.read.text import one_line, printable
from hsreport.source import Line
from hsreport.values import Finding, Image, SourceSpan

MOST_BYTES = 32 * 1024 * 1024
MOST_PIXELS, PIXELS_IN_ALL = 64_000_000, 640_000_000
LARGEST = 2480, 3508
"""The pixels of a sheet of A4 at 300 dots an inch, more than which no measure needs."""
_SCREEN, _SHARPEST = 96, 6.25
"""The points of a screen to the inch, and how many of a picture for print may stand in one of these."""
_KINDS = ("PNG", "JPEG", "GIF", "WEBP")
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]+:|//", re.IGNORECASE)
_TOO_LARGE = "it is too large"
_REASONS = {"UnidentifiedImageError": "it is no PNG, JPEG, GIF, WebP or SVG", "DecompressionBombError": _TOO_LARGE}
"""What errors of Pillow say of a picture, by their names; others, that it is damaged."""
Opened = Any
"""A picture of Pillow, which is imported where it is needed."""


class _UnprintedError(Exception):
    """Why a picture is not printed."""


class Album:
    """Takes the pictures of a source."""

    def __init__(self, name: str = "") -> None:
        """Look for files in the folder of the source of that name, if it is a file."""
        self.folder = Path(name).resolve().parent if Path(name).is_file() else None
        self.data: dict[str, bytes] = {}
        """The bytes of each picture by their SHA-256."""
        self.findings: list[Finding] = []
        self._room = PIXELS_IN_ALL
        self._known: dict[str | bytes, Image] = {}

    def line(self, found: str | bytes, span: SourceSpan, alt: str, caption: str = "", what: str = "") -> Line | None:
        """A picture as a line, its caption as the words; one that is not printed leaves its words, and none if it has none.

        `found` is its bytes or its address; `what` is how messages call it, if not by the address.
        """
        alt, caption = (one_line(printable(words)) for words in (alt, caption))
        what = what or str(found)[:80]
        try:
            if found not in self._known:
                self._known[found] = self._taken(found if isinstance(found, bytes) else _bytes_at(found, self.folder))
            image = replace(self._known[found], alt=alt)
        except _UnprintedError as why:
            self.findings.append(finding("HS107", span, what=f"{what} ({why})"))
            words = _joined(alt, caption)
            return Line(span, words, own=True, picture=Image()) if words else None
        if not alt:
            self.findings.append(finding("HS109", span, what=what))
        return Line(span, caption, own=True, picture=image)

    def images(self, found: Mapping[str, bytes]) -> dict[str, Image]:
        """Those of many that can be printed, by what they are called."""
        images = {}
        for name, data in found.items():
            with suppress(_UnprintedError):
                images[name] = self._taken(data)
        return images

    def _taken(self, data: bytes) -> Image:
        from PIL import Image as Opener
        from PIL import ImageOps

        if not data or len(data) > MOST_BYTES:
            raise _UnprintedError(_TOO_LARGE)
        sharper = 1.0
        if is_drawing(data):
            try:
                data, sharper = drawn(data, LARGEST)
            except ValueError as error:
                raise _UnprintedError(str(error)) from error
        try:
            with warnings.catch_warnings(action="ignore"), _whole():
                opened = Opener.open(BytesIO(data), formats=_KINDS)
                self._room -= opened.width * opened.height
                if opened.width * opened.height > MOST_PIXELS or self._room < 0:
                    raise _UnprintedError(_TOO_LARGE)
                opened.load()
                kind, plain = f"image/{'jpeg' if opened.format in {'JPEG', 'MPO'} else 'png'}", _is_plain(opened, data)
                shown = ImageOps.exif_transpose(opened)
                said = opened.info.get("dpi", (0,))[0] if kind == "image/png" else 0
                sharper = max(sharper, min(round(said / _SCREEN, 2), _SHARPEST))
        except (OSError, ValueError, SyntaxError, KeyError, IndexError, Opener.DecompressionBombError) as error:
            raise _UnprintedError(_REASONS.get(type(error).__name__, "it is damaged")) from error
        if not plain:
            shown = _opaque(shown)
            shown.thumbnail(LARGEST)
            made = BytesIO()
            shown.save(
                made, kind.partition("/")[2], quality=92, **{"dpi": (sharper * _SCREEN,) * 2} if sharper > 1 else {}
            )
            data = made.getvalue()
        digest = hashlib.sha256(data).hexdigest()
        self.data[digest] = data
        wide, high = (max(1, round(side / sharper)) for side in shown.size)
        return Image(digest, kind, wide, high)


@contextmanager
def _whole() -> Iterator[None]:
    """Context manager: a picture that is cut off is an error, whatever another library has set for all."""
    from PIL import ImageFile

    before, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before


def captioned(picture: Line, lines: Sequence[Line]) -> Line:
    """A picture with the words of other lines as its caption."""
    caption = " ".join(line.text.strip() for line in lines)
    words = caption if picture.picture and picture.picture.sha256 else _joined(picture.text, caption)
    spans = [line.span for line in (picture, *lines)]
    span = SourceSpan(min(each.first for each in spans), max(each.last for each in spans))
    return replace(picture, text=words, span=span)


def _joined(*words: str) -> str:
    return ": ".join(dict.fromkeys(filter(None, words)))


def _is_plain(opened: Opened, data: bytes) -> bool:
    """Whether a JPEG is one that can be kept as it is: small enough, and nothing but the picture."""
    parts = {part for part, _ in getattr(opened, "applist", [("APP1", b"")])}
    small = opened.width <= LARGEST[0] and opened.height <= LARGEST[1]
    return small and opened.mode in {"RGB", "L"} and parts <= {"APP0"} and data.endswith(b"\xff\xd9")


def _opaque(opened: Opened) -> Opened:
    """The colours of a picture on white, without all that is written beside them."""
    from PIL import Image as Opener

    if opened.mode.startswith("I"):
        opened = opened.point(lambda value: value / 256).convert("L")
    if opened.has_transparency_data:
        clear = opened.convert("RGBA")
        opened = Opener.alpha_composite(Opener.new("RGBA", clear.size, "white"), clear)
    mode = "L" if opened.mode in {"1", "L"} else "RGB"
    bare = Opener.new(mode, opened.size)
    bare.paste(opened.convert(mode))
    return bare


def _bytes_at(address: str, folder: Path | None) -> bytes:
    """The bytes that an address in a source means: its own, or those of a file below its folder."""
    if address[:5].casefold() == "data:":
        head, _, body = address[5:].partition(",")
        try:
            return b64decode(unquote(body)) if head.endswith(";base64") else unquote_to_bytes(body)
        except ValueError as error:
            raise _UnprintedError("it is damaged") from error
    if _ELSEWHERE.match(address):
        raise _UnprintedError("nothing is fetched; save it beside the source")
    name = unquote(re.split(r"[?#]", address)[0])
    try:
        file = ((folder or Path()) / name).resolve()
        up = ".." in re.split(r"[/\\]", name) or Path(name).is_absolute()
        if up or (folder and not file.is_relative_to(folder)):
            raise _UnprintedError("it lies outside the folder of the source")
        if folder and file.is_file():
            with file.open("rb") as opened:
                return opened.read(MOST_BYTES + 1)
    except (OSError, ValueError, RuntimeError) as error:
        raise _UnprintedError("it cannot be read") from error
    raise _UnprintedError("there is no such file")
