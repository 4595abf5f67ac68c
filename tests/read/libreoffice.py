"""LibreOffice itself, as somebody who opens Word files, does something in them and saves them."""

import json
import subprocess
from collections.abc import Mapping
from pathlib import Path

from tests.conftest import ROOT

EDITOR = ROOT / "tests" / "tools" / "edit.py"

Steps = list[list[str]]


def edited_in_libreoffice(folder: Path, jobs: Mapping[str, tuple[Path, Steps]]) -> None:
    """Saves `NAME.docx` in the folder for each name: a file that was opened, and what steps of tools/edit.py made of it."""
    (folder / "profile").mkdir()
    command = ["/usr/bin/python3", EDITOR, folder / "profile", folder]
    told = json.dumps({name: (str(file), steps) for name, (file, steps) in jobs.items()})
    subprocess.run(command, input=told, text=True, check=True, timeout=300)
