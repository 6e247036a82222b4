"""The shortest way to a referral event."""

from datetime import UTC, datetime
from typing import Any

from shared.domain.agency import Agency, Assignment, Role
from shared.domain.jurisdiction.place import Jurisdiction, PlaceEvidence
from shared.domain.referral import referral_event
from shared.domain.report import Report
from shared.domain.story import Json
from shared.domain.triage.decision import Decision, Evidence, Reason
from shared.domain.urgency import Lane, Urgency

NUMBER = "001234567889"
NOW = datetime(2026, 3, 4, 17, 30, tzinfo=UTC)
STORY = "He will pick her up tonight. His page is https://pages.example.org/lee?x=1."


def agency(name: str = "us-tx-north") -> Agency:
    return Agency(
        id=name,
        kind="icac",
        name="North Texas",
        states=frozenset({"TX"}),
        counties=frozenset(),
        rest_of_state=True,
        countries=frozenset(),
        languages=("en",),
        status="verified",
        urgent_queue="u",
        standard_queue="s",
    )


def assignment(name: str = "us-tx-north", role: Role = "lead") -> Assignment:
    return Assignment(agency(name), role)


def told(**fields: Any) -> Json:
    given: Json = {
        "narrative": STORY,
        "reporter": {
            "emails": ["a.parent@example.org"],
            "contact_permission": "no",
            "safe_contact": {"safe_hours": "after four"},
        },
        "reported_person": {"accounts": [{"platform": "a game", "screen_name": "lee_example"}]},
        "children": [{"place": {"city": "Dallas", "state": "TX"}}],
    }
    return Report.model_validate(given | fields).told()


def update(index: int = 0, text: str = "She told me his car is blue.") -> Json:
    return {
        "id": f"u{index}",
        "received_at": f"2026-03-05T10:{index % 60:02d}:00Z",
        "kind": "new_information",
        "proof": "proven",
        "text": text,
    }


def event(**changes: Any) -> Json:
    fields: dict[str, Any] = {
        "number": NUMBER,
        "revision": 1,
        "received_at": NOW,
        "available_at": NOW,
        "told": told(),
        "updates": [],
        "decision": Decision(
            Urgency.IMMEDIATE,
            (Reason("MEETING_PLANNED", "rule", (Evidence("narrative", 3, 27, STORY[3:27]),)),),
        ),
        "jurisdiction": Jurisdiction(
            lead="US-TX",
            county="48113",
            postal=None,
            basis="children[0].place:city",
            confidence="strong",
            notify=("US-NM",),
            evidence=(PlaceEvidence("child", "city", "children[0].place.city", 0, 6, "Dallas"),),
        ),
        "assignment": assignment(),
        "others": [assignment("us-fbi", "copy")],
        "receipt_key": "ab" * 16,
        "lane": Lane.URGENT,
        "demonstration": False,
        "stage": "test",
    }
    return referral_event(**fields | changes)
