"""When the gateway answers and not the service, reloading sends the same words, counted once.

The page of the gateway tells people to do so, and not to go back: both are tried here.
"""

import http.client
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

import pytest
from playwright.sync_api import Page, expect

from shared.web.gateway_pages import GATEWAY_HEADERS, gateway_page
from tests.browser.service.report import to_the_end
from tests.browser.shown import STORY
from tests.deployed.target import Service

pytestmark = pytest.mark.browser
# Where the first report is when the gateway gives up: nowhere, or already with the service.
NOWHERE, WITH_THE_SERVICE = "throttled", "timed out"


class Gateway(ThreadingHTTPServer):
    """Passes everything on, but answers the first report by itself."""

    daemon_threads = True

    def __init__(self, behind: int, gives_up: str) -> None:
        super().__init__(("127.0.0.1", 0), _Exchange)
        self.behind, self.gives_up = behind, gives_up
        self.posts: list[bytes] = []


class _Exchange(BaseHTTPRequestHandler):
    server: Gateway

    def do_GET(self) -> None:
        self._answer(*self._asked(b""))

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.posts.append(body)
        if len(self.server.posts) > 1:
            self._answer(*self._asked(body))
            return
        if self.server.gives_up == WITH_THE_SERVICE:
            assert self._asked(body)[0] < 300
        page = gateway_page("again", demonstration=True).encode()
        self._answer(503, list(GATEWAY_HEADERS.items()), page)

    def _asked(self, body: bytes) -> tuple[int, list[tuple[str, str]], bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", self.server.behind, timeout=40)
        try:
            connection.request(self.command, self.path, body, dict(self.headers.items()))
            answer = connection.getresponse()
            return answer.status, answer.getheaders(), answer.read()
        finally:
            connection.close()

    def _answer(self, status: int, headers: list[tuple[str, str]], body: bytes) -> None:
        self.send_response_only(status)
        for name, value in headers:
            if name.lower() not in ("connection", "content-length", "transfer-encoding"):
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing on the screen."""


@pytest.fixture(params=[NOWHERE, WITH_THE_SERVICE])
def gateway(service: Service, request: pytest.FixtureRequest) -> Iterator[Gateway]:
    with Gateway(service.run.port, request.param) as gateway:
        threading.Thread(target=gateway.serve_forever, args=(0.1,), daemon=True).start()
        yield gateway
        gateway.shutdown()


@pytest.fixture
def origin(gateway: Gateway) -> str:
    return f"http://127.0.0.1:{gateway.server_port}"


def kept(service: Service) -> int:
    """How many reports the table holds."""
    return sum(row["sk"] == {"S": "report"} for row in service.rows())


def given_up(page: Page) -> None:
    """A report is sent, and the gateway's own page is the answer."""
    to_the_end(page)
    page.get_by_role("button", name="Send my report").click()
    expect(page.get_by_role("heading", name="We could not answer just now")).to_be_visible()


def test_reload_sends_the_same_words_and_they_make_one_report(
    service: Service, gateway: Gateway, page: Page
) -> None:
    before = kept(service)
    given_up(page)
    page.reload()
    expect(page.locator(".num")).to_have_count(2)
    first, second = gateway.posts
    assert first == second
    assert parse_qs(first.decode())["story"] == [STORY]
    assert kept(service) == before + 1


def test_going_back_empties_the_form_as_the_page_warns(page: Page) -> None:
    given_up(page)
    page.go_back()
    assert page.locator("[name=story]").input_value() == ""


def test_the_exit_stays_in_sight_and_the_style_is_allowed(page: Page) -> None:
    refused: list[str] = []
    page.on("console", lambda line: refused.append(line.text))
    given_up(page)
    exit_link = page.get_by_role("link", name="Leave this page fast")
    assert exit_link.evaluate("link => getComputedStyle(link.parentElement).position") == "fixed"
    box = exit_link.bounding_box()
    assert box is not None
    assert box["y"] + box["height"] <= 740
    assert [line for line in refused if "Content Security Policy" in line] == []
