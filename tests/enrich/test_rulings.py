"""Themes settled by hand: pinned and struck by number and first words, and what is said where these disagree."""

import pytest

from hsreport.enrich.report import enrich
from hsreport.enrich.themes.assign import ThemedText, assign
from hsreport.enrich.themes.rulings import NO_RULINGS, Ruled, Ruling, Rulings, rule
from hsreport.enrich.themes.vocabulary import builtin_vocabulary
from hsreport.errors import SettingsError
from hsreport.model import Attribution, Point, Session, SourceRecord, Statement, Symposium
from hsreport.values import Evidence, EvidencePart, PersonName, SourceSpan

VOCABULARY = builtin_vocabulary("human-security")
TEXTS = [
    ThemedText("point-1", "It rained all  day. Nobody stayed.", number=1, span=SourceSpan(5, 5)),
    ThemedText("point-2", "Health is wealth. Trade helps.", number=2, span=SourceSpan(7, 7)),
    ThemedText("narrative-1", "The floor asked on health.", span=SourceSpan(9, 9)),
    ThemedText("point-3", "Health comes first.", number=3, span=SourceSpan(11, 11)),
]


def ruled(*, pin: tuple[Ruling, ...] = (), strike: tuple[Ruling, ...] = ()) -> Ruled:
    return rule(assign(TEXTS, VOCABULARY), TEXTS, VOCABULARY, Rulings(pin, strike), "summary.txt")


def themes(result: Ruled) -> list[tuple[str, str]]:
    return [(each.anchor, each.theme) for each in result.assignments if each.strong]


def test_without_rulings_nothing_changes() -> None:
    found = assign(TEXTS, VOCABULARY)
    assert rule(found, TEXTS, VOCABULARY, NO_RULINGS, "summary.txt") == Ruled(found)


def test_a_theme_is_pinned_with_the_first_sentence_as_its_extract() -> None:
    result = ruled(pin=(Ruling("environment-water", "it rained all day", 1),))
    (first, *_) = result.assignments
    assert (first.anchor, first.theme, first.strong, first.score) == ("point-1", "environment-water", True, 1.0)
    assert first.evidence == (Evidence(0, 0, "pin", 1.0, EvidencePart.HAND),)
    assert TEXTS[0].text[slice(*first.extract)] == "It rained all  day."
    assert result.findings == ()


def test_a_pin_adds_to_what_the_words_say_and_keeps_the_order_of_the_vocabulary() -> None:
    result = ruled(pin=(Ruling("trade", "Health is", 2), Ruling("concept", "Health is", 2)))
    assert themes(result)[:3] == [("point-2", "concept"), ("point-2", "trade"), ("point-2", "health")]
    trade = result.assignments[1]
    assert (trade.score, [each.part for each in trade.evidence]) == (2.0, [EvidencePart.WORDS, EvidencePart.HAND])


def test_a_theme_is_struck_from_a_point_and_from_a_discussion() -> None:
    result = ruled(strike=(Ruling("health", "Health is", 2), Ruling("health", "The floor")))
    assert themes(result) == [("point-2", "trade"), ("point-3", "health")]
    assert result.findings == ()


def test_a_shifted_number_is_noticed_and_the_words_decide() -> None:
    result = ruled(strike=(Ruling("health", "Health comes", 2),))
    assert ("point-3", "health") not in themes(result)
    (shifted,) = result.findings
    assert (shifted.code, shifted.span, shifted.anchor) == ("HS401", SourceSpan(11, 11), "point-3")
    assert shifted.message == (
        "point 2 does not begin with “Health comes”; point 3 does, and the ruling was taken for it"
    )


def test_the_number_decides_between_points_that_begin_alike() -> None:
    assert themes(ruled(strike=(Ruling("health", "Health", 3),)))[-1] == ("narrative-1", "health")


@pytest.mark.parametrize("ruling", [Ruling("health", "Nobody said", 2), Ruling("health", "Health", 1)])
def test_a_ruling_without_a_single_point_is_left_out(ruling: Ruling) -> None:
    result = ruled(strike=(ruling,))
    assert result.assignments == assign(TEXTS, VOCABULARY)
    (lost,) = result.findings
    assert lost.code == "HS402"
    assert lost.message == f"the ruling on “health” fits no single point that begins with “{ruling.begins}”"


def test_nothing_to_strike_is_said() -> None:
    (idle,) = ruled(strike=(Ruling("women", "The floor"),)).findings
    assert (idle.code, idle.message) == (
        "HS403",
        "the discussion in line 9 has not the theme “women”, which was to be struck",
    )


def test_a_ruling_may_be_for_one_file() -> None:
    other = Ruling("women", "It rained", 1, source="other.txt")
    mine = Ruling("aid", "It rained", 1, source="summary.txt")
    assert themes(ruled(pin=(other, mine)))[0] == ("point-1", "aid")
    assert "women" not in {theme for _, theme in themes(ruled(pin=(other, mine)))}


def test_an_unknown_theme_is_refused() -> None:
    with pytest.raises(SettingsError) as wrong:
        ruled(pin=(Ruling("helth", "It rained", 1),))
    assert wrong.value.message == "the ruling on “It rained” names the theme “helth”, which “Human security” has not"
    assert wrong.value.hint == "did you mean “health”?"


def test_a_report_has_its_rulings_and_their_findings() -> None:
    line = SourceSpan(3, 3)
    said = Statement(
        Attribution("Ana Kay", PersonName("Ana Kay", "Ana", "Kay")),
        (Point(1, "It rained.", line),),
        line,
        lead="Ana Kay:",
    )
    symposium = Symposium((), (Session("1", "Rain", line, "session-1", blocks=(said,)),))
    pin = Rulings(pin=(Ruling("women", "It rained", 4),))
    report = enrich(symposium, SourceRecord("a.txt", "", 9), VOCABULARY, rulings=pin)
    assert [entry.theme.id for entry in report.appendix] == ["women"]
    assert "HS401" in {each.code for each in report.findings}
