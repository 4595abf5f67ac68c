"""Who a sentence gives the floor to, and to whom it does not."""

import pytest

from hsreport.parse import attribution as said
from hsreport.parse.paragraphs import paragraphs
from hsreport.parse.people import Known, known_people
from hsreport.parse.symposium import parse
from hsreport.read.source import source_from_bytes
from hsreport.values import Role

LIST = "Moderator: Ana Lima, Rector\nSpeakers: Bob Stone, poet; Carla Ruiz, sailor\n"


@pytest.fixture(scope="module")
def known() -> Known:
    return known_people(paragraphs(source_from_bytes(LIST.encode(), "list.txt").lines))


SPEAKERS = {
    "Mr. Stone said that rent is high.": "Mr. Stone",
    "Stone noted that rent is high.": "Stone",
    "In response, Ms. Ruiz stressed pay.": "Ms. Ruiz",
    "Responding to Mr. Stone, Ms. Ruiz said no.": "Ms. Ruiz",
    "Ms. Ruiz, a sailor of thirty years, argued for sails.": "Ms. Ruiz",
    "Ms. Ruiz (Chile), in a video message, welcomed the plan.": "Ms. Ruiz",
    "Dr. Ruiz of the Harbour School warned of fog.": "Dr. Ruiz",
    "Minister for Ports Carla Ruiz announced a fund.": "Minister for Ports Carla Ruiz",
    "The first speaker, Mr. Stone, described his town.": "Mr. Stone",
    "MR. STONE said that rent is high.": "MR. STONE",
    "The Chair concluded that more was needed.": "The Chair",
    "Finally, the moderator summed up.": "the moderator",
}


@pytest.mark.parametrize(("text", "printed"), SPEAKERS.items())
def test_speaker(text: str, printed: str, known: Known) -> None:
    found = said.speaker_of(text, known)
    assert found is not None
    assert found.printed.endswith(printed.removeprefix("Minister for Ports ").removeprefix("Minister for "))


@pytest.mark.parametrize(
    "text",
    [
        "As Mr. Stone noted, rent is high.",
        "Mr. Stone and Ms. Ruiz said that rent is high.",
        "It was said that Mr. Stone had warned of this.",
        "The speech by Mr. Stone impressed all.",
        "Human Rights Watch noted delays.",
        "Latin America suffered.",
        "Several participants said that Mr. Stone was right.",
        "Unknown noted nothing.",
        "The book that Mr. Stone praised is out of print.",
    ],
)
def test_nobody(text: str, known: Known) -> None:
    assert said.speaker_of(text, known) is None


def test_pronouns_stand_for_the_last_speaker() -> None:
    assert said.carried_on("He also stressed that rent is high.")
    assert said.carried_on("In closing, she thanked all.")
    assert not said.carried_on("The house is high.")


@pytest.mark.parametrize(
    ("text", "printed", "words"),
    [
        ("Stone: Rent is high.", "Stone", "Rent is high."),
        ("Bob Stone (poet): Rent is high.", "Bob Stone", "Rent is high."),
        ("Mr. Quist: Hello.", "Mr. Quist", "Hello."),
        ("Bob Stone - Rent is high.", "Bob Stone", "Rent is high."),
    ],
)
def test_turn(text: str, printed: str, words: str, known: Known) -> None:
    found = said.opens_turn(text, known)
    assert found is not None
    assert (found[0].printed, found[1]) == (printed, words)


@pytest.mark.parametrize(
    "text", ["Green Growth: the way.", "Conclusion: none.", "Note 1: see above.", "12:30 lunch", "no colon"]
)
def test_no_turn(text: str, known: Known) -> None:
    assert said.opens_turn(text, known) is None


def test_roles_in_sentences(known: Known) -> None:
    text = (
        "Mr. Stone and Ms. Ruiz made lead-off presentations. A message from Mr. Omar Haddad was read. "
        "The session was chaired by Dr. Lena Brandt. The panelists were Ms. Ida Berg, Mr. Tor Lund and Ms. Liv Dahl. "
        "In closing, Ms. Lima thanked all. The rapporteur, Mr. Kai Holm, took notes."
    )
    played = [(each.role, each.name.family) for each in said.roles_played(text, known)]
    assert played == [
        (Role.LEAD_OFF, "Stone"),
        (Role.LEAD_OFF, "Ruiz"),
        (Role.MESSAGE, "Haddad"),
        (Role.CHAIR, "Brandt"),
        (Role.PANELIST, "Berg"),
        (Role.PANELIST, "Lund"),
        (Role.PANELIST, "Dahl"),
        (Role.CLOSING, "Lima"),
        (Role.RAPPORTEUR, "Holm"),
    ]


def test_sentences_do_not_end_at_titles() -> None:
    text = "Mr. Stone and J. R. Ruiz met Dr. Lima. They spoke. “Why?” No. 5 was late."
    assert list(said.sentences(text)) == [
        "Mr. Stone and J. R. Ruiz met Dr. Lima.",
        "They spoke.",
        "“Why?",
        "No. 5 was late.",
    ]


def test_who_held_the_event_and_where_end_with_their_names() -> None:
    told = "On 5 May the Port Authority of Accra held a conference at the Marina Hall. Over fifty people came."
    text = f"Conference on Mills\n\n{told}\n\nSession 1: Stones\n\nAnna Korn\n- Stones wear.\n"
    read = parse(source_from_bytes(text.encode(), "mills.txt"))
    assert (read.organizer, read.venue) == ("Port Authority of Accra", "Marina Hall")
