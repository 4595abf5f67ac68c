"""How each Word style looks: one table, in house style tokens, for every word of the vocabulary.

Sizes and colours are names of tokens; space above and below is in lines of text, indents are in ems of the
style's own size unless they say millimetres. Word adds the space below a paragraph to the space above the next, so most
styles have space above only.
"""

from hsreport.values import Value

NUMBERED = (f"{name} {number}" for name in ("Heading", "TOC", "Index") for number in (1, 2, 3))
LOWER_CASE = frozenset(
    ("Caption", "Header", "Footer", "Footnote Text", "Footnote Reference", "Index Heading", *NUMBERED)
)
"""Styles of Word's own that it shows with capitals and writes without ("heading 1")."""
BUILT_IN = LOWER_CASE | {"Normal", "Title", "TOC Heading", "Strong", "Emphasis", "Hyperlink"}
"""Styles of Word's own; by these names it knows what they are for."""
LOGO_WIDEST_MM, LOGO_HIGHEST_MM = 70, 22
"""The room that a logo has on the cover, as in print.css."""


class Look(Value, frozen=True):
    """A style; what is left out is as in the style it is based on."""

    name: str
    base: str = ""
    follow: str = ""
    """The style of the paragraph typed after one in this style; empty for the same one."""
    font: str = ""
    """A token of `fonts`: text, display or code."""
    size: str = ""
    """A token of `sizes`."""
    scale: float = 1
    """Factor on that size, or on that of the style it is based on."""
    colour: str = ""
    """A token of `colours`."""
    effects: tuple[str, ...] = ()
    """Run properties without a value, in the order of the schema: b, i, smallCaps, strike."""
    raised: bool = False
    underline: str = ""
    """A token of `colours` for a line below the words."""
    tracking: float = 0
    """Space between letters, in ems."""
    leading: float = 0
    """Height of a line, in ems; a token gives it to Normal."""
    before: float | None = None
    after: float | None = None
    left: float | None = None
    first: float | None = None
    """Indent of the first line against `left`; negative where it hangs."""
    align: str = ""
    """left, right, or text: justified where the house style justifies."""
    keep: str = ""
    """next: with the paragraph after; lines: in one piece; both; no."""
    together: bool = False
    """Whether space above falls away between two paragraphs of this style."""
    level: int | None = None
    """Outline level, from 0; 9 is none."""
    rule: str = ""
    """Where a hairline stands: below, left, above."""
    special: str = ""
    """What tokens of the page decide: gutter (words hang in the margin), event (or beside it), edge (a tab at the far edge), number, nested and
    unnumbered (points), picture (a line as high as what stands in it)."""
    made: bool = False
    """Whether paragraphs in it are always hsreport's own, and no part of the summary: contents, tables, indexes."""


PARAGRAPHS = (
    Look("Normal", font="text", size="text_pt", colour="ink", align="left"),
    # The cover.
    Look("Title", "Normal", "Theme Line", "display", "title_pt", leading=1.15, before=10, tracking=-0.018, effects=("b",)),
    Look("Theme Line", "Normal", "Cover Line", size="theme_pt", leading=1.4, before=0.8, after=2, effects=("i",)),
    Look("Cover Line", "Normal", font="display", size="text_pt", scale=0.95, colour="quiet", before=0.35),
    Look("Logo", "Normal", "Title", after=2, special="picture", made=True),
    # The head of a handout, which has no cover.
    Look("Masthead", "Title", "Masthead Theme", size="heading_1_pt", leading=1.25, before=0),
    Look("Masthead Theme", "Theme Line", "Masthead Line", size="text_pt", leading=1.4, before=0.2, after=0.3),
    Look("Masthead Line", "Cover Line", before=0),
    # Headings.
    Look("Heading 1", "Normal", "Narrative", "display", "heading_1_pt", effects=("b",), tracking=-0.01, leading=1.25, before=2.5, after=0.6, align="left", keep="both", level=0),
    Look("Heading 2", "Heading 1", "Roster", size="heading_2_pt", leading=1.3, before=1.75, after=0.5, level=1),
    Look("Heading 3", "Heading 1", "Narrative", size="heading_3_pt", leading=1.35, before=1.5, after=0.3, level=2),
    Look("Inner Heading", "Heading 3", "Narrative"),
    Look("Theme Heading", "Heading 2", "Scope Note", size="text_pt", scale=1.12, before=1.2, after=0.2, made=True),
    Look("Theme Subheading", "Theme Heading", "Extract", "text", "small_pt", colour="quiet", effects=("i",), leading=1.4, before=0.5, after=0.1, level=9, made=True),
    Look("TOC Heading", "Heading 1", "TOC 1", before=0, after=1, level=9, made=True),
    # Contents.
    Look("TOC 1", "Normal", font="display", scale=0.95, before=0.25, after=0.25, align="left", rule="below", special="edge", made=True),
    Look("TOC 2", "TOC 1", left=1.6, made=True),
    Look("TOC 3", "TOC 1", left=3.2, made=True),
    # The rapporteur's words, and the speakers'.
    Look("Narrative", "Normal", before=0.5, align="text"),
    Look("Session Narrative", "Narrative", before=0.75, effects=("i",)),
    Look("Quotation", "Narrative", left=2),
    Look("Code Block", "Narrative", "Narrative", "code", scale=0.88, left=1, rule="left", align="left"),
    Look("Discussion", "Narrative", before=1.25, left=1, rule="left"),
    Look("Decision", "Normal", font="display", scale=0.95, before=0.75, align="left", effects=("b",), keep="lines"),
    Look("Action", "Normal", font="display", scale=0.95, before=0.75, align="left", keep="lines"),
    Look("Roster", "Normal", size="small_pt", leading=1.45, before=0.1, align="left", keep="both", special="gutter"),
    Look("Event Roster", "Roster", font="display", scale=0.93, before=0.6, keep="lines", together=True, special="event", made=True),
    Look("Lead", "Normal", "Point", before=1, keep="next"),
    Look("Point", "Normal", before=0.4, align="text", special="number"),
    Look("Nested Point", "Point", special="nested"),
    Look("Unnumbered Point", "Point", special="unnumbered"),
    # Pictures and tables.
    Look("Picture", "Normal", "Caption", before=0.8, special="picture"),
    Look("Caption", "Normal", font="display", size="small_pt", scale=0.93, colour="quiet", before=1.5, after=0.4, keep="both"),
    Look("Table Text", "Normal", font="display", size="small_pt", scale=0.93, leading=1.4, before=0.15, after=0.15, made=True),
    Look("Table Head", "Table Text", colour="quiet", keep="both", made=True),
    Look("Table Figure", "Table Text", align="right", made=True),
    Look("Table Figure Head", "Table Head", align="right", made=True),
    Look("Row Text", "Table Text"),
    Look("Row Head", "Table Head"),
    Look("Row Figure", "Table Figure"),
    Look("Row Figure Head", "Table Figure Head"),
    # Index and appendix: one size down, hanging.
    Look("Index Heading", "Normal", "Index 1", "display", "small_pt", colour="accent", effects=("b",), leading=1.4, before=0.9, after=0.1, keep="both", made=True),
    Look("Index 1", "Normal", "Index 2", size="small_pt", leading=1.4, before=0.25, left=1.2, first=-1.2, keep="both", made=True),
    Look("Index 2", "Index 1", before=0, left=2.4, first=-1.2, keep="no", made=True),
    Look("Index See", "Index 1", "Index 1", keep="lines", made=True),
    Look("Scope Note", "Normal", "Extract", size="small_pt", colour="quiet", effects=("i",), leading=1.4, after=0.15, keep="next", made=True),
    Look("Left Out", "Scope Note", before=1, keep="no", made=True),
    Look("Extract", "Normal", size="small_pt", leading=1.4, before=0.2, left=1.2, first=-1.2, made=True),
    Look("See Also", "Normal", "Theme Heading", size="small_pt", colour="quiet", leading=1.4, before=0.3, made=True),
    Look("Colophon Heading", "Heading 1", "Colophon", made=True),
    Look("Colophon", "Normal", size="small_pt", leading=1.45, before=0.3, made=True),
    # The edges of the page.
    Look("Header", "Normal", font="display", size="small_pt", scale=0.9, colour="quiet", leading=1.3, after=1.3, align="right"),
    Look("Header Left", "Header", align="left"),
    Look("Footer", "Normal", font="display", size="small_pt", leading=1.3, before=1.7, align="right"),
    Look("Footer Left", "Footer", align="left"),
    Look("Banner", "Normal", font="display", size="small_pt", effects=("b",), leading=1.3, tracking=0.06, align="center"),
    Look("Section Break", "Normal", leading=0.1, made=True),
    Look("Footnote Text", "Normal", size="small_pt", leading=1.4),
)  # fmt: skip

CHARACTERS = (
    Look("Strong", effects=("b",)),
    Look("Emphasis", effects=("i",)),
    Look("Struck", effects=("strike",)),
    Look("Code", font="code"),
    Look("Hyperlink", underline="rule"),
    Look("Label", font="display", scale=0.9, colour="quiet"),
    Look("Heading Label", colour="accent"),
    Look("Qualifier", colour="accent"),
    Look("Role", colour="quiet"),
    Look("Speaker Name", effects=("b",)),
    Look("Affiliation", colour="quiet"),
    Look("Owner", effects=("b",)),
    Look("Due", colour="quiet"),
    Look("Point Number", font="display", scale=0.76, colour="accent"),
    Look("Point Reference", font="display", colour="accent"),
    Look("Page Reference", font="display"),
    Look("Entry Heading", effects=("b",)),
    Look("Extract Speaker", effects=("smallCaps",), tracking=0.02),
    Look("Reason", colour="quiet", effects=("i",)),
    Look("Matched Words", underline="accent"),
    Look("Digest", font="display"),
    Look("Footnote Reference", colour="accent", raised=True),
)  # fmt: skip

BY_NAME = {look.name: look for look in (*PARAGRAPHS, *CHARACTERS)}

TABLES = {
    "Glance Sessions": "firstCol",
    "Glance Themes": "lastCol",
    "Chart": "",
    "Timetable": "firstCol",
    "Attendance": "firstCol",
    "Decisions": "",
    "Actions": "",
    "Listed": "",
    "Findings": "",
    "Rows": "",
}
"""Table styles, and the column that each sets bold."""


def plain_name(style: str) -> str:
    """Return the name of a style, or its id where the program has not changed that, without capitals and spaces."""
    return style.replace(" ", "").casefold()


MADE_STYLES = frozenset(plain_name(look.name) for look in PARAGRAPHS if look.made)
ITALIC_STYLES = frozenset(plain_name(look.name) for look in PARAGRAPHS if "i" in look.effects)
