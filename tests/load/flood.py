"""The whole hotline in virtual time: reporters, front door, stations, agencies and the sweep.

Everything that can be read from the product is: routes, batches, windows, limits, graces. What
cannot be is in tests/load/assumptions.py. The same seed gives the same world again.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from heapq import heappop, heappush
from math import inf
from random import Random

from shared.domain.owed import SHARDS, owed_now
from shared.domain.row import Stage
from shared.domain.urgency import Lane
from shared.usecases.sweep import LIMIT, LISTS
from tests.load import assumptions as a
from tests.load.capacity import Account, Table
from tests.load.mapping import Mapping as QueueMapping
from tests.load.report import Report, pause
from tests.load.routes import Routes, learned
from tests.load.settings import PUBLIC_FORM, SWEEP, Settings, production
from tests.load.stations import RECEIPTS, SPOOL, Stations, addressed
from tests.load.virtual import Clock, Process, stream

# Standard: ten times all that the busiest known hotline gets in an average second. Urgent: far
# more than its share, so that a 99th percentile means something.
USUAL = {Lane.URGENT: 2.0, Lane.STANDARD: 7.0}
TIMES = 50.0
WARM_UP = 60.0
SWEPT = tuple(lane for name in LISTS for lane in Lane if owed_now(lane) == name)


@dataclass(frozen=True, slots=True)
class World:
    """One experiment; `rates` are reports a second, for so many `seconds` after the warm-up.

    `reserved` are the stage's parameters, `most` other values of MaximumConcurrency by queue, and
    `others` what other software in the account would always like to run.
    """

    name: str
    rates: Mapping[Lane, float]
    seconds: float = 120.0
    account: int = a.ACCOUNT
    others: int = 0
    units: float = a.NEW_TABLE
    reserved: Mapping[str, int] = field(default_factory=dict)
    most: Mapping[str, int] = field(default_factory=dict)
    seed: int = 3
    patience: float = 7_200.0


@dataclass(slots=True)
class Played:
    """What became of it. Waits are seconds since accepted, sorted: first agency queue, first desk.

    `still_open` are accepted reports that nobody has receipted when the patience is over.
    """

    world: World
    waits: dict[Lane, list[float]] = field(default_factory=dict)
    stored: dict[Lane, list[float]] = field(default_factory=dict)
    refused: dict[Lane, int] = field(default_factory=lambda: dict.fromkeys(Lane, 0))
    spooled: int = 0
    repaired: int = 0
    cut: int = 0
    dead: int = 0
    still_open: int = 0
    throttled: int = 0
    table_throttled: int = 0

    def urgent(self, share: float) -> float:
        """The wait of urgent reports that this share of them does not exceed."""
        return quantile(self.waits[Lane.URGENT], share)


def quantile(waits: list[float], share: float) -> float:
    """Of sorted waits; the longest for a share of 1; without end if nobody got that far."""
    if not waits:
        return inf
    return waits[min(len(waits) - 1, int(len(waits) * share))]


@cache
def product() -> tuple[Settings, Routes]:
    """Read once: the templates, and the routes that the use cases take."""
    settings = production()
    return settings, learned(settings)


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
        kept = {name: world.reserved[by] for name, by in reserves.items() if by in world.reserved}
        self._account = Account(world.account, kept, world.others)
        self._table = Table(self._clock, world.units)
        chance = stream(world.seed, "retry")
        self._stations = Stations(self._clock, self._table, routes, chance, self._listed)
        self._lists: dict[tuple[Lane, int], list[tuple[float, int, Report]]] = {
            (lane, shard): [] for lane in Lane for shard in range(SHARDS)
        }
        self._listings = 0
        self._sweep = settings.functions[SWEEP]
        self._sweep_every = settings.sweep_every
        self._reports: list[Report] = []
        self._coming = len(Lane)
        self._inside = 0
        self._played = Played(world)
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
            reader = replace(reader, most=self._world.most.get(queue, reader.most))
            rng = stream(self._world.seed, queue)
            self._stations.queues[queue] = QueueMapping(
                self._clock, self._account, reader, station, rng
            )

    def run(self) -> Played:
        for lane in Lane:
            self._clock.play(self._reporters(lane))
        self._clock.play(self._sweeps())
        ends = WARM_UP + self._world.seconds + self._world.patience
        self._clock.run(ends, over=self._is_over)
        told = self._played
        told.dead = sum(one.dead for one in self._stations.queues.values())
        told.still_open = len(self._stations.open)
        told.throttled = self._account.throttled
        told.table_throttled = self._table.throttled
        for lane in Lane:
            mine = [one for one in self._reports if one.lane is lane and one.asked_at >= WARM_UP]
            told.waits[lane] = sorted(one.at_agency - one.accepted_at for one in mine)
            told.stored[lane] = sorted(one.stored_at - one.accepted_at for one in mine)
        return told

    def _is_over(self) -> bool:
        return not (self._coming or self._inside or self._stations.open)

    def _reporters(self, lane: Lane) -> Process:
        """The same arrivals on one lane, whatever happens on the other."""
        rng = stream(self._world.seed, lane)
        ends = WARM_UP + self._world.seconds
        for rate, until in ((USUAL[lane], WARM_UP), (self._world.rates[lane], ends)):
            wait = rng.expovariate(rate)
            while self._clock.now + wait <= until:
                yield wait
                self._clock.play(self._submitted(self._new(lane, rng), rng))
                wait = rng.expovariate(rate)
            yield until - self._clock.now
        self._coming -= 1

    def _new(self, lane: Lane, rng: Random) -> Report:
        return Report(lane, rng.randrange(SHARDS), addressed(rng), self._clock.now)

    def _submitted(self, report: Report, rng: Random) -> Process:
        takes = a.SUBMIT.once * rng.lognormvariate(0.0, a.SPREAD)
        cold = self._account.begin(PUBLIC_FORM)
        if cold is None:
            self._played.refused[report.lane] += 1
            return
        self._inside += 1
        yield a.COLD_START * cold + takes
        if (yield from self._stations.written(a.PUT)):
            self._stations.kept(report)
        else:
            self._played.spooled += 1
            self._stations.spooled(report)
        report.accepted_at = self._clock.now
        self._reports.append(report)
        self._stations.hint(report, self._routes.submitted[report.lane])
        self._inside -= 1
        self._account.end(PUBLIC_FORM)

    def _listed(self, report: Report) -> None:
        self._listings += 1
        heap = self._lists[report.lane, report.shard]
        heappush(heap, (report.due, self._listings, report))

    def _sweeps(self) -> Process:
        while True:
            yield self._sweep_every
            if self._account.begin(SWEEP) is not None:
                self._clock.play(self._sweep_once(self._clock.now + self._sweep.timeout))

    def _sweep_once(self, cut_at: float) -> Process:
        """As shared/usecases/sweep.py: a list is counted whole before any of it is hinted."""
        for lane in SWEPT:
            overdue = [one for shard in range(SHARDS) for one in self._overdue(lane, shard)]
            for report in overdue:
                yield a.SWEEP_LOOK
                yield from self._looked_at(report)
            if self._clock.now >= cut_at:
                self._played.cut += 1
                break
            for report in overdue:
                self._hinted_again(report)
        self._account.end(SWEEP)

    def _looked_at(self, report: Report) -> Process:
        if (yield from self._stations.written(a.LOOKED_AT)):
            report.attempts += 1
            report.due = self._clock.now + pause(report.lane, report.attempts)
        self._listed(report)

    def _hinted_again(self, report: Report) -> None:
        if report.stage in (Stage.RECEIVED, Stage.TRIAGED):
            self._played.repaired += 1
            self._stations.hint(report, self._routes.swept[report.stage, report.lane])

    def _overdue(self, lane: Lane, shard: int) -> list[Report]:
        heap, found = self._lists[lane, shard], list[Report]()
        while heap and heap[0][0] <= self._clock.now and len(found) < LIMIT:
            listed, _, report = heappop(heap)
            if report.due == listed and report.stage in (Stage.RECEIVED, Stage.TRIAGED):
                found.append(report)
        return found
