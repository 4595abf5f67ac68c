"""Web pages: what a browser would show, on the lines where it stands in the source."""

import html
from contextlib import suppress

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from hsreport.errors import SourceError
from hsreport.parse.symposium import parse
from hsreport.read.elements import DEEPEST
from hsreport.read.html import read_html
from hsreport.read.source import source_from_bytes
from hsreport.source import Line


def lines(page: str | bytes) -> list[Line]:
    return list(read_html(page.encode() if isinstance(page, str) else page, "a.html").lines)


def words(page: str) -> list[str]:
    return [each.text for each in lines(page)]


def test_headings_with_their_level() -> None:
    found = lines("<h1>One<br>two</h1><h3><b>Three</b></h3>four")
    assert [(each.heading, each.text, each.bold) for each in found] == [(1, "One two", ""), (3, "Three", ""), (0, "four", "")]  # fmt: skip


def test_blocks_part_lines_and_space_sets_them_apart() -> None:
    found = lines("<div>a<p>b<div>c</div>d<br>e<br><br>f<br>&nbsp;<br>g</div><hr>h<center>i</center>")
    assert [(each.text, each.own) for each in found] == [
        ("a", True), ("b", True), ("c", True), ("d", False), ("e", False), ("f", True), ("g", True), ("h", True), ("i", False),
    ]  # fmt: skip


def test_white_space_alone_is_normalised() -> None:
    assert words("<p>  One\n\ttwo&nbsp; &ndash;&#8201;&#x41;&eacute;\u3000“q” </p>") == ["One two –\u2009Aé\u3000“q”"]
    assert words("<p>&nbsp;&nbsp;-- One&nbsp;&nbsp;two</p>") == ["  -- One two"]


def test_lists_get_marks_and_indentation() -> None:
    page = "<ul><li>One<ul><li>two</ul><li><p>three</p><p>four</p><li></ul><ol start=3><li>Five<li value=9>six</ol>"
    assert words(page) == ["- One", "  - two", "- three", "  four", "3. Five", "9. six"]
    assert words("<ol type=a><li>x<li>y</ol><ol type=I start=4><li>z</ol><ol type=i><li>w</ol><ol type=A><li>v</ol>") == ["a. x", "b. y", "IV. z", "i. w", "A. v"]  # fmt: skip
    assert words("<ul><li>(1) One<li>-- two<li><h2>Three</h2></ul><li>four") == ["(1) One", "-- two", "Three", "- four"]
    assert words("<blockquote>One<blockquote>two</blockquote></blockquote><dl><dt>Chair<dd>Ada</dl>") == ["  One", "    two", "Chair", "  Ada"]  # fmt: skip


@pytest.mark.parametrize(
    ("page", "bold"),
    [
        ("<p><b>Ada</b> <strong>Birch:</strong> words", "Ada Birch:"),
        ("<p><font size=2><b>Ada</b></font>: words", "Ada"),
        ("<ul><li><b>Ada</b>: words</ul>", "Ada"),
        ("<p>words <b>Ada</b>", ""),
        ("<p><i><b>Ada</b></i> words", "Ada"),
    ],
)
def test_bold_words_at_the_start(page: str, bold: str) -> None:
    assert lines(page)[0].bold == bold


def test_rows_of_a_table_have_cells() -> None:
    found = lines("<table><tr><th>Name<th>Initials<tr><td><p>Ada Birch</p><td>AB<td></table>")
    assert [(each.text, each.cells) for each in found] == [
        ("Name\tInitials", ("Name", "Initials")),
        ("Ada Birch\tAB", ("Ada Birch", "AB", "")),
    ]


def test_tables_for_layout_are_read_cell_by_cell() -> None:
    page = "<table><tr><td>Menu<br>Links<td><table><tr><td>a<td>b</table>c</table>"
    assert [(each.text, each.cells) for each in lines(page)] == [("Menu", ()), ("Links", ()), ("a\tb", ("a", "b")), ("c", ())]  # fmt: skip
    assert words("<table><tr><td>(1)<td>One<br>two<tr><td>&bull;<td>three</table>") == ["(1) One", "two", "• three"]
    assert words("<table><tr><td><h2>One</h2><td>two</table><td>three") == ["One", "two", "three"]


def test_preformatted_text_keeps_its_lines() -> None:
    found = lines("<pre>One\n  two\n\n<b>three</b>\n</pre>four")
    assert [(each.text, each.own, each.span.first) for each in found] == [
        ("One", True, 1), ("  two", False, 2), ("", False, 3), ("three", True, 4), ("four", True, 5),
    ]  # fmt: skip


def test_scripts_styles_and_remarks_are_dropped() -> None:
    page = "<title>T</title><script>if (a<b) x('<p>no</p>')</script><style>p{}</style><template><p>no</template><!-- no --><?no no?><iframe src=http://x.y>no</iframe><noscript>yes</noscript><p onclick='no()'>yes"
    assert words(page) == ["yes", "yes"]


def test_entities_of_its_own_are_not_resolved() -> None:
    page = '<!DOCTYPE html [<!ENTITY a "aaaa"><!ENTITY b SYSTEM "file:///etc/passwd">]><p>&a; &b; end'
    assert "aaaa" not in " ".join(words(page))
    assert "root" not in " ".join(words(page))
    assert words(page)[-1].endswith("&a; &b; end")


def test_lines_are_those_of_the_source() -> None:
    page = "<html>\n<!-- a\nb -->\n<script>\n\n</script><p\nclass=x>One\n<b>two</b>\n\nthree</p>\r\n<p>four\rfive</p>\n<p>six"
    assert [(each.text, each.span.first, each.span.last) for each in lines(page)] == [
        ("One two three", 7, 10), ("four five", 11, 12), ("six", 13, 13),
    ]  # fmt: skip


def test_lines_are_counted_beyond_what_the_parser_counts() -> None:
    found = lines("<p>One</p>\n" * 70_000)
    assert [each.span.first for each in found] == list(range(1, 70_001))


@pytest.mark.parametrize(
    ("declared", "codec", "read", "text"),
    [
        ("<meta charset=shift_jis>", "cp932", "cp932", "人間"),
        ("<META HTTP-EQUIV='Content-Type' CONTENT='text/html; charset=EUC-JP'>", "euc_jp", "euc_jp", "人間"),
        ("<meta charset='windows-1251'>", "cp1251", "cp1251", "Река"),
        ("<?xml version='1.0' encoding='iso-8859-2'?>", "iso8859_2", "iso8859-2", "łódź"),
        ("<meta charset=iso-8859-1>", "cp1252", "cp1252", "naïve – "),
        ("<meta charset=shift_jis>", "utf-8", "utf-8", "人間"),
        ("<meta charset=' KOI8-U '>", "koi8_u", "koi8-u", "Київ"),
        ("<meta charset=gb2312>", "gbk", "gbk", "镕基"),
        ("<meta charset=punycode>", "cp1252", "cp1252", "naïve"),
        ("<meta charset=utf-16>", "cp1252", "cp1252", "naïve"),
        ("<meta charset=x-user-defined>", "cp1252", "cp1252", "naïve"),
        ("", "cp1252", "cp1252", "naïve"),
        ("<meta charset=euc-jp>", "cp1252", "cp1252", "naïve"),
    ],
)
def test_the_declared_encoding_counts_after_utf_8(declared: str, codec: str, read: str, text: str) -> None:
    page = f"{declared}<p>{text}".encode(codec)
    source = source_from_bytes(page, "a.html")
    assert (source.encoding, source.lines[-1].text) == (read, text.strip())
    assert [each.code for each in source.findings] == ([] if read == "utf-8" else ["HS101"])


def test_deep_nesting_and_endless_text_are_refused() -> None:
    assert words("<div>" * (DEEPEST - 10) + "One") == ["One"]
    for page in ("<div>" * 100_000 + "One", "<ul><li>" * 50_000 + "One", "<p>" + "word " * 2_200_000):
        with pytest.raises(SourceError, match="nest deeper than 255, or one text") as caught:
            lines(page)
        assert caught.value.hint.startswith("open it in a browser")


@pytest.mark.parametrize(
    "page", ["<b>x</b>" * 50_000, "x<br>" * 100_000, "<table><tr>" + "<td>x" * 50_000, "<p " + "a=b " * 100_000 + ">x", "<!--" * 50_000 + "--><p>x", "&nbsp;" * 100_000 + "x"]
)  # fmt: skip
def test_hostile_pages_are_read(page: str) -> None:
    assert "x" in lines(page)[0].text


# --- A ministry's page of the years around 2003 ---

PAGE = """<HTML><HEAD><META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=iso-8859-1">
<TITLE>Forum on Water</TITLE><SCRIPT LANGUAGE="JavaScript"><!--
document.write("<b>no</b>");
//--></SCRIPT></HEAD><BODY BGCOLOR="#FFFFFF">
<TABLE WIDTH=600 BORDER=0><TR><TD COLSPAN=2><FONT SIZE=1><A HREF="/">Home</A> &gt; <A HREF="/w">Water</A></FONT></TD></TR>
<TR><TD WIDTH=20><IMG SRC="spacer.gif"></TD><TD>
<CENTER><FONT SIZE="+2"><B>Forum on Water and Peace<BR>
"Rivers without Borders"</B></FONT><BR><BR>(Summary)</CENTER><BR>
<DIV ALIGN=right>March&nbsp;2004</DIV><BR>
On March 3, the Ministry of Foreign Affairs organized a forum on water &ndash; and
peace &ndash; at the Prince Hotel, in which many experts participated.<BR><BR>
<B><FONT COLOR="#990000">Session 1: Water and conflict</FONT></B><BR><BR>
<TABLE BORDER=0>
<TR><TD VALIGN=top>Moderator:</TD><TD>Hans Gr&uuml;ber, Professor, University of Basel</TD></TR>
<TR><TD VALIGN=top>Panelists:</TD><TD>John Reed, Engineer, Dam Works<BR>Amina Diallo, Former Minister of Water of Mali</TD></TR>
</TABLE><BR>
(1)&nbsp;Next there were statements by panelists.<BR><BR>
<OL><LI>John Reed, engineer<UL><LI>Dams are old.<LI>Repair costs money.</UL>
<LI>Amina Diallo, former minister<UL><LI>Mali depends on one river.</UL></OL>
(2)&nbsp;In the question-and-answer session, lively discussions took place on dams.<BR><BR>
<B>Session 2: Water and development</B><BR><BR>
<P>Chair: Ana Bell, Ambassador of Chile
<P>Mr. Otto Klein (Germany) said that prices matter.
<HR><A HREF="#top">Back to Top</A>
</TD></TR></TABLE></BODY></HTML>
"""


def test_a_page_of_nested_tables_and_font_tags() -> None:
    symposium = parse(source_from_bytes(PAGE.encode("latin-1"), "water.html"))
    assert symposium.title == "Forum on Water and Peace"
    assert [each.text for each in symposium.residue] == ["Home > Water", "Back to Top"]
    one, two = symposium.sessions
    assert (one.span.first, one.title, two.title) == (12, "Water and conflict", "Water and development")
    assert [(each.name.display, each.role, each.span.first) for each in one.roster] == [
        ("Hans Grüber", "moderator", 14), ("John Reed", "panelist", 15), ("Amina Diallo", "panelist", 15),
    ]  # fmt: skip
    points = [(block.attribution.printed, point.text, point.span.first) for _, block in symposium.walk() for point in getattr(block, "points", ())]  # fmt: skip
    assert points == [
        ("John Reed", "Dams are old.", 18),
        ("John Reed", "Repair costs money.", 18),
        ("Amina Diallo", "Mali depends on one river.", 19),
        ("Mr. Otto Klein", "Mr. Otto Klein (Germany) said that prices matter.", 23),
    ]


# --- Whatever comes ---

TAGS = "p div b i font span br hr ul ol li table tr td th h1 h3 pre blockquote dl dd center a sup select option form head body html noscript button"
TAG = st.sampled_from(sorted(set(TAGS.split())))
PIECE = st.one_of(
    st.builds("<{}>".format, TAG),
    st.builds("</{}>".format, TAG),
    st.sampled_from(["\n", "&nbsp;", "<!-- remark -->", "<script>no()</script>", "<style>no</style>", "<ol start=x type=i>", "<li value=>", "<p\nclass=x>", " "]),
    st.text("BCDFGH", min_size=3, max_size=6).map(lambda word: f" {word} "),
)  # fmt: skip


@given(st.lists(PIECE, max_size=40))
@example(["<html>", "<tr>", "<td>", " BCD ", "</tr>", "</td>", " FGH "])
@settings(max_examples=800, deadline=None)
def test_no_word_is_lost(pieces: list[str]) -> None:
    found = [word for text in words("".join(pieces)) for word in text.split() if word.isupper() and len(word) > 2]
    assert found == [piece.strip() for piece in pieces if piece.strip().isupper()]


@given(st.lists(PIECE, max_size=40))
@settings(max_examples=300, deadline=None)
def test_lines_count_up_within_the_source(pieces: list[str]) -> None:
    page = "".join(pieces)
    found = lines(page)
    assert all(1 <= each.span.first <= each.span.last <= page.count("\n") + 1 for each in found)
    firsts = [each.span.first for each in found]
    assert firsts == sorted(firsts)


@given(st.text(max_size=200))
@settings(max_examples=400, deadline=None)
def test_any_text_is_read(text: str) -> None:
    with suppress(SourceError):
        assert source_from_bytes(text.encode("utf-8", "surrogatepass"), "a.html").lines


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=200))
@settings(max_examples=400, deadline=None)
def test_text_alone_keeps_its_words(text: str) -> None:
    assert " ".join(words(f"<p>{html.escape(text)}</p>")).split() == text.split()


@pytest.mark.parametrize(
    "hidden",
    ["<p hidden>Two</p>", "<p style='color: red; display:none'>Two</p>", "<div style='visibility: hidden'><p>Two</div>", "<dialog>Two</dialog>"],
)  # fmt: skip
def test_what_a_browser_hides_is_left_out_with_a_finding(hidden: str) -> None:
    read = read_html(f"<p>One</p>\n{hidden}\n<p>Three</p>".encode(), "a.html")
    assert [line.text for line in read.lines] == ["One", "Three"]
    assert [(each.code, each.span and each.span.first) for each in read.findings] == [("HS103", 2)]
    assert words("<p style='display: block'>One</p><dialog open>Two</dialog>") == ["One", "Two"]
    assert words("<body style='visibility: hidden'><p>One") == ["One"]


def test_quotations_have_marks_and_reversed_lists_count_down() -> None:
    assert words("<p>He said <q>one <q>two</q> three</q>.</p>") == ["He said “one ‘two’ three”."]
    assert words("<ol reversed><li>Two<li>One</ol>") == ["2. Two", "1. One"]
    assert words("<ol reversed start=5><li>Five<li>Four</ol>") == ["5. Five", "4. Four"]


def test_words_above_and_below_the_line_are_other_figures() -> None:
    assert words("<p>10<sup>6</sup>, CO<sub>2</sub>, 2<sup>nd</sup></p>") == ["10⁶, CO₂, 2nd"]


def test_a_picture_that_says_something_is_a_finding() -> None:
    read = read_html(b"<p>One</p>\n<p><img src=a.png alt='Rents by year'><img src=dot.gif alt=''></p>", "a.html")
    assert [(each.code, each.span and each.span.first) for each in read.findings] == [("HS107", 2)]
    assert "a.png (there is no such file)" in read.findings[0].message
    assert [line.text for line in read.lines] == ["One", "Rents by year"]


def test_who_wrote_a_message_is_set_apart() -> None:
    page = "".join(
        f'<div class="msg"><span class="author">{who}</span><span class="ts">10:0{at}</span><span>{words}</span></div>'
        for at, (who, words) in enumerate([("Ann Wu", "salt kills"), ("Bo Li", "dogs do"), ("Ann Wu", "no")])
    )
    done = read_html(page.encode(), "chat.html")
    assert [line.text for line in done.lines] == ["Ann Wu 10:00 salt kills", "Bo Li 10:01 dogs do", "Ann Wu 10:02 no"]
    assert [line.bold for line in done.lines] == ["Ann Wu", "Bo Li", "Ann Wu"]
