"""How a document was read, as values that a report keeps: the cast with its clues, the doubtful, the forms."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from hsreport.model import Part, Session
from hsreport.parse.cast import clues as weighed
from hsreport.parse.cast.members import Doubtful, Member
from hsreport.parse.paragraphs import Paragraph
from hsreport.parse.speech.forms import Form
from hsreport.reading import Candidate, CastMember, Clue, FormFit, ShapeFit


def cast_member(member: Member) -> CastMember:
    """A member of the cast with the clues that made it one."""
    spellings = dict.fromkeys((*member.spellings, *member.shorts))
    clues = _clues(member.clues)
    pooled = round(member.score - sum(clue.weight for clue in clues), 2)
    return CastMember(
        member.name,
        member.gender,
        round(member.score, 2),
        (*clues, Clue("part of the name alone", 1, pooled)) if pooled > 0 else clues,
        tuple(spellings),
        member.absent,
    )


def candidate(doubtful: Doubtful, paragraphs: Sequence[Paragraph]) -> Candidate:
    """One who is no member, with the clues and where the words stand first."""
    span = paragraphs[doubtful.paragraph].span
    return Candidate(doubtful.words, round(doubtful.score, 2), weighed.SURE, span, _clues(doubtful.clues))


def _clues(counts: Mapping[str, int]) -> tuple[Clue, ...]:
    """The clues that weigh anything, the heaviest first."""
    found = [
        Clue(name, count, round(weighed.WEIGHTS[name] * min(count, weighed.MOST.get(name, 1)), 2))
        for name, count in counts.items()
        if count and name in weighed.WEIGHTS
    ]
    return tuple(sorted(found, key=lambda clue: (-abs(clue.weight), clue.name)))


def form_fits(form: Form, parts: Iterable[Part]) -> Iterator[FormFit]:
    """How the document, and each session, prints who speaks."""
    yield _fit(None, form, form.tried)
    starts = [here.span.first for here in form.paragraphs]
    places = [at for at, _, _ in form.tried]
    for part in parts:
        if isinstance(part, Session):
            first, last = bisect_left(starts, part.span.first), bisect_right(starts, part.span.last)
            yield _fit(part.id, form, form.tried[bisect_left(places, first) : bisect_left(places, last)])


def _fit(session: str | None, form: Form, tried: Iterable[tuple[int, str, bool]]) -> FormFit:
    plausible, named = Counter[str](), Counter[str]()
    for _, shape, is_named in tried:
        plausible[shape] += 1
        named[shape] += is_named
    shapes = sorted(
        (ShapeFit(shape, named[shape], plausible[shape], shape in form.shapes) for shape in plausible),
        key=lambda fit: (not fit.counts, -fit.named, -fit.plausible, fit.shape),
    )
    best = next((fit for fit in shapes if fit.counts and fit.named), None)
    return FormFit(session, f"labels ({best.shape})" if best else "prose", tuple(shapes))
