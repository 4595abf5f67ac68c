"""The seed, a summary that has too much for a brief, and the words to write such summaries with."""

from pathlib import Path

import pytest

from hsreport.enrich.report import enrich
from hsreport.enrich.themes.vocabulary import builtin_vocabulary
from hsreport.model import Report
from hsreport.parse.symposium import parse
from hsreport.read.source import read_source, source_from_bytes

LONG = "It was said at some length that rivers need care, water needs law, and people need both of them, always. "


@pytest.fixture(scope="session")
def whole(seed: Path) -> Report:
    source = read_source(seed)
    return enrich(parse(source), source.record, builtin_vocabulary("human-security"))


@pytest.fixture(scope="session")
def unconcluded() -> Report:
    """A summary whose only session is long, with a passage of discussion and no conclusion."""
    dashes = {name: "".join(f"-- {name} held: {LONG * 2}\n" for _ in range(14)) for name in ("Ana Ruiz", "Bo Lind")}
    said = "".join(f"({at}) {name} made a presentation.\n{own}\n" for at, (name, own) in enumerate(dashes.items(), 1))
    discussed = f"(3) In the question-and-answer session, discussions took place. {LONG * 3}"
    return summary("Session 1: Care", "Speakers: Ana Ruiz; Bo Lind", "", said + discussed)


def summary(*lines: str) -> Report:
    text = "\n".join(("Symposium on Rivers", "March 2019", "", *lines, ""))
    source = source_from_bytes(text.encode(), "rivers.txt")
    return enrich(parse(source), source.record, builtin_vocabulary("human-security"))


def meeting(number: int, *said: str) -> tuple[str, ...]:
    """A session with a moderator and five speakers, whose names are in no other session."""
    ending = "".join(chr(ord("a") + digit) for digit in divmod(number, 26))
    names = [f"{given} {'Lindh' if given < 'D' else 'Okon'}{ending}" for given in ("Ana", "Bo", "Cleo", "Dan", "Eve")]
    roster = (f"Session {number}: Care of river number {number}", f"Moderator: {names[0]}")
    return (*roster, f"Speakers: {'; '.join(names[1:])}", "", *said, "")


def said(points: int, times: int = 1, name: str = "Ana Ruiz") -> tuple[str, ...]:
    return (f"{name} made a presentation.", *(f"-- It was held: {LONG * times}" for _ in range(points)), "")


def many_sessions(count: int) -> list[str]:
    return [line for at in range(1, count + 1) for line in meeting(at, *said(2))]
