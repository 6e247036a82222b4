"""Polling: urgent first, everything that is there, and no sleep for a queue that waits."""

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter, sleep

import pytest

from shared.consumer.inbox import Inbox
from shared.consumer.poll import drain, drain_all, watch
from shared.consumer.ports import ConsumerError, Desk, Message
from shared.consumer.take import Arrived, Taking
from shared.domain.urgency import Lane
from tests.unit.consumer.memory_queues import MemoryQueue, MemoryReceipts, desk, revision
from tests.unit.contract_models.make_referral import assignment, event


def taking(folder: Path, arrived: list[Arrived] | None = None) -> Taking:
    told: list[Arrived] = [] if arrived is None else arrived
    return Taking(Inbox(folder / "inbox"), MemoryReceipts(), told.append, lambda _: None)


@dataclass
class Stuttering(MemoryQueue):
    """Every second look finds nothing although there is something, as a short poll may."""

    looks: int = 0

    def receive(self, wait: int) -> Sequence[Message]:
        self.looks += 1
        return [] if self.looks % 2 else super().receive(wait)


@dataclass
class Slow(MemoryQueue):
    """A queue some way off."""

    def receive(self, wait: int) -> Sequence[Message]:
        sleep(0.05)
        return super().receive(wait)


class Refusing(MemoryQueue):
    def receive(self, wait: int) -> Sequence[Message]:
        raise ConsumerError("You have no right to ReceiveMessage here.")


class Broken(MemoryQueue):
    def receive(self, wait: int) -> Sequence[Message]:
        raise RuntimeError("words of a child")


def test_a_drain_takes_more_than_one_look_holds(tmp_path: Path) -> None:
    queue = MemoryQueue()
    for number in range(1, 36):
        queue.put(revision(number))
    tally = drain(taking(tmp_path), queue)
    assert (tally.stored[Lane.URGENT], queue.visible, queue.hidden) == (35, [], [])


def test_a_drain_does_not_end_at_the_first_empty_look(tmp_path: Path) -> None:
    queue = Stuttering()
    for number in range(1, 36):
        queue.put(revision(number))
    assert drain(taking(tmp_path), queue).stored[Lane.URGENT] == 35


def test_the_look_that_ends_a_drain_asks_every_server_of_the_queue(tmp_path: Path) -> None:
    queue = MemoryQueue()
    drain(taking(tmp_path), queue)
    assert queue.waits == [0, 1]


def test_an_unreadable_message_does_not_keep_a_drain_alive(tmp_path: Path) -> None:
    class Returning(MemoryQueue):
        def receive(self, wait: int) -> Sequence[Message]:
            self.reappear()
            return super().receive(wait)

    queue = Returning()
    queue.put("not json")
    queue.put(revision(1))
    tally = drain(taking(tmp_path), queue)
    assert (tally.unreadable, tally.stored[Lane.URGENT]) == (1, 1)


def test_every_urgent_queue_is_drained_before_the_first_standard_one(tmp_path: Path) -> None:
    log: list[str] = []
    desks = [desk(log, f"us-a{i}") for i in range(5)]
    drain_all(taking(tmp_path), desks)
    assert log == ["receive urgent"] * 10 + ["receive standard"] * 10


def test_seventy_agencies_are_drained_side_by_side(tmp_path: Path) -> None:
    desks = []
    for i in range(70):
        pair = Desk(f"us-a{i}", Slow(Lane.URGENT), Slow(Lane.STANDARD))
        for queue in (pair.urgent, pair.standard):
            assert isinstance(queue, Slow)
            queue.put(event(assignment=assignment(f"us-a{i}-{queue.lane}")))
        desks.append(pair)
    began = perf_counter()
    tally = drain_all(taking(tmp_path), desks)
    assert (tally.stored[Lane.URGENT], tally.stored[Lane.STANDARD]) == (70, 70)
    assert perf_counter() - began < 70 * 2 * 3 * 0.05 / 2


def test_one_refused_queue_does_not_stop_the_others(tmp_path: Path) -> None:
    good = MemoryQueue(Lane.STANDARD)
    good.put(revision(1))
    tally = drain_all(taking(tmp_path), [Desk("us-a", Refusing(), good)])
    assert tally.problems == ["You have no right to ReceiveMessage here."]
    assert tally.stored[Lane.STANDARD] == 1


def test_watching_takes_what_comes_and_looks_at_urgent_again_between_standard_ones(
    tmp_path: Path,
) -> None:
    stop, log, arrived = threading.Event(), list[str](), list[Arrived]()
    pair = desk(log)
    assert isinstance(pair.urgent, MemoryQueue)
    assert isinstance(pair.standard, MemoryQueue)
    pair.urgent.put(revision(1))
    for number in range(2, 23):
        pair.standard.put(revision(number))

    def told(one: Arrived) -> None:
        arrived.append(one)
        if len(arrived) == 22:
            stop.set()

    mine = Taking(Inbox(tmp_path / "inbox"), MemoryReceipts(), told, lambda _: None)
    watch(mine, [pair], lambda _: None, stop)
    assert [one.lane for one in arrived] == [Lane.URGENT] + [Lane.STANDARD] * 21
    assert "receive standard,receive standard" not in ",".join(log)


def test_watching_goes_on_after_a_problem_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shared.consumer.poll.FIRST_PAUSE", 0.01)
    stop, told = threading.Event(), list[str]()

    def problem(sentence: str) -> None:
        told.append(sentence)
        if len(told) == 3:
            stop.set()

    watch(taking(tmp_path), [Desk("us-a", Refusing(), MemoryQueue())], problem, stop)
    assert len(told) == 3
    assert told[0].startswith("You have no right to ReceiveMessage here. Trying again")


def test_a_watcher_that_cannot_go_on_ends_the_watch_and_quotes_nobody(tmp_path: Path) -> None:
    stop, told = threading.Event(), list[str]()
    watch(taking(tmp_path), [Desk("us-a", Broken(), MemoryQueue())], told.append, stop)
    assert told == ["Polling for us-a cannot go on (RuntimeError)."]
    assert stop.is_set()
