"""Pictures of every page for a person to look at: `python -m tests.browser.screenshots`.

.local/screenshots/LANGUAGE/PAGE-SIZE.png, in light; the first page and the report also in dark.
"""

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from playwright.sync_api import Page

from shared.web.languages import KNOWN
from shared.web.pages import STATIC
from tests.browser.chromium import DESKTOP, PHONE, chromium
from tests.browser.shown import Stage, everything, whole

FOLDER = Path(__file__).parents[2] / ".local" / "screenshots"
SIZES = {"phone": PHONE, "desktop": DESKTOP}
# Latin letters, longer words, and from right to left: what goes wrong, goes wrong in these.
LOOKED_AT = tuple(lang for lang in ("en", "es", "ar") if lang in KNOWN)
IN_DARK = ("start", "report")
Scheme = Literal["light", "dark"]


def main() -> None:
    shutil.rmtree(FOLDER, ignore_errors=True)
    with chromium() as browser:
        stage = Stage(browser.new_context().new_page())
        count = sum(
            1
            for lang, state in everything()
            if lang in LOOKED_AT
            for _ in taken(stage, state, lang)
        )
    sys.stdout.write(f"{count} pictures in {FOLDER.relative_to(Path.cwd())}\n")


def taken(stage: Stage, state: str, lang: str) -> Iterator[Path]:
    """The pictures of one page; a form made ahead is taken step by step."""
    page = stage.show(state, lang)
    for step in stage.steps():
        if state in STATIC and step == "as it comes" and page.locator("form.s").count():
            continue  # the same as its first step
        name = state if step == "as it comes" else f"{state}-{step}"
        for size, viewport in SIZES.items():
            whole(page, viewport)
            for scheme in _schemes(state):
                path = FOLDER / lang / f"{name}-{size}{'-dark' if scheme == 'dark' else ''}.png"
                _take(page, path, scheme)
                yield path


def _schemes(state: str) -> tuple[Scheme, ...]:
    return ("light", "dark") if state in IN_DARK else ("light",)


def _take(page: Page, path: Path, scheme: Scheme) -> None:
    page.emulate_media(color_scheme=scheme)
    page.screenshot(path=path)


if __name__ == "__main__":
    main()
