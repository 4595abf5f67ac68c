"""What each part of the reader brings: how statements are given where it is switched off.

    python benchmarks/ablation.py [FOLDER ...] [--half a|b]

A line a part: attribution and invented in 100 without it, and what it brings of the first. The parts are each clue of
src/hsreport/parse/cast/clues.toml, rosters, given names, places, family names, demonyms (the gazetteers), the choice of the shapes
of labels by their fit, several voices in a paragraph, offices, pronouns, initials, and going on after the last speaker. A clue that
brings nothing on documents that it was not made for can go. Needs no package beyond hsreport's own.
"""

import argparse
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

from attribution import CORPUS, Marked, marked, means, score

from hsreport.language import gazetteer
from hsreport.parse import body
from hsreport.parse.cast import clues
from hsreport.parse.cast.members import Cast
from hsreport.parse.cast.offices import Offices
from hsreport.parse.lists.rosters import Rosters
from hsreport.parse.speech import turns, voices
from hsreport.parse.speech.forms import Form
from hsreport.parse.speech.turns import Reader, Stretch, Verdict
from hsreport.parse.words.labels import ENDS, SHAPES

Change = tuple[Any, str, Any]


def never(*_given: object, **_named: object) -> None:
    """What stands for something that finds nobody."""


def one_voice(read: Callable[..., Verdict]) -> Callable[..., Verdict]:
    """A paragraph is all of the first who speaks in it."""

    def first(reader: Reader, *given: object) -> Verdict:
        verdict = read(reader, *given)
        stretches = verdict.stretches[:1]
        whole = tuple(
            Stretch(each.start, verdict.stretches[-1].end, each.who, each.clue, each.score) for each in stretches
        )
        return verdict._replace(stretches=whole)

    return first


def no_pronouns(hear: Callable[..., voices.Heard]) -> Callable[..., voices.Heard]:
    def heard(*given: object, **named: object) -> voices.Heard:
        found = hear(*given, **named)
        return found._replace(voices=tuple(voice for voice in found.voices if not isinstance(voice.who, str)))

    return heard


def parts() -> dict[str, list[Change]]:
    """What is put in the place of what, for each part that can be switched off."""
    every_shape = frozenset({*(shape.name for shape in (*SHAPES, *ENDS)), "bold"})
    nothing = {
        name: [(gazetteer, name, lambda _words: False)] for name in ("is_given", "is_family", "is_place", "is_demonym")
    }
    pronouns = no_pronouns(voices.heard)
    return {
        "rosters": [(body, "read_rosters", lambda _paragraphs: Rosters((), frozenset()))],
        "choice of the form (every shape counts)": [(Form, "_counted", lambda _form: every_shape)],
        "labels": [(Form, "_counted", lambda _form: frozenset())],
        "several voices": [(Reader, "_voiced", one_voice(Reader._voiced))],
        "offices": [(Offices, "holder", never), (Offices, "of_body", never)],
        "pronouns": [(body, "heard", pronouns), (turns, "heard", pronouns)],
        "initials": [(Cast, "by_letters", never)],
        "slips": [(Cast, "slipped", never)],
        "going on": [(Reader, "_carried", lambda *_given: ((), 0.0))],
        "gazetteers": [change for each in nothing.values() for change in each],
        **{f"gazetteer {name.removeprefix('is_')}": changes for name, changes in nothing.items()},
        **{f"clue {name}": [(clues, "WEIGHTS", {**clues.WEIGHTS, name: 0.0})] for name in clues.WEIGHTS},
    }


@contextmanager
def without(changes: Sequence[Change]) -> Iterator[None]:
    with ExitStack() as stack:
        for owner, name, stand_in in changes:
            stack.enter_context(patch.object(owner, name, stand_in))
        yield


def measured(documents: Sequence[Marked]) -> tuple[float, float]:
    told = means([score(document) for document in documents])
    return told["attribution"], told["invented in 100"]


def main() -> None:
    options = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    options.add_argument("folders", nargs="*", type=Path, default=[CORPUS])
    options.add_argument("--half", default="", choices=["", "a", "b"])
    asked = options.parse_args()
    documents = list(marked(asked.folders, half=asked.half))
    whole, invented = measured(documents)
    print(f"{'without':42} attribution  invented in 100   brings\n{'(nothing)':42} {whole:11.3f} {invented:16.1f}")
    for name, changes in parts().items():
        with without(changes):
            figure, wrong = measured(documents)
        print(f"{name:42} {figure:11.3f} {wrong:16.1f} {whole - figure:+8.3f}", flush=True)


if __name__ == "__main__":
    main()
