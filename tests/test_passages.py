"""Every text of a document: where it stands, whose words it is, and the document with other texts."""

from msgspec.structs import replace

from hsreport.model import HeadItem, HeadKind, Note, PassageKind, Section, Session, Statement, Symposium
from hsreport.values import SourceSpan
from tests.voiced import BY_BO, MIXED, SECOND, SESSION, SYMPOSIUM

LINE = SourceSpan(1, 1)


def test_every_text_once_in_its_order() -> None:
    noted = replace(SYMPOSIUM, notes=(Note(1, "*", "See the map.", LINE, "narrative-1"),))
    assert [(str(each.kind), each.anchor) for each in noted.passages()] == [
        ("head", "head-title-1"),
        ("heading", "session-1"),
        *(("roster", f"roster-{number}") for number in (1, 2, 3)),
        ("narrative", "narrative-1"),
        ("lead", "statement-1"),
        ("point", "point-1"),
        ("lead", "statement-2"),
        ("point", "point-2"),
        ("point", "point-3"),
        ("decision", "decision-1"),
        ("action", "action-1"),
        ("action", "action-2"),
        ("note", "note-1"),
    ]


def test_a_point_knows_its_voices_and_which_of_them_are_named_in_it() -> None:
    points = {each.anchor: each for each in SYMPOSIUM.passages() if each.point}
    assert points["point-1"].voices == points["point-1"].naming == MIXED.voices
    assert [voice.attribution for voice in points["point-2"].voices] == [BY_BO]
    assert points["point-2"].naming == (), "its lead names the speaker"
    unled = Symposium((), (Section("", LINE, blocks=(Statement(BY_BO, (SECOND, MIXED), LINE),)),))
    assert [len(each.naming) for each in unled.passages() if each.point] == [1, 3]


def test_a_deeper_section_belongs_to_the_session_above_it() -> None:
    parts = (
        Session("1", "A", LINE, "session-1"), Section("B", LINE, "section-1", level=2), Section("C", LINE, "section-2")
    )  # fmt: skip
    found = [each.session and each.session.id for each in Symposium((), parts).passages()]
    assert found == ["1", "1", None]


def test_other_texts_come_to_their_places_and_voices_keep_their_words() -> None:
    head = (HeadItem(HeadKind.TITLE, "Wells", LINE), HeadItem(HeadKind.TITLE, "and wars", LINE))
    whole = replace(SYMPOSIUM, head=head, notes=(Note(1, "*", "wells", LINE),))
    assert whole.mapped(lambda each: each.text) == whole
    loud = whole.mapped(lambda each: each.text.upper())
    assert [each.text for each in loud.passages()] == [each.text.upper() for each in whole.passages()]
    longer = whole.mapped(
        lambda each: each.text.replace("Bo Li asked", "One of the panelists asked").replace(" rained", "")
    )
    (point,) = [each for each in longer.passages() if each.anchor == "point-1"]
    assert [point.text[voice.start : voice.end] for voice in point.voices] == [
        "Ana Kay said that wells run dry and that refugees need health care.",
        "One of the panelists asked who pays for poverty reduction.",
        "The Chair thanked both for their words on landmines.",
    ]


def test_what_themes_are_looked_for_in() -> None:
    themed = {each.kind for each in SYMPOSIUM.passages() if each.themed}
    assert themed == {PassageKind.POINT, PassageKind.DECISION, PassageKind.ACTION, PassageKind.NARRATIVE}
    assert {block.kind for block in SESSION.blocks} - themed == {PassageKind.LEAD}
