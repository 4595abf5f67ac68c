"""Runs of words that could name a person."""

import pytest

from hsreport.parse.words.mentions import mentions

FULL = {
    "Parliamentary Secretary for Foreign Affairs, Shinako Tuchiya made opening remarks": "Shinako Tuchiya",
    "Minister for Foreign Affairs Makiko Tanaka expressed": "Makiko Tanaka",
    "the Secretary-General of the United Nations Kofi Annan was read": "Kofi Annan",
    "Dr. Martin Luther King, Jr. preached": "Martin Luther King Jr.",
    "a letter of Hans van 't Hoff": "Hans van 't Hoff",
    "the plan of Jean-Luc Dupré's office": "Jean-Luc Dupré",
    "Lincoln Chen Director": "Lincoln Chen",
    "when J.-P. Serre spoke": "J.-P. Serre",
    "as Ms Tan Ah Beng PhD said": "Tan Ah Beng",
}


@pytest.mark.parametrize(("text", "name"), FULL.items())
def test_the_words_of_a_name_without_what_stands_around_it(text: str, name: str) -> None:
    assert name in [" ".join(mention.words) for mention in mentions(text)]


def test_each_of_several_is_one() -> None:
    found = mentions("by commissioners Bronislaw Geremek, Sonia Picado, and Surin Pitsuwan")
    assert [" ".join(each.words) for each in found] == ["Bronislaw Geremek", "Sonia Picado", "Surin Pitsuwan"]


def test_titles_are_told_from_the_name() -> None:
    doctor, judge = mentions("We heard Prof. Dr. Ruiz and Judge Stone.")
    assert (doctor.titles, doctor.words, doctor.honoured) == (("prof", "dr"), ("Ruiz",), True)
    assert (judge.titles, judge.words, judge.honoured) == (("judge",), ("Stone",), False)


def test_an_office_alone_is_an_office() -> None:
    (chair,) = mentions("The Chair thanked all")
    assert (chair.office, chair.words) == ("chair", ())


def test_several_office_holders_are_nobody() -> None:
    assert mentions("Ministers agreed") == ()


def test_a_sentence_begins_with_a_capital_that_says_nothing() -> None:
    assert [each.begins for each in mentions("Stone met Ruiz. Bread was dear.")] == [True, False, True]


def test_words_that_lead_a_sentence_are_no_part_of_a_name() -> None:
    assert [each.words for each in mentions("Finally Ruiz spoke.")] == [("Ruiz",)]


def test_a_full_stop_parts_names_and_an_initial_does_not() -> None:
    assert [each.words for each in mentions("He met Ana. Bob left with J. Stone")] == [
        ("Ana",),
        ("Bob",),
        ("J.", "Stone"),
    ]


def test_the_key_leaves_out_particles_suffixes_and_accents() -> None:
    keys = {text: mentions(text)[0].key for text in ("Jan van der Berg", "DE VRIES", "José Núñez, Jr.", "Łukasz Łaski")}
    assert list(keys.values()) == [("jan", "berg"), ("vries",), ("jose", "nunez"), ("lukasz", "laski")]


@pytest.mark.parametrize("text", ["", "the rent is high", "12 May 2003", "…", "it is said that trees grow"])
def test_nothing_is_named(text: str) -> None:
    assert mentions(text) == ()
