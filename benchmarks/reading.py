"""How the cost of reading grows: read, parse and enrich at 1, 10, 100 and 1,000 times the seed.

    python benchmarks/reading.py [TIMES ...]

Prints microseconds a line for each stage, the median of as many runs as fit a second (at least one), after one run
that is not counted: it loads the vocabulary and the collation table. The whole should be flat: the last line gives the
dearest size over the cheapest, and the slowest stage. Needs no package beyond hsreport's own.
"""

import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from hsreport import Vocabulary, builtin_vocabulary, enrich, parse
from hsreport.read.source import source_from_bytes

SEED = Path(__file__).parent.parent / "seeds" / "symposium-2003.txt"


def enlarged(times: int) -> bytes:
    """The seed with its sessions repeated."""
    text = SEED.read_text(encoding="utf-8")
    cut = text.index("II. Discussions")
    return (text[:cut] + text[cut:] * times).encode()


def timed(work: Callable[[], Any]) -> tuple[Any, float]:
    start = time.perf_counter()
    return work(), time.perf_counter() - start


def stages(data: bytes, vocabulary: Vocabulary) -> tuple[list[float], int]:
    """Seconds for read, parse and enrich, and the lines there are."""
    source, reading = timed(lambda: source_from_bytes(data, "seed.txt"))
    symposium, parsing = timed(lambda: parse(source))
    _, enriching = timed(lambda: enrich(symposium, source.record, vocabulary))
    return [reading, parsing, enriching], len(source.lines)


def main(sizes: list[int]) -> None:
    vocabulary = builtin_vocabulary("human-security")
    stages(enlarged(1), vocabulary)
    print(f"{'times':>6} {'lines':>8} {'read':>8} {'parse':>8} {'enrich':>8} {'all':>8}  microseconds a line")
    totals, slowest = [], ""
    for times in sizes:
        data = enlarged(times)
        runs = [stages(data, vocabulary) for _ in range(max(1, 50 // times))]
        lines = runs[0][1]
        cost = [1e6 * statistics.median(run[0][stage] for run in runs) / lines for stage in range(3)]
        totals.append(sum(cost))
        slowest = ("read", "parse", "enrich")[cost.index(max(cost))]
        print(f"{times:>6} {lines:>8} " + " ".join(f"{each:8.1f}" for each in (*cost, sum(cost))))
    print(f"dearest over cheapest: {max(totals) / min(totals):.2f}; slowest stage at the largest size: {slowest}")


if __name__ == "__main__":
    main([int(each) for each in sys.argv[1:]] or [1, 10, 100, 1000])
