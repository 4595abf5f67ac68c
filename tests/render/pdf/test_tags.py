"""The structure tree, read back: what a screen reader is told must be what the pages say, in their order."""

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import msgspec
import pikepdf
import pytest
from lxml import html

from hsreport.build import report_of
from hsreport.enrich.themes.vocabulary import builtin_vocabulary
from hsreport.model import Report
from hsreport.read.source import read_source
from hsreport.render.html.quotes import shown
from hsreport.render.html.templating import render
from hsreport.render.pdf.book import render_pdf
from hsreport.render.style.tokens import HouseStyle, load_style
from hsreport.values import Standard

ROUNDS = 8


class Tagged:
    """A PDF as assistive technology has it."""

    def __init__(self, data: bytes) -> None:
        self.pdf = pikepdf.open(BytesIO(data))
        self.document = self.pdf.Root.StructTreeRoot.K[0]
        self.marked = {page.objgen: dict(_marked(page)) for page in self.pdf.pages}

    def kids(self, element) -> list:
        held = element.get("/K", [])
        return list(held) if isinstance(held, pikepdf.Array) else [held]

    def walk(self, element=None) -> Iterator:
        element = self.document if element is None else element
        yield element
        for kid in self.kids(element):
            if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                yield from self.walk(kid)

    def all(self, role: str, within=None) -> list:
        return [each for each in self.walk(within) if f"/{role}" == each.S]

    def annotations(self, element) -> list:
        """Those that an element refers to itself."""
        return [kid.Obj for kid in self.kids(element) if isinstance(kid, pikepdf.Dictionary) and "/Obj" in kid]

    def text(self, element) -> str:
        return "".join(self._pieces(element))

    def _pieces(self, element) -> Iterator[str]:
        for kid in self.kids(element):
            if isinstance(kid, int):
                yield self.marked[element.Pg.objgen][kid]
            elif kid.get("/Type") == "/MCR":
                yield self.marked[kid.Pg.objgen][int(kid.MCID)]
            elif "/S" in kid:
                yield from self._pieces(kid)


def _marked(page: pikepdf.Page) -> Iterator[tuple[int, str]]:
    """The words of each mark of a page, by what its fonts say of their glyphs."""
    fonts = {str(name): _characters(font) for name, font in page.Resources.Font.items()}
    mark, font, words = None, {}, []
    for operands, operator in pikepdf.parse_content_stream(page):
        match str(operator):
            case "BDC" if "/MCID" in operands[1]:
                mark, words = int(operands[1].MCID), []
            case "Tf":
                font = fonts[str(operands[0])]
            case "TJ":
                codes = b"".join(bytes(each) for each in operands[0] if isinstance(each, pikepdf.String))
                words += [font[int.from_bytes(codes[at : at + 2], "big")] for at in range(0, len(codes), 2)]
            case "EMC" if mark is not None:
                yield mark, "".join(words)
                mark = None


def _characters(font) -> dict[int, str]:
    table = font.ToUnicode.read_bytes().decode("ascii")
    pairs = re.findall(r"^<([0-9a-f]+)> <([0-9a-f]+)>$", table, re.MULTILINE | re.IGNORECASE)
    return {int(code, 16): bytes.fromhex(words).decode("utf-16-be") for code, words in pairs}


def _bare(text: str) -> str:
    return re.sub(r"[\s\u00ad]", "", text)


@pytest.fixture(scope="module", params=Standard)
def tagged(request, make_report, style: HouseStyle) -> Tagged:
    return Tagged(render_pdf(make_report(ROUNDS), style, standard=request.param).data)


@pytest.fixture
def page(make_report, style: HouseStyle):
    return html.document_fromstring(render(shown(make_report(ROUNDS), style), style, medium="print"))


def test_what_is_heard_is_what_the_text_says_in_its_order(tagged: Tagged, page):
    """Blocks of the body one by one, however lines, columns and pages broke them; a note is heard at its mark."""
    for note in page.xpath("//span[@class='note']"):
        note.text = f"{note.get('data-mark')}{note.get('data-mark')} {note.text}"
    said = [
        _bare("".join(each.itertext()))
        for each in page.xpath(
            "//*[self::h3 or self::h4 or @class='narrative']|//p[contains(@class,'point') or contains(@class,'lead')]"
        )
    ]
    heard = [_bare(tagged.text(each)) for each in tagged.walk() if each.S in ("/H3", "/H4", "/P")]
    at = 0
    for words in said:
        assert words in heard[at:], words
        at = heard.index(words, at) + 1
    assert at > 40


def test_heads_and_folios_are_not_heard(tagged: Tagged, report: Report):
    heard = _bare(tagged.text(tagged.document))
    assert heard.count(_bare(report.symposium.title)) == 1
    for page in tagged.pdf.pages[1:]:
        operators = pikepdf.parse_content_stream(page)
        assert any(str(o) == "BDC" and s[0] == "/Artifact" and s[1].get("/Type") == "/Pagination" for s, o in operators)


def test_every_mark_belongs_to_one_element(tagged: Tagged):
    owned = []
    for element in tagged.walk():
        for kid in tagged.kids(element):
            if isinstance(kid, int):
                owned.append((element.Pg.objgen, kid))
            elif kid.get("/Type") == "/MCR":
                owned.append((kid.Pg.objgen, int(kid.MCID)))
    assert sorted(owned) == sorted({(page, mark) for page, marks in tagged.marked.items() for mark in marks})
    numbers = tagged.pdf.Root.StructTreeRoot.ParentTree.Nums
    assert len(numbers) // 2 == len(tagged.pdf.pages) + sum(len(page.get("/Annots", [])) for page in tagged.pdf.pages)


def test_the_contents_are_a_table_of_contents(tagged: Tagged, page):
    (contents,) = tagged.all("TOC")
    items = tagged.all("TOCI", contents)
    assert len(items) == len(page.xpath("//ol[@class='toc']/li")) > 20
    for item in items:
        links = tagged.all("Link", item)
        assert len(links) == 2
        assert all(
            kid.Obj.Subtype == "/Link" for link in links for kid in tagged.kids(link) if not isinstance(kid, int)
        )
    assert not tagged.all("L", contents)


def test_a_note_stands_at_its_mark(tagged: Tagged):
    notes = tagged.all("Note") + tagged.all("FENote")
    assert ["".join(tagged.text(each)) for each in notes] == [
        "* This is a translation.",
        "1 Adopted on the second day.",
    ]
    for note in notes:
        before = [each for each in tagged.kids(note.P) if isinstance(each, pikepdf.Dictionary)]
        assert before[before.index(note) - 1].S == "/Reference"
        assert str(note.ID).startswith("note-")


def test_a_link_says_where_it_leads(tagged: Tagged):
    said = [
        str(kid.Obj.Contents)
        for link in tagged.all("Link")
        for kid in tagged.kids(link)
        if isinstance(kid, pikepdf.Dictionary)
    ]
    assert {"Page 1", "Point 1", "Session 1: People in conflict"} <= set(said)
    assert not [each for each in said if re.match(r"(point|session|speaker|theme)-", each)]


def test_a_table_that_goes_on_has_one_head_and_every_cell_names_it(tagged: Tagged):
    for table in tagged.all("Table"):
        assert len(tagged.all("THead", table)) == len(tagged.all("TBody", table)) == 1
        heads = {str(each.ID): each for each in tagged.all("TH", table)}
        assert {str(each.A.Scope) for each in heads.values()} == {"/Column", "/Row"}
        for cell in tagged.all("TD", table):
            assert {str(heads[str(each)].A.Scope) for each in cell.A.Headers} == {"/Column", "/Row"}


def test_every_link_belongs_to_one_element_where_the_head_of_a_table_has_links(seed: Path):
    """The themes by session of the seed go over a page on A5, under a head whose sessions are links."""
    report = report_of(read_source(seed), builtin_vocabulary("human-security"))
    tagged = Tagged(render_pdf(report, load_style("briefing-a5")).data)
    links = [(link, annotation) for link in tagged.all("Link") for annotation in tagged.annotations(link)]
    on_pages = [each.objgen for page in tagged.pdf.pages for each in page.get("/Annots", [])]
    assert sorted(each.objgen for _, each in links) == sorted(on_pages)
    numbers = tagged.pdf.Root.StructTreeRoot.ParentTree.Nums
    owners = dict(zip(map(int, numbers[::2]), numbers[1::2], strict=True))
    assert all(owners[int(each.StructParent)].objgen == link.objgen for link, each in links)
    heads = [link for head in tagged.all("THead") for link in tagged.all("Link", head)]
    assert any(len(tagged.annotations(link)) > 1 for link in heads)


def test_a_roster_is_a_list_of_roles_and_people(tagged: Tagged):
    first = tagged.all("L")[1]
    assert [[str(kid.S) for kid in tagged.kids(item)] for item in tagged.kids(first)] == [
        ["/Lbl", "/LBody"],
        ["/Lbl", "/LBody", "/LBody"],
    ]


def test_nothing_stands_for_nothing(tagged: Tagged):
    assert not tagged.all("NonStruct")
    empty = [each for each in tagged.walk() if not tagged.kids(each) and each.S != "/TD"]
    assert not empty


def test_words_in_another_language_say_in_which(report: Report, style: HouseStyle, tmp_path):
    (tmp_path / "parts").mkdir()
    (tmp_path / "parts" / "colophon.html").write_text(
        '<section class="colophon"><h2 id="colophon">Colophon</h2><p lang="de">Ein <em lang="fr">mot</em></p></section>'
    )
    own = msgspec.structs.replace(style, templates=str(tmp_path))
    tagged = Tagged(render_pdf(report, own).data)
    spoken = {tagged.text(each).strip(): str(each.Lang) for each in tagged.walk() if "/Lang" in each}
    assert spoken == {"Ein mot": "de", "mot": "fr"}


def test_banner_and_watermark_are_heard_once_before_the_title(report: Report, style: HouseStyle):
    tagged = Tagged(render_pdf(report, msgspec.structs.replace(style, banner="SECRET", watermark="DRAFT")).data)
    heard = tagged.text(tagged.document)
    assert (heard.count("SECRET"), heard.count("DRAFT")) == (1, 1)
    assert heard.startswith("SECRET · DRAFTSymposium")


def test_every_way_within_a_pdf_2_leads_to_an_element(make_report, style: HouseStyle):
    tagged = Tagged(render_pdf(make_report(1), style, standard=Standard.UA_2).data)
    elements = {each.objgen for each in tagged.walk()}
    aims = [note.A for page in tagged.pdf.pages for note in page.get("/Annots", [])]
    with tagged.pdf.open_outline() as outline:
        titles = [item.title for item in outline.root]
    lines = [
        each
        for each in tagged.pdf.objects
        if isinstance(each, pikepdf.Dictionary) and "/Title" in each and "/A" in each
    ]
    for line in lines:
        target = tagged.pdf.get_object(line.A.SD[0].objgen)
        assert tagged.text(target).startswith(str(line.Title)[:10])
    assert len(lines) >= len(titles)
    assert aims
    assert {aim.SD[0].objgen for aim in aims} <= elements
