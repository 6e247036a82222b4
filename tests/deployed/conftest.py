"""Give every test file a deployed service of its own."""

from collections.abc import Iterator

import pytest

from tests.deployed.target import ENDPOINT, Service, serving

# About `tipline run` itself: its processes, folders and signals, whatever else is deployed where.
if ENDPOINT is not None:
    collect_ignore = ["test_run.py"]


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with serving(tmp_path_factory.mktemp("service")) as service:
        yield service
