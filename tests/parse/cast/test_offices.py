"""Who holds which office."""

import pytest

from hsreport.parse.cast.offices import office_name
from tests.parse.reading import Read, read

TEXT = """Session 1: Ports

Moderator: Ana Lima, Rector
Speakers: Bob Stone, Mayor of Leeds; Carla Ruiz (Chile)

The ambassador of Norway, Ms. Liv Dahl, said that ports are old.

Session 2: Ships

Chair: Omar Quist, Clerk

Ships are old.
"""


def holder(office: str, at: int, found: Read) -> str:
    number = found.form.offices.holder(office, at)
    return "" if number is None else found.form.cast.members[number].name.family


@pytest.mark.parametrize(
    ("office", "at", "who"),
    [
        ("Moderator", 4, "Lima"),
        ("Chair", 7, "Quist"),
        ("Chairwoman", 7, "Quist"),
        ("Mayor", 4, "Stone"),
        ("Mayor", 7, "Stone"),
        ("Ambassador", 4, "Dahl"),
        ("Bishop", 4, ""),
    ],
)
def test_holder(office: str, at: int, who: str) -> None:
    assert holder(office, at, read(TEXT)) == who


def test_who_speaks_for_a_country() -> None:
    found = read(TEXT)
    assert [found.form.offices.of_body(body, 3) for body in ("Chile", "Norway", "France")] == [
        next(at for at, member in enumerate(found.form.cast.members) if member.name.family == "Ruiz"),
        next(at for at, member in enumerate(found.form.cast.members) if member.name.family == "Dahl"),
        None,
    ]


def test_an_office_that_two_hold_is_nobodys() -> None:
    assert (
        holder("Chair", 2, read("Session 1: A\n\nCo-chairs: Ivan Petrov and Ruth Adler\n\nThe Co-Chair agreed.\n"))
        == ""
    )


def test_words_for_one_office() -> None:
    assert {office_name(word) for word in ("Chair", "Chairman", "Chairwoman", "Chairperson")} == {"chair"}
    assert office_name("Mayor") == "mayor"
