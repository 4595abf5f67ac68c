"""Texts made to hurt: each is read to the end, or refused with a reason. How long they take is measured in benchmarks/."""

from pathlib import Path

import pytest

from hsreport.enrich.people.speakers import identify
from hsreport.errors import SourceError
from hsreport.model import Symposium
from hsreport.parse.symposium import parse
from hsreport.read import source as sources
from hsreport.read.source import read_source, source_from_bytes

HEAD = "Forum on Everything\n\nSession 1: All\n\n"


def read(body: str) -> Symposium:
    return parse(source_from_bytes((HEAD + body).encode(), "hostile.txt"))


@pytest.mark.parametrize(
    "line",
    [
        "word " * 200_000,
        "Word " * 200_000,
        pytest.param("Word A. He said. " * 20_000, marks=pytest.mark.slow),
        pytest.param("Mr. Smith, " * 50_000, marks=pytest.mark.slow),
        "((((" * 100_000,
        "[^" * 100_000,
        "-" * 300_000 + "x",
        "A" * 1_000_000,
        pytest.param("1. " * 100_000, marks=pytest.mark.slow),
        "“" * 100_000,
        "Mr. X " + "of the " * 50_000 + "said that",
        ", and " * 100_000,
    ],
    ids=lambda line: line[:12],
)
def test_a_line_without_end(line: str) -> None:
    symposium = read(f"Mr. Smith said that {line}\n\n{line}\n")
    assert [session.id for session in symposium.sessions] == ["1"]


def test_many_headings() -> None:
    symposium = read("\n\n".join(f"Session {number}: Title\n\nMr. Smith said that x." for number in range(2, 1000)))
    assert len(symposium.sessions) == 999


@pytest.mark.slow
def test_many_names() -> None:
    syllables = ["bak", "ton", "vel", "rim", "sud", "jop", "gax", "hef", "miq", "cuz"]
    names = ["".join(syllables[int(digit)] for digit in f"{number:04}").capitalize() for number in range(3000)]
    symposium = read("\n".join(f"Ann {name}, clerk\n-- x" for name in names))
    assert len(identify(symposium).speakers) == len(names)


def test_one_family_name_for_all() -> None:
    given = [f"{a}{b}{c}n" for a in "ABCDEFGHIJ" for b in "aeiou" for c in "bdfgklmnpr"]
    symposium = read("Speakers: " + "\n".join(f"{name} Ross, clerk" for name in given) + "\n\nMr. Ross said that x.\n")
    found = identify(symposium)
    assert len(found.speakers) == len(given)
    assert found.said_by == {}


def test_deep_lists() -> None:
    symposium = read("1. Ida Holm\n" + "\n".join(" " * depth + "- item" for depth in range(2000)))
    assert (
        sum(len(block.points) for part in symposium.parts for block in part.blocks if hasattr(block, "points")) == 2000
    )


def test_too_large_a_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.truncate(sources.SIZE_LIMIT + 1)
    with pytest.raises(SourceError, match="larger than"):
        read_source(path)
