"""LibreOffice, where it is on the machine: a Word file as it lays it out, a file of another program as Word file."""

import os
import shutil
import subprocess
from collections.abc import Mapping
from contextlib import suppress
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


_LOCKED = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop>
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop>
</item>
</oor:items>
"""
"""Settings under which a file neither runs macros nor has anything fetched."""


def program(environment: Mapping[str, str] = os.environ) -> str | None:
    """Find LibreOffice; None where it is not on this machine."""
    return next((found for each in PROGRAMS if (found := shutil.which(each, path=environment.get("PATH")))), None)


def convert(office: str, data: bytes, suffix: str, export: str) -> bytes | None:
    """Return a file with such a suffix as LibreOffice exports it ("docx", "pdf:..."); None where it makes nothing of it in time.

    It runs on a profile of its own, so that one that is open is left alone; nothing that it writes stays.
    """
    with TemporaryDirectory() as name:
        folder, made = Path(name), Path(name) / "out" / f"file.{export.partition(':')[0]}"
        (folder / f"file.{suffix}").write_bytes(data)
        (folder / "profile" / "user").mkdir(parents=True)
        (folder / "profile" / "user" / "registrymodifications.xcu").write_text(_LOCKED, encoding="utf-8")
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        where = ["--outdir", str(made.parent), str(folder / f"file.{suffix}")]
        with suppress(subprocess.TimeoutExpired):
            subprocess.run(  # noqa: S603
                [office, profile, "--headless", "--convert-to", export, *where],
                capture_output=True,
                check=False,
                timeout=SECONDS,
            )
        return made.read_bytes() if made.is_file() else None


def lay_out(word: bytes, environment: Mapping[str, str] = os.environ) -> bytes:
    """Return a Word file as PDF, as LibreOffice prints it, with a destination for each bookmark.

    Raises `OutputError` where LibreOffice is not there or fails.
    """
    office = program(environment)
    if office is None:
        hint = "install LibreOffice, or build without --refresh: the pages are those of the PDF then"
        raise OutputError("LibreOffice, which --refresh asks for, is not on this machine", hint=hint)
    made = convert(office, word, "docx", _EXPORT)
    if made is None:
        raise OutputError("LibreOffice did not lay the Word file out", hint="build without --refresh")
    return made
