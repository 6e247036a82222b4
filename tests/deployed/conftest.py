"""Give every test file a deployed service of its own, and show the figures that tests measured."""

from collections.abc import Callable, Iterator

import pytest

from tests.deployed.target import ENDPOINT, Service, serving

FIGURES = pytest.StashKey[list[str]]()

# The only tests that are not run in a cloud that is given: those of `tipline run` itself (its
# processes, folders and signals), and one for which the cloud must check the template's values.
if ENDPOINT is not None:
    collect_ignore = ["test_run.py", "test_deploy_stopped.py"]


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with serving(tmp_path_factory.mktemp("service")) as service:
        yield service


@pytest.fixture
def figure(request: pytest.FixtureRequest) -> Callable[[str], None]:
    """Takes a line to be shown at the end, also of a run in which everything passed."""
    return request.config.stash.setdefault(FIGURES, []).append


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    for line in config.stash.get(FIGURES, []):
        terminalreporter.write_line(line)
