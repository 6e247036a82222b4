"""Poll agency queues, urgent first: once until they are empty, or for as long as wanted."""

import threading
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from shared.consumer.ports import ConsumerError, Desk, Queue
from shared.consumer.take import Outcome, Taking
from shared.domain.urgency import Lane

THREADS = 96
LONG_POLL = 20
FIRST_PAUSE = 2.0
LONGEST_PAUSE = 60.0
# A short look may miss what some server of the queue holds; the look that ends a drain may not.
_LOOKS = (0, 1)


@dataclass
class Tally:
    """What one drain found, by lane."""

    stored: Counter[Lane] = field(default_factory=Counter)
    held: int = 0
    unreadable: int = 0
    problems: list[str] = field(default_factory=list)

    def add(self, other: "Tally") -> None:
        """Count another drain in."""
        self.stored.update(other.stored)
        self.held += other.held
        self.unreadable += other.unreadable
        self.problems.extend(p for p in other.problems if p not in self.problems)


def drain_all(taking: Taking, desks: Sequence[Desk]) -> Tally:
    """Everything that is visible now: all urgent queues before the first standard one."""
    total = Tally()
    urgent = [desk.urgent for desk in desks]
    standard = [desk.standard for desk in desks]
    with ThreadPoolExecutor(THREADS) as threads:
        for queues in (urgent, standard):
            for tally in threads.map(lambda queue: drain(taking, queue), queues):
                total.add(tally)
    return total


def drain(taking: Taking, queue: Queue) -> Tally:
    """One queue until two looks in a row found nothing new; a problem ends it and is told."""
    tally = Tally()
    aside: set[str] = set()
    empty = 0
    try:
        while empty < len(_LOOKS):
            found = _round(taking, queue, _LOOKS[empty], tally, aside)
            empty = 0 if found else empty + 1
    except ConsumerError as error:
        tally.problems.append(str(error))
    return tally


def _round(taking: Taking, queue: Queue, wait: int, tally: Tally, aside: set[str]) -> bool:
    """Whether anything was found that was not set aside before: that one would come for ever."""
    fresh = [message for message in queue.receive(wait) if message.id not in aside]
    for message in fresh:
        outcome = taking.take(queue, message)
        if outcome is Outcome.NEW:
            tally.stored[queue.lane] += 1
        elif outcome is Outcome.HELD:
            tally.held += 1
        else:
            tally.unreadable += 1
            aside.add(message.id)
    return bool(fresh)


def watch(
    taking: Taking, desks: Sequence[Desk], on_problem: Callable[[str], None], stop: threading.Event
) -> None:
    """Poll until `stop`, which a watcher that cannot go on sets for all.

    The threads are daemons: they may be cut anywhere, because taking may be cut anywhere.
    """
    watchers = [
        threading.Thread(target=_watch_desk, args=(taking, desk, on_problem, stop), daemon=True)
        for desk in desks
    ]
    for watcher in watchers:
        watcher.start()
    for watcher in watchers:
        watcher.join()


def _watch_desk(
    taking: Taking, desk: Desk, on_problem: Callable[[str], None], stop: threading.Event
) -> None:
    pause = FIRST_PAUSE
    aside: set[str] = set()
    while not stop.is_set():
        try:
            _cycle(taking, desk, aside)
            pause = FIRST_PAUSE
        except ConsumerError as error:
            on_problem(f"{error} Trying again in {pause:.0f} s.")
            stop.wait(pause)
            pause = min(pause * 2, LONGEST_PAUSE)
        except Exception as error:
            on_problem(f"Polling for {desk.agency} cannot go on ({type(error).__name__}).")
            stop.set()


def _cycle(taking: Taking, desk: Desk, aside: set[str]) -> None:
    """The urgent queue until it is empty, one look at the standard one, then wait at urgent."""
    seen = Tally()
    while _round(taking, desk.urgent, 0, seen, aside):
        pass
    if not _round(taking, desk.standard, 0, seen, aside):
        _round(taking, desk.urgent, LONG_POLL, seen, aside)
