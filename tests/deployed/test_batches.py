"""A message that cannot be processed: it alone comes back, is set aside, and may be sent again."""

from pathlib import Path

import pytest

from tests.deployed.queues import held, in_flight, moved, put, resting, retried_after, waiting
from tests.deployed.refusals import refused
from tests.deployed.target import Service
from tests.deployed.told import STANDARD, Fetched, all_referred, submitted

pytestmark = pytest.mark.deployed
READER, QUEUE, DEAD = "triage-standard", "TriageStandardQueue", "TriageStandardDeadLetters"
POISON = "not a hint"
WITHIN = 90.0


def count(service: Service, event: str) -> int:
    return sum(event in line for line in service.logged(READER))


def calls(service: Service) -> list[str]:
    """What the reader wrote, call by call."""
    return "\n".join(service.logged(READER)).split("START RequestId")


def test_only_the_message_that_cannot_be_processed_comes_back(service: Service) -> None:
    with retried_after(service, 8, QUEUE):
        with resting(service, READER):
            numbers = submitted(service, STANDARD, 5)
            put(service, QUEUE, POISON)
            numbers += submitted(service, STANDARD, 4)
            service.until(lambda: waiting(service, QUEUE) == 10, WITHIN)
        service.until(lambda: all_referred(service, numbers), WITHIN)
        assert held(service, QUEUE) == 1
        service.until(lambda: count(service, "message unreadable") >= 2, WITHIN)
    assert count(service, "report judged") == len(numbers)
    assert any("report judged" in one and "message unreadable" in one for one in calls(service))
    service.until(lambda: moved(service, QUEUE, None) == 1, WITHIN)


def test_a_poison_message_is_set_aside_after_its_last_try_and_sent_again_it_harms_nobody(
    service: Service,
) -> None:
    before = count(service, "message unreadable")
    with retried_after(service, 1, QUEUE):
        put(service, QUEUE, POISON)
        service.until(lambda: waiting(service, DEAD) == 1, WITHIN)
        assert count(service, "message unreadable") - before == 5
        assert held(service, QUEUE) == 0
        assert moved(service, DEAD, QUEUE) == 1
        numbers = submitted(service, STANDARD, 3)
        service.until(lambda: all_referred(service, numbers), WITHIN)
        service.until(lambda: waiting(service, DEAD) == 1, WITHIN)
    assert moved(service, DEAD, None) == 1
    assert held(service, QUEUE) == 0


def test_hints_set_aside_in_an_outage_bring_each_report_to_its_agency_once_when_sent_again(
    service: Service, tmp_path: Path
) -> None:
    with retried_after(service, 1, QUEUE):
        with refused(service, READER):
            numbers = submitted(service, STANDARD, 4)
            service.until(lambda: waiting(service, DEAD) == len(numbers), WITHIN)
        assert not all_referred(service, numbers)
        assert moved(service, DEAD, QUEUE) == len(numbers)
    service.until(lambda: all_referred(service, numbers), WITHIN)
    fetched = Fetched(service, tmp_path)
    service.until(lambda: fetched.all_of(numbers), WITHIN)
    for number in numbers:  # and once more, of reports that have arrived long since
        put(service, QUEUE, f'{{"v":1,"r":"{number}"}}')
    service.until(lambda: held(service, QUEUE) == 0, WITHIN)
    assert in_flight(service, "ReferStandardQueue") == 0
    fetched.all_of(numbers)
    assert {fetched.leads[number] for number in numbers} == {1}
