"""What the lists of names and places know, and what they cost."""

import subprocess
import sys
import time

import pytest

from hsreport.language import gazetteer
from hsreport.language.gazetteer import gender, is_demonym, is_family, is_given, is_place, plain

GIVEN = {
    "m": "Tom Bill Ted Robert Mohammed Thabo Kwame Rajesh Hiroshi Sione Dafydd Søren Łukasz Jesús Volodymyr Jean-Luc",
    "f": "Meg Dot Mary Fatima Wambui Priya Yukiko Mele Siobhán Åse Małgorzata Guðrún Marie-Claude April",
    "u": "Kim Sasha Robin Andrea Jean Ming Pat Sandy",
}


@pytest.mark.parametrize(("sex", "name"), [(sex, name) for sex, names in GIVEN.items() for name in names.split()])
def test_given_names_of_many_countries_have_their_gender(sex: str, name: str) -> None:
    assert gender(name) == gender(name.upper()) == gender(plain(name)) == sex


@pytest.mark.parametrize(
    "word", ["University", "Senator", "Secretary", "The", "And", "He", "Dr", "Unknown", "", "J.", "1999"]
)
def test_what_is_no_name(word: str) -> None:
    assert gender(word) == ""
    assert not is_given(word)
    assert not is_place(word)


@pytest.mark.parametrize(
    "name", ["Smith", "O'Neill", "Nguyễn", "Okafor", "Müller", "Mueller", "Ødegaard", "García Márquez", "Tanaka"]
)
def test_family_names(name: str) -> None:
    assert is_family(name)
    assert not is_family(f"{name} of")


@pytest.mark.parametrize(
    "name",
    ["Kenya", "New York", "São Paulo", "Sao Paulo", "British Columbia", "St. Louis", "The Hague", "UK", "U.S.", "Łódź"],
)
def test_places(name: str) -> None:
    assert is_place(name)
    assert not is_demonym(name)


@pytest.mark.parametrize("word", ["Kenyan", "Kenyans", "French", "Swiss", "Burkinabè", "South African", "Māori"])
def test_demonyms_are_no_places(word: str) -> None:
    assert is_demonym(word)
    assert not is_place(word)


@pytest.mark.parametrize("word", ["Paris", "Jordan", "Chad", "Israel", "Florence", "Victoria", "Georgia"])
def test_places_that_are_people_stay_both(word: str) -> None:
    assert is_place(word)
    assert is_given(word)


@pytest.mark.parametrize("word", ["April", "May", "Mark", "Grace", "Will", "Freedom"])
def test_common_words_that_are_given_names(word: str) -> None:
    assert is_given(word)


@pytest.mark.parametrize("name", ["given-names", "family-names", "places", "demonyms"])
def test_each_list_is_sorted_folded_and_says_its_source(name: str) -> None:
    text = (gazetteer.files("hsreport.language") / "en" / f"{name}.txt").read_text(encoding="utf-8")
    head, _, body = text.partition("\n\n")
    entries = [line.partition("\t")[0] for line in body.splitlines()]
    assert all(line.startswith("# ") for line in head.splitlines())
    assert entries == sorted(set(entries))
    assert all(entry == plain(entry) for entry in entries)


def test_nothing_is_read_before_it_is_asked_for_and_then_quickly() -> None:
    program = "import hsreport.language.gazetteer as g; print(g._genders.cache_info().currsize + g._entries.cache_info().currsize)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "0\n"
    gazetteer._genders.cache_clear()
    gazetteer._entries.cache_clear()
    start = time.process_time()
    assert is_given("Ann")
    assert is_family("Ann")
    assert is_place("Bonn")
    assert is_demonym("Thai")
    assert time.process_time() - start < 0.5
