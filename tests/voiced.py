"""A document made of values, in which points have several voices, and things are decided and given to people to do."""

from hsreport.enrich.report import enrich
from hsreport.enrich.themes.vocabulary import builtin_vocabulary
from hsreport.model import (
    Action,
    Attribution,
    Decision,
    HeadItem,
    HeadKind,
    Narrative,
    Participation,
    Point,
    Report,
    Session,
    SourceRecord,
    Statement,
    Symposium,
    Voice,
)
from hsreport.values import Affiliation, PersonName, Role, SourceSpan

VOCABULARY = builtin_vocabulary("human-security")
ANA, BO, MIA = (
    PersonName("Ana Kay", "Ana", "Kay"),
    PersonName("Bo Li", "Bo", "Li"),
    PersonName("Mia Mori", "Mia", "Mori"),
)
BY_ANA, BY_BO = Attribution("Ana Kay", ANA), Attribution("Bo Li", BO)
BY_CHAIR = Attribution("The Chair", MIA)
NOBODY = None


def point(number: int, first: int, *stretches: tuple[Attribution | None, str]) -> Point:
    """A point of stretches, each a line of the source from `first` on; one of nobody's has no voice."""
    text, voices = "", []
    for line, (said, words) in enumerate(stretches, first):
        start = len(text) + bool(text)
        text = f"{text} {words}".strip()
        voices += [Voice(said, start, len(text), SourceSpan(line, line), ("subject",))] if said else []
    return Point(number, text, SourceSpan(first, first + len(stretches) - 1), voices=tuple(voices))


MIXED = point(
    1,
    8,
    (BY_ANA, "Ana Kay said that wells run dry and that refugees need health care."),
    (BY_BO, "Bo Li asked who pays for poverty reduction."),
    (NOBODY, "It rained."),
    (BY_CHAIR, "The Chair thanked both for their words on landmines."),
)
SECOND = Point(2, "Who pays decides on poverty.", SourceSpan(14, 14), "--")
THIRD = Point(3, "Nobody owns a river.", SourceSpan(15, 15), "--")
DECISION = Decision("Agreed: the network on landmines meets again in 2005.", SourceSpan(17, 17), "decision-1")
DRAFT = Action(
    "Kay to draft a note on refugees by 1 May.", SourceSpan(18, 18), "action-1", "1.", owner="Kay", name=ANA, due="by 1 May"
)  # fmt: skip
SEND = Action("The minutes are to be sent out.", SourceSpan(19, 19), "action-2", "2.", owner="the secretariat")
SESSION = Session(
    "1",
    "Wells and wars",
    SourceSpan(3, 19),
    "session-1",
    "Session 1:",
    roster=(
        Participation(MIA, Role.CHAIR, SourceSpan(4, 4), "Chair", printed="Mia Mori", anchor="roster-1"),
        Participation(
            ANA,
            Role.SPEAKER,
            SourceSpan(5, 5),
            "Speakers",
            Affiliation("Well Trust"),
            "Ana Kay, Well Trust",
            "roster-2",
        ),
        Participation(BO, Role.SPEAKER, SourceSpan(6, 6), printed="Bo Li", anchor="roster-3"),
    ),
    blocks=(
        Narrative("The session began late.", SourceSpan(7, 7), "narrative-1"),
        Statement(BY_ANA, (MIXED,), SourceSpan(8, 11), anchor="statement-1"),
        Statement(
            BY_BO, (SECOND, THIRD), SourceSpan(13, 15), "Bo Li:", anchor="statement-2", lead_span=SourceSpan(13, 13)
        ),
        DECISION,
        DRAFT,
        SEND,
    ),
    heading_span=SourceSpan(3, 3),
)
SYMPOSIUM = Symposium((HeadItem(HeadKind.TITLE, "Symposium on Water", SourceSpan(1, 1)),), (SESSION,))


def report() -> Report:
    return enrich(SYMPOSIUM, SourceRecord("water.txt", "0" * 64, 20), VOCABULARY)


BROKEN = MIXED.text.replace(". ", ".\n")
LINES = f"""Symposium on Water

Session 1: Wells and wars
Chair: Mia Mori
Speakers: Ana Kay, Well Trust
Bo Li
The session began late.
{BROKEN}

Bo Li:
-- {SECOND.text}
-- {THIRD.text}

{DECISION.text}
1. {DRAFT.text}
2. {SEND.text}
"""
"""The document as a source has it."""
