"""The one address in front of both APIs: what passes through, and what is answered at the door."""

import gzip
import http.client
import json
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from shared.ops.origin import LARGEST_BODY, Origin, Routes
from shared.web.build import build
from shared.web.gateway_pages import GATEWAY_HEADERS, gateway_file

ANSWER = gzip.compress(b"<p>a form</p>")
NO_PAGE = b'{"message":"Missing Authentication Token"}'
REFUSAL = b'{"message":"something else"}'
Answer = tuple[int, http.client.HTTPMessage, bytes]


@dataclass
class Asked:
    """One request as it arrived behind the origin."""

    line: str
    headers: Message
    body: bytes


@dataclass
class Behind:
    """What stands in for the emulator."""

    port: int
    asked: list[Asked] = field(default_factory=list)


class _Stub(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    behind: Behind

    def _any(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
        self.behind.asked.append(Asked(self.requestline, self.headers, body))
        if self.path.endswith("/cut"):
            self.close_connection = True
            return
        if "/refused" in self.path:
            words = NO_PAGE if self.path.endswith("/no-page") else REFUSAL
            self.send_response_only(403)
            self.send_header("Content-Length", str(len(words)))
            self.end_headers()
            self.wfile.write(words)
            return
        self.send_response_only(201)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Encoding", "gzip")
        self.send_header("X-Twice", "one")
        self.send_header("X-Twice", "two")
        self.send_header("Keep-Alive", "timeout=99")
        if self.path.endswith("/chunked"):
            self.send_header("Transfer-Encoding", "chunked")
            self.end_headers()
            self.wfile.write(b"%x\r\n%s\r\n0\r\n\r\n" % (len(ANSWER), ANSWER))
            return
        self.send_header("Content-Length", str(len(ANSWER)))
        self.end_headers()
        self.wfile.write(ANSWER)

    do_GET = do_POST = do_OPTIONS = _any  # noqa: N815

    def log_message(self, format: str, *args: object) -> None:
        pass


@contextmanager
def serving(server: ThreadingHTTPServer) -> Iterator[int]:
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    try:
        yield server.server_address[1]
    finally:
        server.shutdown()
        server.server_close()


def of_the_gateway(name: str) -> bytes:
    """The very page that API Gateway has, as the build makes it from today's sources."""
    build()
    return gateway_file(name, demonstration=True).read_bytes()


@pytest.fixture
def behind() -> Iterator[Behind]:
    behind = Behind(0)
    handler = type("Stub", (_Stub,), {"behind": behind})
    with serving(ThreadingHTTPServer(("127.0.0.1", 0), handler)) as behind.port:
        yield behind


@pytest.fixture
def port(behind: Behind) -> Iterator[int]:
    origin = Origin(0)
    origin.routes = Routes(behind.port, "/_aws/execute-api/s1/local", "/_aws/execute-api/u1/local")
    with serving(origin) as port:
        yield port


def ask(
    port: int,
    method: str = "GET",
    path: str = "/",
    body: bytes | None = None,
    headers: dict[str, str] | None = None,
) -> Answer:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request(method, path, body, headers or {})
        answer = connection.getresponse()
        return answer.status, answer.headers, answer.read()
    finally:
        connection.close()


@pytest.mark.parametrize(
    ("asked", "line"),
    [
        ("/", "GET /_aws/execute-api/s1/local/ HTTP/1.1"),
        ("/es/?a=%20b", "GET /_aws/execute-api/s1/local/es/?a=%20b HTTP/1.1"),
        ("/updates", "GET /_aws/execute-api/s1/local/updates HTTP/1.1"),
        ("/update/es?x=1", "GET /_aws/execute-api/u1/local/es?x=1 HTTP/1.1"),
        ("/update/en/status", "GET /_aws/execute-api/u1/local/en/status HTTP/1.1"),
    ],
)
def test_each_path_reaches_its_api_with_its_query(
    behind: Behind, port: int, asked: str, line: str
) -> None:
    ask(port, path=asked)
    assert [request.line for request in behind.asked] == [line]


def test_method_host_headers_and_body_go_through_as_they_came(behind: Behind, port: int) -> None:
    body = "a child in Zürich".encode()
    headers = {"Content-Type": "text/plain", "Accept-Encoding": "br", "X-Note": "caf\xe9"}
    ask(port, "POST", "/api/v1/reports", body, headers)
    asked = behind.asked[0]
    assert asked.line.startswith("POST ")
    assert asked.body == body
    assert asked.headers["Host"] == f"127.0.0.1:{port}"
    assert {name: asked.headers[name] for name in headers} == headers
    assert set(asked.headers.keys()) == {*headers, "Host", "Content-Length"}


def test_headers_of_one_connection_stay_on_it(behind: Behind, port: int) -> None:
    ask(port, headers={"Connection": "keep-alive, X-Mine", "X-Mine": "1", "TE": "trailers"})
    assert not {"Connection", "X-Mine", "TE"} & set(behind.asked[0].headers.keys())


def test_a_compressed_answer_is_passed_back_untouched(port: int) -> None:
    status, headers, body = ask(port)
    assert (status, body) == (201, ANSWER)
    assert headers["Content-Encoding"] == "gzip"
    assert headers.get_all("X-Twice") == ["one", "two"]
    assert headers["Keep-Alive"] is None


def test_an_answer_of_unknown_length_arrives_whole(port: int) -> None:
    status, headers, body = ask(port, path="/chunked")
    assert (status, body) == (201, ANSWER)
    assert headers["Connection"] == "close"


def test_head_is_asked_as_get_and_answered_without_a_body(behind: Behind, port: int) -> None:
    with socket.create_connection(("127.0.0.1", port), timeout=10) as client:
        client.sendall(b"HEAD / HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
        written = b"".join(iter(lambda: client.recv(4096), b""))
    head, _, body = written.partition(b"\r\n\r\n")
    assert behind.asked[0].line.startswith("GET ")
    assert head.startswith(b"HTTP/1.1 201 ")
    assert f"Content-Length: {len(ANSWER)}".encode() in head
    assert body == b""


@pytest.mark.parametrize("path", ["/update", "/update/", "/update?x=1"])
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_update_alone_leads_to_its_form(behind: Behind, port: int, method: str, path: str) -> None:
    status, headers, _ = ask(port, method, path)
    assert (status, headers["Location"]) == (302, "/update/en")
    assert behind.asked == []


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_page_that_is_not_there_is_said_in_words(port: int, method: str) -> None:
    status, headers, page = ask(port, method, "/refused/no-page", b"" if method == "GET" else b"x")
    assert (status, headers["Content-Type"]) == (404, "text/html; charset=utf-8")
    assert page == of_the_gateway("not_found")
    assert {name: headers[name] for name in GATEWAY_HEADERS} == GATEWAY_HEADERS


def test_a_program_is_told_in_json(port: int) -> None:
    status, headers, body = ask(port, path="/update/api/v1/refused/no-page")
    assert (status, headers["Content-Type"]) == (404, "application/json")
    assert json.loads(body) == {"error": "This page is not here. Please check the address."}


def test_head_of_a_page_that_is_not_there_has_no_body(port: int) -> None:
    status, _, page = ask(port, "HEAD", "/refused/no-page")
    assert (status, page) == (404, b"")


def test_any_other_refusal_is_passed_back_untouched(port: int) -> None:
    status, _, body = ask(port, path="/refused/else")
    assert (status, body) == (403, REFUSAL)


@pytest.mark.parametrize("method", ["TRACE", "get", "BREW"])
def test_a_method_that_no_browser_uses_gets_a_plain_page(
    behind: Behind, port: int, method: str
) -> None:
    status, headers, page = ask(port, method)
    assert (status, headers["Content-Type"]) == (501, "text/html; charset=utf-8")
    assert b"Call 911" in page
    assert method.encode() not in page
    assert behind.asked == []


def test_an_endless_address_gets_a_plain_page(port: int) -> None:
    status, _, page = ask(port, path="/" + "secret" * 20_000)
    assert status == 414
    assert b"Call 911" in page
    assert b"secret" not in page


def test_one_connection_serves_several_requests(behind: Behind, port: int) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    for _ in range(2):
        connection.request("POST", "/", b"words")
        assert connection.getresponse().read() == ANSWER
    connection.close()
    assert [request.body for request in behind.asked] == [b"words", b"words"]


def test_the_largest_body_passes_and_one_byte_more_is_refused(behind: Behind, port: int) -> None:
    assert ask(port, "POST", "/", bytes(LARGEST_BODY))[0] == 201
    status, _, page = ask(port, "POST", "/", bytes(LARGEST_BODY + 1))
    assert status == 413
    assert page == of_the_gateway("too_large")
    assert [len(request.body) for request in behind.asked] == [LARGEST_BODY]


@pytest.mark.parametrize("host", ["evil.example.org", "s1.execute-api.localhost", "127.0.0.1.org"])
def test_another_host_name_reaches_nothing(behind: Behind, port: int, host: str) -> None:
    status, _, page = ask(port, headers={"Host": host})
    assert status == 421
    assert b"This page can be used on this computer only" in page
    assert b"Misdirected" not in page
    assert behind.asked == []


def test_localhost_is_a_name_of_this_address(port: int) -> None:
    assert ask(port, headers={"Host": f"localhost:{port}"})[0] == 201


@pytest.mark.parametrize(
    ("request_text", "status"),
    [
        ("GET http://127.0.0.1/ HTTP/1.1\r\nHost: 127.0.0.1", b"400"),
        ("POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: -1", b"400"),
        ("POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked", b"411"),
    ],
)
def test_a_request_that_cannot_be_passed_on_is_refused(
    behind: Behind, port: int, request_text: str, status: bytes
) -> None:
    with socket.create_connection(("127.0.0.1", port), timeout=10) as client:
        client.sendall(f"{request_text}\r\n\r\n".encode())
        assert client.recv(4096).split()[1] == status
    assert behind.asked == []


def test_before_the_service_is_ready_it_says_so() -> None:
    with serving(Origin(0)) as port:
        status, _, page = ask(port, "POST", "/", b"words")
    assert status == 503
    assert page == of_the_gateway("again")


def test_when_the_emulator_is_gone_the_page_says_how_to_send_again(behind: Behind) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        origin = Origin(0)
        origin.routes = Routes(unused.getsockname()[1], "/s", "/u")
        with serving(origin) as port:
            status, headers, page = ask(port)
    assert status == 503
    assert headers["Content-Type"] == "text/html; charset=utf-8"
    assert page == of_the_gateway("again")


def test_a_broken_answer_is_no_acknowledgement(port: int) -> None:
    status, _, page = ask(port, "POST", "/cut", b"words")
    assert status == 502
    assert page == of_the_gateway("again")


def test_nothing_is_written_about_a_request(port: int, capsys: pytest.CaptureFixture[str]) -> None:
    ask(port, "POST", "/?q=secret", b"words")
    ask(port, "POST", "/cut", b"words")
    assert capsys.readouterr() == ("", "")
