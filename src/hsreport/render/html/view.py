"""What the templates show of a `Report`: contents, rosters, tables, each in the order of print. Templates only set it."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from operator import attrgetter, itemgetter
from typing import NamedTuple, TypeVar

from hsreport.entries import CrossReference, CumulativeEntry, IndexEntry, Locator
from hsreport.language.numerals import short_label
from hsreport.model import Action, Decision, Note, Part, Participation, PassageKind, Picture, Report, Row, Session
from hsreport.render.html.agenda import agenda_of, people_of
from hsreport.render.html.rows import tables_among
from hsreport.render.html.runs import Run, words_of
from hsreport.render.style.tokens import HouseStyle
from hsreport.values import Role

Entry = TypeVar("Entry", bound=IndexEntry | CumulativeEntry | CrossReference)

MATRIX_COLUMNS = 10
"""Sessions that one table of themes holds; more go into a further table."""
MOST_SPEAKERS = 15
"""Rows of the chart of speakers; the last one sums up who does not fit."""
HEAD_LENGTH = 64
"""Characters of a title that a running head holds; the rest gives way to an ellipsis."""

CHAIRED, LED, SPOKE = range(3)
COLUMN_OF_ROLE = {
    Role.MODERATOR: CHAIRED,
    Role.CHAIR: CHAIRED,
    Role.OPENING: LED,
    Role.KEYNOTE: LED,
    Role.LEAD_OFF: LED,
}
"""Where "At a glance" shows a role; the others spoke."""


class ContentsLine(NamedTuple):
    """A line of the contents."""

    level: int
    label: str
    title: str
    anchor: str

    @property
    def words(self) -> str:
        """Label and title on one line."""
        return f"{self.label} {self.title}".strip()

    @property
    def head(self) -> str:
        """The same, short enough for a running head."""
        return self.words if len(self.words) <= HEAD_LENGTH else self.words[:HEAD_LENGTH].rsplit(" ", 1)[0] + " …"

    @property
    def block(self) -> str:
        """The block of the template that prints what stands beside the text."""
        return self.anchor.replace("-", "_")

    @property
    def short(self) -> str:
        """The label without its closing mark ("Session 1"), or the title where there is none or it is a time."""
        return short_label(self.label) or self.title


BESIDE = {
    word: ContentsLine(1, "", title, anchor)
    for word, title, anchor in (
        ("cover", "", "cover"),
        ("contents", "Contents", "contents"),
        ("glance", "At a glance", "glance"),
        ("agenda", "Agenda", "agenda"),
        ("charts", "Who spoke how much", "charts"),
        ("participants", "Participants", "participants"),
        ("decisions", "Decisions and actions", "decisions-and-actions"),
        ("index", "Speaker index", "speaker-index"),
        ("appendix", "Thematic appendix", "thematic-appendix"),
        ("figures", "Tables and pictures", "figures"),
        ("notes", "Editorial notes", "editorial-notes"),
        ("colophon", "Colophon", "colophon"),
    )
}
"""What stands beside the text, by the words of a house style."""
BEFORE_TEXT = ("cover", "contents", "glance", "agenda", "charts")
UNLISTED = ("cover", "contents", "colophon")
"""What the contents do not name."""
PLAIN = HouseStyle()


class RosterGroup(NamedTuple):
    """The people under one role of a roster, the role as printed or, where the first line has none, its name; else none."""

    role: str
    people: tuple[Participation, ...]


class GlanceRow(NamedTuple):
    """A session at a glance; `people` are names by column: chaired, led off, spoke."""

    line: ContentsLine
    people: tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]
    points: int


class ThemeRow(NamedTuple):
    """How often a theme is taken up in each session; `total` counts the whole document."""

    label: str
    anchor: str
    counts: tuple[int, ...]
    total: int


class ListedRow(NamedTuple):
    """A decision, an action, a table or a picture in the list of all; `owner` is the name where it is known, else as printed."""

    text: str
    where: ContentsLine | None
    """The session, else the section, it stands in; None before all headings."""
    locator: Locator
    owner: str = ""
    due: str = ""


class Matrix(NamedTuple):
    """Themes by session."""

    columns: tuple[ContentsLine, ...]
    rows: tuple[ThemeRow, ...]


class View(NamedTuple):
    """Everything the templates need beside the report itself."""

    front: list[str]
    back: list[str]
    """What stands before the text and after it, by the words of a house style."""
    contents: tuple[ContentsLine, ...]
    parts: dict[str, ContentsLine]
    """The parts of the body, by anchor."""
    sessions: dict[str, ContentsLine]
    """The sessions, by id."""
    words: dict[str, tuple[Run, ...]]
    """The words of every head item, heading, roster line, lead, point, paragraph and note, by anchor."""
    notes: tuple[Note, ...]
    glance: tuple[GlanceRow, ...]
    matrices: tuple[Matrix, ...]
    letters: tuple[tuple[str, tuple[IndexEntry | CrossReference, ...]], ...]
    themes: dict[str, ContentsLine]
    """The themes that have an entry, by id."""
    listed: dict[PassageKind, list[ListedRow]]
    """Decisions, actions, tables and pictures."""


def is_short(report: Report, style: HouseStyle) -> bool:
    """Whether a text is so short that it needs no cover, no contents and nothing at a glance."""
    return sum(len(passage.text.split()) for passage in report.symposium.passages()) <= style.short_words


def view_of(report: Report, style: HouseStyle = PLAIN) -> View:
    """Work out what the templates show of a report, in linear time; a draft has what helps to revise it too."""
    symposium = report.symposium
    parts = {part.anchor: contents_line(part) for part in symposium.parts}
    listed = _listed(report, parts)
    glance = _glance(report)
    there: dict[str, object] = {
        "glance": glance,
        "agenda": "agenda" in style.parts and agenda_of(report),
        "charts": speaking(report),
        "participants": report.speakers,
        "decisions": PassageKind.DECISION in listed or PassageKind.ACTION in listed,
        "figures": PassageKind.ROW in listed or PassageKind.PICTURE in listed,
        "index": report.speaker_index,
        "appendix": report.appendix,
        "notes": any(finding.span for finding in report.findings),
    }
    front, back = ([word for word in side if there.get(word, True)] for side in beside(style))
    return View(
        front=front,
        back=back,
        contents=(
            *(BESIDE[word] for word in front if word not in UNLISTED),
            *filter(attrgetter("words"), parts.values()),
            *(BESIDE[word] for word in back if word not in UNLISTED),
        ),
        parts=parts,
        sessions={session.id: parts[session.anchor] for session in symposium.sessions},
        words=words_of(symposium),
        notes=symposium.notes,
        glance=glance,
        matrices=tuple(_matrices(report)),
        letters=by_letter(report.speaker_index, draft=style.draft),
        themes={
            entry.theme.id: ContentsLine(2, "", entry.theme.label, entry.anchor)
            for entry in report.appendix
            if "appendix" in (*front, *back)
        },
        listed=listed,
    )


def beside(style: HouseStyle) -> tuple[list[str], list[str]]:
    """List what is printed before the text and after it, the head of the summary first: as a cover, else as a masthead.

    A draft has its notes before the colophon, or at the end.
    """
    words: list[str] = list(dict.fromkeys(style.parts))
    if "text" not in words:
        words.insert(max((words.index(word) + 1 for word in BEFORE_TEXT if word in words), default=0), "text")
    if style.draft:
        words.insert(words.index("colophon") if "colophon" in words else len(words), "notes")
    at = words.index("text")
    front, back = ([word for word in side if word != "cover"] for side in (words[:at], words[at + 1 :]))
    return ["cover", *front] if front or "cover" in words else [], back


def speaking(report: Report) -> tuple[tuple[str, int], ...]:
    """Count points by speaker, the most first, those of many in one last row; none where fewer than two people made points."""
    counts = [(speaker.name.display, len(speaker.points)) for speaker in report.speakers if speaker.points]
    counts.sort(key=itemgetter(1), reverse=True)
    if len(counts) > MOST_SPEAKERS:
        rest = counts[MOST_SPEAKERS - 1 :]
        counts[MOST_SPEAKERS - 1 :] = [(f"{len(rest)} more", sum(points for _, points in rest))]
    return tuple(counts) if len(counts) > 1 else ()


def by_letter(entries: Iterable[Entry], *, draft: bool) -> tuple[tuple[str, tuple[Entry, ...]], ...]:
    """Part the entries of an index by letter; slips stand in drafts alone."""
    kept = (entry for entry in entries if draft or not (isinstance(entry, CrossReference) and entry.is_slip))
    return tuple((letter, tuple(each)) for letter, each in groupby(kept, attrgetter("letter")))


def _listed(report: Report, parts: Mapping[str, ContentsLine]) -> dict[PassageKind, list[ListedRow]]:
    """List what was decided, what somebody is to do, the tables and the pictures that are printed, each in the order of the document."""
    found: defaultdict[PassageKind, list[ListedRow]] = defaultdict(list)
    session: Part | None = None
    for part in report.symposium.parts:
        if isinstance(part, Session) or (session and part.level <= session.level):
            session = part if isinstance(part, Session) else None
        line = parts[(session or part).anchor]
        for _, rows in tables_among(part.blocks):
            block = next((row for row in rows if isinstance(row, Row) and row.is_caption), rows[0])
            text, owner, due = "", "", ""
            if isinstance(block, Decision | Action | Row):
                text = ", ".join(filter(None, block.text.split("\t")))
            elif isinstance(block, Picture) and block.image.sha256 in report.pictures:
                text = block.text or block.image.alt or "Picture without description"
            if isinstance(block, Action):
                owner, due = (block.name.display if block.name else block.owner), block.due
            if text:
                where = line if line.words else None
                found[block.kind].append(ListedRow(text, where, Locator(block.anchor), owner, due))
    return found


def contents_line(part: Part) -> ContentsLine:
    """Make the line of the contents, and of the running head, for a part."""
    return ContentsLine(part.level, part.label, part.title, part.anchor)


def roster_groups(session: Session) -> tuple[RosterGroup, ...]:
    """Group the printed roster of a session by role; a line without one goes with the line above it, or stands apart from another role."""
    groups: list[RosterGroup] = []
    for person in session.roster:
        if person.printed and (person.label or not groups or person.role is not groups[-1].people[-1].role):
            groups.append(RosterGroup(person.label or ("" if groups else person.role.capitalize()), (person,)))
        elif person.printed:
            groups[-1] = RosterGroup(groups[-1].role, (*groups[-1].people, person))
    return tuple(groups)


def _glance(report: Report) -> tuple[GlanceRow, ...]:
    """Sum up the sessions: who took part as what, and how many points were made."""
    people = people_of(report)
    return tuple(
        GlanceRow(
            contents_line(session), _columns(people[session.id]), sum(len(block.points) for block in session.blocks)
        )
        for session in report.symposium.sessions
    )


def _columns(people: Mapping[str, Iterable[Role]]) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Sort names into the three columns, each person once, in the first column that is theirs."""
    first = {name: min(COLUMN_OF_ROLE.get(role, SPOKE) for role in roles) for name, roles in people.items()}
    chaired, led, spoke = (tuple(name for name, at in first.items() if at == column) for column in range(3))
    return chaired, led, spoke


def _matrices(report: Report) -> Iterator[Matrix]:
    """Count points by theme and session, in as few tables as hold all sessions."""
    part_of = {passage.anchor: passage.part.anchor for passage in report.symposium.passages() if passage.part}
    strong = [assignment for assignment in report.assignments if assignment.strong]
    taken = Counter((assignment.theme, part_of.get(assignment.anchor, "")) for assignment in strong)
    totals = Counter(assignment.theme for assignment in strong)
    for columns in in_batches(tuple(map(contents_line, report.symposium.sessions)), MATRIX_COLUMNS):
        counts = (
            (entry, tuple(taken[entry.theme.id, column.anchor] for column in columns)) for entry in report.appendix
        )
        rows = [ThemeRow(entry.theme.label, entry.anchor, count, totals[entry.theme.id]) for entry, count in counts]
        if rows:
            yield Matrix(columns, tuple(rows))


def in_batches(lines: tuple[ContentsLine, ...], size: int) -> Iterator[tuple[ContentsLine, ...]]:
    """Cut lines into as few batches as hold them all, of about equal size."""
    count = -(-len(lines) // size)
    length = -(-len(lines) // count) if count else 1
    return (lines[at : at + length] for at in range(0, len(lines), length))
