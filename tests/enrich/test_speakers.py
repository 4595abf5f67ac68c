"""Who is who: matched with caution, each doubt reported."""

import pytest

from hsreport.enrich.people.matching import Match, People
from hsreport.enrich.people.slips import affiliation_slips, name_slips
from hsreport.enrich.people.speakers import Identified, identify
from hsreport.language.spellings import is_slip
from hsreport.parse.symposium import parse
from hsreport.read.source import source_from_bytes
from hsreport.values import KnownPerson, PersonName

HEAD = "Forum on Sails\n\nSession 1: Wind\n\n"


def identified(body: str, *people: KnownPerson) -> Identified:
    return identify(parse(source_from_bytes((HEAD + body).encode(), "case.txt")), people)


def headings(found: Identified) -> list[str]:
    return [speaker.name.heading for speaker in found.speakers]


def test_a_family_name_alone_is_looked_for_in_the_session_first() -> None:
    found = identified(
        "Speakers: Ann Hall, sailor\n\nMs. Hall said that it blows.\n\n"
        "Session 2: Calm\n\nSpeakers: Bea Hall, rower\n\nMs. Hall said that it is still.\n"
    )
    assert [found.said_by[1], found.said_by[2]] == [("hall-ann",), ("hall-bea",)]


def test_two_of_one_name_in_a_session_are_told_apart_or_left_alone() -> None:
    found = identified(
        "Speakers: Ann Hall, sailor\nBea Hall, rower\n\nMs. Hall said that it blows.\n\nBea Hall said no.\n"
    )
    assert found.said_by == {1: ("hall-bea",)}


def test_a_name_alone_on_a_roster_that_two_could_bear_is_reported() -> None:
    found = identified(
        "Speakers: Ann Hall, sailor\nBea Hall, rower\n\nAnn Hall said no.\n\nBea Hall said no.\n\n"
        "Session 2: Calm\n\nChair: Ms. Hall\n\nIt was calm.\n"
    )
    assert [each.message for each in found.findings if each.code == "HS306"] == [
        "“Hall” could be Ann Hall or Bea Hall; the words are given to nobody"
    ]


def test_people_whom_the_text_introduces_are_never_merged() -> None:
    people = People()
    first, second, third = (people.add(PersonName("", "Hans", family)) for family in ("Müller", "Muller", "Mueller"))
    assert [people.full(PersonName("", "Hans", family)) for family in ("Müller", "Muller", "Mueller")] == [
        Match((first,)),
        Match((second,)),
        Match((third,)),
    ]


def test_a_slip_is_no_match_where_two_could_be_meant() -> None:
    people = People()
    people.add(PersonName("", "Katarzyna", "Wolska"))
    assert people.full(PersonName("", "Katarzina", "Wolska")) == Match((0,), slip=True)
    people.add(PersonName("", "Katarzyne", "Wolska"))
    assert people.full(PersonName("", "Katarzyni", "Wolska")) == Match(())


@pytest.mark.parametrize(
    ("full", "other"),
    [
        ("John Peter Stone", "J. P. Stone"),
        ("Amartya Kumar Sen", "Amartya Sen"),
        ("José Muñoz", "Jose Munoz"),
        ("Daw Khin Mar Kyi", "Khin Mar Kyi"),
        ("Abdul Rahman bin Yusof", "Abdul Rahman"),
        ("Katarzyna Wolska", "Katarzina Wolska"),
    ],
)
def test_one_person_two_spellings(full: str, other: str) -> None:
    found = identified(f"Speakers: {full}, sailor\n\n1. {other}\n-- It blows.\n")
    assert len(found.speakers) == 1
    assert found.said_by == {1: (found.speakers[0].id,)}


@pytest.mark.parametrize("other", ["Anna Ross", "Ann Rose", "Jan Ross", "Ann Rossi"])
def test_two_people_however_alike(other: str) -> None:
    assert len(identified(f"Speakers: Ann Ross, sailor\n\n1. {other}\n-- It blows.\n").speakers) == 2


def test_slips_are_one_letter_in_a_long_word() -> None:
    assert is_slip("bonislaw", "bronislaw")
    assert is_slip("geremke", "geremek")
    assert not is_slip("john", "joan")
    assert not is_slip("geremek", "geremek")
    assert not is_slip("bonislav", "bronislaw")


def test_people_set_by_hand_settle_names() -> None:
    person = KnownPerson("Aung San Suu Kyi", "Aung San Suu Kyi", ("Suu Kyi", "ASSK"), "State Counsellor")
    found = identified("Speakers: Aung San Suu Kyi, politician\n\nMs. Suu Kyi said that it blows.\n", person)
    assert headings(found) == ["Aung San Suu Kyi"]
    assert [each.printed for each in found.speakers[0].affiliations] == ["State Counsellor"]
    assert found.said_by == {1: (found.speakers[0].id,)}


def test_a_name_by_hand_without_heading_is_inverted() -> None:
    found = identified("Speakers: Bo Ek, sailor\n\nMr. Ek said that it blows.\n", KnownPerson("Bo Ek"))
    assert headings(found) == ["Ek, Bo"]


def test_an_index_form_by_hand_may_have_other_words_than_the_name() -> None:
    found = identified("Speakers: Bo Ek, sailor\n\nMr. Ek said that it blows.\n", KnownPerson("Bo Ek", "Ek, Bodil"))
    assert headings(found) == ["Ek, Bodil"]
    assert found.said_by == {1: (found.speakers[0].id,)}


def test_who_speaks_off_the_roster_and_who_never_does() -> None:
    found = identified(
        "Speakers: Ann Hall, sailor\nBea Holm, rower\n\n1. Carl Oak\n-- It blows.\n2. Ann Hall\n-- No.\n"
    )
    assert [(each.code, each.span and each.span.first) for each in found.findings] == [("HS305", 6), ("HS304", 8)]


def test_an_office_nobody_holds_is_nobody() -> None:
    assert identified("Speakers: Ann Hall, sailor\n\nThe Chair said that it blows.\n").said_by == {}


def test_the_moderator_answers_to_the_chair() -> None:
    found = identified("Moderator: Ann Hall, sailor\n\nThe Chair said that it blows.\n")
    assert found.said_by == {1: ("hall-ann",)}


def test_the_commonest_spelling_is_the_heading() -> None:
    found = identified("1. Katarzina Wolska\n-- One.\n2. Katarzyna Wolska\n-- Two.\n3. Katarzyna Wolska\n-- Three.\n")
    assert headings(found) == ["Wolska, Katarzyna"]
    assert found.speakers[0].variants == ("Katarzina Wolska",)


def test_slips_in_running_text_and_on_rosters() -> None:
    text = (
        HEAD
        + "Speakers: Katarzyna Wolska, Institute of Metallurgy\nIda Berg, Institute of Metalurgy\nTor Lund, Institute of Metallurgy\n\n"
        "(1) Next there were statements by Katarzina Wolska and others.\n\n  1. Katarzyna Wolska\n  -- It blows.\n"
    )
    symposium = parse(source_from_bytes(text.encode(), "case.txt"))
    who = identify(symposium)
    assert [(each.code, each.span and each.span.first) for each in name_slips(symposium, who.speakers)] == [
        ("HS301", 9)
    ]
    assert [each.message for each in affiliation_slips(symposium)] == [
        "“Institute of Metalurgy” is spelled “Institute of Metallurgy” elsewhere"
    ]
