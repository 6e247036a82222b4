"""Judge how urgent reports are and whose, allocate the revision that says so, hand it to refer."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from shared.domain.agency import choose
from shared.domain.judgement import Judgement, judged_so_far
from shared.domain.jurisdiction.find import located
from shared.domain.owed import due
from shared.domain.referral import TOGETHER, size
from shared.domain.row import Milestone, Row, Stage, Step, Update
from shared.domain.urgency import Lane
from shared.observability import Event, log
from shared.ports import Directory, Judged, NextStep, Reports


@dataclass(frozen=True, slots=True)
class Triage:
    """The use case with what it needs."""

    reports: Reports
    directory: Directory
    refer: NextStep

    def __call__(
        self, numbers: Sequence[str], now: datetime, lane: Lane | None = None
    ) -> frozenset[str]:
        """Safe to run twice, late or out of order. Gives back the numbers to try again.

        `lane` is the one on which the hints came.
        """
        rows = self.reports.read(numbers)
        onward: dict[Lane, list[str]] = defaultdict(list)
        failed: set[str] = set()
        for number, hints in Counter(numbers).items():
            if number not in rows:
                log(Event.NOT_FOUND, reason="triage")
                continue
            row = rows[number]
            only_its_own = hints == 1 and lane in (None, row.lane)
            on, done = self._one(row, now, only_its_own=only_its_own)
            if not done:
                failed.add(number)
            elif on is not None:
                onward[on].append(number)
        for on, waiting in onward.items():
            failed |= self.refer.hand_over(waiting, on)
        return frozenset(failed)

    def _one(self, row: Row, now: datetime, *, only_its_own: bool) -> tuple[Lane | None, bool]:
        """The lane on which refer is to hear of it, if it is; and whether this round is done."""
        # A first round needs no look for updates: each brings a hint of its own, which is seen by
        # its being the second, or by its coming on the urgent lane.
        first = row.stage is Stage.RECEIVED and only_its_own
        updates = () if first else _readable(row, self.reports.updates(row.number))
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
                Milestone(Step.CHECKED, now, row.revision + 1, self._addressed(judgement, now)),
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

    def _addressed(self, judgement: Judgement, now: datetime) -> tuple[str, ...]:
        """On record before refer sends anything: whoever gets a revision gets all later ones."""
        place, directory = located(judgement.told), self.directory.agencies()
        chosen = choose(place, directory, judgement.decision.level, now.date())
        return tuple(sorted(one.agency.id for one in chosen))

    def _settle(self, number: str, covered: Sequence[Update]) -> None:
        # Only after the write above: from here on the report's own row carries the debt.
        for update in covered:
            if update.due is not None:
                self.reports.settle(number, update.update_id)


def _fresh(row: Row, updates: Sequence[Update]) -> list[Update]:
    return [update for update in updates if update.update_id not in row.covers]


def _readable(row: Row, updates: Sequence[Update]) -> tuple[Update, ...]:
    """What this revision covers: all that was covered, and as much more as one referral carries.

    The rest stays owed work, with its own hint and its own revision.
    """
    covered = [update for update in updates if update.update_id in row.covers]
    room = TOGETHER
    for update in _fresh(row, updates):
        room -= size(update.story)
        if room < 0 and len(covered) > len(row.covers):
            break
        covered.append(update)
    return tuple(covered)
