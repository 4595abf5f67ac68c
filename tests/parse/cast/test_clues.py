"""What speaks for and against words being the name of a person."""

import pytest

from hsreport.parse.cast.clues import MOST, SURE, WEIGHTS, gather, score
from hsreport.parse.lists.rosters import read_rosters
from tests.parse.reading import written


def clues(text: str, *key: str) -> tuple[float, set[str]]:
    """The sum for a candidate of a text, and its clues."""
    paragraphs = written(text)
    found = gather(paragraphs, read_rosters(paragraphs))
    total, counted = score(key, found.tallies[key], found.lower)
    return total, {clue for clue, count in counted.items() if count}


FOR = {
    ("Speakers: Ann Wu, poet; Bob Stone, clerk\n", "ann wu"): "roster",
    ("Then Ms. Wu came.\n", "wu"): "honorific",
    ("Quist said that rent is high.\n", "quist"): "says",
    ("“Rent is high,” said Quist.\n", "quist"): "inversion",
    ("We met Freedom Quist, who is a nurse.\n", "freedom quist"): "who",
    ("It was asked by Omar Quist.\n", "omar quist"): "agent",
    ("We met Omar Quist there.\n", "omar quist"): "given",
    ("Quist's view was clear.\n", "quist"): "owner",
    ("Quist walked in. She sat.\n", "quist"): "pronoun",
    ("Present: Omar Quist (OQ), Ann Wu (AW)\n", "omar quist"): "explained",
    ("<quist> hello\n\n<fen> hello\n", "quist"): "nick",
    ("Quist: hello.\n\nFen: hello.\n\nQuist: bye.\n", "quist"): "label-again",
}
AGAINST = {
    ("The Harbour Quist lies low.\n", "harbour quist"): "the",
    ("It rained in Quist.\n", "quist"): "preposition",
    ("World Bank lends.\n", "world bank"): "body",
    ("They flew to Paris.\n", "paris"): "place",
    ("Market grew. A market is a market.\n", "market"): "ordinary",
    ("On Thursday they met.\n", "thursday"): "calendar",
    ("Quist sold its ships.\n", "quist"): "thing",
    ("Kenyan tea is dear.\n", "kenyan"): "demonym",
}


@pytest.mark.parametrize(("case", "clue"), FOR.items())
def test_clue_for(case: tuple[str, str], clue: str) -> None:
    text, key = case
    assert clue in clues(text, *key.split())[1]
    assert WEIGHTS[clue] > 0


@pytest.mark.parametrize(("case", "clue"), AGAINST.items())
def test_clue_against(case: tuple[str, str], clue: str) -> None:
    text, key = case
    assert clue in clues(text, *key.split())[1]
    assert WEIGHTS[clue] < 0


def test_every_mention_counts_up_to_a_limit() -> None:
    one, two, nine = (clues("Ms. Quist said no.\n\n" * times, "quist")[0] for times in (1, 2, 9))
    assert one < two == nine
    assert MOST["honorific"] == 2


def test_one_place_does_not_undo_a_person() -> None:
    assert clues("Speakers: Paris Hilton, actress; Ann Wu, poet\n\nIn Paris it rained.\n", "paris", "hilton")[0] > SURE


def test_every_limit_is_of_a_clue_that_has_a_weight() -> None:
    assert MOST.keys() <= WEIGHTS.keys()
