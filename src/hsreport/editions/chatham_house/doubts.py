"""Words that look like a person's name, whoever took part: strangers with a title, initials, other scripts, addresses."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import pairwise

from hsreport.editions.chatham_house.offices import TITLES
from hsreport.editions.chatham_house.strangers import (
    CAPITALIZED,
    CONTRACTED,
    RUN,
    THINGS,
    is_a_place,
    is_named_after,
    is_no_name,
    is_nothing_else,
    is_sited,
    is_thing,
    may_be_called,
)
from hsreport.language import gazetteer, people, saying
from hsreport.language.grammar import LABEL, role_of
from hsreport.language.scripts import foreign_passage
from hsreport.model import Report
from hsreport.values import Role

ON_ROSTERS = {Role.MODERATOR, Role.CHAIR, Role.KEYNOTE, Role.SPEAKER, Role.PANELIST, Role.DISCUSSANT, Role.RAPPORTEUR}
PRESENT = re.compile(r"\s*(?i:participants|(?:also )?present|attendees|(?:in )?attendance|apologies)\s*:\s*(?=\S)")
"""The head of a list of people that gives no role."""
COUNTED = re.compile(r"\s*(?:[a-z\d]+ [a-z]+\.?)?", re.IGNORECASE)
"""What stands for such a list: "three participants", or nothing."""
NOBODY = re.compile(r"(?:\b[A-Z][a-z]+s )?\b\w+ participants?\b|\b[A-Z]\w+(?: \w+)?:|\b(?:MD|PhD)\b")
"""What names nobody in such a line: who was replaced, labels, degrees."""
ENOUGH = 60
"""Characters by which a line is known again."""
GOES_ON = re.compile(rf" {CAPITALIZED}")
"""What makes a family name a part of another: "Akasaka Prince Hotel"."""
CAPITALIZED_WORD = re.compile(rf"(?<![\w@/.]){CAPITALIZED}(?![\w@/])")
TITLED = re.compile(
    rf"\b(?:{'|'.join(word.capitalize() for word in TITLES)})(?:(?<=\b\w\w)\.|(?<=\b\w\w\w)\.|(?<=\b\w\w\w\w)\.)?(?:(?:\s+|(?<=\.))[A-Z][\w’'-]+)+"
)
INITIALLED = re.compile(rf"\b(?:[A-Z]\.[ -]?){{1,4}}\s?(?!(?:The|In|It|A|An)\b){CAPITALIZED}")
"""Initials and a family name: "J. M. Keynes"."""
INITIALS = re.compile(r"(?<![\w.])(?:[A-Z]\. ?){1,3}[A-Z]\.(?![\w])")
CALLED_BY_OFFICE = frozenset(["speaker", "deputy", "chief", "judge"])
"""Offices that are family names too, by which their holders are addressed: "Mr. Speaker"."""
GIVEN_AND_FAMILY = 2
"""Words of a name behind its title that is whole."""
NO_INITIALS = frozenset(
    ("us", "uk", "un", "eu", "usa", "dc", "nb", "ps", "ad", "bc", "he", "ussr", "uae", "nato", "phd", "am", "pm")
)
"""Letters with stops that are short for something else."""
SPEAKS = re.compile(
    rf"(?P<name>{CAPITALIZED}(?:\s+{CAPITALIZED}){{1,3}})(?=\s+(?:(?:{saying.FILLERS})\s+)?(?:{saying.SAID})\b)"
)
"""A name of several words before a verb of saying."""


OF_A_BODY = re.compile(rf"\b(?:{people.OF_WHAT})\s(?:of|for)\s(?:the\s)?$")


def doubts_in(text: str) -> Iterator[str]:
    """Find words that may name a person of whom nothing is known: "Dr. Muster", "J. M. Keynes", an e-mail address."""
    yield from (match.group() for match in TITLED.finditer(text) if not names_nobody(match.group()))
    yield from _initials_in(text)
    for match in SPEAKS.finditer(text):
        if not (
            is_thing(match["name"])
            or is_named_after(text, *match.span("name"))
            or OF_A_BODY.search(text, 0, match.start())
        ):
            yield match["name"]
    yield from (match.group() for match in RUN.finditer(text) if _could_be_called(text, *match.span()))
    yield from _unread_roster(text)
    for match in CAPITALIZED_WORD.finditer(text):
        word = CONTRACTED.sub("", match.group())
        if word.casefold() in people.HONORIFICS and text[match.end() : match.end() + 1] == ".":
            continue
        family = gazetteer.is_family(word.casefold()) and not GOES_ON.match(text, match.end())
        run = next((run for run in RUN.finditer(text) if run.start() <= match.start() < run.end()), match)
        if gazetteer.is_place(run.group()) or is_named_after(text, *run.span()) or is_sited(text, *run.span()):
            continue
        if (family or gazetteer.is_given(word.casefold())) and is_nothing_else(word):
            yield word


def foreign_in(text: str) -> Iterator[str]:
    """Find words in other letters, where most of a text is not in them."""
    if (other := sum(len(match.group()) for match in foreign_passage().finditer(text))) * 2 < len(text):
        yield from (match.group().strip() for match in foreign_passage().finditer(text) if other > 1)


def cut_short(texts: Iterable[tuple[str, str]], families: Collection[str]) -> Iterator[tuple[str, str]]:
    """Find names that begin at the end of a text and go on in the next: "... Ms Faith", "Church said ...".

    The texts have anchors before them; of the next one it gives the anchor and the word that it begins with. A name that ends
    with one of the families is whole.
    """
    for (_, before), (anchor, text) in pairwise((anchor, text) for anchor, text in texts if text):
        *_, match = [None, *TITLED.finditer(before)]
        first = CAPITALIZED_WORD.match(text)
        whole = match and (match.group().split()[-1] in families or len(match.group().split()) > GIVEN_AND_FAMILY)
        if (
            match
            and first
            and not whole
            and len(re.findall(r"\b[a-z]+\b", before[: match.start()])) > 1
            and match.end() == len(before)
            and (gazetteer.is_family(first.group()) or is_nothing_else(first.group()))
        ):
            yield anchor, first.group()


def names_nobody(titled: str) -> bool:
    """Whether words that begin with a title name no person: "Mr. Chairman", "H.E. Ms"; "Ms Faith Church" does."""
    _, *named = (word.casefold().strip(".") for word in titled.split())
    first, last = next((word for word in named if word not in TITLES), ""), named[-1] if named else ""
    office = last in THINGS and (last in CALLED_BY_OFFICE or last not in people.OFFICES_ALSO_NAMES)
    return last in TITLES or (
        office and (first == last or first in THINGS) and not (first == last and last in people.NAMED_AFTER)
    )


def has_given(words: str) -> bool:
    """Whether words are a given name that tells a gender and a family name, and no place: "Bill Marsh"."""
    first, *more = words.split()
    whole = len(more) == 1 and gazetteer.gender(first) in {"m", "f"} and gazetteer.is_family(more[0])
    return whole and not gazetteer.is_place(words)


def is_contracted(word: str) -> bool:
    """Whether a word is one of a sentence, cut short: "I've", "We'd"."""
    return CONTRACTED.sub("", word).casefold() in people.FUNCTION | people.PRONOUNS


def _initials_in(text: str) -> Iterator[str]:
    whole = list(INITIALLED.finditer(text))
    starts = {match.start() for match in whole}
    alone = (match for match in INITIALS.finditer(text) if match.start() not in starts)
    for match in (*whole, *alone):
        letters, _, word = match.group().rpartition(".")
        plain = re.sub(r"[\W_]", "", letters).casefold()
        if plain not in NO_INITIALS and (gazetteer.is_family(word.strip()) or word.strip().casefold() not in THINGS):
            yield match.group().strip()


def _could_be_called(text: str, start: int, end: int) -> bool:
    """Whether two words may name a person as well as a place or a body: "Salisbury Hall"."""
    first, *more = text[start:end].split()
    return (
        len(more) == 1
        and may_be_called(first)
        and more[0].casefold() in people.NAMED_AFTER
        and gazetteer.is_family(more[0])
        and not is_named_after(text, start, end)
    )


def _unread_roster(text: str) -> Iterator[str]:
    """Find a line that begins as a roster does and stands as text: whoever is named in it was not read."""
    label = LABEL.match(text)
    present = PRESENT.match(text)
    unread = label and role_of(label["label"]) in ON_ROSTERS and not COUNTED.fullmatch(text, label.end())
    listed = unread or (present and not COUNTED.fullmatch(text, present.end()))
    entries = re.split(r"[,;:.\t]| {2,}", NOBODY.sub("", text)) if listed else ()
    if any(may_be_somebody(entry) for entry in entries):
        yield text[:ENOUGH]


def may_be_somebody(entry: str) -> bool:
    """Whether an entry of a list may name a person: words with capitals that are no body and no words of a sentence."""
    words = re.findall(r"[^\W\d_][\w’'-]*", entry)
    shown = [word for word in words if not word.islower()]
    named = [word for word in shown if not is_no_name(word) or word.casefold() in people.OFFICES_ALSO_NAMES]
    if any(map(is_nothing_else, named)):
        return not is_named_after(" ".join(words))
    called = (gazetteer.is_given(word) or gazetteer.is_family(word) or word.casefold() not in THINGS for word in shown)
    every = len(shown) == len(words) and all(called)
    return every and bool(named) and (len(shown) > 1 or gazetteer.is_given(shown[0]))


DOUBTFUL = 1.0
"""What the clues for words weigh at least that may be a person's name, though the reading was not sure."""


def doubtful_in(report: Report, texts: Sequence[str]) -> Iterator[str]:
    """The candidates in doubt that could be names, and are no places."""
    for candidate in report.symposium.doubtful:
        words, score = candidate.words, candidate.score
        if is_contracted(words) or gazetteer.is_place(words) or is_a_place(words, texts):
            continue
        nothing_else = score >= DOUBTFUL and any(is_nothing_else(word) for word in words.split())
        if nothing_else or (score >= DOUBTFUL / 2 and has_given(words)):
            yield words
