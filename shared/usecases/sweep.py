"""Send whatever is owed and overdue round again, and call people when that goes on in vain."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from shared.domain.owed import (
    AWAITING_ACCEPTANCE,
    AWAITING_RECEIPT,
    due,
    is_beyond_bound,
    owed_now,
)
from shared.domain.row import Stage
from shared.domain.urgency import Lane
from shared.observability import Event, log, log_failure
from shared.ports import NextStep, OnCall, Overdue, OwedWork, Reviews

# Urgent work first: the run may be cut short.
LISTS = (owed_now(Lane.URGENT), AWAITING_ACCEPTANCE, owed_now(Lane.STANDARD), AWAITING_RECEIPT)
# Of each partition and run; what is left over is due again a minute later.
LIMIT = 100
STALLED = "stalled"


@dataclass(frozen=True, slots=True)
class Sweep:
    """The use case with what it needs."""

    owed: OwedWork
    triage: NextStep
    refer: NextStep
    on_call: OnCall
    reviews: Reviews

    def __call__(self, now: datetime) -> int:
        """Safe to run twice: a hint too many changes nothing. Gives back how many were hinted."""
        hinted = sum(self._swept(name, now) for name in LISTS)
        log(Event.SWEPT, count=hinted)
        return hinted

    def _swept(self, name: str, now: datetime) -> int:
        """One list; what cannot be read or counted keeps nothing else waiting."""
        try:
            overdue = self.owed.overdue(name, now, LIMIT)
        except Exception as error:
            log_failure(error, "sweep")
            return 0
        counted = [one for one in overdue if self._counted(one, now)]
        for one in counted:
            self._tell_people(one, now)
        return self._hint(counted)

    def _counted(self, overdue: Overdue, now: datetime) -> bool:
        # The attempt is counted first: a row that kills its reader must not be read each minute.
        try:
            return self.owed.look_again(overdue, due(overdue.lane, now, overdue.attempts + 1))
        except Exception as error:
            log_failure(error, "sweep")
            return True

    def _tell_people(self, overdue: Overdue, now: datetime) -> None:
        """Our own mistake must not hold a child's report for ever; but nor may this hold others."""
        if not is_beyond_bound(overdue.lane, overdue.attempts + 1):
            return
        if overdue.lane is Lane.URGENT:
            self.on_call.page(overdue.number, overdue.lane)
        try:
            self.reviews.add(overdue.number, overdue.lane, STALLED, now)
        except Exception as error:
            log_failure(error, "review")

    def _hint(self, overdue: Sequence[Overdue]) -> int:
        steps: Mapping[bool, NextStep] = {True: self.triage, False: self.refer}
        waiting: dict[tuple[bool, Lane], list[str]] = defaultdict(list)
        for one in overdue:
            waiting[one.stage is Stage.RECEIVED, one.lane].append(one.number)
        refused = 0
        for (unjudged, lane), numbers in waiting.items():
            refused += len(steps[unjudged].hand_over(numbers, lane))
        return len(overdue) - refused
