"""What an extract shows of an assignment: its clauses, its marks, and what beside words it hangs on; and the order."""

import pytest
from msgspec.structs import replace

from hsreport import enrich, parse
from hsreport.enrich.appendix import thematic_appendix
from hsreport.enrich.people.speakers import Identified
from hsreport.enrich.themes.assign import assign, themed_texts
from hsreport.enrich.themes.vocabulary import Order, parse_vocabulary
from hsreport.entries import Assignment, Extract, ThemeEntry
from hsreport.model import Attribution, Narrative, Point, Session, Statement, Symposium
from hsreport.read.source import source_from_bytes
from hsreport.values import Evidence, EvidencePart, PersonName, SourceSpan

LINE = SourceSpan(1, 1)
VOCABULARY = parse_vocabulary(
    """
title = "Test"
[[theme]]
id = "water"
label = "Water"
terms = ["water"]
hints = ["river"]
[[theme]]
id = "zeal"
label = "Zeal"
terms = ["zeal"]
[[theme]]
id = "aid"
label = "Älter: aid"
terms = ["aid", { words = "relief", weight = 0.9 }]
""",
    "test.toml",
)
LONG = (
    "It was said that the talks had begun in a hotel without any heating, and that they had nearly failed; the water of "
    "three rivers and the water of the lake were what the ministers feared most; in the end a map on a napkin was enough."
)


def appendix(*texts: str, title: str = "", order: Order = Order.FILE) -> tuple[ThemeEntry, ...]:
    vocabulary = replace(VOCABULARY, order=order)
    points = tuple(Point(number, text, LINE) for number, text in enumerate(texts, 1))
    said = Statement(Attribution("Ana Kay", PersonName("Ana Kay", "Ana", "Kay")), points, LINE, "Ana Kay:")
    floor = Narrative("The floor asked for aid.", LINE, "narrative-1", discussion=True)
    symposium = Symposium((), (Session("1", title, LINE, "session-1", blocks=(said, floor)),))
    found = assign(themed_texts(symposium, dict.fromkeys(range(1, 9), "ana")), vocabulary)
    return thematic_appendix(symposium, Identified((), {}, {}, ()), found, vocabulary)


def extract(theme: str, *texts: str, title: str = "") -> Extract:
    return next(entry for entry in appendix(*texts, title=title) if entry.theme.id == theme).extracts[0]


def test_a_long_sentence_is_cut_to_the_clause_and_its_marks_move_along() -> None:
    found = extract("water", LONG)
    assert found.text == "… the water of three rivers and the water of the lake were what the ministers feared most …"
    assert [found.text[start:end] for start, end in found.marks] == ["water", "rivers", "water"]


def test_a_cut_at_the_end_alone_has_one_ellipsis() -> None:
    found = extract("water", "The " + LONG[LONG.index("water") :].replace("; in", f", {'very ' * 30}far; in"))
    assert found.text.startswith("The water")
    assert found.text.endswith("far …")


@pytest.mark.parametrize(
    ("theme", "texts", "title", "reasons"),
    [
        ("water", ("Water is life.",), "Water", ()),
        ("water", ("A river is life.",), "Water", (EvidencePart.TITLE,)),
        ("aid", ("Relief came.", "Aid grew."), "", (EvidencePart.SPEAKER,)),
        ("aid", ("Aid came.", "Aid grew."), "", ()),
    ],
)
def test_what_beside_words_made_the_difference_is_named(
    theme: str, texts: tuple[str, ...], title: str, reasons: tuple[EvidencePart, ...]
) -> None:
    assert extract(theme, *texts, title=title).reasons == reasons


def test_an_editor_is_named_where_nothing_else_would_do() -> None:
    symposium = Symposium((), (Session("1", "", LINE, blocks=(Narrative("Rain.", LINE, "n-1", discussion=True),)),))
    by_hand = Evidence(0, 0, "pin", 1.0, EvidencePart.HAND)
    words = Evidence(0, 4, "rain", 1.0)
    alone = Assignment("water", "n-1", 1.0, (by_hand,), (0, 5))
    both = Assignment("zeal", "n-1", 2.0, (words, by_hand), (0, 5))
    entries = thematic_appendix(symposium, Identified((), {}, {}, ()), (alone, both), VOCABULARY)
    assert [entry.extracts[0].reasons for entry in entries] == [(EvidencePart.HAND,), ()]
    assert [entry.extracts[0].marks for entry in entries] == [(), ((0, 4),)]


@pytest.mark.parametrize(
    ("order", "themes"),
    [
        (Order.FILE, ["water", "zeal", "aid"]),
        (Order.LABEL, ["aid", "water", "zeal"]),
        (Order.WEIGHT, ["aid", "zeal", "water"]),
    ],
)
def test_themes_come_in_the_order_asked_for(order: Order, themes: list[str]) -> None:
    entries = appendix("Zeal and aid.", "Zeal, aid and water.", order=order)
    assert [entry.theme.id for entry in entries] == themes


def test_of_a_passage_in_which_several_speak_of_a_theme_each_has_an_extract() -> None:
    told = "Ms. Ana Kay asked for water. Mr. Bo Lind replied that the aid was gone, and that water was dear. Ms. Ana Kay agreed."
    source = source_from_bytes(f"Session 1: Rain\n\nSpeakers: Ms. Ana Kay, Mr. Bo Lind\n\n{told}\n".encode(), "x.txt")
    entries = enrich(parse(source), source.record, VOCABULARY).appendix
    said = {entry.theme.id: [(each.speaker, each.text) for each in entry.extracts] for entry in entries}
    assert said["water"] == [
        ("Ana Kay", "Ms. Ana Kay asked for water."),
        ("Bo Lind", "Mr. Bo Lind replied that the aid was gone, and that water was dear."),
    ]
    assert [speaker for speaker, _ in said["aid"]] == ["Bo Lind"]
