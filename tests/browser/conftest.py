"""A real browser without JavaScript in front of the running service."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, ViewportSize, sync_playwright

from tests.deployed.run import Run, served

# Debian's Chromium would otherwise look up its maker's hosts at every start.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PHONE: ViewportSize = {"width": 360, "height": 740}


@pytest.fixture(scope="session")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Run]:
    with served(tmp_path_factory.mktemp("run")) as run:
        yield run


@pytest.fixture
def page(service: Run) -> Iterator[Page]:
    """A small phone, JavaScript off, and a list of every request that was made."""
    chromium = shutil.which("chromium")
    assert chromium, "Chromium is needed; on Debian: apt-get install chromium"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        context = browser.new_context(
            java_script_enabled=False, viewport=PHONE, base_url=f"http://127.0.0.1:{service.port}"
        )
        try:
            yield context.new_page()
        finally:
            browser.close()


@pytest.fixture(scope="session")
def shots() -> Path:
    """Where screenshots are put, for a person to look at."""
    folder = Path(__file__).parents[2] / "build" / "screenshots"
    folder.mkdir(parents=True, exist_ok=True)
    return folder
