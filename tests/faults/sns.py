"""SNS in memory: what the hotline's on-call was paged for, and when."""

import json
from dataclasses import dataclass
from typing import Any

from tests.faults.clock import Clock
from tests.faults.refusals import only, refused


@dataclass(frozen=True, slots=True)
class Page:
    """One page: nothing in it but a number and a lane."""

    at: float
    number: str
    lane: str


class MemorySNS:
    """One topic."""

    def __init__(self, clock: Clock, topic: str) -> None:
        self._clock = clock
        self._topic = topic
        self.pages: list[Page] = []

    def publish(self, **asked: Any) -> dict[str, Any]:
        """One page, taken."""
        only("Publish", asked, {"TopicArn", "Subject", "Message"}, set())
        if asked["TopicArn"] != self._topic:
            raise refused("Publish", "NotFoundException")
        told = json.loads(asked["Message"])
        only("Publish", told, {"v", "report_number", "lane"}, set())
        self.pages.append(Page(self._clock.now, told["report_number"], told["lane"]))
        return {"MessageId": f"p{len(self.pages)}"}
