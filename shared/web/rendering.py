"""Render a public page from its template: the only part of the web that loads jinja2."""

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from shared.domain.report_number import spoken
from shared.web.fields import BY_NAME
from shared.web.languages import KNOWN, LANGUAGES
from shared.web.settings import SETTINGS, needs_of, resources_for
from shared.web.style import STYLE
from shared.web.words import Words, words

TEMPLATES = Path(__file__).with_name("templates")
# Pages that are one sentence in the same plain frame.
MESSAGES = ("not_found", "not_a_form", "too_large", "wrong_host", "busy")
# Where the page in the other language is found; an answering page points to the one that asks.
_PATHS = {
    "start": "/{lang}",
    "report": "/{lang}/report",
    "confirmation": "/{lang}",
    "safety": "/{lang}/safety",
    "help": "/{lang}/help",
    "update": "/update/{lang}",
    "update_done": "/update/{lang}",
    "status": "/update/{lang}/status",
    "status_answer": "/update/{lang}/status",
}
_NOTHING_TYPED: dict[str, Any] = {
    "problems": {},
    "problem": None,
    "unavailable": False,
    "token": "",
    "milestones": (),
    "told": {},
    "notes": (),
}


def rendered(name: str, lang: str, *, demonstration: bool, **values: Any) -> str:
    """The page; every value is escaped by the template engine."""
    template = "message" if name in MESSAGES else name
    return (
        _environment(lang)
        .get_template(f"{template}.html")
        .render(
            {**_NOTHING_TYPED, **values},
            typed=defaultdict(list, values.get("typed", {})),
            page=name,
            path=_PATHS.get(name, "/{lang}"),
            demonstration=demonstration,
        )
    )


class _TightLoader(FileSystemLoader):
    """Templates without the line ends between their tags: what is typed is put in later."""

    def get_source(
        self, environment: Environment, template: str
    ) -> tuple[str, str, Callable[[], bool]]:
        source, path, is_fresh = super().get_source(environment, template)
        return re.sub(r"(?<=[>}])\n+\s*(?=<|\{%)", "", source), path, is_fresh


@cache
def _environment(lang: str) -> Environment:
    """One per language, kept: making one costs more than ten pages."""
    says = words(lang)
    environment = Environment(
        loader=_TightLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals |= {
        "w": says,
        "says": words,
        "lang": lang,
        "language": KNOWN[lang],
        "languages": LANGUAGES,
        "style": STYLE,
        "settings": SETTINGS,
        "fields": BY_NAME,
        "fours": lambda digits: spoken(digits, 4),
        "twos": lambda digits: spoken(digits, 2),
        "asked": lambda name: asked(name, says),
        "needs_of": needs_of,
        "resources_for": resources_for,
        "dial": dial,
        "first": first,
    }
    return environment


def asked(name: str, says: Words) -> str:
    """The words of a question; the parts of a place, and of another time, share theirs."""
    part = name.rpartition("_")[2]
    ids = (f"q.{name}", f"again.{part}" if name.startswith("again") else f"place.{part}")
    return says(next(word for word in ids if word in says))


def dial(phone: str) -> str:
    """A telephone number as a link needs it."""
    return "".join(sign for sign in phone if sign.isdigit() or sign == "+")


def first(values: Sequence[str] | None) -> str:
    """What was typed into a field that takes one text."""
    return "\n".join(values or ())
