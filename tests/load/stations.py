"""The stations behind the front door: what each use case does to rows, queues and the table."""

from collections.abc import Callable, Generator, Sequence
from random import Random

from shared.domain.row import Stage
from tests.load import assumptions as a
from tests.load.agencies import FEDERAL, Agency
from tests.load.capacity import Table
from tests.load.mapping import Mapping
from tests.load.report import Message, Report, pause
from tests.load.routes import Routes
from tests.load.virtual import Clock

Failed = Generator[float, None, Sequence[Message] | None]
RECEIPTS, SPOOL = "ReceiptsQueue", "SpoolQueue"


class Stations:
    """Triage, refer, receipts and the drain, over one table."""

    def __init__(
        self,
        clock: Clock,
        table: Table,
        routes: Routes,
        rng: Random,
        listed: Callable[[Report], None],
    ) -> None:
        self._clock = clock
        self._table = table
        self._routes = routes
        self._rng = rng
        self.queues: dict[str, Mapping] = {}
        self.open: set[Report] = set()
        self._listed = listed
        consumers = [a.FEDERAL_CONSUMERS] + [1] * a.LOCAL_AGENCIES
        self.agencies = [
            Agency(clock, many, self._receipt_of(agency)) for agency, many in enumerate(consumers)
        ]

    def written(self, write: a.Write) -> Generator[float, None, bool]:
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
        """Send first, record then."""
        ready = [one for one in messages if one.report.stage is Stage.TRIAGED]
        for message in ready:
            self._sent(message.report)
        for message in ready:
            if not (yield from self.written(a.REFERRED)):
                return None
            if message.report.stage is Stage.TRIAGED:
                message.report.stage = Stage.REFERRED
                message.report.owed = set(message.report.agencies)
        return [one for one in messages if one.report.stage is Stage.RECEIVED]

    def receipts(self, messages: Sequence[Message]) -> Failed:
        """One write for the last debt; before that, one is refused and one strikes."""
        early: list[Message] = []
        for message in messages:
            report = message.report
            last = report.owed == {message.agency}
            if not (yield from self.written(a.CLOSED if last else a.STRUCK)):
                return None
            if report.stage is Stage.TRIAGED:
                early.append(message)
            one_of_several = message.agency in report.owed and not last
            if one_of_several and not (yield from self.written(a.STRUCK)):
                return None
            self._struck(report, message.agency)
        return early

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

    def _struck(self, report: Report, agency: int) -> None:
        report.owed.discard(agency)
        if report.stage is Stage.REFERRED and not report.owed:
            report.stage = Stage.CLOSED
            self.open.discard(report)

    def _sent(self, report: Report) -> None:
        report.at_agency = min(report.at_agency, self._clock.now)
        for agency in report.agencies:
            self.agencies[agency].put(report, self._routes.at_agency[report.lane])

    def _receipt_of(self, agency: int) -> Callable[[Report], None]:
        def receipted(report: Report) -> None:
            report.stored_at = min(report.stored_at, self._clock.now)
            self.queues[RECEIPTS].put(Message(report, agency))

        return receipted


def addressed(rng: Random) -> tuple[int, ...]:
    """A lead somewhere, and the federal copy."""
    return (rng.randint(1, a.LOCAL_AGENCIES), FEDERAL)[-a.DEBTS :]
