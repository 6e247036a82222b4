"""A LocalStack of this machine: for this machine alone, and with nothing of it to see."""

import os
import socket
from pathlib import Path

import pytest

from tests.localstack.listening import listens_elsewhere
from tests.localstack.process import settings


def test_a_socket_on_the_loopback_interface_is_for_this_machine_alone() -> None:
    with socket.socket() as ours:
        ours.bind(("127.0.0.1", 0))
        ours.listen()
        assert not listens_elsewhere(os.getpid())


@pytest.mark.parametrize("family", [socket.AF_INET, socket.AF_INET6])
def test_a_socket_on_every_interface_is_seen(family: socket.AddressFamily) -> None:
    with socket.socket(family) as ours:
        ours.bind(("", 0))
        assert not listens_elsewhere(os.getpid())
        ours.listen()
        assert listens_elsewhere(os.getpid())


def test_it_is_told_to_listen_here_to_write_there_and_to_fetch_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_PROFILE", "real")
    told = settings(tmp_path, 4999, Path("python"))
    assert told["GATEWAY_LISTEN"] == told["LOCALSTACK_HOST"] == "127.0.0.1:4999"
    assert told["GATEWAY_SERVER"] == "loopback"
    assert told["OVERRIDE_IN_DOCKER"] == told["DNS_ADDRESS"] == "0"
    assert {told[name] for name in ("DISABLE_EVENTS", "SKIP_SSL_CERT_DOWNLOAD")} == {"1"}
    written = [told[name] for name in ("HOME", "TMPDIR", "FILESYSTEM_ROOT", "CONFIG_DIR")]
    assert all(Path(folder).is_relative_to(tmp_path) for folder in written)
    assert not [name for name in told if name.startswith("AWS_")]
