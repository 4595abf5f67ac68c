"""The line that says how sure a reading is as a whole."""

import pytest

from hsreport.build import report_of
from hsreport.check.sureness import Sureness, sureness
from hsreport.enrich.themes.vocabulary import builtin_vocabulary
from hsreport.model import Report
from hsreport.read.source import source_from_bytes

HEAD = "Forum on Bees\n\nSession 1: Hives\n\nModerator: Ms. Ada Thorn, Keeper\nPanelist: Mr. Ben Oak, Grower\n\n"


def read(text: str) -> Report:
    return report_of(source_from_bytes(text.encode(), "bees.txt"), builtin_vocabulary("human-security"))


def test_all_is_sure_where_everybody_is_named() -> None:
    told = sureness(
        read(HEAD + "Ms. Ada Thorn: Hives are full.\n\nMr. Ben Oak: Mine are not.\n\nMs. Ada Thorn: A pity, that.\n")
    )
    assert told == Sureness(3, 0, 0)
    assert str(told) == "3 statements: 3 sure, 0 likely, 0 open"
    assert not told.mostly_open


def test_the_seed_is_sure(report: Report) -> None:
    told = sureness(report)
    assert told.sure >= 36


def test_most_is_open_where_nobody_is_found_to_speak() -> None:
    told = sureness(read("Notes\n\nHives are said to be full this year.\n\nI think we should count them again.\n"))
    assert told.mostly_open
    assert (told.sure, told.likely) == (0, 0)
    assert str(told).endswith("open; most of it is open")


def test_a_text_with_nothing_to_say_is_not_called_sure() -> None:
    told = sureness(read("Notes\n\nBees.\n"))
    assert told.mostly_open


def test_what_reads_like_speech_and_is_nobodys_is_open() -> None:
    said = "".join(f"Ms. Ada Thorn: Hive {number} is full.\n\nMr. Ben Oak: So is mine.\n\n" for number in range(5))
    voices = "\n\nSession 2: The yard\n\n“We lost the queen,” a voice behind me said.\n\nThe weather was fair until the evening.\n"
    assert sureness(read(HEAD + said + voices)) == Sureness(10, 0, 1)


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        ((1, 0, 0), "1 statement: 1 sure, 0 likely, 0 open"),
        ((31, 2, 1), "34 statements: 31 sure, 2 likely, 1 open"),
        ((1, 1, 2), "4 statements: 1 sure, 1 likely, 2 open; most of it is open"),
    ],
)
def test_words(counts: tuple[int, int, int], words: str) -> None:
    assert str(Sureness(*counts)) == words
