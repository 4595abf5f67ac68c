"""Whom the words of a label name: members, the floor, or nobody."""

import re

from hsreport.language import gazetteer, grammar, people, saying
from hsreport.language.grammar import role_of
from hsreport.language.people import plain
from hsreport.parse.cast.members import THING, Cast, Unknown
from hsreport.parse.lists.people import person_at
from hsreport.parse.speech.actors import Setting
from hsreport.parse.words.labels import people_in, whole_mention
from hsreport.parse.words.mentions import mentions

FLOOR: tuple[int, ...] = ()
"""Whom a label names that is nobody's: the floor, a stranger, a body."""
_OWNED = re.compile(rf"(?P<who>.{{3,50}}?)['’]s?\s+(?:\w+\s)?(?:{saying.NOUNS})")
"""“Chair's remark”."""


_ASKED = {"Q": "examiner", "Question": "examiner", "A": "witness", "Answer": "witness", "me": "author", "Me": "author"}
_ADDRESSED = re.compile(r"\s+(?:to|→|->)\s+[^\W\d_a-z].*$")
_AGAIN = re.compile(
    rf"^(?:for|against)\b[^,:]{{0,30}},\s+|^(?:(?:{saying.NOUNS})\s)?(?:from|by|per|via|said|says|acc\.? to|according to)\s+|\s+(?:himself|herself|again|\(cont.*\)|{saying.TALK})$",
    re.IGNORECASE,
)
_HANDLE = re.compile(r"[a-z][\w.\[\]`^|-]{1,20}|[^\W\d_]\w*[_\d]\w*")
_INITIALS = re.compile(r"(?:[^\W\d_]\.?[ -]?){1,4}")
_LONGEST = 60


def named(words: str, setting: Setting, aside: str = "") -> tuple[int, ...] | None:
    """The members whom words name alone; empty for the floor and for strangers, None where they name nobody."""
    words = words.strip(' *_"“”@')
    if not 0 < len(words) <= _LONGEST:
        return None
    if words in setting.cast.shorts:
        return (setting.cast.shorts[words],)
    if words in _ASKED:
        return _held(_ASKED[words], setting)
    words = _ADDRESSED.sub("", words)
    if saying.FLOOR_LABEL.fullmatch(words):
        numbered = _held(words, setting) if words[-1:].isdigit() else FLOOR
        return numbered or (named(aside.strip(" ()[]（）"), setting) if aside else None) or FLOOR
    owned = _OWNED.fullmatch(words)
    words = owned["who"].strip() if owned else words
    several = [_single(part, setting) for part in people_in(words)]
    if len(several) > 1 and all(several):
        return tuple(dict.fromkeys(number for part in several if part for number in part))
    single = _single(re.sub(r"\s*[(（][^()（）]*[)）]$", "", words) or words, setting)
    labelled = "" if saying.ACTION.match(f"{words}:") else aside.strip(" ,/")
    return single or _enclosed(labelled, setting) or (several[0] if len(several) == 1 else None) or single


def _held(office: str, setting: Setting) -> tuple[int, ...]:
    holder = setting.offices.holder(office, setting.at)
    return (holder,) if holder is not None else FLOOR


def _enclosed(aside: str, setting: Setting) -> tuple[int, ...]:
    """The member whose name stands in brackets behind a label: "Tram Board (Ms. Quist)"."""
    found = person_at(aside.strip("()[]（） ")) if aside[:1] in {"(", "（", "["} else None
    member = setting.cast.meant(found[0], setting.near) if found else None
    return (member,) if isinstance(member, int) else ()


def _single(words: str, setting: Setting) -> tuple[int, ...] | None:
    words = _AGAIN.sub("", words)
    if words in setting.cast.shorts:
        return (setting.cast.shorts[words],)
    if _HANDLE.fullmatch(words) and words not in people.OFFICES:
        found = setting.cast.bearers((plain(words),))
        return found if len(found) == 1 else None
    if _INITIALS.fullmatch(words) and words.upper() == words:
        letters = setting.cast.by_letters(words)
        found = (letters,) if letters is not None else setting.cast.bearers((plain(words),))
        return found if len(found) == 1 else (FLOOR if len(words) < 5 and words.isalpha() else None)
    whole = whole_mention(words)
    if whole is None or (whole.words and role_of(words) is not None) or whole.key == ("court",):
        return _described(words, setting)
    member: int | Unknown | None = setting.cast.meant(whole, setting.near) if whole.words else None
    if not isinstance(member, int) and whole.words:
        body = " ".join(whole.key)
        office = whole.titles[-1] if whole.titles else ""
        sent = setting.offices.of_body(body, setting.at, exactly=not gazetteer.is_place(body), office=office)
        member = member if sent is None else sent
    if member is None:
        return _held(" ".join(whole.titles), setting)
    return (member,) if isinstance(member, int) else None if member is THING else FLOOR


def _described(words: str, setting: Setting) -> tuple[int, ...] | None:
    """“Ms. Yilmaz of the Desk”, "the delegate of Norway", "chair"."""
    bare = re.sub(r"^the\s+", "", words, flags=re.IGNORECASE)
    office, role = plain(bare), role_of(bare)
    if office.split(" ")[0] in grammar.ORDINALS and (counted := _held(office, setting)):
        return counted
    asked = office if office == "court" else role.value if role and office not in people.OFFICES else ""
    if asked:
        return _held(asked, setting) or (FLOOR if role else None)
    if office in people.OFFICES:
        return _held(office, setting) or (FLOOR if words[0].isupper() else None)
    first = next(iter(mentions(bare)), None)
    if first is None or first.start:
        return None
    if first.office:
        body = re.match(r"\s(?:of|from|for)\s(?:the\s)?(.+)", bare[first.end :])
        holder = setting.offices.of_body(body[1], setting.at) if body else None
        return (holder,) if holder is not None else FLOOR
    placed = re.match(r"\s(?:of|from|for|and|on|at)\b|[,&+(]", bare[first.end :])
    member = setting.cast.meant(first, setting.near) if placed else None
    return (member,) if isinstance(member, int) else None


def named_within(words: str, setting: Setting) -> tuple[int, ...]:
    """The one member whom words name that a program prints for somebody: "Yusuf 6A", "Ann's iPad"."""
    names = mentions(words.title() if words.islower() else words)
    found = {setting.cast.meant(mention, setting.near) for mention in names if mention.words}
    members = [member for member in found if isinstance(member, int)]
    return (members[0],) if len(members) == 1 else FLOOR


# --- Titles -------------------------------------------------------------------------------------------

_SETS_OFF = re.compile(r"(?:[(\[–—|/:,.”\"-]|\bby)\s?$")
_IS_SET_OFF = re.compile(r"\s*(?:$|[,()\]|/:.]|[–—-]\s)")
_SIGNED = re.compile(r"[.!?][\"”’]?\s*[(\[–—-]\s?$")
"""What stands before and behind a name that a title is of, and before one that signs a sentence."""


def placed_name(text: str, cast: Cast, near: frozenset[int] = frozenset()) -> tuple[int, ...]:
    """The one member whom a title names in full, set off from it: "The mill (Ann Wu, Leeds)", "Talk 1. Nets. Ann Wu"."""
    named = [
        (mention, member)
        for mention in mentions(text)
        if len(mention.key) > 1 and isinstance(member := cast.meant(mention, near), int)
    ]
    if len({member for _, member in named}) != 1:
        return ()
    mention, member = named[0]
    before, behind = text[: mention.start], text[mention.end :]
    set_off = (not before or _SETS_OFF.search(before)) and not _SIGNED.search(before) and _IS_SET_OFF.match(behind)
    return (member,) if set_off and not saying_in(behind) else ()


def saying_in(text: str) -> bool:
    """Whether a text has a verb that reports speech."""
    return any(word in saying.SAY for word in re.findall(r"[a-z]+", text))
