"""The text as received: a file, or what comes on standard input, as numbered lines; nothing is changed.

Which reader takes the bytes apart is a matter of `hsreport.read.formats`.
"""

import hashlib
import sys
from pathlib import Path
from typing import IO

from hsreport.errors import SourceError
from hsreport.ooxml.changes import without_changes
from hsreport.read.formats import SUFFIXES, read_format
from hsreport.read.text import SIZE_LIMIT, refuse_larger
from hsreport.source import Source
from hsreport.values import Tracked

STANDARD_INPUT = Path("-")
"""The name that stands for standard input."""


def sources_at(place: Path) -> list[Path]:
    """List the summaries in a folder, or those that a pattern such as "2024/**/*.md" meets, in the order of their names.

    They are known by the ending of their names; hidden files and Word's locks (~$) are none. What is a file, or no pattern,
    stands for itself. Raises `SourceError` where there are none.
    """
    if place.is_file() or not (place.is_dir() or set("*?[") & set(str(place))):
        return [place]
    met = place.iterdir() if place.is_dir() else Path(place.anchor).glob(str(place.relative_to(place.anchor)))
    found = [path for path in sorted(met) if path.suffix.casefold() in SUFFIXES and path.is_file()]
    found = [path for path in found if not path.name.startswith((".", "~$"))]
    if not found:
        raise SourceError("no summary is there", file=str(place), hint=f"what ends in {', '.join(SUFFIXES)} is read")
    return found


def read_source(path: Path, tracked: Tracked = Tracked.ACCEPT) -> Source:
    """The file at `path`, or what comes on standard input where `path` is "-", as numbered lines.

    `tracked` is what becomes of the tracked changes of a Word file. Raises `SourceError` where the file is missing, not a
    file, empty, too large (`SIZE_LIMIT`), or of a format that is not read; no Word file where changes are to be rejected.
    """
    if path == STANDARD_INPUT:
        return source_from_bytes(_read(sys.stdin.buffer, "standard input"), "standard input", tracked)
    try:
        if path.is_dir():
            raise SourceError("it is a directory", file=str(path), hint="name the summary itself, a text file")
        with path.open("rb") as file:
            data = _read(file, str(path))
    except OSError as error:
        raise SourceError(
            error.strerror or str(error), file=str(path), hint="check the name and your rights"
        ) from error
    return source_from_bytes(data, str(path), tracked)


def _read(file: IO[bytes], name: str) -> bytes:
    data = file.read(SIZE_LIMIT + 1)
    refuse_larger(data, SIZE_LIMIT, name)
    return data


def source_from_bytes(data: bytes, name: str, tracked: Tracked = Tracked.ACCEPT) -> Source:
    """The bytes of a summary as numbered lines; `name` is how messages call it, and its suffix tells the format.

    The record is the file as it came, whatever becomes of its tracked changes.
    """
    if not data.strip():
        raise SourceError("the file is empty", file=name, hint="write the summary into it; README shows the form")
    done = read_format(without_changes(data, name) if tracked is Tracked.REJECT else data, name)
    if not any(line.text.strip() and not line.picture for line in done.lines):
        raise SourceError("there are no words in it", file=name, hint="check that it is the summary, and not a picture")
    digest, pictures = hashlib.sha256(data).hexdigest(), tuple(done.pictures.items())
    return Source(Path(name).name, digest, done.lines, done.encoding, done.findings, data, pictures, done.author)
