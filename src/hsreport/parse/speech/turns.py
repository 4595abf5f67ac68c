"""Who says what, paragraph by paragraph: labels, owners of lists, and the voices of prose.

A turn ends where another could begin. A paragraph that names another member as its subject, an office, the floor, a decision or an
announcement is never given to whoever spoke last.
"""

import re
from collections.abc import Sequence

from hsreport.language import grammar, saying
from hsreport.parse.cast.weighing import CERTAINTY, SURE
from hsreport.parse.paragraphs import Paragraph
from hsreport.parse.rulings import HEADINGS, KINDS, NO_LINES, Ruled
from hsreport.parse.speech.answers import Answers
from hsreport.parse.speech.floor import CLEARLY, Floor, Owner, opens
from hsreport.parse.speech.forms import Who
from hsreport.parse.speech.leads import Leads
from hsreport.parse.speech.prose import Prose, has_sessions, is_affiliation, is_sentence, reports
from hsreport.parse.speech.verdicts import Kind, Stretch, Verdict, speech
from hsreport.parse.speech.voices import Voice, heard
from hsreport.parse.words.labels import body_start
from hsreport.values import Is

_FOOTNOTE = re.compile(r"\d{1,2}\s{1,3}[^\W\d_a-z]")
_ANSWER = re.compile(r"A(?:nswer)?\s?\d*[.:]\s")
_CHECKBOX = re.compile(r"\[[ xX]?\]\s")
_NOISE = re.compile(r"[\[(][^\[\]()]{0,160}[\])]\.?")
_DRAWN = re.compile(r"(?P<line>--+|[–—]+|\*+|~+|={2,})\s*[^\W\d_][^.!?]{0,60}(?P=line)")
"""Words between two lines that part what stands above from what stands below: "-- lunch --"."""
_BARELY = 0.5
"""How sure the voice of a sentence is that a list below it makes sure."""


class Reader:
    """Reads the paragraphs of a document in order; what it keeps in mind is who has the floor."""

    def __init__(self, leads: Leads, ruled: Ruled = NO_LINES) -> None:
        form = leads.form
        self._paragraphs, self._form, self._leads, self._ruled = form.paragraphs, form, leads, ruled
        self._ruled_to_speak = ruled.members(form.cast)
        self._floor = Floor(form.cast.members)
        self._prose, self._answers = Prose(form, self._floor), Answers(form)
        self._waits = has_sessions(form)
        """Whether the first of the counted sessions is still to come: what prose reports before it are parts in the event."""
        self._bylines = any(heading is not None for heading in form.headings)
        """Whether no heading has been seen of those to come: a name alone is the author's."""
        self._alone = False
        """Whether one person alone speaks in the paragraph before."""
        self._presenter: tuple[int, ...] = ()
        """Whom the heading above names: the answers to questions below it are theirs."""
        self._items: Kind | None = None
        """What the items under a heading are: decisions, or actions."""

    def read(self, cut: int = 0) -> list[Verdict]:
        """Give a verdict for each paragraph; the first `cut` are the head."""
        head = [Verdict(Kind.NARRATIVE)] * cut
        found: list[Verdict] = []
        for at in range(cut, len(self._paragraphs)):
            found.append(self._verdict(at, self._paragraphs[at]))
            self._alone = len({stretch.who for stretch in found[-1].stretches}) == 1
        return head + found

    def _verdict(self, at: int, here: Paragraph) -> Verdict:
        rules = (
            self._by_ruling,
            self._row,
            self._heading,
            self._on_roster,
            self._noise,
            self._message,
            self._labelled,
            self._procedure,
            self._lead,
            self._unknown_label,
            self._item,
            self._prose.cited,
            self._signed,
            self._inner,
        )
        found = next(filter(None, (rule(at, here) for rule in rules)), None) or self._running(at, here)
        return self._answers.parted(at, here, found)

    def _by_ruling(self, at: int, here: Paragraph) -> Verdict | None:
        """What the author says of a paragraph; its headings are lines of the outline already."""
        ruling = self._ruled.by_paragraph.get(at)
        if ruling is None or ruling.kind in {*HEADINGS, Is.ROSTER}:
            return None
        who = self._floor.turn if ruling.joins else self._ruled_to_speak[at]
        if not who:
            self._floor.close()
            return Verdict(KINDS[ruling.kind] if ruling.kind else Kind.NARRATIVE)
        if ruling.joins:
            return Verdict(Kind.SPEECH, (Stretch(0, len(here.text), who, "goes-on", 1.0),))
        self._floor.open(who, "label", at, here)
        label = self._form.label(at)
        return speech(here, who, "ruled", label.start if label and set(label.who) <= set(who) else 0)

    # --- What ends a turn -------------------------------------------------------------------------------

    def _row(self, at: int, here: Paragraph) -> Verdict | None:
        """A row of a table: the words of whom its column of names gives."""
        if not here.cells:
            return None
        who, start = self._form.row_speaker(at)
        if not who:
            return None if at in self._form.rosters.paragraphs else Verdict(Kind.NARRATIVE)
        self._floor.close()
        return speech(here, who, "row", start)

    def _heading(self, at: int, here: Paragraph) -> Verdict | None:
        if self._form.headings[at] is None:
            return None
        self._floor.clear()
        self._bylines = self._waits = False
        words = here.text.strip(" :")
        kinds = ((Kind.ACTION, saying.ACTION), (Kind.DECISION, saying.DECISION))
        self._items = next((kind for kind, pattern in kinds if pattern.fullmatch(words)), None)
        said = self._leads.heading_label(at)
        if said:
            self._floor.open(said.who, "label", at)
            return speech(here, said.who, "label", said.start)
        owner = self._presenter = self._leads.heading_owner(at)
        if owner:
            self._floor.open(owner, "heading", at)
        return Verdict(Kind.HEADING)

    def _on_roster(self, at: int, _: Paragraph) -> Verdict | None:
        if at not in self._form.rosters.paragraphs:
            return None
        if not self._leads.takes_notes(at):
            self._floor.close()
        speaker = self._leads.presented(at)
        if speaker is not None:
            self._floor.open((speaker,), "heading", at)
        return Verdict(Kind.ROSTER)

    def _noise(self, at: int, here: Paragraph) -> Verdict | None:
        """“[Laughter]”: it ends no turn."""
        if _DRAWN.fullmatch(here.raw.strip()):
            return Verdict(Kind.NARRATIVE)
        if not _NOISE.fullmatch(here.text[body_start(here.text) :]) or (here.marks and self._floor.owners):
            return None
        if self._form.end_label(at) is not None or self._leads.lead(at):
            return None
        spoken = heard(here.text.strip("()[]"), self._form.setting(at))
        return None if spoken.voices else Verdict(Kind.NARRATIVE)

    def _procedure(self, at: int, here: Paragraph) -> Verdict | None:
        """A decision, an action, a vote, a time, a place."""
        text = here.text.lstrip("*_ ")
        if _CHECKBOX.match(text):
            return Verdict(Kind.ACTION)
        if self._items and here.marks and not self._floor.owners and not self._begins_a_report(at, here):
            return Verdict(self._items)
        kinds = ((Kind.DECISION, saying.DECISION), (Kind.ACTION, saying.ACTION), (Kind.NARRATIVE, saying.OTHER))
        kind = next((kind for kind, pattern in kinds if pattern.match(text)), None)
        owner = self._floor.owners[-1] if here.marks and self._floor.owners else None
        owned = owner is not None and owner.who and owner.clue != "prose"
        if kind is None or (kind is Kind.NARRATIVE and owned):
            return None
        if kind is Kind.NARRATIVE and self._floor.by in {"lead", "heading"} and self._floor.opened == at - 1:
            self._floor.opened = at
            abstract = saying.ABSTRACT.match(text)
            if abstract and is_sentence(text[abstract.end() :]):
                return speech(here, self._floor.turn, "list")
        elif not here.marks:
            self._floor.close()
        return Verdict(kind)

    def _begins_a_report(self, at: int, here: Paragraph) -> bool:
        """Whether a paragraph begins with somebody of the cast who says something."""
        voices = self._prose.first(at, here).voices
        return bool(voices) and voices[0].score >= CLEARLY and not voices[0].start

    # --- Labels -----------------------------------------------------------------------------------------

    def _message(self, at: int, here: Paragraph) -> Verdict | None:
        """A further line of a chat's message: it has no time of its own."""
        goes_on = self._floor.by == "label" and self._floor.turn and self._form.in_chat(at, stamped=False)
        return speech(here, self._floor.turn, "goes-on") if goes_on and self._form.label(at) is None else None

    def _labelled(self, at: int, here: Paragraph) -> Verdict | None:
        label = self._form.label(at)
        if label is None:
            return None
        if _CHECKBOX.match(here.text) or (self._items is Kind.ACTION and (here.marks or not self._form.direct)):
            return Verdict(Kind.ACTION)
        words = here.text[label.start :].strip()
        answers = self._form.direct and words[-1:] in {".", "?", "!"}
        if (label.of_role and words and not is_sentence(words) and not answers) or self._form.in_programme(at):
            return Verdict(Kind.NARRATIVE)
        if not label.who and _ANSWER.match(here.text):
            label = label._replace(who=self._form.end_label(at) or self._presenter)
        self._floor.open(label.who, "label", at, here)
        return self._turn(at, here, label, words) if label.who else self._from_the_floor(at, here, label)

    def _turn(self, at: int, here: Paragraph, label: Who, words: str) -> Verdict:
        """What somebody of the cast says behind a label."""
        if label.begins:
            return self._heard(here, self._prose.voiced(at, here, label.who))
        if not words or self._prose.is_title(at, here, words):
            self._floor.by = "lead"
            return Verdict(Kind.LEAD, (Stretch(0, len(here.text), label.who, "label", CERTAINTY["label"]),))
        return Verdict(Kind.SPEECH, self._with_inner(at, here, label), label.start)

    def _from_the_floor(self, at: int, here: Paragraph, label: Who) -> Verdict:
        """What stands behind "Question:": the words of whom its first sentence names, else of nobody known."""
        voices = heard(here.text[label.start :].strip(), self._form.setting(at)).voices
        if voices and voices[0].score >= CLEARLY and not voices[0].start and not isinstance(voices[0].who, str):
            return speech(here, voices[0].who, "subject", label.start)
        told = self._prose.voiced(at, here, ()) if not self._form.direct else None
        surely = told is not None and any(voice.score >= CLEARLY for voice in told.stretches)
        return told if told and surely else Verdict(Kind.FLOOR, words=label.start)

    def _with_inner(self, at: int, here: Paragraph, label: Who) -> tuple[Stretch, ...]:
        """The stretches of a labelled paragraph, and of those whose labels stand in the middle of it."""
        cuts = [(label.start, label.who), *self._form.inner_labels(at, label.start)]
        bounds = [*(start for start, _ in cuts[1:]), len(here.text)]
        if len(cuts) > 1:
            self._floor.open(cuts[-1][1], "label", at, here)
        return tuple(
            Stretch(start, end, who, "label", CERTAINTY["label"])
            for (start, who), end in zip(cuts, bounds, strict=True)
            if who
        )

    def _unknown_label(self, at: int, here: Paragraph) -> Verdict | None:
        """A label of the document's form that names nobody of the cast: the turn ends, nobody speaks; so does a question of nobody."""
        if at in self._form.questions or at in self._leads.asked:
            return Verdict(Kind.FLOOR)
        text = here.text[body_start(here.text) :]
        unnamed = self._form.direct and (text.startswith("?") or _FOOTNOTE.match(here.text) is not None)
        labelled = self._form.looks_labelled(at) and not self._begins_a_report(at, here)
        if not unnamed and not self._form.in_chat(at, stamped=True) and not labelled:
            return None
        if labelled and self._form.reports_behind(at):
            return self._heard(here, self._prose.voiced(at, here, ()))
        self._floor.open((), "label", at, here)
        return Verdict(Kind.NARRATIVE)

    # --- Leads and lists ----------------------------------------------------------------------------------

    def _lead(self, at: int, here: Paragraph) -> Verdict | None:
        """A name alone, an announcement, a sentence before a list: whose words follow, unless it signs those above."""
        if at and self._leads.signer(at - 1):
            self._floor.close()
            return Verdict(Kind.NARRATIVE)
        who = self._leads.lead(at) or self._introduced(at, here)
        stranger = not who and self._leads.is_stranger(at)
        if not who and not stranger:
            return None
        if self._bylines and not here.marks and self._leads.is_byline(at):
            return Verdict(Kind.NARRATIVE)
        self._floor.open(who, "lead", at, here)
        if stranger:
            return Verdict(Kind.NARRATIVE)
        kind = Kind.SPEECH if reports(here) else Kind.LEAD
        return Verdict(kind, (Stretch(0, len(here.text), who, "lead", CERTAINTY["lead"]),))

    def _introduced(self, at: int, here: Paragraph) -> tuple[int, ...]:
        """Whose list a sentence introduces: "Ms. Uy had brought two figures:", "He listed three costs:"."""
        if not self._prose.introduces(at, here):
            return ()
        voices = heard(here.text, self._form.setting(at)).voices
        wanted = SURE if voices and voices[0].start else _BARELY
        who = self._floor.meant(voices[0], ()) if voices and voices[0].score >= wanted else ()
        alone = self._alone or (self._floor.by in {"lead", "heading"} and self._floor.opened == at - 1)
        goes_on = saying.PRONOUN.match(here.text) or (saying.OWN_POINTS.match(here.text) and alone)
        return who or (self._floor.turn if goes_on else ())

    def _item(self, at: int, here: Paragraph) -> Verdict | None:
        """An item of a list: its owner's, unless it names somebody else or ends with a name."""
        if not here.marks:
            return None
        owner = self._floor.owner(here)
        numbered = len(here.marks) == 1 and here.family in {"paren", "half", "dot", "decimal", "roman"}
        if (numbered or here.family == "letter") and (owner is None or owner.clue == "prose" or not owner.who):
            return None
        signed = self._form.end_label(at)
        if signed is not None:
            self._floor.nest(signed, here)
            return speech(here, signed, "signed")
        first = self._prose.first(at, here)
        owned = owner is not None and bool(owner.who) and owner.clue in {"lead", "heading", "label"}
        if first.voices and opens(first.voices[0], owned=owned):
            verdict = self._prose.voiced(at, here, owner.who if owner else ())
            if verdict.stretches:
                self._floor.nest(verdict.stretches[-1].who, here)
            return verdict
        nobodys = (
            {"stranger"} | ({"floor"} if numbered or not owned else set()) | (set() if owned else {"other", "thing"})
        )
        if first.other in nobodys:
            return None
        return self._owned(here, owner, first.voices)

    def _owned(self, here: Paragraph, owner: Owner | None, voices: Sequence[Voice]) -> Verdict | None:
        """The words of a list's owner, unless a pronoun that begins them cannot stand for that person."""
        if owner is None or not owner.who:
            return None if voices or not self._floor.owners else Verdict(Kind.NARRATIVE)
        if voices and not self._floor.may_be(voices[0], owner.who):
            return None
        return speech(here, owner.who, "list")

    def _signed(self, at: int, here: Paragraph) -> Verdict | None:
        """A paragraph that ends with the name of who says it, or has it right below."""
        signed = self._form.end_label(at) or self._leads.signer(at) or None
        if signed is None:
            return None
        self._floor.turn, self._floor.by = signed, "signed"
        return speech(here, signed, "signed")

    def _inner(self, at: int, here: Paragraph) -> Verdict | None:
        """A paragraph that goes on with a labelled turn, and in the middle of which others have labels."""
        named = self._form.direct and any(who for _, who in self._form.inner_labels(at, 0))
        return Verdict(Kind.SPEECH, self._with_inner(at, here, Who(self._floor.turn, 0))) if named else None

    # --- Prose --------------------------------------------------------------------------------------------

    def _running(self, at: int, here: Paragraph) -> Verdict:
        """A paragraph of prose."""
        floor = self._floor
        right_below = floor.by in {"lead", "heading"} and floor.opened == at - 1
        if right_below and floor.by == "lead" and floor.turn and self._leads.alternate and not is_affiliation(here):
            return speech(here, floor.turn, "goes-on-lead")
        if right_below and (is_affiliation(here) or self._leads.is_title_below(at)):
            floor.opened = at
            return Verdict(Kind.NARRATIVE)
        if (self._waits and floor.by not in {"lead", "heading"}) or self._prose.conveys(here):
            return Verdict(Kind.FLOOR if grammar.FLOOR.search(here.text) else Kind.NARRATIVE)
        return self._heard(here, self._prose.voiced(at, here, *self._prose.carried(at, here)))

    def _heard(self, here: Paragraph, verdict: Verdict) -> Verdict:
        """A paragraph of prose that was read, and who has the floor behind it."""
        floor = self._floor
        if verdict.stretches:
            speakers = verdict.stretches[-1].who
            floor.by = floor.by if speakers == floor.turn else "prose"
            floor.turn = speakers
            if floor.by == "prose":
                clue = "lead" if saying.LISTING.search(here.text) else "prose"
                floor.owners = [Owner(here.indent if here.marks else -1, speakers, clue, here.family)]
        elif not (floor.by in {"label", "lead", "heading"} and self._form.direct):
            floor.close()
        return verdict
