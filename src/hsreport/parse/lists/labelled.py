"""Lists with a label, and the lines below that go on with them."""

import re
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from hsreport.language import people
from hsreport.parse.lists.entries import LONGEST_LIST, Entry, are_nicks, behind_office, items, unnumbered
from hsreport.parse.lists.labels import Label, aligned, alone, label_at
from hsreport.parse.lists.people import is_person_line, likeness, person_at
from hsreport.parse.paragraphs import Paragraph
from hsreport.parse.words.labels import has_colon_label, whole_mention
from hsreport.values import Role

_BRACKETED = re.compile(r"[(\[]([^()\[\]]+(?:\([^()]*\)[^()\[\]]*)*)[)\]]")
_NEARLY_ALL = 0.8
"""The share of lines with a blank line before them from which on that is the document's way to set lines."""


def labelled(paragraphs: Sequence[Paragraph], lines: set[int]) -> Iterator[Entry]:
    """“Moderator: ...” and the lines below it."""
    open_label: Label | None = None
    above: Paragraph | None = None
    listed: list[Entry] = []
    every: list[Entry] = []
    spaced = _are_spaced(paragraphs)
    for at, here in enumerate(map(_bare, paragraphs)):
        label = label_at(here.text) or (None if here.cells else alone(here) or aligned(here, open_label, above))
        label = label if len(here.cells) in {0, 2} else None
        if label and _lists(here.text[label.end :], label, paragraphs, at):
            open_label, above = label, here
            lines.add(at)
            found = list(items(at, here.text[label.end :], label))
            listed = found + ([] if here.gap or not found else listed)
            every = found + ([] if label.role in {Role.CHAIR, Role.MODERATOR} else every)
            yield from found
        elif (
            open_label
            and above
            and _goes_on(here, above, open_label, spaced=spaced)
            and not _is_listed(here, every if here.gap and not spaced else listed)
        ):
            below = _below(open_label) if listed else open_label._replace(words="", end=0)
            if here.text.count(",") == 1 and _is_one_a_line(listed):
                below = below._replace(plural=False)
            found = list(items(at, here.text, below))
            listed, every = listed + found, every + found
            if not found and here.gap:
                open_label = None
            above = here
            yield from found
        elif not (
            open_label
            and above
            and not here.gap
            and not here.heading
            and len(here.text) < 100
            and label is None
            and not here.marks
        ):
            open_label = None


def _bare(here: Paragraph) -> Paragraph:
    """A line without the brackets that all of it stands in: "(chair: Ann Wu, Port Office)", not "[Message from Ann Wu]".

    "Mr. Wu in the chair" has its label first.
    """
    presides = people.PRESIDES.fullmatch(here.text)
    if presides and whole_mention(presides["who"]):
        return replace(here, text=f"{presides['label']}: {presides['who']}")
    inner = _BRACKETED.fullmatch(here.text)
    label = label_at(inner[1]) if inner else None
    lists = inner and label and (":" in inner[1][: label.end] or label.role in {Role.CHAIR, Role.MODERATOR})
    return replace(here, text=inner[1]) if inner and lists else here


def _is_listed(here: Paragraph, listed: Sequence[Entry]) -> bool:
    """Whether a line names somebody who is on the list already, and opens a turn; another spelling and office is another."""
    found = person_at(here.text)
    if found is None:
        return False
    words, rest = found[0].words, found[1].strip(" ,.:")
    return any(
        set(found[0].key) <= set(entry.mention.key)
        and (words == entry.mention.words or rest in {"", entry.rest} or found[0].key != entry.mention.key)
        for entry in listed
    )


def _is_one_a_line(listed: Sequence[Entry]) -> bool:
    """Whether a list holds one person a line, each with an affiliation."""
    return (
        bool(listed)
        and all(entry.rest for entry in listed)
        and len({entry.paragraph for entry in listed}) == len(listed)
    )


def _below(label: Label) -> Label:
    """What a line says that follows a labelled one without a label: one person's label does not go on."""
    single = label.role in {
        Role.MODERATOR,
        Role.CHAIR,
        Role.LEAD_OFF,
        Role.KEYNOTE,
        Role.RAPPORTEUR,
        Role.OPENING,
        Role.CLOSING,
    }
    role = Role.SPEAKER if single and not label.plural else label.role
    return label._replace(words="", role=role, end=0)


def _are_spaced(paragraphs: Sequence[Paragraph]) -> bool:
    """Whether a blank line tells nothing, because one stands before every line."""
    return sum(here.gap for here in paragraphs[1:]) >= _NEARLY_ALL * (len(paragraphs) - 1)


def _goes_on(here: Paragraph, above: Paragraph, label: Label, *, spaced: bool) -> bool:
    if (
        here.heading
        or here.cells
        or here.text.rstrip().endswith((":", "："))
        or (here.gap and not (spaced or label.plural or here.indent > above.indent))
    ):
        return False
    stands_out = spaced or here.marks or is_person_line(here.text, 1.4)
    if here.gap and (bool(here.marks) != bool(above.marks) or not stands_out):
        return False
    text = here.text if here.gap else here.text.rstrip(".")
    said = has_colon_label(text) and re.search(r"[:：]\s+\S+\s\S", text) is not None
    return is_person_line(text, 0.9 if here.gap and not spaced else 0.4) and label_at(here.text) is None and not said


def _lists(rest: str, label: Label, paragraphs: Sequence[Paragraph], at: int) -> bool:
    """Whether people are listed behind a label, or on the lines below it, and nobody speaks."""
    if not rest.strip():
        following = paragraphs[at + 1] if at + 1 < len(paragraphs) else None
        return (
            following is not None
            and not following.heading
            and (":" in paragraphs[at].text or not following.gap)
            and (is_person_line(following.text) and (label.role is not None or label.plural))
        )
    if (
        len(rest) > LONGEST_LIST
        or rest.rstrip().endswith(("?", "!"))
        or people.DIRECT.search(re.sub(r"\([^)]*\)", "", rest[:200]))
    ):
        return False
    first = person_at(behind_office(people.ANOTHER.sub("", unnumbered(rest))))
    if label.numbered and first and len(first[0].key) < 2 and not first[0].titles:
        return False
    if first is None:
        return label.plural and label.role is None and are_nicks(rest)
    if (
        re.search(
            r"(?<!\b[^\W\d_]\.)(?<!\b[^\W\d_]{2}\.)(?<!\b[^\W\d_]{3}\.)(?<=\.)\s+[^\W\d_a-z][a-z]+\s+[a-z]+\s+[a-z]+",
            first[1],
        )
        and ";" not in rest
    ):
        return False
    sure = label.role is not None and len(first[0].key) > 1 and not any(word in people.BODIES for word in first[0].key)
    return sure or likeness(*first) >= 0.9 or (label.plural and label.role is None and likeness(*first) > -0.5)
