"""Pages of a wiki: read as Markdown would be, under whatever name they come."""

import pytest

from hsreport.read.source import source_from_bytes
from hsreport.source import Source
from tests.parse.reading import read, turns

PAGE = """{{Notes|Water day|Minutes}}
__TOC__
[[File:Well.jpg|thumb|right|200px|The well in [[May]]]]

== People ==
{| class="wikitable"
|+ Who came
! Name !! Part
|-
| style="width:9em" | Ann Wu || chair
|-
| Bob Stone
| clerk
|}

== The well ==
* '''Ann Wu''': the [[Old well|well]] is ''dry''.
** '''Bob Stone''': it was [https://example.org/dug dug] in 1911.
=== Next ===
# {{done}} Buckets
;Then
:In [[Leeds]]

[[Category:Water]]
"""


def page(name: str = "any.txt") -> Source:
    return source_from_bytes(PAGE.encode(), name)


@pytest.mark.parametrize(("name", "told"), [("any.wiki", set()), ("any.txt", {"HS104"}), ("any", set())])
def test_it_is_known_by_its_content(name: str, told: set[str]) -> None:
    assert [line.text for line in page(name).lines] == [line.text for line in page("any.wiki").lines]
    assert {each.code for each in page(name).findings} == told


def test_a_name_that_says_what_it_is_is_believed() -> None:
    note = "==Wells==\n\n[[Old well]] and [[New well]]\n\n==Pumps==\n"
    cues = "".join(f"00:00:0{at}.000 --> 00:00:0{at}.900\nWords\n\n" for at in range(4))
    for text in (note, cues):
        source = source_from_bytes(text.encode(), "note.md")
        assert not source.findings
        assert [line.text for line in source.lines if line.text] == [row for row in text.splitlines() if row]


def test_marks_are_taken_off_and_words_kept() -> None:
    found = {line.span.first: line for line in page().lines if line.text.strip()}
    assert {number: line.text.strip() for number, line in found.items()} == {
        1: "Water day Minutes",
        3: "The well in May",
        5: "People",
        8: "Name\tPart",
        10: "Ann Wu\tchair",
        12: "Bob Stone\tclerk",
        16: "The well",
        17: "- Ann Wu: the well is dry.",
        18: "- Bob Stone: it was dug in 1911.",
        19: "Next",
        20: "1. done Buckets",
        21: "Then",
        22: "In Leeds",
    }
    assert (found[5].heading, found[8].cells) == (2, ("Name", "Part"))
    assert [each.address for each in found[18].spans if each.address] == ["https://example.org/dug"]


def test_who_says_what_is_read() -> None:
    assert [turn.who for turn in turns(read(PAGE, "any.wiki")) if turn.kind == "speech"] == ["Wu", "Stone"]
