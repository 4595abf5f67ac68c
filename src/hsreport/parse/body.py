"""The body of a summary: what each paragraph was read as, put together into sections, sessions and statements."""

import math
import re
from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from hsreport.findings import finding
from hsreport.language import grammar, people
from hsreport.language.grammar import role_of
from hsreport.language.letters import comparable
from hsreport.model import Action, Code, Decision, Heading, Narrative, Part, Participation, Picture, Point
from hsreport.parse import faults
from hsreport.parse.attributions import Attributions
from hsreport.parse.cast.members import Cast
from hsreport.parse.drafts import Anchors, PartDraft, Turn, below, is_inner, is_row, level_of, row
from hsreport.parse.headings import is_title, named_session
from hsreport.parse.lists.entries import Entry
from hsreport.parse.lists.people import affiliation, is_person_line
from hsreport.parse.paragraphs import Paragraph
from hsreport.parse.parts import parts_played, who_and_when
from hsreport.parse.rulings import NO_LINES, Ruled
from hsreport.parse.speech.forms import Form
from hsreport.parse.speech.verdicts import Kind, Stretch, Verdict
from hsreport.parse.understanding import Read, understand
from hsreport.source import Line
from hsreport.values import Finding, Image, KnownPerson, Role, SourceSpan

_BY_HEADING = {Role.OPENING, Role.CLOSING, Role.KEYNOTE, Role.MESSAGE}
"""Parts that the heading of a session gives to the one who speaks in it."""
_ALSO_IN_LISTS = {"and", "by"}
"""Words of a roster's line that are in none of its entries."""


class Body(NamedTuple):
    """What the body of a summary holds."""

    parts: tuple[Part, ...]
    events: tuple[Participation, ...]
    findings: tuple[Finding, ...]
    cast: Cast
    form: Form
    cut: int = 0
    """How many of the first paragraphs are the head."""


def read_body(
    paragraphs: Sequence[Paragraph], cut: int, ruled: Ruled = NO_LINES, known: Sequence[KnownPerson] = ()
) -> Body:
    """Everything after the head, which is the first `cut` paragraphs, as the rulings have it."""
    read = understand(paragraphs, cut, ruled, known)
    draft = _Assembly(read)
    draft.above = [line for here in paragraphs[: read.cut] for line in here.pictures]
    for at in range(read.cut, len(paragraphs)):
        draft.add(at)
    return draft.finished()


class _Assembly:
    """Parts, statements and numbers as they are put together down the page."""

    def __init__(self, read: Read) -> None:
        self.read, self.cast, self.form, self.at = read, read.form.cast, read.form, read.cut
        self.names = Attributions(self.cast)
        self.entries: defaultdict[int, list[Entry]] = defaultdict(list)
        for entry in read.form.rosters.entries:
            if entry.role and not entry.absent:
                self.entries[entry.paragraph].append(entry)
        self.parts: list[PartDraft] = []
        self.levels: dict[str, int] = {}
        self.turn: Turn | None = None
        self.points = 0
        self.above: list[Line] = []
        """The pictures that stand in the head."""
        self.anchors = Anchors()
        self.pending: Paragraph | None = None
        """A roster's label that stands alone, its people on the lines below."""
        self.findings: list[Finding] = [*read.findings]

    @property
    def part(self) -> PartDraft:
        """The section or session that is open; before any heading, the one that has none."""
        if not self.parts:
            first = self.read.paragraphs[self.read.cut].span
            self.parts.append(PartDraft(None, first, first))
        return self.parts[-1]

    @property
    def here(self) -> Paragraph:
        return self.read.paragraphs[self.at]

    @property
    def verdict(self) -> Verdict:
        return self.read.verdicts[self.at]

    def add(self, at: int) -> None:
        """Put the next paragraph where its verdict says."""
        self.at = at
        self.findings += faults.strayed_marks(self.here)
        before = len(self.parts)
        steps = {
            Kind.HEADING: self._heading,
            Kind.ROSTER: self._roster,
            Kind.LEAD: self._lead,
            Kind.SPEECH: self._speech,
            Kind.DECISION: self._decide,
            Kind.ACTION: self._act,
        }
        (self._title if self._is_title() else steps.get(self.verdict.kind, self._narrate))()
        if len(self.parts) == before:
            self.findings += faults.skipped_number(self.here, self.part.ordinals)
        self.part.extend(self.here.span)
        for line in self.here.pictures:
            self._show(line)

    # --- Headings and rosters -----------------------------------------------------------------------------

    def _heading(self) -> None:
        line, here, self.turn = self.form.headings[self.at], self.here, None
        if line is None:
            return
        level = level_of(line, self.levels, self.parts)
        if is_inner(line, level, self.levels, self.parts):
            self.part.blocks.append(Heading(here.text, here.span, self.anchors.new("heading"), here.label))
        else:
            self.levels.setdefault(line.style, level)
            self.parts.append(PartDraft(line, here.span, here.span, level))
        self._play(self.entries[self.at])

    def _is_title(self) -> bool:
        """Whether a line below “Session 2” is its title."""
        here, heading, line = self.here, self.parts[-1].heading if self.parts else None, self.form.headings[self.at]
        near = line.style in {"bare", "capitals"} and line.kind == "section" if line else not here.gap
        return (
            heading is not None and heading.kind == "session" and not heading.title and near and not here.marks
            and self.parts[-1].span == self.parts[-1].heading_span
            and self.verdict.kind in {Kind.NARRATIVE, Kind.HEADING} and is_title(here.text)
            and not people.LIST_LABEL.fullmatch(here.text) and not role_of(here.text)
            and not grammar.HEAD_DATE.search(here.text) and not re.search(r"\d[:.h]\d\d", here.text)
        )  # fmt: skip

    def _title(self) -> None:
        """Give a session the title that stands on the line below it."""
        span = SourceSpan(self.part.span.first, self.here.span.last)
        self.part.heading = self.part.heading._replace(title=self.here.text) if self.part.heading else None
        self.part.heading_span = span

    def _play(self, entries: Sequence[Entry]) -> None:
        """Give the people of a list their parts where the list itself is printed as something else."""
        self.part.played += [(each.role or Role.SPEAKER, self.names.listed(each), self.here.span) for each in entries]

    def _roster(self) -> None:
        self.turn = None
        here, entries = self.here, self.entries[self.at]
        words = here.text.rstrip(" :：")
        if not entries and role_of(words) and self.at + 1 in self.form.rosters.paragraphs:
            in_session = bool(self.parts) and self.part.heading is not None and self.part.heading.kind == "session"
            line = None if in_session else named_session(here)
            if line:
                self.parts.append(PartDraft(line, here.span, here.span, level_of(line, self.levels, self.parts)))
            elif self.parts:
                self.pending = here
            if line or self.parts:
                return
        if not self.parts or self.part.heading is None or self.part.lists_people or not _is_whole(here, entries):
            self._narrate()
            self._play(entries)
            return
        label = "" if entries[0].label == self.part.heading.title else entries[0].label
        span = here.span
        if self.pending:
            label, span = self.pending.text.rstrip(" :："), SourceSpan(self.pending.span.first, here.span.last)
            self.pending = None
        for entry in entries:
            place = affiliation(entry.rest) if entry.rest else None
            name, role, anchor = self.names.listed(entry), entry.role or Role.SPEAKER, self.anchors.new("roster")
            self.part.roster.append(Participation(name, role, span, label, place, entry.printed, anchor))
            label, span = "", here.span
            if entry.missing_comma:
                self.findings.append(finding("HS302", here.span, name=" ".join(entry.mention.words), rest=entry.rest))

    # --- Who speaks ---------------------------------------------------------------------------------------

    def _open(self, stretch: Stretch, *, lead: str, label: str) -> Turn:
        here, first = self.here, stretch.who[0]
        alone = self.verdict.kind is Kind.LEAD and is_person_line(here.text, -math.inf)
        said = self.names.named(first, here.text, alone=alone) or self.names.canonical(first)
        anchor = self.anchors.new("statement")
        self.turn = Turn(said, here.span, anchor, lead, label, here.family, indent=here.indent, who=stretch.who)
        self.part.blocks.append(self.turn)
        self._note_parts()
        return self.turn

    def _lead(self) -> None:
        self._open(self.verdict.stretches[0], lead=self.here.text, label=self.here.label)

    def _speech(self) -> None:
        here, verdict, turn = self.here, self.verdict, self.turn
        first, lead = verdict.stretches[0], here.text[: verdict.words].strip()
        goes_on = here.marks or first.clue.startswith(("goes-on", "pronoun"))
        if turn is None or lead or turn.who != first.who or (turn.points and not goes_on):
            turn = self._open(first, lead=lead, label=here.label if lead else "")
        if len(here.marks) > 1 and here.family == turn.own_family:
            number = here.marks[0].label.rstrip(".")
            self.findings.append(finding("HS203", here.span, number=number, speaker=turn.attribution.printed))
        self.points += 1
        depth = turn.depth(here.indent) if here.marks else 0
        depth = depth or int(bool(turn.items) and here.family == "dash" and turn.items != "dash")
        if here.marks and not turn.items:
            turn.items = here.family
        voices = self.names.voices(here, verdict, (turn.who[0], turn.attribution))
        label = "" if lead else here.label
        turn.points.append(Point(self.points, here.text[verdict.words :], here.span, label, depth, voices))
        self.part.spoke |= dict.fromkeys(number for stretch in verdict.stretches for number in stretch.who)

    # --- Everything else ----------------------------------------------------------------------------------

    def _narrate(self) -> None:
        self.turn = None
        here, floor = self.here, self.verdict.kind is Kind.FLOOR
        if here.code:
            self.part.blocks.append(Code(here.text, here.span, self.anchors.new("code")))
            return
        last, following = self.part.blocks[-1] if self.part.blocks else None, self.form.following(self.at)
        if is_row(here, last, following):
            self.part.blocks.append(row(here, last, following, self.anchors.new("row")))
            return
        anchor = self.anchors.new("narrative")
        self.part.blocks.append(Narrative(here.text, here.span, anchor, here.label, floor, here.quoted))
        self._note_parts()
        if self.verdict.candidates:
            names = (self.cast.members[number].name.display for number in self.verdict.candidates)
            self.findings.append(finding("HS208", here.span, candidates=names))

    def _picture(self, line: Line) -> Picture:
        return Picture(line.text, line.span, self.anchors.new("picture"), image=line.picture or Image())

    def _show(self, line: Line) -> None:
        """Put a picture where it stands, within the turn that is open; it is no point."""
        if self.turn:
            self.turn.pictures.append((len(self.turn.points), self._picture(line)))
        else:
            self.part.blocks.append(self._picture(line))
        self.part.extend(line.span)

    def _decide(self) -> None:
        self.turn = None
        here = self.here
        self.part.blocks.append(Decision(here.text, here.span, self.anchors.new("decision"), here.label))

    def _act(self) -> None:
        self.turn = None
        here = self.here
        owner, due = who_and_when(here.text)
        members = self.form.members(owner, self.at) if owner else None
        name = self.cast.members[members[0]].name if members else None
        self.part.blocks.append(Action(here.text, here.span, self.anchors.new("action"), here.label, owner, name, due))

    def _note_parts(self) -> None:
        for part in parts_played(self.here.text, self.cast):
            self.part.played.append((part.role, self.cast.members[part.member].name, self.here.span))

    # --- Roles --------------------------------------------------------------------------------------------

    def _general(self) -> dict[int, Role]:
        """The parts that people have in the whole event: those of lists before its first session, or under a heading of their own."""
        headings = ((at, line) for at, line in enumerate(self.form.headings) if line is not None)
        of_sessions = (
            at for at, line in headings if not people.LIST_LABEL.fullmatch(line.title) and not role_of(line.title)
        )
        first = next(of_sessions, len(self.read.paragraphs))
        found: dict[int, Role] = {}
        for entry in (entry for at, entries in self.entries.items() if at <= first for entry in entries):
            member = self.cast.meant(entry.mention)
            if isinstance(member, int) and entry.role:
                found.setdefault(member, entry.role)
        return found

    def _give_roles(self, draft: PartDraft, general: dict[int, Role]) -> None:
        """The parts of those who speak in a session and stand on no list of it: the event's, or what the heading says."""
        listed = {part.name.display for part in draft.roster} | {name.display for _, name, _ in draft.played}
        for turn in (block for block in draft.blocks if isinstance(block, Turn) and not block.points):
            if self.cast.members[turn.who[0]].name.display not in listed and turn.who[0] not in draft.spoke:
                draft.played.append((Role.SPEAKER, self.cast.members[turn.who[0]].name, turn.span))
        if not draft.is_session or draft.heading is None:
            return
        speakers = [number for number in draft.spoke if self.cast.members[number].name.display not in listed]
        headed = role_of(re.split(r"\W+(?:of|by|and)\b|[:：(–—-]", draft.heading.title)[0].strip())
        taken = {part.role for part in draft.roster}.union(role for role, _, _ in draft.played) & {Role.KEYNOTE}
        alone = len(speakers) == 1 and headed in _BY_HEADING - taken
        for number in speakers:
            if role := general.get(number) or (headed if alone else None):
                draft.played.append((role, self.cast.members[number].name, draft.heading_span))

    def _gathered(self, drafts: Sequence[PartDraft]) -> list[PartDraft]:
        """The parts, those below a heading whose like are sessions taken into it with their headings."""
        spoken = {
            draft.heading.style
            for at, draft in enumerate(drafts)
            if draft.heading and draft.speaks and not below(drafts, at)
        }
        found: list[PartDraft] = []
        for draft in drafts:
            over = found[-1] if found else None
            if (
                over
                and over.heading
                and (over.heading.label or over.heading.style[1:].isdigit())
                and over.level < draft.level
                and not draft.named_session
                and over.heading.style in spoken
            ):
                over.take(draft, self.anchors.new("heading"))
            else:
                found.append(draft)
        return found

    def finished(self) -> Body:
        """The body, when its last paragraph is added."""
        if self.above:
            span = SourceSpan(self.above[0].span.first, self.above[-1].span.last)
            if not self.parts or self.parts[0].heading:
                self.parts.insert(0, PartDraft(None, span, span))
            self.parts[0].blocks[:0] = map(self._picture, self.above)
            self.parts[0].span = SourceSpan(span.first, max(span.last, self.parts[0].span.last))
        drafts = self._gathered([draft for draft in self.parts if draft.heading or draft.blocks])
        steps = sorted({draft.level for draft in drafts})
        general = self._general()
        for draft in drafts:
            draft.level = steps.index(draft.level) + 1
            self._give_roles(draft, general)
        events = tuple(event for draft in drafts for event in draft.events())
        parts = tuple(draft.finished(self.anchors) for draft in drafts)
        if self.read.paragraphs and not any(draft.spoke for draft in drafts):
            self.findings.insert(0, finding("HS209", SourceSpan(1, self.read.paragraphs[-1].span.last)))
        return Body(parts, events, tuple(self.findings), self.cast, self.form, self.read.cut)


def _is_whole(here: Paragraph, entries: Sequence[Entry]) -> bool:
    """Whether all words of a roster's line are in its entries and its label, or count the entries."""
    numbers = {str(number) for number in range(1, len(entries) + 1)} if len(entries) > 1 else set[str]()
    words = [word for word in re.findall(r"\w+", comparable(here.text)[0]) if word not in numbers]
    kept = [
        word
        for entry in entries
        for word in re.findall(r"\w+", f"{entry.label} {entry.printed}")
        if word not in numbers
    ]
    return bool(entries) and len(words) <= len(kept) + sum(word in _ALSO_IN_LISTS for word in words)
