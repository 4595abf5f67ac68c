"""Suggestions are phrases that stand out and that no term touches, with where they are."""

from hsreport.enrich.themes.assign import ThemedText, assign
from hsreport.enrich.themes.commonness import COMMON, COMMONEST, FUNCTION, rarities
from hsreport.enrich.themes.suggest import Suggestion, suggestions
from hsreport.enrich.themes.vocabulary import Vocabulary, parse_vocabulary

VOCABULARY = parse_vocabulary(
    'title = "T"\n[[theme]]\nid = "fish"\nlabel = "Fish"\nterms = ["fish", "coral reef"]\nhints = ["net"]', "t.toml"
)


def suggested(*texts: str, least: int = 2, vocabulary: Vocabulary = VOCABULARY) -> list[Suggestion]:
    read = [ThemedText(f"point-{number}", text) for number, text in enumerate(texts, 1)]
    return list(suggestions(read, assign(read, vocabulary), vocabulary, least=least))


def phrases(*texts: str, least: int = 2) -> list[str]:
    return [each.phrase for each in suggested(*texts, least=least)]


def test_a_phrase_is_suggested_with_the_theme_that_its_points_share() -> None:
    (one,) = suggested("Fish need seagrass meadows.", "A seagrass meadow feeds fish.", "It rained on the hill.")
    assert one == Suggestion("seagrass meadow", ("point-1", "point-2"), one.score, "fish")


def test_a_phrase_whose_points_share_no_theme_may_be_one_of_its_own() -> None:
    (one,) = suggested("Lighthouse keepers wrote.", "They saw the lighthouse keepers.", "Fish!")
    assert (one.phrase, one.theme) == ("lighthouse keepers", "")


def test_what_terms_cover_what_is_common_and_what_is_rare_is_not_suggested() -> None:
    assert phrases("A coral reef.", "The coral reef.") == []
    assert phrases("It is important and necessary.", "That is necessary and important.") == []
    assert phrases("The manatee sleeps.", "It rained.") == []
    assert phrases("The manatee sleeps.", "It rained.", least=1) == ["manatee sleeps"]


def test_phrases_end_at_commas_and_begin_with_no_function_word() -> None:
    texts = ("Of manatees, dugongs and 7 walruses.", "Manatees, dugongs: walruses!")
    assert sorted(each.casefold() for each in phrases(*texts)) == ["dugongs", "manatees", "walruses"]


def test_words_that_name_the_speaker_are_left_out() -> None:
    texts = [ThemedText(str(at), "Mr. Zwingli said no.", skip=((0, 11),)) for at in range(2)]
    assert suggestions(texts, (), VOCABULARY) == ()


def test_those_that_stand_out_most_come_first() -> None:
    found = suggested("Manatees! Manatees, manatees.", "Manatees and dugongs.", "Dugongs.")
    assert [each.phrase for each in found] == ["Manatees", "dugongs"]
    assert found[0].score > found[1].score


def test_a_language_without_a_list_has_suggestions_too() -> None:
    german = parse_vocabulary('title="T"\nlanguage="de"\n[[theme]]\nid="a"\nlabel="A"\nterms=["Fisch"]', "t.toml")
    found = suggested("Die Seekuh schläft.", "Seekühe schlafen.", vocabulary=german)
    assert "Seekuh" in {each.phrase.split()[-1] for each in found} | {each.phrase.split()[0] for each in found}


def test_how_common_english_words_are() -> None:
    known = rarities("en-GB")
    assert (known["the"], known["important"], known["abolish"], "manatee" in known) == (
        FUNCTION,
        COMMONEST,
        COMMON,
        False,
    )
    assert rarities("xx") == {}
