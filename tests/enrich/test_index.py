"""The speaker index and the thematic appendix: what stands in them, where, and in which order."""

import sys
from collections import Counter
from typing import Any

from msgspec.structs import replace

from hsreport.enrich.appendix import thematic_appendix
from hsreport.enrich.index import speaker_index
from hsreport.enrich.people.speakers import Identified
from hsreport.enrich.themes.assign import assign, themed_texts
from hsreport.enrich.themes.vocabulary import Order, builtin_vocabulary
from hsreport.entries import Assignment, CrossReference, Extract, IndexEntry, Locator, Subentry
from hsreport.model import (
    Appearance,
    Attribution,
    Narrative,
    Participation,
    Point,
    Section,
    Session,
    Speaker,
    Statement,
    Symposium,
)
from hsreport.values import Affiliation, Evidence, EvidencePart, PersonName, Role, SourceSpan

LINE = SourceSpan(1, 1)
VOCABULARY = builtin_vocabulary("human-security")


def name(printed: str) -> PersonName:
    given, _, family = printed.rpartition(" ")
    return PersonName(printed, given, family)


def said(who: str, first: int, *texts: str) -> Statement:
    points = tuple(Point(number, text, LINE) for number, text in enumerate(texts, first))
    attribution = Attribution(f"{who},", name(who)) if who else Attribution("One speaker")
    return Statement(attribution, points, LINE, lead=f"{who}:", anchor=f"statement-{first}")


def roster(number: int, who: str, role: Role) -> Participation:
    return Participation(name(who), role, LINE, anchor=f"roster-{number}")


OPENING = Section(
    "",
    LINE,
    "section-1",
    blocks=(Narrative("Ms. Mori opened.", LINE, "narrative-1"), said("Ana Kay", 1, "A greeting.")),
)
FIRST = Session(
    "1",
    "War and peace",
    LINE,
    "session-1",
    "Session 1:",
    roster=(roster(1, "Mia Mori", Role.MODERATOR), roster(2, "Ana Kay", Role.LEAD_OFF)),
    blocks=(
        said(
            "Ana Kay", 2, "It rained. Refugees need health, and Women’s health needs HIV/AIDS care.", "Peace is near."
        ),
        Narrative("Questions on water followed.", LINE, "narrative-2", discussion=True),
    ),
)
LAST = Session(
    "closing", "Concluding Session", LINE, "session-2", blocks=(said("", 4, "Peace it is."), said("Bo Li", 5, "Trade!"))
)
APPENDED = Section("Annex", LINE, "section-2", blocks=(said("Bo Li", 6, "Water and trade."),))
SYMPOSIUM = Symposium((), (OPENING, FIRST, LAST, APPENDED))

ANA = Speaker(
    "ana-kay",
    name("Ana Kay"),
    ("Anna Kay", "Anna Kay", "Kay, Ana"),
    (Affiliation("Dean, Law School", "Dean", "Law School"), Affiliation("Dean")),
    (Appearance("1", Role.SPEAKER, "point-2"), Appearance("1", Role.LEAD_OFF, "roster-2")),
    (1, 2, 3),
)
MIA = Speaker(
    "mia-mori",
    name("Mia Mori"),
    appearances=(Appearance("1", Role.MODERATOR, "roster-1"), Appearance(None, Role.OPENING, "narrative-1")),
)
BO = Speaker("bo-li", name("Bo Li"), appearances=(Appearance("closing", Role.SPEAKER, "point-5"),), points=(5, 6))
SPEAKERS = (ANA, MIA, BO)
SAID_BY = {1: ("ana-kay",), 2: ("ana-kay",), 3: ("ana-kay",), 5: ("bo-li",), 6: ("bo-li",)}
WHO = Identified(SPEAKERS, SAID_BY, {}, ())
ASSIGNMENTS = assign(themed_texts(SYMPOSIUM), VOCABULARY)


def index() -> tuple[IndexEntry | CrossReference, ...]:
    return speaker_index(SYMPOSIUM, WHO, ASSIGNMENTS, VOCABULARY)


def appendix(assignments: tuple[Assignment, ...] = ASSIGNMENTS) -> dict[str, tuple[Extract, ...]]:
    entries = thematic_appendix(SYMPOSIUM, WHO, assignments, VOCABULARY)
    return {entry.theme.id: entry.extracts for entry in entries}


def points(*numbers: int) -> tuple[Locator, ...]:
    return tuple(Locator(f"point-{number}", number) for number in numbers)


def marked(extract: Extract) -> list[str]:
    return [extract.text[start:end] for start, end in extract.marks]


# --- Speaker index ------------------------------------------------------------------------------------


def test_headings_and_see_references_share_one_alphabet() -> None:
    assert [(each.letter, each.heading) for each in index()] == [
        ("A", "Anna Kay"),
        ("K", "Kay, Ana"),
        ("L", "Li, Bo"),
        ("M", "Mori, Mia"),
    ]
    assert index()[0] == CrossReference("Anna Kay", "A", "Kay, Ana", "speaker-ana-kay", is_slip=True)


def test_an_entry_has_sessions_with_roles_then_themes() -> None:
    entry = index()[1]
    assert entry == IndexEntry(
        "Kay, Ana",
        "K",
        "speaker-ana-kay",
        "Dean, Law School",
        (
            Subentry("opening text", points(1)),
            Subentry("Session 1, speaker and lead-off", points(2, 3)),
            Subentry("Conflict, peace and disarmament", points(3)),
            Subentry("Refugees, migrants and people on the move", points(2)),
            Subentry("Health", points(2)),
            Subentry("Women and gender", points(2)),
        ),
    )


def test_who_has_no_point_is_found_by_the_line_that_names_them() -> None:
    entry = index()[3]
    assert isinstance(entry, IndexEntry)
    assert entry.affiliation == ""
    assert entry.subentries == (
        Subentry("opening remarks", (Locator("narrative-1"),)),
        Subentry("Session 1, moderator", (Locator("roster-1"),)),
    )


def test_a_session_without_a_label_and_a_section_go_by_their_titles() -> None:
    entry = index()[2]
    assert isinstance(entry, IndexEntry)
    assert entry.subentries[:2] == (Subentry("Concluding Session, speaker", points(5)), Subentry("Annex", points(6)))
    assert [each.text for each in entry.subentries[2:]] == ["Trade and markets", "Environment, water and disasters"]


# --- Thematic appendix --------------------------------------------------------------------------------


def test_themes_that_nobody_speaks_of_are_left_out_and_so_are_references_to_them() -> None:
    entries = thematic_appendix(SYMPOSIUM, WHO, ASSIGNMENTS, VOCABULARY)
    found = [entry.theme.id for entry in entries]
    assert found == ["conflict", "displacement", "trade", "health", "women", "environment-water"]
    assert [entry.anchor for entry in entries] == [f"theme-{theme}" for theme in found]
    assert entries[3].see_also == ("women", "environment-water")
    assert all(set(entry.see_also) <= set(entry.theme.see_also) & set(found) for entry in entries)


def test_an_extract_is_the_sentence_with_its_words_marked() -> None:
    (extract,) = appendix()["health"]
    assert extract.speaker == "Ana Kay"
    assert extract.session == "1"
    assert extract.text == "Refugees need health, and Women’s health needs HIV/AIDS care."
    assert marked(extract) == ["health", "health", "HIV/AIDS"]
    assert extract.locator == Locator("point-2", 2)


def test_discussion_has_no_speaker_and_an_unknown_speaker_is_as_printed() -> None:
    floor, bo = appendix()["environment-water"]
    assert (floor.speaker, floor.session, floor.locator) == ("", "1", Locator("narrative-2"))
    assert (bo.speaker, bo.session, bo.locator) == ("Bo Li", "", Locator("point-6", 6))
    assert [each.speaker for each in appendix()["conflict"]] == ["Ana Kay", "One speaker"]


def test_extracts_follow_the_document_whatever_the_order_of_the_assignments() -> None:
    assert appendix(tuple(reversed(ASSIGNMENTS))) == appendix()


def test_weak_assignments_are_in_neither() -> None:
    weak = tuple(
        Assignment(each.theme, each.anchor, 0.5, each.evidence, each.extract, strong=False) for each in ASSIGNMENTS
    )
    assert appendix(weak) == {}
    texts = {
        sub.text
        for entry in speaker_index(SYMPOSIUM, WHO, weak, VOCABULARY)
        for sub in getattr(entry, "subentries", ())
    }
    assert "Health" not in texts


def test_marks_are_words_of_the_extract_only_and_neighbours_are_one() -> None:
    evidence = (
        Evidence(0, 0, "title", 0.5, EvidencePart.TITLE),
        Evidence(3, 9, "outside"),
        Evidence(11, 19, "refugees"),
        Evidence(20, 24, "need"),
        Evidence(21, 31, "overlapping"),
    )
    (extract,) = appendix((Assignment("health", "point-2", 3.5, evidence, (11, 72)),))["health"]
    assert marked(extract) == ["Refugees need health"]


def test_what_is_nobodys_by_name_is_printed_as_the_text_says_whose() -> None:
    chair = Statement(Attribution("the Chair"), (Point(1, "Peace.", LINE),), LINE)
    whole = Symposium((), (Session("1", "", LINE, "session-1", blocks=(chair,)),))
    found = assign(themed_texts(whole), VOCABULARY)
    (entry,) = thematic_appendix(whole, Identified((), {}, {}, ()), found, VOCABULARY)
    assert entry.extracts[0].speaker == "the Chair"


# --- What it costs ------------------------------------------------------------------------------------


def large(size: int) -> tuple[Any, ...]:
    """A symposium of `size` sessions, each with a person of its own who says two things."""
    sessions = tuple(
        Session(
            str(at),
            "Talks",
            LINE,
            f"session-{at}",
            f"Session {at}:",
            blocks=(said(f"Given Family{at}", 2 * at + 1, "Peace first.", "Water next."),),
        )
        for at in range(size)
    )
    speakers = tuple(
        Speaker(
            f"family{at}",
            name(f"Given Family{at}"),
            (f"Givn Family{at}",),
            appearances=(Appearance(str(at), Role.SPEAKER, f"point-{2 * at + 1}"),),
            points=(2 * at + 1, 2 * at + 2),
        )
        for at in range(size)
    )
    said_by = {number: (speaker.id,) for speaker in speakers for number in speaker.points}
    symposium = Symposium((), sessions)
    return symposium, Identified(speakers, said_by, {}, ()), assign(themed_texts(symposium), VOCABULARY)


def steps(size: int) -> int:
    symposium, who, assignments = large(size)
    calls: Counter[str] = Counter()
    sys.setprofile(lambda _frame, event, _arg: calls.update([event]))
    try:
        assert len(speaker_index(symposium, who, assignments, VOCABULARY)) == 2 * size
        assert len(thematic_appendix(symposium, who, assignments, VOCABULARY)) == 2
    finally:
        sys.setprofile(None)
    return sum(calls.values())


def test_cost_grows_with_the_number_of_speakers_and_not_faster() -> None:
    steps(1)
    assert steps(1600) <= 17.6 * steps(100)


def test_themes_stand_under_a_speaker_in_the_order_of_their_labels_where_the_appendix_does() -> None:
    ordered = replace(VOCABULARY, order=Order.LABEL)
    _, entry, *_ = speaker_index(SYMPOSIUM, WHO, ASSIGNMENTS, ordered)
    assert isinstance(entry, IndexEntry)
    assert [each.text for each in entry.subentries][2:] == [
        "Conflict, peace and disarmament",
        "Health",
        "Refugees, migrants and people on the move",
        "Women and gender",
    ]
