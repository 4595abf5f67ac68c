"""The labels that lists of people begin with: “Moderator:”, “Present:”, “Chaired by”."""

import re
from functools import lru_cache
from typing import NamedTuple

from hsreport.language import grammar, people
from hsreport.language.grammar import role_of
from hsreport.parse.lists.people import is_office, is_person_line
from hsreport.parse.paragraphs import Paragraph
from hsreport.parse.words.mentions import mentions
from hsreport.values import Role

_LONGEST_LABEL = 40


_GUTTER = 2
_SURELY = 1.6
"""How much a line is like a person that stands behind a label without a colon."""


_LABEL = re.compile(
    r"(?P<label>[^\W\d_][^\W\d_ ]*(?:[ /&’'-]+(?:[^\W\d_]+|\d{1,2}(?=\s[a-z]))){0,5}?)\s?(?P<number>\d{1,2})?\s*(?:\([^()]*\))?\s*(?P<mark>[:：]|\s\.+(?=\s)|\.{3,}|\t|\s{2,}|\s[–—-]{1,2}\s|[;；]\s)\s*"
)


class Label(NamedTuple):
    """The label of a list: the role it means, whether those on it were absent, where the list begins."""

    words: str
    role: Role | None
    absent: bool
    end: int
    plural: bool
    numbered: str = ""


LISTED = Label("", None, False, 0, plural=True)


@lru_cache(maxsize=2048)
def label_at(text: str) -> Label | None:
    """The label of a list of people that a text begins with."""
    found = _LABEL.match(text)
    if not found:
        return _unmarked(text)
    words = found["label"].strip()
    parts = [words, *re.split(r"\s*/\s*|\s+and\s+|\s*&\s*", words)]
    for part in parts:
        colon = found["mark"].strip() in {":", "："}
        role = role_of(part) or (grammar.slipped_role(part) if colon else None)
        listed = role is not None or people.LIST_LABEL.fullmatch(part) is not None
        absent = people.ABSENT_LABEL.fullmatch(part) is not None
        if listed or absent or is_office(part):
            if found["mark"].strip(" ") in {"–", "—", "-", "--"} and not (role or listed):
                return None
            plural = people.MANY.search(part) is not None
            return Label(
                words,
                role,
                absent,
                found.end(),
                plural or (role is None and not is_office(part)),
                found["number"] or "",
            )
    return None


def _unmarked(text: str) -> Label | None:
    """“Chairman Dr. X”, "Chaired by X": a label that a titled or full name follows without a colon."""
    label = grammar.LABEL_SLIP.match(text)
    if not label or not text[:1].isupper():
        return None
    first = next(iter(mentions(text[label.end() : label.end() + 90])), None)
    titled = first is not None and first.start == 0 and (first.honoured or " by" in label["label"])
    plural = people.MANY.search(label["label"]) is not None
    titled = titled or is_person_line(text[label.end() :], _SURELY)
    return Label(label["label"], role_of(label["label"]), False, label.end(), plural) if titled else None


def alone(here: Paragraph) -> Label | None:
    """A label alone on its line without a colon: "Moderator"."""
    role = None if here.heading or here.marks or len(here.text) > _LONGEST_LABEL else role_of(here.text)
    return Label(here.text, role, False, len(here.text), plural=here.text.endswith("s")) if role else None


def aligned(here: Paragraph, label: Label | None, above: Paragraph | None) -> Label | None:
    """A label that no list knows, with a name in the column where that of the line above begins: "Guest      TAKAMORI Gen"."""
    if not label or not above or here.gap or label.end - len(label.words) < _GUTTER or here.indent != above.indent:
        return None
    words, rest = here.text[: label.end], here.text[label.end :]
    if above.text[len(label.words) : label.end].strip():
        return None
    aligned = words[-1:].isspace() and not re.search(r"\s{2,}\S|[.,;:]", words) and is_person_line(rest)
    return Label(words.strip(), Role.SPEAKER, False, label.end, plural=False) if aligned else None
