"""Who says a sentence: subject, inversion, cleft, passive, "according to", pronoun, office.

Each construction is a row: where the name stands, and how sure it is that its bearer speaks. Somebody mentioned, quoted as
absent, praised or thanked stands in none of them.
"""

import re
from itertools import islice, zip_longest
from typing import NamedTuple

from hsreport.language import people, saying
from hsreport.language.people import plain
from hsreport.parse.cast.clues import QUOTES
from hsreport.parse.cast.members import THING
from hsreport.parse.speech.actors import Actor, Setting, actors
from hsreport.parse.words.labels import body_start
from hsreport.parse.words.verbs import Does, verb_after

_QUOTED = re.compile(r"\"[^\"]*\"|“[^”]*”|«[^»]*»|(?<![^\W_])‘[^’]{3,}’(?![^\W\d_])")
_LONGEST = 1500
"""Names are looked for in the first characters of a sentence."""


class Voice(NamedTuple):
    """From where on in a sentence somebody speaks, by which clue, how surely; a pronoun stands as "he" or "she"."""

    start: int
    who: tuple[int, ...] | str
    clue: str
    score: float


class Heard(NamedTuple):
    """The voices of a sentence; `other` says who its subject is where it is nobody of the cast."""

    voices: tuple[Voice, ...]
    other: str = ""
    candidates: tuple[int, ...] = ()
    """The members of whom one is that subject, where it could be several."""


# --- Constructions ------------------------------------------------------------------------------------

_CLAUSE = re.compile(
    r"(?:^|[;:]\s|[—–]\s|\s-\s|,\s(?:and|but|while|whereas|though|yet|so|to which|which|upon which|then|whereupon)\s|,\s|(?:^|\s)(?:and|but|while|whereas|[Tt]o which|Then|Next|Here|then|when|Finally|Also|Only|Even|Later|Afterwards|first)\s|¤[\"”»’]\s?|^[\"“(\[]+)$"
)
_STRONG_CLAUSE = re.compile(
    r"(?:;\s|[—–]\s|\s-\s|,\s(?:and|but|while|whereas|to which|though)\s|\s(?:while|whereas|to which|but)\s|:\s|,\s|\sand\s|¤[\"”»’]\s)$"
)
_LEAD_IN = re.compile(
    r"^\s*To (?:this|that|these|which|all this)\s$|^\s*(?:At|In|On|After|Before|Meanwhile|Over|Upon|Through|Under|Without|Later|During|From|With|Towards?|By|Following|For)\s[^,;.]{2,45}\s$|^\s*(?:In (?:reply|response|answer) to|To) (?:an?|the|another|his|her) (?:\w+ )?(?:question|query|remark|comment|request)\b[^;.]{0,140}\s$"
)
_WITHIN = re.compile(r"\b(?:that|if|whether|because|when|as|since|what|how|who|where|until|after|before|than)\s$")
_BEFORE: tuple[tuple[str, re.Pattern[str], float], ...] = (
    ("according", re.compile(rf"\b(?:{saying.ACCORDING})\s(?:the\s)?$", re.IGNORECASE), 1.0),
    ("inversion", re.compile(rf"(?:[,”\"’'?!»¤—–-]\s|[\"”»]\s?|^)(?:(?:\w+ly|too|also|then)\s)?(?:{saying.TALK}|came(?: the voice of| from)?|was the (?:answer|reply|view|opinion|advice) of)\s(?:the\s)?$"), 1.0),
    ("cleft", re.compile(r"\b(?:[Ii]t was|[Tt]hen came|[Nn]ext (?:came|was|spoke)|\b(?:[Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth|[Ff]ifth|[Nn]ext|[Ll]ast) (?:speaker|to \w+) (?:was|came))\s$"), 0.9),
    ("agent", re.compile(rf"\b(?:{saying.AGENT})(?:\s(?:out|up|in|to\s\w+|\w+ly))?\sby\s(?:the\s)?$", re.IGNORECASE), 0.9),
    ("agent", re.compile(r"\b(?:was|were|is|are)\s(?:(?:\w+ly|also|further|likewise)\s)?[a-z]+(?:ed|wn|en|ut|id|ught|ade|eld)\b(?:\s[a-z]+){0,3}\sby\s(?:the\s)?$"), 0.85),
    ("agent", re.compile(r"^\W*(?:[Aa]n?|[Tt]he|[Tt]here (?:followed|was)(?: then)? an?|[Aa]nother|[Oo]ne)\s(?:\w+\s){0,2}(?:questions?|comments?|interventions?|remarks?|objections?|points?|suggestions?|presentations?|talks?|statements?|papers?|lectures?|messages?|letters?|greetings?|answer|reply|response),?\s(?:(?:came|given|read|presented)\s)?(?:from|by)\s(?:the\s)?$"), 0.85),
    ("agent", re.compile(r"^\W*(?:[Aa]n?|[Tt]he|[Aa]nother|[Mm]ore|[Ff]urther)\s(?:[\w'’-]+\s){1,4}came\sfrom\s(?:the\s)?$"), 0.85),
)  # fmt: skip
_BY = re.compile(r"\b(?:by|from)\s(?:the\s)?$", re.IGNORECASE)
_ONLY_BY = re.compile(r"\bby\s(?:the\s)?$")
_CLEFT = re.compile(r"\s(?:who|that)\b|[^.;]{0,40}\swho\b|(?:,[^.;]{2,80})?[.:]\s*$")
_MOVED = re.compile(r"(?:^|[.;]\s)\W*(?:Proposed|Moved|Seconded) by\s(?:the\s)?$|(?:^|,\s)\W*[Aa]sked by\s(?:the\s)?$")
_BESIDE = re.compile(
    r",\s(?:also\s)?(?:supported|seconded|backed|joined|echoed|assisted)\s(?:\w+\s){0,2}by\s(?:the\s)?$"
)
"""Before somebody who does no more than agree with the subject of the sentence."""
AUTHOR = re.compile(
    rf"\W*(?:(?:[Tt]hen|[Aa]nd|[Ss]o|[Bb]ut)\s)?I\s(?:(?:{saying.FILLERS})\s)?(?:{saying.SAID}|{saying.TALK})\b"
)
"""Where a report says "I", that is who wrote it."""
_OWNER = re.compile(r"['’]s?\s")
_BODY_BEFORE = re.compile(
    r"(?:[Tt]he\s)?(?:[^\W\d_a-z][\w'’-]*(?:\s(?:of|and|the|for))*\s)+\($|^[Tt]he\s(?:[\w'’-]+\s){1,4}\($"
)
_REPRESENTS = re.compile(r",\s(?:represented by|speaking through|through)\s(?:the\s)?$")
"""Before somebody whose words are those of a body: "The Port, represented by Mr. X, said"."""
_CAPITAL_BEFORE = re.compile(r"(?:(?<=\s)|^)([^\W\d_a-z][\w'’-]*)\s$")
_LIKELY = 0.75
"""How surely somebody is the subject whom nobody knows."""
_RECALLED = re.compile(rf"\b(?:{saying.NOUNS}|issues?|criticism)\s(?:[a-z]+\s)?by\s(?:the\s)?$")
_REFERS = re.compile(
    r"\W*(?:In (?:reply|response|answer|reference)|[A-Z][a-z]+ing|As|On|Regarding|With (?:regard|respect))\b"
)
"""Where a sentence begins with what somebody else had said: "Replying to the question raised by Mr. X"."""
_NOT_AGENT = re.compile(rf"\b(?:{saying.NOT_AGENT})\sby\s(?:the\s)?$", re.IGNORECASE)
_WHO_SAYS = re.compile(rf"[^.;]{{0,120}}?,?\swho\s(?:(?:{saying.FILLERS})\s)?(?:{saying.SAID})\b")
_BY_WHOM = re.compile(
    rf"(?:\s\([^)]*\))?,\sby whom\s[^.;]{{0,60}}?\b(?:was|were)\s(?:\w+ly\s)?(?:{saying.AGENT}|[a-z]+ed)\b"
)
_IT_WAS = re.compile(
    rf"(?:\s\([^)]*\))?,\sit was\s(?:(?:{saying.FILLERS})\s)?[a-z]+(?:ed|wn|en|ut|id|ught|eld)\s(?:out\s)?that\b"
)
_FRONTED = re.compile(r"\W*[Bb]y\s[^;:]{2,160},\sit was\b")
"""“By the envoy, Ms. X (Oslo), it was argued that”."""
_FOR = re.compile(r"^(?:and |but )?(?:for|to)\s(?:the\s)?$", re.IGNORECASE)
_AFTER_FOR = re.compile(
    r"(?:\s\([^)]*\)|\s(?:of|from|at)\s[^,.;:]{2,60})?(?:,|\s(?:it|the|a|this|that|what|money|there)\b)"
)
_OWNS = re.compile(
    rf"['’]s?\s+(?:(?:own|main|first|second|last|final|closing|other|[a-z]+)\s){{0,2}}?(?:{saying.NOUNS})\b(?:\s(?:of|to|for|on)\s[\w'’ ]{{2,60}}?)?\s*(?:(?:was|is|were)(?!\s(?:\w+ly\s)?(?:{saying.DONE_WITH})\b)|had|:|that|holds|dealt|began|showed|drew|made|took|told|set|brought|concerned|focus\w*|covered|argued|said)\b|['’]s?\s+(?:\w+\s)?(?:{saying.NOUNS}):\s",
)
_OWN_VIEW = re.compile(r"['’]s?\s+(?:\w+\s)?(?:view|opinion|words|experience|judge?ment|estimate|eyes)\b")
_WITH_WORDS = re.compile(
    r"\bwith (?:the|an?|these|his|her) (?:\w+ )?(?:words?|remarks?|observations?|reminder|warning|plea|call|appeal|hope|thought|quotation|question)\b"
)
_OWN_NOUN = re.compile(rf"['’]s?\s+(?:\w+\s)?(?:{saying.NOUNS})\b")
_LISTED = re.compile(
    r"(?:,\s[^.;:]{0,80}?)?,?\s(?:and\s)(?:\w+\s){0,2}[^\W\d_a-z]|,\s[^\W\d_a-z][\w'’-]+\s[^\W\d_a-z][\w'’-]+,"
)
"""Behind a name after "by": the names of others, so that several did it and none is the one who speaks."""
_IS = re.compile(r"['’]s\s(?:sure|not|been|got|afraid|convinced|against|happy|in favou?r|worried|certain)\b")
_WORDS = re.compile(r"[\w’'-]+")
_SAYS_BEHIND = re.compile(
    rf"(?:\s(?:from|of|in|at|for|with)(?:\s[\w’'.-]+){{1,7}}?)?(?:\s\([^()]{{1,40}}\))?\s(?:(?:{saying.FILLERS})\s)?(?:{saying.SAID}|{saying.TALK})\b"
)
_JOINED = re.compile(r"\s(?:and|&)\s(?:by\s)?$")
_OFFICE_BEFORE = re.compile(
    r"(?<![\w'’-])(?P<office>[\w-]+)(?:\s\([a-z.]{2,9}\))?(?:\s(?:of|from|for|at)\s(?:the\s)?[\w'’ ]{2,50})?,?\s[(]?$"
)
_TITLE_BEFORE = re.compile(
    r"(?<![\w'’-])(?:(?:[Tt]he|[Mm]y|[Oo]ur|[Hh]is|[Hh]er|[Aa]n?)\s)?(?:(?!(?:by|from)\s)[\w'’-]+\s){0,6}$"
)


def heard(sentence: str, setting: Setting, *, spoken: bool = False) -> Heard:
    """The voices of one sentence in order."""
    masked = _QUOTED.sub(lambda quoted: quoted[0][0] + "¤" * (len(quoted[0]) - 2) + quoted[0][-1], sentence[:_LONGEST])
    clock = body_start(masked)
    masked = " " * clock + masked[clock:]
    found = list(actors(masked, setting))
    voices: list[Voice] = []
    other = ""
    candidates: tuple[int, ...] = ()
    every = zip_longest(found, found[1:])
    for actor, following in every:
        clue, score = _construction(masked, actor, spoken=bool(voices) or spoken)
        pair = _pair(masked, actor, following) if score <= 0 and following else ()
        if pair:
            voices.append(Voice(actor.start, pair, "subject", 0.9))
            next(every, None)
        elif score <= 0:
            other = other or ("stopped" if score < 0 and isinstance(actor.who, int) and not voices else "")
        elif isinstance(actor.who, int):
            voices.append(Voice(actor.start, (actor.who,), clue, score))
        elif isinstance(actor.who, str):
            voices.append(Voice(actor.start, actor.who, "pronoun", score))
        elif not voices and score >= _LIKELY:
            other = other or ("thing" if actor.who is THING else "stranger" if actor.named else "other")
            candidates = candidates or actor.who.candidates
    if not voices and not other and (saying.FLOOR.match(masked.lstrip('"“( ')) or _is_somebodys(masked)):
        other = "floor"
    return Heard(tuple(voices), other, () if voices else candidates)


def _is_somebodys(text: str) -> bool:
    """Whether somebody without a name is the one who says it: "A young farmer from Tyrol objected"."""
    words = [*islice(_WORDS.finditer(text), 4)]
    bare = words[1 if words and words[0][0] in saying.ARTICLES else 0 :]
    return any(plain(word[0]) in people.PERSONS and _SAYS_BEHIND.match(text, word.end()) is not None for word in bare)


def _pair(text: str, actor: Actor, following: Actor) -> tuple[int, ...]:
    """Two members joined by "and" who are the subject: "X and Y both said"."""
    if not isinstance(actor.who, int) or not isinstance(following.who, int):
        return ()
    if not _JOINED.fullmatch(text[actor.end : following.start]) or not _starts(text[: actor.start]):
        return ()
    verb = verb_after(text[following.end : following.end + 300])
    speak = verb is not None and verb.does is not Does.STOPS and actor.who != following.who
    return (actor.who, following.who) if speak else ()


def leading_words(text: str, actor: Actor) -> str:
    """What stands before an actor without titles, offices and bodies in front of the name."""
    ahead = text[: actor.start]
    if ahead.endswith("("):
        ahead = _BODY_BEFORE.sub("", ahead)
    while actor.titled and (word := _CAPITAL_BEFORE.search(ahead)) and plain(word[1]) not in people.FUNCTION:
        ahead = ahead[: word.start()]
    return _without_title(ahead)


def _construction(text: str, actor: Actor, *, spoken: bool) -> tuple[str, float]:
    """Which construction makes an actor the speaker, and how surely; below 0 where the verb says that it is none."""
    ahead, behind = leading_words(text, actor), text[actor.end : actor.end + 400]
    if text[: actor.start].endswith("("):
        behind = behind.partition(")")[2]
    if actor.who in {"his", "her"} or _MOVED.search(ahead) or _BESIDE.search(ahead):
        return "", 0.0
    if isinstance(actor.who, str):
        inverted = _BEFORE[1][1].search(ahead) or (
            ahead.endswith("by ") and (_from_before(ahead, behind) or ("", 0))[1] > 0
        )
        return ("pronoun", 0.6) if inverted else _subject(ahead, behind, actor, spoken=spoken)
    if _FRONTED.match(text) and _IT_WAS.match(behind):
        return "agent", 0.85
    if _OWNER.match(behind) and not _NOT_AGENT.search(ahead):
        return _owner(ahead, behind)
    return _from_before(ahead, behind, spoken=spoken) or _subject(ahead, behind, actor, spoken=spoken)


def _from_before(ahead: str, behind: str, *, spoken: bool = False) -> tuple[str, float] | None:
    """The construction that the words before a name make: "according to", "said", "was asked by"; None where they make none."""
    if _REPRESENTS.search(ahead) and (verb := verb_after(behind)) and verb.does is Does.SAYS:
        return "subject", 0.9
    by = _BY.search(ahead, max(0, len(ahead) - 10)) is not None
    if (by and _WHO_SAYS.match(behind)) or _BY_WHOM.match(behind):
        return "agent", 0.85
    if by and (_NOT_AGENT.search(ahead) or behind.startswith(" to ")):
        return "", 0.0
    recalled = by and _RECALLED.search(ahead) and (spoken or _REFERS.match(ahead))
    if recalled or (by and _LISTED.match(behind) and _ONLY_BY.search(ahead)):
        return "", 0.0
    for clue, pattern, score in _BEFORE:
        if (by or clue != "agent") and pattern.search(ahead) and (clue != "cleft" or _CLEFT.match(behind)):
            return clue, score
    return ("according", 0.8) if _FOR.match(ahead) and _AFTER_FOR.match(behind) else None


def _owner(ahead: str, behind: str) -> tuple[str, float]:
    if _starts(ahead) and _OWNS.match(behind):
        return "owner", 0.9
    if re.search(r"(?:\bwas|\bis|\bcame|,)\s$", ahead) and _OWN_NOUN.match(behind):
        return "inversion", 0.9
    if _starts(ahead) and _IS.match(behind):
        return "subject", 0.75
    if re.search(r"\b[Ii]n\s$", ahead) and _OWN_VIEW.match(behind):
        return "according", 0.9
    return "", 0.0


def _starts(ahead: str) -> bool:
    """Whether a name behind these words can be the subject of a clause."""
    if ahead.strip(' "“([@') == "":
        return True
    last = re.search(r"([^\W\d_]+)\s$", ahead)
    if (
        last
        and last[1].casefold() in saying.NOT_SUBJECT
        and not re.search(r"(?:^|[,;]\s)(?:and|while|when|whereas)\s$|\bto which\s$|\s(?:and|while|whereas)\s$", ahead)
    ):
        return False
    return _CLAUSE.search(ahead) is not None or _LEAD_IN.match(ahead) is not None


def _subject(ahead: str, behind: str, actor: Actor, *, spoken: bool) -> tuple[str, float]:
    verb = verb_after(behind)
    if re.match(r"\s?(?:\([^)]*\))?\s?:\s", behind) and ahead.strip() == "" and isinstance(actor.who, int):
        return "label", 1.0
    if QUOTES.match(behind) and isinstance(actor.who, int):
        return "label", _LIKELY
    if verb is None or not _starts(ahead) or _WITHIN.search(ahead) or _is_reported(ahead):
        return "", 0.0
    if verb.does is Does.STOPS:
        more = (
            _WHO_SAYS.match(behind)
            or _WITH_WORDS.search(behind, 0, 200)
            or re.search(
                rf"\b(?:and|then|by)\s(?:(?:{saying.FILLERS})\s)?(?:{saying.SAID}|saying|asking|noting|arguing|stressing|explaining|thanking|recalling|observing|remarking|reminding|pointing|quoting|reading|telling|calling|wishing|promising|announcing|inviting|hoping|expressing|summing)\b",
                behind[:200],
            )
        )
        return ("subject", 0.9) if more else ("", -1.0)
    score = 1.0 if verb.does is Does.SAYS else 0.5 if verb.word == "had" else 0.7
    if verb.does is Does.ACTS and re.search(
        rf"\b(?:and|who|then)\s(?:\w+ly\s)?(?:{saying.SAID})\b|\b(?:saying|asking|noting|arguing|stressing|suggesting|explaining|adding|warning|recalling|urging)\b",
        behind[:200],
    ):
        score = 0.9
    clean = ahead.strip(' "“([@') == ""
    if spoken and not clean:
        if not _STRONG_CLAUSE.search(ahead):
            return "", 0.0
        score -= 0.2 if verb.does is Does.SAYS else 0.4
    elif not clean and not re.search(r"[,;:—–-]\s$|\b(?:and|but|while|whereas|[Tt]hen|[Nn]ext)\s$", ahead):
        score -= 0.2
    return ("pronoun" if isinstance(actor.who, str) else "subject"), score


_VERBS = re.compile(r"(?<!\ba )(?<!\ban )(?<!\bof )(?<!\bthe )\b[a-z]+")
"""Words that can be verbs: "a day of talks that had begun early" reports nothing."""


def _is_reported(ahead: str) -> bool:
    """Whether a name stands in what somebody else says: "She reported that the widow, Mrs. Lovell, asked"."""
    if not re.search(r"\b(?:that|whether)\s", ahead) or re.search(
        r"(?:[;:]|\b(?:and|but|while|whereas))\s(?:\w+,?\s){0,3}$|¤[\"”»’],?\s$", ahead
    ):
        return False
    return any(word in saying.SAY for word in _VERBS.findall(ahead.partition(" that ")[0].partition(" whether ")[0]))


_TITLE_WITHIN, _OFFICE_WITHIN = 120, 90
_THE_BEFORE = re.compile(r"\b[Tt]he\s$")


def _without_title(ahead: str) -> str:
    """What stands before a name without the office in front of it: "The former mayor, " is no clause."""
    office = _OFFICE_BEFORE.search(ahead, max(0, len(ahead) - _OFFICE_WITHIN))
    if office and people.is_office(plain(office["office"])) and not _WITHIN.search(ahead):
        words = _TITLE_BEFORE.search(ahead, max(0, office.start() - _TITLE_WITHIN), office.start())
        return ahead[: words.start() if words else office.start()]
    return ahead[:-4] if _THE_BEFORE.search(ahead, max(0, len(ahead) - 5)) else ahead
