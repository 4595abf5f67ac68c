"""What each element of the HTML vocabulary is in a Word file: paragraph, table, division, control, field."""

from typing import NamedTuple

from lxml.html.defs import block_tags

from hsreport.ooxml.styles import TABLES as STYLES_OF_TABLES
from hsreport.render.word.index import INDEX, THEMES
from hsreport.render.word.pages import BACK, BODY, COLUMNS, COVER, FRONT, Layout


def by_element(*styles: tuple[str, str]) -> dict[str, str]:
    """Return what each element is set as, from what each style is for: `("Roster", "dd.participant, dd.guest")`."""
    return {element: style for style, elements in styles for element in elements.split(", ")}


PARAGRAPHS = by_element(
    ("Masthead", "masthead h1.title"),
    ("Masthead Theme", "masthead p.theme-line"),
    ("Masthead Line", "masthead p"),
    ("Title", "h1.title"),
    ("Theme Line", "p.theme-line"),
    ("Cover Line", "p.kind, p.date, p.venue, p.organizer, p.head-other, p.imprint, p.status"),
    ("Logo", "p.logo"),
    ("TOC Heading", "contents h2"),
    ("Theme Heading", "theme h3"),
    ("Theme Subheading", "theme h4"),
    ("Colophon Heading", "colophon h2"),
    ("Inner Heading", "h3.inner, h4.inner, h5.inner"),
    ("Heading 1", "h2"),
    ("Heading 2", "h3"),
    ("Heading 3", "h4"),
    ("TOC 1", "li.toc-1"),
    ("TOC 2", "li.toc-2"),
    ("TOC 3", "li.toc-3"),
    ("Event Roster", "glance dd.participant"),
    ("Roster", "dd.participant"),
    ("Session Narrative", "session p.narrative"),
    ("Narrative", "p.narrative"),
    ("Quotation", "p.quotation"),
    ("Code Block", "pre"),
    ("Discussion", "p.discussion"),
    ("Decision", "p.decision"),
    ("Action", "p.action"),
    ("Lead", "p.lead"),
    ("Point", "p.point"),
    ("Index Heading", "p.letter"),
    ("Index 1", "p.entry, p.theme-entry"),
    ("Index 2", "p.subentry"),
    ("Index See", "p.see"),
    ("Left Out", "p.left-out"),
    ("Scope Note", "p.scope"),
    ("Extract", "p.extract"),
    ("See Also", "p.see-also"),
    ("Colophon", "colophon p"),
)
"""Elements that are one paragraph, and their styles; the word before an element is the division around it."""

TABLES = {f"table.{name.replace(' ', '-').casefold()}": name for name in STYLES_OF_TABLES}


class Division(NamedTuple):
    """An element that holds others."""

    pages: Layout | None = None
    """The pages it stands on; None for those of the element around it."""
    made: bool = False
    """Whether it is hsreport's own, and no part of the summary."""
    starts_page: bool = False
    """Whether its heading starts a page."""
    seen_through: bool = False
    """Whether its blocks look as in the division around it."""


DIVISIONS = {
    "header.cover": Division(COVER),
    "nav.contents": Division(FRONT, made=True),
    "section.glance": Division(FRONT, made=True, starts_page=True),
    "section.report": Division(BODY),
    "section.sessions": Division(BACK, made=True, starts_page=True),
    "header.masthead": Division(BODY),
    "section.people": Division(BODY),
    "section.agenda": Division(FRONT, made=True, starts_page=True),
    "section.charts": Division(FRONT, made=True),
    "section.participants": Division(BACK, made=True, starts_page=True),
    "section.section": Division(BODY),
    "section.session": Division(BODY),
    "section.statement": Division(),
    "section.notes": Division(BODY, made=True),
    "section.decisions-and-actions": Division(BACK, made=True, starts_page=True),
    "section.speaker-index": Division(BACK, made=True, starts_page=True),
    "section.thematic-appendix": Division(BACK, made=True, starts_page=True),
    "section.theme": Division(),
    "section.figures": Division(BACK, made=True, starts_page=True),
    "section.editorial-notes": Division(BACK, made=True, starts_page=True),
    "section.colophon": Division(BACK, made=True),
    "div.columns": Division(COLUMNS, seen_through=True),
    "div.theme-pages": Division(),
    "dl.roster": Division(seen_through=True),
    "blockquote": Division(seen_through=True),
}

CONTROLS = by_element(
    ("Point", "p.point"),
    ("Person", "dd.participant"),
    ("Heading", "h3.inner, h4.inner, h5.inner, section h2, section h3, section h4, session h2, session h3, session h4"),
)
"""Elements that stand in a content control of their own, tagged with their anchor, and what Word calls it."""

PARTS = frozenset(("section.section", "section.session"))
RUNNING_ON = "section.themes"
"""What does not in a handout: a list of themes goes on below the index."""

OUTLINE = {"h3": 1, "h4": 2, "h5": 3}
"""The outline level of a heading inside a session, by its element; its style has the middle one."""
INNER_LEVEL = 2

TOC = 'TOC \\o "1-3" \\h \\z'
"""What Word makes the contents from: its headings 1 to 3, as links, pages hidden where the file is read as a web page."""

HIGHEST_SHARE = 0.7
"""How much of the height of a page a picture may take, as in print.css."""

INDEXES = {("speaker-index", "columns"): INDEX, ("thematic-appendix", "theme-pages"): THEMES}
"""The field whose lines a division holds, by the division around it and itself."""

HOLDERS = (block_tags - {"del", "ins"}) | {"article", "aside", "details", "figcaption", "figure", "footer", "header"}
HOLDERS |= {"main", "nav", "section", "summary"}
"""Elements that HTML sets as blocks; one outside the vocabulary that holds any is taken apart, not set in one piece."""
