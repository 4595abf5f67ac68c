"""What an editor settles about themes: a theme pinned to a point, or struck from it.

A ruling names its point by number and by first words. Where the two disagree the words decide, and a finding says
so: a point that was added or taken out shifts the numbers after it.
"""

from collections.abc import Iterable, Sequence
from functools import partial
from typing import Annotated, NamedTuple

import msgspec
from msgspec.structs import replace

from hsreport.enrich.themes.assign import ThemedText
from hsreport.enrich.themes.vocabulary import Vocabulary
from hsreport.entries import Assignment
from hsreport.errors import SettingsError
from hsreport.findings import finding
from hsreport.language.sentences import sentence_spans
from hsreport.settings import close_match
from hsreport.values import Evidence, EvidencePart, Finding, LineRuling, Value


class Ruling(Value, frozen=True):
    """A theme and the point that it is pinned to or struck from."""

    theme: str
    begins: Annotated[str, msgspec.Meta(min_length=1)]
    """The first words of the point, or of the passage of discussion."""
    point: int | None = None
    """The point's number; a passage of discussion has none."""
    source: str = ""
    """Name of the file that the ruling is for; empty for any."""


class Rulings(Value, frozen=True):
    """All rulings: the entries `[[pin]]`, `[[strike]]` and `[[ruling]]` of hsreport.toml."""

    pin: tuple[Ruling, ...] = ()
    strike: tuple[Ruling, ...] = ()
    ruling: tuple[LineRuling, ...] = ()


NO_RULINGS = Rulings()


class Ruled(NamedTuple):
    """Assignments after the rulings, and what was found on the way."""

    assignments: tuple[Assignment, ...]
    findings: tuple[Finding, ...] = ()


def rule(
    assignments: Sequence[Assignment],
    texts: Sequence[ThemedText],
    vocabulary: Vocabulary,
    rulings: Rulings,
    source: str,
) -> Ruled:
    """The assignments as the editor wants them, in the order of the texts and of the vocabulary.

    `source` is the name of the file. Raises `SettingsError` for a theme that the vocabulary does not have.
    """
    _refuse_unknown((*rulings.pin, *rulings.strike), vocabulary)
    if not (rulings.pin or rulings.strike):
        return Ruled(tuple(assignments))
    found = {(each.anchor, each.theme): each for each in assignments}
    notes: list[Finding] = []
    for ruling, text in _placed(rulings.strike, texts, source, notes):
        if not found.pop((text.anchor, ruling.theme), None):
            notes.append(finding("HS403", text.span, anchor=text.anchor, what=_named(text), theme=ruling.theme))
    for ruling, text in _placed(rulings.pin, texts, source, notes):
        key = text.anchor, ruling.theme
        found[key] = _pinned(found.get(key), text, ruling.theme, vocabulary)
    return Ruled(_in_order(found.values(), texts, vocabulary), tuple(notes))


def _refuse_unknown(rulings: Iterable[Ruling], vocabulary: Vocabulary) -> None:
    known = [theme.id for theme in vocabulary.themes]
    for each in rulings:
        if each.theme not in known:
            message = (
                f"the ruling on “{each.begins}” names the theme “{each.theme}”, which “{vocabulary.title}” has not"
            )
            raise SettingsError(message, hint=close_match(each.theme, known))


def _placed(
    rulings: Iterable[Ruling], texts: Sequence[ThemedText], source: str, notes: list[Finding]
) -> Iterable[tuple[Ruling, ThemedText]]:
    """Each ruling for this source with its text; those that find none are noted and left out."""
    for ruling in rulings:
        if ruling.source not in ("", source):
            continue
        meant = [text for text in texts if _plain(text.text).startswith(_plain(ruling.begins))]
        exact = [text for text in meant if text.number == ruling.point]
        if len(exact or meant) != 1:
            notes.append(finding("HS402", None, words=ruling.begins, theme=ruling.theme))
            continue
        (text,) = exact or meant
        if not exact and ruling.point is not None:
            shifted = partial(finding, "HS401", text.span, anchor=text.anchor)
            notes.append(shifted(number=ruling.point, words=ruling.begins, what=_named(text)))
        yield ruling, text


def _pinned(before: Assignment | None, text: ThemedText, theme: str, vocabulary: Vocabulary) -> Assignment:
    """An assignment that the editor made, with whatever else speaks for it."""
    by_hand = Evidence(0, 0, "pin", vocabulary.threshold, EvidencePart.HAND)
    if before:
        score = round(before.score + by_hand.weight, 3)
        return replace(before, score=score, evidence=(*before.evidence, by_hand), strong=True)
    return Assignment(theme, text.anchor, by_hand.weight, (by_hand,), sentence_spans(text.text)[0])


def _in_order(
    assignments: Iterable[Assignment], texts: Iterable[ThemedText], vocabulary: Vocabulary
) -> tuple[Assignment, ...]:
    place = {text.anchor: at for at, text in enumerate(texts)}
    order = {theme.id: at for at, theme in enumerate(vocabulary.themes)}
    return tuple(sorted(assignments, key=lambda each: (place[each.anchor], order[each.theme])))


def _plain(text: str) -> str:
    """A text without regard to case and to the length of its spaces."""
    return " ".join(text.casefold().split())


def _named(text: ThemedText) -> str:
    return f"point {text.number}" if text.number else f"the discussion in line {text.span.first}"
