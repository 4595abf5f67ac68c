"""How a summary was read: who was taken for a person and why, who was not, and in which way the text prints who speaks."""

from hsreport.values import PersonName, SourceSpan, Value


class Clue(Value, frozen=True):
    """What speaks for words being the name of a person, or against it: how often it was met, and what it weighs in all."""

    name: str
    count: int
    weight: float


class CastMember(Value, frozen=True):
    """Somebody who was taken for a person."""

    name: PersonName
    gender: str
    """"m", "f", or "u" where nothing tells."""
    score: float
    """The sum of the clues, and of those for the family or given name alone."""
    clues: tuple[Clue, ...] = ()
    spellings: tuple[str, ...] = ()
    """The full forms of the name that the text prints, initials and nicknames behind them."""
    absent: bool = False
    """Whether the text says that the person did not come."""


class Candidate(Value, frozen=True):
    """Words that could be a name and were not sure enough: nobody is given words by them."""

    words: str
    score: float
    wanted: float
    """The score that makes a person."""
    span: SourceSpan
    """Where they stand first."""
    clues: tuple[Clue, ...] = ()


class ShapeFit(Value, frozen=True):
    """A shape of label: how many paragraphs have it with words that could be a name, and how many with the name of a member."""

    shape: str
    named: int
    plausible: int
    counts: bool = False
    """Whether paragraphs are read by it."""


class FormFit(Value, frozen=True):
    """How a document, or one session of it, prints who speaks: the best shape first, then the runners-up."""

    session: str | None
    """The id of the session; None for the whole document."""
    form: str
    shapes: tuple[ShapeFit, ...] = ()
