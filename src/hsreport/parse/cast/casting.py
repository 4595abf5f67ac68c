"""Candidates brought together into members of the cast, each decided once for the whole document."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from copy import copy
from typing import NamedTuple

from hsreport.language import gazetteer, people
from hsreport.language.people import plain
from hsreport.language.spellings import is_slip
from hsreport.parse.cast import clues
from hsreport.parse.cast.clues import Evidence, Key, Tally
from hsreport.parse.cast.members import NAMESAKES, Cast, Doubtful, Member, covers, sizes, told_genders
from hsreport.parse.lists.entries import Entry
from hsreport.parse.lists.rosters import Rosters
from hsreport.parse.words.names import person_name

_TITLES_AND_FUNCTION = people.TITLES | people.FUNCTION
_OFFICES = people.OFFICES - people.OFFICES_ALSO_NAMES
_OF_PERSONS = {"honorific", "says", "label", "roster", "office", "inversion", "acts"}
"""Clues for a family or given name alone that speak for the one full name that has it."""
_ALONE = {"ruled", "honorific", "label", "roster", "nick", "explained", "office", "given"}
"""Clues of which one at least a name of one word needs: a capital and a verb make no person."""
_SPEAKS = {"says", "pronoun"}
_TELLS_NAMES = _ALONE - {"label"} | _SPEAKS | {"family", "inversion"}
"""Clues of which one at least an ordinary word needs that labels are made of: "Abstract:"."""
_AGAINST = {"ordinary", "place", "demonym", "body", "the", "calendar", "preposition"}


class _Candidate(NamedTuple):
    """The words of a name, where and how they stand, and what the clues for them weigh."""

    key: Key
    tally: Tally
    total: float
    found: Counter[str]

    @property
    def listed(self) -> bool:
        return self.tally.clues["roster"] > 0

    @property
    def doubt(self) -> Doubtful:
        return Doubtful(" ".join(self.tally.surfaces.most_common(1)[0][0]), self.total, self.found, self.tally.first)


class _Draft:
    """A member in the making."""

    def __init__(self, first: _Candidate) -> None:
        self.keys, self.key, self.score, self.clues = [first.key], first.key, first.total, first.found
        self.printed, self.surfaces = Counter(first.tally.surfaces), Counter(first.tally.surfaces)
        self.honours, self.first, self.listed = Counter(first.tally.honours), first.tally.first, first.listed

    def take(self, other: _Candidate) -> None:
        """Another form of the same name; the fullest is kept, the roster's spelling before any other."""
        self.keys.append(other.key)
        self.printed.update(other.tally.surfaces)
        self.clues.update(other.found)
        self.honours.update(other.tally.honours)
        full, own = _fullness(other.key), _fullness(self.key)
        if full > own or (full == own and other.listed and not self.listed):
            self.key, self.surfaces = other.key, Counter(other.tally.surfaces)
        self.listed = self.listed or other.listed
        self.first = min(self.first, other.tally.first)

    def is_same(self, other: _Candidate) -> bool:
        """Whether a full name is another form of this: words left out, cut to initials, in another order, or a slip."""
        key = other.key
        if set(key) == set(self.key) or covers(self.key, key):
            return True
        if other.listed and self.listed:
            return False
        differ = [(one, two) for one, two in zip(key, self.key, strict=False) if one != two]
        wrong = len(key) == len(self.key) and len(differ) == 1
        initial = wrong and len(key) > 2 and self.listed != other.listed and set(map(len, differ[0])) == {1}
        shortened = wrong and key[0] != self.key[0] and self._is_cut(differ[0], other)
        return initial or shortened or (wrong and is_slip(*differ[0], far=True)) or covers(key, self.key)

    def _is_cut(self, given: tuple[str, str], other: _Candidate) -> bool:
        """Whether a given name is the beginning of another: "Rey" for Reynaldo; not where both speak, or gender tells two apart."""
        honours = [told_genders(titles) for titles in (self.honours, other.tally.honours)]
        names = [{gazetteer.gender(word)} - {"", "u"} for word in given]
        apart = any(all(told) and told[0] != told[1] for told in (honours, names))
        short, long = sorted(given, key=len)
        begins = len(short) > 2 and len(long) > len(short) + 2 and long.startswith(short)
        return begins and not apart and not (self.clues["says"] and other.found["says"])


class _Drafts:
    """Members in the making, found by a word of their names."""

    def __init__(self) -> None:
        self.every: list[_Draft] = []
        self._by_word: defaultdict[str, list[_Draft]] = defaultdict(list)

    def like(self, key: Key) -> list[_Draft]:
        """Those who share a word with a name, in the order in which they were entered."""
        found = {id(draft): draft for word in key if len(word) > 1 for draft in self._by_word[word][:NAMESAKES]}
        return list(found.values())

    def enter(self, candidate: _Candidate) -> None:
        """Give a full name to the one draft that it is a form of, or to a new one; to none where two could be meant."""
        like = self.like(candidate.key)
        same = [draft for draft in like if draft.is_same(candidate)]
        if not same and candidate.tally.surfaces.most_common(1)[0][0][0] == "M.":
            rest = candidate.key[1:]
            for draft in [draft for draft in like if draft.key[-len(rest) :] == rest and not candidate.listed][:1]:
                draft.clues.update(candidate.found)
                return
        if len(same) == 1:
            same[0].take(candidate)
        elif not same:
            self.every.append(_Draft(candidate))
        for draft in same[:1] if len(same) == 1 else self.every[-1:]:
            for word in draft.key:
                if draft not in self._by_word[word][-1:]:
                    self._by_word[word].append(draft)


def build_cast(evidence: Evidence, rosters: Rosters, inverted: Mapping[Key, str]) -> Cast:
    """Decide for every candidate whether it is a person, and bring together those of one person."""
    scored = {key: clues.score(key, tally, evidence.lower) for key, tally in evidence.tallies.items()}
    every = {key: _Candidate(key, evidence.tallies[key], *scored[key]) for key in scored}
    pools = _pools([key for key in every if _is_full(key)])
    full = [
        each._replace(total=each.total + _pooled(key, every, pools)) for key, each in every.items() if _is_full(key)
    ]
    drafts, doubtful = _Drafts(), list[Doubtful]()
    for candidate in sorted(full, key=lambda each: (-_fullness(each.key)[0], -each.total, each.key)):
        if candidate.total < clues.SURE:
            doubtful.append(candidate.doubt)
        else:
            drafts.enter(candidate)
    single = sorted(
        (each for each in every.values() if not _is_full(each.key)), key=lambda each: (-each.total, each.key)
    )
    shorts = {plain(entry.short) for entry in rosters.entries if len(entry.mention.key) > 1}
    doubtful += _enter_single(drafts.every, single, shorts)
    return _cast(drafts.every, doubtful, evidence, rosters, inverted)


def _is_full(key: Key) -> bool:
    return len(key) > 1 and any(len(word) > 1 for word in key)


def _fullness(key: Key) -> tuple[int, int]:
    """How many words of a name are written out, and how many it has."""
    return sum(len(word) > 1 for word in key), len(key)


def _pools(full: Sequence[Key]) -> Mapping[str, list[Key]]:
    """Each word that begins or ends a full name, and the names that have it there."""
    pools: defaultdict[str, list[Key]] = defaultdict(list)
    for key in full:
        for word in {key[0], key[-1]}:
            pools[word].append(key)
    return pools


def _pooled(key: Key, every: Mapping[Key, _Candidate], pools: Mapping[str, list[Key]]) -> float:
    """What the evidence for a family or given name alone adds to the full form that has it, where no other has."""
    best = 0.0
    for word in {key[0], key[-1]} if not people.bodies_in(key) else ():
        single = every.get((word,))
        if single is None or len(word) < 2 or len(pools[word]) > NAMESAKES:
            continue
        rivals = (other for other in pools[word] if not set(other) <= set(key) and not set(key) <= set(other))
        if single.found.keys() & _OF_PERSONS and next(rivals, None) is None:
            best = max(best, min(single.total, clues.POOLED_MOST))
    return clues.POOLED * best


def _enter_single(drafts: list[_Draft], single: Sequence[_Candidate], shorts: Set[str]) -> Iterator[Doubtful]:
    """Add the names of one word that nobody with a full name bears or has for short, and give those that are in doubt."""
    known = {word for draft in drafts for key in draft.keys for word in key}.union(shorts)
    by_size: defaultdict[int, list[str]] = defaultdict(list)
    for word in sorted(known):
        by_size[len(word)].append(word)
    for candidate in single:
        word = candidate.key[0]
        namesakes = (other for size in sizes(word) for other in by_size[size][:NAMESAKES])
        if (
            word in known
            or not _may_stand_alone(candidate)
            or any(is_slip(word, other, far=True) for other in namesakes)
        ):
            continue
        if candidate.total >= clues.SURE + _more_wanted(candidate.found):
            drafts.append(_Draft(candidate))
            known.add(word)
            by_size[len(word)].append(word)
        elif candidate.total > 0.5 * clues.SURE:
            yield candidate.doubt


def _may_stand_alone(candidate: _Candidate) -> bool:
    """Whether one word can be a name at all: it is no title but behind another ("Mr. Bishop"), no office, no initial but on a list."""
    word = candidate.key[0]
    honoured = word in people.OFFICES_ALSO_NAMES and candidate.tally.clues["honorific"] > 0
    if (word in _TITLES_AND_FUNCTION and not honoured) or not _OFFICES.isdisjoint(word.split("-")):
        return False
    if candidate.found["ordinary"] and not any(candidate.found[clue] for clue in _TELLS_NAMES):
        return False
    return len(word) > 2 or candidate.listed or candidate.tally.clues["nick"] > 0


def _more_wanted(found: Counter[str]) -> float:
    """How much more than others a name of one word needs, where it has none of the clues that only names have."""
    if found.keys() & _ALONE:
        return 0.0
    return 0.3 if found.keys() & _SPEAKS and not found.keys() & _AGAINST else 1.0


def _cast(
    drafts: Sequence[_Draft],
    doubtful: Sequence[Doubtful],
    evidence: Evidence,
    rosters: Rosters,
    inverted: Mapping[Key, str],
) -> Cast:
    titled: defaultdict[str, dict[Key, Tally]] = defaultdict(dict)
    for key, tally in evidence.tallies.items():
        if tally.honours:
            titled[key[0]][key] = tally
    entries: defaultdict[Key, list[Entry]] = defaultdict(list)
    for entry in rosters.entries:
        entries[entry.mention.key].append(entry)
    parted = (part for draft in drafts for part in _parted(draft, entries[draft.key]))
    ordered = sorted(parted, key=lambda draft: (draft.first, draft.key))
    members = tuple(_member(draft, titled, inverted, entries) for draft in ordered)
    settled = (
        (key, number)
        for number, draft in enumerate(ordered)
        for key in draft.keys
        if _is_full(key) or len(draft.key) == 1
    )
    return Cast(members, doubtful, dict(settled), evidence.lower)


def _parted(draft: _Draft, entries: Sequence[Entry]) -> Iterator[_Draft]:
    """One draft, or one for each spelling that lists print with another affiliation: "Hans Müller, Kiel", "Hans Muller, Bonn"."""
    listed = {entry.mention.words: entry for entry in entries}
    if len(listed) < 2 or len({plain(entry.rest) for entry in listed.values() if entry.rest}) < len(listed):
        yield draft
        return
    for words, entry in listed.items():
        part = copy(draft)
        part.keys, part.surfaces, part.printed, part.first = [], Counter([words]), Counter([words]), entry.paragraph
        yield part


def _member(
    draft: _Draft,
    titled: Mapping[str, Mapping[Key, Tally]],
    inverted: Mapping[Key, str],
    entries: Mapping[Key, Sequence[Entry]],
) -> Member:
    own = [entry for key in dict.fromkeys(draft.keys or [draft.key]) for entry in entries.get(key, ())]
    starts = (titled.get(word, {}) for word in dict.fromkeys(draft.key))
    listed = Counter(entry.mention.words for entry in own if entry.mention.words in draft.surfaces)
    words = (listed or draft.surfaces).most_common(1)[0][0]
    within = {key: tally for start in starts for key, tally in start.items() if set(key) <= set(draft.key)}
    shorter = ((key, tally) for key, tally in within.items() if len(key) < len(draft.key))
    families = {
        word
        for key, tally in shorter
        for word in key
        if not (word == draft.key[0] and tally.honours.keys() <= people.BEFORE_GIVEN)
    } & {plain(word) for word in words}
    honours = Counter(draft.honours)
    if not honours:
        alike = (tally for key, tally in within.items() if len(key) == len(draft.key) or key[-1] == draft.key[-1])
        told = Counter(honour for tally in alike for honour in tally.honours.elements())
        honours = told if not (told.keys() & people.MALE and told.keys() & people.FEMALE) else honours
    honour = honours.most_common(1)[0][0] if honours else ""
    name = person_name(words, family=inverted.get(draft.key) or _family(words, families), honorific=honour)
    by_name = gazetteer.gender(name.given.split()[0] if name.given else name.family) or "u"
    return Member(
        name,
        draft.key,
        draft.score,
        dict(draft.clues),
        "m" if honour in people.MALE else "f" if honour in people.FEMALE else by_name,
        frozenset(families or {plain(word) for word in name.family.split()}),
        tuple(dict.fromkeys(entry.short for entry in own if entry.short)),
        bool(own) and all(entry.absent for entry in own),
        tuple(" ".join(printed) for printed, _ in draft.printed.most_common()),
    )


def _family(words: Sequence[str], families: set[str]) -> str:
    """The words of a name that stand alone behind an honorific elsewhere, where they begin or end it."""
    for cut in range(1, len(words)) if families else ():
        for part in (words[cut:], words[:cut]):
            if {plain(word) for word in part} - people.PARTICLES == families and (
                part == words[cut:] or all(gazetteer.is_family(word) for word in families)
            ):
                return " ".join(part)
    return ""
