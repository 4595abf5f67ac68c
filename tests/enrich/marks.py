"""Texts with themes marked by hand, and how well a vocabulary finds them."""

import json
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec

from hsreport.enrich.themes.assign import ThemedText, assign
from hsreport.enrich.themes.vocabulary import Vocabulary
from hsreport.entries import Assignment
from hsreport.values import EvidencePart
from tests.conftest import ROOT

TESTS = ROOT / "tests"


class Marked(NamedTuple):
    """A text, the themes it must have, and those that count neither way."""

    text: ThemedText
    themes: frozenset[str]
    optional: frozenset[str]
    session: str = ""


class Score(NamedTuple):
    precision: float
    recall: float
    f1: float


def seed_marks(seed: Path) -> list[Marked]:
    """The points and passages of discussion of the seed, by the line numbers of the gold file."""
    gold = json.loads((TESTS / "golden" / "symposium-2003.json").read_text(encoding="utf-8"))
    lines = seed.read_text(encoding="utf-8").split("\n")
    titles = {session["id"]: session["title"] for session in gold["sessions"]}
    return [
        _marked(str(row["line"]), lines[row["line"] - 1].strip(), row, titles[row["session"]])
        for row in gold["points"] + gold["discussion_passages"]
    ]


def own_marks(name: str = "marked-points") -> list[Marked]:
    """Sentences that were written for these tests, from one of their files."""
    rows = tomllib.loads((TESTS / "enrich" / f"{name}.toml").read_text(encoding="utf-8"))["point"]
    return [_marked(str(number), row["text"], row, "") for number, row in enumerate(rows)]


def _marked(anchor: str, text: str, row: dict[str, list[str]], title: str) -> Marked:
    session = str(row.get("session", ""))
    return Marked(
        ThemedText(anchor, text, title), frozenset(row["themes"]), frozenset(row.get("optional", ())), session
    )


def found_in(marked: Sequence[Marked], vocabulary: Vocabulary) -> tuple[Assignment, ...]:
    return tuple(each for each in assign([each.text for each in marked], vocabulary) if each.strong)


def counts(marked: Iterable[Marked], assignments: Iterable[Assignment]) -> Counter[str]:
    """Themes that were right, wrong and missed."""
    said = defaultdict(set)
    for each in assignments:
        said[each.anchor].add(each.theme)
    total: Counter[str] = Counter()
    for each in marked:
        here = said[each.text.anchor]
        total["right"] += len(each.themes & here)
        total["wrong"] += len(here - each.themes - each.optional)
        total["missed"] += len(each.themes - here)
    return total


def score(total: Counter[str]) -> Score:
    precision = total["right"] / (total["right"] + total["wrong"])
    recall = total["right"] / (total["right"] + total["missed"])
    return Score(precision, recall, 2 * precision * recall / (precision + recall))


def without_terms_of(session: str, marked: Sequence[Marked], vocabulary: Vocabulary) -> Vocabulary:
    """The vocabulary without every term that matches in one session only."""
    session_of = {each.text.anchor: each.session for each in marked}
    where = defaultdict(set)
    for each in assign([each.text for each in marked], vocabulary):
        for evidence in each.evidence:
            if evidence.part is EvidencePart.WORDS:
                where[each.theme, evidence.term].add(session_of[each.anchor])
    entries = tuple(
        msgspec.structs.replace(
            entry, terms=tuple(term for term in entry.terms if where[entry.theme.id, term.words] != {session})
        )
        for entry in vocabulary.entries
    )
    return msgspec.structs.replace(vocabulary, entries=entries)
