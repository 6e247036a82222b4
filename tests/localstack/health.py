"""Wait until a LocalStack answers."""

import http.client
import time
from collections.abc import Callable
from http import HTTPStatus

from shared.ops.cloud import GivenCloud


def wait_until_ready(cloud: GivenCloud, seconds: float, alive: Callable[[], bool]) -> bool:
    """Whether it answered in time; false at once if it is not alive any more."""
    deadline = time.monotonic() + seconds
    while alive() and time.monotonic() < deadline:
        if _answers(cloud):
            return True
        time.sleep(0.1)
    return False


def _answers(cloud: GivenCloud) -> bool:
    connection = http.client.HTTPConnection(cloud.host, cloud.port, timeout=5)
    try:
        connection.request("GET", "/_localstack/health")
        return connection.getresponse().status == HTTPStatus.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
