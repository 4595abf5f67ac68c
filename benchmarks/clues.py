"""Fits the weights of src/hsreport/parse/cast/clues.toml to documents marked by hand.

    python benchmarks/clues.py [FOLDER ...] [--pull NUMBER] [--write]

A candidate is right as a person where somebody who speaks or stands in the index of the marks has its words in the name; one
that looks like a person's name and is none of those is left out, for the marks do not tell whether it is somebody who was only
mentioned. Weights are those that explain the marks best, each pulled towards the weight set by hand the harder, the larger
`--pull` is. Prints, for weights by hand and fitted, how many candidates are decided rightly and how well statements are given on
documents that were left out of the fit one by one; `--write` writes what is fitted to all of them. Needs the group "bench".
"""

import argparse
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from attribution import CORPUS, Marked, marked, means, name_of, score
from scipy.optimize import minimize

from hsreport.language import gazetteer
from hsreport.parse.cast import clues
from hsreport.parse.lists.rosters import read_rosters
from hsreport.parse.paragraphs import paragraphs
from hsreport.read.source import read_source

TOML = Path(__file__).parent.parent / "src" / "hsreport" / "parse" / "cast" / "clues.toml"
NAMES = sorted(clues.WEIGHTS)
KEPT = np.array([name in {"given", "honorific"} for name in NAMES])
"""Clues that keep the weight set by hand: who has them and is not of the marks is left out, so that a fit sees one side alone."""
BY_HAND = np.array([clues.WEIGHTS[name] for name in NAMES])


class Case(NamedTuple):
    """A candidate: how often each clue was met, as it counts, and whether it is a person of the marks."""

    document: int
    counts: Sequence[float]
    person: bool


def cases(documents: Sequence[Marked]) -> Iterator[Case]:
    for place, document in enumerate(documents):
        written = paragraphs(read_source(document.path).lines)
        evidence = clues.gather(written, read_rosters(written))
        people = [name_of(name) for name in document.marks.get("speaker_index", [])]
        people += [name_of(point["speaker"]) for point in document.marks["points"]]
        for key, tally in evidence.tallies.items():
            words = frozenset(word for word in key if len(word) > 1)
            person = any(words <= name for name in people) and bool(words)
            _, found = clues.score(key, tally, evidence.lower)
            named = tally.clues["honorific"] or (len(key) > 1 and gazetteer.is_given(key[0]))
            if person or not named:
                yield Case(place, [min(found[name], clues.MOST.get(name, 1)) for name in NAMES], person)


def fitted(found: Sequence[Case], pull: float) -> np.ndarray:
    """The weights that explain the cases best; a clue that none of them has keeps the weight set by hand."""
    counts = np.array([case.counts for case in found], dtype=float)
    signs = np.where([case.person for case in found], 1.0, -1.0)

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        margins = signs * (counts @ weights - clues.SURE)
        away = weights - BY_HAND
        slopes = -signs / (1.0 + np.exp(np.clip(margins, -30, 30)))
        return float(np.logaddexp(0, -margins).sum() + pull * away @ away), np.where(
            KEPT, 0.0, counts.T @ slopes + 2 * pull * away
        )

    return np.asarray(minimize(loss, BY_HAND, jac=True, method="L-BFGS-B").x)


def decided(found: Sequence[Case], weights: Sequence[np.ndarray]) -> str:
    """How many candidates the weights of their documents decide rightly."""
    told = [float(np.dot(case.counts, weights[case.document])) >= clues.SURE for case in found]
    right = sum(person == case.person for person, case in zip(told, found, strict=True))
    persons = sum(case.person for case in found)
    hit = sum(person and case.person for person, case in zip(told, found, strict=True))
    return (
        f"{right} of {len(found)} candidates ({100 * right / len(found):.1f}%); "
        f"persons: precision {hit / max(1, sum(told)):.3f}, recall {hit / max(1, persons):.3f}"
    )


def attributed(documents: Sequence[Marked], weights: Sequence[np.ndarray]) -> str:
    """How statements are given where each document is read by its own weights."""
    scores = []
    for document, own in zip(documents, weights, strict=True):
        clues.WEIGHTS = dict(zip(NAMES, map(float, own), strict=True))
        scores.append(score(document))
    clues.WEIGHTS = dict(zip(NAMES, map(float, BY_HAND), strict=True))
    told = means(scores)
    return f"attribution {told['attribution']:.3f}, invented in 100 {told['invented in 100']:.1f}, speakers {told['speakers']:.3f}"


def written(weights: Mapping[str, float]) -> str:
    """The file with other weights; what is said beside them stays."""
    text = TOML.read_text(encoding="utf-8")
    head, _, tail = text.partition("[weight]")
    table, _, rest = tail.partition("[most]")
    for name, weight in weights.items():
        table = re.sub(rf"(?m)^{name} = [-\d.]+", f"{name} = {weight:.1f}", table)
    return f"{head}[weight]{table}[most]{rest}"


def main() -> None:
    options = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    options.add_argument("folders", nargs="*", type=Path, default=[CORPUS])
    options.add_argument("--pull", type=float, default=3.0)
    options.add_argument("--write", action="store_true")
    asked = options.parse_args()
    documents = list(marked(asked.folders))
    found = list(cases(documents))
    by_hand = [BY_HAND] * len(documents)
    left_out = [
        fitted([case for case in found if case.document != place], asked.pull) for place in range(len(documents))
    ]
    for words, weights in (("by hand", by_hand), ("fitted, on documents left out", left_out)):
        print(f"{words}: {decided(found, weights)}; {attributed(documents, weights)}")
    whole = dict(zip(NAMES, map(float, fitted(found, asked.pull)), strict=True))
    for name, weight in whole.items():
        print(f"  {name:20} by hand {clues.WEIGHTS[name]:5.1f}  fitted {weight:5.2f}")
    if asked.write:
        TOML.write_text(written(whole), encoding="utf-8")


if __name__ == "__main__":
    main()
