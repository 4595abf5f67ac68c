"""Tracked changes within a paragraph (ECMA-376, part 1, 17.13.5): which words came and which went."""

import re
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from difflib import SequenceMatcher
from typing import NamedTuple

from lxml import etree

from hsreport.ooxml.package import edited, open_word
from hsreport.ooxml.xml import ID, Element, W, remove, text, w

_TOKEN = re.compile(r"\w+(?:['’\-]\w+)*|\s+|[^\w\s]")
_TEXT, _RUN = W + "t", W + "r"
_SIGNS = {W + "tab": "\t", W + "br": " ", W + "noBreakHyphen": "-"}
_CALL = W + "footnoteReference"

Span = tuple[int, int, int, int]
"""Words that went, from and to, and words that came in their place."""


class Token(NamedTuple):
    """A word, a space or a sign of a paragraph, and the run that it stands in, alone."""

    said: str
    run: Element


class Hand(NamedTuple):
    """Who changed something, and when, as xsd:dateTime has it; empty where there is no telling."""

    author: str
    date: str = ""


class Marks:
    """Makes the elements around what was changed."""

    def __init__(self, hand: Hand, first: int) -> None:
        self.by = {"author": hand.author} | ({"date": hand.date} if hand.date else {})
        self._number = first

    def of(self, kind: str, *content: Element) -> Element:
        """Return an `ins` or a `del`, with an id of its own."""
        self._number += 1
        return w(kind, *content, id=self._number, **self.by)


# --- The words of a paragraph -------------------------------------------------------------------------


def said_in(paragraph: Element, notes: Mapping[str, str]) -> str:
    """Return the words that a paragraph shows; for the call of a note, the words of the note."""
    return "".join(_said(shown, notes) for shown in _shown_runs(paragraph))


def tokens_of(paragraph: Element, notes: Mapping[str, str]) -> list[Token]:
    """Return the words of a paragraph, each put into a run of its own where it stands."""
    return [token for shown in _shown_runs(paragraph) for token in _split(shown, notes)]


def _shown_runs(paragraph: Element) -> Iterator[Element]:
    """Yield the runs that show words: not the codes of fields, nor their marks."""
    return (shown for shown in list(paragraph.iter(_RUN)) if any(_is_word(child) for child in shown))


def _is_word(child: Element) -> bool:
    return child.tag in (_TEXT, _CALL) or child.tag in _SIGNS


def _said(shown: Element, notes: Mapping[str, str]) -> str:
    call = shown.find(_CALL)
    if call is not None:
        return f"\ue000{notes.get(call.get(ID) or '', '')}\ue001"
    return "".join(_SIGNS.get(str(child.tag), child.text or "") for child in shown if _is_word(child))


def _split(shown: Element, notes: Mapping[str, str]) -> Iterator[Token]:
    said, words = _said(shown, notes), shown.find(_TEXT)
    if words is None or shown.find(_CALL) is not None:
        yield Token(said, shown)
        return
    for piece in _TOKEN.findall(said):
        alone = deepcopy(shown)
        alone.replace(_first(alone), text(piece))
        shown.addprevious(alone)
        yield Token(piece, alone)
    remove(shown)


def _first(shown: Element) -> Element:
    return next(shown.iter(_TEXT))


def joined(paragraph: Element) -> None:
    """Put the words that stand in runs of the same looks, side by side, into one run again."""
    for shown in list(paragraph.iter(_RUN)):
        before = shown.getprevious()
        if before is not None and before.tag == _RUN and _looks(before) == _looks(shown) is not None:
            own, more = before[-1], shown[-1]
            before.replace(own, text((own.text or "") + (more.text or ""), str(etree.QName(own).localname)))
            remove(shown)


def _looks(shown: Element) -> bytes | None:
    """Return what must be the same for two runs to be one; None for a run with more than words."""
    *looks, last = shown if len(shown) else [shown]
    if len(looks) > 1 or last.tag not in (_TEXT, W + "delText"):
        return None
    return etree.tostring(looks[0], method="c14n") + str(last.tag).encode() if looks else str(last.tag).encode()


# --- Marking ------------------------------------------------------------------------------------------


def mark_words(old: Element, new: Element, notes: tuple[Mapping[str, str], Mapping[str, str]], marks: Marks) -> None:
    """Mark in a paragraph, word by word, what came into it and what went out of another version of it."""
    before, after = tokens_of(old, notes[0]), tokens_of(new, notes[1])
    for gone, gone_to, came, came_to in changed_spans(
        [token.said for token in before], [token.said for token in after]
    ):
        if gone < gone_to:
            put = _deleted([token.run for token in before[gone:gone_to]], marks)
            if came < len(after):
                after[came].run.addprevious(put)
            else:
                after[-1].run.addnext(put)
        mark_inserted([token.run for token in after[came:came_to]], marks)
    joined(new)


def changed_spans(before: Sequence[str], after: Sequence[str]) -> Iterator[Span]:
    """Yield which words became which; two changes with nothing but a space between them are one."""
    last: Span | None = None
    for kind, *span in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        change: Span = (span[0], span[1], span[2], span[3])
        if last and not "".join(before[last[1] : change[0]]).strip():
            last = (last[0], change[1], last[2], change[3])
        else:
            yield from [last] if last else []
            last = change
    yield from [last] if last else []


def mark_inserted(runs: Sequence[Element], marks: Marks) -> None:
    """Put runs into marks that say that they came, those side by side into one."""
    around: Element | None = None
    for shown in runs:
        if around is None or shown.getprevious() is not around:
            around = marks.of("ins")
            shown.addprevious(around)
        around.append(shown)


def _deleted(runs: Sequence[Element], marks: Marks) -> Element:
    """Return copies of runs in a mark that says that they went."""
    copies = [deepcopy(copied) for copied in runs]
    for copied in copies:
        for words in copied.findall(_TEXT):
            copied.replace(words, text(words.text or "", "delText"))
    return marks.of("del", *copies)


def mark_whole_inserted(paragraph: Element, marks: Marks) -> None:
    """Mark a paragraph with its end as one that came."""
    mark_inserted(list(paragraph.iter(_RUN)), marks)
    _mark_end(paragraph, marks.of("ins"))


def deleted_paragraph(old: Element, bookmark: tuple[int, str], notes: Mapping[str, str], marks: Marks) -> Element:
    """Return a paragraph of another version as one that went, with a bookmark of its own."""
    gone = w("p", deepcopy(old[0]))
    for section in list(gone.iter(W + "sectPr")):
        remove(section)
    number, name = bookmark
    words = _deleted([token.run for token in tokens_of(old, notes)], marks)
    gone.extend([w("bookmarkStart", id=number, name=name), words, w("bookmarkEnd", id=number)])
    _mark_end(gone, marks.of("del"))
    joined(gone)
    return gone


def _mark_end(paragraph: Element, mark: Element) -> None:
    """Put a mark on the end of a paragraph; it stands before the properties of a section."""
    section = paragraph[0].find(W + "sectPr")
    at = len(paragraph[0]) if section is None else paragraph[0].index(section)
    paragraph[0].insert(at, w("rPr", mark))


# --- Rejecting -----------------------------------------------------------------------------------------

_PARTS = frozenset(f"word/{name}.xml" for name in ("document", "footnotes", "endnotes"))
_CAME, _WENT = (W + "ins", W + "moveTo"), (W + "del", W + "moveFrom")


def without_changes(data: bytes, name: str) -> bytes:
    """Return the file with what was put in taken out, and what was taken out put back; looks stay as they are.

    Of the two records of a redline the older comes first, which is meant where both fit.

    Raises `SourceError` where it is no Word file, or is too large unpacked.
    """
    open_word(data, name)
    return edited(data, {**dict.fromkeys(_PARTS, reject_changes), "word/_rels/document.xml.rels": _reverse})


def _reverse(root: Element) -> None:
    root[:] = reversed(root)


def reject_changes(root: Element) -> None:
    """Take the changes out of a part."""
    for properties in list(root.iter(W + "pPr")):
        if properties.find(f"{W}rPr/{W}ins") is not None:
            _join(properties.getparent())
    for mark in list(root.iter(*_CAME)):
        _replace(mark, ())
    for mark in list(root.iter(*_WENT)):
        _replace(mark, tuple(mark))
    for words in root.iter(W + "delText"):
        words.tag = W + "t"


def _join(paragraph: Element | None) -> None:
    """Put the words of a paragraph whose end was put in into the one behind it, which keeps its looks."""
    following = paragraph.getnext() if paragraph is not None else None
    if paragraph is not None and following is not None and following.tag == paragraph.tag:
        at = len(following) and following[0].tag == W + "pPr"
        following[at:at] = [child for child in list(paragraph) if child.tag != W + "pPr"]
        _replace(paragraph, ())


def _replace(element: Element, content: tuple[Element, ...]) -> None:
    parent = element.getparent()
    if parent is not None:
        for block in content:
            element.addprevious(block)
        parent.remove(element)
