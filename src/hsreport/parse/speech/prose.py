"""Who speaks in running prose: each sentence has voices of its own, or goes on with the last."""

import re
from collections.abc import Iterator, Sequence

from hsreport.language import grammar, saying
from hsreport.language.sentences import sentence_spans
from hsreport.parse.cast.weighing import CERTAINTY, SURE
from hsreport.parse.lists.shapes import NOTE_CALL
from hsreport.parse.paragraphs import Paragraph
from hsreport.parse.parts import parts_played
from hsreport.parse.speech.actors import Setting, actors
from hsreport.parse.speech.floor import Floor
from hsreport.parse.speech.forms import Form
from hsreport.parse.speech.naming import saying_in
from hsreport.parse.speech.verdicts import Kind, Stretch, Verdict
from hsreport.parse.speech.voices import AUTHOR, Heard, Voice, heard, leading_words
from hsreport.parse.words.labels import body_start
from hsreport.values import Role

_QUOTED = re.compile(r"\"[^\"]*\"|“[^”]*”")
_WHOLE_SENTENCE = {"inversion", "according", "agent", "owner", "cleft"}
"""Clues whose name may stand at the end of what its bearer says."""
_BEGINS = 0.1
"""How much surer it is that somebody goes on where a paragraph begins with a pronoun that fits."""
_FADES = 0.98
"""How sure it stays, sentence after sentence, that somebody goes on."""
_CLEARLY = 0.9
_FRAMED = 0.3
"""The share of paragraphs with labels below which somebody without one may speak between them."""
_LEAD_IN = 60
"""How many characters may lead to the first voice of a sentence: "In reply, Mr. X said"."""
_TELLING = 2000
"""In how many characters a paragraph shows whether it is a sentence."""
_OPENING, _OVERVIEW = 6, 0.25
"""How many paragraphs an opening has at most, and which share of a text an overview of its sessions."""
_ADDRESS = re.compile(r"\W*https?://|\S+\.\w{2,4}/")


class Prose:
    """Reads paragraphs sentence by sentence, against who has the floor."""

    def __init__(self, form: Form, floor: Floor) -> None:
        self._paragraphs, self._form, self._floor = form.paragraphs, form, floor

    def first(self, at: int, here: Paragraph) -> Heard:
        """What is heard in the first sentence of a paragraph."""
        start, end = next(iter(sentence_spans(here.text)), (0, len(here.text)))
        return heard(here.text[start:end], self._form.setting(at))

    def introduces(self, at: int, here: Paragraph) -> bool:
        """Whether a paragraph is one sentence that a list follows, and reports no content itself."""
        following = self._paragraphs[at + 1] if at + 1 < len(self._paragraphs) else None
        if following is None or len(sentence_spans(here.text)) > 1:
            return False
        nested = bool(following.marks) and (following.family != here.family or following.indent > here.indent)
        colon = here.text.rstrip().endswith((":", "："))
        leads = colon or saying.FOLLOWS.search(here.text) or (presents(here) and not saying.THAT.search(here.text))
        return (nested and bool(leads)) or (colon and not here.marks and not following.heading)

    def cited(self, at: int, here: Paragraph) -> Verdict | None:
        """A paragraph in which notes tell who says what stands before their numbers."""
        offices, start, found = self._form.offices, 0, list[Stretch]()
        for call in NOTE_CALL.finditer(here.text):
            who = offices.holder(f"note {call['number']}", at)
            start += len(here.text[start:]) - len(here.text[start:].lstrip())
            found += [Stretch(start, call.end(), (who,), "signed", CERTAINTY["signed"])] if who is not None else []
            start = call.end()
        return Verdict(Kind.SPEECH, tuple(found)) if found else None

    def conveys(self, here: Paragraph) -> bool:
        """Whether a paragraph tells that the message of somebody else was read: nobody's own words."""
        start, end = next(iter(sentence_spans(here.text)), (0, 0))
        return any(part.role is Role.MESSAGE for part in parts_played(here.text[start:end], self._form.cast))

    def carried(self, at: int, here: Paragraph) -> tuple[tuple[int, ...], float]:
        """Who goes on into a paragraph that names nobody at first, and how surely."""
        floor, form = self._floor, self._form
        words = here.text[body_start(here.text) :]
        if not floor.turn or saying.NARRATIVE.match(words) or not is_sentence(here.text):
            return (), 0.0
        deeper = here.indent > floor.indent and not here.marks
        spoken = form.direct or deeper or here.text.startswith(("...", "…"))
        if grammar.ENUMERATES.match(here.text) or (
            floor.by == "label" and spoken and (not form.direct or form.share >= _FRAMED)
        ):
            return floor.turn, CERTAINTY["goes-on-direct"]
        if floor.by not in {"label", "lead", "heading"}:
            before = self._paragraphs[at - 1]
            drawn_out = here.quoted and not before.quoted and _QUOTED.fullmatch(here.text)
            clearly = here.indent > before.indent or (here.marks and before.marks and len(here.text) > _LEAD_IN)
            how = "quoted" if drawn_out else "indented" if clearly else "prose"
            return floor.turn, CERTAINTY[f"goes-on-{how}"]
        if here.marks and (here.family == floor.family or here.indent < floor.indent):
            return (), 0.0
        if floor.by != "label":
            return floor.turn, CERTAINTY[f"goes-on-{floor.by}"]
        framed = form.share >= 0.5 or floor.opened == at - 1
        plain = (place for place in range(at + 1, len(self._paragraphs)) if not self._paragraphs[place].marks)
        following = next(plain, None)
        between = framed and following is not None and form.label(following) is not None
        return floor.turn, CERTAINTY["goes-on-between" if between else "goes-on-prose"]

    def is_title(self, at: int, here: Paragraph, words: str) -> bool:
        """Whether what stands behind a name is the title of a talk that the next paragraph reports."""
        following = self._form.following(at)
        quoted = re.fullmatch(r"\"[^\"]+[^\".?!,]\"|“[^”]+[^”.?!,]”", words) is not None
        if following is None or self._form.direct or not (quoted or (here.gap and following.gap)):
            return False
        bare = words.strip("\"“”‘’'")
        if len(words) > 100 or not bare[:1].isupper() or bare.rstrip(')"”')[-1:] in {".", "!", "?", ",", ";"}:
            return False
        return len(following.text) > len(words) and self._form.label(at + 1) is None and not following.heading

    def voiced(self, at: int, here: Paragraph, carried: tuple[int, ...], score: float = _CLEARLY) -> Verdict:
        """Who speaks in each sentence of a paragraph."""
        setting = self._form.setting(at)
        found: list[Stretch] = []
        others: list[str] = []
        candidates: tuple[int, ...] = ()
        now, sure = carried, score
        asked: tuple[int, ...] = ()
        for number, (start, end) in enumerate(sentence_spans(here.text)):
            sentence = here.text[start:end]
            spoken = self._spoken(sentence, setting, carried, first=number == 0)
            candidates = candidates or spoken.candidates
            named, self._floor.named = self._floor.named, _members_in(sentence, setting)
            answers, asked = asked, _asked(sentence, setting) or _stopped(sentence, setting, spoken)
            another = _another(sentence, setting, now)
            now, answers = ((), answers or another) if another else (now, answers)
            if spoken.voices:
                goes_on = Stretch(start, end, now, "goes-on", sure)
                told = list(self._told(sentence, spoken.voices, goes_on, named, answers))
                found += (stretch for stretch in told if stretch.who)
                now, sure = told[-1].who, min(told[-1].score, 1.0) * CERTAINTY["goes-on"]
            elif spoken.other and not (spoken.other == "thing" and self._floor.by in {"label", "lead", "heading"}):
                others.append(spoken.other)
                now = ()
            elif now:
                found.append(Stretch(start, end, now, "goes-on", sure))
                sure *= _FADES
        return _weighed(here, found, others, candidates)

    def _told(
        self, sentence: str, voices: Sequence[Voice], before: Stretch, named: tuple[int, ...], answers: tuple[int, ...]
    ) -> Iterator[Stretch]:
        """The stretches of a sentence, one for each of its voices; `before` is who went on until it, over all of it.

        `named` are those of the sentence before, `answers` whom it asks or who did something in it that says nothing: a
        pronoun that comes next is that person.
        """
        now, sure = before.who, before.score
        ends = [*(before.start + voice.start for voice in voices[1:]), before.end]
        for place, (voice, end) in enumerate(zip(voices, ends, strict=True)):
            who = self._floor.meant(voice, now if place else answers or now, () if place else named)
            whole = voice.clue in _WHOLE_SENTENCE or _leads(sentence, voice.start)
            start = before.start + (voice.start if place or (now and not whole) else 0)
            certain = voice.score * CERTAINTY[voice.clue]
            if who and voice.clue == "pronoun" and who in {now, self._floor.turn}:
                certain = max(certain, 0.95 * voice.score, sure * _FADES if who == now else 0)
                certain = max(
                    certain, sure + _BEGINS if who == now and not (place or before.start or voice.start) else 0
                )
            yield Stretch(start, end, who, voice.clue, certain)
            now, sure = who, min(certain, 1.0) * CERTAINTY["goes-on"]
            self._floor.recent += who

    def _spoken(self, sentence: str, setting: Setting, carried: tuple[int, ...], *, first: bool) -> Heard:
        """What is heard in a sentence; in a transcript only a clear report interrupts the one who speaks."""
        if (first or not self._form.direct) and saying.NARRATIVE.match(sentence):
            return Heard((), "narrative")
        spoken = heard(sentence, setting)
        if AUTHOR.match(sentence) and not spoken.voices and self._floor.by not in {"label", "lead", "heading"}:
            author = setting.offices.holder("author", setting.at)
            return Heard((Voice(0, (author,), "subject", _CLEARLY),)) if author is not None else Heard((), "floor")
        if carried and not spoken.voices and saying.WHO_SPEAKS.match(sentence):
            return Heard(())
        if not (carried and self._form.direct and self._floor.by == "label"):
            return spoken
        if not first or saying.SPOKEN.search(_QUOTED.sub("", sentence)):
            return Heard(())
        reported = spoken.voices and spoken.voices[0].score >= _CLEARLY and spoken.voices[0].clue != "pronoun"
        return spoken if reported or spoken.other in {"floor", "stopped"} else Heard(())


def _members_in(sentence: str, setting: Setting) -> tuple[int, ...]:
    return tuple(actor.who for actor in actors(sentence, setting) if isinstance(actor.who, int))


def _another(sentence: str, setting: Setting, carried: tuple[int, ...]) -> tuple[int, ...]:
    """The member with whose name a sentence begins, where it is another than who goes on, and not what is theirs."""
    first = next(actors(sentence, setting), None)
    if first is None or not isinstance(first.who, int) or first.who in carried:
        return ()
    begins = leading_words(sentence, first).strip() in saying.LEADING
    return (first.who,) if begins and not re.match(r"['’]s?\s", sentence[first.end :]) else ()


def _asked(sentence: str, setting: Setting) -> tuple[int, ...]:
    """Whom a sentence asks: "Mr. X asked Ms. Y what it costs"."""
    found = (
        actor
        for actor in actors(sentence, setting)
        if saying.ASKED.search(sentence, max(0, actor.start - _LEAD_IN), actor.start)
    )
    return next(((actor.who,) for actor in found if isinstance(actor.who, int)), ())


def _stopped(sentence: str, setting: Setting, spoken: Heard) -> tuple[int, ...]:
    """Who is the subject of a sentence that says nothing: "Mr. X took the floor"."""
    first = next(actors(sentence, setting), None) if spoken.other == "stopped" else None
    return (first.who,) if first and isinstance(first.who, int) else ()


def _weighed(here: Paragraph, found: Sequence[Stretch], others: Sequence[str], candidates: tuple[int, ...]) -> Verdict:
    """The stretches that are sure enough, joined where one person goes on; else narrative, and the candidates."""
    joined: list[Stretch] = []
    for stretch in found:
        if joined and joined[-1].who == stretch.who and not here.text[joined[-1].end : stretch.start].strip():
            joined[-1] = joined[-1]._replace(end=stretch.end, score=max(joined[-1].score, stretch.score))
        else:
            joined.append(stretch)
    sure = tuple(stretch for stretch in joined if stretch.score >= SURE)
    if sure:
        return Verdict(Kind.SPEECH, sure)
    kind = Kind.FLOOR if others[:1] == ["floor"] or grammar.FLOOR.search(here.text) else Kind.NARRATIVE
    unsure = tuple(dict.fromkeys(number for stretch in joined for number in stretch.who))
    return Verdict(kind, candidates=unsure or candidates)


_PARTICIPLE = re.compile(r"[^\W\d_a-z][a-z]+ing\s")


def _leads(sentence: str, start: int) -> bool:
    """Whether what stands before the first voice of a sentence leads to it: "In reply, Mr. X said", "Closing a long day, ..."."""
    ahead = sentence[:start]
    return (
        (start < _LEAD_IN or _PARTICIPLE.match(ahead) is not None)
        and not re.search(r"[;:]\s", ahead)
        and len(sentence_spans(ahead)) < 2
    )


def is_sentence(text: str) -> bool:
    """Whether somebody could go on with a paragraph: it has words of a sentence, and is no address, mark or sign."""
    text = text if len(text) < _TELLING else text[:_TELLING]
    words = [word for each in text.split() if not _ADDRESS.match(each) for word in re.findall(r"[^\W\d_]{2,}", each)]
    if not words or text.isupper() or re.search(r"-->|\{%", text):
        return False
    return len(words) > 3 or re.search(r"[.?!…][\"”’)]*$", text) is not None


def presents(here: Paragraph) -> bool:
    """Whether a paragraph speaks of a talk: "Ms. Abe presented a paper in five parts"."""
    return saying.OF_TALK.search(here.text) is not None


def reports(here: Paragraph) -> bool:
    """Whether a sentence before a list says something itself: "Mr. Haile made two proposals:"."""
    only_leads = saying.ONLY_LEADS.search(here.text) or (presents(here) and not saying.THAT.search(here.text))
    return len(here.text) > 45 and not only_leads and saying_in(here.text)


def is_affiliation(here: Paragraph) -> bool:
    """Whether a line below a name says where that person comes from: "Keeper of Costume", "Museum of Tools, Quay"."""
    text = here.text
    if here.marks or len(text) > 110 or text[-1:] in ".?!:":
        return False
    words = [word for word in re.findall(r"[^\W\d_][\w'’-]*", text) if len(word) > 3 or word[0].isupper()]
    return bool(words) and sum(word[0].isupper() for word in words) >= 0.75 * len(words)


def has_sessions(form: Form) -> bool:
    """Whether counted sessions hold what is said, and are no overview at the end of what was told before."""
    numbered = (
        at for at, line in enumerate(form.headings) if line and line.kind == "session" and line.number.isdigit()
    )
    lengths = [len(here.text) for here in form.paragraphs]
    first = next(numbered, len(lengths))
    return first < len(lengths) and (first < _OPENING or sum(lengths[first:]) > _OVERVIEW * sum(lengths))
