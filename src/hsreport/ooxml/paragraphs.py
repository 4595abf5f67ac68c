"""The paragraphs of a Word file of ours, with the bookmarks and the tags that say what each of them was."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from msgspec.structs import replace

from hsreport.inline import Inline, InlineKind, Piece, inlines_of, is_followed, put, text_of
from hsreport.ooxml.record import PICTURE, call_of, picture_words
from hsreport.ooxml.styles import ITALIC_STYLES, MADE_STYLES, plain_name
from hsreport.ooxml.xml import ID, NAME, PARAGRAPH, STYLE_ID, VAL, Element, R, W, switch, value
from hsreport.source import CODE_LINE
from hsreport.values import Image, Value

MADE = "made_"
"""How the bookmarks begin of paragraphs that the program made and that are in styles of the summary: headings above all."""
NOTE = "note_"
PICTURE_ID = "p"
"""How the id of a picture's relationship begins, before its SHA-256."""

_MARK_STYLES = frozenset(("FootnoteReference", "FootnoteCharacters", "FootnoteAnchor"))
"""Styles of the mark before a note, in Word and in LibreOffice."""
_GONE = frozenset(W + tag for tag in ("del", "moveFrom", "pPr", "sdtPr", "instrText", "txbxContent", "delText"))
_STYLED = {
    "strong": InlineKind.STRONG,
    "emphasis": InlineKind.EMPHASIS,
    "struck": InlineKind.STRIKE,
    "code": InlineKind.CODE,
}
"""The styles of words that say what those are marked as, and the properties that do."""
_SET = {"b": InlineKind.STRONG, "i": InlineKind.EMPHASIS, "strike": InlineKind.STRIKE}
_AGAIN = re.compile(rf"NOTEREF {NOTE}(\d+)")
_SAID = {W + "tab": "\t", W + "br": " ", W + "cr": " ", W + "noBreakHyphen": "-"}


class WordParagraph(Value, frozen=True):
    """A paragraph as it stands: its words, calls of notes and pictures among them; with a picture its caption."""

    words: str
    style: str = ""
    """The name of its style, as `plain_name` has it."""
    bookmarks: tuple[str, ...] = ()
    tag: str = ""
    """The tag of the content control around it."""
    made: bool = False
    """Whether the program made it, so that it is no part of the summary."""
    spans: tuple[Inline, ...] = ()
    """What is marked among the words."""
    merged: str = ""
    """Of a row of a table of the summary, a sign for each cell: "<" where it goes on with the one before, "^" with the one above, else "."."""


@dataclass
class _Open:
    """What is open while a document is gone through."""

    styles: Mapping[str, str]
    notes: Mapping[str, str]
    """The number of each footnote, by its id; empty for those that are new."""
    pictures: Mapping[str, str]
    """The SHA-256 of each picture, by the id of its relationship."""
    addresses: Mapping[str, str]
    """Where links lead, by the id of their relationship."""
    names: dict[str, str] = field(default_factory=dict)
    """The bookmarks that are open, by their ids."""
    pieces: list[Piece] = field(default_factory=list)
    looks: frozenset[tuple[InlineKind, str]] = frozenset()
    """What the words are marked as that come next."""
    style: str = ""
    """The style of the paragraph that is open."""
    begun: list[str] = field(default_factory=list)
    """The bookmarks that began since the last paragraph ended."""
    mark: str = ""
    """The mark that the author set at the call just read; LibreOffice 7.4 writes a long one twice."""
    again: bool = False
    """Whether a field is open that calls a note again, and shows its mark."""
    called: dict[str, str] = field(default_factory=dict)
    """The id of the footnote of each call, by what the call says."""


def word_paragraphs(
    body: Element,
    styles: Mapping[str, str],
    notes: Mapping[str, str],
    addresses: Mapping[str, str],
    pictures: Mapping[str, str] | None = None,
) -> tuple[list[WordParagraph], dict[str, str]]:
    """Return the paragraphs that have words, tracked changes accepted, and the id of the footnote that each call has.

    A paragraph whose end is deleted goes on in the next. `styles` gives the name of each style by its id, which other
    programs change; `notes` the number of each footnote by its id, where that is not in a bookmark around its call;
    `addresses` where links lead, `pictures` the SHA-256 of each by the id of its relationship, where that does not say so.
    """
    state = _Open(styles, notes, pictures or {}, addresses)
    paragraphs: list[WordParagraph] = []
    for here in (paragraph for paragraph in _blocks(body, "", state) if paragraph.words):
        above = paragraphs[-1] if paragraphs else here
        if here.style == "caption" and above.words.endswith(PICTURE) and not (above.bookmarks and here.bookmarks):
            marks = (*above.bookmarks, *here.bookmarks)
            words = above.words + here.words
            spans = put(here.spans, here.words, words)
            paragraphs[-1] = replace(above, words=words, bookmarks=marks, spans=spans)
        else:
            paragraphs.append(here)
    return paragraphs, state.called


def style_names(styles: Element | None) -> dict[str, str]:
    """Return the name of each style by its id."""
    names = {} if styles is None else {style.get(STYLE_ID) or "": style.find(NAME) for style in styles}
    return {identity: name.get(VAL) or "" for identity, name in names.items() if name is not None}


def is_made(style: str, bookmarks: Iterable[str]) -> bool:
    """Tell whether a paragraph of such a style, with such bookmarks in it, is hsreport's own and no part of the summary."""
    return style in MADE_STYLES or any(name.startswith(MADE) for name in bookmarks)


def without_made(body: Element, styles: Mapping[str, str]) -> None:
    """Remove generated paragraphs (contents, index, tables) from an hsreport file whose embedded record is missing."""
    if is_made("", bookmarks_in(body)):
        for paragraph in list(body.iter(PARAGRAPH)):
            if is_made(style_of(paragraph, styles), bookmarks_in(paragraph)):
                paragraph.clear()


def bookmarks_in(element: Element) -> list[str]:
    """Return the names of the bookmarks that begin in an element."""
    return [start.get(NAME) or "" for start in element.iter(W + "bookmarkStart")]


def _blocks(container: Element, tag: str, state: _Open) -> Iterator[WordParagraph]:
    for child in container:
        if child.tag == PARAGRAPH:
            yield from _paragraph(child, tag, state)
        elif child.tag == W + "sdt":
            mark = child.find(f"{W}sdtPr/{W}tag")
            yield from _blocks(child, (mark.get(VAL) or "") if mark is not None else tag, state)
        elif child.tag in {W + "bookmarkStart", W + "bookmarkEnd"}:
            _word(child, state)
        elif child.tag == W + "tr" and child.find(f"{W}trPr/{W}del") is None:
            yield from _row(child, tag, state)
        elif child.tag not in _GONE | {W + "tr"}:
            yield from _blocks(child, tag, state)


def _row(row: Element, tag: str, state: _Open) -> Iterator[WordParagraph]:
    """A row of a table of the summary as one paragraph, tabs between its cells; those of others as they are."""
    own = [cell for cell in row.iter(W + "tc") if next(cell.iterancestors(W + "tr")) is row]
    cells = [list(_blocks(cell, tag, state)) for cell in own]
    inside = [paragraph for cell in cells for paragraph in cell]
    if not inside or any(paragraph.made for paragraph in inside):
        yield from inside
        return
    words, spans, merged = "", tuple[Inline, ...](), ""
    for place, cell in zip(own, cells, strict=True):
        words += ("\t" if merged else "") + " ".join(paragraph.words for paragraph in cell).strip()
        spans = (*spans, *(span for paragraph in cell for span in put(paragraph.spans, paragraph.words, words)))
        properties = place.find(W + "tcPr")
        merge = properties.find(W + "vMerge") if properties is not None else None
        across = int(value(properties, "gridSpan") or 1)
        words += "\t" * (across - 1)
        down = merge is not None and merge.get(VAL) != "restart"
        merged += "^" * across if down else "." + "<" * (across - 1)
    bookmarks = tuple(name for paragraph in inside for name in paragraph.bookmarks)
    yield replace(inside[0], words=words if words.strip() else "", bookmarks=bookmarks, spans=spans, merged=merged)


def _paragraph(paragraph: Element, tag: str, state: _Open) -> Iterator[WordParagraph]:
    state.style = style_of(paragraph, state.styles)
    for child in paragraph:
        _word(child, state)
    if paragraph.find(f"{W}pPr/{W}rPr/{W}del") is not None:
        return
    said, begun = text_of(state.pieces), tuple(state.begun)
    words = said.strip(" ")
    spans = put(inlines_of(state.pieces), said, words)
    yield WordParagraph(words, state.style, begun, tag, is_made(state.style, begun), spans)
    state.pieces, state.begun = [], []


def style_of(paragraph: Element, styles: Mapping[str, str]) -> str:
    """Return the plain name of the style of a paragraph."""
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    identity = (style.get(VAL) or "") if style is not None else ""
    return plain_name(styles.get(identity, identity))


def _word(element: Element, state: _Open) -> None:
    """Take the words of an element, and the bookmarks that begin or end in it."""
    if element.tag == W + "bookmarkStart":
        name = element.get(NAME) or ""
        state.names[element.get(ID) or ""] = name
        state.begun.append(name)
    elif element.tag == W + "bookmarkEnd":
        state.names.pop(element.get(ID) or "", None)
    elif element.tag == W + "instrText" and (again := _AGAIN.search(element.text or "")):
        state.pieces.append(Piece(call_of(again[1]), state.looks))
        state.again = True
    elif element.tag == W + "fldChar" and element.get(W + "fldCharType") == "end":
        state.again = False
    elif element.tag == W + "t" and not state.again:
        said = element.text or ""
        twice = said == state.mark or (len(state.mark) > 1 and said.startswith(state.mark))
        state.pieces.append(Piece(said.removeprefix(state.mark) if twice else said, state.looks))
        state.mark = ""
    elif element.tag in _SAID:
        said = CODE_LINE if state.style == "codeblock" and element.tag == W + "br" else _SAID[element.tag]
        state.pieces.append(Piece(said, state.looks))
    elif element.tag == W + "r" and element.find(W + "footnoteReference") is not None:
        state.pieces.append(Piece(_call(element, state), state.looks))
    elif element.tag == W + "drawing":
        alt = next((each.get("descr") or "" for each in element.iter("{*}docPr")), "")
        for picture in element.iter("{*}blip"):
            relation = picture.get(R + "embed") or ""
            known = state.pictures.get(relation, relation.removeprefix(PICTURE_ID))
            state.pieces.append(Piece(picture_words(Image(known, alt=" ".join(alt.split())))))
    elif element.tag not in _GONE:
        around = state.looks
        state.looks |= set(_looks(element, state))
        for child in element:
            _word(child, state)
        state.looks = around


def _looks(element: Element, state: _Open) -> Iterator[tuple[InlineKind, str]]:
    """Yield what a run or a link marks its words as; in a style that is italic, that is what stands upright."""
    if element.tag == W + "hyperlink" and is_followed(address := state.addresses.get(element.get(R + "id") or "", "")):
        yield InlineKind.LINK, address
    properties = element.find(W + "rPr")
    if properties is not None:
        style = value(properties, "rStyle")
        if kind := _STYLED.get(plain_name(state.styles.get(style, style))):
            yield kind, ""
        for tag, kind in _SET.items():
            upright = tag == "i" and state.style in ITALIC_STYLES and switch(properties, tag) is False
            if switch(properties, tag) or upright:
                yield kind, ""


def _call(run: Element, state: _Open) -> str:
    """Return the call of a note; the mark that its author set is in the same run, and is no word."""
    reference = run.find(W + "footnoteReference")
    identity = (reference.get(ID) or "") if reference is not None else ""
    around = [name.removeprefix(NOTE) for name in state.names.values() if name.startswith(NOTE)]
    number = around[-1] if around else state.notes.get(identity) or f"n{identity}"
    state.called[number] = identity
    mark = run.find(W + "t")
    state.mark = (mark.text or "") if mark is not None else ""
    return call_of(number)


def noted(
    footnotes: Element | None, styles: Mapping[str, str], addresses: Mapping[str, str]
) -> dict[str, WordParagraph]:
    """Return each footnote by its id as one paragraph, without its mark; `styles` and `addresses` as for `word_paragraphs`."""
    notes = [] if footnotes is None else list(footnotes.iterfind(W + "footnote"))
    return {
        note.get(ID) or "": _noted(note, _Open(styles, {}, {}, addresses))
        for note in notes
        if note.get(W + "type") is None
    }


def _noted(note: Element, state: _Open) -> WordParagraph:
    """Return what stands behind the mark."""
    for paragraph in note.iterfind(f".//{PARAGRAPH}"):
        for run in paragraph:
            style = run.find(f"{W}rPr/{W}rStyle")
            if style is None or style.get(VAL) not in _MARK_STYLES:
                _word(run, state)
        state.pieces.append(Piece(" "))
    said = text_of(state.pieces)
    words = " ".join(said.split())
    return WordParagraph(words, spans=put(inlines_of(state.pieces), said, words))
