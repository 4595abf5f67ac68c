"""Which paragraphs are headings: of a session, of a section, or of something smaller."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from hsreport.language import grammar
from hsreport.parse.names import whole_name
from hsreport.parse.paragraphs import Paragraph
from hsreport.parse.people import announcing, is_attendance, person_line, roster_line, turn_label

_LONGEST = 160
_LONGEST_BARE = 70
"""How long a line that nothing but its place makes a heading may be, in characters."""
_QUALIFIER = re.compile(r"(?P<title>.*?)\s*(?P<qualifier>[(（][^()（）]{2,40}[)）])$")


class HeadingLine(NamedTuple):
    """A heading taken apart. `style` tells headings of one kind: those of one style have one level."""

    kind: str
    """“session” where its own words say so, “within” where they do unless a session is open, “section” elsewhere."""
    style: str
    label: str
    title: str
    number: str = ""
    qualifier: str = ""


def headings(paragraphs: Sequence[Paragraph]) -> list[HeadingLine | None]:
    """The heading that each paragraph is; where a format marks headings, no line is one by its place or capitals alone."""
    found = [heading_line(here, following) for here, following in pairwise((*paragraphs, None)) if here]
    if sum(here.heading > 0 for here in paragraphs) < 2:
        return found
    return [None if each and each.style in {"bare", "capitals"} else each for each in found]


def heading_line(here: Paragraph, following: Paragraph | None) -> HeadingLine | None:
    """The heading that a paragraph is, None where it is none."""
    if len(here.raw) > _LONGEST or here.cells or grammar.RESIDUE.fullmatch(here.raw) or is_attendance(here.raw):
        return None
    for reader in (_numbered_session, _named_session, _marked, _listed, _capitals, _bare):
        found = reader(here, following)
        if found:
            return found
    return None


def _numbered_session(here: Paragraph, _: Paragraph | None) -> HeadingLine | None:
    match = grammar.SESSION_NUMBERED.fullmatch(here.text) or grammar.SESSION_ORDINAL.fullmatch(here.text)
    if not match or here.raw.endswith(".") or not here.text[:1].isupper():
        return None
    title = match["title"].strip()
    if title and not match["colon"].strip() and not (title[0].isupper() or title[0] in "\"“‘'("):
        return None
    label = here.raw.removesuffix(match["title"]).strip()
    title, qualifier = _qualified(title)
    return HeadingLine("session", _style("session", here), label, title, _number(match["number"]), qualifier)


def _named_session(here: Paragraph, _: Paragraph | None) -> HeadingLine | None:
    match = grammar.SESSION_NAMED.fullmatch(here.text)
    rest = match["rest"].strip() if match else ""
    if not match or not here.text[0].isupper() or (rest and rest[0] not in "(（:：–—-"):
        return None
    if roster_line(here.text) or len(here.text) > _LONGEST_BARE * 2 or here.text.endswith((".", ":")):
        return None
    title, qualifier = _qualified(here.text)
    kind = "within" if match["within"] else "session"
    return HeadingLine(kind, _style("session", here), here.label, title, title.split()[0].casefold(), qualifier)


def _marked(here: Paragraph, _: Paragraph | None) -> HeadingLine | None:
    """A heading by its format, or by a roman numeral."""
    numbered = here.family == "roman" and _is_title(here.text, _LONGEST)
    if not here.heading and not numbered:
        return None
    label, title = (here.label, here.text) if here.marks else _split_number(here.raw)
    title, qualifier = _qualified(title)
    return HeadingLine("section", _style("hint", here), label, title, qualifier=qualifier)


def _listed(here: Paragraph, following: Paragraph | None) -> HeadingLine | None:
    """“1. Summary” before prose: short, no name, no sentence, and not one of a list's items."""
    if here.family not in {"dot", "decimal", "paren"} or len(here.marks) > 1 or not following:
        return None
    if not (here.gap or following.gap) or not _is_title(here.text, _LONGEST_BARE):
        return None
    if person_line(here.text) or (turn_label(here.text) and not here.text.isupper()) or announcing(here.text):
        return None
    if following.family == here.family:
        return None
    if following.family and not (following.gap and here.gap):
        return None
    return HeadingLine("section", here.family, here.label, here.text)


def _capitals(here: Paragraph, following: Paragraph | None) -> HeadingLine | None:
    if here.marks or not here.raw.isupper() or len(re.findall(r"[^\W\d_]", here.raw)) < 6 or not following:
        return None
    if person_line(here.raw) or turn_label(here.raw) or whole_name(announcing(here.raw)):
        return None
    return HeadingLine("section", "capitals", "", here.raw)


def _bare(here: Paragraph, following: Paragraph | None) -> HeadingLine | None:
    """A short line alone between empty lines, in words of a title."""
    alone = here.gap and following is not None and following.gap and not here.marks and not here.indent
    if not alone or not _is_title(here.raw, _LONGEST_BARE) or turn_label(here.raw) or person_line(here.raw):
        return None
    if announcing(here.raw) or roster_line(here.raw):
        return None
    return HeadingLine("section", "bare", "", here.raw)


def _is_title(text: str, longest: int) -> bool:
    return len(text) <= longest and text[:1].isupper() and not text.endswith((".", ";", ",", ":", "?", "!", "："))


def _qualified(title: str) -> tuple[str, str]:
    match = _QUALIFIER.fullmatch(title)
    return (match["title"], match["qualifier"]) if match and match["title"] else (title, "")


def _split_number(text: str) -> tuple[str, str]:
    """The number at the head of a heading that a format marks, and its words."""
    match = re.match(r"(?:[IVX]+\.|\d{1,3}(?:\.\d{1,3})*[.)]?|\(\d{1,3}\)|[A-Z]\.)\s+(?=\S)", text)
    return (match.group().strip(), text[match.end() :]) if match else ("", text)


def _style(otherwise: str, here: Paragraph) -> str:
    return f"h{here.heading}" if here.heading else here.family or otherwise


_ROMAN = {"I": 1, "V": 5, "X": 10}


def _number(printed: str) -> str:
    """The number of a session in figures: "II" and "TWO" are "2"; a letter stays a letter."""
    word = printed.casefold()
    if word in grammar.NUMBER_WORDS:
        return str(grammar.NUMBER_WORDS[word])
    if re.fullmatch(r"[IVX]+", printed):
        values = [_ROMAN[letter] for letter in printed]
        signs = [-1 if value < max(values[at:]) else 1 for at, value in enumerate(values)]
        return str(sum(value * sign for value, sign in zip(values, signs, strict=True)))
    return printed.upper() if printed.isalpha() else re.sub(r"\D", "", printed)
