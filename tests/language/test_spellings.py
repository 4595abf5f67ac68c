"""Names are compared without what typing, typesetting and encodings do to them."""

import doctest
import unicodedata

import pytest

from hsreport.language import spellings
from hsreport.language.spellings import folded, unaccented


def test_the_examples_hold() -> None:
    assert doctest.testmod(spellings) == (0, 2)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Bronisław Geremek", "Bronislaw Geremek"),
        ("Đorđe Šćepanović", "Dorde Scepanovic"),
        ("Søren Ærø", "Soren Aero"),
        ("Jürgen Groß", "JURGEN GROSS"),
        ("Işıl İnce", "Isil Ince"),
        ("Þóra Guðmundsdóttir", "Thora Gudmundsdottir"),
        ("Jean\u2011Luc\u00a0Picard", "Jean-Luc Picard"),
        ("Ge\u00adre\u200bmek\u2060", "Geremek"),
        ("\u200eAmal\u200f\u202a Haddad\u202c", "Amal Haddad"),
        ("D’Arcy", "D'Arcy"),
        ("ʿAbd al-Raḥmān", "Abd al-Rahman"),
        (unicodedata.normalize("NFD", "Nguyễn Văn Thiệu"), "Nguyen Van Thieu"),
        (unicodedata.normalize("NFD", "반기문"), "반기문"),
    ],
)
def test_one_name_however_typed(one: str, other: str) -> None:
    assert folded(one) == folded(other)


def test_letters_that_are_no_accented_ones_stay_apart() -> None:
    assert unaccented("かき") != unaccented("がき")


def test_hyphens_and_stops_are_kept_in_words() -> None:
    assert unaccented("Müller\u2011Łoś, Ph.D.") == "muller-los, ph.d."
