"""Entries that go on in the next column or on the next page say so there: “Ogata, Sadako (continued)”.

An element with `data-continued` has the line as the box before its other ones (`::before` in continued.css). The line is
set where a column or a page breaks the element, above what is left of it, and left out where the element begins:
everything is laid out once, and no break is worked out twice. Columns that end well above the foot of their page do
without: the rest stands beside what goes before it. WeasyPrint 70 has no such line; the private name used here
(`block_box_layout` of `weasyprint.layout.block`) is that of this version.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from math import inf
from typing import Any, Protocol, Self


class Box(Protocol):
    """What is used of a box of WeasyPrint's."""

    element: Any
    element_tag: str
    children: Sequence["Box"]
    position_x: float
    position_y: float
    height: float

    def copy_with_children(self, new_children: Sequence["Box"]) -> Self: ...

    def deepcopy(self) -> Self: ...

    def margin_height(self) -> float: ...


ROOM = 60
"""Pixels below columns from which on the eye takes them in at once: some four lines."""

Laid = tuple[Box | None, *tuple[object, ...]]
"""A box that was laid out, None where nothing of it has room; then what its surroundings ask for."""


@contextmanager
def continued_lines() -> Iterator[None]:
    """Context manager: an entry broken by a column or page gets a "(continued)" line."""
    from weasyprint.layout import block

    plain = block.block_box_layout
    first: tuple[Box, object] | None = None
    """What the columns of a page begin with, and where in it their first one does."""
    beside = False
    """Whether the column that is laid out stands beside another of columns that end well above the foot of the page."""

    def laid_out(
        context: object, box: Box, space: float, skip: dict[int, object] | None, around: Box, *more: object
    ) -> Laid:
        line, top = _line_of(box), None
        rest = box if line is None else box.copy_with_children(box.children[1:])
        if line is not None and skip and 0 not in skip and not beside:
            top = block.block_level_layout(context, _at(line, rest), -inf, None, around)[0]
            rest.position_y += top.margin_height()
        laid: Laid = plain(context, rest, space, skip, around, *more)
        if top is not None and laid[0] is not None:
            _put_above(top, laid[0])
        return laid

    def column(
        context: object, box: Box, space: float, skip: dict[int, object] | None, *more: object, **named: object
    ) -> Laid:
        nonlocal first, beside
        if first is None or first[0] is not box.children[0]:
            first = box.children[0], skip
        beside = skip != first[1] and space > ROOM
        laid: Laid = plain(context, box, space, skip, *more, **named)
        beside = False
        return laid

    # Columns call it with names, their own box not being one that is continued.
    block.block_box_layout = lambda *given, **named: column(*given, **named) if named else laid_out(*given)
    try:
        yield
    finally:
        block.block_box_layout = plain


def _line_of(box: Box) -> Box | None:
    """Return the line that says of a box that it is continued, where it has one."""
    first = box.children[0] if box.element is not None and box.element.get("data-continued") and box.children else None
    return first if first is not None and first.element_tag == f"{box.element_tag}::before" else None


def _at(line: Box, box: Box) -> Box:
    """Return a line of its own for the place where a box begins."""
    placed = line.deepcopy()
    placed.position_x, placed.position_y = box.position_x, box.position_y
    return placed


def _put_above(line: Box, box: Box) -> None:
    """Let a box that was laid out have a line above what it holds."""
    box.children = [line, *box.children]
    box.height += box.position_y - line.position_y
    box.position_y = line.position_y
