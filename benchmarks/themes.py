"""What finding themes costs: megabytes of text a second on one core, by length of text and size of vocabulary.

    python benchmarks/themes.py

The text is the points and discussions of the seed, repeated; the goal is 2 MB a second or more from 100 times on,
where making the vocabulary ready no longer weighs. Needs no package beyond hsreport's own.
"""

import random
import string
import time
from pathlib import Path

from hsreport import builtin_vocabulary, parse
from hsreport.enrich.themes.assign import ThemedText, assign, themed_texts
from hsreport.enrich.themes.vocabulary import Term, ThemeTerms, Vocabulary
from hsreport.entries import Theme
from hsreport.read.source import source_from_bytes

SEED = Path(__file__).parent.parent / "seeds" / "symposium-2003.txt"


def measured(texts: list[ThemedText], vocabulary: Vocabulary) -> tuple[float, int]:
    """Seconds of processor time, and how many themes were assigned."""
    start = time.process_time()
    found = assign(texts, vocabulary)
    return time.process_time() - start, len(found)


def invented(size: int) -> Vocabulary:
    """A vocabulary of `size` phrases of three invented words, one of them after a gap."""
    letters = random.Random(1)  # noqa: S311
    words = ["".join(letters.choices(string.ascii_lowercase, k=7)) for _ in range(30_000)]
    first, second, third = (letters.choices(words, k=size) for _ in range(3))
    terms = tuple(Term(f"{a} {b} ... {c}") for a, b, c in zip(first, second, third, strict=True))
    return Vocabulary("Invented", (ThemeTerms(Theme("one", "One"), terms),))


def main() -> None:
    seed = themed_texts(parse(source_from_bytes(SEED.read_bytes(), SEED.name)))
    vocabulary = builtin_vocabulary("human-security")
    print(f"{'times':>8} {'bytes':>12} {'seconds':>9} {'MB/s':>7} {'themes':>8}")
    for times in (1, 10, 100, 1000):
        texts = [each._replace(anchor=f"{at}-{each.anchor}") for at in range(times) for each in seed]
        size = sum(len(each.text.encode()) for each in texts)
        seconds, found = measured(texts, vocabulary)
        print(f"{times:>8} {size:>12} {seconds:>9.3f} {size / seconds / 1e6:>7.2f} {found:>8}")
    print(f"\n{'terms':>8} {'seconds to make ready':>22}")
    for terms in (1_000, 10_000, 100_000):
        print(f"{terms:>8} {measured([], invented(terms))[0]:>22.3f}")


if __name__ == "__main__":
    main()
