"""Every page that the public can see, in every state, taken from the code and shown without a
service: the page, the headers and the browser are the real ones."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

from playwright.sync_api import Page, Route, ViewportSize

from shared.domain.row import TOLD
from shared.web.build import page_ahead
from shared.web.fields import FORM, Reading
from shared.web.gateway_pages import GATEWAY_HEADERS, GATEWAY_PAGES, made
from shared.web.headers import HEADERS
from shared.web.languages import DEFAULT, KNOWN
from shared.web.pages import STATIC, dynamic_page, slot
from shared.web.problems import Problem
from shared.web.rendering import MESSAGES, TEMPLATES
from shared.web.settings import SETTINGS
from shared.web.words import words

SITE = "https://hotline.example.org"
NUMBER, CODE = "001234567890", "102938475610"
TOKEN = "6f9d2c1e-5b7a-4f38-9a10-2d4c8e6b7f51"
STORY = "He says he will pick her up tonight after school."
_AT = datetime(2026, 11, 20, 12, tzinfo=UTC)
_PROBLEM = "update.problem."  # how the words name what can stand in the way of an update
_NOTE = "note."  # and what a reporter is gently told
_GATEWAY = "gateway-"  # pages in all of their languages at once


@cache
def answering() -> dict[str, tuple[str, dict[str, Any]]]:
    """Pages that are made on the spot: state → the page's name and what it is made of."""
    typed = {"report_number": [NUMBER], "access_code": [CODE], "text": [STORY]}
    noted = {"notes": _named(_NOTE)}
    asked = {
        f"{name}-{problem}": (name, {"problem": problem, "typed": typed})
        for name in ("update", "status")
        for problem in _named(_PROBLEM)
    }
    return {
        "report-empty": _report({"story": Problem("empty")}),
        "report-problems": _report({name: Problem("too_long", 20_000) for name in _typed()}),
        "report-unavailable": _report({}, unavailable=True),
        "confirmation": (
            "confirmation",
            {"number": NUMBER, "code": CODE, "told": _every_need(), **noted},
        ),
        "update_done": ("update_done", noted),
        "status_answer": ("status_answer", {"number": NUMBER, "milestones": _milestones()}),
        **asked,
    }


def states() -> list[str]:
    """Names of all pages and of the states they answer with."""
    return [*STATIC, *answering(), *(f"{_GATEWAY}{name}" for name in GATEWAY_PAGES)]


def everything() -> list[tuple[str, str]]:
    """(language, state) of whatever can be shown."""
    return [
        (lang, state)
        for lang in KNOWN
        for state in states()
        if lang == DEFAULT or not state.startswith(_GATEWAY)
    ]


def html(state: str, lang: str) -> str:
    """The page as the service would answer it."""
    if state in STATIC:
        return page_ahead(state, lang, demonstration=True).replace(slot("token"), TOKEN)
    if state.startswith(_GATEWAY):
        return made(state.removeprefix(_GATEWAY), demonstration=True)
    name, values = answering()[state]
    return dynamic_page(name, lang, demonstration=True, **values)


def templates_of_pages() -> set[str]:
    """The templates that are a whole page, by name; those of the messages are one."""
    return {
        template.stem
        for template in TEMPLATES.glob("*.html")
        if template.read_text(encoding="utf-8").startswith('{% extends "base.html" %}')
    }


def templates_shown() -> set[str]:
    """The templates that the states use."""
    named = {*STATIC, *(name for name, _ in answering().values())}
    return {"message" if name in MESSAGES else name for name in named}


class Stage:
    """A browser page on which the pages of the service are shown; no request leaves it."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self._html, self._headers = "", HEADERS
        page.route("**/*", self._answer)

    def show(self, state: str, lang: str) -> Page:
        self._html = html(state, lang)
        self._headers = GATEWAY_HEADERS if state.startswith(_GATEWAY) else HEADERS
        self.page.goto(f"{SITE}/{lang}/{state}")
        return self.page

    def steps(self) -> Iterator[str]:
        """Go through what this page shows: as it comes, each step of a form, then all of it."""
        yield "as it comes"
        for step in self.page.locator("form.s > section").evaluate_all("all => all.map(s => s.id)"):
            self.turn_to(step)
            yield step
        if self.page.locator("form.s").count():
            self._tick_everything()
            self.turn_to("all")
            yield "all"

    def turn_to(self, step: str) -> None:
        self.page.evaluate("step => { location.hash = step }", step)

    def _tick_everything(self) -> None:
        """So that what is said only to some is seen."""
        self.page.evaluate(
            """() => document.querySelectorAll(
                 "[type=checkbox], [name=now][value=yes], [name=minor][value=no]"
               ).forEach(box => { box.checked = true })"""
        )

    def _answer(self, route: Route) -> None:
        route.fulfill(status=200, headers=self._headers, body=self._html)


def whole(page: Page, viewport: ViewportSize) -> None:
    """A screen of this width and as high as the page, so that the bar at its end covers nothing."""
    page.set_viewport_size(viewport)
    height = page.evaluate("document.documentElement.scrollHeight")
    page.set_viewport_size({"width": viewport["width"], "height": height})


def _named(start: str) -> list[str]:
    """The ids of the sentences that begin so; a new one is shown by itself."""
    return [word.removeprefix(start) for word in words("en") if word.startswith(start)]


def _typed() -> list[str]:
    """The questions that can have a problem: those answered in words."""
    return [field.name for field in FORM if field.reading in (Reading.TEXT, Reading.ACCOUNTS)]


def _report(problems: dict[str, Problem], **more: Any) -> tuple[str, dict[str, Any]]:
    typed = {} if "story" in problems and len(problems) == 1 else {"story": [STORY]}
    return "report", {"problems": problems, "typed": typed, "token": TOKEN, **more}


def _milestones() -> list[tuple[str, datetime]]:
    return [(step.value, _AT + timedelta(days=day)) for day, step in enumerate(sorted(TOLD))]


def _every_need() -> dict[str, Any]:
    """A report to which every resource of the settings answers."""
    told: dict[str, Any] = {}
    for signs in SETTINGS.needs.values():
        for path, values in signs.items():
            _put(told, path.split("."), values)
    return told


def _put(told: dict[str, Any], path: list[str], values: list[str]) -> None:
    """`*` as a path's last step is a list of the values, as a middle step a list of entries."""
    first, *rest = path
    if not rest:
        told[first] = values[0]
    elif rest == ["*"]:
        told[first] = [*told.get(first, []), *values]
    elif rest[0] == "*":
        told[first] = [*told.get(first, []), *({rest[1]: value} for value in values)]
    else:
        _put(told.setdefault(first, {}), rest, values)
