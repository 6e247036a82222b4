"""The agencies: two queues each, polled as `referrals poll` does, urgent first."""

from collections import deque
from collections.abc import Callable

from shared.consumer.poll import LONG_POLL
from shared.domain.urgency import Lane
from tests.load import assumptions as a
from tests.load.report import Report
from tests.load.virtual import Clock, Process

FEDERAL = 0
ROUND = 10  # messages of one receive


class Agency:
    """One agency's queues and the consumers that share them."""

    def __init__(
        self, clock: Clock, consumers: int, receipted: Callable[[Report], None]
    ) -> None:
        self._clock = clock
        self._receipted = receipted
        self._queues: dict[Lane, deque[Report]] = {lane: deque() for lane in Lane}
        self._asleep = consumers
        self._consumers = consumers

    def put(self, report: Report, lane: Lane) -> None:
        """A referral arrives. A long look at the urgent queue ends at once, not for others."""
        self._queues[lane].append(report)
        if not self._asleep:
            return
        self._asleep -= 1
        wait = 0.0 if lane is Lane.URGENT else LONG_POLL * 0.5
        self._clock.after(wait, lambda: self._clock.play(self._rounds()))

    def _rounds(self) -> Process:
        while (queue := self._queues[Lane.URGENT] or self._queues[Lane.STANDARD]):
            taken = [queue.popleft() for _ in range(min(ROUND, len(queue)))]
            yield a.LOOK
            for report in taken:
                yield a.STORE
                self._receipted(report)
        self._asleep += 1
