"""manifest.json: what was built into a folder from what, so that a batch goes on where it was stopped."""

import hashlib
import os
import re
import time
from collections.abc import Iterable, Mapping
from pathlib import Path
from urllib.parse import unquote_to_bytes

import msgspec

from hsreport.files import write_all
from hsreport.findings import finding
from hsreport.values import Finding, Value

NAME = "manifest.json"
_PICTURE = re.compile(rb"[^\"'()<>\[\]=\n]+\.(?:png|jpe?g|gif|webp)", re.IGNORECASE)
_PATIENCE = 20
"""The manifest is written when so many times the time has passed that writing it takes."""


class Entry(Value, frozen=True):
    """What became of a source; digests are SHA-256."""

    source: str = ""
    settings: str = ""
    files: dict[str, str] = {}
    """The files by their path from the folder."""
    findings: dict[str, int] = {}
    """How many of each code."""
    error: str = ""


class _Document(Value, frozen=True):
    sources: dict[str, Entry]
    version: int = 1


class Manifest:
    """The entries of a folder by source; what is noted is written from time to time, and by `write`."""

    def __init__(self, folder: Path) -> None:
        """Read what is there; `finding` tells where it cannot be read, and is taken for empty."""
        self.path = folder / NAME
        self.finding: Finding | None = None
        self._entries: dict[str, Entry] = {}
        self._due = 0.0
        try:
            self._entries = msgspec.json.decode(self.path.read_bytes(), type=_Document).sources
        except FileNotFoundError:
            pass
        except (OSError, msgspec.MsgspecError, UnicodeDecodeError) as wrong:
            self.finding = finding("HS551", None, reason=str(wrong))

    def unchanged(self, source: Path, settings: str) -> Entry | None:
        """Return the entry of a source that needs not be built: it is as it was, and so are its settings and its files."""
        entry = self._entries.get(self._key(source))
        if not entry or entry.error or entry.settings != settings or entry.source != source_digest(source):
            return None
        folder = self.path.parent
        return entry if all(digest_of([folder / name]) == digest for name, digest in entry.files.items()) else None

    def note(self, source: Path, entry: Entry) -> None:
        """Note what became of a source."""
        self._entries[self._key(source)] = entry
        if time.monotonic() >= self._due:
            self.write()

    def digests(self, files: Mapping[Path, bytes]) -> dict[str, str]:
        """Return the digests of files, by their path from the folder."""
        return {self._key(path): hashlib.sha256(data).hexdigest() for path, data in files.items()}

    def write(self) -> None:
        """Put the manifest in its place."""
        began = time.monotonic()
        document = msgspec.json.encode(_Document(dict(sorted(self._entries.items()))))
        write_all({self.path: msgspec.json.format(document, indent=1)})
        self._due = time.monotonic() + _PATIENCE * (time.monotonic() - began)

    def _key(self, path: Path) -> str:
        return Path(os.path.relpath(path.resolve(), self.path.parent.resolve())).as_posix()


def source_digest(source: Path) -> str:
    """Return a digest of a source, and of the files of pictures that its text names; empty where it cannot be read."""
    try:
        named = {unquote_to_bytes(name.strip()) for name in _PICTURE.findall(source.read_bytes())}
    except OSError:
        return ""
    pictures = sorted(Path(source.parent, os.fsdecode(name)) for name in named if b"\0" not in name and len(name) < 255)
    return digest_of([source, *(path for path in pictures if path.is_file())])


def digest_of(files: Iterable[Path]) -> str:
    """Return a digest of what is in files; one that cannot be read counts as empty."""
    digest = hashlib.sha256()
    for data in map(_bytes, files):
        digest.update(data)
    return digest.hexdigest()


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""
