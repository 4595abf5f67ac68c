"""Long passages are cut at the ends of clauses, around the words that are needed."""

import pytest

from hsreport.enrich.appendix import LONGEST, SHORTEST, cut_to_clauses

LONG = (
    "The first speaker recalled how the talks had begun in a hotel without heating, and how they had nearly failed; "
    "the water of three rivers was what the ministers feared most, but nobody would say it; "
    "in the end a map on a napkin was enough, which surprised the room."
)


def cut(text: str, *words: str, within: tuple[int, int] | None = None) -> str:
    spans = [(text.index(word), text.index(word) + len(word)) for word in words]
    start, end = cut_to_clauses(text, within or (0, len(text)), spans)
    return text[start:end]


@pytest.mark.parametrize(
    ("words", "left"),
    [
        (("water",), "the water of three rivers was what the ministers feared most, but nobody would say it; "),
        (("talks",), "The first speaker recalled how the talks had begun in a hotel without heating, "),
        (("heating", "failed"), LONG[: LONG.index("the water")]),
        (("water", "napkin"), LONG[LONG.index("the water") : LONG.index("which")]),
        (("surprised",), LONG[LONG.index("in the end") :]),
        (("talks", "room"), LONG),
        ((), LONG),
    ],
)
def test_the_clauses_with_the_words_are_left(words: tuple[str, ...], left: str) -> None:
    assert len(LONG) > LONGEST
    found = cut(LONG, *words)
    assert found == left or (len(left) < SHORTEST and left in found)
    assert all(word in found for word in words)


def test_what_is_left_is_not_too_short_and_what_is_short_is_left() -> None:
    padded = f"Yes, but no; {'a' * 300} end."
    assert len(cut(padded, "Yes")) >= SHORTEST
    assert cut("War, and peace; and rain.", "peace") == "War, and peace; and rain."


def test_a_passage_without_clauses_is_left_whole() -> None:
    text = "word " * 80 + "water"
    assert cut(text, "water") == text


def test_a_passage_within_a_text_is_cut_within_its_bounds() -> None:
    text = f"Before; {LONG} After; all."
    within = (8, 8 + len(LONG))
    assert cut(text, "surprised", within=within).endswith("surprised the room.")
    assert cut(text, "talks", within=within).startswith("The first")
