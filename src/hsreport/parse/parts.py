"""The parts that sentences give to people: who chaired, led off, opened, closed, whose message was read."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from hsreport.language import grammar, saying
from hsreport.language.grammar import role_of
from hsreport.language.sentences import sentence_spans
from hsreport.parse.cast.members import Cast
from hsreport.parse.words.mentions import Mention, mentions
from hsreport.parse.words.verbs import Does, verb_after
from hsreport.values import Role

_SENTENCE_WITHIN = 2000
_APPOSITIVE = r"(?:\s*\([^)]{1,120}\)|\s*,\s[^.;:]{2,200}?,|\s+(?:of|from|for|at|representing)\s+[^.;:]{2,90}?){0,2}?"
_THE_OFFICE = re.compile(r"\b[Tt]he (?P<office>[\w-]+(?: [\w-]+)?),\s+$")
_JOINED = re.compile(r"\s*(?:,|,?\s+and)\s+(?:[a-z]+\s+)?")


class PartPlayed(NamedTuple):
    """A part that a sentence gives to a person, a member of the cast."""

    role: Role
    mention: Mention
    member: int


def parts_played(text: str, cast: Cast) -> list[PartPlayed]:
    """The parts that the sentences of a paragraph give to people."""
    return [
        part for start, end in sentence_spans(text) for part in _in_sentence(text[start:end][:_SENTENCE_WITHIN], cast)
    ]


def _people(sentence: str, cast: Cast) -> list[tuple[Mention, int]]:
    found = [(mention, cast.meant(mention)) for mention in mentions(sentence) if mention.words]
    return [(mention, member) for mention, member in found if isinstance(member, int)]


def _in_sentence(sentence: str, cast: Cast) -> Iterator[PartPlayed]:
    people = _people(sentence, cast)
    were = grammar.ROLES_WERE.search(sentence)
    role = role_of(were["label"]) if were else None
    if were and role:
        yield from (PartPlayed(role, mention, member) for mention, member in people if mention.start >= were.end())
        return
    bounds = [0, *(mention.end for mention, _ in people)]
    for at, (mention, member) in enumerate(people):
        before, after = sentence[bounds[at] : mention.start], _predicate_of(sentence, people, at)
        verb = verb_after(sentence[mention.end : mention.end + 300])
        says = verb is not None and verb.does is not Does.STOPS
        found = next((row.role for row in grammar.ROLES if _gives(row, sentence, before, after, says=says)), None)
        if found:
            yield PartPlayed(found, mention, member)


def _gives(row: grammar.RoleRow, sentence: str, before: str, after: str, *, says: bool) -> bool:
    """Whether the words around a name give its bearer a role."""
    office = _THE_OFFICE.search(before)
    named = (row.before is not None and row.before.search(before)) or (office and row.label.fullmatch(office["office"]))
    opened = row.opener is not None and says and row.opener.match(sentence)
    return bool(named or opened or (row.sentence is not None and _predicate(row.sentence, after)))


def _predicate(verb: re.Pattern[str], after: str) -> bool:
    """Whether a verb stands right after a name, an apposition between them or not."""
    return (
        re.match(_APPOSITIVE + r",?\s+(?:\w+ly\s+|then\s+|also\s+)?" + verb.pattern, after, re.IGNORECASE) is not None
    )


def _predicate_of(sentence: str, people: list[tuple[Mention, int]], at: int) -> str:
    """What follows a name, or the last of the names that are joined to it by commas and "and"."""
    last = at
    while last + 1 < len(people) and _JOINED.fullmatch(sentence[people[last][0].end : people[last + 1][0].start]):
        last += 1
    return sentence[people[last][0].end :]


_OWNER = re.compile(
    rf"^(?:(?i:{saying.ACTION_WORDS})\s*\d*\s*(?:\([^)]*\))?\s*[:：.–—-]?\s+)?(?:\[[ xX]?\]\s*)?(?!(?i:{saying.ACTION_WORDS})\b)(?P<owner>[^\W\d_a-z][\w.'’ -]{{0,40}}?)(?:\s+(?:to|will|shall)\s|\s*[:：–—-]\s)|[(\[](?P<end>[^\W\d_a-z][\w.,'’ /-]{{1,40}}?)(?:[,;]\s[^()]*)?[)\]]\.?$"
)
_DUE = re.compile(
    r"\b(?:by|before|until|due|deadline:?)\s(?P<due>(?:the\s)?(?:end of\s)?(?:next\s)?[\w., ]{2,40}?)(?=[.;)\]]|$)"
)


def who_and_when(text: str) -> tuple[str, str]:
    """The owner and the date of an action item as printed: "AI: JS to write the draft by 3 May" gives "JS", "3 May"."""
    owner, due = _OWNER.search(text), _DUE.search(text)
    return ((owner["owner"] or owner["end"]).strip() if owner else ""), (due["due"].strip() if due else "")
