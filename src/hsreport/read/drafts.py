"""What the reader builds while it goes down the page: a part, a turn, and the numbers that count them."""

from collections import Counter
from dataclasses import dataclass, field

from hsreport.model import Attribution, Block, Part, Participation, Point, Section, Session, Statement
from hsreport.read.attribution import RolePlayed
from hsreport.read.headings import HeadingLine
from hsreport.values import Role, SourceSpan


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
    goes_on: bool = False
    """Whether plain paragraphs belong to it, as they do after "X:"."""
    points: list[Point] = field(default_factory=list)

    def statement(self) -> Statement:
        last = self.points[-1].span.last if self.points else self.span.last
        span = SourceSpan(self.span.first, last)
        return Statement(self.attribution, tuple(self.points), span, self.lead, self.label, self.anchor)


@dataclass
class PartDraft:
    """A section or session that is still open."""

    heading: HeadingLine | None
    span: SourceSpan
    level: int = 1
    roster: list[Participation] = field(default_factory=list)
    blocks: list[Block | Turn] = field(default_factory=list)
    played: list[tuple[RolePlayed, SourceSpan]] = field(default_factory=list)
    ordinals: dict[str, int] = field(default_factory=dict)
    """The last number seen of each list."""

    @property
    def empty(self) -> bool:
        return not self.blocks and not self.roster

    @property
    def named_session(self) -> bool:
        return self.heading is not None and self.heading.kind == "session"

    @property
    def speaks(self) -> bool:
        """Whether people take part in it, whatever its heading says."""
        return bool(self.roster) or any(isinstance(block, Turn) for block in self.blocks)

    def extend(self, span: SourceSpan) -> None:
        self.span = SourceSpan(self.span.first, max(self.span.last, span.last))

    def participations(self, anchors: "Anchors") -> tuple[Participation, ...]:
        """The roster, its plain speakers given the part that a sentence names, others added."""
        roster = list(self.roster)
        for played, span in self.played:
            at = _place_of(played, roster)
            if at is None:
                roster.append(Participation(played.name, played.role, span, anchor=anchors.new("roster")))
            elif roster[at].role is Role.SPEAKER and not roster[at].label and played.role is Role.LEAD_OFF:
                entry = roster[at]
                roster[at] = Participation(
                    entry.name, played.role, entry.span, entry.label, entry.affiliation, entry.printed, entry.anchor
                )
        return tuple(roster)

    def finished(self, anchors: "Anchors", number: int) -> Part:
        """The part as a value; a section in which people speak is a session."""
        heading = self.heading or HeadingLine("section", "", "", "")
        blocks = tuple(block.statement() if isinstance(block, Turn) else block for block in self.blocks)
        is_session = self.heading is not None and (self.named_session or self.speaks)
        if not is_session:
            return Section(_title(heading), self.span, anchors.new("section"), heading.label, self.level, blocks)
        identity = anchors.session(heading.number or str(number))
        return Session(
            identity, heading.title, self.span, f"session-{identity}", heading.label, heading.qualifier,
            self.level, self.participations(anchors), blocks,
        )  # fmt: skip


def _title(heading: HeadingLine) -> str:
    return f"{heading.title} {heading.qualifier}".strip()


def _place_of(played: RolePlayed, roster: list[Participation]) -> int | None:
    """Which roster line a sentence speaks of: by the full name, else by a family name of its own."""
    for at, entry in enumerate(roster):
        same_family = entry.name.family.casefold() == played.name.family.casefold()
        if same_family and (not played.name.given or entry.name.given.casefold() == played.name.given.casefold()):
            return at
    return None


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
        identity, again = wanted, 1
        while identity in self._sessions:
            again += 1
            identity = f"{wanted}-{again}"
        self._sessions.add(identity)
        return identity
