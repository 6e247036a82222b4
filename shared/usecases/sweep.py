"""Send whatever is owed and overdue round again."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from shared.domain.owed import AWAITING_RECEIPT, NOW, due
from shared.domain.row import Stage
from shared.domain.urgency import Lane
from shared.observability import Event, log
from shared.ports import NextStep, Overdue, OwedWork

# Of each partition and run; what is left over is due again a minute later.
LIMIT = 100


@dataclass(frozen=True, slots=True)
class Sweep:
    """The use case with what it needs."""

    owed: OwedWork
    triage: NextStep
    refer: NextStep

    def __call__(self, now: datetime) -> int:
        """Safe to run twice: a hint too many changes nothing. Gives back how many were hinted."""
        stalled = self.owed.overdue(NOW, now, LIMIT)
        # The attempt is counted first: a row that kills its reader must not be read each minute.
        again = [one for one in stalled if self.owed.look_again(one, _next_look(one, now))]
        # Refer itself moves these on once it has sent them again.
        unreceipted = self.owed.overdue(AWAITING_RECEIPT, now, LIMIT)
        hinted = self._hint([*again, *unreceipted])
        log(Event.SWEPT, count=hinted)
        return hinted

    def _hint(self, overdue: Sequence[Overdue]) -> int:
        steps: Mapping[bool, NextStep] = {True: self.triage, False: self.refer}
        waiting: dict[tuple[bool, Lane], list[str]] = defaultdict(list)
        for one in overdue:
            waiting[one.stage is Stage.RECEIVED, one.lane].append(one.number)
        refused = 0
        for (unjudged, lane), numbers in waiting.items():
            refused += len(steps[unjudged].hand_over(numbers, lane))
        return len(overdue) - refused


def _next_look(overdue: Overdue, now: datetime) -> datetime:
    return due(overdue.lane, now, overdue.attempts + 1)
