"""Themes are found by evidence that can be named, in unseen texts too, at a cost that grows with the text alone."""

import random
import sys
from collections import Counter
from pathlib import Path

import pytest

from hsreport.enrich.themes.assign import ThemedText, assign, made_ready, themed_texts
from hsreport.enrich.themes.phrases import stemmer
from hsreport.enrich.themes.vocabulary import Term, ThemeTerms, Vocabulary, builtin_vocabulary, parse_vocabulary
from hsreport.entries import Assignment, Theme
from hsreport.model import Affiliation, Attribution, Heading, Narrative, Point, Session, Statement, Symposium
from hsreport.values import Evidence, EvidencePart, SourceSpan
from tests.enrich.marks import counts, found_in, own_marks, score, seed_marks, without_terms_of

HUMAN_SECURITY = builtin_vocabulary("human-security")
SOMEWHERE = SourceSpan(1, 1)


def read(toml: str) -> Vocabulary:
    return parse_vocabulary('title = "Test"\n' + toml, "test.toml")


def themes_of(text: str, vocabulary: Vocabulary, title: str = "") -> dict[str, Assignment]:
    return {each.theme: each for each in assign([ThemedText("point-1", text, title)], vocabulary)}


def words_of(text: str, assignment: Assignment) -> list[str]:
    return [text[each.start : each.end] for each in assignment.evidence if each.part is EvidencePart.WORDS]


# --- How good it is -----------------------------------------------------------------------------------


def test_themes_of_the_seed_are_those_marked_by_hand(seed: Path) -> None:
    marked = seed_marks(seed)
    found = score(counts(marked, found_in(marked, HUMAN_SECURITY)))
    assert found.precision >= 0.90
    assert found.f1 >= 0.90


@pytest.mark.parametrize("session", ["1", "2", "3", "concluding"])
def test_no_session_hangs_on_terms_that_only_it_has(seed: Path, session: str) -> None:
    marked = seed_marks(seed)
    general = without_terms_of(session, marked, HUMAN_SECURITY)
    held_out = [each for each in marked if each.session == session]
    assert score(counts(held_out, found_in(held_out, general))).f1 >= 0.80


def test_points_written_without_the_vocabulary_in_mind_get_their_themes() -> None:
    marked = own_marks()
    found = score(counts(marked, found_in(marked, HUMAN_SECURITY)))
    assert found.precision >= 0.90
    assert found.f1 >= 0.90


def test_the_vocabulary_of_public_policy_finds_its_themes() -> None:
    vocabulary = builtin_vocabulary("public-policy")
    marked = own_marks("policy-points")
    found = score(counts(marked, found_in(marked, vocabulary)))
    assert found.precision >= 0.85
    assert found.f1 >= 0.85


def test_what_may_be_expected_of_points_that_nobody_had_in_mind() -> None:
    """The figure that docs/reference/vocabulary.md gives for texts unlike those that the terms were found in."""
    marked = own_marks("held-out-points")
    found = score(counts(marked, found_in(marked, HUMAN_SECURITY)))
    assert found.precision >= 0.85
    assert found.f1 >= 0.65


def test_every_theme_of_the_vocabulary_is_found_somewhere() -> None:
    marked = own_marks()
    assert {each.theme for each in found_in(marked, HUMAN_SECURITY)} == {each.id for each in HUMAN_SECURITY.themes}


def test_evidence_stands_in_the_text_and_adds_up_to_the_score(seed: Path) -> None:
    marked = seed_marks(seed) + own_marks()
    texts = [each.text._replace(anchor=str(at)) for at, each in enumerate(marked)]
    for each in assign(texts, HUMAN_SECURITY):
        text = texts[int(each.anchor)].text
        words = [evidence for evidence in each.evidence if evidence.part is EvidencePart.WORDS]
        assert words
        assert sum(evidence.weight for evidence in each.evidence) == pytest.approx(each.score)
        for evidence in words:
            word = text[evidence.start : evidence.end]
            assert word[0].isalnum()
            assert word[-1].isalnum()
        start, end = each.extract
        assert 0 <= start < end <= len(text)
        assert any(start <= evidence.start and evidence.end <= end for evidence in words)


# --- What counts --------------------------------------------------------------------------------------

AID = """
[[theme]]
id = "aid"
label = "Aid"
terms = ["development assistance", "ODA", { words = "=aid", company = ["development", "donor"] }]
hints = ["relief", "recipient", "=fund"]
unless = ["first aid"]
"""


def test_a_term_carries_a_theme_alone_and_a_hint_does_not() -> None:
    vocabulary = read(AID)
    assert themes_of("ODA was cut.", vocabulary)["aid"].strong
    weak = themes_of("Relief came late.", vocabulary)["aid"]
    assert (weak.strong, weak.score) == (False, 0.5)
    assert themes_of("Relief reached the recipients late.", vocabulary)["aid"].strong


def test_a_term_counts_once_and_each_place_is_evidence() -> None:
    text = "Relief, and more relief."
    found = themes_of(text, read(AID))["aid"]
    assert [each.weight for each in found.evidence] == [0.5, 0.0]
    assert words_of(text, found) == ["Relief", "relief"]


def test_a_term_may_need_company_in_its_sentence() -> None:
    vocabulary = read(AID)
    assert "aid" in themes_of("The donors gave aid.", vocabulary)
    assert "aid" not in themes_of("It came to their aid.", vocabulary)
    assert "aid" not in themes_of("It came to their aid. The donors left.", vocabulary)


def test_words_inside_an_exclusion_do_not_count() -> None:
    vocabulary = read(AID)
    assert "aid" not in themes_of("Donors learned first aid.", vocabulary)
    assert words_of(
        "First aid by donors is no aid.", themes_of("First aid by donors is no aid.", vocabulary)["aid"]
    ) == ["aid"]


def test_an_exclusion_for_all_themes_and_one_for_a_single_term() -> None:
    vocabulary = read("""
unless = ["ministry of health"]
[[theme]]
id = "health"
label = "Health"
terms = ["health", { words = "drug", unless = ["drug trafficking"] }]
""")
    assert not themes_of("The Ministry of Health was asked.", vocabulary)
    assert not themes_of("Drug trafficking is on the rise.", vocabulary)
    assert themes_of("Health is a right.", vocabulary)
    assert themes_of("Drugs are too dear.", vocabulary)


def test_the_longest_phrase_of_a_theme_stands_for_those_within_it() -> None:
    vocabulary = read('[[theme]]\nid = "rights"\nlabel = "Rights"\nterms = ["=rights", "human rights"]\n')
    text = "Human rights come first, and other rights next."
    found = themes_of(text, vocabulary)["rights"]
    assert words_of(text, found) == ["Human rights", "rights"]
    assert found.score == 2.0


def test_the_title_of_the_session_tips_a_hint_and_makes_nothing_alone() -> None:
    vocabulary = read(AID)
    found = themes_of("Relief came late.", vocabulary, "ODA in a new age")["aid"]
    assert found.strong
    assert [
        (each.part, each.term, each.start, each.end) for each in found.evidence if each.part is EvidencePart.TITLE
    ] == [(EvidencePart.TITLE, "ODA", 0, 0)]
    assert not themes_of("Nothing of the kind was said.", vocabulary, "ODA in a new age")
    assert not themes_of("Relief came late.", vocabulary, "Relief")["aid"].strong
    assert not themes_of("Relief came late.", read("session_title = 0\n" + AID), "ODA")["aid"].strong


def test_the_threshold_of_the_file_decides() -> None:
    vocabulary = read("threshold = 0.4\n" + AID)
    assert themes_of("Relief came late.", vocabulary)["aid"].strong
    assert not themes_of("ODA was cut.", read("threshold = 3\nweak = 2\n" + AID))


def test_the_extract_is_the_sentence_that_says_most() -> None:
    text = "Aid was discussed. Mr. Sato held that ODA and relief are two things. Recipients agreed."
    start, end = themes_of(text, read(AID))["aid"].extract
    assert text[start:end] == "Mr. Sato held that ODA and relief are two things."


def test_where_no_sentence_says_enough_the_extract_holds_all_that_do() -> None:
    text = "It rained. Relief came late. Nobody minded. The recipients had left. It rained."
    start, end = themes_of(text, read(AID))["aid"].extract
    assert text[start:end] == "Relief came late. Nobody minded. The recipients had left."


def test_themes_come_in_the_order_of_texts_and_vocabulary() -> None:
    texts = [ThemedText("b", "Women need health."), ThemedText("a", "ODA for women.")]
    found = [(each.anchor, each.theme) for each in assign(texts, HUMAN_SECURITY)]
    assert found == [("b", "health"), ("b", "women"), ("a", "women"), ("a", "aid")]


def test_odd_texts_have_no_theme() -> None:
    texts = [
        ThemedText(str(at), text)
        for at, text in enumerate(["", " ", "...", "—", "\x00", "人間の安全保障", "a" * 10_000])
    ]
    assert assign(texts, HUMAN_SECURITY) == ()


# --- What a speaker says elsewhere ---------------------------------------------------------------------

LOOSE = """
speaker = 0.25
[[theme]]
id = "aid"
label = "Aid"
terms = ["ODA", { words = "relief", weight = 0.9 }, { words = "fund", weight = 0.4 }]
"""


def spoken(*texts: str, speaker: str = "a") -> list[ThemedText]:
    return [
        ThemedText(f"{speaker}-{at}", text, speakers=(speaker,) if speaker else ()) for at, text in enumerate(texts)
    ]


def test_a_speakers_other_points_count_by_their_share() -> None:
    texts = spoken("Relief came.", "ODA was cut.", "It rained.", "ODA grew.", "It rained on.")
    relief, oda, _ = assign(texts, read(LOOSE))
    assert relief.evidence[1:] == (Evidence(0, 0, "2 of 4", 0.125, EvidencePart.SPEAKER),)
    assert (relief.score, relief.strong) == (1.025, True)
    assert [(each.term, each.weight) for each in oda.evidence] == [("ODA", 1.0), ("1 of 4", 0.062)]


def test_weak_points_do_not_make_one_another_strong() -> None:
    assert not any(each.strong for each in assign(spoken("Relief came.", "Relief left."), read(LOOSE)))


def test_only_the_same_speaker_counts_and_nobody_is_no_speaker() -> None:
    others = [*spoken("Relief came."), *spoken("ODA was cut.", speaker="b")]
    nobody = spoken("Relief came.", "ODA was cut.", speaker="")
    for texts in (others, nobody):
        relief, oda = assign(texts, read(LOOSE))
        assert (relief.strong, relief.score, oda.score) == (False, 0.9, 1.0)


def test_what_other_points_say_lifts_to_weak_and_can_be_turned_off() -> None:
    texts = spoken("Funds came.", "ODA was cut.")
    assert [each.score for each in assign(texts, read(LOOSE))] == [0.65, 1.0]
    assert [each.score for each in assign(texts, read(LOOSE.replace("0.25", "0")))] == [1.0]


def test_speakers_and_places_of_points_are_known() -> None:
    texts = themed_texts(symposium(), {1: ("sato",)})
    assert [(each.speakers, each.number, each.span) for each in texts] == [
        (("sato",), 1, SOMEWHERE),
        ((), 2, SOMEWHERE),
        ((), None, SOMEWHERE),
        ((), None, SOMEWHERE),
    ]


# --- What is read -------------------------------------------------------------------------------------


def symposium() -> Symposium:
    named = Attribution("Mr. Sato, Minister of Health,", affiliation=Affiliation("Minister of Health"))
    first = Statement(
        named, (Point(1, "Mr. Sato, Minister of Health, said no.", SOMEWHERE),), SOMEWHERE, anchor="statement-1"
    )
    led = Statement(
        named, (Point(2, "Mr. Sato, Minister of Health, is cited.", SOMEWHERE),), SOMEWHERE, lead="Mr. Sato:"
    )
    floor = Narrative("Questions were asked.", SOMEWHERE, "narrative-1", discussion=True)
    blocks = (Heading("Discussion", SOMEWHERE), first, led, Narrative("Not this.", SOMEWHERE, "narrative-2"), floor)
    return Symposium((), (Session("1", "Health", SOMEWHERE, "session-1", blocks=blocks),))


def test_points_discussion_and_narrative_are_read_and_headings_are_not() -> None:
    assert [(each.anchor, each.session_title, each.is_said) for each in themed_texts(symposium())] == [
        ("point-1", "Health", True),
        ("point-2", "Health", True),
        ("narrative-2", "Health", False),
        ("narrative-1", "Health", True),
    ]


def test_words_that_name_the_speaker_do_not_count() -> None:
    first, led, *_ = themed_texts(symposium())
    (span,) = first.skip
    assert first.text[slice(*span)] == "Mr. Sato, Minister of Health,"
    assert led.skip == ()
    vocabulary = read('[[theme]]\nid = "health"\nlabel = "Health"\nterms = ["health"]\n')
    assert [each.anchor for each in assign([first, led], vocabulary)] == ["point-2"]


def test_an_attribution_that_is_not_in_the_point_skips_nothing() -> None:
    said = Statement(Attribution("Ms. Mori"), (Point(1, "Health matters.", SOMEWHERE),), SOMEWHERE)
    unnamed = Statement(Attribution(""), (Point(2, "Health matters.", SOMEWHERE),), SOMEWHERE)
    whole = Symposium((), (Session("1", "", SOMEWHERE, blocks=(said, unnamed)),))
    assert [each.skip for each in themed_texts(whole)] == [(), ()]


# --- What it costs ------------------------------------------------------------------------------------


def steps(texts: list[ThemedText], vocabulary: Vocabulary) -> int:
    """How many calls of functions it takes: a measure of cost that no other process disturbs."""
    made_ready.cache_clear()
    stemmer.cache_clear()
    calls: Counter[str] = Counter()
    sys.setprofile(lambda _frame, event, _arg: calls.update([event]))
    try:
        assign(texts, vocabulary)
    finally:
        sys.setprofile(None)
    return sum(calls.values())


def test_cost_grows_with_the_length_of_the_text_and_not_faster() -> None:
    """Both ways in which a text grows: more points, and a single endless one."""
    sentences = " ".join(each.text.text for each in own_marks())
    base = steps([], HUMAN_SECURITY)
    one = [ThemedText(str(at), sentences) for at in range(2)]
    many = [ThemedText(str(at), sentences) for at in range(16)]
    endless = [ThemedText("0", " ".join([sentences] * 16))]
    short = steps(one, HUMAN_SECURITY) - base
    assert steps(many, HUMAN_SECURITY) - base <= short * 8.5
    assert steps(endless, HUMAN_SECURITY) - base <= short * 8.5


def test_cost_does_not_grow_with_terms_that_are_not_met() -> None:
    """Ten times the terms, all of which begin like those of the text, and the text is read as quickly."""
    letters = random.Random(7)
    words = ["".join(letters.choices("bcdfgklmnprt", k=9)) for _ in range(5_000)]

    def vocabulary(size: int) -> Vocabulary:
        terms = tuple(Term(f"human {word}", company=(words[0],)) for word in words[:size])
        return Vocabulary("Test", (ThemeTerms(Theme("one", "One"), (Term("human security"), *terms)),))

    text = [ThemedText("0", "Human security is what human beings want. " * 200)]
    few, many = vocabulary(500), vocabulary(5_000)
    assert steps(text, many) - steps([], many) <= 1.1 * (steps(text, few) - steps([], few)) + 100
    assert steps([], many) <= 12 * steps([], few)
