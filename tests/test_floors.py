"""An import may only point to a lower floor, and never in a circle."""

import ast
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent / "src" / "hsreport"
FLOORS = {
    "values": 0, "model": 0, "findings": 0, "errors": 0, "settings": 0, "spellings": 0,
    "read": 1,
    "enrich": 2,
    "render": 3, "check": 3, "office": 3,
    "config": 4, "build": 4,
    "cli_handout": 5,
    "cli_files": 5,
    "cli_themes": 5,
    "cli_word": 6,
    "cli_show": 5,
    "cli": 7,
    "__main__": 8,
}  # fmt: skip
LAZY = {"weasyprint", "docx", "pikepdf"}
MODULES = {".".join(path.relative_to(ROOT).with_suffix("").parts): path for path in ROOT.rglob("*.py")}
ROOMS = {name for name in MODULES if not name.endswith("__init__")}


def imports_of(name: str) -> set[str]:
    """The modules of hsreport that a module imports, wherever in it the import stands."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(MODULES[name].read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name}: relative import"
            module = node.module or ""
            found |= {module, *(f"{module}.{each.name}" for each in node.names)}
        if isinstance(node, ast.Import):
            found |= {each.name for each in node.names}
    return {each.removeprefix("hsreport.") for each in found} & ROOMS


def floor(name: str) -> int:
    return FLOORS[name.split(".", maxsplit=1)[0]]


@pytest.mark.parametrize("name", sorted(ROOMS))
def test_imports_point_down(name: str) -> None:
    room = name.split(".", maxsplit=1)[0]
    for other in imports_of(name):
        same_room = other.split(".")[0] == room and "." in name
        on_the_ground = floor(name) == floor(other) == 0
        assert floor(other) < floor(name) or same_room or on_the_ground, f"{name} imports {other}"


def test_enrich_does_not_read() -> None:
    for name in ROOMS:
        if name.startswith("enrich."):
            assert not {other for other in imports_of(name) if other.startswith("read.")}, name


def test_no_circles() -> None:
    order = TopologicalSorter({name: imports_of(name) for name in ROOMS}).static_order()
    assert set(order) == ROOMS


def test_no_import_for_types_alone() -> None:
    assert not [name for name, path in MODULES.items() if "TYPE_CHECKING" in path.read_text(encoding="utf-8")]


def test_heavy_libraries_are_imported_where_they_are_needed() -> None:
    for name, path in MODULES.items():
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            names = [each.name for each in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            assert not {each.split(".")[0] for each in names} & LAZY, name


def test_only_build_writes_and_only_cli_prints() -> None:
    writing = {"write_text", "write_bytes", "mkdir", "unlink"}
    for name in ROOMS - {"build", "office"}:
        for node in ast.walk(ast.parse(MODULES[name].read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                assert node.func.attr not in writing, f"{name} writes"
                assert name.startswith("cli") or ast.unparse(node.func) not in (
                    "sys.exit",
                    "click.echo",
                ), f"{name} prints"
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                assert node.func.id != "print", f"{name} prints"
