"""Whether a Word file is sound: by the Open XML SDK, and by what that does not look at."""

import json
import os
import re
import subprocess
from collections import Counter
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from lxml import etree

from tests.conftest import ROOT
from tests.render.word.opened import W, WordFile

VALIDATOR = ROOT / "node_modules" / ".bin" / "ooxml-validator"
AT_ONCE = 2
QUICK = {"DOTNET_TieredPGO": "0", "DOTNET_gcConcurrent": "0"}
"""It reads one file and ends: what .NET does for programs that run on does not pay."""
REFERENCE = re.compile(r"(?:(?:PAGE|NOTE)?REF +|XE .*\\r +)(\w+)")
"""A field that names a bookmark."""
NEXT = {"begin": {"separate", "end"}, "separate": {"end"}}
"""What may come after a mark of a field, fields within it left out."""


def errors_in(path: Path) -> list[str]:
    """What the Open XML SDK finds wrong in a file."""
    done = subprocess.run([VALIDATOR, path], env=os.environ | QUICK, capture_output=True, text=True, check=False)
    return [f"{each['path']}: {each['description']} {each['xPath']}" for each in json.loads(done.stdout)["errors"]]


def errors_in_all(files: Mapping[str, bytes], folder: Path) -> dict[str, list[str]]:
    """What it finds wrong in files, by their names; those without an error are left out."""
    paths = {name: folder / f"{number}.docx" for number, name in enumerate(files)}
    for name, path in paths.items():
        path.write_bytes(files[name])
    with ThreadPoolExecutor(AT_ONCE) as pool:
        found = dict(zip(paths, pool.map(errors_in, paths.values()), strict=True))
    return {name: errors for name, errors in found.items() if errors}


def unsound(word: WordFile) -> list[str]:
    """Ids used twice, fields that are not closed, bookmarks without an end, references to none."""
    return list(_open_fields(word)) or [*_twice(word), *_loose_bookmarks(word), *_dangling(word)]


def _text_parts(word: WordFile) -> Iterator[etree._Element]:
    yield from (tree for name, tree in word.trees.items() if re.fullmatch(r"word/\w+\.xml", name))


def _values(word: WordFile, tag: str, key: str) -> list[str]:
    return [each.get(f"{W}{key}") for tree in _text_parts(word) for each in tree.iter(f"{W}{tag}")]


def _twice(word: WordFile) -> Iterator[str]:
    controls = (each for tree in _text_parts(word) for each in tree.iter(f"{W}sdtPr"))
    kinds = {
        "control": [each.find(f"{W}id").get(f"{W}val") for each in controls],
        "bookmark": _values(word, "bookmarkStart", "id"),
        "bookmark name": [name.casefold() for name in _values(word, "bookmarkStart", "name")],
        "comment": _values(word, "comment", "id"),
        "footnote": word.find("/w:footnotes/w:footnote/@w:id", "footnotes"),
        "change": [found for tag in ("ins", "del") for found in _values(word, tag, "id")],
    }
    for kind, found in kinds.items():
        yield from (f"{kind} {value} twice" for value, times in Counter(found).items() if times > 1)


def _open_fields(word: WordFile) -> Iterator[str]:
    for tree in _text_parts(word):
        waiting: list[str] = []
        for mark in tree.iter(f"{W}fldChar"):
            kind = mark.get(f"{W}fldCharType")
            if kind != "begin" and kind not in NEXT.get(waiting.pop() if waiting else "", ()):
                yield f"{kind} of no field"
            waiting += [kind] if kind != "end" else []
        yield from (f"field open after {kind}" for kind in waiting)


def _loose_bookmarks(word: WordFile) -> Iterator[str]:
    for start, end in (("bookmarkStart", "bookmarkEnd"), ("commentRangeStart", "commentRangeEnd")):
        for tree in _text_parts(word):
            ids = [[each.get(f"{W}id") for each in tree.iter(f"{W}{tag}")] for tag in (start, end)]
            yield from (f"{start} or {end} {each} alone" for each in sorted(set(ids[0]) ^ set(ids[1])))


def _dangling(word: WordFile) -> Iterator[str]:
    """References to bookmarks, notes, comments and addresses that are not there."""
    names = set(_values(word, "bookmarkStart", "name"))
    yield from (f"no bookmark {name}" for name in _named(word) if name not in names)
    for call, kind in (("footnoteReference", "footnote"), ("commentReference", "comment")):
        yield from (f"no {kind} {each}" for each in set(_values(word, call, "id")) - set(_values(word, kind, "id")))
    for style in {name for tag in ("pStyle", "rStyle", "tblStyle") for name in _values(word, tag, "val")}:
        yield from () if style in word.styles else (f"no style {style}",)


def _named(word: WordFile) -> Iterator[str]:
    """The bookmarks that links and fields name."""
    yield from (name for name in _values(word, "hyperlink", "anchor") if name)
    parts = [found[1] for name in word.trees if (found := re.fullmatch(r"word/(\w+)\.xml", name))]
    codes = (REFERENCE.match(code) for part in parts for code, _ in word.fields(part))
    yield from (found[1] for found in codes if found)
