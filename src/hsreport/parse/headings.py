"""Which paragraphs are headings: of a session, of a section, or of something smaller."""

import re
from typing import NamedTuple

from hsreport.language import grammar, people, saying
from hsreport.language.grammar import TIME
from hsreport.language.numerals import roman_value
from hsreport.parse.lists.labels import label_at
from hsreport.parse.lists.people import is_person_line, likeness, person_at
from hsreport.parse.pages import TURN
from hsreport.parse.paragraphs import Paragraph
from hsreport.parse.words.labels import announced, has_colon_label, whole_mention

LONGEST = 160
LONGEST_BARE = 70
"""How long a line that nothing but its place makes a heading may be, in characters."""
_ASIDE = re.compile(r"[(（][^()（）]*[)）]|\[[^\[\]]*\]|[\"“][^\"”]*[\"”]")
SENTENCE = re.compile(r"[a-z]{3,}(?<!Prof)(?<!Messrs)(?<!Cllr)(?<!Engr)[.!?][\"”’]?(?:\s|[(\[]\d{1,3}[)\]]$)")
DATED = re.compile(rf"(?:\w+day,? )?{grammar.DAY},?\s*[-–—:,]\s+(?=[^\W\d_])", re.IGNORECASE)
"""The day before a title: "12 November 2007 - Morning Session"."""
LISTS_PEOPLE = re.compile(rf"{people.LIST_LABEL.pattern}\s*(?:for\b|[:：—–])", re.IGNORECASE)
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


def announces_person(text: str) -> bool:
    words = announced(text)
    whole = whole_mention(words) if words else None
    return whole is not None and bool(whole.words) and (bool(whole.titles) or likeness(whole, "") >= 0.6)


def opens_session(here: Paragraph) -> bool:
    """Whether a line that lists people is also the heading of a session: "PANEL 1 / Chair: Ann Wu / Speaker: ..."."""
    return _numbered_session(here, None) is not None or re.match(r"[^\W\d_a-z]{4,}\b(?: \d+)? /", here.text) is not None


def heading_line(here: Paragraph, following: Paragraph | None) -> HeadingLine | None:
    """The heading that a paragraph is, None where it is none."""
    if (
        len(here.raw) > (LONGEST if not opens_session(here) else 2 * LONGEST)
        or here.cells
        or grammar.RESIDUE.fullmatch(here.raw)
    ):
        return None
    for reader in (_numbered_session, named_session, _marked, _listed, _capitals, _bare):
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


def named_session(here: Paragraph, _: Paragraph | None = None) -> HeadingLine | None:
    """The heading of a session by its own words: "Keynote address", "Opening session"."""
    words = DATED.sub("", here.text, count=1)
    match = grammar.SESSION_NAMED.fullmatch(words)
    rest = match["rest"].strip() if match else ""
    if not match or not words[0].isupper() or (rest and rest[0] not in "(（:：–—-"):
        return None
    if _is_roster(here.text) or len(here.text) > LONGEST_BARE * 2 or here.text.endswith((".", ":")):
        return None
    title, qualifier = _qualified(here.text)
    kind = "within" if match["within"] else "session"
    return HeadingLine(
        kind, _style("session", here), here.label, title, title.split()[0].casefold().strip(":：–—-"), qualifier
    )


def _is_roster(text: str) -> bool:
    """Whether a line lists people behind a label."""
    label = label_at(text)
    found = person_at(text[label.end :]) if label else None
    return label is not None and (label.end >= len(text) or (found is not None and likeness(*found) >= 0.4))


def _marked(here: Paragraph, _: Paragraph | None) -> HeadingLine | None:
    """A heading by its format, or by a roman numeral."""
    wiki = re.fullmatch(r"(={2,5})\s*(?P<title>[^=]+?)\s*\1", here.text)
    if wiki:
        return HeadingLine("section", f"h{len(wiki[1])}", "", wiki["title"])
    numbered = here.family == "roman" and is_title(here.text)
    shown = re.match(r"[^\W\d_a-z]{4,}\b(?: \d+)? /", here.text) is not None
    if not here.heading and not numbered and not shown:
        return None
    label, title = (here.label, here.text) if here.marks else split_number(here.raw)
    title, qualifier = _qualified(title)
    return HeadingLine("section", _style("hint", here), label, title, qualifier=qualifier)


def _listed(here: Paragraph, following: Paragraph | None) -> HeadingLine | None:
    """“1. Summary” before prose: short, no name, no sentence, and not one of a list's items."""
    if here.family not in {"dot", "decimal", "paren"} or len(here.marks) > 1 or not following:
        return None
    if not (here.gap or following.gap) or not is_title(here.text, LONGEST_BARE):
        return None
    if is_person_line(here.text) or (has_colon_label(here.text) and not here.text.isupper()):
        return None
    if announces_person(here.text) or following.family == here.family:
        return None
    if following.family and not (following.gap and here.gap):
        return None
    return HeadingLine("section", here.family, here.label, here.text)


def _capitals(here: Paragraph, following: Paragraph | None) -> HeadingLine | None:
    """A line in capitals, but for what stands in brackets or quotation marks: "FIRST WITNESS (Ann Wu, 61)"."""
    words = _ASIDE.sub("", here.text)
    if (
        len(here.marks) > 1
        or here.family == "dash"
        or words.startswith(TURN)
        or not words.isupper()
        or len(re.findall(r"[^\W\d_]", words)) < 6
        or re.search(r"[^\W\d_]{3,}[.?!]\s|^[QA][.:]\s", words)
        or not following
    ):
        return None
    if (
        is_person_line(here.raw)
        or announces_person(here.raw)
        or label_at(here.text)
        or (following.family == here.family != "" and not following.gap)
    ):
        return None
    return HeadingLine("section", "capitals" if not here.marks else here.family, here.label, here.text)


def _bare(here: Paragraph, following: Paragraph | None) -> HeadingLine | None:
    """A short line alone between empty lines, in words of a title."""
    alone = here.gap and following is not None and following.gap and not here.marks and not here.indent
    if not alone or not is_title(here.raw, LONGEST_BARE) or _could_be_label(here.raw) or is_person_line(here.raw):
        return None
    if announced(here.raw) or label_at(here.raw) or LISTS_PEOPLE.match(here.raw):
        return None
    return HeadingLine("section", "bare", "", here.raw)


def _could_be_label(text: str) -> bool:
    """Whether the words before a colon could say who speaks or what the line is: one word, a name, "Next meeting"."""
    if not has_colon_label(text):
        return False
    words = re.split(r"[:：]", text)[0]
    known = any(pattern.match(text) for pattern in (saying.OTHER, saying.DECISION, saying.ACTION))
    return (
        known
        or len(words.split()) == 1
        or whole_mention(words) is not None
        or saying.FLOOR_LABEL.match(words) is not None
    )


def is_title(text: str, longest: int = LONGEST) -> bool:
    """Whether a line has the look of a title: a capital at its head, no sentence, no mark at its end."""
    ends = text.endswith((".", ";", ",", ":", "?", "!", "："))
    return len(text) <= longest and text[:1].isupper() and not ends and not SENTENCE.search(text)


def _qualified(title: str) -> tuple[str, str]:
    match = _QUALIFIER.fullmatch(title)
    return (match["title"], match["qualifier"]) if match and match["title"] else (title, "")


def split_number(text: str) -> tuple[str, str]:
    """The number at the head of a heading that a format marks, or from when to when it is, and its words."""
    match = re.match(
        rf"(?:{TIME}\s?[-–—]\s?{TIME}|[IVX]+\.|\d{{1,3}}(?:\.\d{{1,3}})*[.)]?|\(\d{{1,3}}\)|[A-Z]\.)\s+(?=\S)", text
    )
    return (match.group().strip(), text[match.end() :]) if match else ("", text)


def _style(otherwise: str, here: Paragraph) -> str:
    return f"h{here.heading}" if here.heading else here.family or otherwise


def _number(printed: str) -> str:
    """The number of a session in figures: "II" and "TWO" are "2"; a letter stays a letter."""
    word = printed.casefold()
    if word in grammar.NUMBER_WORDS:
        return str(grammar.NUMBER_WORDS[word])
    if re.fullmatch(r"[IVX]+", printed):
        return str(roman_value(printed) or printed)
    return printed.upper() if printed.isalpha() else re.sub(r"\D", "", printed)
