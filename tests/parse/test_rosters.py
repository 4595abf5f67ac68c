"""Who is listed as taking part."""

import pytest

from hsreport import parse
from hsreport.parse.lists.entries import Entry
from hsreport.parse.lists.labels import label_at
from hsreport.parse.lists.people import is_person_line
from hsreport.parse.lists.rosters import read_rosters
from hsreport.read.source import source_from_bytes
from hsreport.values import Role
from tests.parse.reading import written


def entries(text: str, name: str = "any.txt") -> tuple[Entry, ...]:
    return read_rosters(written(text, name)).entries


def people(text: str, name: str = "any.txt") -> list[str]:
    return [" ".join(entry.mention.words) for entry in entries(text, name)]


LISTS = {
    "Speakers: Bob Stone, poet; Carla Ruiz, sailor\n": ["Bob Stone", "Carla Ruiz"],
    "Speakers: Bob Stone (Leeds), Carla Ruiz (Lima)\n": ["Bob Stone", "Carla Ruiz"],
    "Moderators: Mia Wong and Raj Patel\n": ["Mia Wong", "Raj Patel"],
    "Speakers: Bob Stone, Mayor of Leeds\nCarla Ruiz, Clerk\n\nRent is high in the port.\n": ["Bob Stone", "Carla Ruiz"],
    "Panelists:\n\n- Zoe Adler, Reporter\n- Finn Olsen (Radio Nord)\n\nTrust is earned.\n": ["Zoe Adler", "Finn Olsen"],
    "Present: Bob Stone, Carla Ruiz and Dan Moss\n": ["Bob Stone", "Carla Ruiz", "Dan Moss"],
    "Present: fen, lukas, gwen_b\n": ["fen", "lukas", "gwen_b"],
    "Chair: Dr. Ann Hale\nSecretary: Omar Quist, Port of Delft\n": ["Ann Hale", "Omar Quist"],
    "(chair: Dr Ann Hale, Port of Delft)\n": ["Ann Hale"],
    "[Moderator: Omar Quist (Radio Nord)]\n": ["Omar Quist"],
    "Witnesses: Bob Stone, Director, Port of Lima, and Carla Ruiz, Clerk; Dan Moss\n": ["Bob Stone", "Carla Ruiz", "Dan Moss"],
    "With: Bob Stone (Delta Radio) • Carla Ruiz • Dan Moss\n": ["Bob Stone", "Carla Ruiz", "Dan Moss"],
    "Present:\n    Bob Stone         Carla Ruiz\n    Dan Moss          Zoe Adler\n": ["Bob Stone", "Carla Ruiz", "Dan Moss", "Zoe Adler"],
    "Participants\n\nSTONE, Bob      Delta Radio\nRUIZ, Carla     Port of Lima\n": ["Bob STONE", "Carla RUIZ"],
    "Panelists included Bob Stone of Leeds, Carla Ruiz (Lima) and Dan Moss, a farmer.\n": ["Bob Stone", "Carla Ruiz", "Dan Moss"],
    "Speakers: 1. Mr. B. Stone 2. Ms. C. Ruiz, Clerk 3. Dan Moss\n": ["B. Stone", "C. Ruiz", "Dan Moss"],
}  # fmt: skip


@pytest.mark.parametrize(("text", "who"), LISTS.items())
def test_list(text: str, who: list[str]) -> None:
    assert people(text) == who


@pytest.mark.parametrize(
    "text",
    [
        "Chair: Thank you both.\n",
        "Moderator: What do you say to that?\n",
        "Chair: European Commission, Brussels\n",
        "Stone: Rent is high.\n",
        "Conclusion: rent is high.\n",
    ],
)
def test_no_list(text: str) -> None:
    assert entries(text) == ()


def test_an_entry_says_what_stands_beside_the_name() -> None:
    chair, writer = entries("Chair: Dr. Ann Hale, Rector\nRapporteur: Omar Quist (OQ), Port of Delft\n")
    assert (chair.role, chair.label, chair.rest, chair.mention.titles) == (Role.CHAIR, "Chair", "Rector", ("dr",))
    assert (writer.role, writer.rest, writer.short) == (Role.RAPPORTEUR, "Port of Delft", "OQ")


def test_those_who_sent_apologies_are_absent() -> None:
    listed = entries("Present: Bob Stone, Carla Ruiz\nApologies: Ann Wu\n")
    assert [entry.absent for entry in listed] == [False, False, True]


def test_a_missing_comma_is_told() -> None:
    assert [entry.missing_comma for entry in entries("Speakers: Bob Stone Mayor of Leeds; Ann Wu, poet\n")] == [
        True,
        False,
    ]


def test_a_table_of_people_is_a_roster() -> None:
    text = "| Name | Role |\n|---|---|\n| Ann Wu | Chair |\n| Bob Stone | Panelist |\n"
    assert people(text, "any.md") == ["Ann Wu", "Bob Stone"]


@pytest.mark.parametrize("text", ["Ann Wu, Director, Port of Accra", "Bob Stone (Leeds)", "Dr. Hale", "Bob Stone"])
def test_a_line_that_is_a_person(text: str) -> None:
    assert is_person_line(text)


@pytest.mark.parametrize(
    "text", ["Ann Wu said that ports are old.", "European Commission, Brussels", "Lunch", "Rent is high", ""]
)
def test_a_line_that_is_none(text: str) -> None:
    assert not is_person_line(text)


LABELS = {
    "Moderator: Ann Wu": (Role.MODERATOR, False),
    "Chairman Dr. Ann Wu": (Role.CHAIR, False),
    "Chaired by Ann Wu": (Role.CHAIR, False),
    "Regrets: Ann Wu": (None, True),
}


@pytest.mark.parametrize(("text", "label"), LABELS.items())
def test_label_of_a_list(text: str, label: tuple[Role | None, bool]) -> None:
    found = label_at(text)
    assert found is not None
    assert (found.role, found.absent) == label


@pytest.mark.parametrize("text", ["Summary: rent", "Rent is high", ""])
def test_no_label_of_a_list(text: str) -> None:
    assert label_at(text) is None


@pytest.mark.parametrize("title", ["Names", "Members", "Participants"])
def test_a_numbered_session_called_as_a_list_has_its_roster(title: str) -> None:
    text = f"Forum on Fish\n\nSession 1: {title}\n\nModerator: Ann Wu, Port Office\n\nAnn Wu:\n- Nets must be mended.\n"
    (session,) = parse(source_from_bytes(text.encode(), "fish.txt")).sessions
    assert [(person.role, person.printed) for person in session.roster] == [("moderator", "Ann Wu, Port Office")]
