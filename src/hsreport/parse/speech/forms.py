"""The form of a document: in which ways it prints who speaks, decided by how well each way fits.

A shape of label counts where it recurs and where the words in it are people's; that is its `Fit`. What the shapes that count
make of a paragraph is asked here by `hsreport.parse.speech.turns`.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from hsreport.language import saying
from hsreport.language.grammar import role_of
from hsreport.parse.cast.introductions import named_at_once
from hsreport.parse.cast.members import Cast
from hsreport.parse.cast.offices import Offices
from hsreport.parse.headings import HeadingLine
from hsreport.parse.lists.rosters import Rosters
from hsreport.parse.pages import TURN
from hsreport.parse.paragraphs import Paragraph
from hsreport.parse.speech.actors import Setting
from hsreport.parse.speech.fits import AT_END, Fit, counts
from hsreport.parse.speech.naming import FLOOR, named, named_within, saying_in
from hsreport.parse.speech.rows import Rows
from hsreport.parse.speech.voices import heard
from hsreport.parse.words.labels import INNER, SIGNED_IN, Label, body_start, ends, labels, whole_mention
from hsreport.parse.words.verbs import verb_after


class Who(NamedTuple):
    """Whom a label names, and where the words begin that are said; nobody for the floor and for strangers."""

    who: tuple[int, ...]
    start: int
    of_role: bool = False
    """Whether it is the label of a role, which rosters have too."""
    begins: bool = False
    """Whether it is the beginning of a sentence that tells of somebody."""


_OF_MEMBERS = {"dash", "stop", "column", "arrow"}
"""Shapes that make a label of a member's name alone; other words before them are anything."""
_COLUMN = "   "
"""What parts the items of a programme from the names behind them."""
_TOLD = re.compile(rf"\s(?:{saying.TALK})$")
"""“Nora replied: ...” is a sentence, and its verb is no part of a label."""

_ASKS = re.compile(r"\?[\"”’)]*(?:\s\([^()]*\))?$")


class Form:
    """What a document's own ways of writing make of each paragraph."""

    def __init__(
        self,
        paragraphs: Sequence[Paragraph],
        headings: Sequence[HeadingLine | None],
        rosters: Rosters,
        cast: Cast,
        offices: Offices,
    ) -> None:
        self.paragraphs, self.headings, self.rosters = paragraphs, headings, rosters
        self.cast, self.offices = cast, offices
        self.near = self._nearby()
        self.tried: list[tuple[int, str, bool]] = []
        """Every label that could be one: its paragraph, its shape, whether it names a member."""
        self.fits = self._fits()
        self.shapes = self._counted()

    def following(self, at: int) -> Paragraph | None:
        return self.paragraphs[at + 1] if at + 1 < len(self.paragraphs) else None

    # --- What counts ------------------------------------------------------------------------------------

    def free(self) -> list[int]:
        return [
            at
            for at, here in enumerate(self.paragraphs)
            if at not in self.rosters.paragraphs and not here.cells and self.headings[at] is None
        ]

    def _fits(self) -> Mapping[str, Fit]:
        named: Counter[str] = Counter()
        plausible: Counter[str] = Counter()
        for at in self.free():
            here = self.paragraphs[at]
            for label in (*labels(here.text, here.bold), *ends(here.text)):
                who = None if self._may_tell(label, at) else self._named(label, at)
                if who is not None:
                    self.tried.append((at, label.shape, bool(who)))
                    named[label.shape] += bool(who)
                    plausible[label.shape] += 1
        return {shape: Fit(shape, named[shape], plausible[shape]) for shape in plausible}

    def _counted(self) -> frozenset[str]:
        """The shapes that count: often enough, and more often people than not."""
        every = sum(fit.named for fit in self.fits.values() if fit.shape not in AT_END)
        return frozenset(fit.shape for fit in self.fits.values() if counts(fit, every))

    @cached_property
    def labelled(self) -> int:
        """How many paragraphs a label at the head gives to somebody."""
        return sum(1 for at in self.free() if (label := self.label(at)) is not None and label.who)

    @cached_property
    def share(self) -> float:
        """The share of plain paragraphs that a label at the head gives to somebody."""
        plain = [at for at in self.free() if not self.paragraphs[at].marks]
        return sum(1 for at in plain if self.label(at) is not None) / len(plain) if plain else 0.0

    @cached_property
    def direct(self) -> bool:
        """Whether labelled turns hold the words themselves ("I", "we", "you") and no report of them."""
        turns = [
            self.paragraphs[at].text[label.start :]
            for at in self.free()
            if (label := self.label(at)) is not None and label.who
        ]
        return len(turns) >= 4 and sum(saying.SPOKEN.search(words) is not None for words in turns) >= max(
            3, 0.35 * len(turns)
        )

    @cached_property
    def questions(self) -> frozenset[int]:
        """Unlabelled questions of nobody in particular, each answered by a labelled turn, where most unlabelled paragraphs are such."""
        told = {at for at in self.free() if (label := self.label(at)) and (label.who or self.end_label(at))}
        bare = [at for at in self.free() if self.label(at) is None]
        asked = [at for at in bare if at + 1 in told and _ASKS.search(self.paragraphs[at].text)]
        between = [at for at in bare if at - 1 in told]
        return frozenset(asked if 2 * len({*asked}.intersection(between)) > max(4, len(between)) else ())

    @property
    def name(self) -> str:
        """The commonest way in words: "labels (colon)", "prose"."""
        best = max(
            (fit for fit in self.fits.values() if fit.shape in self.shapes), key=lambda fit: fit.named, default=None
        )
        return f"labels ({best.shape})" if best and best.named > 2 else "prose"

    # --- Who is near --------------------------------------------------------------------------------------

    def _nearby(self) -> list[frozenset[int]]:
        """For each paragraph the members on the lists of its session."""
        near: list[frozenset[int]] = []
        now: set[int] = set()
        listed: dict[int, set[int]] = {}
        for entry in self.rosters.entries:
            member = self.cast.meant(entry.mention)
            if isinstance(member, int):
                listed.setdefault(entry.paragraph, set()).add(member)
        for at, heading in enumerate(self.headings):
            if heading is not None and heading.kind == "session":
                now = set()
            now = now | listed.get(at, set())
            near.append(frozenset(now))
        return near

    def setting(self, at: int) -> Setting:
        return Setting(self.cast, self.offices, self.near[at], at)

    # --- Labels -------------------------------------------------------------------------------------------

    def label(self, at: int) -> Who | None:
        """Whom the label of a paragraph names; None where it has none of the shapes that count."""
        here = self.paragraphs[at]
        for label in labels(here.text, here.bold):
            if label.shape not in self.shapes:
                continue
            who = self._named(label, at)
            if who or (who is not None and not label.is_marked and label.shape not in _OF_MEMBERS):
                told = _TOLD.search(label.who) and here.text[label.start :].strip()
                begins = _begins(label, here)
                return Who(who, 0 if told or begins else label.start, role_of(label.who) is not None, begins)
        said = here.text.removeprefix(TURN).lstrip()
        who = named_at_once(said, self.cast) if said != here.text else ()
        return Who(who, 0) if who else None

    def _named(self, label: Label, at: int) -> tuple[int, ...] | None:
        """The members of a label; empty for the floor and for strangers, None where it could be anything."""
        if label.shape == "column" and whole_mention(self.paragraphs[at].text[label.start :]) is not None:
            return None
        who = self.members(label.who, at, label.aside)
        return (named_within(label.who, self.setting(at)) or FLOOR) if not who and label.shape in SIGNED_IN else who

    def _may_tell(self, label: Label, at: int) -> bool:
        """Whether what stands behind a dash may tell of the person before it: "Ann Wu – was born in Leeds"."""
        words = self.paragraphs[at].text[label.start :]
        asks = "?" in words[:80] or saying.SPOKEN.search(words, 0, 80) is not None
        return label.shape == "dash" and not (label.aside or asks) and verb_after(f" {words[:80]}") is not None

    def members(self, words: str, at: int, aside: str = "") -> tuple[int, ...] | None:
        """The members whom words name alone; empty for the floor and for strangers, None where they name nobody."""
        return named(words, self.setting(at), aside)

    def reports_behind(self, at: int) -> bool:
        """Whether a report of somebody of the cast begins behind a label: "Rebuttal: Mr. X said that"."""
        text = self.paragraphs[at].text
        label = next((label for label in labels(text) if label.shape == "colon"), None)
        voices = heard(text[label.start :], self.setting(at)).voices if label and not self.direct else ()
        return bool(voices) and not voices[0].start and not isinstance(voices[0].who, str)

    def looks_labelled(self, at: int) -> bool:
        """Whether a paragraph begins like the labelled turns of its document, with nobody known in the label."""
        return any(self.labelled > 5 or self._recurring[label.who] > 1 for label in self._unknown(at))

    def _unknown(self, at: int) -> list[Label]:
        here = self.paragraphs[at]
        return [] if here.marks else [
            label
            for label in labels(here.text, here.bold)
            if here.text[label.start :].strip() and (label.shape in self.shapes & {"colon", "dash", "arrow", "question", "bold"} or self._is_honoured(label)) and len(label.who.split()) <= 5 and label.start < 60
            and re.match(r"(?:the )?[^\W\d_a-z]", label.who) and not re.search(r"[,;.]$", label.who)
        ]  # fmt: skip

    def _is_honoured(self, label: Label) -> bool:
        """Whether a label that a full stop ends is a title and a name, and no short sentence: "Mr. Judge. How so?"."""
        found = whole_mention(label.who) if label.shape == "stop" and "stop" in self.shapes else None
        return found is not None and found.honoured

    @cached_property
    def _recurring(self) -> Counter[str]:
        """How often each label stands that names nobody known: "Resident: ..."."""
        return Counter(label.who for at in self.free() for label in self._unknown(at) if label.shape == "colon")

    def in_chat(self, at: int, *, stamped: bool) -> bool:
        """Whether a line stands in a chat, with a time of its own ("Ann Wu has joined") or without one."""
        return "chat" in self.shapes and (body_start(self.paragraphs[at].text) > 0) is stamped

    def in_programme(self, at: int) -> bool:
        """Whether a label with a title stands in a programme: the line before or after it is such a one too."""
        return self._is_titled(at) and any(
            0 <= near < len(self.paragraphs) and self._is_titled(near) for near in (at - 1, at + 1)
        )

    def _is_titled(self, at: int) -> bool:
        """Whether a label has a title behind it, and no sentence: "Ann Wu (Leeds): The Record Room"."""
        label = self.label(at) if not self.direct else None
        words = self.paragraphs[at].text[label.start :] if label else ""
        return (
            len(words) < 80 and words[:1].isupper() and re.search(r"[.!?,;]$", words) is None and not saying_in(words)
        )

    def inner_labels(self, at: int, start: int) -> list[tuple[int, tuple[int, ...]]]:
        """Labels in the middle of a paragraph, and whom they name: "fen: tired / LP: flu, keep away"."""
        if "colon" not in self.shapes:
            return []
        text = self.paragraphs[at].text
        found = []
        for match in INNER.finditer(text, max(0, start - 1)):
            words, _, aside = match["label"].partition(" (")
            who = self.members(words.split(",")[0], at, f"({aside}" if aside else "")
            if who is not None and (who or match.start() > start):
                found.append((match.end(), who))
        return found

    def end_label(self, at: int) -> tuple[int, ...] | None:
        """Whom the end of a paragraph names as its speaker: "... (RS)"."""
        text = self.paragraphs[at].text
        for label in ends(text):
            if label.shape in self.shapes and label.start > 2 and not text[: label.start].endswith(_COLUMN):
                who = self.members(label.who, at)
                if who:
                    return who
        return None

    @cached_property
    def _rows(self) -> Rows:
        return Rows(self.paragraphs, self.members)

    def row_speaker(self, at: int) -> tuple[tuple[int, ...], int]:
        """Who says the words of a table's row, and where they begin in it; nobody where the table holds no words."""
        return self._rows.speaker(at)


def _begins(label: Label, here: Paragraph) -> bool:
    """Whether bold words are only the first of a sentence: "**Ann Wu**, keeper of seed, told a story"."""
    behind = here.text[here.text.find(here.bold) + len(here.bold) : label.start + 1].replace(label.aside, "").lstrip()
    return label.shape == "bold" and (behind.startswith(",") or behind[:1].islower())
