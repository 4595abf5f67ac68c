"""Many phrases are found in one pass, by families of words."""

import pytest

from hsreport.enrich.themes.phrases import PhraseTable, reading_count, word_count


def found(phrase: str, text: str, gap: int = 3, language: str = "en") -> list[str]:
    return [text[hit.start : hit.end] for hit in PhraseTable([phrase], language, gap).hits(text)]


@pytest.mark.parametrize(
    ("phrase", "text", "words"),
    [
        pytest.param(
            "refugee", "Refugees and a refugee's child.", ["Refugees", "refugee's"], id="by stem, in any case"
        ),
        pytest.param("human right", "Human rights, but human beings' rights.", ["Human rights"], id="a phrase"),
        pytest.param("NGO", "An NGO, two NGOs and ngo.", ["NGO", "NGOs"], id="an abbreviation with its plural"),
        pytest.param("NGOs", "An NGO.", ["NGO"], id="an abbreviation written as a plural"),
        pytest.param(
            "aid", "AIDS is not aid, AID is short.", ["aid"], id="a short word in capitals is an abbreviation"
        ),
        pytest.param("water", "WATER FOR ALL", ["WATER"], id="a longer word in capitals is a word"),
        pytest.param("=arms", "Arms and an arm.", ["Arms"], id="the very word"),
        pytest.param(
            "=Council", "The Council took counsel with a council.", ["Council"], id="the very word with its capital"
        ),
        pytest.param("ethnic*", "Ethnicity, ethnic groups; multiethnic.", ["Ethnicity", "ethnic"], id="an opening"),
        pytest.param(
            "HIV/AIDS", "HIV/AIDS and HIV AIDS, but aids.", ["HIV/AIDS", "HIV AIDS"], id="two words by a slash"
        ),
        pytest.param(
            "bottom-up|top-down view",
            "A top-down view and a bottom up view.",
            ["top-down view", "bottom up view"],
            id="alternatives",
        ),
        pytest.param(
            "human security", "Human, security; human. Security (human) security", [], id="stops and commas part words"
        ),
        pytest.param(
            "human … security",
            "Human, economic and state security",
            ["Human, economic and state security"],
            id="a gap over commas",
        ),
        pytest.param("human ... security", "Human needs. National security", [], id="no gap over a full stop"),
        pytest.param("human ... security", "Human security", ["Human security"], id="a gap of nothing"),
        pytest.param("human ... security", "Human and not only national state security", [], id="a gap too wide"),
        pytest.param("... human", "A human being", ["human"], id="a gap at the start is none"),
        pytest.param("a ... a ... a", "a b a b a", ["a b a b a"], id="two gaps"),
        pytest.param("9/11", "After 9/11.", ["9/11"], id="figures"),
        pytest.param("women rights", "Women’s rights", ["Women’s rights"], id="a curly possessive"),
    ],
)
def test_what_a_phrase_finds(phrase: str, text: str, words: list[str]) -> None:
    assert found(phrase, text) == words


def test_other_languages_have_their_stemmer() -> None:
    assert found("droit humain", "Les droits humains", language="fr-CA") == ["droits humains"]
    assert found("Flüchtling", "Flüchtlinge kamen", language="de") == ["Flüchtlinge"]


def test_all_phrases_are_found_at_once_and_those_within_others_too() -> None:
    table = PhraseTable(["human rights", "=rights", "human ... law", "rights"], "en", 3)
    text = "Human rights law"
    names = {number: phrase for phrase, number in table.numbers.items()}
    hits = {(names[hit.phrase], text[hit.start : hit.end], hit.first, hit.last) for hit in table.hits(text)}
    assert hits == {
        ("human rights", "Human rights", 0, 1),
        ("human ... law", "Human rights law", 0, 2),
        ("=rights", "rights", 1, 1),
        ("rights", "rights", 1, 1),
    }


def test_a_phrase_given_twice_has_one_number() -> None:
    assert PhraseTable(["peace", "war", "peace"], "en", 0).numbers == {"peace": 0, "war": 1}


def test_words_to_skip_are_in_no_phrase() -> None:
    table = PhraseTable(["peace", "peace talks"], "en", 0)
    text = "Peace talks bring peace"
    assert [hit.start for hit in table.hits(text, [(0, 5)])] == [18]
    assert table.hits(text, [(0, len(text))]) == []


def test_how_much_a_phrase_holds() -> None:
    assert word_count("HIV/AIDS ... care") == 3
    assert word_count(" ... |") == 0
    assert reading_count("a|b c d|e|f") == 6
