"""Serve both public APIs from one address, as the hotline's own host name does in production.

It adds and keeps nothing: method, host, headers and body go through as they came. Only where the
emulator answers as no gateway of ours would, this stands in for the gateway: it asks HEAD as GET,
knows where `/update` leads, and has the gateway's own pages, which are missing.
"""

import http.client
import json
import re
import threading
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from email.message import Message
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from shared.ops.door_answers import door_answer

LOOPBACK = "127.0.0.1"
LARGEST_BODY = 10 * 1024 * 1024  # API Gateway's own limit
SLOWEST_ANSWER = 29.0  # seconds; API Gateway's own limit
SLOWEST_CLIENT = 30.0
CHUNK = 64 * 1024
# The emulator refuses what is too much at once, and a refusal is a refused child: here it waits.
AT_ONCE = 6

_HOST = re.compile(r"(127\.0\.0\.1|localhost)(:\d{1,5})?", re.IGNORECASE)
_HOP_BY_HOP = frozenset(
    {
        "connection",
        "keep-alive",
        "proxy-authenticate",
        "proxy-authorization",
        "proxy-connection",
        "te",
        "trailer",
        "transfer-encoding",
        "upgrade",
    }
)
# How the emulator says that there is no such page, or that it is not asked for in this way.
_NO_PAGE = {"message": "Missing Authentication Token"}
_READING = ("GET", "HEAD")
_UPDATE_FORM = "/update/en"


@dataclass(frozen=True, slots=True)
class Routes:
    """Where the two APIs are behind the emulator: its address and a path before theirs."""

    port: int
    submit: str
    update: str
    host: str = LOOPBACK

    def path(self, asked: str) -> str:
        """The path behind the emulator; the update API does not see its `/update`."""
        rest = asked.removeprefix("/update")
        if rest != asked and rest[:1] in ("", "/", "?"):
            return self.update + (rest if rest.startswith("/") else "/" + rest)
        return self.submit + asked


class Origin(ThreadingHTTPServer):
    """The one public address; answers 503 until it is given its routes."""

    daemon_threads = True
    routes: Routes | None = None

    def __init__(self, port: int) -> None:
        super().__init__((LOOPBACK, port), _Exchange)
        self.turns = threading.BoundedSemaphore(AT_ONCE)

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that hangs up is no news, and what it sent is nobody's."""


class _RefusedError(Exception):
    """The request is answered here, with this status."""

    def __init__(self, status: HTTPStatus) -> None:
        super().__init__(status)
        self.status = status


class _Exchange(BaseHTTPRequestHandler):
    """One request and its answer."""

    protocol_version = "HTTP/1.1"
    timeout = SLOWEST_CLIENT
    server: Origin

    def _pass_through(self) -> None:
        try:
            self._exchange()
        except _RefusedError as refused:
            self._answer_here(refused.status)

    # One name for each method that a browser or a client may use.
    do_GET = do_HEAD = do_POST = do_PUT = do_PATCH = do_DELETE = do_OPTIONS = _pass_through  # noqa: N815

    def _exchange(self) -> None:
        body = self._body()  # first: an answer before it is read could be lost on its way
        routes = self._routes()
        if self.command in _READING and self.path.partition("?")[0].rstrip("/") == "/update":
            self._lead_to(_UPDATE_FORM)
            return
        with self.server.turns:
            self._carry(routes, body)

    def _carry(self, routes: Routes, body: bytes) -> None:
        upstream = http.client.HTTPConnection(routes.host, routes.port, timeout=SLOWEST_ANSWER)
        try:
            try:
                answer = self._asked(upstream, routes.path(self.path), body)
                beginning = answer.read(CHUNK) if answer.status == HTTPStatus.FORBIDDEN else b""
            except ConnectionRefusedError:
                raise _RefusedError(HTTPStatus.SERVICE_UNAVAILABLE) from None
            except (OSError, http.client.HTTPException):
                raise _RefusedError(HTTPStatus.BAD_GATEWAY) from None
            if _says_no_page(beginning):
                raise _RefusedError(HTTPStatus.NOT_FOUND)
            self._passed_back(answer, beginning)
        finally:
            upstream.close()

    def _routes(self) -> Routes:
        # The emulator chooses a service by host name: another name would reach more than the APIs.
        if not _HOST.fullmatch(self.headers.get("Host", "")):
            raise _RefusedError(HTTPStatus.MISDIRECTED_REQUEST)
        if not self.path.startswith("/"):
            raise _RefusedError(HTTPStatus.BAD_REQUEST)
        if self.server.routes is None:
            raise _RefusedError(HTTPStatus.SERVICE_UNAVAILABLE)
        return self.server.routes

    def _body(self) -> bytes:
        if "Transfer-Encoding" in self.headers:
            raise _RefusedError(HTTPStatus.LENGTH_REQUIRED)
        length = self.headers.get("Content-Length", "0")
        if not (length.isascii() and length.isdecimal()):
            raise _RefusedError(HTTPStatus.BAD_REQUEST)
        if int(length) > LARGEST_BODY:
            self._discard(int(length))
            raise _RefusedError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        return self.rfile.read(int(length))

    def _discard(self, length: int) -> None:
        """Read on for a while, so that the client is still there for the answer."""
        left = min(length, 4 * LARGEST_BODY)
        while left > 0 and (chunk := self.rfile.read(min(left, CHUNK))):
            left -= len(chunk)

    def _asked(
        self, upstream: http.client.HTTPConnection, path: str, body: bytes
    ) -> http.client.HTTPResponse:
        method = "GET" if self.command == "HEAD" else self.command
        upstream.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
        for name, value in _end_to_end(self.headers):
            upstream.putheader(name, value.encode("latin-1"))
        upstream.endheaders(body)
        return upstream.getresponse()

    def _passed_back(self, answer: http.client.HTTPResponse, beginning: bytes) -> None:
        self.send_response_only(answer.status)
        for name, value in _end_to_end(answer.headers):
            self.send_header(name, value)
        if answer.length is None:
            self.close_connection = True
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()
        if self.command == "HEAD":
            return
        try:
            self.wfile.write(beginning)
            while chunk := answer.read(CHUNK):
                self.wfile.write(chunk)
        except (OSError, http.client.HTTPException):
            self.close_connection = True  # a cut answer must look cut

    def _lead_to(self, path: str) -> None:
        self.send_response_only(HTTPStatus.FOUND)
        self.send_header("Location", path)
        self.send_header("Content-Length", "0")
        self.send_header("Cache-Control", "no-store")
        self.end_headers()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """A request that the server itself cannot read: our words, and none of what it holds."""
        self._answer_here(HTTPStatus(code))

    def _answer_here(self, status: HTTPStatus) -> None:
        # An unread body would be taken for the next request.
        self.close_connection = True
        headers, body = door_answer(status, getattr(self, "path", ""))
        with suppress(OSError):
            self.send_response_only(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Connection", "close")
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """No access log: who asked for what is nobody's business."""


def _says_no_page(body: bytes) -> bool:
    try:
        return bool(json.loads(body) == _NO_PAGE)
    except ValueError:
        return False


def _end_to_end(headers: Message) -> Iterator[tuple[str, str]]:
    """All headers but those that concern one connection, named by the standard or by themselves."""
    listed = {name.strip().lower() for name in headers.get("Connection", "").split(",")}
    for name, value in headers.items():
        if name.lower() not in _HOP_BY_HOP | listed:
            yield name, value
