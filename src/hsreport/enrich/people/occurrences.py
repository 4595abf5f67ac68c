"""Where a symposium names people: on rosters, in sentences that give a part, as whose words something is."""

from collections.abc import Iterator
from typing import NamedTuple

from hsreport.model import Attribution, Participation, Session, Statement, Symposium
from hsreport.values import Affiliation, PersonName, Role, SourceSpan

Stretch = tuple[int, int]
"""The words of one voice: the number of their point, and the place of the voice among the point's."""


class Occurrence(NamedTuple):
    """A name at a place: whose part or words it is."""

    name: PersonName
    session: Session | None
    span: SourceSpan
    anchor: str
    role: Role | None = None
    """The part, None for words."""
    affiliation: Affiliation | None = None
    spoken: tuple[Stretch, ...] = ()


def occurrences(symposium: Symposium) -> Iterator[Occurrence]:
    """List everything that names a person: parts in the event, rosters, then words in the order of the text."""
    yield from (_part(part, None) for part in symposium.events)
    yield from (_part(part, session) for session in symposium.sessions for part in session.roster)
    for session, block in symposium.walk():
        if isinstance(block, Statement):
            yield from _said(block, session)


def _part(part: Participation, session: Session | None) -> Occurrence:
    anchor = part.anchor or (session.anchor if session else "")
    return Occurrence(part.name, session, part.span, anchor, part.role, part.affiliation)


def _said(statement: Statement, session: Session | None) -> Iterator[Occurrence]:
    """List each attribution of a statement once: its own, unless all its points have voices, then those of the voices."""
    own = statement.attribution
    spoken: dict[Attribution, list[Stretch]] = {}
    spans = {own: statement.span}
    if not statement.points:
        spoken[own] = []
    for point in statement.points:
        for at, voice in enumerate(statement.voices_of(point)):
            spoken.setdefault(voice.attribution, []).append((point.number, at))
            spans.setdefault(voice.attribution, voice.span)
    for said, stretches in spoken.items():
        if said.name:
            anchor = f"point-{stretches[0][0]}" if stretches else statement.anchor
            yield Occurrence(said.name, session, spans[said], anchor, None, said.affiliation, tuple(stretches))
