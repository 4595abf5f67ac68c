"""A Word file of ours that is opened, edited and saved by LibreOffice itself, and comes back as its edited summary."""

from pathlib import Path

import pytest

from hsreport.ooxml.changes import without_changes
from hsreport.parse.symposium import parse
from tests.libreoffice import Steps
from tests.libreoffice import edited as edited_in_libreoffice

from .test_returned import SMALL, back, source_of, text_of, word_of

pytestmark = pytest.mark.slow

EDITS: dict[str, tuple[Steps, tuple[tuple[str, str], ...]]] = {
    "nothing": ([], ()),
    "wording": ([["replace", "dries", "sets"]], (("Ink dries", "Ink sets"),)),
    "wording across a bold word": (
        [["replace", "Fisch made a presentation", "Fisch gave a talk"]],
        (("Fisch made a presentation", "Fisch gave a talk"),),
    ),
    "title": ([["replace", "Panel on Ink", "Panel on Paper"]], (("Panel on Ink", "Panel on Paper"),)),
    "heading": ([["replace", "Quills", "Pens"]], (("Quills", "Pens"),)),
    "affiliation": ([["replace", "clerk", "judge"]], (("clerk", "judge"),)),
    "new point": (
        [["new_paragraph_behind", "Ink dries.", "Ink stains."]],
        (("-- Ink dries.\n", "-- Ink dries.\n  -- Ink stains.\n"),),
    ),
    "point gone": ([["delete_paragraph", "Ink is wet."]], (("  -- Ink is wet.\n", ""),)),
    "point split": ([["split_behind", "Paper is"]], (("-- Paper is dear.\n", "-- Paper is\n  -- dear.\n"),)),
    "points joined": (
        [["join_next", "Ink dries."]],
        (("  -- Ink dries.\n  -- Ink is wet.\n", "  -- Ink dries. Ink is wet.\n"),),
    ),
    "point moved": (
        [["delete_paragraph", "Ink dries."], ["new_paragraph_behind", "Paper is dear.", "Ink dries."]],
        (("  -- Ink dries.\n", ""), ("-- Paper is dear.\n", "-- Paper is dear.\n  -- Ink dries.\n")),
    ),
    "tracked": ([["track"], ["replace", "dries", "sets"]], (("Ink dries", "Ink sets"),)),
}


@pytest.fixture(scope="module")
def edited(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a file for each edit."""
    folder = tmp_path_factory.mktemp("edited")
    (folder / "summary.docx").write_bytes(word_of(source_of(SMALL)))
    edited_in_libreoffice(folder, {name: (folder / "summary.docx", steps) for name, (steps, _) in EDITS.items()})
    return folder


def expected(name: str) -> str:
    wanted = SMALL
    for old, new in EDITS[name][1]:
        assert wanted.count(old) == 1, old
        wanted = wanted.replace(old, new)
    return wanted


@pytest.mark.parametrize("name", EDITS)
def test_an_edit_in_libreoffice_is_an_edit_of_the_summary(name: str, edited: Path) -> None:
    returned = back((edited / f"{name}.docx").read_bytes())
    assert text_of(returned) == expected(name)
    assert parse(source_of(text_of(returned))).parts == parse(returned).parts


def test_what_libreoffice_tracked_can_be_rejected(edited: Path) -> None:
    data = (edited / "tracked.docx").read_bytes()
    assert text_of(back(without_changes(data, "tracked.docx"))) == SMALL
