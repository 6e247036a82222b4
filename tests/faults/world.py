"""A small world: people, the deployed functions and the cloud, played to the end of the story."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import count
from math import ceil
from typing import Protocol

from shared.domain.urgency import Lane
from tests.faults.cloud import AGENCIES, INTERNAL, Cloud
from tests.faults.crew import Actor
from tests.faults.line import Client, Line, Plan
from tests.faults.people import UNAVAILABLE, Adding, Desk, MemoryInbox, Officers, Reporter
from tests.faults.scenarios import Scenario
from tests.faults.service import MAPPINGS, Containers, batch

# Long enough for every rung of ten days, and for one more after the top.
HORIZON = timedelta(days=60).total_seconds()
# A world that still moves after so many turns moves in circles.
TURNS = 2_000
# How long a mapping waits after a receive or an invocation that failed.
REST_SECONDS = 20.0


class Source(Protocol):
    """Somebody who has something to do from time to time."""

    @property
    def name(self) -> str:
        """How it is called in a schedule."""

    @property
    def patience(self) -> float:
        """How long its work sleeps when it is paused, in seconds."""

    def ready_at(self) -> float | None:
        """When, or None as long as there is nothing to do."""

    def work(self, line: Line, containers: Containers) -> None:
        """Do it: one actor's part."""


@dataclass(eq=False)
class Mapping:
    """An event source mapping: receive, invoke, and delete what did not fail."""

    queue: str
    line: Line
    rests_until: float = 0.0

    @property
    def name(self) -> str:
        """How it is called in a schedule."""
        return self.queue

    @property
    def patience(self) -> float:
        """A paused invocation comes back after its messages did."""
        return INTERNAL[self.queue][0] + 1.0

    def ready_at(self) -> float | None:
        """When there is something to receive."""
        at = self.line.cloud.next_visible(self.queue)
        return None if at is None else max(at, self.rests_until)

    def work(self, line: Line, containers: Containers) -> None:
        """One batch."""
        clock = line.cloud.clock
        self.rests_until = clock.now + REST_SECONDS
        sqs = Client(line, "sqs")
        found = sqs.receive_message(QueueUrl=self.queue, MaxNumberOfMessages=MAPPINGS[self.queue])
        messages = found.get("Messages", [])
        if messages:
            with containers.one(self.queue) as container:
                failed = batch(container, self.queue, messages, clock)
            for message in messages:
                if message["MessageId"] not in failed:
                    handle = message["ReceiptHandle"]
                    sqs.delete_message(QueueUrl=self.queue, ReceiptHandle=handle)
        self.rests_until = 0.0


@dataclass(eq=False)
class Schedule:
    """The sweep, every minute; minutes in which it would find nothing are left out."""

    line: Line
    next_at: float = 0.0
    name: str = "sweep"
    patience: float = 61.0

    def ready_at(self) -> float | None:
        """The first whole minute in which something is due."""
        at = self.line.cloud.next_due()
        return None if at is None else max(ceil(at / 60) * 60.0, self.next_at)

    def work(self, line: Line, containers: Containers) -> None:
        """One sweep."""
        clock = line.cloud.clock
        self.next_at = clock.now + 60.0
        with containers.one("sweep") as container:
            container.sweep()(clock.moment)


class World:
    """Everything in it happens in an order that the plan and the seed decide."""

    def __init__(self, scenario: Scenario, plan: Plan) -> None:
        self.scenario = scenario
        self.cloud = Cloud()
        self.line = Line(self.cloud, plan)
        self.line.pause = self._pause
        self.containers = Containers(self.line)
        self.inbox = MemoryInbox()
        self.reporters = [
            Reporter(story, f"reporter {which}") for which, story in enumerate(scenario.stories)
        ]
        self.updates = [
            Adding(reporter, later, self.line)
            for reporter in self.reporters
            for later in reporter.story.later
        ]
        self.sources: Sequence[Source] = [
            *self.reporters,
            *self.updates,
            *(Mapping(queue, self.line) for queue in MAPPINGS),
            Officers(self.line, self.inbox, scenario.calls_only),
            *(Desk(agency, lane, self.line, self.inbox) for agency in AGENCIES for lane in Lane),
            Schedule(self.line),
        ]
        self.asleep: list[Actor] = []
        self.current: Actor | None = None
        self.ended = False
        self._names = count(1)

    def settle(self, *, threaded: bool) -> None:
        """Play until nobody has anything left to do, or the horizon is reached."""
        for _ in range(TURNS):
            ready, now = self.ready(), self.cloud.clock.now
            waking = [actor for actor in self.asleep if _is_past(actor.wakes_at, now)]
            if ready:
                actor = self.actor(ready[0])
                self.turn(actor, threaded=threaded)
            elif waking:
                self.asleep.remove(waking[0])
                self.turn(waking[0], threaded=True)
            elif not self._moved_on():
                self.ended = True
                return

    def ready(self) -> list[Source]:
        """Who has something to do now."""
        now = self.cloud.clock.now
        return [one for one in self.sources if _is_past(one.ready_at(), now)]

    def next_moment(self) -> float | None:
        """When somebody has something to do, or wakes."""
        moments = [one.ready_at() for one in self.sources]
        moments += [actor.wakes_at for actor in self.asleep]
        return min((at for at in moments if at is not None), default=None)

    def actor(self, source: Source) -> Actor:
        """Somebody's next piece of work, not yet begun."""
        name = f"{source.name} ({next(self._names)})"
        return Actor(name, lambda: self._worked(source), source.patience)

    def turn(self, actor: Actor, *, threaded: bool) -> None:
        """Let an actor go on until it yields, sleeps or is over."""
        self.current, self.line.who = actor, actor.name
        actor.wakes_at = None
        if threaded:
            actor.run()
        else:
            actor.run_alone()
        if not actor.over and actor.wakes_at is not None:
            self.asleep.append(actor)

    def _worked(self, source: Source) -> None:
        try:
            source.work(self.line, self.containers)
        except UNAVAILABLE:
            return  # as Lambda: the invocation failed, and what it was given comes back

    def _pause(self) -> None:
        assert self.current is not None
        self.current.wakes_at = self.cloud.clock.now + self.current.patience
        self.current.yields()

    def _moved_on(self) -> bool:
        at = self.next_moment()
        if at is None or at > HORIZON:
            return False
        self.cloud.clock.now = max(at, self.cloud.clock.now)
        return True


def _is_past(at: float | None, now: float) -> bool:
    return at is not None and at <= now
