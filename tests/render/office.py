"""LibreOffice, as a colleague would print a Word file with it."""

import subprocess
from pathlib import Path


def printed_by_office(data: bytes, folder: Path) -> Path:
    """The PDF that LibreOffice makes of a Word file, in that folder."""
    (folder / "word.docx").write_bytes(data)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", folder, folder / "word.docx"]
    subprocess.run(command, capture_output=True, check=True, timeout=180)
    return folder / "word.pdf"
