"""LibreOffice, where it is on the machine: a Word file as it lays it out."""

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from hsreport.errors import OutputError

PROGRAMS = ("soffice", "libreoffice", "/Applications/LibreOffice.app/Contents/MacOS/soffice")
SECONDS = 300
"""How long LibreOffice may take."""
_EXPORT = (
    'pdf:writer_pdf_Export:{"ExportBookmarksToPDFDestination":{"type":"boolean","value":"true"},'
    '"IsSkipEmptyPages":{"type":"boolean","value":"false"}}'
)
"""Every bookmark is a destination, and blank pages are pages, so that they count."""


def lay_out(word: bytes, environment: Mapping[str, str] = os.environ) -> bytes:
    """Return a Word file as PDF, as LibreOffice prints it, with a destination for each bookmark.

    Raises `OutputError` where LibreOffice is not there or fails. It runs on a profile of its own, so that one that is open
    is left alone; nothing that it writes stays.
    """
    program = next((found for each in PROGRAMS if (found := shutil.which(each, path=environment.get("PATH")))), None)
    if program is None:
        hint = "install LibreOffice, or build without --refresh: the pages are those of the PDF then"
        raise OutputError("LibreOffice, which --refresh asks for, is not on this machine", hint=hint)
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "file.docx").write_bytes(word)
        _run(program, folder)
        made = folder / "file.pdf"
        if not made.is_file():
            raise OutputError("LibreOffice did not lay the Word file out", hint="build without --refresh")
        return made.read_bytes()


def _run(program: str, folder: Path) -> None:
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [
        program,
        profile,
        "--headless",
        "--convert-to",
        _EXPORT,
        "--outdir",
        str(folder),
        str(folder / "file.docx"),
    ]
    try:
        subprocess.run(command, capture_output=True, check=False, timeout=SECONDS)  # noqa: S603
    except subprocess.TimeoutExpired:
        raise OutputError(f"LibreOffice took more than {SECONDS} s", hint="build without --refresh") from None
