"""Answers are read first; a yes raises, and nothing else lowers."""

from datetime import timedelta

import pytest

from shared.domain.triage.answers import YES, answered
from shared.domain.triage.assess import assess
from shared.domain.urgency import Lane, Urgency
from tests.unit.triage.told import NOON, telling


@pytest.mark.parametrize(("section", "name"), YES)
def test_every_yes_has_its_code_and_level(section: str, name: str) -> None:
    code, level = YES[section, name]
    decision = assess({section: {name: "yes"}}, NOON)
    assert decision.level is level
    assert [reason.code for reason in decision.reasons] == [code]
    (evidence,) = decision.reasons[0].evidence
    assert (evidence.field, evidence.text) == (f"{section}.{name}", "yes")


@pytest.mark.parametrize("answer", ["no", "unknown", "prefer_not_to_say"])
def test_no_other_answer_says_anything(answer: str) -> None:
    told = {section: {name: answer for s, name in YES if s == section} for section, _ in YES}
    assert answered(told, NOON) == []


@pytest.mark.parametrize("access", ["lives_with", "regular", "could_reach"])
def test_a_reported_person_near_the_child_is_high(access: str) -> None:
    decision = assess({"danger": {"suspect_access": access}}, NOON)
    assert decision.level is Urgency.HIGH
    assert decision.reasons[0].code == "OFFENDER_ACCESS"


@pytest.mark.parametrize("access", ["none", "unknown"])
def test_no_known_access_says_nothing(access: str) -> None:
    assert answered({"danger": {"suspect_access": access}}, NOON) == []


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        ("meeting", "MEETING_SET"),
        ("travel", "OFFENDER_TRAVELLING"),
        ("threat_deadline", "EXTORTION_DEADLINE"),
        ("other", "STATED_INTENT"),
        (None, "STATED_INTENT"),
    ],
)
def test_something_planned_for_an_unknown_time_is_immediate(kind: str | None, code: str) -> None:
    event = {"text": "by the lake"} | ({"kind": kind} if kind else {})
    decision = assess({"danger": {"planned_event": event}}, NOON)
    assert decision.level is Urgency.IMMEDIATE
    assert decision.reasons[0].code == code


@pytest.mark.parametrize(
    ("days", "level"),
    [
        (-30, Urgency.HIGH),
        (0, Urgency.IMMEDIATE),
        (3, Urgency.IMMEDIATE),
        (7, Urgency.IMMEDIATE),
        (30, Urgency.HIGH),
    ],
)
@pytest.mark.parametrize("exact", [True, False], ids=["time", "day"])
def test_a_week_is_the_line_for_something_planned(days: int, level: Urgency, exact: bool) -> None:
    start = NOON + timedelta(days=days)
    told = start.isoformat() if exact else start.date().isoformat()
    event = {"kind": "meeting", "when": {"start": told}}
    assert assess({"danger": {"planned_event": event}}, NOON).level is level


def test_a_plan_without_an_offset_is_read_beside_a_report_with_one() -> None:
    event = {"kind": "travel", "when": {"start": "2026-05-14T10:00:00"}}
    assert assess({"danger": {"planned_event": event}}, NOON).level is Urgency.IMMEDIATE


def test_a_no_does_not_quiet_what_the_text_says() -> None:
    decision = assess(telling("He is outside my door now. I am 11.", in_danger_now="no"), NOON)
    assert decision.level is Urgency.IMMEDIATE
    assert decision.lane is Lane.URGENT
