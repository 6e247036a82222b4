"""Workers killed in the middle of a batch: every report arrives."""

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.deployed.queues import held, in_flight, resting, retried_after, waiting
from tests.deployed.target import Service
from tests.deployed.told import STANDARD, URGENT, Fetched, all_referred, submitted
from tests.deployed.workers import frozen, killed_in_the_middle, warmed, workers_of

pytestmark = pytest.mark.deployed
READERS = {
    "triage-standard": "TriageStandardQueue",
    "triage-urgent": "TriageUrgentQueue",
    "refer-standard": "ReferStandardQueue",
    "refer-urgent": "ReferUrgentQueue",
}
DEAD = [queue.replace("Queue", "DeadLetters") for queue in READERS.values()]
# How long a worker is at its batch before it is killed. One that was quicker is next time killed in
# half the time, so that some round finds each of them in the middle, however fast the machine is.
AFTER = 0.06  # seconds
ROUNDS = 10
NOT_OURS = (
    "No process of the functions can be seen: killing them needs Linux, and an emulated cloud "
    "that runs them on this machine and outside containers."
)
WITHIN = 180.0


@dataclass
class Killing:
    """Round after round of reports, whose readers are killed one after the other."""

    service: Service
    numbers: list[str] = field(default_factory=list)
    held: dict[str, list[int]] = field(default_factory=lambda: {reader: [] for reader in READERS})
    after: dict[str, float] = field(default_factory=lambda: dict.fromkeys(READERS, AFTER))

    def round(self) -> None:
        with ExitStack() as resting_all:
            each = {one: ExitStack() for one in READERS}
            for reader, rest in each.items():
                resting_all.enter_context(rest)
                rest.enter_context(resting(self.service, reader))
            self.numbers += submitted(self.service, STANDARD, 12)
            self.numbers += submitted(self.service, URGENT, 8)
            for reader, queue in READERS.items():
                self.kill(reader, queue, each[reader])
        self.service.until(lambda: all_referred(self.service, self.numbers), WITHIN)

    def kill(self, reader: str, queue: str, rest: ExitStack) -> None:
        self.service.until(lambda: waiting(self.service, queue) > 0, WITHIN)
        warmed(self.service, reader)
        with frozen(self.service, reader):
            rest.close()
            self.service.until(lambda: in_flight(self.service, queue) > 0, WITHIN)
        if unfinished := killed_in_the_middle(self.service, reader, queue, self.after[reader]):
            self.held[reader].append(unfinished)
        else:
            self.after[reader] /= 2


def test_every_report_arrives_though_its_workers_were_killed_in_the_middle_of_a_batch(
    service: Service, tmp_path: Path, figure: Callable[[str], None]
) -> None:
    killing = Killing(service)
    killing.numbers += submitted(service, STANDARD, 1) + submitted(service, URGENT, 1)
    service.until(lambda: all_referred(service, killing.numbers), WITHIN)
    assert all(workers_of(service, reader) for reader in READERS), NOT_OURS
    fetched = Fetched(service, tmp_path)
    with retried_after(service, 3, *READERS.values()):
        for _ in range(ROUNDS):
            killing.round()
            if len(killing.numbers) >= 40 and all(killing.held.values()):
                break
    service.until(lambda: fetched.all_of(killing.numbers), WITHIN)
    assert all(killing.held.values()), killing.held
    assert all(held(service, queue) == 0 for queue in DEAD)
    figure(f"{len(killing.numbers)} reports; messages in hand at each kill -9: {killing.held}")
