"""Sound files have no findings; broken ones are found out."""

import re
import zipfile
from io import BytesIO

import pikepdf
import pytest

from hsreport.check.output import check_output
from hsreport.model import Report
from hsreport.render.html.page import render_html
from hsreport.render.pdf.book import render_pdf
from hsreport.render.style.tokens import load_style
from hsreport.render.word.file import render_docx
from hsreport.values import Format, Severity


@pytest.fixture(scope="module")
def files(report: Report) -> dict[Format, bytes]:
    style = load_style("briefing")
    pdf = render_pdf(report, style)
    docx = render_docx(report, style, pdf.pages)
    return {Format.PDF: pdf.data, Format.DOCX: docx.data, Format.HTML: render_html(report, style)}


def messages(kind: Format, data: bytes) -> list[str]:
    found = check_output(kind, data)
    assert all(each.severity is Severity.ERROR and each.hint for each in found)
    return [each.message for each in found]


@pytest.mark.parametrize("kind", Format)
def test_the_seed_is_sound(files: dict[Format, bytes], kind: Format) -> None:
    assert messages(kind, files[kind]) == []


@pytest.mark.parametrize("kind", [Format.PDF, Format.DOCX])
def test_a_file_that_was_cut_off(files: dict[Format, bytes], kind: Format) -> None:
    (message,) = messages(kind, files[kind][:400])
    assert message.startswith(f"the {kind} file cannot be opened: ")


# --- PDF ----------------------------------------------------------------------------------------------


def test_a_pdf_without_outline_and_destinations(files: dict[Format, bytes]) -> None:
    with pikepdf.open(BytesIO(files[Format.PDF])) as pdf, BytesIO() as saved:
        del pdf.Root.Outlines
        del pdf.Root.Names["/Dests"]
        pdf.save(saved)
        found = messages(Format.PDF, saved.getvalue())
    assert found[0] == "the PDF has no outline"
    assert "the pdf file refers to “point-1”, which is nowhere in it" in found


def test_links_by_action_and_to_pages() -> None:
    pdf = pikepdf.new()
    page = pdf.add_blank_page()
    nowhere = pikepdf.Dictionary(S=pikepdf.Name.GoTo, D=pikepdf.String("gone"))
    page.Annots = pikepdf.Array(
        [
            pikepdf.Dictionary(Subtype=pikepdf.Name.Link, A=nowhere),
            pikepdf.Dictionary(Subtype=pikepdf.Name.Link, Dest=pikepdf.Array([page.obj, pikepdf.Name.Fit])),
            pikepdf.Dictionary(Subtype=pikepdf.Name.Text, Contents=pikepdf.String("no link")),
        ]
    )
    with BytesIO() as saved:
        pdf.save(saved)
        assert messages(Format.PDF, saved.getvalue()) == ["the pdf file refers to “gone”, which is nowhere in it"]


# --- Word ---------------------------------------------------------------------------------------------


def rewritten(data: bytes, pattern: str, put: str) -> bytes:
    """A Word file in whose main part the first match of a pattern is replaced."""
    with zipfile.ZipFile(BytesIO(data)) as old, BytesIO() as saved:
        with zipfile.ZipFile(saved, "w") as new:
            for name in old.namelist():
                content = old.read(name)
                if name == "word/document.xml":
                    text, times = re.subn(pattern, put, content.decode(), count=1)
                    assert times == 1
                    content = text.encode()
                new.writestr(name, content)
        return saved.getvalue()


def test_a_field_that_names_no_bookmark(files: dict[Format, bytes]) -> None:
    broken = rewritten(files[Format.DOCX], r"PAGEREF \S+", "PAGEREF gone")
    assert messages(Format.DOCX, broken) == ["the docx file refers to “gone”, which is nowhere in it"]


def test_a_link_to_no_bookmark(files: dict[Format, bytes]) -> None:
    broken = rewritten(files[Format.DOCX], r'w:anchor="[^"]+"', 'w:anchor="gone"')
    assert messages(Format.DOCX, broken) == ["the docx file refers to “gone”, which is nowhere in it"]


def test_a_field_that_does_not_end(files: dict[Format, bytes]) -> None:
    broken = rewritten(files[Format.DOCX], r'<w:fldChar w:fldCharType="end"/>', "")
    assert messages(Format.DOCX, broken) == ["1 fields of the Word file do not end"]


# --- Web page -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("markup", "message"),
    [
        ('<p id="a"></p><p id="a"></p>', "two elements have the id “a”"),
        ('<a href="#gone">x</a>', "the html file refers to “gone”, which is nowhere in it"),
        ('<img src="https://x.org/y.png">', "the page loads “https://x.org/y.png” from outside"),
        ('<link rel="stylesheet" href="own.css">', "the page loads “own.css” from outside"),
        ("<style>p { background: url('pic.png') }</style>", "the page loads “pic.png” from outside"),
        ("<style>@import 'more.css';</style>", "the page loads “more.css” from outside"),
        ('<p style="background: url(z.png)">', "the page loads “z.png” from outside"),
    ],
)
def test_a_page_that_is_not_sound(markup: str, message: str) -> None:
    assert messages(Format.HTML, f"<!doctype html><body>{markup}</body>".encode()) == [message]


@pytest.mark.parametrize(
    "markup",
    [
        '<a href="https://x.org">x</a>',
        '<img src="data:image/png;base64,AA==">',
        "<style>p { background: url(data:image/png;base64,AA==) }</style>",
        '<p id="a"><a href="#a">x</a></p><!-- url(x) -->',
    ],
)
def test_a_page_that_is(markup: str) -> None:
    assert messages(Format.HTML, f"<!doctype html><body>{markup}</body>".encode()) == []
