"""What the table of English words says, and how a language is told."""

import pytest

from hsreport.language.words import (
    COMMON,
    COMMONEST,
    FUNCTION,
    boilerplate,
    content_words,
    is_heading,
    is_known,
    kinds,
    language_of,
    plural,
    rarities,
    singular,
    word,
)


def test_how_common_words_are() -> None:
    known = rarities("en-GB")
    assert (known["the"], known["important"], known["abolish"]) == (FUNCTION, COMMONEST, COMMON)
    assert "manatee" not in known
    assert rarities("xx") == {}
    assert rarities("es") == dict.fromkeys(rarities("es"), FUNCTION)


@pytest.mark.parametrize(
    ("one", "many"),
    [("rent", "rents"), ("policy", "policies"), ("leaf", "leaves"), ("woman", "women"), ("bus", "buses")],
)
def test_singular_and_plural(one: str, many: str) -> None:
    assert (singular(many), singular(one), plural(one)) == (one, one, many)


def test_a_word_that_only_looks_like_a_plural_is_none() -> None:
    assert [singular(each) for each in ("analysis", "campus", "grass", "news")] == [
        "analysis",
        "campus",
        "grass",
        "news",
    ]


def test_parts_of_speech_are_known_or_guessed_by_the_ending() -> None:
    assert kinds("housing")[0] == "n"
    assert kinds("rents") == "sz"
    assert [kinds(each) for each in ("gribbled", "gribbling", "gribbly", "gribblous")] == ["d", "g", "r", "j"]
    assert kinds("drone-mapped") == "j"


def test_how_much_of_a_subject_a_noun_is() -> None:
    levels = {each: (word(each) or word("the"))._asdict()["level"] for each in ("fish", "harbour", "aback")}
    assert levels["fish"] > levels["harbour"] > levels["aback"] == 0


def test_headings_of_catalogues_are_known_by_their_two_words() -> None:
    assert is_heading("drinking", "fountain")
    assert not is_heading("former", "fountain")
    assert not is_heading("drinking", "gribble")


def test_slips_are_no_known_words() -> None:
    assert is_known("landlords")
    assert is_known("rent-controls")
    assert not is_known("landslidse")


def test_words_of_content() -> None:
    assert content_words("The chair thanked the participants for the kilns.") == {"thanked", "kiln"}
    assert "orador" in boilerplate("pt")


def test_the_language_of_a_text_is_that_of_its_function_words() -> None:
    texts = {
        "en": "The price of the boats is what the town had to pay for.",
        "es": "El precio de los barcos es lo que la ciudad tuvo que pagar.",
        "fr": "Le prix des bateaux est ce que la ville a dû payer pour les gens.",
        "de": "Der Preis der Boote ist das, was die Stadt für sie bezahlt hat.",
    }
    assert {code: language_of([text]) for code, text in texts.items()} == {code: code for code in texts}
    assert language_of(["人間の安全保障"]) == "en"
