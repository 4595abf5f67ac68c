"""Lines and headings that tell whose words follow, or whose stand above: a name alone, an announcement, a title with its speaker."""

import re
from collections.abc import Mapping, Sequence
from functools import cached_property

from hsreport.language import saying
from hsreport.parse.lists.people import is_person_line, likeness, person_at
from hsreport.parse.speech.forms import Form, Who
from hsreport.parse.speech.naming import placed_name
from hsreport.parse.words.labels import announced, body_start, labels, whole_mention
from hsreport.values import Role

_LONGEST_TITLE, _LONGEST_BELOW = 140, 90
_IN_TURN = 0.6
_SAYING_ROLES = {Role.SPEAKER, Role.KEYNOTE, Role.MESSAGE, Role.LEAD_OFF, Role.OPENING}


class Leads:
    """What the form of a document makes of lines that name somebody and say nothing themselves."""

    def __init__(self, form: Form) -> None:
        self.form = form

    def lead(self, at: int) -> tuple[int, ...]:
        """Whose words follow a line that is nothing but a name or an announcement."""
        following = self.form.following(at)
        return () if following and following.heading else self._alone(at)

    def _alone(self, at: int) -> tuple[int, ...]:
        """Whom a line names that holds nothing else, or an announcement."""
        here = self.form.paragraphs[at]
        text = saying.STANCE.sub("", here.text[body_start(here.text) :].strip(" =~*#").rstrip(":：").rstrip())
        if not text or len(text) > 200:
            return ()
        words = announced(here.text)
        who = self.form.members(words, at) if words else None
        if who:
            return who
        sentence = re.search(r"[.!?]$", text) and not re.search(r"(?:Jr|Sr|\b[^\W\d_a-z])\.$", text)
        if sentence:
            return ()
        found = person_at(text) if is_person_line(text, -2) and not re.search(r"[:：]\s", text) else None
        member = self.form.cast.meant(found[0], self.form.near[at]) if found else None
        return self.form.members(text, at) or ((member,) if isinstance(member, int) else self._titled.get(at, ()))

    @cached_property
    def _titled(self) -> Mapping[int, tuple[int, ...]]:
        """The lines alone that are titles with the name of who spoke, where there are three or more; and whose they are."""
        found = {
            at: who
            for at in self.form.free()
            if (here := self.form.paragraphs[at]).gap and not here.marks and len(here.text) < _LONGEST_TITLE
            and (following := self.form.following(at)) and following.gap and not re.search(r"[.!?:;,]$", here.text)
            and (who := placed_name(here.text, self.form.cast, self.form.near[at]))
        }  # fmt: skip
        return found if len(found) > 2 else {}

    def is_lead_again(self, at: int) -> bool:
        """Whether a paragraph leads to somebody's words in a document of which three paragraphs or more do."""
        return bool(self.lead(at)) and len(self._leads) > 2

    @cached_property
    def _leads(self) -> Sequence[int]:
        return [at for at in self.form.free() if self.lead(at)]

    @cached_property
    def asked(self) -> frozenset[int]:
        """Questions below each of which stands a name alone, whose answer follows: three or more."""
        leads = {*self._leads}
        bare = (at for at in self.form.free() if at + 1 in leads and at - 1 not in leads)
        asked = [at for at in bare if self.form.paragraphs[at].text.endswith("?")]
        return frozenset(asked if len(asked) > 2 else ())

    @cached_property
    def alternate(self) -> bool:
        """Whether names alone and what they say stand in turn, a paragraph each, as in a chat; in biographies nobody comes again."""
        alone = {at: who for at in self.form.free() if (who := self._names_only(at))}
        inside = [at for at in alone if at + 2 < len(self.form.paragraphs)]
        return len(set(alone.values())) < len(inside) > 3 and sum(at + 2 in alone for at in inside) > _IN_TURN * len(
            inside
        )

    def _names_only(self, at: int) -> tuple[int, ...]:
        label = self.form.label(at)
        bare = label is not None and not self.form.paragraphs[at].text[label.start :].strip()
        return self.lead(at) or (label.who if label and bare else ())

    def is_title_below(self, at: int) -> bool:
        """Whether a line right below a name, and set off from the text, is the title of what was said."""
        here, following = self.form.paragraphs[at], self.form.following(at)
        if here.gap or here.marks or following is None or following.heading:
            return False
        alone = following.gap or len(following.text) > 2 * len(here.text)
        return alone and len(here.text) < _LONGEST_BELOW and here.text[-1:] not in '.?!:;,…"”'

    def is_byline(self, at: int) -> bool:
        """Whether a name above the first heading is the author's, with numbered prose or a heading below it."""
        following = self.form.following(at)
        return following is None or bool(following.heading) or (bool(following.marks) and len(following.text) > 120)

    def signer(self, at: int) -> tuple[int, ...]:
        """Whose name stands right below a paragraph and signs it: below a quotation, or where most names alone stand so."""
        return self._alone(at + 1) if at + 1 in self._signatures else ()

    @cached_property
    def _signatures(self) -> frozenset[int]:
        lines = self.form.paragraphs
        alone = (at for at in self.form.free() if at and self._alone(at))
        ends = [at for at in alone if re.search(r"[.?!…][\"”’)]*$", lines[at - 1].text)]
        quoted = {at for at in ends if lines[at].quoted and lines[at - 1].quoted}
        close = (at for at in ends if not lines[at].gap)
        below = {at for at in close if (following := self.form.following(at)) is None or following.gap}
        return frozenset(quoted | below if len(below) > 1 and 2 * len(below) > len(self._leads) else quoted)

    def is_stranger(self, at: int) -> bool:
        """Whether a line is nothing but a name, of somebody who is not of the cast."""
        whole = whole_mention(self.form.paragraphs[at].text.rstrip(":"))
        return whole is not None and len(whole.key) > 1 and likeness(whole, "") >= 1.0

    def heading_label(self, at: int) -> Who | None:
        """Whom a heading names before what that person says: "### Imani: first time at one of these"."""
        text = self.form.paragraphs[at].text
        label = next((label for label in labels(text) if label.shape == "colon"), None)
        words = text[label.start :] if label else ""
        said = words[:1].islower() or re.search(r"[.?!]$", words) is not None or len(words) > 90
        who = (
            self.form.members(label.who, at, label.aside)
            if label and said and self.form.paragraphs[at].heading > 2
            else None
        )
        return Who(who, label.start) if who and label else None

    def heading_owner(self, at: int) -> tuple[int, ...]:
        """Whose words stand under a heading that names somebody: "Talk 1: Ann Wu, Director", "The mill (Ann Wu)"."""
        text = self.form.paragraphs[at].text.strip().rstrip(":")
        who = self.form.members(text, at)
        following = self.form.following(at)
        lists = following is not None and bool(following.marks) and self.form.label(at + 1) is None
        return who or (self._placed(at) if self.form.labelled < 4 or lists or self._own_talks else ())

    def _placed(self, at: int) -> tuple[int, ...]:
        """Whom the title of a heading names, its number left out: "B. Fish passes (Mr. T. Reyes)"."""
        line = self.form.headings[at]
        text = self.form.paragraphs[at].text.removeprefix(line.label).strip(" .:)") if line else ""
        return placed_name(
            f"{text})" if text.count("(") > text.count(")") else text, self.form.cast, self.form.near[at]
        )

    @cached_property
    def _own_talks(self) -> bool:
        """Whether headings are the titles of talks, each with the name of who gave it."""
        named = [at for at, line in enumerate(self.form.headings) if line and self._placed(at)]
        alike = {line.style for at in named if (line := self.form.headings[at])}
        return len(named) > 1 and 2 * len(named) >= sum(
            line is not None and line.style in alike for line in self.form.headings
        )

    def takes_notes(self, at: int) -> bool:
        """Whether a roster line only tells who takes notes of what the one above it says."""
        return {entry.role for entry in self.form.rosters.entries if entry.paragraph == at} == {Role.RAPPORTEUR}

    def presented(self, at: int) -> int | None:
        """The one person of a roster line who alone speaks below it: "Speaker: Ann Wu" above a talk, a panelist above dashes.

        Below others on a list nobody is presented, unless they preside or a blank line parts them.
        """
        entries = [entry for entry in self.form.rosters.entries if entry.paragraph == at]
        last = at + self.takes_notes(at + 1)
        following = self.form.following(last)
        if (
            len(entries) != 1
            or following is None
            or last + 1 in self.form.rosters.paragraphs
            or self.form.headings[last + 1] is not None
        ):
            return None
        follows = bool(following.marks) and not following.gap
        says = entries[0].role in _SAYING_ROLES or (follows and entries[0].role is Role.PANELIST)
        above = [entry for entry in self.form.rosters.entries if entry.paragraph == at - 1]
        labelled = entries[0].label or (at - 1 in self.form.rosters.paragraphs and not above)
        presiding = all(entry.role in {Role.CHAIR, Role.MODERATOR} for entry in above) and not following.gap
        goes_on = above and not (presiding or self.form.paragraphs[at].gap)
        if not says or not labelled or goes_on:
            return None
        member = self.form.cast.meant(entries[0].mention)
        return member if isinstance(member, int) else None
