"""Offices word by word: which words beside a name belong to it, as in “the Minister for Foreign Affairs, X,”."""

import re
from collections.abc import Iterable, Iterator, Sequence

from hsreport.language import people
from hsreport.language.grammar import HONORIFICS

ROLE_NOUNS = (
    "commissioner", "moderator", "panelist", "panellist", "speaker", "discussant", "rapporteur", "delegate",
    "presenter", "facilitator", "expert",
)  # fmt: skip
"""Words for a person's part that many share, so that they may stand for the name; any other office gives way too."""
LINKS = frozenset(
    ["of", "for", "the", "and", "on", "to", "at", "in", "de", "la", "du", "des", "der", "und", "&", "-", "–"]
)
"""Words that hold an office and its organization together."""
OPENERS = frozenset((
    "unlike", "if", "not", "without", "only", "as", "according", "thanks", "when", "however", "neither", "nor",
    "either", "since", "while", "after", "before", "because", "although", "though", "whether", "by", "with", "from",
    "like", "despite", "during", "both", "even", "once", "until", "unless", "where", "whereas", "that", "this",
    "these", "those", "but", "or", "so", "yet", "then", "also", "still", "perhaps", "indeed", "finally", "first",
    "second", "third", "next", "therefore", "thus", "hence", "moreover", "furthermore", "meanwhile", "similarly",
    "last", "lastly", "again", "today", "yesterday", "tomorrow", "later", "earlier", "here", "there", "what", "who",
    "why", "how", "which",
))  # fmt: skip
"""Words that open a sentence before a name and are no part of an office, though they have a capital there."""
ARTICLES = frozenset(("the", "a", "an", "his", "her", "its", "excellency"))
TITLES = frozenset((
    "mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor", "sir", "dame", "lord", "lady", "madam", "mme",
    "mlle", "ambassador", "senator",
))  # fmt: skip
"""Titles that hardly ever stand before anything but a name."""
LONGEST_ABBREVIATION = 5
"""Characters of a shortened title, its stop included: "Prof."."""
WORD = r"[^\W\d_](?:[\w’'-]*\w)?\.?"
BEFORE = re.compile(rf"(?P<word>(?:\bH\.\s?E\.)|(?:-\s?)?{WORD}|&|–)(?P<gap>\s+)$")
AFTER = re.compile(rf"(?P<gap>\s+)?(?P<word>{WORD}(?<!\.)|&|–)")


def office_before(text: str, start: int, bound: int) -> tuple[int, list[str]]:
    """Find the office before a name: where it begins, and its words from left to right; `start` and none where there is none."""
    comma = re.search(r",\s+$", text[bound:start])
    at = bound + comma.start() if comma else start
    head = text[:at] + (" " if comma else "")
    words: list[tuple[int, str]] = []
    while (found := BEFORE.search(head)) and found.start() >= bound and _goes_on(found["word"], words):
        words.insert(0, (found.start(), found["word"]))
        head = head[: found.start()]
    del words[: _not_of_office([word for _, word in words], before=head)]
    own = [word for _, word in words]
    return (words[0][0], own) if has_office(own) else (start, [])


def _not_of_office(words: list[str], *, before: str) -> int:
    """Count the first words that are no part of an office: links, and a place behind one ("In Geneva Ms. X")."""
    at = 0
    while at < len(words) and words[at].casefold() in LINKS - ARTICLES:
        at += 1
    first = next((place for place in range(at, len(words)) if is_office(words[place])), at)
    return first if first < len(words) and is_title(words[first]) and (at or re.search(r"\band\s+$", before)) else at


def _goes_on(word: str, words: list[tuple[int, str]]) -> bool:
    """Whether a word to the left still belongs to an office; an "and" before the office itself does not."""
    plain = word.strip("- ").casefold()
    if plain == "and" and has_office([other for _, other in words]):
        return False
    return plain not in OPENERS and (
        plain in LINKS
        or plain in ARTICLES
        or is_office(word)
        or (word.strip("- ")[0].isupper() and not word.endswith("."))
    )


def chunk(text: str, start: int) -> tuple[int, list[str]]:
    """Read an office or organization from `start` on: where it ends, and its words."""
    words: list[str] = []
    end, links = start, 0
    while found := AFTER.match(text, end):
        word = found["word"]
        after_link = bool(words) and words[-1].casefold() in LINKS
        kept = (
            word.casefold() in LINKS
            or word[0].isupper()
            or is_office(word)
            or (after_link and word.casefold() in people.BODIES)
        )
        if not kept:
            break
        links = links + 1 if word.casefold() in LINKS else 0
        words.append(word)
        end = found.end()
    for _ in range(links):
        end = start + len(text[start:end].rstrip()[: -len(words.pop())].rstrip())
    return end, words


def is_title(word: str) -> bool:
    """Whether a word stands before a name and hardly ever elsewhere."""
    return word.strip(".").casefold() in TITLES


def opens_a_name(words: Sequence[str]) -> bool:
    """Whether words begin with a title that stands before a name, not with the office of a professor."""
    if not is_title(words[0]):
        return False
    alone = len(words) == 1 or words[1].casefold() in LINKS or is_office(words[1])
    return len(words[0]) < LONGEST_ABBREVIATION or not alone


def has_office(words: Iterable[str]) -> bool:
    return any(map(is_office, words))


def is_office(word: str) -> bool:
    """Whether a word is an office, a part or a title; one with a stop, only if it is an abbreviation and ends no sentence."""
    plain = word.strip("- ").casefold()
    if plain.endswith("."):
        return len(plain) <= LONGEST_ABBREVIATION and plain.rstrip(".") in HONORIFICS - ARTICLES
    return (
        plain in people.OFFICES | people.BEFORE_OFFICES
        or plain in HONORIFICS - ARTICLES - {"he", "right"}
        or bool(list(nouns_in(plain)))
    )


def nouns_in(word: str) -> Iterator[tuple[str, bool]]:
    plain = word.strip(".,- ").casefold()
    for noun in ROLE_NOUNS:
        if plain in (noun, f"{noun}s"):
            yield noun, plain != noun
