"""A browser without JavaScript in front of the running service, as the public meets it.

One service a folder: these tests are not for several workers.
"""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.chromium import PHONE
from tests.deployed.target import Service, serving


@pytest.fixture(scope="session")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with serving(tmp_path_factory.mktemp("run")) as service:
        yield service


@pytest.fixture
def origin(service: Service) -> str:
    return f"http://127.0.0.1:{service.run.port}"


@pytest.fixture
def page(browser: Browser, origin: str) -> Iterator[Page]:
    """A small phone, JavaScript off, and nothing kept from the test before."""
    context = browser.new_context(java_script_enabled=False, viewport=PHONE, base_url=origin)
    try:
        yield context.new_page()
    finally:
        context.close()
