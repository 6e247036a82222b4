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

    def __init__(self, clock: Clock, consumers: int, receipted: Callable[[Report], None]) -> None:
        self._clock = clock
        self._receipted = receipted
        self._queues: dict[Lane, deque[Report]] = {lane: deque() for lane in Lane}
        self._idle = consumers
        self._expected = False

    def put(self, report: Report, lane: Lane) -> None:
        """A referral arrives. Whoever is idle waits at the urgent queue, at most LONG_POLL."""
        self._queues[lane].append(report)
        if lane is Lane.URGENT:
            self._look()
        elif self._idle and not self._expected:
            self._expected = True
            self._clock.after(LONG_POLL / 2, self._look_as_expected)

    def _look_as_expected(self) -> None:
        self._expected = False
        while self._idle and self._queues[Lane.STANDARD]:
            self._look()

    def _look(self) -> None:
        if self._idle:
            self._idle -= 1
            self._clock.play(self._rounds())

    def _rounds(self) -> Process:
        while queue := self._queues[Lane.URGENT] or self._queues[Lane.STANDARD]:
            taken = [queue.popleft() for _ in range(min(ROUND, len(queue)))]
            yield a.LOOK
            for report in taken:
                yield a.STORE
                self._receipted(report)
        self._idle += 1
