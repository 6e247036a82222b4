"""Every page in both languages: safe headers, no script, no cookie, nothing from anywhere else."""

import re

import pytest
from chalice.app import Chalice

from functions.submit.app import app as submit
from functions.update.app import app as update
from tests.functions.door import Answer, ask, post_form
from tests.unit.usecases.service import Service

PAGES = [
    (submit, "/{}"),
    (submit, "/{}/report"),
    (submit, "/{}/safety"),
    (submit, "/{}/help"),
    (update, "/{}"),
    (update, "/{}/status"),
]


def is_safe(answer: Answer) -> bool:
    """The headers that every answer to the public carries, whatever it says."""
    policy = answer.headers["content-security-policy"]
    return (
        "default-src 'none'" in policy
        and "frame-ancestors 'none'" in policy
        and "unsafe" not in policy
        and answer.headers["cache-control"] == "no-store"
        and answer.headers["referrer-policy"] == "no-referrer"
        and answer.headers["x-content-type-options"] == "nosniff"
        and "max-age" in answer.headers["strict-transport-security"]
        and "set-cookie" not in answer.headers
    )


@pytest.mark.parametrize("lang", ["en", "es"])
@pytest.mark.parametrize(("app", "path"), PAGES, ids=[path for _, path in PAGES])
def test_a_page_is_whole_safe_and_a_plain_demonstration(
    service: Service, app: Chalice, path: str, lang: str
) -> None:
    page = ask(app, "GET", path.format(lang))
    assert page.status == 200
    assert is_safe(page)
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert f"<html lang={lang}>" in page.text
    assert "911" in page.text
    title = page.text.partition("<title>")[2].partition("</title>")[0]
    assert title.startswith(("Demonstration:", "Demostración:"))
    assert "@@" not in page.text
    for never in ("<script", "<img", "<iframe", "http-equiv", " onclick", "@import", "url("):
        assert never not in page.text
    assert not re.findall(r"(?:src|action)=\"?https?:", page.text)


def test_the_first_page_speaks_the_language_that_the_browser_likes_best(service: Service) -> None:
    spanish = ask(submit, "GET", "/", Accept_Language="fr;q=0.9, es-MX;q=0.8, en;q=0.1")
    assert "<html lang=es>" in spanish.text
    for wish in ("", "fr", "en-GB,en", ";;;q=x,,", "*"):
        assert "<html lang=en>" in ask(submit, "GET", "/", Accept_Language=wish).text


def test_every_form_page_has_a_token_of_its_own(service: Service) -> None:
    shown = {ask(submit, "GET", "/en/report").text for _ in range(3)}
    assert len(shown) == 3


def test_refusals_are_as_safe_as_pages(service: Service) -> None:
    answers = [
        post_form(submit, "/en/report", {}),
        post_form(submit, "/en/report", {"story": "He waits."}),
        ask(submit, "GET", "/xx/report"),
        ask(submit, "GET", "/en", Host="example.org"),
        ask(submit, "POST", "/api/v1/reports", "{", "application/json"),
        ask(submit, "GET", "/health"),
        post_form(update, "/en", {}),
        ask(update, "POST", "/api/v1/updates", "{", "application/json"),
    ]
    assert [one.status for one in answers] == [422, 200, 404, 421, 400, 200, 422, 400]
    assert all(is_safe(one) for one in answers)


def test_production_pages_name_no_demonstration(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DEMONSTRATION", "false")
    page = ask(submit, "GET", "/en/report", Host="hotline.example.org")
    assert page.status == 200
    assert "Demonstration" not in page.text
