"""Pages that come out as they were the last time: taken from there, not laid out once more.

What stands on a page follows from the boxes on it with their styles, and from what would have come next if it had had room;
all that is compared, up to the end of the next page and of a table that goes on. A page is laid out anew where more could
matter: notes, boxes placed against the page, counters that look ahead. The private names used here are those of WeasyPrint 70.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, NamedTuple

NEAR = 8
"""By how many boxes from its beginning a page is looked up."""
WHOLE = {"TableBox", "InlineTableBox", "FlexBox", "InlineFlexBox", "GridBox", "InlineGridBox"}
"""Boxes that are laid out by all that is in them."""

Skip = dict[int, Any] | None
"""Where a page begins: the number of a child, in it that of its child, and so on."""


class _Place(NamedTuple):
    """The number of a box in the order of a document, and where in it."""

    box: int
    inside: Skip


class _Page(NamedTuple):
    """A page that was laid out: its box and what was in it, from where to where it goes, and how the next one begins."""

    box: Any
    children: tuple[Any, ...]
    start: _Place
    end: _Place
    following: Mapping[str, Any]


class _Boxes:
    """All boxes of a document in their order, each as a number that stands for its kind, style, element and text."""

    def __init__(self, root: Any, sign_of: Callable[[Any, int], int]) -> None:  # noqa: ANN401
        self.root, self.sign_of = root, sign_of
        self.signs: list[int] = []
        self.parents: list[tuple[int, int]] = []
        self.ends: list[int] = []
        self.wholes: list[tuple[int, int]] = []
        self.lines: set[int] = set()
        self._add(root, (-1, 0), 0)
        self.signs.append(-1)

    def _add(self, box: Any, parent: tuple[int, int], depth: int) -> None:  # noqa: ANN401
        number = len(self.signs)
        self.signs.append(self.sign_of(box, depth))
        self.parents.append(parent)
        self.ends.append(0)
        for at, each in enumerate(getattr(box, "children", ())):
            self._add(each, (number, at), depth + 1)
        self.ends[number] = len(self.signs)
        if type(box).__name__ in WHOLE:
            self.wholes.append((number, self.ends[number]))
        if str(box.element_tag).endswith("::before"):
            self.lines.add(number)

    def place(self, skip: Skip) -> _Place | None:
        """Find where a page begins; None for a place behind all children of a box."""
        box, number = self.root, 0
        while skip and (children := getattr(box, "children", ())):
            ((child, inner),) = skip.items()
            if child >= len(children):
                return None
            number += 1
            for _ in range(child):
                number = self.ends[number]
            box, skip = children[child], inner
        return _Place(number, skip)

    def skip(self, place: _Place, moved: int) -> Skip:
        """Return a place as WeasyPrint has it, moved by some boxes; nothing for the end."""
        number, skip = place.box + moved, place.inside
        if number == len(self.parents):
            return None
        while number > 0:
            number, child = self.parents[number]
            skip = {child: skip}
        return skip

    def around(self, number: int) -> Iterator[int]:
        """Yield what stands for the boxes around one, and for the lines that say of them that they are continued."""
        while number >= 0:
            yield self.signs[number]
            if number + 1 in self.lines:
                yield from self.signs[number + 1 : self.ends[number + 1]]
            number = self.parents[number][0]

    def reach(self, first: int, last: int) -> tuple[int, int]:
        """Widen a stretch of boxes to the whole of each table that it has a part of."""
        cut = [(start, end) for start, end in self.wholes if start < last and end > first]
        return min([first, *(start for start, _ in cut)]), max([last, *(end for _, end in cut)])


class _Laid:
    """A document that is laid out, or was: its boxes, its pages by what they are looked up by, and where each one ends."""

    def __init__(self, boxes: _Boxes) -> None:
        self.boxes = boxes
        self.pages: defaultdict[object, list[tuple[int, _Page]]] = defaultdict(list)
        self.ends: dict[int, int] = {}

    def has(self, number: int, page: _Page, now: _Boxes, start: _Place) -> bool:
        """Tell whether all that one of its pages came from stands at a place of another document as well."""
        if page.start.inside != start.inside:
            return False
        last = self.ends.get(number + 1, len(self.boxes.signs))
        first, last = self.boxes.reach(page.start.box, last)
        moved = start.box - page.start.box
        there, here = self.boxes.signs[first:last], now.signs[max(first + moved, 0) : last + moved]
        return there == here and [*self.boxes.around(page.start.box)] == [*now.around(start.box)]


class KeptPages:
    """The pages of a part of a book as it was laid out last."""

    def __init__(self) -> None:
        self._last: _Laid | None = None
        self._signs: dict[object, int] = {}
        self._styles: dict[int, tuple[Any, object]] = {}
        self._values: dict[int, tuple[object, str]] = {}

    @contextmanager
    def kept(self) -> Iterator[None]:
        """Context manager: a document is laid out with the pages of the last one, where they come out as they were."""
        from weasyprint.layout import page

        plain, laid = page.make_page, list[_Laid]()

        def make_page(context: Any, root: Any, kind: Any, skip: Skip, *place: Any) -> Any:  # noqa: ANN401
            number, state = place
            if not laid:
                laid.append(_Laid(_Boxes(root, self._sign_of)))
            boxes, start = laid[0].boxes, laid[0].boxes.place(skip)
            plainly = number == 1 or kind.blank or start is None or not _is_plain(context)
            key = () if start is None else (context.forced_break, *boxes.signs[start.box : start.box + NEAR])
            key = (*key, self._style(context.style_for(kind)))
            old = None if plainly or start is None else self._found(key, boxes, start)
            if old and start:
                made = old.box, boxes.skip(old.end, start.box - old.start.box), old.following
                _put_on(old, context, kind, state)
            else:
                made = plain(context, root, kind, skip, *place)
            box, skip, following = made
            end = boxes.place(skip) if skip else _Place(len(boxes.signs) - 1, None)
            laid[0].ends[number] = end.box if end else len(boxes.signs)
            if start and end and not plainly and _is_plain(context) and not box.children[1].children:
                children = old.children if old else tuple(box.children)
                laid[0].pages[key].append((number, _Page(box, children, start, end, following)))
            return made

        page.make_page = make_page
        try:
            yield
        finally:
            page.make_page = plain
            self._last = laid[0] if laid else None
            self._styles.clear()

    def _found(self, key: object, boxes: _Boxes, start: _Place) -> _Page | None:
        """Find a page of the last document that would come out again."""
        for number, page in self._last.pages.get(key, ()) if self._last else ():
            if self._last and self._last.has(number, page, boxes, start):
                return page
        return None

    def _sign_of(self, box: Any, depth: int) -> int:  # noqa: ANN401
        """Return a number that stands for all that tells a box from others."""
        element = () if box.element is None else tuple(box.element.items())
        names = type(box).__name__, depth, box.element_tag, box.bookmark_label, repr(box.string_set)
        told = *names, self._style(box.style), element, getattr(box, "text", "")
        return self._signs.setdefault(told, len(self._signs))

    def _style(self, style: Any) -> object:  # noqa: ANN401
        """Tell a style by the values that are declared for it; those still to be worked out are known by what they are in memory."""
        if id(style) not in self._styles:
            declared = getattr(style, "cascaded", {})
            for value, _ in declared.values():
                self._values.setdefault(id(value), (value, repr(value)))  # kept, so that no other takes its id
            told = tuple((name, self._values[id(value)][1]) for name, (value, _) in declared.items())
            self._styles[id(style)] = style, told
        return self._styles[id(style)][1]


def _is_plain(context: Any) -> bool:  # noqa: ANN401
    """Tell whether nothing but what stands in the flow matters to a page."""
    return not (
        context.reported_footnotes
        or context.broken_out_of_flow
        or context.target_collector.counter_lookup_items
        or any(context.running_elements.values())
    )


def _put_on(page: _Page, context: Any, kind: Any, state: Any) -> None:  # noqa: ANN401
    """Make a page that was laid out before that of another place: without its margins, counted on from the page before."""
    from weasyprint.formatting_structure import build
    from weasyprint.layout.page import _standardize_page_based_counters

    style = context.style_for(kind)
    page.box.children, page.box.page_type, page.box.style = [*page.children], kind, style
    _standardize_page_based_counters(style, None)
    build.update_counters(state, style)


def sheet_of(page: Any, number: Callable[[], int]) -> int:  # noqa: ANN401
    """Return the number that a page has; another one where something else stands in its margins now."""
    box = page._page_box
    margins = [each for child in box.children[1:] for each in child.descendants() if hasattr(each, "text")]
    words = [(each.text, each.position_x, each.position_y) for each in margins]
    if getattr(box, "sheet", (0, None))[1] != words:
        box.sheet = number(), words
    return int(box.sheet[0])
