"""Large enough to touch, never wider than the screen, and never hidden behind the way out."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from shared.web.languages import KNOWN
from tests.browser.chromium import PHONE, SMALLEST, WIDTHS
from tests.browser.shown import Stage, everything

pytestmark = pytest.mark.browser
each_page = pytest.mark.parametrize(("lang", "state"), everything())
SMALLEST_TARGET = 24  # CSS pixels, WCAG 2.2 2.5.8
MOST_STOPS = 300  # more than the whole form has
# A label is pressed as well as its box, and counts as one target with it. A link inside a
# sentence is held to the same: a frightened thumb does not know the exception that WCAG makes.
TOO_SMALL = """least => [...document.querySelectorAll(
    "a, button, select, textarea, input:not([type=hidden])")].flatMap(one => {
  const seen = (one.closest("label") ?? one).getBoundingClientRect();
  if (!one.checkVisibility({visibilityProperty: true}) || one.matches(".skip")) return [];
  return seen.width >= least && seen.height >= least ? []
    : [`${one.outerHTML.slice(0, 80)} ${seen.width.toFixed(1)} × ${seen.height.toFixed(1)}`];
})"""
TOO_WIDE = """() => {
  const wide = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= wide) return [];
  return [...document.body.querySelectorAll("*")]
    .filter(one => one.checkVisibility() && one.getBoundingClientRect().right > wide + .5)
    .map(one => one.outerHTML.slice(0, 80));
}"""
# Whether the bar lies over the focused element. For a long text a browser brings the line with
# the caret into sight, not the whole box; that line is its first.
COVERED = """() => {
  const focused = document.activeElement, bar = document.querySelector(".exit");
  if (focused === document.body) return null;
  const box = focused.getBoundingClientRect(), edge = bar.getBoundingClientRect().top;
  const style = getComputedStyle(focused);
  const first = box.top + focused.clientTop + parseFloat(style.paddingTop)
    + parseFloat(style.lineHeight);
  const end = focused.matches("textarea") ? Math.min(box.bottom, first) : box.bottom;
  const covered = !bar.contains(focused) && (end > edge + .5 || box.bottom <= 0);
  return [covered, `${focused.outerHTML.slice(0, 80)} ends at ${end}, bar at ${edge}`];
}"""


def everywhere(shown: Stage, state: str, lang: str) -> Iterator[tuple[Page, str]]:
    """A page step by step, at each width."""
    page = shown.show(state, lang)
    for step in shown.steps():
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": PHONE["height"]})
            yield page, f"{step} {width}"


@each_page
def test_everything_to_press_is_large_enough(shown: Stage, lang: str, state: str) -> None:
    small = {
        where: page.evaluate(TOO_SMALL, SMALLEST_TARGET)
        for page, where in everywhere(shown, state, lang)
    }
    assert {where: what for where, what in small.items() if what} == {}


@each_page
def test_no_page_is_wider_than_the_screen(shown: Stage, lang: str, state: str) -> None:
    wide = {where: page.evaluate(TOO_WIDE) for page, where in everywhere(shown, state, lang)}
    assert {where: what for where, what in wide.items() if what} == {}


@each_page
def test_text_twice_as_large_still_fits_a_phone(shown: Stage, lang: str, state: str) -> None:
    page = shown.show(state, lang)
    page.set_viewport_size(PHONE)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    wide = {step: page.evaluate(TOO_WIDE) for step in shown.steps()}
    assert {step: what for step, what in wide.items() if what} == {}


@pytest.mark.parametrize("state", ["report", "report-problems", "update", "help"])
@pytest.mark.parametrize("lang", KNOWN)
def test_the_way_out_never_covers_what_has_the_focus(shown: Stage, lang: str, state: str) -> None:
    page = shown.show(state, lang)
    page.set_viewport_size(SMALLEST)
    for step in shown.steps():
        stops = list(tabbed(page))
        assert len(stops) > 5
        assert [what for covered, what in stops if covered] == [], step


def tabbed(page: Page) -> Iterator[tuple[bool, str]]:
    """Each stop of the Tab key from the top of the page to its end."""
    page.evaluate("document.activeElement.blur(); scrollTo(0, 0)")
    page.locator("body").evaluate("body => { body.tabIndex = -1; body.focus() }")
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        stop = page.evaluate(COVERED)
        if stop is None:
            return
        yield stop[0], stop[1]
    raise AssertionError("the Tab key never came to the end of the page")
