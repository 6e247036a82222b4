"""A report from a small phone without JavaScript, and what the reporter is left with."""

import pytest
from playwright.sync_api import Page, Request, expect

from tests.browser.service.report import sent, to_the_end
from tests.browser.shown import STORY

pytestmark = pytest.mark.browser


def test_one_step_is_shown_at_a_time_and_back_keeps_what_was_typed(page: Page) -> None:
    to_the_end(page)
    assert [step.get_attribute("id") for step in page.locator("form section:visible").all()] == [
        "you"
    ]
    page.go_back()
    assert page.locator("[name=story]").input_value() == STORY


def test_yes_to_danger_asks_at_once_to_call_911_and_goes_on(page: Page) -> None:
    page.goto("/en/report")
    call = page.get_by_text("Please call 911 if you can. You can send this report too.")
    expect(call).to_be_hidden()
    page.locator("[name=now][value=no]").check()
    expect(call).to_be_hidden()
    page.locator("[name=now][value=yes]").check()
    expect(call).to_be_visible()
    expect(page.locator("#danger").get_by_role("link", name="Continue")).to_be_visible()


@pytest.mark.parametrize("step", ["danger", "what", "child", "person", "where", "you"])
def test_enter_in_a_text_field_sends_nothing(page: Page, step: str) -> None:
    sent: list[Request] = []
    page.on("request", lambda request: sent.append(request) if request.method == "POST" else None)
    page.goto(f"/en/report#{step}")
    first = page.locator(f"#{step} input:not([type])").first
    first.fill("Alex")
    first.press("Enter")
    page.wait_for_timeout(200)
    assert sent == []
    assert first.input_value() == "Alex"


def test_another_language_keeps_what_was_typed(page: Page) -> None:
    to_the_end(page)
    page.get_by_role("button", name="Español").click()
    assert page.url.endswith("/es/report")
    assert page.locator("[name=story]").input_value() == STORY
    page.get_by_role("button", name="English").click()
    assert page.locator("[name=story]").input_value() == STORY


def test_an_empty_form_comes_back_with_one_kind_sentence(page: Page) -> None:
    page.goto("/es/report#you")
    page.locator("form .go:visible").click()
    assert page.title().startswith("Demostración: Problema")
    assert "Cuéntenos una cosa" in page.locator("#problem").inner_text()


def test_an_update_is_added_with_number_and_code(page: Page) -> None:
    to_the_end(page)
    number, code = sent(page)
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Add").last.click()
    beside = opened.value
    assert page.locator(".num").count() == 2  # what is shown only once is still there
    beside.locator("[name=report_number]").fill(number)
    beside.locator("[name=access_code]").fill(code)
    beside.locator("[name=text]").fill("He drives a green van.")
    beside.locator("form .go:visible").click()
    assert "/update/en" in beside.url
    assert beside.locator("[name=text]").count() == 0


def test_a_wrong_code_keeps_the_words(page: Page) -> None:
    to_the_end(page)
    number, _ = sent(page)
    page.goto("/update/en")
    page.locator("[name=report_number]").fill(number)
    page.locator("[name=access_code]").fill("00 00 00 00 00 00")
    page.locator("[name=text]").fill("He drives a green van.")
    page.locator("form .go:visible").click()
    assert page.locator("[name=text]").input_value() == "He drives a green van."


def test_the_status_shows_milestones_and_nothing_else(page: Page) -> None:
    to_the_end(page)
    number, code = sent(page)
    page.goto("/update/en/status")
    page.locator("[name=report_number]").fill(number)
    page.locator("[name=access_code]").fill(code)
    page.locator("form .go:visible").click()
    shown = page.locator("main").inner_text()
    assert number in shown
    assert STORY not in shown
    assert "immediate" not in shown.lower()
