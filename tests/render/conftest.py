"""A small report made by hand, with one of everything that a renderer must set, and longer ones made from it."""

from collections.abc import Callable

import msgspec
import pytest

from hsreport.entries import Assignment, CrossReference, Extract, IndexEntry, Locator, Subentry, Theme, ThemeEntry
from hsreport.model import (
    Appearance,
    Attribution,
    Heading,
    HeadItem,
    HeadKind,
    Narrative,
    Note,
    Participation,
    Point,
    Report,
    Section,
    Session,
    SourceRecord,
    Speaker,
    Statement,
    Symposium,
)
from hsreport.values import Affiliation, Evidence, Finding, PersonName, Role, Severity, SourceSpan

OGATA = PersonName("Sadako Ogata", "Sadako", "Ogata")
SEN = PersonName("Amartya Sen", "Amartya", "Sen")
SLIP = PersonName("Amartia Sen", "Amartia", "Sen")
YOKOTA = PersonName("Yozo Yokota", "Yozo", "Yokota")
TUCHIYA = PersonName("Shinako Tuchiya", "Shinako", "Tuchiya")


def _at(line: int) -> SourceSpan:
    return SourceSpan(line, line)


def _said(lead: str, name: PersonName, points: tuple[Point, ...], *, number: int, label: str = "") -> Statement:
    affiliation = Affiliation("Co-Chair of the Commission") if "Co-Chair" in lead else None
    return Statement(
        Attribution(lead or points[0].text, name, affiliation),
        points,
        points[0].span,
        lead,
        label,
        f"statement-{number}",
    )


def _sessions(round_: int) -> tuple[Session, Session]:
    """Two sessions; further rounds have the same words, further numbers."""
    n, tail = 6 * round_, f"-{round_}" if round_ else ""
    first = Session(
        f"1{tail}",
        "People in conflict",
        _at(20),
        f"session-1{tail}",
        "Session 1:",
        "(Presentation)",
        2,
        (
            Participation(
                YOKOTA,
                Role.MODERATOR,
                _at(21),
                "Moderator",
                Affiliation("Professor, Chuo University"),
                "Yozo Yokota, Professor, Chuo University",
                f"roster-1{tail}",
            ),
            Participation(
                OGATA,
                Role.LEAD_OFF,
                _at(22),
                "Lead-off",
                Affiliation("Co-Chair"),
                "Sadako Ogata, Co-Chair",
                f"roster-2{tail}",
            ),
            Participation(SEN, Role.SPEAKER, _at(23), "", None, "Amartya Sen", f"roster-3{tail}"),
        ),
        (
            Heading("Opening statements", _at(24), f"heading-1{tail}"),
            _said(
                "Sadako Ogata, Co-Chair of the Commission, made a presentation.",
                OGATA,
                (
                    Point(n + 1, 'Protection & empowerment must be "combined" - both <at once>.', _at(25), "--"),
                    Point(
                        n + 2,
                        "Refugees need protection. " + "A longer sentence follows it here. " * (6 + 5 * round_ % 13),
                        _at(26),
                        "--",
                    ),
                ),
                number=2 * round_ + 1,
                label="(1)",
            ),
            Narrative("Next there were statements.", _at(27), f"narrative-5{tail}", "(2)"),
            _said(
                "",
                SLIP,
                (Point(n + 3, "Amartia Sen said that education comes first.", _at(28)),),
                number=2 * round_ + 2,
                label="3. --",
            ),
            Narrative("From the floor came a question about water.", _at(29), f"narrative-6{tail}", "(3)", True),
        ),
    )
    second = Session(
        f"concluding{tail}",
        "Concluding Session",
        _at(30),
        f"session-concluding{tail}",
        level=2,
        blocks=(
            _said(
                "Co-Chair Ogata summarized as follows:",
                PersonName("Ogata", "", "Ogata"),
                tuple(
                    Point(n + 4 + at, f"Conclusion on protection, the {at}th.", _at(31 + at), f"({at + 1})", at % 2)
                    for at in range(3)
                ),
                number=2 * round_ + 100,
            ),
        ),
    )
    return first, second


def _symposium(rounds: int) -> Symposium:
    head = (
        HeadItem(HeadKind.TITLE, "Symposium on Human Security", _at(1)),
        HeadItem(HeadKind.THEME, '"Its Role in an Era of Threats"', _at(2)),
        HeadItem(HeadKind.KIND, "(Summary)", _at(3)),
        HeadItem(HeadKind.DATE, "March 2003", _at(5)),
    )
    opening = Section(
        "", _at(7), "section-1", blocks=(Narrative("Shinako Tuchiya opened the day.", _at(7), "narrative-1"),)
    )
    significance = Section(
        "Significance",
        _at(9),
        "section-2",
        "I.",
        1,
        (Narrative("The Commission agreed on its report in Tokyo. " * 8, _at(10), "narrative-2"),),
    )
    discussions = Section("Discussions", _at(18), "section-3", "II.")
    return Symposium(
        head,
        (opening, significance, discussions, *(session for at in range(rounds) for session in _sessions(at))),
        (
            Note(1, "*", "This is a translation.", _at(4), "head-kind-3", 9),
            Note(2, "1", "Adopted on the second day.", _at(40), "narrative-2", 24),
        ),
        (Participation(TUCHIYA, Role.OPENING, _at(7), anchor="narrative-1"),),
        organizer="Ministry of Foreign Affairs",
        venue="Akasaka Prince Hotel",
    )


def _index(rounds: int) -> tuple[IndexEntry | CrossReference, ...]:
    ogata = tuple(Locator(f"point-{6 * at + n}", 6 * at + n) for at in range(rounds) for n in (1, 2, 4, 5, 6))
    sen = tuple(Locator(f"point-{6 * at + 3}", 6 * at + 3) for at in range(rounds))
    return (
        IndexEntry(
            "Ogata, Sadako",
            "O",
            "speaker-ogata",
            "Co-Chair",
            (Subentry("Session 1, lead-off", ogata[:2]), Subentry("Protection and empowerment", ogata)),
        ),
        CrossReference("Sen, Amartia", "S", "Sen, Amartya", "speaker-sen"),
        IndexEntry("Sen, Amartya", "S", "speaker-sen", "", (Subentry("Education", sen),)),
        IndexEntry("Tuchiya, Shinako", "T", "speaker-tuchiya", "", (Subentry("opening", (Locator("narrative-1"),)),)),
        IndexEntry(
            "Yokota, Yozo", "Y", "speaker-yokota", "Chuo University", (Subentry("moderator", (Locator("roster-1"),)),)
        ),
    )


def _appendix(rounds: int) -> tuple[ThemeEntry, ...]:
    protection = tuple(
        Extract(
            "Sadako Ogata",
            "1",
            "Refugees need protection.",
            ((0, 8), (14, 24)),
            Locator(f"point-{6 * at + 2}", 6 * at + 2),
        )
        for at in range(rounds)
    )
    floor = Extract("", "1", "From the floor came a question about water.", ((37, 42),), Locator("narrative-6"))
    return (
        ThemeEntry(
            Theme("education", "Education", "Schools & learning."),
            "theme-education",
            (
                Extract(
                    "Amartya Sen",
                    "1",
                    "Amartia Sen said that education comes first.",
                    ((22, 31),),
                    Locator("point-3", 3),
                ),
            ),
            ("protection",),
        ),
        ThemeEntry(Theme("protection", "Protection"), "theme-protection", (*protection, floor)),
    )


def _report(rounds: int = 1) -> Report:
    """Everything in it points at something in it; with more rounds the same sessions are held again."""
    evidence = (Evidence(0, 8, "refugee"),)
    return Report(
        _symposium(rounds),
        SourceRecord("small.txt", "0" * 60 + "beef", 40),
        (
            Speaker(
                "ogata",
                OGATA,
                appearances=(
                    Appearance("1", Role.LEAD_OFF, "roster-2"),
                    Appearance("concluding", Role.SPEAKER, "statement-100"),
                ),
                points=(1, 2, 4, 5, 6),
            ),
            Speaker(
                "sen",
                SEN,
                ("Amartia Sen",),
                appearances=(Appearance("1", Role.SPEAKER, "roster-3"), Appearance(None, Role.CLOSING, "narrative-1")),
                points=(3,),
            ),
            Speaker(
                "yokota",
                YOKOTA,
                appearances=(Appearance("1", Role.MODERATOR, "roster-1"), Appearance("1", Role.SPEAKER, "roster-1")),
            ),
        ),
        assignments=(
            Assignment("education", "point-3", 1.0, evidence, (0, 8)),
            Assignment("protection", "point-2", 1.0, evidence, (0, 8)),
            Assignment("protection", "point-4", 1.0, evidence, (0, 8)),
            Assignment("protection", "narrative-6", 1.0, evidence, (0, 8)),
            Assignment("protection", "point-5", 0.2, evidence, (0, 8), False),
        ),
        speaker_index=_index(rounds),
        appendix=_appendix(rounds),
        findings=(
            Finding(
                "HS301",
                Severity.WARNING,
                "“Amartia Sen” was taken for Amartya Sen",
                _at(28),
                "write “Amartya Sen”",
                "point-3",
            ),
            Finding("HS201", Severity.WARNING, "number 3 follows 1", SourceSpan(27, 28), "renumber"),
            Finding("HS500", Severity.NOTE, "nothing to see"),
        ),
    )


@pytest.fixture(scope="session")
def report() -> Report:
    return _report()


@pytest.fixture(scope="session")
def make_report() -> Callable[[int], Report]:
    return _report


@pytest.fixture(scope="session")
def bare_report(report: Report) -> Report:
    """A title and one paragraph: no session, no index, no theme, no finding."""
    symposium = msgspec.structs.replace(report.symposium, parts=report.symposium.parts[:1], notes=(), events=())
    return Report(symposium, report.source)
