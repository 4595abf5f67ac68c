"""Who is in the document: candidates brought together into members, each decided once for the whole document.

Sure: a person everywhere. Doubtful: never spoken for, a finding with the evidence. The rest are things, everywhere. Where two
members could be meant, neither is taken.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from hsreport.language import gazetteer, people
from hsreport.language.people import plain
from hsreport.language.spellings import is_slip
from hsreport.parse.cast.clues import Key
from hsreport.parse.words.mentions import Mention
from hsreport.values import PersonName

NAMESAKES = 200
"""How many bearers of one word are compared; a document with more is no list of speakers."""
_SHORT = 4
"""A word of fewer letters may be initials."""
_NO_NAMES = people.BODIES | people.TITLES | people.FUNCTION


def sizes(word: str) -> range:
    """How long the words are that differ from one by a slip."""
    return range(len(word) - 2, len(word) + 3)


class Member(NamedTuple):
    """A person of the cast: the name, everything that speaks for it, what it is called by."""

    name: PersonName
    key: Key
    score: float
    clues: Mapping[str, int]
    gender: str
    """"m", "f", or "u" where nothing tells."""
    families: frozenset[str]
    """Folded words that are the family name."""
    shorts: tuple[str, ...] = ()
    """Initials and nicknames."""
    absent: bool = False
    spellings: tuple[str, ...] = ()
    """The full forms that the text prints."""


class Doubtful(NamedTuple):
    """A candidate that is not surely a person."""

    words: str
    score: float
    clues: Mapping[str, int]
    paragraph: int


class Unknown(NamedTuple):
    """What a mention is that names no one member: a "stranger" is named, one of several members, or it is a "thing"."""

    kind: str
    candidates: tuple[int, ...] = ()


STRANGER, THING = Unknown("stranger"), Unknown("thing")


class Cast:
    """Everybody in a document, found by the words of a name.

    `aliases` are whole names whose bearer is settled; `lower` tells how often words stand in lower case.
    """

    def __init__(
        self,
        members: Sequence[Member],
        doubtful: Sequence[Doubtful],
        aliases: Mapping[Key, int],
        lower: Mapping[str, int],
    ) -> None:
        self.members, self.doubtful, self.lower = tuple(members), tuple(doubtful), lower
        self.shorts = {short: number for number, member in enumerate(members) for short in member.shorts}
        names = (member.name.printed for member in members if member.name.printed.islower())
        handles = {*names, *(short for short in self.shorts if len(short) > 1)}
        self.handles = tuple(sorted(handles, key=lambda name: (-len(name), name)))
        """Nicknames and initials by which members go in lower case or by letters alone, the longest first."""
        self._aliases = dict(aliases)
        self._by_word: defaultdict[str, list[int]] = defaultdict(list)
        self._by_start: defaultdict[tuple[str, int], list[int]] = defaultdict(list)
        self._by_initials: defaultdict[str, list[int]] = defaultdict(list)
        for number, member in enumerate(members):
            for word in dict.fromkeys(member.key):
                self._by_word[word].append(number)
                self._by_start[word[0], len(word)].append(number)
            for letters in _initials(member):
                self._by_initials[letters].append(number)
        self._told: dict[tuple[Key, tuple[str, ...], tuple[str, ...]], int | Unknown] = {}

    def name(self, member: int, names: Iterable[Mention], short: str = "") -> None:
        """Let whole names, and a nickname, mean one member."""
        self._aliases.update((mention.key, member) for mention in names)
        self.shorts.update({short: member} if short else {})

    def bearers(self, key: Key) -> tuple[int, ...]:
        """The members who could be called by these words."""
        if key in self._aliases:
            return (self._aliases[key],)
        words = [word for word in key if len(word) > 1]
        if not words:
            return ()
        pools = [self._by_word.get(word, ()) for word in words]
        shared = [number for number in pools[0] if all(number in pool for pool in pools[1:])]
        found = tuple(number for number in shared if covers(self.members[number].key, key))
        if found or len(key) < 3:
            return _exact(found, key, self.members)
        longer = {
            number
            for pool in pools
            for number in pool
            if len(self.members[number].key) > 1 and covers(key, self.members[number].key)
        }
        return tuple(sorted(longer)) if len(longer) == 1 else ()

    def meant(self, mention: Mention, near: Iterable[int] = ()) -> int | Unknown:
        """The number of the member that a mention names; `near` are those of the session, who are meant first."""
        found: Sequence[int] = self.bearers(mention.key)
        if len(found) > 1:
            found = self._narrowed(found, mention, frozenset(near))
        if len(found) == 1:
            return found[0] if not self._is_place(mention, found[0]) else THING
        return Unknown("stranger", tuple(found)) if found else self._otherwise(mention)

    def _is_place(self, mention: Mention, number: int) -> bool:
        """Whether a part of a member's name stands alone for a place: "Costa Rica" beside Maria Costa Rica."""
        part = not mention.titles and len(mention.key) < len(self.members[number].key)
        return (
            part
            and gazetteer.is_place(" ".join(mention.key))
            and not gazetteer.is_given(mention.key[0])
            and len(mention.key) > 1
        )

    def _narrowed(self, found: Sequence[int], mention: Mention, near: frozenset[int]) -> Sequence[int]:
        """Those of several who fit the title, the family name, and the session."""
        spelled = [number for number in found if set(mention.words) <= set(self.members[number].name.display.split())]
        if len(spelled) == 1:
            return spelled
        by_family = [number for number in found if set(mention.key) & self.members[number].families]
        if mention.titles and by_family:
            found = by_family
        titled = [number for number in found if plain(self.members[number].name.honorific) in mention.titles]
        if len(titled) == 1:
            return titled
        wanted = told_genders(mention.titles)
        if len(wanted) == 1 and len(found) > 1:
            found = [number for number in found if self.members[number].gender in wanted] or found
        here = [number for number in found if number in near]
        return here if len(here) == 1 else found

    def _otherwise(self, mention: Mention) -> int | Unknown:
        """What a mention is that is no member's name as it stands: initials, a slip, a name behind plain words, or nobody."""
        asked = (mention.key, mention.words, mention.titles)
        if asked not in self._told:
            found = next((number for number in self._readings(mention) if number is not None), None)
            self._told[asked] = self._unknown(mention) if found is None else found
        return self._told[asked]

    def _readings(self, mention: Mention) -> Iterator[int | Unknown | None]:
        """The member by each of these ways in turn, None where there is none."""
        if all(len(word.strip(".")) < _SHORT for word in mention.words):
            yield self.by_letters("".join(mention.words))
        if mention.titles and len(mention.key) == 1 and len(mention.key[0]) == 1:
            yield self._by_initial(mention)
        if mention.words[0] in {"M.", "M"} and len(mention.key) > 1:
            yield self.meant(mention._replace(words=mention.words[1:], key=mention.key[1:], titles=("m",)))
        yield self.slipped(mention)
        for cut in range(1, len(mention.key)):
            if not self._is_plain(mention.key[cut - 1]):
                return
            rest = self.bearers(mention.key[cut:])
            yield rest[0] if len(rest) == 1 else None

    def _by_initial(self, mention: Mention) -> int | Unknown:
        """“Mrs O.”: the one member whose family name begins so, and whom the title fits."""
        wanted = told_genders(mention.titles)
        found = [
            number
            for number, member in enumerate(self.members)
            if any(family[0] == mention.key[0] for family in member.families)
            and (not wanted or member.gender in wanted | {"u"})
        ]
        return found[0] if len(found) == 1 else STRANGER

    def _is_plain(self, word: str) -> bool:
        """Whether a word before a name is no name itself."""
        if gazetteer.is_given(word) and not self.lower.get(word):
            return False
        return word in _NO_NAMES or bool(self.lower.get(word)) or gazetteer.is_place(word) or gazetteer.is_demonym(word)

    def _unknown(self, mention: Mention) -> Unknown:
        key = mention.key
        given = gazetteer.is_given(key[0]) and 2 <= len(key) <= 4
        bodies = people.bodies_in(key) > 0
        return STRANGER if mention.honoured or (given and not bodies) else THING

    def by_letters(self, letters: str) -> int | None:
        """The one member whom initials or a nickname stand for."""
        for short in (letters, letters.lower()):
            if short in self.shorts:
                return self.shorts[short]
        bare = "".join(letter for letter in plain(letters) if letter.isalpha())
        if letters != letters.upper() or not 1 <= len(bare) <= 4:
            return None
        found = self._by_initials.get(bare, ())
        return found[0] if len(found) == 1 else None

    def slipped(self, mention: Mention) -> int | None:
        """The one member whose name a mention is but for a slip in one word."""
        if len(mention.key) < 2 and not mention.titles and len(mention.key[0]) < 6:
            return None
        found = [number for number in self._alike(mention.key) if _slips(mention.key, self.members[number])]
        return found[0] if len(found) == 1 else None

    def _alike(self, key: Key) -> Iterable[int]:
        """Those of whose names a slip could make these words: who share one of them, or begin one as a word of theirs begins."""
        long = [word for word in key if len(word) > 1]
        pools = [self._by_word.get(word, ()) for word in long]
        if len(long) < 2:
            pools += [self._by_start.get((word[0], size), ()) for word in long for size in sizes(word)]
        return sorted({number for pool in pools for number in pool[:NAMESAKES]})


def told_genders(titles: Iterable[str]) -> set[str]:
    """What the titles before a name tell of the gender of its bearer."""
    return {"m" if title in people.MALE else "f" for title in titles if title in people.MALE | people.FEMALE}


def _exact(found: tuple[int, ...], key: Key, members: Sequence[Member]) -> tuple[int, ...]:
    same = tuple(number for number in found if set(members[number].key) == set(key))
    return same if len(same) == 1 else found


def covers(long: Key, short: Key) -> bool:
    """Whether every word of `short` is in `long`, an initial standing for any word that begins so."""
    left = list(long)
    for word in sorted(short, key=len, reverse=True):
        match = next((other for other in left if other == word), None) or next(
            (other for other in left if min(len(word), len(other)) == 1 and word[0] == other[0]), None
        )
        if match is None:
            return False
        left.remove(match)
    return any(len(word) > 1 for word in short)


def _initials(member: Member) -> set[str]:
    """The ways to shorten a name to letters: "JM", "JMK", "K"."""
    parts = [
        part for word in member.name.display.replace("-", " ").split() if (part := plain(word)) not in people.SUFFIXES
    ]
    every = "".join(part[0] for part in parts if part)
    named = "".join(part[0] for part in parts if part and part not in people.PARTICLES)
    words = "".join(word[0] for word in member.key)
    return {every, named, words, (named[:1] + named[-1:])} | ({named[:1]} if named else set())


def _slips(key: Key, member: Member) -> bool:
    """Whether a name is a member's but for one word that differs by a letter or two."""
    own = list(member.key)
    wrong = [
        word for word in key if word not in own and not (len(word) == 1 and any(other[0] == word for other in own))
    ]
    if len(wrong) != 1 or (
        len(key) > 1 and len(own) > 1 and len(key) - 1 != sum(word in own or len(word) == 1 for word in key)
    ):
        return False
    left = [word for word in own if word not in key]
    return any(is_slip(wrong[0], word, far=True) and word[0] == wrong[0][0] for word in left)
