"""The urgent ladder: officers who accept, and the climbs of what nobody accepted in time."""

from collections.abc import Callable, Collection, Generator
from math import inf
from random import Random

from shared.domain.owed import SHARDS
from shared.domain.rounds import CLIMB_AFTER, FEDERAL_RUNG, PAGE_AGAIN_AFTER, TOP
from shared.domain.row import Stage
from shared.domain.urgency import Lane
from tests.load import assumptions as a
from tests.load.agencies import FEDERAL
from tests.load.report import Message, Report
from tests.load.virtual import Clock

URGENT = Lane.URGENT
CLIMB = CLIMB_AFTER[URGENT].total_seconds()
PAGE_AGAIN = PAGE_AGAIN_AFTER.total_seconds()
# As long as the reports of a usual day can stay open: three climbs, and an answer to the last.
HISTORY = TOP * CLIMB + a.ANSWER[1]


class Officers:
    """People: they accept some minutes after the lead stored it, or not before the ladder's top."""

    def __init__(self, clock: Clock, rng: Random, answers: Callable[[Message], None]) -> None:
        self._clock = clock
        self._rng = rng
        self._answers = answers

    def reads(self, report: Report, agency: int) -> None:
        """Whoever was called from the top answers as quickly as others did before."""
        first = report.lane is URGENT and report.answered_at > self._clock.now
        if first and agency == report.agencies[0] and (report.heard or report.rung >= TOP):
            self.accept(report, self._rng.uniform(*a.ANSWER))

    def accept(self, report: Report, wait: float) -> None:
        """In so many seconds; a second copy of the referral changes nothing."""
        if report.answered_at == inf:
            report.answered_at = self._clock.now + wait
            answer = Message(report, report.agencies[0], officer=True)
            self._clock.after(wait, lambda: self._answers(answer))


class Ladder:
    """What refer does with a report that nobody answered: as shared/domain/rounds.py."""

    def __init__(
        self,
        clock: Clock,
        written: Callable[[a.Write], Generator[float, None, bool]],
        send: Callable[[Report, Collection[int]], None],
    ) -> None:
        self._clock = clock
        self._written = written
        self._send = send
        self.climbs = 0
        self.needless = 0
        self.pages = 0
        self.latest = 0.0

    def climb(self, report: Report) -> Generator[float, None, bool]:
        """Sent, then recorded. Whether the table took it; beyond the top only people are paged."""
        late = self._clock.now - report.asked_at - CLIMB * (report.climbs + 1)
        rung = min(report.climbs + 1, TOP)
        if report.climbs < TOP:
            report.rung = rung
            self._send(report, _asked(report))
        if rung == TOP:
            yield a.PAGE
        if report.climbs == TOP - 1 and not (yield from self._written(a.REVIEWED)):
            return False
        if not (yield from self._written(a.AGAIN)):
            return False
        if report.stage is Stage.REFERRED and report.attempts:
            self._recorded(report, rung, late)
        return True

    def _recorded(self, report: Report, rung: int, late: float) -> None:
        if report.climbs < TOP:
            self.climbs += 1
            self.needless += report.answered_at <= self._clock.now
            self.latest = max(self.latest, late)
        self.pages += rung == TOP
        report.climbs, report.attempts = rung, 0
        report.due = self._clock.now + (PAGE_AGAIN if rung == TOP else CLIMB)


def _asked(report: Report) -> Collection[int]:
    """Whoever owes a receipt, the lead, and higher up the federal agency as well."""
    lead = {report.agencies[0]} if report.awaits_acceptance else set[int]()
    return report.owed | lead | ({FEDERAL} if report.rung >= FEDERAL_RUNG else set())


def half_way(rng: Random, rate: float, unheard: float) -> list[tuple[Report, float | None]]:
    """Urgent reports of the time before, as the beginning finds them.

    With the seconds until each is accepted, or None for those that have still to climb.
    """
    found: list[tuple[Report, float | None]] = []
    age = rng.expovariate(rate)
    while age < HISTORY:
        report = Report(URGENT, rng.randrange(SHARDS), (1, FEDERAL), -age, rng.random() >= unheard)
        answer = rng.uniform(*a.ANSWER) - age + (0 if report.heard else TOP * CLIMB)
        report.stage = Stage.REFERRED
        report.at_agency = report.stored_at = report.accepted_at = -age
        report.climbs = report.rung = 0 if report.heard else int(age / CLIMB)
        wait = PAGE_AGAIN if report.climbs == TOP else CLIMB
        report.due = CLIMB * report.climbs + wait - age
        if report.climbs < TOP and not report.heard:
            found.append((report, None))
        elif answer > 0:
            found.append((report, answer))
        age += rng.expovariate(rate)
    return found
