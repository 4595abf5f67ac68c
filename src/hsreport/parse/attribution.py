"""Who a sentence gives the floor to.

A sentence names its speaker only where one person stands as its subject before a verb of saying
(`grammar.toml`). "As Mr. X noted", "Mr. A and Ms. B said", "it was said that Mr. X ..." give nobody.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from hsreport.language import grammar
from hsreport.language.spellings import folded
from hsreport.model import Attribution
from hsreport.parse.names import Mention, mentions, whole_name
from hsreport.parse.people import Known, affiliation, announcing, role_of, speaker_name, turn_label
from hsreport.values import PersonName, Role

_SUBJECT_WITHIN = 600
"""A subject is looked for in the first characters of a sentence, so that a line without an end costs no more."""
_SENTENCE_WITHIN = 2000
_SENTENCE_END = re.compile(r"(?<=[.!?])[\"”’')\]]*\s+(?=[\"“‘'(\[]?[A-Z0-9])")
_ABBREVIATION = re.compile(
    rf"(?:\b(?i:{'|'.join(map(re.escape, grammar.HONORIFICS))}|st|vs|No|Inc|Ltd|Jr|Sr|e\.g|i\.e|cf|ret)|\b[A-Z])\.$"
)
_APPOSITIVE = r"(?P<apposition>(?:\s*\([^)]{1,120}\)|\s*,\s[^.;:]{2,200}?,|\s+(?:of|from|for|at|representing)\s+[^.;:]{2,90}?){0,2}?)"
_SAYS = re.compile(_APPOSITIVE + ",?" + grammar.SAID.pattern)
_NOT_SUBJECT = frozenset(
    [
        "as",
        "by",
        "to",
        "with",
        "of",
        "from",
        "than",
        "when",
        "after",
        "because",
        "before",
        "if",
        "while",
        "that",
        "and",
        "or",
        "like",
        "for",
        "against",
        "about",
    ]
)
_LINKS = grammar.words("of for the and to in on at - – then former our next")
_INTRODUCING = re.compile(
    r"(?:in|on|at|during|after|following|regarding|concerning|from|responding|replying|turning|speaking|finally|next|then|also|"
    r"first|second|third|lastly|similarly|meanwhile|however|moreover|for|as for|with|commenting|referring|drawing|asked|citing|noting)\b",
    re.IGNORECASE,
)
_DASHED_TURN = re.compile(r"(?P<label>[^-–—,:;]{3,60}?)\s+[-–—]{1,2}\s+.*[.?!]$", re.DOTALL)
_SLIPPED_TURN = re.compile(r"(?P<label>[^,:;]{3,60});\s+(?=[A-Z\"“]).*[.?!]$", re.DOTALL)
"""A turn whose colon came out as a semicolon."""
_REPRESENTED = re.compile(r"(?:The )?(?P<body>[A-Z][^()（）.:;]{2,60}?)\s*[(（](?P<name>[^()（）]{3,60})[)）]")
"""“Brazil (Dr. X)”: who speaks for a country or an organization."""
_THE_OFFICE = re.compile(r"\b[Tt]he (?P<office>[\w-]+(?: [\w-]+)?),\s+$")
_PRESENTATION = re.compile(
    r"\b(?:made|gave|delivered|presented)\b.{0,60}\b(?:presentations?|speech|statements?|remarks|address|lecture|report|comments?|talk|keynote)\b"
)


class RolePlayed(NamedTuple):
    """A part that a sentence gives to a person."""

    role: Role
    name: PersonName
    printed: str


def sentences(text: str) -> Iterator[str]:
    """The sentences of a paragraph; titles, initials and "No." end none."""
    start = 0
    for end in _SENTENCE_END.finditer(text):
        if not _ABBREVIATION.search(text, max(start, end.start() - 8), end.start()):
            yield text[start : end.start()]
            start = end.end()
    yield text[start:]


def speaker_of(text: str, known: Known) -> Attribution | None:
    """The one person, or the office, to whom the first sentence of a text gives what follows."""
    first = next(sentences(text))[:_SUBJECT_WITHIN]
    spoken_for = _represented(first, known)
    if spoken_for and _SAYS.match(first, spoken_for[1]):
        return spoken_for[0]
    for mention in mentions(first, known.names):
        says = _SAYS.match(first, mention.end)
        if says and _is_subject(first[: mention.start], mention):
            words = (says["apposition"] or "").strip().strip(",").strip()
            return Attribution(
                first[mention.start : mention.end], mention.name, affiliation=affiliation(words) if words else None
            )
    for role, pattern in grammar.OFFICES.items():
        office = pattern.match(first)
        if office:
            return Attribution(office["office"], office=role)
    return None


def begins_with(text: str, known: Known) -> Attribution | None:
    """The person with a title whom a sentence begins with, whatever its verb: “Mr. X had brought three figures:”."""
    people = mentions(text[:_SUBJECT_WITHIN], known.names)
    if len(people) != 1 or people[0].start or not people[0].titled:
        return None
    return Attribution(text[: people[0].end], people[0].name)


def carried_on(text: str) -> bool:
    """“He added ...”, “Second, ...”: whether whoever spoke last goes on."""
    pronoun = grammar.PRONOUN.match(next(sentences(text)))
    return pronoun is not None or grammar.ENUMERATES.match(text) is not None


def _is_subject(before: str, mention: Mention) -> bool:
    """Whether a name that stands after these words begins the main clause of its sentence."""
    if re.search(r"\b(?:that|whether)\b", before):
        return False
    clause = re.split(r"[,;:]\s+", re.sub(r"\([^)]*\)", "", before))[-1].split()
    if not clause:
        return True
    if clause[-1].casefold() in _NOT_SUBJECT:
        return False
    titles = all(word[0].isupper() or word.casefold() in _LINKS | grammar.OFFICE_WORDS for word in clause)
    return titles or (mention.titled and _INTRODUCING.match(" ".join(clause)) is not None)


def opens_turn(text: str, known: Known, bold: str = "") -> tuple[Attribution, str] | None:
    """“X: ...”, “X (organization): ...”, “**X** - ...”, “X - ...”: who speaks, and the words that follow."""
    loose = _DASHED_TURN.match(text) or _SLIPPED_TURN.match(text)
    bold = _bold_label(text, bold)
    label = bold or turn_label(text) or (loose["label"] if loose else "")
    if not label:
        return None
    spoken_for = _represented(label, known)
    if spoken_for and spoken_for[1] == len(label):
        return spoken_for[0], re.sub(r"^\s*[:：;–—-]*\s*", "", text[len(label) :])
    outside = re.sub(r"\s*[(（][^)）]*[)）]\s*$", "", label)
    name = speaker_name(outside, known)
    if name is None or not (bold or _is_known(name, label, known)):
        return None
    words = label[len(outside) :].strip()
    found = Attribution(outside, name, affiliation=affiliation(words) if words else None)
    return found, re.sub(r"^\s*[:：;–—-]*\s*", "", text[len(label) :])


def _represented(text: str, known: Known) -> tuple[Attribution, int] | None:
    """Who speaks for whom at the head of a text, and where the words that say so end."""
    found = _REPRESENTED.match(text)
    name = speaker_name(found["name"], known) if found else None
    if not found or not name or not name.honorific or speaker_name(found["body"], known):
        return None
    return Attribution(found["name"], name, affiliation=affiliation(found["body"])), found.end()


def _bold_label(text: str, bold: str) -> str:
    """The bold words that a text begins with, with a place behind them; none where they begin a sentence."""
    if not bold or not text.startswith(bold) or text[len(bold) :].lstrip()[:1].islower():
        return ""
    label = turn_label(text)
    placed = re.fullmatch(r"\s*[(（][^)）]*[)）]", label.removeprefix(bold)) if label.startswith(bold) else None
    return label if placed else bold.rstrip(" :：")


def _is_known(name: PersonName, label: str, known: Known) -> bool:
    """Whether a label is a person's and not a catchword: titled, seen elsewhere, or used more than once."""
    seen = folded(name.family) in known.names or label in known.initials or label in known.turns
    return bool(name.honorific) or seen


def announces(text: str, known: Known) -> Attribution | None:
    """“Professor X's arguments:”, “Statement by Ms. Y”: a line that says whose words follow."""
    words = announcing(text)
    name = speaker_name(words, known) or whole_name(re.sub(r"^the\s+", "", words))
    return Attribution(words, name) if name else None


def is_lead(text: str) -> bool:
    """Whether a sentence only gives the floor: it ends with a colon, or reports a presentation and no content."""
    all_sentences = list(sentences(text))
    if len(all_sentences) > 1:
        return False
    return text.rstrip().endswith((":", "：", "follows.", "follows;")) or (
        _PRESENTATION.search(text) is not None and not re.search(r"\bthat\b|\bin which\b", text)
    )


def roles_played(text: str, known: Known) -> list[RolePlayed]:
    """The parts that the sentences of a paragraph give to people: who led off, opened, closed, whose message was read."""
    return [played for sentence in sentences(text) for played in _roles_in(sentence[:_SENTENCE_WITHIN], known)]


def _roles_in(sentence: str, known: Known) -> Iterator[RolePlayed]:
    people = mentions(sentence, known.names)
    were = grammar.ROLES_WERE.search(sentence)
    role = role_of(were["label"]) if were else None
    if were and role:
        holders = (mention for mention in people if mention.start >= were.end())
        yield from (RolePlayed(role, mention.name, sentence[mention.start : mention.end]) for mention in holders)
        return
    bounds = [0, *(mention.end for mention in people)]
    for at, mention in enumerate(people):
        before = sentence[bounds[at] : mention.start]
        after = _shared_predicate(sentence, people, at)
        says = _SAYS.match(sentence, mention.end)
        for row in grammar.ROLES:
            opened = row.opener is not None and says is not None and row.opener.match(sentence)
            named = (row.before is not None and row.before.search(before)) or _is_titled_so(row, before)
            if named or opened or (row.sentence is not None and _predicate(row.sentence, after)):
                yield RolePlayed(row.role, mention.name, sentence[mention.start : mention.end])
                break


def _is_titled_so(row: grammar.RoleRow, before: str) -> bool:
    """“The Chairman, Mr. X, ...”: an office with the article, then the name of its holder."""
    office = _THE_OFFICE.search(before)
    return office is not None and row.label.fullmatch(office["office"]) is not None


def _predicate(verb: re.Pattern[str], after: str) -> bool:
    """Whether a verb stands right after a name, an apposition between them or not."""
    return (
        re.match(_APPOSITIVE + r",?\s+(?:\w+ly\s+|then\s+|also\s+)?" + verb.pattern, after, re.IGNORECASE) is not None
    )


def _shared_predicate(sentence: str, people: tuple[Mention, ...], at: int) -> str:
    """What follows a name, or the last of the names that are joined to it by commas and "and"."""
    last = at
    while last + 1 < len(people) and re.fullmatch(
        r"\s*(?:,|,?\s+and)\s+(?:[a-z]+\s+)?", sentence[people[last].end : people[last + 1].start]
    ):
        last += 1
    return sentence[people[last].end :]
