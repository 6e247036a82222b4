"""Run LocalStack in Docker."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from shared.ops.children import finish
from shared.ops.cloud import GivenCloud
from shared.ops.emulator import LOOPBACK, free_port
from shared.ops.errors import OperatorError
from shared.ops.install import ROOT
from tests.localstack.health import wait_until_ready

# The last tag before an account was asked for; `latest` asks for one since March 2026.
IMAGE = "localstack/localstack:4.14.0"
# LocalStack's own name for this machine: a container that runs a function knows another address
# for it, and both have to reach the same queue by its URL.
NAME_FOR_BOTH = "localhost.localstack.cloud"
SOCKET = "/var/run/docker.sock"
READY_WITHIN = 120.0  # seconds


def docker() -> str | None:
    """The Docker client, if an engine answers it."""
    client = shutil.which("docker")
    if client is None:
        return None
    status, _ = finish([client, "info"], folder=ROOT)
    return client if status == 0 else None


@contextmanager
def localstack_container(client: str, say: Callable[[str], None]) -> Iterator[GivenCloud]:
    """Start the image, wait until it answers; remove the container at the end."""
    cloud = GivenCloud(LOOPBACK, free_port())
    name = f"opentipline-localstack-{cloud.port}"
    say(f"Starting {IMAGE} (the first time, Docker fetches it) …")
    try:
        _docker(client, *run_words(name, cloud.port))
        if not wait_until_ready(cloud, READY_WITHIN, lambda: True):
            raise OperatorError(f"{IMAGE} did not answer within {READY_WITHIN:.0f} seconds.")
        yield cloud
    finally:
        # Asked to stop, LocalStack removes the containers of the functions, and --rm its own.
        finish([client, "stop", "--time", "20", name], folder=ROOT)


def run_words(name: str, port: int) -> list[str]:
    """What Docker is told: the same port inside, so that addresses hold on both sides."""
    settings = {
        "GATEWAY_LISTEN": f"0.0.0.0:{port}",  # inside; Docker lets in this machine alone
        "LOCALSTACK_HOST": f"{NAME_FOR_BOTH}:{port}",
        "SQS_ENDPOINT_STRATEGY": "path",
        "DISABLE_EVENTS": "1",
        "LS_LOG": "warn",
    }
    given = [word for pair in settings.items() for word in ("--env", "=".join(pair))]
    # LocalStack runs every function in a container of its own, so it needs the engine.
    volume = ["--volume", f"{SOCKET}:{SOCKET}"]
    publish = ["--publish", f"{LOOPBACK}:{port}:{port}"]
    return ["run", "--detach", "--rm", "--name", name, *publish, *volume, *given, IMAGE]


def _docker(client: str, *words: str) -> None:
    status, written = finish([client, *words], folder=ROOT)
    if status:
        lines = written.strip().splitlines() or ["it gave no reason"]
        raise OperatorError(f"Docker could not start {IMAGE}: {lines[-1]}")
