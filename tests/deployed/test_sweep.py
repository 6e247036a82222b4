"""The schedule: what lost its hint is found by the sweep that the cloud itself starts."""

import json
import time
from pathlib import Path

import pytest

from tests.deployed.queues import emptied, in_flight, resting, waiting
from tests.deployed.target import Service
from tests.deployed.told import STANDARD, URGENT, Fetched, submitted

pytestmark = pytest.mark.deployed
QUEUES = ("TriageStandardQueue", "TriageUrgentQueue")
WITHIN = 240.0  # seconds; some emulators begin a schedule of one minute late


def make_due(service: Service, number: str) -> None:
    """As if the grace of the report's lane had passed."""
    service.client("dynamodb").update_item(
        TableName=service.here.tables["reports"],
        Key={"pk": {"S": f"R#{number}"}, "sk": {"S": "report"}},
        UpdateExpression="SET due = :past",
        ExpressionAttributeValues={":past": {"N": str(int(time.time()) - 60)}},
    )


def swept(service: Service) -> int:
    """How many reports the sweep has found in all."""
    lines = (line for line in service.logged("refer-sweep") if '"swept"' in line)
    return sum(int(json.loads(line)["count"]) for line in lines)


def hints_lost(service: Service) -> list[str]:
    """Some reports of both lanes that wait with no message left to say so.

    An emulator may still hand on what its reader held when it was told to rest: such a report
    has lost nothing, and is not among them.
    """
    sent = submitted(service, STANDARD, 2) + submitted(service, URGENT, 1)

    def received() -> list[str]:
        return [one for one in sent if service.row(one)["stage"]["S"] == "received"]

    def at_rest() -> bool:
        reading = sum(in_flight(service, queue) for queue in QUEUES)
        return not reading and sum(waiting(service, queue) for queue in QUEUES) >= len(received())

    service.until(at_rest, WITHIN)
    for queue in QUEUES:
        emptied(service, queue)
    return received()


def test_reports_without_a_hint_are_referred_by_the_schedule(
    service: Service, tmp_path: Path
) -> None:
    before = swept(service)
    numbers: list[str] = []
    with resting(service, "triage-standard", "triage-urgent"):
        while len(numbers) < 3:
            numbers += hints_lost(service)
        # While nobody reads, so that a sweep which comes early cannot have it referred meanwhile.
        for number in numbers:
            make_due(service, number)
    fetched = Fetched(service, tmp_path)
    service.until(lambda: fetched.all_of(numbers), WITHIN)
    assert {fetched.leads[number] for number in numbers} == {1}
    service.until(lambda: swept(service) - before >= len(numbers), WITHIN)
