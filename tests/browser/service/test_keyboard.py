"""A report by the keyboard alone, without JavaScript: Tab, Enter, Space and the arrows."""

import re

import pytest
from playwright.sync_api import Locator, Page

from tests.browser.service.report import shown_number
from tests.browser.shown import STORY

pytestmark = pytest.mark.browser
STOPS = 80  # more than one step has
STEPS = ("danger", "what", "child", "person", "where")


def go_to(page: Page, wanted: Locator) -> None:
    """Press Tab until `wanted` has the focus; only forwards, as nobody wants to search."""
    for _ in range(STOPS):
        page.keyboard.press("Tab")
        if wanted.evaluate("one => one === document.activeElement"):
            return
    raise AssertionError(f"the Tab key never came to {wanted}")


def go_on(page: Page, step: str) -> None:
    go_to(page, page.locator(f"#{step} .go"))
    page.keyboard.press("Enter")


def answer(page: Page, step: str) -> None:
    """What is told in this step, each kind of field once."""
    if step == "danger":
        go_to(page, page.locator("[name=now]").first)
        page.keyboard.press("Space")
        page.keyboard.press("ArrowDown")
    if step == "what":
        go_to(page, page.locator("[name=story]"))
        page.keyboard.type(STORY)
        go_to(page, page.locator("[name=kind]").first)
        page.keyboard.press("Space")
    if step == "child":
        go_to(page, page.locator("[name=relationship]"))
        page.keyboard.press("ArrowDown")


def test_a_report_needs_nothing_but_the_keyboard(page: Page) -> None:
    page.goto("/en")
    go_to(page, page.locator("main .go"))
    page.keyboard.press("Enter")
    page.wait_for_url("**/en/report")
    for step in STEPS:
        answer(page, step)
        go_on(page, step)
    assert page.locator("[name=story]").input_value() == STORY
    assert page.locator("[name=now]").nth(1).is_checked()
    assert page.locator("[name=kind]").first.is_checked()
    assert page.locator("[name=relationship]").input_value()
    go_on(page, "you")
    page.wait_for_selector(".num")
    assert re.fullmatch(r"\d{4} \d{4} \d{4}", shown_number(page))


def test_the_first_stop_leads_past_the_head_of_the_page(page: Page) -> None:
    page.goto("/en/report")
    go_to(page, page.locator(".skip"))
    assert page.locator(".skip").is_visible()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.locator(":focus").evaluate("one => one.closest('main') !== null")
