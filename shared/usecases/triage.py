"""Judge how urgent reports are, allocate the revision that says so, and hand them to refer."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from shared.domain.judgement import judged_so_far
from shared.domain.owed import due
from shared.domain.row import Milestone, Row, Stage, Step, Update
from shared.domain.urgency import Lane
from shared.observability import Event, log
from shared.ports import Judged, NextStep, Reports


@dataclass(frozen=True, slots=True)
class Triage:
    """The use case with what it needs."""

    reports: Reports
    refer: NextStep

    def __call__(self, numbers: Sequence[str], now: datetime) -> frozenset[str]:
        """Safe to run twice, late or out of order. Gives back the numbers to try again."""
        rows = self.reports.read(numbers)
        onward: dict[Lane, list[str]] = defaultdict(list)
        failed: set[str] = set()
        for number in numbers:
            if number not in rows:
                log(Event.NOT_FOUND, reason="triage")
                continue
            lane, done = self._one(rows[number], now)
            if not done:
                failed.add(number)
            elif lane is not None:
                onward[lane].append(number)
        for lane, waiting in onward.items():
            failed |= self.refer.hand_over(waiting, lane)
        return frozenset(failed)

    def _one(self, row: Row, now: datetime) -> tuple[Lane | None, bool]:
        """The lane on which refer is to hear of it, if it is; and whether this round is done."""
        # A first round needs no look for updates: each brings a message of its own.
        updates = () if row.stage is Stage.RECEIVED else tuple(self.reports.updates(row.number))
        if row.stage is Stage.RECEIVED or _fresh(row, updates):
            return self._judge(row, updates, now)
        self._settle(row.number, updates)
        return (row.lane if row.stage is Stage.TRIAGED else None), True

    def _judge(
        self, row: Row, updates: Sequence[Update], now: datetime
    ) -> tuple[Lane | None, bool]:
        judgement = judged_so_far(row, updates)
        judged = Judged(
            revision=row.revision + 1,
            covers=frozenset(update.update_id for update in updates),
            lane=judgement.lane,
            peak=judgement.decision.level.rank,
            due=due(judgement.lane, now),
            milestones=(
                *(Milestone(Step.UPDATED, one.received_at) for one in _fresh(row, updates)),
                Milestone(Step.CHECKED, now, row.revision + 1),
            ),
        )
        if not self.reports.judged(row, judged):
            return None, False  # another round was quicker: look again at what it left
        self._settle(row.number, updates)
        log(
            Event.JUDGED,
            ref=row.ref,
            lane=judged.lane,
            urgency=judgement.decision.level,
            revision=judged.revision,
        )
        return judged.lane, True

    def _settle(self, number: str, covered: Sequence[Update]) -> None:
        # Only after the write above: from here on the report's own row carries the debt.
        for update in covered:
            if update.due is not None:
                self.reports.settle(number, update.update_id)


def _fresh(row: Row, updates: Sequence[Update]) -> list[Update]:
    return [update for update in updates if update.update_id not in row.covers]
