import re
from base64 import b64encode
from hashlib import sha256

import pytest

from shared.web.headers import HEADERS, exit_answer
from shared.web.languages import language_of
from shared.web.pages import static_page


def digest_of_style(page: str) -> str:
    style = re.search(r"<style>(.*?)</style>", page, re.DOTALL)
    assert style
    return b64encode(sha256(style[1].encode()).digest()).decode()


def test_the_policy_allows_exactly_the_styles_in_the_pages_and_nothing_else() -> None:
    policy = HEADERS["Content-Security-Policy"]
    allowed = set(re.findall(r"'sha256-(\S+)'", policy))
    pages = [
        static_page(name, "en", demonstration=True, slots={"token": "t"})
        for name in ("start", "report", "help", "busy")
    ]
    assert {digest_of_style(page) for page in pages} == allowed
    assert policy.startswith("default-src 'none';")
    assert "unsafe" not in policy
    assert "script" not in policy


def test_no_answer_may_be_kept_framed_or_passed_on() -> None:
    assert HEADERS["Cache-Control"] == "no-store"
    assert HEADERS["Referrer-Policy"] == "no-referrer"
    assert HEADERS["X-Content-Type-Options"] == "nosniff"
    assert "frame-ancestors 'none'" in HEADERS["Content-Security-Policy"]
    assert not any("cookie" in name.lower() for name in HEADERS)


def test_the_exit_leaves_for_a_neutral_site_and_clears_traces() -> None:
    status, headers = exit_answer()
    assert status == 303
    assert headers["Location"] == "https://www.weather.gov/"
    assert headers["Clear-Site-Data"] == '"cache", "storage"'
    assert headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("asked_for", "spoken"),
    [
        (None, "en"),
        ("", "en"),
        ("es-MX,es;q=0.9,en;q=0.8", "es"),
        ("en-US,en;q=0.9,es;q=0.8", "en"),
        ("fr-FR, es;q=0.4, en;q=0.2", "es"),
        ("es;q=0, de", "en"),
        ("es;q=none", "en"),
        ("ES", "es"),
        ("*", "en"),
        (";;,,q=", "en"),
    ],
)
def test_the_language_the_browser_likes_best_is_spoken(asked_for: str | None, spoken: str) -> None:
    assert language_of(asked_for) == spoken
