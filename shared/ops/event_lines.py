"""Say in one readable line what a function logged, and never repeat anything it might have leaked.

Only events and fields that this file knows are shown, each checked against its own shape.
"""

import json
import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from shared.domain.urgency import Lane, Urgency
from shared.observability import Event

_VERBS: Mapping[Event, str] = {
    Event.ACCEPTED: "accepted",
    Event.JUDGED: "judged",
    Event.REFERRED: "made available",
    Event.UPDATED: "update accepted",
    Event.RECEIVED: "receipt taken",
}
# A mistyped address is no lost report, and must not read like one.
_OF_REPORTS = ("invalid", "too_large", "file")
_DEBTS: Mapping[str, str] = {
    "struck": "struck off, more is awaited",
    "nothing": "not owed any more",
    "closed": "closed, nothing is owed",
}
_REF = re.compile(r"[0-9a-f]{6,16}")
_NAME = re.compile(r"[A-Za-z0-9_.:-]{1,60}")
_WHOLE = range(10**9)
# Lists, because a field may hold anything, also what no set can look up.
_LEVELS = [str(level) for level in Urgency]
_LANES = [str(lane) for lane in Lane]
# What the platform itself writes around every call, and the metrics that ride in the log.
_PLATFORM = re.compile(r"(INIT_START|START|END|REPORT|XRAY) ?(RequestId)?[:\t ]")


class UnexpectedLineError(Exception):
    """A log line that is no known event; it may hold anything, so it is counted, not shown."""


def event_line(message: str, at: datetime) -> str | None:
    """The line to show, None for the platform's own and for no news. Raises UnexpectedLineError."""
    if not message.strip() or _PLATFORM.match(message):
        return None
    try:
        logged = json.loads(message)
    except ValueError:
        raise UnexpectedLineError from None
    if not isinstance(logged, dict):
        raise UnexpectedLineError
    if "_aws" in logged:
        return None
    try:
        event = Event(str(logged.get("message")))
    except ValueError:
        raise UnexpectedLineError from None
    if event is Event.SWEPT and logged.get("count") == 0:
        return None
    return f"{at:%H:%M:%S}  {_ref(logged)}  {' '.join(_words(event, logged))}"


def _ref(logged: Mapping[str, Any]) -> str:
    ref = logged.get("ref")
    return f"ref {ref}" if _shaped(ref, _REF) else " " * 10


def _words(event: Event, logged: Mapping[str, Any]) -> list[str]:
    words = [_verb(event, logged.get("reason"))]
    if logged.get("urgency") in _LEVELS:
        words.append(logged["urgency"])
    if logged.get("lane") in _LANES:
        words.append(f"→ {logged['lane']} lane")
    if _shaped(logged.get("agency"), _NAME):
        words.append(f"→ {logged['agency']}" if event is Event.REFERRED else logged["agency"])
    for name in ("revision", "count"):
        if _whole(logged.get(name)):
            words.append(f"{name} {logged[name]}")
    words += _why(event, logged)
    return words


def _verb(event: Event, reason: object) -> str:
    if event is Event.REFUSED and reason == "not_found":
        return "page not found"
    if event is Event.REFUSED and reason not in _OF_REPORTS:
        return "request refused"
    return _VERBS.get(event, str(event))


def _why(event: Event, logged: Mapping[str, Any]) -> list[str]:
    if event is Event.REFUSED and logged.get("reason") == "not_found":
        return []
    told = [str(logged[name]) for name in _named(logged)]
    if event is Event.RECEIVED:
        told = [_DEBTS.get(one, one) for one in told]
    return [f"({one})" for one in told]


def _named(logged: Mapping[str, Any]) -> list[str]:
    return [name for name in ("reason", "error", "place") if _shaped(logged.get(name), _NAME)]


def _shaped(value: object, shape: re.Pattern[str]) -> bool:
    return isinstance(value, str) and shape.fullmatch(value) is not None


def _whole(value: object) -> bool:
    return type(value) is int and value in _WHOLE
