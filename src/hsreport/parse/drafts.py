"""What the reader builds while it goes down the page: a part, a turn, and the numbers that count them."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, zip_longest

from msgspec.structs import replace

from hsreport.language import people
from hsreport.model import (
    Attribution,
    Block,
    Heading,
    Narrative,
    Part,
    Participation,
    Picture,
    Point,
    Row,
    Section,
    Session,
    Statement,
)
from hsreport.parse.headings import HeadingLine
from hsreport.parse.paragraphs import Paragraph
from hsreport.values import PersonName, Role, SourceSpan

_PRESIDING = frozenset({Role.CHAIR, Role.MODERATOR})
"""Parts that texts do not tell apart: who "chaired" a session may stand on its roster as moderator."""


@dataclass
class Turn:
    """A statement that is still open: which list its points are items of, and how it goes on."""

    attribution: Attribution
    span: SourceSpan
    anchor: str
    lead: str = ""
    label: str = ""
    own_family: str = ""
    """The list that the lead is an item of."""
    items: str = ""
    """The list that the points are items of, once the first is there."""
    indent: int = 0
    indents: list[int] = field(default_factory=list)
    """How far to the right the items stand whose lists are open, the outermost first."""
    points: list[Point] = field(default_factory=list)
    who: tuple[int, ...] = ()
    """The members of the cast who speak."""
    pictures: list[tuple[int, Picture]] = field(default_factory=list)
    """The pictures that stand in it, each with how many points stand before it."""

    def depth(self, indent: int) -> int:
        """In how many of its lists an item that stands so far to the right is nested."""
        while self.indents and indent < self.indents[-1] - 1:
            self.indents.pop()
        if not self.indents or indent > self.indents[-1] + 1:
            self.indents.append(indent)
        return len(self.indents) - 1

    def blocks(self) -> Iterator[Block]:
        """The statement, in pieces where pictures stand between its points; a lead under which nothing is said is narrative."""
        if not self.points:
            yield Narrative(self.lead, self.span, self.anchor, self.label)
        done = 0
        for before, picture in (*self.pictures, (len(self.points), None)):
            if points := self.points[done : max(before, 1)]:
                yield self._piece(points, done)
                done += len(points)
            if picture:
                yield picture

    def _piece(self, points: Sequence[Point], done: int) -> Statement:
        if done:
            span = SourceSpan(points[0].span.first, points[-1].span.last)
            return Statement(self.attribution, tuple(points), span, anchor=f"{self.anchor}-{done + 1}", lead_span=span)
        span = SourceSpan(self.span.first, points[-1].span.last)
        return Statement(self.attribution, tuple(points), span, self.lead, self.label, self.anchor, self.span)


@dataclass
class PartDraft:
    """A section or session that is still open."""

    heading: HeadingLine | None
    span: SourceSpan
    heading_span: SourceSpan
    level: int = 1
    roster: list[Participation] = field(default_factory=list)
    blocks: list[Block | Turn] = field(default_factory=list)
    played: list[tuple[Role, PersonName, SourceSpan]] = field(default_factory=list)
    ordinals: dict[str, int] = field(default_factory=dict)
    """The last number seen of each list."""
    spoke: dict[int, None] = field(default_factory=dict)
    """The members of the cast who speak in it, in order."""

    @property
    def empty(self) -> bool:
        return not self.blocks and not self.roster

    @property
    def named_session(self) -> bool:
        return self.heading is not None and self.heading.kind == "session"

    @property
    def speaks(self) -> bool:
        """Whether people take part in it, whatever its heading says."""
        if any(isinstance(block, Turn) and block.points for block in self.blocks):
            return True
        return bool(self.roster)

    @property
    def lists_people(self) -> bool:
        """Whether its heading is that of a list: "Participants"; “Session 1: Names” is a session's."""
        if self.heading is None or (self.named_session and self.heading.number):
            return False
        return people.LIST_LABEL.fullmatch(self.heading.title.strip()) is not None

    def extend(self, span: SourceSpan) -> None:
        self.span = SourceSpan(self.span.first, max(self.span.last, span.last))

    @property
    def is_session(self) -> bool:
        return self.heading is not None and (self.named_session or self.speaks)

    def take(self, other: "PartDraft", anchor: str) -> None:
        """Take in a part below it: its heading becomes one inside."""
        if other.heading:
            words = f"{other.heading.title} {other.heading.qualifier}".strip()
            self.blocks.append(Heading(words, other.heading_span, anchor, other.heading.label))
        self.blocks += other.blocks
        self.roster += other.roster
        self.played += other.played
        self.spoke |= other.spoke
        self.extend(other.span)

    def events(self) -> tuple[Participation, ...]:
        """The parts that its sentences give to people in the event, where it is no session."""
        if self.is_session:
            return ()
        return tuple(Participation(name, role, span, anchor=self._anchor(span)) for role, name, span in self.played)

    def _anchor(self, span: SourceSpan) -> str:
        """Where a sentence stands in print; empty where its lines have no place of their own."""
        printed = (block for block in self.blocks if not isinstance(block, Turn) or block.lead)
        return next((each.anchor for each in printed if each.span.first <= span.first <= each.span.last), "")

    def participations(self) -> tuple[Participation, ...]:
        """The roster, its plain speakers given the part that a sentence names, others added."""
        roster = list(self.roster)
        families: defaultdict[str, list[int]] = defaultdict(list)
        for at, entry in enumerate(roster):
            families[entry.name.family.casefold()].append(at)
        for part, name, span in self.played:
            places = [at for at in families[name.family.casefold()] if _same_given(name, roster[at])]
            held = {roster[at].role for at in places}
            if places and roster[places[0]].role is Role.SPEAKER and not roster[places[0]].label:
                roster[places[0]] = replace(roster[places[0]], role=part)
            elif part not in held and not (held & _PRESIDING and part in _PRESIDING):
                families[name.family.casefold()].append(len(roster))
                roster.append(Participation(name, part, span, anchor=self._anchor(span)))
        return tuple(roster)

    def finished(self, anchors: "Anchors") -> Part:
        """The part as a value; a section in which people speak is a session."""
        heading = self.heading or HeadingLine("section", "", "", "")
        ready = (block.blocks() if isinstance(block, Turn) else (block,) for block in self.blocks)
        blocks = tuple(_in_tables([*chain.from_iterable(ready)]))
        if not self.is_session:
            blocks = tuple(
                replace(block, discussion=False) if isinstance(block, Narrative) else block for block in blocks
            )
            return Section(
                _title(heading), self.span, anchors.new("section"), heading.label, self.level, blocks, self.heading_span
            )
        identity = anchors.session(heading.number or _slug(heading.title))
        return Session(
            identity, heading.title, self.span, f"session-{identity}", heading.label, heading.qualifier,
            self.level, self.participations(), blocks, self.heading_span,
        )  # fmt: skip


def is_row(here: Paragraph, last: Block | Turn | None, following: Paragraph | None) -> bool:
    """Whether a paragraph is a row; words alone in theirs are one behind others, and those over the whole table between others."""
    between = following is not None and len(following.cells) > 1
    return bool(here.cells) or (bool(here.merged) and isinstance(last, Row) and ("<" not in here.merged or between))


def row(here: Paragraph, last: Block | Turn | None, following: Paragraph | None, anchor: str) -> Row:
    """A row behind the `last` block; a caption belongs to the table below it, else to the one above."""
    cells, merged = here.cells or (here.text, *[""] * (len(here.merged) - 1)), here.merged
    own = (cell if sign != "^" else "" for cell, sign in zip_longest(cells, merged[: len(cells)]))
    begins = here.gap and bool(here.cells) and not (isinstance(last, Row) and last.first and last.is_caption)
    if len(here.cells) == 1:
        begins = following is not None and len(following.cells) > 1
    words, first = "\t".join(" ".join(cell.split()) for cell in own), begins or not isinstance(last, Row)
    return Row(words, here.span, anchor, first=first, merged=merged if merged.strip(".") else "", heads=here.heads)


def _in_tables(blocks: Sequence[Block]) -> Iterator[Block]:
    """Blocks, a row that stands alone as narrative, the others of its table being people or what they said; a second caption too."""
    captioned = False
    for block, following in zip(blocks, (*blocks[1:], None), strict=False):
        goes_on = isinstance(following, Row) and not following.first
        again = isinstance(block, Row) and block.is_caption and captioned and not block.first
        captioned = isinstance(block, Row) and (block.is_caption or (captioned and not block.first))
        if isinstance(block, Row) and ((block.first and not goes_on) or again):
            yield Narrative(block.text.strip(), block.span, block.anchor)
        else:
            yield block


def _slug(title: str) -> str:
    """The first words of a title as an id: "keynote-speeches-and"."""
    return "-".join(re.findall(r"[^\W_]+", title.casefold())[:3])


def _title(heading: HeadingLine) -> str:
    return f"{heading.title} {heading.qualifier}".strip()


def _same_given(name: PersonName, entry: Participation) -> bool:
    """Whether a sentence may speak of a roster line of the same family name."""
    return not name.given or entry.name.given.casefold() == name.given.casefold()


def below(parts: Sequence[PartDraft], at: int) -> bool:
    """Whether the part behind one stands below it."""
    return at + 1 < len(parts) and parts[at + 1].level > parts[at].level


def level_of(found: HeadingLine, levels: Mapping[str, int], parts: Sequence[PartDraft]) -> int:
    """The level of a heading: its format's, that of its like, or one below a heading with nothing under it."""
    if found.style[1:].isdigit():
        return int(found.style[1:])
    if found.style in levels:
        return levels[found.style]
    if not parts or not parts[-1].heading:
        return 1
    return parts[-1].level + (1 if parts[-1].empty else 0)


def is_inner(found: HeadingLine, level: int, levels: Mapping[str, int], parts: Sequence[PartDraft]) -> bool:
    """Whether a heading stands inside the session that is open and opens nothing of its own."""
    if not parts:
        return False
    above, marked = parts[-1], found.style[1:].isdigit()
    if not above.named_session:
        return found.kind == "within" and marked and above.speaks and bool(above.heading) and level > above.level
    if _is_counted_below(found, above):
        return True
    if found.kind == "session":
        return False
    if marked:
        return level > above.level
    numbered = above.heading is not None and above.heading.number[-1:].isdigit()
    return found.kind == "within" or (numbered and found.style not in levels)


def _is_counted_below(found: HeadingLine, part: PartDraft) -> bool:
    """Whether a heading is “2.1” under “2.”, and no session with a number of its own."""
    above = part.heading.label.rstrip(".") if part.heading else ""
    below = bool(above) and found.label.rstrip(".").startswith(f"{above}.")
    return below and not found.number.isdigit()


class Anchors:
    """Names for places, each given out once: "narrative-3", "session-2"."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()
        self._sessions: set[str] = set()

    def new(self, kind: str) -> str:
        self._counts[kind] += 1
        return f"{kind}-{self._counts[kind]}"

    def session(self, wanted: str) -> str:
        """An id for a session: the number or word wanted, made unique by "-2" and so on."""
        wanted = wanted or "session"
        identity, again = wanted, 1
        while identity in self._sessions:
            again += 1
            identity = f"{wanted}-{again}"
        self._sessions.add(identity)
        return identity
