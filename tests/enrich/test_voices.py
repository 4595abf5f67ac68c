"""Whose words a point holds: all of its voices, each matched to a person, offices to who holds them."""

from msgspec.structs import replace

from hsreport.enrich.people.speakers import Identified, identify
from hsreport.model import Attribution, Point, Session, Statement, Symposium, Voice
from hsreport.values import PersonName, SourceSpan
from tests import voiced
from tests.voiced import ANA, BY_ANA, BY_BO, MIXED, SECOND, SYMPOSIUM

LINE = SourceSpan(1, 1)
ONE_SESSION = Session("1", "Talks", LINE, "session-1")


def identified(*blocks: Statement) -> Identified:
    return identify(Symposium((), (replace(ONE_SESSION, blocks=blocks),)))


def test_a_point_is_everyones_whose_words_it_holds() -> None:
    who = identify(SYMPOSIUM)
    assert who.said_by == {1: ("kay-ana", "li-bo", "mori-mia"), 2: ("li-bo",), 3: ("li-bo",)}
    assert who.voiced_by == {1: ("kay-ana", "li-bo", "mori-mia")}
    assert {each.id: each.points for each in who.speakers} == {"mori-mia": (1,), "kay-ana": (1,), "li-bo": (1, 2, 3)}
    assert who.findings == ()


def test_who_is_named_twice_in_a_point_has_it_once() -> None:
    text = "A. B. C."
    voices = tuple(
        Voice(said, 3 * at, 3 * at + 2, LINE) for at, said in enumerate((BY_BO, BY_ANA, Attribution("he", BY_BO.name)))
    )
    who = identified(Statement(BY_BO, (Point(1, text, LINE, voices=voices),), LINE, anchor="statement-1"))
    assert (who.said_by, who.voiced_by) == ({1: ("li-bo", "kay-ana")}, {1: ("li-bo", "kay-ana", "li-bo")})


def test_a_voice_that_is_nobodys_leaves_its_place_empty() -> None:
    voices = (Voice(Attribution("One speaker"), 0, 2, LINE), Voice(BY_ANA, 3, 5, LINE))
    who = identified(Statement(Attribution(""), (Point(1, "A. B.", LINE, voices=voices),), LINE, anchor="statement-1"))
    assert (who.said_by, who.voiced_by) == ({1: ("kay-ana",)}, {1: ("", "kay-ana")})


def test_a_statement_is_its_speakers_where_points_have_no_voices() -> None:
    whole = Statement(BY_ANA, (MIXED, SECOND), LINE)
    assert whole.voices_of(SECOND) == (Voice(BY_ANA, 0, len(SECOND.text), SECOND.span),)
    assert whole.voices_of(MIXED) == MIXED.voices


def test_who_speaks_only_in_the_midst_of_a_point_takes_part_in_the_session() -> None:
    guest = Attribution("Cy Oak", PersonName("Cy Oak", "Cy", "Oak"))
    voices = (Voice(BY_ANA, 0, 2, LINE), Voice(guest, 3, 5, LINE))
    who = identified(Statement(BY_ANA, (Point(1, "A. B.", LINE, voices=voices),), LINE, anchor="statement-1"))
    assert [(each.name.display, each.appearances[0].session) for each in who.speakers] == [
        ("Ana Kay", "1"),
        ("Cy Oak", "1"),
    ]


def test_words_of_ana_are_given_to_ana_however_she_is_spelled() -> None:
    short = Attribution("Ms. Kay", PersonName("Kay", family="Kay"))
    statement = Statement(short, (Point(1, "Ms. Kay agreed.", LINE),), LINE, anchor="statement-1")
    assert ANA in {each.name for each in identify(voiced.SYMPOSIUM).speakers}
    assert identified(Statement(BY_ANA, (Point(2, "A.", LINE),), LINE, anchor="statement-2"), statement).said_by[1] == (
        "kay-ana",
    )
