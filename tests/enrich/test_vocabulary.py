"""Vocabulary files are read strictly, and a mistake is answered with what was meant."""

import re

import msgspec
import pytest

from hsreport.enrich.themes.assign import ThemedText, assign
from hsreport.enrich.themes.phrases import PhraseTable
from hsreport.enrich.themes.vocabulary import (
    Order,
    Term,
    TermTable,
    ThemeTable,
    Vocabulary,
    _File,
    builtin_names,
    builtin_vocabulary,
    parse_vocabulary,
)
from hsreport.entries import Theme
from hsreport.errors import SettingsError
from tests.conftest import ROOT

IDS = [
    "concept",
    "protection-empowerment",
    "sovereignty",
    "conflict",
    "displacement",
    "rights",
    "development",
    "trade",
    "health",
    "education",
    "women",
    "civil-society",
    "multilateralism",
    "globalization",
    "aid",
    "diversity",
    "crime-terrorism",
    "environment-water",
]

REFERENCE = (ROOT / "docs" / "reference" / "vocabulary.md").read_text(encoding="utf-8")
TERMS = REFERENCE.split("## Terms", 1)[1].split("\n## ", 1)[0]

SMALL = """
title = "Small"
hint = 0.25
unless = ["peace prize"]

[[theme]]
id = "peace"
label = "Peace"
scope = "What ends wars."
see_also = ["war"]
terms = ["peace", { words = "truce", weight = 0.7, company = ["army"], unless = ["truce bay"] }]
hints = ["calm", { words = "quiet" }]
unless = ["peace of mind"]

[[theme]]
id = "war"
label = "War"
broader = "peace"
"""


def test_a_file_says_what_each_theme_is_and_how_it_is_found() -> None:
    vocabulary = parse_vocabulary(SMALL, "small.toml")
    peace, war = vocabulary.entries
    assert vocabulary.themes == (
        Theme("peace", "Peace", "What ends wars.", "", ("war",)),
        Theme("war", "War", broader="peace"),
    )
    assert peace.terms == (
        Term("peace", 1.0),
        Term("truce", 0.7, ("army",), ("truce bay",)),
        Term("calm", 0.25),
        Term("quiet", 0.25),
    )
    assert peace.unless == ("peace of mind",)
    assert war.terms == ()
    assert (vocabulary.title, vocabulary.language, vocabulary.threshold, vocabulary.weak) == ("Small", "en", 1.0, 0.5)


def test_phrases_are_all_that_is_looked_for() -> None:
    phrases = list(parse_vocabulary(SMALL, "small.toml").phrases())
    assert phrases == ["peace prize", "peace of mind", "peace", "truce", "army", "truce bay", "calm", "quiet"]


def test_weak_is_never_above_the_threshold() -> None:
    assert parse_vocabulary("threshold = 0.3\n" + SMALL, "small.toml").weak == 0.3


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("title = x", "not TOML: Invalid value (at line 1, column 9)", ""),
        ("titel = 'x'", "unknown key “titel”", "did you mean “title”?"),
        (
            "title = 'x'\n[[theme]]\nid = 'a'\nlabel = 'A'\nscop = 'x'",
            "unknown key “theme[0].scop”",
            "did you mean “scope”?",
        ),
        (
            "title = 'x'\n[[theme]]\nid = 'a'\nlabel = 'A'\nterms = [{ word = 'x' }]",
            "unknown key “theme[0].terms[0].word”",
            "did you mean “words”?",
        ),
        ("title = 'x'", "it has no theme", "add a table [[theme]], or say what it extends"),
        ("title = 'x'\ntheme = []\nthreshold = 0", "threshold: Expected `float` > 0.0", ""),
        (
            "title = 'x'\n[[theme]]\nid = 'A b'\nlabel = 'A'",
            "theme[0].id: Expected `str` matching regex '^[a-z][a-z0-9-]*$'",
            "",
        ),
        (
            SMALL.replace('"war"]', '"wars"]'),
            "theme “peace” refers to “wars”, which is no other theme",
            "did you mean “war”?",
        ),
        (
            SMALL.replace('broader = "peace"', 'broader = "war"'),
            "theme “war” refers to “war”, which is no other theme",
            "known here: peace",
        ),
        (
            SMALL.replace('id = "war"', 'id = "peace"'),
            "two themes have the id “peace”",
            "rename one, or put their terms together",
        ),
        ("language = 'xx'\n" + SMALL, "no stemmer for the language “xx”", "known here: ar, ca, cs"),
        (SMALL.replace('"calm"', '"..."'), "the term “...” has no word", "write at least one word or number"),
        (
            SMALL.replace('"calm"', '"a|b|c|d|e|f|g|h|i|j a|b|c|d|e|f|g|h|i|j a|b|c|d|e|f|g|h|i|j|k"'),
            "the term “a|b|c|d|e|f|g|h|i|j a|b|c|d|e|f|g|h|i|j a|b|c|d|e|f|g|h|i|j|k” stands for more than 1000 phrases",
            "make several terms of it, with fewer alternatives each",
        ),
    ],
)
def test_a_mistake_is_named(text: str, message: str, hint: str) -> None:
    with pytest.raises(SettingsError) as wrong:
        parse_vocabulary(text, "mine.toml")
    assert str(wrong.value) == f"mine.toml: error: {message}"
    assert wrong.value.hint.startswith(hint)
    assert bool(wrong.value.hint) == bool(hint)


def test_the_human_security_vocabulary_is_whole() -> None:
    vocabulary = builtin_vocabulary("human-security")
    assert [theme.id for theme in vocabulary.themes] == IDS
    for entry in vocabulary.entries:
        assert entry.theme.label
        assert entry.theme.scope.endswith(".")
        assert entry.theme.see_also
        words = [term.words for term in entry.terms]
        assert len(words) >= 10
        assert sorted(words) == sorted(set(words))


def test_built_in_vocabularies_go_by_name() -> None:
    assert "human-security" in builtin_names()
    with pytest.raises(SettingsError) as wrong:
        builtin_vocabulary("human-securty")
    assert wrong.value.message == "no vocabulary is called “human-securty”"
    assert wrong.value.hint == "did you mean “human-security”?"


def test_the_example_of_the_reference_works() -> None:
    example, _ = re.findall(r"^```toml\n(.*?)^```", REFERENCE, re.DOTALL | re.MULTILINE)
    vocabulary = parse_vocabulary(example, "example.toml")
    texts = [
        "Cod stocks are low.",
        "The exclusive economic zone.",
        "Ministry of Fisheries; stocks rose.",
        "A vessel with nets.",
    ]
    found = assign([ThemedText(text, text) for text in texts], vocabulary)
    assert [(each.anchor, each.theme) for each in found] == [
        (texts[0], "fishing"),
        (texts[1], "law-of-the-sea"),
        (texts[3], "fishing"),
    ]


def test_the_example_of_extending_works() -> None:
    _, example = re.findall(r"^```toml\n(.*?)^```", REFERENCE, re.DOTALL | re.MULTILINE)
    vocabulary = parse_vocabulary(example, "example.toml")
    assert [theme.id for theme in vocabulary.themes] == [each for each in IDS if each != "trade"] + ["volunteers"]
    assert all("trade" not in theme.see_also for theme in vocabulary.themes)
    aid = next(entry for entry in vocabulary.entries if entry.theme.id == "aid")
    built_in = next(entry for entry in builtin_vocabulary("human-security").entries if entry.theme.id == "aid")
    assert (aid.theme.label, aid.theme.scope) == ("Aid", built_in.theme.scope)
    assert [term.words for term in aid.terms] == [
        *(term.words for term in built_in.terms if term.words != "World Bank"),
        "grass-roots grant",
    ]


# --- Extending ----------------------------------------------------------------------------------------


def small(_name: str) -> Vocabulary:
    return parse_vocabulary("order = 'label'\nspeaker = 0.1\n" + SMALL, "small.toml")


def extended(text: str) -> Vocabulary:
    return parse_vocabulary(f"title = 'Mine'\nextends = 'small'\n{text}", "mine.toml", small)


def test_settings_are_those_of_the_vocabulary_extended_unless_set() -> None:
    vocabulary = extended("threshold = 2\nunless = ['peace pipe']")
    assert (vocabulary.title, vocabulary.threshold, vocabulary.hint) == ("Mine", 2.0, 0.25)
    assert (vocabulary.order, vocabulary.speaker) == (Order.LABEL, 0.1)
    assert vocabulary.unless == ("peace prize", "peace pipe")
    assert vocabulary.entries == small("small").entries


def test_a_term_given_anew_has_the_new_weight_and_hints_that_of_the_vocabulary() -> None:
    (peace, _) = extended("[[theme]]\nid = 'peace'\nterms = ['calm']\nhints = ['still']").entries
    assert [(term.words, term.weight) for term in peace.terms] == [
        ("peace", 1.0),
        ("truce", 0.7),
        ("quiet", 0.25),
        ("calm", 1.0),
        ("still", 0.25),
    ]
    assert peace.unless == ("peace of mind",)


def test_a_theme_left_out_takes_the_references_to_it_along() -> None:
    (war,) = extended("without = ['peace']").entries
    assert war.theme == Theme("war", "War")


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("without = ['wra']", "“without” names “wra”, which is no theme of “Small”", "did you mean “war”?"),
        (
            "[[theme]]\nid = 'peace'\nwithout = ['clam']",
            "theme “peace” has no term “clam” to leave out",
            "did you mean “calm”?",
        ),
        ("[[theme]]\nid = 'cats'", "theme “cats” has no label", "give it one, or the id of a known theme"),
        ("without = ['peace', 'war']", "it has no theme", "add a table [[theme]], or say what it extends"),
    ],
)
def test_a_mistake_in_extending_is_named(text: str, message: str, hint: str) -> None:
    with pytest.raises(SettingsError) as wrong:
        extended(text)
    assert (str(wrong.value), wrong.value.hint) == (f"mine.toml: error: {message}", hint)


@pytest.mark.parametrize("row", re.findall(r"^\| `([^`]+)` \| ([^|]+) \| ([^|]+) \|$", TERMS, re.MULTILINE))
def test_terms_find_what_the_reference_says(row: tuple[str, str, str]) -> None:
    term, finds, finds_not = row
    table = PhraseTable([term.replace("\\|", "|")], "en", 3)
    assert all(table.hits(text) for text in finds.split("; "))
    assert not any(table.hits(text) for text in finds_not.split("; "))


@pytest.mark.parametrize(
    ("heading", "kind"), [("At the top", _File), ("`[[theme]]`", ThemeTable), ("A term as a table", TermTable)]
)
def test_the_reference_lists_every_key(heading: str, kind: type[msgspec.Struct]) -> None:
    part = REFERENCE.split(heading, 1)[1]
    table = part[part.index("| key ") :].split("\n\n", 1)[0]
    listed = re.findall(r"^\| `(\w+)`", table, re.MULTILINE)
    assert set(listed) == set(kind.__struct_fields__) - {"theme"}
