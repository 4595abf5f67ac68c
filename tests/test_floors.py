"""An import may only point to a lower floor, and never in a circle."""

import ast
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent / "src" / "hsreport"
FLOORS = {
    "values": 0, "inline": 0, "entries": 0, "parts": 0, "model": 0, "findings": 0, "errors": 0, "settings": 0, "source": 0, "reading": 0,
    "language": 1,
    "ooxml": 2, "office": 2,
    "read": 3,
    "parse": 4,
    "enrich": 5,
    "editions": 6,
    "render": 7,
    "check": 8, "files": 8,
    "config": 9, "build": 9, "batch": 9,
    "preview": 10,
    "cli": 11,
    "__main__": 12,
}  # fmt: skip
WALLS = {
    "ooxml": ("render",),
    "enrich": ("read",),
    "editions": ("render",),
    "render": ("read", "parse"),
}
"""What a folder does not know: that of a higher floor too, should the floors move."""
INSIDES = "render.pdf.weasyprint70."
"""The folder that knows the private names of WeasyPrint and pydyf, and the modules whose names are public."""
PUBLIC = {
    "weasyprint",
    "weasyprint.text.fonts.FontConfiguration",
    "weasyprint.CSS",
    "weasyprint.HTML",
    "weasyprint.Attachment",
    "weasyprint.text.fonts",
}
LAZY = {"distributed", "weasyprint", "docx", "pikepdf", "PIL"}
MODULES = {".".join(path.relative_to(ROOT).with_suffix("").parts): path for path in ROOT.rglob("*.py")}
ROOMS = {name for name in MODULES if not name.endswith("__init__")}


def imports_of(name: str) -> set[str]:
    """The modules of hsreport that a module imports, wherever in it the import stands."""
    return {each.removeprefix("hsreport.") for each in names_imported(name)} & ROOMS


def names_imported(name: str) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(MODULES[name].read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name}: relative import"
            module = node.module or ""
            found |= {module, *(f"{module}.{each.name}" for each in node.names)}
        if isinstance(node, ast.Import):
            found |= {each.name for each in node.names}
    return found


def floor(name: str) -> int:
    return FLOORS[name.split(".", maxsplit=1)[0]]


@pytest.mark.parametrize("name", sorted(ROOMS))
def test_imports_point_down(name: str) -> None:
    room = name.split(".", maxsplit=1)[0]
    for other in imports_of(name):
        same_room = other.split(".")[0] == room
        on_the_ground = floor(name) == floor(other) == 0
        assert floor(other) < floor(name) or same_room or on_the_ground, f"{name} imports {other}"


@pytest.mark.parametrize("folder", WALLS)
def test_walls(folder: str) -> None:
    for name in ROOMS:
        if name.startswith(f"{folder}."):
            assert not {other for other in imports_of(name) if other.split(".")[0] in WALLS[folder]}, name


def test_no_folder_is_full_and_no_file_is_named_after_its_folder() -> None:
    for folder in {path.parent for path in MODULES.values()}:
        files = [path for path in folder.iterdir() if path.is_file()]
        assert len(files) <= 18, folder
        assert folder.name not in {path.stem for path in files}, folder


def test_no_circles() -> None:
    order = TopologicalSorter({name: imports_of(name) for name in ROOMS}).static_order()
    assert set(order) == ROOMS


def test_no_circles_of_folders() -> None:
    arrows: dict[str, set[str]] = {}
    for name in ROOMS:
        folder = name.rpartition(".")[0] or name
        others = {other.rpartition(".")[0] or other for other in imports_of(name)}
        arrows[folder] = arrows.get(folder, set()) | {each for each in others if not _one_holds_the_other(each, folder)}
    assert set(TopologicalSorter(arrows).static_order()) >= arrows.keys()


def _one_holds_the_other(one: str, other: str) -> bool:
    return f"{one}.".startswith(f"{other}.") or f"{other}.".startswith(f"{one}.")


def test_the_insides_of_weasyprint_are_known_in_one_folder() -> None:
    for name in ROOMS:
        if not name.startswith(INSIDES):
            private = {each for each in names_imported(name) if each.split(".")[0] in ("weasyprint", "pydyf")}
            assert private <= PUBLIC, name


def test_no_import_for_types_alone() -> None:
    assert not [name for name, path in MODULES.items() if "TYPE_CHECKING" in path.read_text(encoding="utf-8")]


def test_heavy_libraries_are_imported_where_they_are_needed() -> None:
    for name, path in MODULES.items():
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            names = [each.name for each in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            assert not {each.split(".")[0] for each in names} & LAZY, name


def test_only_files_writes_and_only_cli_prints() -> None:
    writing = {"write_text", "write_bytes", "mkdir", "unlink"}
    for name in ROOMS - {"files", "office"}:
        for node in ast.walk(ast.parse(MODULES[name].read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                assert node.func.attr not in writing, f"{name} writes"
                assert name.startswith("cli") or ast.unparse(node.func) not in (
                    "sys.exit",
                    "click.echo",
                ), f"{name} prints"
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                assert node.func.id != "print", f"{name} prints"
