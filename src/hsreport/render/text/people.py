"""A first people.toml: everybody in several reports as they were brought together; who is in doubt as comments to choose from."""

import json
from collections.abc import Iterable, Iterator, Sequence

from hsreport.enrich.people.across import InReport, Person
from hsreport.language.spellings import folded

_HEAD = """# Who the people of these reports are. Take the signs away from what is right where somebody is in doubt.
# `also` are other spellings of the person, `distinct_from` those of somebody else; "2003: J. Smith" is meant in the report 2003 alone.
"""


def authority_text(people: Sequence[Person]) -> str:
    """Write people as the tables of an authority file, in the order of the reports; it changes nothing before it is edited."""
    told: set[frozenset[InReport]] = set()
    return "\n".join((_HEAD, *(line for person in people for line in _entry(person, told))))


def _entry(person: Person, told: set[frozenset[InReport]]) -> Iterator[str]:
    reports = ", ".join(dict.fromkeys(place.label for place in person.places))
    about = f"# {', '.join(filter(None, (reports, person.affiliation)))}"
    spellings = [name for place in person.places for name in (place.speaker.name.display, *place.speaker.variants)]
    others = {folded(name): name for name in spellings if folded(name) != folded(person.name.display)}
    names = [f"name = {_quoted(person.name.display)}", f"index = {_quoted(person.name.heading)}"]
    if not person.doubts:
        yield from (about, "[[person]]", *names, *_list("also", others.values()), "")
        return
    new = [each for each in person.doubts if frozenset((each, person.places[0])) not in told]
    told |= {frozenset((each, place)) for each in person.doubts for place in person.places}
    if new:
        labelled = [f"{each.label}: {each.speaker.name.display}" for each in new]
        yield f"{about}. In doubt: {', '.join(each.shown for each in new)}"
        yield from ("# They are one person:", "# [[person]]", *(f"# {line}" for line in names))
        yield from (f"# {line}" for line in _list("also", (*others.values(), *labelled)))
        yield from ("# They are not:", "# [[person]]", *(f"# {line}" for line in names))
        yield from (f"# {line}" for line in (*_list("also", others.values()), *_list("distinct_from", labelled), ""))


def _list(key: str, names: Iterable[str]) -> Iterator[str]:
    quoted = ", ".join(map(_quoted, names))
    if quoted:
        yield f"{key} = [{quoted}]"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
