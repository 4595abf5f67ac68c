"""The wheel, installed alone in an empty folder, publishes the seed."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.conftest import ROOT

pytestmark = pytest.mark.slow


def run(*command: object, cwd: Path) -> str:
    """The output of a command that knows nothing of the checkout."""
    clean = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "VIRTUAL_ENV", "COV"))}
    done = subprocess.run([*map(str, command)], cwd=cwd, env=clean, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "-w", folder, ROOT, cwd=folder)
    (path,) = folder.glob("hsreport-*.whl")
    return path


def test_all_that_is_read_at_run_time_is_in_it(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as package:
        inside = set(package.namelist())
    needed = {f"hsreport/{path.relative_to(ROOT)}" for path in (ROOT / "templates").rglob("*.*") if path.is_file()}
    source = ROOT / "src"
    needed |= {str(path.relative_to(source)) for path in (source / "hsreport").rglob("*.[pt][yox]*") if path.is_file()}
    assert not {each for each in needed - inside if "__pycache__" not in each}


def test_it_publishes_the_seed_alone(wheel: Path, seed: Path, tmp_path: Path) -> None:
    run(sys.executable, "-m", "venv", "there", cwd=tmp_path)
    programs = tmp_path / "there" / "bin"
    run(programs / "pip", "install", "-q", "--disable-pip-version-check", wheel, cwd=tmp_path)
    (tmp_path / "summary.txt").write_bytes(seed.read_bytes())
    written = run(programs / "hsreport", "build", "summary.txt", cwd=tmp_path)
    assert written.split() == ["build/summary.pdf", "build/summary.docx", "build/summary.html"]
    assert run(programs / "python", "-c", "import hsreport; print(hsreport.__file__)", cwd=tmp_path).startswith(
        str(tmp_path)
    )
    names = run(programs / "pip", "list", "--format", "freeze", cwd=tmp_path)
    assert "pytest" not in names
