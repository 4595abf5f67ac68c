"""PDFs that were laid out one by one, joined as the parts of one tagged book: pages, structure, destinations, outline."""

from collections.abc import Iterable, Sequence
from hashlib import sha256
from io import BytesIO
from itertools import accumulate, pairwise
from typing import Any
from warnings import catch_warnings, filterwarnings

from hsreport.values import Value

CATALOG = ("/Lang", "/MarkInfo", "/Metadata", "/OutputIntents", "/ViewerPreferences", "/AF")
"""What the book says of itself as its first part does, beside attachments."""


class Laid(Value, frozen=True):
    """A part of a book as a PDF of its own, with the page, from 0, of each anchor in it."""

    data: bytes
    pages: int
    blank: bool
    """Whether its last page is a blank one."""
    anchors: dict[str, int]
    unshown: frozenset[str] = frozenset()


def joined(parts: Sequence[Laid], folios: bytes) -> bytes:
    """Return one PDF of all parts; metadata, attachments and output intent are those of the first, whose pages are in roman.

    `folios` is a PDF with the folio of every page after the first part. Links may lead to anchors of any part.
    """
    from pikepdf import Name, ObjectStreamMode, new
    from pikepdf import open as open_pdf

    file = BytesIO()
    with new() as book:
        binder = _Binder(book)
        for part in parts:
            binder.add(part)
        binder.finish()
        front = parts[0].pages
        binder.number(open_pdf(BytesIO(folios)), parts)
        book.Root.PageLabels = {"/Nums": [0, {"/S": Name.r}, front, {"/S": Name.D}]}
        book.save(file, deterministic_id=True, min_version="1.7", object_stream_mode=ObjectStreamMode.generate)
    return file.getvalue()


class _Binder:
    """A new book that parts are added to."""

    def __init__(self, book: Any) -> None:  # noqa: ANN401
        self.book = book
        self.sections: list[Any] = []
        self.owners: list[Any] = []
        self.places: dict[bytes, Any] = {}
        self.outline: list[Any] = []
        self.streams: dict[bytes, Any] = {}

    def add(self, part: Laid) -> None:
        """Add the pages of a part, and what its catalog says of them."""
        from pikepdf import open as open_pdf

        source = open_pdf(BytesIO(part.data))  # its streams are read when the book is saved

        def taken(held: Any) -> Any:  # noqa: ANN401
            return self.book.copy_foreign(held if held.is_indirect else source.make_indirect(held))

        root, before = source.Root, len(self.book.pages)
        with catch_warnings():
            filterwarnings("ignore", "Copying pages")  # destinations are seen to below
            self.book.pages.extend(source.pages)
        if not self.sections:
            self._open(source, taken)
        tree = taken(root.StructTreeRoot)
        self.sections += list(tree.K)
        self._renumber(tree.ParentTree.Nums, list(self.book.pages)[before:])
        if "/Dests" in root.get("/Names", {}):
            names = list(taken(root.Names.Dests).Names)
            here = zip(map(str, names[::2]), names[1::2], strict=True)
            self.places |= {name.encode(): place for name, place in here if name in part.anchors}
        line = taken(root.Outlines).First if "/Outlines" in root else None
        while line is not None:
            self.outline.append(line)
            line = line.get("/Next")
        self._share(self.book.pages[-1].Resources)

    def _open(self, source: Any, taken: Any) -> None:  # noqa: ANN401
        """Let the book be called what its first part is, and have what is attached to that."""
        for key in CATALOG:
            if key in source.Root:
                self.book.Root[key] = taken(source.Root[key])
        self.book.Root.Names = {}
        if "/EmbeddedFiles" in source.Root.get("/Names", {}):
            self.book.Root.Names.EmbeddedFiles = taken(source.Root.Names.EmbeddedFiles)
        for key, value in source.docinfo.items():
            self.book.docinfo[key] = str(value)

    def _renumber(self, owners: Any, pages: Sequence[Any]) -> None:  # noqa: ANN401
        """Add the owners of marks and annotations, which are numbered from 0 without gaps, to those of the book."""
        before = len(self.owners)
        self.owners += list(owners)[1::2]
        for page in pages:
            page.StructParents += before
            for note in page.get("/Annots", ()):
                if "/StructParent" in note:
                    note.StructParent += before

    def _share(self, resources: Any) -> None:  # noqa: ANN401
        """Let fonts, pictures and profiles that are the same be in the book once."""
        holders = [(font.DescendantFonts[0].FontDescriptor, "/FontFile2") for font in resources.Font.values()]
        holders += [(holder, "/FontFile3") for holder, _ in holders]
        holders += [(resources.XObject, name) for name in list(resources.XObject.keys())]
        for holder, name in holders:
            if name in holder:
                data = holder[name].read_raw_bytes()
                says = repr(sorted((key, repr(value)) for key, value in holder[name].items() if key != "/SMask"))
                holder[name] = self.streams.setdefault(sha256(says.encode() + data).digest(), holder[name])

    def number(self, folios: Any, parts: Sequence[Laid]) -> None:  # noqa: ANN401
        """Put a page of `folios` on each page of the parts after the first, outside the tags."""
        front, *others = (part.pages for part in parts)
        pages = list(self.book.pages)[front : front + sum(others)]
        blank = {end - 1 for end, each in zip(accumulate(others), parts[1:], strict=False) if each.blank}
        for at, (page, folio) in enumerate(zip(pages, folios.pages, strict=True)):
            if at not in blank:
                name = f"/Folio{at + 1}"
                page.Resources.XObject[name] = self.book.copy_foreign(folio.as_form_xobject())
                page.contents_add(self.book.make_stream(b"q"), prepend=True)
                page.contents_add(self.book.make_stream(f"Q {name} Do".encode()))

    def finish(self) -> None:
        """Write the trees of the whole book."""
        from pikepdf import Array, Dictionary, Name

        root, indirect = self.book.Root, self.book.make_indirect
        root.StructTreeRoot = tree = indirect(Dictionary(Type=Name.StructTreeRoot))
        whole = indirect(Dictionary(Type=Name.StructElem, S=Name.Document, P=tree, K=Array(self.sections)))
        for section in self.sections:
            section.S, section.P = Name.Part, whole
        tree.K = Array([whole])
        tree.ParentTree = indirect(Dictionary(Nums=_flat(enumerate(self.owners))))
        root.Names.Dests = indirect(Dictionary(Names=_flat(sorted(self.places.items(), key=lambda each: each[0]))))
        self._write_outline(indirect(Dictionary(Type=Name.Outlines)))

    def _write_outline(self, outlines: Any) -> None:  # noqa: ANN401
        for line in self.outline:
            line.Parent = outlines
        for line, following in pairwise(self.outline):
            line.Next, following.Prev = following, line
        if self.outline:
            outlines.First, outlines.Last, outlines.Count = self.outline[0], self.outline[-1], len(self.outline)
            self.book.Root.Outlines = outlines


def _flat(pairs: Iterable[tuple[Any, Any]]) -> Any:  # noqa: ANN401
    from pikepdf import Array, String

    return Array([each for key, held in pairs for each in (String(key) if isinstance(key, bytes) else key, held)])
