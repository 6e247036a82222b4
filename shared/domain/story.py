"""What was told, as plain JSON past the edge: split in two for sealing, and read by path.

The workers import this and never the pydantic model: the edge validated the JSON once, and its
paths (`danger.in_danger_now`, `incidents[0].description`) are the names evidence is given by.
"""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

Json = dict[str, Any]

# What identifies the reporter, sealed apart from what happened (triage never opens it).
CONTACT_FIELDS = ("name", "phones", "emails", "contact_permission", "safe_contact")


def pruned(value: Any) -> Any:
    """The same JSON without nulls, empty lists and empty objects, at any depth."""
    if isinstance(value, dict):
        kept = {name: pruned(part) for name, part in value.items()}
        return {name: part for name, part in kept.items() if part not in (None, [], {})}
    if isinstance(value, list):
        return [kept for part in value if (kept := pruned(part)) not in (None, [], {})]
    return value


def split(told: Json) -> tuple[Json, Json]:
    """What happened, and how to reach who told us: the two things that are sealed apart."""
    reporter = told.get("reporter", {})
    contact = {name: reporter[name] for name in CONTACT_FIELDS if name in reporter}
    story = {name: part for name, part in told.items() if name != "reporter"}
    if rest := {name: part for name, part in reporter.items() if name not in CONTACT_FIELDS}:
        story["reporter"] = rest
    return story, contact


def joined(story: Json, contact: Json) -> Json:
    """The whole again, for the referral."""
    reporter = {**story.get("reporter", {}), **contact}
    return {**story, "reporter": reporter} if reporter else dict(story)


def texts(told: Json) -> Iterator[tuple[str, str]]:
    """Every piece of text with its path, in the order of the report."""
    return _texts(told, "")


def _texts(value: Any, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for name, part in value.items():
            yield from _texts(part, f"{path}.{name}" if path else name)
    elif isinstance(value, list):
        for index, part in enumerate(value):
            yield from _texts(part, f"{path}[{index}]")


def steps(path: str) -> list[str | int]:
    """The steps of a path: `children[0].place` is children, 0, place."""
    return [int(step) if step.isdigit() else step for step in re.findall(r"\w+", path)]


def put(told: Json, path: str, value: Any) -> None:
    """Put a value at a path, making the parts that lead there."""
    way = steps(path)
    here: Any = told
    for step, following in pairwise(way):
        if isinstance(step, int):
            here += [{} for _ in range(step + 1 - len(here))]
            here = here[step]
        else:
            here = here.setdefault(step, [] if isinstance(following, int) else {})
    here[way[-1]] = value


def at(told: Json, *path: str | int) -> Any:
    """What stands at a path (`at(told, "incidents", 0, "place")`), or None."""
    value: Any = told
    for step in path:
        if isinstance(step, int):
            value = value[step] if isinstance(value, list) and len(value) > step else None
        else:
            value = value.get(step) if isinstance(value, dict) else None
    return value
