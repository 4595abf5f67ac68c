"""The head of a summary: title, theme, kind, date, place and organizer, in whatever order they stand."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from msgspec.structs import replace

from hsreport.language import gazetteer, grammar
from hsreport.language.letters import comparable
from hsreport.model import HeadItem, HeadKind
from hsreport.parse.headings import DATED, heading_line
from hsreport.parse.lists.labels import label_at
from hsreport.parse.lists.people import is_person_line, person_at
from hsreport.parse.paragraphs import Paragraph
from hsreport.parse.words.labels import CHAT_NEEDS, body_start, has_colon_label, is_chat
from hsreport.values import SourceSpan

_BEFORE_TITLE = 8
"""How many paragraphs may stand before a title that the format marks as the first heading."""
_LONGEST_HEAD = 12
"""How many paragraphs a head has at most, where nothing tells where it ends."""
_PROSE_LENGTH = 140
"""A paragraph longer than this many characters begins the text."""
_QUOTES = {"“": "”", '"': '"', "«": "»", "„": "“", "「": "」", "‘": "’"}
_DASHED = re.compile(r"[-–—]{1,2}\s*.+?\s*[-–—]{1,2}")


def head_length(paragraphs: Sequence[Paragraph]) -> int:
    """How many of the first paragraphs are the head: all before the first heading, roster line, prose or message of a chat."""
    paragraphs = [replace(here, text=comparable(here.text)[0], raw=comparable(here.raw)[0]) for here in paragraphs]
    if sum(is_chat(here.raw) for here in paragraphs[:_LONGEST_HEAD]) >= CHAT_NEEDS:
        return next(at for at, here in enumerate(paragraphs) if body_start(here.raw))
    title = _marked_title(paragraphs)
    for at, here in enumerate(paragraphs):
        if at < title:
            continue
        following = paragraphs[at + 1] if at + 1 < len(paragraphs) else None
        if at > title and (_begins_text(here, following) or _is_summary_section(paragraphs, at)):
            return at
        if not at and (_is_prose(here) or _is_first_session(here, following)):
            return 0
    return min(len(paragraphs), _LONGEST_HEAD)


def _marked_title(paragraphs: Sequence[Paragraph]) -> int:
    """The place of the title that the format marks: the one heading of the highest level, unless it opens a session."""
    highest = [at for at, here in enumerate(paragraphs) if here.heading == 1]
    if len(highest) != 1 or highest[0] >= _BEFORE_TITLE:
        return 0
    found = heading_line(paragraphs[highest[0]], None)
    return highest[0] if found and found.kind == "section" and not found.label else 0


def _begins_text(here: Paragraph, following: Paragraph | None) -> bool:
    signed = here.raw[:1] in _QUOTES and following and not following.gap and is_person_line(following.text)
    if _is_first_session(here, following) or signed:
        return True
    if _kind_of(here) not in {HeadKind.TITLE, HeadKind.OTHER}:
        return False
    if here.marks and here.family != "roman" and not _is_note(here):
        return True
    if here.heading or _is_roster(here.raw) or _is_prose(here):
        return True
    found = heading_line(here, following)
    if found is None or found.style not in {"bare", "capitals"}:
        return found is not None
    return following is not None and _is_prose(following)


def _is_summary_section(paragraphs: Sequence[Paragraph], at: int) -> bool:
    """Whether “Executive Summary” is a heading: prose follows, and the head has said already what kind it is."""
    here, before = paragraphs[at], paragraphs[:at]
    if at + 1 == len(paragraphs) or not here.gap or _kind_of(here) is not HeadKind.KIND or here.raw[0] in "([（":
        return False
    return _is_prose(paragraphs[at + 1]) and any(_kind_of(each) in {HeadKind.KIND, HeadKind.DATE} for each in before)


def _is_first_session(here: Paragraph, following: Paragraph | None) -> bool:
    found = heading_line(here, following)
    return found is not None and found.kind == "session" and (found.number == "1" or DATED.match(here.text) is not None)


def _is_prose(here: Paragraph) -> bool:
    if here.raw.startswith(tuple(_QUOTES)) or _is_note(here):
        return False
    ends = here.raw.rstrip('"”’)').endswith((".", ";", ":"))
    return (len(here.raw) > _PROSE_LENGTH and ends) or (ends and len(here.raw.split()) > 11)


def _is_note(here: Paragraph) -> bool:
    return any(pattern.match(here.raw) for pattern in grammar.NOTE_TEXTS)


def read_head(paragraphs: Sequence[Paragraph], ruled: Sequence[HeadItem] = ()) -> tuple[HeadItem, ...]:
    """The items of the head, notes aside, and those that are `ruled` to be of it; a quoted theme that runs over lines is one item."""
    items: list[HeadItem] = []
    for here in paragraphs:
        if items and _unclosed(items[-1].text) and here.span.first == items[-1].span.last + 1:
            items[-1] = _extended(items[-1], here)
        else:
            items.append(HeadItem(HeadKind.TITLE if here.heading == 1 else _kind_of(here), here.raw, here.span))
    return _placed(_titled(sorted((*items, *ruled), key=lambda item: item.span.first)))


def _placed(items: Iterable[HeadItem]) -> tuple[HeadItem, ...]:
    """The items, those that share a line told apart."""
    before: Counter[tuple[HeadKind, int]] = Counter()
    placed = []
    for item in items:
        here = (item.kind, item.span.first)
        placed.append(replace(item, place=before[here]))
        before[here] += 1
    return tuple(placed)


def _extended(item: HeadItem, here: Paragraph) -> HeadItem:
    span = SourceSpan(item.span.first, here.span.last)
    return replace(item, text=f"{item.text} {here.raw}", span=span)


def _unclosed(text: str) -> bool:
    close = _QUOTES.get(text[:1])
    return close is not None and close not in text[1:]


def _is_place(text: str) -> bool:
    """“City, Country”."""
    city, _, country = text.strip("()（）").rpartition(", ")
    return 0 < len(city) < 40 and city[0].isupper() and gazetteer.is_place(country)


def _is_kind(text: str) -> bool:
    bare = text
    for call in grammar.NOTE_CALLS:
        bare = call.sub("", bare)
    return grammar.HEAD_KIND.fullmatch(bare.strip()) is not None


_KINDS: tuple[tuple[HeadKind, Callable[[str], object]], ...] = (
    (HeadKind.DATE, grammar.HEAD_KEYS["date"].match),
    (HeadKind.VENUE, grammar.HEAD_KEYS["venue"].match),
    (HeadKind.ORGANIZER, grammar.HEAD_KEYS["organizer"].match),
    (HeadKind.THEME, grammar.HEAD_KEYS["theme"].match),
    (HeadKind.TITLE, grammar.HEAD_KEYS["title"].match),
    (HeadKind.KIND, _is_kind),
    (HeadKind.DATE, lambda text: len(text) < 90 and grammar.HEAD_DATE.search(text)),
    (HeadKind.VENUE, _is_place),
    (HeadKind.THEME, lambda text: text[:1] in _QUOTES or _DASHED.fullmatch(text)),
    (HeadKind.ORGANIZER, lambda text: re.match(r"(?:Ministry|Embassy|Department|Institute|Government|University|Secretariat)\b.{0,80}$", text)),
    (HeadKind.VENUE, lambda text: len(text) < 90 and re.search(r"\b(?:Hotel|Hall|Headquarters|Cent(?:re|er)|Palace|House|Building|Auditorium|Room)\b[^.]*$", text)),
)  # fmt: skip


def _kind_of(here: Paragraph) -> HeadKind:
    """What a line of the head says by its own form, its number aside; what is left over is told by its place."""
    text = here.raw if here.family == "dash" else here.text
    return next((kind for kind, test in _KINDS if test(text)), HeadKind.OTHER)


def _titled(items: list[HeadItem]) -> tuple[HeadItem, ...]:
    """The first item of no kind of its own is the title, with what follows it at once."""
    if any(item.kind is HeadKind.TITLE for item in items):
        return tuple(items)
    free = [
        at
        for at, item in enumerate(items)
        if item.kind is HeadKind.OTHER and not (has_colon_label(item.text) and (at or label_at(item.text)))
    ]
    at = free[0] if free else 0
    end = at + 1
    while (
        end < len(items) and items[end].kind is HeadKind.OTHER and items[end].span.first <= items[end - 1].span.last + 1
    ):
        end += 1
    return tuple(
        replace(item, kind=HeadKind.TITLE) if at <= number < end else item for number, item in enumerate(items)
    )


def _is_roster(text: str) -> bool:
    """Whether a line lists people behind a label."""
    label = label_at(text)
    found = person_at(text[label.end :]) if label else None
    return found is not None and label is not None and (label.role is not None or label.plural or found[0].honoured)
