"""The whole hotline in virtual time: reporters, front door, stations, agencies and the sweep.

Everything that can be read from the product is: routes, batches, windows, limits, graces. What
cannot be is in tests/load/assumptions.py. The same seed gives the same world again.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from math import inf
from random import Random

from shared.domain.owed import SHARDS
from shared.domain.row import Stage
from shared.domain.urgency import Lane
from tests.load import assumptions as a
from tests.load.capacity import Account, Table
from tests.load.ladder import half_way
from tests.load.mapping import Mapping as QueueMapping
from tests.load.report import Report
from tests.load.routes import Routes, learned
from tests.load.settings import PUBLIC_FORM, Settings, production
from tests.load.stations import RECEIPTS, SPOOL, Stations, addressed
from tests.load.sweep import Lists, Sweeping
from tests.load.virtual import Clock, Process, stream

# Standard: ten times all that the busiest known hotline gets in an average second. Urgent: far
# more than its share, so that a 99th percentile means something.
USUAL = {Lane.URGENT: 2.0, Lane.STANDARD: 7.0}
TIMES = 50.0
WARM_UP = 60.0


@dataclass(frozen=True, slots=True)
class World:
    """One experiment; `rates` are reports a second, for so many `seconds` after the warm-up.

    Where `afterwards` is given, the usual rates go on for so many seconds more, and only theirs are
    the waits that count. `unheard` is the share of urgent reports that climbs to the top.
    `reserved` are the stage's parameters, `most` other values of MaximumConcurrency by queue, and
    `others` what other software in the account would always like to run.
    """

    name: str
    rates: Mapping[Lane, float]
    seconds: float = 120.0
    afterwards: float = 0.0
    unheard: float = a.UNHEARD
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

    `answers` are seconds from an officer's word until the row knows it. `needless` are climbs of
    reports that an officer had accepted. `still_open` are accepted reports that some agency has not
    receipted when the patience is over, `unanswered` those that only lack a person's word.
    """

    world: World
    waits: dict[Lane, list[float]] = field(default_factory=dict)
    stored: dict[Lane, list[float]] = field(default_factory=dict)
    answers: list[float] = field(default_factory=list)
    refused: dict[Lane, int] = field(default_factory=lambda: dict.fromkeys(Lane, 0))
    spooled: int = 0
    repaired: int = 0
    cut: int = 0
    dead: int = 0
    climbs: int = 0
    needless: int = 0
    pages: int = 0
    latest_climb: float = 0.0
    still_open: int = 0
    unanswered: int = 0
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
        self._lists = Lists()
        self._stations = Stations(
            self._clock,
            self._table,
            routes,
            stream(world.seed, "retry"),
            stream(world.seed, "officers"),
            self._lists.add,
        )
        self._sweeping = Sweeping(
            self._clock, self._account, self._lists, self._stations, routes, settings
        )
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
        self._go_on_from_before()
        for lane in Lane:
            self._clock.play(self._reporters(lane))
        self._clock.play(self._sweeping.runs())
        self._clock.run(self._phases()[-1][1] + self._world.patience, over=self._is_over)
        self._told_waits()
        self._told_counts()
        return self._played

    def _go_on_from_before(self) -> None:
        """The hotline did not open with the model: reports of the last hour wait for officers."""
        rng = stream(self._world.seed, "before")
        for report, answered in half_way(rng, USUAL[Lane.URGENT], a.UNHEARD):
            self._stations.open.add(report)
            self._lists.add(report)
            if answered is not None:
                self._stations.officers.accept(report, answered)

    def _told_waits(self) -> None:
        told, begins = self._played, self._phases()[-2][1]
        for lane in Lane:
            mine = [one for one in self._reports if one.lane is lane and one.asked_at >= begins]
            told.waits[lane] = sorted(one.at_agency - one.accepted_at for one in mine)
            told.stored[lane] = sorted(one.stored_at - one.accepted_at for one in mine)
            answered = [one for one in mine if one.answered_at < inf]
            if lane is Lane.URGENT:
                told.answers = sorted(one.answer_known_at - one.answered_at for one in answered)

    def _told_counts(self) -> None:
        told, ladder = self._played, self._stations.ladder
        still = self._stations.open
        told.unanswered = sum(one.stage is Stage.REFERRED and not one.owed for one in still)
        told.still_open = len(still) - told.unanswered
        told.repaired, told.cut = self._sweeping.repaired, self._sweeping.cut
        told.climbs, told.needless = ladder.climbs, ladder.needless
        told.pages, told.latest_climb = ladder.pages, ladder.latest
        told.dead = sum(one.dead for one in self._stations.queues.values())
        told.throttled = self._account.throttled
        told.table_throttled = self._table.throttled

    def _is_over(self) -> bool:
        return not (self._coming or self._inside or self._stations.open)

    def _phases(self) -> tuple[tuple[Mapping[Lane, float], float], ...]:
        """Rates, and until when; the last phase is the one whose waits count."""
        ends = WARM_UP + self._world.seconds
        phases = ((USUAL, WARM_UP), (self._world.rates, ends))
        calm = self._world.afterwards
        return (*phases, (USUAL, ends + calm)) if calm else phases

    def _reporters(self, lane: Lane) -> Process:
        """The same arrivals on one lane, whatever happens on the other."""
        rng = stream(self._world.seed, lane)
        for rates, until in self._phases():
            wait = rng.expovariate(rates[lane])
            while self._clock.now + wait <= until:
                yield wait
                self._clock.play(self._submitted(self._new(lane, rng), rng))
                wait = rng.expovariate(rates[lane])
            yield until - self._clock.now
        self._coming -= 1

    def _new(self, lane: Lane, rng: Random) -> Report:
        report = Report(lane, rng.randrange(SHARDS), addressed(rng), self._clock.now)
        report.heard = rng.random() >= self._world.unheard
        return report

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
