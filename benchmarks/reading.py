"""How the cost of reading grows: read, parse and enrich at 1, 10, 100 and 1,000 times the seed.

    python benchmarks/reading.py [TIMES ...] [--against CHECKOUT]

Prints microseconds of processor time a line for each stage, the least of several runs, after one run that is not counted: it
loads the vocabulary and the collation table. The whole should be flat: the last line gives the dearest size over the
cheapest, and the slowest stage. `--against` reads the same by the source of another checkout too, and tells how many times
its cost this one has. Needs no package beyond hsreport's own.
"""

import argparse
import json
import os
import subprocess
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
    start = time.process_time()
    return work(), time.process_time() - start


def stages(data: bytes, vocabulary: Vocabulary) -> tuple[list[float], int]:
    """Seconds for read, parse and enrich, and the lines there are."""
    source, reading = timed(lambda: source_from_bytes(data, "seed.txt"))
    symposium, parsing = timed(lambda: parse(source))
    _, enriching = timed(lambda: enrich(symposium, source.record, vocabulary))
    return [reading, parsing, enriching], len(source.lines)


def costs(sizes: list[int]) -> dict[int, list[float]]:
    """Microseconds a line by size: read, parse, enrich."""
    vocabulary = builtin_vocabulary("human-security")
    stages(enlarged(1), vocabulary)
    found = {}
    for times in sizes:
        data = enlarged(times)
        runs = [stages(data, vocabulary) for _ in range(max(1, min(20, 100 // times)))]
        found[times] = [1e6 * min(run[0][stage] for run in runs) / runs[0][1] for stage in range(3)]
    return found


def costs_of(checkout: Path, sizes: list[int]) -> dict[int, list[float]]:
    """The same by the source of another checkout, in a process of its own."""
    command = [sys.executable, __file__, *map(str, sizes), "--json"]
    environment = {**os.environ, "PYTHONPATH": str(checkout / "src")}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    return {int(times): cost for times, cost in json.loads(done.stdout).items()}


def main() -> None:
    options = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    options.add_argument("times", nargs="*", type=int, default=[1, 10, 100, 1000])
    options.add_argument("--against", type=Path)
    options.add_argument("--json", action="store_true")
    asked = options.parse_args()
    found = costs(asked.times)
    if asked.json:
        print(json.dumps(found))
        return
    before = costs_of(asked.against, asked.times) if asked.against else {}
    print(f"{'times':>6} {'read':>8} {'parse':>8} {'enrich':>8} {'all':>8}  microseconds a line")
    for times, cost in found.items():
        ratio = f"  {sum(cost) / sum(before[times]):.2f} times {sum(before[times]):.1f}" if before else ""
        print(f"{times:>6} " + " ".join(f"{each:8.1f}" for each in (*cost, sum(cost))) + ratio)
    totals, last = [sum(cost) for cost in found.values()], list(found.values())[-1]
    slowest = ("read", "parse", "enrich")[last.index(max(last))]
    print(f"dearest over cheapest: {max(totals) / min(totals):.2f}; slowest stage at the largest size: {slowest}")


if __name__ == "__main__":
    main()
