"""What a reader keeps in mind while going down the page: the part, the roster and the turn that are open."""

from collections.abc import Sequence

from hsreport.model import Attribution, Heading, Narrative, Point
from hsreport.parse import attribution as said
from hsreport.parse.drafts import Anchors, PartDraft, Turn
from hsreport.parse.headings import headings
from hsreport.parse.paragraphs import Paragraph
from hsreport.parse.people import Known, names_speaker
from hsreport.values import Finding, Role


class Page:
    """The paragraphs of a body, and the state in which the next of them is read."""

    def __init__(self, paragraphs: Sequence[Paragraph], known: Known) -> None:
        self.paragraphs, self.known = paragraphs, known
        self.headings = [
            None if names_speaker(here, known) else found
            for here, found in zip(paragraphs, headings(paragraphs), strict=True)
        ]
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

    @property
    def part(self) -> PartDraft:
        if not self.parts:
            self.parts.append(PartDraft(None, self.paragraphs[0].span, self.paragraphs[0].span))
        return self.parts[-1]

    def following(self, at: int) -> Paragraph | None:
        return self.paragraphs[at + 1] if at + 1 < len(self.paragraphs) else None

    def close_turn(self) -> None:
        self.turn = self.roster = self.waiting = None

    def open_turn(self, attribution: Attribution, here: Paragraph, *, lead: str) -> None:
        self.close_turn()
        label = here.label if lead else ""
        self.turn = Turn(
            attribution, here.span, self.anchors.new("statement"), lead, label, here.family, indent=here.indent
        )
        self.part.blocks.append(self.turn)
        self.note_roles(here)

    def point(self, here: Paragraph, text: str, *, label: str) -> None:
        if self.turn is None:
            return
        self.points += 1
        depth = int(bool(self.turn.items) and here.family == "dash" and self.turn.items != "dash")
        self.turn.points.append(Point(self.points, text, here.span, label, depth))

    def narrate(self, here: Paragraph, *, discussion: bool) -> None:
        self.close_turn()
        anchor = self.anchors.new("narrative")
        self.part.blocks.append(Narrative(here.text, here.span, anchor, here.label, discussion))
        self.note_roles(here)

    def note_roles(self, here: Paragraph) -> None:
        self.part.played += [(played, here.span) for played in said.roles_played(here.text, self.known)]

    def set_heading(self, here: Paragraph) -> None:
        """A heading inside the part that is open."""
        self.part.blocks.append(Heading(here.text, here.span, self.anchors.new("heading"), here.label))
