"""Reads documents of the corpus that were damaged at random, and tells of each that raises or loses a line.

    python benchmarks/mutations.py [MINUTES] [--seed NUMBER]

A document is damaged in one to six ways: lines lost, doubled, moved, joined, cut or mixed with those of another, capitals and
marks changed, letters of other scripts and format characters strewn in. Each is read, enriched, checked and audited, as
`hsreport check` and `show` do. What fails is written to mutation-NUMBER.txt; the seed gives the same damage again. Needs no
package beyond hsreport's own.
"""

import argparse
import random
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path

from attribution import CORPUS, marked

from hsreport import builtin_vocabulary, enrich, parse
from hsreport.check.record import check_record
from hsreport.check.sureness import sureness
from hsreport.errors import SourceError
from hsreport.read.source import source_from_bytes
from hsreport.render.text.audit import LOST, fate_of, fates
from hsreport.render.text.show import FORMS

STREWN = ["\u00ad", "\u200b", "\u202e", "\xa0", "\t", ":", " - ", "(", ")", "“", "\"", "|", "* ", "1. ", "<", ">", "ł", "ó", "大", "Ⅳ", "'s ", "?", "...", "\r", "\x0c"]  # fmt: skip

Lines = list[str]
Damage = Callable[[random.Random, Lines, Lines], Lines]


def lose(chance: random.Random, lines: Lines, _other: Lines) -> Lines:
    at = chance.randrange(len(lines))
    return lines[:at] + lines[at + chance.randint(1, 6) :]


def double(chance: random.Random, lines: Lines, _other: Lines) -> Lines:
    at = chance.randrange(len(lines))
    return lines[:at] + lines[at : at + chance.randint(1, 8)] * chance.randint(2, 4) + lines[at:]


def move(chance: random.Random, lines: Lines, _other: Lines) -> Lines:
    at, size = chance.randrange(len(lines)), chance.randint(1, 8)
    rest = lines[:at] + lines[at + size :]
    to = chance.randrange(len(rest) + 1)
    return rest[:to] + lines[at : at + size] + rest[to:]


def join(chance: random.Random, lines: Lines, _other: Lines) -> Lines:
    at = chance.randrange(len(lines))
    return [*lines[:at], " ".join(lines[at : at + 3]), *lines[at + 3 :]]


def cut(chance: random.Random, lines: Lines, _other: Lines) -> Lines:
    at = chance.randrange(len(lines))
    place = chance.randrange(len(lines[at]) + 1)
    return [*lines[:at], lines[at][:place], *chance.choice(([], [""], ["  "])), lines[at][place:], *lines[at + 1 :]]


def mix(chance: random.Random, lines: Lines, other: Lines) -> Lines:
    at, start = chance.randrange(len(lines)), chance.randrange(len(other))
    return lines[:at] + other[start : start + chance.randint(1, 20)] + lines[at:]


def recase(chance: random.Random, lines: Lines, _other: Lines) -> Lines:
    change = chance.choice((str.upper, str.lower, str.title, str.swapcase, str.strip))
    share = chance.choice((0.1, 1.0))
    return [change(line) if chance.random() < share else line for line in lines]


def strew(chance: random.Random, lines: Lines, _other: Lines) -> Lines:
    lines = list(lines)
    for _ in range(chance.randint(1, 30)):
        at = chance.randrange(len(lines))
        place = chance.randrange(len(lines[at]) + 1)
        lines[at] = lines[at][:place] + chance.choice(STREWN) + lines[at][place:]
    return lines


def indent(chance: random.Random, lines: Lines, _other: Lines) -> Lines:
    return [" " * chance.choice((0, 0, 2, 4, 12)) + line for line in lines]


DAMAGES: tuple[Damage, ...] = (lose, double, move, join, cut, mix, recase, strew, indent)


def damaged(chance: random.Random, texts: list[str]) -> str:
    lines = chance.choice(texts).split("\n")
    for _ in range(chance.randint(1, 6)):
        lines = chance.choice(DAMAGES)(chance, lines, chance.choice(texts).split("\n")) or [""]
    return "\n".join(lines)


def try_out(text: str, name: str) -> str:
    """What is wrong with the reading of a text; empty where nothing is. A refusal with a reason is right."""
    try:
        source = source_from_bytes(text.encode(), name)
        report = enrich(parse(source), source.record, builtin_vocabulary("human-security"))
        sureness(report)
        for form in FORMS.values():
            form(report, source)
        wrong = [f"{each.code} {each.message}" for each in check_record(report)]
        became = fates(report)
        lost = [line.span.first for line in source.lines if LOST in fate_of(became, line.span, line.text)]
        return "; ".join(wrong + [f"line {line} is lost" for line in lost])
    except SourceError:
        return ""
    except Exception:
        return traceback.format_exc(limit=-4)


def main() -> None:
    options = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    options.add_argument("minutes", nargs="?", type=float, default=15.0)
    options.add_argument("--seed", type=int, default=0)
    asked = options.parse_args()
    documents = [document.path for document in marked([CORPUS, CORPUS / "languages"], "all")]
    texts = [path.read_text(encoding="utf-8") for path in documents]
    number, failed, end = asked.seed, 0, time.monotonic() + 60 * asked.minutes
    while time.monotonic() < end:
        chance = random.Random(number)  # noqa: S311
        text, suffix = damaged(chance, texts), chance.choice((".txt", ".txt", ".md", ".html"))
        start = time.process_time()
        wrong = try_out(text, f"mutation{suffix}")
        if time.process_time() - start > 10:
            wrong += f"{time.process_time() - start:.0f} seconds for {len(text)} characters"
        if wrong:
            failed += 1
            Path(f"mutation-{number}{suffix}").write_text(text, encoding="utf-8", newline="")
            print(f"mutation-{number}{suffix}: {wrong}", flush=True)
        number += 1
    print(f"{number - asked.seed} documents read, {failed} wrong; the next seed is {number}")
    sys.exit(failed > 0)


if __name__ == "__main__":
    main()
