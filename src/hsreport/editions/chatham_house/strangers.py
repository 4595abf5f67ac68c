"""Words with capitals of whom nothing else is known: which are surely people, which are places and bodies that have a person's name."""

import re
from collections.abc import Iterable, Iterator
from itertools import dropwhile

from hsreport.editions.chatham_house.offices import ARTICLES, LINKS, LONGEST_ABBREVIATION, OPENERS
from hsreport.language import gazetteer, people, saying
from hsreport.language.words import PAST, THIRD, is_known, kinds

THINGS = people.BODIES | people.OFFICES | people.FUNCTION | people.CALENDAR
"""Words of organizations, offices and sentences."""


def is_common(word: str) -> bool:
    """Whether a word names things as well as families: alone, with a capital, it is anyone's guess."""
    return word in THINGS or gazetteer.is_place(word) or gazetteer.is_demonym(word)


CAPITALIZED = r"[^\W\d_a-zß-öø-ÿ](?:[\w’'-]*\w)"
CONTRACTED = re.compile(r"(?<=\w)[’'](?:ve|d|ll|m|re|s|t)$", re.IGNORECASE)


BLANK = r"[^\S\t]"
"""What parts words, but not cells."""
RUN = re.compile(
    rf"(?<![\w@/.]){CAPITALIZED}(?:{BLANK}(?:(?:{'|'.join(map(re.escape, sorted(people.PARTICLES)))}){BLANK})*(?:[dl][’'])?{CAPITALIZED}){{0,3}}(?![\w@/])"
)
"""Words with capitals, one behind the other."""
PLACED = re.compile(r"\b(?:[Ii]n|[Aa]t|[Nn]ear|[Ff]rom|[Tt]he)\s$")
SITED = re.compile(r"\b(?:in|at|near|outside|around)\s$", re.IGNORECASE)
"""What stands before a place, and before a person only where something is that person's."""
LOCATED = re.compile(r"\b(?:in|at|near|outside|around|to|the)\s$", re.IGNORECASE)
BOUND = re.compile(
    r"\b(?:\d+[a-z]?|in|at|to|cross|near|off|on|outside|around|behind|along|across|opposite|the)\s$", re.IGNORECASE
)
OPENING = re.compile(r"(?:^|[.!?:;,]\s+|\d\s+|\t|[\"“]\s?)$")
LABELLED = re.compile(r"\s*:(?!\d)|\s\((?!\d)")
BRACKET, UNBRACKET = re.compile(r"[(\[]\s?$"), re.compile(r"\s?[)\]]|,\s")
SAYING = re.compile(rf"\s+(?:(?:{saying.FILLERS})\s+)?(?:{saying.SAID})\b")
ACTING = re.compile(r"\s+(?:also |then |only |just )?(?P<verb>[a-z]{2,})\b")
ACTS = frozenset(["was", "is", "has", "had", "did", "does", "would", "will", "could", "can"])
COMING = re.compile(r",? aged \S|\sfrom\s(?=[A-Z])|,? \d\d\b(?!\s)|\s[A-Z]\.(?=\s)")
"""What stands before and behind who speaks."""
SENTENCE_START = re.compile(r"(?:^|[.!?:]\s+)[\"“'(\[]*$")
ABSTRACT, LONG = re.compile(r"(?:isms?|it(?:y|ies)|tions?|ness|ments?|ships?|olog(?:y|ies))$"), 6
OWNED = re.compile(r"[’']s?\b|\s*\(")


def strangers_in(text: str) -> Iterator[tuple[int, int]]:
    """Find names that are surely people's, of whom nothing else is known: by their words, or by where they stand."""
    for match in RUN.finditer(text):
        every = [*re.finditer(r"\S+", match.group())]
        named = [*dropwhile(lambda word: is_no_name(word.group()), every)]
        if not named or is_named_after(text, *match.span()):
            continue
        words = [CONTRACTED.sub("", word.group()) for word in named]
        start, end = match.start() + named[0].start(), match.start() + len(CONTRACTED.sub("", match.group()))
        before = every[-len(named) - 1].group().casefold() if len(named) < len(every) else ""
        office = before in people.TITLES or people.is_plural(before)
        alone = len(every) == 1 and PLACED.search(text, 0, start)
        if (
            (not is_thing(" ".join(words)) and any(map(is_only_a_name, words)) and not alone)
            or (office and may_be_called(words[0]) and not is_thing(" ".join(words)))
            or is_a_whole_name(words)
            or is_in_a_speakers_place(text, start, end)
        ):
            yield start, end


def is_a_whole_name(words: list[str]) -> bool:
    """Whether words are a given name that tells a gender, and a family name or a word that no list has: "Hugh Trevanion"."""
    first, last = words[0].casefold(), words[-1].casefold()
    placed = is_only_a_name(first) and gazetteer.is_place(last)
    called = is_nothing_else(last) or placed or gazetteer.is_family(last) or last in people.OFFICES_ALSO_NAMES
    may = people.OFFICES_ALSO_NAMES | (people.CALENDAR if is_only_a_name(last) else frozenset())
    things = any(word.casefold() in THINGS - may for word in words) or gazetteer.is_place(" ".join(words))
    return len(words) > 1 and gazetteer.gender(first) in {"m", "f"} and called and not things


def unlisted(texts: Iterable[str]) -> Iterator[str]:
    """Find words with a capital by which somebody may be called of whom nothing else is known, and that stand for no place or body."""
    found, things = set[str](), set[str]()
    for text in texts:
        for match in RUN.finditer(text):
            words = [CONTRACTED.sub("", word) for word in match.group().split()]
            thing = is_named_after(text, *match.span()) or any(word.casefold() in people.BODIES for word in words)
            sited = LOCATED.search(text, 0, match.start()) and not OWNED.match(text, match.end())
            (things if thing or sited else found).update(words)
    for word in found - things:
        plain, short = word.casefold(), len(word.rstrip("s")) <= LONGEST_ABBREVIATION and word.rstrip("s").isupper()
        name = is_nothing_else(word) or (gazetteer.is_family(plain) and not is_word(plain))
        if name and not short and not gazetteer.is_demonym(f"{plain}n"):
            yield word


def is_only_a_name(word: str) -> bool:
    return is_nothing_else(word) and (gazetteer.is_given(word) or gazetteer.is_family(word))


def is_in_a_speakers_place(text: str, start: int, end: int) -> bool:
    """Whether words that no list has, or that are a town's too, stand where who speaks does: "Ketilsson:", "Doreen from Hull"."""
    words = [CONTRACTED.sub("", word) for word in text[start:end].split()]
    if any(word.casefold() in THINGS for word in words) or (gazetteer.is_place(" ".join(words)) and len(words) > 1):
        return False
    label = OPENING.search(text, 0, start) and LABELLED.match(text, end)
    label = label or (BRACKET.search(text, 0, start) and UNBRACKET.match(text, end))
    given = all(gazetteer.gender(word) in {"m", "f"} for word in words)
    verb = ACTING.match(text, end)
    present = verb and (verb["verb"] in ACTS or kinds(verb["verb"])[:1] == THIRD)
    acted = SAYING.match(text, end) or (verb and kinds(verb["verb"])[:1] == PAST)
    if any(map(is_nothing_else, words)) and (label or acted):
        return True
    if any(map(gazetteer.is_place, words)):
        told = COMING.match(text, end) or (given and (SAYING.match(text, end) or label))
        return all(map(gazetteer.is_given, words)) and bool(told)
    return given and not text[start:end].isupper() and bool(acted or present or COMING.match(text, end) or label)


def is_no_name(word: str) -> bool:
    """Whether a word before a name is none itself: an office, or an English word that nobody is called by."""
    plain = word.casefold()
    if plain in people.FUNCTION:
        return plain in OPENERS | LINKS | ARTICLES
    return (
        people.is_plural(plain)
        or plain in people.TITLES | OPENERS | LINKS | ARTICLES
        or (is_word(plain) and not (gazetteer.is_given(plain) or gazetteer.is_family(plain)))
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
    if first in people.BEFORE_THINGS or not more or (len(more) > 1 and any(word in people.BODIES for word in more)):
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


def is_nothing_else(word: str) -> bool:
    """Whether a word can only be a name: no English word, place or thing, and nothing short for something ("ODA")."""
    short = word.isupper() and len(word) <= LONGEST_ABBREVIATION
    return not (short or is_common(word.casefold()) or is_word(word.casefold()))


def is_word(plain: str) -> bool:
    """Whether a word in small letters is English, or a form of such a word that is no name: "showed", "ticketing"."""
    if is_known(plain) or gazetteer.is_given(plain) or gazetteer.is_family(plain):
        return is_known(plain)
    if len(plain) > LONG and ABSTRACT.search(plain):
        return True
    stem = re.sub(r"(?:ed|ing)$", "", plain)
    return len(plain) > len(stem) > 2 and (is_known(stem) or is_known(f"{stem}e") or is_known(stem[:-1]))


def is_thing(name: str) -> bool:
    """Whether any word of a name is one of organizations, places or offices."""
    return any(
        word.casefold() in THINGS or gazetteer.is_demonym(word.casefold()) for word in name.split()
    ) or gazetteer.is_place(name)


def is_a_word(name: str) -> bool:
    """Whether a name alone could as well be a word, a place, an office: "Hope", "Florence", "Dean"."""
    plain = name.casefold()
    return is_common(plain) or is_known(plain)


def is_a_place(words: str, texts: Iterable[str]) -> bool:
    """Whether the texts say that something is in it, as in a place, or it is called after somebody."""
    given = gazetteer.is_given(words.split(maxsplit=1)[0])
    found = ((text, *match.span()) for text in texts for match in re.finditer(rf"\b{re.escape(words)}\b", text))
    return any(is_named_after(*each) or (is_sited(*each) and not given) for each in found)
