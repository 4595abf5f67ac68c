"""Whether words at the head of a line are a person's name, and what stands behind it: office, organization."""

import re
from functools import lru_cache

from hsreport.language import gazetteer, people
from hsreport.language.people import plain
from hsreport.language.words import word
from hsreport.parse.words.mentions import Mention, mentions
from hsreport.parse.words.verbs import Does, verb_after
from hsreport.values import Affiliation

LONGEST_LINE = 260


AFTER_NAME = re.compile(r"\s*(?:$|[,，;(（\[\t:/|=]|[–—-]{1,2}\s|\s{2,})|\s+[–—-]{1,2}\s")


INVERTED = re.compile(
    r"(?P<family>[^\W\d_a-z][\w'’-]+(?:[ -][^\W\d_a-z][\w'’-]+)?), (?:(?P<title>Mr|Mrs|Ms|Dr|Prof|Sir|Dame)\.? )?(?P<given>[^\W\d_a-z][\w'’.-]*(?: [^\W\d_a-z][\w'’.-]*)?)(?=\s*(?:$|[,;(])|\s{2,})"
)
_GIVEN_BEHIND = re.compile(
    r"(?:(?P<first>[^\W\d_a-z][a-z]+)\s)?(?P<family>[^\W\d_a-z][\w'’-]+)\s\((?P<given>[^\W\d_a-z][a-z][\w'’-]*)\)"
)
"""“Whitcombe (Arthur)”."""

_HONOURS = re.compile(rf"(?:\s(?:{'|'.join(sorted(map(str.upper, people.DEGREES)))})\b)+")
"""What stands behind a name without a comma: "Ms Josephine Tranter SC"."""
_INITIALS = re.compile(r"[^\W\d_a-z]|(?:[^\W\d_a-z]\.-?){1,3}")


def likeness(mention: Mention, rest: str) -> float:
    """How much the words at the head of an item look like a person's name and not like a body or a place."""
    key = mention.key
    score = 2.0 * bool(mention.titles) + 0.7 * (2 <= len(key) <= 4)
    score += (
        gazetteer.is_given(key[0])
        + 0.3 * (len(key) > 1 and gazetteer.is_given(key[-1]))
        + 0.4 * gazetteer.is_family(key[-1])
    )
    place = gazetteer.is_place(" ".join(key))
    score += 0.4 * (len(key) > 1 and not place and all(gazetteer.is_strange(word) for word in key))
    if people.bodies_in(key) and not mention.honoured:
        score -= 0.6 if len(key) > 1 and gazetteer.is_given(key[0]) and key[0] not in people.BODIES else 2.5
    initials = len(key) > 1 and all(_INITIALS.fullmatch(word) for word in mention.words[:-1])
    score += 0.3 * initials
    score -= place
    score -= 2 * (
        (key[0] in people.FUNCTION and mention.words[0].isascii() and not initials)
        or (key[0] in people.CALENDAR and not gazetteer.is_given(key[0]))
    )
    score -= 2 * any(word in people.OFFICES - people.OFFICES_ALSO_NAMES for word in key)
    score -= 1.5 * (len(key) == 1 and len(key[0]) < 6 and mention.words[0].isupper())
    score -= 0.5 * (re.match(r"\s*(?:of|for|and) [^\W\d_a-z]", rest) is not None and not mention.titles)
    return score + 0.3 * (re.match(r"\s*[(（]", rest) is not None)


def _turned(printed: str) -> tuple[Mention, str] | None:
    """The name of an item that has the family name first, with a comma: "Hale, Rosemary (Ms)"."""
    behind = _GIVEN_BEHIND.match(printed)
    if behind and gazetteer.is_given(behind["given"]) and not gazetteer.is_given(behind["first"] or ""):
        words = (behind["given"], behind["family"])
        return Mention(0, 0, behind.end(), (), words, tuple(map(plain, words))), printed[behind.end() :]
    match = INVERTED.match(printed)
    if not match or not (gazetteer.is_given(match["given"].split()[0]) or match["title"]):
        return None
    if (
        not match["family"].isupper()
        and any(gazetteer.is_given(word) for word in match["family"].split()[:-1] or [match["family"]])
        and not (" " not in match["family"] and gazetteer.is_family(match["family"]))
    ):
        return None
    words_in = {plain(word) for word in printed[: match.end()].replace(",", " ").split()}
    if words_in & (people.OFFICES | people.BODIES) or plain(match["family"]) in people.FUNCTION:
        return None
    words = (*match["given"].split(), *match["family"].split())
    title = re.match(r"\s*,?\s*\(?(Mr|Mrs|Ms|Dr|Prof|Sir)\b\.?\)?", printed[match.end() :])
    titles = (plain(match["title"] or (title[1] if title else "")),) if title or match["title"] else ()
    return Mention(0, 0, match.end(), titles, words, tuple(map(plain, words))), printed[
        match.end() + (title.end() if title else 0) :
    ]


@lru_cache(maxsize=8192)
def person_at(text: str) -> tuple[Mention, str] | None:
    """The candidate that an item begins with, and what stands behind it; None where prose goes on behind it."""
    turned = _turned(text[:200])
    if turned:
        return turned[0], text[turned[0].end :]
    first = next(iter(mentions(text[:200])), None)
    if first is None or not first.words:
        return None
    before = text[: first.start].split()
    if not all(map(_is_occupation, before)) and not (before == ["The"] and first.honoured):
        return None
    rest = _HONOURS.sub("", text[first.end :], count=1)
    if AFTER_NAME.match(rest) or rest.strip() in {".", ""}:
        return (first, rest) if not _speaks(rest) else None
    following = mentions(text[first.end : first.end + 60])
    office = bool(following) and following[0].start <= 1 and bool(following[0].titles)
    loose = people.LOOSE_AFTER.match(rest) is not None
    return (first, rest) if (office or loose) and not _speaks(rest) else None


def _is_occupation(printed: str) -> bool:
    """Whether a word before a name says what its bearer is: "Director", "shepherd"."""
    known = word(printed) if printed.islower() else None
    return plain(printed) in people.OFFICES or (known is not None and known.sort == "p")


def _speaks(rest: str) -> bool:
    verb = verb_after(rest[:300])
    if verb is None or verb.does is Does.STOPS:
        return False
    apposed = re.match(r"\s*[,(]", rest) is not None
    return not apposed or (verb.does is Does.SAYS and len(rest) - verb.start > 30)


def is_person_line(text: str, least: float = 0.9) -> bool:
    """Whether a line is one person with office and organization, and nothing said: "Ann Wu, Director, Port of X"."""
    if len(text) > LONGEST_LINE or re.search(
        r"[^.\W][?!]$|(?<!\b[^\W\d_a-z])(?<!\b[^\W\d_a-z]\w)(?<!\b[^\W\d_a-z]\w\w)\.$", text
    ):
        return False
    found = person_at(text)
    return found is not None and likeness(*found) >= least and not people.DIRECT.search(text)


def is_office(label: str) -> bool:
    """Whether words end with an office: "Senior Coroner", "Director of Works"."""
    words = [plain(word) for word in re.split(r"\s(?:of|for)\s", label)[0].split()]
    return bool(words) and words[-1] in people.OFFICES and len(words) <= 4


def affiliation(text: str) -> Affiliation:
    """Position and organization: the offices first, then the rest; a single part is told by its words."""
    printed = text.strip()
    enclosed = re.fullmatch(r"[(（](.*)[)）]", printed)
    bare = enclosed[1] if enclosed else printed
    parts = [part.strip() for part in bare.split(",")]
    offices = 0
    while offices < len(parts) and _is_office_part(parts[offices]):
        offices += 1
    return Affiliation(printed, ", ".join(parts[:offices]), ", ".join(parts[offices:]))


def _is_office_part(part: str) -> bool:
    """Whether the words before "of" or "for" are an office and no organization."""
    head = re.split(r"\b(?:of|for|at|to|in)\b", part, maxsplit=1)[0]
    words = [plain(word) for word in re.findall(r"[\w'’]+", head)]
    offices = people.OFFICES | people.HONORIFICS | {"professor"}
    ends = bool(words) and words[-1] in offices
    return ends or (not offices.isdisjoint(words) and not (people.BODIES - people.OFFICES).intersection(words))
