"""The Chatham House Rule on summaries of many kinds: read as a stranger would, and searched byte by byte."""

import re
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hsreport.editions.chatham_house.rule import without_attribution
from hsreport.model import Statement
from hsreport.render.handout.order import Order, make
from hsreport.render.style.tokens import HouseStyle
from hsreport.values import Format
from tests.editions.test_anonymous import BASE64, parts_of, report_of, said, text_of

MINUTES = """Minutes of the Working Group on Harbour Safety

Present: Ruth P. Keller (RPK), Harbour Master, Port of Rotterdam; Brian Tolland (BT), Seafarers' Union; S. Okafor (SO), Pilots

Session 1: Pilots

RPK: The pilots are too few, as B.T. had written in his letter to S. Okafor.

BT: R. P. Keller's figures are old. J. M. Keynes once said that we are all dead.

Session 2: Lights

SO: The lights at the north pier failed twice. Brian noted both, and RPK and BT went to look.
"""
WORKSHOP = """Workshop on Community Water

Session 1: Wells

Facilitator: Wanjiru Kamau, WaterAid Kenya
Speakers: Mr. Peter Odhiambo, Oxfam
Ms. Grace Mutua, Kenya Red Cross

Mr. Odhiambo (Oxfam): Wells need keepers.

Ms. Grace Mutua, Kenya Red Cross:

- The women keep the pumps. She thanked Mr. Odhiambo, Ms. Kamau and others.
- Peter Odhiambo of Oxfam agreed. Fatuma Ali said that the pumps last.
"""
PANEL = """High-level Panel on Decent Work

Panel 1: Youth employment

Moderator: H.E. Ms. Ana Lucía Ferreira, Permanent Representative of Portugal
Panelists: Mr. Кофи Аннан, Secretary-General
Ms. Sadako Ogata (緒方貞子), High Commissioner
Mr. Jean-Pierre Lambert, Director, International Labour Organization (ILO)

Statement by Mr. Lambert, International Labour Organization:

- Youth unemployment doubled. Кофи Аннан had warned of it, and so had 緒方貞子.

Statement by Ms. Sadako Ogata, High Commissioner:

- Young refugees need work. Mr. Lambert, Ms. Ferreira and the Assembly agreed. She quoted 李光耀.
- The Moderator, H.E. Ms. Ana Lucía Ferreira, thanked Mr. Jean-Pierre Lambert of the ILO.
"""
ACADEMIC = """Symposium on Early Printing

Session 1: Paper

Chair: Maria Rossi (University of Bologna)
Speakers: Hans-Peter Vogel (Leiden), Claire O'Neill (Trinity College Dublin), Li Wei (Fudan University)

Maria Rossi, Chair. Hans-Peter Vogel, Professor. Claire O'Neill, Professor.

Hans-Peter Vogel (Leiden):

-- Paper came in bales. As O'Neill has shown, it was dear.

Claire O'Neill (Trinity College Dublin)

-- The mills of Genoa were older; Vogel's watermarks prove it.
-- Maria Rossi, Chair. Hans-Peter Vogel, Professor. M.R. saw to the lists. Li was not heard.
"""


@pytest.mark.parametrize(
    ("text", "words", "doubts"),
    [
        (
            MINUTES,
            [
                "Minutes of the Working Group on Harbour Safety",
                "Present: three participants",
                "A participant:",
                "The pilots are too few, as a participant had written in his letter to a participant.",
                "A participant:",
                "A participant's figures are old. A person once said that we are all dead.",
                "A participant:",
                "The lights at the north pier failed twice. A participant noted both, and two participants went to look.",
            ],
            [],
        ),
        (
            WORKSHOP,
            [
                "Workshop on Community Water",
                "A participant:",
                "Wells need keepers.",
                "A participant:",
                "The women keep the pumps. She thanked two participants and others.",
                "A participant agreed. A participant said that the pumps last.",
            ],
            [],
        ),
        (
            PANEL,
            [
                "High-level Panel on Decent Work",
                "Statement by a participant:",
                "Youth unemployment doubled. A participant had warned of it, and so had a participant.",
                "Statement by a commissioner:",
                "Young refugees need work. Two participants and the Assembly agreed. She quoted 李光耀.",
                "The Moderator, a participant, thanked a participant.",
            ],
            ["李光耀"],
        ),
        (
            ACADEMIC,
            [
                "Symposium on Early Printing",
                "A participant:",
                "Paper came in bales. As a participant has shown, it was dear.",
                "A participant",
                "The mills of Genoa were older; a participant's watermarks prove it.",
                "Two participants. A participant saw to the lists. Li was not heard.",
            ],
            ["Li"],
        ),
    ],
    ids=["minutes", "workshop", "panel", "academic"],
)
def test_a_stranger_reads_sense_and_no_names(text: str, words: list[str], doubts: list[str]) -> None:
    report = report_of(text)
    bare, found = without_attribution(report, report)
    read = [item.text for item in bare.symposium.head]
    for _, block in bare.symposium.walk():
        read += [block.lead, *(point.text for point in block.points)] if isinstance(block, Statement) else [block.text]
    assert [each for each in read if each] == words
    assert [each.message.split("”")[0][1:] for each in found if each.code == "HS531"] == doubts


FAMILIES = ["Okonkwo", "Lindqvist", "Marchetti", "Takahashi", "Kowalska", "Аннанов"]
GIVEN = ["Amara", "Nils Otto", "Jean-Luc", "Haruki", "Zofia", "Кофи"]
ORGANIZATIONS = ["River Institute", "Delta Foundation", "Kestrel Bank", "Union of Weavers"]
LEADS = ["{name}, {organization}:", "{name} ({organization}):", "Statement by Mr. {name}, {organization}:", "{name}, Director, {organization}"]  # fmt: skip
WORDINGS = [
    "As Mr. {family} said, it is dear.",
    "{name} of the {organization} had said so.",
    "{name}, {organization}, and others agreed.",
    "Dr. {family}'s report was praised.",
    "{upper} disagreed.",
    "The idea ({name}) is old.",
    "{initials} kept the list.",
    "{letter}. {family} noted it.",
    "Thanks go to {heading}.",
    "So said Mr. {family}, Ms. {other} and the others.",
    "{name}, Director, {organization}. {other_name}, Director.",
]
SUMMARY = """Symposium on Rivers

Session 1: Water

Moderator: {names[0]}, Director, {organizations[0]}
Speakers: {names[1]}, Director, {organizations[1]}
{names[2]}, Director, {organizations[2]}

{lead}

-- Water is a right. {wording}

{second}

-- The river knows no border.
"""


@st.composite
def documents(draw: st.DrawFn) -> tuple[str, list[str]]:
    """A summary whose speakers are named inside the wording, and every word that must not be left of it."""
    people = draw(st.permutations(range(len(FAMILIES))))[:3]
    names = [f"{GIVEN[at]} {FAMILIES[at]}" for at in people]
    organizations = draw(st.permutations(ORGANIZATIONS))[:3]
    leads = [draw(st.sampled_from(LEADS)).format(name=names[at], organization=organizations[at]) for at in (1, 2)]
    words = {
        "name": names[2],
        "family": FAMILIES[people[2]],
        "upper": names[2].upper(),
        "heading": f"{FAMILIES[people[2]]}, {GIVEN[people[2]]}",
        "initials": ".".join(word[0] for word in names[2].replace("-", " ").split()) + ".",
        "letter": names[2][0],
        "other": FAMILIES[people[1]],
        "other_name": names[1],
        "organization": organizations[2],
    }
    shapes = draw(st.lists(st.sampled_from(WORDINGS), min_size=2, max_size=4, unique=True))
    wording = " ".join(shape.format(**words) for shape in shapes)
    text = SUMMARY.format(names=names, organizations=organizations, lead=leads[0], second=leads[1], wording=wording)
    needles = [*names, *organizations, *(FAMILIES[at] for at in people), words["heading"]]
    return text, [*needles, *(part for at in people for part in GIVEN[at].split())]


@pytest.mark.parametrize(
    "text",
    [
        "Present: Sven Olsen (SO), Carla Ruiz (CR)\n\nSO: Rent is high.\n\nCR: Pay is low.\n",
        "<gwen> rent is high\n<fen_b> pay is low\n<gwen> it is\n<fen_b> no\n",
        "[10:02] Ann Wu: I say rent is high.\n[10:03] Bob Stone: We pay it.\n[10:04] Ann Wu: You do.\n[10:05] Bob Stone: I do.\n",
        "Mr. Stone said that rent is high, but Ms. Ruiz replied that pay is low. According to Mr. Bob Stone, it is. Carla Ruiz: no.\n",
    ],
)
def test_whoever_speaks_is_not_named(text: str) -> None:
    report = report_of(f"Forum on Rent\n\nSession 1: Homes\n\n{text}")
    assert report.said_by
    bare, found = without_attribution(report, report)
    assert not found
    told = " ".join(each.text for each in bare.symposium.passages())
    assert not re.search(r"\b(?:SO|CR|gwen|fen_b|Ann|Wu|Bob|Stone|Carla|Ruiz|Sven|Olsen)\b", told), told


@settings(max_examples=100, deadline=None)
@given(documents())
def test_names_in_any_shape_leave_the_wording(document: tuple[str, list[str]]) -> None:
    text, needles = document
    report = report_of(text)
    assert len(report.speakers) == 3
    bare, found = without_attribution(report, report)
    assert not found
    for _, block in bare.symposium.walk():
        said_here = (
            [block.lead, *(each.text for each in block.points)] if isinstance(block, Statement) else [block.text]
        )
        read = " ".join(said_here)
        assert not [needle for needle in needles if said(read, needle)], read
        assert ".." not in read
        assert " ," not in read


@settings(max_examples=5, deadline=None)
@given(document=documents())
def test_names_in_any_shape_leave_every_byte_stream(document: tuple[str, list[str]], style: HouseStyle) -> None:
    text, needles = document
    made = make(report_of(text), style, Order(chatham_house=True), list(Format))
    with TemporaryDirectory() as folder:
        streams = [text_of(made.files[Format.PDF], Path(folder)), BASE64.sub("", made.files[Format.HTML].decode())]
    for form in (Format.PDF, Format.DOCX):
        streams += parts_of(made.files[form])
    assert "Water is a right" in streams[0]
    assert not [needle for needle in needles if len(needle) > 4 and any(said(each, needle) for each in streams)]
