"""Who says a sentence."""

import pytest

from tests.parse.reading import ROSTER, Said, read, said

ROOM = read(ROSTER + "Mr. Stone said that rent is high.\n\nMs. Ruiz disagreed.\n")

ONE = {
    "Mr. Stone said that rent is high.": ("Stone", "subject"),
    "Stone holds that rent is theft.": ("Stone", "subject"),
    "MR. STONE said that rent is high.": ("Stone", "subject"),
    "In response, Ms. Ruiz stressed pay.": ("Ruiz", "subject"),
    "Responding to Mr. Stone, Ms. Ruiz said no.": ("Ruiz", "subject"),
    "Ms. Ruiz, a sailor of thirty years, argued for sails.": ("Ruiz", "subject"),
    "Ms. Ruiz (Chile), in a video message, welcomed the plan.": ("Ruiz", "subject"),
    "The first speaker, Mr. Stone, described his town.": ("Stone", "subject"),
    "Stone planted trees.": ("Stone", "subject"),
    "Stone asked Ruiz whether pay was low.": ("Stone", "subject"),
    "Ruiz thanked Mr. Stone.": ("Ruiz", "subject"),
    "Finally, the moderator summed up.": ("Lima", "subject"),
    "The chair said that all is well.": ("Lima", "subject"),
    "The Minister of Labour asked for time.": ("Ruiz", "subject"),
    "“Rent is high,” said Stone.": ("Stone", "inversion"),
    "It was Stone who said that rent is high.": ("Stone", "cleft"),
    "According to Ms. Ruiz, pay is low.": ("Ruiz", "according"),
    "In the view of Stone, rent is theft.": ("Stone", "according"),
    "For Stone, rent is all.": ("Stone", "according"),
    "Stone's main point was that rent is high.": ("Stone", "owner"),
    "It was stressed by Ruiz that pay is low.": ("Ruiz", "agent"),
    "A question came from Mr. Stone.": ("Stone", "agent"),
    "He also stressed that rent is high.": ("he", "pronoun"),
    "She disagreed.": ("she", "pronoun"),
    "Mr. Stone and Ms. Ruiz said that rent is high.": ("Stone + Ruiz", "subject"),
    "Ms. Ruiz and Mr. Stone both agreed.": ("Ruiz + Stone", "subject"),
}


@pytest.mark.parametrize(("sentence", "voice"), ONE.items())
def test_voice(sentence: str, voice: tuple[str, str]) -> None:
    assert [(each.who, each.clue) for each in said(sentence, ROOM)] == [voice]


@pytest.mark.parametrize(
    "sentence",
    [
        "As Mr. Stone noted, rent is high.",
        "It was said that Mr. Stone had warned of this.",
        "The speech by Mr. Stone impressed all.",
        "The book that Mr. Stone praised is out of print.",
        "Several participants said that Mr. Stone was right.",
        "Human Rights Watch noted delays.",
        "Latin America suffered.",
        "Mr. Stone was born in Leeds.",
        "Mr. Stone arrived late.",
        "Mr. Stone was thanked by all.",
        "Stone and Ruiz left.",
        "The session was chaired by Ms. Lima.",
        "Rent is high.",
        "",
    ],
)
def test_no_voice(sentence: str) -> None:
    assert said(sentence, ROOM) == []


def test_two_voices_share_a_sentence_at_the_second_name() -> None:
    assert said("Stone said that rent is high, but Ruiz replied that pay is low.", ROOM) == [
        Said("Stone", "subject", "Stone said that rent is high, but"),
        Said("Ruiz", "subject", "Ruiz replied that pay is low."),
    ]


def test_what_is_quoted_names_nobody() -> None:
    assert [each.who for each in said("Stone said: “Ruiz told me that pay is low.”", ROOM)] == ["Stone"]
