"""A handout on its pages: one edition, set by the templates of the house as PDF, Word file or web page."""

from collections.abc import Mapping
from typing import NamedTuple

from hsreport.editions.cut import Choice, Kind, speaker_named, theme_named
from hsreport.model import Action, Decision, HeadKind, Report, Speaker
from hsreport.render.html.page import in_one_file
from hsreport.render.html.places import Locations
from hsreport.render.html.quotes import shown
from hsreport.render.html.templating import Medium, PartOfBook, filled
from hsreport.render.html.view import GlanceRow, Matrix, contents_line, view_of
from hsreport.render.pdf.book import Document, PdfFile, Press, folios, html_of
from hsreport.render.style.tokens import HouseStyle
from hsreport.render.word.file import DocxFile, docx_from_html

TEMPLATE = "handout.html"
LARGE, RULED = ("css/handout-large.css",), ("css/handout-notes.css",)
RUN_ON = {Kind.SPEAKER, Kind.THEME, Kind.BRIEF}
"""Editions in which all follows on the page where the points end."""
BODY_END = "body-end"
LINE_MM, FEWEST_LINES = 9, 4
"""How far the lines for notes lie apart, and how many make room for notes."""
MM_OF_PX = 25.4 / 96


class Handout(NamedTuple):
    """An edition, and what its templates show beside it."""

    edition: Report
    kind: Kind
    title: str = ""
    """The heading above the parts, where the edition has one."""
    about: str = ""
    """A line under it: an affiliation, a scope note."""
    glance: tuple[GlanceRow, ...] = ()
    """The sessions of the full document, for the brief."""
    matrices: tuple[Matrix, ...] = ()
    left_out: Locations = Locations((), (), ())
    """Points and passages that a brief has no room for."""
    points_left_out: int = 0
    not_shown: tuple[str, ...] = ()
    """What else it has no room for, in words."""
    cite: str = ""
    """How to cite the summary."""
    people: tuple[Speaker, ...] = ()
    """Who took part, as a list by itself; for the Chatham House Rule."""
    rule: bool = False
    """Whether the edition is one without attribution."""
    lines: bool = False
    """Whether the margin is ruled for notes."""
    large: bool = False
    room_mm: float = 0
    """The height of the room for notes at the end of a session."""

    @property
    def name(self) -> str:
        """What the edition is called in the file's properties."""
        parts = self.edition.symposium.parts
        own = contents_line(parts[0]).words if self.kind is Kind.SESSION and parts else ""
        return self.title or own or ("in brief" if self.kind is Kind.BRIEF else "")

    @property
    def named(self) -> bool:
        """Whether the sessions at a glance tell who took part."""
        return not self.rule and any(any(row.people) for row in self.glance)

    @property
    def first_point(self) -> int:
        """The first point of the edition, as an example of a citation; 0 where there is none."""
        return next((passage.point.number for passage in self.edition.symposium.passages() if passage.point), 0)

    @property
    def sheets(self) -> tuple[str, ...]:
        """The style sheets that a print of it has beside those of the book."""
        return ("css/handout.css", *LARGE * self.large, *RULED * self.lines)

    @property
    def spaced(self) -> bool:
        """Whether the body ends with room for notes, where the last page has it."""
        return self.kind is Kind.SESSION and not self.lines

    @property
    def backed(self) -> bool:
        """Whether anything stands behind the body: an index, themes, or in a whole document what was settled."""
        edition = self.edition
        settled = self.kind is Kind.WHOLE and any(
            isinstance(block, Decision | Action) for _, block in edition.symposium.walk()
        )
        return bool(edition.speaker_index or edition.appendix or settled)

    @property
    def runs_on(self) -> bool:
        """Whether index, themes and how to cite follow on the page where the points end."""
        return self.kind in RUN_ON

    @property
    def body_end(self) -> str:
        """The anchor of that room."""
        return BODY_END


def prepared(edition: Report, whole: Report, choice: Choice) -> Handout:
    """Prepare the handout of an edition of `whole`; both are without attribution where the rule asks for it."""
    brief = choice.kind is Kind.BRIEF
    view = view_of(whole)
    title, about = _heading(whole, choice)
    return Handout(
        edition,
        choice.kind,
        title,
        about,
        view.glance if brief else (),
        view.matrices if brief else (),
        cite=citation(whole),
    )


def _heading(whole: Report, choice: Choice) -> tuple[str, str]:
    if choice.kind is Kind.SPEAKER:
        speaker = speaker_named(whole, choice.of)
        return speaker.name.display, speaker.affiliations[0].bare if speaker.affiliations else ""
    if choice.kind is Kind.THEME:
        theme = theme_named(whole, choice.of).theme
        return theme.label, theme.scope
    return "", ""


def citation(report: Report) -> str:
    """Cite the summary by title, kind and date, as its head has them."""
    symposium = report.symposium
    kinds = (HeadKind.TITLE, HeadKind.KIND, HeadKind.DATE)
    said = (symposium.head_text(kind).strip(" ()[]*") for kind in kinds)
    return ", ".join(filter(None, said))


# --- Formats --------------------------------------------------------------------------------------------


def handout_pdf(handout: Handout, style: HouseStyle) -> PdfFile:
    """Render the handout as PDF/A-3a and PDF/UA-1: the body first, then its index with the pages that the body has."""
    press = Press(html_of(handout.edition, style), style, *handout.sheets)
    body = _body(press, handout, style)
    pages, whole = folios(body, str), body
    if handout.backed:
        whole = _run_on(press, handout, style, pages) or _with_back(press, handout, style, pages, body)
    return PdfFile(press.bind(whole), folios(whole, str), press.unshown)


def _run_on(press: Press, handout: Handout, style: HouseStyle, pages: Mapping[str, str]) -> Document | None:
    """Set what follows a short body on the same page; None where it would move the body, or where room is left for notes."""
    if not handout.runs_on:
        return None
    whole = press.set(handout_html(handout, style, "print", "all", pages))
    return whole if pages.items() <= folios(whole, str).items() else None


def _with_back(press: Press, handout: Handout, style: HouseStyle, pages: Mapping[str, str], body: Document) -> Document:
    back = press.set(handout_html(handout, style, "print", "back", pages), len(body.pages) + 1)
    return body.copy([*body.pages, *back.pages])


def _body(press: Press, handout: Handout, style: HouseStyle) -> Document:
    """Set the body; a session gets lines where its last page has room."""
    body = press.set(handout_html(handout, style, "print", "body"))
    room = _room(body, style)
    if room < FEWEST_LINES:
        return body
    ruled = press.set(handout_html(handout._replace(room_mm=room * LINE_MM), style, "print", "body"))
    return ruled if len(ruled.pages) == len(body.pages) else body


def _room(body: Document, style: HouseStyle) -> int:
    """Count the lines for notes that fit under the text of the last page; none where none are wanted."""
    end = body.pages[-1].anchors.get(BODY_END)
    return int((style.page.height_mm - style.page.bottom_mm - end[1] * MM_OF_PX) // LINE_MM) if end else 0


def handout_docx(handout: Handout, style: HouseStyle) -> DocxFile:
    """Render the handout as a Word file; its index gives points alone, for the pages are Word's own."""
    return docx_from_html(handout_html(handout, style, "word", "all"), style)


def handout_web(handout: Handout, style: HouseStyle) -> bytes:
    """Render the handout as one web page."""
    return in_one_file(handout_html(handout, style, "web", "all"), style, *LARGE * handout.large)


def handout_html(
    handout: Handout, style: HouseStyle, medium: Medium, part: PartOfBook, pages: Mapping[str, str] | None = None
) -> str:
    """Render the HTML that a handout is made from, for a medium; for print the body alone, the back matter or both."""
    if medium != "word":
        handout = shown(handout, style)
    return filled(TEMPLATE, handout.edition, style, handout=handout, medium=medium, part=part, pages=pages or {})
