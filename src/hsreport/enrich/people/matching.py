"""Who is the same person: names matched with caution, each match with its reason.

Two people who share a family name are never merged. A slip of one letter joins two names only where the
rest of the name is equal and the word is long enough for a slip to be likelier than another person
(`hsreport.language.spellings`). A family name alone is looked for among the people of its session first, then in the
whole document; where two could be meant, nobody is.
"""

from collections import defaultdict
from collections.abc import Set
from itertools import islice
from typing import NamedTuple

from hsreport.language.spellings import folded, is_slip
from hsreport.values import PersonName

_NAMESAKES = 200
"""How many bearers of one name are compared; a document with more is no list of speakers."""


class Match(NamedTuple):
    """The person a name was matched to; `slip` where the spelling differs, several where it is anyone's guess."""

    people: tuple[int, ...]
    slip: bool = False


class People:
    """The persons of one document, found by full name, by family name, or by a slip of either."""

    def __init__(self) -> None:
        self._count = 0
        self._by_spelling: dict[str, int] = {}
        self._by_name: dict[str, int] = {}
        self._by_words: dict[frozenset[str], int] = {}
        self._by_family: defaultdict[str, list[int]] = defaultdict(list)
        self._by_given: defaultdict[str, list[int]] = defaultdict(list)
        self._names: list[tuple[str, str]] = []

    def add(self, name: PersonName) -> int:
        """Add a person; the result is the number that the person goes by."""
        number, self._count = self._count, self._count + 1
        given, family = folded(name.given), folded(name.family)
        self._names.append((given, family))
        self.alias(name, number)
        self._by_family[family].append(number)
        for part in {given, given.split()[-1] if name.family_first else given} if given else ():
            self._by_given[part].append(number)
        return number

    def alias(self, name: PersonName, number: int) -> None:
        """Add another full spelling of a person."""
        words = folded(name.display)
        self._by_spelling.setdefault(name.display, number)
        self._by_name.setdefault(words, number)
        self._by_words.setdefault(frozenset(words.split()), number)

    def exact(self, name: PersonName) -> int | None:
        """Who bears a full name, letter by letter; else accents, case and the order of its words aside."""
        key = folded(name.display)
        folds = self._by_name.get(key, self._by_words.get(frozenset(key.split())))
        return self._by_spelling.get(name.display, folds)

    def full(self, name: PersonName) -> Match:
        """Who bears a name with a given part."""
        number = self.exact(name)
        if number is not None:
            return Match((number,))
        shortened, slips = self._near(name)
        if len(shortened) == 1:
            return Match(tuple(shortened))
        return Match((slips[0],), slip=True) if len(slips) == 1 else Match(())

    def likely(self, name: PersonName) -> tuple[int, ...]:
        """Everybody whom a name could mean, were all of them careless: whoever bears it, or a shorter or longer form, or one but for a slip."""
        exact = self.exact(name)
        shortened, slips = self._near(name)
        alone = () if name.given else self.alone(name, frozenset()).people
        return tuple(dict.fromkeys((*(() if exact is None else (exact,)), *shortened, *slips, *alone)))

    def _near(self, name: PersonName) -> tuple[list[int], list[int]]:
        """Who bears a name with parts left out, and who bears it but for a slip."""
        given, family = folded(name.given), folded(name.family)
        relatives, namesakes = (
            pool.get(part, ())[:_NAMESAKES] for pool, part in ((self._by_family, family), (self._by_given, given))
        )
        shortened = [each for each in relatives if _shortens(given, self._names[each][0])]
        slips = [other for other in relatives if is_slip(given, self._names[other][0])]
        return shortened, slips + [other for other in namesakes if is_slip(family, self._names[other][1])]

    def alone(self, name: PersonName, near: Set[int]) -> Match:
        """Match a family name, or a given name, alone; `near` are the people of the session."""
        word = folded(name.family)
        if folded(name.display) in self._by_name:
            return Match((self._by_name[folded(name.display)],))
        for pool in (self._by_family.get(word, ()), self._by_given.get(word, ())):
            for candidates in (tuple(number for number in pool if number in near), tuple(pool)):
                if candidates:
                    return Match(candidates)
        for numbers in (near, range(self._count)):
            slips = tuple(
                sorted(other for other in islice(numbers, _NAMESAKES) if is_slip(word, self._names[other][1], far=True))
            )
            if slips:
                return Match(slips, slip=True) if len(slips) == 1 else Match(())
        return Match(())


def _shortens(given: str, other: str) -> bool:
    """Whether one given name is the other with parts left out or cut to initials: "J." and "John", "Amartya K." and "Amartya"."""
    left, right = sorted((given.split(), other.split()), key=len)
    return bool(left) and all(
        one == two or (min(len(one), len(two)) == 1 and one[0] == two[0]) for one, two in zip(left, right, strict=False)
    )
