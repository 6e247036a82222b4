"""Actors that take turns: each runs in a thread of its own, and only one at a time."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from threading import Lock

from tests.faults.line import Killed

_threads = ThreadPoolExecutor(64, thread_name_prefix="actor")


def _taken() -> Lock:
    lock = Lock()
    lock.acquire()
    return lock


@dataclass(eq=False)
class Actor:
    """One piece of work, stopped and continued between its calls."""

    name: str
    work: Callable[[], None]
    # How long it sleeps when it is paused, in seconds of virtual time.
    patience: float = 0.0
    over: bool = False
    error: BaseException | None = None
    wakes_at: float | None = None
    _begun: bool = False
    _dismissed: bool = False
    _turn: Lock = field(default_factory=_taken)
    _back: Lock = field(default_factory=_taken)

    def run(self) -> None:
        """Start or continue, until the actor yields or is over. Raises what no handler may."""
        if self._begun:
            self._turn.release()
        else:
            self._begun = True
            _threads.submit(self._act)
        self._back.acquire()
        if self.error is not None:
            raise self.error

    def run_alone(self) -> None:
        """From start to end in the caller's own thread, for work that never yields."""
        self._begun = True
        self._done()
        if self.error is not None:
            raise self.error

    def yields(self) -> None:
        """Called by the actor itself: the others' turn. Raises Killed when nobody waits for it."""
        self._back.release()
        self._turn.acquire()
        if self._dismissed:
            raise Killed

    def dismiss(self) -> None:
        """End an actor that stands still, so that its thread is free."""
        if self._begun and not self.over:
            self._dismissed = True
            self._turn.release()
            self._back.acquire()

    def _act(self) -> None:
        self._done()
        self._back.release()

    def _done(self) -> None:
        try:
            self.work()
        except Killed:
            pass  # gone without a word
        except BaseException as error:  # handed to whoever runs the actor, never swallowed
            self.error = error
        self.over = True
