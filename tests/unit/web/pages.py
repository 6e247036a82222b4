"""Every page that the public can be shown, in every language that is known, for tests."""

from datetime import UTC, datetime
from typing import Any

from shared.web.build import build, page_ahead
from shared.web.languages import KNOWN
from shared.web.pages import STATIC, dynamic_page, slot
from shared.web.problems import Problem

MARK = slot("token")
TOKEN = "6f9d2c1e-5b7a-4f38-9a10-2d4c8e6b7f51"  # as long as a real one: the pages are measured
NUMBER, CODE = "001234567890", "102938475610"
NOTES = ("picture", "phone", "email")


def answering(lang: str, *, demonstration: bool = True) -> dict[str, str]:
    """Every page that is made on the spot, once."""
    told = {"danger": {"in_danger_now": "yes"}, "under_18_at_time": "no"}
    at = datetime(2026, 11, 20, 23, 59, tzinfo=UTC)
    pages: dict[str, dict[str, Any]] = {
        "report": {"problems": {"story": Problem("too_long", 20_000)}, "token": TOKEN},
        "confirmation": {"number": NUMBER, "code": CODE, "told": told, "notes": NOTES},
        "update": {"problem": "no_match"},
        "update_done": {"notes": NOTES[:1]},
        "status": {"problem": "unavailable"},
        "status_answer": {"number": NUMBER, "milestones": [("received", at), ("updated", at)]},
    }
    return {
        name: dynamic_page(name, lang, demonstration=demonstration, **values)
        for name, values in pages.items()
    }


def everything(*, demonstration: bool = True) -> list[tuple[str, str, str]]:
    """(name, language, page) for every page there is, as the sources make it today."""
    build()  # for whoever reads the pages that lie ready
    ready = [
        (
            name,
            lang,
            page_ahead(name, lang, demonstration=demonstration).replace(MARK, TOKEN),
        )
        for name in STATIC
        for lang in KNOWN
    ]
    made = [
        (f"{name}, made", lang, page)
        for lang in KNOWN
        for name, page in answering(lang, demonstration=demonstration).items()
    ]
    return ready + made
