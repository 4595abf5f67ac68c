"""What became of every line of a source: the promise that no word is lost, for anyone to check."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from hsreport.model import Block, Narrative, Report, Session, Statement
from hsreport.values import SourceSpan

LOST = "lost"
"""What a line that nothing accounts for is called; the tests prove that there is none."""


def audit(report: Report, lines: Iterable[tuple[SourceSpan, str]]) -> str:
    """Each line read with its number and what it became, tab-separated; “7-9” where it is three of the source."""
    became = fates(report)
    return "".join(f"{_place(span)}\t{'; '.join(_fate(became, span, text))}\t{text}\n" for span, text in lines)


def _place(span: SourceSpan) -> str:
    return str(span.first) if span.first == span.last else f"{span.first}-{span.last}"


def _fate(became: Mapping[int, Sequence[str]], span: SourceSpan, text: str) -> Sequence[str]:
    return became.get(span.first, [LOST] if text.strip() else ["empty"])


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


def _block(block: Block, report: Report) -> Iterator[tuple[SourceSpan, str]]:
    if not isinstance(block, Statement):
        kind = "discussion" if isinstance(block, Narrative) and block.discussion else type(block).__name__.casefold()
        yield block.span, kind
        return
    names = {speaker.id: speaker.name.display for speaker in report.speakers}
    if block.lead:
        yield block.lead_span, f"lead of {block.attribution.printed}"
    for point in block.points:
        who = " and ".join(names[each] for each in report.said_by.get(point.number, ()))
        yield point.span, f"point {point.number} of {who or 'nobody'}"
