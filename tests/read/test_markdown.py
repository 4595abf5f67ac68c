"""Markdown: mark-up goes, words and line numbers stay."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hsreport.errors import SourceError
from hsreport.parse.symposium import parse
from hsreport.read.markdown import read_markdown
from hsreport.read.source import source_from_bytes
from hsreport.read.text import split_rows
from hsreport.source import Line


def lines(text: str) -> list[Line]:
    return list(read_markdown(text.encode(), "a.md").lines)


def shown(text: str) -> list[str]:
    """Each line as its numbers and its words."""
    return [
        f"{each.span.first}{f'-{each.span.last}' if each.span.last > each.span.first else ''} {each.text}".rstrip()
        for each in lines(text)
    ]


def words(text: str) -> list[str]:
    return [each.text for each in lines(text)]


@pytest.mark.parametrize(
    ("text", "level", "words"),
    [("# One *two* #", 1, "One two"), ("### `One` [two](http://x.y)", 3, "One two"), ("One\n===", 1, "One"), ("One\ntwo\n---", 2, "One two")],
)  # fmt: skip
def test_headings(text: str, level: int, words: str) -> None:
    (heading,) = lines(text)
    assert (heading.heading, heading.text, heading.span.last) == (level, words, text.count("\n") + 1)


@pytest.mark.parametrize(
    ("text", "bold", "words"),
    [
        ("**Ada Birch:** Trees grow.", "Ada Birch:", "Ada Birch: Trees grow."),
        ("__Ada__ __Birch__ - Trees.", "Ada Birch", "Ada Birch - Trees."),
        ("- **Ada Birch**: Trees.", "Ada Birch", "- Ada Birch: Trees."),
        ("***Ada Birch***: Trees.", "Ada Birch", "Ada Birch: Trees."),
        ("*Ada Birch*: Trees **grow**.", "", "Ada Birch: Trees grow."),
    ],
)
def test_bold_words_at_the_start(text: str, bold: str, words: str) -> None:
    (line,) = lines(text)
    assert (line.bold, line.text) == (bold, words)


def test_mark_up_goes_and_words_stay() -> None:
    assert words("~~One~~ ![two](a.png) <http://x.y> &amp; \\*three\\* `four`<br>five <b>six</b><!-- no -->") == [
        "One http://x.y & *three* four five six",
        "two",
    ]
    assert words("One <unclear> two <i class=x>three</i>") == ["One <unclear> two three"]


def test_lists_keep_marks_and_indentation() -> None:
    text = "* One\n* two\n  + three\n\n7. Four\n\n   more\n8) five\n- - six\n- (1) seven\n1. - eight\n"
    assert words(text) == ["- One", "- two", "  - three", "", "7. Four", "", "   more", "8) five", "- six", "- (1) seven", "1. - eight"]  # fmt: skip


def test_an_asterisk_alone_may_be_the_mark_of_a_note() -> None:
    assert words("(Summary) *\n\n* As translated.\n") == ["(Summary) *", "", "* As translated."]


def test_the_lines_of_a_paragraph_stay_lines_unless_they_go_on_in_lower_case() -> None:
    assert shown("Moderator: Ada\nLead-off: Carl\nand others\nof *the\nclub*\na) One\n") == [
        "1 Moderator: Ada",
        "2-5 Lead-off: Carl and others of the club",
        "6 a) One",
    ]


def test_mark_up_over_the_end_of_a_line_makes_one_line() -> None:
    assert shown("One `two\nThree` four\nFive") == ["1-3 One two Three four Five"]


def test_footnotes_stay_and_definitions_are_lines() -> None:
    text = "One[^1] and [two] and [three][two].\n\n[^1]: Note\n\n[two]: http://x.y 'Title'\n"
    assert shown(text) == ["1 One[^1] and two and three.", "2", "3 [^1]: Note", "4", "5 [two]: http://x.y 'Title'"]
    source = source_from_bytes(f"## Session 1: X\n\n**Ada Birch:** {text}".encode(), "a.md")
    symposium = parse(source)
    assert [(note.mark, note.text, note.anchor) for note in symposium.notes] == [("1", "Note", "point-1")]
    assert [each.text for each in symposium.residue] == ["[two]: http://x.y 'Title'"]


def test_tables_give_cells_and_the_rule_under_the_head_is_no_line() -> None:
    found = lines("| Name | Initials |\n|---|:--|\n| **Ada** Birch | AB |\n| Carl | C | beyond |\n| Alone | |\n")
    assert [(each.text, each.cells, each.span.first, each.span.last) for each in found] == [
        ("Name\tInitials", ("Name", "Initials"), 1, 2),
        ("Ada Birch\tAB", ("Ada Birch", "AB"), 3, 3),
        ("Carl\tC\tbeyond", ("Carl", "C", "beyond"), 4, 4),
        ("Alone", ("Alone", ""), 5, 5),
    ]


def test_code_keeps_its_lines_and_indented_lines_are_lines() -> None:
    assert shown("```js\na = 1\n\nb\n```\nOne\n\n    -- two\n    three\n") == [
        "1-5 a = 1\u2028\u2028b", "6 One", "7", "8     -- two", "9     three",
    ]  # fmt: skip
    fence, after, *_ = lines("```\ncode\n```\nOne\n")
    assert fence.own
    assert after.own


def test_a_fence_that_nobody_closed_swallows_nothing() -> None:
    assert shown("One\n\n```\nTwo\nThree\n") == ["1 One", "2", "3 ```", "4 Two", "5 Three"]


def test_quotations_and_rules() -> None:
    assert shown("> One\n>\n> - two\n\n* * *\n- ---\n") == ["1 One", "2", "3 - two", "4", "5 * * *", "6 - ---"]


def test_html_in_it_loses_its_tags() -> None:
    text = "<div>\n<b>One</b> &ndash; two\n<script>\nbad()\n</script>\n<unclear>\n</div>\n"
    assert shown(text) == ["1", "2 One – two", "3", "4", "5", "6 <unclear>", "7"]


def test_what_metadata_say_to_programs_is_left_out_with_a_finding() -> None:
    read = read_markdown(b'---\ntitle: "One: two"\nlayout: page\nauthors:\n  - Ana Otto\ntags:\n  - sea\n---\n', "a.md")
    assert [line.text for line in read.lines if line.text] == ["One: two", "Ana Otto"]
    assert [(each.code, each.span and each.span.first) for each in read.findings] == [
        ("HS103", 3), ("HS103", 6), ("HS103", 7),
    ]  # fmt: skip


def test_a_value_of_metadata_that_goes_on_is_one_line() -> None:
    assert shown("---\ntitle: Record of\n  a meeting\nauthor:\n  - Ana\n  - Bo\n---\n") == [
        "1", "2 Record of a meeting", "3", "4", "5 Ana", "6 Bo", "7",
    ]  # fmt: skip
    assert shown("---\ntitle: Record\ndate:\n  May\n---\n") == ["1", "2 Record", "3", "4 May", "5"]
    assert not read_markdown(b"---\ntitle: Record of\n  a meeting\n---\n", "a.md").findings


def test_further_paragraphs_of_a_note_stand_in_it() -> None:
    text = "One[^a] two\n\n[^a]: First.\n\n    Second.\n\tThird.\n\nThree\n"
    assert [each for each in words(text) if each] == ["One[^a] two", "[^a]: First. Second. Third.", "Three"]


def test_words_above_and_below_the_line_are_other_figures() -> None:
    assert words("10<sup>6</sup> m<SUB>2</SUB>, the 19<sup>th</sup> H<sub>2</sub>O") == ["10⁶ m₂, the 19th H₂O"]


def test_metadata_at_the_top_are_lines() -> None:
    assert shown("---\ntitle: One\ndate: May\n---\n# Two\n") == [
        "1",
        "2 One",
        "3 May",
        "4",
        "5 Two",
    ]
    assert lines("---\ntitle: One\n---\n")[1].heading == 1
    assert lines("---\nOne\n---\n")[1].heading == 2
    assert shown("---\ntitle: One") == ["1 ---", "2 title: One"]


def test_what_nests_too_deep_stays_as_written() -> None:
    deep = "- " * 300 + "One"
    assert words(deep) == [deep]
    assert words("> " * 300 + "One") == ["One"]
    brackets = "[" * 2000 + "**One**"
    assert words(brackets) == [brackets]


@pytest.mark.parametrize(
    "text", ["- " * 100_000, "> " * 100_000, "[" * 100_000, "**a " * 20_000 + "b** " * 20_000, "`a" * 50_000, "# One\n" * 20_000]
)  # fmt: skip
def test_hostile_text_is_read(text: str) -> None:
    assert lines(text + "\nlast")[-1].span.last == text.count("\n") + 2


# --- Whatever comes ---

WORD = st.text("abcdfgh", min_size=3, max_size=6)
"""Words that are no element of HTML."""
WRAPPED = st.sampled_from(
    ["{}", "**{}**", "*{}*", "__{}__", "`{}`", "[{}](http://x.y)", "![{}](a.png)", "~~{}~~", "<b>{}</b>", "{}[^1]", "&amp;{}", "\\*{}", "{}<br>", "<!-- -->{}", "``{}", "[{}", "{}]", "|{}|", "<{}", "**{}", "\t{}"]
)  # fmt: skip
OPENING = st.sampled_from(
    ["", "", "# ", "- ", "* ", "1. ", "7) ", "> ", "    ", "  - ", "   > ", "- - ", "1. - ", "> - ", "| ", "-- ", "(1) ", "[^1]: ", "<div>", "+ # ", "- ```"]
)  # fmt: skip
ALONE = st.sampled_from(["", "", "---", "===", "***", "```", "~~~", "|---|---|", "<!--", "-->", "<div>", "</div>", ">", "-", "1.", "#", "<pre>", "    "])  # fmt: skip
ROW = st.tuples(OPENING, st.lists(st.tuples(WRAPPED, WORD), min_size=1, max_size=4))


def written(row: tuple[str, list[tuple[str, str]]] | str) -> str:
    return row if isinstance(row, str) else row[0] + " ".join(wrapped.format(word) for wrapped, word in row[1])


def assert_every_row_is_in_one_line(text: str) -> None:
    rows, seen = split_rows(text), list[int]()
    for line in lines(text):
        if not (
            line.picture and seen and line.span.first == line.span.last == seen[-1]
        ):  # It stood among the words above.
            seen += range(line.span.first, line.span.last + 1)
    assert seen == sorted(set(seen)) == list(range(1, len(rows) + 1))


@given(st.lists(st.one_of(ROW, ALONE), min_size=1, max_size=12))
@settings(max_examples=600, deadline=None)
def test_no_word_is_lost_and_every_line_is_in_one(rows: list) -> None:
    text = "\n".join(map(written, rows))
    if text:
        assert_every_row_is_in_one_line(text)
    if "<!--" not in rows and "<pre>" not in rows:
        read = " ".join(words(text))
        assert [word for row in rows if not isinstance(row, str) for _, word in row[1] if word not in read] == []


@given(st.text(min_size=1, max_size=200))
@settings(max_examples=400, deadline=None)
def test_any_text_is_read(text: str) -> None:
    try:
        source = source_from_bytes(text.encode("utf-8", "surrogatepass"), "a.md")
    except SourceError:
        return
    assert source.lines[-1].span.last >= 1
    if "\0" not in text and source.encoding == "utf-8":
        assert_every_row_is_in_one_line(text)


@given(st.text("ab.,:;!?'\"()-*_#`[]<>|\n \t>1", min_size=1, max_size=120))
@settings(max_examples=600, deadline=None)
def test_lines_are_accounted_for_in_marked_up_text(text: str) -> None:
    if text.strip("\n"):
        assert_every_row_is_in_one_line(text)
    read = "".join(words(text))
    for letters in re.findall("[ab]+", re.sub(r"<[^>]*>|\[[^\]]*\]:?.*|[`~]{3}.*", " ", text)):
        assert letters in read


def test_pictures_that_are_not_printed_and_links_that_lead_nowhere_are_findings() -> None:
    text = "![Chart](rents.png)\n\n- See [the data](https://a.example/x), [a page](../a.html), <https://b.example/>, [top](#top), [c.example](http://c.example).\n"
    read = read_markdown(text.encode(), "a.md")
    assert [line.text for line in read.lines if line.text] == [
        "Chart",
        "- See the data, a page, https://b.example/, top, c.example.",
    ]
    assert [(each.code, each.span and each.span.first, each.message) for each in read.findings] == [
        ("HS107", 1, "a picture is not printed: rents.png (there is no such file)"),
        ("HS108", 3, "the address behind “a page” leads nowhere from here: ../a.html"),
    ]


def test_what_a_browser_hides_in_markdown_is_told() -> None:
    text = "One\n\n<script>\nbad()\n</script>\n\n<div>\n<style>p { color: red }</style> two\n<!-- -->\n</div>\n\n<script src=x></script>\n\n<!-- who\nsaid -->\n"
    found = read_markdown(text.encode(), "a.md")
    assert [(each.code, each.span.first, each.span.last, each.message) for each in found.findings] == [
        ("HS103", 3, 5, "left out: a script that a browser hides"),
        ("HS103", 8, 8, "left out: a style that a browser hides"),
        ("HS103", 14, 15, "left out: a remark that a browser hides"),
    ]
    assert [line.text.strip() for line in found.lines if line.text.strip()] == ["One", "two"]
