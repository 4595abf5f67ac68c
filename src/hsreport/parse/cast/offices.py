"""Who holds which office, so that "the Chair", "the former minister", "the delegate of Norway" name somebody."""

import re
from bisect import bisect_left, bisect_right, insort
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from math import inf
from typing import NamedTuple

from hsreport.language import gazetteer, people, saying
from hsreport.language.people import plain
from hsreport.parse.cast.members import STRANGER, Cast, Unknown
from hsreport.parse.cast.places import counted, place, places_around
from hsreport.parse.lists.rosters import Rosters
from hsreport.parse.paragraphs import Paragraph
from hsreport.parse.words.mentions import Mention, mentions
from hsreport.values import Role

_WORD = re.compile(
    r"(?<![\w-])(?:(?P<before>vice|deputy|co|ex)[- ])?(?P<office>[^\W\d_]+(?:-[^\W\d_]+)?)(?![\w-])", re.IGNORECASE
)
_OF_BODY = re.compile(r"\s+(?:of|for|at|from)\s+(?:the\s)?(?P<body>[^\W\d_a-z][\w'’-]*(?:\s[^\W\d_a-z][\w'’-]*)*)")
_PARENTHESIS = re.compile(r"\s*[(（](?P<words>[^()（）]{2,80})[)）]")
_NAMED_BODY = r",\s(?:[^\W\d_a-z][\w'’-]*\s?)+"
_APPOSITION = re.compile(rf",\s+(?P<words>[^.,;:]{{3,100}}?(?:{_NAMED_BODY}(?=,|$))?)(?:,|\.|;|$|\))")
_TOOK_CHAIR = re.compile(
    r"(?:\s\([^)]*\))?(?:,\s[^,.;]{3,60}(?=,))?,?\s(?:who\s)?(?:(?:was )?in the [Cc]hair|presided|presiding|took the [Cc]hair|chaired|was elected [Cc]hair\w*|opened [^.;]{0,60}who chaired)"
)
_WAS_CALLED = re.compile(
    r"(?:\s\([^)]*\))?\s(?:was|were)\s(?:\w+ly\s)?(?:re-)?(?:elected|appointed|chosen|designated|named)(?:\sas)?(?:\sthe)?\s(?P<words>[\w -]{3,40})"
)
_ELECTS = re.compile(r"\b(?:elected|appointed|designated|nominated|chose)\b[^.;]*$")
_ELECTED = re.compile(
    r"(?:\s\([^)]*\)|,\s[^,.;]{2,60},)?\sas\s(?:the\s|its\s)?(?P<words>[\w-]{4,40}(?:\sof\sthe\s\w+)?)"
)
"""“The meeting elected Ms. X (Oslo) as Chair”."""
_BEFORE = re.compile(
    r"(?:^|[.;,(]\s|\b[Tt]he\s|\b[Oo]ur\s|['’]s\s|\b[Aa]n?\s)(?P<words>(?:[\w'’-]+\s){0,4}?(?P<office>[^\W\d_][\w-]*)"
    r"(?:\s(?:of|for|at|from)(?:\s(?:[^\W\d_a-z][\w'’-]*|of|the|and|for|in|on|[a-z]+(?=,)))+)?),?\s+[(]?$"
)
_CHAIRED_BY = re.compile(r"(?:chaired|presided over|chairmanship of|chair was taken)\s(?:by\s|of\s)?$")
_EXAMINED_BY = re.compile(
    r"^(?i:by)\s$|(?i:(?:direct |chief )?examination(?:[ -]in[ -]chief)?|(?:cross-?|re-?)?examined|questioned|questions?|questioning|interview(?:ed)?)\s(?i:by|from)\s$"
)
_SWORN = re.compile(
    r"\s?\((?:re)?(?:sworn|affirmed|called)|(?:,\s[A-Z][\w.]{1,5})*,?\s(?:was |being )?(?:(?:duly )?(?:sworn|affirmed)|called as|called to|having been|examined|recalled)\b"
)
_BENCH = re.compile(r"\b(?:BEFORE|Before)\s(?:THE\s|the\s)?$")
"""Before who sits as judge: "BEFORE THE HONORABLE ANN WU"."""
_LONGEST_HEADING = 100
_LED_BY = re.compile(
    r"\b(?P<nation>[^\W\d_a-z][\w'’-]+) (?:delegation|side|party|team)(?:,|\s(?:was|is))? (?:headed|led) by\s(?:the\s)?$"
)
_MODERATED_BY = re.compile(r"(?:moderated|facilitated|hosted)\s(?:by\s)?$")
_HOLDERS: Mapping[str, tuple[str, ...]] = {
    "chair": ("moderator", "president", "chair elsewhere"), "moderator": ("chair", "facilitator", "host"), "facilitator": ("moderator",), "president": ("chair",), "host": ("moderator",),
    "speaker": ("keynote", "presenter", "lead-off"), "presenter": ("speaker", "keynote"), "keynote": ("speaker",), "secretary": ("clerk",),
    "examiner": ("interviewer",), "court": ("judge", "coroner", "magistrate"), "witness": ("interviewee", "guest", "presenter", "speaker"),
    "author": ("note-taker", "notes by", "scribe", "rapporteur"),
}  # fmt: skip
"""Offices that texts name loosely: "the Chair" of a session that has a moderator."""


_PRESIDING = {"chair", "moderator", "host", "facilitator", "author", "rapporteur"}
_OF_EXAMINATIONS = {"examiner", "witness"}
"""Offices that last until somebody else has them, whatever headings come between."""
_OF_BODIES = people.CHAIRS | {"president"}
OF_MEETINGS = {"chair", "moderator", "president", "speaker", "host", "secretary", "facilitator", "rapporteur"}
"""Offices that a meeting has; those of another body are somebody else's."""
OF_MEETING = re.compile(
    r"\s+of\s+(?:the\s)?(?:[\w-]+\s){0,2}(?:inquiry|committee|board|meeting|panel|session|council|commission|forum|group|conference|assembly|workshop|symposium)\b",
    re.IGNORECASE,
)


_KIND_BEFORE = re.compile(r"(?<![\w-])([^\W\d_][\w-]+)\s$")
_BESIDE = re.compile(r"\b(?:by|to|with|from|against|under)\s(?:(?:the|our|his|her|an?)\s)?(?:[\w-]+\s)?$")
"""Before an office that is somebody else's: “an expert called by the Inspector”."""


_DEPUTY = re.compile(r"[\s,(]*(?:vice|deputy)\b", re.IGNORECASE)


class Holding(NamedTuple):
    """An office, from which paragraph on, and the member who holds it."""

    paragraph: int
    member: int


def office_name(word: str) -> str:
    """One word for offices that are the same: "Chairwoman" and "Chairman" are "chair"."""
    folded = plain(word)
    return (
        "chair"
        if folded in people.CHAIRS
        else {"fr": "father", "rev": "reverend", "revd": "reverend", "justice": "judge", "rep": "representative"}.get(
            folded, folded
        )
    )


class Offices:
    """The offices of a document; it is filled once and then only asked."""

    def __init__(self, held: Mapping[str, Sequence[Holding]], starts: Sequence[int]) -> None:
        self._held, self._starts = held, starts
        self._begins: defaultdict[str, list[str]] = defaultdict(list)
        for name in held:
            self._begins[name[:7]].append(name)
        everyone = {name: {holding.member for holding in each} for name, each in held.items()}
        self._alone = {name: next(iter(members)) for name, members in everyone.items() if len(members) == 1}
        self._shared = {name for name, members in everyone.items() if len(members) > 1}

    def holder(self, office: str, at: int) -> int | None:
        """The member who holds an office at a paragraph: the only one, else the last named in its session."""
        number = place(office)
        if number is not None:
            found = self._one(f"speaker {number}", at)
            others = (self._one(f"speaker {other}", at) for other in range(9, 1, -1))
            return found if number or found is not None else next((each for each in others if each is not None), None)
        words = [plain(word) for word in office.split()]
        if len(words) > 1:
            whole = self._one(" ".join(words), at)
            if whole is not None or words[-1].isdigit():
                return whole
            office = words[-1]
            if office_name(office) in self._shared:
                return None
        name = office_name(office)
        for asked in (name, f"elected {name}", *_HOLDERS.get(name, ())):
            found = self._one(asked, at)
            if found is not None:
                return found
        return None

    def asked(self, office: str, at: int) -> int | Unknown:
        """The member who holds an office at a paragraph, or a stranger; those who share it are the candidates."""
        holder = self.holder(office, at)
        sharing = {holding.member for holding in self._held.get(office_name(office.rsplit(maxsplit=1)[-1]), ())}
        return holder if holder is not None else Unknown("stranger", tuple(sorted(sharing))) if sharing else STRANGER

    def of_body(self, body: str, at: int, *, exactly: bool = False, office: str = "") -> int | None:
        """Who speaks for a country or an organization, by a name that begins alike where none is the same; of several who has an office."""
        name = f"of {plain(body)}"
        if not exactly and name not in self._held and len(name) > 7:
            alike = self._begins[name[:7]]
            name = alike[0] if len(alike) == 1 else name
        sent, holders = ({each.member for each in self._held.get(words, ())} for words in (name, office))
        return (sent & holders).pop() if len(sent) > 1 and len(sent & holders) == 1 else self._one(name, at)

    def _one(self, name: str, at: int) -> int | None:
        held = self._held.get(name, ())
        if name in self._alone:
            return self._alone[name]
        place = bisect_right(self._starts, at)
        start = self._starts[place - 1] if place and name not in _OF_EXAMINATIONS else 0
        near = held[bisect_left(held, (start,)) : bisect_right(held, (at, inf))]
        last = {holding.member for holding in near if holding.paragraph == near[-1].paragraph}
        loose = name[-1:].isdigit() or name in {
            "chair",
            "moderator",
            "facilitator",
            "host",
            "discussant",
            "rapporteur",
            "speaker",
            "presenter",
            "witness",
            "keynote",
            "examiner",
        }
        return last.pop() if len(last) == 1 and (loose or len({holding.member for holding in near}) == 1) else None


def read_offices(paragraphs: Sequence[Paragraph], rosters: Rosters, cast: Cast, starts: Sequence[int]) -> Offices:
    """Every office that a list, a title, an apposition or a verb gives to a member; `starts` are where sessions begin."""
    held: defaultdict[str, list[Holding]] = defaultdict(list)
    told = [*_from_lists(rosters, cast), *_from_text(paragraphs, rosters, cast)]
    given = [at for at, office, _ in told if re.fullmatch(r"speaker \d+", office)]
    presiding = {member for _, office, member in told if office in _PRESIDING}
    places = counted(paragraphs, cast, presiding, given, sorted(starts))
    for at, office, member in sorted((*told, *((at, f"speaker {number}", member) for at, number, member in places))):
        held[office].append(Holding(at, member))
    known = Offices(held, sorted(starts))
    for at, examiner in _examining(paragraphs, known):
        insort(held["examiner"], Holding(at, examiner))
    return Offices(held, sorted(starts))


def _examining(paragraphs: Sequence[Paragraph], offices: Offices) -> Iterator[tuple[int, int]]:
    """Where the holder of an office begins to examine: "Questions by THE INSPECTOR"."""
    asking = (
        (at, mention)
        for at, here in enumerate(paragraphs)
        for mention in (mentions(here.text) if len(here.text) < _LONGEST_HEADING else ())
        if mention.office and _EXAMINED_BY.search(re.sub(r"(?i:the) $", "", here.text[: mention.start]))
    )
    for at, mention in asking:
        holder = offices.holder(" ".join(mention.titles), at)
        if holder is not None:
            yield at, holder


def _from_lists(rosters: Rosters, cast: Cast) -> Iterator[tuple[int, str, int]]:
    for entry in rosters.entries:
        member = cast.meant(entry.mention)
        if not isinstance(member, int) or entry.absent:
            continue
        label = entry.label.strip()
        number = place(label)
        words = label.casefold().split() if number is None else ["speaker", str(number)]
        if words and not words[-1].endswith("s"):
            yield entry.paragraph, " ".join(plain(word) for word in words), member
            yield from ((entry.paragraph, office_name(word), member) for word in {words[0], words[-1]})
        if not _DEPUTY.match(entry.rest) and entry.role in {
            Role.CHAIR,
            Role.MODERATOR,
            Role.RAPPORTEUR,
            Role.DISCUSSANT,
            Role.KEYNOTE,
            Role.LEAD_OFF,
        }:
            yield entry.paragraph, entry.role.value, member
        yield from ((entry.paragraph, office, member) for office in _offices_in(entry.rest[:110]))
        if _SWORN.match(f", {entry.rest}"):
            yield entry.paragraph, "witness", member
        for piece, body in enumerate(re.split(r"[,;)）]\s*", entry.rest.strip(" ,(（"))):
            if body.isupper() or (body[:1].isupper() and (not piece or gazetteer.is_place(body.casefold()))):
                yield entry.paragraph, f"of {plain(body)}", member
        yield from (
            (entry.paragraph, office_name(title), member) for title in entry.mention.titles if title in people.OFFICES
        )


def _from_text(paragraphs: Sequence[Paragraph], rosters: Rosters, cast: Cast) -> Iterator[tuple[int, str, int]]:
    for at, here in enumerate(paragraphs):
        if at in rosters.paragraphs or here.cells:
            continue
        for mention in mentions(here.text):
            member = cast.meant(mention) if mention.words else None
            if isinstance(member, int):
                yield from ((at, office, member) for office in _around(here.text, mention))


def _around(text: str, mention: Mention) -> Iterator[str]:
    """The offices that the words around a name give its bearer."""
    behind, before = text[mention.end : mention.end + 160], text[max(0, mention.start - 100) : mention.start]
    yield from (
        office_name(title)
        for title in mention.titles
        if title in people.OFFICES | {"father", "sister", "reverend", "rev", "fr"}
    )
    enclosed = _PARENTHESIS.match(behind)
    signs = enclosed and mention.start and mention.end + enclosed.end() >= len(text.rstrip(".; "))
    if enclosed and not signs:
        yield from _offices_in(enclosed["words"])
        if re.fullmatch(r"(?:the )?[^\W\d_a-z][\w .'’-]{2,40}", enclosed["words"]):
            yield f"of {plain(enclosed['words'])}"
    apposition = _APPOSITION.match(behind)
    if apposition and not re.match(r"(?:and|but|who|he|she|said|asked)\b", apposition["words"]):
        yield from _offices_in(apposition["words"])
    yield from (f"speaker {number}" for number in places_around(text, mention.start, mention.end))
    elected = _ELECTED.match(behind) if _ELECTS.search(before) else None
    if elected:
        yield from (name for office in _offices_in(elected["words"]) for name in (office, f"elected {office}"))
    called = _WAS_CALLED.match(behind)
    if called:
        yield from _offices_in(called["words"])
    shown = {
        "chair": _TOOK_CHAIR.match(behind) or _CHAIRED_BY.search(before),
        "moderator": _MODERATED_BY.search(before),
        "examiner": _EXAMINED_BY.search(before),
        "witness": _SWORN.match(behind),
        "author": saying.WROTE.match(behind),
        "judge": mention.titles and _BENCH.search(before),
    }
    yield from (office for office, how in shown.items() if how)
    led = _LED_BY.search(before)
    if led:
        yield f"of {plain(led['nation'])}"
    ahead = _BEFORE.search(before)
    if ahead and (people.is_office(plain(ahead["office"])) or plain(ahead["office"]) in {"witness", "professor"}):
        yield from _offices_in(ahead["words"])


def _is_of_body(words: str, at: int) -> bool:
    """Whether a body is named behind an office, and not the meeting: "Chairman, Lake Railway Trust"."""
    apposed = re.match(_NAMED_BODY, words[at:])
    named = apposed and not people.BODIES.isdisjoint(map(plain, apposed[0].split()))
    return bool(named) or (_OF_BODY.match(words, at) is not None and not OF_MEETING.match(words, at))


def _offices_in(words: str) -> Iterator[str]:
    """The offices that a stretch of words names, and the bodies they are of: "delegate of Norway"."""
    for found in _WORD.finditer(words):
        name = plain(found["office"])
        if not people.is_office(name) and name not in {"reverend", "father", "sister", "professor"}:
            continue
        if _BESIDE.search(words, 0, found.start()):
            continue
        body = _OF_BODY.match(words, found.end())
        before = (found["before"] or "").casefold()
        if body:
            yield f"of {plain(body['body'])}"
        kind = _KIND_BEFORE.search(words, 0, found.start())
        if kind and not body and not people.FORMER.search(words, 0, found.start()):
            yield f"{plain(kind[1])} {name}"
        if before in {"vice", "deputy"}:
            yield f"{before}-{office_name(name)}"
        elif not (name in _OF_BODIES and _is_of_body(words, found.end())):
            elsewhere = body is not None and name in _OF_BODIES and words.startswith((" on ", " for "), body.end())
            yield f"{office_name(name)} elsewhere" if elsewhere else office_name(name)
    nation = re.fullmatch(
        r"(?:[Tt]he )?(?P<nation>[^\W\d_a-z][\w'’-]+)\s(?:delegate|representative|ambassador|minister)\s?", words
    ) or re.search(r"\b[Hh]ead of (?:the )?(?P<nation>[^\W\d_a-z][\w'’-]+) delegation\b", words)
    if nation:
        yield f"of {plain(nation['nation'])}"
