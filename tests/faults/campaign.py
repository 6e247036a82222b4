"""All single faults, all pairs as far as time allows, random plans and seeded orders."""

import random
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from tests.faults.line import Fault, faults_of
from tests.faults.play import Played, play, play_seed
from tests.faults.promises import Kind
from tests.faults.scenarios import SCENARIOS, Scenario

Faults = dict[int, Fault]
# Plans and seeds that are kept to be shown.
SHOWN = 5


@dataclass
class Tally:
    """What one part of the campaign found."""

    name: str
    played: int = 0
    of: int | None = None
    points: int = 0
    fired: int = 0
    acknowledged: int = 0
    swept: int = 0
    broken: Counter[Kind] = field(default_factory=Counter)
    failures: list[tuple[str, Played]] = field(default_factory=list)

    def add(self, played: Played, replay: str) -> None:
        """Count one world in."""
        self.played += 1
        self.points += len(played.points)
        self.fired += len(played.fired)
        self.acknowledged += played.acknowledged
        self.swept += played.swept
        self.broken.update({one.kind for one in played.broken})
        if played.broken and len(self.failures) < SHOWN:
            self.failures.append((replay, played))


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


def singles(scenarios: Iterable[Scenario] = SCENARIOS) -> tuple[Tally, dict[str, int]]:
    """Every fault at every call of the undisturbed story; and how many pairs there are.

    Each part of the campaign stops early once it has enough failures to show: broken code plays
    slowly.
    """
    tally, pairs = Tally("single faults"), dict[str, int]()
    for scenario in scenarios:
        for plan in _single_plans(scenario):
            if len(tally.failures) == SHOWN:
                return tally, pairs
            played = play(scenario, plan)
            tally.add(played, f"--plan {written(scenario, plan)}")
            pairs[scenario.name] = pairs.get(scenario.name, 0) + sum(
                len(faults_of(point.operation)) for point in played.points[min(plan) + 1 :]
            )
    tally.of = tally.played
    return tally, pairs


def pairs(scenario: Scenario, number: int | None, budget: Budget) -> Tally:
    """Every fault at every call after a first fault, as the story then runs."""
    tally = Tally(f"pairs: {scenario.name}", of=number)
    for plan in _pair_plans(scenario):
        if budget.is_spent or len(tally.failures) == SHOWN:
            break
        tally.add(play(scenario, plan), f"--plan {written(scenario, plan)}")
    return tally


def random_plans(seed: int, budget: Budget) -> Tally:
    """Three to twelve faults anywhere."""
    tally, draw = Tally("random plans"), random.Random(seed)  # noqa: S311 - to be replayed
    lengths = {scenario.name: len(play(scenario, {}).points) * 2 for scenario in SCENARIOS}
    while not budget.is_spent and len(tally.failures) < SHOWN:
        scenario = draw.choice(SCENARIOS)
        length = lengths[scenario.name]
        at = draw.sample(range(length), draw.randint(3, 12))
        plan = {index: draw.choice(list(Fault)) for index in sorted(at)}
        tally.add(play(scenario, plan), f"--plan {written(scenario, plan)}")
    return tally


def seeds(first: int, budget: Budget, at_least: int = 0) -> Tally:
    """Seed after seed from the first one."""
    tally = Tally(f"seeds from {first}")
    while tally.played < at_least or not budget.is_spent:
        if len(tally.failures) == SHOWN:
            break
        seed = first + tally.played
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


def _single_plans(scenario: Scenario) -> Iterator[Faults]:
    for point in play(scenario, {}).points:
        for fault in faults_of(point.operation):
            yield {point.index: fault}


def _pair_plans(scenario: Scenario) -> Iterator[Faults]:
    for first in _single_plans(scenario):
        for point in play(scenario, first).points[min(first) + 1 :]:
            for fault in faults_of(point.operation):
                yield first | {point.index: fault}
