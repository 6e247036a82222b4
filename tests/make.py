"""Builders: the shortest way to a valid report, row or update."""

from datetime import UTC, datetime, timedelta
from typing import Any

from shared.domain.report import Report
from shared.domain.report_number import check_digits
from shared.domain.row import Arrival, Update
from shared.domain.story import Json, split
from shared.domain.urgency import Lane

NOW = datetime(2026, 3, 4, 17, 30, tzinfo=UTC)
CALM = "I would like to report a page with a name much like that of a toy shop."
URGENT = "He says he will pick her up tonight after school. She is 12."


def told(narrative: str | None = CALM, **fields: Any) -> Json:
    """What the edge makes of a report."""
    return Report.model_validate({"narrative": narrative, **fields}).told()


def number(ten: str = "0012345678") -> str:
    """A valid report number."""
    return ten + check_digits(ten)


def arrival(ten: str = "0012345678", **changes: Any) -> Arrival:
    """A new report."""
    story, contact = split(told(reporter={"emails": ["a.parent@example.org"]}))
    fields: dict[str, Any] = {
        "number": number(ten),
        "fingerprint": ten.encode() * 3,
        "code_hash": b"c" * 32,
        "contact_hashes": frozenset({b"h" * 16}),
        "lane": Lane.STANDARD,
        "peak": 0,
        "received_at": NOW,
        "due": NOW + timedelta(minutes=15),
        "story": story,
        "contact": contact,
    }
    return Arrival(**fields | changes)


def update(of: str, update_id: str = "a1b2c3d4e5f60718", **changes: Any) -> Update:
    """Something added later."""
    fields: dict[str, Any] = {
        "number": of,
        "update_id": update_id,
        "lane": Lane.STANDARD,
        "received_at": NOW + timedelta(hours=1),
        "story": {"text": "She told me the name of her school.", "kind": "new_information"},
        "due": NOW + timedelta(hours=1, minutes=15),
    }
    return Update(**fields | changes)
