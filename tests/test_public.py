"""What `from hsreport import ...` gives."""

import subprocess
import sys
from pathlib import Path

import hsreport


def test_every_public_name_is_there_and_none_is_a_module() -> None:
    for name in hsreport.__all__:
        assert getattr(hsreport, name).__name__ == name
        assert callable(getattr(hsreport, name))


def test_the_way_of_the_docstring(seed: Path) -> None:
    code = hsreport.__doc__.split("\n\n")[1].replace("summary.txt", str(seed)).replace("    ", "")
    imports = "from pathlib import Path\nfrom hsreport import *\n"
    check = "\nimport sys; sys.exit(not pdf.startswith(b'%PDF-'))"
    subprocess.run([sys.executable, "-c", imports + code + check], check=True)


def test_users_get_the_types() -> None:
    assert (Path(hsreport.__file__).parent / "py.typed").is_file()
