"""What a text is about without saying so: it goes on from the one before, and shares the heading of that."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise

from hsreport.enrich.themes.assign import ThemedText
from hsreport.enrich.themes.vocabulary import Vocabulary
from hsreport.entries import Assignment
from hsreport.language.sentences import sentence_spans
from hsreport.language.words import content_words
from hsreport.values import Evidence, EvidencePart

_GOES_ON = re.compile(
    r"\W*(?:he|she|they|it|this|that|these|those|in (?:reply|response|answer|return)|repl\w+|answer\w*|asked|so|then|and|but|or|"
    r"why|what|which|how|yes|no)\b",
    re.IGNORECASE,
)
"""How a text begins that goes on from the one before, in English."""
SAYS_NOTHING_NEW = 8
"""Words of content up to which a text without a theme goes on."""


def with_continued(
    texts: Sequence[ThemedText], assignments: Sequence[Assignment], vocabulary: Vocabulary
) -> tuple[Assignment, ...]:
    """The assignments, and for each text that goes on from the one before in its session the first theme of that."""
    if not vocabulary.continued:
        return tuple(assignments)
    order = {theme.id: at for at, theme in enumerate(vocabulary.themes)}
    own: defaultdict[str, dict[str, Assignment]] = defaultdict(dict)
    for each in assignments:
        own[each.anchor][each.theme] = each
    shared = (
        _shared(before, after, own, order, vocabulary)
        for before, after in pairwise(texts)
        if before.session_title == after.session_title
    )
    found = {(each.anchor, each.theme): each for each in (*assignments, *filter(None, shared))}
    place = {text.anchor: at for at, text in enumerate(texts)}
    return tuple(sorted(found.values(), key=lambda each: (place[each.anchor], order[each.theme])))


def _shared(
    before: ThemedText,
    after: ThemedText,
    own: Mapping[str, Mapping[str, Assignment]],
    order: Mapping[str, int],
    vocabulary: Vocabulary,
) -> Assignment | None:
    """The theme that a text has because it goes on from the one before."""
    given = [theme for theme, each in own.get(before.anchor, {}).items() if each.strong]
    has = {theme for theme, each in own.get(after.anchor, {}).items() if each.strong}
    if not given or not _goes_on(after, vocabulary.language, has_theme=bool(has)):
        return None
    first = min(given, key=lambda theme: order[theme])
    evidence = Evidence(0, 0, _named(before), vocabulary.continued, EvidencePart.NEIGHBOUR)
    if first in has:
        return None
    strong = vocabulary.continued >= vocabulary.threshold
    return Assignment(
        first, after.anchor, vocabulary.continued, (evidence,), sentence_spans(after.text)[0], strong=strong
    )


def _goes_on(text: ThemedText, language: str, *, has_theme: bool) -> bool:
    """Whether what is said goes on from before: it begins so, or says nothing of its own; the rapporteur's own words never do."""
    says_nothing = not has_theme and len(content_words(text.text, language)) <= SAYS_NOTHING_NEW
    return text.is_said and (says_nothing or bool(_GOES_ON.match(text.text)))


def _named(text: ThemedText) -> str:
    return f"point {text.number}" if text.number else f"line {text.span.first}"
