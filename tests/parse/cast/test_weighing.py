"""How sure each way of telling who speaks is, and what is printed."""

from hsreport.parse.cast.weighing import CERTAINTY, SURE
from tests.parse.reading import ROSTER, read


def test_it_is_surer_to_be_named_than_to_go_on() -> None:
    assert CERTAINTY["label"] > CERTAINTY["pronoun"] > CERTAINTY["goes-on-prose"]


def test_what_merely_goes_on_in_prose_is_printed_for_nobody() -> None:
    assert CERTAINTY["goes-on-prose"] < SURE < CERTAINTY["list"]


def test_nothing_below_the_threshold_is_given_to_anybody() -> None:
    text = "Mr. Stone said that rent is high. Rents had doubled.\n\nShe asked for time.\n\nStone: No.\n\nIt is so.\n\n- Land.\n"
    stretches = [each for verdict in read(ROSTER + text).verdicts for each in verdict.stretches]
    assert stretches
    assert all(each.score >= SURE for each in stretches)


def test_every_clue_of_a_reading_has_its_certainty() -> None:
    text = "Mr. Stone said that rent is high.\n\nHe asked for time.\n\nRuiz: No.\n\nMs. Ruiz named two reasons:\n\n- Land.\n- Pay.\n"
    clues = {each.clue for verdict in read(ROSTER + text).verdicts for each in verdict.stretches}
    assert clues
    assert clues <= CERTAINTY.keys()
