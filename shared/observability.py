"""What this service says about itself: named events with allowed fields, and nothing else.

Logging is an allow-list. There is no way to log a sentence, an exception's text or a reporter's
words: an event is a member of `Event`, a field one of `ALLOWED`, a value a number, an enum or a
short identifier.
"""

import re
import traceback
from collections.abc import Callable
from enum import StrEnum

from aws_lambda_powertools.logging import Logger


class Event(StrEnum):
    """Everything that is ever logged."""

    ACCEPTED = "report accepted"
    SPOOLED = "report spooled"
    NOT_HINTED = "hint refused, the sweep will find it"
    REFUSED = "report refused"
    JUDGED = "report judged"
    REFERRED = "referral available"
    NOT_FOUND = "no such report"
    UPDATED = "update accepted"
    UPDATE_REFUSED = "update refused"
    RECEIVED = "receipt taken"
    ACCEPTED_BY_PERSON = "referral accepted"
    RECEIPT_REFUSED = "receipt refused"
    UNREADABLE = "message unreadable"
    SWEPT = "swept"
    FAILED = "failed"


ALLOWED = frozenset(
    {
        "ref",
        "lane",
        "urgency",
        "agency",
        "revision",
        "count",
        "reason",
        "status",
        "error",
        "place",
    }
)
# Identifiers, enums, type names and `file:line`: no spaces, so no sentence fits.
_VALUE = re.compile(r"[A-Za-z0-9_.:#+/<>-]{1,80}")
WITHHELD = "withheld"

# Without a location: it would name this file, whoever logs.
_logger = Logger(location=None, log_uncaught_exceptions=False)


def log(event: Event, **fields: str | int | float) -> None:
    """Write one line.

    What is not on the allow-list is written as "withheld", and the tests refuse that word: a
    mistake in a log line must neither let words out nor cost a report.
    """
    _write(_logger.info, event, **fields)


def _write(level: Callable[..., None], event: Event, **fields: str | int | float) -> None:
    level(str(event), extra={name: _allowed(name, value) for name, value in fields.items()})


def log_failure(error: BaseException, reason: str) -> None:
    """Log an exception by type and place; its text may hold what a reporter wrote."""
    last = traceback.extract_tb(error.__traceback__)[-1:] or None
    place = f"{last[0].filename.rsplit('/', 1)[-1]}:{last[0].lineno}" if last else "unknown"
    _write(_logger.error, Event.FAILED, reason=reason, error=type(error).__name__, place=place)


def _allowed(name: str, value: str | int | float) -> str | int | float:
    if name not in ALLOWED:
        return WITHHELD
    if isinstance(value, str) and _VALUE.fullmatch(value):
        return str(value)
    return value if isinstance(value, int | float) else WITHHELD
