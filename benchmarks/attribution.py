"""How well the reader tells who says what, measured on documents marked by hand.

    python benchmarks/attribution.py [FOLDER ...] [-v] [--clues] [--sure] [--only WORDS] [--half a|b] [--language en|other|all]

FOLDER holds documents and their marks, NAME.json beside each; tests/corpus unless given. A line a document, then the means:
sessions (F1), statements (F1), attribution (share of the marked statements that are given to the right person), invented
(given to somebody who did not make them), speakers (F1), their index form, roles (F1). `-v` prints each statement that was
missed or invented; `--clues` how often each way of telling who speaks was right; `--sure` what attribution is against what
the line at the end of `hsreport check` says. Needs no package beyond hsreport's own.
"""

import argparse
import json
import re
import unicodedata
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from hsreport import builtin_vocabulary, enrich, parse
from hsreport.check.sureness import sureness
from hsreport.enrich.people.speakers import Identified, identify
from hsreport.errors import SourceError
from hsreport.model import Narrative, Report, Statement, Symposium
from hsreport.read.source import read_source

CORPUS = Path(__file__).parent.parent / "tests" / "corpus"
FIGURES = ("sessions", "statements", "attribution", "invented", "wanted", "speakers", "index", "roles")
COUNTED = {"invented", "wanted"}
"""Figures that are counts, of which the sum is told and no mean."""

Marks = dict[str, Any]
Name = frozenset[str]
"""The folded words of a name, so that "Ogata, Sadako" is Sadako Ogata."""


class Said(NamedTuple):
    """Words that the reader gives to somebody, by which clue, on which line they begin; `who` is empty for a discussion."""

    line: int
    who: Name
    clue: str = ""


class Score(NamedTuple):
    """The figures of a document, and the statements that were missed or invented, in words."""

    name: str
    figures: dict[str, float]
    faults: tuple[str, ...]


# --- What was read --------------------------------------------------------------------------------------


def folded(text: str) -> str:
    """Lower case, without accents, punctuation or runs of space."""
    apart = unicodedata.normalize("NFKD", text)
    bare = "".join(letter for letter in apart if not unicodedata.combining(letter)).casefold()
    return re.sub(r"[\W_]+", " ", bare).strip()


def name_of(words: str) -> Name:
    return frozenset(folded(words).split())


def said_in(symposium: Symposium, who: Identified) -> Iterator[Said]:
    """Everything that was read as said: a voice counts where another than the one before it begins."""
    names = {speaker.id: name_of(speaker.name.display) for speaker in who.speakers}
    for _, block in symposium.walk():
        if isinstance(block, Narrative) and block.discussion:
            yield Said(block.span.first, frozenset())
        for point in block.points if isinstance(block, Statement) else ():
            before = ""
            if not point.voices:
                yield from (Said(point.span.first, names[each]) for each in who.said_by.get(point.number, ()))
            for voice, speaker in zip(point.voices, who.voiced_by.get(point.number, ()), strict=False):
                if speaker and speaker != before:
                    line = voice.span.first if voice.start else point.span.first
                    yield Said(line, names[speaker], " ".join(voice.clues))
                before = speaker


# --- Figures --------------------------------------------------------------------------------------------


def f1(right: int, found: int, wanted: int) -> float:
    """The harmonic mean of precision and recall."""
    precision = right / found if found else float(not wanted)
    recall = right / wanted if wanted else 1.0
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def overlap(found: set[Any], wanted: set[Any]) -> float:
    return f1(len(found & wanted), len(found), len(wanted))


def wanted_by_line(marks: Marks) -> dict[int, set[Name]]:
    wanted: defaultdict[int, set[Name]] = defaultdict(set)
    for point in marks["points"]:
        wanted[point["line"]].add(name_of(point["speaker"]))
    return wanted


def counted(said: Iterable[Said], marks: Marks) -> list[Said]:
    """What counts: not a discussion that the marks have too; of a document marked in part, nothing on other lines."""
    passages = {each["line"] for each in marks.get("discussion_passages", [])}
    lines = {each["line"] for each in marks["points"]} | set(marks.get("nobody", []))
    return [
        each
        for each in said
        if (each.who or each.line not in passages) and (not marks.get("only_listed") or each.line in lines)
    ]


def is_wrong(each: Said, wanted: dict[int, set[Name]]) -> bool:
    """Whether words are given to somebody else; a family name alone where the full name is wanted is neither right nor wrong."""
    meant = wanted.get(each.line, set())
    return bool(each.who) and each.who not in meant and not any(each.who < name for name in meant)


def scored(name: str, marks: Marks, symposium: Symposium) -> Score:
    """The figures of one document."""
    who = identify(symposium)
    said, wanted = counted(said_in(symposium, who), marks), wanted_by_line(marks)
    pairs = {(line, name) for line, names in wanted.items() for name in names}
    given = {(each.line, each.who) for each in said if each.who}
    wrong = {(each.line, each.who) for each in said if is_wrong(each, wanted)}
    figures = {
        "sessions": overlap(
            {each.span.first for each in symposium.sessions}, {each["line"] for each in marks["sessions"]}
        ),
        "statements": overlap({each.line for each in said}, set(wanted)),
        "attribution": len(pairs & given) / len(pairs) if pairs else 1.0,
        "invented": float(len(wrong)),
        "wanted": float(len(marks["points"])),
        **people_figures(marks, symposium, who),
    }
    if not marks["sessions"]:
        del figures["sessions"]
    return Score(name, figures, tuple(faults(pairs - given, wrong)))


def people_figures(marks: Marks, symposium: Symposium, who: Identified) -> dict[str, float]:
    figures = {}
    if "speaker_index" in marks:
        index = marks["speaker_index"]
        figures["speakers"] = overlap(
            {name_of(each.name.display) for each in who.speakers}, {name_of(each) for each in index}
        )
        headings = {folded(each.name.heading) for each in who.speakers}
        figures["index"] = len({folded(each) for each in index} & headings) / max(
            1, len({folded(each) for each in index})
        )
    if any("roles" in each for each in marks["sessions"]):
        ids = {each.span.first: each.id for each in symposium.sessions}
        wanted = {
            (ids.get(each["line"]), role, name_of(person))
            for each in marks["sessions"]
            for role, people in each.get("roles", {}).items()
            for person in people
        }
        found = {
            (part.session, str(part.role), name_of(each.name.display))
            for each in who.speakers
            for part in each.appearances
            if part.session is not None
        }
        figures["roles"] = overlap(found, wanted)
    return figures


def faults(missed: set[tuple[int, Name]], wrong: set[tuple[int, Name]]) -> Iterator[str]:
    for line, who in sorted((*missed, *wrong), key=lambda pair: (pair[0], sorted(pair[1]))):
        yield f"  line {line}: {'missed' if (line, who) in missed else 'invented'} {' '.join(sorted(who))}"


# --- Documents ------------------------------------------------------------------------------------------


class Marked(NamedTuple):
    """A document and its marks."""

    name: str
    path: Path
    marks: Marks


def marked(folders: Sequence[Path], language: str = "en", half: str = "", only: str = "") -> Iterator[Marked]:
    """The documents of some folders; `half` takes those whose name hashes to it, to tune on one half and measure on the other."""
    for gold in sorted(path for folder in folders for path in folder.glob("*.json")):
        marks = json.loads(gold.read_text(encoding="utf-8"))
        spoken, path = marks.get("language", "en"), gold.parent / marks["document"]
        if not path.exists() or only not in gold.stem or (half and "ab"[zlib.crc32(gold.stem.encode()) % 2] != half):
            continue
        if language in {"all", spoken} or (language == "other" and spoken != "en"):
            yield Marked(gold.stem, path, marks)


def score(document: Marked) -> Score:
    """The figures of a document; one that is refused has none of its statements."""
    try:
        return scored(document.name, document.marks, parse(read_source(document.path)))
    except SourceError as error:
        figures = dict.fromkeys(FIGURES, 0.0) | {"wanted": float(len(document.marks["points"]))}
        return Score(document.name, figures, (f"  refused: {error}",))


def means(scores: Sequence[Score]) -> dict[str, float]:
    """The mean of each figure over the documents that have it, the sum of counts; `invented` in 100 statements too."""
    rows = [each.figures for each in scores]
    found = {key: [row[key] for row in rows if key in row] for key in FIGURES}
    told = {key: sum(each) if key in COUNTED else sum(each) / len(each) for key, each in found.items() if each}
    return told | {"invented in 100": 100 * told["invented"] / max(1.0, told["wanted"])}


def in_words(figures: dict[str, float], digits: int = 2) -> str:
    return "  ".join(
        f"{key} {value:.0f}" if key in COUNTED else f"{key} {value:.{digits}f}" for key, value in figures.items()
    )


# --- Tables ---------------------------------------------------------------------------------------------


def clue_table(documents: Iterable[Marked]) -> Iterator[str]:
    """How often each clue gave words to the right person, to another, and where the marks have no statement."""
    right, other, none = Counter[str](), Counter[str](), Counter[str]()
    for document in documents:
        symposium, wanted = parse(read_source(document.path)), wanted_by_line(document.marks)
        for each in counted(said_in(symposium, identify(symposium)), document.marks):
            if each.who:
                wrong = is_wrong(each, wanted)
                (none if wrong and each.line not in wanted else other if wrong else right)[each.clue] += 1
    yield f"{'clue':20} {'right':>6} {'other':>6} {'none':>6}  share right"
    for clue in sorted(right | other | none, key=lambda clue: -right[clue]):
        every = right[clue] + other[clue] + none[clue]
        yield f"{clue:20} {right[clue]:6} {other[clue]:6} {none[clue]:6}  {right[clue] / every:.2f}"


def report_on(document: Marked) -> Report:
    source = read_source(document.path)
    return enrich(parse(source), source.record, builtin_vocabulary("human-security"))


def sure_table(documents: Iterable[Marked]) -> Iterator[str]:
    """What attribution is against what the line at the end of `hsreport check` says."""
    agreed = Counter[str]()
    for document in documents:
        told = sureness(report_on(document))
        figure = score(document).figures["attribution"]
        kind = "poor" if figure < 0.5 else "good" if figure > 0.9 else "between"
        honest = {"poor": told.mostly_open, "good": told.mostly_sure}.get(kind, True)
        agreed[kind] += honest
        agreed[f"{kind} in all"] += 1
        yield f"{document.name:34} {figure:.2f}  {'' if honest else '!!'}  {told}"
    for kind, bound in (("poor", "under 0.5"), ("good", "over 0.9")):
        yield f"{bound}: {agreed[kind]} of {agreed[f'{kind} in all']} say so"


def main() -> None:
    options = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    options.add_argument("folders", nargs="*", type=Path, default=[CORPUS])
    options.add_argument("-v", "--verbose", action="store_true")
    options.add_argument("--clues", action="store_true")
    options.add_argument("--sure", action="store_true")
    options.add_argument("--only", default="")
    options.add_argument("--half", default="", choices=["", "a", "b"])
    options.add_argument("--language", default="en")
    asked = options.parse_args()
    documents = list(marked(asked.folders, asked.language, asked.half, asked.only))
    if asked.clues or asked.sure:
        print("\n".join((clue_table if asked.clues else sure_table)(documents)))
        return
    scores = [score(document) for document in documents]
    for each in scores:
        print(f"{each.name:34} {in_words(each.figures)}")
        print("".join(f"{fault}\n" for fault in each.faults if asked.verbose), end="")
    print(f"{len(scores)} documents: {in_words(means(scores), 3)}")


if __name__ == "__main__":
    main()
