"""How a summary was read: every person and every doubtful candidate with the evidence, and how the text prints who speaks."""

from collections import Counter
from collections.abc import Iterable, Iterator

from hsreport.model import Report, Statement, Symposium
from hsreport.reading import Candidate, CastMember, Clue, FormFit

_GENDERS = {"m": "he", "f": "she", "u": "he or she"}


def as_cast(report: Report) -> str:
    """The cast, the doubtful, and the form of the document and of each session, a line or three each."""
    symposium = report.symposium
    said = _statements(symposium)
    rows = [
        "Cast",
        *(row for member in symposium.cast for row in _member(member, said[member.name.display])),
        *(() if symposium.cast else ("  nobody",)),
        "",
        "Doubtful",
        *(row for each in symposium.doubtful for row in _candidate(each)),
        *(() if symposium.doubtful else ("  nobody",)),
        "",
        "Form",
        *(row for each in symposium.forms for row in _form(each)),
    ]
    return "".join(f"{row}\n" for row in rows)


def _statements(symposium: Symposium) -> Counter[str]:
    """How many points hold words of each person, by the name in reading order."""
    said: Counter[str] = Counter()
    for statement in (block for _, block in symposium.walk() if isinstance(block, Statement)):
        for point in statement.points:
            names = (voice.attribution.name for voice in statement.voices_of(point))
            said.update({name.display for name in names if name})
    return said


def _member(member: CastMember, said: int) -> Iterator[str]:
    absent = ", did not come" if member.absent else ""
    yield f"  {member.name.heading} ({_GENDERS[member.gender]}): {_count(said, 'statement')}, score {member.score:g}{absent}"
    if member.spellings:
        yield f"    printed {'; '.join(member.spellings)}"
    yield f"    {_clues(member.clues)}"


def _candidate(each: Candidate) -> Iterator[str]:
    yield f"  {each.words}, line {each.span.first}: score {each.score:g} of {each.wanted:g}"
    yield f"    {_clues(each.clues)}"


def _clues(clues: Iterable[Clue]) -> str:
    """“roster 3.0, says 1.6 (4 times), place -2.0”."""
    told = (f"{clue.name} {clue.weight:g}{f' ({clue.count} times)' if clue.count > 1 else ''}" for clue in clues)
    return ", ".join(told) or "no clue of its own"


def _form(fit: FormFit) -> Iterator[str]:
    yield f"  {f'session {fit.session}' if fit.session else 'document'}: {fit.form}"
    for shape in fit.shapes:
        use = "read" if shape.counts else "not read"
        yield f"    {shape.shape}: {shape.named} of {shape.plausible} name somebody ({use})"


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"
