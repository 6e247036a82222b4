"""The stations behind the front door: what each use case does to rows, queues and the table."""

from collections.abc import Callable, Collection, Generator, Sequence
from random import Random

from shared.domain.rounds import CLIMB_AFTER
from shared.domain.row import Stage
from tests.load import assumptions as a
from tests.load.agencies import FEDERAL, Agency
from tests.load.capacity import Table
from tests.load.ladder import Ladder, Officers
from tests.load.mapping import Mapping
from tests.load.report import Message, Report, pause
from tests.load.routes import Routes
from tests.load.virtual import Clock

Failed = Generator[float, None, Sequence[Message] | None]
Written = Generator[float, None, bool]
RECEIPTS, SPOOL = "ReceiptsQueue", "SpoolQueue"


class Stations:
    """Triage, refer, receipts and the drain, over one table."""

    def __init__(
        self,
        clock: Clock,
        table: Table,
        routes: Routes,
        rng: Random,
        people: Random,
        listed: Callable[[Report], None],
    ) -> None:
        self._clock = clock
        self._table = table
        self._routes = routes
        self._rng = rng
        self.queues: dict[str, Mapping] = {}
        self.open: set[Report] = set()
        self._listed = listed
        self.ladder = Ladder(clock, self.written, self._sent)
        self.officers = Officers(clock, people, lambda one: self.queues[RECEIPTS].put(one))
        consumers = [a.FEDERAL_CONSUMERS] + [1] * a.LOCAL_AGENCIES
        self.agencies = [
            Agency(clock, many, self._receipt_of(agency)) for agency, many in enumerate(consumers)
        ]

    def written(self, write: a.Write) -> Written:
        """With botocore's one retry."""
        if self._table.write(write):
            return True
        yield self._rng.random() * a.LONGEST_RETRY
        return self._table.write(write)

    def kept(self, report: Report) -> None:
        """The row is there: owed work, due after its lane's grace."""
        report.stage = Stage.RECEIVED
        report.due = report.asked_at + pause(report.lane, 0)
        self.open.add(report)
        self._listed(report)

    def spooled(self, report: Report) -> None:
        """The table refused: the spool holds the only copy."""
        self.open.add(report)
        self.queues[SPOOL].put(Message(report))

    def hint(self, report: Report, queue: str) -> None:
        """A number on its way."""
        self.queues[queue].put(Message(report))

    def triage(self, messages: Sequence[Message]) -> Failed:
        """Judge what is new, hand on what is judged, forget what is past that."""
        for message in messages:
            if message.report.stage is Stage.RECEIVED:
                if not (yield from self.written(a.JUDGED)):
                    return None
                if message.report.stage is Stage.RECEIVED:
                    message.report.stage = Stage.TRIAGED
                    message.report.attempts = 0
        for message in messages:
            if message.report.stage is Stage.TRIAGED:
                self.hint(message.report, self._routes.judged[message.report.lane])
        return []

    def refer(self, messages: Sequence[Message]) -> Failed:
        """Send first, record then: what is new, and what nobody answered."""
        reports = list(dict.fromkeys(one.report for one in messages))
        ready = [one for one in reports if one.stage is Stage.TRIAGED]
        again = [one for one in reports if one.stage is Stage.REFERRED and one.attempts]
        for report in ready:
            self._sent(report, report.agencies)
        for report in ready:
            if not (yield from self.written(a.REFERRED)):
                return None
            self._referred(report)
        for report in again:
            if not (yield from self.ladder.climb(report)):
                return None
            self._listed(report)
        return [one for one in messages if one.report.stage is Stage.RECEIVED]

    def _referred(self, report: Report) -> None:
        if report.stage is Stage.TRIAGED:
            report.stage = Stage.REFERRED
            report.attempts = 0
            report.owed = set(report.agencies)
            report.due = self._clock.now + CLIMB_AFTER[report.lane].total_seconds()
            self._listed(report)

    def receipts(self, messages: Sequence[Message]) -> Failed:
        """Whoever accepts has stored it as well: struck off first, then accepted."""
        early: list[Message] = []
        for message in messages:
            if not (yield from self._struck(message.report, message.agency)):
                return None
            if message.officer and not (yield from self._accepted(message.report)):
                return None
            if message.report.stage is Stage.TRIAGED:
                early.append(message)
        return early

    def _struck(self, report: Report, agency: int) -> Written:
        """One write for the last answer; before that, one is refused and one strikes."""
        closes = report.owed == {agency} and not report.awaits_acceptance
        if not (yield from self.written(a.CLOSED if closes else a.STRUCK)):
            return False
        if agency in report.owed and not closes and not (yield from self.written(a.STRUCK)):
            return False
        report.owed.discard(agency)
        self._closed_if_answered(report)
        return True

    def _accepted(self, report: Report) -> Written:
        """One write if nothing else is owed, else one is refused and one records it."""
        closes = report.stage is Stage.REFERRED and not report.owed
        if not (yield from self.written(a.CLOSED if closes else a.STRUCK)):
            return False
        if report.owed and not (yield from self.written(a.STRUCK)):
            return False
        if report.stage is Stage.REFERRED:
            report.is_accepted = True
            report.answer_known_at = min(report.answer_known_at, self._clock.now)
        self._closed_if_answered(report)
        return True

    def drain(self, messages: Sequence[Message]) -> Failed:
        """From the spool to the table, and then as submit would."""
        failed = []
        for message in messages:
            if message.report.stage is not None:
                continue
            if (yield from self.written(a.PUT)):
                self.kept(message.report)
                self.hint(message.report, self._routes.submitted[message.report.lane])
            else:
                failed.append(message)
        return failed

    def _closed_if_answered(self, report: Report) -> None:
        answered = not report.owed and not report.awaits_acceptance
        if report.stage is Stage.REFERRED and answered:
            report.stage = Stage.CLOSED
            self.open.discard(report)

    def _sent(self, report: Report, agencies: Collection[int]) -> None:
        report.at_agency = min(report.at_agency, self._clock.now)
        for agency in sorted(agencies):
            self.agencies[agency].put(report, self._routes.at_agency[report.lane])

    def _receipt_of(self, agency: int) -> Callable[[Report], None]:
        def receipted(report: Report) -> None:
            report.stored_at = min(report.stored_at, self._clock.now)
            self.queues[RECEIPTS].put(Message(report, agency))
            self.officers.reads(report, agency)

        return receipted


def addressed(rng: Random) -> tuple[int, ...]:
    """A lead somewhere, and the federal copy."""
    return (rng.randint(1, a.LOCAL_AGENCIES), FEDERAL)[-a.DEBTS :]
