"""What finding themes is worth and what it costs.

    python benchmarks/themes.py [KEYS...] [-v] [--half a|b]

KEYS are an indexer's keys, JSON files or folders of them; each document lies where the key says, seen from the key's folder or one
above. Unless given, they are those in tests/enrich/subjects. A label stands for a heading where it shares half the words of one of its
names, by stem, and a line with it; each goes to one at most, so that most lines are right. Printed are how many headings were found, how
many labels were wanted, the F1 of the pairs of heading and line, and how many lines stand under a right heading, with the means over
each half of the keys: tune on half a, measure on half b. `-v` prints what was not found and what was not wanted.
Then, unless keys are given: processor time of `enrich` by length of text, with a vocabulary named and with "auto", on a text that one
fits and on one that none fits; the goal is that time grows as the text does. Needs no package beyond hsreport's own.
"""

import argparse
import json
import re
import time
import zlib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from hsreport import Source, builtin_vocabulary, enrich, parse, read_source
from hsreport.entries import Extract
from hsreport.language.spellings import unaccented
from hsreport.model import Report
from hsreport.read.source import source_from_bytes

ROOT = Path(__file__).parent.parent
SEED = ROOT / "seeds" / "symposium-2003.txt"
KEYS = ROOT / "tests" / "enrich" / "subjects"
LITTLE = re.compile("an?|and|as|at|by|for|from|in|of|on|or|the|to|with|del?|las?|el|los|y|en?|et|des|du|les?|l|d")
ENDING = re.compile(
    r"(\w{4,}?)(?:ability|ances?|ants?|al|ations?|ators?|atory|ed|ees|ements?|ers?|es|ians?|ic|ies|ings?|ion(?:es|s)?|"
    r"isation|ists?|ity|ities|ives?|ization|ments?|ness|ors?|s)"
)


class Score(NamedTuple):
    """Headings found of those in the key, labels wanted of those printed, pairs right of those in either, lines covered."""

    found: float
    wanted: float
    pairs: float
    covered: float


def printed_themes(report: Report) -> dict[str, set[int]]:
    """The lines of each theme in the appendix, by its label: those on which the passage begins, or whose words they are in it."""
    passages = {each.anchor: each for each in report.symposium.passages()}

    def line(extract: Extract) -> int:
        passage = passages[extract.locator.anchor]
        voices = [each for each in passage.voices if each.start <= extract.sentence[0] < each.end]
        return (voices[0] if voices else passage).span.first

    return {entry.theme.label: set(map(line, entry.extracts)) for entry in report.appendix}


def words(name: str) -> list[str]:
    """The words of a name, without accents, the little ones left out."""
    plain = unaccented(re.sub(r"['’]s?\b", " ", name))
    return [each for each in re.findall(r"\w+", plain) if not LITTLE.fullmatch(each)]


def stem(word: str) -> str:
    """A word without its ending, of which at least four letters stay."""
    cut = ENDING.fullmatch(word)
    return re.sub(r"(?<=\w{3})[eiyao]$", "", cut[1] if cut else word)


def is_named(label: str, heading: dict[str, Any]) -> bool:
    """Whether a label may stand for a heading."""
    return any(_alike(words(label), words(name)) for name in (heading["heading"], *heading["also"]))


def _alike(one: Sequence[str], other: Sequence[str]) -> bool:
    stems, others = set(map(stem, one)), set(map(stem, other))
    return one == other or 2 * len(stems & others) >= max(len(stems), len(others))


def given_to(headings: Sequence[dict[str, Any]], printed: dict[str, set[int]]) -> dict[str, int]:
    """The heading that each label stands for, by its place: of all ways the one with most lines right, then fewest wrong."""
    best: dict[frozenset[int], tuple[tuple[int, int, int], dict[str, int]]] = {frozenset(): ((0, 0, 0), {})}
    for label, lines in printed.items():
        before = list(best.items())
        for at, heading in enumerate(headings):
            right, maybe = (len(lines & set(heading.get(key, ()))) for key in ("lines", "optional"))
            if right + maybe and is_named(label, heading):
                for taken, (worth, given) in before:
                    total = (worth[0] + right, worth[1] + maybe, worth[2] + right + maybe - len(lines))
                    if at not in taken and total > best.get(taken | {at}, ((-1, 0, 0), {}))[0]:
                        best[taken | {at}] = total, {**given, label: at}
    return max(best.values(), key=lambda each: each[0])[1]


def score(headings: Sequence[dict[str, Any]], printed: dict[str, set[int]]) -> Score:
    """What is printed held against a key."""
    given = given_to(headings, printed)
    right = {(at, line) for label, at in given.items() for line in printed[label] & set(headings[at]["lines"])}
    wanted = {(at, line) for at, heading in enumerate(headings) for line in heading["lines"]}
    free = {at: set(heading.get("optional", ())) - set(heading["lines"]) for at, heading in enumerate(headings)}
    counted = sum(len(lines - free.get(given.get(label, -1), set())) for label, lines in printed.items())
    all_lines = {line for _, line in wanted}
    return Score(
        len(given) / len(headings),
        len(given) / (len(printed) or len(headings)),
        2 * len(right) / (counted + len(wanted)),
        len({line for _, line in right}) / len(all_lines),
    )


def read_key(path: Path) -> tuple[list[dict[str, Any]], dict[str, set[int]]]:
    """The headings of a key, and what is printed for its document."""
    key = json.loads(path.read_text(encoding="utf-8"))
    document = next(found for folder in path.resolve().parents if (found := folder / key["document"]).is_file())
    return key["themes"], printed_themes(report_of(read_source(document), "auto"))


def scored(path: Path) -> Score:
    """A key held against what is found in its document."""
    return score(*read_key(path))


def half(path: Path) -> str:
    """The half of the keys that one belongs to, "a" or "b", by its name."""
    return "ab"[zlib.crc32(path.stem.encode()) % 2]


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


def print_scores(keys: Iterable[Path], *, verbose: bool) -> None:
    """Print the figures of each key, and the mean and least over each half."""
    print(f"{'key':<36} {'found':>7} {'wanted':>7} {'pairs':>7} {'covered':>8}")
    halves: dict[str, list[Score]] = {"a": [], "b": []}
    for path in keys:
        headings, printed = read_key(path)
        found = score(headings, printed)
        halves[half(path)].append(found)
        print(f"{path.stem:<34} {half(path)} " + " ".join(f"{value:>7.3f}" for value in found))
        if verbose:
            given = given_to(headings, printed)
            missed = "; ".join(each["heading"] for at, each in enumerate(headings) if at not in given.values())
            print(
                f"    not found: {missed}\n    not wanted: {'; '.join(each for each in printed if each not in given)}"
            )
    for name, found in halves.items():
        if found:
            means = " ".join(f"{sum(column) / len(found):>7.3f}" for column in zip(*found, strict=True))
            print(
                f"{f'mean of half {name}, {len(found)} keys':<36} {means}  least pairs {min(each.pairs for each in found):.3f}"
            )


def print_costs() -> None:
    """Print what `enrich` costs by length of text."""
    print(f"\n{'text':<24} {'bytes':>9} {'named, s':>9} {'auto, s':>9}")
    for path in (SEED, KEYS / "bees.txt"):
        for times in (1, 4, 16):
            source = enlarged(path, times)
            cost = f"{seconds(source, 'human-security'):>9.3f} {seconds(source, 'auto'):>9.3f}"
            print(f"{path.stem:<20} x{times:<2} {len(source.data):>9} {cost}")


def main() -> None:
    options = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    options.add_argument("keys", nargs="*", type=Path)
    options.add_argument("-v", "--verbose", action="store_true")
    options.add_argument("--half", default="", choices=["", "a", "b"])
    asked = options.parse_args()
    paths = [
        path for each in asked.keys or [KEYS] for path in (sorted(each.glob("*.json")) if each.is_dir() else [each])
    ]
    print_scores((path for path in paths if asked.half in {"", half(path)}), verbose=asked.verbose)
    if not asked.keys:
        print_costs()


if __name__ == "__main__":
    main()
