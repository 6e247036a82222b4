"""The emulated cloud that a local service lives in: our own, or one that already runs."""

import socket
from dataclasses import dataclass
from typing import Protocol
from urllib.parse import urlsplit

from shared.ops.errors import OperatorError

CONNECT_WITHIN = 5.0  # seconds


class Cloud(Protocol):
    """What a local service asks of the cloud it is deployed to."""

    @property
    def host(self) -> str:
        """Its name or address."""

    @property
    def port(self) -> int:
        """Where it listens."""

    @property
    def endpoint(self) -> str:
        """Where every AWS client is pointed."""

    @property
    def alive(self) -> bool:
        """Whether it still runs."""


@dataclass(frozen=True, slots=True)
class GivenCloud:
    """A cloud that somebody else started and will stop."""

    host: str
    port: int

    @property
    def endpoint(self) -> str:
        """Where every AWS client is pointed."""
        return f"http://{self.host}:{self.port}"

    @property
    def alive(self) -> bool:
        """Whether anybody listens there."""
        try:
            with socket.create_connection((self.host, self.port), CONNECT_WITHIN):
                return True
        except OSError:
            return False


def given_cloud(endpoint: str) -> GivenCloud:
    """The cloud at `http://host:port`. Raises OperatorError if nobody listens there."""
    cloud = _parsed(endpoint)
    if cloud is None:
        # Plain HTTP alone: a demonstration must not reach a real account by mistake.
        raise OperatorError(
            "An endpoint is written as http://host:port, such as http://127.0.0.1:4566"
        )
    if not cloud.alive:
        raise OperatorError(f"Nobody answers at {cloud.endpoint}; start the emulated cloud first.")
    return cloud


def _parsed(endpoint: str) -> GivenCloud | None:
    try:
        parts = urlsplit(endpoint)
        host, port = parts.hostname, parts.port
    except ValueError:
        return None
    if parts.scheme != "http" or not host or not port or parts.path.strip("/"):
        return None
    return GivenCloud(host, port)
