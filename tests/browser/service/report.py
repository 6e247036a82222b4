"""A short report, made as a person would make it."""

import re

from playwright.sync_api import Page, expect

from tests.browser.shown import STORY


def to_the_end(page: Page) -> None:
    """Answer the first step and the story, by the links that a person would press."""
    page.goto("/en")
    page.get_by_role("link", name="Make a report").first.click()
    page.locator("[name=now][value=yes]").check()
    page.locator("#danger").get_by_role("link", name="Continue").click()
    page.locator("[name=story]").fill(STORY)
    page.locator("#what").get_by_role("link", name="Go to the end").click()


def sent(page: Page) -> tuple[str, str]:
    """Number and code, as the confirmation shows them."""
    page.get_by_role("button", name="Send my report").click()
    expect(page.locator(".num")).to_have_count(2)
    number, code = page.locator(".num").all_inner_texts()
    assert re.fullmatch(r"\d{4} \d{4} \d{4}", number)
    assert re.fullmatch(r"(\d\d ){5}\d\d", code)
    return number, code


def shown_number(page: Page) -> str:
    return page.locator(".num").first.inner_text()
