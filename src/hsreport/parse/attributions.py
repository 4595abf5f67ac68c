"""To whom words are given: the name as printed there, the canonical one, and the voices of a point."""

import re
from collections.abc import Iterator
from itertools import pairwise

from msgspec.structs import replace

from hsreport.language import people
from hsreport.language.letters import comparable
from hsreport.language.people import plain
from hsreport.language.spellings import is_slip
from hsreport.model import Attribution, Voice
from hsreport.parse.cast.members import Cast
from hsreport.parse.lists.entries import Entry
from hsreport.parse.lists.people import affiliation
from hsreport.parse.paragraphs import Paragraph
from hsreport.parse.speech.verdicts import Stretch, Verdict
from hsreport.parse.words.mentions import Mention, mentions
from hsreport.parse.words.names import person_name
from hsreport.values import PersonName, SourceSpan

_BESIDE = re.compile(r"\s*(?:[(（](?P<enclosed>[^()（）]{2,120})[)）]|,\s(?P<apposed>[^.;:]{2,120}?)(?:,|$))")


class Attributions:
    """Names members of the cast as the text does."""

    def __init__(self, cast: Cast) -> None:
        self._cast = cast

    def listed(self, entry: Entry) -> PersonName:
        """The name of somebody on a roster, canonical but for what is printed there."""
        member = self._cast.meant(entry.mention)
        name = self._cast.members[member].name if isinstance(member, int) else person_name(entry.mention.words)
        return replace(name, printed=" ".join(entry.mention.words))

    def canonical(self, number: int) -> Attribution:
        """A member whom the words do not name."""
        name = self._cast.members[number].name
        return Attribution(name.display, name)

    def named(self, number: int, text: str, start: int = 0, *, alone: bool = False) -> Attribution | None:
        """A member as the words from `start` on name that person, with the affiliation beside it; None where they do not.

        `alone` says that a line holds nothing else, so that all behind the name is the affiliation.
        """
        said = next((each for each in self._mentions(text, number) if each.end > start), None)
        if said is None:
            return None
        behind = _BESIDE.match(text, said.end)
        words = (behind["enclosed"] or behind["apposed"]) if behind else ""
        if alone and behind and behind["apposed"]:
            words = text[said.end :].strip(" ,:")
        known = alone or any(plain(word) in people.OFFICES | people.BODIES for word in words.split())
        place = affiliation(words) if words and (known or (behind and behind["enclosed"])) else None
        name = self._spelled(said, self._cast.members[number].name)
        return Attribution(text[said.start : said.end], name, affiliation=place)

    def voices(self, here: Paragraph, verdict: Verdict, turn: tuple[int, Attribution]) -> tuple[Voice, ...]:
        """The voices of a point; `turn` is who speaks by the lead above it.

        Where two say the same, the stretch is parted between them at the second's name.
        """
        return tuple(voice for stretch in verdict.stretches for voice in self._of(here, stretch, verdict.words, turn))

    def _of(self, here: Paragraph, stretch: Stretch, words: int, turn: tuple[int, Attribution]) -> Iterator[Voice]:
        bounds = [stretch.start, *(self._cut(here, stretch, number) for number in stretch.who[1:]), stretch.end]
        for number, (start, end) in zip(stretch.who, pairwise(bounds), strict=True):
            if end <= max(start, words):
                continue
            span = SourceSpan(here.line_at(start), here.line_at(max(start, end - 1)))
            said = self.named(number, here.text[:end], start)
            said = said or (turn[1] if turn[0] == number else self.canonical(number))
            yield Voice(said, max(0, start - words), end - words, span, (stretch.clue,), round(stretch.score, 2))

    def _cut(self, here: Paragraph, stretch: Stretch, number: int) -> int:
        words = here.text[stretch.start : stretch.end]
        named = next((each.start for each in self._mentions(words, number) if each.start), None)
        return stretch.start + (named or words.find(" ", len(words) // 2) + 1 or len(words) // 2)

    def _mentions(self, text: str, number: int) -> Iterator[Mention]:
        """Where a text names a member: as it is compared, with its places as typed."""
        plainly, places = comparable(text)
        for said in mentions(plainly):
            if said.words and self._cast.meant(said, (number,)) == number:
                yield said._replace(start=places[said.start], end=places[said.end]) if places else said

    def _spelled(self, said: Mention, name: PersonName) -> PersonName:
        """A member's name; as the text spells it where that is a slip, which `enrich` tells and brings back."""
        own = [plain(word) for word in name.display.split()]
        slipped = len(said.key) > 1 and any(len(word) > 1 and word not in own for word in said.key)
        if slipped and len(said.key) == len([word for word in own if word not in people.PARTICLES]):
            return person_name(said.words, honorific=name.honorific)
        if len(said.key) == 1 and said.key[0] not in own and is_slip(said.key[0], plain(name.family), far=True):
            return PersonName(said.words[0], family=said.words[0])
        return replace(name, printed=" ".join(said.words))
