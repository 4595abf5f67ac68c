"""The preview: a server on this machine that shows a source beside its publication, and takes rulings."""

import asyncio
import secrets
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import ExitStack
from pathlib import Path

import msgspec
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response, StreamingResponse
from starlette.routing import Mount, Route

from hsreport.errors import HsreportError, SettingsError
from hsreport.preview.guard import Guard
from hsreport.preview.ledger import ACTIONS, Ledger
from hsreport.preview.pages import Pages
from hsreport.preview.reading import Asked, Reading, own_files, read
from hsreport.preview.wishes import WISHES
from hsreport.settings import templates_folder

HOST = "127.0.0.1"
_PAUSE = 0.04
"""Seconds between two looks at the files."""


class Preview:
    """The last good reading of a source, what is wrong with the newest, and who waits for news of it."""

    def __init__(self, asked: Asked, pages: Pages) -> None:
        self.asked, self.ledger, self.pages = asked, Ledger(asked.settings), pages
        loop = asyncio.get_running_loop()
        self.pages.tell = lambda: loop.call_soon_threadsafe(self._tell)
        self.reading: Reading | None = None
        self.trouble: dict[str, object] | None = None
        self.version, self.busy, self.ended = 0, False, False
        self.news, self.writing = asyncio.Event(), asyncio.Lock()

    def read(self) -> None:
        """Read anew; what is wrong leaves the last good reading in place."""
        try:
            self.reading, self.trouble = read(self.asked), None
        except Exception as wrong:
            self.trouble = _told(wrong)

    async def watch(self, over: Callable[[], bool]) -> None:
        """Read anew whenever a file changes, until it is over."""
        seen: object = None
        while not over():
            now = await asyncio.to_thread(self._stamp)
            if now != seen:
                self.busy = True
                self._tell()
                await asyncio.to_thread(self.read)
                if self.pages.wanted and not self.trouble:
                    self.pages.want()
                self.busy = False
                self._tell()
            seen = now
            await asyncio.sleep(_PAUSE)
        self.ended = True
        self._tell()

    def _stamp(self) -> object:
        return sorted((str(path), _state(path)) for path in self.asked.files())

    def _tell(self) -> None:
        self.version += 1
        waiting, self.news = self.news, asyncio.Event()
        waiting.set()

    async def events(self, _: Request) -> Response:
        """Send the number of each new reading, and when one is begun."""

        async def stream() -> AsyncIterator[str]:
            while not self.ended:
                news = self.news
                yield f"data: {'reading' if self.busy else self.version}\n\n"
                await news.wait()

        return StreamingResponse(stream(), media_type="text/event-stream")

    async def view(self, _: Request) -> Response:
        """Send the lines, people and findings, and the trouble that there is."""
        state = {
            "trouble": self.trouble or (_told(self.pages.trouble) if self.pages.trouble else None),
            "pages": self.pages.state(),
            "undo": len(self.ledger.done),
            "redo": len(self.ledger.undone),
            "readOnly": self.asked.read_only,
            "name": self.asked.source.name,
        }
        return JSONResponse({**(self.reading.view if self.reading else {}), **state})

    async def page(self, _: Request) -> Response:
        """Send the publication."""
        return Response(
            self.reading.page if self.reading else "<!doctype html><title>-</title>", media_type="text/html"
        )

    async def picture(self, request: Request) -> Response:
        """Send a page of the PDF."""
        data = await asyncio.to_thread(self.pages.picture, request.path_params["sheet"])
        return Response(data, 200 if data else 404, media_type="image/png")

    async def sheet(self, _: Request) -> Response:
        """Send the style sheet of the publication."""
        return Response(self.reading.sheet if self.reading else "", media_type="text/css")

    async def file(self, request: Request) -> Response:
        """Send a file of the page or a font of the style, by its name; there are no others."""
        known = {**(self.reading.fonts if self.reading else {}), **own_files()}
        path = known.get(request.path_params["name"])
        return FileResponse(path) if path else Response(status_code=404)

    async def change(self, request: Request) -> Response:
        """Write a ruling, or take one back."""
        action = request.path_params["action"]
        try:
            if self.asked.read_only and action != "pages":
                raise SettingsError("nothing is changed here", hint="start it without --read-only")
            body = msgspec.json.decode(await request.body() or b"{}")
            async with self.writing:
                if wish := WISHES.get(action):
                    change = msgspec.convert(body, wish).change(self.asked.source.name)
                    await asyncio.to_thread(self.ledger.add, change)
                elif action == "pages":
                    self.pages.want()
                    self._tell()
                elif action in ACTIONS:
                    await asyncio.to_thread(ACTIONS[action], self.ledger)
                else:
                    return Response(status_code=404)
        except (msgspec.DecodeError, TypeError) as wrong:
            return JSONResponse({"message": str(wrong)}, 400)
        except Exception as wrong:
            return JSONResponse(_told(wrong), 409)
        return JSONResponse({"undo": len(self.ledger.done)})

    def app(self, token: str, hosts: frozenset[str]) -> Guard:
        """Return the application: a fixed list of addresses below a token."""
        shell = FileResponse(templates_folder() / "preview" / "preview.html")
        routes = [
            Route("/", lambda _: shell),
            Route("/events", self.events),
            Route("/view", self.view),
            Route("/page", self.page),
            Route("/page.css", self.sheet),
            Route("/pages/{sheet:int}", self.picture),
            Route("/font/{name}", self.file),
            Route("/own/{name}", self.file),
            Route("/{action}", self.change, methods=["POST"]),
        ]
        return Guard(Starlette(routes=[Mount(f"/{token}", routes=routes)]), token, hosts)


def _state(path: Path) -> tuple[int, int, int]:
    try:
        found = path.stat()
    except OSError:
        return (0, 0, 0)
    return found.st_mtime_ns, found.st_size, found.st_ino


def _told(wrong: Exception) -> dict[str, object]:
    if isinstance(wrong, HsreportError):
        line = wrong.span.first if wrong.span else None
        return {"file": wrong.file, "line": line, "message": wrong.message, "hint": wrong.hint}
    if isinstance(wrong, OSError):
        return {"message": str(wrong), "hint": "check the name and your rights"}
    return {"message": repr(wrong), "hint": "this is a fault of hsreport; report it"}


def serve(asked: Asked, port: int, started: Callable[[str], object]) -> None:
    """Serve until Ctrl-C, which is a `KeyboardInterrupt`; `started` is told the address."""
    pages = Pages(asked)
    with socket.socket() as door, ExitStack() as last:
        last.callback(pages.end)
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            door.bind((HOST, port))
        except OSError as wrong:
            hint = "name another with --port, or leave it out for any that is free"
            raise SettingsError(f"port {port} cannot be used: {wrong.strerror}", hint=hint) from None
        asyncio.run(_serve(asked, pages, door, started))


async def _serve(asked: Asked, pages: Pages, door: socket.socket, started: Callable[[str], object]) -> None:
    token, port = secrets.token_urlsafe(16), door.getsockname()[1]
    preview = Preview(asked, pages)
    app = preview.app(token, frozenset({f"{HOST}:{port}", f"localhost:{port}"}))
    server = uvicorn.Server(
        uvicorn.Config(app, log_config=None, log_level="critical", lifespan="off", timeout_graceful_shutdown=2)
    )
    preview.read()
    door.listen()
    started(f"http://{HOST}:{port}/{token}/")
    watching = asyncio.create_task(preview.watch(lambda: server.should_exit))
    await server.serve([door])
    await watching
