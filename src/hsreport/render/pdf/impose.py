"""Pages on sheets: two or four on a side, or a booklet to be folded and stitched in the middle.

`arranged` says which page stands where, and knows nothing of PDF; `impose` places the pages as they are, so that text
stays text and each font is in the file once. Lengths are millimetres, measured from the lower left corner of a sheet.
"""

from collections.abc import Iterator, Sequence
from enum import StrEnum
from io import BytesIO
from typing import NamedTuple

from hsreport.errors import SettingsError
from hsreport.values import Value

PT_OF_MM = 72 / 25.4
MARK_MM, MARK_GAP_MM, MARK_PT = 3.0, 1.5, 0.25
"""How long crop and fold marks are, how far crop marks stay from the page, how thick both are."""
MOST_CREEP_MM = 10.0
"""How far the innermost pages may move towards the fold; beyond it they would leave their margins."""
SMALLEST_SCALE = 0.7
"""A page is set no smaller than this: A4 on A5."""
TOLERANCE = 1e-3
PROPERTIES = {"/Title", "/Author", "/Keywords"}
"""What the sheets say of themselves as the pages did."""


class Layout(StrEnum):
    """How pages lie on a sheet."""

    SINGLE = "single"
    TWO_UP = "2-up"
    FOUR_UP = "4-up"
    BOOKLET = "booklet"


class Flip(StrEnum):
    """The edge over which the printer turns the sheet."""

    LONG = "long"
    SHORT = "short"


GRIDS = {Layout.SINGLE: (1, 1), Layout.TWO_UP: (2, 1), Layout.FOUR_UP: (2, 2), Layout.BOOKLET: (2, 1)}
"""Columns and rows of pages on a side."""
BLANK = -1


class Sheets(Value, frozen=True):
    """What is printed on: upright paper that lies across where two pages stand side by side."""

    layout: Layout
    width_mm: float = 210
    height_mm: float = 297
    flip: Flip | None = None
    """None for the edge that keeps the back upright: the one that turns like a leaf."""
    signature: int = 0
    """Pages that are folded together, a multiple of four; 0 for all."""
    creep_mm: float = 0.1
    """How far each sheet of a booklet pushes the ones inside it out: about the thickness of the paper."""
    crop_marks: bool = False
    fold_marks: bool = False

    @property
    def size_mm(self) -> tuple[float, float]:
        """Width and height as the sheet lies."""
        across = GRIDS[self.layout][0] > GRIDS[self.layout][1]
        return (self.height_mm, self.width_mm) if across else (self.width_mm, self.height_mm)

    @property
    def margin_mm(self) -> float:
        """What stays free around the pages for crop marks."""
        return MARK_MM + 2 * MARK_GAP_MM if self.crop_marks else 0

    @property
    def page_mm(self) -> tuple[float, float]:
        """The size of a page on the sheet."""
        (width, height), (columns, rows) = self.size_mm, GRIDS[self.layout]
        return (width - 2 * self.margin_mm) / columns, (height - 2 * self.margin_mm) / rows


class Place(NamedTuple):
    """A page on a side of a sheet: its number from 0, or `BLANK`; its lower left corner; the shift towards the fold."""

    page: int
    x_mm: float
    y_mm: float


class Side(NamedTuple):
    """One side of a sheet; `turned` where it is printed upside down, so that it is upright after the flip."""

    places: tuple[Place, ...]
    turned: bool = False


def arranged(count: int, sheets: Sheets) -> tuple[Side, ...]:
    """Return the sides of all sheets, front and back in turn, for so many pages.

    A booklet is nested: sheet within sheet, each signature by itself. Blank pages come after the last page, as many
    as fill the last signature. Raises `SettingsError` for a signature that cannot be folded.
    """
    if sheets.signature % 4 or sheets.signature < 0:
        raise SettingsError(
            f"a signature of {sheets.signature} pages cannot be folded", hint="give a multiple of four: 16 is usual"
        )
    if sheets.layout is Layout.BOOKLET:
        _refuse_creep(count, sheets)
        nested = [row for first, pages in _signatures(count, sheets.signature) for row in _nested(first, pages)]
        sides = [_side(pages, sheets, around) for pages, around in nested]
    else:
        columns, rows = GRIDS[sheets.layout]
        held = columns * rows
        sides = [_side(range(first, min(first + held, count)), sheets, 0) for first in range(0, count, held)]
    turned = sheets.flip not in (None, upright_flip(sheets))
    return tuple(Side(_known(side, count), turned and at % 2 == 1) for at, side in enumerate(sides))


def _refuse_creep(count: int, sheets: Sheets) -> None:
    deepest = max((pages // 4 - 1 for _, pages in _signatures(count, sheets.signature)), default=0)
    if not 0 <= sheets.creep_mm * max(deepest, 1) <= MOST_CREEP_MM:
        raise SettingsError(
            f"with a creep of {sheets.creep_mm:g} mm the inner pages would not stay on their sheets",
            hint=f"give 0 to {MOST_CREEP_MM / max(deepest, 1):.2f} (office paper is 0.1), or fold fewer pages: --signature 16",
        )


def upright_flip(sheets: Sheets) -> Flip:
    """Return the edge over which a sheet turns like the leaf of a book: the upright one."""
    width, height = sheets.size_mm
    return Flip.SHORT if width > height else Flip.LONG


def _signatures(count: int, size: int) -> Iterator[tuple[int, int]]:
    """Yield first page and length of each signature; the last is as short as four allows."""
    whole = -(-count // 4) * 4
    for first in range(0, whole, size or whole):
        yield first, min(size or whole, whole - first)


def _nested(first: int, pages: int) -> Iterator[tuple[tuple[int, int], int]]:
    """Yield left and right page of each side of a signature, outermost sheet first, and how many sheets lie around it."""
    for around in range(pages // 4):
        outer, inner = first + 2 * around, first + pages - 1 - 2 * around
        yield (inner, outer), around
        yield (outer + 1, inner - 1), around


def _side(pages: Sequence[int], sheets: Sheets, around: int) -> tuple[Place, ...]:
    """Return pages in rows from the upper left; those of a booklet move towards the fold, the more the deeper they lie."""
    (width, height), (columns, rows) = sheets.page_mm, GRIDS[sheets.layout]
    creep = around * sheets.creep_mm
    return tuple(
        Place(
            page,
            sheets.margin_mm + at % columns * width + (-creep if at % columns else creep),
            sheets.margin_mm + (rows - 1 - at // columns) * height,
        )
        for at, page in enumerate(pages)
    )


def _known(side: Sequence[Place], count: int) -> tuple[Place, ...]:
    return tuple(place if place.page < count else place._replace(page=BLANK) for place in side)


# --- Placing --------------------------------------------------------------------------------------------


def scale_of(width_mm: float, height_mm: float, sheets: Sheets) -> float:
    """Return by how much a page of that size shrinks to fit; it never grows. Refuses, with what would fit, to make it unreadable."""
    width, height = sheets.page_mm
    scale = min(width / width_mm, height / height_mm, 1)
    if scale < SMALLEST_SCALE - TOLERANCE:
        raise SettingsError(
            f"a page of {width_mm:.0f} × {height_mm:.0f} mm would shrink to {scale:.0%} in {sheets.layout}",
            hint=f"pages of up to {width / SMALLEST_SCALE:.0f} × {height / SMALLEST_SCALE:.0f} mm fit on this paper; "
            "take larger paper, or fewer pages on a sheet",
        )
    return 1 if scale > 1 - TOLERANCE else scale


class Imposed(NamedTuple):
    """The sheets as a PDF, and how many links were left behind."""

    data: bytes
    links: int


class Fit(NamedTuple):
    """How a page of the source goes into its place: by which factor, and how far from the place's corner."""

    scale: float
    left_mm: float
    bottom_mm: float


def impose(data: bytes, sheets: Sheets) -> Imposed:
    """Return a PDF's pages on sheets, the same bytes for the same input.

    Links, outline and tags do not survive the move: sheets are for paper. The viewer is told to print them at their
    size, and over which edge. Raises `SettingsError` where a page is too large for its place.
    """
    from pikepdf import Dictionary, Name, ObjectStreamMode, new
    from pikepdf import open as open_pdf

    file, size = BytesIO(), tuple(length * PT_OF_MM for length in sheets.size_mm)
    with open_pdf(BytesIO(data)) as source, new() as target:
        fits = [fit(*map(float, page.mediabox), sheets=sheets) for page in source.pages]
        forms = [target.copy_foreign(page.as_form_xobject()) for page in source.pages]
        links = sum(note.get("/Subtype") == "/Link" for page in source.pages for note in page.get("/Annots", ()))
        for side in arranged(len(forms), sheets):
            page = target.add_blank_page(page_size=(size[0], size[1]))
            shown = {name: forms[place.page] for name, place in _shown(side)}
            page.Resources = Dictionary(XObject=Dictionary(shown))
            page.Contents = target.make_stream(_content(side, fits, sheets).encode("ascii"))
        for key in PROPERTIES & {str(key) for key in source.docinfo}:
            target.docinfo[key] = str(source.docinfo[key])
        target.Root.Lang = str(source.Root.get("/Lang", "en"))
        target.Root.ViewerPreferences = Dictionary(PrintScaling=Name("/None"))
        if sheets.layout is Layout.BOOKLET or sheets.flip:
            turning = f"/DuplexFlip{(sheets.flip or upright_flip(sheets)).capitalize()}Edge"
            target.Root.ViewerPreferences.Duplex = Name(turning)
        target.save(file, deterministic_id=True, object_stream_mode=ObjectStreamMode.generate)
    return Imposed(file.getvalue(), links)


def fit(left: float, bottom: float, right: float, top: float, *, sheets: Sheets) -> Fit:
    """Return how a page with these edges, in points, goes into its place: in the middle of it, no larger than it is."""
    corner = left / PT_OF_MM, bottom / PT_OF_MM
    size = (right - left) / PT_OF_MM, (top - bottom) / PT_OF_MM
    scale = scale_of(*size, sheets)
    free = (space - scale * own for space, own in zip(sheets.page_mm, size, strict=True))
    return Fit(scale, *(room / 2 - scale * edge for room, edge in zip(free, corner, strict=True)))


def _shown(side: Side) -> Iterator[tuple[str, Place]]:
    """Yield the pages of a side that are not blank, by the name that its operators use."""
    yield from ((f"/P{at}", place) for at, place in enumerate(side.places) if place.page != BLANK)


def _content(side: Side, fits: Sequence[Fit], sheets: Sheets) -> str:
    """Return the operators of a side: its pages in their places, then the marks."""
    width, height = (length * PT_OF_MM for length in sheets.size_mm)
    lines = [f"-1 0 0 -1 {width:.4f} {height:.4f} cm"] if side.turned else []
    for name, place in _shown(side):
        scale, left, bottom = fits[place.page]
        x, y = (place.x_mm + left) * PT_OF_MM, (place.y_mm + bottom) * PT_OF_MM
        lines.append(f"q {scale:.6f} 0 0 {scale:.6f} {x:.4f} {y:.4f} cm {name} Do Q")
    return "\n".join((*lines, *_marks(sheets)))


# --- Marks ----------------------------------------------------------------------------------------------


def _marks(sheets: Sheets) -> Iterator[str]:
    """Yield crop marks around the pages, fold marks at the ends of the fold, as hairlines."""
    lines = [*(_crop_marks(sheets) if sheets.crop_marks else ()), *(_fold_marks(sheets) if sheets.fold_marks else ())]
    if lines:
        drawn = " ".join(
            f"{x * PT_OF_MM:.3f} {y * PT_OF_MM:.3f} m {to_x * PT_OF_MM:.3f} {to_y * PT_OF_MM:.3f} l"
            for x, y, to_x, to_y in lines
        )
        yield f"q {MARK_PT} w 0 G {drawn} S Q"


Line = tuple[float, float, float, float]


def _crop_marks(sheets: Sheets) -> Iterator[Line]:
    """Yield crop marks at the corners of the block of pages, and in its margin where one page ends and the next begins."""
    (width, height), margin = sheets.size_mm, sheets.margin_mm
    (page_width, page_height), (columns, rows) = sheets.page_mm, GRIDS[sheets.layout]
    inner, outer = margin - MARK_GAP_MM, margin - MARK_GAP_MM - MARK_MM
    for x in (margin + at * page_width for at in range(columns + 1)):
        yield from ((x, outer, x, inner), (x, height - outer, x, height - inner))
    for y in (margin + at * page_height for at in range(rows + 1)):
        yield from ((outer, y, inner, y), (width - outer, y, width - inner, y))


def _fold_marks(sheets: Sheets) -> Iterator[Line]:
    """Yield fold marks at both ends of the fold of a booklet, or of the cut between pages that lie side by side."""
    width, height = sheets.size_mm
    for start in (0, height - MARK_MM):
        yield width / 2, start, width / 2, start + MARK_MM
