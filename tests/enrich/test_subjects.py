"""The subjects that are found in a document itself, on texts made for it and against an indexer's keys."""

import importlib.util
from pathlib import Path
from statistics import fmean
from types import ModuleType

import pytest

from hsreport.enrich.themes.assign import ThemedText, assign
from hsreport.enrich.themes.indirect import with_continued
from hsreport.enrich.themes.nouns import NAME, Reader
from hsreport.enrich.themes.subjects import found_vocabulary
from hsreport.enrich.themes.vocabulary import Vocabulary
from hsreport.language.words import NOUN, PLURAL
from hsreport.values import EvidencePart
from tests.conftest import ROOT

KEYS = sorted((ROOT / "tests" / "enrich" / "subjects").glob("*.json"))


def texts_of(*said: str) -> list[ThemedText]:
    return [ThemedText(f"point-{at}", text, number=at) for at, text in enumerate(said, 1)]


def found(*said: str, title: str = "", names: str = "") -> Vocabulary:
    return found_vocabulary(texts_of(*said), [title], frozenset(names.split()))


def labels(*said: str, title: str = "", names: str = "") -> list[str]:
    return [theme.label for theme in found(*said, title=title, names=names).themes]


def nouns(text: str, names: str = "") -> list[str]:
    (sentence,) = Reader([text], frozenset(names.split()), "en").sentences(text)
    return [token.form for token in sentence if token.kind in {NOUN, PLURAL}]


# --- Nouns --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tenants rent what the rents allow.", ["tenants", "rents"]),
        ("The board rents the hall.", ["board", "hall"]),
        ("They catch cod, and the catch is small.", ["cod", "catch"]),
        ("The presenters stay away.", ["presenters"]),
        ("Rising of the water began.", ["water"]),
        ("A list of trades is pinned up.", ["list", "trades"]),
        ("He saw the painted lanes.", ["lanes"]),
        ("It was small, and the dark came.", []),
        ("The siren is loud.", ["siren"]),
    ],
)
def test_nouns_are_told_from_verbs_by_the_words_beside_them(text: str, expected: list[str]) -> None:
    assert [each for each in nouns(text) if each != "rising"] == expected


def test_words_of_addresses_are_no_nouns() -> None:
    assert nouns("The map lies at https://example.org/wells/pumps, they say.") == ["map"]


def test_names_are_no_nouns() -> None:
    assert nouns("Bricks came to Depot Park from Norway with May Day.", "may day") == ["bricks"]
    assert nouns("They spoke for the Small Landlords' Guild of bricks.") == ["bricks"]
    (sentence,) = Reader(["Church said no."], frozenset({"church"}), "en").sentences("Church said no.")
    assert sentence[0].kind == NAME


def test_a_place_or_a_given_name_that_begins_a_sentence_is_no_noun() -> None:
    assert nouns("Japan will build kilns.") == ["kilns"]
    assert nouns("Rosalind asked for bricks.") == ["bricks"]
    assert nouns("Kilns came from Japan.") == ["kilns"]
    assert nouns("corinne asked hlarsen for bricks", "hlarsen") == ["bricks"]


def test_whose_it_is_is_no_part_of_a_phrase() -> None:
    assert labels("The nurse's report was lost.", "A nurse's kiln.", "The night kiln.") == ["Kilns", "Nurses"]


def test_a_name_that_is_a_word_too_is_a_noun_without_its_capital() -> None:
    said = "The church stands. Faith Church went to church."
    sentences = list(Reader([said], frozenset({"faith", "church"}), "en").sentences(said))
    assert [token.form for token in sentences[1] if token.kind == NOUN] == ["church"]


def test_what_an_article_stands_before_is_a_noun_elsewhere() -> None:
    reader = Reader([], frozenset(), "es")
    (sentence,) = reader.sentences("La pesca depende de las cuotas de pesca.")
    assert [token.form for token in sentence if token.kind == NOUN] == ["pesca", "cuotas"]
    assert [phrase.printed for phrase in reader.phrases(sentence)] == ["cuotas de pesca"]


def test_german_nouns_have_a_capital_that_no_sentence_gave_them() -> None:
    reader = Reader([], frozenset(), "de")
    (sentence,) = reader.sentences("Weitere Speicher braucht der geänderte Plan.")
    assert [token.form for token in sentence if token.kind == NOUN] == ["speicher", "plan"]


def test_words_of_the_genre_are_known_in_every_form() -> None:
    said = ("Los participantes de las regiones hablan de las redes.", "La red y la región son de los alcaldes.")
    assert labels(*said) == ["Redes"]


def test_what_is_not_written_in_latin_letters_is_no_english_noun() -> None:
    assert labels("The council heard 李氏は twice.", "And 李氏は went.") == []


# --- Headings -----------------------------------------------------------------------------------------


def test_headings_have_the_form_of_an_index() -> None:
    assert labels("The drinking fountain leaks.", "A drinking fountain leaked.") == ["Drinking fountains"]
    assert labels("The kiln is red.", "We need a kiln.", "One kiln more.") == ["Kilns"]
    assert labels("Maintenance came first.", "The maintenance was late.") == ["Maintenance"]


def test_stuff_that_is_told_without_an_article_has_no_plural() -> None:
    assert labels("Salt is dear.", "The salt is grey.") == ["Salt"]
    assert labels("The pie fell.", "A pie, then.") == ["Pies"]
    assert labels("A deer ran.", "Deer cost us more.") == ["Deer"]
    assert labels("My father-in-law sang.", "A father-in-law slept.") == ["Fathers-in-law"]


def test_a_verb_or_an_adverb_makes_no_phrase_unless_it_comes_again() -> None:
    assert labels("Families waiting.", "The family sat.") == ["Families"]
    assert labels("Whoever took the extractor home paid.", "The extractor broke.") == ["Extractors"]


def test_what_is_done_to_something_is_a_heading_in_the_plural() -> None:
    assert labels("The restoration of the roof failed.", "A restoration of a roof.") == ["Restoration of roofs"]


def test_a_nickname_behind_an_at_sign_is_no_heading() -> None:
    assert labels("@hwen: the kiln.", "Then hwen said no, and hwen left the kiln.") == ["Kilns"]


def test_a_word_that_says_nothing_alone_is_a_heading_in_a_phrase_only() -> None:
    assert labels("The system failed.", "A system helps.") == []
    assert labels("The payroll system failed.", "A payroll system helps.") == ["Payroll systems"]


def test_what_any_meeting_has_and_what_names_somebody_is_no_heading() -> None:
    said = ("The chairman opened the meeting.", "The participants thanked Ms. Kiln for the agenda.", "Norway agreed.")
    assert labels(*said, names="kiln") == []


def test_a_slip_is_no_heading_and_a_word_that_comes_again_is() -> None:
    assert labels("The landslidse blocked it.") == []
    assert labels("The gribble ate it.", "A gribble is small.") == ["Gribbles"]


def test_what_is_often_here_and_what_a_title_has_comes_first() -> None:
    often = ("Camels cross.", "A camel costs much.", "The camel and the donkey.", "The ferry sank.")
    assert labels(*often)[0] == "Camels"
    said = ("The camel came.", "The ferry sank.")
    assert labels(*said, title="Ferries of the north")[0] == "Ferries"


def test_a_text_with_a_heading_counts_less_for_the_next() -> None:
    crowded = labels("Boats, nets, harbours, sails, anchors, ropes and masts.")
    assert len(crowded) == 1
    assert len(labels("The boats.", "The nets.", "The harbours.", "The ropes.")) == 4


def test_what_is_said_at_length_has_more_headings_than_what_is_said_in_a_word() -> None:
    said = (
        "Boats, nets, masts, ropes, sails, oars.",
        "Boats, nets, masts.",
        "Boats, ropes, sails.",
        "Nets, ropes, oars.",
        "Masts, sails.",
    )
    at_length = (
        each.replace(", ", ", as we have said before and will say again to everybody who asks us at all, ")
        for each in said
    )
    assert len(labels(*said)) < len(labels(*at_length))


def test_headings_of_the_same_texts_are_one() -> None:
    assert labels("Paint on the bridge.", "A bridge of paint.") == ["Paint and bridges"]
    assert labels("Paint on the bridge.") == ["Paint"]


def test_headings_that_share_texts_refer_to_each_other() -> None:
    themes = {
        theme.id: theme for theme in found("Camels and ferries.", "A camel, a ferry.", "Camels.", "Camels.").themes
    }
    assert (themes["camels"].see_also, themes["ferries"].see_also) == (("ferries",), ("camels",))


def test_nothing_is_found_where_nothing_is_said() -> None:
    assert found_vocabulary([], [], frozenset()).entries == ()
    assert labels("...", "7", "____ __") == []


def test_it_is_the_same_each_time() -> None:
    said = [path.read_text(encoding="utf-8") for path in sorted(KEYS[0].parent.glob("*.txt"))]
    assert found(*said) == found(*said)


# --- What goes on -------------------------------------------------------------------------------------


def test_a_point_that_goes_on_from_the_one_before_shares_its_theme() -> None:
    texts = texts_of(
        "The kilns were stripped.", "He added that they could be found.", "Bricks are dear, and bricks are late."
    )
    vocabulary = found_vocabulary(texts, [], frozenset())
    assignments = with_continued(texts, assign(texts, vocabulary), vocabulary)
    assert [(each.theme, each.anchor) for each in assignments] == [
        ("kilns", "point-1"),
        ("kilns", "point-2"),
        ("bricks", "point-3"),
    ]
    (evidence,) = assignments[1].evidence
    assert (evidence.part, evidence.term) == (EvidencePart.NEIGHBOUR, "point 1")


def test_what_nobody_says_does_not_go_on() -> None:
    first, second, third = texts_of("The kilns were stripped.", "Second round", "It was late.")
    texts = [first, second._replace(is_said=False), third._replace(is_said=False)]
    vocabulary = found_vocabulary([first], [], frozenset())
    assert [each.anchor for each in with_continued(texts, assign(texts, vocabulary), vocabulary)] == ["point-1"]


def test_what_goes_on_goes_on_in_its_own_session() -> None:
    first, second = texts_of("The kilns were stripped.", "He added that they could be found.")
    texts = [first._replace(session_title="Fire"), second._replace(session_title="Water")]
    vocabulary = found_vocabulary(texts, [], frozenset())
    assert [each.anchor for each in with_continued(texts, assign(texts, vocabulary), vocabulary)] == ["point-1"]


# --- An indexer's keys --------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def benchmark() -> ModuleType:
    spec = importlib.util.spec_from_file_location("themes_benchmark", ROOT / "benchmarks" / "themes.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_most_headings_are_an_indexers_over_all_keys(benchmark: ModuleType) -> None:
    scores = [benchmark.scored(key) for key in KEYS]
    assert fmean(score.pairs for score in scores) >= 0.68
    assert fmean(score.wanted for score in scores) >= 0.78
    assert fmean(score.covered for score in scores) >= 0.84


@pytest.mark.parametrize("key", KEYS, ids=lambda path: path.stem)
def test_an_indexer_would_choose_most_of_the_headings(benchmark: ModuleType, key: Path) -> None:
    score = benchmark.scored(key)
    assert score.pairs >= 0.55
    assert score.wanted >= 0.6
    assert score.covered >= 0.6


def test_the_score_counts_what_is_wrong_and_what_is_missed(benchmark: ModuleType) -> None:
    headings = [
        {"heading": "rent control", "also": ["rents"], "lines": [1, 2]},
        {"heading": "fish", "also": [], "lines": [3], "optional": [4]},
    ]
    assert benchmark.score(headings, {"Rents": {1, 2}, "Fish": {3, 4}}) == (1.0, 1.0, 1.0, 1.0)
    assert benchmark.score(headings, {"Controls": {1}, "Boats": {3}}) == (0.5, 0.5, 0.4, pytest.approx(1 / 3))
    assert benchmark.score(headings, {}) == (0.0, 0.0, 0.0, 0.0)
