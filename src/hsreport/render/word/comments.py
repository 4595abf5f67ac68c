"""Findings as Word comments at the place that they concern, so that an author settles them where the text is edited."""

from collections.abc import Iterable, Iterator

from hsreport.model import Symposium
from hsreport.ooxml.record import Unit, units_of
from hsreport.ooxml.xml import ID, NAME, Element, W, bookmark_name, paragraph, run, w, words
from hsreport.values import Finding

AUTHOR, INITIALS = "hsreport", "hs"


def comments_part(findings: Iterable[Finding], symposium: Symposium, document: Element) -> Element:
    """Return the comments, their places marked in the document; a finding about no paragraph of the text has none."""
    units = [unit for unit in units_of(symposium) if not unit.anchor.startswith("note-")]
    starts = {start.get(NAME): start for start in document.iter(W + "bookmarkStart")}
    ends = {end.get(ID): end for end in document.iter(W + "bookmarkEnd")}
    placed = [
        (finding, start)
        for finding in findings
        if (start := starts.get(bookmark_name(_anchor(finding, units)))) is not None
    ]
    for number, (_, start) in enumerate(placed):
        _mark(number, start, ends[start.get(ID)])
    return w("comments", *_comments(finding for finding, _ in placed))


def _anchor(finding: Finding, units: Iterable[Unit]) -> str:
    """Return the paragraph that a finding is about: the first one on its lines, unless it names one of them itself."""
    line = finding.span.first if finding.span else 0
    near = [unit.anchor for unit in units if unit.span.first <= line <= unit.span.last]
    return finding.anchor if finding.anchor in near or not near else near[0]


def _mark(number: int, start: Element, end: Element) -> None:
    start.addnext(w("commentRangeStart", id=number))
    end.addprevious(w("commentRangeEnd", id=number))
    end.addprevious(run(w("commentReference", id=number)))


def _comments(findings: Iterable[Finding]) -> Iterator[Element]:
    for number, finding in enumerate(findings):
        said = paragraph("Normal", run(w("annotationRef")), words(f"{finding.code}: {finding.message}"))
        hint = paragraph("Normal", words(f"Hint: {finding.hint}"))
        yield w("comment", said, *([hint] if finding.hint else []), id=number, author=AUTHOR, initials=INITIALS)
