"""A cloud that already runs: plain HTTP alone, and somebody has to answer there."""

import socket
from collections.abc import Iterator

import pytest

from shared.ops.cloud import given_cloud
from shared.ops.errors import OperatorError
from shared.ops.run import stopped


@pytest.fixture
def listening() -> Iterator[int]:
    with socket.socket() as somebody:
        somebody.bind(("127.0.0.1", 0))
        somebody.listen()
        yield somebody.getsockname()[1]


@pytest.mark.parametrize("end", ["", "/"])
def test_a_cloud_that_answers_is_used_as_it_was_named(listening: int, end: str) -> None:
    cloud = given_cloud(f"http://127.0.0.1:{listening}{end}")
    assert (cloud.host, cloud.port) == ("127.0.0.1", listening)
    assert cloud.endpoint == f"http://127.0.0.1:{listening}"
    assert cloud.alive


@pytest.mark.parametrize(
    "endpoint",
    [
        "https://sqs.us-east-1.amazonaws.com:443",
        "127.0.0.1:4566",
        "http://127.0.0.1",
        "http://127.0.0.1:many",
        "http://127.0.0.1:4566/path",
    ],
)
def test_what_is_no_emulated_cloud_is_refused_before_it_is_asked(endpoint: str) -> None:
    with pytest.raises(OperatorError, match="http://host:port"):
        given_cloud(endpoint)


def test_a_cloud_that_does_not_answer_is_named() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
        with pytest.raises(OperatorError, match=f"Nobody answers at http://127.0.0.1:{port};"):
            given_cloud(f"http://127.0.0.1:{port}")


def test_a_run_in_somebody_elses_cloud_does_not_claim_to_have_kept_nothing() -> None:
    first, *_ = stopped("http://127.0.0.1:4566")
    assert first == (
        "Stopped. What was reported stays in the emulated cloud at http://127.0.0.1:4566."
    )
