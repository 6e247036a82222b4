"""The urgent lane under a flood of the standard one: it does not wait behind it."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from shared.messages import write_hint
from tests.deployed.flood import Backlog, Lane, watched
from tests.deployed.queues import held
from tests.deployed.target import Service
from tests.deployed.told import STANDARD

pytestmark = pytest.mark.deployed
URGENT = "He is going to meet my niece, 12, tonight at six. She met him online."
AGENCY = "us-fbi"  # where reports without a place go
DOORS = 3  # reporters at once
IDLE, FLOOD = 8, 20  # seconds
WITHIN = 180.0


def test_an_urgent_report_does_not_wait_behind_a_flood_of_the_standard_lane(
    service: Service, figure: Callable[[str], None]
) -> None:
    urgent = Lane(service, URGENT, service.agency_queue(AGENCY, "urgent"))
    standard = Lane(service, STANDARD, service.agency_queue(AGENCY, "standard"))
    with watched(urgent, standard):
        first = [standard.send() for _ in range(10)]
        warm = urgent.send()
        service.until(lambda: standard.have_come(first) and urgent.have_come([warm]), WITHIN)
        idle = urgent.send_each_second(IDLE)
        service.until(lambda: urgent.have_come(idle), WITHIN)
        backlog = Backlog(service, "TriageStandardQueue", [write_hint(one) for one in first])
        meanwhile, flood = flooded(urgent, standard, backlog)
        service.until(lambda: urgent.have_come(meanwhile) and standard.have_come(flood), WITHIN)
        service.until(lambda: held(service, backlog.queue) == 0, WITHIN)
    usual, hurried, crowd = urgent.took(idle), urgent.took(meanwhile), standard.took(flood)
    figure(f"urgent alone: {usual}")
    figure(f"urgent beside a flood: {hurried}")
    figure(f"the flood itself, {min(backlog.depths)} messages deep or more: {crowd}")
    assert min(backlog.depths) > 0
    assert hurried.half < crowd.half / 3


def flooded(urgent: Lane, standard: Lane, backlog: Backlog) -> tuple[list[str], list[str]]:
    """Urgent and standard reports sent while the backlog stood."""
    end = threading.Event()
    with ThreadPoolExecutor(1 + DOORS) as together:
        keeping = together.submit(backlog.keep, end)
        standard.service.until(lambda: any(backlog.depths[1:]), WITHIN)
        backlog.depths.clear()
        sending = [together.submit(standard.send_until, end) for _ in range(DOORS)]
        try:
            meanwhile = urgent.send_each_second(FLOOD)
        finally:
            end.set()
        keeping.result()
        return meanwhile, [number for sent in sending for number in sent.result()]
