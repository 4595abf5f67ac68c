"""Suggestions are subjects found in a text that no term touches, with where they are."""

from hsreport.enrich.themes.assign import ThemedText, assign
from hsreport.enrich.themes.subjects import found_vocabulary
from hsreport.enrich.themes.suggest import Suggestion, suggestions
from hsreport.enrich.themes.vocabulary import parse_vocabulary

VOCABULARY = parse_vocabulary(
    'title = "T"\n[[theme]]\nid = "fish"\nlabel = "Fish"\nterms = ["fish", "coral reef"]\nhints = ["net"]', "t.toml"
)


def suggested(*texts: str) -> list[Suggestion]:
    read = [ThemedText(f"point-{number}", text) for number, text in enumerate(texts, 1)]
    return list(suggestions(found_vocabulary(read, (), frozenset()), read, assign(read, VOCABULARY), VOCABULARY))


def test_a_subject_is_suggested_with_the_theme_that_its_points_share() -> None:
    found = suggested("Fish need the seagrass meadow.", "A seagrass meadow feeds fish.", "Fish swim to the island.")
    meadow = next(each for each in found if "meadow" in each.entry.theme.id)
    assert (meadow.entry.theme.label, meadow.anchors, meadow.theme) == (
        "Seagrass meadows",
        ("point-1", "point-2"),
        "fish",
    )


def test_a_subject_whose_points_share_no_theme_may_be_one_of_its_own() -> None:
    (one, *_) = suggested("The lighthouse keepers wrote.", "They saw the lighthouse keepers.", "Fish!")
    assert (one.entry.theme.label, one.theme) == ("Lighthouse keepers", "")


def test_what_terms_cover_is_not_suggested() -> None:
    assert suggested("The coral reef is a coral reef.", "A reef of coral.", "Fishing is fishing.") == []


def test_one_short_text_has_suggestions() -> None:
    (one,) = suggested("The ferry is late because the harbour is full of ice.")
    assert (one.entry.theme.label, one.anchors) == ("Ferries", ("point-1",))
