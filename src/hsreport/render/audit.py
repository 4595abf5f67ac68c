"""What became of every line of a source: the promise that no word is lost, for anyone to check."""

from collections.abc import Iterator, Sequence

from hsreport.model import Heading, Narrative, Report, Session, Statement
from hsreport.values import SourceSpan

LOST = "lost"
"""What a line that nothing accounts for is called; the tests prove that there is none."""


def audit(report: Report, lines: Sequence[str]) -> str:
    """Each line of the source with its number and what it was read as, tab-separated; `lines` are its texts."""
    became = fates(report)
    rows = (
        f"{number}\t{'; '.join(became.get(number, [LOST] if line.strip() else ['empty']))}\t{line}"
        for number, line in enumerate(lines, 1)
    )
    return "\n".join(rows) + "\n"


def fates(report: Report) -> dict[int, list[str]]:
    """What each line became, by line number; a line with a lead and a point became both."""
    became: dict[int, list[str]] = {}
    for span, fate in _fates(report):
        for line in range(span.first, span.last + 1):
            if fate not in became.setdefault(line, []):
                became[line].append(fate)
    return became


def _fates(report: Report) -> Iterator[tuple[SourceSpan, str]]:
    symposium = report.symposium
    yield from ((item.span, str(item.kind)) for item in symposium.head)
    yield from ((note.span, f"note {note.mark}") for note in symposium.notes)
    yield from ((each.span, "residue") for each in symposium.residue)
    for part in symposium.parts:
        name = f"session {part.id}" if isinstance(part, Session) else part.label or part.title
        if part.title or part.label:
            yield part.heading_span, f"heading of {name}"
        if isinstance(part, Session):
            yield from (
                (each.span, f"{each.role} of {name}: {each.name.display}") for each in part.roster if each.printed
            )
        for block in part.blocks:
            yield from _block(block, report)


def _block(block: Heading | Narrative | Statement, report: Report) -> Iterator[tuple[SourceSpan, str]]:
    if not isinstance(block, Statement):
        kind = "discussion" if isinstance(block, Narrative) and block.discussion else type(block).__name__.casefold()
        yield block.span, kind
        return
    names = {speaker.id: speaker.name.display for speaker in report.speakers}
    if block.lead:
        yield block.lead_span, f"lead of {block.attribution.printed}"
    for point in block.points:
        who = names.get(report.said_by.get(point.number, ""), "nobody")
        yield point.span, f"point {point.number} of {who}"
