"""A queue and its event source mapping: batches, window, pollers, visibility, dead letters."""

from collections import deque
from collections.abc import Callable, Generator, Sequence
from random import Random

from tests.load import assumptions as a
from tests.load.capacity import Account
from tests.load.report import Message
from tests.load.settings import Reader
from tests.load.virtual import Clock, Process

# Messages in, those that must come back out; None if the use case failed as a whole.
Work = Callable[[Sequence[Message]], Generator[float, None, Sequence[Message] | None]]


class Mapping:
    """One queue with whatever reads it."""

    def __init__(
        self, clock: Clock, account: Account, reader: Reader, work: Work, rng: Random
    ) -> None:
        self._clock = clock
        self._account = account
        self._reader = reader
        self._work = work
        self._rng = rng
        self._waiting: deque[Message] = deque()
        self._busy = 0
        self._pollers = min(a.FIRST_POLLERS, reader.most)
        self._growing = False
        self._looking = False
        self.dead = 0

    def put(self, message: Message) -> None:
        """A message arrives or comes back."""
        message.since = self._clock.now
        self._waiting.append(message)
        self._wake()

    def _wake(self) -> None:
        while self._waiting and self._busy < self._pollers:
            ripe_in = self._waiting[0].since + self._reader.window - self._clock.now
            if len(self._waiting) < self._reader.batch and ripe_in > 1e-9:
                self._look_in(ripe_in)
                return
            size = min(self._reader.batch, len(self._waiting))
            batch = [self._waiting.popleft() for _ in range(size)]
            self._busy += 1
            self._clock.play(self._handed_over(batch))
        if self._waiting and not self._growing and self._pollers < self._reader.most:
            self._growing = True
            self._clock.after(1.0, self._grow)

    def _look_in(self, seconds: float) -> None:
        if not self._looking:
            self._looking = True
            self._clock.after(seconds, self._look)

    def _look(self) -> None:
        self._looking = False
        self._wake()

    def _grow(self) -> None:
        self._growing = False
        if self._waiting:
            self._pollers = min(self._pollers + a.POLLERS_A_SECOND, self._reader.most)
            self._wake()

    def _handed_over(self, batch: Sequence[Message]) -> Process:
        """One batch: a throttled one, like one that timed out, comes back after visibility."""
        received = self._clock.now
        yield a.RECEIVE
        function = self._reader.function
        cold = self._account.begin(function.name)
        back: Sequence[Message] = batch
        if cold is not None:
            yield a.COLD_START * cold
            back = yield from self._invoked(batch)
            self._account.end(function.name)
        self._busy -= 1
        for message in back:
            self._return(message, received + self._reader.visibility)
        if not self._busy and not self._waiting:
            self._pollers = min(a.FIRST_POLLERS, self._reader.most)
        self._wake()

    def _invoked(self, batch: Sequence[Message]) -> Generator[float, None, Sequence[Message]]:
        """As shared/adapters/batch.py: all together, and after an error one by one."""
        began = self._clock.now
        failed = yield from self._timed(batch)
        if failed is not None:
            return failed
        if len(batch) == 1:
            return batch
        back: list[Message] = []
        for message in batch:
            if self._clock.now - began >= self._reader.function.timeout:
                return batch
            alone = yield from self._timed([message])
            back += [message] if alone is None else alone
        return back

    def _timed(self, batch: Sequence[Message]) -> Generator[float, None, Sequence[Message] | None]:
        takes = a.TAKES[self._reader.function.name]
        spread = self._rng.lognormvariate(0.0, a.SPREAD)
        yield (takes.once + takes.each * len(batch)) * spread
        return (yield from self._work(batch))

    def _return(self, message: Message, at: float) -> None:
        message.receives += 1
        if message.receives >= self._reader.receives:
            self.dead += 1
            return
        self._clock.after(max(0.0, at - self._clock.now), lambda: self.put(message))
