"""Everybody and everything that a sentence names: members, pronouns, offices, strangers, things."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from hsreport.language import gazetteer, people, saying
from hsreport.language.people import plain
from hsreport.parse.cast.members import STRANGER, THING, Cast, Unknown
from hsreport.parse.cast.offices import OF_MEETING, OF_MEETINGS, Offices, office_name
from hsreport.parse.cast.places import ALONE, WITHIN
from hsreport.parse.words.mentions import mentions
from hsreport.parse.words.verbs import Does, verb_after


class Setting(NamedTuple):
    """What a sentence is read against: who there is, and who is near."""

    cast: Cast
    offices: Offices
    near: frozenset[int]
    at: int
    """The paragraph."""


class Actor(NamedTuple):
    """Somebody or something that a sentence names: a member, a pronoun, or neither."""

    start: int
    end: int
    who: int | str | Unknown
    titled: bool
    named: bool = False
    """Whether it is a name, and no office."""


_PRONOUN = re.compile(
    r"(?<![\w'’])(?P<who>[Hh]e|[Ss]he)(?=\s|['’](?:d|s|ll)\b|,)|(?<=\bby )(?P<agent>him|her)(?=[,.;]|\s(?:that|at|to|in|on|for|and|as|with)\b)"
)
_BEFORE = 12
_BEGINS = re.compile(r"(?:^|[.;:!?]\s|\b(?:and|that|while)\s)[\W\d]*$")
"""Before a country that speaks: "Kenya asked ...", and no place where something is."""
_OWN = re.compile(
    rf"^\W*(?P<who>His|Her)\s(?:own\s|main\s|first\s|second\s|last\s|final\s|closing\s|other\s)?(?:{saying.NOUNS})\b(?=\s*(?:was|is|were|:|that))"
)
_OWNED = re.compile(r"['’]s?\s")
_OFFICE = re.compile(
    rf"\b(?:[Tt]he|[Oo]ur|[Tt]his)\s(?P<words>(?:[\w'’-]+\s){{0,3}}?)(?P<office>(?i:{'|'.join(sorted(people.OFFICES, key=len, reverse=True))}|{people.OCCUPATION.pattern}))\b(?!-)(?:\s(?:of|from|for)\s(?:the\s)?(?P<body>[^\W\d_a-z][\w'’-]*(?:\s[^\W\d_a-z][\w'’-]*)*)(?:\s(?:delegation|side|party|team)\b)?)?"
)


def actors(text: str, setting: Setting) -> Iterator[Actor]:
    """Everybody and everything that a sentence names, in order."""
    found = [*_named(text, setting)]
    taken = [(actor.start, actor.end) for actor in found if actor.who is not THING]
    for actor in _described(text, setting):
        if not any(start < actor.end and actor.start < end for start, end in taken) and not _is_apposed(
            text, actor, found
        ):
            found = [other for other in found if not (other.who is THING and actor.start <= other.start < actor.end)]
            found.append(actor)
    for match in _PRONOUN.finditer(text):
        who = match["who"].casefold() if match["who"] else {"him": "he", "her": "she"}[match["agent"]]
        found.append(Actor(match.start(), match.end(), who, False))
    own = _OWN.match(text)
    if own:
        found.append(Actor(own.start("who"), own.end(), "he" if own["who"] == "His" else "she", False))
    yield from sorted(found, key=lambda actor: actor.start)


@lru_cache(maxsize=8)
def _handles(names: tuple[str, ...]) -> re.Pattern[str] | None:
    return re.compile(rf"(?<![\w])(?:{'|'.join(map(re.escape, names))})(?![\w])") if names else None


def _named(text: str, setting: Setting) -> Iterator[Actor]:
    placed = [*WITHIN.finditer(text)]
    for found in placed:
        holder = setting.offices.holder(found[0], setting.at)
        yield Actor(found.start(), found.end(), STRANGER if holder is None else holder, True)
    handles = _handles(setting.cast.handles)
    for found in handles.finditer(text) if handles else ():
        short = setting.cast.shorts.get(found[0])
        bearers = setting.cast.bearers((plain(found[0]),)) if short is None else (short,)
        if len(bearers) == 1:
            yield Actor(found.start(), found.end(), bearers[0], False)
    for mention in mentions(text):
        if any(found.start() <= mention.start < found.end() for found in placed) or (
            handles and handles.fullmatch(text, mention.start, mention.end)
        ):
            continue
        if mention.office:
            held_by = _holder(" ".join(mention.titles), text[mention.end :], setting)
            yield Actor(mention.start, mention.end, held_by, True)
            continue
        who = setting.cast.meant(mention, setting.near)
        place = not isinstance(who, int) and not mention.titles and gazetteer.is_place(" ".join(mention.key))
        if place and _BEGINS.search(text[max(0, mention.start - _BEFORE) : mention.start]):
            sent = setting.offices.of_body(" ".join(mention.key), setting.at)
            who = who if sent is None else sent
        word = mention.key[0] if len(mention.key) == 1 else ""
        common = (
            mention.begins
            and word
            and not mention.titles
            and (word in people.FUNCTION | people.CALENDAR or setting.cast.lower.get(word, 0) > 1)
        )
        if isinstance(who, int) and common and not gazetteer.is_given(word):
            verb = verb_after(text[mention.end : mention.end + 80])
            if not (verb and verb.does is Does.SAYS):
                continue
        yield Actor(mention.start, mention.end, who, bool(mention.titles), True)


def _holder(office: str, behind: str, setting: Setting) -> int | Unknown:
    body = re.match(r"\s(?:of|for|from)\s(?:the\s)?(?P<body>[^\W\d_a-z][\w'’-]*(?:\s[^\W\d_a-z][\w'’-]*)*)", behind)
    holder = setting.offices.of_body(body["body"], setting.at) if body else None
    return setting.offices.asked(office, setting.at) if holder is None else holder


def _described(text: str, setting: Setting) -> Iterator[Actor]:
    """“the former minister”, "the delegate of Norway", "the Norwegian delegate"."""
    for found in _OFFICE.finditer(text):
        who = setting.offices.of_body(found["body"], setting.at) if found["body"] else None
        nation = found["words"].split()
        if who is None and nation and nation[-1][:1].isupper():
            who = setting.offices.of_body(nation[-1], setting.at)
        office = f"{found['words']}{found['office']}"
        body = found["body"] and not OF_MEETING.match(f" of {found['body']}")
        elsewhere = office_name(found["office"]) in OF_MEETINGS and (body or _OWNED.search(found["words"]))
        held = STRANGER if elsewhere else setting.offices.asked(office, setting.at)
        yield Actor(found.start(), found.end(), held if who is None else who, True)
    for found in ALONE.finditer(text):
        holder = setting.offices.holder(f"{found['ordinal']} speaker", setting.at)
        if holder is not None:
            yield Actor(found.start(), found.end(), holder, True)


def _is_apposed(text: str, office: Actor, found: Sequence[Actor]) -> bool:
    """Whether an office stands beside a name and is no actor of its own."""
    for actor in found:
        if actor.who is THING:
            continue
        between = text[actor.end : office.start] if actor.end <= office.start else None
        if (
            between is not None
            and re.fullmatch(r"(?:\s\([^)]*\))?(?:,|\s\()\s?(?:and\s)?(?:then\s|our\s)?(?:[\w'’-]+,?\s){0,4}", between)
            and not (verb_after(between + "x") or re.search(r"\band\s", between))
        ):
            return True
        if office.end <= actor.start and re.fullmatch(
            r"(?:\s(?:of|from|for)\s[\w'’ ]{2,40})?,?\s?\(?", text[office.end : actor.start]
        ):
            return True
    return False
