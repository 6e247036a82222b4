"""Pages in every state and language, made here and set before the browser: no service runs."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.browser.chromium import PHONE
from tests.browser.shown import Stage


@pytest.fixture(scope="session")
def shown(browser: Browser) -> Iterator[Stage]:
    """JavaScript on, as only a script can measure a page; the pages themselves have none."""
    context = browser.new_context(viewport=PHONE)
    try:
        yield Stage(context.new_page())
    finally:
        context.close()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """What one look of axe costs, so that a new language does not make the suite slow unseen."""
    seconds, looks = 0.0, 0
    for report in terminalreporter.getreports("passed") + terminalreporter.getreports("failed"):
        for name, value in report.user_properties:
            if name == "axe_looks" and report.when == "call":
                seconds, looks = seconds + report.duration, looks + int(str(value))
    if looks:
        terminalreporter.write_line(f"axe: {looks} states, {seconds / looks:.2f} s each")
