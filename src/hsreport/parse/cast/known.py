"""People whom hsreport.toml knows: who they are wherever the text names them, and what is nobody's name."""

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from hsreport.parse.cast.clues import Evidence
from hsreport.parse.cast.members import Cast
from hsreport.parse.words.labels import as_mention
from hsreport.values import KnownPerson


def brought_together(known: Sequence[KnownPerson]) -> tuple[KnownPerson, ...]:
    """The people, each entry that is but another name of somebody among the variants of that person."""
    found = {person.name: person for person in known if not person.same_as}
    for person in (person for person in known if person.same_as):
        one = found.get(person.same_as, KnownPerson(person.same_as))
        found[one.name] = replace(one, variants=(*one.variants, person.name, *person.variants))
    return tuple(found.values())


def settled(evidence: Evidence, known: Sequence[KnownPerson]) -> Evidence:
    """The evidence with all doubt taken from names that are known to be somebody's, or nobody's."""
    tallies = dict(evidence.tallies)
    for person in known:
        for key in (as_mention(name).key for name in _names(person)):
            if person.not_a_person:
                tallies.pop(key, None)
            elif key in tallies:
                tallies[key].clues["ruled"] += 1
    return evidence._replace(tallies=tallies)


def settle(cast: Cast, known: Sequence[KnownPerson]) -> None:
    """Let every name and nickname of a known person mean the member who has one of the names."""
    for person in known:
        found = {meant for name in _names(person) if isinstance(meant := cast.meant(as_mention(name)), int)}
        if len(found) == 1 and not person.not_a_person:
            cast.name(found.pop(), map(as_mention, _names(person)), person.initials)


def _names(person: KnownPerson) -> Iterator[str]:
    return (name for name in (person.name, *person.variants) if name.strip())
