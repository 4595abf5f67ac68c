"""How the cost of reading grows: read, parse and enrich at 1, 10, 100 and 1,000 times the seed.

    python benchmarks/reading.py [TIMES ...]

Prints microseconds a line for each stage; the whole should be flat. Needs no package beyond hsreport's own.
"""

import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from hsreport import builtin_vocabulary, enrich, parse
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


def main(sizes: list[int]) -> None:
    vocabulary = builtin_vocabulary("human-security")
    print(f"{'times':>6} {'lines':>8} {'read':>8} {'parse':>8} {'enrich':>8} {'all':>8}  microseconds a line")
    for times in sizes:
        data = enlarged(times)
        source, reading = timed(lambda data=data: source_from_bytes(data, "seed.txt"))
        symposium, parsing = timed(lambda source=source: parse(source))
        _, enriching = timed(lambda source=source, symposium=symposium: enrich(symposium, source.record, vocabulary))
        stages = [1e6 * each / len(source.lines) for each in (reading, parsing, enriching)]
        print(f"{times:>6} {len(source.lines):>8} " + " ".join(f"{each:8.1f}" for each in (*stages, sum(stages))))


if __name__ == "__main__":
    main([int(each) for each in sys.argv[1:]] or [1, 10, 100, 1000])
