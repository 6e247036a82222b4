"""Choose the agencies of judged reports, put the referral on their queues, and record the debts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from shared.domain.addressing import addressed
from shared.domain.agency import Agency, Assignment, choose
from shared.domain.hashes import KeyedHashes
from shared.domain.judgement import judged_so_far
from shared.domain.jurisdiction.find import located
from shared.domain.owed import RESEND_AFTER, due
from shared.domain.receipt import receipt_key
from shared.domain.referral import body_of, referral_event
from shared.domain.row import Row, Stage, Update
from shared.domain.story import joined
from shared.domain.urgency import Lane
from shared.observability import Event, log
from shared.ports import AgencyQueues, Delivery, Directory, Reports, Sent


@dataclass(frozen=True, slots=True)
class Referred:
    """One report's referrals, ready to be put on their queues."""

    row: Row
    urgency: str
    lane: Lane
    deliveries: Mapping[str, Delivery]


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
        ready = [self._referred(row, now) for row in rows.values() if _is_due(row)]
        # Sent before it is recorded: a crash between the two doubles a referral, never loses one.
        waiting = [one for referred in ready for one in referred.deliveries.values()]
        refused = self.queues.deliver(waiting)
        failed = {one.row.number for one in ready if not self._recorded(one, refused, now)}
        return frozenset(unjudged | failed)

    def _referred(self, row: Row, now: datetime) -> Referred:
        updates = self._covered(row)
        judgement = judged_so_far(row, updates)
        jurisdiction = located(judgement.told)
        directory = self.directory.agencies()
        chosen = choose(jurisdiction, directory, judgement.decision.level, now.date())
        everyone = addressed(row, chosen, directory)
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
            deliveries={one.agency.id: self._delivery(facts, one, everyone) for one in everyone},
        )

    def _covered(self, row: Row) -> tuple[Update, ...]:
        """Exactly what triage read, so that a higher revision always contains a lower one."""
        if not row.covers:
            return ()
        updates = self.reports.updates(row.number)
        return tuple(update for update in updates if update.update_id in row.covers)

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
        """Whether this round is done. Refused queues stay owed and do not hold up the others."""
        row = referred.row
        taken = {
            agency
            for agency, delivery in referred.deliveries.items()
            if delivery.referral_id not in refused
        }
        if not taken and row.stage is Stage.TRIAGED:
            return False
        all_sent = len(taken) == len(referred.deliveries)
        sent = Sent(
            agencies=frozenset(referred.deliveries),
            at=now,
            due=now + RESEND_AFTER if all_sent else due(referred.lane, now),
        )
        self._log(referred, taken)
        if row.stage is Stage.REFERRED:
            self.reports.sent_again(row, sent)
            return True
        return self.reports.referred(row, sent) or self._remembered(row, sent)

    def _remembered(self, row: Row, sent: Sent) -> bool:
        """The report changed meanwhile: whoever holds this revision must get the newer one too."""
        newest = self.reports.read([row.number])[row.number]
        if sent.agencies <= newest.holders:
            return True
        self.reports.remember(row, replace(sent, due=due(newest.lane, sent.at)))
        return False

    def _log(self, referred: Referred, taken: set[str]) -> None:
        for agency in sorted(taken):
            log(
                Event.REFERRED,
                ref=referred.row.ref,
                lane=referred.lane,
                urgency=referred.urgency,
                agency=agency,
                revision=referred.row.revision,
            )


def _is_due(row: Row) -> bool:
    """Judged and not sent; or sent, and the sweep counted an attempt since, for want of a receipt.

    A message that only came twice finds neither.
    """
    return row.stage is Stage.TRIAGED or (row.stage is Stage.REFERRED and row.attempts > 0)


def _queue(agency: Agency, lane: Lane) -> str:
    return agency.urgent_queue if lane is Lane.URGENT else agency.standard_queue


def _as_told(update: Update) -> dict[str, object]:
    return {
        "id": update.update_id,
        "received_at": update.received_at.isoformat(),
        **update.story,
    }
