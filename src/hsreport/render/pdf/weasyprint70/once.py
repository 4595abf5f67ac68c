"""What WeasyPrint 70 and pydyf 0.13 do again and again for one PDF, done once; the bytes that come out are the same.

Columns are laid out at least twice, to see how far they reach and then to set them: what was laid out for the first is taken
for the second where nothing differs but the place, and elsewhere each line is broken once. Every stream is compressed twice: for the file, and for its identifier. The list of pages is made anew for each
tag, which costs the square of their number. And Python's search for circles walks all boxes of a document over and over,
though hardly any go before it is written. docs/explanation/performance.md says what each is worth.
"""

import copy
import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from functools import partial
from typing import Any, Protocol

LONGEST_TEXT = 4_000
"""Characters of a text whose lines are remembered: each line is known by all the text from it on."""
MOST_LINES = 3_000
"""Lines remembered at a time: those of some twenty pages. A column is broken again on the same page."""
CIRCLES = (20_000, 20, 20)
"""How many new objects make Python look for circles, and how seldom it looks among older ones."""

TRACES = ("excluded_shapes", "current_page_footnotes", "reported_footnotes", "broken_out_of_flow")
"""What WeasyPrint's layout notes of boxes that stand out of the flow of a page."""

Laid = tuple[Any, ...]
"""A box that was laid out, where the next page goes on, and more."""
Broken = tuple[Any, ...]
"""A line: its Pango layout, length, where the next one begins, width, height, baseline."""


class _Stream(Protocol):
    """What is used of pydyf's stream."""

    data: bytes


@contextmanager
def done_once() -> Iterator[None]:
    """Context manager: PDFs are made without the repetitions."""
    import pydyf
    from weasyprint.layout import block, inline
    from weasyprint.pdf import fonts

    with ExitStack() as until_left:
        until_left.callback(gc.set_threshold, *gc.get_threshold())
        gc.set_threshold(*CIRCLES)
        for owner, name, of in (
            (inline, "split_first_line", _remembering),
            (block, "block_box_layout", _setting_columns_once),
            (pydyf.PDF, "page_references", _counting_once),
            (pydyf.PDF, "write", _compressing_once),
            (fonts, "TTFont", _undated),
        ):
            plain = getattr(owner, name)
            until_left.callback(setattr, owner, name, plain)
            setattr(owner, name, of(plain))
        yield


def _remembering(split: Callable[..., Broken]) -> Callable[..., Broken]:
    """Break off the first line of a text; the same text in the same style on the same measure is broken once."""
    known: dict[tuple[object, ...], tuple[object, Broken]] = {}

    def remembered(text: str, style: object, context: object, *how: object, **more: object) -> Broken:
        if len(text) > LONGEST_TEXT:
            return split(text, style, context, *how, **more)
        key = (text, id(style), *how, *more.items())
        if key not in known:
            if len(known) >= MOST_LINES:
                known.clear()
            known[key] = style, split(text, style, context, *how, **more)  # kept, so that no other takes its id
        layout, *line = known[key][1]
        return copy.copy(layout), *line

    return remembered


def _setting_columns_once(lay_out: Callable[..., Laid]) -> Callable[..., Laid]:
    """Lay out a block; a column that was laid out to see how far it reaches is moved to its place when it is asked for again.

    Only one that left no trace elsewhere on the page: no float, note, or box placed against the page.
    """
    known: dict[tuple[object, ...], tuple[list[object], Laid]] = {}

    def remembered(context: Any, box: Any, bottom: float, skip: object, *how: Any, **more: Any) -> Laid:  # noqa: ANN401
        if not box.is_column:
            return lay_out(context, box, bottom, skip, *how, **more)
        around, page_is_empty, absolute, fixed = how[:4]
        key = (*map(id, (around, *box.children)), box.width, box.position_y, bottom, repr(skip), page_is_empty)
        if key in known:
            laid = known.pop(key)[1]
            laid[0].translate(box.position_x - laid[0].position_x, 0)
            return laid
        laid = lay_out(context, box, bottom, skip, *how, **more)
        if any(children != box.children for children, _ in known.values()):
            known.clear()
        if laid[0] and not (absolute or fixed or _left_traces(context)):
            known[key] = box.children, laid
        return laid

    return remembered


def _left_traces(context: Any) -> bool:  # noqa: ANN401
    running = (any(elements.values()) for elements in context.running_elements.values())
    return any((*running, *(getattr(context, trace) for trace in TRACES)))


def _counting_once(slow: property) -> property:
    """Return the references to a PDF's pages, made anew only when there is another page."""
    kept: dict[int, Sequence[bytes]] = {}

    def references(pdf: Any) -> Sequence[bytes]:  # noqa: ANN401
        count = len(pdf.pages["Kids"])
        if count not in kept:
            kept.clear()
            kept[count] = slow.fget(pdf)  # type: ignore[misc]
        return kept[count]

    return property(references)


def _undated(font: Callable[..., object]) -> Callable[..., object]:
    """Open a font; what is saved of it, where HarfBuzz does not cut fonts down, does not get the time of day."""
    return partial(font, recalcTimestamp=False)


def _compressing_once(write: Callable[..., None]) -> Callable[..., None]:
    """Write a PDF, with the bytes of each stream kept while it does."""
    import pydyf

    def written(pdf: Any, *how: object, **more: object) -> None:  # noqa: ANN401
        plain = pydyf.Stream.data
        kept: dict[int, tuple[_Stream, bytes]] = {}

        def data(stream: _Stream) -> bytes:
            if id(stream) not in kept:
                kept[id(stream)] = stream, plain.fget(stream)
            return kept[id(stream)][1]

        pydyf.Stream.data = property(data)
        try:
            write(pdf, *how, **more)
        finally:
            pydyf.Stream.data = plain

    return written
