"""A seeded order of everything: actors that take turns call by call, while anything may fail."""

import random
from collections.abc import Sequence
from dataclasses import dataclass

from tests.faults.crew import Actor
from tests.faults.line import Fault, Point, faults_of
from tests.faults.sqs import Waiting
from tests.faults.world import World

TURNS = (60, 400)
FAULTS = (0.0, 0.02, 0.1, 0.2)
# Seconds that pass at once: nothing, a retry, each visibility and grace, and long silence.
LEAPS = (1.0, 31.0, 61.0, 181.0, 301.0, 901.0, 20_000.0)
CROWD = 12
REQUEST_SECONDS = 61.0


@dataclass(eq=False)
class Drawn:
    """A fault at a call now and then, until the faults are over."""

    draw: random.Random
    rate: float
    over: bool = False

    def fault_at(self, point: Point) -> Fault | None:
        """Drawn anew at each call."""
        if self.over or self.draw.random() >= self.rate:
            return None
        return self.draw.choice(faults_of(point.operation))


def interleave(world: World, draw: random.Random) -> None:
    """Play a world in a drawn order; then let the faults stop, and play it to its end."""
    plan = Drawn(draw, draw.choice(FAULTS))
    world.line.plan = plan
    _disorder(world, draw)
    world.line.before = lambda: _yields(world)
    live: list[Actor] = []
    try:
        for _ in range(draw.randint(*TURNS)):
            _one_turn(world, draw, live)
        plan.over = True
        _order(world)
        while live:
            _go_on(world, draw.choice(live), live)
        world.line.before = lambda: None
        world.settle(threaded=True)
    finally:
        for actor in [*live, *world.asleep]:
            actor.dismiss()


def _one_turn(world: World, draw: random.Random, live: list[Actor]) -> None:
    chance = draw.random()
    ready = world.ready()
    awake = [actor for actor in world.asleep if (actor.wakes_at or 0.0) <= world.cloud.clock.now]
    if chance < 0.005:
        world.cloud.purge()
    elif awake and chance < 0.2:
        world.asleep.remove(awake[0])
        live.append(awake[0])
    elif ready and (chance < 0.35 or not live) and len(live) < CROWD:
        live.append(world.actor(draw.choice(ready)))
    elif live and chance < 0.96:
        _go_on(world, draw.choice(live), live)
    else:
        _leap(world, draw, [*live, *world.asleep])


def _go_on(world: World, actor: Actor, live: list[Actor]) -> None:
    world.turn(actor, threaded=True)
    if actor.over or actor.wakes_at is not None:
        live.remove(actor)


def _leap(world: World, draw: random.Random, under_way: Sequence[Actor]) -> None:
    clock, following = world.cloud.clock, world.next_moment()
    if following is not None and draw.random() < 0.5:
        then = max(clock.now, following)
    else:
        then = clock.now + draw.choice(LEAPS)
    if any("reporter" in actor.name for actor in under_way):
        # No request of the public lives for days: the gateway and its function end it.
        then = min(then, clock.now + REQUEST_SECONDS)
    clock.now = then


def _yields(world: World) -> None:
    assert world.current is not None
    world.current.yields()


def _disorder(world: World, draw: random.Random) -> None:
    """Queues in any order that give some messages twice, and tables with small pages."""

    def shuffled(visible: list[Waiting]) -> Sequence[Waiting]:
        return draw.sample(visible, len(visible))

    world.cloud.sqs.drawn = shuffled
    world.cloud.sqs.doubles = lambda: draw.random() < 0.05
    world.cloud.dynamodb.page_rows = draw.choice((1, 2, 1_000))


def _order(world: World) -> None:
    world.cloud.sqs.doubles = lambda: False
