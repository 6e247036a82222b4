"""What a report leaves in the browser, on the network and behind the Back button: nothing."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, Request, Response, Route

from shared.web.settings import SETTINGS
from tests.browser.service.report import sent, shown_number, to_the_end
from tests.browser.shown import STORY

pytestmark = pytest.mark.browser
KEPT = """async () => ({
  local: Object.keys(localStorage), session: Object.keys(sessionStorage),
  databases: (await indexedDB.databases()).map(one => one.name),
  caches: await caches.keys(),
  workers: (await navigator.serviceWorker.getRegistrations()).length,
})"""
NOTHING = {"local": [], "session": [], "databases": [], "caches": [], "workers": 0}
KEEP = """async () => {
  localStorage.a = sessionStorage.a = document.cookie = "a=1";
  await caches.open("a");
  indexedDB.open("a");  // no script of the page runs, so nobody tells when it is open
  for (let i = 0; i < 1000 && !(await indexedDB.databases()).length; i++);
}"""
FIELDS = "form :is(input, select, textarea):not([type=hidden])"


def kept(page: Page) -> Any:
    return page.evaluate(KEPT)


def without_style(html: str) -> str:
    return re.sub(r"<style>.*?</style>", "", html, flags=re.DOTALL)


def without_has(html: str) -> str:
    """As a browser reads it that does not know `:has`; only the form speaks of it."""
    assert ("@supports selector(:has(a))" in html) is ("<form class=s " in html)
    return html.replace("@supports selector(:has(a))", "@supports selector(:unheard(a))")


def changed(page: Page, change: Callable[[str], str]) -> None:
    """Every page of the service, with a change; the policy would not allow another style."""

    def answer(route: Route) -> None:
        got = route.fetch()
        headers = {k: v for k, v in got.headers.items() if k != "content-security-policy"}
        route.fulfill(response=got, headers=headers, body=change(got.text()))

    page.route("**/*", answer)


def test_a_report_is_one_get_and_one_post_to_one_host(page: Page, origin: str) -> None:
    asked: list[Request] = []
    page.context.on("request", lambda one: asked.append(one))
    to_the_end(page)
    number, _ = sent(page)
    assert number.startswith("00")
    assert "Demonstration: nobody has received this" in page.locator("main").inner_text()
    assert [(one.method, one.url.removeprefix(origin)) for one in asked] == [
        ("GET", "/en"),
        ("GET", "/en/report"),
        ("POST", "/en/report"),
    ]


def test_a_report_keeps_nothing_in_the_browser(page: Page) -> None:
    to_the_end(page)
    assert kept(page) == NOTHING
    sent(page)
    assert kept(page) == NOTHING
    assert page.context.cookies() == []


def test_what_a_page_keeps_would_be_seen(page: Page) -> None:
    page.goto("/en")
    page.evaluate(KEEP)
    assert kept(page) == {
        **NOTHING,
        "local": ["a"],
        "session": ["a"],
        "databases": ["a"],
        "caches": ["a"],
    }
    assert [cookie["name"] for cookie in page.context.cookies()] == ["a"]


def test_back_after_sending_shows_an_empty_form(page: Page) -> None:
    to_the_end(page)
    page.locator("[name=first]").fill("Alex")
    sent(page)
    page.go_back()
    assert page.url.endswith("/report#you")
    assert page.locator("[name=story]").input_value() == ""
    assert page.locator("[name=first]").input_value() == ""
    assert not page.locator("[name=now][value=yes]").is_checked()
    assert STORY not in page.content()


def test_sending_twice_is_one_report(page: Page) -> None:
    posted: list[Request] = []
    page.on("request", lambda one: posted.append(one) if one.method == "POST" else None)
    to_the_end(page)
    number, _ = sent(page)
    page.reload()
    assert shown_number(page) == number
    assert len(posted) == 2


def test_a_double_press_is_answered_with_one_number(page: Page) -> None:
    to_the_end(page)
    page.get_by_role("button", name="Send my report").dblclick()
    page.wait_for_selector(".num")
    number = shown_number(page)
    page.reload()
    assert shown_number(page) == number


def test_the_way_out_clears_everything_and_leads_away(page: Page, origin: str) -> None:
    answers: list[Response] = []
    page.on("response", lambda one: answers.append(one))
    to_the_end(page)
    page.evaluate("localStorage.a = 1")
    with page.expect_event("requestfailed") as left:
        page.locator(".exit a").click(no_wait_after=True)
    assert left.value.url == SETTINGS.exit_site
    assert left.value.redirected_from and left.value.redirected_from.url == f"{origin}/exit"
    assert answers[-1].url == f"{origin}/exit"
    assert answers[-1].all_headers()["clear-site-data"] == '"cache", "storage"'
    later = page.context.new_page()
    later.goto("/en")
    assert kept(later) == NOTHING


@pytest.mark.parametrize("change", [without_style, without_has])
def test_an_old_browser_shows_one_plain_page_that_can_be_sent(
    page: Page, change: Callable[[str], str]
) -> None:
    changed(page, change)
    page.goto("/en/report")
    for summary in page.locator("summary").all():
        summary.click()
    hidden = [field for field in page.locator(FIELDS).all() if not field.is_visible()]
    assert [field.get_attribute("name") for field in hidden] == []
    page.locator("[name=story]").fill(STORY)
    sent(page)
