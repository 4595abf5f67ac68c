"""A machine without the libraries that lay pages out: what can be made is made, and one line says what to install."""

from pathlib import Path

import pytest
from docx import Document

from hsreport.render.pdf.libraries import ANY, to_install
from tests.command import Run, lacking

TEXT = "Mills\n\nSession 1: Dams\n\nPanelists: Ann Wu, Mayor\n\nAnn Wu:\n\n-- Dams rot.\n"


def build(folder: Path, *options: str, command: str = "build") -> Run:
    (folder / "mills.txt").write_text(TEXT, encoding="utf-8")
    return lacking("gobject", command, folder / "mills.txt", "-o", folder / "out", *options)


def test_the_word_file_and_the_web_page_are_made_without_pango(tmp_path: Path) -> None:
    done = build(tmp_path, "-f", "docx,html")
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == [str(tmp_path / "out" / f"mills.{form}") for form in ("docx", "html")]
    warning, hint = done.stderr.splitlines()[-2:]
    assert warning.endswith(
        "warning HS506: the Word file shows no pages: its contents have none, its indexes name points"
    )
    assert "F9" in hint
    words = [paragraph.text for paragraph in Document(str(tmp_path / "out" / "mills.docx")).paragraphs]
    assert "Dams rot." in "\n".join(words)


def test_a_pdf_that_cannot_be_made_fails_in_one_line_beside_the_others(tmp_path: Path) -> None:
    done = build(tmp_path)
    assert done.returncode == 1
    assert f"{tmp_path}/out/mills.pdf: error HS505: no PDF can be made: Pango is not on this machine\n" in done.stderr
    assert "Traceback" not in done.stderr
    assert "WeasyPrint" not in done.stdout + done.stderr
    assert sorted(path.suffix for path in (tmp_path / "out").iterdir()) == [".docx", ".html"]


def test_a_handout_fails_in_one_line(tmp_path: Path) -> None:
    done = build(tmp_path, command="handout")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("error: no PDF can be made: Pango is not on this machine\n  hint: ")
    assert len(done.stderr.splitlines()) == 2


@pytest.mark.parametrize(
    ("systems", "command"),
    [
        (["ubuntu", "debian"], "sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"),
        (["fedora"], "sudo dnf install pango"),
        (["rocky", "rhel", "centos", "fedora"], "sudo dnf install pango"),
        (["alpine"], "sudo apk add pango harfbuzz-subset"),
        (["darwin"], "brew install pango"),
        (["plan9"], ANY),
    ],
)
def test_what_to_install_is_said_for_each_system(systems: list[str], command: str) -> None:
    assert to_install(systems) == command
