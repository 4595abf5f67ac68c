"""Rulings of the author on how lines are read: who says them, what they are. They come before everything that is worked out."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from hsreport.findings import finding
from hsreport.language.letters import comparable
from hsreport.model import HeadKind, Part, Participation, Session, Statement
from hsreport.parse.cast.members import Cast, Unknown
from hsreport.parse.headings import HeadingLine
from hsreport.parse.lists.entries import Entry, items
from hsreport.parse.lists.labels import LISTED, label_at
from hsreport.parse.lists.rosters import Rosters
from hsreport.parse.paragraphs import Paragraph
from hsreport.parse.speech.verdicts import Kind
from hsreport.parse.words.labels import as_mention
from hsreport.parse.words.mentions import Mention
from hsreport.values import NOBODY, Finding, Is, LineRuling, PersonName, Role, SourceSpan

KINDS = {
    Is.NARRATIVE: Kind.NARRATIVE,
    Is.DISCUSSION: Kind.FLOOR,
    Is.DECISION: Kind.DECISION,
    Is.ACTION: Kind.ACTION,
}
HEADINGS = {Is.SESSION: "session", Is.SECTION: "section", Is.HEADING: "within"}
HEAD = {Is.TITLE: HeadKind.TITLE, Is.DATE: HeadKind.DATE, Is.VENUE: HeadKind.VENUE}
"""What stands in the head, wherever its line is."""


class Ruled(NamedTuple):
    """The rulings by the paragraphs that they are on, and what was found in placing them."""

    by_paragraph: Mapping[int, LineRuling]
    findings: tuple[Finding, ...] = ()

    def names(self) -> Iterator[tuple[int, Mention]]:
        """Everybody who is ruled to speak, with the paragraph."""
        for at, ruling in self.by_paragraph.items():
            yield from ((at, as_mention(name)) for name in ruling.speakers)

    def doubts(self, cast: Cast, paragraphs: Sequence[Paragraph]) -> Iterator[Finding]:
        """The names of rulings that several of the cast have, so that nobody is given the words."""
        for at, mention in self.names():
            meant = cast.meant(mention)
            if isinstance(meant, Unknown):
                who = [cast.members[number].name.display for number in meant.candidates]
                yield finding("HS306", paragraphs[at].span, found=" ".join(mention.words), candidates=who or [NOBODY])

    def members(self, cast: Cast) -> dict[int, tuple[int, ...]]:
        """The members of the cast who speak in each paragraph that is ruled on."""
        return {
            at: tuple(who for name in ruling.speakers if isinstance(who := cast.meant(as_mention(name)), int))
            for at, ruling in self.by_paragraph.items()
        }

    def listing(self, rosters: Rosters, paragraphs: Sequence[Paragraph]) -> Rosters:
        """The lists of people, those that are ruled to be some among them, without paragraphs that are ruled to be something else."""
        kept = rosters.without([at for at, ruling in self.by_paragraph.items() if ruling.kind is not Is.ROSTER])
        more = [
            at for at, ruling in self.by_paragraph.items() if ruling.kind is Is.ROSTER and at not in kept.paragraphs
        ]
        entries = (entry for at in more for entry in listed(at, paragraphs[at].text))
        every = sorted((*kept.entries, *entries), key=lambda entry: entry.paragraph)
        return Rosters(tuple(every), kept.paragraphs.union(more))

    def heading(self, at: int, here: Paragraph, found: HeadingLine | None) -> HeadingLine | None:
        """The heading that a paragraph is by its ruling, else the one found."""
        ruling = self.by_paragraph.get(at)
        if ruling is None:
            return found
        kind = HEADINGS.get(ruling.kind) if ruling.kind else None
        if kind is None or (found and found.kind == kind):
            return found if kind else None
        return HeadingLine(kind, found.style if found else "ruled", here.label, here.text)


NO_LINES = Ruled({})


def listed(at: int, text: str) -> Iterator[Entry]:
    """The people of a line that is ruled to be a list."""
    label = label_at(text) or LISTED
    yield from items(at, text[label.end :], label)


def placed(rulings: Sequence[LineRuling], paragraphs: Sequence[Paragraph], source: str) -> Ruled:
    """Find the paragraph of each ruling by its words, the nearest to its line; the last ruling on a paragraph holds."""
    found: dict[int, LineRuling] = {}
    findings: list[Finding] = []
    texts = [_folded(here.raw) for here in paragraphs] if rulings else []
    for ruling in rulings:
        if ruling.source not in {"", source}:
            continue
        places = [at for at, text in enumerate(texts) if text.startswith(_folded(ruling.begins))]
        if not places or (len(places) > 1 and not ruling.line):
            findings.append(finding("HS406", None, words=ruling.begins))
            continue
        at = min(places, key=lambda at: abs(paragraphs[at].span.first - ruling.line))
        span = paragraphs[at].span
        if ruling.line and not span.first <= ruling.line <= span.last:
            findings.append(finding("HS407", span, number=ruling.line, words=ruling.begins, line=span.first))
        found[at] = ruling
    return Ruled(found, tuple(findings))


def split(
    rulings: Sequence[LineRuling], paragraphs: Sequence[Paragraph], source: str
) -> tuple[Sequence[Paragraph], tuple[Finding, ...]]:
    """Part the paragraphs that are ruled to be two, and say which cannot be."""
    every, findings = list(paragraphs), list[Finding]()
    for ruling in (ruling for ruling in rulings if ruling.splits_at):
        found = placed([ruling], every, source)
        findings += found.findings
        for at in found.by_paragraph:
            found_at = re.search(r"\s+".join(map(re.escape, ruling.splits_at.split())), every[at].text)
            if found_at and found_at.start():
                every[at : at + 1] = every[at].parted(found_at.start())
            else:
                findings.append(finding("HS406", every[at].span, words=ruling.splits_at))
    return every, tuple(findings)


_WORDS = 6
"""How many words of a paragraph name it."""


def first_words(paragraph: Paragraph) -> str:
    """The words that a ruling names a paragraph by."""
    return " ".join(paragraph.raw.split()[:_WORDS])


def rows_of(ruling: LineRuling) -> dict[str, object]:
    """The keys of a ruling as they stand in the settings."""
    rows: dict[str, object] = {"line": ruling.line, "begins": ruling.begins}
    rows |= {"speaker": ruling.speaker} if ruling.speaker else {}
    rows |= {"is": ruling.kind} if ruling.kind else {}
    rows |= {"joins": True} if ruling.joins else {}
    rows |= {"splits_at": ruling.splits_at} if ruling.splits_at else {}
    rows |= {"role": ruling.role} if ruling.role else {}
    return rows | {"source": ruling.source}


def with_roles(
    parts: Sequence[Part], rulings: Sequence[LineRuling], paragraphs: Sequence[Paragraph], source: str
) -> tuple[tuple[Part, ...], tuple[Finding, ...]]:
    """The sessions with the roles that people are ruled to have in them, and which rulings are on nobody's lines."""
    every, ruled = list(parts), placed([each for each in rulings if each.role], paragraphs, source)
    findings = list(ruled.findings)
    for at, ruling in ruled.by_paragraph.items():
        span = paragraphs[at].span
        for place, part in enumerate(every):
            people = _people_at(part, span) if isinstance(part, Session) else {}
            if isinstance(part, Session) and people and ruling.role:
                every[place] = replace(part, roster=_roster(part.roster, people, ruling.role, span))
                break
        else:
            findings.append(finding("HS408", span, words=ruling.begins, role=ruling.role))
    return tuple(every), tuple(findings)


def _people_at(session: Session, span: SourceSpan) -> dict[PersonName, str]:
    """Whoever says something on these lines of a session, or is listed there, with the anchor of that."""

    def here(other: SourceSpan) -> bool:
        return other.first <= span.last and span.first <= other.last

    found = {person.name: person.anchor for person in session.roster if here(person.span)}
    for block in session.blocks:
        if isinstance(block, Statement):
            said = [each for point in block.points for each in block.voices_of(point) if here(each.span)]
            who = [block.attribution] * here(block.lead_span) + [each.attribution for each in said]
            found |= {each.name: block.anchor for each in who if each.name}
    return found


def _roster(
    roster: Sequence[Participation], people: Mapping[PersonName, str], role: Role, span: SourceSpan
) -> tuple[Participation, ...]:
    """A roster in which people have a role; the label of a list goes on to whoever is left on it."""
    found, label = list[Participation](), ""
    for each in roster:
        label = each.label or label
        if each.name in people:
            found.append(replace(each, role=role, label=role.capitalize() if each.printed else each.label))
        else:
            found.append(replace(each, label=each.label or (label if found and found[-1].name in people else "")))
    listed = {each.name for each in roster}
    return (*found, *(Participation(who, role, span, anchor=people[who]) for who in people if who not in listed))


def _folded(text: str) -> str:
    return re.sub(r"\s+", " ", comparable(text)[0]).strip()
