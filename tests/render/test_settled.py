"""Decisions and actions: printed as such where they stand, listed together at the end, and back from Word."""

import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from lxml import html as markup
from msgspec.structs import replace

from hsreport.check.output import check_output
from hsreport.editions.chatham_house.rule import without_attribution
from hsreport.editions.cut import Choice, Kind, edition
from hsreport.enrich.report import enrich
from hsreport.model import Action, Report, Session, Symposium
from hsreport.read.source import source_from_bytes
from hsreport.render.handout.order import Order, make
from hsreport.render.html.templating import Medium, render
from hsreport.render.pdf.book import render_pdf
from hsreport.render.style.tokens import HouseStyle
from hsreport.render.word.file import render_docx
from hsreport.values import Format, SourceSpan
from tests import voiced
from tests.render.word.opened import WordFile
from tests.words import letters, text_of

LINE = SourceSpan(1, 1)


@pytest.fixture(scope="module")
def voices() -> Report:
    return voiced.report()


def page(
    report: Report, style: HouseStyle, medium: Medium = "web", pages: dict[str, str] | None = None
) -> markup.HtmlElement:
    return markup.document_fromstring(render(report, style, medium=medium, pages=pages))


def rows(table: markup.HtmlElement) -> list[list[str]]:
    return [[" ".join(cell.text_content().split()) for cell in row] for row in table.iter("tr")]


def of_one_session(*actions: Action) -> Report:
    session = Session("1", "Talks", LINE, "session-1", "Session 1:", blocks=actions)
    return enrich(Symposium((), (session,)), voiced.report().source, voiced.VOCABULARY)


def test_each_stands_in_its_place_with_owner_and_date_marked(voices: Report, style: HouseStyle) -> None:
    (body,) = page(voices, style).find_class("session")
    (decision,) = body.find_class("decision")
    assert (decision.tag, decision.get("id"), decision.text_content()) == ("p", "decision-1", voiced.DECISION.text)
    draft, send = (each for each in body.find_class("action"))
    assert draft.text_content() == f"1. {voiced.DRAFT.text}"
    assert [(each.get("class"), each.text_content()) for each in draft] == [
        ("label", "1."), ("owner", "Kay"), ("due", "by 1 May")
    ]  # fmt: skip
    assert send.text_content() == f"2. {voiced.SEND.text} – the secretariat", (
        "who is not named in the words stands behind"
    )


def test_all_are_listed_before_the_index_with_who_and_when_and_where(voices: Report, style: HouseStyle) -> None:
    pages = {"decision-1": "1", "action-1": "1", "action-2": "2"}
    (part,) = page(voices, style, "print", pages).find_class("decisions-and-actions")
    decided, to_do = part.iter("table")
    assert rows(decided) == [["Decision", "Where"], [voiced.DECISION.text, "Session 1, p. 1"]]
    assert rows(to_do) == [
        ["Action", "Owner", "Due", "Where"],
        [voiced.DRAFT.text, "Ana Kay", "by 1 May", "Session 1, p. 1"],
        [voiced.SEND.text, "the secretariat", "", "Session 1, p. 2"],
    ]
    assert part.getnext().get("class") == "speaker-index"
    assert page(voices, style).xpath("//ol[@class='toc']//a/@href")[2] == "#decisions-and-actions"


def test_columns_that_nobody_fills_are_not_there(style: HouseStyle) -> None:
    report = of_one_session(Action("Somebody should sweep.", LINE, "action-1"))
    (table,) = page(report, style).find_class("actions")
    assert rows(table)[0] == ["Action", "Where"]


def test_where_nothing_is_settled_there_is_no_such_part(report: Report, style: HouseStyle) -> None:
    assert "decisions-and-actions" not in render(report, style, medium="web")


def test_they_are_nobodys_words_and_have_themes(voices: Report, style: HouseStyle) -> None:
    numbers = {speaker.id: speaker.points for speaker in voices.speakers}
    assert numbers == {"mori-mia": (1,), "kay-ana": (1,), "li-bo": (1, 2, 3)}
    index = {
        each.anchor
        for entry in voices.speaker_index
        for sub in getattr(entry, "subentries", ())
        for each in sub.locators
    }
    assert not index & {"decision-1", "action-1", "action-2"}
    found = {(entry.theme.id, each.kind, each.speaker) for entry in voices.appendix for each in entry.extracts}
    assert {("conflict", "decision", ""), ("displacement", "action", ""), ("conflict", "point", "Mia Mori")} <= found
    appendix = page(voices, style).find_class("thematic-appendix")[0]
    said = [each.text_content() for each in appendix.find_class("speaker")]
    assert {"Decision", "Action", "Ana Kay", "Bo Li", "Mia Mori"} == set(said)


def test_an_extract_is_given_to_the_voice_that_covers_it(voices: Report) -> None:
    spoken = {
        (entry.theme.id, each.speaker, each.text)
        for entry in voices.appendix for each in entry.extracts if each.locator.number == 1
    }  # fmt: skip
    assert spoken == {
        ("displacement", "Ana Kay", "Ana Kay said that wells run dry and that refugees need health care."),
        ("health", "Ana Kay", "Ana Kay said that wells run dry and that refugees need health care."),
        ("development", "Bo Li", "Bo Li asked who pays for poverty reduction."),
        ("conflict", "Mia Mori", "The Chair thanked both for their words on landmines."),
    }
    indexed = {
        entry.heading: [sub.text for sub in entry.subentries]
        for entry in voices.speaker_index
        if hasattr(entry, "subentries")
    }
    assert indexed["Mori, Mia"] == ["Session 1, chair", "Conflict, peace and disarmament"]
    assert "Health" in indexed["Kay, Ana"]
    assert "Health" not in indexed["Li, Bo"]


def test_every_voice_that_is_named_is_marked(voices: Report, style: HouseStyle) -> None:
    point = page(voices, style).get_element_by_id("point-1")
    assert [each.text_content() for each in point.find_class("name")] == ["Ana Kay", "Bo Li", "The Chair"]


def test_the_files_have_them_all_and_are_sound(voices: Report, style: HouseStyle, tmp_path: Path) -> None:
    pdf = render_pdf(voices, style)
    word = render_docx(voices, style, pdf.pages)
    (tmp_path / "water.pdf").write_bytes(pdf.data)
    said = letters(text_of(tmp_path / "water.pdf"))
    extracts = [extract.text for entry in voices.appendix for extract in entry.extracts]
    for each in (voiced.DECISION, voiced.DRAFT, voiced.SEND):
        assert said.count(letters(each.text)) == 2 + extracts.count(each.text), "in its place, in the list, as extracts"
    assert word.findings == ()
    assert check_output(Format.PDF, pdf.data) == check_output(Format.DOCX, word.data) == ()
    file = WordFile(word.data)
    assert file.of_style("Decision") == [voiced.DECISION.text]
    assert file.of_style("Action") == [f"1. {voiced.DRAFT.text}", f"2. {voiced.SEND.text} – the secretariat"]
    assert (file.runs("Owner"), file.runs("Due")) == (["Kay", "the secretariat"], ["by 1 May"])


def test_they_come_back_from_word(voices: Report, style: HouseStyle) -> None:
    source = source_from_bytes(voiced.LINES.encode(), "water.txt")
    data = render_docx(voices, style, {}, source.lines).data
    assert [line.text for line in source_from_bytes(data, "water.docx").lines] == voiced.LINES.splitlines()
    edited = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(edited, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "word/document.xml":
                part = part.replace(b"meets again in 2005", b"meets again in 2006").replace(
                    b" to draft a note", b" to draft two notes"
                )
            new.writestr(name, part)
    lines = [line.text for line in source_from_bytes(edited.getvalue(), "water.docx").lines]
    assert lines[16:18] == [
        "Agreed: the network on landmines meets again in 2006.",
        "1. Kay to draft two notes on refugees by 1 May.",
    ]


def test_a_handout_of_a_speaker_has_what_the_speaker_is_to_do(voices: Report, style: HouseStyle) -> None:
    cut = edition(voices, Choice(Kind.SPEAKER, "Kay"))
    assert [
        each.anchor for each in cut.symposium.passages() if each.block and each.kind in ("point", "decision", "action")
    ] == ["point-1", "action-1"]
    assert (cut.said_by, cut.voiced_by) == ({1: voices.said_by[1]}, {1: voices.voiced_by[1]})
    made = make(voices, style, Order(Choice(Kind.SPEAKER, "Kay")), [Format.DOCX])
    assert WordFile(made.files[Format.DOCX]).of_style("Action") == [f"1. {voiced.DRAFT.text}"]


def test_under_the_chatham_house_rule_no_voice_and_no_owner_is_named(voices: Report, style: HouseStyle) -> None:
    bare, found = without_attribution(voices, voices)
    said = render(bare, style, medium="web")
    assert not [name for name in ("Kay", "Ana", "Bo Li", "Mori", "Well Trust") if name in said]
    assert [each.text for each in bare.symposium.passages() if each.point][:1] == [
        "A participant said that wells run dry and that refugees need health care. A participant asked who pays for poverty "
        "reduction. It rained. The Chair thanked both for their words on landmines."
    ]
    actions = [each.of for each in bare.symposium.passages() if isinstance(each.of, Action)]
    assert [(each.text, each.owner, each.name, each.due) for each in actions] == [
        ("A participant to draft a note on refugees by 1 May.", "A participant", None, "by 1 May"),
        (voiced.SEND.text, "the secretariat", None, ""),
    ]
    assert found == ()


def test_a_guest_whom_only_a_voice_names_is_taken_out_too(style: HouseStyle) -> None:
    guest = replace(
        voiced.BY_BO, printed="Cy Oakley", name=replace(voiced.BO, printed="Cy Oakley", given="Cy", family="Oakley")
    )
    point = voiced.point(1, 8, (voiced.BY_ANA, "Ana Kay spoke."), (guest, "Cy Oakley agreed with Kay."))
    statement = replace(voiced.SESSION.blocks[1], points=(point,))
    whole = enrich(
        replace(voiced.SYMPOSIUM, parts=(replace(voiced.SESSION, blocks=(statement,)),)),
        voiced.report().source,
        voiced.VOCABULARY,
    )
    said = render(without_attribution(whole, whole).report, style, medium="web")
    assert "A participant spoke. A participant agreed with a participant." in said
