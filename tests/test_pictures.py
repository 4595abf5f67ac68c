"""Pictures of a summary: the one that was put in is the one that is read back from all that is made, and nothing else is opened."""

import re
import subprocess
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pikepdf
import pytest
from lxml import html
from PIL import Image as Opener
from PIL.PngImagePlugin import PngInfo

from hsreport.build import Input, publish, redline, report_of
from hsreport.check.output import check_output
from hsreport.editions.chatham_house.rule import without_attribution
from hsreport.enrich.themes.vocabulary import builtin_vocabulary
from hsreport.model import Picture, Report, Row, Statement
from hsreport.ooxml.changes import Hand
from hsreport.read import pictures as limits
from hsreport.read.source import read_source, source_from_bytes
from hsreport.render.html.page import render_html
from hsreport.render.pdf.book import render_pdf
from hsreport.render.style.tokens import HouseStyle
from hsreport.render.text.show import FORMS, as_json
from hsreport.render.word.file import render_docx
from hsreport.values import Format, Tracked
from tests.libreoffice import as_pdf, edited
from tests.render.pdf.vera import broken_rules
from tests.render.word.opened import WordFile
from tests.render.word.openxml import errors_in_all, unsound

TEXT = """# Forum on Homes

## Session 1: Costs

Chair: Jane Roe, University of Leeds

**Jane Roe:**

- Rents are too high.

![Chart of rents](rents.png "Rents by ward, 2003")

- They rise.
"""


def chart(mode: str = "RGB", size: tuple[int, int] = (48, 32)) -> Opener.Image:
    """A picture in which no two quarters are alike."""
    made = Opener.new("RGB", size, "white")
    made.paste("#1a4f8b", (0, 0, size[0] // 2, size[1] // 2))
    made.paste("#b4232a", (size[0] // 2, size[1] // 2, *size))
    return made.convert(mode)


def file_of(kind: str, made: Opener.Image, **options: object) -> bytes:
    file = BytesIO()
    made.save(file, kind, **options)
    return file.getvalue()


def opened(data: bytes) -> Opener.Image:
    return Opener.open(BytesIO(data)).convert("RGB")


def report_on(folder: Path, text: str = TEXT, name: str = "a.md") -> Report:
    (folder / name).write_text(text, encoding="utf-8")
    return report_of(read_source(folder / name), builtin_vocabulary("human-security"))


def on_the_page(report: Report) -> list[tuple[Opener.Image | None, str, str]]:
    """The pictures of a web page, with what it says for them and below them."""
    found = []
    for figure in html.document_fromstring(render_html(report, HouseStyle())).iter("figure"):
        if figure.get("class") == "picture":
            image, caption = figure.find("img"), figure.findtext("figcaption") or ""
            url, alt = (image.get("src", ""), image.get("alt", "")) if image is not None else ("", "")
            found.append((opened(b64decode(url.partition(",")[2])) if url else None, alt, caption))
    return found


def messages(report: Report) -> list[str]:
    return [f"{each.code} {each.message}" for each in report.findings if each.code in {"HS107", "HS109"}]


@pytest.mark.parametrize("kind", ["PNG", "GIF", "WEBP", "JPEG"])
def test_a_picture_beside_the_source_stands_in_the_turn_and_on_the_page(tmp_path: Path, kind: str) -> None:
    data = file_of(kind, chart(), **({"lossless": True} if kind == "WEBP" else {}))
    (tmp_path / "rents.png").write_bytes(data)
    report = report_on(tmp_path)
    blocks = [block for _, block in report.symposium.walk()]
    assert [type(block) for block in blocks] == [Statement, Picture, Statement]
    assert [[point.number for point in block.points] for block in blocks] == [[1], [], [2]]
    assert report.said_by[1] == report.said_by[2]
    assert (blocks[1].span.first, blocks[1].span.last) == (11, 11)
    ((shown, alt, caption),) = on_the_page(report)
    assert shown
    assert shown.tobytes() == opened(data).tobytes()
    assert (alt, caption) == ("Chart of rents", "Rents by ward, 2003")
    assert messages(report) == []


def test_what_is_written_of_a_report_has_the_hash_of_a_picture_and_not_its_bytes(tmp_path: Path) -> None:
    (tmp_path / "rents.png").write_bytes(file_of("PNG", chart()))
    report = report_on(tmp_path)
    (digest,) = report.pictures
    assert digest in as_json(report)
    assert b64encode(report.pictures[digest]).decode() not in as_json(report)
    assert "picture\t![Chart of rents]" not in FORMS["audit"](report, read_source(tmp_path / "a.md"))
    assert "11\tpicture\t" in FORMS["audit"](report, read_source(tmp_path / "a.md"))


def test_a_picture_goes_without_what_is_written_beside_it_and_stands_upright(tmp_path: Path) -> None:
    exif = Opener.Exif()
    exif[0x0112], exif[0x010F] = 6, "Camera of Jane"
    (tmp_path / "rents.png").write_bytes(file_of("JPEG", chart(), exif=exif, quality=95))
    report = report_on(tmp_path)
    (data,) = report.pictures.values()
    assert b"Camera" not in data
    assert opened(data).size == (32, 48)
    note = PngInfo()
    note.add_text("Author", "Jane Roe")
    (tmp_path / "rents.png").write_bytes(file_of("PNG", chart(), pnginfo=note))
    (data,) = report_on(tmp_path).pictures.values()
    assert b"Jane" not in data


def test_a_picture_has_the_pixels_that_print_needs_and_no_more(tmp_path: Path) -> None:
    (tmp_path / "rents.png").write_bytes(file_of("PNG", chart(size=(6000, 3000))))
    (block,) = (block for _, block in report_on(tmp_path).symposium.walk() if isinstance(block, Picture))
    assert (block.image.width, block.image.height) == (2480, 1240)


def test_grey_of_sixteen_bits_keeps_its_shades(tmp_path: Path) -> None:
    made = Opener.new("I;16", (3, 1))
    for at, shade in enumerate((0, 128, 255)):
        made.putpixel((at, 0), shade * 257)
    (tmp_path / "rents.png").write_bytes(file_of("PNG", made))
    (data,) = report_on(tmp_path).pictures.values()
    assert list(opened(data).convert("L").tobytes()) == [0, 128, 255]


def test_a_picture_that_stands_twice_is_printed_twice(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(file_of("PNG", chart()))
    report = report_on(tmp_path, "# Forum\n\nSome words.\n\n![A](a.png)\n![A](a.png)\n")
    assert len(on_the_page(report)) == 2
    assert len(docx.Document(BytesIO(render_docx(report, HouseStyle()).data)).inline_shapes) == 2


def test_what_is_transparent_is_white(tmp_path: Path) -> None:
    made = chart("RGBA")
    made.putpixel((0, 0), (0, 0, 0, 0))
    (tmp_path / "rents.png").write_bytes(file_of("PNG", made))
    ((shown, _, _),) = on_the_page(report_on(tmp_path))
    assert shown
    assert (shown.getpixel((0, 0)), shown.getpixel((1, 1))) == ((255, 255, 255), (0x1A, 0x4F, 0x8B))


def test_a_picture_of_an_address_of_its_own_is_printed(tmp_path: Path) -> None:
    url = f"data:image/png;base64,{b64encode(file_of('PNG', chart())).decode()}"
    ((shown, alt, caption),) = on_the_page(report_on(tmp_path, TEXT.replace('rents.png "Rents by ward, 2003"', url)))
    assert shown
    assert shown.tobytes() == chart().tobytes()
    assert (alt, caption) == ("Chart of rents", "")


DRAWING = """<?xml version="1.0"?>
<!-- A chart. --><svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 40 30" width="30pt">
<script>document.documentElement.remove()</script><style>@import url(http://127.0.0.1:9/a.css); #b { fill: #b4232a }</style>
<defs><rect id="a" width="20" height="15" fill="#1a4f8b" onload="alert(1)"/></defs><use xlink:href="#a"/>
<a href="https://away.example/"><rect id="b" x="20" y="15" width="20" height="15"/></a></svg>"""


def test_a_drawing_is_drawn_and_nothing_in_it_runs(tmp_path: Path) -> None:
    (tmp_path / "rents.png").write_text(DRAWING)
    ((shown, alt, caption),) = on_the_page(report_on(tmp_path))
    assert shown
    assert shown.size == (120, 90)
    quarters = [shown.getpixel(place) for place in ((30, 20), (90, 20), (30, 70), (90, 70))]
    assert quarters == [(0x1A, 0x4F, 0x8B), (255, 255, 255), (255, 255, 255), (0xB4, 0x23, 0x2A)]
    assert (alt, caption) == ("Chart of rents", "Rents by ward, 2003")
    word = docx.Document(BytesIO(render_docx(report_on(tmp_path), HouseStyle()).data))
    (picture,) = word.part.package.image_parts
    assert opened(picture.blob).tobytes() == shown.tobytes()
    (shape,) = word.inline_shapes
    assert (shape.width.pt, shape.height.pt) == (30, 22.5)
    (tag,) = html.document_fromstring(render_html(report_on(tmp_path), HouseStyle())).iterfind(".//figure/img")
    assert (tag.get("width"), tag.get("height")) == ("40", "30")
    with pikepdf.open(BytesIO(render_pdf(report_on(tmp_path), HouseStyle()).data)) as pdf:
        (frame,) = (
            each.A.BBox for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and each.get("/S") == "/Figure"
        )
        assert [float(frame[2] - frame[0]), float(frame[3] - frame[1])] == pytest.approx([30, 22.5], abs=0.1)


def test_a_drawing_of_an_address_of_its_own_is_drawn(tmp_path: Path) -> None:
    url = f"data:image/svg+xml;base64,{b64encode(DRAWING.encode()).decode()}"
    ((shown, alt, _),) = on_the_page(report_on(tmp_path, TEXT.replace('rents.png "Rents by ward, 2003"', url)))
    assert shown
    assert (shown.size, alt) == ((120, 90), "Chart of rents")


def test_a_drawing_that_takes_too_much_is_not_drawn(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    groups = "".join(f'<g id="g{at}">{f"""<use href="#g{at - 1}"/>""" * 10}</g>' for at in range(1, 9))
    many = f'<rect id="g0" width="1" height="1"/><defs>{groups}</defs><use href="#g8"/>'
    blur = '<filter id="f"><feGaussianBlur stdDeviation="50"/></filter>' + '<use href="#a" filter="url(#f)"/>' * 500
    monkeypatch.setattr("hsreport.read.drawings.SECONDS", 2)
    for inside, size in ((many, "40"), (blur, "40000")):
        text = DRAWING.replace("<use", inside + "<use", 1).replace("30pt", size)
        (tmp_path / "rents.png").write_text(text)
        (told,) = messages(report_on(tmp_path))
        assert told.startswith("HS107 a picture is not printed: rents.png (it is ")


def bomb() -> bytes:
    """A PNG that says it has 40,000 by 40,000 pixels."""
    data = bytearray(file_of("PNG", chart("1")))
    data[16:24] = (40_000).to_bytes(4, "big") * 2
    from zlib import crc32

    data[29:33] = crc32(data[12:29]).to_bytes(4, "big")
    return bytes(data)


def test_what_is_not_printed_says_why_and_leaves_its_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("PIL.ImageFile.LOAD_TRUNCATED_IMAGES", True)
    inside, outside = tmp_path / "inside", tmp_path / "outside.png"
    inside.mkdir()
    outside.write_bytes(file_of("PNG", chart()))
    (inside / "link.png").symlink_to(outside)
    (inside / "bomb.png").write_bytes(bomb())
    (inside / "drawn.svg").write_text(DRAWING.replace("<rect", '<image href="file:///etc/hostname"/><rect', 1))
    (inside / "words.png").write_text("Some words.")
    (inside / "cut.png").write_bytes(file_of("PNG", chart())[:90])
    reasons = {
        "none.png": "there is no such file",
        "../outside.png": "it lies outside the folder of the source",
        "%2e%2e/outside.png": "it lies outside the folder of the source",
        "/etc/hostname": "it lies outside the folder of the source",
        "link.png": "it lies outside the folder of the source",
        "http://127.0.0.1:9/a.png": "nothing is fetched; save it beside the source",
        "//127.0.0.1/a.png": "nothing is fetched; save it beside the source",
        "bomb.png": "it is too large",
        "drawn.svg": "it refers to what is outside it",
        "words.png": "it is no PNG, JPEG, GIF, WebP or SVG",
        "cut.png": "it is damaged",
    }
    for address, reason in reasons.items():
        report = report_on(inside, TEXT.replace("rents.png", address))
        assert [f"HS107 a picture is not printed: {address} ({reason})"] == messages(report)
        assert on_the_page(report) == [(None, "", "Chart of rents: Rents by ward, 2003")]
        assert report.pictures == {}
        assert sum(len(block.points) for _, block in report.symposium.walk()) == 2


def test_all_pictures_of_a_source_have_a_limit_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "PIXELS_IN_ALL", 2 * 48 * 32)
    names = ["a.png", "b.png", "c.png"]
    for at, name in enumerate(names):
        (tmp_path / name).write_bytes(file_of("PNG", chart().rotate(90 * at)))
    text = "\n\n".join(["# Forum", "Some words.", "![A](a.png)", "![A](a.png)", "![B](b.png)", "![C](c.png)"])
    assert messages(report_on(tmp_path, text)) == ["HS107 a picture is not printed: c.png (it is too large)"]


def test_a_picture_without_words_is_a_finding(tmp_path: Path) -> None:
    (tmp_path / "rents.png").write_bytes(file_of("PNG", chart()))
    report = report_on(tmp_path, TEXT.replace("Chart of rents", ""))
    assert messages(report) == ["HS109 nothing says what the picture rents.png shows to those who do not see it"]
    assert on_the_page(report)[0][1:] == ("Rents by ward, 2003", "Rents by ward, 2003")


def test_pictures_stand_where_they_stood(tmp_path: Path) -> None:
    for name in "abcde":
        (tmp_path / f"{name}.png").write_bytes(file_of("PNG", chart()))
    text = """![A](a.png)

# Forum on Homes

![B](b.png)

## Session 1: Costs

![C](c.png)

Some words of the rapporteur[^1], with ![an icon](a.png) in them<img src="b.png" alt="Small">.

| Name | Part |
|---|---|
| Quay ![D](d.png) | Wood |

[^1]: A note.

![E](e.png)
"""
    report = report_on(tmp_path, text)
    shown = [
        (part.title, block.image.alt)
        for part in report.symposium.parts
        for block in part.blocks
        if isinstance(block, Picture)
    ]
    assert shown == [("", "A"), ("", "B"), *(("Costs", alt) for alt in ("C", "an icon", "Small", "D", "E"))]
    assert [block.kind for block in report.symposium.parts[1].blocks] == [
        *("picture", "narrative", "picture", "picture", "row", "row", "picture", "picture")
    ]
    assert [block.text for block in report.symposium.parts[1].blocks if block.kind != "picture"] == [
        "Some words of the rapporteur, with in them.", "Name\tPart", "Quay\tWood"
    ]  # fmt: skip
    assert messages(report) == []


def test_a_source_of_pictures_alone_has_no_words() -> None:
    from hsreport.errors import SourceError

    with pytest.raises(SourceError, match="there are no words in it"):
        source_from_bytes(b"![A chart](a.png)\n", "a.md")


def test_an_edition_that_names_nobody_has_no_pictures(tmp_path: Path) -> None:
    (tmp_path / "rents.png").write_bytes(file_of("PNG", chart()))
    report = report_on(
        tmp_path,
        TEXT.replace("Chart of rents", "Jane Roe at the board").replace("2003", "2003[^1]")
        + "\n[^1]: Drawn by Jane Roe.\n",
    )
    bare = without_attribution(report, report)
    assert bare.report.pictures == {}
    assert on_the_page(bare.report) == []
    assert b"Roe" not in render_html(bare.report, HouseStyle())
    assert [each.message for each in bare.findings if each.code == "HS533"] == [
        "pictures are left out, for they may show or name who was there: 1"
    ]
    assert [point.number for _, block in bare.report.symposium.walk() for point in block.points] == [1, 2]


def test_the_pdf_shows_the_picture_tagged_and_keeps_its_standards(tmp_path: Path) -> None:
    (tmp_path / "rents.png").write_bytes(file_of("PNG", chart()))
    data = render_pdf(report_on(tmp_path), HouseStyle()).data
    with pikepdf.open(BytesIO(data)) as pdf:
        (image,) = (each for page in pdf.pages for each in page.get_images().values())
        shown = pikepdf.PdfImage(image).as_pil_image().convert("RGB")
        figures = [each for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and each.get("/S") == "/Figure"]
        assert [str(each["/Alt"]) for each in figures] == ["Chart of rents"]
    assert shown.tobytes() == chart().tobytes()
    assert broken_rules({"a.pdf": data}, ("PDFUA-1", "PDFA-3A"), tmp_path) == set()


def test_a_picture_keeps_to_the_measure_and_to_its_page(tmp_path: Path) -> None:
    for name, size in (("wide", (3000, 400)), ("tall", (400, 3000))):
        (tmp_path / f"{name}.png").write_bytes(file_of("PNG", chart(size=size)))
    text = "# Forum\n\nSome words.\n\n![Wide](wide.png)\n\n![Tall](tall.png 'Some words below')\n"
    style = HouseStyle()
    with pikepdf.open(BytesIO(render_pdf(report_on(tmp_path, text), style).data)) as pdf:
        frames = [
            each["/A"]["/BBox"]
            for each in pdf.objects
            if isinstance(each, pikepdf.Dictionary) and each.get("/S") == "/Figure"
        ]
        pixels = {each.Width: each.Height for page in pdf.pages for each in page.get_images().values()}
    mm = [[float(side) / 72 * 25.4 for side in frame] for frame in frames]
    page = style.page
    assert len(mm) == 2
    for left, bottom, right, top in mm:
        assert page.left_mm - 0.1 <= left < right <= page.width_mm - page.right_mm + 0.1
        assert page.bottom_mm <= bottom < top <= page.height_mm - page.top_mm + 0.1
    assert [(right - left) / (top - bottom) for left, bottom, right, top in mm] == pytest.approx([7.5, 0.133], rel=0.01)
    inches = [(right - left) / 25.4 for left, _, right, _ in mm]
    assert [width / inch for width, inch in zip(pixels, inches, strict=True)] == pytest.approx([300, 300], rel=0.01)


def test_the_word_file_shows_the_picture_with_its_words_and_its_caption(tmp_path: Path) -> None:
    (tmp_path / "rents.png").write_bytes(file_of("PNG", chart()))
    file = render_docx(report_on(tmp_path), HouseStyle())
    assert file.findings == ()
    word = docx.Document(BytesIO(file.data))
    (part,) = word.part.package.image_parts
    assert opened(part.blob).tobytes() == chart().tobytes()
    (shape,) = word.inline_shapes
    assert (shape.width, shape.height) == (48 * 9525, 32 * 9525)
    assert shape._inline.docPr.get("descr") == "Chart of rents"
    shown = next(each for each in word.paragraphs if each._p.xpath(".//w:drawing"))
    below = next(each for each in word.paragraphs if each._p is shown._p.getnext())
    assert (shown.style.name, below.style.name, below.text) == ("Picture", "Caption", "Rents by ward, 2003")
    assert unsound(WordFile(file.data)) == []
    assert errors_in_all({"a.docx": file.data}, tmp_path) == {}


def test_libre_office_shows_picture_and_caption_at_the_edge_of_the_words(tmp_path: Path) -> None:
    (tmp_path / "rents.png").write_bytes(file_of("PNG", chart()))
    file = render_docx(report_on(tmp_path, TEXT.replace("**Jane Roe:**", "Some words.")), HouseStyle())
    printed = as_pdf(file.data)
    with pikepdf.open(BytesIO(printed)) as pdf:
        (image,) = {each.objgen: each for page in pdf.pages for each in page.get_images().values()}.values()
        assert pikepdf.PdfImage(image).as_pil_image().convert("RGB").tobytes() == chart().tobytes()
        (left,) = (x for page in pdf.pages for x, _ in drawn_at(page))
    (tmp_path / "a.pdf").write_bytes(printed)
    command = ["pdftotext", "-bbox", tmp_path / "a.pdf", "-"]
    found = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    words = re.findall(r'<word xMin="([\d.]+)" yMin="([\d.]+)".*>(.+)</word>', found)
    for one in ("Some", "2003"):
        (height,) = (y for _, y, word in words if word == one)
        assert min(float(x) for x, y, _ in words if y == height) == pytest.approx(left, abs=1)


def drawn_at(page: pikepdf.Page) -> Iterator[tuple[float, float]]:
    """Where the pictures of a page stand."""
    matrix, stack = pikepdf.Matrix(), []
    for operands, operator in pikepdf.parse_content_stream(page):
        if str(operator) == "q":
            stack.append(matrix)
        elif str(operator) == "Q":
            matrix = stack.pop()
        elif str(operator) == "cm":
            matrix = pikepdf.Matrix(*map(float, operands)) @ matrix
        elif str(operator) == "Do":
            yield matrix.e, matrix.f


PAGE = """<h1>Forum on Homes</h1>
<h2>Session 1: Costs</h2>
<p>Chair: Jane Roe, University of Leeds</p>
<p><b>Jane Roe:</b></p>
<ul><li>Rents are too high.</li></ul>
{}
<ul><li>They rise.</li></ul>
"""


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        (
            "<figure><img src=rents.png alt='Chart of rents'><figcaption>Rents by <b>ward</b></figcaption></figure>",
            ("Chart of rents", "Rents by ward"),
        ),
        (
            "<figure><figcaption>Rents</figcaption><p><a href=x><img src='rents.png?x=1' alt=Chart></a></p></figure>",
            ("Chart", "Rents"),
        ),
        ("<p>\n<img src=./rents.png alt=Chart>\n</p>", ("Chart", "")),
        ("<div><img src=rents.png alt=Chart> Some words.</div>", ("Chart", "")),
    ],
)
def test_a_picture_of_a_web_page_stands_where_it_stood(tmp_path: Path, written: str, shown: tuple[str, str]) -> None:
    (tmp_path / "rents.png").write_bytes(file_of("PNG", chart()))
    report = report_on(tmp_path, PAGE.format(written), "a.html")
    ((image, *words),) = on_the_page(report)
    assert image
    assert image.tobytes() == chart().tobytes()
    assert tuple(words) == shown
    assert [isinstance(block, Picture) for _, block in report.symposium.walk()][:2] == [False, True]
    assert messages(report) == []


def test_what_adorns_a_web_page_is_not_printed_and_what_stands_among_words_stands_below_them(tmp_path: Path) -> None:
    (tmp_path / "rents.png").write_bytes(file_of("PNG", chart()))
    text = PAGE.format(
        "<p>See <img src=rents.png alt='an arrow'> here.</p><p><img src=rents.png alt=''></p>"
        "<table><tr><td><img src=rents.png alt=Chart><td>One</table><img src=http://127.0.0.1:9/a.png alt=Far>"
        "<figure><img src=drawn.svg alt=Drawn><figcaption>A drawing</figcaption></figure>"
    )
    report = report_on(tmp_path, text, "a.html")
    assert [words for _, *words in on_the_page(report)] == [
        ["an arrow", ""], ["Chart", ""], ["", "Far"], ["", "Drawn: A drawing"]
    ]  # fmt: skip
    assert {"See here.", "One"} <= {passage.text for passage in report.symposium.passages()}
    assert messages(report) == [
        "HS107 a picture is not printed: drawn.svg (there is no such file)",
        "HS107 a picture is not printed: http://127.0.0.1:9/a.png (nothing is fetched; save it beside the source)",
    ]


def test_pictures_and_tables_of_html_in_markdown_are_such(tmp_path: Path) -> None:
    (tmp_path / "rents.png").write_bytes(file_of("PNG", chart()))
    written = """<figure>
<img src="rents.png" alt="Chart of rents">
<figcaption>Rents by <b>ward</b></figcaption>
</figure>

<img src="rents.png" alt="Chart again">

<table>
<tr><th>Ward</th>
<th>Rent</th></tr>
<tr><td><i>Adel</i></td><td>990</td></tr>
</table>
"""
    report = report_on(tmp_path, TEXT.replace('![Chart of rents](rents.png "Rents by ward, 2003")', written))
    assert [words for _, *words in on_the_page(report)] == [["Chart of rents", "Rents by ward"], ["Chart again", ""]]
    rows = [block for _, block in report.symposium.walk() if isinstance(block, Row)]
    assert [(row.text, row.span.first, row.span.last) for row in rows] == [
        ("Ward\tRent", 18, 20),
        ("Adel\t990", 21, 22),
    ]
    assert [span.kind for span in report.symposium.spans[rows[1].anchor]] == ["emphasis"]
    assert messages(report) == []


def word_file(*parts: str | bytes) -> bytes:
    """A Word file of paragraphs, each "style|words", and pictures."""
    made = docx.Document()
    for part in parts:
        if isinstance(part, bytes):
            shape = made.add_picture(BytesIO(part))
            shape._inline.docPr.set("descr", "Chart of rents")
        else:
            style, _, words = part.partition("|")
            made.add_paragraph(words, style=style or None)
    file = BytesIO()
    made.save(file)
    return file.getvalue()


def report_on_word(*parts: str | bytes) -> Report:
    source = source_from_bytes(word_file("Title|Forum on Homes", "Heading 1|Session 1: Costs", *parts), "a.docx")
    return report_of(source, builtin_vocabulary("human-security"))


@pytest.mark.parametrize("kind", ["PNG", "GIF", "JPEG"])
def test_a_picture_in_a_word_file_is_printed_with_its_caption(kind: str) -> None:
    data = file_of(kind, chart())
    report = report_on_word("|Some words.", data, "Caption|Rents by ward", "|More words.", data, "|Nothing else.")
    ((first, alt, caption), second) = on_the_page(report)
    assert first
    assert first.tobytes() == opened(data).tobytes()
    assert (alt, caption) == ("Chart of rents", "Rents by ward")
    assert second[1:] == ("Chart of rents", "")
    assert [block.kind for _, block in report.symposium.walk()] == [
        "narrative",
        "picture",
        "narrative",
        "picture",
        "narrative",
    ]
    assert len(report.pictures) == 1
    assert messages(report) == []


def test_a_picture_of_a_word_file_that_is_too_large_is_a_finding() -> None:
    report = report_on_word("|Some words.", file_of("PNG", chart("1", (12_000, 6_000))), "Caption|Rents")
    assert messages(report) == ["HS107 a picture is not printed: Chart of rents (it is too large)"]
    assert on_the_page(report) == [(None, "", "Chart of rents: Rents")]


def test_a_word_file_comes_back_with_its_pictures(tmp_path: Path) -> None:
    (tmp_path / "rents.png").write_bytes(file_of("PNG", chart()))
    (tmp_path / "photo.jpg").write_bytes(file_of("JPEG", chart()))
    text = TEXT + "\n![A photograph](photo.jpg)\n\n![Gone](none.png)\n\nSome words.\n"
    report = report_on(tmp_path, text)
    source = read_source(tmp_path / "a.md")
    data = render_docx(report, HouseStyle(), lines=source.lines).data
    back = source_from_bytes(data, "a.docx")
    assert back.lines == source.lines
    assert dict(back.pictures) == dict(source.pictures)


def edited_in_word(report: Report, folder: Path, edit: Callable[[Any], None]) -> Report:
    """What is read of the Word file of a report after it was edited."""
    data = render_docx(report, HouseStyle(), lines=read_source(folder / "a.md").lines).data
    word = docx.Document(BytesIO(data))
    edit(word)
    file = BytesIO()
    word.save(file)
    return report_of(source_from_bytes(file.getvalue(), "a.docx"), builtin_vocabulary("human-security"))


def test_caption_and_alternative_text_come_back_as_they_were_changed(tmp_path: Path) -> None:
    (tmp_path / "rents.png").write_bytes(file_of("PNG", chart()))

    def edit(word: Any) -> None:
        word.inline_shapes[0]._inline.docPr.set("descr", "Bars of rents")
        (caption,) = (each for each in word.paragraphs if each.text == "Rents by ward, 2003")
        caption.runs[0].text = "Rents by ward, 2004"

    back = edited_in_word(report_on(tmp_path), tmp_path, edit)
    ((image, alt, caption),) = on_the_page(back)
    assert image
    assert image.tobytes() == chart().tobytes()
    assert (alt, caption) == ("Bars of rents", "Rents by ward, 2004")
    assert [[point.number for point in block.points] for _, block in back.symposium.walk()] == [[1], [], [2]]
    assert messages(back) == []


def test_pictures_are_put_in_exchanged_and_taken_out_in_word(tmp_path: Path) -> None:
    (tmp_path / "rents.png").write_bytes(file_of("PNG", chart()))
    other = chart().rotate(180)

    def put_in(word: Any) -> None:
        caption = next(each for each in word.paragraphs if each.text == "Rents by ward, 2003")
        added = word.add_paragraph()
        added.add_run().add_picture(BytesIO(file_of("PNG", other)))
        caption._p.addnext(added._p)

    def exchange(word: Any) -> None:
        (part,) = word.part.package.image_parts
        part._blob = file_of("PNG", other)

    def take_out(word: Any) -> None:
        for each in [each for each in word.paragraphs if each._p.xpath(".//w:drawing") or each.style.name == "Caption"]:
            if "2003" in each.text or each._p.xpath(".//w:drawing"):
                each._p.getparent().remove(each._p)

    report = report_on(tmp_path)
    found = [
        [
            (image and image.tobytes(), caption)
            for image, _, caption in on_the_page(edited_in_word(report, tmp_path, edit))
        ]
        for edit in (put_in, exchange, take_out)
    ]
    here, there, caption = chart().tobytes(), other.tobytes(), "Rents by ward, 2003"
    assert found == [[(here, caption), (there, "")], [(there, caption)], []]


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_word_file_that_libre_office_saved_comes_back_with_its_pictures(tmp_path: Path, kind: str) -> None:
    (tmp_path / "rents.png").write_bytes(file_of(kind, chart()))
    report = report_on(tmp_path, TEXT + "\n![Again](rents.png)\n")
    source = read_source(tmp_path / "a.md")
    (tmp_path / "made.docx").write_bytes(render_docx(report, HouseStyle(), lines=source.lines).data)
    edited(tmp_path, {"saved": (tmp_path / "made.docx", [])})
    back = source_from_bytes((tmp_path / "saved.docx").read_bytes(), "saved.docx")
    assert back.lines == source.lines
    assert dict(back.pictures) == dict(source.pictures)


def test_a_redline_tells_of_a_picture_that_came(tmp_path: Path) -> None:
    (tmp_path / "rents.png").write_bytes(file_of("PNG", chart()))
    bare = TEXT.replace('![Chart of rents](rents.png "Rents by ward, 2003")\n\n', "")
    (tmp_path / "old.md").write_text(bare, encoding="utf-8")
    (tmp_path / "new.md").write_text(TEXT, encoding="utf-8")
    vocabulary, target = builtin_vocabulary("human-security"), tmp_path / "both.docx"
    old, new = (Input(tmp_path / f"{name}.md", vocabulary) for name in ("old", "new"))
    publish(redline(old, new, target, HouseStyle(), Hand("Ann Wu")))
    back = {way: read_source(target, way) for way in Tracked}
    assert back[Tracked.ACCEPT].lines == read_source(tmp_path / "new.md").lines
    assert back[Tracked.REJECT].lines == read_source(tmp_path / "old.md").lines


@pytest.mark.slow
def test_a_picture_of_many_bytes_is_in_every_file_whole(tmp_path: Path) -> None:
    noise = Opener.effect_noise((2400, 3200), 90).convert("RGB")
    (tmp_path / "rents.png").write_bytes(file_of("JPEG", noise, quality=98, subsampling=0))
    report = report_on(tmp_path)
    (data,) = report.pictures.values()
    assert len(data) > 8_000_000
    (part,) = docx.Document(BytesIO(render_docx(report, HouseStyle()).data)).part.package.image_parts
    assert part.blob == data
    page = render_html(report, HouseStyle())
    assert page.count(b64encode(data)) == 1
    dead = page.replace(b"</body>", b'<p><a href="#nowhere">Dead</a></p></body>')
    assert [each.code for each in check_output(Format.HTML, dead)] == ["HS523"]
