"""axe finds nothing, and leaves nothing open, on any page in any state, language, width, scheme."""

from collections.abc import Iterator
from importlib.resources import files
from typing import Any, Literal

import pytest
from playwright.sync_api import Page

from tests.browser.chromium import PHONE, WIDTHS
from tests.browser.shown import Stage, everything, templates_of_pages, templates_shown, whole

pytestmark = pytest.mark.browser
AXE = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
OPTIONS = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations", "incomplete"],
    "preload": False,  # for style sheets of their own; ours stand in the page
    "iframes": False,
}
# Short, or pytest would print whole pages.
LOOK = """async options => {
  const found = await axe.run(document, options);
  return [...found.violations, ...found.incomplete].flatMap(rule => rule.nodes.map(node =>
    `${rule.id}: ${node.html.slice(0, 120)} ${node.any.concat(node.all, node.none)
      .map(check => check.message).join("; ")}`));
}"""
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


def looks(page: Page) -> Iterator[str]:
    """Widths and colour schemes, one after the other, on the page as it is.

    As high as the page, or axe could not tell the colours below the fixed bar.
    """
    for width in WIDTHS:
        whole(page, {"width": width, "height": PHONE["height"]})
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            yield f"{width} {scheme}"


def found_by_axe(page: Page) -> list[str]:
    found: list[str] = page.evaluate(LOOK, OPTIONS)
    return found


def test_every_template_of_a_page_is_shown() -> None:
    assert templates_of_pages() == templates_shown()


@pytest.mark.parametrize(("lang", "state"), everything())
def test_axe_finds_nothing(shown: Stage, lang: str, state: str, record_property: Any) -> None:
    page = shown.show(state, lang)
    page.evaluate(AXE)
    found, seen = {}, 0
    for step in shown.steps():
        for look in looks(page):
            seen += 1
            found[f"{step} {look}"] = found_by_axe(page)
    record_property("axe_looks", seen)
    assert {where: what for where, what in found.items() if what} == {}


def test_axe_looks_at_colours_targets_and_headings(shown: Stage) -> None:
    """The rules that need the style or are off unless asked for."""
    page = shown.show("start", "en")
    page.evaluate(AXE)
    ran = page.evaluate(
        "async options => (await axe.run(document, options)).passes.map(rule => rule.id)",
        {**OPTIONS, "resultTypes": ["passes"]},
    )
    assert {"color-contrast", "target-size", "heading-order", "html-has-lang"} <= set(ran)
