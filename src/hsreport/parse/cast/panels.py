"""Places on a panel: "the first speaker", "our second panelist"."""

import re

from hsreport.language import grammar
from hsreport.language.grammar import role_of
from hsreport.language.people import plain
from hsreport.values import Role

_PLACES = {word: place for place, word in enumerate(grammar.ORDINALS, 1)} | {"last": 0, "final": 0}
ON_PANELS = {Role.SPEAKER, Role.PANELIST, Role.LEAD_OFF, Role.KEYNOTE}
_PLACE = rf"(?P<office>(?:{'|'.join(_PLACES)})\s(?:to (?:speak|present|take the floor)\b|[a-z]+))"
COUNTED_BEFORE = re.compile(rf"\b{_PLACE}(?:,|:|\s\(|\s(?:was|is|came)(?:\sfrom)?)?\s?$", re.IGNORECASE)
COUNTED_BEHIND = re.compile(
    rf"(?:\s\([^)]*\))?,?\s(?:who\s)?(?:(?:was|is|spoke|came)\s)?(?:as\s)?(?:the|our)\s{_PLACE}\b"
)


def counted(office: str) -> list[str]:
    """The words of an office, an ordinal before it as a number behind: "First panelist" is "speaker 1", "last speaker" "speaker 0"."""
    words = [plain(word) for word in office.split()]
    if words and words[0] in _PLACES and (len(words) == 2 or words[1:2] == ["to"]):
        return [of_panels("speaker" if words[1] == "to" else words[1]), str(_PLACES[words[0]])]
    return [of_panels(words[0]), words[1]] if len(words) == 2 and words[1].isdigit() else words


def is_place(title: str) -> bool:
    """Whether a heading is the place of somebody on a panel: "First speaker"."""
    return len(words := counted(title)) == 2 and words[0] == "speaker"


def of_panels(noun: str) -> str:
    """One word for all who sit on a panel, where they are counted."""
    return "speaker" if role_of(noun) in ON_PANELS else noun
