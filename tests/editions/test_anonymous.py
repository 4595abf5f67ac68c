"""The Chatham House Rule: no name is left in any byte of a file, and the text keeps its sense."""

import re
import zipfile
from collections.abc import Iterator
from functools import lru_cache
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from hsreport.editions.chatham_house.doubts import doubts_in
from hsreport.editions.chatham_house.everybody import Settled
from hsreport.editions.chatham_house.rule import without_attribution
from hsreport.editions.chatham_house.wording import Unnamer
from hsreport.editions.cut import Choice, Kind
from hsreport.enrich.report import enrich
from hsreport.enrich.themes.vocabulary import builtin_vocabulary
from hsreport.entries import IndexEntry
from hsreport.model import Report, Statement
from hsreport.parse.symposium import parse
from hsreport.read.source import read_source, source_from_bytes
from hsreport.render.handout.order import Order, make
from hsreport.render.pdf.impose import Layout, Sheets
from hsreport.render.style.tokens import HouseStyle
from hsreport.render.text.show import FORMS, as_json
from hsreport.values import Author, Format, KnownPerson, LineRuling, Severity

VOCABULARY = builtin_vocabulary("human-security")


def report_of(text: str) -> Report:
    source = source_from_bytes(text.encode(), "ogata.txt")
    return enrich(parse(source), source.record, VOCABULARY)


@pytest.fixture(scope="module")
def whole(seed: Path) -> Report:
    source = read_source(seed)
    return enrich(parse(source), source.record, VOCABULARY)


@pytest.fixture(scope="module")
def unnamer(whole: Report) -> Unnamer:
    return Unnamer(whole)


def names_in(report: Report) -> set[str]:
    """Every name and variant, whole and in parts, with the affiliations."""
    found: set[str] = set()
    for speaker in report.speakers:
        found |= {
            speaker.name.display,
            speaker.name.heading,
            speaker.name.printed,
            speaker.name.family,
            *speaker.variants,
        }
        found |= {speaker.id, speaker.name.given}
        found |= {each.printed for each in speaker.affiliations if " " in each.printed}
    return found - {""}


def parts_of(data: bytes) -> Iterator[str]:
    """Every byte stream of a PDF or a Word file, decompressed, and the text that its characters say."""
    if data.startswith(b"PK"):
        with zipfile.ZipFile(BytesIO(data)) as package:
            for name in package.namelist():
                text = package.read(name).decode("utf-8", "replace")
                yield from (name, text, re.sub(r"<[^>]*>", "", text))
        return
    yield data.decode("latin-1")
    with pikepdf.open(BytesIO(data)) as pdf:
        for each in pdf.objects:
            if isinstance(each, pikepdf.Stream):
                yield each.read_bytes().decode("latin-1")
                yield each.read_bytes().decode("utf-16-be", "replace")
            yield from _strings(each)


def _strings(value: object, depth: int = 0) -> Iterator[str]:
    if isinstance(value, pikepdf.String):
        yield str(value)
    elif isinstance(value, pikepdf.Dictionary | pikepdf.Stream) and depth < 3:
        for key, each in value.items():
            yield key
            yield from _strings(each, depth + 1)
    elif isinstance(value, pikepdf.Array) and depth < 3:
        for each in value:
            yield from _strings(each, depth + 1)


def text_of(data: bytes, tmp_path: Path) -> str:
    import subprocess

    (tmp_path / "some.pdf").write_bytes(data)
    return subprocess.run(
        ["pdftotext", "-raw", tmp_path / "some.pdf", "-"], capture_output=True, text=True, check=True
    ).stdout


def said(haystack: str, name: str) -> bool:
    words, wanted = _flat(haystack), name.casefold()
    return wanted in words and bool(re.search(rf"(?<![a-z]){re.escape(wanted)}(?![a-z])", words))


@lru_cache(maxsize=1000)
def _flat(text: str) -> str:
    """Small letters on one line; kept, since every name is looked for in the same streams."""
    return " ".join(text.split()).casefold()


BASE64, BINARY = re.compile(r"[A-Za-z0-9+/=]{60,}"), re.compile("[\\x00-\\x08\\x0e-\\x1f\\x7f-\\x9f�]")

ORDERS = [
    Order(chatham_house=True),
    Order(Choice(Kind.SESSION, "2"), chatham_house=True),
    Order(Choice(Kind.THEME, "health"), chatham_house=True),
    Order(Choice(Kind.BRIEF), chatham_house=True),
    Order(sheets=Sheets(Layout.BOOKLET), chatham_house=True),
]


@pytest.mark.parametrize("order", ORDERS)
def test_no_byte_stream_holds_a_name(order: Order, whole: Report, style: HouseStyle, tmp_path: Path) -> None:
    formats = [Format.PDF] if order.sheets.layout is Layout.BOOKLET else list(Format)
    made = make(whole, style, order, formats)
    assert not any(each.severity is Severity.ERROR for each in made.findings)
    streams = [text_of(made.files[Format.PDF], tmp_path)]
    for form, data in made.files.items():
        streams += [BASE64.sub("", data.decode())] if form is Format.HTML else parts_of(data)
    assert len(streams) > 20
    # Three letters turn up by chance in compressed bytes and in fonts: there only longer names are looked for.
    legible = [BASE64.sub("", each) for each in streams if not BINARY.search(each)]
    assert len(legible) > len(streams) / 2
    for name in sorted(names_in(whole)):
        searched = streams if len(name) > 3 else legible
        assert not [each[:80] for each in searched if said(each, name)], name


def test_the_search_finds_names_where_they_are(whole: Report, style: HouseStyle, tmp_path: Path) -> None:
    """The same search on a handout with names finds them in the text, the links and the Word file."""
    made = make(whole, style, Order(Choice(Kind.SESSION, "1")), [Format.PDF, Format.DOCX])
    assert said(text_of(made.files[Format.PDF], tmp_path), "Sadako Ogata")
    assert any(said(each, "geremek-bronislaw") for each in parts_of(made.files[Format.PDF]))
    assert any(said(each, "Sadako Ogata") for each in parts_of(made.files[Format.DOCX]))


def test_participants_stay_in_a_list_of_their_own(whole: Report, style: HouseStyle, tmp_path: Path) -> None:
    made = make(whole, style, Order(Choice(Kind.SESSION, "1"), chatham_house=True, participants=True), [Format.PDF])
    text = " ".join(text_of(made.files[Format.PDF], tmp_path).split())
    headings = sorted(speaker.name.heading for speaker in whole.speakers)
    headings.remove("Annan, Kofi")  # He sent a message.
    places = [match.start() for name in headings for match in re.finditer(name, text)]
    assert len(places) == len(headings)
    assert places == sorted(places)
    assert text.count("Yozo") == 1


def test_points_and_themes_stay_whole(whole: Report) -> None:
    bare = without_attribution(whole, whole).report
    texts, found = (
        {p.number: p.text for _, b in r.symposium.walk() if isinstance(b, Statement) for p in b.points}
        for r in (whole, bare)
    )
    assert texts == found
    assert [entry.theme for entry in bare.appendix] == [entry.theme for entry in whole.appendix]
    assert [len(entry.extracts) for entry in bare.appendix] == [len(entry.extracts) for entry in whole.appendix]
    assert (bare.speakers, bare.said_by, bare.speaker_index, bare.findings) == ((), {}, (), ())
    assert not [entry for entry in bare.speaker_index if isinstance(entry, IndexEntry)]


def test_the_model_itself_names_nobody(whole: Report) -> None:
    bare = without_attribution(whole, whole).report
    text = FORMS["json"](bare, read_source(Path(__file__)))
    assert not [name for name in names_in(whole) if len(name) > 3 and said(text, name)]


@pytest.mark.parametrize(
    ("received", "wanted"),
    [
        ("as Mr. Geremek said, peace comes first", "as a participant said, peace comes first"),
        ("Sadako Ogata, Co-Chair of the Commission, made a lead-off presentation.", "A participant made a lead-off presentation."),
        ("Bronislaw Geremek, commissioner", "A commissioner"),
        ("statements by commissioners Bronislaw Geremek, Sonia Picado, and Surin Pitsuwan, in which", "statements by three commissioners, in which"),
        ("Commissioners Surin Pitsuwan and Sonia Picado made presentations.", "Two commissioners made presentations."),
        ("by commissioners Lincoln Chen and Peter Sutherland, Kalman Mizsei, regional director of the United Nations Development Program, and Bonislaw Geremek, commissioner.", "by four participants."),
        ("Parliamentary Secretary for Foreign Affairs, Shinako Tuchiya made opening remarks", "A participant made opening remarks"),
        ("a message from the Secretary -General of the United Nations Kofi Annan was read", "a message from a participant was read"),
        ("Minister for Foreign Affairs, Yoriko Kawaguchi, made a speech", "A participant made a speech"),
        ("OGATA's view, and Ogata and Sen's proposals", "A participant's view, and two participants’ proposals"),
        ("the Ogata report", "the participant report"),
        ("Prof. B. Geremek spoke; Geremek, Bronislaw did too", "A participant spoke; a participant did too"),
        ("Ms Ogata (Japan), Co-Chair, and Mr Chen agreed", "Two participants agreed"),
        ("Unlike Ms. Ogata, the Union favours silk.", "Unlike a participant, the Union favours silk."),
        ("As Mr. Sen said, time is short.", "As a participant said, time is short."),
        ("Neither Ms. Ogata nor Mr. Sen voted.", "Neither a participant nor a participant voted."),
        ("In Geneva Ms. Ogata had voted.", "In Geneva a participant had voted."),
        ("According to Professor Sen it is late.", "According to a participant it is late."),
        ("Japan and Minister Kawaguchi agreed.", "Japan and a participant agreed."),
        ("the moderator, Yozo Yokota, thanked them", "a moderator thanked them"),
        ("It rests on human dignity.", "It rests on human dignity."),
        ("Kaoru Ishikawa, Director-General, Multilateral Cooperation Department, Ministry of Foreign Affairs", "A participant"),
    ],
)  # fmt: skip
def test_names_become_parts(unnamer: Unnamer, received: str, wanted: str) -> None:
    assert unnamer.reworded(received).text == wanted


def test_places_move_with_the_words(unnamer: Unnamer) -> None:
    text = "Health, said Sadako Ogata, is a goal; Sen agreed on education."
    new = unnamer.reworded(text)
    for word in ("Health", "goal", "education"):
        start = text.index(word)
        assert new.text[new.moved(start) : new.moved(start + len(word))] == word
    assert new.moved(text.index("Ogata")) == new.text.index("a participant")
    assert new.moved(len(text)) == len(new.text)


SUMMARY = """Symposium on Rivers

March 2003

Session 1: Water

Moderator: {moderator}, Professor, Delta University
Panelists: {speaker}, Director, River Institute
{other}, Commissioner, Commission on Water

{speaker}, Director, River Institute

-- Water is a right. {wording}

{other}, Commissioner

-- The river knows no border.
"""

FAMILIES = ["Okonkwo", "Lindqvist", "Marchetti", "Takahashi", "Novak", "Herrera", "Dubois", "Kowalska"]
GIVEN = ["Amara", "Nils", "Giulia", "Haruki", "Petra", "Elena", "Marc", "Zofia"]
WORDINGS = [
    "As Mr. {family} said, it is dear.",
    "{name} had said so before.",
    "This was the view of {name}, Commissioner, and of others.",
    "Dr. {family}'s report was praised.",
    "{upper} disagreed.",
    "Commissioner {name} and Professor {moderator} concurred.",
    "The idea ({name}) is old.",
    "It was, with {family} and {moderator}, agreed.",
]


def test_particles_go_with_their_names_and_that_is_no_article() -> None:
    people = {"moderator": "Anna Keller", "speaker": "Thabo van der Merwe", "other": "Ursula von Braun"}
    wording = "Ms. von Braun and Mr. van der Merwe said that Ms. Keller had left."
    report = report_of(SUMMARY.format(**people, wording=wording))
    bare = without_attribution(report, report).report
    points = [p.text for _, b in bare.symposium.walk() if isinstance(b, Statement) for p in b.points]
    assert points[0] == "Water is a right. Two participants said that a participant had left."


@settings(max_examples=80, deadline=None)
@given(
    st.permutations(range(len(FAMILIES))), st.lists(st.sampled_from(WORDINGS), min_size=1, max_size=3), st.booleans()
)
def test_names_inside_the_wording_go_or_stop_the_build(order: list[int], wordings: list[str], shout: bool) -> None:
    names = [f"{GIVEN[at]} {FAMILIES[at]}" for at in order[:3]]
    words = {
        "family": FAMILIES[order[2]],
        "name": names[2],
        "upper": names[2].upper() if shout else names[2],
        "moderator": names[0],
    }
    wording = " ".join(each.format(**words) for each in wordings)
    report = report_of(SUMMARY.format(moderator=names[0], speaker=names[1], other=names[2], wording=wording))
    assert len(report.speakers) == 3
    bare, found = without_attribution(report, report)
    text = FORMS["json"](bare, source_from_bytes(b"x", "x.txt"))
    reported = {each.message for each in found}
    for name in names_in(report):
        assert not said(text, name) or any(name in each for each in reported), (name, wording)
    points = [p.text for _, b in bare.symposium.walk() if isinstance(b, Statement) for p in b.points]
    assert points[0].startswith("Water is a right. ")
    assert points[1] == "The river knows no border."


@pytest.mark.parametrize(
    ("wording", "code", "found"),
    [
        ("May agreed.", "HS531", "May"),
        ("The lights were Lindqvist’s work.", None, ""),
        ("The lights were Banerji’s work.", "HS534", "Banerji"),
        ("They read it in the Banerji.", "HS531", "Banerji"),
        ("They met at Port Banerji, near Banerji, by a grant of the Banerji Fund.", None, ""),
        ("They ate in Salisbury Hall.", None, ""),
        ("The chair thanked Wally Street.", "HS531", "Wally Street"),
        ("They met in the Akasaka Prince Hotel.", None, ""),
        ("They do as I’ve done, and as We’d do.", None, ""),
        ("The plan that May drew up is good.", "HS531", "May"),
        ("The River Institute measures it.", "HS532", "River Institute"),
        ("It may rain.\n\nThe chair thanked Nils Lindqvist and the River Institute", "HS532", "River Institute"),
        ("It may rain in the delta.", None, ""),
    ],
)
def test_what_may_be_a_name_is_reported(wording: str, code: str | None, found: str) -> None:
    text = SUMMARY.format(moderator="Nils Lindqvist", speaker="Theresa May", other="Petra Novak", wording=wording)
    report = report_of(text)
    findings = without_attribution(report, report).findings
    assert [(each.code, each.message.split("”")[0].strip("“")) for each in findings] == (
        [(code, found)] if code else []
    )


def test_a_name_that_goes_on_in_the_next_paragraph_is_reported() -> None:
    wording = "All agreed, and so did Ms Faith\n\nChurch, who spoke for the landlords, replied at once."
    text = SUMMARY.format(moderator="Nils Lindqvist", speaker="Theresa May", other="Petra Novak", wording=wording)
    report = report_of(text)
    bare = without_attribution(report, report)
    assert "Church, who" in str(bare.report)
    assert "“Church” may name a participant" in [each.message for each in bare.findings]


def test_a_titled_name_of_common_words_is_replaced() -> None:
    wording = "All agreed, and so did Ms Faith Church, but not Mr. Chairman."
    text = SUMMARY.format(moderator="Nils Lindqvist", speaker="Theresa May", other="Petra Novak", wording=wording)
    bare = without_attribution(report_of(text), report_of(text))
    assert "and so did a person, but not Mr. Chairman." in str(bare.report)


@pytest.mark.parametrize("left", ["Chair: May Church. Notes are taken.", "Present: five participants; Bo"])
def test_a_list_on_which_somebody_may_be_left_is_reported(left: str) -> None:
    assert left in doubts_in(left)


@pytest.mark.parametrize(
    "left",
    ["Panel: who is liable?", "Chair: A participant. Speakers: Three participants", "Moderator:  A participant, MD"],
)
def test_a_list_on_which_nobody_is_left_is_no_doubt(left: str) -> None:
    assert not list(doubts_in(left))


def test_parts_of_names_slips_addresses_and_unread_rosters_are_reported() -> None:
    text = (
        "Panel on Silk\n\nSession 1: Silk\n\nModerator: Lena Brandt, Council\nSpeakers: Sadako Ogata, JICA; "
        "Bronisław Geremek, Poland; Mary Ann Smith-Jones, Union\n\nDiscussants: 緒方貞子, JICA\n\nSadako Ogata\n\n"
        "-- SADAKO was right.\n-- Bronislaw agreed, and Geremk noted it.\n-- Mary backed the Smith plan.\n"
        "-- Write to a.sen@harvard.edu or https://x.org/sadako_ogata.\n-- Nothing else matters to the Union.\n"
    )
    source = source_from_bytes(text.encode(), "silk.txt")
    report = enrich(parse(source), source.record, builtin_vocabulary("human-security"))
    bare = without_attribution(report, report)
    found = [each for each in bare.findings if each.code == "HS531"]
    words = " ".join(passage.text for passage in bare.report.symposium.passages())
    assert "noted it" in words
    assert not re.search("geremk|sen@|sadako|ogata", words, re.IGNORECASE)
    assert [(each.span.first, each.message.split("”")[0].removeprefix("“")) for each in found] == [
        (8, "Discussants: 緒方貞子, JICA"),
        (8, "緒方貞子"),
        (14, "Smith"),
    ]


def test_what_is_settled_by_hand_is_no_doubt() -> None:
    text = SUMMARY.format(
        moderator="Nils Lindqvist",
        speaker="Amara Okonkwo",
        other="Petra Novak",
        wording="Hope and Zofia praised Salisbury Hall.",
    )
    report = report_of(text)
    assert [each.message for each in without_attribution(report, report).findings if each.code == "HS531"] != []
    settled = Settled(things=("Salisbury Hall",), people=("Hope Zofia",))
    bare = without_attribution(report, report, settled)
    assert not [each for each in bare.findings if each.code == "HS531"]
    wording = next(passage.text for passage in bare.report.symposium.passages() if "praised" in passage.text)
    assert "Two participants praised" in wording


def test_somebody_who_is_only_spoken_of_is_a_person() -> None:
    text = SUMMARY.format(
        moderator="Nils Lindqvist", speaker="Amara Okonkwo", other="Petra Novak", wording="As Mr. Unknown put it, no."
    )
    report = report_of(text)
    bare = without_attribution(report, report)
    assert any("As a person put it" in passage.text for passage in bare.report.symposium.passages())


def test_initials_under_which_people_speak_give_way() -> None:
    text = (
        "Minutes of a Meeting\n\nPresent: Rob Palmer (RPR), Brian Terlson (BT), Mark Field (MFD)\n\nSession 1: Kites\n\n"
        "RPR: Kites are dear, as BT said.\n\nBT: They are not.\n"
    )
    source = source_from_bytes(text.encode(), "minutes.txt")
    report = enrich(parse(source), source.record, builtin_vocabulary("human-security"))
    bare = without_attribution(report, report)
    first, second = [block for _, block in bare.report.symposium.walk() if isinstance(block, Statement)]
    assert (first.lead, first.points[0].text) == ("A participant:", "Kites are dear, as a participant said.")
    assert second.lead == "A participant:"


def test_a_finding_stops_the_build_and_has_its_line(style: HouseStyle) -> None:
    text = SUMMARY.format(
        moderator="Nils Lindqvist", speaker="Amara Okonkwo", other="Petra Novak", wording="It is in the Banerji."
    )
    made = make(report_of(text), style, Order(chatham_house=True), [Format.PDF])
    assert any(each.severity is Severity.ERROR for each in made.findings)
    (finding,) = made.findings
    assert "It is in the Banerji" in text.splitlines()[finding.span.first - 1]


def test_titles_and_what_stands_beside_them_name_nobody(whole: Report) -> None:
    session = whole.symposium.sessions[0]
    named = replace(session, title="Dialogue with Sadako Ogata", label="Mr. Sen:", qualifier="(Chair: Ms. Picado)")
    report = replace(whole, symposium=replace(whole.symposium, parts=(named,)))
    (bare,) = without_attribution(report, whole).report.symposium.sessions
    assert (bare.title, bare.label, bare.qualifier) == (
        "Dialogue with a participant",
        "A participant:",
        "(Chair: A participant)",
    )


def test_what_its_author_ruled_is_not_in_it(whole: Report) -> None:
    ruled = Author((LineRuling("Glaciers", speaker="Zora Quillfeather"),), (KnownPerson("Zora Quillfeather"),))
    edition = without_attribution(replace(whole, author=ruled), replace(whole, author=ruled))
    assert "Quillfeather" not in as_json(edition.report)
