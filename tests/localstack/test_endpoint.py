"""Which LocalStack is used, and how Docker is told to run one."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from shared.ops.cloud import GivenCloud
from shared.ops.errors import OperatorError
from tests.localstack import endpoint
from tests.localstack.container import IMAGE, docker, localstack_container, run_words
from tests.localstack.endpoint import localstack, named
from tests.localstack.test_newer_python import program

DOCKER = """echo "$@" >> {log}
case "$1" in run) exit {run};; info) exit {info};; esac"""


@pytest.fixture
def chosen(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was started instead of a LocalStack."""
    started: list[str] = []

    def stand_in(name: str) -> object:
        @contextmanager
        def start(*_: object) -> Iterator[GivenCloud]:
            started.append(name)
            yield GivenCloud("127.0.0.1", 4566)

        return start

    monkeypatch.delenv("LOCALSTACK_HOST", raising=False)
    for name in ("localstack_container", "localstack_process"):
        monkeypatch.setattr(endpoint, name, stand_in(name))
    return started


def client(folder: Path, monkeypatch: pytest.MonkeyPatch, *, info: int, run: int = 0) -> Path:
    """A Docker client that notes what it is told; gives the file of its notes."""
    log = folder / "told"
    program(folder / "path" / "docker", DOCKER.format(log=log, run=run, info=info))
    monkeypatch.setenv("PATH", str(folder / "path"))
    return log


@pytest.mark.parametrize(
    ("info", "started"), [(0, "localstack_container"), (1, "localstack_process")]
)
def test_docker_is_used_where_an_engine_answers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, chosen: list[str], info: int, started: str
) -> None:
    client(tmp_path, monkeypatch, info=info)
    with localstack(tmp_path, chosen.append):
        assert chosen == [started]


def test_without_a_docker_client_there_is_no_engine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert docker() is None


def test_the_one_that_is_named_comes_before_any_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, chosen: list[str]
) -> None:
    client(tmp_path, monkeypatch, info=0)
    with socket.socket() as somebody:
        somebody.bind(("127.0.0.1", 0))
        somebody.listen()
        port = somebody.getsockname()[1]
        monkeypatch.setenv("LOCALSTACK_HOST", f"127.0.0.1:{port}")
        with localstack(tmp_path, chosen.append) as cloud:
            assert cloud.endpoint == f"http://127.0.0.1:{port}"
    assert chosen == []


@pytest.mark.parametrize("host", ["there.invalid", "there.invalid:4566"])
def test_the_usual_port_need_not_be_named(host: str) -> None:
    with pytest.raises(OperatorError, match=r"Nobody answers at http://there\.invalid:4566;"):
        named(host)


def test_the_container_is_reached_from_this_machine_alone() -> None:
    words = run_words("name", 4999)
    assert words[words.index("--publish") + 1] == "127.0.0.1:4999:4999"
    assert words.count("--publish") == 1
    assert not {"-p", "-P", "--publish-all", "--network", "--privileged"} & set(words)


def test_the_image_is_pinned_and_addresses_hold_inside_and_outside() -> None:
    words = run_words("name", 4999)
    assert words[:2] == ["run", "--detach"]
    assert words[-1] == IMAGE == "localstack/localstack:4.14.0"
    assert "LOCALSTACK_HOST=localhost.localstack.cloud:4999" in words
    assert "GATEWAY_LISTEN=0.0.0.0:4999" in words


def test_a_container_that_does_not_start_is_told_in_one_sentence_and_stopped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = client(tmp_path, monkeypatch, info=0, run=125)
    words = str(tmp_path / "path" / "docker")
    with (
        pytest.raises(OperatorError, match="Docker could not start") as raised,
        localstack_container(words, lambda _: None),
    ):
        pass
    assert "\n" not in str(raised.value)
    told = [line.split()[0] for line in log.read_text().splitlines()]
    assert told == ["run", "stop"]
