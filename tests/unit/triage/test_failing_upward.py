"""What cannot be judged is never left unseen."""

from datetime import datetime
from typing import Any

import pytest

from shared.domain.story import Json
from shared.domain.triage import assess as module
from shared.domain.triage.assess import judge
from shared.domain.triage.decision import LANGUAGE_NOT_READ, TRIAGE_FAILED
from shared.domain.urgency import Lane, Urgency
from tests.unit.triage.told import NOON, telling


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(told: Json, reported_at: datetime) -> Any:
        raise RuntimeError(told["narrative"])

    monkeypatch.setattr(module, "mentions", fails)


@pytest.mark.usefixtures("broken")
def test_a_fault_is_high_on_the_urgent_lane_and_quotes_nothing() -> None:
    decision = judge(telling("something private"), NOON)
    assert decision.level is Urgency.HIGH
    assert decision.lane is Lane.URGENT
    assert [reason.code for reason in decision.reasons] == [TRIAGE_FAILED]
    assert "private" not in repr(decision)


@pytest.mark.usefixtures("broken")
def test_a_yes_stays_immediate_through_a_fault() -> None:
    decision = judge(telling("help", in_danger_now="yes"), NOON)
    assert decision.level is Urgency.IMMEDIATE
    assert [reason.code for reason in decision.reasons] == ["REPORTER_SAYS_NOW", TRIAGE_FAILED]


def test_a_yes_stays_immediate_beside_an_unreadable_plan() -> None:
    event = {"kind": "meeting", "when": {"start": "sometime"}}
    decision = judge({"danger": {"in_danger_now": "yes", "planned_event": event}}, NOON)
    assert decision.level is Urgency.IMMEDIATE
    assert TRIAGE_FAILED in {reason.code for reason in decision.reasons}


@pytest.mark.parametrize(
    "told",
    [
        "Мне нужна помощь, он пишет моей дочери.",
        "他每天给我女儿发消息",
        "Un homme parle avec ma fille tous les jours sur un jeu et il veut des choses.",
        "Hello, I hope you are well. Um homem fala com a minha filha todos os dias.",
        "Isang lalaki ang laging nagpapadala ng mensahe sa anak ko.",
    ],
)
def test_another_language_is_high_on_the_urgent_lane(told: str) -> None:
    decision = judge(telling(told), NOON)
    assert decision.level is Urgency.HIGH
    assert decision.lane is Lane.URGENT
    assert LANGUAGE_NOT_READ in {reason.code for reason in decision.reasons}


@pytest.mark.parametrize(
    "told",
    [
        "My neighbor plays loud music most nights and nobody does anything about it.",
        "El vecino pone música muy fuerte todas las noches y nadie hace nada.",
        "my best friend se fue con su novio and la mama no sabe",
    ],
)
def test_english_spanish_and_both_together_are_read(told: str) -> None:
    codes = {reason.code for reason in judge(telling(told), NOON).reasons}
    assert LANGUAGE_NOT_READ not in codes
