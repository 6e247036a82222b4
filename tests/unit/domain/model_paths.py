"""Every place of the report model with its limit, written from the field list and not the code."""

import re
from typing import Any

from tests.make import number

PLACE = {
    "line": 255,
    "city": 100,
    "county": 100,
    "state": 100,
    "postal": 20,
    "country": 100,
    "text": 300,
}
ACCOUNT = {
    "platform": 256,
    "screen_name": 256,
    "display_name": 256,
    "profile_url": 2_083,
    "user_id": 256,
}
PLACES = (
    "reporter.location",
    "incidents[0].place",
    "danger.planned_event.place",
    "reported_person.place",
    "children[0].place",
)
ACCOUNTS = ("reported_person.accounts[0]", "children[0].accounts[0]")

# Path → the longest text that it takes, in characters.
CHARACTERS: dict[str, int] = {
    "narrative": 20_000,
    "reporter.name.first": 100,
    "reporter.name.last": 100,
    "reporter.phones[0]": 50,
    "reporter.emails[0]": 255,
    "reporter.safe_contact.safe_hours": 200,
    "incidents[0].description": 5_000,
    "incidents[0].when.text": 300,
    "incidents[0].platform": 256,
    "incidents[0].room_or_game": 255,
    "incidents[0].urls[0]": 2_083,
    "danger.planned_event.when.text": 300,
    "danger.planned_event.text": 1_000,
    "reported_person.names[0]": 100,
    "reported_person.relation_to_child": 100,
    "reported_person.description": 2_000,
    "reported_person.vehicle": 300,
    "reported_person.employer": 255,
    "reported_person.school": 255,
    "reported_person.phones[0]": 50,
    "reported_person.emails[0]": 255,
    "others_involved": 2_000,
    "children[0].names[0]": 100,
    "children[0].gender": 50,
    "children[0].school": 255,
    "material.what": 1_000,
    "material.where": 1_000,
    "prior_le_report.agency": 255,
    "prior_le_report.case_number": 100,
    "additional_info": 5_000,
    **{f"{place}.{name}": limit for place in PLACES for name, limit in PLACE.items()},
    **{f"{one}.{name}": limit for one in ACCOUNTS for name, limit in ACCOUNT.items()},
}

# Path → the most entries of a list, and one valid entry.
ENTRIES: dict[str, tuple[int, Any]] = {
    "reporter.phones": (3, "505-555-0101"),
    "reporter.emails": (3, "a.parent@example.org"),
    "reporter.assistance": (4, "resources"),
    "reporter.safe_contact.methods": (3, "phone"),
    "incidents": (20, {"kind": "other"}),
    "incidents[0].urls": (20, "https://example.org/"),
    "reported_person.names": (10, "Sam Example"),
    "reported_person.phones": (10, "505-555-0102"),
    "reported_person.emails": (10, "sam@example.org"),
    "reported_person.accounts": (20, {"screen_name": "sam_example"}),
    "children": (10, {"age_now": 12}),
    "children[0].names": (10, "Alex Example"),
    "children[0].accounts": (20, {"screen_name": "alex_example"}),
    "related_report_numbers": (5, number()),
}

# Path → the lowest and the highest whole number.
YEARS: dict[str, tuple[int, int]] = {
    "reported_person.approx_age": (0, 150),
    "children[0].age_at_incident": (0, 17),
    "children[0].age_now": (0, 150),
}

CLOSED_ANSWERS = (
    "under_18_at_time",
    "reporter.safe_contact.may_leave_message",
    "reporter.safe_contact.monitored_by_suspect",
    "incidents[0].when.ongoing",
    "danger.in_danger_now",
    "danger.abuse_ongoing",
    "danger.self_harm_risk",
    "danger.missing_or_travelling",
    "danger.being_offered",
    "danger.weapon_or_violence",
    "danger.livestream",
    "reported_person.works_with_children",
    "children[0].is_reporter",
    "children[0].knows_of_report",
    "images.shared_by_child",
    "images.shared_by_suspect",
    "images.posted",
    "images.identifiable",
    "images.being_threatened",
    "material.holds",
    "prior_le_report.made",
)

# Every object of the model, by the path that leads to it; "" is the report itself.
OBJECTS = sorted(
    {""}
    | {path.rpartition(".")[0] for path in (*CHARACTERS, *CLOSED_ANSWERS, *YEARS) if "." in path}
    | {"reporter", "danger", "danger.planned_event"}
)


def raw(path: str, value: Any) -> Any:
    """Raw JSON that holds nothing but this value at this path."""
    for step in reversed(re.findall(r"\w+", path)):
        value = [value] if step == "0" else {step: value}
    return value
