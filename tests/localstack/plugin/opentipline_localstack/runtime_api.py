"""Lambda's runtime interface for one process: it fetches each call and posts the answer."""

import queue
import threading
from concurrent.futures import Future, InvalidStateError
from contextlib import suppress
from dataclasses import dataclass
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

LOOPBACK = "127.0.0.1"
PREFIX = "/2018-06-01/runtime"


@dataclass(frozen=True, slots=True)
class Call:
    """One call of the function; the deadline is in milliseconds since 1970."""

    id: str
    function: str
    trace: str
    deadline: int
    event: bytes


@dataclass(frozen=True, slots=True)
class Answer:
    """What the function returned, or the error that it ended with."""

    body: bytes
    failed: bool


class InitError(Exception):
    """The process ended, or gave up, before it asked for its first call."""

    def __init__(self, body: bytes) -> None:
        super().__init__("the function did not start")
        self.body = body


class RuntimeApi(ThreadingHTTPServer):
    """The process's side of the interface; one process at a time, one call at a time."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__((LOOPBACK, 0), _Exchange)
        self.calls: queue.SimpleQueue[Call | None] = queue.SimpleQueue()
        self.ready: Future[None] = Future()
        self._asked: tuple[str, Future[Answer]] = ("", Future())
        threading.Thread(target=self.serve_forever, args=(0.05,), daemon=True).start()

    @property
    def address(self) -> str:
        """What the process finds in `AWS_LAMBDA_RUNTIME_API`."""
        return f"{LOOPBACK}:{self.server_address[1]}"

    def ask(self, call: Call) -> Future[Answer]:
        """Hand over a call; its answer comes later, or never."""
        answer: Future[Answer] = Future()
        self._asked = (call.id, answer)
        self.calls.put(call)
        return answer

    def answered(self, id_: str, answer: Answer) -> None:
        """An answer to an earlier call comes too late."""
        asked, future = self._asked
        if asked == id_:
            with suppress(InvalidStateError):
                future.set_result(answer)

    def ended(self, body: bytes) -> None:
        """Nothing more comes from this process; `body` says why."""
        with suppress(InvalidStateError):
            self.ready.set_exception(InitError(body))
        with suppress(InvalidStateError):
            self._asked[1].set_result(Answer(body, failed=True))

    def handle_error(self, request: object, client_address: object) -> None:
        """A process that was killed does not wait for its answer."""

    def close(self) -> None:
        """Stop to listen, and let go of a process that waits for a call."""
        self.calls.put(None)
        self.shutdown()
        self.server_close()


class _Exchange(BaseHTTPRequestHandler):
    """One request of the process."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: RuntimeApi

    def log_message(self, format: str, *args: object) -> None:
        """No access log."""

    def do_GET(self) -> None:
        if self.path != f"{PREFIX}/invocation/next":
            self._reply(HTTPStatus.NOT_FOUND)
            return
        with suppress(InvalidStateError):
            self.server.ready.set_result(None)
        call = self.server.calls.get()
        if call is None:
            self._reply(HTTPStatus.GONE)
            return
        headers = {
            "Content-Type": "application/json",
            "Lambda-Runtime-Aws-Request-Id": call.id,
            "Lambda-Runtime-Deadline-Ms": str(call.deadline),
            "Lambda-Runtime-Invoked-Function-Arn": call.function,
            "Lambda-Runtime-Trace-Id": call.trace,
        }
        self._reply(HTTPStatus.OK, call.event, headers)

    def do_POST(self) -> None:
        body = self._body()
        *_, id_, what = self.path.split("/")
        if self.path == f"{PREFIX}/init/error":
            self.server.ended(body)
        elif what in ("response", "error"):
            self.server.answered(id_, Answer(body, failed=what == "error"))
        else:
            self._reply(HTTPStatus.NOT_FOUND)
            return
        self._reply(HTTPStatus.ACCEPTED, b'{"status":"OK"}')

    def _body(self) -> bytes:
        if self.headers.get("Transfer-Encoding", "").lower() != "chunked":
            return self.rfile.read(int(self.headers.get("Content-Length", "0")))
        chunks = []
        while size := int(self.rfile.readline().partition(b";")[0], 16):
            chunks.append(self.rfile.read(size))
            self.rfile.readline()
        self.rfile.readline()
        return b"".join(chunks)

    def _reply(
        self, status: HTTPStatus, body: bytes = b"", headers: dict[str, str] | None = None
    ) -> None:
        self.send_response_only(status)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
