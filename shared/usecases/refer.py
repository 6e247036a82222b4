"""Choose the agencies of judged reports, put the referral on their queues, and record the debts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from shared.domain.agency import Agency, Assignment, choose
from shared.domain.hashes import KeyedHashes
from shared.domain.judgement import judged_so_far
from shared.domain.jurisdiction.find import find
from shared.domain.jurisdiction.place import Jurisdiction
from shared.domain.owed import RESEND_AFTER
from shared.domain.receipt import receipt_key
from shared.domain.referral import body_of, referral_event
from shared.domain.row import Row, Stage, Update
from shared.domain.story import joined
from shared.domain.urgency import Lane, Urgency
from shared.observability import Event, log
from shared.ports import AgencyQueues, Delivery, Directory, Reports


@dataclass(frozen=True, slots=True)
class Referred:
    """One report's referrals, ready to be put on their queues."""

    row: Row
    urgency: str
    lane: Lane
    agencies: tuple[str, ...]
    deliveries: tuple[Delivery, ...]


@dataclass(frozen=True, slots=True)
class Refer:
    """The use case with what it needs."""

    reports: Reports
    directory: Directory
    queues: AgencyQueues
    hashes: KeyedHashes
    stage: str
    demonstration: bool

    def __call__(self, numbers: Sequence[str], now: datetime) -> frozenset[str]:
        """Safe to run twice: agencies tell copies by id. Gives back the numbers to try again."""
        rows = self.reports.read(numbers)
        for number in numbers:
            if number not in rows:
                log(Event.NOT_FOUND, reason="refer")
        unjudged = {n for n, row in rows.items() if row.stage is Stage.RECEIVED}
        ready = [self._referred(row, now) for row in rows.values() if _is_due(row, now)]
        # Sent before it is recorded: a crash between the two doubles a referral, never loses one.
        refused = self.queues.deliver([one for referred in ready for one in referred.deliveries])
        failed = {one.row.number for one in ready if not self._recorded(one, refused, now)}
        return frozenset(unjudged | failed)

    def _referred(self, row: Row, now: datetime) -> Referred:
        updates = self._covered(row)
        judgement = judged_so_far(row, updates)
        jurisdiction = find(judgement.told)
        everyone = self._assignments(row, jurisdiction, judgement.decision.level, now)
        facts = {
            "number": row.number,
            "revision": row.revision,
            "received_at": row.received_at,
            "available_at": now,
            "told": joined(row.story, row.contact),
            "updates": [_as_told(update) for update in updates],
            "decision": judgement.decision,
            "jurisdiction": jurisdiction,
            "lane": judgement.lane,
        }
        return Referred(
            row=row,
            urgency=judgement.decision.level.value,
            lane=judgement.lane,
            agencies=tuple(one.agency.id for one in everyone),
            deliveries=tuple(self._delivery(facts, one, everyone) for one in everyone),
        )

    def _covered(self, row: Row) -> tuple[Update, ...]:
        """Exactly what triage read, so that a higher revision always contains a lower one."""
        if not row.covers:
            return ()
        updates = self.reports.updates(row.number)
        return tuple(update for update in updates if update.update_id in row.covers)

    def _assignments(
        self, row: Row, jurisdiction: Jurisdiction, level: Urgency, now: datetime
    ) -> tuple[Assignment, ...]:
        """Who is chosen now, and everybody who was before."""
        directory = self.directory.agencies()
        chosen = choose(jurisdiction, directory, level, now.date())
        named = {one.agency.id for one in chosen}
        return chosen + tuple(
            Assignment(agency, "copy")
            for agency in directory
            if agency.id in row.holders and agency.id not in named
        )

    def _delivery(
        self, facts: dict[str, Any], mine: Assignment, everyone: Sequence[Assignment]
    ) -> Delivery:
        number, revision = facts["number"], facts["revision"]
        event = referral_event(
            **facts,
            assignment=mine,
            others=[one for one in everyone if one is not mine],
            receipt_key=receipt_key(self.hashes, number, mine.agency.id, revision),
            stage=self.stage,
            demonstration=self.demonstration,
        )
        return Delivery(_queue(mine.agency, facts["lane"]), event["id"], body_of(event))

    def _recorded(self, referred: Referred, refused: frozenset[str], now: datetime) -> bool:
        if any(one.referral_id in refused for one in referred.deliveries):
            return False
        row = referred.row
        if row.stage is Stage.TRIAGED:
            # Refused means that a newer revision is under way, which contains this one.
            self.reports.referred(row, referred.agencies, now, now + RESEND_AFTER)
        else:
            self.reports.sent_again(row, now + RESEND_AFTER)
        for agency in referred.agencies:
            log(
                Event.REFERRED,
                ref=row.ref,
                lane=referred.lane,
                urgency=referred.urgency,
                agency=agency,
                revision=row.revision,
            )
        return True


def _is_due(row: Row, now: datetime) -> bool:
    """Judged and not sent, or sent and without a receipt for so long that it goes again."""
    if row.stage is Stage.REFERRED:
        return row.due is not None and row.due <= now
    return row.stage is Stage.TRIAGED


def _queue(agency: Agency, lane: Lane) -> str:
    return agency.urgent_queue if lane is Lane.URGENT else agency.standard_queue


def _as_told(update: Update) -> dict[str, object]:
    return {
        "id": update.update_id,
        "received_at": update.received_at.isoformat(),
        **update.story,
    }
