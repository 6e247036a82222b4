"""Send reports without pause, and take the time until each lies on its agency's queue."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from statistics import median

from tests.deployed.queues import waiting
from tests.deployed.target import Service

DEEP = 200  # messages
LONG_POLL = 2  # seconds


@dataclass
class Lane:
    """Reports of one lane: when each was accepted and when it came, by this process's clock."""

    service: Service
    words: str
    agency_queue: str
    accepted: dict[str, float] = field(default_factory=dict)
    arrived: dict[str, float] = field(default_factory=dict)

    def send(self) -> str:
        number = str(self.service.submit({"narrative": self.words})["report_number"])
        self.accepted[number] = time.monotonic()
        return number

    def send_each_second(self, seconds: int) -> list[str]:
        """Begun on the second, however long each takes."""
        begun = time.monotonic()
        sent = []
        for turn in range(seconds):
            time.sleep(max(0.0, begun + turn - time.monotonic()))
            sent.append(self.send())
        return sent

    def send_until(self, end: threading.Event) -> list[str]:
        """As many as the machine takes."""
        sent = []
        while not end.is_set():
            sent.append(self.send())
        return sent

    def have_come(self, numbers: list[str]) -> bool:
        return set(numbers) <= self.arrived.keys()

    def took(self, numbers: list[str]) -> "Times":
        return Times(sorted(max(0.0, self.arrived[one] - self.accepted[one]) for one in numbers))

    def watch(self, end: threading.Event) -> None:
        """Take referrals off the agency's queue as they come."""
        sqs = self.service.client("sqs")
        while not end.is_set():
            answer = sqs.receive_message(
                QueueUrl=self.agency_queue, MaxNumberOfMessages=10, WaitTimeSeconds=LONG_POLL
            )
            now = time.monotonic()
            for message in answer.get("Messages", []):
                self.arrived.setdefault(json.loads(message["Body"])["subject"], now)
                sqs.delete_message(
                    QueueUrl=self.agency_queue, ReceiptHandle=message["ReceiptHandle"]
                )


@dataclass(frozen=True)
class Times:
    """Seconds from accepted to the agency's queue, the shortest first."""

    each: list[float]

    @property
    def half(self) -> float:
        return median(self.each)

    def __str__(self) -> str:
        last = self.each[min(len(self.each) - 1, int(len(self.each) * 0.99))]
        return f"p50 {self.half:.2f} s, p99 {last:.2f} s of {len(self.each)}"


@dataclass
class Backlog:
    """A queue that is kept deep with hints, at most ten, that come again and again."""

    service: Service
    queue: str
    hints: list[str]
    depths: list[int] = field(default_factory=list)

    def keep(self, end: threading.Event) -> None:
        while not end.is_set():
            self.depths.append(depth := waiting(self.service, self.queue))
            for _ in range(max(0, DEEP - depth) // len(self.hints)):
                self._send()
            end.wait(0.05)

    def _send(self) -> None:
        entries = [{"Id": str(index), "MessageBody": one} for index, one in enumerate(self.hints)]
        self.service.client("sqs").send_message_batch(
            QueueUrl=self.service.queue(self.queue), Entries=entries
        )


@contextmanager
def watched(*lanes: Lane) -> Iterator[None]:
    """Have the agency's queues of these lanes watched meanwhile."""
    end = threading.Event()
    watchers = [threading.Thread(target=lane.watch, args=(end,)) for lane in lanes]
    for watcher in watchers:
        watcher.start()
    try:
        yield
    finally:
        end.set()
        for watcher in watchers:
            watcher.join()
