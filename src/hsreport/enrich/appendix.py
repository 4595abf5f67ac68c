"""The thematic appendix: who speaks of each theme, in which words, and where."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from msgspec.structs import replace

from hsreport.enrich.people.speakers import Identified
from hsreport.enrich.themes.phrases import Span
from hsreport.enrich.themes.vocabulary import Order, Vocabulary
from hsreport.entries import Assignment, Extract, Locator, ThemeEntry
from hsreport.language.collation import sort_key
from hsreport.language.sentences import sentence_spans
from hsreport.model import Passage, Symposium
from hsreport.values import EvidencePart

_ORDERS: dict[Order, Callable[[ThemeEntry], Any]] = {
    Order.FILE: lambda _: 0,
    Order.LABEL: lambda entry: sort_key(entry.theme.label),
    Order.WEIGHT: lambda entry: -len(entry.extracts),
}
"""What a theme is sorted by; equals keep the order of the vocabulary."""


def thematic_appendix(
    symposium: Symposium, who: Identified, assignments: Iterable[Assignment], vocabulary: Vocabulary
) -> tuple[ThemeEntry, ...]:
    """Make the appendix: themes that are spoken of, in the order that the vocabulary asks for, extracts in that of the text.

    Weak assignments are left out. Of a passage in which several speak of a theme there is an extract for each. One is given to
    the voice that covers the most of it; one whose speaker is not known has the words of its attribution instead.
    """
    names = {speaker.id: speaker.name.display for speaker in who.speakers}
    passages = {passage.anchor: passage for passage in symposium.passages() if passage.themed}

    def extracts(theme: str) -> Iterator[Extract]:
        for assignment in found[theme]:
            passage = passages[assignment.anchor]
            for each in _by_voice(assignment, passage, vocabulary.threshold):
                voice, speaker = next(iter(who.voices_in(passage, [each.extract])), (None, ""))
                said = names[speaker] if speaker else voice.attribution.stated if voice else ""
                yield _extract(each, passage, said, vocabulary.threshold)

    order = {anchor: at for at, anchor in enumerate(passages)}
    found: defaultdict[str, list[Assignment]] = defaultdict(list)
    strong = (assignment for assignment in assignments if assignment.strong)
    for assignment in sorted(strong, key=lambda assignment: order[assignment.anchor]):
        found[assignment.theme].append(assignment)
    entries = (
        ThemeEntry(
            theme,
            f"theme-{theme.id}",
            tuple(extracts(theme.id)),
            tuple(other for other in theme.see_also if other in found),
        )
        for theme in vocabulary.themes
        if theme.id in found
    )
    return tuple(sorted(entries, key=_ORDERS[vocabulary.order]))


def _by_voice(assignment: Assignment, passage: Passage, threshold: float) -> list[Assignment]:
    """The assignment for each voice of a passage whose own words carry the theme, if several do."""
    words = [piece for piece in assignment.evidence if piece.part is EvidencePart.WORDS]
    weights = {piece.term: piece.weight for piece in sorted(words, key=lambda piece: piece.weight)}
    carried = []
    for voice in passage.voices:
        own = {piece.term: piece for piece in words if voice.start <= piece.start < voice.end}
        if own and sum(weights[term] for term in own) >= threshold:
            at = min(piece.start for piece in own.values())
            start, end = next(span for span in sentence_spans(passage.text) if span[0] <= at < span[1])
            carried.append(replace(assignment, extract=(max(start, voice.start), min(end, voice.end))))
    return carried if len(carried) > 1 else [assignment]


def _extract(assignment: Assignment, passage: Passage, speaker: str, threshold: float) -> Extract:
    """Quote the sentence that carries a theme, cut to the clauses that do where it is long; an ellipsis shows the cut."""
    first, last = assignment.extract
    words = [
        (max(piece.start, first), min(piece.end, last))
        for piece in assignment.evidence
        if piece.part is EvidencePart.WORDS and piece.start < last and piece.end > first
    ]
    start, end = cut_to_clauses(passage.text, (first, last), words)
    before, after = "… " if start > first else "", " …" if end < last else ""
    kept = passage.text[start:end].rstrip(" ,;:–—" if after else None)
    text = f"{before}{kept}{after}"
    shift = len(before) - start
    marks = _joined(sorted((a + shift, b + shift) for a, b in words), text)
    reasons = tuple(_reasons(assignment, threshold))
    session = passage.session.id if passage.session else ""
    locator = Locator(passage.anchor, passage.point.number if passage.point else None)
    kind = str(passage.kind)
    return Extract(speaker, session, text, tuple(marks), locator, reasons, kind, assignment.extract, assignment.score)


def _reasons(assignment: Assignment, threshold: float) -> Iterator[EvidencePart]:
    """List what an assignment hangs on beside words: the kinds of evidence without which it would not be there."""
    for part in EvidencePart:
        weight = sum(piece.weight for piece in assignment.evidence if piece.part is part)
        if part is not EvidencePart.WORDS and weight and round(assignment.score - weight, 3) < threshold:
            yield part


def _joined(spans: Iterable[Span], text: str) -> list[Span]:
    """Join spans that overlap, or that only a space or a hyphen parts."""
    joined: list[Span] = []
    for start, end in spans:
        if joined and not text[joined[-1][1] : start].strip(" \u00a0-‐/"):
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


# --- Extracts cut to clauses ---------------------------------------------------------------------------

LONGEST = 150
"""Characters up to which a passage is left whole."""
SHORTEST = 80
"""Characters that a cut leaves at least, where the passage has them."""

_CLAUSE_END = re.compile(
    r"[;:；：]\s+|\s+[-–—]{1,3}\s+|[.!?]\s+"
    r"|,\s+(?=(?:and|but|or|nor|yet|so|while|whereas|which|who|whose|because|since|although|though|as|if|where|when)\b)"
)


def cut_to_clauses(text: str, passage: Span, needed: Sequence[Span]) -> Span:
    """Cut a passage to whole clauses that hold all spans needed.

    A passage that is short, or that needs nothing, is left whole; a few words alone are not left. Commas end a clause
    only before an English conjunction.
    """
    start, end = passage
    if end - start <= LONGEST or not needed:
        return passage
    ends = (clause.end() for clause in _CLAUSE_END.finditer(text, start, end))
    breaks = [start, *(place for place in ends if start < place < end), end]
    first = max(at for at, place in enumerate(breaks) if place <= max(start, min(span[0] for span in needed)))
    last = min(at for at, place in enumerate(breaks) if place >= min(end, max(span[1] for span in needed)))
    while breaks[last] - breaks[first] < SHORTEST:
        first, last = (first, last + 1) if last + 1 < len(breaks) else (first - 1, last)
    return breaks[first], breaks[last]
