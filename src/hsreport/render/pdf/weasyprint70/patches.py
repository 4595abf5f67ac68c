"""What is done to WeasyPrint 70 and pydyf 0.13 from within: the only modules that know their private names are in this folder.

Under any other version nothing is done. The PDF has the same words on its pages then; it takes longer, entries do not say
where they are continued, and it claims PDF/A alone, for its tags are as WeasyPrint makes them.
"""

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager, nullcontext
from functools import cache
from importlib.metadata import version
from pathlib import Path

from hsreport.render.pdf.weasyprint70 import continued, kept, once
from hsreport.render.pdf.weasyprint70 import unshown as glyphs
from hsreport.render.pdf.weasyprint70.tags import mend
from hsreport.render.pdf.weasyprint70.tree import Document, Pdf

KNOWN = {"weasyprint": "70.", "pydyf": "0.13."}
"""How the versions begin whose private names are used."""


@cache
def is_known() -> bool:
    """Tell whether the versions installed are those."""
    return all(f"{version(name)}.".startswith(start) for name, start in KNOWN.items())


def sheets() -> tuple[str, ...]:
    """Return the style sheets that a book needs for what is done here."""
    return ("css/continued.css",) if is_known() else ()


def done_once() -> AbstractContextManager[None]:
    """Context manager: PDFs are made without repetitions, which changes none of their bytes."""
    return once.done_once() if is_known() else nullcontext()


def unshown(characters: Iterable[str], fonts: object) -> frozenset[str]:
    """Return those of the characters that no font has, neither of a configuration nor of the machine."""
    return glyphs.unshown(characters, fonts) if is_known() else frozenset()


def continued_lines() -> AbstractContextManager[None]:
    """Context manager: an entry broken by a column or page gets a "(continued)" line."""
    return continued.continued_lines() if is_known() else nullcontext()


def keeper() -> Callable[[], AbstractContextManager[None]]:
    """Return a context manager for each layout of one part of a book: its pages that come out as the last time are kept."""
    return kept.KeptPages().kept if is_known() else nullcontext


def sheet_of(page: object, number: Callable[[], int]) -> int:
    """Return the number of the sheet that a page is on: another `number` for a page that was not kept, or has other margins now."""
    return kept.sheet_of(page, number) if is_known() else number()


def finish(document: Document, pdf: Pdf, *, second: bool, prefix: str = "") -> None:
    """Mend the tags of a PDF that is about to be written, and add the mark of PDF/UA-1, or with `second` PDF/UA-2.

    WeasyPrint 70 writes the mark of one standard alone into the metadata. Cells and notes are known by their names after `prefix`.
    """
    if not is_known():
        return
    mend(document, pdf, second=second)
    for element in pdf.objects:
        if isinstance(element, dict) and "S" in element and "ID" in element:
            element["ID"].string = prefix + element["ID"].string  # the string that cells have as their headers
    metadata = pdf.objects[int(pdf.catalog["Metadata"].split()[0])]
    mark = Path(__file__).with_name(f"pdfua-{1 + second}.xmp").read_bytes()
    metadata.stream = [part.replace(b"</rdf:RDF>", mark + b"</rdf:RDF>") for part in metadata.stream]
