"""A WeasyPrint that is not the one whose insides are known: nothing is patched, and the PDF is still right."""

import subprocess
from pathlib import Path

import pikepdf
import pytest

from hsreport.render.pdf.book import PdfFile, render_pdf
from hsreport.render.pdf.weasyprint70 import once, patches
from hsreport.render.style.tokens import HouseStyle
from tests.render.pdf.vera import broken_rules


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch):
    """Has other versions be installed than those that are."""

    def install(**versions: str) -> None:
        patches.is_known.cache_clear()
        plain = patches.version
        monkeypatch.setattr(patches, "version", lambda name: versions.get(name, plain(name)))

    yield install
    patches.is_known.cache_clear()


@pytest.mark.parametrize(
    ("versions", "known"),
    [
        ({"weasyprint": "70.0", "pydyf": "0.13.0"}, True),
        ({"weasyprint": "70.3"}, True),
        ({"weasyprint": "71.0"}, False),
        ({"weasyprint": "7.0"}, False),
        ({"pydyf": "0.14.0"}, False),
        ({"pydyf": "0.13"}, True),
    ],
)
def test_versions_that_are_known(installed, versions: dict[str, str], *, known: bool):
    installed(**versions)
    assert patches.is_known() is known


def test_under_another_version_the_pages_have_the_same_words_and_the_file_is_valid(
    installed, make_report, style: HouseStyle, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    report = make_report(2)
    patched = render_pdf(report, style)
    installed(weasyprint="71.0")
    for name in ("done_once", "_remembering"):
        monkeypatch.setattr(once, name, _never)
    plain = render_pdf(report, style)
    assert plain.pages == patched.pages
    assert _words(plain, tmp_path) == [
        [word for word in page if word != "(continued)"] for page in _words(patched, tmp_path)
    ]
    assert broken_rules({"plain.pdf": plain.data}, ("PDFA-3A",), tmp_path) == set()
    assert _claims_accessibility(patched, tmp_path)
    assert not _claims_accessibility(plain, tmp_path)


def _never(*_given: object) -> None:
    raise AssertionError


def _words(file: PdfFile, folder: Path) -> list[list[str]]:
    """The words of each page."""
    (folder / "a.pdf").write_bytes(file.data)
    done = subprocess.run(["pdftotext", folder / "a.pdf", "-"], check=True, capture_output=True, text=True)
    return [page.split() for page in done.stdout.split("\f")]


def _claims_accessibility(file: PdfFile, folder: Path) -> bool:
    (folder / "b.pdf").write_bytes(file.data)
    with pikepdf.open(folder / "b.pdf") as pdf:
        return b"pdfuaid" in pdf.Root.Metadata.read_bytes()
