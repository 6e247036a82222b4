"""Play worlds on every core: each unit of work gives a tally, and a budget ends them all."""

import multiprocessing
import os
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, ProcessPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from typing import TypeVar

from tests.faults.play import stage_set
from tests.faults.tally import SHOWN, Tally

Unit = TypeVar("Unit")


@dataclass(frozen=True, slots=True)
class Budget:
    """Seconds of real time."""

    ends_at: float

    @classmethod
    def of(cls, seconds: float) -> "Budget":
        """From now on."""
        return cls(time.monotonic() + seconds)

    @property
    def is_spent(self) -> bool:
        """Whether it is over."""
        return self.left <= 0

    @property
    def left(self) -> float:
        """Seconds that are left."""
        return max(0.0, self.ends_at - time.monotonic())


@contextmanager
def crew() -> Iterator[ProcessPoolExecutor]:
    """One process a core."""
    fork = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(os.cpu_count(), mp_context=fork, initializer=_set_stage) as pool:
        yield pool


def spread(
    tally: Tally,
    play: Callable[[Unit], Tally],
    units: Iterable[Unit],
    pool: ProcessPoolExecutor,
    budget: Budget | None = None,
) -> Tally:
    """Add up what the units give, until they end, the budget is spent or enough is broken.

    Broken code plays slowly, so a part stops once it has enough failures to show.
    """
    waiting = iter(units)
    width = 2 * (os.cpu_count() or 1)
    running = {pool.submit(play, unit) for unit in islice(waiting, width)}
    while running:
        done, running = wait(running, return_when=FIRST_COMPLETED)
        for one in done:
            tally.take_in(one.result())
        if len(tally.failures) < SHOWN and not (budget and budget.is_spent):
            running |= {pool.submit(play, unit) for unit in islice(waiting, len(done))}
    return tally


def _set_stage() -> None:
    # For the life of the process: nobody leaves this context.
    stage_set().__enter__()
