"""The body of a summary: headings, rosters, statements and narrative, read down the page.

Each paragraph is offered to the rules of `_RULES` in order; the first that takes it decides what it is,
the last takes everything. State is what a reader keeps in mind: the part that is open, whose roster or
turn it is, and which list the points are items of.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from hsreport.findings import finding
from hsreport.model import Attribution, Heading, Narrative, Part, Participation, Point
from hsreport.read import attribution as said
from hsreport.read import faults, grammar
from hsreport.read.drafts import Anchors, PartDraft, Turn, is_inner, level_of
from hsreport.read.headings import HeadingLine, heading_line
from hsreport.read.lines import Paragraph
from hsreport.read.people import (
    Known,
    RosterLine,
    person_line,
    role_after,
    role_of,
    roster_line,
    speaker_name,
    turn_label,
)
from hsreport.values import Finding, Role, SourceSpan


class Body(NamedTuple):
    """What the body of a summary holds."""

    parts: tuple[Part, ...]
    events: tuple[Participation, ...]
    findings: tuple[Finding, ...]


def read_body(paragraphs: Sequence[Paragraph], known: Known) -> Body:
    """Everything after the head."""
    reader = _Reader(paragraphs, known)
    for at in range(len(paragraphs)):
        reader.take(at)
    return reader.finished()


class _Reader:
    def __init__(self, paragraphs: Sequence[Paragraph], known: Known) -> None:
        self.paragraphs, self.known = paragraphs, known
        self.headings = [self._heading_at(at) for at in range(len(paragraphs))]
        self.has_sessions = any(
            found and found.kind == "session" and found.number.isalnum() and len(found.number) < 3
            for found in self.headings
        )
        self.parts: list[PartDraft] = []
        self.levels: dict[str, int] = {}
        self.turn: Turn | None = None
        self.roster: tuple[str, Role | None] | None = None
        """The label and role that roster lines without a label follow; None outside a roster."""
        self.waiting: Paragraph | None = None
        """A roster label that stands alone, its people on the lines below."""
        self.points = 0
        self.anchors = Anchors()
        self.findings: list[Finding] = []

    # --- Going down the page --------------------------------------------------------------------

    def take(self, at: int) -> None:
        here = self.paragraphs[at]
        self.findings += faults.strayed_marks(here)
        if self.parts:
            self.findings += faults.skipped_number(here, self.part.ordinals)
        for rule in _RULES:
            if rule(self, at):
                break
        if self.parts:
            self.parts[-1].extend(here.span)

    def finished(self) -> Body:
        drafts = [draft for draft in self.parts if draft.heading or draft.blocks]
        steps = sorted({draft.level for draft in drafts})
        for draft in drafts:
            draft.level = steps.index(draft.level) + 1
        events = tuple(event for draft in drafts for event in draft.events())
        return Body(tuple(draft.finished(self.anchors) for draft in drafts), events, tuple(self.findings))

    @property
    def part(self) -> PartDraft:
        if not self.parts:
            self.parts.append(PartDraft(None, self.paragraphs[0].span, self.paragraphs[0].span))
        return self.parts[-1]

    def _following(self, at: int) -> Paragraph | None:
        return self.paragraphs[at + 1] if at + 1 < len(self.paragraphs) else None

    def _heading_at(self, at: int) -> HeadingLine | None:
        return heading_line(self.paragraphs[at], self._following(at))

    # --- Rules, in the order of the table below ---------------------------------------------------

    def opens_part(self, at: int) -> bool:
        """A heading opens a part, or stands as a heading inside the session that is open."""
        here, found = self.paragraphs[at], self.headings[at]
        if not found or (found.style in {"dot", "decimal"} and self._in_list(here)):
            return False
        self._close_turn()
        self.roster = ("", None)
        level = level_of(found, self.levels, self.parts)
        if is_inner(found, level, self.levels, self.parts):
            self.part.blocks.append(Heading(here.text, here.span, self.anchors.new("heading"), here.label))
            return True
        self.levels.setdefault(found.style, level)
        self.parts.append(PartDraft(found, here.span, here.span, level))
        return True

    def _in_list(self, here: Paragraph) -> bool:
        return here.family in self.part.ordinals and here.marks[0].ordinal != 1 and self.turn is not None

    def on_roster(self, at: int) -> bool:
        here = self.paragraphs[at]
        label = here.text.rstrip(" :：")
        role = role_of(label) if not here.marks and label[:1].isupper() else None
        if role and self.part.heading and self._is_roster_next(at):
            self._close_turn()
            self.waiting, self.roster = here, (label, role)
            return True
        line = roster_line(here.text)
        if not line or not self._fits_roster(line, at):
            return False
        in_list = here.family in {"paren", "dot", "half"} and bool(line.label)
        if not in_list and self.part.heading:
            self._enter(line, here)
            return True
        self._close_turn()
        if in_list:
            self.part.blocks.append(Heading(here.text, here.span, self.anchors.new("heading"), here.label))
        else:
            self.part.blocks.append(Narrative(here.text, here.span, self.anchors.new("narrative"), here.label))
        role = line.role or Role.SPEAKER
        self.part.played += [(said.RolePlayed(role, each.name, printed), here.span) for printed, each in line.people]
        return True

    def _is_roster_next(self, at: int) -> bool:
        following = self._following(at)
        return following is not None and roster_line(following.text) is not None

    def _fits_roster(self, line: RosterLine, at: int) -> bool:
        """Whether the place is one for a roster: under a heading, before anything is said there."""
        if line.label:
            return True
        here, following = self.paragraphs[at], self._following(at)
        if self.roster is None or not self.parts or self.part.heading is None:
            return False
        leads = following is not None and following.family not in {"", here.family}
        return not leads or (bool(self.part.roster) and not here.gap)

    def _enter(self, line: RosterLine, here: Paragraph) -> None:
        before, self.turn = self.roster or ("", None), None
        label, span = line.label, here.span
        role = line.role or role_after(*before)
        if self.waiting:
            label, span = before[0], SourceSpan(self.waiting.span.first, here.span.last)
            role, self.waiting = before[1] or role, None
        for printed, person in line.people:
            self.part.roster.append(
                Participation(person.name, role, span, label, person.affiliation, printed, self.anchors.new("roster"))
            )
            self.findings += faults.missing_comma(person, printed, here.span)
            label = ""
        self.roster = (line.label, line.role) if line.label else before

    def gives_floor(self, at: int) -> bool:
        """A line that only names who speaks: a name heading, an announcement, a sentence before a list."""
        here, following = self.paragraphs[at], self._following(at)
        if not following or (self.turn and here.family == self.turn.items and here.family == "dash"):
            return False
        found = self._lead(here, following)
        if not found:
            return False
        self._open(found, here, lead=here.text)
        if self.turn and not following.marks:
            self.turn.goes_on = True
        return True

    def _lead(self, here: Paragraph, following: Paragraph) -> Attribution | None:
        lists = following.family not in {"", here.family} or len(following.marks) > 1
        if lists or (here.family not in {"", "dash"} and not following.marks):
            person = person_line(here.text)
            name = person.name if person else speaker_name(here.text, self.known)
            if person:
                self.findings += faults.missing_comma(person, here.text, here.span)
            if name:
                return Attribution(name.printed, name, affiliation=person.affiliation if person else None)
        if here.text.endswith((":", "：")) and not following.heading:
            announced = said.announces(here.text, self.known)
            if announced:
                return announced
        if said.is_lead(here.text) and (lists or here.text.endswith((":", "："))):
            return said.speaker_of(here.text, self.known)
        return None

    def takes_turn(self, at: int) -> bool:
        """“X: ...” opens a turn that goes on over paragraphs."""
        here = self.paragraphs[at]
        if self.turn and not self.turn.goes_on and self.turn.items == "dash" == here.family:
            return False
        found = said.opens_turn(here.text, self.known, here.bold)
        if not found or not self._may_speak():
            return False
        attribution, words = found
        lead = here.text.removesuffix(words).rstrip()
        self._open(attribution, here, lead=lead)
        if self.turn:
            self.turn.goes_on = True
        if words:
            self._point(here, words, label="")
        return True

    def names_nobody(self, at: int) -> bool:
        """“Question: ...”, “Several participants ...” in the middle of a turn: the floor speaks."""
        here = self.paragraphs[at]
        label = turn_label(here.text)
        floor = grammar.FLOOR_LABEL.fullmatch(label) or (
            self.turn and self.turn.goes_on and grammar.FLOOR.search(here.text, 0, 60)
        )
        nobody = grammar.NOBODY.fullmatch(label) or (label.isupper() and len(label) < 5)
        if here.marks or not (floor or nobody):
            return False
        self._narrate(here, discussion=bool(floor) and self.part.named_session)
        return True

    def goes_on(self, at: int) -> bool:
        """An item of the list, or a paragraph, that belongs to the turn that is open."""
        here, turn = self.paragraphs[at], self.turn
        if turn is None or not self._belongs(here, turn):
            return False
        if here.marks and not turn.items:
            turn.items = here.family
        self._point(here, here.text, label=here.label)
        return True

    def _belongs(self, here: Paragraph, turn: Turn) -> bool:
        if turn.goes_on and not turn.own_family:
            return True
        if not here.marks:
            return turn.goes_on or (bool(turn.items) and here.indent > turn.indent and here.gap)
        if len(here.marks) > 1 and here.family == turn.own_family:
            speaker = turn.attribution.name.display if turn.attribution.name else turn.attribution.printed
            self.findings.append(finding("HS203", here.span, number=here.marks[0].label.rstrip("."), speaker=speaker))
            return True
        if not turn.items:
            return here.family != turn.own_family or here.indent > turn.indent
        return here.family == turn.items or (here.family == "dash" and here.family != turn.own_family)

    def says(self, at: int) -> bool:
        """“Mr. X said ...”: a statement of one paragraph."""
        here = self.paragraphs[at]
        found = said.speaker_of(here.text, self.known) if self._may_say() else None
        if not found or said.is_lead(here.text):
            return False
        if any(played.role is Role.MESSAGE for played in said.roles_played(here.text, self.known)):
            return False
        self._open(found, here, lead="")
        self._point(here, here.text, label=here.label)
        return True

    def says_more(self, at: int) -> bool:
        """“He added ...” right after a statement."""
        here = self.paragraphs[at]
        last = self.part.blocks[-1] if self.part.blocks else None
        if not isinstance(last, Turn) or not said.carried_on(here.text):
            return False
        self.turn = last
        self._point(here, here.text, label=here.label)
        return True

    def narrates(self, at: int) -> bool:
        here = self.paragraphs[at]
        self._narrate(here, discussion=self.part.named_session and grammar.FLOOR.search(here.text) is not None)
        return True

    def _narrate(self, here: Paragraph, *, discussion: bool) -> None:
        self._close_turn()
        anchor = self.anchors.new("narrative")
        self.part.blocks.append(Narrative(here.text, here.span, anchor, here.label, discussion))
        self._note_roles(here)

    # --- Turns and points -------------------------------------------------------------------------

    def _may_speak(self) -> bool:
        return bool(self.parts) and (self.part.heading is not None or not any(self.headings))

    def _may_say(self) -> bool:
        """Whether prose can be a statement here: in a session, or anywhere if the document names no sessions."""
        if not any(self.headings):
            return True
        if not self.parts or not self.part.heading:
            return False
        return not self.has_sessions or any(part.named_session for part in self.parts)

    def _open(self, attribution: Attribution, here: Paragraph, *, lead: str) -> None:
        self._close_turn()
        label = here.label if lead else ""
        self.turn = Turn(
            attribution, here.span, self.anchors.new("statement"), lead, label, here.family, indent=here.indent
        )
        self.part.blocks.append(self.turn)
        self._note_roles(here)

    def _close_turn(self) -> None:
        self.turn = self.roster = self.waiting = None

    def _point(self, here: Paragraph, text: str, *, label: str) -> None:
        if self.turn is None:
            return
        self.points += 1
        depth = int(bool(self.turn.items) and here.family == "dash" and self.turn.items != "dash")
        self.turn.points.append(Point(self.points, text, here.span, label, depth))

    def _note_roles(self, here: Paragraph) -> None:
        self.part.played += [(played, here.span) for played in said.roles_played(here.text, self.known)]


_RULES: tuple[Callable[[_Reader, int], bool], ...] = (
    _Reader.opens_part,
    _Reader.on_roster,
    _Reader.gives_floor,
    _Reader.takes_turn,
    _Reader.names_nobody,
    _Reader.goes_on,
    _Reader.says,
    _Reader.says_more,
    _Reader.narrates,
)
