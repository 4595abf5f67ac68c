"""What each paragraph is, and who speaks in it."""

from tests.parse.reading import ROSTER, Turn, read, turns


def body(text: str) -> list[Turn]:
    """The turns behind the roster."""
    return list(turns(read(ROSTER + text)))[3:]


def test_labels_give_the_floor_and_end_the_turn() -> None:
    assert body(
        "Stone: Rent is high.\n\nRuiz: Pay is low.\n\nAudience member: And the poor?\n\nLima: Let us end here.\n"
    ) == [Turn("speech", "Stone"), Turn("speech", "Ruiz"), Turn("floor"), Turn("speech", "Lima")]


def test_a_label_may_stand_alone_above_the_words() -> None:
    assert body("Stone:\n\n-- Rent is high.\n-- Pay is low.\n\nRuiz:\n\n-- Sails are dear.\n") == [
        Turn("lead", "Stone"),
        Turn("speech", "Stone"),
        Turn("speech", "Stone"),
        Turn("lead", "Ruiz"),
        Turn("speech", "Ruiz"),
    ]


def test_items_are_those_of_the_name_above_them() -> None:
    assert body("1. Bob Stone\n-- Rent is high.\n-- Pay is low.\n2. Carla Ruiz\n-- Sails are dear.\n") == [
        Turn("lead", "Stone"),
        Turn("speech", "Stone"),
        Turn("speech", "Stone"),
        Turn("lead", "Ruiz"),
        Turn("speech", "Ruiz"),
    ]


def test_an_item_that_names_another_is_that_ones() -> None:
    found = body("Mr. Stone made three points:\n\n- Rent is high.\n- Ms. Ruiz said that pay is low.\n")
    assert found[-1] == Turn("speech", "Ruiz")


def test_a_paragraph_may_have_several_voices() -> None:
    assert body("Mr. Stone said that rent is high. He called for a cap. Ms. Ruiz disagreed.\n") == [
        Turn("speech", "Stone | Ruiz")
    ]


def test_a_pronoun_is_the_last_one_whom_it_fits() -> None:
    assert body("Ms. Ruiz said that pay is low.\n\nShe asked for time.\n")[-1] == Turn("speech", "Ruiz")
    assert body("Ms. Ruiz said that pay is low.\n\nHe asked for time.\n")[-1] == Turn("narrative")


def test_what_nobody_owns_is_not_the_last_speakers() -> None:
    after = "Ms. Ruiz said that pay is low.\n\n"
    for text, kind in {
        "The rents of the town had doubled in ten years.": "narrative",
        "Several participants asked for time.": "floor",
        "A resident of Seacroft said the lifts are broken.": "floor",
        "Lunch": "narrative",
        "Decision: rents are capped.": "decision",
        "Resolved: to publish the register.": "decision",
        "ACTION: Stone to write to the council.": "action",
    }.items():
        assert body(f"{after}{text}\n")[-1] == Turn(kind), text


def test_a_stranger_who_speaks_is_not_the_last_speaker() -> None:
    assert body("Ms. Ruiz said that pay is low.\n\nDan Whitlock said that nobody trains.\n")[-1].who in {"Whitlock", ""}


def test_an_office_is_its_holders() -> None:
    assert body("Ms. Ruiz said that pay is low.\n\nThe moderator closed with a plea for time.\n")[-1].who == "Lima"


def test_a_heading_ends_the_turn() -> None:
    found = body("Stone: Rent is high.\n\nSession 2: Pay\n\n- Pay is low.\n")
    assert [turn.kind for turn in found] == ["speech", "heading", "narrative"]


def test_where_it_is_not_sure_the_candidates_are_told() -> None:
    found = read(ROSTER + "Ms. Ruiz said that pay is low.\n\nRents had doubled in ten years.\n")
    members = found.form.cast.members
    assert [members[each].name.family for each in found.verdicts[-1].candidates] == ["Ruiz"]
    assert found.verdicts[-1].stretches == ()


def test_the_row_of_a_table_is_the_one_in_its_first_cell() -> None:
    table = "| Speaker | Statement |\n|---|---|\n| Ann Wu | Ports are old and must be mended. |\n| Bob Stone | Rents are high. |\n"
    assert [turn for turn in turns(read(table, "any.md")) if turn.who] == [
        Turn("speech", "Wu"),
        Turn("speech", "Stone"),
    ]


def test_stretches_are_in_order_and_stand_in_their_paragraph() -> None:
    found = read(
        ROSTER + "Mr. Stone said that rent is high. He called for a cap. Ms. Ruiz disagreed, but Mr. Stone did not.\n"
    )
    for here, verdict in zip(found.paragraphs, found.verdicts, strict=True):
        bounds = [bound for each in verdict.stretches for bound in (each.start, each.end)]
        assert bounds == sorted(bounds)
        assert not bounds or (bounds[0] >= 0 and bounds[-1] <= len(here.text))
