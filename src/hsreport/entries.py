"""What index and appendix are made of: themes and what speaks for them, entries, and where these point.

A locator names a point or another anchor of the document, never a page; renderers resolve it.
"""

from hsreport.values import Evidence, EvidencePart, Value


class Assignment(Value, frozen=True, gc=False):
    """A theme given to a point or a passage of discussion, with everything that speaks for it."""

    theme: str
    anchor: str
    score: float
    evidence: tuple[Evidence, ...]
    extract: tuple[int, int]
    """The sentence that carries the theme, as character offsets into the text."""
    strong: bool = True


class Theme(Value, frozen=True):
    """A subject of the thematic appendix, as its vocabulary describes it."""

    id: str
    label: str
    scope: str = ""
    broader: str = ""
    see_also: tuple[str, ...] = ()


class Locator(Value, frozen=True):
    """Where an index entry points: a point by its number, or a roster line or passage by its anchor alone."""

    anchor: str
    number: int | None = None


class Subentry(Value, frozen=True):
    """An indented line of the index: what, and where."""

    text: str
    locators: tuple[Locator, ...]


class IndexEntry(Value, frozen=True, tag_field="entry", tag="heading"):
    """A heading of the speaker index."""

    heading: str
    letter: str
    anchor: str
    affiliation: str = ""
    subentries: tuple[Subentry, ...] = ()


class CrossReference(Value, frozen=True, tag_field="entry", tag="see"):
    """A *see* reference from a spelling to the heading that is used."""

    heading: str
    letter: str
    see: str
    anchor: str
    """The anchor of the entry that is referred to."""
    is_slip: bool = False
    """Whether the spelling is the heading's but for a slip: it stands in drafts alone."""


class Extract(Value, frozen=True):
    """One line of the appendix: who said it, the sentence that carries the theme, and where it stands."""

    speaker: str
    """The display name of whose words it is; empty for what is nobody's."""
    session: str
    text: str
    marks: tuple[tuple[int, int], ...]
    """The matched words, as character offsets into `text`."""
    locator: Locator
    reasons: tuple[EvidencePart, ...] = ()
    """What beside words of the text the assignment hangs on: without it the words would not have been enough."""
    kind: str = "discussion"
    """What it is taken from: point, discussion, decision, action, narrative; told where the words are nobody's."""
    sentence: tuple[int, int] = (0, 0)
    """Where its sentence stands in the passage, so that it can be told under which themes it stands."""
    score: float = 0
    """How strong the evidence for the theme is."""


class ThemeEntry(Value, frozen=True):
    """One theme of the appendix with its extracts in the order of the document."""

    theme: Theme
    anchor: str
    extracts: tuple[Extract, ...]
    see_also: tuple[str, ...] = ()
    """Ids of related themes that have an entry of their own."""


# --- Of several reports -------------------------------------------------------------------------------


class Citation(Value, frozen=True):
    """Where an entry of a volume points in one report, told by its label; anchors are those of the volume."""

    report: str
    locators: tuple[Locator, ...]


class CumulativeLine(Value, frozen=True):
    """An indented line of the index of a volume."""

    text: str
    citations: tuple[Citation, ...]
    session_of: str = ""
    """The label of the report whose session it is; empty for a theme."""


class CumulativeEntry(Value, frozen=True, tag_field="entry", tag="cumulative"):
    """A heading of the index of a volume: one person, whatever the reports call her."""

    heading: str
    letter: str
    anchor: str
    affiliation: str = ""
    lines: tuple[CumulativeLine, ...] = ()


class ThemeInReport(Value, frozen=True):
    """How often a theme is taken up in a report, and where by whom."""

    report: str
    times: int
    voices: tuple[Subentry, ...]


class CumulativeTheme(Value, frozen=True):
    """A theme of a volume with the reports that take it up."""

    theme: Theme
    anchor: str
    reports: tuple[ThemeInReport, ...]
