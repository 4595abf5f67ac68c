"""A folder on a disk that is nearly full, by the best means that the machine gives."""

import resource
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

SIZE = 64 * 1024


@contextmanager
def nearly_full(folder: Path) -> Iterator[dict[str, Callable[[], None]]]:
    """Make `folder` hold no more than `SIZE` bytes; gives what the processes that write there must be started with.

    With the right to mount it is a small file system of its own, and the reason for a failure is "No space left on
    device"; without it the processes get a limit on the size of a file, and the reason is "File too large".
    """
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", str(folder)], capture_output=True, check=False
    )
    if mounted.returncode:
        yield {"preexec_fn": lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (SIZE, SIZE))}
        return
    try:
        folder.chmod(0o777)
        yield {}
    finally:
        subprocess.run(["umount", str(folder)], check=True)
