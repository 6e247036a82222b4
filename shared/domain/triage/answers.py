"""Read the form's answers first: a yes counts before any text, and a no never lowers."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from shared.domain.story import Json, at
from shared.domain.triage.decision import Evidence, Finding, Reason
from shared.domain.urgency import Urgency

YES: dict[tuple[str, str], tuple[str, Urgency]] = {
    ("danger", "in_danger_now"): ("REPORTER_SAYS_NOW", Urgency.IMMEDIATE),
    ("danger", "self_harm_risk"): ("SELF_HARM", Urgency.IMMEDIATE),
    ("danger", "missing_or_travelling"): ("CHILD_MISSING", Urgency.IMMEDIATE),
    ("danger", "being_offered"): ("TRAFFICKING_NOW", Urgency.IMMEDIATE),
    ("danger", "weapon_or_violence"): ("THREAT_OF_VIOLENCE", Urgency.IMMEDIATE),
    ("danger", "livestream"): ("LIVE_ABUSE", Urgency.IMMEDIATE),
    ("danger", "abuse_ongoing"): ("ONGOING_ABUSE", Urgency.HIGH),
    ("images", "being_threatened"): ("ACTIVE_EXTORTION", Urgency.HIGH),
    ("images", "posted"): ("CHILD_IDENTIFIABLE", Urgency.HIGH),
    ("images", "identifiable"): ("CHILD_IDENTIFIABLE", Urgency.HIGH),
}
NEAR_THE_CHILD = frozenset({"lives_with", "regular", "could_reach"})
PLANNED = {
    "meeting": "MEETING_SET",
    "travel": "OFFENDER_TRAVELLING",
    "threat_deadline": "EXTORTION_DEADLINE",
    "other": "STATED_INTENT",
}
SOON = timedelta(days=7)
# A date without a zone may be up to half a day off where the child is; the earlier one counts.
ZONES_APART = timedelta(hours=14)


def answered(told: Json, reported_at: datetime) -> list[Finding]:
    """Every answer that raises the level, each with a reason code of its own."""
    found = [
        _finding(level, code, f"{section}.{name}", "yes")
        for (section, name), (code, level) in YES.items()
        if at(told, section, name) == "yes"
    ]
    access = at(told, "danger", "suspect_access")
    if access in NEAR_THE_CHILD:
        found.append(_finding(Urgency.HIGH, "OFFENDER_ACCESS", "danger.suspect_access", access))
    return [*found, *_planned(told, reported_at)]


def _finding(level: Urgency, code: str, field: str, answer: str) -> Finding:
    evidence = Evidence(field, 0, len(answer), answer)
    return Finding(level, Reason(code, "form", (evidence,)))


def _planned(told: Json, reported_at: datetime) -> Iterator[Finding]:
    event = at(told, "danger", "planned_event")
    if not event:
        return
    kind = at(event, "kind")
    code = PLANNED.get(kind, "STATED_INTENT")
    field, words = _planned_words(event)
    begins = _moment(at(event, "when", "start"), reported_at)
    ends = _moment(at(event, "when", "end"), reported_at) or begins
    if begins is None or ends is None:
        yield _finding(Urgency.IMMEDIATE, code, field, words)
    elif begins > reported_at + SOON + ZONES_APART:
        yield _finding(Urgency.HIGH, "MEETING_LATER", field, words)
    elif ends >= reported_at - timedelta(days=1) - ZONES_APART:
        yield _finding(Urgency.IMMEDIATE, code, field, words)
    else:
        yield _finding(Urgency.HIGH, "RECENT_DISCLOSURE", field, words)


def _planned_words(event: Json) -> tuple[str, str]:
    """The plainest words the report has for the planned event, with their path."""
    here = "danger.planned_event"
    for path in (("kind",), ("text",), ("when", "text"), ("when", "start")):
        if isinstance(words := at(event, *path), str):
            return ".".join((here, *path)), words
    return here, ""


def _moment(told: str | None, reported_at: datetime) -> datetime | None:
    """A date or time as told, in the zone of the report where none was given."""
    if told is None:
        return None
    try:
        read = datetime.fromisoformat(told)
    except ValueError:
        read = datetime.combine(date.fromisoformat(told[:10]), datetime.min.time())
    if (read.tzinfo is None) is (reported_at.tzinfo is None):
        return read
    return read.replace(tzinfo=reported_at.tzinfo)
