"""Debian's Chromium, started once for many pages."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, ViewportSize, sync_playwright

# It would otherwise look up its maker's hosts at every start.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # Nor may a page that is looked at: nobody but this computer is found.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]
# Playwright keeps no page for the Back button unless it is told to; people's browsers do.
UNLIKE_PEOPLES = ["--disable-back-forward-cache"]
SMALLEST: ViewportSize = {"width": 320, "height": 480}
PHONE: ViewportSize = {"width": 360, "height": 740}
DESKTOP: ViewportSize = {"width": 1280, "height": 900}
# The narrowest that WCAG asks for, a common phone, a desk; all as high as the phone.
WIDTHS = (320, 360, 1280)


@contextmanager
def chromium() -> Iterator[Browser]:
    found = shutil.which("chromium")
    assert found, "Chromium is needed; on Debian: apt-get install chromium"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=found, args=FLAGS, ignore_default_args=UNLIKE_PEOPLES
        )
        try:
            yield browser
        finally:
            browser.close()
