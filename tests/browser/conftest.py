"""A real browser, without JavaScript in front of the running service, with it on the stage."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.chromium import PHONE, chromium
from tests.browser.shown import Stage
from tests.deployed.run import Run, served


@pytest.fixture(scope="session")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Run]:
    with served(tmp_path_factory.mktemp("run")) as run:
        yield run


@pytest.fixture
def origin(service: Run) -> str:
    return f"http://127.0.0.1:{service.port}"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture
def page(browser: Browser, origin: str) -> Iterator[Page]:
    """A small phone, JavaScript off, and nothing kept from the test before."""
    context = browser.new_context(java_script_enabled=False, viewport=PHONE, base_url=origin)
    try:
        yield context.new_page()
    finally:
        context.close()


@pytest.fixture(scope="session")
def shown(browser: Browser) -> Iterator[Stage]:
    """JavaScript on, as only a script can measure a page; the pages themselves have none."""
    context = browser.new_context(viewport=PHONE)
    try:
        yield Stage(context.new_page())
    finally:
        context.close()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """All that need the running service go to one worker: it takes minutes to start."""
    for item in items:
        if "service" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.xdist_group("service"))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """What one look of axe costs, so that a new language does not make the suite slow unseen."""
    seconds, looks = 0.0, 0
    for report in terminalreporter.getreports("passed") + terminalreporter.getreports("failed"):
        for name, value in report.user_properties:
            if name == "axe_looks" and report.when == "call":
                seconds, looks = seconds + report.duration, looks + int(str(value))
    if looks:
        terminalreporter.write_line(f"axe: {looks} states, {seconds / looks:.2f} s each")
