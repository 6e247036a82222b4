"""The spool: what waited there is brought into the table once, and stays until it is."""

import pytest

from shared.domain.report_number import parse_number
from shared.domain.urgency import Lane
from shared.ports import Added, SealedReport
from shared.usecases.drain_spool import NUMBER_TAKEN, DrainSpool
from tests.fakes import MemoryNextStep, MemoryReviews, MemorySealedIntake
from tests.make import NOW, number

WAITING = SealedReport(number(), b"the fingerprint of one form", Lane.URGENT, "sealed")


class Drain:
    """The use case over its stand-ins."""

    def __init__(self, answer: Added | None = Added.NEW) -> None:
        self.intake, self.triage = MemorySealedIntake(answer), MemoryNextStep()
        self.reviews = MemoryReviews()
        self.use_case = DrainSpool(self.intake, self.triage, self.reviews, demonstration=True)

    def __call__(self) -> frozenset[SealedReport]:
        return self.use_case([WAITING], NOW)


@pytest.mark.parametrize("answer", [Added.NEW, Added.MINE])
def test_what_waited_is_kept_and_triage_hears_of_it(answer: Added) -> None:
    drain = Drain(answer)
    assert drain() == frozenset()
    assert drain.intake.numbers == [WAITING.number]
    assert drain.triage.hinted[Lane.URGENT] == [WAITING.number]
    assert drain.reviews.listed == {}


def test_it_stays_on_the_spool_while_the_table_refuses() -> None:
    drain = Drain(None)
    assert drain() == {WAITING}
    assert drain.triage.hinted[Lane.URGENT] == []


def test_a_number_taken_meanwhile_is_exchanged_and_a_person_told() -> None:
    drain = Drain()
    drain.intake.taken = {WAITING.number}
    assert drain() == frozenset()
    [kept] = drain.intake.numbers
    assert kept != WAITING.number
    assert parse_number(kept) == kept
    assert drain.triage.hinted[Lane.URGENT] == [kept]
    assert drain.reviews.listed == {(kept, NUMBER_TAKEN): Lane.URGENT}
    # Read a second time, it finds the same number again.
    assert drain() == frozenset()
    assert drain.intake.numbers == [kept, kept]


def test_where_every_number_is_taken_it_stays_on_the_spool() -> None:
    assert Drain(Added.TAKEN)() == {WAITING}


def test_a_refused_hint_does_not_bring_it_back() -> None:
    drain = Drain()
    drain.triage.down = True
    assert drain() == frozenset()
