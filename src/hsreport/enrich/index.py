"""The speaker index: who takes part where, and speaks of what."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from hsreport.enrich.people.speakers import Identified
from hsreport.enrich.themes.vocabulary import Order, Vocabulary
from hsreport.entries import Assignment, CrossReference, IndexEntry, Locator, Subentry, Theme
from hsreport.language.collation import letter_of, sort_key
from hsreport.language.numerals import short_label
from hsreport.language.spellings import folded, is_slip
from hsreport.model import Part, Session, Speaker, Symposium
from hsreport.values import EvidencePart, Role

PARTS_PLAYED = {Role.OPENING: "opening remarks", Role.MESSAGE: "message", Role.CLOSING: "closing remarks"}
"""How the index words a role whose own name is not what a reader would look for."""


class _Division(NamedTuple):
    """A session, or a section outside any, as a line of the index names it."""

    anchor: str
    text: str


class _Places(NamedTuple):
    """Where things stand in a symposium."""

    order: dict[str, int]
    """Every anchor's place in the document."""
    divisions: dict[str, _Division]
    """The division of every point, by the point's anchor."""
    sessions: dict[str, _Division]
    """The divisions that are sessions, by the session's id."""


def speaker_index(
    symposium: Symposium, who: Identified, assignments: Iterable[Assignment], vocabulary: Vocabulary
) -> tuple[IndexEntry | CrossReference, ...]:
    """Make the index: a heading for each speaker, and *see* references from other spellings, in one alphabet.

    Under a heading stand the sessions with the speaker's roles, in the order of the document, then the themes
    of the speaker's words, in the order of the vocabulary or of their labels; weak assignments are left out.
    """
    places = _places(symposium)
    themes = _themes_spoken_of(symposium, who, assignments)
    by_label = vocabulary.order is Order.LABEL
    known = sorted(vocabulary.themes, key=lambda theme: sort_key(theme.label)) if by_label else vocabulary.themes
    entries: list[IndexEntry | CrossReference] = []
    for speaker in who.speakers:
        subentries = (*_sessions(speaker, places), *_themes(speaker, themes, known))
        entries += _entries(speaker, subentries)
    return tuple(sorted(entries, key=lambda entry: sort_key(entry.heading)))


def _entries(speaker: Speaker, subentries: tuple[Subentry, ...]) -> Iterator[IndexEntry | CrossReference]:
    heading, anchor = speaker.name.heading, f"speaker-{speaker.id}"
    affiliation = speaker.affiliations[0].bare if speaker.affiliations else ""
    yield IndexEntry(heading, letter_of(heading), anchor, affiliation, subentries)
    for variant in dict.fromkeys(speaker.variants):
        if variant != heading:
            yield CrossReference(
                variant, letter_of(variant), heading, anchor, is_slip(folded(variant), folded(speaker.name.display))
            )


def _sessions(speaker: Speaker, places: _Places) -> Iterator[Subentry]:
    """List what a person did in each session and beside them, located by points or, without any, by the line that says so."""
    roles: defaultdict[_Division, list[str]] = defaultdict(list)
    bare: dict[_Division, str] = {}
    for appearance in speaker.appearances:
        role = PARTS_PLAYED.get(appearance.role, str(appearance.role))
        division = places.sessions[appearance.session] if appearance.session else _Division(appearance.anchor, "")
        roles[division] += [] if role in roles[division] else [role]
        bare.setdefault(division, appearance.anchor)
    points: defaultdict[_Division, list[Locator]] = defaultdict(list)
    for number in speaker.points:
        locator = _locator(number)
        points[places.divisions[locator.anchor]].append(locator)
    order = places.order
    for division in sorted({*roles, *points}, key=lambda division: order.get(division.anchor, len(order))):
        text = ", ".join(filter(None, (division.text, " and ".join(roles[division]))))
        yield Subentry(text, tuple(points[division]) or (Locator(bare[division]),))


def _themes(speaker: Speaker, themes: Mapping[tuple[str, str], set[str]], known: Iterable[Theme]) -> Iterator[Subentry]:
    spoken: defaultdict[str, list[Locator]] = defaultdict(list)
    for locator in map(_locator, speaker.points):
        for theme in themes.get((speaker.id, locator.anchor), ()):
            spoken[theme].append(locator)
    yield from (Subentry(theme.label, tuple(spoken[theme.id])) for theme in known if theme.id in spoken)


def _themes_spoken_of(
    symposium: Symposium, who: Identified, assignments: Iterable[Assignment]
) -> dict[tuple[str, str], set[str]]:
    """Map speaker's id and point's anchor to the themes that the speaker's words there carry."""
    points = {passage.anchor: passage for passage in symposium.passages() if passage.point}
    themes: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for assignment in assignments:
        if assignment.strong and assignment.anchor in points:
            words = [(one.start, one.end) for one in assignment.evidence if one.part is EvidencePart.WORDS]
            for _, speaker in who.voices_in(points[assignment.anchor], words or [assignment.extract]):
                themes[speaker, assignment.anchor].add(assignment.theme)
    return themes


def _locator(number: int) -> Locator:
    return Locator(f"point-{number}", number)


def _places(symposium: Symposium) -> _Places:
    passages = list(symposium.passages())
    sessions = {session.id: _division(session) for session in symposium.sessions}
    divisions = {
        passage.anchor: sessions[passage.session.id] if passage.session else _division(passage.part)
        for passage in passages
        if passage.point and passage.part
    }
    return _Places({passage.anchor: at for at, passage in enumerate(passages)}, divisions, sessions)


def _division(part: Part) -> _Division:
    """Name a session by its label ("Session 2"), anything else by its title; the text before all headings has neither."""
    label = short_label(part.label) if isinstance(part, Session) else ""
    return _Division(part.anchor, label or part.title or "opening text")
