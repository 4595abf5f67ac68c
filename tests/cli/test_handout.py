"""`hsreport handout` as a user runs it."""

import hashlib
from pathlib import Path

import pikepdf
import pytest
from docx import Document
from docx.shared import Pt

from hsreport.cli.handout import LAYOUTS_HELP
from hsreport.render.pdf.impose import Layout, Sheets, arranged
from tests.command import failed, hsreport

NAMED = """Symposium on Rivers

Session 1: Water

Moderator: Nils Lindqvist, Professor, Delta University
Panelists: Petra Novak, Director, River Institute

Petra Novak, Director, River Institute

-- As in the Banerji, water is a right.
"""


def test_a_folder_of_all_sessions(seed: Path, tmp_path: Path) -> None:
    done = hsreport("handout", seed, "--all-sessions", "-o", tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    folder = tmp_path / "symposium-2003-sessions"
    assert done.stdout.split() == [
        str(folder / f"symposium-2003-session-{name}.pdf") for name in ("1", "2", "3", "concluding")
    ]
    assert sorted(map(str, folder.iterdir())) == done.stdout.split()


def test_the_word_file_of_a_handout_takes_the_styles_of_a_file_that_is_configured(seed: Path, tmp_path: Path) -> None:
    own = Document()
    own.styles["Heading 1"].font.size = Pt(31)
    own.save(str(tmp_path / "own.docx"))
    (tmp_path / "own.toml").write_text('reference_docx = "own.docx"\n')
    done = hsreport("handout", seed, "--brief", "-f", "docx", "--config", tmp_path / "own.toml", "-o", tmp_path)
    assert done.returncode == 0, done.stderr
    made = Document(str(tmp_path / "symposium-2003-brief.docx"))
    assert made.styles["Heading 1"].font.size == Pt(31)


def test_nothing_is_called_after_a_source_whose_name_may_tell(seed: Path, tmp_path: Path) -> None:
    done = hsreport("handout", seed, "--all-sessions", "--rule", "chatham-house", "-o", tmp_path)
    assert done.returncode == 0
    assert [path.name for path in tmp_path.iterdir()] == [f"summary-{_figures_of(seed)}-sessions"]


def test_two_sources_without_names_do_not_take_each_other_s_place(tmp_path: Path) -> None:
    sources = [tmp_path / "ann-wu.txt", tmp_path / "bo-lind.txt"]
    for number, source in enumerate(sources, 1):
        source.write_text(NAMED.replace("As in the Banerji", f"In {number} years"), encoding="utf-8")
        done = hsreport("handout", source, "--rule", "chatham-house", "-f", "html", "-o", tmp_path / "out")
        assert done.returncode == 0, done.stderr
    names = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert names == sorted(f"summary-{_figures_of(source)}-handout-chatham-house.html" for source in sources)


def _figures_of(source: Path) -> str:
    """Return the figures by which files without a name tell their source."""
    return hashlib.sha256(source.read_bytes()).hexdigest()[:8]


def test_a_style_on_letter_is_printed_on_letter(seed: Path, tmp_path: Path) -> None:
    done = hsreport("handout", seed, "--session", "1", "--style", "briefing-letter", "-o", tmp_path)
    with pikepdf.open(done.stdout.strip()) as pdf:
        assert [round(float(edge)) for edge in pdf.pages[0].mediabox] == [0, 0, 612, 792]


def test_a_booklet_has_its_links_told(seed: Path, tmp_path: Path) -> None:
    done = hsreport("handout", seed, "--session", "1", "--layout", "booklet", "--fold-marks", "-o", tmp_path)
    assert done.returncode == 0
    assert "note HS541:" in done.stderr
    with pikepdf.open(done.stdout.strip()) as pdf:
        assert len(pdf.pages) % 2 == 0


def test_formats(seed: Path, tmp_path: Path) -> None:
    done = hsreport("handout", seed, "--brief", "-f", "html,docx,pdf", "-o", tmp_path)
    assert [Path(line).name for line in done.stdout.split()] == [
        f"symposium-2003-brief.{form}" for form in ("pdf", "docx", "html")
    ]


def test_a_name_in_the_wording_stops_the_build_unless_allowed(tmp_path: Path) -> None:
    source = tmp_path / "rivers.txt"
    source.write_text(NAMED, encoding="utf-8")
    order = ("handout", source, "--rule", "chatham-house", "-o", tmp_path / "out")
    stopped = hsreport(*order)
    failed(stopped, 1, f"{source}:10: error HS531: “Banerji”", "nothing was written", "--allow")
    assert not (tmp_path / "out").exists()
    allowed = hsreport(*order, "--allow")
    assert allowed.returncode == 0
    assert allowed.stdout.strip() == str(tmp_path / "out" / f"summary-{_figures_of(source)}-handout-chatham-house.pdf")


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--session", "1", "--brief"), "one edition at a time"),
        (("--all-sessions", "--theme", "health"), "one edition at a time"),
        (("--participants",), "--participants goes with --rule"),
        (("--session", "8"), "the text has no session “8”"),
        (("--layout", "4-up", "--large-print"), "too few to read"),
        (("--layout", "booklet", "--signature", "6"), "a signature of 6 pages cannot be folded"),
        (("--layout", "booklet", "--signature", "-4"), "a signature of -4 pages cannot be folded"),
        (("--layout", "booklet", "--creep", "50"), "with a creep of 50 mm the inner pages would not stay"),
        (("--layout", "booklet", "--creep", "nan"), "with a creep of nan mm the inner pages would not stay"),
        (("--speaker", ""), "“”"),
        (("-f", "epub"), "there is no format “epub”"),
        (("--layout", "3-up"), "'3-up' is not one of"),
    ],
)
def test_wrong_usage(options: tuple[str, ...], message: str, seed: Path, tmp_path: Path) -> None:
    failed(hsreport("handout", seed, "-o", tmp_path, *options), 2, message)
    assert not list(tmp_path.iterdir())


def test_help_shows_each_layout_as_it_is() -> None:
    done = hsreport("handout", "--help")
    picture = LAYOUTS_HELP.split("\b\n")[1].split("\n\n")[0]
    assert all(line.rstrip() in done.stdout for line in picture.splitlines())
    assert all(layout in picture.splitlines()[0] for layout in Layout)
    assert "8   :   1" in picture
    front, back = arranged(8, Sheets(Layout.BOOKLET))[:2]
    assert [place.page + 1 for place in front.places] == [8, 1]
    assert [place.page + 1 for place in back.places] == [2, 7]


def test_the_same_bytes_twice(seed: Path, tmp_path: Path) -> None:
    files = []
    for folder in ("one", "two"):
        done = hsreport("handout", seed, "--session", "1", "--layout", "2-up", "-o", tmp_path / folder)
        files.append(Path(done.stdout.strip()).read_bytes())
    assert files[0] == files[1]


def test_what_is_unsound_in_a_handout_or_lacks_a_glyph_is_told_as_in_a_publication(tmp_path: Path) -> None:
    source, templates = tmp_path / "rivers.txt", tmp_path / "own"
    source.write_text(NAMED.replace("Rivers", "Rivers 川"), encoding="utf-8")
    templates.mkdir()
    (templates / "handout.html").write_text(
        '{% extends "built-in/handout.html" %}{% block body %}{{ super() }}<p><a href="#gone">x</a></p>{% endblock %}'
    )
    (tmp_path / "own.toml").write_text('extends = "briefing"\ntemplates = "own"\n')
    done = hsreport("handout", source, "-f", "html,pdf", "--style", tmp_path / "own.toml", "-o", tmp_path)
    assert done.returncode == 1
    assert f"{tmp_path / 'rivers-handout.html'}: error HS523: the html file refers to “gone”" in done.stderr
    assert "warning HS503" in done.stderr
    assert [Path(line).name for line in done.stdout.split()] == ["rivers-handout.pdf", "rivers-handout.html"]
