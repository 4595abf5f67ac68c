"""A report in few lines, for case files: what each line of a source was read as."""

from collections.abc import Iterator

from hsreport.model import Block, Point, Report, Session, Statement


def notation(report: Report) -> str:
    """What a careful reader would note down, one item a line, with source lines."""
    return "\n".join((*_head(report), *_parts(report), *_people(report), *_findings(report))) + "\n"


def _head(report: Report) -> Iterator[str]:
    for item in report.symposium.head:
        yield f"{item.kind}: {item.text}"
    for note in report.symposium.notes:
        yield f"note {note.mark} at {note.anchor or 'nothing'}: {note.text}"


def _parts(report: Report) -> Iterator[str]:
    names = {speaker.id: speaker.name.display for speaker in report.speakers}
    for part in report.symposium.parts:
        kind = f"session {part.id}" if isinstance(part, Session) else "section"
        printed = " ".join(filter(None, (part.label, part.title, getattr(part, "qualifier", ""))))
        yield f"{'#' * part.level} {kind} @{part.span.first}: {printed}".rstrip(": ")
        if isinstance(part, Session):
            for each in part.roster:
                yield f"  {each.role}: {each.name.display}{'' if each.printed else ' (from a sentence)'}"
        for block in part.blocks:
            yield from _block(block, report, names)


def _block(block: Block, report: Report, names: dict[str, str]) -> Iterator[str]:
    if isinstance(block, Statement):
        if block.lead:
            yield f"  lead @{block.span.first}: {block.lead[:60]}"
        for point in block.points:
            who = " and ".join(names[each] for each in report.said_by.get(point.number, ())) or "nobody"
            lines = f"{point.span.first}-{point.span.last}" if point.span.last > point.span.first else point.span.first
            yield f"  {'  ' * point.depth}point {point.number} @{lines} {who}: {point.text[:50]}"
            yield from _voices(point)
    else:
        kind = "discussion" if getattr(block, "discussion", False) else type(block).__name__.casefold()
        yield f"  {kind} @{block.span.first}: {block.text[:60]}"


def _voices(point: Point) -> Iterator[str]:
    """Where each voice begins, for a point that is not all of it one person's."""
    if any((voice.start, voice.end) != (0, len(point.text)) for voice in point.voices):
        for voice in point.voices:
            said = point.text[voice.start : voice.end]
            name = voice.attribution.name.display if voice.attribution.name else "nobody"
            yield f"    {'  ' * point.depth}voice @{voice.span.first} {name}: {said[:25]} ... {said[-15:]}"


def _people(report: Report) -> Iterator[str]:
    for speaker in report.speakers:
        parts = ", ".join(f"{each.role} {each.session or 'event'}" for each in speaker.appearances)
        also = f" (also {', '.join(speaker.variants)})" if speaker.variants else ""
        yield f"person {speaker.name.heading}{also}: {parts}"


def _findings(report: Report) -> Iterator[str]:
    for each in report.findings:
        yield f"{each.code} @{each.span.first if each.span else '-'}: {each.message}"
