"""Who may ask the preview: this machine's own page alone, by an address that nobody else knows."""

import secrets

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_SHELL = (
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data:; connect-src 'self'; frame-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_PUBLICATION = (
    "default-src 'none'; style-src 'self' 'unsafe-inline'; font-src 'self' data:; img-src data:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
)
_HEADERS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


class Guard:
    """Refuses another host, origin or token before anything else is looked at; no answer may run what is written in it."""

    def __init__(self, app: ASGIApp, token: str, hosts: frozenset[str]) -> None:
        self.app, self.token, self.hosts = app, token, hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or pass it on."""

        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(_HEADERS)
                headers["Content-Security-Policy"] = _PUBLICATION if scope["path"].endswith("/page") else _SHELL
            await send(message)

        if scope["type"] == "http":
            refusal = self._refusal(scope)
            await (PlainTextResponse("refused", refusal) if refusal else self.app)(scope, receive, sent)

    def _refusal(self, scope: Scope) -> int:
        headers = Headers(scope=scope)
        host, origin = headers.get("host", ""), headers.get("origin")
        wanted = {f"http://{host}"} | ({None} if scope["method"] in {"GET", "HEAD"} else set())
        if (
            host not in self.hosts
            or origin not in wanted
            or headers.get("sec-fetch-site") in {"cross-site", "same-site"}
        ):
            return 403
        token = scope["path"].partition("/")[2].partition("/")[0]
        return 0 if secrets.compare_digest(token.encode(), self.token.encode()) else 404
