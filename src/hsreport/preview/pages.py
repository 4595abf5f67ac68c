"""The pages of the PDF: made in a process that stays warm, shown as pictures; the last good ones stay until others are there."""

import io
from collections.abc import Callable
from functools import partial
from pathlib import Path
from threading import Event, Lock, Thread
from typing import Any

import pypdfium2

from hsreport.batch.processes import Task, Worker
from hsreport.build import Outputs, publication
from hsreport.config import config_for, style_of
from hsreport.errors import HsreportError, OutputError
from hsreport.preview.reading import Asked, input_of
from hsreport.values import Format

_SCALE = 1.75
"""Pixels of a picture to a point of the page."""

Places = dict[str, tuple[int, float]]
"""By the name of a passage the page it begins on, counted from 0, and how many points below the top of that."""


class Pages:
    """The last good pages, whether others are on the way, and what is wrong with those."""

    def __init__(self, asked: Asked, tell: Callable[[], object] = str) -> None:
        self.asked, self.tell = asked, tell
        self.sizes: list[tuple[int, int]] = []
        self.places: Places = {}
        self.version, self.wanted, self.busy, self.over = 0, False, False, False
        self.trouble: HsreportError | None = None
        self._data, self._new, self._lock, self._worker = b"", Event(), Lock(), Worker()
        Thread(target=self._work, daemon=True).start()

    def want(self) -> None:
        """Have them made anew, now or when those that are being made are done."""
        self.wanted = self.busy = True
        self._new.set()

    def state(self) -> dict[str, object]:
        """Return what the page has to know of them."""
        names = ("sizes", "places", "version", "busy", "wanted")
        return {name: getattr(self, name) for name in names}

    def picture(self, number: int) -> bytes:
        """Return a page as PNG, counted from 0; nothing where there is none."""
        with self._lock:
            if not 0 <= number < len(self.sizes):
                return b""
            made, document = io.BytesIO(), pypdfium2.PdfDocument(self._data)
            document[number].render(scale=_SCALE).to_pil().save(made, "PNG")
            document.close()
            return made.getvalue()

    def end(self) -> None:
        """End the process, whatever it is at."""
        self.over = True
        self._new.set()
        self._worker.end()

    def _work(self) -> None:
        while self._new.wait() and not self.over:
            self._new.clear()
            self._worker.begin(Task(str(self.asked.source), partial(made, self.asked)))
            self._worker.pipe.poll(None)
            result = self._worker.result()
            if self.over:
                return
            self._take(result)
            if not self._worker.process.is_alive():
                self._worker = Worker()

    def _take(self, result: tuple[bytes, Places] | HsreportError) -> None:
        self.trouble = result if isinstance(result, HsreportError) else None
        if not isinstance(result, HsreportError):
            with self._lock:
                self._data, self.places = result
                document = pypdfium2.PdfDocument(self._data)
                self.sizes = [(round(page.get_width()), round(page.get_height())) for page in document]
                document.close()
                self.version += 1
        self.busy = self._new.is_set()
        self.tell()


def made(asked: Asked) -> tuple[bytes, Places]:
    """Make the PDF as `hsreport build` does, and find where each passage stands in it."""
    config = config_for(asked.source, asked.config)
    outputs = Outputs(Path(), (Format.PDF,), config.pdf_standard)
    done = publication(input_of(asked, config), style_of(config), outputs).make(len)
    if done.unmade:
        missing = done.unmade[0][1]
        raise OutputError(missing.message, file=str(asked.source), hint=missing.hint)
    data = done.products[0].data
    return data, _places(data)


def _places(data: bytes) -> Places:
    from pikepdf import NameTree, Pdf

    with Pdf.open(io.BytesIO(data)) as pdf:
        number: dict[Any, int] = {page.objgen: at for at, page in enumerate(pdf.pages)}
        names: Any = pdf.Root.get("/Names")
        placed = NameTree(names.Dests).items() if names is not None and "/Dests" in names else ()
        return {name: (number[at.objgen], float(at.MediaBox[3] - top)) for name, (at, _, _, top, _) in placed}
