"""Every question of the public form and the place of its answer in a report: one tested table."""

from dataclasses import dataclass
from enum import StrEnum


class Reading(StrEnum):
    """How what was typed becomes a part of the report."""

    TEXT = "text"  # as typed
    LINES = "lines"  # one entry in each line
    ACCOUNTS = "accounts"  # one account in each line
    AGE = "age"  # whole years, up to `most`
    TICK = "tick"  # yes, or nothing
    ONE = "one"  # one of `choices`
    MANY = "many"  # any of `choices`
    EACH = "each"  # any of `choices`, each an incident of its own
    NUMBERS = "numbers"  # report numbers, one in each line


@dataclass(frozen=True, slots=True)
class Field:
    """One question: its name in the form, where its answer stands, and how it is read."""

    name: str
    path: str
    reading: Reading = Reading.TEXT
    choices: tuple[str, ...] = ()
    most: int = 0


TICKED = ("on",)  # what a browser sends for a box without a value
CLOSED = ("yes", "no", "unknown")
KINDS = (
    "csam",
    "online_enticement",
    "child_sexual_abuse",
    "child_sex_trafficking",
    "unsolicited_material",
    "misleading_domain",
    "misleading_content",
    "other",
)
# Of relationships the form offers what a child can tell apart; the JSON API takes all.
RELATIONSHIPS = (
    "child_victim",
    "adult_survivor",
    "parent_guardian",
    "family",
    "friend_peer",
    "other_professional",
    "bystander",
)
# Each ticked kind is an incident of its own; what is told of another time comes after all of them.
AGAIN = tuple(range(len(KINDS), len(KINDS) + 2))


def _tick(name: str, path: str) -> Field:
    return Field(name, path, Reading.TICK, TICKED)


def _closed(name: str, path: str) -> Field:
    return Field(name, path, Reading.ONE, CLOSED)


def _place(prefix: str, path: str) -> tuple[Field, ...]:
    return (
        Field(f"{prefix}city", f"{path}.city"),
        Field(f"{prefix}state", f"{path}.state"),
        Field(f"{prefix}zip", f"{path}.postal"),
    )


def _again(number: int, index: int) -> tuple[Field, ...]:
    return (
        Field(f"again{number}_what", f"incidents[{index}].description"),
        Field(f"again{number}_when", f"incidents[{index}].when.text"),
        Field(f"again{number}_place", f"incidents[{index}].place.text"),
    )


DANGER = (
    _closed("now", "danger.in_danger_now"),
    _tick("ongoing", "danger.abuse_ongoing"),
    _tick("harm", "danger.self_harm_risk"),
    _tick("missing", "danger.missing_or_travelling"),
    _tick("offered", "danger.being_offered"),
    _tick("violence", "danger.weapon_or_violence"),
    _tick("live", "danger.livestream"),
    _tick("threat", "images.being_threatened"),
    Field(
        "plan",
        "danger.planned_event.kind",
        Reading.ONE,
        ("meeting", "travel", "threat_deadline", "other"),
    ),
    Field("plan_when", "danger.planned_event.when.text"),
    Field("plan_where", "danger.planned_event.place.text"),
)
STORY = (
    Field("story", "narrative"),
    Field("kind", "incidents[].kind", Reading.EACH, KINDS),
    _tick("sent", "images.shared_by_child"),
    _tick("shown", "images.shared_by_suspect"),
    _tick("posted", "images.posted"),
    Field("platform", "incidents[0].platform"),
    Field("urls", "incidents[0].urls", Reading.LINES),
)
CHILD = (
    Field("relationship", "reporter.relationship", Reading.ONE, RELATIONSHIPS),
    _closed("minor", "under_18_at_time"),
    Field("child_name", "children[0].names", Reading.LINES),
    Field("child_age", "children[0].age_at_incident", Reading.AGE, most=17),
    *_place("child_", "children[0].place"),
    Field("child_where", "children[0].place.text"),
    Field("child_school", "children[0].school"),
    Field("child_accounts", "children[0].accounts", Reading.ACCOUNTS),
)
PERSON = (
    Field("person_name", "reported_person.names", Reading.LINES),
    Field("person_age", "reported_person.approx_age", Reading.AGE, most=150),
    Field("person_relation", "reported_person.relation_to_child"),
    Field(
        "access",
        "danger.suspect_access",
        Reading.ONE,
        ("lives_with", "regular", "could_reach", "none", "unknown"),
    ),
    _tick("works", "reported_person.works_with_children"),
    Field("person_accounts", "reported_person.accounts", Reading.ACCOUNTS),
    Field("person_phone", "reported_person.phones", Reading.LINES),
    Field("person_email", "reported_person.emails", Reading.LINES),
    Field("person_where", "reported_person.place.text"),
    Field("person_about", "reported_person.description"),
    Field("others", "others_involved"),
)
WHERE = (
    *_place("", "incidents[0].place"),
    Field("place", "incidents[0].place.text"),
    Field("when", "incidents[0].when.text"),
    *(field for number, index in enumerate(AGAIN, 1) for field in _again(number, index)),
    _closed("holds", "material.holds"),
    Field("holds_what", "material.what"),
    _closed("police", "prior_le_report.made"),
    Field("police_agency", "prior_le_report.agency"),
    Field("police_number", "prior_le_report.case_number"),
    Field("earlier", "related_report_numbers", Reading.NUMBERS),
    Field("more", "additional_info"),
)
YOU = (
    Field("my_where", "reporter.location.text"),
    Field("contact", "reporter.contact_permission", Reading.ONE, ("no", "yes")),
    Field("first", "reporter.name.first"),
    Field("last", "reporter.name.last"),
    Field("phone", "reporter.phones", Reading.LINES),
    Field("email", "reporter.emails", Reading.LINES),
    Field("by", "reporter.safe_contact.methods", Reading.MANY, ("phone", "text", "email")),
    Field("hours", "reporter.safe_contact.safe_hours"),
    _tick("message", "reporter.safe_contact.may_leave_message"),
    _tick("watched", "reporter.safe_contact.monitored_by_suspect"),
    Field(
        "help",
        "reporter.assistance",
        Reading.MANY,
        ("resources", "image_removal", "viewing_support", "call_back"),
    ),
)
FORM: tuple[Field, ...] = DANGER + STORY + CHILD + PERSON + WHERE + YOU
BY_NAME = {field.name: field for field in FORM}
TOKEN = "token"  # noqa: S105 - a field's name: the form's token becomes the submission key
