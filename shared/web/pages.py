"""The pages the public sees: the ready ones read from disk, the answering ones made on the spot.

Nothing here loads the template engine until a page is asked for that was not made ahead: an
error, a confirmation, a status.
"""

import re
from collections.abc import Mapping
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

READY = Path(__file__).with_name("rendered")
# Pages made ahead, each with the slots it leaves open (filled with escaped text, nothing else).
STATIC: dict[str, tuple[str, ...]] = {
    "start": (),
    "report": ("token",),
    "update": (),
    "status": (),
    "safety": (),
    "help": (),
    "not_found": (),
    "not_a_form": (),
    "too_large": (),
    "wrong_host": (),
    "busy": (),
}
_SLOT = re.compile(r"@@(\w+)@@")


def slot(name: str) -> str:
    """The mark that a page made ahead carries where a slot is to be filled."""
    return f"@@{name}@@"


def mode(*, demonstration: bool) -> str:
    """The folder of pages of this kind of run."""
    return "demonstration" if demonstration else "production"


def static_page(
    name: str, lang: str, *, demonstration: bool, slots: Mapping[str, str] | None = None
) -> str:
    """A page made ahead, its slots filled with escaped text. Raises KeyError on a missing slot."""
    page = _ready(name, lang, mode(demonstration=demonstration))
    if not STATIC[name]:
        return page
    filled = slots or {}
    return _SLOT.sub(lambda found: escape(filled[found[1]]), page)


def dynamic_page(name: str, lang: str, *, demonstration: bool, **values: Any) -> str:
    """A page made now; a value left out is as if nothing was typed.

    report        typed (name → values), problems (name → Problem), token, unavailable (bool)
    confirmation  number and code (12 digits each), told (the report as plain JSON), notes
    update        typed, problem (None, "empty", "too_long", "no_files", "no_match", "unavailable")
    update_done   notes (see shared.web.notes)
    status        typed, problem (as update)
    status_answer number, milestones (pairs of the step's name and its time)
    """
    from shared.web.rendering import rendered  # the template engine: only when it is needed

    return rendered(name, lang, demonstration=demonstration, **values)


@cache
def _ready(name: str, lang: str, folder: str) -> str:
    """A tree whose pages were not made yet still answers, only slower."""
    path = READY / folder / lang / f"{name}.html"
    if path.exists():
        return path.read_text(encoding="utf-8")
    marks = {open_slot: slot(open_slot) for open_slot in STATIC[name]}
    return dynamic_page(name, lang, demonstration=folder == "demonstration", **marks)
