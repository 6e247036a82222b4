"""All single faults, all pairs, random plans and seeded orders, in units that any core can play."""

import random
from collections.abc import Iterator
from functools import cache

from tests.faults.line import Fault, distinct, faults_of
from tests.faults.play import play, play_seed
from tests.faults.scenarios import SCENARIOS, Scenario
from tests.faults.tally import SHOWN, Tally

Faults = dict[int, Fault]
# A unit of seeds or random plans: long enough to be worth a message to another process.
BLOCK = 20


def single_plans(scenario: Scenario) -> Iterator[Faults]:
    """Every fault at every call of the undisturbed story."""
    for point in play(scenario, {}).points:
        for fault in faults_of(point.operation):
            yield {point.index: fault}


def single_units() -> Iterator[tuple[int, Faults]]:
    """Every story with every single fault."""
    for which, scenario in enumerate(SCENARIOS):
        for plan in single_plans(scenario):
            yield which, plan


def single(unit: tuple[int, Faults]) -> Tally:
    """One fault; and how many distinct second ones could follow it, as the story then runs."""
    which, plan = unit
    scenario, tally = SCENARIOS[which], Tally()
    played = play(scenario, plan)
    tally.add(played, f"--plan {written(scenario, plan)}")
    if next(iter(plan.items())) in first_faults(which):
        tally.pairs[scenario.name] += sum(1 for _ in distinct(played.points, min(plan)))
    return tally


@cache
def first_faults(which: int) -> frozenset[tuple[int, Fault]]:
    """The distinct first faults of a story."""
    found = distinct(play(SCENARIOS[which], {}).points)
    return frozenset((point.index, fault) for point, fault in found)


def pairs(unit: tuple[int, Faults]) -> Tally:
    """Every distinct fault at every call after a first fault, as the story then runs."""
    which, first = unit
    scenario, tally = SCENARIOS[which], Tally()
    for point, fault in distinct(play(scenario, first).points, min(first)):
        plan = first | {point.index: fault}
        tally.add(play(scenario, plan), f"--plan {written(scenario, plan)}")
        if len(tally.failures) == SHOWN:
            break
    return tally


def random_plans(seed: int) -> Tally:
    """A block of plans with three to twelve faults anywhere."""
    tally, draw = Tally(), random.Random(seed)  # noqa: S311 - to be replayed
    for _ in range(BLOCK):
        scenario = draw.choice(SCENARIOS)
        length = 2 * len(play(scenario, {}).points)
        at = draw.sample(range(length), draw.randint(3, 12))
        plan = {index: draw.choice(list(Fault)) for index in sorted(at)}
        tally.add(play(scenario, plan), f"--plan {written(scenario, plan)}")
    return tally


def seeds(first: int, count: int = BLOCK) -> Tally:
    """A block of seeds from the first one."""
    tally = Tally()
    for seed in range(first, first + count):
        tally.add(play_seed(seed), f"--seed {seed}")
    return tally


def written(scenario: Scenario, plan: Faults) -> str:
    """A plan as text, to be played again with `--plan`."""
    faults = ",".join(f"{index}={fault}" for index, fault in plan.items())
    return f"{SCENARIOS.index(scenario)}:{faults}"


def plan_of(text: str) -> tuple[Scenario, Faults]:
    """A plan out of what `written` wrote."""
    which, _, faults = text.partition(":")
    listed = (one.split("=") for one in faults.split(",") if one)
    return SCENARIOS[int(which)], {int(index): Fault(fault) for index, fault in listed}
