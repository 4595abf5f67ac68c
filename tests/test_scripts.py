"""The commands that the README opens with."""

import os
import re
import shutil
import subprocess
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.conftest import ROOT

AS_NOBODY = ("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups") if os.getuid() == 0 else ()
SCRIPTS = [ROOT / "scripts" / "publish", ROOT / "scripts" / "test", ROOT / "scripts" / "lock", ROOT / ".ci" / "run"]


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_they_run_as_they_are(script: Path) -> None:
    assert os.access(script, os.X_OK)
    subprocess.run(["bash", "-n", script], check=True)


@pytest.mark.parametrize(("lock", "group"), [("run", ""), ("test", "dev")])
def test_all_that_is_needed_is_locked_with_its_hashes(lock: str, group: str) -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = [*settings["project"]["dependencies"], *settings["build-system"]["requires"]]
    wanted += settings["dependency-groups"][group] if group else []
    locked = re.split(r"\n(?=\w)", (ROOT / "scripts" / f"{lock}.lock").read_text(encoding="utf-8"))
    held = {entry.partition("==")[0] for entry in locked if "--hash=sha256:" in entry}
    assert {re.split(r"[^\w-]", each)[0] for each in wanted} <= held
    assert all("--hash=sha256:" in entry for entry in locked if not entry.startswith("#"))


@pytest.fixture
def checkout() -> Iterator[Path]:
    """What publishing needs, in a folder whose name has spaces and that anybody may enter."""
    with TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        copy = Path(folder) / "a new place"
        for name in ("src", "templates", "scripts", "seeds"):
            shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
        for name in ("pyproject.toml", "README.md"):
            shutil.copy(ROOT / name, copy)
        yield copy


def publish(
    checkout: Path, *arguments: str, before: Sequence[str] = (), **environment: str
) -> "subprocess.CompletedProcess[str]":
    command = [*before, str(checkout / "scripts" / "publish"), *arguments]
    return subprocess.run(
        command, cwd="/", env={**os.environ, **environment}, capture_output=True, text=True, check=False
    )


@pytest.mark.slow
def test_publish_needs_neither_a_place_nor_plain_names(checkout: Path, seed: Path) -> None:
    shutil.copy(seed, checkout / "seeds" / "-again, two.txt")
    done = publish(checkout, "-f", "html")
    assert done.returncode == 0, done.stderr
    assert done.stdout == "build/-again, two.html\nbuild/symposium-2003.html\n"
    assert (checkout / "build" / "-again, two.html").is_file()


def test_without_rights_missing_packages_are_named(checkout: Path, tmp_path: Path) -> None:
    done = publish(checkout, before=AS_NOBODY, DPKG_ADMINDIR=str(tmp_path))
    assert done.returncode == 1
    assert done.stderr == (
        "these system packages are missing: libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0\n"
        "install them, then run this again: sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0\n"
    )


def test_an_old_python_is_named(checkout: Path, tmp_path: Path) -> None:
    for minor in ("", ".11", ".12", ".13", ".14"):
        old = tmp_path / f"python3{minor}"
        old.write_text('#!/bin/sh\n[ "$1" = --version ] && echo Python 3.9.2\n')
        old.chmod(0o755)
    done = publish(checkout, PATH=f"{tmp_path}:{os.environ['PATH']}")
    assert done.returncode == 1
    assert done.stderr == "hsreport needs Python 3.11 or newer; here is Python 3.9.2\n"
