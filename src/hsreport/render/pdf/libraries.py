"""The libraries that WeasyPrint loads: where they are missing, what to install on this system."""

import os
import platform
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from io import StringIO
from pathlib import Path

from hsreport.errors import MORE_MEMORY, MissingLibraryError, OutputError

INSTALLS = {
    "debian": "sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0",
    "fedora": "sudo dnf install pango",
    "rhel": "sudo dnf install pango",
    "suse": "sudo zypper install libpango-1_0-0",
    "arch": "sudo pacman -S pango",
    "alpine": "sudo apk add pango harfbuzz-subset",
    "darwin": "brew install pango",
    "win32": "install MSYS2 (https://www.msys2.org), then in its shell: pacman -S mingw-w64-ucrt-x86_64-pango",
}
"""The command by what a system is, or is like, as its os-release says."""
ANY = "install Pango, pangoft2 and HarfBuzz by the package manager of this system"

NEEDED = 150 << 20
"""Bytes that a short PDF takes."""


@contextmanager
def loaded() -> Iterator[None]:
    """Context manager for the import of WeasyPrint. Raises `MissingLibraryError`, where WeasyPrint prints words of its own and fails."""
    if _room() < NEEDED:
        raise OutputError("there is too little memory for a PDF", hint=MORE_MEMORY)
    try:
        with redirect_stdout(StringIO()):
            yield
    except OSError:
        raise MissingLibraryError(
            "no PDF can be made: Pango is not on this machine", hint=to_install(_systems())
        ) from None


def to_install(systems: list[str]) -> str:
    """Say how Pango is installed on the first of these systems that is known."""
    return next((INSTALLS[name] for name in systems if name in INSTALLS), ANY)


def _room() -> float:
    """Return how many bytes this process may still take; Pango, which cannot end with a message, ends it where they run out."""
    if not sys.platform.startswith("linux"):
        return float("inf")
    import resource

    limit, _ = resource.getrlimit(resource.RLIMIT_AS)
    taken = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * os.sysconf("SC_PAGE_SIZE")
    return float("inf") if limit == resource.RLIM_INFINITY else limit - taken


def _systems() -> list[str]:
    if not sys.platform.startswith("linux"):
        return [sys.platform]
    try:
        release = platform.freedesktop_os_release()
    except OSError:
        return []
    return [release["ID"], *release.get("ID_LIKE", "").split()]
