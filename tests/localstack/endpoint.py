"""Choose the LocalStack that the tests talk to."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from shared.ops.cloud import GivenCloud, given_cloud
from tests.localstack.container import docker, localstack_container
from tests.localstack.process import localstack_process

NAMED = "LOCALSTACK_HOST"
USUAL_PORT = 4566


@contextmanager
def localstack(local: Path, say: Callable[[str], None]) -> Iterator[GivenCloud]:
    """The one that is named, else one in Docker, else one as a process; what we start, we stop.

    Raises OperatorError if there is none.
    """
    if host := os.environ.get(NAMED):
        yield named(host)
    elif client := docker():
        with localstack_container(client, say) as cloud:
            yield cloud
    else:
        with localstack_process(local, say) as cloud:
            yield cloud


def named(host: str) -> GivenCloud:
    """`host` or `host:port`, as LocalStack's own client reads it. Raises OperatorError."""
    _, _, port = host.partition(":")
    return given_cloud(f"http://{host}" if port else f"http://{host}:{USUAL_PORT}")
