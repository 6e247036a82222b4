"""A message that cannot be processed: it alone comes back, is set aside, and may be sent again."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from shared.messages import write_hint
from tests.deployed.queues import (
    emptied,
    held,
    put,
    redriven,
    resting,
    retried_after,
    waiting,
)
from tests.deployed.refusals import refused
from tests.deployed.target import Service
from tests.deployed.told import STANDARD, Fetched, all_referred, submitted

pytestmark = pytest.mark.deployed
READER, QUEUE, DEAD = "triage-standard", "TriageStandardQueue", "TriageStandardDeadLetters"
POISON = "not a hint"
WITHIN = 240.0


@pytest.fixture(autouse=True)
def soon(service: Service) -> Iterator[None]:
    """Tries follow each other quickly, and no test leaves messages to the next one."""
    with retried_after(service, 3, QUEUE):
        yield
        with resting(service, READER):
            service.until(lambda: is_empty(service, QUEUE) and is_empty(service, DEAD), WITHIN)


def is_empty(service: Service, queue: str) -> bool:
    return not emptied(service, queue) + held(service, queue)


def count(service: Service, event: str) -> int:
    return sum(event in line for line in service.logged(READER))


def calls(service: Service) -> list[str]:
    """What the reader wrote, call by call."""
    return "\n".join(service.logged(READER)).split("START RequestId")


def test_only_the_message_that_cannot_be_processed_comes_back(service: Service) -> None:
    with resting(service, READER):
        numbers = submitted(service, STANDARD, 5)
        put(service, QUEUE, POISON)
        numbers += submitted(service, STANDARD, 4)
        service.until(lambda: waiting(service, QUEUE) == 10, WITHIN)
    service.until(lambda: all_referred(service, numbers), WITHIN)
    service.until(lambda: count(service, "message unreadable") >= 2, WITHIN)
    assert held(service, QUEUE) + held(service, DEAD) == 1
    assert count(service, "report judged") == len(numbers)
    assert any("report judged" in one and "message unreadable" in one for one in calls(service))


def test_a_poison_message_is_set_aside_after_its_last_try_and_sent_again_it_harms_nobody(
    service: Service,
) -> None:
    before = count(service, "message unreadable")
    put(service, QUEUE, POISON)
    service.until(lambda: waiting(service, DEAD) == 1, WITHIN)
    # Five, unless a reader that was stopped took it along.
    assert 4 <= count(service, "message unreadable") - before <= 5
    assert held(service, QUEUE) == 0
    assert redriven(service) == 1
    numbers = submitted(service, STANDARD, 3)
    service.until(lambda: all_referred(service, numbers), WITHIN)
    service.until(lambda: waiting(service, DEAD) == 1, WITHIN)
    assert held(service, QUEUE) == 0


def test_hints_set_aside_in_an_outage_bring_each_report_to_its_agency_once_when_sent_again(
    service: Service, tmp_path: Path
) -> None:
    with refused(service, READER):
        numbers = submitted(service, STANDARD, 4)
        service.until(lambda: waiting(service, DEAD) == len(numbers), WITHIN)
    assert not all_referred(service, numbers)
    assert redriven(service) == len(numbers)
    service.until(lambda: all_referred(service, numbers), WITHIN)
    fetched = Fetched(service, tmp_path)
    service.until(lambda: fetched.all_of(numbers), WITHIN)
    for number in numbers:  # and once more, of reports that have arrived long since
        put(service, QUEUE, write_hint(number))
    service.until(lambda: not held(service, QUEUE) + held(service, "ReferStandardQueue"), WITHIN)
    fetched.all_of(numbers)
    assert {fetched.leads[number] for number in numbers} == {1}
