"""Sentences are told apart by their stops, not by those of abbreviations."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hsreport.language.sentences import sentence_spans


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("One. Two! Three? Four", ["One.", "Two!", "Three?", "Four"]),
        (
            "Mr. Sato and Dr. M. Mori met Prof. Ito. They agreed.",
            ["Mr. Sato and Dr. M. Mori met Prof. Ito.", "They agreed."],
        ),
        ("The U.S. Government, i.e. Congress, paid.", ["The U.S. Government, i.e. Congress, paid."]),
        (
            'He said "no." She left. (It was late.) All went.',
            ['He said "no."', "She left.", "(It was late.)", "All went."],
        ),
        (
            "It grew by 3.5 percent in 2002. 10 countries joined.",
            ["It grew by 3.5 percent in 2002.", "10 countries joined."],
        ),
        (
            "He said no. Works of art. See No. 5 and Nov. 3. I agree",
            ["He said no.", "Works of art.", "See No. 5 and Nov. 3.", "I agree"],
        ),
        ("Prices rose ... and fell.", ["Prices rose ... and fell."]),
        ("人間の安全保障。国家の安全保障。", ["人間の安全保障。", "国家の安全保障。"]),
        ("We met H.E. Mr. Wu of Acme Inc. The rest left.", ["We met H.E. Mr. Wu of Acme Inc.", "The rest left."]),
        ("Back plan B. The rest is open. J. F. Hall left.", ["Back plan B.", "The rest is open.", "J. F. Hall left."]),
        ("Why? A. They sang. Q. And he?", ["Why?", "A. They sang.", "Q. And he?"]),
        ("“It rose. We left,” said Hall. “Why?” She knew.", ["“It rose. We left,” said Hall.", "“Why?”", "She knew."]),
        ('She read: "It rose. We left." They sat.', ['She read: "It rose. We left."', "They sat."]),
        ("‘It rose. We can’t stay.’ They sat.", ["‘It rose. We can’t stay.’", "They sat."]),
        ('A mark " alone. It stays. So be it.', ['A mark " alone.', "It stays.", "So be it."]),
        ("彼は「寒い。帰る。」と言った。", ["彼は「寒い。帰る。」と言った。"]),
        ("Il parle. élan vital", ["Il parle. élan vital"]),
        ("  spaced out.   Yes.  ", ["spaced out.", "Yes."]),
        ("", []),
        (" \n ", []),
    ],
)
def test_sentences(text: str, sentences: list[str]) -> None:
    assert [text[start:end] for start, end in sentence_spans(text)] == sentences


def test_a_quotation_without_end_holds_no_more_than_a_page() -> None:
    text = "“It rose. " * 2 + "We left. " * 200 + "” They sat."
    assert len(sentence_spans(text)) > 190


@given(st.text(alphabet="aB.!? \"')(。\n“”", max_size=60))
def test_no_word_is_lost_and_none_is_in_two_sentences(text: str) -> None:
    spans = sentence_spans(text)
    assert "".join("".join(text[start:end] for start, end in spans).split()) == "".join(text.split())
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
