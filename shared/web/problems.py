"""Say kindly what stands in the way of a report, without ever repeating what was typed.

The name of an unknown field is input too, and is never shown or logged.
"""

from typing import TYPE_CHECKING, Any, NamedTuple

from shared.web.form import field_of

if TYPE_CHECKING:
    from pydantic import ValidationError
    from pydantic_core import ErrorDetails

EMPTY = "empty_report"
UNKNOWN_NAME = "extra_forbidden"
# pydantic's kind of error → ours; whatever is not named here is "wrong".
_IDS = {
    EMPTY: "empty",
    "string_too_long": "too_long",
    "too_long": "too_many",
    "enum": "choose",
    UNKNOWN_NAME: "unknown_name",
}
# What only a program can get wrong: a form's unknown names and choices are no refusal.
_OF_PROGRAMS = {"choose", "unknown_name"}
_SENTENCES = {
    "empty": "A report needs one fact. Please tell us one thing, however small.",
    "too_long": "This text is longer than {limit} characters.",
    "too_many": "There are more than {limit} entries here.",
    "choose": "This is not one of the values that this field takes.",
    "unknown_name": "There is a field here that reports do not have.",
    "wrong": "This value does not fit its field.",
}


class Problem(NamedTuple):
    """What is wrong with one answer: the id of its sentence, and the limit if there is one."""

    id: str
    limit: int | None = None


def problems(error: "ValidationError") -> dict[str, Problem]:
    """Problems by form name, in the order of the form's model; a nameless one is the story's."""
    found: dict[str, Problem] = {}
    for detail in _details(error):
        field = field_of(detail["loc"])
        problem = _problem(detail)
        asked = Problem("wrong") if problem.id in _OF_PROGRAMS else problem
        found.setdefault(field.name if field else "story", asked)
    return found


def is_too_long(error: "ValidationError") -> bool:
    """Whether a text is longer than its limit."""
    return any(_problem(detail).id == "too_long" for detail in _details(error))


def api_problems(error: "ValidationError") -> list[dict[str, str]]:
    """For the JSON API, in English: `field` is a path of ours, without names the caller wrote."""
    return [
        {"field": _path(detail), "problem": _sentence(_problem(detail))}
        for detail in _details(error)
    ]


def _details(error: "ValidationError") -> list["ErrorDetails"]:
    return error.errors(include_url=False, include_input=False)


def _problem(detail: "ErrorDetails") -> Problem:
    context: dict[str, Any] = detail.get("ctx", {})
    limit = context.get("max_length")
    if detail["type"] == "too_long" and context.get("field_type") != "List":
        return Problem("too_long", limit)  # a text that was cleaned before it was measured
    return Problem(_IDS.get(detail["type"], "wrong"), limit)


def _sentence(problem: Problem) -> str:
    limit = "" if problem.limit is None else f"{problem.limit:,}"
    return _SENTENCES[problem.id].format(limit=limit)


def _path(detail: "ErrorDetails") -> str:
    known = detail["loc"][:-1] if detail["type"] == UNKNOWN_NAME else detail["loc"]
    path = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in known)
    return path.lstrip(".") or "report"
