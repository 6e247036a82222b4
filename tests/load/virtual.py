"""Virtual time: what happens next, and processes that wait; nothing looks at a real clock."""

from collections.abc import Callable, Generator
from heapq import heappop, heappush
from random import Random

Process = Generator[float, None, None]


def stream(seed: int, name: str) -> Random:
    """Chances of its own for each part, so that more of one leaves the others as they were."""
    return Random(f"{seed} {name}")  # noqa: S311 - it must be the same again, not secret


class Clock:
    """Things to come, in order; of two at one moment the one that was planned first."""

    def __init__(self) -> None:
        self.now = 0.0
        self._planned: list[tuple[float, int, Callable[[], None]]] = []
        self._count = 0

    def after(self, seconds: float, act: Callable[[], None]) -> None:
        """Plan one act."""
        self._count += 1
        heappush(self._planned, (self.now + seconds, self._count, act))

    def play(self, process: Process) -> None:
        """Let a process run; it yields how many seconds it waits."""

        def go_on() -> None:
            wait = next(process, None)
            if wait is not None:
                self.after(wait, go_on)

        go_on()

    def run(self, until: float, *, over: Callable[[], bool] = lambda: False) -> None:
        """As long as anything is planned before that moment, or until it is over."""
        while self._planned and self._planned[0][0] <= until and not over():
            self.now, _, act = heappop(self._planned)
            act()
