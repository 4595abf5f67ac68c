"""The pages of the PDF: laid out in a process that stays warm, shown as pictures; the last good ones stay until others are there."""

import gc
import io
from collections.abc import Callable
from functools import partial
from threading import Event, Lock, Thread

import pypdfium2

from hsreport.batch.processes import Task, Worker
from hsreport.config import config_for, style_of
from hsreport.errors import HsreportError
from hsreport.preview.reading import Asked, input_of
from hsreport.render.pdf.warm import Places, Sheets, WarmPress, warmed

_SCALE = 1.75
"""Pixels of a picture to a point of the page."""
_PRESS: list[WarmPress] = []
"""The press of a process that lays out pages."""


class Pages:
    """The last good pages, whether others are on the way, and what is wrong with those."""

    def __init__(self, asked: Asked, tell: Callable[[], object] = str) -> None:
        self.asked, self.tell = asked, tell
        self.sheets: list[int] = []
        self.sizes: list[tuple[int, int]] = []
        self.places: Places = {}
        self.version, self.wanted, self.busy, self.over = 0, False, False, False
        self.trouble: HsreportError | None = None
        self._drawn: dict[int, tuple[bytes, int]] = {}
        self._new, self._lock, self._worker = Event(), Lock(), Worker()
        Thread(target=self._work, daemon=True).start()

    def want(self) -> None:
        """Have them made anew, now or when those that are being made are done."""
        self.wanted = self.busy = True
        self._new.set()

    def state(self) -> dict[str, object]:
        """Return what the page has to know of them."""
        names = ("sheets", "sizes", "places", "version", "busy", "wanted")
        return {name: getattr(self, name) for name in names}

    def picture(self, sheet: int) -> bytes:
        """Return a sheet as PNG; nothing where there is none of the number."""
        with self._lock:
            if sheet not in self._drawn:
                return b""
            data, number = self._drawn[sheet]
            made, document = io.BytesIO(), pypdfium2.PdfDocument(data)
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
            result = self._done(partial(made, self.asked, max(self._drawn, default=0) + 1))
            if self.over:
                return
            self._take(result)
            if isinstance(result, Sheets):
                self._done(gc.collect)

    def _done(self, work: Callable[[], object]) -> object:
        self._worker.begin(Task(str(self.asked.source), work))
        self._worker.pipe.poll(None)
        result = self._worker.result()
        if not (self._worker.process.is_alive() or self.over):
            self._worker = Worker()
        return result

    def _take(self, result: object) -> None:
        self.trouble = result if isinstance(result, HsreportError) else None
        if isinstance(result, Sheets):
            with self._lock:
                new = {sheet: (result.pdf, number) for number, sheet in enumerate(result.new)}
                self._drawn = {sheet: new.get(sheet) or self._drawn[sheet] for sheet in result.numbers}
                self.sheets, self.sizes, self.places = [*result.numbers], [*result.sizes], result.places
                self.version += 1
        self.busy = self._new.is_set()
        self.tell()


def made(asked: Asked, first: int) -> Sheets:
    """Lay the pages out as `hsreport build` does; new sheets are counted from `first` in a new press."""
    gc.disable()  # hardly anything goes before the pages are there
    config = config_for(asked.source, asked.config)
    given = input_of(asked, config)
    report = given.report(given.read())
    _PRESS[:] = [warmed(_PRESS, report, style_of(config), first)]
    return _PRESS[0].sheets(report)
