"""What travels on the internal queues: a report number and nothing that anybody wrote."""

import json

VERSION = 1


class UnreadableMessageError(Exception):
    """The message is none of ours, or of a version that this code does not know."""


def write_hint(number: str) -> str:
    """The message that a report has work waiting."""
    return json.dumps({"v": VERSION, "r": number}, separators=(",", ":"))


def read_hint(body: str) -> str:
    """The report number in a message. Raises UnreadableMessageError."""
    try:
        message = json.loads(body)
        number = message["r"]
        known = message["v"] == VERSION and isinstance(number, str) and number.isdecimal()
    except (ValueError, TypeError, KeyError, RecursionError):
        raise UnreadableMessageError from None
    if not known:
        raise UnreadableMessageError
    return str(number)
