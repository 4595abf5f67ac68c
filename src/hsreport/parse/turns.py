"""The rules for who speaks and what was said: each takes the paragraph at its place, or leaves it to the next rule."""

import re

from hsreport.findings import finding
from hsreport.language import grammar
from hsreport.model import Attribution
from hsreport.parse import attribution as said
from hsreport.parse import faults
from hsreport.parse.drafts import Turn
from hsreport.parse.page import Page
from hsreport.parse.paragraphs import Paragraph
from hsreport.parse.people import is_listed, names_speaker, person_line, slipped_name, speaker_name, turn_label
from hsreport.values import Role

_NUMBERED = frozenset({"paren", "half", "dot"})
_QUESTION = re.compile(r"Q\d*\s*(?:[(（][^()（）]*[)）]\s*)?[:：]\s")
"""“Q: ...”, “Q (a student): ...”: who asks is not named."""
_LETTERED = frozenset({"letter", "romanette"})
"""Lists that begin alike: “(i)” may be a letter or a number."""


def gives_floor(page: Page, at: int) -> bool:
    """A line that only names who speaks: a name heading, an announcement, a sentence before a list."""
    here, following = page.paragraphs[at], page.following(at)
    if not following or (page.turn and here.family == page.turn.items and here.family == "dash"):
        return False
    found = _lead(page, here, following)
    if not found:
        return False
    page.open_turn(found, here, lead=here.text)
    if page.turn and not following.marks:
        page.turn.goes_on = True
    return True


def _lead(page: Page, here: Paragraph, following: Paragraph) -> Attribution | None:
    lists = following.family not in {"", here.family} or len(following.marks) > 1
    if lists or names_speaker(here, page.known) or (here.family not in {"", "dash"} and not following.marks):
        person = person_line(here.text)
        name = person.name if person else speaker_name(here.text, page.known) or slipped_name(here.text, page.known)
        if person:
            page.findings += faults.missing_comma(person, here.text, here.span)
        if name:
            return Attribution(name.printed, name, affiliation=person.affiliation if person else None)
    alone = here.gap and not here.text.endswith(".")
    if (lists or alone or here.text.endswith((":", "："))) and not following.heading:
        announced = said.announces(here.text, page.known)
        if announced:
            return announced
    if lists and here.text.endswith((":", "：")):
        return said.speaker_of(here.text, page.known) or said.begins_with(here.text, page.known)
    if said.is_lead(here.text) and (lists or here.text.endswith((":", "："))):
        return said.speaker_of(here.text, page.known)
    return None


def takes_turn(page: Page, at: int) -> bool:
    """“X: ...” opens a turn that goes on over paragraphs."""
    here = page.paragraphs[at]
    if page.turn and not page.turn.goes_on and page.turn.items == "dash" == here.family:
        return False
    found = said.opens_turn(here.text, page.known, here.bold)
    if not found or not _may_speak(page):
        return False
    attribution, words = found
    lead = here.text.removesuffix(words).rstrip()
    page.open_turn(attribution, here, lead=lead)
    if page.turn:
        page.turn.goes_on = True
    if words:
        page.point(here, words, label="")
    return True


def names_nobody(page: Page, at: int) -> bool:
    """“Question: ...”, “Several participants ...” in the middle of a turn: the floor speaks."""
    here = page.paragraphs[at]
    label = turn_label(here.text)
    if not here.marks and _QUESTION.match(here.text):
        page.narrate(here, discussion=True)
        return True
    floor = grammar.FLOOR_LABEL.fullmatch(label) or (
        page.turn and page.turn.goes_on and grammar.FLOOR.search(here.text, 0, 60)
    )
    nobody = grammar.NOBODY.fullmatch(label) or (label.isupper() and len(label) < 5)
    if here.marks or not (floor or nobody):
        return False
    page.narrate(here, discussion=bool(floor))
    return True


def interrupts(page: Page, at: int) -> bool:
    """“Ms. Y replied that ...”, “JS thanked all”, “Name (place)” in the middle of the turn of another."""
    here = page.paragraphs[at]
    if not page.turn or not page.turn.goes_on or here.marks:
        return False
    person = person_line(here.text)
    if here.text.split()[0] in page.known.initials or (person and here.gap and is_listed(person.name, page.known)):
        page.narrate(here, discussion=False)
        return True
    found = said.speaker_of(here.text, page.known)
    if found is None or found.name is None:
        return False
    introduced = here.text.startswith(f"{found.printed} (")
    return (introduced or is_listed(found.name, page.known)) and says(page, at)


def goes_on(page: Page, at: int) -> bool:
    """An item of the list, or a paragraph, that belongs to the turn that is open."""
    here, turn = page.paragraphs[at], page.turn
    if turn is None or not _belongs(page, here, turn):
        return False
    if here.marks and not turn.items:
        turn.items = here.family
    page.point(here, here.text, label=here.label)
    return True


def _belongs(page: Page, here: Paragraph, turn: Turn) -> bool:
    if turn.goes_on and not turn.own_family:
        return True
    if not here.marks:
        return turn.goes_on or (bool(turn.items) and here.indent > turn.indent and here.gap)
    if len(here.marks) > 1 and here.family == turn.own_family:
        speaker = turn.attribution.name.display if turn.attribution.name else turn.attribution.printed
        page.findings.append(finding("HS203", here.span, number=here.marks[0].label.rstrip("."), speaker=speaker))
        return True
    if not turn.items:
        return here.family != turn.own_family or here.indent > turn.indent
    if here.family != turn.own_family and (_counts_on(page, here, turn) or {here.family, turn.items} == _LETTERED):
        return True
    return here.family == turn.items or (here.family == "dash" and here.family != turn.own_family)


def _counts_on(page: Page, here: Paragraph, turn: Turn) -> bool:
    """Whether an item is the next number of its list in another dress: “4.” after “3)”."""
    last = page.part.ordinals.get(turn.items)
    return {here.family, turn.items} <= _NUMBERED and last is not None and here.marks[0].ordinal == last + 1


def says(page: Page, at: int) -> bool:
    """“Mr. X said ...”: a statement of one paragraph."""
    here = page.paragraphs[at]
    found = said.speaker_of(here.text, page.known) if _may_say(page) else None
    if not found or said.is_lead(here.text):
        return False
    if any(played.role is Role.MESSAGE for played in said.roles_played(here.text, page.known)):
        return False
    page.open_turn(found, here, lead="")
    page.point(here, here.text, label=here.label)
    return True


def says_more(page: Page, at: int) -> bool:
    """“He added ...” right after a statement."""
    here = page.paragraphs[at]
    last = page.part.blocks[-1] if page.part.blocks else None
    if not isinstance(last, Turn) or not said.carried_on(here.text):
        return False
    page.turn = last
    page.point(here, here.text, label=here.label)
    return True


def narrates(page: Page, at: int) -> bool:
    here = page.paragraphs[at]
    page.narrate(here, discussion=grammar.FLOOR.search(here.text) is not None)
    return True


def _may_speak(page: Page) -> bool:
    return bool(page.parts) and (page.part.heading is not None or not any(page.headings))


def _may_say(page: Page) -> bool:
    """Whether prose can be a statement here: in a session, or anywhere if the document names no sessions."""
    if not any(page.headings):
        return True
    if not page.parts or not page.part.heading:
        return False
    return not page.has_sessions or any(part.named_session for part in page.parts)
