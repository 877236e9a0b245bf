"""The guard before the program: host, origin and size of a request, headers of the answer, and in what the reader reads."""

import re
from collections.abc import Collection, Mapping
from types import MappingProxyType

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ...errors import HipDriveError
from .admitted import HOME
from .answers import error_answer
from .choices import reading_as_asked
from .pace import Pace
from .refused import BodyTooLargeError, CrossSiteError, HostRefusedError, TooManyRequestsError

MOST_BYTES = 1_000_000
"""Of a request that writes."""
MOST_UPLOAD_BYTES = 200_000_000
"""Of a recording: a minute of 60 markers at 250 Hz with eight plates at 1500 Hz takes some 30 MB."""
MOST_WATCH_BYTES = 12_000_000
"""Of a watch's file: a run of a day and a night has about half of it."""
_ID = "[0-9a-fA-F-]{32,36}"
UPLOAD = re.compile(rf"/api/athletes/{_ID}/uploads/{_ID}")
"""Where recordings are sent to; what is sent there goes to the disk as it comes in."""
WATCH_FILE = re.compile(rf"/api/athletes/{_ID}/watch/files/{_ID}")
"""Where files of a watch are sent to; they go to the disk alike."""
SAFE = ("GET", "HEAD", "OPTIONS")
HEADERS: Mapping[str, str] = MappingProxyType(
    {
        "x-content-type-options": "nosniff",
        "referrer-policy": "no-referrer",
        "cross-origin-opener-policy": "same-origin",
        "cross-origin-resource-policy": "same-origin",
        "content-security-policy": "frame-ancestors 'none'; object-src 'none'; base-uri 'none'",
        "cache-control": "no-store",
    }
)
"""Of every answer; a page's own policy says what it may show."""


class Guard:
    """Refuses what may not come in, and sends every answer with the same headers.

    Args:
        app: What answers.
        hosts: Host headers that mean this program, with the port.
        pace: Counts what comes from elsewhere; None where nothing does.
    """

    def __init__(self, app: ASGIApp, *, hosts: Collection[str], pace: Pace | None = None) -> None:
        self._app, self._hosts, self._pace = app, frozenset(hosts), pace

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        with reading_as_asked(headers):
            most = most_bytes(scope["method"], scope["path"])
            refused = refusal(scope["method"], headers, hosts=self._hosts, most=most) or self._too_often(scope)
            if refused is not None:
                await error_answer(refused)(scope, receive, with_headers(send))
                return
            body = _Body(receive, most)
            await self._app(scope, body.receive, body.unless_too_large(with_headers(send)))
            if body.too_large:
                await error_answer(BodyTooLargeError(most))(scope, receive, with_headers(send))

    def _too_often(self, scope: Scope) -> HipDriveError | None:
        if self._pace is None or scope.get(HOME):
            return None
        try:
            self._pace.request(address_of(scope))
        except TooManyRequestsError as error:
            return error
        return None


def address_of(scope: Scope) -> str:
    """The address of the machine that asks; empty where it is not known."""
    client = scope.get("client")
    return str(client[0]) if client else ""


def most_bytes(method: str, path: str) -> int:
    """How large a request may be."""
    if method == "PUT" and WATCH_FILE.fullmatch(path):
        return MOST_WATCH_BYTES
    return MOST_UPLOAD_BYTES if method == "PUT" and UPLOAD.fullmatch(path) else MOST_BYTES


def refusal(method: str, headers: Headers, *, hosts: Collection[str], most: int) -> HipDriveError | None:
    """Why a request is not let in; None where it is.

    A browser says itself whether another site asks (Sec-Fetch-Site); an old one says at least from where (Origin); a program says neither.
    """
    host = headers.get("host", "")
    if host.lower() not in hosts:
        return HostRefusedError(host)
    told = headers.get("content-length", "")
    if told.isdecimal() and int(told) > most:
        return BodyTooLargeError(most)
    if method in SAFE:
        return None
    site, origin = headers.get("sec-fetch-site"), headers.get("origin")
    if site is not None:
        return None if site in {"same-origin", "none"} else CrossSiteError()
    return None if origin is None or origin in {f"http://{host}", f"https://{host}"} else CrossSiteError()


class _Body:
    """The body of a request as it comes in: one that grows too large ends there, and what is answered to it is dropped."""

    def __init__(self, receive: Receive, most: int) -> None:
        self._receive, self._most, self._seen = receive, most, 0

    @property
    def too_large(self) -> bool:
        return self._seen > self._most

    async def receive(self) -> Message:
        message = await self._receive()
        self._seen += len(message.get("body", b""))
        return {"type": "http.disconnect"} if self.too_large else message

    def unless_too_large(self, send: Send) -> Send:
        async def sent(message: Message) -> None:
            if not self.too_large:
                await send(message)

        return sent


def with_headers(send: Send) -> Send:
    """Send an answer with the headers of every answer."""

    async def sent(message: Message) -> None:
        if message["type"] == "http.response.start":
            answer = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                answer.setdefault(name, value)
        await send(message)

    return sent
