"""The pages of the gateway: whoever reads one may have just lost a report, and must not lose it."""

import re
from base64 import b64encode
from hashlib import sha256

import pytest

from shared.web.build import build
from shared.web.gateway_pages import GATEWAY_HEADERS, GATEWAY_PAGES, TONGUES, gateway_page
from shared.web.headers import HEADERS
from shared.web.words import words
from tests.unit.web.page import Page, read
from tests.unit.web.test_pages import NEVER_IN_A_TITLE

build()
# (page, whether of a demonstration) → as it was made ahead
EVERY = {
    (name, demonstration): gateway_page(name, demonstration=demonstration)
    for name in GATEWAY_PAGES
    for demonstration in (True, False)
}
each_page = pytest.mark.parametrize("html", EVERY.values(), ids=[str(key) for key in EVERY])
# To go back is only ever warned of.
WARNED = r"do not go back|no vuelva atrás|si vuelve atrás"
TOLD_TO_GO_BACK = r"\bgo back\b|\bvuelva atrás\b|\bvuelve atrás\b|\bregrese\b"


def links(page: Page) -> list[str]:
    return [attrs["href"] for tag, attrs in page.tags if tag == "a"]


def said_in(html: str, lang: str) -> str:
    """The text of the page's main part in a language."""
    part = re.search(rf"<section lang={lang}>(.*?)</section>", html, re.DOTALL)
    assert part
    return read(part[1]).text


@each_page
def test_911_comes_first_and_the_exit_last(html: str) -> None:
    found = links(read(html))
    assert found[: len(TONGUES)] == ["tel:911"] * len(TONGUES)
    assert found[-1] == "/exit"
    assert re.search(r"\.exit\{position:fixed;", html)


@each_page
def test_nothing_is_asked_of_anybody_and_nothing_runs(html: str) -> None:
    page = read(html)
    assert [one for one in page.addresses() if re.match(r"(?!tel:)(\w+:|//)", one)] == []
    inactive = {"script", "img", "link", "iframe", "object", "form", "input", "button"}
    assert not {tag for tag, _ in page.tags} & inactive
    assert "url(" not in html
    assert "@import" not in html


@each_page
def test_a_title_tells_nobody_what_the_page_is_about(html: str) -> None:
    title = read(html).title
    assert title.endswith("Notice / Aviso")
    assert not re.search(NEVER_IN_A_TITLE, title, re.IGNORECASE)


@each_page
def test_a_page_says_everything_in_both_languages(html: str) -> None:
    sections = [attrs["lang"] for tag, attrs in read(html).tags if tag == "section"]
    assert sections == list(TONGUES)
    assert "<html lang=en>" in html
    for word in ("now.call", "exit"):
        for lang in TONGUES:
            assert words(lang).text(word) in html


@each_page
def test_a_page_is_small_and_fits_a_phone(html: str) -> None:
    assert len(html.encode()) <= 6 * 1024
    assert "<meta name=viewport" in html


@each_page
def test_a_page_has_nothing_that_the_gateway_would_fill_in(html: str) -> None:
    assert "$" not in html


@each_page
def test_a_page_says_whom_to_call_instead(html: str) -> None:
    for lang in TONGUES:
        assert "1-800-843-5678" in said_in(html, lang)
    # Beside what is said, and in the banner of a demonstration.
    times = 2 if "class=demo" in html else 1
    assert links(read(html)).count("tel:1-800-843-5678") == times * len(TONGUES)


@each_page
def test_nobody_is_told_to_go_back(html: str) -> None:
    text = re.sub(WARNED, "", read(html).text, flags=re.IGNORECASE)
    assert not re.search(TOLD_TO_GO_BACK, text, re.IGNORECASE)


@pytest.mark.parametrize("demonstration", [True, False])
def test_where_words_can_be_sent_again_the_page_says_how_and_leads_nowhere(
    demonstration: bool,
) -> None:
    html = EVERY["again", demonstration]
    english, spanish = said_in(html, "en"), said_in(html, "es")
    for sentence in (
        "we may not have it",
        "Press reload (↻) and choose to send again. It counts once.",
        "Do not go back: going back empties the form.",
    ):
        assert sentence in english
    for sentence in (
        "quizá no lo tengamos",
        "Presione recargar (↻) y elija enviar otra vez. Cuenta una sola vez.",
        "No vuelva atrás: al volver atrás, el formulario se vacía.",
    ):
        assert sentence in spanish
    assert [one for one in links(read(html)) if not one.startswith("tel:")] == ["/exit"]


def test_what_can_never_be_sent_is_said_to_be_so() -> None:
    large = said_in(EVERY["too_large", True], "en")
    assert "Reload cannot help" in large
    assert "less text" in large
    assert "We cannot take files" in said_in(EVERY["no_files", True], "en")
    for name in ("too_large", "no_files"):
        assert "Press reload" not in EVERY[name, True]
        assert "oing back may empty the form" in said_in(EVERY[name, True], "en")


@pytest.mark.parametrize("name", ["not_found", "too_large", "no_files"])
def test_where_nothing_can_be_sent_again_there_is_a_way_to_the_start(name: str) -> None:
    assert links(read(EVERY[name, True])).count("/") == len(TONGUES)


@pytest.mark.parametrize("name", GATEWAY_PAGES)
def test_a_demonstration_says_so_and_a_hotline_does_not(name: str) -> None:
    shown, hotline = EVERY[name, True], EVERY[name, False]
    assert read(shown).title.startswith("Demonstration:")
    for lang in TONGUES:
        assert words(lang).text("demo.banner") in shown
    assert "class=demo" not in hotline
    assert not read(hotline).title.startswith("Demo")


@each_page
def test_the_policy_allows_exactly_the_style_in_the_page(html: str) -> None:
    style = re.search(r"<style>(.*?)</style>", html, re.DOTALL)
    assert style
    digest = b64encode(sha256(style[1].encode()).digest()).decode()
    policy = GATEWAY_HEADERS["Content-Security-Policy"]
    assert re.findall(r"'sha256-([^']*)'", policy) == [digest]


def test_the_headers_are_those_of_every_page_but_for_the_style() -> None:
    differing = {name for name in HEADERS if HEADERS[name] != GATEWAY_HEADERS[name]}
    assert differing == {"Content-Security-Policy"}
    assert GATEWAY_HEADERS.keys() == HEADERS.keys()
