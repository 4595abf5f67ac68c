"""One meeting in many layouts: whatever marks, headings and lists tell who speaks, each statement goes to its speaker."""

from collections.abc import Callable

import pytest

from hsreport import parse
from hsreport.parse.body import understand
from hsreport.parse.head import head_length
from hsreport.parse.parts import who_and_when
from hsreport.read.source import source_from_bytes
from tests.parse.reading import read, turns, written

PEOPLE = ("Anna Lindqvist", "Marta Kowalczyk", "Samuel Okafor", "Thomas Reed")
WORDS = (
    "We lost two nets in a week and nobody paid us a cent.",
    "I would start with the pumps, they are cheap.",
    "You cannot build trust with a questionnaire.",
    "It rained for nine days, so the test was worthless.",
)
TITLES = ("Nets and boats", "Pumps before dykes", "Asking the village", "A wet spring")
HEAD = "The Coast in Ten Years\nSummary of the forum held in Varna, 12 May 2015\n\n"
ROSTER = "Participants: " + "; ".join(f"{name} (Delta Radio)" for name in PEOPLE) + "\n\n"

LABELS = {
    "colon": "{0}: {1}",
    "capitals": "{2}: {1}",
    "dash": "{0} – {1}",
    "long dash": "{0}—{1}",
    "double colon": "{0} :: {1}",
    "equals": "{0} = {1}",
    "bar": "{0} | {1}",
    "greater than": "{0} > {1}",
    "tildes": "~{0}~ {1}",
    "at": "@{0}: {1}",
    "stars": "**{0}** {1}",
    "stars and colon": "**{0}:** {1}",
    "brackets": "[{0}] {1}",
    "time": "[00:12] {0}: {1}",
    "verb": "{0} says: {1}",
    "columns": "{0:<24}{1}",
    "at the end": "{1} ({0})",
    "behind a dash": '"{1}" — {0}',
}
HEADINGS = {
    "name": "{0}",
    "name and body": "{0}, Delta Radio",
    "capitals": "{2}",
    "number": "{3}. {0}, Delta Radio",
    "title by": "{1} by {0}, Delta Radio",
    "title dash": "{1} – {0}",
    "title brackets": "{1} ({0}, Delta Radio)",
    "talk": "Talk {3}. {1}. {0}",
    "presentation": "Presentation {3}: {0}, Delta Radio",
    "title below": "{0}, Delta Radio\n{1}",
    "from": "From {0}:",
    "title as a field": "Speaker: {0}\nTitle: {1}",
}
LISTS = {
    "slashes": lambda names: "In the room: " + " / ".join(names),
    "family first": lambda names: (
        "Participants:\n" + "\n".join(f"{each.split()[1]}, {each.split()[0]}" for each in names)
    ),
    "capitals first": lambda names: (
        "List of participants\n"
        + "\n".join(f"{each.split()[1].upper()}, {each.split()[0]}, Delta Radio" for each in names)
    ),
    "commas": lambda names: "Present: " + ", ".join(names),
}


def said(text: str) -> list[str]:
    """The speakers of all statements, by family name, in order."""
    paragraphs = written(text)
    return [turn.who for turn in turns(understand(paragraphs, head_length(paragraphs))) if turn.kind == "speech"]


FAMILIES = [name.split()[1] for name in PEOPLE]


@pytest.mark.parametrize("shape", LABELS.values(), ids=LABELS)
def test_labels(shape: str) -> None:
    rounds = [shape.format(name, words, name.upper()) for words in WORDS[:3] for name in PEOPLE for words in [words]]
    assert said(HEAD + ROSTER + "\n\n".join(rounds)) == FAMILIES * 3


@pytest.mark.parametrize("shape", HEADINGS.values(), ids=HEADINGS)
def test_headings(shape: str) -> None:
    talks = (
        f"{shape.format(name, title, name.upper(), number)}\n\nNets are torn each spring. Nobody pays for them.\n\n"
        for number, (name, title) in enumerate(zip(PEOPLE, TITLES, strict=True), start=1)
    )
    assert said(HEAD + "".join(talks)) == FAMILIES


@pytest.mark.parametrize("listed", LISTS.values(), ids=LISTS)
def test_lists(listed: Callable[[tuple[str, ...]], str]) -> None:
    people = ("Anna Kowalczyk", "Thomas Reed", "Paula Stone")
    found = read(
        f"{HEAD}{listed(people)}\n\nDiscussion\n\n"
        + "\n\n".join(f"{each.split()[1]} said that rents rise." for each in people)
    )
    assert [turn.who for turn in turns(found) if turn.kind == "speech"] == ["Kowalczyk", "Reed", "Stone"]
    assert {member.name.display for member in found.form.cast.members} == set(people)


@pytest.mark.parametrize("label", ["Lead-off speaker", "Speaker", "Panelist", "Keynote"])
@pytest.mark.parametrize("between", ["", "\n"])
def test_dashes_right_below_a_person_with_a_part(label: str, between: str) -> None:
    rounds = "".join(f"{label}: {name}, Delta Radio\n- {WORDS[0]}\n- {WORDS[1]}\n{between}" for name in PEOPLE[1:])
    text = f"{HEAD}Session 1: Nets\nModerator: {PEOPLE[0]}, Port Office\n{between}{rounds}"
    assert said(text) == [family for family in FAMILIES[1:] for _ in WORDS[:2]]


def test_who_speaks_may_be_called_the_speaker() -> None:
    people = "Speakers: Anna Kowalczyk; Thomas Reed; Paula Stone\n\n"
    talks = "".join(
        f"Ms. {family}'{'s' * (family[-1] != 's')} presentation\nThe speaker described a mill. It has two wheels.\n\n"
        for family in ("Kowalczyk", "Stone")
    )
    assert said(f"{HEAD}Session 1: Mills\n{people}{talks}") == ["Kowalczyk", "Stone"]


def test_a_question_behind_a_dash_is_asked_by_whom_stands_before_it() -> None:
    text = f"{HEAD}Present: Dee, Marcus, Priya\n\nDee: we are 12k short.\nMarcus - can we sell the van?\nPriya: no.\nDee: fine then.\n"
    assert said(text) == ["Dee", "Marcus", "Priya", "Dee"]


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        ("Session 1\nNets and boats\n\n", "Nets and boats"),
        ("SESSION ONE\n\nNETS AND BOATS\n\n", "NETS AND BOATS"),
        ("Session 1\nThursday, 4 May 2017\n\n", ""),
        ("Session 1\nSpeakers\n\n", ""),
        ("Session 1: Boats\nNets and boats\n\n", "Boats"),
    ],
)
def test_a_title_below_the_number_of_a_session(lines: str, title: str) -> None:
    text = f"The Coast\n\nThis is what was said.\n\n{lines}Chair: Anna Kowalczyk, Port Office\n\nMs. Kowalczyk said that rents rise.\n"
    found = parse(source_from_bytes(text.encode(), "any.txt"))
    assert [session.title for session in found.sessions] == [title]
    assert ("nets" in lines.casefold()) == any(
        "nets and boats" in passage.text.casefold() for passage in found.passages()
    )


def test_a_keynote_above_the_sessions_is_a_session_with_its_speaker() -> None:
    text = (
        "SUMMARY OF THE FORUM\n\nVarna, May 2015\n\nKeynote Address\nDr. Anna Lindqvist, President of the Port\n\n"
        "Dr. Lindqvist described the storms of 1959. She argued that the sea connects.\n\n"
        "Session 1\nChair: Marta Kowalczyk\n\nMs. Kowalczyk said that rents rise.\n"
    )
    found = parse(source_from_bytes(text.encode(), "any.txt"))
    keynote = found.sessions[0]
    assert (keynote.title, [str(part.role) for part in keynote.roster]) == ("Keynote Address", ["keynote"])
    assert said(text) == ["Lindqvist", "Kowalczyk"]


def test_a_colon_in_the_title_of_a_talk_ends_no_name() -> None:
    text = f'{HEAD}Session 1: Sea\nSpeakers: Anna Kowalczyk; Thomas Reed\n\nAnna Kowalczyk, "Piracy: old wine?"\nIt never went away.\n\nThomas Reed, "Ports"\nPorts moved out of town.\n'
    assert said(text) == ["Kowalczyk", "Reed"]


def test_people_listed_below_the_head_are_not_part_of_it() -> None:
    people = "Anders Lund (AL) - Chair\nBeatrice Oyelaran (BO) - Nigeria\nCarlos Mendez (CM) - Mexico\n"
    text = f"Minutes of the Seed Group\n\nDate: 7 October 2021\n\nParticipants\n{people}\n1 Agenda\nThe agenda was adopted.\n\n2 Maize\nCM presented the draft.\nBO: it costs too much.\n"
    found = parse(source_from_bytes(text.encode(), "any.txt"))
    assert [item.text for item in found.head] == ["Minutes of the Seed Group", "Date: 7 October 2021"]
    assert [part.title for part in found.parts] == ["Participants", "Agenda", "Maize"]
    assert [
        line for line in people.splitlines() if line in {passage.text for passage in found.passages()}
    ] == people.splitlines()


@pytest.mark.parametrize(
    ("words", "who"),
    [
        ("A young woman asked about lanes. Mr. Reed said yes.", "Reed"),
        ("A farmer from the hills objected. Mr. Reed said yes.", "Reed"),
        ("Ms. Kowalczyk asked Mr. Reed what it costs. Half of it, he said, is lawyers.", "Kowalczyk | Reed"),
        ("Ms. Kowalczyk asked what it costs. Half of it, she said, is lawyers.", "Kowalczyk"),
    ],
)
def test_who_is_meant_within_a_paragraph(words: str, who: str) -> None:
    people = "Session 1: Lanes\nSpeakers: Ms. Anna Kowalczyk; Mr. Thomas Reed; Ms. Paula Stone\n\nMs. Stone:\n- lanes are narrow\n\n"
    assert said(f"{HEAD}{people}{words}\n") == ["Stone", who]


def test_key_points_are_those_of_the_one_who_just_spoke() -> None:
    people = "Session 1: Gates\nSpeakers:\nProf. Juan Ortiz, Granada\nMs. Sophie Laurent, Mont\n\n"
    talks = "".join(
        f"{who} explained the gate.\n\nKey points:\n- {point}\n- evening visits\n\n"
        for who, point in (("Prof. Ortiz", "tickets by name"), ("Ms. Laurent", "a shuttle"))
    )
    found = read(f"{HEAD}{people}{talks}")
    assert [turn.who for turn in turns(found) if turn.kind == "speech"] == ["Ortiz"] * 3 + ["Laurent"] * 3
    assert len(found.form.cast.members) == 2


def test_a_recording_without_a_head_begins_with_a_turn() -> None:
    lines = [
        ("Hanna Berg", "Shall we start?"),
        ("Piotr Reed", "Sure."),
        ("Hanna Berg", "First, the budget."),
        ("Piotr Reed", "Nine percent over."),
    ]
    text = "".join(f"00:00:{at:02} {who}\n{words}\n\n" for at, (who, words) in enumerate(lines))
    assert said(text) == ["Berg", "Reed", "Berg", "Reed"]


def test_an_announcement_may_say_where_somebody_comes_from() -> None:
    text = f"{HEAD}Plenary 2 – Whose story?\n\nKeynote by Prof. Ngozi Adeleke (Lagos)\n\nMuseums tell one story. Prof. Adeleke proposed another.\n"
    assert said(text) == ["Adeleke"]


def test_a_programme_with_times_has_a_session_a_title() -> None:
    text = (
        "Forum on Peat\nOulu, 5 November 2014\n\n09.00–09.15 Welcome\nMayor Päivi Laine\nThe mayor told of the winter of 1987.\n\n"
        "09.15–10.00 Rewetting: costs and gains\nProfessor Erik Dahl, Umeå\nPeat grows one millimetre a year.\n\n"
        "10.00–10.45 Discussion\nProfessor Dahl asked for one number.\n"
    )
    found = parse(source_from_bytes(text.encode(), "any.txt"))
    assert [session.title for session in found.sessions] == ["Welcome", "Rewetting: costs and gains", "Discussion"]
    assert found.sessions[1].label == "09.15–10.00"
    assert said(text) == ["Laine", "Dahl", "Dahl"]


def test_lines_in_lower_case_are_not_joined_in_quick_notes() -> None:
    text = (
        "Student council\n\nmilo says the canteen is shut on all fridays\nyara: why?\nmilo: staff\n"
        "tom reported that four lockers in the hall broke\nlong discussion\nyara: can they be bigger\nmilo: no\nyara: ok\n"
    )
    assert [len(here.breaks) for here in written(text)] == [0] * 9


def test_lettered_titles_with_a_name_own_what_stands_below_among_labelled_turns() -> None:
    text = (
        "Notes of the Seminar\n\nLjubljana, 12 June 2018\n\nI. Presentations\n\nA. State of the dams (Ms. E. Karlsson)\n\n- A third are old.\n\n"
        "B. Fish passes (Mr. T. Reyes)\n\n- Eels use no ladders.\n\nII. Questions\n\n"
        "Ms. Karlsson: How many?\n\nMr. Reyes: Forty.\n\nMs. Karlsson: So many?\n\nMr. Reyes: Yes.\n"
    )
    assert said(text) == ["Karlsson", "Reyes"] * 3


def test_handles_with_an_at_sign() -> None:
    text = "## Sprint review\n\nAttending: @maja, @deniz, @hugo (guest, ops)\n\n@maja showed the import.\n@hugo: can it resume?\n@maja: not yet\n@deniz asked for a log.\n"
    assert said(text) == ["maja", "hugo", "maja", "deniz"]


def test_a_paper_by_somebody_is_what_that_person_says() -> None:
    people = "Session 1: Courts\nChair: Anna Kowalczyk\n\n"
    text = f"{HEAD}{people}The first paper, by Judge Marion Keller of Bolzano, described trials. The second, read by Mr. Sami Aikio, concerned Finland.\n"
    assert said(text) == ["Keller | Aikio"]


def test_the_chair_of_a_session_presides_over_what_is_numbered_below_it() -> None:
    text = (
        "Light in the North\n\nThis is what was said in January.\n\n1. Health\n(Chair: Dr. Liisa Korhonen)\n\n"
        '1.1 Dr. Peter Hallberg: "Sleep and the blue hour"\nDr. Hallberg reported on children.\n\n1.2 Discussion\nThe chair asked about lamps.\n\n'
        "2. Cities\n(Chair: Mr. Magnus Lie)\n\n2.1 Discussion\nThe chair asked about roofs.\n"
    )
    assert said(text) == ["Hallberg", "Korhonen", "Lie"]


def test_quotations_signed_with_a_name_and_more() -> None:
    text = '"My father keeps the books." Liam, 24, dairy\n\n"I bought 30 ewes." Meg, 22\n\n"I left." Liam, 24, dairy\n'
    assert said(f"{HEAD}These are the voices of those who came to us.\n\n{text}") == ["Liam", "Meg", "Liam"]


def test_an_office_may_stand_before_a_name_on_a_list() -> None:
    text = "Attendees: N. Fujimoto (JP, convener), R. Alvarez (ES), secretary P. Roth (DE)\n\n1 Opening\nFujimoto said hello.\n\n2 Form\nRoth said that it is late.\n"
    assert said(f"{HEAD}{text}") == ["Fujimoto", "Roth"]


def test_a_note_called_again_shows_its_number_there() -> None:
    symposium = parse(
        source_from_bytes(
            b"Forum on Fish\n\nSession 1: Sea\n\nBo Lind:\n- One[^1] here.\n- Two[^1] there.\n\n[^1]: The note.\n",
            "a.txt",
        )
    )
    assert [passage.text for passage in symposium.passages() if passage.point] == ["One here.", "Two¹ there."]
    assert [(note.anchor, note.text) for note in symposium.notes] == [("point-1", "The note.")]
    assert "HS204" not in {each.code for each in symposium.findings}


def test_a_line_that_nobody_sees_may_stand_in_the_head() -> None:
    assert said(f"Harbour Forum\n\n\u00ad\n\n{ROSTER}Anna Lindqvist: It rains.\n\nThomas Reed: It does.\n") == [
        "Lindqvist",
        "Reed",
    ]


@pytest.mark.parametrize(
    ("said", "owner"),
    [
        ("Action: Bruno Salt to send the list by 1 May.", "Bruno Salt"),
        ("ACTION 2: Bruno Salt: send the list.", "Bruno Salt"),
        ("Action: send the list (Salt, 1 May)", "Salt"),
        ("Action: send the list", ""),
    ],
)
def test_the_word_before_an_action_is_not_who_does_it(said: str, owner: str) -> None:
    assert who_and_when(said)[0] == owner
