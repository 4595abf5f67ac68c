"""The pages that a Word file shows, held against those that LibreOffice prints on its pages."""

import os
import re
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pikepdf
import pytest

from hsreport.build import Input, Outputs, publication, publish
from hsreport.enrich.themes.vocabulary import builtin_vocabulary
from hsreport.errors import OutputError
from hsreport.office import lay_out
from hsreport.read.source import read_source
from hsreport.render.style.tokens import load_style
from hsreport.render.word.file import DocxFile, docx_from_html
from hsreport.render.word.refresh import refreshed
from hsreport.values import Format
from tests.command import failed, hsreport, process
from tests.conftest import ROOT
from tests.libreoffice import as_pdf
from tests.render.word.fields import field_lines, index_entries, index_lines, toc_lines
from tests.render.word.opened import WordFile

SEED = ROOT / "seeds" / "symposium-2003.txt"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The seed as Word file with the pages of LibreOffice's layout, and what LibreOffice prints of it."""
    found = tmp_path_factory.mktemp("office")
    assert hsreport("build", SEED, "-o", found, "-f", "docx", "--refresh").returncode == 0
    (found / "printed.pdf").write_bytes(lay_out((found / "symposium-2003.docx").read_bytes()))
    return found


@pytest.fixture(scope="module")
def word(folder: Path) -> WordFile:
    return WordFile((folder / "symposium-2003.docx").read_bytes())


@pytest.fixture(scope="module")
def printed(folder: Path) -> dict[str, str]:
    return folios_in(folder / "printed.pdf")


def folios_in(pdf: Path) -> dict[str, str]:
    """What is printed as its number on the page of each bookmark: the last word of the page."""
    text = subprocess.run(["pdftotext", "-layout", pdf, "-"], capture_output=True, text=True, check=True).stdout
    folios = [(page.split() or [""])[-1] for page in text.split("\f")]
    with pikepdf.open(pdf) as file:
        numbers = {page.obj.objgen: at for at, page in enumerate(file.pages)}
        places = {str(name): numbers[place[0].objgen] for name, place in file.Root.Dests.items()}
    return {name.removeprefix("/").replace("5F", "_"): folios[at] for name, at in places.items()}


@pytest.mark.slow
def test_every_page_shown_is_the_one_that_is_printed(word: WordFile, printed: Mapping[str, str]) -> None:
    references = [(code.split()[1], shown) for code, shown in word.fields() if code.startswith("PAGEREF")]
    assert len(references) > 200
    assert [(name, shown) for name, shown in references if printed[name] != shown] == []
    assert "iii" in {shown for _, shown in references}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("summary", "style"),
    [("symposium-in-prose", "briefing"), ("notes", "ministry"), ("seed", "briefing-letter"), ("seed", "large-print")],
)
def test_so_it_is_in_other_summaries_and_styles(
    summary: str, style: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As the seed, but with LibreOffice kept open between the layouts."""
    monkeypatch.setattr("hsreport.build.lay_out", as_pdf)
    case = SEED if summary == "seed" else SEED.parents[1] / "tests" / "cases" / f"{summary}.case"
    text = case.read_text(encoding="utf-8").partition("=== is read as ===\n")[0]
    (tmp_path / "summary.txt").write_text(text if summary == "seed" else text.partition("\n\n")[2], encoding="utf-8")
    done = hsreport("build", tmp_path / "summary.txt", "-o", tmp_path, "-f", "docx", "--refresh", "--style", style)
    assert done.returncode == 0, done.stderr
    data = (tmp_path / "summary.docx").read_bytes()
    (tmp_path / "printed.pdf").write_bytes(as_pdf(data))
    folios = folios_in(tmp_path / "printed.pdf")
    references = [(code.split()[1], shown) for code, shown in WordFile(data).fields() if code.startswith("PAGEREF")]
    assert len(references) > 3
    assert [(name, shown) for name, shown in references if folios[name] != shown] == []


@pytest.mark.slow
def test_contents_and_index_show_what_their_fields_give_with_these_pages(
    word: WordFile, printed: Mapping[str, str]
) -> None:
    code, lines = field_lines(word, r'INDEX \c "2"')
    assert [(style.replace("Index See", "index 1"), words) for style, words in lines] == index_lines(
        index_entries(word, printed), code
    )
    code, lines = field_lines(word, r'INDEX \c "1"')
    assert lines == index_lines(index_entries(word, printed), code)
    _, contents = field_lines(word, "TOC")
    assert [words.rpartition("\t")[2] for _, words in toc_lines(word, printed)] == [
        words.rpartition("\t")[2] for _, words in contents
    ]


@pytest.mark.slow
def test_the_file_says_whose_pages_it_shows(word: WordFile, tmp_path: Path) -> None:
    assert re.search(b"Pages from.*LibreOffice [0-9.]+<", word.raw["docProps/custom.xml"])
    assert b"updateFields" not in word.raw["word/settings.xml"]
    given = Input(SEED, builtin_vocabulary("human-security"))
    (path,) = publish(publication(given, load_style("briefing"), Outputs(tmp_path, (Format.DOCX,)))).paths
    assert re.search(b"Pages from.*>PDF<", WordFile(path.read_bytes()).raw["docProps/custom.xml"])


@pytest.mark.slow
def test_the_same_bytes_and_the_same_summary(folder: Path, tmp_path: Path) -> None:
    assert hsreport("build", SEED, "-o", tmp_path, "-f", "docx", "--refresh").returncode == 0
    assert (tmp_path / "symposium-2003.docx").read_bytes() == (folder / "symposium-2003.docx").read_bytes()
    assert [line.text for line in read_source(tmp_path / "symposium-2003.docx").lines] == [
        line.text for line in read_source(SEED).lines
    ]


def test_without_libreoffice_no_file_is_touched(tmp_path: Path) -> None:
    (tmp_path / "bare").mkdir()
    source = ROOT / "tests" / "golden" / "symposium-2001-extract.txt"
    done = process("build", source, "-o", tmp_path, "--refresh", env={**os.environ, "PATH": str(tmp_path / "bare")})
    failed(done, 1, "LibreOffice, which --refresh asks for, is not on this machine", "hint: install LibreOffice")
    assert [each.name for each in tmp_path.iterdir()] == ["bare"]


def test_a_layout_that_never_rests_is_refused() -> None:
    html = '<section class="section" id="s"><p class="narrative" id="n">x</p></section>'

    def make(pages: Mapping[str, str]) -> DocxFile:
        more = "<p>x</p>" * 60 if pages["n"] == "1" else ""
        return docx_from_html(f"{more}{html}", load_style("briefing"), pages)

    with pytest.raises(OutputError, match="do not come to rest"):
        refreshed(make, {"n": "1"}, as_pdf)
    assert "x" in WordFile(refreshed(lambda pages: docx_from_html(html, load_style("briefing"), pages), {"n": "7", "gone": "1"}, as_pdf).data).of_style("Narrative")  # fmt: skip


def test_what_is_no_word_file_is_not_laid_out() -> None:
    with pytest.raises(OutputError, match="did not lay"):
        lay_out(b"PK\x03\x04 and no more")
