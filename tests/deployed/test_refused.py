"""The table refuses for a while: reports are accepted, spooled, drained and referred."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.deployed.queues import held, retried_after, waiting
from tests.deployed.refusals import refused
from tests.deployed.target import Service
from tests.deployed.told import STANDARD, URGENT, Fetched, stages, submitted

pytestmark = pytest.mark.deployed
SUBMIT = ("submit-api", "submit-drain-spool")
TRIAGE = ("triage-standard", "triage-urgent")
QUEUES = ("SpoolQueue", "TriageStandardQueue", "TriageUrgentQueue")
DEAD = ("SpoolDeadLetters", "TriageStandardDeadLetters", "TriageUrgentDeadLetters")
WITHIN = 240.0
EACH = 5


@pytest.fixture(autouse=True)
def soon(service: Service) -> Iterator[None]:
    """Outages of seconds stand for those of hours; five tries have to last for one."""
    with retried_after(service, 6, *QUEUES):
        yield


def spooled(service: Service, words: str) -> list[str]:
    """Accepted while the table refuses, and on the spool: a right may take a while to be gone."""
    numbers: list[str] = []

    def one_more() -> bool:
        before = held(service, "SpoolQueue")
        [number] = submitted(service, words, 1)
        if held(service, "SpoolQueue") > before:
            numbers.append(number)
        return len(numbers) == EACH

    service.until(one_more, WITHIN)
    return numbers


def test_reports_are_accepted_while_the_table_refuses_and_referred_when_it_is_back(
    service: Service, tmp_path: Path
) -> None:
    with refused(service, *SUBMIT):
        numbers = spooled(service, STANDARD) + spooled(service, URGENT)
        assert stages(service, numbers) == {"missing": 2 * EACH}
    arrive(service, numbers, tmp_path)


def test_reports_are_referred_also_when_the_table_refused_submit_and_triage_and_came_back_in_turn(
    service: Service, tmp_path: Path
) -> None:
    with refused(service, *TRIAGE):
        with refused(service, *SUBMIT):
            numbers = spooled(service, STANDARD) + spooled(service, URGENT)
        service.until(lambda: stages(service, numbers) == {"received": 2 * EACH}, WITHIN)
        service.until(lambda: waiting(service, "SpoolQueue") == 0, WITHIN)
    arrive(service, numbers, tmp_path)


def arrive(service: Service, numbers: list[str], inbox: Path) -> None:
    fetched = Fetched(service, inbox)
    service.until(lambda: fetched.all_of(numbers), WITHIN)
    assert {fetched.leads[number] for number in numbers} == {1}
    service.until(lambda: held(service, "SpoolQueue") == 0, WITHIN)
    assert [held(service, queue) for queue in DEAD] == [0, 0, 0]
