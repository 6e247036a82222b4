"""How a function process is driven: every call gets one answer, whatever becomes of the process."""

import http.client
import json
import time
from collections.abc import Iterator
from concurrent.futures import Future

import pytest

from tests.localstack.plugin.opentipline_localstack.runtime_api import (
    PREFIX,
    Answer,
    Call,
    InitError,
    RuntimeApi,
)

WITHIN = 10.0


@pytest.fixture
def api() -> Iterator[RuntimeApi]:
    api = RuntimeApi()
    yield api
    api.close()


def call(id_: str) -> Call:
    deadline = int((time.time() + WITHIN) * 1000)
    return Call(id=id_, function="arn:aws:test", trace="t", deadline=deadline, event=b'{"a":1}')


def ask(api: RuntimeApi, method: str, path: str, **words: object) -> http.client.HTTPResponse:
    """As the process asks, on a connection of its own."""
    connection = http.client.HTTPConnection(api.address, timeout=WITHIN)
    connection.request(method, f"{PREFIX}{path}", **words)  # type: ignore[arg-type]
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer


def fetched(api: RuntimeApi, id_: str) -> Future[Answer]:
    """A call that the process has fetched and not answered."""
    answer = api.ask(call(id_))
    got = ask(api, "GET", "/invocation/next")
    assert got.headers["Lambda-Runtime-Aws-Request-Id"] == id_
    return answer


def test_a_process_is_ready_when_it_asks_for_a_call(api: RuntimeApi) -> None:
    assert not api.ready.done()
    fetched(api, "one")
    assert api.ready.result(WITHIN) is None


@pytest.mark.parametrize(("what", "failed"), [("response", False), ("error", True)])
def test_an_answer_reaches_whoever_called(api: RuntimeApi, what: str, failed: bool) -> None:
    answer = fetched(api, "one")
    ask(api, "POST", f"/invocation/one/{what}", body=b'{"b":2}')
    assert answer.result(WITHIN) == Answer(b'{"b":2}', failed)


def test_an_answer_in_chunks_is_put_together(api: RuntimeApi) -> None:
    answer = fetched(api, "one")
    chunks = iter([b'{"b"', b":2}"])
    ask(api, "POST", "/invocation/one/response", body=chunks, encode_chunked=True)
    assert answer.result(WITHIN).body == b'{"b":2}'


def test_an_answer_that_comes_too_late_is_not_taken_for_the_next_one(api: RuntimeApi) -> None:
    fetched(api, "one")
    second = fetched(api, "two")
    ask(api, "POST", "/invocation/one/response", body=b'"late"')
    ask(api, "POST", "/invocation/two/response", body=b'"right"')
    assert second.result(WITHIN).body == b'"right"'


def test_a_process_that_ends_in_the_middle_of_a_call_fails_that_call(api: RuntimeApi) -> None:
    answer = fetched(api, "one")
    api.ended(b'"gone"')
    assert answer.result(WITHIN) == Answer(b'"gone"', failed=True)


def test_a_process_that_gives_up_at_its_start_was_never_ready(api: RuntimeApi) -> None:
    why = json.dumps({"errorType": "Runtime.ImportModuleError"}).encode()
    ask(api, "POST", "/init/error", body=why)
    with pytest.raises(InitError) as raised:
        api.ready.result(WITHIN)
    assert raised.value.body == why


def test_what_is_not_part_of_the_interface_is_not_found(api: RuntimeApi) -> None:
    assert ask(api, "GET", "/elsewhere").status == 404
    assert ask(api, "POST", "/invocation/one/elsewhere", body=b"").status == 404
