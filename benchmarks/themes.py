"""What finding themes is worth and what it costs.

    python benchmarks/themes.py [KEYS...]

KEYS are an indexer's keys, JSON files beside their documents; unless given, those in tests/enrich/subjects. A label stands for
a heading where it shares half the words of one of its names, by stem, and a line with it. Printed are how many headings were
found, how many labels were wanted, the F1 of the pairs of heading and line, and how many lines stand under a right heading.
Then: processor time of `enrich` by length of text, with a vocabulary named and with "auto", on a text that one fits and on
one that none fits; the goal is that time grows as the text does. Needs no package beyond hsreport's own.
"""

import json
import re
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import snowballstemmer

from hsreport import Source, builtin_vocabulary, enrich, parse, read_source
from hsreport.model import Report
from hsreport.read.source import source_from_bytes

ROOT = Path(__file__).parent.parent
SEED = ROOT / "seeds" / "symposium-2003.txt"
KEYS = ROOT / "tests" / "enrich" / "subjects"
LITTLE = {"a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "the", "to", "with", "de", "del", "la", "el"}
STEMMER = snowballstemmer.stemmer("english")


class Score(NamedTuple):
    """Headings found of those in the key, labels wanted of those printed, pairs right of those in either, lines covered."""

    found: float
    wanted: float
    pairs: float
    covered: float


def printed_themes(report: Report) -> dict[str, set[int]]:
    """The lines of each theme in the appendix, by its label."""
    lines = {each.anchor: each.span.first for each in report.symposium.passages()}
    return {entry.theme.label: {lines[each.locator.anchor] for each in entry.extracts} for entry in report.appendix}


def is_named(label: str, heading: dict[str, Any]) -> bool:
    """Whether a label may stand for a heading."""
    return any(_alike(_stems(label), _stems(name)) for name in (heading["heading"], *heading["also"]))


def _stems(name: str) -> set[str]:
    return {STEMMER.stemWord(word) for word in re.findall(r"\w+", name.casefold()) if word not in LITTLE}


def _alike(one: set[str], other: set[str]) -> bool:
    return 2 * len(one & other) >= max(len(one), len(other))


def score(headings: Sequence[dict[str, Any]], printed: dict[str, set[int]]) -> Score:
    """Each label is given to one heading at most, those with most lines in common first."""
    fits = sorted(
        (-len(lines & set(heading["lines"])), label, at)
        for label, lines in printed.items()
        for at, heading in enumerate(headings)
        if is_named(label, heading) and lines & set(heading["lines"])
    )
    given: dict[str, int] = {}
    for _, label, at in fits:
        if label not in given and at not in given.values():
            given[label] = at
    right = {(at, line) for label, at in given.items() for line in printed[label] & set(headings[at]["lines"])}
    wanted = {(at, line) for at, heading in enumerate(headings) for line in heading["lines"]}
    free = {at: set(heading.get("optional", ())) for at, heading in enumerate(headings)}
    counted = sum(len(lines - free.get(given.get(label, -1), set())) for label, lines in printed.items())
    all_lines = {line for _, line in wanted}
    return Score(
        len(given) / len(headings),
        len(given) / max(len(printed), 1),
        2 * len(right) / (counted + len(wanted)),
        len({line for _, line in right}) / len(all_lines),
    )


def scored(path: Path) -> Score:
    """A key held against what is found in its document."""
    key = json.loads(path.read_text(encoding="utf-8"))
    return score(key["themes"], printed_themes(report_of(read_source(path.parent / key["document"]), "auto")))


def report_of(source: Source, vocabulary: str) -> Report:
    return enrich(parse(source), source.record, builtin_vocabulary(vocabulary))


# --- Cost ---------------------------------------------------------------------------------------------


def seconds(source: Source, vocabulary: str) -> float:
    """Processor time of `enrich`, the best of three runs."""
    symposium = parse(source)
    times = []
    for _ in range(3):
        start = time.process_time()
        enrich(symposium, source.record, builtin_vocabulary(vocabulary))
        times.append(time.process_time() - start)
    return min(times)


def enlarged(path: Path, times: int) -> Source:
    """A document whose sessions are there so many times."""
    text = path.read_text(encoding="utf-8")
    head, session, rest = text.partition("Session 1:")
    return source_from_bytes((head + (session + rest + "\n\n") * times).encode(), path.name)


def main(keys: Sequence[Path]) -> None:
    print(f"{'key':<24} {'found':>7} {'wanted':>7} {'pairs':>7} {'covered':>8}")
    for path in keys:
        print(f"{path.stem:<24} " + " ".join(f"{value:>7.2f}" for value in scored(path)))
    print(f"\n{'text':<24} {'bytes':>9} {'named, s':>9} {'auto, s':>9}")
    for path in (SEED, KEYS / "bees.txt"):
        for times in (1, 4, 16):
            source = enlarged(path, times)
            cost = f"{seconds(source, 'human-security'):>9.3f} {seconds(source, 'auto'):>9.3f}"
            print(f"{path.stem:<20} x{times:<2} {len(source.data):>9} {cost}")


if __name__ == "__main__":
    main([Path(each) for each in sys.argv[1:]] or sorted(KEYS.glob("*.json")))
