"""What an author rules on lines holds, and settles the rest."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hsreport import KnownPerson, builtin_vocabulary, enrich, parse
from hsreport.model import Symposium
from hsreport.parse.cast.known import brought_together
from hsreport.read.source import source_from_bytes
from hsreport.values import Is, LineRuling, Role

LINES = (
    "Harbour Forum",
    "This is what was said in May about the harbour and its nets.",
    "Session 1: Nets",
    "Moderator: Ann Wu, Port Office",
    "Dan: there are too many nets in the harbour.",
    "Twine is dear. It costs more than fuel.",
    "The crane is broken.",
    "Somebody thanked everybody.",
    "Dan asked for a crane.",
)
SOURCE = source_from_bytes("\n\n".join(LINES).encode(), "harbour.txt")


def read(*rulings: LineRuling) -> Symposium:
    return parse(SOURCE, rulings)


def said(symposium: Symposium) -> dict[str, str]:
    """The first word of each paragraph of the body, and who says it or what it is."""
    return {
        passage.text.split()[0]: passage.block.attribution.name.display
        if passage.point and passage.block and passage.block.attribution.name
        else str(passage.kind)
        for passage in symposium.passages()
        if passage.text and passage.block
    }


def test_a_ruling_settles_every_paragraph_that_the_person_speaks_in() -> None:
    assert said(read())["Twine"] == "narrative"
    found = said(read(LineRuling("Twine is dear", speaker="Dan Whitlock")))
    assert found["Twine"] == "Dan Whitlock"
    assert (found["there"], found["Dan"]) == ("Dan Whitlock", "Dan Whitlock")


def test_what_a_paragraph_is() -> None:
    found = read(
        LineRuling("Somebody", kind=Is.DECISION),
        LineRuling("Twine", kind=Is.SESSION),
        LineRuling("Dan asked", kind=Is.ACTION),
    )
    assert [session.title for session in found.sessions] == ["Nets", LINES[5]]
    assert said(found)["Somebody"] == "decision"
    assert said(found)["Dan"] == "action"


def test_a_paragraph_is_left_out_or_brought_back() -> None:
    left = read(LineRuling("Somebody thanked", kind=Is.RESIDUE))
    assert [each.text for each in left.residue] == [LINES[7]]
    assert "Somebody" not in said(left)
    source = source_from_bytes("\n\n".join((*LINES, "Back to Index")).encode(), "harbour.txt")
    assert [each.text for each in parse(source).residue] == ["Back to Index"]
    assert "Back" in said(parse(source, [LineRuling("Back to Index", kind=Is.NARRATIVE)]))


def test_a_paragraph_may_be_of_the_head_a_note_a_heading_or_a_list() -> None:
    found = read(
        LineRuling("The crane", kind=Is.TITLE),
        LineRuling("Somebody", kind=Is.NOTE),
        LineRuling("Twine", kind=Is.HEADING),
    )
    assert [item.text for item in found.head if item.kind == "title"] == [LINES[6]]
    assert [note.text for note in found.notes] == [LINES[7]]
    assert said(found)["Twine"] == "heading"
    assert [each.code for each in found.findings if each.code == "HS205"] == []
    lines = (*LINES[:6], "Cran, Rob; Lee, Bo", *LINES[6:])
    listed = parse(source_from_bytes("\n\n".join(lines).encode(), "harbour.txt"), [LineRuling("Cran", kind=Is.ROSTER)])
    assert {"Rob Cran", "Bo Lee"} <= {name.display for name in listed.introduced}


def test_a_paragraph_is_split_and_each_part_is_what_it_is_ruled_to_be() -> None:
    rulings = [
        LineRuling("Twine", splits_at="It costs"),
        LineRuling("Twine", speaker="Ann Wu"),
        LineRuling("It costs", speaker="Dan"),
    ]
    found = said(read(*rulings))
    assert (found["Twine"], found["It"]) == ("Ann Wu", "Dan")
    wrong = read(LineRuling("Twine", splits_at="It is not there"))
    assert [each.code for each in wrong.findings if each.code.startswith("HS4")] == ["HS406"]
    assert said(wrong) == said(read())


def test_known_people_are_who_they_are_wherever_the_text_names_them() -> None:
    text = (
        "Forum\n\nSession 1: Nets\n\nRose Marsh asked about twine.\n\nDW said that it is dear.\n\nMr. Witlok agreed.\n"
    )
    source = source_from_bytes(text.encode(), "any.txt")
    known = (
        KnownPerson("Rose Marsh", not_a_person=True),
        KnownPerson("Dan Whitlock", initials="DW"),
        KnownPerson("Witlok", same_as="Dan Whitlock"),
    )
    people = brought_together(known)
    report = enrich(parse(source, (), people), source.record, builtin_vocabulary("human-security"), people)
    assert [speaker.name.display for speaker in report.speakers] == ["Dan Whitlock"]
    assert len(report.said_by) == 2
    assert "Rose Marsh" in {
        speaker.name.display
        for speaker in enrich(parse(source), source.record, builtin_vocabulary("human-security")).speakers
    }


def test_a_name_without_words_is_nobodys() -> None:
    blank = (KnownPerson(" "), KnownPerson("Dan", variants=("", "\t")), KnownPerson("", same_as="Ann Wu"))
    named = (KnownPerson("Dan"), KnownPerson("Ann Wu"))
    assert parse(SOURCE, (), brought_together(blank)) == parse(SOURCE, (), named)


def test_nobody_says_it_and_it_goes_on() -> None:
    assert said(read(LineRuling("Dan asked", speaker="nobody")))["Dan"] == "narrative"
    assert said(read(LineRuling("Twine", joins=True)))["Twine"] == "Dan"
    assert said(read(LineRuling("Twine", joins=True), LineRuling("The crane", joins=True)))["The"] == "Dan"


@pytest.mark.parametrize(
    ("ruling", "codes"),
    [
        (LineRuling("Not there", speaker="Dan"), ["HS406"]),
        (LineRuling("T", speaker="Dan"), ["HS406"]),
        (LineRuling("The crane", line=11, speaker="Dan"), ["HS407"]),
        (LineRuling("The crane", line=13, speaker="Dan"), []),
        (LineRuling("Not there", speaker="Dan", source="another.txt"), []),
    ],
)
def test_rulings_that_do_not_find_their_place(ruling: LineRuling, codes: list[str]) -> None:
    assert [finding.code for finding in read(ruling).findings if finding.code[:4] == "HS40"] == codes


def test_whoever_says_a_line_or_is_listed_there_has_the_role_of_a_ruling() -> None:
    text = "Session 1: Nets\n\nSpeakers: Dan Moss, cook; Eva Lund, pilot\n\nDan Moss: Twine is dear.\n\nBo Ek: No.\n"
    source = source_from_bytes(text.encode(), "a.txt")

    def roster(*rulings: LineRuling) -> list[tuple[str, str, str]]:
        found = parse(source, rulings)
        assert not [each.code for each in found.findings if each.code[:4] == "HS40"]
        return [(each.name.display, each.role, each.label) for each in found.sessions[0].roster]

    assert roster() == [("Dan Moss", "speaker", "Speakers"), ("Eva Lund", "speaker", "")]
    assert roster(LineRuling("Dan Moss", role=Role.CHAIR), LineRuling("Bo Ek", role=Role.DISCUSSANT)) == [
        ("Dan Moss", "chair", "Chair"),
        ("Eva Lund", "speaker", "Speakers"),
        ("Bo Ek", "discussant", ""),
    ]
    assert {role for _, role, _ in roster(LineRuling("Speakers: Dan", role=Role.PANELIST))} == {"panelist"}
    nobody = read(LineRuling("The crane is", role=Role.CHAIR)).findings
    assert [each.message for each in nobody if each.code == "HS408"] == [
        "nobody speaks or is listed in the paragraph that begins with “The crane is”, so nobody is chair"
    ]


def test_a_name_that_two_people_have_gives_the_words_to_nobody() -> None:
    text = "Session 1: Nets\nSpeakers: Dan Whitlock; Dan Moss\n\nTwine is dear.\n\nMr. Moss said no.\n\nMr. Whitlock said yes.\n"
    found = parse(source_from_bytes(text.encode(), "a.txt"), (LineRuling("Twine", speaker="Dan"),))
    assert said(found)["Twine"] == "narrative"
    assert [finding.message for finding in found.findings if finding.code == "HS306"] == [
        "“Dan” could be Dan Moss or Dan Whitlock; the words are given to nobody"
    ]


RULINGS = st.builds(
    lambda words, how: LineRuling(words, **how),
    st.sampled_from(LINES) | st.text(min_size=1),
    st.one_of(
        st.fixed_dictionaries(
            {
                "speaker": st.sampled_from(["Dan", "Ann Wu", "Zoe Moss", "nobody", ("Dan", "Ann Wu"), ("", " ")])
                | st.text()
            }
        ),
        st.fixed_dictionaries({"kind": st.sampled_from(Is)}),
        st.just({"joins": True}),
        st.fixed_dictionaries({"role": st.sampled_from(Role)}),
        st.fixed_dictionaries({"splits_at": st.sampled_from(["It costs", "crane", "Forum", "not there"])}),
    ),
)


@given(st.lists(RULINGS, max_size=6))
def test_no_line_is_lost_whatever_is_ruled(rulings: list[LineRuling]) -> None:
    found = read(*rulings)
    words = " ".join(each.text for each in (*found.passages(), *found.residue))
    labels = " ".join(part.label for part in found.parts)
    for line in LINES:
        kept = line.removeprefix("Session 1: ").removeprefix("Moderator: ").removeprefix("Dan: ")
        assert kept in words or kept in f"{labels} {words}"
