"""`hsreport text` and `hsreport diff`, as users run them."""

import json
import zipfile
from pathlib import Path

import pytest

from tests.command import failed, hsreport

SUMMARY = """Panel on Ink

Session 1: Quills

Moderator: Ada Feder, clerk
Ida Fisch, poet

1. Ada Feder

-- Ink dries in the sun.
-- Goose feathers are cheap.

2. Ida Fisch

-- Paper is dear in winter.
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A summary, the Word file made from it, and that file edited."""
    found = tmp_path_factory.mktemp("word")
    (found / "ink.txt").write_text(SUMMARY, encoding="utf-8")
    done = hsreport("build", found / "ink.txt", "-o", found, "-f", "docx")
    assert done.returncode == 0, done.stderr
    inserted = (
        "Ink dries in the </w:t></w:r><w:ins w:id='99' w:author='x'><w:r><w:t>warm </w:t></w:r></w:ins><w:r><w:t>sun."
    )
    with zipfile.ZipFile(found / "ink.docx") as box, zipfile.ZipFile(found / "edited.docx", "w") as edited:
        for name in box.namelist():
            part: str | bytes = box.read(name)
            if name == "word/document.xml":
                part = part.decode().replace("<w:t>Ink dries in the sun.", f'<w:t xml:space="preserve">{inserted}'.replace("<w:t>warm ", '<w:t xml:space="preserve">warm '), 1)  # fmt: skip
            edited.writestr(name, part)
    return found


def test_the_text_of_an_edited_file_is_the_summary_with_the_edit(folder: Path) -> None:
    assert hsreport("text", folder / "ink.docx").stdout == SUMMARY
    done = hsreport("text", folder / "edited.docx", "-o", folder / "out.txt")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert (folder / "out.txt").read_text(encoding="utf-8") == SUMMARY.replace("in the sun", "in the warm sun")
    assert hsreport("text", folder / "edited.docx", "--tracked", "reject").stdout == SUMMARY


def test_a_diff_for_people_and_for_programs(folder: Path) -> None:
    done = hsreport("diff", folder / "ink.txt", folder / "edited.docx")
    assert done.stdout == (
        "Ada Feder, Session 1\n  point 1 changed\n    - Ink dries in the sun.\n    + Ink dries in the warm sun.\n"
    )
    (change,) = json.loads(hsreport("diff", folder / "ink.txt", folder / "edited.docx", "--format", "json").stdout)
    assert change["kind"] == "changed"
    assert change["new"] == {
        "what": "point",
        "text": "Ink dries in the warm sun.",
        "session": "Session 1",
        "speaker": "Ada Feder",
        "number": 1,
    }
    assert hsreport("diff", folder / "ink.txt", folder / "edited.docx", "--tracked", "reject").stdout == ""


def test_a_point_that_moves_or_changes_its_speaker(folder: Path) -> None:
    moved = SUMMARY.replace("-- Ink dries in the sun.\n", "") + "-- Ink dries in the sun.\n"
    (folder / "moved.txt").write_text(moved, encoding="utf-8")
    assert hsreport("diff", folder / "ink.txt", folder / "moved.txt").stdout == (
        "Ida Fisch, Session 1\n  point 1, now 3 moved\n    = Ink dries in the sun.\n    speaker was Ada Feder\n"
    )
    (folder / "title.txt").write_text(SUMMARY.replace("Panel on", "Forum on"), encoding="utf-8")
    assert hsreport("diff", folder / "ink.txt", folder / "title.txt").stdout.startswith("Document\n  title changed\n")


def test_the_edited_file_is_a_source_like_any_other(folder: Path) -> None:
    shown = hsreport("show", folder / "edited.docx").stdout
    assert "Ink dries in the warm sun." in shown
    assert hsreport("build", folder / "edited.docx", "-o", folder / "again", "-f", "docx").returncode == 0
    assert "warm sun" in hsreport("text", folder / "again" / "edited.docx").stdout


def test_headings_that_only_their_format_marks_are_underlined(folder: Path) -> None:
    (folder / "ink.md").write_text("# Panel\n\n## Session 1: Quills\n\nAda Feder\n\n- Ink dries.\n", encoding="utf-8")
    done = hsreport("text", folder / "ink.md")
    assert "Session 1: Quills\n-----------------\n" in done.stdout
    assert done.stderr == ""


def test_what_is_not_there_fails_with_words(folder: Path) -> None:
    failed(hsreport("text", folder / "no.docx"), 1, "no.docx", "hint:")
    failed(hsreport("text", folder / "no.docx", "--tracked", "reject"), 1, "no.docx", "hint:")
    failed(hsreport("diff", folder / "ink.txt", folder / "ink.txt", "--tracked", "reject"), 1, "ink.txt")


def test_comments_are_no_words_when_the_file_comes_back(folder: Path) -> None:
    slip = SUMMARY.replace("Ada Feder, clerk", "Ada Feder Director, Ink Office")
    (folder / "slip.txt").write_text(slip, encoding="utf-8")
    (folder / "hsreport.toml").write_text("comments = true\n", encoding="utf-8")
    for options, there in ((), True), (("--no-comments",), False), (("--comments",), True):
        assert hsreport("build", folder / "slip.txt", "-o", folder, "-f", "docx", *options).returncode == 0
        with zipfile.ZipFile(folder / "slip.docx") as box:
            assert ("word/comments.xml" in box.namelist()) is there
    (folder / "hsreport.toml").unlink()
    assert hsreport("text", folder / "slip.docx").stdout == slip
    assert hsreport("diff", folder / "slip.txt", folder / "slip.docx").stdout == ""


def test_tracked_changes_are_rejected_wherever_a_source_is_read(folder: Path) -> None:
    edited, reject = folder / "edited.docx", ("--tracked", "reject")
    assert "warm" in hsreport("show", edited).stdout
    assert "warm" not in hsreport("show", edited, *reject).stdout
    assert hsreport("check", edited, *reject).returncode == 0
    assert hsreport("build", edited, "-o", folder / "rejected", "-f", "html,pdf", *reject).returncode == 0
    assert "warm" not in (folder / "rejected" / "edited.html").read_text(encoding="utf-8")
    assert hsreport("extract", folder / "rejected" / "edited.pdf", "-o", folder / "record").returncode == 0
    assert (folder / "record" / "edited.docx").read_bytes() == edited.read_bytes()
    failed(hsreport("check", folder / "ink.txt", *reject), 1, "ink.txt", "hint:")


def test_a_redline_is_a_source_of_both_versions(folder: Path) -> None:
    new = folder / "newer.txt"
    new.write_text(SUMMARY.replace("in the sun", "in the wind"), encoding="utf-8")
    redline = folder / "changes.docx"
    done = hsreport("diff", folder / "ink.txt", new, "-o", redline, "--author", "Ada")
    assert (done.returncode, done.stdout, done.stderr) == (0, f"{redline}\n", "")
    assert hsreport("text", redline).stdout == new.read_text(encoding="utf-8")
    assert hsreport("text", redline, "--tracked", "reject").stdout == SUMMARY
    failed(hsreport("diff", folder / "ink.txt", new, "-o", folder / "c.pdf"), 1, "c.pdf", "hint: give it a name")
    failed(hsreport("diff", redline, new, "-o", redline), 1, "changes.docx", "it is the source itself")
