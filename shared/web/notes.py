"""What a reporter is gently told about a report that was taken as it is: nothing here refuses."""

import re
from collections.abc import Iterable, Iterator

from shared.domain.story import Json, texts
from shared.domain.text import REMOVED

# E.164 has at most 15 digits; the shortest numbers that ring a person somewhere have seven.
PHONE_DIGITS = range(7, 16)
_BETWEEN = re.compile(r"\s*(?:[,;/]|\s(?:or|o|and|y)\s)\s*")
_EMAIL = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")


def notes_of(told: Json) -> tuple[str, ...]:
    """`picture` if one was taken out; `phone`, `email` if the reporter's own looks mistyped."""
    return tuple(_notes(told))


def _notes(told: Json) -> Iterator[str]:
    if any(REMOVED in text for _, text in texts(told)):
        yield "picture"
    reporter = told.get("reporter", {})
    if not all(map(_may_ring, _each(reporter.get("phones", ())))):
        yield "phone"
    if not all(map(_EMAIL.fullmatch, _each(reporter.get("emails", ())))):
        yield "email"


def _each(lines: Iterable[str]) -> Iterator[str]:
    """Two numbers or addresses may stand in one line."""
    for line in lines:
        yield from filter(None, _BETWEEN.split(line.strip()))


def _may_ring(phone: str) -> bool:
    return sum(sign.isdigit() for sign in phone) in PHONE_DIGITS
