"""LibreOffice itself, as somebody who opens Word files, does something in them, saves them or prints them."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from hsreport.office import _EXPORT
from tests.conftest import ROOT
from tests.servers import Server

WORD = ("MS Word 2007 XML", "")
PDF = tuple(_EXPORT.split(":", 2)[1:])
"""The filter by which the program has a Word file printed, and its options."""

Steps = list[list[str]]


def edited(folder: Path, jobs: Mapping[str, tuple[Path, Steps]]) -> None:
    """Save `NAME.docx` in the folder for each name: a file that was opened, and what the steps made of it.

    A step is the name of a method of the editor in tools/office.py, and what it needs.
    """
    _do([(str(file), steps, str(folder / f"{name}.docx"), *WORD) for name, (file, steps) in jobs.items()])


def as_pdf(word: bytes) -> bytes:
    """A Word file as `hsreport.office.lay_out` has it printed."""
    with TemporaryDirectory() as name:
        file, target = Path(name) / "file.docx", Path(name) / "file.pdf"
        file.write_bytes(word)
        _do([(str(file), [], str(target), *PDF)])
        return target.read_bytes()


def _do(jobs: list[tuple[object, ...]]) -> None:
    wrong = _office().ask(json.dumps(jobs))
    assert not wrong, "\n".join(wrong)


@cache
def _office() -> Server:
    return Server("/usr/bin/python3", ROOT / "tests" / "tools" / "office.py")
