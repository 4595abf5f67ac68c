"""A Word file of ours that comes back: untouched, edited, saved again by LibreOffice."""

import copy
import zipfile
from collections.abc import Callable
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from lxml import etree
from msgspec.structs import replace

from hsreport.build import report_of
from hsreport.enrich.themes.vocabulary import builtin_vocabulary
from hsreport.errors import SourceError
from hsreport.model import Statement, Symposium
from hsreport.ooxml.changes import without_changes
from hsreport.parse.symposium import parse
from hsreport.read.source import source_from_bytes
from hsreport.render.style.tokens import load_style
from hsreport.render.word.file import render_docx
from hsreport.source import Source
from hsreport.values import SourceSpan
from tests.conftest import ROOT
from tests.libreoffice import edited
from tests.parse.test_properties import TEXTS

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PAGES = {"point-1": "1", "roster-1": "1"}

NOTED = """Panel on Ink *

* Not checked.

Session 1: Quills**

** By phone.

Moderator: Ada Feder, clerk
Ida Fisch, poet

1. Ida Fisch, poet

-- Ink† dries.

† In May.

-- Ink is wet.‡
  2. Ada Feder

‡ In June.

-- Paper [1] is dear.

[1] As of 2009.

Back to Index
"""


def source_of(text: str) -> Source:
    return source_from_bytes(text.encode("utf-8", "surrogatepass"), "summary.txt")


@cache
def word_of(source: Source) -> bytes:
    report = report_of(source, builtin_vocabulary("human-security"))
    return render_docx(report, load_style("briefing"), PAGES, source.lines).data


def back(data: bytes) -> Source:
    return source_from_bytes(data, "edited.docx")


def as_received(source: Source) -> Symposium:
    """What a source says, without what was found of the file that held it: its encoding, its format; lines numbered as Word's are."""
    lines = tuple(replace(line, span=SourceSpan(at, at)) for at, line in enumerate(source.lines, 1))
    read = parse(replace(source, lines=lines))
    return replace(read, findings=tuple(each for each in read.findings if each not in source.findings))


def text_of(source: Source) -> str:
    return "".join(f"{line.text}\n" for line in source.lines)


def summaries() -> dict[str, str]:
    """Every case that is read, and the seed."""
    found = {"seed": (ROOT / "seeds" / "symposium-2003.txt").read_text(encoding="utf-8"), "noted": NOTED}
    for path in sorted((ROOT / "tests" / "cases").glob("*.case")):
        summary = path.read_text(encoding="utf-8").partition("=== is read as ===\n")[0].partition("\n\n")[2]
        try:
            parse(source_of(summary))
        except SourceError:
            continue
        found[path.stem] = summary
    return found


SUMMARIES = summaries()


@pytest.fixture(scope="module")
def saved_again(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every summary as a Word file, opened and saved by LibreOffice."""
    folder, saved = tmp_path_factory.mktemp("office"), tmp_path_factory.mktemp("saved")
    for name, summary in SUMMARIES.items():
        (folder / f"{name}.docx").write_bytes(word_of(source_of(summary)))
    edited(saved, {name: (folder / f"{name}.docx", []) for name in SUMMARIES})
    return saved


# --- Untouched ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", SUMMARIES)
def test_an_untouched_file_gives_its_summary(name: str) -> None:
    source = source_of(SUMMARIES[name])
    returned = back(word_of(source))
    assert text_of(returned) == text_of(source)
    assert parse(returned) == as_received(source)


@pytest.mark.slow
@pytest.mark.parametrize("name", SUMMARIES)
def test_a_file_that_libreoffice_saved_gives_its_summary(name: str, saved_again: Path) -> None:
    returned, source = back((saved_again / f"{name}.docx").read_bytes()), source_of(SUMMARIES[name])
    assert text_of(returned) == text_of(source)
    assert parse(returned) == as_received(source)


@pytest.mark.slow
@given(TEXTS)
@settings(max_examples=60, deadline=None)
def test_any_summary_comes_back(text: str) -> None:
    try:
        source = source_of(text)
        data = word_of(source)
    except SourceError:
        return
    assert parse(back(data)) == as_received(source)


# --- Edited ---------------------------------------------------------------------------------------------


class Edited:
    """A Word file whose text is edited as people do: paragraphs by the bookmark that stands in them."""

    def __init__(self, data: bytes) -> None:
        with zipfile.ZipFile(BytesIO(data)) as box:
            self.parts = {name: box.read(name) for name in box.namelist()}
        self.root = etree.fromstring(self.parts["word/document.xml"])

    def paragraph(self, bookmark: str) -> etree._Element:
        (start,) = self.root.xpath(f"//w:bookmarkStart[@w:name='{bookmark}']", namespaces={"w": W[1:-1]})
        return next(start.iterancestors(f"{W}p"))

    def block(self, bookmark: str) -> etree._Element:
        """The paragraph with the content control around it."""
        paragraph = self.paragraph(bookmark)
        return next(paragraph.iterancestors(f"{W}sdt"), paragraph)

    def replace(self, bookmark: str, old: str, new: str) -> None:
        (found,) = [each for each in self.paragraph(bookmark).iter(f"{W}t") if old in (each.text or "")]
        found.text = found.text.replace(old, new)

    def new(self, style: str, words: str) -> etree._Element:
        made = etree.fromstring(
            f'<w:p xmlns:w="{W[1:-1]}"><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t/></w:r></w:p>'
        )
        next(made.iter(f"{W}t")).text = words
        return made

    @property
    def data(self) -> bytes:
        self.parts["word/document.xml"] = etree.tostring(self.root)
        made = BytesIO()
        with zipfile.ZipFile(made, "w") as box:
            for name, part in self.parts.items():
                box.writestr(name, part)
        return made.getvalue()


SMALL = """Panel on Ink

Session 1: Quills (Presentation)

Moderator: Ada Feder, clerk
Speakers: Ida Fisch, poet; Otto Kiel, printer

(1) Ida Fisch made a presentation.
  -- Ink dries.
  -- Ink is wet.

(2) Otto Kiel, printer

  -- Paper is dear.
  -- Paper is thin.[^1]

(3) From the floor came a question on gum.

[^1]: As of 2009.

Back to Index
"""


def point_after(word: Edited, bookmark: str, words: str) -> None:
    word.block(bookmark).addnext(word.new("Point", words))


def split(word: Edited) -> None:
    word.replace("point_2", "Ink is wet.", "Ink is wet")
    word.paragraph("point_2").addnext(word.new("Point", "It stays so."))


def join(word: Edited) -> None:
    first, second, block = word.paragraph("point_1"), word.paragraph("point_2"), word.block("point_2")
    first.extend(each for each in list(second) if each.tag != f"{W}pPr")
    block.getparent().remove(block)


def swap(word: Edited) -> None:
    word.replace("point_1", "Ink dries.", "Ink is wet!")
    word.replace("point_2", "Ink is wet.", "Ink dries.")
    word.replace("point_1", "Ink is wet!", "Ink is wet.")


def take_out(word: Edited, bookmark: str) -> None:
    block = word.block(bookmark)
    block.getparent().remove(block)


def move(word: Edited, bookmark: str, behind: str) -> None:
    word.block(behind).addnext(word.block(bookmark))


def strip_marks(word: Edited) -> None:
    """As when all was copied into a new file: no bookmark, no control."""
    for each in list(word.root.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd")):
        if not (each.get(f"{W}name") or "").startswith("made"):
            each.getparent().remove(each)
    for each in list(word.root.iter(f"{W}tag")):
        each.getparent().remove(each)


def strip_bookmarks(word: Edited) -> None:
    strip = [each for each in word.root.iter(f"{W}bookmarkStart") if each.get(f"{W}name").startswith("point")]
    for each in strip:
        each.getparent().remove(each)
    word.root.xpath("//w:sdt[w:sdtPr/w:tag/@w:val='point-2']//w:t", namespaces={"w": W[1:-1]})[0].text = "Ink is blue."


def tracked(word: Edited) -> None:
    """“Ink dries.” becomes “Ink dries fast.” under tracked changes, and the second point is deleted."""
    run = next(word.paragraph("point_1").iter(f"{W}t")).getparent()
    run.addnext(etree.fromstring(f'<w:ins xmlns:w="{W[1:-1]}" w:id="900" w:author="a"><w:r><w:t xml:space="preserve"> Fast.</w:t></w:r></w:ins>'))  # fmt: skip
    gone = next(word.paragraph("point_2").iter(f"{W}t"))
    gone.tag = f"{W}delText"
    around = etree.SubElement(word.paragraph("point_2"), f"{W}del", {f"{W}id": "901", f"{W}author": "a"})
    gone.getparent().addprevious(around)
    around.append(gone.getparent())


Edit = Callable[[Edited], None]
EDITS: dict[str, tuple[Edit, tuple[tuple[str, str], ...]]] = {
    "nothing": (lambda _: None, ()),
    "changed wording": (lambda word: word.replace("point_1", "dries", "sets"), (("-- Ink dries.", "-- Ink sets."),)),
    "changed lead": (
        lambda word: word.replace("statement_1", " made a presentation.", " gave a talk."),
        (("Ida Fisch made a presentation.", "Ida Fisch gave a talk."),),
    ),
    "changed narrative": (lambda word: word.replace("narrative_1", "gum", "glue"), (("gum", "glue"),)),
    "changed title": (lambda word: word.replace("head_title_1", "Ink", "Paper"), (("Panel on Ink", "Panel on Paper"),)),
    "changed heading": (lambda word: word.replace("session_1", "Quills", "Pens"), ((": Quills", ": Pens"),)),
    "changed number of a session": (
        lambda word: word.replace("session_1", "Session 1:", "Session 2:"),
        (("Session 1:", "Session 2:"),),
    ),
    "changed qualifier": (
        lambda word: word.replace("session_1", "(Presentation)", "(Debate)"),
        (("(Presentation)", "(Debate)"),),
    ),
    "changed label": (lambda word: word.replace("statement_2", "(2)", "(4)"), (("(2) Otto", "(4) Otto"),)),
    "changed affiliation": (lambda word: word.replace("roster_1", "clerk", "judge"), ((", clerk", ", judge"),)),
    "renamed speaker on a shared line": (
        lambda word: word.replace("roster_3", "Otto Kiel", "Otto Kuhl"),
        (("; Otto Kiel", "; Otto Kuhl"),),
    ),
    "changed role": (lambda word: word.replace("roster_1", "Moderator", "Chair"), (("Moderator: Ada", "Chair: Ada"),)),
    "deleted point": (lambda word: take_out(word, "point_2"), (("  -- Ink is wet.\n", ""),)),
    "emptied point": (lambda word: word.replace("point_2", "Ink is wet.", ""), (("  -- Ink is wet.\n", ""),)),
    "deleted person": (lambda word: take_out(word, "roster_3"), (("; Otto Kiel, printer", ""),)),
    "deleted statement": (
        lambda word: [take_out(word, each) for each in ("statement_1", "point_1", "point_2")] and None,
        (("\n(1) Ida Fisch made a presentation.\n  -- Ink dries.\n  -- Ink is wet.\n", ""),),
    ),
    "added point": (
        lambda word: point_after(word, "point_1", "Ink stains."),
        (("-- Ink dries.\n", "-- Ink dries.\n  -- Ink stains.\n"),),
    ),
    "added point with its mark": (
        lambda word: point_after(word, "point_1", "-- Ink stains."),
        (("-- Ink dries.\n", "-- Ink dries.\n-- Ink stains.\n"),),
    ),
    "added person": (
        lambda word: word.block("roster_1").addnext(word.new("Roster", "Uta Blei, typist")),
        (("Feder, clerk\n", "Feder, clerk\nUta Blei, typist\n"),),
    ),
    "added paragraph outside any control": (
        lambda word: word.block("narrative_1").addprevious(word.new("Normal", "The meeting rose.")),
        (("\n(3)", "\nThe meeting rose.\n\n\n(3)"),),
    ),
    "moved point": (
        lambda word: move(word, "point_1", "point_3"),
        (("  -- Ink dries.\n", ""), ("-- Paper is dear.\n", "-- Paper is dear.\n  -- Ink dries.\n")),
    ),
    "split point": (split, (("-- Ink is wet.\n", "-- Ink is wet\n  -- It stays so.\n"),)),
    "joined points": (join, (("  -- Ink dries.\n  -- Ink is wet.\n", "  -- Ink dries.Ink is wet.\n"),)),
    "points whose words were exchanged": (
        swap,
        (("  -- Ink dries.\n  -- Ink is wet.\n", "  -- Ink is wet.\n  -- Ink dries.\n"),),
    ),
    "no bookmarks, no tags": (strip_marks, ()),
    "bookmarks lost, tags kept": (strip_bookmarks, (("-- Ink is wet.", "-- Ink is blue."),)),
    "words behind a note": (lambda word: word.replace("point_4", "thin.", "thick."), (("thin.[", "thick.["),)),
    "tracked changes": (tracked, (("Ink dries.", "Ink dries. Fast."), ("  -- Ink is wet.\n", ""))),
}


def expected(changes: tuple[tuple[str, str], ...]) -> str:
    wanted = SMALL
    for old, new in changes:
        assert wanted.count(old) == 1, old
        wanted = wanted.replace(old, new)
    return wanted


@pytest.mark.parametrize("name", EDITS)
def test_an_edit_in_word_is_an_edit_of_the_summary(name: str) -> None:
    edit, changes = EDITS[name]
    word = Edited(word_of(source_of(SMALL)))
    edit(word)
    returned = back(word.data)
    assert text_of(returned) == expected(changes)
    assert parse(source_of(text_of(returned))).parts == parse(returned).parts


@pytest.mark.slow
@pytest.mark.parametrize("name", ["changed wording", "added point", "moved point", "deleted person", "split point"])
def test_an_edit_survives_libreoffice(name: str, tmp_path: Path) -> None:
    edit, changes = EDITS[name]
    word = Edited(word_of(source_of(SMALL)))
    edit(word)
    (tmp_path / "edited.docx").write_bytes(word.data)
    edited(tmp_path, {"saved": (tmp_path / "edited.docx", [])})
    assert text_of(back((tmp_path / "saved.docx").read_bytes())) == expected(changes)


def test_words_in_the_place_of_others_are_reported() -> None:
    word = Edited(word_of(source_of(SMALL)))
    swap(word)
    assert {each.code for each in back(word.data).findings} == {"HS105"}


def test_a_copied_point_is_a_new_one() -> None:
    word = Edited(word_of(source_of(SMALL)))
    copied = copy.deepcopy(word.block("point_1"))
    for each in list(copied.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd")):
        each.getparent().remove(each)
    word.block("point_3").addnext(copied)
    points = [
        point.text
        for _, block in parse(back(word.data)).walk()
        if isinstance(block, Statement)
        for point in block.points
    ]
    assert points == ["Ink dries.", "Ink is wet.", "Paper is dear.", "Ink dries.", "Paper is thin."]


def test_rejected_changes_give_the_summary_that_was() -> None:
    word = Edited(word_of(source_of(SMALL)))
    tracked(word)
    assert text_of(back(without_changes(word.data, "edited.docx"))) == SMALL


def test_a_paragraph_end_that_was_put_in_is_rejected_too() -> None:
    word = Edited(word_of(source_of(SMALL)))
    first = word.paragraph("point_1")
    mark = etree.SubElement(first.find(f"{W}pPr"), f"{W}rPr")
    etree.SubElement(mark, f"{W}ins", {f"{W}id": "902", f"{W}author": "a"})
    first.addnext(word.new("Point", " And fades."))
    assert "-- Ink dries.\n  -- And fades.\n" in text_of(back(word.data))
    assert "-- Ink dries. And fades.\n" in text_of(back(without_changes(word.data, "edited.docx")))


def test_a_note_that_was_changed_or_taken_out() -> None:
    word = Edited(word_of(source_of(SMALL)))
    word.parts["word/footnotes.xml"] = word.parts["word/footnotes.xml"].replace(b"As of 2009", b"As of 2010")
    assert text_of(back(word.data)) == SMALL.replace("2009", "2010")
    (call,) = word.root.iter(f"{W}footnoteReference")
    call.getparent().getparent().remove(call.getparent())
    assert text_of(back(word.data)) == SMALL.replace("[^1]: As of 2009.\n", "").replace("[^1]", "").replace("gum.\n\n\n", "gum.\n\n")  # fmt: skip


def test_a_note_that_was_put_in_stands_at_the_end() -> None:
    word = Edited(word_of(source_of(SMALL)))
    note = b'<w:footnote w:id="9"><w:p><w:r><w:t>See below.</w:t></w:r></w:p></w:footnote>'
    word.parts["word/footnotes.xml"] = word.parts["word/footnotes.xml"].replace(
        b"</w:footnotes>", note + b"</w:footnotes>"
    )
    run = next(word.paragraph("point_1").iter(f"{W}t")).getparent()
    run.addnext(etree.fromstring(f'<w:r xmlns:w="{W[1:-1]}"><w:footnoteReference w:id="9"/></w:r>'))
    returned = back(word.data)
    assert "-- Ink dries.[^n9]\n" in text_of(returned)
    assert text_of(returned).endswith("\n[^n9]: See below.\n")
    assert [(note.mark, note.anchor) for note in parse(returned).notes] == [("n9", "point-1"), ("1", "point-4")]


def test_a_record_that_is_damaged_leaves_the_words() -> None:
    word = Edited(word_of(source_of(SMALL)))
    word.parts["customXml/item1.xml"] = b'<r xmlns="urn:hsreport:word:1"/>'
    returned = back(word.data)
    assert "Ink dries." in text_of(returned)
    assert [session.title for session in parse(returned).sessions] == ["Quills"]
