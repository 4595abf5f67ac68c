"""What became of every line of a source: the promise that no word is lost, for anyone to check."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from hsreport.model import HeadItem, Note, Passage, Report, Session
from hsreport.values import SourceSpan

LOST = "lost"
"""What a line that nothing accounts for is called; the tests prove that there is none."""


def audit(report: Report, lines: Iterable[tuple[SourceSpan, str]]) -> str:
    """Print each line with its number and what it became, tab-separated; “7-9” where it is three of the source."""
    became = fates(report)
    return "".join(f"{_place(span)}\t{'; '.join(_fate(became, span, text))}\t{text}\n" for span, text in lines)


def _place(span: SourceSpan) -> str:
    return str(span.first) if span.first == span.last else f"{span.first}-{span.last}"


def _fate(became: Mapping[int, Sequence[str]], span: SourceSpan, text: str) -> Sequence[str]:
    return became.get(span.first, [LOST] if text.strip() else ["empty"])


def fates(report: Report) -> dict[int, list[str]]:
    """Map line numbers to what each line became; a line with a lead and a point became both."""
    became: dict[int, list[str]] = {}
    for span, fate in _fates(report):
        for line in range(span.first, span.last + 1):
            if fate not in became.setdefault(line, []):
                became[line].append(fate)
    return became


def _fates(report: Report) -> Iterator[tuple[SourceSpan, str]]:
    names = {speaker.id: speaker.name.display for speaker in report.speakers}
    for each in report.symposium.passages():
        if each.text or (each.of is each.part and each.part.label):
            yield each.span, _became(each, report, names)
    yield from ((each.span, "residue") for each in report.symposium.residue)


def _became(each: Passage, report: Report, names: Mapping[str, str]) -> str:
    """Say what a passage is."""
    part = (
        f"session {each.part.id}"
        if isinstance(each.part, Session)
        else each.part and (each.part.label or each.part.title)
    )
    if each.point:
        who = " and ".join(names[one] for one in report.said_by.get(each.point.number, ()))
        return f"point {each.point.number} of {who or 'nobody'}"
    if each.person:
        return f"{each.person.role} of {part}: {each.person.name.display}"
    if isinstance(each.of, HeadItem):
        return str(each.of.kind)
    if isinstance(each.of, Note):
        return f"note {each.of.mark}"
    if each.attributions:
        return f"lead of {each.attributions[0].printed}"
    return f"heading of {part}" if each.of is each.part else str(each.kind)
