"""The rules for headings and rosters: each takes the paragraph at its place, or leaves it to the next rule."""

from hsreport.language import grammar
from hsreport.model import Attribution, Participation
from hsreport.parse import attribution as said
from hsreport.parse import faults
from hsreport.parse.drafts import PartDraft, is_inner, level_of
from hsreport.parse.headings import HeadingLine
from hsreport.parse.page import Page
from hsreport.parse.paragraphs import Paragraph
from hsreport.parse.people import RosterLine, person_line, role_after, role_of, roster_line
from hsreport.values import Role, SourceSpan

_ROLES_BY_TITLE = {"keynote": Role.KEYNOTE}
"""What people are whose names stand without a label under a heading that begins so."""


def opens_part(page: Page, at: int) -> bool:
    """A heading opens a part, or stands as a heading inside the session that is open."""
    here, found = page.paragraphs[at], page.headings[at]
    if not found or (found.style == here.family and found.kind == "section" and _in_list(page, here)):
        return False
    page.close_turn()
    page.roster = ("", _ROLES_BY_TITLE.get(found.title.split(" ")[0].casefold()))
    level = level_of(found, page.levels, page.parts)
    if is_inner(found, level, page.levels, page.parts):
        page.set_heading(here)
        return True
    page.levels.setdefault(found.style, level)
    page.parts.append(PartDraft(found, here.span, here.span, level))
    return True


def _in_list(page: Page, here: Paragraph) -> bool:
    """Whether a short numbered line goes on with the numbers of the items before it."""
    last = page.part.ordinals.get(here.family)
    return last is not None and here.marks[0].ordinal == last + 1 and page.turn is not None


def on_roster(page: Page, at: int) -> bool:
    here = page.paragraphs[at]
    label = here.text.rstrip(" :：")
    role = role_of(label) if not here.marks and label[:1].isupper() else None
    if role and page.part.heading and _is_roster_next(page, at):
        page.close_turn()
        page.waiting, page.roster = here, (label, role)
        return True
    line = roster_line(here.text)
    if not line or not _fits_roster(page, line, at):
        return False
    if here.family in {"paren", "dot", "half"} and line.label:
        _announce(page, line, at)
    elif page.part.heading:
        _enter(page, line, here)
    else:
        page.narrate(here, discussion=False)
        _give_parts(page, line, here)
    return True


def _announce(page: Page, line: RosterLine, at: int) -> None:
    """“(2) Keynote: X, ...”: a heading of its own, and the lead of the list that follows it."""
    here, following = page.paragraphs[at], page.following(at)
    page.close_turn()
    opens = here.family in page.levels
    if opens:
        heading = HeadingLine("section", here.family, here.label, here.text)
        page.parts.append(PartDraft(heading, here.span, here.span, page.levels[here.family]))
    if following and following.family not in {"", here.family}:
        person = line.people[0][1]
        attribution = Attribution(person.name.printed, person.name, affiliation=person.affiliation)
        page.open_turn(attribution, here, lead="" if opens else here.text)
    elif not opens:
        page.set_heading(here)
    _give_parts(page, line, here)


def _give_parts(page: Page, line: RosterLine, here: Paragraph) -> None:
    role = line.role or Role.SPEAKER
    page.part.played += [(said.RolePlayed(role, each.name, printed), here.span) for printed, each in line.people]


def _is_roster_next(page: Page, at: int) -> bool:
    following = page.following(at)
    return following is not None and roster_line(following.text) is not None


def _fits_roster(page: Page, line: RosterLine, at: int) -> bool:
    """Whether the place is one for a roster: under a heading, before anything is said there."""
    here, following = page.paragraphs[at], page.following(at)
    if line.label and grammar.LABEL.match(here.text.lstrip("(（")):
        return True
    if page.roster is None or not page.parts or page.part.heading is None:
        return False
    listed = following is not None and following.family not in {"", here.family}
    leads = listed and not (following and (said.is_lead(following.text) or person_line(following.text)))
    return not leads or (bool(page.part.roster) and not here.gap)


def _enter(page: Page, line: RosterLine, here: Paragraph) -> None:
    before, page.turn = page.roster or ("", None), None
    label, span = line.label, here.span
    role = line.role or role_after(*before)
    if page.waiting:
        label, span = before[0], SourceSpan(page.waiting.span.first, here.span.last)
        role, page.waiting = before[1] or role, None
    for printed, person in line.people:
        page.part.roster.append(
            Participation(person.name, role, span, label, person.affiliation, printed, page.anchors.new("roster"))
        )
        page.findings += faults.missing_comma(person, printed, here.span)
        label = ""
    page.roster = (line.label, line.role) if line.label else before
