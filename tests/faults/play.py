"""Play one world under one plan or one seed, and say what was broken."""

import json
import logging
import random
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime
from unittest.mock import patch

from shared.domain import judgement, owed
from shared.domain.jurisdiction.find import located
from shared.domain.jurisdiction.place import Jurisdiction
from shared.domain.story import Json
from shared.domain.triage.assess import judge
from shared.domain.triage.decision import Decision
from shared.usecases import refer, submit, triage, update
from tests.faults import promises
from tests.faults.clock import ticking
from tests.faults.interleave import interleave
from tests.faults.line import Fault, Listed, Point
from tests.faults.promises import Broken, broken
from tests.faults.scenarios import Scenario, drawn
from tests.faults.service import environment
from tests.faults.world import World


@dataclass(frozen=True, slots=True)
class Played:
    """One world at its end."""

    points: tuple[Point, ...]
    fired: tuple[tuple[Point, Fault], ...]
    broken: tuple[Broken, ...]
    acknowledged: int
    swept: bool


@contextmanager
def stage_set() -> Iterator[None]:
    """What every play needs: the functions' variables, silence, and nothing judged twice."""
    remembered: dict[tuple[str, datetime], Decision] = {}
    places: dict[str, Jurisdiction] = {}

    def judge_once(told: Json, now: datetime) -> Decision:
        # Pure, and the same few stories come back a hundred thousand times.
        asked = json.dumps(told, sort_keys=True), now
        if asked not in remembered:
            remembered[asked] = judge(told, now)
        return remembered[asked]

    def located_once(told: Json) -> Jurisdiction:
        asked = json.dumps(told, sort_keys=True)
        if asked not in places:
            places[asked] = located(told)
        return places[asked]

    silenced = logging.root.manager.disable
    logging.disable(logging.CRITICAL)
    with ExitStack() as patches:
        patches.enter_context(environment())
        for module in (submit, update, judgement):
            patches.enter_context(patch.object(module, "judge", judge_once))
        for module in (triage, refer, promises):
            patches.enter_context(patch.object(module, "located", located_once))
        # Eight partitions are the same code eight times; one leaves eight times as many plans.
        patches.enter_context(patch.object(owed, "SHARDS", 1))
        try:
            yield
        finally:
            logging.disable(silenced)


def play(scenario: Scenario, faults: dict[int, Fault]) -> Played:
    """One thing after the other, with these faults at these calls."""
    world = World(scenario, Listed(faults))
    with ticking(world.cloud.clock):
        world.settle(threaded=Fault.PAUSED in faults.values())
        return _played(world)


def play_seed(seed: int) -> Played:
    """Everything from one seed: stories, order, faults, doubled and lost messages."""
    draw = random.Random(seed)  # noqa: S311 - has to be the same again
    world = World(drawn(draw), Listed({}))
    with ticking(world.cloud.clock):
        interleave(world, draw)
        return _played(world)


def _played(world: World) -> Played:
    line = world.line
    return Played(
        points=tuple(line.points),
        fired=tuple(line.fired),
        broken=tuple(broken(world)),
        acknowledged=sum(one.accepted is not None for one in world.reporters),
        swept=any(point.who.startswith("sweep") for point in line.points),
    )
