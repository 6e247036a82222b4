"""The spool: what waited there is brought into the table once, and stays until it is."""

import pytest

from shared.domain.urgency import Lane
from shared.ports import Added, SealedReport
from shared.usecases.drain_spool import DrainSpool
from tests.fakes import MemoryNextStep, MemorySealedIntake
from tests.make import number

WAITING = SealedReport(number(), Lane.URGENT, "sealed")


@pytest.mark.parametrize("answer", [Added.NEW, Added.MINE])
def test_what_waited_is_kept_and_triage_hears_of_it(answer: Added) -> None:
    intake, triage = MemorySealedIntake(answer), MemoryNextStep()
    assert DrainSpool(intake, triage)([WAITING]) == frozenset()
    assert intake.numbers == [WAITING.number]
    assert triage.hinted[Lane.URGENT] == [WAITING.number]


def test_it_stays_on_the_spool_while_the_table_refuses() -> None:
    triage = MemoryNextStep()
    assert DrainSpool(MemorySealedIntake(None), triage)([WAITING]) == {WAITING}
    assert triage.hinted[Lane.URGENT] == []


def test_a_number_taken_meanwhile_is_left_for_a_person() -> None:
    triage = MemoryNextStep()
    assert DrainSpool(MemorySealedIntake(Added.TAKEN), triage)([WAITING]) == {WAITING}
    assert triage.hinted[Lane.URGENT] == []


def test_a_refused_hint_does_not_bring_it_back() -> None:
    triage = MemoryNextStep()
    triage.down = True
    assert DrainSpool(MemorySealedIntake(), triage)([WAITING]) == frozenset()
