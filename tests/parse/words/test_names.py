"""Names taken apart, by the usage of many languages."""

import pytest

from hsreport.parse.words.names import person_name

HEADINGS = {
    "Sadako Ogata": "Ogata, Sadako",
    "OGATA Sadako": "Ogata, Sadako",
    "Sadako OGATA": "Ogata, Sadako",
    "Ogata Sadako": "Ogata, Sadako",
    "Tanaka Hiroshi": "Tanaka, Hiroshi",
    "Kim Dae-jung": "Kim, Dae-jung",
    "Ban Ki-moon": "Ban, Ki-moon",
    "Xi Jinping": "Xi, Jinping",
    "John Kim": "Kim, John",
    "Kim Jones": "Jones, Kim",
    "Nguyen Van An": "Nguyen, Van An",
    "NGUYEN Van Minh": "Nguyen, Van Minh",
    "Orbán Viktor": "Orbán, Viktor",
    "Viktor Orbán": "Orbán, Viktor",
    "Jan van der Berg": "Berg, Jan van der",
    "Ursula von der Leyen": "Leyen, Ursula von der",
    "Juan Carlos de la Cruz": "Cruz, Juan Carlos de la",
    "José Ortega y Gasset": "Ortega y Gasset, José",
    "Staffan di Mistura": "di Mistura, Staffan",
    "Robert De Niro": "De Niro, Robert",
    "Van Morrison": "Morrison, Van",
    "Oisín Ó Súilleabháin": "Ó Súilleabháin, Oisín",
    "Bashar al-Haddad": "al-Haddad, Bashar",
    "Mary-Ann Smith-Jones": "Smith-Jones, Mary-Ann",
    "Martin Luther King, Jr.": "King, Martin Luther, Jr.",
    "JEAN-PIERRE O'BRIEN": "O'Brien, Jean-Pierre",
    "Amartya Sen": "Sen, Amartya",
    "J. R. Smith": "Smith, J. R.",
    "Ogata": "Ogata",
}


@pytest.mark.parametrize(("printed", "heading"), HEADINGS.items())
def test_heading(printed: str, heading: str) -> None:
    assert person_name(printed.split()).heading == heading


def test_display_keeps_the_order_of_the_text() -> None:
    assert person_name(["KIM", "Dae-jung"]).display == "Kim Dae-jung"
    assert person_name(["Dae-jung", "KIM"]).display == "Dae-jung Kim"
    assert person_name(["Jan", "van", "der", "Berg"]).display == "Jan van der Berg"


def test_the_document_shows_the_family_name() -> None:
    assert person_name(["Asma", "Bint", "Jilani"], family="Bint Jilani").heading == "Bint Jilani, Asma"
    assert person_name(["Surin", "Pitsuwan"], family="Surin").family == "Surin"


def test_what_is_no_part_of_the_name_leaves_it_as_it_is() -> None:
    assert person_name(["Ann", "Wu"], family="Lopez").heading == "Wu, Ann"


def test_the_honorific_is_kept() -> None:
    assert person_name(["Ann", "Wu"], honorific="dr").honorific == "dr"


def test_degrees_and_initials_keep_their_capitals() -> None:
    nurse = person_name(["Odile", "Blanchard", "RN"])
    assert (nurse.heading, nurse.display) == ("Blanchard, Odile, RN", "Odile Blanchard RN")
    assert person_name(["RN"]).display == "RN"
    assert person_name(["Jack", "Ying", "MA"]).family == "Ma"
