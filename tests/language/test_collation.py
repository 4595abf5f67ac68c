"""Headings stand where a reader looks for them, in any script."""

import pytest

from hsreport.language.collation import letter_of, sort_key

IN_ORDER = [
    "al-Khatib, Omar",
    "Ålund, Åsa",
    "Chen, Lincoln",
    "Chen Wu, Ming",
    "Chenault, Ann",
    "de la Cruz, Ana",
    "Ogata, Sadako",
    "Oğuz, Ali",
    "O'Neill, Brian",
    "Ørsted, Hans",
    "Müller, Anna",
    "Muller, Berta",
    "'t Hooft, Gerard",
    "Łukasz, Jan",
    "Żak, Ewa",
    "Παπαδόπουλος, Νίκος",
    "Иванов, Пётр",
]


def test_letters_differ_before_accents_and_family_names_before_longer_ones() -> None:
    ordered = sorted(IN_ORDER, key=sort_key)
    assert ordered == [
        "al-Khatib, Omar",
        "Ålund, Åsa",
        "Chen, Lincoln",
        "Chen Wu, Ming",
        "Chenault, Ann",
        "de la Cruz, Ana",
        "Łukasz, Jan",
        "Müller, Anna",
        "Muller, Berta",
        "O'Neill, Brian",
        "Ogata, Sadako",
        "Oğuz, Ali",
        "Ørsted, Hans",
        "'t Hooft, Gerard",
        "Żak, Ewa",
        "Παπαδόπουλος, Νίκος",
        "Иванов, Пётр",
    ]


@pytest.mark.parametrize(
    ("heading", "letter"),
    [
        ("Ogata, Sadako", "O"),
        ("Ålund, Åsa", "A"),
        ("ørsted", "O"),
        ("Łukasz", "L"),
        ("Æthelred", "A"),
        ("de la Cruz", "D"),
        ("'t Hooft", "T"),
        ("Иванов", "И"),
        ("έλληνας", "Ε"),
        ("緒方", "緒"),
        ("3M", "#"),
        ("...", "#"),
        ("", "#"),
    ],
)
def test_the_letter_that_an_entry_stands_under(heading: str, letter: str) -> None:
    assert letter_of(heading) == letter


def test_letters_come_in_one_run_each() -> None:
    letters = [letter_of(heading) for heading in sorted(IN_ORDER, key=sort_key)]
    runs = [letter for at, letter in enumerate(letters) if at == 0 or letters[at - 1] != letter]
    assert len(runs) == len(set(runs))
