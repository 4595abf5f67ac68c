"""What holds for every text: it parses, every line is accounted for, how it was typed does not matter."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hsreport.enrich.people.speakers import identify
from hsreport.enrich.report import enrich
from hsreport.enrich.themes.vocabulary import builtin_vocabulary
from hsreport.errors import SourceError
from hsreport.model import Report, Session, Statement, Symposium
from hsreport.parse.symposium import parse
from hsreport.read.source import source_from_bytes
from hsreport.render.text.audit import LOST, audit, fates
from hsreport.source import Source
from hsreport.values import SourceSpan

VOCABULARY = builtin_vocabulary("human-security")

NAMES = st.sampled_from(
    ["Ada Birch", "Mr. Oak", "Dr. Carl Oak", "BIRCH Ada", "Kim Dae-jung", "Oak", "Jan van der Berg", "the Chair"]
)
WORDS = st.sampled_from(
    ["trees grow", "water is scarce.", "Rivers flood", "it was said that", "from the floor", "in 2003", "[^1]", "*"]
)
MARKS = st.sampled_from(
    ["", "-- ", "- ", "- -", "* ", "1. ", "(1) ", "2. -- ", "3) ", "I. ", "  -- ", "    - ", "a) ", "• "]
)
LINES = st.one_of(
    st.just(""),
    st.builds(lambda mark, words: mark + " ".join(words), MARKS, st.lists(WORDS, min_size=1, max_size=6)),
    st.builds(lambda mark, name, verb, words: f"{mark}{name}{verb}{words}", MARKS, NAMES, st.sampled_from([" said that ", ": ", ", engineer", "", " made a presentation", " - ", " and "]), WORDS),
    st.builds(lambda label, name: f"{label}{name}", st.sampled_from(["Moderator: ", "Panelists: ", "Chair :", "Opening: ", "Speakers", "(1) Keynote: "]), NAMES),
    st.sampled_from(["Session 1: Trees", "SESSION TWO", "Panel A. Rivers", "I. Significance", "1. Summary", "Concluding Session (Presentation)", "Q & A", "WATER AND PEACE", "Background", "Part of the plan", "* * *", "Back to Index", "3", "Note 1: words", "[^1]: words", "* words", "March 2003", "“An open quote", "(Summary) *"]),
    st.text(max_size=60),
)  # fmt: skip
TEXTS = st.lists(LINES, min_size=1, max_size=40).map("\n".join)


def read(text: str) -> tuple[Source, Symposium] | None:
    try:
        source = source_from_bytes(text.encode("utf-8", "surrogatepass"), "any.txt")
        return source, parse(source)
    except SourceError:
        return None


def report_of(source: Source, symposium: Symposium) -> Report:
    who = identify(symposium)
    return Report(symposium, source.record, who.speakers, who.said_by, findings=(*symposium.findings, *who.findings))


@given(TEXTS)
def test_every_line_is_accounted_for(text: str) -> None:
    found = read(text)
    if found:
        source, symposium = found
        report = report_of(source, symposium)
        lines = [(line.span, line.text) for line in source.lines]
        assert LOST not in {row.split("\t")[1] for row in audit(report, lines).splitlines() if row.count("\t") > 1}
        assert set(fates(report)) <= set(range(1, len(lines) + 1))


def leaves(symposium: Symposium) -> Iterator[SourceSpan]:
    """The lines of everything that a line can be, each thing once; people on one roster line are one."""
    yield from (item.span for item in symposium.head)
    yield from (note.span for note in symposium.notes)
    yield from (each.span for each in symposium.residue)
    for part in symposium.parts:
        if part.title or part.label:
            yield part.heading_span
        if isinstance(part, Session):
            yield from dict.fromkeys(each.span for each in part.roster if each.printed)
        for block in part.blocks:
            spans = [point.span for point in block.points] if isinstance(block, Statement) else [block.span]
            lead = [block.lead_span] if isinstance(block, Statement) and block.lead else []
            yield from dict.fromkeys(lead + spans)


@given(TEXTS)
def test_every_line_is_one_thing(text: str) -> None:
    found = read(text)
    if found:
        source, symposium = found
        used = Counter(line for span in leaves(symposium) for line in range(span.first, span.last + 1))
        written = {line.span.first for line in source.lines if line.text.strip()}
        assert {line: count for line, count in used.items() if line in written and count != 1} == {}
        assert written <= set(used)


@given(TEXTS)
def test_enriching_twice_is_enriching_once(text: str) -> None:
    found = read(text)
    if found:
        source, symposium = found
        once = enrich(symposium, source.record, VOCABULARY)
        assert enrich(once.symposium, once.source, VOCABULARY) == once


@given(TEXTS)
def test_every_word_is_kept(text: str) -> None:
    found = read(text)
    if found:
        source, symposium = found
        kept = msgspec.json.encode(symposium).decode()
        for line in source.lines:
            for word in re.findall("[A-Za-z0-9]{4,}", line.text):
                assert word in kept


@given(TEXTS)
def test_line_ends_do_not_matter(text: str) -> None:
    plain, dos = read(text.replace("\r", "")), read(text.replace("\r", "").replace("\n", "\r\n"))
    assert (plain and plain[1]) == (dos and dos[1])


@given(TEXTS)
def test_spans_nest_and_points_count_up(text: str) -> None:
    found = read(text)
    if found:
        source, symposium = found
        numbers = []
        for part in symposium.parts:
            assert 1 <= part.span.first <= part.span.last <= len(source.lines)
            for block in part.blocks:
                assert part.span.first <= block.span.first <= block.span.last <= part.span.last
                if isinstance(block, Statement):
                    numbers += [point.number for point in block.points]
                    assert all(
                        block.span.first <= point.span.first <= point.span.last <= block.span.last
                        for point in block.points
                    )
        assert numbers == list(range(1, len(numbers) + 1))
        sessions = [part.id for part in symposium.parts if isinstance(part, Session)]
        assert len(sessions) == len(set(sessions))


# --- Whose words --------------------------------------------------------------------------------------------

SPEAKERS = ("Ada Birch", "Carl Öst", "Kim Dae-jung", "Zoë de Vries")
HEAD = "Forum on Trees\n\nSession 1: Roots\n\nModerator: Ada Birch, Rector\nSpeakers: Carl Öst, clerk; Kim Dae-jung, poet; Zoë de Vries, cook\n\n"
SAYINGS = st.builds(
    lambda how, who, what: how.format(who=who, family=who.split()[0] if who.startswith("Kim") else who.rpartition(" ")[2], what=what),
    st.sampled_from([
        "{who} said that {what}.", "Mr. {family} asked for time; {what}.", "{family}: {what}.", "According to {who}, {what}.",
        "{who}\n-- {what}.\n-- More of it.", "{what}.", "He added that {what}.", "A participant said that {what}.", "“{what},” said {family}.",
        "{who} said that {what}. Mr. Öst disagreed. The chair thanked all.", "Decision: {what}.", "Then {family} and Mr. Birch agreed that {what}.",
    ]),
    st.sampled_from(SPEAKERS),
    st.sampled_from(["trees grow", "water is scarce", "rivers flood", "it rained in Kim", "the Birch is old"]),
)  # fmt: skip
MEETINGS = st.lists(SAYINGS, min_size=1, max_size=8).map(lambda said: HEAD + "\n\n".join(said) + "\n")


def words_by(symposium: Symposium) -> list[tuple[str, str]]:
    """Everything that is said with the name of the one it is given to, and everything else under its kind."""
    said: list[tuple[str, str]] = []
    for _, block in symposium.walk():
        if not isinstance(block, Statement):
            said.append((type(block).__name__, block.text))
            continue
        for point in block.points:
            said += [
                (voice.attribution.name.display if voice.attribution.name else "", point.text[voice.start : voice.end])
                for voice in block.voices_of(point)
            ]
    return said


def plain(said: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """The same with accents composed and without soft hyphens."""
    return [
        (unicodedata.normalize("NFC", who), unicodedata.normalize("NFC", words).replace("\u00ad", ""))
        for who, words in said
    ]


@given(st.one_of(TEXTS, MEETINGS))
def test_voices_nest_in_their_point_and_name_people(text: str) -> None:
    found = read(text)
    if found:
        source, symposium = found
        report = report_of(source, symposium)
        people = {speaker.id for speaker in report.speakers}
        for _, block in symposium.walk():
            for point in block.points if isinstance(block, Statement) else ():
                bounds = [bound for voice in point.voices for bound in (voice.start, voice.end)]
                assert bounds == sorted(bounds)
                assert all(0 <= bound <= len(point.text) for bound in bounds)
                assert all(voice.start < voice.end and voice.attribution.name for voice in point.voices)
                assert all(
                    point.span.first <= voice.span.first <= voice.span.last <= point.span.last for voice in point.voices
                )
                assert set(report.said_by.get(point.number, ())) <= people


@pytest.mark.slow
@given(MEETINGS)
def test_lines_of_another_make_read_the_same(text: str) -> None:
    found = read(text)
    assert found
    for other in (text.replace("\n", "\r\n"), text.replace("\n\n", "\n\n\n"), "\ufeff" + text):
        again = read(other)
        assert again
        assert words_by(again[1]) == words_by(found[1])


@given(MEETINGS)
def test_accents_apart_read_the_same(text: str) -> None:
    found, apart = read(text), read(unicodedata.normalize("NFD", text))
    assert found
    assert apart
    assert plain(words_by(apart[1])) == words_by(found[1])


@given(MEETINGS, st.integers(2, 5))
def test_soft_hyphens_read_the_same(text: str, every: int) -> None:
    strewn = re.sub(rf"([a-z]{{{every}}})(?=[a-z])", "\\1\u00ad", text)
    found, again = read(text), read(strewn)
    assert found
    assert again
    assert plain(words_by(again[1])) == words_by(found[1])


TALKS = st.tuples(*(st.lists(SAYINGS, min_size=1, max_size=4).map("\n\n".join) for _ in range(2)))


@given(TALKS)
def test_the_order_of_sessions_does_not_change_what_is_said_in_them(talks: tuple[str, str]) -> None:
    sessions = [
        f"Session {{}}: {name}\n\n{HEAD.partition('Roots')[2].strip()}\n\n{talk}\n\n"
        for name, talk in zip(("Roots", "Leaves"), talks, strict=True)
    ]
    orders = [
        read("Forum on Trees\n\n" + "".join(each.format(at + 1) for at, each in enumerate(order)))
        for order in (sessions, sessions[::-1])
    ]
    one, two = (
        {session.title: in_session(found[1], session) for session in found[1].sessions} for found in orders if found
    )
    assert one == two


def in_session(symposium: Symposium, session: Session) -> list[tuple[str, str]]:
    """What is said in a session."""
    return words_by(msgspec.structs.replace(symposium, parts=(session,)))
