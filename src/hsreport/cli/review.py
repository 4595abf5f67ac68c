"""`hsreport handout --rule chatham-house --review`: what would stop the edition, settled word by word in hsreport.toml."""

import json
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

import click
from msgspec.structs import replace

from hsreport.build import Input
from hsreport.config import FILE_NAME
from hsreport.editions.chatham_house.everybody import Settled
from hsreport.editions.chatham_house.rule import without_attribution
from hsreport.editions.chatham_house.wording import Unnamer
from hsreport.editions.cut import edition
from hsreport.errors import SettingsError
from hsreport.files import write_all
from hsreport.language.sentences import sentence_spans
from hsreport.render.handout.order import Order
from hsreport.settings import parse_toml

_FOUND = re.compile("“(.+)” may name")


class Candidate(NamedTuple):
    """Words that may name somebody, the line, and the sentence that they stand in."""

    words: str
    line: int
    sentence: str
    instead: str
    """The sentence as it is where they do name somebody."""


def candidates(given: Input, order: Order) -> Iterator[Candidate]:
    """Yield what would stop an edition, each word once."""
    report, told = given.report(), set[str]()
    bare = without_attribution(edition(report, order.choice), report, order.settled)
    texts = {passage.anchor: passage.text for passage in bare.report.symposium.passages()}
    for each in bare.findings:
        found = _FOUND.match(each.message) if each.code == "HS531" else None
        if found and found[1] not in told:
            told.add(found[1])
            text = texts.get(each.anchor, found[1])
            within = (text[start:end] for start, end in sentence_spans(text) if found[1] in text[start:end])
            sentence = next(within, text).strip()
            unnamer = Unnamer(report, replace(order.settled, people=(*order.settled.people, found[1])))
            line = each.span.first if each.span else 0
            yield Candidate(found[1], line, sentence, unnamer.reworded(sentence).text)


def review(given: Input, order: Order, config: Path | None) -> None:
    """List what would stop an edition; on a terminal ask for each what it is, and put the answers into hsreport.toml."""
    things, people = list(order.settled.things), list(order.settled.people)
    for each in candidates(given, order):
        click.echo(
            f"{given.path}:{each.line}: “{each.words}”\n  now:       {each.sentence}\n  if a name: {each.instead}"
        )
        if sys.stdin.isatty():
            answer = click.prompt("  it is a", type=click.Choice(["thing", "person", "skip"]), default="skip")
            (things if answer == "thing" else people if answer == "person" else []).append(each.words)
    settled = Settled(tuple(things), tuple(people))
    if settled != order.settled:
        path = config or given.path.parent / FILE_NAME
        before = path.read_text(encoding="utf-8") if path.is_file() else ""
        write_all({path: with_settled(before, settled, str(path)).encode()})
        click.echo(path)


def with_settled(text: str, settled: Settled, file: str) -> str:
    """Return the text of an hsreport.toml with these words settled in its table `[anonymous]`; all else stays as it is."""
    wanted = {"things": settled.things, "people": settled.people}
    head, table, rest = _around(text)
    for key, words in wanted.items():
        row = f"{key} = {json.dumps(words, ensure_ascii=False)}"
        found = re.search(rf"^{key}\s*=\s*\[[^\]]*\]", table, re.MULTILINE)
        table = f"{table[: found.start()]}{row}{table[found.end() :]}" if found else table + f"{row}\n" * bool(words)
    new = head + table + rest
    with suppress(SettingsError):
        if parse_toml(new, file) == (old := parse_toml(text, file)) | {"anonymous": _table(old, wanted)}:
            return new
    raise SettingsError("its [anonymous] cannot be changed", file=file, hint=f"write it yourself: {table}")


def _around(text: str) -> tuple[str, str, str]:
    """Cut a text before its table `[anonymous]` and behind the last row of it; an empty one at the end where there is none."""
    found = re.search(r"^\[anonymous\][^\n]*\n(?:(?!\s*\[)[^\n]+\n)*", f"{text}\n", re.MULTILINE)
    if found:
        return text[: found.start()], found.group(), text[found.end() :]
    return text + "\n" * (text[-1:] not in {"", "\n"}), "\n" * bool(text) + "[anonymous]\n", ""


def _table(old: dict[str, object], wanted: Mapping[str, Sequence[str]]) -> dict[str, object]:
    before = old.get("anonymous", {})
    kept = before if isinstance(before, dict) else {}
    return kept | {key: list(words) for key, words in wanted.items() if words or key in kept}
