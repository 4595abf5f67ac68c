"""What is ordered and what comes of it: from a report and the wishes of the command line to the files of one handout."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from hsreport.editions.chatham_house.everybody import NOTHING_SETTLED, Settled
from hsreport.editions.chatham_house.rule import without_attribution
from hsreport.editions.cut import Choice, Kind, edition, session_named, speaker_named, theme_named
from hsreport.errors import SettingsError
from hsreport.findings import finding
from hsreport.language.collation import sort_key
from hsreport.model import Report, Speaker
from hsreport.render.handout.brief import BRIEF_PAGES, fitted
from hsreport.render.handout.pages import Handout, handout_docx, handout_pdf, handout_web, prepared
from hsreport.render.html.runs import printed_words
from hsreport.render.html.view import PLAIN
from hsreport.render.pdf.impose import Layout, Sheets, impose
from hsreport.render.style.glyphs import lacking
from hsreport.render.style.tokens import HouseStyle
from hsreport.render.style.worn import gray, large_print, on_page, punched, refuse_narrow, with_notes
from hsreport.values import Finding, Format, Role, Value

UNNAMED = "summary"
"""What a source is called whose own name may be that of a person, before the first figures of its SHA-256."""

BRIEF_ON = {Layout.FOUR_UP: 4, Layout.BOOKLET: 4}
"""The most pages of a brief where one sheet holds more of them."""


class Order(Value, frozen=True):
    """One handout as it is wanted."""

    choice: Choice = Choice()
    sheets: Sheets = Sheets(Layout.SINGLE)
    all_sessions: bool = False
    """Whether there is to be a handout for each session, in a folder, instead of the choice."""
    large: bool = False
    lines: bool = False
    gray: bool = False
    punch: bool = False
    chatham_house: bool = False
    settled: Settled = NOTHING_SETTLED
    """What is known of words that could be names, for an edition under that rule."""
    participants: bool = False
    """Whether a list of who took part stays in an edition under the Chatham House Rule."""


class Made(NamedTuple):
    """The files of a handout by format, and what was found on the way."""

    files: dict[Format, bytes]
    findings: tuple[Finding, ...]


def make(report: Report, style: HouseStyle, order: Order, formats: Sequence[Format]) -> Made:
    """Make a handout in these formats. Raises `SettingsError` for wishes that do not go together, or do not fit the paper."""
    _refuse(order, formats)
    handout, found = _handout(report, order)
    look = _look(style, order)
    most = BRIEF_ON.get(order.sheets.layout, BRIEF_PAGES)
    handout = fitted(handout, look, most, for_word=Format.DOCX in formats)
    files: dict[Format, bytes] = {}
    notes = [*found]
    for wanted in formats:
        if wanted is Format.PDF:
            pdf = handout_pdf(handout, look)
            files[wanted], more = _on_sheets(pdf.data, order.sheets)
            notes += (*more, *lacking(printed_words(handout.edition.symposium), look, pdf.unshown))
        elif wanted is Format.DOCX:
            made = handout_docx(handout, look)
            files[wanted] = made.data
            notes += made.findings
        else:
            files[wanted] = handout_web(handout, look)
    return Made(files, tuple(notes))


def file_stem(source_stem: str, report: Report, order: Order) -> str:
    """Name a handout's files, without the ending: after the source, then what sets this handout apart; in a folder, if of many."""
    stem = f"{UNNAMED}-{report.source.sha256[:8]}" if order.chatham_house else source_stem
    return f"{stem}-sessions/" * order.all_sessions + "-".join((stem, *_marks(report, order)))


def orders(report: Report, order: Order) -> Iterator[Order]:
    """Order a handout, or one for each session."""
    sessions = report.symposium.sessions if order.all_sessions else ()
    yield from (replace(order, choice=Choice(Kind.SESSION, session.id)) for session in sessions)
    if not order.all_sessions:
        yield order


def _marks(report: Report, order: Order) -> Iterator[str]:
    kind, name = order.choice.kind, order.choice.of
    if kind is Kind.SESSION:
        yield f"session-{session_named(report, name).id}"
    elif kind is Kind.SPEAKER:
        yield speaker_named(report, name).id
    elif kind is Kind.THEME:
        yield theme_named(report, name).theme.id
    else:
        yield "brief" if kind is Kind.BRIEF else "handout"
    flags = {"large-print": order.large, "notes": order.lines, "gray": order.gray, "chatham-house": order.chatham_house}
    yield from (name for name, set_ in flags.items() if set_)
    if order.sheets.layout is not Layout.SINGLE:
        yield order.sheets.layout


# --- Steps ----------------------------------------------------------------------------------------------


def _refuse(order: Order, formats: Iterable[Format]) -> None:
    paper_alone = [
        word
        for word, wanted in (
            (f"the layout {order.sheets.layout}", order.sheets.layout is not Layout.SINGLE),
            ("ruled notes", order.lines),
        )
        if wanted
    ]
    others = [other for other in formats if other is not Format.PDF]
    if paper_alone and others:
        raise SettingsError(
            f"{paper_alone[0]} is for paper, not for {others[0]}", hint="leave out --formats, or ask for pdf"
        )
    if order.large and Format.DOCX in formats:
        raise SettingsError("large print is made as pdf and html", hint="in Word, build with --style large-print")
    if order.chatham_house and order.choice.kind is Kind.SPEAKER:
        raise SettingsError(
            "what one speaker said cannot be told without telling who", hint="take out --speaker or --rule"
        )
    if order.punch and order.sheets.layout is Layout.BOOKLET:
        raise SettingsError("a booklet is stitched, not punched", hint="take out --punch, or choose another layout")


def _handout(report: Report, order: Order) -> tuple[Handout, tuple[Finding, ...]]:
    cut = edition(report, order.choice)
    handout, found = prepared(cut, report, order.choice), tuple[Finding, ...]()
    if order.chatham_house:
        bare = without_attribution(cut, report, order.settled)
        whole = without_attribution(report, report, order.settled).report
        present = _present(report) if order.participants else ()
        people = sorted(present, key=lambda speaker: sort_key(speaker.name.heading))
        handout = prepared(bare.report, whole, order.choice)._replace(rule=True, people=tuple(people))
        found = bare.findings
    return handout._replace(large=order.large, lines=order.lines), found


def _present(report: Report) -> Iterator[Speaker]:
    """List who took part; whoever only sent a message did not."""
    for speaker in report.speakers:
        if any(appearance.role is not Role.MESSAGE for appearance in speaker.appearances):
            yield speaker


def _look(style: HouseStyle, order: Order) -> HouseStyle:
    """Adapt the house style to the paper that a page gets, and to all that is wished for."""
    width, height = order.sheets.page_mm
    style = replace(style, parts=PLAIN.parts)
    look = large_print(style, width, height) if order.large else on_page(style, width, height)
    for wanted, change in ((order.lines, with_notes), (order.punch, punched), (order.gray, gray)):
        look = change(look) if wanted else look
    refuse_narrow(look, hint="take larger paper (--paper A3), or fewer pages on a sheet (--layout single)")
    return look


def _on_sheets(pages: bytes, sheets: Sheets) -> tuple[bytes, tuple[Finding, ...]]:
    if sheets.layout is Layout.SINGLE and not sheets.crop_marks:
        return pages, ()
    placed = impose(pages, sheets)
    return placed.data, (finding("HS541", None, number=placed.links),) if placed.links else ()
