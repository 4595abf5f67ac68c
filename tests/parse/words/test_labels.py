"""Words at the head or the end of a paragraph that could say who speaks."""

import pytest

from hsreport.parse.words.labels import announced, body_start, ends, has_colon_label, labels, people_in, whole_mention

HEADS = {
    "Stone: Rent is high.": ("colon", "Stone", "Rent is high."),
    "Bob Stone (poet): Rent is high.": ("colon", "Bob Stone", "Rent is high."),
    "[10:02] Ann Wu: Rent is high.": ("colon", "Ann Wu", "Rent is high."),
    "<fen> rent is high": ("nick", "fen", "rent is high"),
    "<v Ann Wu>Rent is high.": ("voice", "Ann Wu", "Rent is high."),
    "Ann Wu  0:05": ("stamp", "Ann Wu", ""),
    "Bob Stone - Rent is high": ("dash", "Bob Stone", "Rent is high"),
    "From Ann Wu to Everyone: rent is high": ("from", "Ann Wu", "rent is high"),
    "Q (a miller): And the river?": ("question", "a miller", "And the river?"),
}


@pytest.mark.parametrize(("text", "wanted"), HEADS.items())
def test_head(text: str, wanted: tuple[str, str, str]) -> None:
    assert wanted in [(label.shape, label.who, text[label.start :]) for label in labels(text)]


@pytest.mark.parametrize("text", ["12:30 lunch", "see https://example.org", "Rent is high.", ""])
def test_no_head(text: str) -> None:
    assert labels(text) == ()


def test_bold_words_are_a_label() -> None:
    assert next((each.shape, each.who) for each in labels("Ann Wu. Rent is high.", "Ann Wu.")) == ("bold", "Ann Wu")


@pytest.mark.parametrize(
    ("text", "who"),
    [("Rents doubled. (AW)", "AW"), ("“I am tired.” – Ann Wu", "Ann Wu"), ("\"Rent is high.\" Ann", "Ann")],
)  # fmt: skip
def test_end(text: str, who: str) -> None:
    assert [each.who for each in ends(text)] == [who]


def test_a_year_is_no_end() -> None:
    assert ends("Rents doubled (2003).") == ()


ANNOUNCED = {
    "Professor Brandt's arguments:": "Professor Brandt",
    "Statement by Mr. Omar Haddad, Bar Association:": "Mr. Omar Haddad",
    "[Message from Ms. Maria Gomez]": "Ms. Maria Gomez",
    "A talk on stones by Ann Wu": "Ann Wu",
    "The mill's water": "",
    "Report of the committee": "",
    "Courts are slow because they are few.": "",
}


@pytest.mark.parametrize(("text", "who"), ANNOUNCED.items())
def test_announcement(text: str, who: str) -> None:
    assert announced(text) == who


def test_a_label_is_one_name_and_nothing_else() -> None:
    found = {
        words: whole_mention(words) for words in ("Ann Wu", "*Ann Wu*", "the Chair", "Ann Wu said", "green growth", "")
    }
    assert {words: mention and (mention.words or mention.office) for words, mention in found.items()} == {
        "Ann Wu": ("Ann", "Wu"),
        "*Ann Wu*": ("Ann", "Wu"),
        "the Chair": "chair",
        "Ann Wu said": None,
        "green growth": None,
        "": None,
    }  # fmt: skip


def test_a_label_may_have_several_names() -> None:
    assert list(people_in("Ruth & Benjie")) == ["Ruth", "Benjie"]
    assert list(people_in("Ruth")) == []


def test_the_clock_is_no_part_of_the_words() -> None:
    assert "20:04:30  Mr Bello: No."[body_start("20:04:30  Mr Bello: No.") :] == "Mr Bello: No."
    assert body_start("12 men spoke") == 0


def test_a_colon_behind_words_that_could_be_a_name() -> None:
    assert has_colon_label("Stone: Rent is high.")
    assert not has_colon_label("12:30 lunch")
