"""Words that look like a person's name, whoever took part: strangers with a title, initials, other scripts, addresses."""

import re
from collections.abc import Collection, Iterable, Iterator
from itertools import dropwhile, pairwise

from hsreport.editions.chatham_house.offices import ARTICLES, LINKS, LONGEST_ABBREVIATION, OPENERS, TITLES
from hsreport.language import gazetteer, people, saying
from hsreport.language.grammar import LABEL, role_of
from hsreport.language.scripts import foreign_passage
from hsreport.language.words import is_known
from hsreport.values import Role

THINGS = people.BODIES | people.OFFICES | people.FUNCTION | people.CALENDAR
"""Words of organizations, offices and sentences."""


def is_common(word: str) -> bool:
    """Whether a word names things as well as families: alone, with a capital, it is anyone's guess."""
    return word in THINGS or gazetteer.is_place(word) or gazetteer.is_demonym(word)


ON_ROSTERS = {Role.MODERATOR, Role.CHAIR, Role.KEYNOTE, Role.SPEAKER, Role.PANELIST, Role.DISCUSSANT, Role.RAPPORTEUR}
PRESENT = re.compile(r"\s*(?i:participants|(?:also )?present|attendees|(?:in )?attendance|apologies)\s*:\s*(?=\S)")
"""The head of a list of people that gives no role."""
COUNTED = re.compile(r"\s*(?:[a-z\d]+ [a-z]+\.?)?", re.IGNORECASE)
"""What stands for such a list: "three participants", or nothing."""
NOBODY = re.compile(r"(?:\b[A-Z][a-z]+s )?\b\w+ participants?\b|\b[A-Z]\w+(?: \w+)?:|\b(?:MD|PhD)\b")
"""What names nobody in such a line: who was replaced, labels, degrees."""
ENOUGH = 60
"""Characters by which a line is known again."""
EMAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+\w")
CAPITALIZED = r"[^\W\d_a-zß-öø-ÿ](?:[\w’'-]*\w)"
GOES_ON = re.compile(rf" {CAPITALIZED}")
"""What makes a family name a part of another: "Akasaka Prince Hotel"."""
CONTRACTED = re.compile(r"(?<=\w)[’'](?:ve|d|ll|m|re|s|t)$", re.IGNORECASE)
CAPITALIZED_WORD = re.compile(rf"(?<![\w@/.]){CAPITALIZED}(?![\w@/])")
TITLED = re.compile(
    rf"\b(?:{'|'.join(word.capitalize() for word in TITLES)})(?:(?<=\b\w\w)\.|(?<=\b\w\w\w)\.|(?<=\b\w\w\w\w)\.)?(?:\s+[A-Z][\w’'-]+)+"
)
INITIALLED = re.compile(rf"\b(?:[A-Z]\.[ -]?){{1,4}}\s?(?!(?:The|In|It|A|An)\b){CAPITALIZED}")
"""Initials and a family name: "J. M. Keynes"."""
INITIALS = re.compile(r"(?<![\w.])(?:[A-Z]\. ?){1,3}[A-Z]\.(?![\w])")
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


BLANK = r"[^\S\t]"
"""What parts words, but not cells."""
RUN = re.compile(
    rf"(?<![\w@/.]){CAPITALIZED}(?:{BLANK}(?:(?:{'|'.join(map(re.escape, sorted(people.PARTICLES)))}){BLANK})*(?:[dl][’'])?{CAPITALIZED}){{0,3}}(?![\w@/])"
)
"""Words with capitals, one behind the other."""
PLACED = re.compile(r"\b(?:[Ii]n|[Aa]t|[Nn]ear|[Ff]rom|[Tt]he)\s$")
SITED = re.compile(r"\b(?:in|at|near|outside|around)\s$", re.IGNORECASE)
"""What stands before a place, and before a person only where something is that person's."""
BOUND = re.compile(
    r"\b(?:\d+[a-z]?|in|at|to|cross|near|off|on|outside|around|behind|along|across|opposite|the)\s$", re.IGNORECASE
)
OF_A_BODY = re.compile(rf"\b(?:{people.OF_WHAT})\s(?:of|for)\s(?:the\s)?$")
OPENING = re.compile(r"(?:^|[.!?:;,]\s+|\d\s+|\t|[\"“]\s?)$")
LABELLED = re.compile(r"\s*:(?!\d)|\s\((?!\d)")
SAYING = re.compile(rf"\s+(?:(?:{saying.FILLERS})\s+)?(?:{saying.SAID})\b")
COMING = re.compile(r",? aged \S|\sfrom\s(?=[A-Z])")
"""What stands before and behind who speaks."""
OWNED = re.compile(r"[’']s?\b|\s*\(")


def strangers_in(text: str) -> Iterator[tuple[int, int]]:
    """Find names that are surely people's, of whom nothing else is known: a name that is no word, with the words beside it."""
    for match in RUN.finditer(text):
        every = [*re.finditer(r"\S+", match.group())]
        named = [*dropwhile(lambda word: is_no_name(word.group()), every)]
        words = [CONTRACTED.sub("", word.group()) for word in named]
        thing = not words or is_thing(" ".join(words)) or is_named_after(text, *match.span())
        start, end = (
            match.start() + (named[0].start() if named else 0),
            match.start() + len(CONTRACTED.sub("", match.group())),
        )
        alone = len(every) == 1 and PLACED.search(text, 0, start)
        if (not thing and (any(map(is_only_a_name, words)) and not alone)) or (
            words and is_in_a_speakers_place(text, start, end)
        ):
            yield start, end


def is_only_a_name(word: str) -> bool:
    return is_nothing_else(word) and (gazetteer.is_given(word) or gazetteer.is_family(word))


def is_in_a_speakers_place(text: str, start: int, end: int) -> bool:
    """Whether words that no list has, or that are a town's too, stand where who speaks does: "Ketilsson:", "Doreen from Hull"."""
    words = [CONTRACTED.sub("", word) for word in text[start:end].split()]
    if is_named_after(text, start, end) or any(word.casefold() in THINGS for word in words):
        return False
    label = OPENING.search(text, 0, start) and LABELLED.match(text, end)
    if any(map(is_nothing_else, words)) and (label or SAYING.match(text, end)):
        return True
    return all(map(gazetteer.is_given, words)) and bool(
        COMING.match(text, end) or (label and not all(map(is_known, words)))
    )


def is_no_name(word: str) -> bool:
    """Whether a word before a name is none itself: an office, or an English word that nobody is called by."""
    plain = word.casefold()
    if plain in people.FUNCTION:
        return plain in OPENERS | LINKS | ARTICLES
    return plain in people.TITLES | OPENERS | LINKS | ARTICLES or (
        is_word(plain) and not (gazetteer.is_given(plain) or gazetteer.is_family(plain))
    )


def may_be_called(word: str) -> bool:
    """Whether a word beside a name may belong to it."""
    plain = word.casefold()
    listed = gazetteer.is_given(plain) or gazetteer.is_family(plain)
    return is_nothing_else(word) or (listed and plain not in people.BODIES | people.FUNCTION | people.CALENDAR)


def is_named_after(text: str, start: int = 0, end: int | None = None) -> bool:
    """Whether words with capitals are a place or a body that has somebody's name at most: "Lake Petrie", "Ellery Fund".

    Two words that somebody may be called by are one behind "in" or "the" alone: "in Salisbury Hall".
    """
    first, *more = (CONTRACTED.sub("", word).casefold() for word in text[start:end].split())
    if first in people.BEFORE_THINGS or not more:
        return bool(more)
    called = gazetteer.is_given(first) or gazetteer.is_family(more[0])
    person = len(more) == 1 and called and not BOUND.search(text, 0, start)
    return more[-1] in people.NAMED_AFTER and not person


def things_in(text: str) -> Iterator[tuple[int, int]]:
    """Find the places and bodies that a text names by words of which a person's name could be made elsewhere."""
    for match in RUN.finditer(text):
        if is_named_after(text, *match.span()) or (" " in match.group() and gazetteer.is_place(match.group())):
            yield match.span()


def is_sited(text: str, start: int, end: int) -> bool:
    """Whether words stand where a place does: "in Leith", not "in Rawls’s view"."""
    return bool(SITED.search(text, max(start - 10, 0), start)) and not OWNED.match(text, end)


def strangers(text: str) -> Iterator[str]:
    """The names of two words or more among them."""
    yield from (name for start, end in strangers_in(text) if " " in (name := text[start:end]))


def doubts_in(text: str) -> Iterator[str]:
    """Find words that may name a person of whom nothing is known: "Dr. Muster", "J. M. Keynes", an e-mail address."""
    yield from EMAIL.findall(text)
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
        family = gazetteer.is_family(word.casefold()) and not GOES_ON.match(text, match.end())
        run = next((run for run in RUN.finditer(text) if run.start() <= match.start() < run.end()), match)
        if gazetteer.is_place(run.group()) or is_named_after(text, *run.span()) or is_sited(text, *run.span()):
            continue
        if (family or gazetteer.is_given(word.casefold())) and is_nothing_else(word):
            yield word
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
            and match.end() == len(before)
            and first.group().casefold() not in people.FUNCTION
        ):
            yield anchor, first.group()


def names_nobody(titled: str) -> bool:
    """Whether words that begin with a title name no person: "Mr. Chairman", "H.E. Ms"; "Ms Faith Church" does."""
    _, *named = (word.casefold().strip(".") for word in titled.split())
    first, last = next((word for word in named if word not in TITLES), ""), named[-1] if named else ""
    return last in TITLES or (last in THINGS and (first == last or first in THINGS))


def is_nothing_else(word: str) -> bool:
    """Whether a word can only be a name: no English word, place or thing, and nothing short for something ("ODA")."""
    short = word.isupper() and len(word) <= LONGEST_ABBREVIATION
    return not (short or is_common(word.casefold()) or is_word(word.casefold()))


def is_word(plain: str) -> bool:
    """Whether a word in small letters is English, or a form of such a word that is no name: "showed", "ticketing"."""
    if is_known(plain) or gazetteer.is_given(plain) or gazetteer.is_family(plain):
        return is_known(plain)
    stem = re.sub(r"(?:ed|ing)$", "", plain)
    return len(plain) > len(stem) > 2 and (is_known(stem) or is_known(f"{stem}e") or is_known(stem[:-1]))


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


def is_thing(name: str) -> bool:
    """Whether any word of a name is one of organizations, places or offices."""
    return any(
        word.casefold() in THINGS or gazetteer.is_demonym(word.casefold()) for word in name.split()
    ) or gazetteer.is_place(name)


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
    if any(_may_be_somebody(entry) for entry in entries):
        yield text[:ENOUGH]


def _may_be_somebody(entry: str) -> bool:
    """Whether an entry of a list may name a person: words with capitals that are no body and no words of a sentence."""
    words = re.findall(r"[^\W\d_][\w’'-]*", entry)
    shown = [word for word in words if not word.islower()]
    named = [word for word in shown if not is_no_name(word) or word.casefold() in people.OFFICES_ALSO_NAMES]
    return (any(map(is_nothing_else, named)) and not is_named_after(" ".join(words))) or (
        len(named) == len(shown) and (len(shown) > 1 or any(map(gazetteer.is_given, shown)))
    )
