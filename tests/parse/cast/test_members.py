"""Who is in a document, each decided once."""

import pytest

from hsreport.parse.cast.members import STRANGER, THING, Cast, Unknown
from hsreport.parse.words.mentions import mentions
from tests.parse.reading import ROSTER, names, read

ROOM = ROSTER + "Mr. Stone said that rent is high. Ms. Ruiz disagreed.\n\nThe World Bank lends. It rained in Paris.\n"


def meant(words: str, cast: Cast) -> object:
    found = cast.meant(mentions(words)[0])
    return cast.members[found].name.display if isinstance(found, int) else found


@pytest.mark.parametrize(
    ("words", "who"),
    {
        "Bob Stone": "Bob Stone",
        "Mr. Stone": "Bob Stone",
        "Stone": "Bob Stone",
        "STONE": "Bob Stone",
        "Bob": "Bob Stone",
        "B. Stone": "Bob Stone",
        "Bob Stonne": "Bob Stone",
        "Minister Ruiz": "Carla Ruiz",
        "Ms. Ruíz": "Carla Ruiz",
        "Mr. Omar Haddad": STRANGER,
        "Lena Stone": STRANGER,
        "World Bank": THING,
        "Paris": THING,
    }.items(),
)
def test_whom_words_mean(words: str, who: object) -> None:
    assert meant(words, read(ROOM).form.cast) == who


def test_things_are_not_in_it() -> None:
    assert names(read(ROOM)) == ["Ana Lima", "Bob Stone", "Carla Ruiz"]


def test_two_of_one_family_name_are_two_and_the_name_alone_is_neither() -> None:
    cast = read("Session 1: A\n\nSpeakers: John Smith, Leeds; Joan Smith, York\n\nJohn Smith said no.\n").form.cast
    assert [meant(words, cast) for words in ("Smith", "John Smith", "Joan", "J. Smith")] == [
        Unknown("stranger", (0, 1)),
        "John Smith",
        "Joan Smith",
        Unknown("stranger", (0, 1)),
    ]


def test_the_title_tells_two_of_one_family_name_apart() -> None:
    cast = read("Session 1: A\n\nSpeakers: John Smith, Leeds; Mary Smith, York\n\nJohn Smith said no.\n").form.cast
    assert [meant(words, cast) for words in ("Mr. Smith", "Ms. Smith")] == ["John Smith", "Mary Smith"]


def test_initials_mean_the_one_who_has_them() -> None:
    cast = read("Present: Rob Palmer (RPR), Ann Wu\n\nRPR: Rent is high.\n\nAW: It is.\n").form.cast
    assert [cast.members[cast.by_letters(letters) or 0].name.display for letters in ("RPR", "AW")] == [
        "Rob Palmer",
        "Ann Wu",
    ]
    assert cast.by_letters("ZZ") is None


def test_the_spelling_of_the_roster_wins() -> None:
    cast = read(ROSTER + "Bob Stonne said no.\n\nBob Stonne said yes.\n\nBob Stonne slept.\n").form.cast
    assert [member.name.display for member in cast.members] == ["Ana Lima", "Bob Stone", "Carla Ruiz"]


def test_forms_of_one_name_are_one_person_by_the_fullest() -> None:
    found = names(read("Mr. Quist said no.\n\nOmar Quist, the mayor, said yes.\n\nOmar K. Quist said no again.\n"))
    assert found == ["Omar K. Quist"]


def test_a_name_no_list_knows_is_known_by_the_document() -> None:
    assert "Mr. Xqwz" not in names(read("Nothing was said.\n"))
    assert names(read("Ms. Xeqwa Zorvan said no. She wanted time.\n")) == ["Xeqwa Zorvan"]


def test_the_gender_is_that_of_the_title_or_the_given_name() -> None:
    members = read("Ms. Xeqwa Zorvan said no.\n\nMr. Bob Stone said yes.\n").form.cast.members
    assert {member.name.display: member.gender for member in members} == {"Xeqwa Zorvan": "f", "Bob Stone": "m"}


def test_every_member_has_a_clue() -> None:
    assert all(member.clues for member in read(ROOM).form.cast.members)


def test_those_on_the_list_of_the_absent_are_absent() -> None:
    members = read("Present: Bob Stone, Carla Ruiz\nApologies: Ann Wu\n\nBob Stone said no.\n").form.cast.members
    assert [member.name.display for member in members if member.absent] == ["Ann Wu"]
