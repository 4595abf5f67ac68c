"""Lists without a label at their head: under a heading, in rows, letters explained, inside a line."""

import re
from collections.abc import Iterator, Sequence

from hsreport.language import gazetteer, people
from hsreport.language.grammar import role_of
from hsreport.language.sentences import sentence_spans
from hsreport.parse.lists.entries import LETTERS, LONGEST_LIST, Entry, are_nicks, entry_of, items, own_role, people_of
from hsreport.parse.lists.labels import LISTED, Label, label_at
from hsreport.parse.lists.people import LONGEST_LINE, is_person_line, likeness, person_at
from hsreport.parse.paragraphs import Paragraph
from hsreport.parse.words.mentions import mentions
from hsreport.parse.words.verbs import Does, verb_after
from hsreport.values import Role


def under_headings(paragraphs: Sequence[Paragraph], lines: set[int]) -> Iterator[Entry]:
    """Lines of one person each under "Speakers", "Panel", "About the speakers", biographies included."""
    for at, here in enumerate(paragraphs):
        label = _heading_label(here) or _before_title(here) or _announced(here)
        if label is None or at in lines:
            continue
        yield from _listed_below(paragraphs, at + 1, label, lines)


def _listed_below(paragraphs: Sequence[Paragraph], place: int, label: Label, lines: set[int]) -> Iterator[Entry]:
    """The people of the lines below a list's heading, a line further right being what is said of the one above it."""
    open_entry: Entry | None = None
    may_tell = label.role not in {Role.OPENING, Role.CLOSING, Role.MESSAGE}
    while place < len(paragraphs) and not paragraphs[place].heading and place not in lines:
        below = paragraphs[place]
        if open_entry and below.indent > paragraphs[open_entry.paragraph].indent and not open_entry.rest:
            role = next(filter(None, (role_of(part) for part in re.split(r"\s*[.,;]\s*", below.text))), None)
            open_entry = open_entry._replace(rest=below.text.rstrip("."), role=role or open_entry.role)
            lines.add(place)
        elif _heading_label(below) or not (is_person_line(below.text, 0.4) or (may_tell and _is_biography(below.text))):
            break
        else:
            if open_entry:
                yield open_entry
            told = may_tell and _is_biography(below.text)
            found = list(entry_of(place, _subject(below.text), label) if told else items(place, below.text, label))
            if not found:
                return
            yield from found[:-1]
            open_entry = found[-1]
        place += 1
    if open_entry:
        yield open_entry


def _before_title(here: Paragraph) -> Label | None:
    """The part that a heading gives to the person on the next line: "Keynote Address: Migration and health"."""
    found = None if here.cells or len(here.text) > LONGEST_LINE else label_at(here.text)
    if found is None or found.role is None or found.plural or ":" not in here.text[: found.end]:
        return None
    person = person_at(here.text[found.end :])
    titled = (
        here.text[found.end :].strip() and not here.text.endswith(".") and (person is None or likeness(*person) < 0.4)
    )
    return found._replace(words="", end=0) if titled else None


def _heading_label(here: Paragraph) -> Label | None:
    words = people.BEFORE_LIST.sub("", re.sub(r"\s*\([a-z ]*\)$", "", here.text).strip(" :*_"))
    if len(words) > 50 or here.cells:
        return None
    role = role_of(words)
    return (
        Label(words, role, False, 0, plural=True)
        if role or (people.LIST_LABEL.fullmatch(words) and len(words) > 3)
        else None
    )


def _announced(here: Paragraph) -> Label | None:
    """The label that a sentence gives to the lines below it: "The speakers, in the order in which they spoke, were:"."""
    last = re.split(r"[.?!]\s", here.text)[-1]
    if here.cells or last[-1:] != ":" or len(last) > LONGEST_LINE:
        return None
    words = (
        word for word in re.findall(r"[a-z]+s\b", last.casefold()) if role_of(word) or people.LIST_LABEL.fullmatch(word)
    )
    word = next(words, "")
    return Label(word, role_of(word), False, 0, plural=True) if word else None


def _is_biography(text: str) -> bool:
    """“Ann Wu is Director of ...”: a sentence that tells who somebody is."""
    first = next(iter(mentions(text[:120])), None)
    verb = verb_after(text[first.end : first.end + 200]) if first and not first.start and len(first.key) > 1 else None
    return verb is not None and verb.does is not Does.SAYS


def _subject(text: str) -> str:
    """The words with which a biography names its person."""
    first = mentions(text[:120])[0]
    return text[first.start : first.end]


def in_rows(paragraphs: Sequence[Paragraph], lines: set[int]) -> Iterator[Entry]:
    """Items in a row that are each "Name, office" or "Name (body)", two or more."""
    at = 0
    while at < len(paragraphs):
        end = at
        while end < len(paragraphs) and end not in lines and _is_listed_item(paragraphs[end]):
            end += 1
        if end - at > 1:
            for place in range(at, end):
                yield from entry_of(place, paragraphs[place].text, LISTED._replace(role=Role.PANELIST, plural=False))
        at = max(end, at + 1)


def _is_listed_item(here: Paragraph) -> bool:
    if (
        not (here.marks or own_role(here.text))
        or here.cells
        or here.heading
        or len(here.text) > 140
        or here.text.rstrip().endswith((":", "?", "!"))
    ):
        return False
    found = person_at(here.text)
    return found is not None and likeness(*found) >= 1.0 and re.match(r"\s*[,(]", found[1]) is not None


_LEGEND = re.compile(
    rf"(?:^|[;,(]\s*|[:.]\s|\s{{2,}})\(?(?P<short>{LETTERS})\)?\s*(?:=|:|–|-)\s*(?=[^\W\d_a-z][\w'’.-]+\s+(?:[a-z]{{1,3}}\s)*[^\W\d_a-z])"
)


def legends(paragraphs: Sequence[Paragraph], _: set[int]) -> Iterator[Entry]:
    """“A = Ann Wu; B = ...”, in one line or one a line: letters that are explained, each once."""
    found = [
        (at, match["short"], here.text[match.end() : match.end() + 120])
        for at, here in enumerate(paragraphs)
        if not here.cells
        for match in _LEGEND.finditer(here.text[:LONGEST_LIST])
    ]
    people_at = [
        (at, short, text)
        for at, short, text in found
        if (person := person_at(text)) and len(person[0].key) > 1 and likeness(*person) >= 0.6
    ]
    shorts = [short for _, short, _ in people_at]
    if len(shorts) < 2 or len(set(shorts)) < len(shorts) or set(shorts) <= {"Q", "A"}:
        return
    for at, short, text in people_at:
        for entry in entry_of(at, re.split(rf"[;,]\s+\(?{LETTERS}\)?\s*[=:]", text)[0], LISTED):
            yield entry._replace(short=short)


def _sentence(text: str) -> str:
    """The first sentence of a text, without its full stop."""
    start, end = next(iter(sentence_spans(text)), (0, 0))
    return text[start:end].rstrip(".")


def running(paragraphs: Sequence[Paragraph], lines: set[int]) -> Iterator[Entry]:
    """A list of people inside a line: "started 19:07 · there: fen, Lukas", "The following were present: A, B, C"."""
    for at, here in enumerate(paragraphs):
        if at in lines or here.cells or here.heading:
            continue
        introduced = people.INTRODUCED.search(here.text, 0, LONGEST_LINE)
        text = here.text[introduced.end() :][:LONGEST_LIST] if introduced else here.text[:LONGEST_LINE]
        text = _sentence(re.split(r"\s·\s", text)[0])
        before, _, behind = text.partition(": ")
        text = (
            behind if behind and not introduced and all(len(mention.key) < 2 for mention in mentions(before)) else text
        )
        last = next(reversed(mentions(text)), None)
        if last and not introduced and (verb := verb_after(text[last.end :])) and verb.does is not Does.SAYS:
            text = text[: last.end]
        if not introduced and (people.TELLS.search(text) or len(mentions(here.text)) < 3):
            continue
        found = [entry for piece in re.split(r"\s*;\s*", text) for entry in people_of(at, piece, LISTED)]
        named = [
            entry
            for entry in found
            if likeness(entry.mention, entry.rest) >= 0.6 and (entry.mention.titles or len(entry.mention.key) > 1)
        ]
        nicks = introduced is not None and are_nicks(text)
        if (len(named) > 2 and len(named) >= 0.6 * len(found)) or (nicks and len(found) > 2):
            yield from found if introduced else named


_NOTE = re.compile(r"[(\[]?(?P<number>\d{1,3})[)\].:]?\s+(?=[^\W\d_a-z])")
NOTE_CALL = re.compile(r"(?<=[^\s\d])\s?[(\[](?P<number>\d{1,3})[)\]]")
"""The number of a note in the text: "... for nothing else.(6)"."""


def voices_in_notes(paragraphs: Sequence[Paragraph], lines: set[int]) -> Iterator[Entry]:
    """Notes at the end, three or more, most of which begin with a name: who says what their numbers stand behind."""
    called = {match["number"] for here in paragraphs for match in NOTE_CALL.finditer(here.raw)}
    notes = [(at, match) for at, here in enumerate(paragraphs) if at not in lines and (match := _NOTE.match(here.raw))]
    notes = [(at, match) for at, match in notes if match["number"] in called]
    found = [
        entry._replace(label=f"note {match['number']}")
        for at, match in notes
        for entry in entry_of(at, _sentence(paragraphs[at].raw[match.end() :]).split(";")[0], LISTED)
    ] if len(notes) > 2 else []  # fmt: skip
    yield from found if 3 * len(found) > 2 * len(notes) else ()


_PLACED = re.compile(r"(?P<place>[^\W\d_a-z][^:\t]{1,40}?)(?:\s{2,}|\t\s*|:\s+|\s[–—-]\s)(?=[^\W\d_a-z])")
_COUNTRY = re.compile(r"[^\W\d_a-z]{2,5}")
"""A country or a body by its letters."""


def by_places(paragraphs: Sequence[Paragraph], lines: set[int]) -> Iterator[Entry]:
    """Delegations, three lines or more in a row: "Chile    Mr. Efraín Saavedra, Ms. Catalina Rojas"; a line set in goes on with one."""
    row: list[Entry] = []
    place, indent = "", 0
    for at, here in enumerate([*paragraphs, None]):
        found = _PLACED.match(here.text) if here and at not in lines and not here.cells else None
        listed = found and (gazetteer.is_place(found["place"].casefold()) or _COUNTRY.fullmatch(found["place"]))
        if here and found and listed:
            place, indent = found["place"], here.indent
        below = here and row and row[-1].paragraph == at - 1 and here.indent > indent and not here.gap
        text = here.text[found.end() if found and listed else 0 :] if here and (listed or below) else ""
        people_here = list(items(at, text, LISTED)) if text and at not in lines else []
        if people_here and all(entry.mention.titles for entry in people_here):
            row += [entry._replace(rest=", ".join(filter(None, (entry.rest, place)))) for entry in people_here]
        else:
            yield from row if len({entry.paragraph for entry in row}) > 2 else ()
            row = []


_ROLE_INSIDE = re.compile(
    r"(?:^|[/;·|(]\s*|\s{2,})(?P<label>[^\W\d_]+(?:[ -][^\W\d_]+)?)(?:\s(?P<number>\d))?\s*(?::|\s[–-])\s+(?=[^\W\d_a-z])"
)


def with_roles(paragraphs: Sequence[Paragraph], lines: set[int]) -> Iterator[Entry]:
    """Roles inside a line: "PANEL 1 / Courts / Chair: Ann Wu / Speaker 1: Bo Li (Porto)"."""
    for at, here in enumerate(paragraphs):
        if at in lines or here.cells:
            continue
        found = [match for match in _ROLE_INSIDE.finditer(here.text[:LONGEST_LIST]) if role_of(match["label"])]
        if len(found) < 1 or (found[0].start() == 0 and len(found) < 2):
            continue
        for match, until in zip(found, [*(other.start() for other in found[1:]), len(here.text)], strict=True):
            label = Label(
                match["label"],
                role_of(match["label"]),
                False,
                0,
                plural=match["label"].casefold().endswith("s"),
                numbered=match["number"] or "",
            )
            piece = re.split(r"\s/\s", here.text[match.end() : until])[0]
            yield from items(at, piece[: piece.rindex(")")] if piece.count(")") > piece.count("(") else piece, label)
