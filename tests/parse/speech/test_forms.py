"""In which ways a document prints who speaks."""

import pytest

from hsreport.parse.speech.forms import FLOOR
from hsreport.parse.speech.leads import Leads
from tests.parse.reading import ROSTER, Read, read

TALK = "Stone: I say that rent is high.\n\nRuiz: We know it.\n\nLima: I thank you.\n\nStone: You do not listen to me.\n"
PROSE = "Mr. Stone said that rent is high.\n\nMs. Ruiz disagreed.\n"
CHAT = "<fen> rent is high\n<gwen> pay is low\n<fen> yes\n<gwen> no\n"
SIGNED = "Rent has doubled. (AL)\n\nPay has not. (BS)\n\nLand is dear. (CR)\n\nTrains are late. (BS)\n"


@pytest.mark.parametrize(
    ("text", "name"),
    [(TALK, "labels (colon)"), (PROSE, "prose"), (CHAT, "labels (nick)"), (SIGNED, "labels (end-paren)")],
)
def test_form(text: str, name: str) -> None:
    assert read(ROSTER + text).form.name == name


def test_a_shape_counts_where_the_words_in_it_are_peoples() -> None:
    found = read(ROSTER + "Costs: they are high.\n\nMr. Stone said no.\n\nGains: they are low.\n").form
    assert "colon" not in found.shapes


def test_whether_the_words_themselves_are_written_down() -> None:
    assert read(ROSTER + TALK).form.direct
    assert not read(ROSTER + PROSE).form.direct


def members(words: str, found: Read) -> object:
    who = found.form.members(words, 3)
    return who and [found.form.cast.members[each].name.family for each in who]


@pytest.mark.parametrize(
    ("words", "who"),
    {
        "Stone": ["Stone"],
        "Mr. Stone": ["Stone"],
        "BS": ["Stone"],
        "Moderator": ["Lima"],
        "Stone/Ruiz": ["Stone", "Ruiz"],
        "Stone and Ruiz": ["Stone", "Ruiz"],
        "Audience member": FLOOR,
        "Mr. Omar Haddad": FLOOR,
        "ZZ": FLOOR,
        "Costs": None,
        "": None,
    }.items(),
)
def test_whom_a_label_names(words: str, who: object) -> None:
    assert members(words, read(ROSTER + TALK)) == who


def test_a_name_alone_is_the_lead_of_what_follows() -> None:
    found = read(ROSTER + "1. Bob Stone\n-- Rent is high.\n").form
    assert [found.cast.members[each].name.family for each in Leads(found).lead(3)] == ["Stone"]
    assert Leads(found).lead(4) == ()


def test_a_heading_may_own_what_stands_under_it() -> None:
    found = read("# Forum\n\n## Talk 1: Ann Wu, Director\n\nPorts are old.\n\nMs. Wu said so twice.\n", "any.md")
    assert [found.form.cast.members[each].name.family for each in Leads(found.form).heading_owner(1)] == ["Wu"]


def test_those_on_the_list_of_the_session_are_near() -> None:
    found = read(ROSTER + "Session 2: Pay\n\nSpeakers: Omar Quist, clerk; Liv Dahl, cook\n\nMr. Quist said no.\n")
    near = found.form.setting(len(found.paragraphs) - 1).near
    assert sorted(found.form.cast.members[each].name.family for each in near) == ["Dahl", "Quist"]
