"""`hsreport volume`: many reports as one book."""

from pathlib import Path

import pytest
from lxml import html

from tests.command import failed, hsreport

TEXT = """Forum on Quays
2 March {year}

Session 1: Nets

Moderator: Ann Wu, Port Office
Panelist: {second}

Ann Wu:
- In {year} nets must be mended, and schools must open.*
- Refugees need doctors.

{second}:
- The treaty bans landmines.

* A note of {year}.
"""
VOLUME = """title = "Forums on Quays"
editors = ["Ito Ran", "Max Ode"]
output = "out"
formats = ["html"]

[[report]]
source = "b.txt"
label = "second"
title = "Quays again"

[[report]]
source = "a.txt"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text(TEXT.format(year=2001, second="Bo Xi"), encoding="utf-8")
    (tmp_path / "b.txt").write_text(TEXT.format(year=2002, second="B. Xi"), encoding="utf-8")
    (tmp_path / "volume.toml").write_text(VOLUME, encoding="utf-8")
    return tmp_path


def page(path: Path) -> html.HtmlElement:
    return html.document_fromstring(path.read_text(encoding="utf-8"))


def words(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def test_sources_become_one_page_with_one_index(folder: Path) -> None:
    done = hsreport("volume", "a.txt", "b.txt", "-o", "proceedings", "-f", "html", "--title", "Quays", cwd=folder)
    done.check_returncode()
    assert done.stdout == "proceedings/volume.html\n"
    assert "HS601: “B. Xi” (2002) could be “Bo Xi” (2001)" in done.stderr
    whole = page(folder / "proceedings" / "volume.html")
    index = [words(entry) for entry in whole.xpath("//section[@class='speaker-index']//p[@class]")]
    assert index[1:5] == [
        "W",
        "Wu, Ann, Port Office",
        "Session 1, moderator 2001:1, 2",
        "Session 1, moderator 2002:1, 2",
    ]
    links = [link.get("href") for link in whole.xpath("//section[@class='speaker-index']//a[.='1']")]
    assert links[:2] == ["#r2001-point-1", "#r2002-point-1"]
    said = [words(whole.get_element_by_id(link[1:])) for link in links[:2]]
    assert ["In 2001 nets" in said[0], "In 2002 nets" in said[1]] == [True, True]
    (table,) = whole.xpath("//table[@class='glance-themes']")
    heads = [words(head) for head in table.xpath(".//thead//th")]
    assert heads == ["Theme", "2001", "2002", "All"]
    rows = [[words(cell) for cell in row] for row in table.xpath(".//tbody/tr")]
    assert ["Nets", "1", "1", "2"] in rows
    assert len(whole.xpath("//table[@class='glance-sessions']")) == 2


def test_a_volume_file_says_what_is_called_what_and_in_which_order(folder: Path) -> None:
    hsreport("volume", folder / "volume.toml").check_returncode()
    whole = page(folder / "out" / "volume.html")
    (cover,) = whole.xpath("//header[@class='cover']")
    assert words(cover) == "Forums on Quays Edited by Ito Ran, Max Ode"
    contents = [words(line) for line in whole.xpath("//ol[@class='toc']/li")]
    assert contents[:4] == ["second Quays again", "Session 1: Nets", "2001 Forum on Quays", "Session 1: Nets"]
    notes = [words(note) for note in whole.xpath("//section[@class='notes']//li")]
    assert notes == ["A note of 2002. ↩", "A note of 2001. ↩"]


def test_people_toml_beside_the_sources_settles_doubt(folder: Path) -> None:
    (folder / "people.toml").write_text('[[person]]\nname = "Bo Xi"\nalso = ["B. Xi"]\n', encoding="utf-8")
    done = hsreport("volume", folder / "a.txt", folder / "b.txt", "-o", folder / "out", "-f", "html")
    done.check_returncode()
    assert not done.stderr
    headings = page(folder / "out" / "volume.html").xpath("//p[@class='entry']/span[@class='heading']/text()")
    assert headings == ["Wu, Ann", "Xi, Bo"]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (('"second"', '"2001"'), "the labels “2001” and “2001” are alike"),
        (("editors", "editor"), "volume.toml:2: error: unknown key “editor”"),
        ((VOLUME[VOLUME.index("[[") :], ""), "volume.toml: error: it names no report"),
        (("b.txt", "gone.txt"), "gone.txt: error: No such file or directory"),
    ],
)
def test_what_is_wrong_is_told_and_nothing_is_written(folder: Path, change: tuple[str, str], message: str) -> None:
    path = folder / "volume.toml"
    path.write_text(VOLUME.replace(*change).replace('source = "a.txt"', 'source = "a.txt"\nlabel = "2001"'), "utf-8")
    failed(hsreport("volume", path), 1 if "gone" in message else 2, message)
    assert not (folder / "out").exists()


def test_people_writes_a_first_authority_file_and_no_second_one(folder: Path) -> None:
    hsreport("people", "a.txt", "b.txt", cwd=folder).check_returncode()
    text = (folder / "people.toml").read_text(encoding="utf-8")
    assert '# 2001, 2002, Port Office\n[[person]]\nname = "Ann Wu"\nindex = "Wu, Ann"\n' in text
    assert '# 2001. In doubt: “B. Xi” (2002)\n# They are one person:\n# [[person]]\n# name = "Bo Xi"' in text
    failed(hsreport("people", "a.txt", cwd=folder), 1, "people.toml: error: it is there already")
    assert hsreport("people", "volume.toml", "-o", "-", cwd=folder).stdout.count("[[person]]") == 3


def test_every_format_is_made_and_the_pdf_carries_the_sources(folder: Path) -> None:
    text = (folder / "a.txt").read_text(encoding="utf-8")
    done = hsreport("volume", "-", folder / "b.txt", "-o", folder / "out", given=text)
    done.check_returncode()
    assert [Path(line).name for line in done.stdout.splitlines()] == ["volume.pdf", "volume.docx", "volume.html"]
    hsreport("extract", folder / "out" / "volume.pdf", "-o", folder / "record").check_returncode()
    names = {path.name for path in (folder / "record").iterdir()}
    assert names == {"2001-standard input", "2001-report.json", "2002-b.txt", "2002-report.json"}
    assert (folder / "record" / "2002-b.txt").read_bytes() == (folder / "b.txt").read_bytes()


@pytest.mark.slow
def test_what_is_added_is_laid_out_alone_and_the_bytes_are_those_of_one_go(folder: Path) -> None:
    out, kept = folder / "out", folder / "out" / ".volume.laid-out"
    words = ("-f", "pdf", "-j", "2", "-o")
    hsreport("volume", folder / "a.txt", *words, out).check_returncode()
    before = {path: path.stat().st_mtime_ns for path in kept.iterdir()}
    hsreport("volume", folder / "b.txt", folder / "a.txt", *words, out).check_returncode()
    after = {path: path.stat().st_mtime_ns for path in kept.iterdir()}
    assert (len(before), len(after)) == (3, 4)
    assert len(before.items() & after.items()) == 1
    hsreport("volume", folder / "b.txt", folder / "a.txt", *words, folder / "whole").check_returncode()
    assert (out / "volume.pdf").read_bytes() == (folder / "whole" / "volume.pdf").read_bytes()
    for path in after:
        path.write_bytes(b"broken")
    (kept / "ours").write_text("a file of somebody else", encoding="utf-8")
    hsreport("volume", folder / "a.txt", *words, out).check_returncode()
    assert {*kept.iterdir()} == {*before, kept / "ours"}
    assert b"broken" not in {path.read_bytes() for path in before}
