"""What `from hsreport import ...` gives."""

from pathlib import Path

import hsreport


def test_every_public_name_is_there_and_none_is_a_module() -> None:
    for name in hsreport.__all__:
        assert getattr(hsreport, name).__name__ == name
        assert callable(getattr(hsreport, name))


def test_the_way_of_the_docstring(seed: Path) -> None:
    code = hsreport.__doc__.split("\n\n")[1].replace("summary.txt", str(seed)).replace("    ", "")
    imports = "from pathlib import Path\nfrom hsreport import *\n"
    made: dict[str, bytes] = {}
    exec(compile(imports + code, "hsreport", "exec"), made)
    assert made["pdf"].startswith(b"%PDF-")


def test_users_get_the_types() -> None:
    assert (Path(hsreport.__file__).parent / "py.typed").is_file()
