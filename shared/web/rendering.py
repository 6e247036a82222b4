"""Render a public page from its template: the only part of the web that loads jinja2."""

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from shared.domain.report import STORY_CHARACTERS
from shared.domain.report_number import spoken
from shared.web.fields import BY_NAME
from shared.web.languages import KNOWN, LANGUAGES
from shared.web.settings import SETTINGS, needs_of, resources_for
from shared.web.style import FORM_STYLE, STYLE
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
            {**_NOTHING_TYPED, "style": FORM_STYLE if name == "report" else STYLE, **values},
            typed=defaultdict(list, values.get("typed", {})),
            page=name,
            path=_PATHS.get(name, "/{lang}"),
            demonstration=demonstration,
        )
    )


class _TightLoader(FileSystemLoader):
    """Templates as small as HTML lets them be; what is typed is put in later, and stays whole."""

    def get_source(
        self, environment: Environment, template: str
    ) -> tuple[str, str, Callable[[], bool]]:
        source, path, is_fresh = super().get_source(environment, template)
        return _tight(source), path, is_fresh


def _tight(source: str) -> str:
    """Without the line ends between tags, and without the tags that HTML lets out."""
    source = re.sub(r"(?<=[>}])\n+\s*(?=<|\{[%{])", "", source)
    source = re.sub(r"</li>|</?head>|<body>|</body>|</html>", "", source)
    return re.sub(r"</p>(?=<(?:p|h2|fieldset|form|section|ul|/section|/footer)\b)", "", source)


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
        "known": KNOWN,
        "story_characters": STORY_CHARACTERS,
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
    """The words of a question; of a part of a place, with whose place it is."""
    start, _, part = name.rpartition("_")
    if name.startswith("again"):
        return says(f"again.{part}")
    if f"q.{name}" in says:
        return says(f"q.{name}")
    return f"{says(f'q.{start}_at' if start else 'q.at')} {says(f'place.{part}')}"


def dial(phone: str) -> str:
    """A telephone number as a link needs it."""
    return "".join(sign for sign in phone if sign.isdigit() or sign == "+")


def first(values: Sequence[str] | None) -> str:
    """What was typed into a field that takes one text."""
    return "\n".join(values or ())
