"""The whole hotline in virtual time: reporters, front door, stations, agencies and the sweep.

Everything that can be read from the product is: routes, batches, windows, limits, graces. What
cannot be is in tests/load/assumptions.py. The same seed gives the same world, call by call.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache, partial
from heapq import heappop, heappush
from random import Random

from shared.domain.owed import SHARDS, due
from shared.domain.row import Stage
from shared.domain.urgency import Lane
from shared.usecases.sweep import LIMIT
from tests.load import assumptions as a
from tests.load.capacity import Account, Table
from tests.load.mapping import Mapping as QueueMapping
from tests.load.report import Message, Report
from tests.load.routes import Routes, learned
from tests.load.settings import PUBLIC_FORM, SWEEP, Settings, production
from tests.load.stations import RECEIPTS, SPOOL, Stations, addressed
from tests.load.virtual import Clock, Process
from tests.make import NOW

# Ten times all that the busiest known hotline gets in an average second; the urgent lane far more.
USUAL = {Lane.URGENT: 2.0, Lane.STANDARD: 7.0}
TIMES = 50.0
WARM_UP = 60.0


@dataclass(frozen=True, slots=True)
class World:
    """One experiment; rates are reports a second, `reserved` the stage's two parameters."""

    name: str
    rates: Mapping[Lane, float]
    seconds: float = 240.0
    account: int = a.ACCOUNT
    units: float = a.NEW_TABLE
    reserved: Mapping[str, int] = field(default_factory=dict)
    most: Mapping[str, int] = field(default_factory=dict)
    seed: int = 3
    patience: float = 7_200.0


@dataclass(slots=True)
class Played:
    """What became of it; `waits` are seconds from accepted to the first agency's queue."""

    world: World
    waits: dict[Lane, list[float]]
    refused: dict[Lane, int]
    spooled: int
    repaired: int
    cut: int
    dead: int
    still_open: int
    throttled: Mapping[str, int]
    table_throttled: int


@cache
def product() -> tuple[Settings, Routes]:
    """Read once: the templates, and the routes that the use cases take."""
    settings = production()
    return settings, learned(settings)


@cache
def pause(lane: Lane, attempts: int) -> float:
    """Seconds until the sweep looks again, by the product's own rule."""
    return (due(lane, NOW, attempts) - NOW).total_seconds()


def played(world: World, routes: Routes | None = None) -> Played:
    """Warm up at the usual rates, then the world's own, then wait until nothing is owed."""
    return _Hotline(world, routes or product()[1]).run()


class _Hotline:
    def __init__(self, world: World, routes: Routes) -> None:
        settings = product()[0]
        self._world = world
        self._routes = routes
        self._clock = Clock()
        reserves = {one.name: one.reserved for one in settings.functions.values() if one.reserved}
        self._account = Account(
            world.account,
            {name: world.reserved[by] for name, by in reserves.items() if by in world.reserved},
        )
        self._table = Table(self._clock, world.units)
        self._stations = Stations(self._clock, self._table, routes, Random(f"{world.seed} retry"))
        self._stations.listed = self._listed
        self._lists: dict[tuple[Lane, int], list[tuple[float, int, Report]]] = {
            (lane, shard): [] for lane in Lane for shard in range(SHARDS)
        }
        self._sweep = settings.functions[SWEEP]
        self._sweep_every = settings.sweep_every
        self._reports: list[Report] = []
        self._coming = len(Lane)
        self._inside = 0
        self._played = Played(world, {}, dict.fromkeys(Lane, 0), 0, 0, 0, 0, 0, {}, 0)
        self._join(settings)

    def _join(self, settings: Settings) -> None:
        work = {
            "Triage": self._stations.triage,
            "Refer": self._stations.refer,
            RECEIPTS: self._stations.receipts,
            SPOOL: self._stations.drain,
        }
        for queue, reader in settings.readers.items():
            station = next(one for name, one in work.items() if queue.startswith(name))
            most = self._world.most.get(queue, reader.most)
            rng = Random(f"{self._world.seed} {queue}")
            self._stations.queues[queue] = QueueMapping(
                self._clock, self._account, replace(reader, most=most), station, rng
            )

    def run(self) -> Played:
        for lane in Lane:
            self._clock.play(self._reporters(lane))
        self._clock.play(self._sweeps())
        ended = WARM_UP + self._world.seconds
        self._clock.run(ended + self._world.patience, over=self._is_over)
        told = self._played
        told.dead = sum(one.dead for one in self._stations.queues.values())
        told.still_open = len(self._stations.open)
        told.throttled = dict(self._account.throttled)
        told.table_throttled = self._table.throttled
        for lane in Lane:
            mine = [one for one in self._reports if one.lane is lane and one.asked_at >= WARM_UP]
            told.waits[lane] = sorted(
                float("inf") if one.at_agency is None else one.at_agency - one.accepted_at
                for one in mine
            )
        return told

    def _is_over(self) -> bool:
        return not (self._coming or self._inside or self._stations.open)

    def _reporters(self, lane: Lane) -> Process:
        """The same arrivals on one lane, whatever happens on the other."""
        rng = Random(f"{self._world.seed} {lane}")
        for rate, until in (
            (USUAL[lane], WARM_UP),
            (self._world.rates[lane], WARM_UP + self._world.seconds),
        ):
            while True:
                wait = rng.expovariate(rate)
                if self._clock.now + wait > until:
                    yield until - self._clock.now
                    break
                yield wait
                shard, agencies = rng.randrange(SHARDS), addressed(rng)
                spread = rng.lognormvariate(0.0, a.SPREAD)
                self._clock.play(
                    self._submitted(Report(lane, shard, agencies, self._clock.now), spread)
                )
        self._coming -= 1

    def _submitted(self, report: Report, spread: float) -> Process:
        cold = self._account.begin(PUBLIC_FORM)
        if cold is None:
            self._played.refused[report.lane] += 1
            return
        self._inside += 1
        yield a.COLD_START * cold + a.SUBMIT.once * spread
        if (yield from self._stations.written(a.PUT)):
            self._stations.kept(report)
        else:
            self._played.spooled += 1
            self._stations.open.add(report)
            self._stations.hint(report, SPOOL)
        report.accepted_at = self._clock.now
        self._reports.append(report)
        self._stations.hint(report, self._routes.submitted[report.lane])
        self._inside -= 1
        self._account.end(PUBLIC_FORM)

    def _listed(self, report: Report) -> None:
        heap = self._lists[report.lane, report.shard]
        heappush(heap, (report.due, id(report), report))

    def _sweeps(self) -> Process:
        while True:
            yield self._sweep_every
            if self._account.begin(SWEEP) is not None:
                self._clock.play(self._swept(self._clock.now + self._sweep.timeout))

    def _swept(self, cut_at: float) -> Process:
        """As shared/usecases/sweep.py: a list is counted whole before it is hinted."""
        for lane in (Lane.URGENT, Lane.STANDARD):
            overdue = [one for shard in range(SHARDS) for one in self._overdue(lane, shard)]
            for report in overdue:
                yield a.SWEEP_LOOK
                if (yield from self._stations.written(a.LOOKED_AT)):
                    report.attempts += 1
                    report.due = self._clock.now + pause(lane, report.attempts)
                self._listed(report)
                if self._clock.now >= cut_at:
                    self._played.cut += 1
                    self._account.end(SWEEP)
                    return
            for report in overdue:
                if report.stage in (Stage.RECEIVED, Stage.TRIAGED):
                    self._played.repaired += 1
                    self._stations.hint(report, self._routes.swept[report.stage, lane])
        self._account.end(SWEEP)

    def _overdue(self, lane: Lane, shard: int) -> list[Report]:
        heap, found = self._lists[lane, shard], list[Report]()
        while heap and heap[0][0] <= self._clock.now and len(found) < LIMIT:
            listed, _, report = heappop(heap)
            if report.due == listed and report.stage in (Stage.RECEIVED, Stage.TRIAGED):
                found.append(report)
        return found
