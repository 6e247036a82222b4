"""The minute's sweep over the lists of owed work, as shared/usecases/sweep.py does it."""

from heapq import heappop, heappush

from shared.domain.owed import SHARDS
from shared.domain.row import Stage
from shared.usecases.sweep import LIMIT, LISTS
from tests.load import assumptions as a
from tests.load.capacity import Account
from tests.load.report import Report, pause
from tests.load.routes import Routes
from tests.load.settings import SWEEP, Settings
from tests.load.stations import Stations
from tests.load.virtual import Clock, Process


class Lists:
    """The sharded lists, sorted by when somebody must look again."""

    def __init__(self) -> None:
        self._lists: dict[tuple[str, int], list[tuple[float, int, Report]]] = {
            (name, shard): [] for name in LISTS for shard in range(SHARDS)
        }
        self._count = 0

    def add(self, report: Report) -> None:
        """Where it belongs as it stands; an older place of it is void."""
        self._count += 1
        heappush(self._lists[report.list_name, report.shard], (report.due, self._count, report))

    def overdue(self, name: str, now: float) -> list[Report]:
        """No more of each shard than one run takes."""
        return [one for shard in range(SHARDS) for one in self._overdue(name, shard, now)]

    def _overdue(self, name: str, shard: int, now: float) -> list[Report]:
        heap, found = self._lists[name, shard], list[Report]()
        while heap and heap[0][0] <= now and len(found) < LIMIT:
            listed, _, report = heappop(heap)
            open_here = report.stage is not Stage.CLOSED and report.list_name == name
            if report.due == listed and open_here:
                found.append(report)
        return found


class Sweeping:
    """The schedule and its function."""

    def __init__(
        self,
        clock: Clock,
        account: Account,
        lists: Lists,
        stations: Stations,
        routes: Routes,
        settings: Settings,
    ) -> None:
        self._clock = clock
        self._account = account
        self._lists = lists
        self._stations = stations
        self._swept = routes.swept
        self._every = settings.sweep_every
        self._timeout = settings.functions[SWEEP].timeout
        self.repaired = 0
        self.cut = 0

    def runs(self) -> Process:
        """One after the other, as long as the model lasts."""
        while True:
            yield self._every
            if self._account.begin(SWEEP) is not None:
                self._clock.play(self._once(self._clock.now + self._timeout))

    def _once(self, cut_at: float) -> Process:
        """A list is counted whole before any of it is hinted."""
        for name in LISTS:
            overdue = self._lists.overdue(name, self._clock.now)
            for report in overdue:
                yield a.SWEEP_LOOK
                yield from self._looked_at(report)
            if self._clock.now >= cut_at:
                self.cut += 1
                break
            for report in overdue:
                self._hinted(report)
        self._account.end(SWEEP)

    def _looked_at(self, report: Report) -> Process:
        if (yield from self._stations.written(a.LOOKED_AT)):
            report.attempts += 1
            report.due = self._clock.now + pause(report.lane, report.attempts)
        self._lists.add(report)

    def _hinted(self, report: Report) -> None:
        if report.stage in (Stage.RECEIVED, Stage.TRIAGED):
            self.repaired += 1
        if report.stage is not None and report.stage is not Stage.CLOSED:
            self._stations.hint(report, self._swept[report.stage, report.lane])
