"""Names taken apart and found, by the usage of many languages."""

import pytest

from hsreport.parse.names import mentions, take_apart, whole_name

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
    assert take_apart(printed).heading == heading


def test_display_keeps_the_order_of_the_text() -> None:
    assert take_apart("KIM Dae-jung").display == "Kim Dae-jung"
    assert take_apart("Dae-jung KIM").display == "Dae-jung Kim"
    assert take_apart("Jan van der Berg").display == "Jan van der Berg"


@pytest.mark.parametrize(
    "text", ["Lincoln Chen", "Mr. Sato", "H.E. Ambassador Adala", "Prof. Dr. h.c. Otto von Habsburg"]
)
def test_a_whole_name(text: str) -> None:
    assert whole_name(text) is not None


@pytest.mark.parametrize(
    "text",
    [
        "Sato",
        "Chuo University",
        "Human Security",
        "the Chair",
        "Mr.",
        "New York",
        "United Nations",
        "",
        "Keynote Speech",
        "A. B. and C",
    ],
)
def test_no_name(text: str) -> None:
    assert whole_name(text) is None


MENTIONS = {
    "Parliamentary Secretary for Foreign Affairs, Shinako Tuchiya made opening remarks": ["Shinako Tuchiya"],
    "the Secretary-General of the United Nations Kofi Annan was read": ["Kofi Annan"],
    "then - Minister for Foreign Affairs Makiko Tanaka expressed": ["Makiko Tanaka"],
    "by commissioners Bronislaw Geremek, Sonia Picado, and Surin Pitsuwan, in Eastern Europe and Latin America": [
        "Bronislaw Geremek",
        "Sonia Picado",
        "Surin Pitsuwan",
    ],
    "Human Rights Watch, the World Bank and Amnesty International left the Akasaka Prince Hotel.": [],
    "Professor Rubin's arguments, and Dr. Ó Súilleabháin's": ["Rubin", "Ó Súilleabháin"],
}


@pytest.mark.parametrize(("text", "names"), MENTIONS.items())
def test_mentions(text: str, names: list[str]) -> None:
    assert [mention.name.printed for mention in mentions(text)] == names


def test_a_family_name_alone_is_a_mention_only_where_it_is_known() -> None:
    assert mentions("Ogata noted") == ()
    assert [each.name.family for each in mentions("Ogata noted", frozenset({"ogata"}))] == ["Ogata"]
